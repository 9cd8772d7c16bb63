"""A sitting's time and saving: `saved` is said when it is, and nothing is lost without a word."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from textual.pilot import Pilot

from examprep.progress.blocks import Block
from examprep.progress.journal import Appended
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.question import QuestionScreen
from examprep.tui.screens.sitting import SittingScreen
from examprep.tui.widgets.lines import TopLine
from tests.tui.conftest import Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.sittings import flat, in_file, keys_shown, refuse, sat, say_saved
from tests.tui.wait import wait_until

LAW = [f"law-{n}" for n in range(1, 7)]
FAULT = "Not saved: maria.toml: cannot be written: No space left on device. "


async def timed(pilot: Pilot[int], limit: float = 600.0) -> QuestionScreen:
    return await sat(pilot, LAW[:3], "quiz", limit, "small")


async def test_saved_is_said_only_once_it_is_on_disk(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await timed(pilot)
        assert status(app) == ""  # nothing was answered yet
        record = app.desk.record
        assert record is not None
        works, gate = record.write, threading.Event()

        def slow(blocks: Iterable[Block]) -> Appended:
            gate.wait()
            return works(list(blocks))

        record.write = slow  # type: ignore[method-assign, assignment]
        await pilot.press("1")
        await pilot.pause(0.05)
        assert status(app) == ""
        assert in_file(app, "response") == []
        gate.set()
        await say_saved(pilot)
        assert len(in_file(app, "response")) == 1


async def test_saved_is_not_said_while_a_later_answer_waits(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await timed(pilot)
        record = app.desk.record
        assert record is not None
        works, gates = record.write, [threading.Event(), threading.Event()]
        waiting = iter(gates)

        def slow(blocks: Iterable[Block]) -> Appended:
            next(waiting).wait()
            return works(list(blocks))

        record.write = slow  # type: ignore[method-assign, assignment]
        await pilot.press("1")
        await pilot.pause(0.05)
        await pilot.press("2")
        gates[0].set()
        await wait_until(pilot, lambda: len(in_file(app, "response")) == 1)
        await pilot.pause(0.05)
        assert page.sitting.unsaved == 1
        assert status(app) == ""
        gates[1].set()
        await say_saved(pilot)
        assert len(in_file(app, "response")) == 2


async def test_refused_save_is_said_kept_and_tried_again(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await timed(pilot)
        mend = refuse(app)
        await pilot.press("2")
        await wait_until(pilot, lambda: status(app) == FAULT + "1 entry kept here and tried again")
        assert app.screen.query_one("#status").has_class("-bad")
        await pilot.press("enter", "1", "f")
        await wait_until(pilot, lambda: "3 entries kept here" in status(app))
        assert page.attempt.answered == 2
        page.retry()
        await pilot.pause(0.05)
        assert in_file(app, "response") == []
        mend()
        page.retry()
        await say_saved(pilot)
        assert not app.screen.query_one("#status").has_class("-bad")
        assert len(in_file(app, "response")) == 2
        assert len(in_file(app, "mark")) == 1
        page.retry()  # nothing is left to do
        assert status(app) == "saved"


async def test_leaving_asks_where_the_disk_refuses(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await timed(pilot)
        mend = refuse(app)
        await pilot.press("2", "escape", "escape")
        await wait_until(pilot, lambda: "again leaves without" in status(app))
        assert "Esc or ^Q again leaves without them" in status(app)
        assert FAULT.strip(" .") in status(app)
        assert app.screen is page
        await pilot.press("enter")
        assert not page.paused
        assert "again leaves without" not in status(app)
        await pilot.press("escape", "escape")
        await wait_until(pilot, lambda: "again leaves without" in status(app))
        mend()
        page.retry()
        await say_saved(pilot)
        assert len(in_file(app, "response")) == 1
        await pilot.press("escape")
        await on_page(pilot, "home")


async def test_asked_twice_one_leaves_without_what_is_not_saved(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await timed(pilot)
        mend = refuse(app)
        await pilot.press("2", "escape", "escape")
        await wait_until(pilot, lambda: "again leaves without" in status(app))
        await pilot.press("escape")
        await on_page(pilot, "home")
        mend()
        assert in_file(app, "response") == []
        await wait_until(pilot, lambda: "3 of 3 left" in seen(app))


async def test_quitting_saves_first_and_asks_where_it_cannot(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await timed(pilot)
        mend = refuse(app)
        await pilot.press("2", "ctrl+q")
        await wait_until(pilot, lambda: "again leaves without" in status(app))
        assert page.paused
        assert "Paused" in seen(app)
        assert app.return_value is None
        mend()
        page.retry()
        await say_saved(pilot)
        await pilot.press("enter", "1", "ctrl+q")
        await wait_until(pilot, lambda: not app.is_running)
        assert len(in_file(app, "response")) == 2
        assert len(in_file(app, "pause")) == 2


async def test_quitting_twice_leaves_at_once(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await timed(pilot)
        refuse(app)
        await pilot.press("2", "ctrl+q")
        await wait_until(pilot, lambda: "again leaves without" in status(app))
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: not app.is_running)


async def test_quitting_from_the_help_or_the_palette_saves_as_well(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await timed(pilot)
        refuse(app)
        await pilot.press("2", "question_mark")
        await on_page(pilot, "help")
        await pilot.press("ctrl+q")
        await on_page(pilot, "question")
        await wait_until(pilot, lambda: "again leaves without" in status(app))
        await pilot.press("enter", "ctrl+p")
        await wait_until(pilot, lambda: app.screen is not page)
        await pilot.press("ctrl+q")
        await on_page(pilot, "question")
        assert app.screen is page


async def test_last_minute_is_said_once_and_stays_marked(app: ExamprepApp, hands: Hands) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await timed(pilot, 90.0)
        page.tick()
        assert status(app) == ""
        assert not page.query_one(TopLine).urgent
        hands.move(30.0)
        page.tick()
        assert status(app) == "One minute left."
        assert page.query_one(TopLine).urgent
        await pilot.press("1")
        await wait_until(pilot, lambda: status(app) == "saved")
        hands.move(5.0)
        page.tick()
        assert status(app) == "saved"
        await pilot.press("enter")
        assert page.query_one(TopLine).urgent
        assert "0:55" in seen(app)


async def test_no_warning_where_all_of_it_is_a_minute(app: ExamprepApp, hands: Hands) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await timed(pilot, 60.0)
        hands.move(10.0)
        page.tick()
        assert status(app) == ""
        again = await long_gone(pilot, hands)
        assert status(app) == "Less than a minute left."
        assert again.query_one(TopLine).urgent


async def long_gone(pilot: Pilot[int], hands: Hands) -> QuestionScreen:
    """Sit down to a quiz whose tick comes late."""
    app = pilot.app
    assert isinstance(app, ExamprepApp)
    for one in app.screen_stack:
        if isinstance(one, QuestionScreen):
            one.sitting.finish("left")
            assert one.sitting.save_now() == ""
    app.go_home()
    page = await timed(pilot, 600.0)
    hands.move(570.0)
    page.tick()
    return page


async def test_time_up_ends_and_keeps_what_was_answered_and_composed(
    app: ExamprepApp, hands: Hands
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, ["law-1", "dose-3", "law-2"], "quiz", 600.0, "small")
        await pilot.press("2", "enter", *"1.5")
        hands.move(599.0)
        page.tick()
        hands.move(2.0)
        page.tick()
        await on_page(pilot, "results")
        assert "Time is up" in seen(app)
        assert [one["reason"] for one in in_file(app, "finish")] == ["time"]
        assert [one["slot"] for one in in_file(app, "response")] == [0, 1]
        assert in_file(app, "response")[1]["typed"] == "1.5"


async def test_time_up_ends_under_the_help_too(app: ExamprepApp, hands: Hands) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await timed(pilot)
        await pilot.press("1", "question_mark")
        await on_page(pilot, "help")
        hands.move(700.0)
        page.tick()
        await on_page(pilot, "results")
        await pilot.press("escape")
        await on_page(pilot, "home")
        assert not any(isinstance(one, SittingScreen) for one in app.screen_stack)


async def test_result_waits_until_the_end_is_on_disk(app: ExamprepApp, hands: Hands) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await timed(pilot)
        mend = refuse(app)
        await pilot.press("1")
        hands.move(700.0)
        page.tick()
        await wait_until(pilot, lambda: "Time is up." in seen(app))
        assert "not all of them are on disk yet" in flat(app)
        assert "about refills" not in seen(app)
        assert keys_shown(page) == {"Enter": "try again", "Esc": "leave", "?": "help"}
        page.tick()
        await pilot.press("enter", "2", "f")
        await pilot.pause(0.05)
        assert app.screen is page
        mend()
        await pilot.press("enter")
        await on_page(pilot, "results")
        assert len(in_file(app, "response")) == 1
        assert [one["reason"] for one in in_file(app, "finish")] == ["time"]


async def test_notice_of_another_window_is_passed_on(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await timed(pilot)
        assert app.desk.record is not None
        with app.desk.record.journal.path.open("ab") as file:
            file.write(b"\n[[response]]\nid = 'torn")
        await pilot.press("1")
        await wait_until(pilot, lambda: "half-written block" in status(app))
        assert status(app).endswith("saved")
