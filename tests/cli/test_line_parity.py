"""Whatever a key of the app does, a word in lines does too: the table is complete or this fails."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from examprep.cli import COMMANDS as COMMAND_LINE
from examprep.cli.lines.words import WORDS
from examprep.cli.menu.ahead import Chance, PlanPage, Why
from examprep.cli.menu.assigned import Assigned, Given
from examprep.cli.menu.banks import Banks, CardPage, Preview
from examprep.cli.menu.classes import ClassPage
from examprep.cli.menu.home import Home
from examprep.cli.menu.mocks import Lobby, Mocks
from examprep.cli.menu.page import COMMON, Page
from examprep.cli.menu.progress import ChartsPage, Progress
from examprep.cli.menu.results import Reread, ResultPage, ScorePage
from examprep.cli.menu.settings import SettingsPage
from examprep.cli.menu.setup import Drill, Setup
from examprep.cli.menu.users import Users
from examprep.desk.chart_rows import NAMES
from examprep.desk.setting_words import NAMES as SETTINGS
from examprep.settings import Settings
from examprep.tui.commands import COMMANDS
from examprep.tui.pages import Page as AppPage
from examprep.tui.screens.settings import QUIZ_DIALS
from tests.cli.menus import Menu
from tests.cli.quizzes import write_bank

# A page of lines and its word; `attempt` is the dialogue of a quiz, drill or exam, `command` the
# command line, for what is done before anybody sits down or with an editor.
ATTEMPT, COMMAND = "attempt", "command"
Where = tuple[type[Page] | str, str]
MOVES = {"above", "below", "page", "switch"}
NO_SCREEN = "lines follow each other: there is no cursor, no window and no panel to move in"
EVERYWHERE = {"leave": "back", "help": "?", "palette": "?", "quit": "quit"}
QUESTION: dict[str, Where] = {
    "confirm": (ATTEMPT, "help"),  # a line that is typed is the answer
    "previous": (ATTEMPT, "back"),
    "next": (ATTEMPT, "next"),
    "flag": (ATTEMPT, "flag"),
    "strike": (ATTEMPT, "strike"),
    "sure": (ATTEMPT, "sure"),
    "undo": (ATTEMPT, "undo"),
    "more_why": (ATTEMPT, "why"),
    "unanswered": (ATTEMPT, "go"),
    "flagged": (ATTEMPT, "go"),
    "calculator": (ATTEMPT, "calc"),
    "card": (ATTEMPT, "card"),
    "report": (ATTEMPT, "report"),
    "finish": (ATTEMPT, "finish"),
    "pause": (ATTEMPT, "pause"),
    "highlight": (ATTEMPT, "highlight"),
    "board": (ATTEMPT, "board"),
    "review": (ATTEMPT, "list"),
    "hide": (ATTEMPT, "clock"),
}
LINES: dict[AppPage, dict[str, Where]] = {
    "home": {
        "today": (Home, "today"),
        "go_on": (Home, "continue"),
        "setup": (Home, "quiz"),
        "mocks": (Home, "mock"),
        "assigned": (Home, "assignments"),
        "drill": (Home, "drill"),
        "review": (Home, "review"),
        "progress": (Home, "progress"),
        "readiness": (Home, "chance"),
        "plan": (Home, "plan"),
        "why": (Home, "why"),
        "banks": (Home, "banks"),
        "users": (Home, "users"),
        "settings": (Home, "settings"),
        "problems": (Home, "problems"),
    },
    "setup": {
        "start": (Setup, "start"),
        "less": (Setup, "questions"),
        "more": (Setup, "time"),
        "mark": (Setup, "topics"),
        "unmark": (Setup, "all"),
    },
    "drill": {"start": (Drill, "start"), "mark": (Drill, "kinds"), "unmark": (Drill, "all")},
    "question": QUESTION,
    "exam": QUESTION,
    "mocks": {
        "start": (Mocks, "start"),
        "less": (Mocks, "exam"),
        "more": (Mocks, "length"),
        "mark": (Mocks, "compare"),
        "compare": (Mocks, "compare"),
        "passed": (Mocks, "passed"),
        "failed": (Mocks, "failed"),
    },
    "assigned": {"start": (Given, "begin")},
    "lobby": {"start": (Lobby, "begin")},
    "review": {
        "open": (ATTEMPT, "go"),
        "filter": (ATTEMPT, "list"),
        "finish": (ATTEMPT, "finish"),
        "stop": (ATTEMPT, "quit"),
    },
    "board": {},
    "score": {
        "reread": (ScorePage, "reread"),
        "filter": (ScorePage, "list"),
        "study": (ScorePage, "study"),
        "again": (ScorePage, "practice"),
        "save": (ScorePage, "save"),
    },
    "compare": {},
    "results": {
        "reread": (ResultPage, "reread"),
        "again": (ResultPage, "practice"),
        "filter": (ResultPage, "list"),
    },
    "reread": {
        "previous": (Reread, "previous"),
        "next": (Reread, "next"),
        "more_why": (Reread, "why"),
        "report": (Reread, "report"),
    },
    "report": {"send": (Reread, "report")},
    "card": {
        "previous": (CardPage, "section"),
        "next": (CardPage, "section"),
        "search": (CardPage, "find"),
    },
    "progress": {
        "open": (Progress, "results"),
        "weakest": (Progress, "weakest"),
        "charts": (Progress, "charts"),
    },
    "charts": {
        "previous": (ChartsPage, "ability"),
        "next": (ChartsPage, "memory"),
        "above": (ChartsPage, "domain"),
        "below": (ChartsPage, "domain"),
        "table": (ChartsPage, "days"),
    },
    "readiness": {"start": (Chance, "start")},
    "plan": {
        "less": (PlanPage, "minutes"),
        "more": (PlanPage, "minutes"),
        "mark": (PlanPage, "day"),
    },
    "today": {"start": (Why, "start")},
    "banks": {
        "search": (Banks, "search"),
        "open": (Banks, "topics"),
        "cohort": (Banks, "class"),
        "write": (COMMAND, "bank watch"),
    },
    "write": {
        "open": (Banks, "topics"),
        "search": (Banks, "search"),
        "reveal": (Preview, "key"),
        "numbers": (Preview, "numbers"),
        "options": (Preview, "options"),
        "previous": (Preview, "previous"),
        "next": (Preview, "next"),
        "edit": (COMMAND, "bank edit"),
    },
    "cohort": {
        "open": (ClassPage, "people"),
        "previous": (ClassPage, "topics"),
        "next": (ClassPage, "questions"),
        "sort": (ClassPage, "sort"),
    },
    "preview": {
        "reveal": (Preview, "key"),
        "numbers": (Preview, "numbers"),
        "options": (Preview, "options"),
        "report": (Preview, "report"),
        "previous": (Preview, "previous"),
        "next": (Preview, "next"),
    },
    "problems": {},
    "users": {"choose": (Users, "choose"), "add": (Users, "add")},
    "settings": {"less": (SettingsPage, "questions"), "more": (SettingsPage, "questions")},
    "help": {},
    "welcome": {
        "start": (Users, "add"),
        "cohort": (COMMAND, "cohort report"),
        "banks": (COMMAND, "bank list"),
    },
}
EVERY = [(page, command.name) for page, commands in COMMANDS.items() for command in commands]
FOUND = {where for words in LINES.values() for where, _ in words.values()}
PAGES = sorted((one for one in FOUND if isinstance(one, type)), key=lambda page: page.__name__)


def is_command(words: str) -> bool:
    """Tell whether the command line has a command with this action."""
    name, _, action = words.partition(" ")
    parser = argparse.ArgumentParser()
    import_module(f"examprep.cli.{name}").configure(parser)
    return name in COMMAND_LINE and action in parser.format_help()


@pytest.mark.parametrize(("page", "command"), EVERY, ids=[f"{a}-{b}" for a, b in EVERY])
def test_each_command_of_the_app_has_its_word_in_lines(page: AppPage, command: str) -> None:
    if found := LINES[page].get(command):
        where, word = found
        if where == ATTEMPT:
            assert word in {one.name for one in WORDS}
        elif where == COMMAND:
            assert is_command(word)
        else:
            assert isinstance(where, type)
            assert word in {one.name for one in where.WORDS}
            assert callable(getattr(where, f"do_{word}"))
    elif command in EVERYWHERE:
        assert EVERYWHERE[command] in COMMON
    else:
        assert command in MOVES, f"{page}: {command} has no word in lines ({NO_SCREEN})"


def test_the_table_names_nothing_that_is_gone() -> None:
    assert set(LINES) == set(get_args(AppPage))
    for page, words in LINES.items():
        both = {"question", "exam"}
        names = {one.name for each in (both if page in both else {page}) for one in COMMANDS[each]}
        assert set(words) <= names, page


@pytest.mark.parametrize("page", [*PAGES, Assigned], ids=lambda page: page.__name__)
def test_each_word_of_a_page_does_something_and_is_explained(page: type[Page]) -> None:
    names = [word.name for word in page.WORDS]
    assert len(names) == len(set(names))
    assert not set(names) & set(COMMON)
    assert {name.removeprefix("do_") for name in dir(page) if name.startswith("do_")} == set(names)
    for word in page.WORDS:
        assert re.fullmatch(r"[a-z_]+", word.name)
        assert word.help
        assert "!" not in word.help


def test_every_chart_and_every_setting_can_be_had_in_lines() -> None:
    assert set(NAMES) <= {word.name for word in ChartsPage.WORDS}
    kept = {*Settings.__dataclass_fields__} - {"candidate"}
    assert set(SETTINGS) == kept
    assert kept | {"exam", "date"} == {word.name for word in SettingsPage.WORDS}
    assert {*QUIZ_DIALS, "theme", "screen_reader"} <= kept


def test_what_a_page_of_lines_does_a_command_does_too() -> None:
    named = {"quiz", "exam", "drill", "today", "plan", "readiness", "results", "charts", "settings",
             "users", "bank", "card", "assign", "cohort", "progress"}  # fmt: skip
    assert named <= set(COMMAND_LINE)


def test_every_page_of_lines_is_reached_by_numbers_alone(tmp_path: Path) -> None:
    menu = Menu(write_bank(tmp_path / "banks")).seat()
    titles = {
        3: "Quiz", 4: "Mock exams", 5: "Assignments", 6: "Drill", 8: "Progress",
        9: "Chance of passing", 10: "Plan", 11: "Why these questions", 12: "Question banks",
        13: "Reference card", 14: "Users", 15: "Settings",
    }  # fmt: skip
    said = menu(*(step for number in titles for step in (str(number), "back")))
    assert [line for line in said.splitlines() if line in titles.values()] == [*titles.values()]
