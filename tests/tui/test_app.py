"""The app around the pages: what comes up first, what is refused, the palette, the way out."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

import pytest
from textual.command import CommandPalette

from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.errors import ExamprepError
from examprep.heap import while_starting
from examprep.places import candidates_folder
from examprep.tui.app import ExamprepApp
from examprep.tui.commands import COMMANDS
from examprep.tui.screens.question import QuestionScreen
from examprep.tui.titles import TITLES
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.quizzes import LAW
from tests.tui.sittings import flat, sat
from tests.tui.wait import wait_until


def opened(folder: Path, **more: object) -> ExamprepApp:
    """Give an app that opens its desk itself, as a start from the shell does."""
    return ExamprepApp(open_desk=lambda: Desk.open([folder]), today=lambda: TODAY, **more)


async def test_first_paint_does_not_wait_for_files(desk: Desk) -> None:
    gate = threading.Event()

    def slow() -> Desk:
        gate.wait()
        return desk

    app = ExamprepApp(open_desk=slow, today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        assert "Reading the banks and your progress" in seen(app)
        with pytest.raises(ExamprepError, match="still being read"):
            app.desk  # noqa: B018 - the property raises
        await pilot.press("q", "enter", "p")
        await on_page(pilot, "home")
        gate.set()
        await on_page(pilot, "progress")
        await pilot.press("escape")
        await wait_until(pilot, lambda: "questions for you" in seen(app))


async def test_keys_of_a_start_with_nobody_there_do_nothing(bank_folder: Path) -> None:
    gate = threading.Event()

    def slow() -> Desk:
        gate.wait()
        return Desk.open([bank_folder])

    app = ExamprepApp(open_desk=slow, today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        await pilot.press("enter", "q")
        gate.set()
        await on_page(pilot, "welcome")
        assert [one.PAGE for one in app.screen_stack[1:]] == ["home", "welcome"]


async def test_first_run_asks_who_is_there(bank_folder: Path) -> None:
    app = opened(bank_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "welcome")
        assert not app.ready


async def test_several_candidates_are_asked_who_sits_down(desk: Desk, bank_folder: Path) -> None:
    desk.enroll("Ana", "ptce-2026", None)
    desk.remember(candidate="")
    app = opened(bank_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "users")
        assert "Maria" in seen(app)
        assert "Ana" in seen(app)


async def test_user_and_plan_of_the_command_line_open_a_quiz(desk: Desk, bank_folder: Path) -> None:
    app = opened(bank_folder, user="Ana", plan=Plan("quiz", 3, topics=("small:law",)))
    async with app.run_test(size=(80, 24)) as pilot:
        page = await on_page(pilot, "question")
        assert isinstance(page, QuestionScreen)
        assert app.desk.record.state.name == "Ana"
        assert len(page.attempt.slots) == 3
        assert "Timed quiz \u00b7 Law and rules" in seen(app)


async def test_resume_goes_on_with_what_was_left_open(
    desk: Desk, bank_folder: Path, hands: Hands
) -> None:
    sitting = desk.sit(LAW[:4], "tutor", 5, None, "")
    sitting.save_now()
    app = opened(bank_folder, resume=True)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await on_page(pilot, "question")
        assert page.attempt.slots == sitting.attempt.slots
        await pilot.press("escape", "escape")
        await on_page(pilot, "home")


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (None, "No quiz is open. Q starts one."),
        (Plan("drill"), "No drill is open. D starts one."),
    ],
)
async def test_resume_with_nothing_open_says_what_to_do(
    desk: Desk, bank_folder: Path, plan: Plan | None, told: str
) -> None:
    app = opened(bank_folder, resume=True, plan=plan)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready and app.home.seen and status(app) == told)
        await pilot.press("d" if plan else "q")
        await on_page(pilot, "drill" if plan else "setup")


async def test_plan_that_finds_no_question_says_so_at_home(bank_folder: Path, desk: Desk) -> None:
    app = opened(bank_folder, plan=Plan(mode="missed"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(
            pilot, lambda: app.home.seen and "No missed questions here." in status(app)
        )
        assert app.screen.PAGE == "home"
        await pilot.press("enter")
        await on_page(pilot, "question")


async def test_damaged_file_of_the_user_is_said_and_not_touched(
    desk: Desk, bank_folder: Path
) -> None:
    path = candidates_folder() / "maria.toml"
    path.write_bytes(b"format = 1\ncandidate = \x1b[31m\n")
    before = path.read_bytes()
    app = opened(bank_folder, user="Maria")
    while_starting()
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: "maria.toml" in status(app))
        assert "Nothing was opened, and no file was changed." in seen(app)
        assert gc.isenabled()
        assert "Reading the banks" not in seen(app)
        assert "\x1b" not in status(app)
        await pilot.press("q", "enter", "p")
        await on_page(pilot, "home")
        assert path.read_bytes() == before
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: not app.is_running)


async def test_theme_of_the_settings_is_used_and_an_unknown_one_is_not(
    desk: Desk, app: ExamprepApp
) -> None:
    desk.remember(theme="examprep-light")
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        assert app.theme == "examprep-light"
        app.apply_theme("dracula")
        assert app.theme == "examprep-light"
        app.theme = "textual-dark"  # one of the framework's own still has every variable
        await pilot.pause()
        assert "questions for you" in seen(app)


async def test_palette_lists_every_command_that_can_be_given(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: "questions for you" in seen(app))
        listed = {command.title for command in app.get_system_commands(app.screen)}
        for command in COMMANDS["home"]:
            offered = app.screen.check_action(command.name, ()) is not False
            assert (command.label.capitalize() in listed) == offered
        assert {TITLES[page] for page in ("setup", "banks", "settings")} <= listed
        page = await sat(pilot, LAW_IDS, bank="small")
        await pilot.press("f", "1")
        listed = {command.title for command in app.get_system_commands(page)}
        labels = {command.label.capitalize() for command in COMMANDS["question"]}
        assert listed <= labels  # no page is opened over a clock that runs
        assert {"Flag", "Undo", "All reasons", "Next open", "Next flagged", "End"} <= listed
        assert "Strike" not in listed


LAW_IDS = ("law-1", "law-2", "law-3")


async def test_palette_gives_the_command_chosen(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await sat(pilot, LAW_IDS, bank="small")
        await pilot.press("ctrl+p")
        await wait_until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"flag")
        await wait_until(pilot, lambda: "flag the question to come back" in flat(app))
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: page.attempt.marks[0].flag)
        assert app.screen is page


async def test_home_closes_everything_above_it(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.show("banks")
        app.show("settings")
        await on_page(pilot, "settings")
        app.go_home()
        await on_page(pilot, "home")
        assert app.running is None


async def test_quit_at_home_leaves(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: not app.is_running)
    assert not app.return_code
