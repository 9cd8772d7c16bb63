"""Measure every row of the budget table and print it: `python -m tests.benchmarks`."""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.bare import MARKER
from tests.benchmarks.cohorts import CLASSES, Size, reports, size_of
from tests.benchmarks.terminal import Terminal, environment, python
from tests.benchmarks.worlds import write_bank, write_history

# As many lines as the home and the question page have widgets.
WIDGETS = 14


@dataclass
class Row:
    """One line of the table: what, its budget, the ratio measured, and the bare figures."""

    what: str
    budget: float
    ratio: float
    detail: str

    def __str__(self) -> str:
        word = "met" if self.ratio <= self.budget else "OVER"
        return f"{self.what:<58} <= {self.budget:<6g} {self.ratio:>7.3f}  {word:<4}  {self.detail}"


class Bench:
    """The worlds of one run and the way to start processes in them."""

    def __init__(self, folder: Path, *, quick: bool, classes: list[Size] | None = None) -> None:
        self.folder = folder
        self.classes = classes or CLASSES
        self.rounds = 5 if quick else 15
        self.scale = 10 if quick else 1

    def world(self, items: int, responses: int) -> Path:
        """Make a home with so many items in a bank and so many responses of one candidate."""
        home = self.folder / f"home-{items}-{responses}"
        if not home.exists():
            write_bank(home / "data" / "banks", "measured", items)
            file = home / "data" / "candidates" / "maria.toml"
            write_history(file, "measured", items, responses)
        return home

    def probe(self, home: Path, *words: str) -> dict[str, float]:
        """Run one of the probes in a process of its own."""
        run = subprocess.run(
            python("-m", "tests.benchmarks.probes", *words),
            env=environment(str(home)), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            raise RuntimeError(run.stderr[-2000:])
        return json.loads(run.stdout)

    def start(self, command: list[str], home: Path, marker: str) -> float:
        """Give the seconds from process start until a text stands on the screen."""
        terminal = Terminal(command, environment(str(home)))
        try:
            return terminal.until(marker.encode())
        finally:
            terminal.close()

    def keys(self, command: list[str], home: Path, marker: str) -> list[float]:
        """Give the seconds of each repaint while the cursor walks up and down."""
        terminal = Terminal(command, environment(str(home)))
        try:
            terminal.until(marker.encode())
            terminal.settle()
            presses = [b"\x1b[B", b"\x1b[A"] * (self.rounds * 10)
            return [terminal.press(key) for key in presses][10:]
        finally:
            terminal.close()


def starts(bench: Bench, items: int, responses: int, budget: float) -> Row:
    """Compare the start to the home page with the bare app's."""
    home = bench.world(items, responses)
    app, bare = python("-m", "examprep"), python("-m", "tests.benchmarks.bare", str(WIDGETS))
    bench.start(app, home, MARKER)  # the index and the snapshot are made once, not measured
    bench.start(bare, home, MARKER)
    ours, theirs = [], []
    for _ in range(bench.rounds):
        ours.append(bench.start(app, home, MARKER))
        theirs.append(bench.start(bare, home, MARKER))
    mine, other = statistics.median(ours), statistics.median(theirs)
    what = f"start to first usable screen, {items:,} items, {responses:,} responses"
    return Row(what, budget, mine / other, f"{mine * 1000:.0f} ms, bare {other * 1000:.0f} ms")


def key_presses(bench: Bench) -> Row:
    """Compare a key's repaint of the question page with the bare app's, 95th percentile."""
    home = bench.world(3_000 // bench.scale, 10_000 // bench.scale)
    app = python("-m", "examprep", "quiz", "--mode", "timed", "-n", "5")
    bare = python("-m", "tests.benchmarks.bare", str(WIDGETS))
    ours, theirs = [], []
    for _ in range(3):
        ours += bench.keys(app, home, "1 of 5")
        theirs += bench.keys(bare, home, MARKER)
    mine, other = (statistics.quantiles(times, n=20)[-1] for times in (ours, theirs))
    detail = f"{mine * 1000:.1f} ms, bare {other * 1000:.1f} ms"
    return Row("key press to repaint of the question page, p95", 1.3, mine / other, detail)


def saves(bench: Bench) -> list[Row]:
    """Compare saving a response with the bare append and fsync, at short and long histories."""
    costs = []
    for responses in (1_000, 100_000 // bench.scale):
        home = bench.world(3_000, responses)
        path = str(home / "data" / "candidates" / "maria.toml")
        costs.append(bench.probe(home, "saving", path, str(bench.rounds * 20)))
    short, long = costs
    detail = f"{long['ours'] * 1000:.2f} ms, bare {long['bare'] * 1000:.2f} ms"
    what = f"saving a response at {100_000 // bench.scale:,}"
    # The disk's mood changes between processes: compare what each costs above its own bare.
    growth = (long["ours"] / long["bare"]) / (short["ours"] / short["bare"])
    return [
        Row(f"{what}, against bare append + fsync", 1.3, long["ours"] / long["bare"], detail),
        Row(f"{what}, against at 1,000", 1.1, growth, f"at 1,000 {short['ours'] * 1000:.2f} ms"),
    ]


def loads(bench: Bench) -> list[Row]:
    """Compare loading a history with rtoml's bare parse."""
    responses = 100_000 // bench.scale
    home = bench.world(50_000 // bench.scale, responses)
    found = bench.probe(home, "loading", str(home / "data" / "candidates" / "maria.toml"))
    drills = write_history(bench.folder / "drills.toml", "measured", 3_000, responses, drills=True)
    drilled = bench.probe(home, "loading", str(drills))
    bare, cold, warm = found["bare"], found["cold"], found["warm"]
    detail = f"{cold * 1000:.0f} ms, bare {bare * 1000:.0f} ms"
    at_drills = f"{drilled['cold'] * 1000:.0f} ms, bare {drilled['bare'] * 1000:.0f} ms"
    ratio = drilled["cold"] / drilled["bare"]
    return [
        Row(f"loading {responses:,} responses, no snapshot", 2.0, cold / bare, detail),
        Row("the same of drills", 2.0, ratio, at_drills),
        Row("the same with a snapshot", 0.2, warm / bare, f"{warm * 1000:.0f} ms"),
    ]


def reads(bench: Bench) -> list[Row]:
    """Compare reading a large bank with rtoml's bare parse."""
    items = 50_000 // bench.scale
    home = bench.world(items, 100_000 // bench.scale)
    found = bench.probe(bench.folder / "reading", "reading", str(home / "data" / "banks"))
    bare, first, later = found["bare"], found["first"], found["later"]
    detail = f"{first * 1000:.0f} ms, bare {bare * 1000:.0f} ms"
    return [
        Row(f"reading {items:,} items the first time", 2.5, first / bare, detail),
        Row("later starts", 0.125, later / bare, f"{later * 1000:.0f} ms"),
    ]


def choices(bench: Bench) -> list[Row]:
    """Measure choosing 20 items, and Anki's first queue beside it where it is installed."""
    items = 50_000 // bench.scale
    home = bench.world(items, 100_000 // bench.scale)
    path = str(home / "data" / "candidates" / "maria.toml")
    found = bench.probe(home, "choosing", str(home / "data" / "banks"), path)
    beside = _anki(bench, items)
    cold, later = found["cold"] * 1000, found["later"] * 1000
    folded, loaded = found["folded"], found["loaded"] * 1000
    many = f"{found['responses']:,.0f} responses"
    return [
        Row(f"folding {many} into ability and memory, of 3 s", 1.0, folded / 3, f"{folded:.2f} s"),
        Row("the same from its snapshot, of 50 ms", 1.0, loaded / 50, f"{loaded:.1f} ms"),
        Row(
            f"choosing 20 of {items:,} for you, cold, of 20 ms CPU",
            1.0,
            cold / 20,
            f"{cold:.1f} ms",
        ),
        Row("the same again, of 20 ms CPU", 1.0, later / 20, f"{later:.1f} ms {beside}"),
    ]


def _anki(bench: Bench, items: int) -> str:
    try:
        found = bench.probe(bench.folder, "deck", str(items))
    except RuntimeError:
        return "(Anki is not installed here)"
    return (
        f"(Anki: first queue {found['cold'] * 1000:.0f} ms, later {found['later'] * 1000:.2f} ms)"
    )


def cohorts(bench: Bench) -> list[Row]:
    """Compare the report of a class with the bare parallel parse of the same files."""
    return [Row(*row) for size in bench.classes for row in reports(bench.folder, size, bench.scale)]


def variants(bench: Bench) -> list[Row]:
    """Measure drawing variants of the shipped templates, and checking all of them."""
    found = bench.probe(bench.folder, "drawing", str(bench.rounds * 20))
    median, worst = found["median"] * 1000, found["worst"] * 1000
    detail = f"{median:.2f} ms, the slowest template {worst:.2f} ms ({found['templates']:.0f})"
    proof = bench.probe(bench.folder, "proving", str(200 // bench.scale))
    seconds = proof["seconds"] * bench.scale
    return [
        Row("a variant with texts, options and steps, of 1 ms", 1.0, median, detail),
        Row(
            "checking all templates at 200 variants, of 30 s", 1.0, seconds / 30, f"{seconds:.1f} s"
        ),
    ]


def strangers(bench: Bench) -> list[Row]:
    """Measure the worst of 10,000 fuzzed formulas and templates, and the memory they take."""
    found = bench.probe(bench.folder, "fuzzing", str(10_000 // bench.scale))
    formula, template, memory = found["formula"] * 1000, found["template"] * 1000, found["mb"]
    what = f"the worst of {10_000 // bench.scale:,} fuzzed"
    return [
        Row(f"{what} formulas, of 50 ms CPU", 1.0, formula / 50, f"{formula:.1f} ms"),
        Row(f"{what} templates, of 50 ms CPU", 1.0, template / 50, f"{template:.1f} ms"),
        Row("memory they add, of 50 MB", 1.0, memory / 50, f"{memory:.1f} MB"),
    ]


def help_page(bench: Bench) -> list[Row]:
    """Compare `examprep --help` with an interpreter that does nothing."""
    ours, theirs = [], []
    for _ in range(bench.rounds):
        ours.append(_run(python("-m", "examprep", "--help"), bench))
        theirs.append(_run(python("-c", "pass"), bench))
    mine, other = statistics.median(ours), statistics.median(theirs)
    detail = f"{mine * 1000:.0f} ms, python alone {other * 1000:.0f} ms"
    return [Row("examprep --help", 4.0, mine / other, detail)]


def _run(command: list[str], bench: Bench) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment(str(bench.folder)), capture_output=True, check=True)
    return time.perf_counter() - start


def classroom(bench: Bench) -> list[Row]:
    """Measure a key in one of 20 browser sessions at work, from socket to socket."""
    run = subprocess.run(
        python("-m", "tests.benchmarks.classroom", "20", str(bench.rounds)),
        env=environment(str(bench.folder / "classroom")), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    found = json.loads(run.stdout)
    p95, median = found["p95"] * 1000, found["median"] * 1000
    what = "a key in one of 20 browser sessions, p95, of 150 ms"
    return [Row(what, 1.0, p95 / 150, f"{p95:.0f} ms, median {median:.0f} ms")]


PARTS: dict[str, Callable[[Bench], list[Row]]] = {
    "help": help_page,
    "start": lambda bench: [
        starts(bench, 3_000, 10_000, 1.25),
        starts(bench, 50_000 // bench.scale, 100_000 // bench.scale, 1.4),
    ],
    "keys": lambda bench: [key_presses(bench)],
    "saving": saves,
    "loading": loads,
    "reading": reads,
    "choosing": choices,
    "cohort": cohorts,
    "variants": variants,
    "strangers": strangers,
    "classroom": classroom,
}


def main() -> int:
    """Measure the parts asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="only these parts")
    parser.add_argument("--quick", action="store_true", help="worlds a tenth as large")
    parser.add_argument(
        "--size",
        metavar="PxR",
        type=size_of,
        action="append",
        help="a class for `cohort`: 1000x5000, or 1000x5000m with drills and mocks",
    )
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="examprep-bench-"))
    try:
        bench = Bench(folder, quick=args.quick, classes=args.size)
        for name in args.parts or PARTS:
            for row in PARTS[name](bench):
                print(row, flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
