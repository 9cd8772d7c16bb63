"""In the app, a quiz left open goes on although some of its questions are gone or changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.attempts.slots import Kind
from examprep.banks.item import GONE
from examprep.desk.desk import Desk
from examprep.tui.app import ExamprepApp
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.sittings import flat
from tests.tui.wait import wait_until

NAMES = ("small/law-2", "small/law-1", "small/law-3")


def left_open(desk: Desk, folder: Path, kind: Kind) -> ExamprepApp:
    """Leave a quiz open, take one of its questions out of the bank, and start the app again."""
    sitting = desk.sit(NAMES, kind, 7, None, "")
    sitting.pause()
    assert sitting.save_now() == ""
    desk.library.close()
    path = folder / "small" / "items.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "law-2"', 'id = "law-22"'), encoding="utf-8")
    again = Desk.open([folder])
    again.times = desk.times
    return ExamprepApp(open_desk=lambda: again, today=lambda: TODAY, resume=True)


@pytest.mark.parametrize("kind", ["tutor", "quiz"])
async def test_a_question_that_is_gone_is_turned_past_and_the_quiz_ended(
    desk: Desk, bank_folder: Path, hands: Hands, kind: Kind
) -> None:
    app = left_open(desk, bank_folder, kind)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await on_page(pilot, "question")
        assert GONE in seen(app)
        await pilot.press("1", "down", "up", "s", "w", "space", "backspace", "f")
        assert not any(page.attempt.given)
        assert page.attempt.marks[0].flag
        await pilot.press("right")
        assert GONE not in seen(app)
        await pilot.press("1", "right", "1", "left", "left")
        assert GONE in seen(app)
        await pilot.press("e")
        assert "1 question without an answer" in status(app)
        await pilot.press("e")
        await on_page(pilot, "results")
        await wait_until(pilot, lambda: "no longer in any bank" in flat(app))
        assert "of 3" in seen(app)
        assert not app.desk.record.state.open
