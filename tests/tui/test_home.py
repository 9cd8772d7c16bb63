"""Home: what to do today and the next key, what is open, and how it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from examprep.desk.desk import Desk
from examprep.desk.overview import Overview, Slip, overview
from examprep.problems import Problem
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.home import HomeScreen
from examprep.tui.screens.home_lines import first, last, notice, slips, week
from examprep.tui.screens.question import QuestionScreen
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page, seen
from tests.tui.quizzes import DAY, DOSES, LAW, taken
from tests.tui.sittings import SIZES, flat
from tests.tui.wait import wait_until


async def filled(pilot) -> HomeScreen:
    """Wait until home knows the candidate."""
    app = pilot.app
    await wait_until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen.seen)
    await pilot.pause()
    return app.screen


def labels(screen: HomeScreen) -> set[str]:
    return {command.label for command in screen.line_commands()}


async def test_new_candidate_sees_one_thing_to_do_and_its_key(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await filled(pilot)
        lines = [line.strip() for line in seen(app).splitlines() if line.strip()]
        assert lines[0].split() == ["examprep", "Maria", "\u00b7", "PTCE"]
        assert lines[1:4] == [
            "Today",
            "\u25b8 8 questions for you   8 new   Enter",
            "about 14 minutes",
        ]
        assert not any(word in seen(app) for word in ("Last results", "Holding", "This week"))
        assert "continue" not in labels(screen)
        assert "review mistakes" not in labels(screen)
        await pilot.press("c", "r")
        assert app.screen is screen
        await pilot.press("enter", "enter", "enter")
        page = await on_page(pilot, "question")
        assert sum(isinstance(one, QuestionScreen) for one in app.screen_stack) == 1
        assert len(page.attempt.slots) == 8


async def test_results_stand_under_each_other_whatever_their_days(
    app: ExamprepApp, desk: Desk, hands: Hands
) -> None:
    taken(desk, hands, [True, False])
    hands.move(9 * DAY)
    taken(desk, hands, [True, False])
    app.today = lambda: date(2026, 12, 3)
    async with app.run_test(size=(80, 24)) as pilot:
        await filled(pilot)
        lines = [line for line in seen(app).splitlines() if "50 %" in line]
        assert len(lines) == 2
        assert len({line.index("50 %") for line in lines}) == 1


async def test_studied_candidate_sees_results_gains_and_week(
    app: ExamprepApp, desk: Desk, hands: Hands
) -> None:
    taken(desk, hands, [True, True, False, False, True, True], title="Law and rules")
    taken(desk, hands, [False, True], names=DOSES, title="\x1b[31mDoses [b]and[/b] numbers")
    desk.enroll("Maria Two", "cspt-2026", date(2026, 11, 25))
    desk.sit_down(desk.candidates.find("Maria"))
    app.today = lambda: date(2026, 11, 24)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await filled(pilot)
        text = flat(app)
        assert (
            "Last results Nov 23 50 % \ufffd[31mDoses [b]and[/b] numbers, 2 questions, 1 min"
            in text
        )
        assert "Nov 22 67 % Law and rules, 6 questions" in text
        assert "Chance of passing Not enough answers yet" in text
        assert "Would gain most" in text
        assert "This week W \u00b7 T \u00b7 F \u00b7 S \u00b7 S \u2588 M " in text
        assert "8 answers, streak 2 days" in text
        assert "3 missed before" in text
        assert "\x1b" not in "".join(str(one.render()) for one in screen.query(Static))
        assert "review mistakes" in labels(screen)
        await pilot.press("r")
        page = await on_page(pilot, "question")
        assert page.attempt.kind == "review"
        assert len(page.attempt.slots) == 3


async def test_open_quiz_is_offered_and_gone_on_with(
    app: ExamprepApp, desk: Desk, hands: Hands
) -> None:
    sitting = desk.sit(LAW[:4], "quiz", 5, 900.0, "\x1b]0;Law\x07 [@click=app.bell]x[/]")
    sitting.pause()
    assert sitting.save_now() == ""
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await filled(pilot)
        assert "Continue \ufffd]0;Law\ufffd [@click=app.bell]x[/], 4 of 4 left C" in flat(app)
        assert "continue" in labels(screen)
        await pilot.press("c")
        page = await on_page(pilot, "question")
        assert page.attempt.slots == sitting.attempt.slots
        assert "\ufffd]0;Law\ufffd [@click=app.bell]x[/]" in seen(app)
        assert "15:00" in seen(app)


@pytest.mark.parametrize(
    ("key", "page"),
    [
        ("q", "setup"),
        ("d", "drill"),
        ("p", "progress"),
        ("b", "banks"),
        ("u", "users"),
        ("s", "settings"),
        ("x", "problems"),
        ("question_mark", "help"),
    ],
)
async def test_each_key_opens_its_page_and_escape_comes_back(
    app: ExamprepApp, key: str, page: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await filled(pilot)
        await pilot.press(key)
        await on_page(pilot, page)
        await pilot.press("escape")
        await on_page(pilot, "home")
        assert app.screen is screen


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_clipped_at_any_size(
    app: ExamprepApp, desk: Desk, hands: Hands, size: tuple[int, int]
) -> None:
    for right in ([True, True, False, False, True, True], [True, False] * 3):
        taken(desk, hands, right, title="A title of a topic that is rather long for one line")
    desk.sit(LAW[:4], "quiz", 5, 900.0, "Law").save_now()
    desk.problems.append(Problem(Path("x.toml"), 1, "error", "wrong"))
    async with app.run_test(size=size) as pilot:
        screen = await filled(pilot)
        text = flat(app)
        await pilot.press("down", "down")
        await pilot.pause()
        text += flat(app)
        for words in ("for you", "missed before", "Enter", "about", "Continue", "C "):
            assert words in text
        assert "rather long for one line, 6 questions" in " ".join(text.split())
        for words in ("Last results", "Law and rules", "6 answers", "1 problem with files"):
            assert words in text
        for label in labels(screen):
            assert label in text
        assert screen.query_one("#column").max_scroll_y == 0 or size == (60, 20)


async def test_no_questions_at_all_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    desk = Desk.open([tmp_path / "none"])
    desk.enroll("Maria", "ptce-2026", None)
    app = ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await filled(pilot)
        assert "No questions yet: add a bank, or look at the problems (X)." in seen(app)
        assert "start" not in labels(screen)
        await pilot.press("enter")
        assert app.screen is screen


def test_parts_are_left_out_where_there_is_nothing_to_say(desk: Desk) -> None:
    empty = overview(desk, TODAY)
    assert last(empty, TODAY) == week(empty, TODAY) == notice(empty) == slips(empty) == ()


def test_mistakes_that_recur_are_named_under_one_label(desk: Desk) -> None:
    found = (Slip("drop-factor", 4), Slip("lb-kg", 2))
    lines = slips(replace(overview(desk, TODAY), slips=found))
    assert [(line.head, line.text) for line in lines] == [
        ("Watch for", "drop factor left out or wrong (4 times)"),
        ("", "pounds and kilograms mixed up (2 times)"),
    ]


def test_week_names_its_days_and_counts_rest(desk: Desk) -> None:
    seen = replace(overview(desk, TODAY), week=(0, 0, 4, 0, 8, 1, 0), streak=3, rest=1)
    bars, counts = week(seen, TODAY)
    assert bars.head == "This week"
    assert bars.text == "M \u00b7  T \u00b7  W \u2585  T \u00b7  F \u2588  S \u2582  S \u00b7"
    assert counts.text == "13 answers, streak 3 days, 1 rest day"
    without = replace(seen, streak=0, rest=0)
    assert week(without, TODAY)[1].text == "13 answers"


def test_today_counts_what_comes(desk: Desk, hands: Hands) -> None:
    taken(desk, hands, [True, False, True, True, True, True])
    text = str(first(overview(desk, TODAY)))
    assert "2 new \u00b7 5 to repeat \u00b7 1 missed before" in text


def test_problems_point_at_their_page(desk: Desk) -> None:
    several: Overview = replace(overview(desk, TODAY), problems=3)
    assert [one.text for one in notice(several)] == ["3 problems with files: X shows them"]
