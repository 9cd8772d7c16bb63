"""Dials, choices and the list of topics, each on its own."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from examprep.desk.marking import Topic, toggled
from examprep.tui.themes import DARK
from examprep.tui.widgets.choices import Choices, Option
from examprep.tui.widgets.dial import LABEL, Dial, Step
from examprep.tui.widgets.topics import TopicList
from tests.tui.pages import seen

STEPS = (Step(5, "5"), Step(10, "10", "a quiet word"), Step(20, "[b]20[/b]"))
EXAMS = (
    Option("a", "One", "The first of the exams"),
    Option("b", "Three", "The second, whose name goes on for longer than a line has room"),
    Option("c", "Four", "The last"),
)
TOPICS = (
    Topic("small", "Small bank", 1234, "small"),
    Topic("small:law", "Law [@click=app.bell]and[/] rules", 1200, "small"),
    Topic("small:doses", "Doses", 34, "small"),
)


class Rows(App[None]):
    """One of each, and what they told."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.told: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Dial("count", "Questions", digits=True)
        yield Dial("mode", "Mode")
        yield Choices(EXAMS, id="exam")
        yield TopicList(TOPICS, id="topics")

    def on_mount(self) -> None:
        for dial in self.query(Dial):
            dial.show(STEPS, 10)
        self.query_one(TopicList).draw(frozenset())

    def on_dial_turned(self, event: Dial.Turned) -> None:
        self.told.append((event.dial.key, event.value))

    def on_dial_typed(self, event: Dial.Typed) -> None:
        self.told.append((event.dial.key, "typed", event.number))

    def on_option_list_option_selected(self, event: TopicList.OptionSelected) -> None:
        self.told.append(event.option_index)


async def focused(pilot: Pilot[None], name: str) -> Any:
    widget = pilot.app.query_one(f"#{name}")
    widget.focus()
    await pilot.pause()
    return widget


def row(app: App[None], words: str) -> str:
    """Give the line of the screen that holds the words."""
    return next(line for line in seen(app).splitlines() if words in line)


async def test_a_dial_goes_round_and_tells_its_value() -> None:
    app = Rows()
    async with app.run_test() as pilot:
        dial = await focused(pilot, "count")
        for by in (1, 1, -1):
            dial.turn(by)
        await pilot.pause()
        assert app.told == [("count", 20), ("count", 5), ("count", 20)]
        assert "\u2039 [b]20[/b] \u203a" in row(app, "Questions")


async def test_a_dial_shows_value_and_note_on_one_line() -> None:
    app = Rows()
    async with app.run_test() as pilot:
        await focused(pilot, "mode")
        line = row(app, "Mode")
        assert line.index("\u2039") == LABEL + 1
        assert line.rstrip().endswith("\u2039 10 \u203a   a quiet word")
        assert line.startswith(" \u25b8 Mode")
        assert not row(app, "Questions").startswith(" \u25b8")


async def test_a_dial_without_room_puts_its_note_below() -> None:
    app = Rows()
    async with app.run_test(size=(36, 24)) as pilot:
        await pilot.pause()
        lines = seen(app).splitlines()
        assert "quiet" not in lines[0]
        assert lines[1].strip() == "a quiet word"


async def test_a_dial_with_one_value_has_no_arrows_and_stays() -> None:
    app = Rows()
    async with app.run_test() as pilot:
        dial = await focused(pilot, "mode")
        dial.show((Step("x", "only"),), "gone")
        dial.turn(1)
        await pilot.pause()
        assert "\u2039" not in row(app, "Mode")
        assert "only" in row(app, "Mode")
        assert app.told == []


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [
        ("3", [3]),
        ("35", [3, 35]),
        ("05", [5]),
        ("12345", [1, 12, 123, 1234, 2345]),
    ],
)
async def test_digits_make_a_number(keys: str, numbers: list[int]) -> None:
    app = Rows()
    async with app.run_test() as pilot:
        await focused(pilot, "count")
        await pilot.press(*keys)
        assert app.told == [("count", "typed", number) for number in numbers]


async def test_backspace_takes_a_digit_back_and_leaving_begins_anew() -> None:
    app = Rows()
    async with app.run_test() as pilot:
        await focused(pilot, "count")
        await pilot.press("4", "2", "backspace", "7")
        assert app.told[-2:] == [("count", "typed", 4), ("count", "typed", 47)]
        await focused(pilot, "mode")
        await pilot.press("9")
        await focused(pilot, "count")
        await pilot.press("backspace", "6")
        assert app.told[-1] == ("count", "typed", 6)
        assert not any(told[0] == "mode" for told in app.told)


async def test_choices_keep_to_their_ends() -> None:
    app = Rows()
    async with app.run_test() as pilot:
        exam = await focused(pilot, "exam")
        await pilot.press("left", "up")
        assert exam.value == "a"
        await pilot.press("right", "down", "right")
        assert exam.value == "c"
        await pilot.press("2", "0", "7")
        assert exam.value == "b"


async def test_the_choice_that_holds_has_another_sign() -> None:
    app = Rows()
    async with app.run_test() as pilot:
        await focused(pilot, "exam")
        await pilot.press("3")
        await pilot.pause()
        assert "\u25cf 3 Four" in row(app, "Four")
        assert "\u25cb 1 One" in row(app, "One")


async def test_a_click_on_a_wrapped_line_chooses_its_owner() -> None:
    app = Rows()
    async with app.run_test(size=(50, 24)) as pilot:
        exam = await focused(pilot, "exam")
        assert exam.size.height > len(EXAMS)
        await pilot.click("#exam", offset=(20, 2))
        assert exam.value == "b"
        await pilot.click("#exam", offset=(20, exam.size.height - 1))
        assert exam.value == "c"


async def test_topics_show_marks_and_counts_and_no_markup() -> None:
    app = Rows()
    async with app.run_test() as pilot:
        topics = await focused(pilot, "topics")
        topics.draw(frozenset({"small:law"}))
        await pilot.pause()
        assert row(app, "Small bank").rstrip().endswith("1,234")
        assert "\u25d0 Small bank" in row(app, "Small bank")
        assert "  \u25cf Law [@click=app.bell]and[/] rules" in row(app, "Law")
        assert "  \u25cb Doses" in row(app, "Doses")


async def test_counts_stand_at_the_right_edge_after_a_resize() -> None:
    app = Rows()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        wide = len(row(app, "Doses").rstrip())
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert len(row(app, "Doses").rstrip()) == wide - 20
        assert row(app, "Small bank").rstrip().endswith("1,234")


async def test_drawing_keeps_the_cursor_of_the_list() -> None:
    app = Rows()
    async with app.run_test() as pilot:
        topics = await focused(pilot, "topics")
        await pilot.press("end")
        topics.draw(toggled(frozenset(), TOPICS[0], TOPICS))
        assert topics.highlighted == 2
        await pilot.press("enter")
        assert app.told == []
        topics.action_select()
        await pilot.pause()
        assert app.told == [2]
