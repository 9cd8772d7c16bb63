"""Drills: the app on a bank of templates, and the keys that answer them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from textual.pilot import Pilot

from examprep.attempts.events import Answer
from examprep.banks.item import Item
from examprep.calculations.numbers import number_text
from examprep.desk.desk import Desk
from examprep.desk.drill import go_on
from examprep.desk.plan import Plan
from examprep.progress.sitting import Sitting
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.drilling import DrillingScreen
from tests.factories import write_templates
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page
from tests.tui.wait import wait_until


def drill_app(folder: Path, hands: Hands) -> ExamprepApp:
    """Give the app on a desk with a bank of templates and one candidate."""
    write_templates(folder)
    desk = Desk.open([folder])
    desk.times = hands.times
    desk.enroll("Maria", "ptce-2026", None)
    return ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)


async def drilled(pilot: Pilot[int], *topics: str, seed: int = 4) -> DrillingScreen:
    """Sit down before a drill on some topics of the bank."""
    app = pilot.app
    assert isinstance(app, ExamprepApp)
    await wait_until(pilot, lambda: app.ready)
    named = tuple(f"calc:{topic}" for topic in topics)
    app.sit(app.desk.start(Plan("drill", topics=named, seed=seed)))
    return await drilling(pilot)


async def drilling(pilot: Pilot[int]) -> DrillingScreen:
    """Wait until a drill is on top and saved."""
    page = await on_page(pilot, "question")
    assert isinstance(page, DrillingScreen)
    await wait_until(pilot, lambda: not page.sitting.unsaved)
    return page


def item_of(page: DrillingScreen) -> Item:
    """Give the question on the screen."""
    return page.sitting.item(page.slot)


def keys_of(number: str) -> list[str]:
    """Give the keys that type a number, and Enter."""
    names = {".": "full_stop", ",": "comma", "/": "slash"}
    return [*(names.get(sign, sign) for sign in number_text(Fraction(number))), "enter"]


def right(page: DrillingScreen) -> list[str]:
    """Give the keys that answer the question on the screen rightly."""
    return keys_of(item_of(page).answer)


def slip(page: DrillingScreen) -> list[str]:
    """Give the keys that make the first mistake the question knows."""
    return keys_of(item_of(page).mistakes[0].answer)


def taken(desk: Desk, hands: Hands, rights: str, *topics: str, seed: int = 4) -> Sitting:
    """Sit a drill without a screen: `r` is right, `w` a known mistake, `s` skips."""
    named = tuple(f"calc:{topic}" for topic in topics)
    sitting = desk.start(Plan("drill", topics=named, seed=seed))
    for slot, sign in enumerate(rights):
        sitting.show()
        hands.move(30.0 + slot)
        item = sitting.item(slot)
        if sign != "s":
            typed = item.answer if sign == "r" else item.mistakes[0].answer
            sitting.respond(slot, Answer(typed=typed))
        go_on(sitting)
    return sitting
