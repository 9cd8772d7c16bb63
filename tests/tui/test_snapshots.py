"""The pages as plain text, kept beside this module: layout changes show up as a diff.

After a wanted change run `EXAMPREP_UPDATE_SCREENS=1 pytest tests/tui/test_snapshots.py -n 0` and
read the diff.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.tui.app import ExamprepApp
from examprep.tui.pages import Page
from tests.tui.charting import charted, charting_app, studied
from tests.tui.conftest import TODAY, Hands
from tests.tui.drills import drill_app, drilled, right, slip
from tests.tui.pages import on_page, seen
from tests.tui.wait import wait_until

SCREENS = Path(__file__).parent / "screens"
LAW = Plan(count=3, seed=4, topics=("small:law",), mode="random")
DOSES = Plan(count=2, seed=4, topics=("small:doses",), mode="random")
TIMED = Plan(kind="quiz", count=8, seed=2, seconds=600.0, mode="random")


@dataclass(frozen=True)
class Shot:
    """A page to look at: how to get there, and in which windows."""

    name: str
    page: Page
    keys: Sequence[str] = ()
    plan: Plan | None = None
    sizes: Sequence[tuple[int, int]] = ((60, 20), (80, 24), (120, 36))


SHOTS = (
    Shot("home", "home"),
    Shot("setup", "setup", ["q"]),
    Shot("tutor-answered", "question", ["2"], LAW),
    Shot("tutor-number", "question", [], DOSES),
    Shot("quiz", "question", ["1", "enter", "f", "y"], TIMED),
    Shot("calculator", "question", ["c", *"1000/8=x3"], LAW),
    Shot("paused", "question", ["escape"], TIMED, ((80, 24),)),
    Shot("results", "results", ["1", "right", "2", "e", "e"], TIMED),
    Shot("banks", "banks", ["b"]),
    Shot("card", "card", ["k", "2"], LAW),
    Shot("readiness", "readiness", ["e"]),
    Shot("plan", "plan", ["l"]),
    Shot("today", "today", ["t"]),
    Shot("settings", "settings", ["s"], sizes=((80, 24),)),
)
CHARTS = (("ability", []), ("memory", ["2"]), ("sure", ["3"]), ("days-table", ["6", "t"]))
CASES = [(shot, size) for shot in SHOTS for size in shot.sizes]


@pytest.mark.parametrize(
    ("shot", "size"), CASES, ids=[f"{shot.name}-{size[0]}" for shot, size in CASES]
)
async def test_a_page_looks_as_before(shot: Shot, size: tuple[int, int], desk: Desk) -> None:
    assert desk.record is not None
    desk.record.set_goal("ptce-2026", date(2027, 1, 15), desk.times.now())
    app = ExamprepApp(plan=shot.plan, open_desk=lambda: desk, today=lambda: TODAY)
    async with app.run_test(size=size) as pilot:
        await wait_until(pilot, lambda: app.ready)
        await on_page(pilot, "question" if shot.plan else "home")
        await press(pilot, app, shot.keys)
        await on_page(pilot, shot.page)
        await settled(pilot, app)
        compare(f"{shot.name}-{size[0]}", seen(app))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80", "120"])
async def test_a_drill_looks_as_before(size: tuple[int, int], tmp_path: Path, hands: Hands) -> None:
    app = drill_app(tmp_path / "banks", hands)
    async with app.run_test(size=size) as pilot:
        await wait_until(pilot, lambda: app.ready)
        await press(pilot, app, ["d", "space", "down", "down", "space"])
        await settled(pilot, app)
        compare(f"drill-setup-{size[0]}", seen(app))
        app.go_home()
        page = await drilled(pilot)
        for keys in (right, right, slip):
            hands.move(41)
            await press(pilot, app, [*keys(page), *(["enter"] if keys == right else [])])
        await settled(pilot, app)
        compare(f"drill-{size[0]}", seen(app))


@pytest.mark.parametrize(("name", "keys"), CHARTS, ids=[name for name, _ in CHARTS])
async def test_a_chart_looks_as_before(
    name: str, keys: Sequence[str], tmp_path: Path, hands: Hands
) -> None:
    app = charting_app(studied(tmp_path / "exam", hands))
    async with app.run_test(size=(80, 24)) as pilot:
        await charted(app, pilot)
        await press(pilot, app, keys)
        await settled(pilot, app)
        compare(f"chart-{name}-80", seen(app))


async def press(pilot: Pilot[int], app: ExamprepApp, keys: Sequence[str]) -> None:
    """Press keys one after the other, each on a settled screen."""
    for key in keys:
        await settled(pilot, app)
        await pilot.press(key)


async def settled(pilot: Pilot[int], app: ExamprepApp) -> None:
    """Wait until nothing runs in a thread and the screen stays the same."""
    before = ""
    await wait_until(pilot, lambda: not app.workers._workers)
    while before != (now := seen(app)):
        before = now
        await pilot.pause(0.02)
        await wait_until(pilot, lambda: not app.workers._workers)


def compare(name: str, screen: str) -> None:
    """Hold a screen against the one that is kept."""
    text = "\n".join(line.rstrip() for line in screen.splitlines()).rstrip() + "\n"
    kept = SCREENS / f"{name}.txt"
    if os.environ.get("EXAMPREP_UPDATE_SCREENS"):
        SCREENS.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
