"""Reporting a question: from the question page, from a result, from the banks; never lost."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from examprep.errors import UnwritableFile
from examprep.progress.journal import Journal
from examprep.progress.reports import Report, reports_in
from examprep.tui.screens.report import ReportScreen
from tests.tui.conftest import Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.sittings import digit, fresh, kinds_app, refuse, sat
from tests.tui.wait import wait_until


def kept(app) -> list[Report]:
    return list(reports_in(Journal.open(app.desk.record.journal.path).load()))


async def written(pilot: Pilot[int]) -> str:
    """Give what stands in the line."""
    return (await on_page(pilot, "report")).query_one(Input).value


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


async def test_the_line_stays_in_sight_in_every_window(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(40, 12)) as pilot:
        await sat(pilot, ["long-choice"])
        await pilot.press("r")
        screen = await on_page(pilot, "report")
        for size in [(40, 12), (60, 14), (40, 30), (120, 40), (60, 20), (80, 22), (40, 12)]:
            await pilot.resize_terminal(*size)
            await pilot.press("x", "y")
            await pilot.pause()
            assert "xy" in seen(app), size
            assert "A stem that goes on" in seen(app), size
        await pilot.press(*["pagedown"] * 2, "z")
        await pilot.pause()
        assert "anywhere." in seen(app)
        assert screen.query_one(Input).value.endswith("xyz")
        assert "xyz" in seen(app)


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


async def test_a_line_that_could_not_be_kept_is_there_for_its_own_question_only(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await fresh(pilot, ["c", "n"])
        page.action_finish()
        page.action_finish()
        await on_page(pilot, "results")
        await pilot.press("enter")
        await on_page(pilot, "reread")
        let = refuse(app)
        await pilot.press("r", *"stale", "enter")
        await wait_until(pilot, lambda: "Not reported" in status(app))
        let()
        await pilot.press("right", "r")
        assert await written(pilot) == ""
        await pilot.press(*"odd", "enter")
        await wait_until(pilot, lambda: status(app) == "Reported \u00b7 saved")
        await pilot.press("left", "r")
        assert await written(pilot) == "stale"
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(kept(app)) == 2)
        asked = [slot.item for slot in page.attempt.slots]
        assert [(one.item, one.text) for one in kept(app)] == [
            (asked[1], "odd"),
            (asked[0], "stale"),
        ]
        await pilot.press("r")
        assert await written(pilot) == ""


async def test_who_left_the_page_is_told_too_that_a_line_was_not_kept(
    tmp_path: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await fresh(pilot, ["c"])
        await pilot.press(digit(page, "the odd one"), "enter")
        await on_page(pilot, "results")
        await pilot.press("enter")
        await on_page(pilot, "reread")
        gate = Event()

        def full(*_: object) -> None:
            gate.wait()
            raise UnwritableFile("the disk is full")

        monkeypatch.setattr(app.desk.record, "write", full)
        await pilot.press("r", *"stale", "enter", "escape")
        await on_page(pilot, "results")
        gate.set()
        await wait_until(pilot, lambda: "Not reported: the disk is full" in status(app))


async def test_a_line_left_with_esc_is_there_again_on_every_page_of_its_question(
    tmp_path: Path, hands: Hands
) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["c"])
        await pilot.press("r", *"half", "escape", "r")
        assert await written(pilot) == "half"
        await pilot.press("escape", digit(page, "the odd one"), "enter")
        await on_page(pilot, "results")
        await pilot.press("enter", "r")
        assert await written(pilot) == "half"
        await pilot.press(*" done", "enter")
        await wait_until(pilot, lambda: [one.text for one in kept(app)] == ["half done"])


async def test_a_line_is_not_shown_to_another_candidate(tmp_path: Path, hands: Hands) -> None:
    app = kinds_app(tmp_path / "banks", hands)
    async with app.run_test(size=(80, 24)) as pilot:
        await sat(pilot, ["c"])
        await pilot.press("r", *"half", "escape")
        app.go_home()
        app.desk.enroll("Ben", "ptce-2026", None)
        await sat(pilot, ["c"])
        await pilot.press("r")
        assert await written(pilot) == ""
