"""Reporting a question: from the question page, from a result, from the banks; never lost."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from examprep.progress.journal import Journal
from examprep.progress.reports import Report, reports_in
from examprep.tui.screens.report import ReportScreen
from tests.tui.conftest import Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.sittings import digit, fresh, kinds_app, refuse, sat
from tests.tui.wait import wait_until


def kept(app) -> list[Report]:
    return list(reports_in(Journal.open(app.desk.record.journal.path).load()))


async def test_a_line_about_the_question_is_kept_and_the_quiz_goes_on(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c"])
        await pilot.press("r")
        await on_page(pilot, "report")
        assert page.sitting.item(0).name in seen(app)
        await pilot.press(*"bad key", "enter")
        await on_page(pilot, "question")
        await wait_until(pilot, lambda: status(app) == "Reported \u00b7 saved")
        (report,) = kept(app)
        assert (report.item, report.text) == (page.attempt.slots[0].item, "bad key")
        await pilot.press(digit(page, "the odd one"))
        assert page.told


async def test_nothing_written_is_nothing_kept(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        await sat(pilot, ["c"])
        await pilot.press("r")
        await on_page(pilot, "report")
        await pilot.press("space", "enter")
        assert "Write a line first" in status(app)
        await pilot.press("escape")
        await on_page(pilot, "question")
        assert kept(app) == []


async def test_r_is_a_letter_of_no_answer_that_is_being_typed(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["n"])
        await pilot.press("2", "r")
        assert app.screen is page


async def test_a_full_disk_keeps_the_line_for_another_try(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await fresh(pilot, ["c"])
        await pilot.press(digit(page, "the odd one"), "enter")
        await on_page(pilot, "results")
        await pilot.press("enter")
        reread = await on_page(pilot, "reread")
        let = refuse(app)
        await pilot.press("r", *"stale", "enter")
        await wait_until(pilot, lambda: "Not reported" in status(app))
        let()
        await pilot.press("r")
        screen = await on_page(pilot, "report")
        assert isinstance(screen, ReportScreen)
        assert screen.query_one(Input).value == "stale"
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Reported" in status(app))
        assert [one.text for one in kept(app)] == ["stale"]
        assert app.screen is reread
