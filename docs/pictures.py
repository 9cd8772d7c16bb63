"""Draw the pictures of the README and the tour from the real app and the shipped banks.

Run `python docs/pictures.py` in a checkout with Chromium on the PATH; it writes docs/img/*.png, or
only those that are named.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from examprep.attempts.events import Answer
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import outline
from examprep.progress.noting import Times
from examprep.tui.app import ExamprepApp

IMAGES = Path(__file__).parent / "img"
DAY = date(2026, 11, 23)
CELL = (12.2, 24.4)


@dataclass(frozen=True)
class Picture:
    """One picture: its name, the window, the theme, a quiz to open and the keys to press."""

    name: str
    size: tuple[int, int]
    theme: str = "examprep-dark"
    plan: Plan | None = None
    keys: Sequence[str] = ()
    fresh: bool = False


LAW = Plan(count=10, seed=3, topics=("pharmacy-law",))
TIMED = Plan(kind="quiz", count=20, seed=5, seconds=1460.0)
CALCULATIONS = Plan(count=6, seed=1, topics=("calculations:iv-rates",))
DOSES = Plan(count=6, seed=4, topics=("calculations:doses",))
SUPPLY = Plan(kind="drill", seed=2, topics=("calculations:days-supply", "calculations:iv-rates"))
EXAM = Plan(kind="exam", seed=3, blueprint=Blueprint(outline("ptce-2026")))
TWO = ("enter", "1", "right", "3", "f", "right")
EXAM_KEYS = (*TWO, "h", "right", "right", "enter", "h", "c", *"12.5*4=")
QUIZ_KEYS = ("1", "enter", "3", "f", "enter")
LIGHT, CONTRAST = "examprep-light", "examprep-contrast"
PICTURES = (
    Picture("welcome-80-dark", (80, 24), fresh=True),
    Picture("home-80-dark", (80, 24)),
    Picture("home-60-light", (60, 20), LIGHT),
    Picture("setup-80-light", (80, 24), LIGHT, keys=("q",)),
    Picture("question-80-dark", (80, 24), plan=LAW, keys=("2",)),
    Picture("question-60-light", (60, 24), LIGHT, LAW, ("2",)),
    Picture("quiz-120-light", (120, 36), LIGHT, TIMED, QUIZ_KEYS),
    Picture("quiz-120-dark", (120, 36), plan=TIMED, keys=QUIZ_KEYS),
    Picture("numeric-80-contrast", (80, 24), CONTRAST, CALCULATIONS, (*"125", "enter")),
    Picture("results-80-dark", (80, 30), keys=("p", "enter")),
    Picture("progress-120-dark", (120, 36), keys=("p",)),
    Picture("readiness-80-dark", (80, 34), keys=("e",)),
    Picture("plan-80-light", (80, 34), LIGHT, keys=("l",)),
    Picture("why-80-light", (80, 24), LIGHT, keys=("t",)),
    Picture("memory-80-dark", (80, 24), keys=("p", "c", "2")),
    Picture("banks-80-light", (80, 24), LIGHT, keys=("b",)),
    Picture("drill-80-dark", (80, 24), plan=SUPPLY, keys=(*"145", "enter")),
    Picture("drill-120-light", (120, 36), LIGHT, SUPPLY, (*"145", "enter")),
    Picture("calculator-80-light", (80, 24), LIGHT, DOSES, ("c", *"46.2/2.2=", *"*40=", *"/3=")),
    Picture("lobby-80-dark", (80, 30), keys=("m", "enter")),
    Picture("exam-120-dark", (120, 36), plan=EXAM, keys=EXAM_KEYS),
    Picture("exam-80-light", (80, 24), LIGHT, EXAM, TWO),
    Picture("review-80-light", (80, 24), LIGHT, EXAM, (*TWO, "g")),
    Picture("score-80-dark", (80, 34), keys=("m", "down", "down", "down", "enter")),
    Picture("card-80-dark", (80, 24), plan=DOSES, keys=("k", "2")),
)


class Clock:
    """The time of the candidate of the pictures, eight days ago at first."""

    seconds = 0.0

    def now(self) -> datetime:
        """Give the wall time."""
        start = datetime(DAY.year, DAY.month, DAY.day - 7, 18, tzinfo=UTC)
        return start + timedelta(seconds=self.seconds)


async def study(home: str) -> None:
    """Let the candidate of the pictures take a few quizzes, so that there is something to see."""
    os.environ["EXAMPREP_HOME"] = home
    desk = Desk.open()
    clock = Clock()
    desk.times = Times(now=clock.now, monotonic=lambda: clock.seconds)
    desk.enroll("Maria", "ptce-2026", DAY + timedelta(days=54))
    for turn, topic in enumerate(("pharmacy-law", "medication-safety", "sterile-compounding") * 2):
        clock.seconds += 26 * 3600 * (turn != 3)
        sitting = desk.start(Plan(count=12, seed=turn, topics=(topic,), mode="random"))
        for slot in range(len(sitting.attempt.slots)):
            sitting.show()
            item = sitting.item(slot)
            clock.seconds += 34 + (slot * 17) % 40
            if item.kind == "choice":
                keyed = item.keys[0]
                wrong = (slot * 7 + turn * 3) % 10 < 4 - turn // 2
                sitting.respond(slot, Answer(((keyed + 1) % 4 if wrong else keyed,)))
        sitting.finish("done")
        sitting.save_now()
    for turn in range(2):
        sit_exam(desk, clock, turn)


def sit_exam(desk: Desk, clock: Clock, turn: int) -> None:
    """Sit a half mock exam, the second one better than the first."""
    clock.seconds += 20 * 3600
    exam = Blueprint(outline("ptce-2026"), "half")
    sitting = desk.start(Plan("exam", seed=turn, blueprint=exam))
    for slot in range(len(sitting.attempt.slots)):
        sitting.show()
        clock.seconds += 40 + (slot * 23) % 60
        keyed = sitting.item(slot).keys[0]
        wrong = (slot * 7 + turn) % 10 < 4 - 2 * turn
        sitting.respond(slot, Answer(((keyed + 1) % 4 if wrong else keyed,)))
        if slot % 9 == 4:
            sitting.flag(slot)
    sitting.finish("done")
    sitting.save_now()


async def draw(picture: Picture, home: str, folder: Path) -> Path:
    """Draw one picture; give the path of its SVG."""
    os.environ["EXAMPREP_HOME"] = f"{home}-fresh" if picture.fresh else home
    app = ExamprepApp(plan=picture.plan, today=lambda: DAY)
    async with app.run_test(size=picture.size) as pilot:
        for _ in range(100):
            await pilot.pause(0.02)
            if app.ready or len(app.screen_stack) > 2:
                break
        await pilot.pause(0.4)
        app.theme = picture.theme
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause(0.6 if key == "enter" else 0.15)
        await pilot.pause(0.5)
        return Path(app.save_screenshot(f"{picture.name}.svg", str(folder)))


def render(svg: Path, size: tuple[int, int]) -> None:
    """Turn an SVG into a PNG of the same name."""
    window = f"{round(size[0] * CELL[0]) + 18},{round(size[1] * CELL[1]) + 60}"
    subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--no-first-run",
            f"--screenshot={IMAGES / svg.stem}.png", f"--window-size={window}", svg.as_uri(),
        ],
        check=True, capture_output=True,
    )  # fmt: skip


async def main(names: Sequence[str]) -> None:
    """Draw every picture, or those that are named."""
    IMAGES.mkdir(exist_ok=True)
    os.environ |= {"LOGNAME": "maria", "LC_ALL": "en_US.UTF-8", "LANGUAGE": "en"}
    with tempfile.TemporaryDirectory() as folder:
        home = f"{folder}/home"
        await study(home)
        for picture in (one for one in PICTURES if one.name in names or not names):
            render(await draw(picture, home, Path(folder)), picture.size)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
