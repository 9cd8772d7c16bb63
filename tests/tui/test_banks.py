"""Browsing the banks, searching them, and looking at a question without answering it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from examprep.banks.item import Item
from examprep.desk.desk import Desk
from examprep.errors import UnreadableFile
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.banks import MOST, BanksScreen
from examprep.tui.screens.home import HomeScreen
from examprep.tui.screens.preview import PreviewScreen
from examprep.tui.widgets.flat_list import FlatList
from examprep.tui.widgets.lines import TopLine
from examprep.tui.widgets.question import OptionRow
from tests.factories import write_bank
from tests.tui.conftest import Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.quizzes import taken
from tests.tui.wait import wait_until

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


async def opened(app: ExamprepApp, pilot: Pilot[int]) -> BanksScreen:
    """Open the page and wait until the banks are listed."""
    await wait_until(pilot, lambda: app.ready)
    app.show("banks")
    screen = await on_page(pilot, "banks")
    assert isinstance(screen, BanksScreen)
    await wait_until(pilot, lambda: screen.query_one(TopLine).right)
    await pilot.pause()
    return screen


def listed(screen: BanksScreen, name: str = "topics") -> list[str]:
    return [str(option.prompt) for option in screen.query_one(f"#{name}", FlatList).options]


def found(screen: BanksScreen) -> str:
    line = screen.query_one("#found", Static)
    return str(line.render()) if line.display else ""


async def search(pilot: Pilot[int], screen: BanksScreen, words: str) -> None:
    """Type words into the search line and wait for what they find."""
    await pilot.press("slash", *words)
    await wait_until(pilot, lambda: f"\u201c{words}\u201d" in found(screen))
    await pilot.pause()


async def test_a_bank_stands_with_version_licence_and_number(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        lines = listed(screen)
        assert "Small bank" in lines[1]
        assert lines[2] == "version 1.2.0 \u00b7 CC-BY-4.0 \u00b7 8 questions"
        assert screen.query_one(TopLine).right == "8 questions"
        assert "Law and rules" in lines[3]
        assert "0 of 6 asked" in lines[3]


async def test_the_candidates_accuracy_stands_with_bank_and_topic(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    taken(desk, hands, [True, True, False, False])
    async with app.run_test(size=(80, 24)) as pilot:
        lines = listed(await opened(app, pilot))
        assert lines[2].endswith("50 % right")
        assert "4 of 6 asked   50 %" in lines[3]
        assert "\u2013" in lines[4]


async def test_typing_lists_what_is_found(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await search(pilot, screen, "hepa")
        assert found(screen) == "1 question with \u201chepa\u201d"
        assert "law-2" in listed(screen, "items")[0]
        assert not screen.query_one("#topics").display


async def test_words_that_nothing_holds_are_said_so(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await search(pilot, screen, "xyzzy")
        assert found(screen) == ("No question holds \u201cxyzzy\u201d. Try fewer or shorter words.")
        assert "open" not in {command.name for command in screen.line_commands()}
        await pilot.press("enter")
        assert app.screen is screen


async def test_clearing_the_words_brings_the_topics_back(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await search(pilot, screen, "he")
        await pilot.press("backspace", "backspace")
        await wait_until(pilot, lambda: screen.query_one("#topics").display)
        assert found(screen) == ""


async def test_one_search_runs_at_a_time_and_the_last_words_win(
    app: ExamprepApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    real = desk.library.search

    def slow(words: str, limit: int) -> list[Item]:
        asked.append(words)
        return real(words, limit)

    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        monkeypatch.setattr(desk.library, "search", slow)
        screen.searching = True  # as if one was under way
        await pilot.press("slash", *"insu")
        assert asked == []
        screen.found("i", [])
        await wait_until(pilot, lambda: "insu" in found(screen))
        assert asked == ["insu"]
        assert "law-3" in listed(screen, "items")[0]


async def test_what_comes_after_the_words_were_cleared_is_dropped(app: ExamprepApp, desk: Desk):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        screen.searching = True
        screen.found("heparin", desk.library.search("heparin"))
        assert not screen.browsing
        assert not screen.searching


async def test_enter_goes_from_the_words_to_the_list_and_on_to_the_preview(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await search(pilot, screen, "refills")
        await pilot.press("enter", "down", "enter")
        await on_page(pilot, "preview")
        assert "Question 2 about refills" in seen(app)


async def test_down_leaves_the_search_line_too(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await search(pilot, screen, "refills")
        await pilot.press("down")
        assert screen.focused is screen.query_one("#items")


async def test_enter_on_a_topic_lists_its_questions(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: screen.browsing)
        assert found(screen) == "Doses and numbers \u00b7 2 questions"
        assert [line.split()[0] for line in listed(screen, "items")] == ["dose-3", "dose-5"]


async def test_esc_steps_back_from_preview_to_list_to_topics_to_home(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await search(pilot, screen, "refills")
        await pilot.press("enter", "enter")
        await on_page(pilot, "preview")
        await pilot.press("escape")
        await on_page(pilot, "banks")
        assert screen.browsing
        await pilot.press("escape")
        await wait_until(pilot, lambda: not screen.browsing)
        assert screen.query_one(Input).value == ""
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_esc_in_the_search_line_leaves_it_first(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("slash")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert screen.focused is screen.query_one("#topics")


async def test_a_long_topic_lists_its_first_questions_and_points_at_the_search(
    tmp_path: Path, hands: Hands
):
    write_bank(tmp_path / "big", count=MOST + 50)
    desk = Desk.open([tmp_path / "big"])
    desk.enroll("Maria", "ptce-2026", None)
    app = ExamprepApp(open_desk=lambda: desk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("enter")
        await wait_until(pilot, lambda: screen.browsing)
        assert len(listed(screen, "items")) == MOST
        assert found(screen).endswith("the first 200 questions; search to find others")


async def test_without_any_bank_it_says_what_to_do(tmp_path: Path):
    (tmp_path / "none").mkdir()
    desk = Desk.open([tmp_path / "none"])
    desk.enroll("Maria", "ptce-2026", None)
    app = ExamprepApp(open_desk=lambda: desk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert found(screen).startswith("No bank is installed.")


async def test_a_fault_of_the_search_is_said_in_a_line(
    app: ExamprepApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    def fail(words: str, limit: int) -> list[Item]:
        raise UnreadableFile("the index is gone")

    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        monkeypatch.setattr(desk.library, "search", fail)
        await pilot.press("slash", "h")
        await wait_until(pilot, lambda: status(app))
        assert "the index is gone" in status(app)
        assert not screen.searching


async def test_the_preview_shows_a_question_as_a_candidate_does(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await previewed(app, pilot, "zolpidem")
        rows = [row.row for row in screen.query(OptionRow) if row.row]
        assert {row.text for row in rows} == {"right 1", "early 1", "late 1", "never 1"}
        assert not any(row.verdict or row.picked for row in rows)
        assert "Because of rule 1." not in seen(app)
        assert "small/law-1" in seen(app)


async def previewed(app: ExamprepApp, pilot: Pilot[int], words: str) -> PreviewScreen:
    """Open the preview of the first question found."""
    screen = await opened(app, pilot)
    await search(pilot, screen, words)
    await pilot.press("enter", "enter")
    page = await on_page(pilot, "preview")
    assert isinstance(page, PreviewScreen)
    return page


async def test_k_shows_and_hides_key_reasons_and_sources(app: ExamprepApp):
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await previewed(app, pilot, "zolpidem")
        await pilot.press("k")
        await pilot.pause()
        shown = seen(app)
        assert "The answer." in shown
        assert "Because of rule 1." in shown
        assert "This forgets the date." in shown
        assert "21 CFR 1306.22(a)" in shown
        assert "yours" not in shown
        verdicts = {row.row.text: row.row.verdict for row in screen.query(OptionRow) if row.row}
        assert verdicts["right 1"] == "right"
        await pilot.press("k")
        await pilot.pause()
        assert "Because of rule 1." not in seen(app)


async def test_arrows_go_through_the_list_with_the_key_hidden_again(app: ExamprepApp):
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await previewed(app, pilot, "refills")
        top = screen.query_one(TopLine)
        assert (top.left, top.right) == ("Preview \u00b7 Law and rules", "1 of 6")
        await pilot.press("k", "right")
        assert top.right == "2 of 6"
        assert not screen.key
        for _ in range(9):
            await pilot.press("right")
        assert top.right == "6 of 6"
        assert "next" not in {command.name for command in screen.line_commands()}
        await pilot.press("left")
        assert top.right == "5 of 6"


async def test_the_key_of_a_number_names_its_mistakes(app: ExamprepApp):
    async with app.run_test(size=(80, 40)) as pilot:
        await previewed(app, pilot, "mL hold 3")
        await pilot.press("k")
        await pilot.pause()
        assert "Answer: 1.5 mL" in seen(app)
        assert "Not 6 mL: This multiplies." in seen(app)


async def test_nothing_can_be_answered_in_the_preview(app: ExamprepApp, desk: Desk):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await previewed(app, pilot, "zolpidem")
        await pilot.press("1", "enter")
        await pilot.click(OptionRow)
        await pilot.pause()
        assert app.screen is screen
        assert desk.record is not None
        assert desk.record.state.open == {}


async def test_markup_in_a_stem_stays_text(app: ExamprepApp):
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        await search(pilot, screen, "zolpidem")
        assert "[@click=app.bell]press[/]" in seen(app)
        await pilot.press("enter", "enter")
        await on_page(pilot, "preview")
        assert "[@click=app.bell]press[/]" in seen(app)


async def test_markup_in_the_words_stays_text(app: ExamprepApp):
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        await search(pilot, screen, "[b]x")
        assert "\u201c[b]x\u201d" in found(screen)


@pytest.mark.parametrize("size", SIZES)
async def test_every_topic_is_in_sight_or_in_reach(app: ExamprepApp, size: tuple[int, int]):
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("end")
        topics, column = screen.query_one("#topics", FlatList), screen.query_one("#column")
        last = topics.option_count - 1
        assert topics.highlighted == last
        await wait_until(pilot, lambda: topics.region.y + last < column.region.bottom)
        assert topics.region.right <= size[0]


@pytest.mark.parametrize("size", SIZES)
async def test_an_added_bank_says_where_it_came_from_and_what_nobody_checked(
    app: ExamprepApp, desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    from examprep.banks.library import Library
    from examprep.cli import main

    source = write_bank(tmp_path / "given", "group", count=5)
    assert main(["bank", "add", str(source)]) == 0
    desk.library.close()
    desk.library = Library.open([tmp_path / "home" / "data" / "banks"])
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot)
        lines = listed(screen)
        at = lines.index("The group bank")
        assert lines[at + 1] == "version 1.0.0 \u00b7 no licence named \u00b7 5 questions"
        assert lines[at + 2].startswith("added from ")
        assert lines[at + 2].endswith("group.toml")
        assert lines[at + 3] == "5 questions without a source, 5 without a day of checking"


async def test_a_proved_bank_needs_no_such_words(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        lines = listed(await opened(app, pilot))
        assert lines[lines.index("Small bank") + 1].startswith("version 1.2.0 \u00b7 CC-BY-4.0")
        assert not any("without a source" in line or "added from" in line for line in lines)
