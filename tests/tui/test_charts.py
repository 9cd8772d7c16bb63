"""The charts: one at a time, each with a message, a drawing and a table."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.color import Color
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from examprep.desk.chart_rows import NAMES
from examprep.desk.charts import ActivityChart, MemoryChart, MistakesChart, TimeChart
from examprep.desk.charts import charts as look
from examprep.desk.desk import Desk
from examprep.desk.overview import Slip
from examprep.errors import ExamprepError
from examprep.learning.activity import Week
from examprep.learning.forgetting import DayAhead
from examprep.learning.history import DayLevel, Level
from examprep.learning.lately import TopicMisses, TopicPace
from examprep.tui.app import ExamprepApp
from examprep.tui.screens import chart_lines, charts
from examprep.tui.screens.base import Column
from examprep.tui.screens.chart_lines import LEVELS, activity_lines, heat, mistake_lines, time_lines
from examprep.tui.screens.chart_tables import memory_table, mistakes_table, table
from examprep.tui.screens.chart_views import memory_view
from examprep.tui.screens.progress import ProgressScreen
from examprep.tui.widgets.chart_plots import (
    AbilityPlot,
    ahead_ticks,
    along,
    level_ticks,
    question_ticks,
    sign_of,
    ticks_for,
)
from examprep.tui.widgets.drawn import Drawn
from tests.tui.charting import charted, charting_app, day_after, flat, plots, studied
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.quizzes import taken
from tests.tui.wait import wait_until

SIZES = [(60, 20), (80, 24), (120, 40)]
HEADS = ("Study day", "Day ", "You said", "Topic ", "Slip or topic", "Week of")


@pytest.fixture
def busy(tmp_path: Path, hands: Hands) -> Desk:
    """A desk with Maria at it, who has studied for some weeks."""
    return studied(tmp_path / "exam", hands)


def message(screen: charts.ChartsScreen) -> str:
    return str(screen.query_one("#message", Static).render())


async def test_c_opens_them_from_progress_and_esc_goes_back(busy: Desk):
    app = charting_app(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.show("progress")
        await wait_until(pilot, lambda: isinstance(app.screen, ProgressScreen) and app.screen.seen)
        assert "C charts" in seen(app)
        await pilot.press("c")
        screen = await on_page(pilot, "charts")
        await wait_until(pilot, lambda: screen.seen)  # type: ignore[attr-defined]
        await pilot.press("escape")
        await on_page(pilot, "progress")


async def test_progress_without_an_answer_offers_no_charts(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.show("progress")
        await wait_until(pilot, lambda: isinstance(app.screen, ProgressScreen) and app.screen.seen)
        assert "C charts" not in seen(app)
        await pilot.press("c")
        assert isinstance(app.screen, ProgressScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_each_chart_says_its_message_and_has_its_figures(busy: Desk, size: tuple[int, int]):
    app = charting_app(busy)
    async with app.run_test(size=size) as pilot:
        screen = await charted(app, pilot)
        starts = (
            "You would get about",
            "Without study you would know",
            "You are over-sure",
            "Every topic keeps the pace",
            "Missed most in 30 days",
            "A streak of 9 study days",
        )
        for place, start in enumerate(starts):
            await pilot.press(str(place + 1))
            assert message(screen).startswith(start)
            assert start in flat(app)
            assert HEADS[place] not in screen_lines(screen)
            await pilot.press("t")
            assert HEADS[place] in screen_lines(screen)
            assert plots(screen) == []
            assert not screen.query_one("#drawing").display
            await pilot.press("t")
        assert max(len(line) for line in seen(app).splitlines()) <= size[0]


def screen_lines(screen: charts.ChartsScreen) -> str:
    """Give the table as it is shown; nothing where it is not."""
    shown = screen.query_one("#table", Drawn)
    return str(shown.render()) if shown.display else ""


async def test_the_arrows_turn_from_chart_to_chart_and_round(busy: Desk):
    app = charting_app(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await charted(app, pilot)
        assert plots(screen) == ["ability"]
        await pilot.press("right")
        assert plots(screen) == ["memory"]
        await pilot.press("left", "left")
        assert screen.at == len(NAMES) - 1
        assert plots(screen) == []
        await pilot.press("right")
        assert screen.at == 0


async def test_up_and_down_go_from_domain_to_domain(busy: Desk):
    app = charting_app(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await charted(app, pilot)
        assert "of the exam right" in message(screen)
        told = []
        for _ in range(4):
            await pilot.press("down")
            told.append(message(screen))
        assert "Medications" in told[0]
        assert "Order entry and processing" in told[3]
        await pilot.press("down")
        assert "of the exam right" in message(screen)
        await pilot.press("up")
        assert message(screen) == told[3]
        await pilot.press("t")
        assert "Study day" in screen_lines(screen)


async def test_the_key_line_says_only_what_the_keys_do(busy: Desk):
    app = charting_app(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await charted(app, pilot)
        assert "\u2191 \u2193 domain" in seen(app)
        assert "T table" in seen(app)
        await pilot.press("t")
        assert "T chart" in seen(app)
        await pilot.press("2")
        assert "domain" not in seen(app)
        assert {one.name for one in screen.line_commands()} == {
            "previous",
            "next",
            "table",
            "leave",
            "help",
        }


async def test_a_table_that_is_longer_than_the_window_scrolls(busy: Desk):
    app = charting_app(busy)
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await charted(app, pilot)
        await pilot.press("2", "t")
        column = screen.query_one(Column)
        await pilot.press("down")
        await wait_until(pilot, lambda: column.scroll_offset.y > 0)
        await pilot.press("pageup")
        await wait_until(pilot, lambda: column.scroll_offset.y == 0)
        await pilot.press("space")
        await wait_until(pilot, lambda: column.scroll_offset.y > 2)
        await pilot.press("3")
        await wait_until(pilot, lambda: column.scroll_offset.y == 0)


async def test_before_the_first_answer_each_chart_says_what_to_do(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await charted(app, pilot)
        nexts = ("Not enough answers", "Press Esc", "Y notes it", "Press Esc", "Press", "Press Esc")
        for place, said in enumerate(nexts):
            await pilot.press(str(place + 1))
            assert said in message(screen)
            assert plots(screen) == []
            assert not screen.query_one("#drawing").display
            assert "table" not in {one.name for one in screen.line_commands()}
            await pilot.press("t", "up", "down")
            assert screen_lines(screen) == ""


async def test_a_quiz_taken_meanwhile_is_in_the_charts_when_they_come_up_again(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await charted(app, pilot)
        await pilot.press("4", "question_mark")
        await on_page(pilot, "help")
        taken(desk, hands, [True, False])
        await pilot.press("escape")
        await wait_until(pilot, lambda: screen.seen and screen.seen.answers == 2)
        await pilot.pause()
        assert "Not enough answers in any topic yet" in message(screen)
        assert screen.at == 3


async def test_a_fault_of_a_file_is_said(app: ExamprepApp, monkeypatch):
    def refuse(*_: object) -> None:
        raise ExamprepError("The file is gone.")

    monkeypatch.setattr(charts, "charts", refuse)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        app.show("charts")
        await wait_until(pilot, lambda: "The file is gone." in seen(app))
        assert status(app) == "The file is gone."
        await pilot.press("2", "t", "down", "escape")
        await on_page(pilot, "home")


@pytest.mark.parametrize("theme", ["examprep-dark", "examprep-light", "examprep-contrast"])
async def test_a_plot_has_labelled_axes_in_the_colors_of_the_theme(busy: Desk, theme: str):
    app = charting_app(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await charted(app, pilot)
        app.theme = theme
        await pilot.pause()
        plot = screen.query_one(AbilityPlot).render()
        assert all(label in str(plot) for label in ("70 %", "85 %", "right", "\u25cf", "\u2500"))
        spans = {span.style.color.triplet for span in plot.spans if span.style.color}  # type: ignore[union-attr]
        drawn = {tuple(color) for color in spans if color}
        for name in ("primary", "quiet", "warning"):
            assert Color.parse(app.theme_variables[name]).rgb in drawn


async def test_the_palette_opens_them(busy: Desk):
    app = charting_app(busy)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert "Charts" in titles
        assert pilot.app.screen is app.home


# ---- drawings and tables


def level(low: float) -> Level:
    return Level(low + 0.1, low, low + 0.2, 50, enough=True)


@pytest.mark.parametrize(
    ("lows", "ticks"),
    [
        ((0.1,), [25, 40, 55, 70, 85]),
        ((0.41,), [40, 55, 70, 85]),
        ((0.60, 0.64), [55, 70, 85]),
        ((0.60, 0.75), [55, 70, 85, 100]),
        ((0.9,), [55, 70, 85, 100]),
    ],
)
def test_the_axis_of_ability_holds_the_band_and_the_standard(lows, ticks: list[int]) -> None:
    assert ticks_for([level(low) for low in lows]) == ticks


def test_the_edge_of_the_band_goes_straight_from_day_to_day() -> None:
    places, values = along([0.0, 10.0, 29.0], [0.0, 20.0, 20.0])
    assert places == pytest.approx([float(n) for n in range(30)])
    assert values[:11] == pytest.approx([2.0 * n for n in range(11)])
    assert values[11:] == pytest.approx([20.0] * 19)
    assert along([7.0], [3.0]) == ([7.0], [3.0])


def test_many_days_are_drawn_as_a_line_alone() -> None:
    few, many = ([DayLevel(TODAY, level(0.5), ())] * count for count in (24, 25))
    assert (sign_of(few), sign_of(many)) == ("\u25cf", "\u2812")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((3,), ["Nov 3"]),
        ((3, 4), ["Nov 3", "Nov 4"]),
        ((1, 9, 10, 21), ["Nov 1", "Nov 10", "Nov 21"]),
    ],
)
def test_days_under_ability_are_said_once(days: tuple[int, ...], words: list[str]) -> None:
    points = [DayLevel(date(2026, 11, day), level(0.5), ()) for day in days]
    places, said = level_ticks(points)
    assert said == words
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("length", "exam", "words"),
    [
        (0, False, ["Nov 22"]),
        (1, True, ["today", "Nov 23 exam"]),
        (30, False, ["today", "Dec 7", "Dec 22"]),
    ],
)
def test_days_under_memory_reach_from_today_to_the_end(
    length: int, exam: bool, words: list[str]
) -> None:
    days = tuple(DayAhead(n, 1.0, 0) for n in range(length + 1))
    end = TODAY + timedelta(days=length)
    _, said = ahead_ticks(MemoryChart(days, 1, TODAY, end if exam else None))
    assert said == words


def test_on_the_day_of_the_exam_nothing_comes_due(busy: Desk) -> None:
    today = day_after(17)
    busy.open_record().set_goal("ptce-2026", today, busy.times.now())
    found = look(busy, today)
    _, said = ahead_ticks(found.memory)
    assert said == ["today exam", "Dec 10"]
    shown = memory_view(found)
    assert (shown.drawing, shown.note) == (None, "")
    assert "today, on your exam day." in shown.message


@pytest.mark.parametrize(
    ("asked", "ticks"), [(1, [0, 1]), (2, [0, 1, 2]), (100, [0, 25, 50, 75, 100])]
)
def test_questions_are_ticked_in_whole_numbers(asked: int, ticks: list[int]) -> None:
    assert question_ticks(asked)[0] == ticks
    assert {len(word) for word in question_ticks(asked)[1]} == {5}


def test_what_comes_due_is_drawn_under_its_day() -> None:
    days = tuple(DayAhead(n, 9.0, due) for n, due in enumerate((40, 0, 4, 2)))
    line, scale = chart_lines.due_lines(MemoryChart(days, 50, TODAY), 6 + 8)
    assert str(line) == "  due \u2588\u2588\u00b7\u00b7\u2588\u2588\u2585\u2585"
    assert str(scale).strip() == "a full column is 4 questions on one day"
    nothing = MemoryChart(tuple(DayAhead(n, 9.0, 0) for n in range(4)), 50, TODAY)
    assert [str(one) for one in chart_lines.due_lines(nothing, 10)] == [
        "  due \u00b7\u00b7\u00b7\u00b7"
    ]


@pytest.mark.parametrize(
    ("count", "most", "found"),
    [(0, 0, 0), (0, 9, 0), (1, 1, 4), (1, 8, 1), (2, 8, 1), (3, 8, 2), (8, 8, 4), (1, 100, 1)],
)
def test_heat_is_a_quarter_of_the_most(count: int, most: int, found: int) -> None:
    assert heat(count, most) == found


@pytest.mark.parametrize("most", range(1, 40))
def test_the_scale_says_what_is_drawn(most: int) -> None:
    week = Week(date(2026, 11, 16), (most, 0, 0, 0, 0, 0, 0))
    scale = str(activity_lines(ActivityChart((week,), 0, 0), 70)[-1])
    for count in range(1, most + 1):
        sign = LEVELS[heat(count, most)]
        least, _, last = scale.partition(f"{sign} ")[2].split()[0].partition("\u2013")
        assert int(least) <= count <= int(last or least)


@pytest.mark.parametrize("width", [30, 56, 76, 120])
def test_as_many_weeks_as_fit_are_drawn_the_latest_last(width: int) -> None:
    mondays = [date(2026, 7, 27).toordinal() + 7 * n for n in range(18)]
    weeks = [Week(date.fromordinal(one), (0, 1, 2, 3, 4, 5, 6)) for one in mondays]
    lines = [str(line) for line in activity_lines(ActivityChart(tuple(weeks), 0, 0), width)]
    assert max(len(line) for line in lines[:8]) <= max(width, 4 + 3 * 18)
    assert lines[1].startswith("Mon \u00b7\u00b7")
    assert "Nov" in lines[0]
    assert "\u2588\u2588" in lines[7]


def paced(*seconds: float) -> TimeChart:
    topics = [(f"Topic {n}", TopicPace(n, 9, value)) for n, value in enumerate(seconds)]
    return TimeChart((*topics, ("New", TopicPace(9, 1, 500.0))), 73.0)


def test_a_slow_topic_passes_the_mark_and_says_by_how_much() -> None:
    lines = [str(line) for line in time_lines(paced(146.0, 36.5), 76)]
    assert lines[1].endswith("146 s +73 s")
    bars = [line[40:60] for line in lines[1:3]]
    assert bars[0].index("\u2502") == bars[1].index("\u2502") == 10
    assert bars[0].replace("\u2502", "\u2501") == "\u2501" * 20
    assert bars[1].startswith("\u2501" * 5 + "\u00b7")
    assert lines[3].rstrip().endswith("few")


def test_slips_stand_above_topics_each_with_how_often() -> None:
    chart = MistakesChart((Slip("rounding", 4), Slip("x", 1)), (("Law", TopicMisses(0, 9, 3)),))
    lines = [str(line) for line in mistake_lines(chart, 76)]
    assert lines[0] == "Slips in calculations"
    assert "rounded the wrong way" in lines[1]
    assert lines[1].endswith("4 times")
    assert lines[2].endswith("once")
    assert lines[4:] == ["Answers missed, by topic", lines[5]]
    assert lines[5].endswith("3 of 9")
    assert [str(line) for line in mistakes_table(chart, 76)][1:] == [
        "rounded the wrong way  4 times       ",
        "x                         once       ",
        "Law                     3 of 9   33 %",
    ]


@pytest.mark.parametrize("width", [40, 56, 76])
def test_a_line_with_a_long_title_keeps_to_its_width(width: int) -> None:
    title = "A very long title of a topic that nobody can read in one go"
    times = TimeChart(((title, TopicPace(0, 9, 250.0)),), 73.0)
    missed = MistakesChart((), ((title, TopicMisses(0, 900, 300)),))
    lines = [*time_lines(times, width)[1:], *mistake_lines(missed, width)]
    lines += mistakes_table(missed, width)
    assert max(line.cell_length for line in lines) <= width


def test_text_of_a_bank_is_shown_as_text() -> None:
    missed = MistakesChart((), (("[@click=app.bell]x[/]", TopicMisses(0, 9, 3)),))
    assert "[@click=app.bell]x[/]" in str(mistake_lines(missed, 76)[-1])
    assert "[@click=app.bell]x[/]" in str(mistakes_table(missed, 76)[-1])


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    lines = table(("Name", "n"), [("a", "1"), ("bcd", "1,000")], 40)
    assert [str(line) for line in lines] == ["Name      n", "a         1", "bcd   1,000"]
    assert all(isinstance(line, Content) for line in lines)
    assert str(table(("Name", "n"), [("x" * 50, "1")], 20)[1]).endswith("\u2026  1")


def test_the_table_of_memory_counts_down_from_today() -> None:
    days = (DayAhead(0, 4.0, 2), DayAhead(1, 3.0, 1))
    lines = [str(line).split() for line in memory_table(MemoryChart(days, 4, TODAY), 76)]
    assert lines[1:] == [["today", "4.0", "100", "%", "2"], ["Nov", "23", "3.0", "75", "%", "1"]]


def test_an_empty_chart_draws_nothing() -> None:
    none = Drawn()
    none.show(None)
    assert not none.display
    assert none.get_content_height(Size(9, 9), Size(9, 9), 40) == 0
    none.show(lambda width: [Content("x" * width)] * 3)
    assert none.display
    assert none.get_content_height(Size(9, 9), Size(9, 9), 40) == 3
