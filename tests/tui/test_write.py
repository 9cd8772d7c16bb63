"""Writing a bank: its questions as a candidate sees them, read anew at each save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from examprep import places
from examprep.banks.scaffold import Wanted, scaffold
from examprep.desk.desk import Desk
from examprep.errors import ExamprepError
from examprep.tui.app import ExamprepApp
from examprep.tui.screens import editing
from examprep.tui.screens.write import WriteScreen
from examprep.tui.widgets.flat_list import FlatList
from examprep.tui.widgets.lines import TopLine
from examprep.tui.widgets.option_row import OptionRow
from examprep.tui.writing import WritingApp
from tests.tui.pages import on_page, seen, status
from tests.tui.test_snapshots import compare
from tests.tui.wait import wait_until

SIZES = [(60, 20), (80, 24), (120, 40)]
NOON = datetime(2026, 11, 28, 12, 3, 11, tzinfo=UTC)
ORDER = ["choice", "match", "multiple", "numeric", "order", "template"]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    scaffold(tmp_path / "our-law", Wanted("Our law"))
    return tmp_path / "our-law"


@pytest.fixture
def app(bank: Path) -> WritingApp:
    return writing(bank)


def writing(bank: Path, item: str = "") -> WritingApp:
    """An app on a bank whose clock stands still."""
    app = WritingApp(bank, item)
    app.page.now = lambda: NOON
    return app


async def opened(app: WritingApp, pilot: Pilot[int]) -> WriteScreen:
    """Wait until the bank was read and its templates are proved."""
    page = app.page
    await wait_until(pilot, lambda: page.is_mounted and page.reading.path and page.proved)
    await pilot.pause()
    return page


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


async def saved(pilot: Pilot[int], page: WriteScreen, save: Callable[[], object]) -> str:
    """Save, wait until the page has read it, and give what it says."""
    before = page.reading
    save()
    await wait_until(pilot, lambda: page.reading is not before)
    await pilot.pause()
    assert isinstance(page.app, WritingApp | ExamprepApp)
    return status(page.app)


def ids(page: WriteScreen) -> list[str]:
    return [str(option.id) for option in page.query_one(FlatList).options]


def labels(page: WriteScreen) -> set[str]:
    return {command.label for command in page.line_commands()}


async def test_the_questions_of_the_bank_are_listed(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        assert ids(page) == [f"{kind}-example" for kind in ORDER]
        top = page.query_one(TopLine)
        assert (top.left, top.right) == ("Writing \u00b7 Our law", "1 of 6")
        assert "6 questions" in seen(app)
        assert labels(page) == {"read", "edit", "filter", "back", "help"}


async def test_enter_shows_the_question_as_a_candidate_sees_it(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        rows = [row.row for row in page.query(OptionRow) if row.row]
        assert [row.text for row in rows] == ["1", "5", "6", "11"]
        assert not any(row.verdict or row.picked for row in rows)
        assert "Five is the most" not in seen(app)
        assert "choice.toml:9 \u00b7 our-law/choice-example \u00b7 ptce-2026:2.2" in seen(app)
        assert {"key", "next", "edit"} <= labels(page)
        assert "new numbers" not in labels(page)


async def test_k_shows_key_and_rationale_and_hides_them(app: WritingApp) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        await opened(app, pilot)
        await pilot.press("enter", "k")
        await pilot.pause()
        assert "Five is the most" in seen(app)
        assert "21 CFR 1306.22(a)" in seen(app)
        await pilot.press("k")
        await pilot.pause()
        assert "Five is the most" not in seen(app)


async def test_n_draws_the_next_variant_of_a_template(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("end", "enter")
        await pilot.pause()
        first = page.shown.stem
        assert first in " ".join(seen(app).split())
        assert "gtt/min" in seen(app)  # the line to type the number in
        await pilot.press("n")
        assert page.shown.stem != first
        await pilot.press("o")
        await pilot.pause()
        assert sum(row.row is not None for row in page.query(OptionRow)) == 4


async def test_nothing_is_typed_into_the_line_for_the_number(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("end", "enter", "1", "2")
        await pilot.click("AnswerInput")
        await pilot.press("3")
        assert page.query_one("AnswerInput", Input).value == ""


async def test_arrows_go_through_the_questions(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("enter", "right", "right", "k")
        assert page.name_shown == "multiple-example"
        await pilot.press("left")
        assert page.name_shown == "match-example"
        assert not page.key
        await pilot.press(*["right"] * 9)
        assert page.name_shown == "template-example"
        assert "next" not in labels(page)


async def test_typing_filters_the_list(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("slash", *"mg ")
        await wait_until(pilot, lambda: "of 6 questions" in seen(app))
        assert ids(page) == ["multiple-example", "numeric-example"]
        await pilot.press(*"vial")
        await wait_until(pilot, lambda: ids(page) == ["numeric-example"])
        assert page.name_shown == "numeric-example"
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "A dose of 750 mg" in seen(app)
        assert "next" not in labels(page)
        await pilot.press("escape", "escape")
        await wait_until(pilot, lambda: len(ids(page)) == 6)
        assert page.name_shown == "numeric-example"


async def test_words_that_nothing_holds_are_said_so(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("slash", *"xyzzy")
        await wait_until(pilot, lambda: "No question holds \u201cxyzzy\u201d" in seen(app))


async def test_esc_steps_back_and_then_leaves(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("enter", "escape")
        assert page.listing
        await pilot.press("escape")
        await wait_until(pilot, lambda: app._exit)
    assert app.return_value == 0


async def test_a_save_is_shown_at_the_same_question(app: WritingApp, bank: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("end", "up", "enter")
        assert page.name_shown == "order-example"
        path = bank / "order.toml"
        said = await saved(pilot, page, lambda: change(path, "Seal the mixture", "Shut the mix"))
        assert said == "reloaded 12:03:11 \u00b7 no problems"
        assert page.name_shown == "order-example"
        assert "Shut the mix in a bag" in seen(app)


async def test_the_key_stays_in_sight_over_a_save(app: WritingApp, bank: Path) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("enter", "k")
        await saved(pilot, page, lambda: change(bank / "choice.toml", "Five is the", "5 is the"))
        assert page.key
        assert "5 is the most" in seen(app)


async def test_a_fault_stands_below_the_question_with_its_line(app: WritingApp, bank: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("enter")
        path = bank / "choice.toml"
        said = await saved(pilot, page, lambda: change(path, "angoff = 80", "angoff = 800"))
        assert said == "reloaded 12:03:11 \u00b7 1 problem: 1 new"
        text = " ".join(seen(app).split())
        assert "choice.toml:26: error: choice-example" in text
        assert "as it was before the fault below" in text
        await pilot.press("escape")
        assert "\u2717 choice-example" in seen(app)
        said = await saved(pilot, page, lambda: change(path, "angoff = 800", "angoff = 81"))
        assert said == "reloaded 12:03:11 \u00b7 1 mended"
        assert "\u2717" not in seen(app)


async def test_a_bank_that_does_not_parse_keeps_its_last_good_state(
    app: WritingApp, bank: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("enter")
        await saved(
            pilot, page, lambda: change(bank / "choice.toml", 'stem = "A pre', "stem = A pre")
        )
        assert len(ids(page)) == 6
        text = " ".join(seen(app).split())
        assert "A prescription for lorazepam" in text
        assert "not valid TOML" in text
        await saved(pilot, page, lambda: change(bank / "bank.toml", "format = 1", "format = 99"))
        assert len(ids(page)) == 6
        assert page.query_one(TopLine).left == "Writing \u00b7 Our law"


async def test_a_deleted_question_gives_way_to_the_first(app: WritingApp, bank: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("end", "enter")
        await saved(pilot, page, (bank / "template.toml").unlink)
        assert page.name_shown == "choice-example"
        assert len(ids(page)) == 5


async def test_a_bank_broken_from_the_start_shows_why_and_comes_up_once_mended(
    tmp_path: Path,
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("format = ", encoding="utf-8")
    app = writing(path)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        assert "No question can be read yet" in seen(app)
        assert "not valid TOML" in seen(app)
        await pilot.press("enter", "k", "n", "right")
        assert page.listing
        whole = (
            'format = 1\nid = "b"\ntitle = "Now"\nversion = "1.0.0"\ntopics = { a = "A" }\n'
            '[[item]]\nid = "b-1"\ntopic = "a"\nstem = "Which?"\n'
            'options = [{ text = "x", key = true }, { text = "y" }]\n'
        )
        await saved(pilot, page, lambda: path.write_text(whole, encoding="utf-8"))
        await wait_until(pilot, lambda: ids(page) == ["b-1"])
        await pilot.press("enter")
        await pilot.pause()
        assert "Which?" in seen(app)


async def test_it_can_begin_at_a_question(bank: Path) -> None:
    app = writing(bank, "order-example")
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        assert not page.listing
        assert "A patient cannot reach a take-back site" in seen(app)
    app = writing(bank, "no-such")
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        assert page.listing
        assert status(app) == "There is no question no-such here."


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where the editor was opened, the terminal lent to it meanwhile."""
    opened: list[tuple[str, int]] = []

    @contextmanager
    def suspend(_: object) -> Iterator[None]:
        yield

    def edit(path: Path, line: int, env: object) -> int:
        opened.append((path.name, line))
        return 0

    monkeypatch.setattr(WritingApp, "suspend", suspend)
    monkeypatch.setattr(editing, "edit", edit)
    return opened


