"""Summing up a sealed progress file in columns: all answers of its plain attempts at once.

What comes out is what `progress.lean` makes of the same file; an attempt in which anything was
taken back, or that is still open, is left to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from examprep.attempts.slots import RULES
from examprep.cohort.answers import ANSWER, BETWEEN, Answers, read_answers
from examprep.cohort.plain import Event, plain
from examprep.progress.codec import EVENT_KINDS, YEARS
from examprep.progress.fold import fold_attempt
from examprep.progress.loaded import Fields, Loaded, read_blocks
from examprep.progress.log import EXAM
from examprep.progress.state import CandidateState
from examprep.progress.turns import Pair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

_EVENTS = frozenset(EVENT_KINDS)
_OPENED = crc32(b"[[")
_SEAL = len("#= 00000000")
_FIRST, _LAST = (
    float(np.datetime64(f"{year}-01-01", "s").astype(np.int64)) for year in (YEARS[0], YEARS[-1])
)


def summed(path: Path, data: bytes) -> tuple[Loaded, CandidateState] | None:
    """Sum up a whole file; None where anything in it is otherwise than this program writes it.

    Gives what it holds besides answers, and a state of which only `log`, `goal`, `finished` and
    `skipped` are to be read.

    Raises:
        UnreadableFile: it is not a progress file.
        NewerFormat: a later program wrote it.
    """
    head, *pieces = data.rstrip(b"\n").split(BETWEEN)
    answers = read_answers(pieces) if _are_whole(pieces) else None
    if answers is None:
        return None
    left = [number for number, piece in enumerate(pieces) if not piece.startswith(ANSWER)]
    others = [pieces[number] for number in left]
    loaded = read_blocks(path, BETWEEN.join([head, *others]) + b"\n")
    pairs = _pairs(loaded, others)
    if pairs is None or _may_repeat(answers, pairs):
        return None
    sums = _Sums.of(answers, left, pairs)
    return (loaded, sums.fold()) if sums else None


def _are_whole(pieces: Sequence[bytes]) -> bool:
    """Tell whether each block is sealed and as it was written."""
    return all(b"#= %08x" % crc32(piece[:-_SEAL], _OPENED) == piece[-_SEAL:] for piece in pieces)


def _pairs(loaded: Loaded, pieces: Sequence[bytes]) -> list[Pair] | None:
    """Give kind and fields of the blocks as they stand; None where that cannot be told."""
    if loaded.problems or "response" in loaded.blocks or "response" in loaded.head:
        return None
    kinds = [piece[: piece.find(b"]]")].decode() for piece in pieces]
    if Counter(kinds) != {kind: len(many) for kind, many in loaded.blocks.items()}:
        return None
    waiting = {kind: iter(many) for kind, many in loaded.blocks.items()}
    return [(kind, next(waiting[kind])) for kind in kinds]


def _may_repeat(answers: Answers, pairs: Sequence[Pair]) -> bool:
    """Tell whether two blocks may have one id: `a-01` is `a-1`."""
    ids = {*answers.names, *(fields["id"] for _, fields in pairs)}
    return len(ids) != len(answers) + len(pairs) or "-0" in "\n".join(ids)


class _Sums:
    """The attempts of a file with their answers; None stands for one that is not plain."""

    def __init__(
        self, answers: Answers, openings: list[Fields], events: dict[str, list[Event]]
    ) -> None:
        self.answers, self.openings, self.events = answers, openings, events
        self.state = CandidateState()
        numbers = {opening["id"]: number for number, opening in enumerate(openings)}
        self.own: Ints = np.array([*map(numbers.__getitem__, answers.attempts)])
        self.forms = [plain(one, events.get(one["id"], ())) for one in openings]
        self._leave_early_ends()
        asked = [(form.slots, form.prints) if form else ([], []) for form in self.forms]
        sizes = np.array([len(slots) for slots, _ in asked])
        self.starts: Ints = np.cumsum(sizes) - sizes
        self.items = [*chain.from_iterable(slots for slots, _ in asked)]
        self.prints = np.array([*chain.from_iterable(prints for _, prints in asked)], "u2")
        self.slot = self._slots()
        self._leave_odd(sizes)

    @classmethod
    def of(cls, answers: Answers, left: Sequence[int], pairs: Sequence[Pair]) -> _Sums | None:
        """Sort out the blocks besides answers; None where one names no attempt of the file."""
        openings: list[Fields] = []
        events: dict[str, list[Event]] = {}
        others: list[Pair] = []
        for place, (kind, fields) in zip(left, pairs, strict=True):
            name = fields.get("attempt")
            if kind == "attempt":
                openings.append(fields)
            elif kind not in _EVENTS:
                others.append((kind, fields))
            elif type(name) is str:
                events.setdefault(name, []).append(Event(place, kind, fields))
            else:
                return None
        if not {*answers.attempts} <= {opening["id"] for opening in openings}:
            return None
        sums = cls(answers, openings, events)
        for kind, fields in others:
            sums.state.take(kind, fields)
        return sums

    def _leave_early_ends(self) -> None:
        """Leave out attempts of which an answer stands behind the end, or is missing before it."""
        names = self.answers.attempts
        last, counts = dict(zip(names, self.answers.place.tolist(), strict=True)), Counter(names)
        for number, form in enumerate(self.forms):
            if form and (form.end < last.get(form.id, 0) or form.knew > counts[form.id]):
                self.forms[number] = None

    def _slots(self) -> Ints:
        """Give the slot of each answer, -1 where it names one that is not there yet."""
        slots, places = self.answers.slot.copy(), self.answers.place
        opened = np.array([form.opened if form else 0 for form in self.forms])
        slots[slots >= opened[self.own]] = -1  # a number tells only of what was there at first
        for row in [row for row, name in enumerate(self.answers.of) if name]:
            form = self.forms[self.own[row]]
            slot, made = form.made.get(self.answers.of[row], (-1, 0)) if form else (-1, 0)
            slots[row] = slot if made < places[row] else -1
        return slots

    def _leave_odd(self, sizes: Ints) -> None:
        """Leave out attempts with an answer that does not simply count."""
        answers, own = self.answers, self.own
        limits = np.array([form.limit if form else 0.0 for form in self.forms])
        odd = (self.slot < 0) | (self.slot >= sizes[own]) | (answers.clock > limits[own])
        odd |= (answers.credit > 1.0) | (answers.at < _FIRST) | (answers.at >= _LAST)
        odd |= np.array([bool(one) for one in answers.takes])
        for number in np.unique(own[odd]).tolist():
            self.forms[number] = None

    def fold(self) -> CandidateState:
        """Put all attempts into the state, in their order."""
        rows, clocks = self._counting()
        ends = np.searchsorted(self.own[rows], np.arange(len(self.forms) + 1)).tolist()
        slots, credit = self.slot[rows].tolist(), self.answers.credit[rows].tolist()
        waiting = 0
        for number, form in enumerate(self.forms):
            start, stop = ends[number], ends[number + 1]
            if form is None:
                self._add(rows[waiting:start])
                waiting = start
                fold_attempt(self.state, self.openings[number], [*self._pairs_of(number)])
            else:
                done = form.summary(slots[start:stop], credit[start:stop], clocks[number])
                self.state.finished[form.id] = done
        self._add(rows[waiting:])
        return self.state

    def _counting(self) -> tuple[Ints, list[float]]:
        """Give the rows that count, by attempt and slot, and the last clock of each attempt."""
        own = self.own
        is_plain = np.array([form is not None for form in self.forms], np.bool_)
        rows = np.flatnonzero(is_plain[own])
        rows = rows[np.argsort(self.starts[own[rows]] + self.slot[rows], kind="stable")]
        asked = self.starts[own[rows]] + self.slot[rows]
        changing = np.array([bool(form and RULES[form.kind].changing) for form in self.forms])[own]  # type: ignore[index]
        differs = np.diff(asked, prepend=-1, append=-1) != 0
        first, last = differs[:-1], differs[1:]
        kept = rows[np.where(changing[rows], last, first)]
        clocks = np.zeros(len(self.forms))
        timed = rows[changing[rows] | first]
        np.maximum.at(clocks, own[timed], self.answers.clock[timed])
        return kept, clocks.tolist()

    def _add(self, rows: Ints) -> None:
        """Add rows, sorted by attempt and slot, to the log."""
        if not len(rows):
            return
        answers, own = self.answers, self.own[rows]
        asked = self.starts[own] + self.slot[rows]
        exams = np.array([one.get("kind") == "exam" for one in self.openings], np.bool_)
        numbers, sittings = np.unique(own, return_inverse=True)
        said = answers.said[rows] + np.uint8(EXAM) * exams[own]
        columns = (
            answers.at[rows],
            answers.credit[rows].astype("f4"),
            answers.seconds[rows].astype("f4"),
            said.astype("u1"),
            self.prints[asked],
            answers.chose[rows],
        )
        self.state.log.add_sittings(
            [self.openings[number]["id"] for number in numbers.tolist()],
            sittings.tolist(),
            [*map(self.items.__getitem__, asked.tolist())],
            [column.tobytes() for column in columns],
        )

    def _pairs_of(self, number: int) -> Iterator[tuple[str, Any]]:
        """Give kind and fields of all events of an attempt, in the order of the file."""
        answers = self.answers
        found = {one.place: (one.kind, one.fields) for one in self._events_of(number)}
        for row in np.flatnonzero(self.own == number).tolist():
            found[int(answers.place[row])] = "response", answers.fields(row)
        yield from (found[place] for place in sorted(found))

    def _events_of(self, number: int) -> Sequence[Event]:
        return self.events.get(self.openings[number]["id"], ())
