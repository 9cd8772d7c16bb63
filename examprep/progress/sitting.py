"""An attempt being sat: every event counts at once and is kept until it is on disk."""

from __future__ import annotations

from collections.abc import Mapping

from examprep.attempts.attempt import Attempt, known
from examprep.attempts.events import (
    Answer,
    Extend,
    Finish,
    Reason,
    Response,
    Undo,
)
from examprep.attempts.grading import Grade, grade
from examprep.attempts.slots import MOST_SLOTS, Marks, Slot
from examprep.banks.item import Item, gone
from examprep.errors import NotAllowed
from examprep.progress import pulse
from examprep.progress.noting import Noting, Times
from examprep.progress.opening import attempt_block
from examprep.progress.outbox import Saved
from examprep.progress.record import Record
from examprep.words import tr

# A clock kept so many seconds before the log's last event tells no place: it is of an older time.
STALE = 5.0


class Sitting(Noting):
    """The attempt of one candidate at one screen.

    Domain calls (`respond`, `flag`, ...) change `attempt` in memory and post blocks, which wait
    in the outbox until `save` has them on disk. `versions` are those of the banks that questions
    are drawn from now; `place` is the slot on the screen, None where that is not known. `seen`
    holds the slots that were on the screen; of an earlier start, those up to the last touched.
    """

    def __init__(
        self, record: Record, attempt: Attempt, items: Mapping[str, Item], times: Times
    ) -> None:
        super().__init__(record, attempt, times)
        self.items = dict(items)
        self._variants: dict[Slot, Item] = {}
        self._seen_at = self._base
        self.versions = attempt.versions
        self.place: int | None = None
        self.seen = set(range(_touched(attempt)))

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
        """Go on with an open attempt: same form, same order, same time left.

        Where the program had died, the clock goes on from the moment at which it did.
        """
        sitting = cls(record, attempt, items, times)
        beat, limit = pulse.last_beat(attempt.id), attempt.limit
        if beat.slot is not None and attempt.slots and beat.clock >= attempt.clock - STALE:
            sitting.place = min(beat.slot, len(attempt.slots) - 1)
            sitting.seen.update(range(sitting.place + 1))
        if limit is not None and beat.clock <= limit:
            sitting._base = max(sitting._base, beat.clock)
        sitting.resume_clock()
        return sitting

    @property
    def left(self) -> float | None:
        """Give the seconds left, None without a limit."""
        return self.attempt.left(self.clock)

    def beat(self) -> None:
        """Keep the clock's reading while it runs, for the case that the program dies. Blocks."""
        if self._since is not None:
            self._keep_place()
        if self.attempt.ended is not None:  # perhaps only while the clock was written
            pulse.stop(self.attempt.id)

    def save(self) -> Saved | None:
        """Write what waits to disk; of an attempt that is over no clock is kept."""
        saved = super().save()
        if self.attempt.ended is not None:
            pulse.stop(self.attempt.id)
        elif self._since is None:  # left in good order
            self._keep_place()
        return saved

    def _keep_place(self) -> None:
        if self.attempt.limit is not None:
            pulse.beat(self.attempt.id, self.capped, self.place or 0)

    def item(self, slot: int) -> Item:
        """Give the item of a slot: of a template, the variant that the slot's seed draws.

        Another window may have put a question into a drill that is not known here.
        """
        asked = self.attempt.slots[slot]
        if asked not in self._variants:
            item = self.items.get(asked.item)
            if item is None:
                return gone(asked.item)
            from examprep.attempts.asking import asked_item  # the start of the app needs it not

            self._variants[asked] = asked_item(item, asked.seed, self.attempt.rules)
        return self._variants[asked]

    @property
    def first(self) -> int:
        """Give the slot to begin at: where one was; if a quiz has an answer there, the next."""
        answered = self.place is not None and bool(self.attempt.given[self.place])
        if self.place is None or (answered and self.attempt.kind != "exam"):
            return self.attempt.next_open or 0
        return self.place

    def show(self, slot: int | None = None) -> None:
        """Note that a question comes up now: its time counts from here."""
        self._seen_at = self.clock
        self.place = self.place if slot is None else slot
        if self.place is not None:
            self.seen.add(self.place)

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
            raise NotAllowed(
                tr(
                    "A drill has at most {most_slots:,} questions; start another.",
                    most_slots=MOST_SLOTS,
                )
            )
        now, clock, bank = self.times.now(), self.capped, name.partition("/")[0]
        version = self.versions.get(bank, "")
        if version == self.attempt.versions.get(bank):
            version = ""
        own = self.record.journal.new_id()
        event = Extend(now, clock, name, seed, own, version, item.key_print)
        self._put(event)
        self.items[name] = item
        return self.attempt.place_of(event.id) or 0

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

    def finish(self, reason: Reason) -> None:
        """End the attempt; every answer given stays."""
        if self.attempt.ended is None:
            now, clock = self.times.now(), self.capped
            name, knew = self.record.journal.new_id(), known(self.attempt)
            self._put(Finish(now, clock, reason, name, knew))

    def check_time(self) -> bool:
        """End the attempt if its time is up, and tell whether this call did."""
        self.note_sleep()
        if self.attempt.ended is None and self.left is not None and self.left <= 0:
            self.finish("time")
            return True
        return False


def _touched(attempt: Attempt) -> int:
    """Count the slots up to the last one with an answer or a mark."""
    pairs = enumerate(zip(attempt.given, attempt.marks, strict=True), 1)
    return max((n for n, (given, marks) in pairs if given or marks != Marks()), default=0)
