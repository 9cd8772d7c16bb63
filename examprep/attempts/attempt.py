"""One sitting of a form, immutable: `apply(event)` gives the next state or says why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import isfinite
from typing import TypeVar, cast

from examprep.attempts.events import (
    Event,
    Extend,
    Finish,
    Mark,
    Note,
    OfSlot,
    Pause,
    Reason,
    Response,
    Resume,
    Undo,
)
from examprep.attempts.refusals import (
    refusal_of_more,
    refusal_of_response,
    refusal_of_undo,
    taken_by,
)
from examprep.attempts.slots import RULES, Assigned, Kind, Marks, Rules, Sat, Slot
from examprep.errors import NotAllowed
from examprep.words import tr

T = TypeVar("T")
OVER = tr("This attempt is over.")
NO_SLOT = tr("There is no such question.")


@dataclass(frozen=True, slots=True)
class Attempt:
    """The state of one sitting.

    `limit` is in seconds on the attempt's own clock, None where time is free. `given` holds
    for each slot every response not taken back, the last of which counts. `topics` are those
    that a drill asks of, by `bank` or `bank:topic`; none stands for all. `spare` holds answers
    that came second, from another window: each counts once the one before it is taken back.
    `undone` holds the ids of those that were taken back.
    `exam` is there for a mock exam; `board` is what stands on its board; `breaks` counts how
    often the sitting was left and gone on with. `assigned` is there where somebody assigned it.
    """

    id: str
    kind: Kind
    slots: tuple[Slot, ...]
    started: datetime
    limit: float | None = None
    title: str = ""
    given: tuple[tuple[Response, ...], ...] = ()
    marks: tuple[Marks, ...] = ()
    clock: float = 0.0
    paused: bool = False
    ended: Reason | None = None
    versions: dict[str, str] = field(default_factory=dict, compare=False)
    topics: tuple[str, ...] = ()
    spare: tuple[Response, ...] = ()
    undone: tuple[str, ...] = ()
    exam: Sat | None = None
    board: str = ""
    breaks: int = 0
    assigned: Assigned | None = None

    @property
    def rules(self) -> Rules:
        """Give what this kind of attempt allows."""
        return RULES[self.kind]

    @property
    def answered(self) -> int:
        """Count the slots that have a response."""
        return sum(1 for responses in self.given if responses)

    @property
    def counting(self) -> tuple[int, ...]:
        """List the slots that count in the result: all, but in a drill only those answered.

        A drill has no set length, so a question left open there is not one that was missed.
        """
        slots = range(len(self.slots))
        if self.kind != "drill":
            return tuple(slots)
        return tuple(slot for slot in slots if self.given[slot])

    @property
    def credit(self) -> float:
        """Sum the credit of the responses that count."""
        return sum(responses[-1].credit for responses in self.given if responses)

    @property
    def worth_resuming(self) -> bool:
        """Tell whether there is something to come back for: in an unanswered drill there is not."""
        return self.ended is None and bool(self.kind != "drill" or self.answered)

    @property
    def next_open(self) -> int | None:
        """Give the first slot without a response, None when all are answered."""
        return next((n for n, responses in enumerate(self.given) if not responses), None)

    def response(self, slot: int) -> Response | None:
        """Give the response that counts for a slot, if there is one."""
        return self.given[slot][-1] if self.given[slot] else None

    def shows_feedback(self, slot: int) -> bool:
        """Tell whether right and wrong may be shown for a slot now."""
        return self.ended is not None or (self.rules.feedback and bool(self.given[slot]))

    def left(self, clock: float) -> float | None:
        """Give the seconds left at a reading of the attempt's clock; None without a limit."""
        return None if self.limit is None else max(0.0, self.limit - clock)

    def refusal(self, event: Event) -> str:
        """Say why the event is not allowed now; empty where it is."""
        return OVER if self.ended is not None else self.misfit(event)

    def misfit(self, event: Event) -> str:
        """Say why an event of a log does not count; empty where it does.

        One writer may have ended the attempt while another, who did not know it, went on: what
        was answered there counts all the same, but changes no answer of a quiz that is over.
        """
        if not isfinite(event.clock):
            return tr("The clock of this event is no number of seconds.")
        if isinstance(event, OfSlot):
            slot = self.place(event)
            return NO_SLOT if slot is None else self._misfit_at(slot, event)
        if isinstance(event, Extend):
            return refusal_of_more(self)
        return OVER if self.ended is not None else ""

    def place(self, event: OfSlot) -> int | None:
        """Find the slot of an event, by the block that made it or by its number."""
        if event.of:
            return self.place_of(event.of)
        return event.slot if 0 <= event.slot < len(self.slots) else None

    def place_of(self, name: str) -> int | None:
        """Find the slot that a block put into a drill, given the block's id."""
        places = range(len(self.slots) - 1, -1, -1)  # it is mostly the last one
        return next((n for n in places if name in self.slots[n].ids), None)

    def _misfit_at(self, slot: int, event: OfSlot) -> str:
        if isinstance(event, Mark):
            return ""
        if self.ended is not None and self.rules.changing and self.given[slot]:
            return OVER
        if isinstance(event, Response):
            return refusal_of_response(self, slot, event)
        return refusal_of_undo(self, slot, event)

    def apply(self, event: Event) -> Attempt:
        """Give the state after an event.

        Raises:
            NotAllowed: the rules forbid it; the text says why.
        """
        if why := self.refusal(event):
            raise NotAllowed(why)
        return self.after(event)

    def after(self, event: Event) -> Attempt:
        """Give the state after an event that is known to fit.

        Behind the end only answers take time.
        """
        after = self._after(event)
        runs = self.ended is None or isinstance(event, Response)
        return replace(after, clock=event.clock) if runs and event.clock > after.clock else after

    def beside(self, event: Event) -> Attempt:
        """Give the state after an event of a log that does not fit: a second answer waits."""
        if self.rules.changing:
            return self
        if isinstance(event, Undo):
            kept = tuple(one for one in self.spare if one.id != event.takes)
            gone = (event.takes,) * (len(kept) < len(self.spare))
            return replace(self, spare=kept, undone=(*self.undone, *gone))
        slot = self.place(event) if isinstance(event, Response) else None
        if slot is None or replace(self, given=_put(self.given, slot, ())).misfit(event):
            return self
        return replace(self, spare=(*self.spare, renumbered(cast("Response", event), slot)))

    def _after(self, event: Event) -> Attempt:
        match event:
            case Response() | Mark() | Undo():
                return self._after_at(self.place(event) or 0, event)
            case Extend():
                slot = Slot(event.item, event.seed, event.id, event.version)
                return self._longer(replace(slot, key_print=event.key_print))
            case Finish(reason=reason):
                return replace(self, ended=reason)
            case Note(text=text):
                return replace(self, board=text)
            case Pause():
                return replace(self, paused=True)
            case Resume():
                return replace(self, paused=False, breaks=self.breaks + 1)

    def _after_at(self, slot: int, event: OfSlot) -> Attempt:
        if isinstance(event, Mark):
            marks = Marks(event.flag, event.struck, event.sure, event.lit)
            return replace(self, marks=_put(self.marks, slot, marks))
        if isinstance(event, Undo):
            gone = taken_by(self.given[slot], event)
            kept = tuple(one for one in self.given[slot] if one is not gone)
            undone = (*self.undone, gone.id) if gone else self.undone
            left = replace(self, given=_put(self.given, slot, kept), undone=undone)
            return _with_spare(left, slot)
        given = (*self.given[slot], renumbered(event, slot))
        return replace(self, given=_put(self.given, slot, given))

    def _longer(self, slot: Slot) -> Attempt:
        for place, one in enumerate(self.slots):
            if one.seed == slot.seed and one.item == slot.item:
                known = replace(one, others=(*one.others, slot.id))
                return replace(self, slots=_put(self.slots, place, known))
        slots, given, marks = (*self.slots, slot), (*self.given, ()), (*self.marks, Marks())
        return replace(self, slots=slots, given=given, marks=marks)


