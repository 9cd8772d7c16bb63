"""One sitting of a form, immutable: `apply(event)` gives the next state or says why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import isfinite
from typing import Literal, TypeVar

from examprep.attempts.events import (
    Event,
    Extend,
    Finish,
    Mark,
    Pause,
    Reason,
    Response,
    Resume,
    Undo,
)
from examprep.errors import NotAllowed

Kind = Literal["tutor", "quiz", "review", "drill"]
T = TypeVar("T")
# A drill that went on for ever would make its file slow to read.
MOST_SLOTS = 1_000


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the form: an item by name (`bank/id`) and the seed of its variant."""

    item: str
    seed: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What a kind of attempt allows: feedback after each answer, or changing until the end."""

    feedback: bool
    changing: bool


RULES: dict[Kind, Rules] = {
    "tutor": Rules(feedback=True, changing=False),
    "review": Rules(feedback=True, changing=False),
    "quiz": Rules(feedback=False, changing=True),
    "drill": Rules(feedback=True, changing=False),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """What the candidate noted on a slot besides answering."""

    flag: bool = False
    struck: tuple[int, ...] = ()
    sure: Literal["sure", "unsure", "guess"] | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """The state of one sitting.

    `limit` is in seconds on the attempt's own clock, None where time is free. `given` holds
    for each slot every response not taken back, the last of which counts. `topics` are those
    that a drill asks of, by `bank` or `bank:topic`; none stands for all.
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
        if self.ended is not None:
            return "This attempt is over."
        if not isfinite(event.clock):
            return "The clock of this event is no number of seconds."
        if isinstance(event, (Response, Mark, Undo)) and not 0 <= event.slot < len(self.slots):
            return "There is no such question."
        return self._refusal_by_rules(event)

    def _refusal_by_rules(self, event: Event) -> str:
        if isinstance(event, Response):
            return self._refusal_of_response(event)
        if isinstance(event, Undo):
            return self._refusal_of_undo(event)
        return self._refusal_of_more() if isinstance(event, Extend) else ""

    def _refusal_of_response(self, event: Response) -> str:
        if not 0.0 <= event.credit <= 1.0:
            return "Credit goes from 0 to 1."
        if self._late(event):
            return "Time was up before this answer."
        if self.given[event.slot] and not self.rules.changing:
            return "This question is answered; undo takes the answer back."
        return ""

    def _refusal_of_undo(self, event: Undo) -> str:
        if not self.given[event.slot]:
            return "There is no answer to take back."
        return "Time was up; the answer stays." if self._late(event) else ""

    def _refusal_of_more(self) -> str:
        if self.kind != "drill":
            return "Only a drill can go on with more questions."
        full = len(self.slots) >= MOST_SLOTS
        return f"A drill has at most {MOST_SLOTS:,} questions; start another." if full else ""

    def _late(self, event: Event) -> bool:
        return self.limit is not None and event.clock > self.limit

    def apply(self, event: Event) -> Attempt:
        """Give the state after an event.

        Raises:
            NotAllowed: the rules forbid it; the text says why.
        """
        if why := self.refusal(event):
            raise NotAllowed(why)
        after = self._after(event)
        return after if after.clock >= event.clock else replace(after, clock=event.clock)

    def _after(self, event: Event) -> Attempt:
        match event:
            case Response(slot=slot):
                return replace(self, given=_put(self.given, slot, (*self.given[slot], event)))
            case Mark(slot=slot):
                marks = Marks(event.flag, event.struck, event.sure)
                return replace(self, marks=_put(self.marks, slot, marks))
            case Undo(slot=slot):
                return replace(self, given=_put(self.given, slot, self.given[slot][:-1]))
            case Extend():
                return self._longer(Slot(event.item, event.seed))
            case Finish(reason=reason):
                return replace(self, ended=reason)
            case Pause() | Resume():
                return replace(self, paused=isinstance(event, Pause))

    def _longer(self, slot: Slot) -> Attempt:
        slots, given, marks = (*self.slots, slot), (*self.given, ()), (*self.marks, Marks())
        return replace(self, slots=slots, given=given, marks=marks)


def _put(values: tuple[T, ...], place: int, value: T) -> tuple[T, ...]:
    return (*values[:place], value, *values[place + 1 :])


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
        raise NotAllowed("There are no questions to ask.")
    empty: tuple[tuple[Response, ...], ...] = ((),) * len(form)
    return Attempt(
        attempt_id, kind, form, started, limit, title, given=empty, marks=(Marks(),) * len(form)
    )


def replay(attempt: Attempt, events: Iterable[Event]) -> Attempt:
    """Rebuild a state from its log; an event that the rules forbid is passed over."""
    for event in events:
        if not attempt.refusal(event):
            attempt = attempt.apply(event)
    return attempt
