"""The commands about outlook and plan, run by a candidate of a small bank."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from examprep.cli import main
from examprep.desk.desk import Desk
from examprep.progress.goal import Goal
from examprep.progress.record import Record
from tests.factories import Clock


@dataclass
class Study:
    """Runs a command; gives its exit code and what it wrote to each stream."""

    path: Path

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(arguments)
            except SystemExit as stop:
                code = int(stop.code or 0)
        return code, out.getvalue(), err.getvalue()

    @property
    def goal(self) -> Goal | None:
        return Record.open(self.path).state.goal


def study(desk: Desk, folder: Path, clock: Clock, patch: pytest.MonkeyPatch) -> Study:
    """Let every command open this bank and this clock."""
    path = desk.open_record().journal.path
    desk.library.close()
    opened = Desk.open

    def open_here() -> Desk:
        found = opened([folder])
        found.times = clock.times
        return found

    patch.setattr(Desk, "open", open_here)
    return Study(path)
