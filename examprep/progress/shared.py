"""An attempt on which other windows and machines may work too, through the same file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from examprep.attempts.attempt import Attempt
from examprep.attempts.events import Event, Mark, Note, Undo
from examprep.attempts.news import news_of
from examprep.attempts.replay import in_order_of, log_of, opening, replay
from examprep.attempts.slots import Marks
from examprep.errors import ExamprepError
from examprep.progress.blocks import Block
from examprep.progress.codec import EVENT_KINDS, event_block, read_event
from examprep.progress.journal import Appended
from examprep.progress.numbers import has
from examprep.progress.opening import attempt_block
from examprep.progress.outbox import Outbox, Saved
from examprep.progress.record import Record
from examprep.progress.reopen import reopen
from examprep.progress.rescue import rescued, words
from examprep.text import plural


class Shared(Outbox):
    """An outbox that keeps an attempt in step with what others put into its file.

    `attempt` is the attempt as it stands here: what is on disk, and then what waits. `news`
    holds what other windows did to it, in sentences for the candidate.
    """

    def __init__(self, record: Record, attempt: Attempt) -> None:
        super().__init__(record)
        self.attempt = attempt
        self.news: list[str] = []
        self._reopened: Attempt | None = None

    def save(self) -> Saved | None:
        """Write the queue to disk, and read the attempt anew where others may have ended it."""
        saved = super().save()
        mine = self.attempt.id
        if saved and (self._reopened or saved.appended.reload or _ends(saved.appended, mine)):
            with suppress(ExamprepError):
                self._reopened = reopen(self.record.journal.path, mine)
        return saved

    def absorbed(self, saved: Saved) -> None:
        """Take over what another window did to this attempt, before what is not settled here."""
        mine, before = self.attempt.id, self.attempt
        touched = [one.fields.get("attempt") for one in saved.appended.foreign]
        if not saved.appended.reload and mine not in touched:
            return
        newest = self.record.state.open.get(mine) or self._reopened
        if saved.appended.reload:
            self._give_back(newest)
        if newest is not None:
            self.attempt = in_order_of(before, replay(newest, self._waiting(newest)))
            self.news += news_of(before, self.attempt)

    def _waiting(self, newest: Attempt) -> list[Event]:
        """Give the events that are not settled and that the newest state has not got yet."""
        there = {one.id for given in (*newest.given, newest.spare) for one in given}
        seen = self.record.state.seen
        new = [one for one in self._unsettled if not (one.id in there or has(seen, one.id))]
        return [read_event(one.kind, one.fields) for one in new if one.kind in EVENT_KINDS]

    def told_news(self) -> list[str]:
        """Give what there is to say of other windows, once."""
        news, self.news = self.news, []
        return news

    def _give_back(self, newest: Attempt | None) -> None:
        """Post what a file that was put in the place of ours lacks of this attempt."""
        there = {block.id for block in self._unsettled}
        for block in _blocks_of(self.attempt):
            if block.id not in there and not has(self.record.state.seen, block.id):
                self.post(block)
        known = in_order_of(self.attempt, newest).marks if newest else ()
        self._post_anew(_lost_marks(self.attempt, known))
        self._post_anew(_lost_undos(self.attempt, newest) if newest else ())
        self._post_anew(_lost_board(self.attempt, newest.board if newest else ""))

    def _post_anew(self, events: Iterable[Mark | Undo | Note]) -> None:
        """Post events under ids of their own: those they once had are not known any more."""
        for block in self._anew(events):
            self.post(block)

    def _anew(self, events: Iterable[Mark | Undo | Note]) -> Iterator[Block]:
        for event in events:
            named = replace(event, id=self.record.journal.new_id())
            yield event_block(self.attempt.id, named)

    def rescue(self) -> str:
        """Keep what could not be saved in a file of its own; say what became of it."""
        lost: list[Mark | Note] = [*_lost_marks(self.attempt), *_lost_board(self.attempt)]
        blocks = {block.id: block for block in (*_blocks_of(self.attempt), *self._anew(lost))}
        blocks |= {block.id: block for block in self._queue}
        journal = self.record.journal
        created = self.attempt.started
        side = rescued(journal.path, journal.name, created, [*blocks.values()])
        return words(side, journal.path, plural(self.unsaved, "entry", "entries"))


def _ends(appended: Appended, mine: str) -> bool:
    """Tell whether others have ended an attempt."""
    ended = [one.fields.get("attempt") for one in appended.foreign if one.kind == "finish"]
    return mine in ended


def _blocks_of(attempt: Attempt) -> Iterator[Block]:
    """Give blocks that lead to an attempt as it stands, marks left out."""
    yield attempt_block(opening(attempt))
    for event in log_of(attempt):
        yield event_block(attempt.id, event)


def _lost_undos(attempt: Attempt, known: Attempt) -> Iterator[Undo]:
    """Take back what was taken back here and stands in another state all the same."""
    for given in known.given:
        for one in given:
            if one.id in attempt.undone:
                yield Undo(one.at, one.clock, one.slot, of=one.of, takes=one.id)


def _lost_board(attempt: Attempt, known: str = "") -> Iterator[Note]:
    """Give the notes on the board, where another state has others."""
    if attempt.board and attempt.board != known:
        yield Note(attempt.started, 0.0, attempt.board)


def _lost_marks(attempt: Attempt, known: Sequence[Marks] = ()) -> Iterator[Mark]:
    """Give the marks of slots that are known without any."""
    for slot, marks in enumerate(attempt.marks):
        if marks != Marks() and known[slot : slot + 1] in ((), (Marks(),)):
            of, said = attempt.slots[slot].id, (marks.flag, marks.struck, marks.sure)
            yield Mark(attempt.started, 0.0, slot, *said, of=of, lit=marks.lit)
