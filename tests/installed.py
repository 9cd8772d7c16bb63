"""Walk through an installed examprep as a person would: `python -m tests.installed COMMAND...`.

COMMAND starts the program, such as the path of a script that starts it in a root of its own. The
walk needs the standard library only, and gives COMMAND no variable but TERM, LANG and HOME.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.terminal import Terminal

PATIENCE = 120
TOPIC = "sterile-compounding:aseptic-technique"
QUIZ = f"quiz --plain --user Maria --topic {TOPIC} -n 3 --seed 7 --mode timed"


class Walk:
    """One installed program, with a home that was never used before."""

    def __init__(self, command: list[str], home: str) -> None:
        self.command = command
        self.environment = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        if sys.platform == "win32":  # nothing starts there without it
            self.environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]

    def run(self, words: str, typed: str = "", code: int = 0) -> str:
        """Run a command to its end; give what it printed."""
        done = subprocess.run(
            [*self.command, *words.split()], input=typed, env=self.environment, cwd="/",
            capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout

    def version(self) -> None:
        """It tells its version."""
        assert re.fullmatch(r"examprep \d+\.\d+\.\d+\S*\s+", self.run("--version"))

    def pages(self) -> None:
        """Help pages have examples."""
        assert "examples:" in self.run("help bank check")
        assert "did you mean" not in self.run("--help")

    def banks(self) -> None:
        """The shipped banks are there."""
        assert sum(bank["items"] for bank in json.loads(self.run("bank list --json"))) > 1_000

    def quiz(self) -> None:
        """A quiz in lines saves every answer, and the doctor finds nothing wrong with it."""
        assert len(re.findall(r"^saved$", self.run(QUIZ, "1\n2\n1\n"), re.MULTILINE)) >= 3
        assert json.loads(self.run("progress show --json"))["finished"] == 1
        assert "Nothing is wrong." in self.run("doctor")

    def exam(self) -> None:
        """A mock exam can be put together."""
        form = json.loads(self.run("exam form ptce --seed 7 --json"))
        assert len(form["slots"]) == 90

    def learning(self) -> None:
        """Today's questions and the plan can be worked out."""
        assert json.loads(self.run("today --json"))["questions"]
        assert "report" in self.run("cohort report --help")

    def cohort(self) -> None:
        """A class can be summed up."""
        file = json.loads(self.run("progress where --json"))["candidates"][0]["path"]
        assert json.loads(self.run(f"cohort report {file} --json"))

    def completion(self) -> None:
        """The shells get their scripts."""
        for shell in ("bash", "zsh", "fish", "powershell"):
            assert "examprep" in self.run(f"completion {shell}")

    def serve(self) -> None:
        """The browser gets its page, and no asset of it comes from elsewhere."""
        process = subprocess.Popen(
            [*self.command, "serve", "--no-open"], env=self.environment, cwd="/",
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        try:
            address = process.stdout.readline().strip()
            jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
            with opener.open(address, timeout=PATIENCE) as answer:
                page = answer.read().decode()
            assert "examprep" in page
            assert not re.search(r"(?:src|href)=.https?://(?!127\.0\.0\.1|localhost)", page)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)

    def app(self) -> None:
        """The app opens on the home page, and Enter brings the first question."""
        terminal = Terminal(self.command, self.environment)
        try:
            terminal.until(b"questions for you")
            terminal.settle()
            terminal.press(b"\r")
            terminal.until(b"1 of ")
        finally:
            terminal.close()

    STEPS: tuple[Callable[[Walk], None], ...] = (
        version, pages, banks, quiz, exam, learning, cohort, completion, serve, app,
    )  # fmt: skip


def main(command: list[str]) -> int:
    """Walk through all steps; 1 at the first that fails."""
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(command, str(Path(folder)))
        for step in Walk.STEPS:
            start = time.perf_counter()
            try:
                step(walk)
            except (AssertionError, TimeoutError, OSError, ValueError) as error:
                line = traceback.extract_tb(error.__traceback__)[1]
                print(f"{step.__name__}: failed: {line.line} {error}")
                return 1
            print(f"{step.__name__:<11} {time.perf_counter() - start:5.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
