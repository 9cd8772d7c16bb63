"""What a candidate's blocks add up to: goal, open attempts, finished ones, history by item.

Folding is the only way to this state, so the file stays the only truth. Blocks that make no
sense (hand edits) are passed over and counted in `skipped`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from examprep.attempts.attempt import Attempt, known
from examprep.attempts.events import Event, Finish, OfSlot, Response, Undo
from examprep.progress.blocks import Block
from examprep.progress.codec import BAD_BLOCK, EVENT_KINDS, read_event
from examprep.progress.goal import Goal, read_goal
from examprep.progress.left import latest, left
from examprep.progress.log import Entry, Log, entries_of
from examprep.progress.numbers import Seen, note
from examprep.progress.opening import read_attempt
from examprep.progress.real import RealResult, read_result, with_result
from examprep.progress.summary import Summary, summarize
from examprep.progress.turns import NAMING, named_first


class ItemRecord(msgspec.Struct, array_like=True, gc=False):
    """What happened with one item: times seen, times wholly right, and the last time."""

    seen: int
    right: int
    last_credit: float
    last_at: float
    last_sure: str = ""
    flagged: bool = False

    def after(
        self, credit: float, moment: float, sure: str, *, flagged: bool = False
    ) -> ItemRecord:
        """Give the record with one response more; `moment` in seconds since 1970 UTC.

        A flag says to come back to it: it stands until the item was answered again without one.
        """
        seen, right = self.seen + 1, self.right + (credit >= 1.0)
        if self.seen and moment < self.last_at:
            last = (self.last_credit, self.last_at, self.last_sure, self.flagged)
            return ItemRecord(seen, right, *last)
        return ItemRecord(seen, right, credit, moment, sure, flagged)


UNSEEN = ItemRecord(0, 0, 0.0, 0.0)
# So many of the latest times of each mistake are kept: enough to say that it recurs.
MOST_TIMES = 20
Mistakes = dict[str, list[float]]
# What may still change an attempt that another writer has ended.
_LATE = frozenset({"response", "undo", "mark"})


@dataclass(slots=True)
class CandidateState:
    """The folded state of one candidate.

    `aimed` holds for each exam and date that was a goal the first moment at which it was.
    `hours` counts responses by whole hour since 1970 UTC, for calendars in any time zone.
    `seen` holds the ids folded, to pass over a block that comes twice.
    `results` holds what the candidate noted of real exams. `shown` holds the items that an
    attempt asked without getting an answer, told only after its end, with the last time.
    `mistakes` holds for each recognized mistake the latest times it was made, in order, in
    seconds since 1970 UTC; only what finally stood in a finished attempt counts.
    `log` holds every response that counts of finished attempts.
    `touched` lists the items whose record has changed since the state was opened, in order.
    `unmet` holds the ids that a block named before they were there, as happens where sync
    programs and windows write at once. `outdated` is set when one of them came after all, or
    an answer to an attempt summed up already: then the file has to be folded anew.
    """

    name: str = ""
    goal: Goal | None = None
    goal_at: float = 0.0
    aimed: dict[str, float] = field(default_factory=dict)
    open: dict[str, Attempt] = field(default_factory=dict)
    finished: dict[str, Summary] = field(default_factory=dict)
    items: dict[str, ItemRecord] = field(default_factory=dict)
    hours: dict[int, int] = field(default_factory=dict)
    mistakes: Mistakes = field(default_factory=dict)
    seen: Seen = field(default_factory=dict)
    skipped: int = 0
    results: list[RealResult] = field(default_factory=list)
    shown: dict[str, float] = field(default_factory=dict)
    log: Log = field(default_factory=Log)
    touched: list[str] = field(default_factory=list, compare=False)
    unmet: set[str] = field(default_factory=set, compare=False)
    outdated: bool = field(default=False, compare=False)

    @property
    def since(self) -> float:
        """Give the moment since which the goal's exam and date stand; 0 without a goal."""
        return self.aimed.get(f"{self.goal.exam} {self.goal.date}", 0.0) if self.goal else 0.0

    def history(self) -> dict[str, ItemRecord]:
        """Give each item's record, with the responses of open attempts that are told already.

        What an open quiz tells only at its end is left out, or home would give it away.
        """
        told = [attempt for attempt in tuple(self.open.values()) if _is_told(attempt)]
        records = dict(self.items)
        for attempt in told:
            _settle(records, attempt)
        return records

    def record_of(self, item: str) -> ItemRecord | None:
        """Give one item's record as `history` has it; None if it was never seen."""
        records = {item: self.items[item]} if item in self.items else {}
        for attempt in tuple(self.open.values()):
            if _is_told(attempt) and any(slot.item == item for slot in attempt.slots):
                _settle(records, attempt)
        return records.get(item)

    def recurring(self, since: float) -> Mistakes:
        """Give the times of each mistake made since a moment, told ones of open attempts too.

        Of a mistake made very often only its latest times are known. What an open quiz tells
        only at its end is left out.
        """
        mistakes = dict(self.mistakes)
        for attempt in tuple(self.open.values()):
            if _is_told(attempt):
                _settle_mistakes(mistakes, attempt)
        recent = {name: [t for t in times if t >= since] for name, times in mistakes.items()}
        return {name: times for name, times in recent.items() if times}

    def latest_open(self, *kinds: str) -> Attempt | None:
        """Give the open attempt that was started last, of some kinds where any is named."""
        return latest(self.left_open(), kinds)

    def left_open(self) -> list[Attempt]:
        """List the open attempts that there is something to come back for."""
        return left(tuple(self.open.values()))

    def add_all(self, blocks: Iterable[Block]) -> None:
        """Fold blocks that follow everything folded so far."""
        new = [(one.kind, one.fields) for one in blocks if note(self.seen, one.id)]
        for kind, fields in named_first(new):
            self.take(kind, fields)

    def add(self, block: Block) -> None:
        """Fold one block that follows everything folded so far."""
        if note(self.seen, str(block.fields.get("id", ""))):
            self.take(block.kind, block.fields)

    def take(self, kind: str, fields: dict[str, Any]) -> None:
        """Fold a block that is known to be new; one that makes no sense is counted."""
        try:
            self._add(kind, fields)
        except BAD_BLOCK:
            self.skip(fields)

    def skip(self, fields: dict[str, Any]) -> None:
        """Pass over a block that makes no sense; what it names may come yet all the same."""
        self.skipped += 1
        named = (fields.get(key) for key in NAMING)
        self.unmet.update(name for name in named if isinstance(name, str))

    def overturned_by(self, blocks: Iterable[Block]) -> bool:
        """Tell whether blocks change what was folded before them: then fold the file anew."""
        ended: set[str] = set()
        for block in blocks:
            name = str(block.fields.get("attempt"))
            if block.kind == "finish":
                ended.add(name)
            late = block.kind in _LATE and (name in ended or name in self.finished)
            if late or block.fields.get("id") in self.unmet:
                return True
        return False

    def _add(self, kind: str, fields: dict[str, Any]) -> None:
        self.outdated = self.outdated or fields.get("id") in self.unmet
        if kind == "goal":
            self._add_goal(fields)
        elif kind == "result":
            self.results = with_result(self.results, read_result(fields))
        elif kind == "attempt":
            attempt = read_attempt(fields)
            if attempt.id not in self.finished:
                self.open.setdefault(attempt.id, attempt)
        elif kind in EVENT_KINDS:
            self._add_event(kind, fields)

    def _add_goal(self, fields: dict[str, Any]) -> None:
        moment, goal = fields["at"].timestamp(), read_goal(fields)
        key = f"{goal.exam} {goal.date}"
        self.aimed[key] = min(moment, self.aimed.get(key, moment))
        if moment >= self.goal_at:
            self.goal, self.goal_at = goal, moment

    def _add_event(self, kind: str, fields: dict[str, Any]) -> None:
        name = fields["attempt"]
        if not isinstance(name, str):
            raise TypeError("`attempt` is no id")
        if name in self.open:
            event, attempt = read_event(kind, fields), self.open[name]
            early = isinstance(event, Finish) and event.knew > known(attempt)
            self.outdated = self.outdated or early
            self.settle(self.advance(attempt, event))
        elif name in self.finished:
            read_event(kind, fields)
            self.outdated = self.outdated or kind in _LATE
        else:
            self.unmet.add(name)

    def advance(self, attempt: Attempt, event: Event) -> Attempt:
        """Give an attempt after an event, and count what counts; the same where it does not."""
        if attempt.misfit(event):
            self._note_unmet(attempt, event)
            return attempt.beside(event)
        if isinstance(event, Response):
            self.count(event.at.timestamp())
            self._note_unmet(attempt, event)
        if isinstance(event, (Response, Undo)) and attempt.rules.feedback:
            self.touched.append(attempt.slots[attempt.place(event) or 0].item)
        return attempt.after(event)

    def _note_unmet(self, attempt: Attempt, event: Event) -> None:
        if isinstance(event, OfSlot) and event.of and attempt.place(event) is None:
            self.unmet.add(event.of)
        if isinstance(event, (Response, Undo)) and event.takes:
            given = reversed(attempt.given[attempt.place(event) or 0])
            if all(one.id != event.takes for one in given):
                self.unmet.add(event.takes)

    def note_shown(self, opened: Attempt, answered: Collection[int]) -> None:
        """Note the items of an attempt that is over which nobody answered; a drill has none."""
        if not opened.rules.feedback:
            at = opened.started.timestamp()
            for place, slot in enumerate(opened.slots):
                if place not in answered:
                    self.shown[slot.item] = max(at, self.shown.get(slot.item, at))

    def count(self, moment: float) -> None:
        """Count a response for the calendar; `moment` in seconds since 1970 UTC."""
        hour = int(moment // 3600)
        self.hours[hour] = self.hours.get(hour, 0) + 1

    def settle(self, attempt: Attempt) -> None:
        """Keep an open attempt as it is now; sum up one that has ended."""
        if attempt.ended is None:
            self.open[attempt.id] = attempt
            return
        self.open.pop(attempt.id, None)
        _settle(self.items, attempt)
        self.log.extend(entries_of(attempt))
        _settle_mistakes(self.mistakes, attempt)
        self.note_shown(attempt, {n for n, given in enumerate(attempt.given) if given})
        self.touched += [slot.item for slot in attempt.slots]
        self.finished[attempt.id] = summarize(attempt, attempt.ended)


def counted(state: CandidateState) -> list[Summary]:
    """List what is finished; a drill left before its first answer counts for nothing."""
    return [done for done in tuple(state.finished.values()) if done.questions]


def told_now(state: CandidateState) -> list[Entry]:
    """Give the responses of open attempts that are told already; the log has the others."""
    told = [attempt for attempt in tuple(state.open.values()) if _is_told(attempt)]
    return [entry for attempt in told for entry in entries_of(attempt)]


def _is_told(attempt: Attempt) -> bool:
    return attempt.rules.feedback and attempt.answered > 0


def _settle(records: dict[str, ItemRecord], attempt: Attempt) -> None:
    """Add the responses that count to the items' records."""
    every = zip(attempt.slots, attempt.given, attempt.marks, strict=True)
    for slot, responses, marks in every:
        if responses:
            last, record = responses[-1], records.get(slot.item, UNSEEN)
            moment, sure = last.at.timestamp(), last.sure or ""
            records[slot.item] = record.after(last.credit, moment, sure, flagged=marks.flag)


def _settle_mistakes(mistakes: Mistakes, attempt: Attempt) -> None:
    """Add the mistakes of the responses that count."""
    last = (responses[-1] for responses in attempt.given if responses)
    note_mistakes(mistakes, ((one.mistake, one.at.timestamp()) for one in last))


def note_mistakes(mistakes: Mistakes, made: Iterable[tuple[str, float]]) -> None:
    """Add times of mistakes, in whatever order they come; no name is no mistake.

    A list that is there already is replaced, never changed: another thread may be reading it.
    """
    for name, moment in made:
        if name:
            mistakes[name] = sorted([*mistakes.get(name, ()), moment])[-MOST_TIMES:]
