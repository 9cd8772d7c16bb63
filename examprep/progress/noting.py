"""What a candidate notes besides answering: flags, strikes, highlights, confidence, the board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from examprep.attempts.attempt import Attempt
from examprep.attempts.events import Confidence, Event, Mark, Note, Pause, Resume
from examprep.attempts.slots import Marks
from examprep.errors import NotAllowed
from examprep.progress.codec import LONGEST_BOARD, event_block
from examprep.progress.record import Record
from examprep.progress.shared import Shared
from examprep.words import tr

# A wall clock that got so many seconds ahead of the steady one at once tells of a sleep.
SLEPT = 60.0


@dataclass(frozen=True, slots=True)
class Times:
    """The two clocks a sitting needs: wall time in UTC, and seconds that never run back."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]


class Noting(Shared):
    """An attempt whose clock runs, and on which things are noted."""

    def __init__(self, record: Record, attempt: Attempt, times: Times) -> None:
        super().__init__(record, attempt)
        self.times = times
        self._base = attempt.clock
        self._since: float | None = None
        self._told_apart = self._apart()

    @property
    def clock(self) -> float:
        """Give the seconds used on this attempt, pauses left out."""
        since = self._since  # read once: the clock is kept by another thread
        running = 0.0 if since is None else self.times.monotonic() - since
        return self._base + max(0.0, running)

    @property
    def capped(self) -> float:
        """Give the clock, held at the limit: what is no answer may still come after it."""
        limit = self.attempt.limit
        return self.clock if limit is None else min(self.clock, limit)

    def pause(self) -> None:
        """Stop the clock."""
        if self._since is not None and self.attempt.ended is None:
            self._put(Pause(self.times.now(), self.capped, self.record.journal.new_id()))
            clock, self._since = self.clock, None
            self._base = clock

    def resume_clock(self) -> None:
        """Let the clock run on."""
        if self._since is None and self.attempt.ended is None:
            self._put(Resume(self.times.now(), self.capped, self.record.journal.new_id()))
            self._since, self._told_apart = self.times.monotonic(), self._apart()

    def note_sleep(self) -> None:
        """Note a mock exam as interrupted where the machine slept: its steady clock stood still.

        A wall clock that is set forward looks the same, and costs no time either.
        """
        apart = self._apart()
        slept, self._told_apart = apart - self._told_apart > SLEPT, apart
        if slept and self.attempt.exam and self._since is not None:
            self.pause()
            self.resume_clock()

    def _apart(self) -> float:
        """Give the seconds by which the two clocks differ; they only jump apart."""
        return self.times.now().timestamp() - self.times.monotonic()

    def flag(self, slot: int) -> None:
        """Set or clear the flag of a slot."""
        marks = self.attempt.marks[slot]
        self._mark(slot, replace(marks, flag=not marks.flag))

    def strike(self, slot: int, option: int) -> None:
        """Strike out an option, by its authored position, or bring it back."""
        marks = self.attempt.marks[slot]
        self._mark(slot, replace(marks, struck=tuple(sorted({*marks.struck} ^ {option}))))

    def light(self, slot: int, word: int) -> None:
        """Highlight a word of a stem, by its place from 0, or take that away."""
        marks = self.attempt.marks[slot]
        self._mark(slot, replace(marks, lit=tuple(sorted({*marks.lit} ^ {word}))))

    def write_board(self, text: str) -> None:
        """Put notes on the board in the place of what stood there.

        Raises:
            NotAllowed: the exam is over, or they are too long.
        """
        if len(text) > LONGEST_BOARD:
            raise NotAllowed(
                tr(
                    "The notes are full: they hold {most:,} characters.",
                    most=LONGEST_BOARD,
                )
            )
        if text != self.attempt.board:
            name = self.record.journal.new_id()
            self._put(Note(self.times.now(), self.capped, text, name))

    def confide(self, slot: int, sure: Confidence | None) -> None:
        """Note how sure the candidate is."""
        self._mark(slot, replace(self.attempt.marks[slot], sure=sure))

    def _mark(self, slot: int, marks: Marks) -> None:
        now, name = self.times.now(), self.record.journal.new_id()
        said, of = (marks.flag, marks.struck, marks.sure), self.attempt.slots[slot].id
        self._put(Mark(now, self.capped, slot, *said, name, of, marks.lit))

    def _put(self, event: Event) -> None:
        self.attempt = self.attempt.apply(event)
        self.post(event_block(self.attempt.id, event))
