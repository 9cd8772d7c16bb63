"""The list of candidates."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.settings import load_settings
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.users import UsersScreen
from tests.tui.pages import on_page, open_page, seen, status
from tests.tui.wait import wait_until

TODAY = date(2026, 11, 22)


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Maria, who sits at the desk, Jo and a name full of markup."""
    for name in ("[@click=app.bell]Zed[/]", "Jo"):
        desk.enroll(name, "cspt-2023", date(2027, 1, 15))
    desk.sit_down(desk.candidates.find("Maria"))
    return desk


@pytest.fixture
def nobody(three: Desk, bank_folder: Path) -> Desk:
    """The same machine before anybody sat down."""
    three.remember(candidate="")
    return Desk.open([bank_folder])


async def listed(pilot: Pilot[int]) -> UsersScreen:
    screen = await on_page(pilot, "users")
    assert isinstance(screen, UsersScreen)
    await wait_until(pilot, lambda: screen.book.guests or screen.book.problems)
    await pilot.pause()
    return screen


async def test_candidates_stand_with_exam_and_date(three: Desk, app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await open_page(pilot, "users")
        await listed(pilot)
        text = seen(app)
    assert "\u25cf Maria" in text
    assert "CSPT in 54 days" in text
    assert "PTCE \u00b7 used" in text
    assert "[@click=app.bell]Zed[/]" in text


async def test_enter_sits_the_chosen_one_down(three: Desk, app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await open_page(pilot, "users")
        await listed(pilot)
        await pilot.press("up", "enter")
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: "Jo \u00b7 CSPT" in seen(app))
    assert load_settings()[0].candidate == "jo"


async def test_click_sits_down_too(three: Desk, app: ExamprepApp) -> None:
    async with app.run_test() as pilot:
        await open_page(pilot, "users")
        await listed(pilot)
        await pilot.click("#guests", offset=(5, 1))
        await on_page(pilot, "home")
    assert three.record is not None
    assert three.record.state.name == "Jo"


async def test_app_asks_who_is_there_where_several_are(nobody: Desk) -> None:
    app = ExamprepApp(plan=Plan(count=2), open_desk=lambda: nobody, today=lambda: TODAY)
    async with app.run_test() as pilot:
        await listed(pilot)
        await pilot.press("escape")
        await on_page(pilot, "users")
        assert "Esc back" not in seen(app)
        assert "^Q quit" in seen(app)
        await pilot.press("down", "enter")
        await on_page(pilot, "question")


async def test_added_candidate_may_be_thought_better_of(nobody: Desk) -> None:
    app = ExamprepApp(open_desk=lambda: nobody, today=lambda: TODAY)
    async with app.run_test() as pilot:
        await listed(pilot)
        await pilot.press("a")
        await on_page(pilot, "welcome")
        await pilot.press("escape")
        await listed(pilot)
        await pilot.press("a")
        screen = await on_page(pilot, "welcome")
        await wait_until(pilot, lambda: screen.focused)
        await pilot.press("K", "enter", "enter", "enter")
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: "K \u00b7 PTCE" in seen(app))


async def test_file_that_cannot_be_used_is_listed_and_untouched(
    desk: Desk, app: ExamprepApp
) -> None:
    folder = desk.candidates.folder
    (folder / "broken.toml").write_bytes(b"format = 1\ncandidate = [[\n")
    (folder / "maria (1).toml").write_bytes((folder / "maria.toml").read_bytes())
    async with app.run_test() as pilot:
        await open_page(pilot, "users")
        await listed(pilot)
        text = " ".join(seen(app).split())
    assert "broken.toml:2: error: the file is damaged" in text
    assert "\u2192 bring both together" in text
    assert "nothing was overwritten" in text
    assert (folder / "broken.toml").read_bytes() == b"format = 1\ncandidate = [[\n"


async def test_only_file_being_broken_is_no_first_run(home: Path, bank_folder: Path) -> None:
    folder = home / "data" / "candidates"
    folder.mkdir(parents=True)
    (folder / "maria.toml").write_text("format = 99\ncandidate = 'Maria'\n")
    app = ExamprepApp(open_desk=lambda: Desk.open([bank_folder]), today=lambda: TODAY)
    async with app.run_test() as pilot:
        await listed(pilot)
        text = " ".join(seen(app).split())
        assert "Nobody is here yet. Press A" in text
        assert "newer examprep (format 99" in text
        await pilot.press("enter", "escape")
        await on_page(pilot, "users")


async def test_candidate_whose_file_broke_is_refused_in_one_line(
    three: Desk, app: ExamprepApp
) -> None:
    path = three.candidates.find("Jo").path
    data = path.read_bytes()
    async with app.run_test() as pilot:
        await open_page(pilot, "users")
        await listed(pilot)
        path.write_bytes(data + b"[[goal]]\nexam = \n[[goal]]\n")
        await pilot.press("up", "enter")
        await wait_until(pilot, lambda: "jo.toml" in status(app))
        await on_page(pilot, "users")
    assert three.record is not None
    assert three.record.state.name == "Maria"


@pytest.mark.skipif(os.name == "nt", reason="file names there are always text")
async def test_file_name_that_is_no_text_is_shown(desk: Desk, app: ExamprepApp) -> None:
    (desk.candidates.folder / os.fsdecode(b"x\xff\x1b[31m.toml")).write_text("odd")
    async with app.run_test() as pilot:
        await open_page(pilot, "users")
        await listed(pilot)
        assert "x?\ufffd[31m.toml" in seen(app)


@pytest.mark.parametrize("size", [(60, 20), (200, 60)])
async def test_many_candidates_scroll(desk: Desk, app: ExamprepApp, size: tuple[int, int]) -> None:
    for number in range(60):
        desk.candidates.create(f"Student {number:02}", desk.times.now())
    async with app.run_test(size=size) as pilot:
        await open_page(pilot, "users")
        await listed(pilot)
        await pilot.press("end")
        await wait_until(pilot, lambda: "Student 59" in seen(app))
