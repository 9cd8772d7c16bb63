"""What the app does in a thread to open: banks and candidate, and what a mock exam would have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from examprep.desk.desk import Desk
from examprep.heap import started
from examprep.places import seat
from examprep.tui.pages import Page

if TYPE_CHECKING:
    from examprep.desk.mocks import Supply
    from examprep.exams.blueprint import Blueprint


def opened(open_desk: Callable[[], Desk] | None, user: str) -> tuple[Desk, Page]:
    """Open the desk, and tell which page comes up: home only with somebody there."""
    try:
        desk = (open_desk or Desk.open)()
        if user:
            desk.admit(user)
    finally:
        started()  # also where nothing could be opened: the app goes on
    if desk.record:
        return desk, "home"
    return desk, "users" if any(desk.candidates.list()) and not seat() else "welcome"


def supplied(desk: Desk, blueprint: Blueprint, seed: int | None) -> Supply:
    """Look at what a form would have."""
    from examprep.desk.mocks import supply  # the start of the app needs it not

    return supply(desk, blueprint, desk.seed() if seed is None else seed)
