"""What an attempt came to: score, topics, time, changed answers, and each question in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Literal

from examprep.attempts.attempt import Attempt
from examprep.attempts.events import Confidence, Reason, Response
from examprep.attempts.slots import Kind
from examprep.banks.item import Item
from examprep.text import percent, plural
from examprep.words import tr

Outcome = Literal["right", "partly", "wrong", "open"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the attempt; `item` is None where no bank has it any more.

    `seconds` is the whole time spent on it, over all visits that ended in an answer.
    """

    slot: int
    name: str
    item: Item | None
    outcome: Outcome
    response: Response | None
    seconds: float = 0.0
    flag: bool = False
    sure: Confidence | None = None

    @property
    def number(self) -> int:
        """Give the number by which people call it, from 1."""
        return self.slot + 1

    @property
    def topic(self) -> str:
        """Give the topic as `bank:topic`; empty where the item is gone."""
        return f"{self.item.bank}:{self.item.topic}" if self.item else ""


@dataclass(frozen=True, slots=True)
class TopicCredit:
    """The questions of one topic: how many, how many answered, and their credit summed."""

    topic: str
    questions: int
    answered: int
    credit: float

    @property
    def accuracy(self) -> float:
        """Give the credit over all questions, 0 to 1; one without an answer earns none."""
        return self.credit / self.questions


@dataclass(frozen=True, slots=True)
class Changes:
    """The answers that ended as another than they began, and what that did."""

    count: int = 0
    to_right: int = 0
    to_wrong: int = 0


@dataclass(frozen=True)
class Report:
    """What one attempt came to. `entries` stand in the order in which they were asked.

    A drill has no set length: what was left open in it has no entry and counts for nothing.
    """

    entries: tuple[Entry, ...]
    topics: tuple[TopicCredit, ...]
    changes: Changes
    credit: float
    ended: Reason | None
    clock: float
    kind: Kind = "tutor"

    @property
    def questions(self) -> int:
        """Count the questions asked."""
        return len(self.entries)

    @cached_property
    def answered(self) -> int:
        """Count the questions answered."""
        return sum(1 for entry in self.entries if entry.response)

    @property
    def share(self) -> float:
        """Give the credit over all questions, 0 to 1."""
        return self.credit / self.questions if self.entries else 0.0

    @cached_property
    def missed(self) -> tuple[Entry, ...]:
        """List what is worth asking again.

        A question without an answer counts, unless the candidate left before reaching it.
        """
        open_too = self.ended != "left"
        return tuple(
            entry
            for entry in self.entries
            if entry.outcome in {"wrong", "partly"} or (open_too and entry.outcome == "open")
        )

    @cached_property
    def sure_and_wrong(self) -> tuple[Entry, ...]:
        """List the questions where the candidate was sure, and not wholly right."""
        return tuple(e for e in self.entries if e.sure == "sure" and e.outcome in _NOT_RIGHT)

    @cached_property
    def flagged(self) -> tuple[Entry, ...]:
        """List the flagged questions."""
        return tuple(entry for entry in self.entries if entry.flag)

    @cached_property
    def guessed(self) -> tuple[Entry, ...]:
        """List the questions answered by a guess, as the candidate said."""
        return tuple(entry for entry in self.entries if entry.response and entry.sure == "guess")

    @cached_property
    def median_seconds(self) -> float | None:
        """Give the middle time of the questions answered; None without any."""
        spent = [entry.seconds for entry in self.entries if entry.response]
        return median(spent) if spent else None

    @cached_property
    def slowest(self) -> Entry | None:
        """Give the answered question that took longest."""
        answered = (entry for entry in self.entries if entry.response)
        return max(answered, key=lambda entry: entry.seconds, default=None)


_NOT_RIGHT = frozenset({"wrong", "partly"})


