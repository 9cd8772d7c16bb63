"""Leaving with something unsaved, and being told to leave by the system."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.errors import UnwritableFile
from examprep.progress.journal import Journal
from examprep.progress.record import Record
from examprep.tui.app import ExamprepApp
from tests.tui.conftest import TODAY
from tests.tui.pages import on_page
from tests.tui.wait import wait_until

LAW = Plan(count=3, seed=4, topics=("small:law",))


def refuse(*_: object) -> None:
    raise UnwritableFile("the disk is full")


async def test_what_is_left_behind_unsaved_is_saved_when_the_disk_has_room(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = ExamprepApp(plan=LAW, open_desk=lambda: desk, today=lambda: TODAY)
    async with app.run_test() as pilot:
        screen = await on_page(pilot, "question")
        await wait_until(pilot, lambda: not screen.sitting.unsaved)
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "append", refuse)
            await pilot.press("1")
            await wait_until(pilot, lambda: screen.fault)
            for _ in range(3):
                await pilot.press("escape")
                await pilot.pause()
            await on_page(pilot, "home")
            assert len(desk.parked) == 1
        app.save_parked()
        await wait_until(pilot, lambda: not desk.parked)
    state = Record.open(desk.record.journal.path).state
    assert state.latest_open().answered == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
async def test_a_window_that_is_closed_saves_and_stops_the_clock(desk: Desk, name: str) -> None:
    app = ExamprepApp(plan=LAW, open_desk=lambda: desk, today=lambda: TODAY)
    async with app.run_test() as pilot:
        await on_page(pilot, "question")
        await pilot.press("1")
        os.kill(os.getpid(), getattr(signal, name))
        await wait_until(pilot, lambda: app._exit)
    attempt = Record.open(desk.record.journal.path).state.latest_open()
    assert attempt.paused
    assert attempt.answered == 1
