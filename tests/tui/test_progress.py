"""The history of a candidate: trend, plot, quizzes, topics."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Static

from examprep.attempts.events import Answer
from examprep.desk.desk import Desk
from examprep.learning.weakness import TopicScore
from examprep.progress.summary import Summary
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.home import HomeScreen
from examprep.tui.screens.progress import (
    ProgressScreen,
    history_title,
    quiz_lines,
    topic_lines,
)
from examprep.tui.screens.results import ResultsScreen
from examprep.tui.widgets.accuracy_plot import MOST, AccuracyPlot, day_ticks
from examprep.tui.widgets.flat_list import FlatList
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import seen, status
from tests.tui.quizzes import DOSES, LAW, taken
from tests.tui.wait import wait_until

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


async def opened(app: ExamprepApp, pilot: Pilot[int]) -> ProgressScreen:
    """Open the page and wait until it is filled."""
    await wait_until(pilot, lambda: app.ready)
    app.show("progress")
    await wait_until(pilot, lambda: isinstance(app.screen, ProgressScreen) and app.screen.seen)
    await pilot.pause()
    assert isinstance(app.screen, ProgressScreen)
    return app.screen


def said(screen: ProgressScreen, part: str) -> str:
    return str(screen.query_one(f"#{part}", Static).render())


def listed(screen: ProgressScreen, name: str) -> list[str]:
    return [str(option.prompt) for option in screen.query_one(f"#{name}", FlatList).options]


def summary(number: int, day: int = 1, **more: object) -> Summary:
    at = datetime(2026, 11, day, 12, tzinfo=UTC).timestamp()
    plain = Summary(f"k-{number}", "quiz", "", at, "done", 10, 10, 7.0, 600.0)
    values = {name: getattr(plain, name) for name in plain.__struct_fields__} | more
    return Summary(**values)


async def test_before_the_first_quiz_it_says_what_to_do(app: ExamprepApp):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert "Press Esc to go home and Enter to take a first one" in said(screen, "trend")
        assert not screen.query_one("#halves").display
        assert {command.name for command in screen.line_commands()} == {"leave", "help"}
        await pilot.press("enter", "w")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_quizzes_stand_newest_first_with_score_and_time(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    taken(desk, hands, [True, True], title="Law and rules")
    taken(desk, hands, [True, False, None], kind="quiz", limit=90.0, reason="time")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        first, second = listed(screen, "quizzes")
        assert first.split()[:2] == ["Nov", "23"]
        assert "33 %" in first
        assert "1 of 3" in first
        assert "Timed quiz \u00b7 time was up" in first
        assert "100 %" in second
        assert "1 min" in second
        assert "Law and rules" in second
        assert said(screen, "trend") == "Your last quiz: 33 % right; the one before: 100 %."
        assert said(screen, "quizzes-title") == "2 quizzes"


async def test_enter_opens_the_old_result_and_esc_comes_back_to_the_history(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    taken(desk, hands, [True, True, False])
    taken(desk, hands, [True])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ResultsScreen) and app.screen.report)
        assert "2 of 3, 67 %" in seen(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is screen)
        assert screen.query_one("#quizzes", FlatList).highlighted == 1
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_drill_stands_in_the_history_but_neither_in_plot_nor_trend(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    taken(desk, hands, [True, False], kind="drill", title="IV rates")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert "its score shows no trend" in said(screen, "trend")
        assert not screen.query_one(AccuracyPlot).display
        assert said(screen, "quizzes-title") == "1 drill"
        assert "Drill \u00b7 IV rates" in listed(screen, "quizzes")[0]


async def test_a_quiz_beside_drills_stands_alone_in_plot_and_trend(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    taken(desk, hands, [True, False], kind="drill", title="IV rates")
    taken(desk, hands, [True, True])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert said(screen, "trend") == "One quiz so far: 100 % right."
        assert [one.kind for one in screen.query_one(AccuracyPlot).quizzes] == ["tutor"]
        assert said(screen, "quizzes-title") == "1 quiz and 1 drill; drills are not in the plot"


def test_the_history_counts_what_it_holds():
    quizzes, drills = ([summary(n, kind=kind) for n in range(70)] for kind in ("quiz", "drill"))
    assert history_title(quizzes, quizzes) == "70 quizzes, the latest 60 in the plot"
    assert history_title([*quizzes, *drills[:2]], quizzes) == (
        "70 quizzes and 2 drills, the latest 60 quizzes in the plot"
    )
    assert history_title(quizzes[:1], quizzes[:1]) == "1 quiz"


async def test_a_quiz_that_is_gone_from_the_file_is_said_so(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    attempt = taken(desk, hands, [True])
    assert desk.record is not None
    done = desk.record.state.finished.pop(attempt.id)
    desk.record.state.finished["other-1"] = summary(1, title=done.title, id="other-1")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("enter")
        await wait_until(pilot, lambda: status(app))
        assert "not in the progress file any more" in status(app)


async def test_topics_stand_weakest_first_with_what_was_asked(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    taken(desk, hands, [True, True, True, False, False], names=LAW)
    taken(desk, hands, [True], names=DOSES)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        topics = listed(screen, "topics")
        assert "60 %" in topics[0]
        assert "5 of 6 asked" in topics[0]
        assert "Law and rules" in topics[0]
        assert topics[1].strip() == "few answers so far"
        assert "1 of 2 asked" in topics[2]
        assert said(screen, "topics-title") == "Topics, the weakest first"


async def test_w_practices_the_weakest_topic(app: ExamprepApp, desk: Desk, hands: Hands):
    taken(desk, hands, [True, True, True, False, False], names=LAW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("w")
        await wait_until(pilot, lambda: app.screen is not screen)
        attempt = app.screen.sitting.attempt  # type: ignore[attr-defined]
        assert attempt.kind == "tutor"
        assert {slot.item.partition("-")[0] for slot in attempt.slots} == {"small/law"}


async def test_w_is_not_offered_before_there_are_enough_answers(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    taken(desk, hands, [False])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert "weakest" not in {command.name for command in screen.line_commands()}
        assert said(screen, "topics-title") == "Topics"


async def test_enter_on_a_topic_practices_it(app: ExamprepApp, desk: Desk, hands: Hands):
    taken(desk, hands, [True, False], names=LAW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("down", "down", "enter")
        await wait_until(pilot, lambda: app.screen is not screen)
        attempt = app.screen.sitting.attempt  # type: ignore[attr-defined]
        assert {slot.item for slot in attempt.slots} == set(DOSES)


async def test_answers_of_an_open_quiz_show_topics_before_any_quiz_is_finished(
    app: ExamprepApp, desk: Desk
):
    sitting = desk.sit(LAW, "tutor", 1, None, "")
    sitting.respond(0, Answer((1,)))
    assert sitting.save_now() == ""
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert not screen.query_one("#history").display
        assert "1 of 6 asked" in listed(screen, "topics")[1]
        assert "No quiz finished yet" in said(screen, "trend")


async def test_a_quiz_just_taken_is_there_when_the_page_comes_up_again(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    taken(desk, hands, [True])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        app.show("settings")
        await pilot.pause()
        taken(desk, hands, [False])
        await pilot.press("escape")
        await wait_until(pilot, lambda: len(listed(screen, "quizzes")) == 2)


@pytest.mark.parametrize("theme", ["examprep-dark", "examprep-light", "examprep-contrast"])
async def test_the_plot_has_labelled_axes_in_the_colors_of_the_theme(
    app: ExamprepApp, desk: Desk, hands: Hands, theme: str
):
    for right in ([True, False], [True, True], [False, True]):
        taken(desk, hands, right)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        app.theme = theme
        await pilot.pause()
        plot = screen.query_one(AccuracyPlot).render()
        text = str(plot)
        assert all(label in text for label in ("100 %", "50 %", "0 %", "Nov 22", "Nov 24"))
        assert "right" in text
        assert "quizzes, the latest at the right" in text
        assert "\u25cf" in text
        accent = Color.parse(app.theme_variables["primary"]).rgb
        spans = {span.style.color.triplet for span in plot.spans if span.style.color}
        assert accent in {tuple(color) for color in spans if color}


async def test_the_plot_survives_many_quizzes_and_says_what_it_leaves_out(
    app: ExamprepApp, desk: Desk
):
    assert desk.record is not None
    for number in range(MOST + 40):
        one = summary(number, credit=number % 11)
        desk.record.state.finished[one.id] = one
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await opened(app, pilot)
        assert said(screen, "quizzes-title") == "100 quizzes, the latest 60 in the plot"
        assert len(screen.query_one(AccuracyPlot).quizzes) == MOST


@pytest.mark.parametrize("size", SIZES)
async def test_every_topic_can_be_reached_by_the_arrows(
    app: ExamprepApp, desk: Desk, hands: Hands, size: tuple[int, int]
):
    for right in ([True, False], [True, True], [False] * 6):
        taken(desk, hands, right)
    async with app.run_test(size=size) as pilot:
        screen = await opened(app, pilot)
        for _ in range(8):
            await pilot.press("down")
        topics = screen.query_one("#topics", FlatList)
        assert topics.highlighted == topics.option_count - 1
        column = screen.query_one("#column").region
        await wait_until(pilot, lambda: topics.region.y + topics.option_count - 1 < column.bottom)
        assert topics.region.right <= size[0]


async def test_topics_stand_beside_the_history_in_a_wide_window(
    app: ExamprepApp, desk: Desk, hands: Hands
):
    taken(desk, hands, [True, False])
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        history, topics = (screen.query_one(name).region for name in ("#history", "#by-topic"))
        assert history.right <= topics.x
        assert history.y == topics.y
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, lambda: screen.query_one("#by-topic").region.x < 40)


async def test_text_of_a_bank_is_shown_as_text(app: ExamprepApp, desk: Desk, hands: Hands):
    taken(desk, hands, [True], title="[@click=app.bell]x[/]")
    async with app.run_test(size=(80, 30)) as pilot:
        await opened(app, pilot)
        assert "[@click=app.bell]x[/]" in seen(app)


def test_the_year_stands_only_where_it_is_past():
    old = summary(1, at=datetime(2025, 3, 4, 12, tzinfo=UTC).timestamp())
    lines = [str(line) for _, line in quiz_lines([summary(2), old], TODAY)]
    assert lines[0].startswith("Nov 1      ")
    assert lines[1].startswith("Mar 4, 2025")


@pytest.mark.parametrize("at", [-(10.0**12), 10.0**12, float("nan")])
def test_a_quiz_of_no_day_that_calendars_know_does_not_stop_the_page(at: float):
    assert len(list(quiz_lines([summary(1, at=at)], TODAY))) == 1
    assert len(day_ticks([summary(1, at=at)])[1]) == 1


def test_half_credits_are_written_out():
    ((_, line),) = quiz_lines([summary(1, credit=7.5)], TODAY)
    assert "7.5 of 10" in str(line)
    assert "75 %" in str(line)


def test_a_topic_never_asked_shows_no_bar():
    lines = list(topic_lines([("Law", TopicScore("b:law", 12, 0, 0.0))]))
    assert lines[0] == ("", lines[0][1])
    assert str(lines[0][1]).strip() == "not asked yet"
    assert "\u2013" in str(lines[1][1])
    assert "\u2501" not in str(lines[1][1])
    assert "0 of 12 asked" in str(lines[1][1])


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ((), []),
        ((3,), ["Nov 3"]),
        ((3, 3, 3), ["Nov 3"]),
        ((1, 2, 3, 4, 5), ["Nov 1", "Nov 3", "Nov 5"]),
    ],
)
def test_days_under_the_plot_are_said_once(days: tuple[int, ...], labels: list[str]):
    places, words = day_ticks([summary(day, day) for day in days])
    assert words == labels
    assert len(places) == len(words)
