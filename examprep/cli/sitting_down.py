"""Who a command is about: the candidate named, or the one who was here last."""

from __future__ import annotations

from datetime import date

from examprep.dates import local
from examprep.desk.desk import Desk
from examprep.errors import NotAllowed
from examprep.words import tr


def seated(user: str) -> Desk:
    """Open the desk with somebody there; nobody new is enrolled.

    Raises:
        UnknownCandidate: nobody has the name.
        NotAllowed: nobody is at the desk.
        ExamprepError: the file cannot be used.
    """
    desk = Desk.open()
    if user:
        desk.sit_down(desk.candidates.find(user))
    if desk.record is None:
        raise NotAllowed(_how_to_begin(somebody=any(desk.candidates.list())))
    return desk


def today_of(desk: Desk) -> date:
    """Give the day on this machine's calendar."""
    return local(desk.times.now()).date()


def _how_to_begin(*, somebody: bool) -> str:
    if somebody:
        return tr("nobody is at the desk; name the candidate with --user")
    return tr(
        "nobody is here yet; begin with `examprep`, or add yourself: examprep users --add NAME"
    )