async def test_e_opens_the_editor_at_the_question_or_at_its_fault(
    app: WritingApp, bank: Path, edited: list[tuple[str, int]]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        page = await opened(app, pilot)
        await pilot.press("down", "e")
        assert edited == [("match.toml", 6)]
        await pilot.press("up")
        await saved(pilot, page, lambda: change(bank / "choice.toml", "= 80", "= 800"))
        await pilot.press("e")
        assert edited[-1] == ("choice.toml", 26)


async def test_an_editor_that_cannot_open_is_said(
    app: WritingApp, edited: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, line: int, env: object) -> int:
        raise ExamprepError("the editor xyz was not found")

    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        monkeypatch.setattr(editing, "edit", refuse)
        await pilot.press("e")
        assert status(app) == "the editor xyz was not found"
        monkeypatch.setattr(editing, "edit", lambda *_: 3)
        await pilot.press("e")
        assert status(app) == "The editor ended with 3."


async def test_where_the_terminal_cannot_be_lent_it_is_said(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("e")  # a terminal that only a test sees
        assert status(app) == editing.NO_EDITOR_HERE


async def test_a_shipped_bank_is_not_edited(
    app: WritingApp, bank: Path, edited: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (bank.parent / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(places, "shipped_banks", lambda: bank.parent / "our-law")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("e")
        assert edited == []
        assert "examprep bank new my-our-law --from" in " ".join(status(app).split())


async def test_help_lists_the_keys_of_the_page(app: WritingApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("question_mark")
        await on_page(pilot, "help")
        assert "open your editor where this question stands" in seen(app)
        await pilot.press("escape")
        await on_page(pilot, "write")


async def test_a_wide_window_shows_list_and_question_together(app: WritingApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        page = await opened(app, pilot)
        assert page.listing
        await pilot.press("down")
        await pilot.pause()
        assert "Match each drug with its federal schedule." in seen(app)
        assert "6 questions" in seen(app)
        assert "key" in labels(page)
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, lambda: "key" not in labels(page))


@pytest.mark.parametrize("size", SIZES)
async def test_it_looks_as_before(size: tuple[int, int], app: WritingApp, bank: Path) -> None:
    change(bank / "choice.toml", "angoff = 80", "angoff = 800")
    change(bank / "match.toml", "Match each drug", "Which of these is not true: each drug")
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot)
        compare(f"write-list-{size[0]}", seen(app))
        await pilot.press("home", "down", "enter")
        await pilot.pause()
        compare(f"write-{size[0]}", seen(app))


async def test_the_banks_page_leads_to_the_bank_at_the_cursor(desk: Desk) -> None:
    app = ExamprepApp(open_desk=lambda: desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.show("banks")
        banks = await on_page(pilot, "banks")
        await wait_until(pilot, lambda: banks.query_one(TopLine).right)
        await pilot.press("w")
        page = await on_page(pilot, "write")
        assert isinstance(page, WriteScreen)
        await wait_until(pilot, lambda: page.reading.items)
        assert page.query_one(TopLine).left == "Writing \u00b7 Small bank"
        await pilot.press("escape")
        await on_page(pilot, "banks")
        await pilot.press("enter")
        await wait_until(pilot, lambda: banks.query_one("#items").display)
        await pilot.press("down", "w")
        page = await on_page(pilot, "write")
        assert isinstance(page, WriteScreen)
        await wait_until(pilot, lambda: page.reading.items)
        assert page.name_shown == "law-2"
        assert not page.listing
