"""A list that scrolls with its page."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from examprep.tui.themes import THEMES
from examprep.tui.widgets.flat_list import FlatList
from tests.tui.wait import wait_until


class Page(VerticalScroll, can_focus=False):
    """A page that scrolls."""


class Lists(App[None]):
    """A headline, a list, and another list in a box beneath it."""

    CSS = "Static { height: 4; }"

    def __init__(self, first: int, second: int) -> None:
        super().__init__()
        self.first = first
        self.second = second
        self.opened: list[str | None] = []
        self.filled = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[0].variables)

    def compose(self) -> ComposeResult:
        with Page():
            yield Static("headline")
            yield FlatList(id="first")
            with Vertical(id="box"):
                yield Static("between")
                yield FlatList(id="second")

    def on_mount(self) -> None:
        self.call_after_refresh(self.fill)

    def fill(self) -> None:
        self.query_one("#box").styles.height = "auto"
        for name, count in (("first", self.first), ("second", self.second)):
            lines = [(f"{name}-{n}", Content(f"[b]line[/b] {n}")) for n in range(count)]
            self.query_one(f"#{name}", FlatList).fill(lines)
        self.query_one("#first").focus(scroll_visible=False)
        self.filled = True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.opened.append(event.option_id)


async def settled(app: Lists, pilot: Pilot[None]) -> None:
    """Wait until the lists are filled and laid out."""
    await wait_until(pilot, lambda: app.filled)
    await pilot.pause()


def in_sight(app: App[None], name: str, line: int) -> bool:
    page, one = app.query_one(Page), app.query_one(f"#{name}", FlatList)
    return page.region.y <= one.region.y + line < page.region.bottom


async def test_filling_puts_the_cursor_first_and_leaves_the_page():
    app = Lists(30, 3)
    async with app.run_test(size=(40, 3)) as pilot:
        await settled(app, pilot)
        await pilot.pause()
        assert app.query_one("#first", FlatList).chosen == "first-0"
        assert app.query_one(Page).scroll_y == 0


async def test_the_page_follows_the_cursor_down_and_up_to_the_headline():
    app = Lists(30, 3)
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(app, pilot)
        for _ in range(20):
            await pilot.press("down")
        await wait_until(pilot, lambda: in_sight(app, "first", 20))
        assert not in_sight(app, "first", 0)
        for _ in range(20):
            await pilot.press("up")
        await wait_until(pilot, lambda: app.query_one(Page).scroll_y == 0)


async def test_arrows_cross_into_the_next_list_and_back():
    app = Lists(3, 3)
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(app, pilot)
        await pilot.press("down", "down", "down")
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "second"
        await wait_until(pilot, lambda: in_sight(app, "second", 0))
        await pilot.press("up")
        await pilot.pause()
        assert app.focused.id == "first"
        assert app.query_one("#first", FlatList).chosen == "first-2"


async def test_the_cursor_stops_at_the_outer_ends():
    app = Lists(3, 2)
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(app, pilot)
        await pilot.press("up")
        assert app.query_one("#first", FlatList).chosen == "first-0"
        for _ in range(9):
            await pilot.press("down")
        assert app.query_one("#second", FlatList).chosen == "second-1"


async def test_an_empty_or_hidden_list_is_passed_over():
    app = Lists(2, 0)
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(app, pilot)
        await pilot.press("down", "down", "down")
        assert app.focused is not None
        assert app.focused.id == "first"


async def test_page_keys_move_by_what_is_in_sight():
    app = Lists(50, 0)
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(app, pilot)
        await pilot.press("pagedown")
        assert app.query_one("#first", FlatList).chosen == "first-10"
        await pilot.press("pageup", "pageup")
        assert app.query_one("#first", FlatList).chosen == "first-0"
        await pilot.press("end")
        await wait_until(pilot, lambda: in_sight(app, "first", 49))


async def test_headings_cannot_be_chosen():
    app = Lists(0, 0)
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(app, pilot)
        one = app.query_one("#first", FlatList)
        one.fill([("", Content("Heading")), ("a", Content("A")), ("", Content("More"))])
        one.focus()
        await pilot.press("down", "enter")
        await pilot.press("pagedown", "enter")
        assert app.opened == ["a", "a"]


async def test_a_page_key_in_an_empty_list_does_nothing():
    app = Lists(0, 0)
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(app, pilot)
        await pilot.press("pagedown", "pageup", "down", "up", "enter")
        assert app.query_one("#first", FlatList).chosen is None
        assert app.opened == []


async def test_an_entry_can_be_chosen_by_its_id():
    app = Lists(30, 0)
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(app, pilot)
        app.query_one("#first", FlatList).choose("first-25")
        await pilot.pause()
        assert app.query_one("#first", FlatList).chosen == "first-25"
        assert in_sight(app, "first", 25)


async def test_markup_in_a_line_stays_text():
    app = Lists(1, 0)
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(app, pilot)
        await pilot.pause()
        strip = app.query_one("#first", FlatList).render_line(0)
        assert "[b]line[/b] 0" in strip.text


async def test_a_long_line_is_cut_with_an_ellipsis():
    app = Lists(0, 0)
    async with app.run_test(size=(20, 10)) as pilot:
        await settled(app, pilot)
        one = app.query_one("#first", FlatList)
        one.fill([("a", Content("word " * 20))])
        await pilot.pause()
        assert one.size.height == 1
        assert one.render_line(0).text.rstrip().endswith("\u2026")


async def test_pages_home_and_end_go_through_both_lists() -> None:
    app = Lists(3, 30)
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(app, pilot)
        page = app.query_one(Page)
        await pilot.press("end")
        assert app.query_one("#second").has_focus
        assert page.scroll_offset.y == page.max_scroll_y
        await pilot.press("home")
        assert app.query_one("#first").has_focus
        assert page.scroll_offset.y == 0
        await pilot.press(*["pagedown"] * 8)
        assert app.query_one("#second", FlatList).chosen == "second-29"
        await pilot.press(*["pageup"] * 9)
        assert app.query_one("#first", FlatList).has_focus
        assert page.scroll_offset.y == 0


async def test_end_shows_a_single_entry_that_stands_below_the_page() -> None:
    app = Lists(0, 1)
    async with app.run_test(size=(40, 5)) as pilot:
        await settled(app, pilot)
        app.query_one("#second").focus(scroll_visible=False)
        page = app.query_one(Page)
        await pilot.press("end")
        assert page.scroll_offset.y == page.max_scroll_y > 0
        await pilot.press("home")
        assert page.scroll_offset.y == 0
