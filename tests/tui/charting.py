"""A candidate with some weeks of answers, and the app with the charts of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from textual.pilot import Pilot

from examprep.attempts.events import Answer, Confidence
from examprep.desk.desk import Desk
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.charts import ChartsScreen
from examprep.tui.widgets.chart_plots import AbilityPlot, MemoryPlot
from tests.exam_banks import write_exam_bank
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import seen
from tests.tui.wait import wait_until

DAY = 86_400.0
SURE: tuple[Confidence, ...] = ("sure", "unsure", "guess")


def studied(folder: Path, hands: Hands, days: int = 9, each: int = 9) -> Desk:
    """Let Maria answer a quiz on each second day, of items from all over the exam."""
    desk = Desk.open([write_exam_bank(folder)])
    desk.times = hands.times
    desk.enroll("Maria", "ptce-2026", None)
    names = desk.library.catalogue().names
    for turn in range(days):
        own = [names[(turn + days * place) % len(names)] for place in range(each)]
        sitting = desk.sit(own, "tutor", 1, None, "")
        for slot in range(len(own)):
            sitting.show()
            hands.move(40.0 + 3 * slot)
            sitting.confide(slot, SURE[slot % 3])
            sitting.respond(slot, Answer((int((slot + turn) % 4 == 0),)))
        sitting.finish("done")
        assert sitting.save_now() == ""
        hands.move(2 * DAY)
    return desk


def charting_app(desk: Desk, after: int = 17) -> ExamprepApp:
    """Give the app on the day after so many days."""
    return ExamprepApp(open_desk=lambda: desk, today=lambda: day_after(after))


def day_after(days: int) -> date:
    return TODAY + timedelta(days=days)


async def charted(app: ExamprepApp, pilot: Pilot[int]) -> ChartsScreen:
    """Open the charts and wait until they are filled."""
    await wait_until(pilot, lambda: app.ready)
    app.show("charts")
    await wait_until(pilot, lambda: isinstance(app.screen, ChartsScreen) and app.screen.seen)
    await pilot.pause()
    assert isinstance(app.screen, ChartsScreen)
    return app.screen


def plots(screen: ChartsScreen) -> list[str]:
    """Name the plots that are shown."""
    every = [*screen.query(AbilityPlot), *screen.query(MemoryPlot)]
    return [str(plot.id) for plot in every if plot.display]


def flat(app: ExamprepApp) -> str:
    """Give the screen with its lines joined: words that wrap are found all the same."""
    return " ".join(seen(app).split())
