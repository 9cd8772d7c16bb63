"""What practice leaves to mock exams: a form foretells best where none of it was practised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from examprep.dates import local
from examprep.errors import NotAllowed
from examprep.exams.outlines import outline
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.desk import Desk


def asked_in_mocks(desk: Desk) -> frozenset[str]:
    """Name what open mock exams and timed quizzes ask: no practice may tell it.

    With them stands what an assignment asked whose result is not told yet.
    """
    if not desk.record:
        return frozenset()
    opened = tuple(desk.record.state.open.values())
    untold = (one for one in opened if not one.rules.feedback)
    asked = (slot.item for one in untold for slot in one.slots)
    return frozenset(asked) | not_told(desk)


def not_told(desk: Desk) -> frozenset[str]:
    """Name what was answered in assignments whose results are not told yet."""
    if not desk.record:
        return frozenset()
    log, hidden = desk.record.state.log, hidden_attempts(desk)
    if not hidden:
        return frozenset()
    places = {place for place, name in enumerate(log.attempts) if name in hidden}
    pairs = zip(log.sittings, log.items, strict=False)  # the log may grow meanwhile
    return frozenset(log.names[item] for sitting, item in pairs if sitting in places)


def hidden_attempts(desk: Desk) -> frozenset[str]:
    """Name the finished attempts whose results are not told yet."""
    done = tuple(desk.record.state.finished.values()) if desk.record else ()
    today = local(desk.times.now()).date()
    return frozenset(one.id for one in done if one.told and one.hides(today))


def kept_for_mocks(desk: Desk, exam: str) -> frozenset[str]:
    """Name what practice for an exam leaves to mock exams: what was never seen, what is open.

    Without an exam, where misses are repeated, only what is open is left.
    """
    asked = asked_in_mocks(desk)
    if not (exam and desk.settings.reserve and desk.record):
        return asked
    from examprep.desk.forms import kept_back  # the start of the app needs it not

    state = desk.record.state
    return asked | (kept_back(desk.library, outline(exam)) - {*state.items, *state.shown})


def without_open_mocks(desk: Desk, names: Sequence[str]) -> list[str]:
    """Give the items that no open mock exam or timed quiz asks.

    Raises:
        NotAllowed: each of them is asked there.
    """
    asked = asked_in_mocks(desk)
    left = [name for name in names if name not in asked]
    if names and not left:
        raise NotAllowed(
            tr("An open mock exam or timed quiz asks these questions; finish it first.")
        )
    return left