def report(attempt: Attempt, items: Mapping[str, Item]) -> Report:
    """Sum up an attempt, given the items that the banks still have."""
    from examprep.attempts.asking import asked_item  # the start of the app needs it not

    asked = {
        slot: asked_item(items[name], seed, attempt.rules)
        for slot in attempt.counting
        for name, seed in ((attempt.slots[slot].item, attempt.slots[slot].seed),)
        if name in items
    }
    entries = tuple(_entry(attempt, slot, asked.get(slot)) for slot in attempt.counting)
    return Report(
        entries,
        _topics(entries),
        _changes(attempt),
        attempt.credit,
        attempt.ended,
        attempt.clock,
        attempt.kind,
    )


def _entry(attempt: Attempt, slot: int, item: Item | None) -> Entry:
    name, response, marks = attempt.slots[slot].item, attempt.response(slot), attempt.marks[slot]
    sure = response.sure if response else None
    if attempt.rules.changing:  # what is noted after the answer still came before the verdict
        sure = marks.sure or sure
    return Entry(
        slot,
        name,
        item,
        _outcome(response),
        response,
        time_spent(attempt.given[slot]),
        marks.flag,
        sure,
    )


def _outcome(response: Response | None) -> Outcome:
    if response is None:
        return "open"
    if response.credit >= 1.0:
        return "right"
    return "partly" if response.credit > 0 else "wrong"


def time_spent(responses: Sequence[Response]) -> float:
    """Add up the time on one question; what two answers of one visit share counts once."""
    total, until = 0.0, float("-inf")
    for response in sorted(responses, key=lambda one: one.clock):
        start = max(response.clock - response.seconds, until)
        total += max(0.0, response.clock - start)
        until = max(until, response.clock)
    return total


def _topics(entries: Iterable[Entry]) -> tuple[TopicCredit, ...]:
    """Sum credit by topic, the topic that lost most first; items that are gone come last."""
    sums: dict[str, tuple[int, int, float]] = {}
    for entry in entries:
        questions, answered, credit = sums.get(entry.topic, (0, 0, 0.0))
        response = entry.response
        earned = response.credit if response else 0.0
        sums[entry.topic] = (questions + 1, answered + (response is not None), credit + earned)
    topics = (TopicCredit(topic, *values) for topic, values in sums.items())
    return tuple(sorted(topics, key=lambda t: (not t.topic, t.accuracy, -t.questions, t.topic)))


def _changes(attempt: Attempt) -> Changes:
    pairs = [(given[0], given[-1]) for given in attempt.given if given]
    changed = [(first, last) for first, last in pairs if first.answer != last.answer]
    return Changes(
        len(changed),
        sum(1 for first, last in changed if first.credit < 1 <= last.credit),
        sum(1 for first, last in changed if last.credit < 1 <= first.credit),
    )


def points(credit: float) -> str:
    """Write credit: 14, 14.5; thirds are rounded to one decimal."""
    return f"{round(credit, 1):g}"


def score_words(done: Report) -> str:
    """Say the score in words: `14 of 20, 70 %`; that time was up comes first.

    A drill that was left before its first answer has no score.
    """
    if not done.questions:
        return tr("No question was answered.")
    score = tr(
        "{points} of {questions}, {percent}",
        points=points(done.credit),
        questions=done.questions,
        percent=percent(done.share),
    )
    return tr("Time is up: {score}", score=score) if done.ended == "time" else score


def ending_words(done: Report) -> str:
    """Say what became of the questions without an answer; empty where there are none."""
    if done.kind == "drill":
        return ""
    still_open = done.questions - done.answered
    if done.ended == "time":
        every = tr("Every answer given in time counts")
        return (
            tr(
                "{every}; {questions} had none.",
                every=every,
                questions=plural(still_open, "question"),
            )
            if still_open
            else f"{every}."
        )
    if not still_open:
        return ""
    if done.ended == "left":
        they = tr("it counts") if still_open == 1 else tr("they count")
        return tr(
            "You left with {questions} open; {they} as not right.",
            questions=plural(still_open, "question"),
            they=they,
        )
    return tr("{questions} had no answer.", questions=plural(still_open, "question"))
