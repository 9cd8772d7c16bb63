"""The one table of commands: every page does what its keys say."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from textual.binding import Binding

from examprep.tui import commands as table
from examprep.tui.app import PAGES
from examprep.tui.commands import COMMANDS, bindings
from examprep.tui.pages import Page
from examprep.tui.screens.base import PageScreen
from examprep.tui.titles import TITLES

SCREENS = {
    **PAGES,
    "home": "HomeScreen",
    "question": "QuestionScreen",
    "results": "ResultsScreen",
    "reread": "RereadScreen",
    "preview": "PreviewScreen",
    "write": "WriteScreen",
    "report": "ReportScreen",
    "help": "HelpScreen",
    "lobby": "LobbyScreen",
    "exam": "ExamScreen",
    "review": "ReviewScreen",
    "board": "BoardScreen",
    "score": "ScoreScreen",
    "compare": "CompareScreen",
}
EVERY_PAGE = get_args(Page)


def screen_of(page: Page) -> type[PageScreen]:
    module = import_module(f"examprep.tui.screens.{page}")
    screen = getattr(module, SCREENS[page])
    assert issubclass(screen, PageScreen)
    return screen


def test_table_has_every_page() -> None:
    assert set(COMMANDS) == set(TITLES) == set(SCREENS) == set(EVERY_PAGE)


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_command_has_its_action(page: Page) -> None:
    screen = screen_of(page)
    assert page == screen.PAGE
    for command in COMMANDS[page]:
        assert callable(getattr(screen, f"action_{command.name}", None)), command.name


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_key_does_one_thing(page: Page) -> None:
    made = [one for one in screen_of(page).BINDINGS if isinstance(one, Binding)]
    keys = [key for one in made for key in one.key.split(",")]
    assert sorted(keys) == sorted(set(keys))
    assert {one.id for one in made if one.id} == {f"{page}.{one.name}" for one in COMMANDS[page]}


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_command_is_named_and_explained(page: Page) -> None:
    names = [command.name for command in COMMANDS[page]]
    assert len(names) == len(set(names))
    for command in COMMANDS[page]:
        assert command.key
        assert 0 < len(command.label) <= 20
        assert command.help
        assert not re.search(r"[!A-Z]", command.help.replace("Esc", "")[:1])
        assert "!" not in command.help + command.label


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_key_is_shown_as_people_read_it(page: Page) -> None:
    for command in COMMANDS[page]:
        first = command.keys.partition(",")[0]
        assert command.shown or len(first) == 1, f"{first} needs a name"
        assert command.key == command.shown or command.key == first.upper()


def test_escape_and_help_are_on_every_page_that_has_them() -> None:
    for page, commands in COMMANDS.items():
        keys = {key for command in commands for key in command.keys.split(",")}
        assert page == "home" or "escape" in keys
        assert page in {"help", "welcome", "report", "board"} or "question_mark" in keys


def test_bindings_are_made_of_the_table() -> None:
    made = bindings("question")
    assert [one.action for one in made] == [one.name for one in COMMANDS["question"]]
    assert not any(one.show for one in made)


def test_keys_stand_nowhere_else() -> None:
    """A page may bind digits and arrows besides; a letter belongs into the table."""
    folder = Path(table.__file__).parent / "screens"
    for path in folder.glob("*.py"):
        assert not re.search(r'Binding\("[a-z]"', path.read_text(encoding="utf-8")), path.name
