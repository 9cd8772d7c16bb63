"""From a fresh machine to the first answered question: how many keys, how much to read.

What is counted: every key that is pressed from the first page on, the answer too. A name or a
number that is typed counts as text, its Enter as a key. What is read: every word on the pages
that are passed, key lines too, at 200 words a minute; then the question itself.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from examprep.desk.desk import Desk
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.answering import AnsweringScreen
from tests.tui.pages import on_page, seen
from tests.tui.wait import wait_until

MOST_KEYS = 4
MOST_SECONDS = 60
WORDS_A_MINUTE = 200


def reading_seconds(pages: Sequence[str]) -> float:
    """Give the time that somebody needs who reads every word of these pages."""
    words = [word for page in pages for word in page.split() if re.search(r"\w", word)]
    return 60 * len(words) / WORDS_A_MINUTE


async def pressed(pilot: Pilot[int], key: str, page: str, pages: list[str]) -> None:
    """Note what the page says, press a key, and wait for the page that it leads to."""
    pages.append(seen(pilot.app))  # type: ignore[arg-type]
    await pilot.press(key)
    await on_page(pilot, page)  # type: ignore[arg-type]


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> ExamprepApp:
    """The app with its own banks, on the machine of somebody who logs in as maria."""
    monkeypatch.setenv("LOGNAME", "maria")
    return ExamprepApp(open_desk=Desk.open)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection."""

    def _refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"a connection to {address}")

    monkeypatch.setattr(socket.socket, "connect", _refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", _refuse)


@pytest.mark.usefixtures("no_network")
async def test_first_answer_takes_four_keys_and_a_minute_of_reading(fresh: ExamprepApp) -> None:
    pages: list[str] = []
    keys = ("enter", "enter", "enter", "1")
    async with fresh.run_test(size=(80, 24)) as pilot:
        welcome = await on_page(pilot, "welcome")
        await wait_until(pilot, lambda: welcome.focused is not None)
        pages.append(seen(fresh))  # the exam's line and the date's are on one page
        await pilot.press(keys[0])
        await pilot.press(keys[1])
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: fresh.home.seen is not None)
        await pressed(pilot, keys[2], "question", pages)
        screen = fresh.screen
        assert isinstance(screen, AnsweringScreen)
        question = seen(fresh)
        await pilot.press(keys[3])
        if screen.draft.kind != "choice":  # a typed number, or several to choose
            await pilot.press("enter")
        await wait_until(pilot, lambda: bool(screen.attempt.given[0]) or not screen.told)
        record = fresh.desk.record
        assert record is not None
        await wait_until(pilot, lambda: record.state.name == "maria")
    before, whole = reading_seconds(pages), reading_seconds([*pages, question])
    print(f"keys {len(keys)}, reading {before:.0f} s before the question, {whole:.0f} s with it")
    assert len(keys) <= MOST_KEYS
    assert before <= MOST_SECONDS
    assert whole <= 2 * MOST_SECONDS


async def test_the_name_of_the_machine_can_be_changed(fresh: ExamprepApp) -> None:
    async with fresh.run_test() as pilot:
        screen = await on_page(pilot, "welcome")
        await wait_until(pilot, lambda: screen.focused is not None)
        assert "Your name (\u2191 changes it)" in seen(fresh)
        await pilot.press("up", *"Marie", "enter", "enter", "enter")
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: fresh.ready)
    assert [one.name for one in fresh.desk.candidates.list()[0]] == ["Marie"]


async def test_a_login_that_many_share_is_no_name(
    bank_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "Student")
    app = ExamprepApp(open_desk=lambda: Desk.open([bank_folder]))
    async with app.run_test() as pilot:
        screen = await on_page(pilot, "welcome")
        await wait_until(pilot, lambda: screen.focused is not None)
        assert app.screen.query_one("#name", Input).value == ""
        assert app.screen.focused is app.screen.query_one("#name")
