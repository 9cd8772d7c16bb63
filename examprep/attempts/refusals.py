"""Why an event does not count in an attempt, in words for the candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examprep.attempts.events import Event, Response, Undo
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.attempts.attempt import Attempt

# A drill of a thousand questions is long enough, but several windows and machines may each have
# gone on with it as far as that.
MOST_SLOTS_READ = 4_000


def refusal_of_response(attempt: Attempt, slot: int, event: Response) -> str:
    """Say why an answer does not count at a slot; empty where it does."""
    if not 0.0 <= event.credit <= 1.0:
        return tr("Credit goes from 0 to 1.")
    if _late(attempt, event):
        return tr("Time was up before this answer.")
    if attempt.given[slot] and not attempt.rules.changing:
        return tr("This question is answered; undo takes the answer back.")
    return ""


def refusal_of_undo(attempt: Attempt, slot: int, event: Undo) -> str:
    """Say why no answer is taken back at a slot; empty where one is."""
    if not taken_by(attempt.given[slot], event):
        return tr("There is no answer to take back.")
    return tr("Time was up; the answer stays.") if _late(attempt, event) else ""


def refusal_of_more(attempt: Attempt) -> str:
    """Say why no question more can be asked; empty where one can."""
    if attempt.kind != "drill":
        return tr("Only a drill can go on with more questions.")
    return tr("This drill is too long.") if len(attempt.slots) >= MOST_SLOTS_READ else ""


def _late(attempt: Attempt, event: Event) -> bool:
    return attempt.limit is not None and event.clock > attempt.limit


def taken_by(given: tuple[Response, ...], undo: Undo) -> Response | None:
    """Give the response of a slot that an undo takes back; None where it is not there."""
    wanted = [one for one in given if undo.takes in {"", one.id}]
    return wanted[-1] if wanted else None
