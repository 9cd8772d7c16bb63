"""An attempt being sat: every event counts at once and is kept until it is on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from examprep.attempts.attempt import Attempt, known
from examprep.attempts.events import (
    Answer,
    Confidence,
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
from examprep.attempts.grading import Grade, grade
from examprep.attempts.slots import MOST_SLOTS, Marks, Slot
from examprep.banks.item import Item, gone
from examprep.errors import NotAllowed
from examprep.progress.codec import attempt_block, event_block
from examprep.progress.record import Record
from examprep.progress.shared import Shared


@dataclass(frozen=True, slots=True)
class Times:
    """The two clocks a sitting needs: wall time in UTC, and seconds that never run back."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]


class Sitting(Shared):
    """The attempt of one candidate at one screen.

    Domain calls (`respond`, `flag`, ...) change `attempt` in memory and post blocks, which wait
    in the outbox until `save` has them on disk. `versions` are those of the banks that questions
    are drawn from now.
    """

    def __init__(
        self, record: Record, attempt: Attempt, items: Mapping[str, Item], times: Times
    ) -> None:
        super().__init__(record, attempt)
        self.items = dict(items)
        self._variants: dict[Slot, Item] = {}
        self.times = times
        self._base = attempt.clock
        self._since: float | None = None
        self._seen_at = self._base
        self.versions = attempt.versions

    @classmethod
    def start(
        cls, record: Record, attempt: Attempt, items: Mapping[str, Item], times: Times
    ) -> Sitting:
        """Open a new attempt: its block is queued and its clock runs."""
        sitting = cls(record, attempt, items, times)
        sitting.post(attempt_block(attempt))
        sitting._since = times.monotonic()
        return sitting

    @classmethod
    def resume(
        cls, record: Record, attempt: Attempt, items: Mapping[str, Item], times: Times
    ) -> Sitting:
        """Go on with an open attempt: same form, same order, same time left."""
        sitting = cls(record, attempt, items, times)
        sitting.resume_clock()
        return sitting

    @property
    def clock(self) -> float:
        """Give the seconds used on this attempt, pauses left out."""
        running = 0.0 if self._since is None else self.times.monotonic() - self._since
        return self._base + max(0.0, running)

    @property
    def left(self) -> float | None:
        """Give the seconds left, None without a limit."""
        return self.attempt.left(self.clock)

    def item(self, slot: int) -> Item:
        """Give the item of a slot: of a template, the variant that the slot's seed draws.

        Another window may have put a question into a drill that is not known here.
        """
        asked = self.attempt.slots[slot]
        if asked not in self._variants:
            item = self.items.get(asked.item)
            if item is None:
                return gone(asked.item)
            from examprep.banks.variants import variant  # the start of the app needs it not

            self._variants[asked] = variant(item, asked.seed)
        return self._variants[asked]

    def show(self) -> None:
        """Note that a question comes up now: its time counts from here."""
        self._seen_at = self.clock

    def respond(self, slot: int, answer: Answer) -> Grade:
        """Answer a slot.

        Raises:
            UnclearAnswer: the answer cannot be read; ask again.
            NotAllowed: the rules or the clock forbid it.
        """
        verdict = grade(self.item(slot), answer)
        clock, asked = self.clock, self.attempt.slots[slot]
        self._put(
            Response(
                self.times.now(),
                clock,
                slot,
                answer,
                verdict.credit,
                max(0.0, clock - self._seen_at),
                self.attempt.marks[slot].sure,
                self.record.journal.new_id(),
                verdict.mistake,
                asked.id,
                self._latest(slot),
            )
        )
        return verdict

    def extend(self, name: str, seed: int, item: Item) -> int:
        """Ask one question more in a drill, and give its slot.

        Raises:
            NotAllowed: this is no drill, it is over, or it is as long as a drill may be.
        """
        if len(self.attempt.slots) >= MOST_SLOTS:
            raise NotAllowed(f"A drill has at most {MOST_SLOTS:,} questions; start another.")
        now, clock, bank = self.times.now(), _capped(self), name.partition("/")[0]
        version = self.versions.get(bank, "")
        if version == self.attempt.versions.get(bank):
            version = ""
        event = Extend(now, clock, name, seed, self.record.journal.new_id(), version)
        self._put(event)
        self.items[name] = item
        return self.attempt.place_of(event.id) or 0

    def flag(self, slot: int) -> None:
        """Set or clear the flag of a slot."""
        marks = self.attempt.marks[slot]
        self._mark(slot, replace(marks, flag=not marks.flag))

    def strike(self, slot: int, option: int) -> None:
        """Strike out an option, by its authored position, or bring it back."""
        marks = self.attempt.marks[slot]
        self._mark(slot, replace(marks, struck=tuple(sorted({*marks.struck} ^ {option}))))

    def confide(self, slot: int, sure: Confidence | None) -> None:
        """Note how sure the candidate is."""
        self._mark(slot, replace(self.attempt.marks[slot], sure=sure))

    def undo(self, slot: int) -> None:
        """Take the last response of a slot back.

        Raises:
            NotAllowed: there is none.
        """
        now, name = self.times.now(), self.record.journal.new_id()
        of, takes = self.attempt.slots[slot].id, self._latest(slot)
        self._put(Undo(now, self.clock, slot, name, of, takes))
        self.show()

    def _latest(self, slot: int) -> str:
        """Give the id of the response that counts for a slot; empty where there is none."""
        response = self.attempt.response(slot)
        return response.id if response else ""

    def pause(self) -> None:
        """Stop the clock."""
        if self._since is not None and self.attempt.ended is None:
            self._put(Pause(self.times.now(), _capped(self), self.record.journal.new_id()))
            self._base, self._since = self.clock, None

    def resume_clock(self) -> None:
        """Let the clock run on."""
        if self._since is None and self.attempt.ended is None:
            self._put(Resume(self.times.now(), _capped(self), self.record.journal.new_id()))
            self._since = self.times.monotonic()

    def finish(self, reason: Reason) -> None:
        """End the attempt; every answer given stays."""
        if self.attempt.ended is None:
            now, clock = self.times.now(), _capped(self)
            name, knew = self.record.journal.new_id(), known(self.attempt)
            self._put(Finish(now, clock, reason, name, knew))

    def check_time(self) -> bool:
        """End the attempt if its time is up, and tell whether this call did."""
        if self.attempt.ended is None and self.left is not None and self.left <= 0:
            self.finish("time")
            return True
        return False

    def _mark(self, slot: int, marks: Marks) -> None:
        now, name = self.times.now(), self.record.journal.new_id()
        said, of = (marks.flag, marks.struck, marks.sure), self.attempt.slots[slot].id
        self._put(Mark(now, _capped(self), slot, *said, name, of))

    def _put(self, event: Event) -> None:
        self.attempt = self.attempt.apply(event)
        self.post(event_block(self.attempt.id, event))


def _capped(sitting: Sitting) -> float:
    """Give the clock, held at the limit: what is no answer may still come after it."""
    limit = sitting.attempt.limit
    return sitting.clock if limit is None else min(sitting.clock, limit)