def is_scored(attempt: Attempt, slot: int) -> bool:
    """Tell whether a slot counts in the score: in a mock exam some are only tried out."""
    return attempt.exam is None or attempt.exam.is_scored(slot)


def known(attempt: Attempt) -> int:
    """Count the responses and undos that led to a state."""
    return sum(map(len, attempt.given)) + len(attempt.spare) + 2 * len(attempt.undone)


def renumbered(response: Response, slot: int) -> Response:
    """Give a response another slot; its block still has the number it was written with."""
    if response.slot == slot:
        return response
    written = response.slot if response.written is None else response.written
    return replace(response, slot=slot, written=written)


def _put(values: tuple[T, ...], place: int, value: T) -> tuple[T, ...]:
    return (*values[:place], value, *values[place + 1 :])


def _with_spare(attempt: Attempt, slot: int) -> Attempt:
    """Let the next answer to a question count, where its answer was taken back."""
    spare = next((one for one in attempt.spare if one.slot == slot), None)
    if spare is None or attempt.given[slot]:
        return attempt
    left = tuple(one for one in attempt.spare if one is not spare)
    return replace(attempt, given=_put(attempt.given, slot, (spare,)), spare=left)


def begin(
    attempt_id: str,
    kind: Kind,
    slots: Iterable[Slot],
    started: datetime,
    *,
    limit: float | None = None,
    title: str = "",
) -> Attempt:
    """Open an attempt on a form.

    Raises:
        NotAllowed: the form has no questions.
    """
    form = tuple(slots)
    if not form:
        raise NotAllowed(tr("There are no questions to ask."))
    empty: tuple[tuple[Response, ...], ...] = ((),) * len(form)
    return Attempt(
        attempt_id, kind, form, started, limit, title, given=empty, marks=(Marks(),) * len(form)
    )
