"""One candidate's record: the journal on disk and the state folded from it, kept in step."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from examprep.errors import UnreadableFile, UnwritableFile
from examprep.heap import collector_off
from examprep.problems import Problem
from examprep.progress import snapshot
from examprep.progress.blocks import Block
from examprep.progress.fold import fold
from examprep.progress.journal import Appended, Journal
from examprep.progress.log import Log
from examprep.progress.real import RealResult, result_fields
from examprep.progress.state import CandidateState

# Raised with every change of what is folded or how: older snapshots are made anew.
FOLD = 9
# A tail longer than this, in bytes, is worth a new snapshot.
LONG_TAIL = 100_000


class Record:
    """The candidate whose file is open.

    `write` blocks; `absorb` folds what it wrote. Both may run in any thread: whoever reads
    `state` copies what it walks through.
    """

    def __init__(
        self, journal: Journal, state: CandidateState, problems: list[Problem], end: int
    ) -> None:
        self.journal = journal
        self.state = state
        self.problems = problems
        self.end = end
        self._replaced: CandidateState | None = None
        self._folding = Lock()
        self._untold: tuple[str, ...] = ()

    @classmethod
    def open(cls, path: Path) -> Record:
        """Open a progress file, from its snapshot where that is still true.

        Raises:
            UnreadableFile: the file is missing, damaged or not a progress file.
            NewerFormat: a later program wrote it.
        """
        journal = Journal.open(path)
        return _from_snapshot(journal) or _from_file(journal)

    def write(self, blocks: Sequence[Block]) -> Appended:
        """Append blocks durably.

        Raises:
            UnwritableFile: nothing was acknowledged; try the same blocks again.
        """
        appended = self.journal.append(blocks)
        if self._untold:
            notices = (*self._untold, *appended.notices)
            appended, self._untold = replace(appended, notices=notices), ()
        state, written = self.state, (*appended.foreign, *blocks)
        if appended.reload or state.outdated or state.overturned_by(written):
            # A journal of its own: what is written meanwhile is still news to the next append.
            loaded = Journal.open(self.journal.path).load()
            self._replaced = fold(loaded.head, loaded.pairs())
        return appended

    def absorb(self, appended: Appended, blocks: Sequence[Block]) -> None:
        """Fold what `write` put on disk, after what other windows had put there before.

        Where another program had replaced the file, or a block changes what came before it, the
        state is the one of the whole file.
        """
        with self._folding:
            if self._replaced is not None:
                self.state, self._replaced = self._replaced, None
            self.state.add_all((*appended.foreign, *blocks))
            self.end = max(self.end, appended.end)

    def set_goal(
        self, exam: str, day: date | None, at: datetime, minutes: Sequence[int] = ()
    ) -> None:
        """Record the exam and date the candidate prepares for, and the minutes by weekday.

        Raises:
            UnwritableFile: the file could not be written.
        """
        fields: dict[str, Any] = {"id": self.journal.new_id(), "at": at, "exam": exam}
        fields |= {"date": day} if day else {}
        block = Block("goal", fields | ({"study": [*minutes]} if minutes else {}))
        self.absorb(self.write([block]), [block])

    def add_result(self, result: RealResult, at: datetime) -> None:
        """Record how the candidate did in the real exam.

        Raises:
            UnwritableFile: the file could not be written.
        """
        block = Block("result", {"id": self.journal.new_id(), "at": at} | result_fields(result))
        self.absorb(self.write([block]), [block])

    def catch_up(self) -> None:
        """Fold what other windows wrote meanwhile; a file that can't be written stays as known."""
        with suppress(UnwritableFile, UnreadableFile):
            appended = self.write([])
            self.absorb(appended, [])
            self._untold = appended.notices

    def keep_snapshot(self) -> None:
        """Write the folded state to the cache, so that the next start parses only the tail."""
        if self.state.outdated:
            return
        with self._folding:
            payload = bytes([FOLD]) + pack(self.state)
        snapshot.save(self.journal.path, self.end, payload, self.journal.digest(self.end))


def pack(state: CandidateState) -> bytes:
    """Give a state as bytes for a snapshot."""
    return msgspec.msgpack.encode(replace(state, touched=[]), enc_hook=_packed)


def unpack(payload: bytes | memoryview) -> CandidateState:
    """Make a state of such bytes.

    Raises:
        ValidationError: they are none.
    """
    return _DECODER.decode(payload)


def _packed(value: Any) -> Any:
    """Turn what msgspec does not know into plain values."""
    if isinstance(value, Log):
        return value.packed()
    raise TypeError(type(value))


def _unpacked(wanted: type, values: Any) -> Any:
    return Log.unpacked(values) if wanted is Log else values


_DECODER = msgspec.msgpack.Decoder(CandidateState, dec_hook=_unpacked)


def _from_snapshot(journal: Journal) -> Record | None:
    found = snapshot.load(journal.path)
    if found is None or found.payload[:1] != bytes([FOLD]):
        return None
    try:
        with collector_off():
            state = unpack(memoryview(found.payload)[1:])
    except msgspec.ValidationError:
        return None
    tail = journal.read_tail(found.length, found.digest)
    if tail is None:
        return None
    state.add_all(tail.foreign)
    if state.outdated:
        return None
    record = Record(journal, state, [], tail.end)
    if tail.end - found.length > LONG_TAIL:
        record.keep_snapshot()
    return record


def _from_file(journal: Journal) -> Record:
    loaded = journal.load()
    with collector_off():
        state = fold(loaded.head, loaded.pairs())
    record = Record(journal, state, loaded.problems, loaded.end)
    record.keep_snapshot()
    return record
