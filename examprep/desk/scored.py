"""What each mock exam came to: domains beside the standard, the chance that it passes, pace."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise

from examprep.attempts.attempt import Attempt
from examprep.attempts.report import Entry, Report, report
from examprep.attempts.slots import Sat
from examprep.banks.item import Item
from examprep.dates import local
from examprep.desk.desk import Desk
from examprep.errors import ExamprepError, NotAllowed
from examprep.exams.outlines import EVERY_ID, Outline, outline
from examprep.exams.scoring import USUAL, DomainScore, Marked, Part, score, to_study
from examprep.learning.ability import Ability, Posed, difficulties
from examprep.learning.learner import LEAST_IN_DOMAIN
from examprep.learning.outlook import LEAST_FIRSTS
from examprep.learning.readiness import Chance, Standard, chance
from examprep.learning.standard import Told, learned
from examprep.progress.reopen import reopen_all
from examprep.words import tr

# A question that took so many times the exam's own pace is called slow.
SLOW = 2.0
BLOCKS = 10
NOT_SAID = tr("not said")
_WORDS = {"sure": tr("sure"), "unsure": tr("unsure"), "guess": tr("guess"), None: NOT_SAID}


@dataclass(frozen=True, slots=True)
class Block:
    """Some questions in a row: the first and the last number, and the mean seconds each took."""

    first: int
    last: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Sureness:
    """How many answers were given with a word of confidence, and how many of them were right."""

    word: str
    answers: int
    right: int


@dataclass(frozen=True)
class MockReport:
    """What a mock exam came to.

    `report` holds every question; only scored ones are in `domains`, in `ability` and in
    `chance`, the chance that this result passes with its 80 % interval. Every answer
    counts in it, quick guesses too: so they do in the exam.
    """

    attempt: Attempt
    outline: Outline
    report: Report
    sat: Sat
    domains: tuple[DomainScore, ...]
    ability: Ability
    chance: Chance

    @property
    def day(self) -> datetime:
        """Give the moment at which it began."""
        return self.attempt.started

    @property
    def counts(self) -> tuple[int, ...]:
        """Give the number of scored questions by domain."""
        return tuple(one.whole.items for one in self.domains)

    @cached_property
    def whole(self) -> Part:
        """Give all scored questions as one part."""
        parts = [one.whole for one in self.domains]
        items = sum(one.items for one in parts)
        credit, standard = sum(one.credit for one in parts), sum(one.standard for one in parts)
        return Part("", self.outline.exam, items, credit, standard)

    @property
    def enough(self) -> bool:
        """Tell whether there are enough questions for a chance (measurement.md 2.2)."""
        return sum(self.counts) >= LEAST_FIRSTS and min(self.counts) >= LEAST_IN_DOMAIN

    @cached_property
    def study(self) -> list[Part]:
        """Give the areas to study next."""
        return to_study(self.domains)

    @cached_property
    def slow(self) -> tuple[Entry, ...]:
        """List the questions that took more than twice the pace that was granted."""
        limit = SLOW * self.outline.seconds_per_item * self.sat.extra
        return tuple(one for one in self.report.entries if one.seconds > limit)

    @cached_property
    def sureness(self) -> tuple[Sureness, ...]:
        """Give for each word of confidence that was used how many answers stood by it."""
        told = [one for one in self.report.entries if one.response]
        rows = (_sureness(word, [one for one in told if one.sure == word]) for word in _WORDS)
        return tuple(row for row in rows if row.answers)

    @cached_property
    def pace(self) -> tuple[Block, ...]:
        """Give the time by tenths of the form, in the order of its questions."""
        count = len(self.report.entries)
        edges = sorted({round(count * n / BLOCKS) for n in range(BLOCKS + 1)})
        return tuple(self._block(*pair) for pair in pairwise(edges))

    def _block(self, start: int, stop: int) -> Block:
        spent = sum(one.seconds for one in self.report.entries[start:stop])
        return Block(start + 1, stop, spent / (stop - start))


def _sureness(word: str | None, entries: Sequence[Entry]) -> Sureness:
    right = sum(one.outcome == "right" for one in entries)
    return Sureness(_WORDS[word], len(entries), right)


def mock_report(
    attempt: Attempt,
    items: Mapping[str, Item],
    standard: Standard = Standard(),  # noqa: B008 - it cannot be changed
) -> MockReport:
    """Sum up a mock exam against a standard, given the items that the banks still have.

    Raises:
        NotAllowed: the attempt is no mock exam, or of an outline that is not known.
    """
    sat = attempt.exam
    if sat is None or sat.outline not in EVERY_ID:
        raise NotAllowed(tr("This is no mock exam of an outline that is known here."))
    exam, done = outline(sat.outline), report(attempt, items)
    scored = [entry for entry in done.entries if sat.is_scored(entry.slot)]
    marked = [_marked(sat.areas[entry.slot], entry) for entry in scored]
    domains = score(exam, marked)
    shown, counts = _ability(exam, marked), [one.whole.items for one in domains]
    passes = chance(shown, counts, 0.0, standard)
    return MockReport(attempt, exam, done, sat, domains, shown, passes)


def _marked(area: str, entry: Entry) -> Marked:
    credit = entry.response.credit if entry.response else 0.0
    rating = entry.item.angoff if entry.item else 0
    return Marked(area, credit, rating / 100 if rating else USUAL, rated=bool(rating))


def _ability(exam: Outline, marked: Sequence[Marked]) -> Ability:
    """Estimate ability from one sitting alone: nothing is learned and nothing forgotten in it."""
    places = {area: n for n, domain in enumerate(exam.domains) for area in domain.areas}
    hard = difficulties([round(100 * one.angoff) * one.rated for one in marked])
    ability = Ability(len(exam.domains))
    for one, difficulty in zip(marked, hard, strict=True):
        if one.area in places:
            ability.learn(Posed(places[one.area], difficulty), one.credit)
    return ability


def judged(desk: Desk, attempt: Attempt) -> MockReport:
    """Sum up one mock exam by the standard that the candidate's real results speak for.

    Raises:
        NotAllowed: the attempt is no mock exam, or of an outline that is not known.
    """
    items = desk.library.items([slot.item for slot in attempt.slots])
    standard = Standard()
    if desk.open_record().state.results:
        with contextlib.suppress(ExamprepError):  # a file damaged meanwhile hides no result
            standard = standard_of(desk, mock_reports(desk))
    return mock_report(attempt, items, standard)


def mock_reports(desk: Desk) -> list[MockReport]:
    """Sum up every finished mock exam of the candidate, the oldest first. Reads the whole file.

    One that was assigned and whose result is told later is left out until then.
    """
    record = desk.open_record()
    today = local(desk.times.now()).date()
    sat = [one for one in reopen_all(record.journal.path, "exam") if _is_told(one, today)]
    known = [one for one in sat if one.exam and one.exam.outline in EVERY_ID]
    names = {slot.item for attempt in known for slot in attempt.slots}
    items = desk.library.items(sorted(names))
    found = sorted((mock_report(one, items) for one in known), key=lambda one: one.day)
    return list(_judged(found, standard_of(desk, found)))


def _is_told(attempt: Attempt, today: date) -> bool:
    """Tell whether a mock exam is over, and its result not kept for later."""
    hidden = attempt.assigned is not None and attempt.assigned.hides(today)
    return bool(attempt.ended and attempt.exam) and not hidden


def standard_of(desk: Desk, reports: Sequence[MockReport]) -> Standard:
    """Give the standard that the candidate's real results speak for.

    Each is held against the last mock exam of the same outline before it; without one it tells
    nothing.
    """
    told: list[Told] = []
    for result in desk.open_record().state.results:
        before = [
            one
            for one in reports
            if one.outline.id == result.exam and local(one.day).date() <= result.day
        ]
        if before:
            told.append((before[-1].ability, before[-1].counts, result.passed))
    return learned(told)


def _judged(reports: Sequence[MockReport], standard: Standard) -> Iterator[MockReport]:
    """Give each report the chance by the standard that is known now."""
    for one in reports:
        if standard == Standard():
            yield one
        else:
            yield replace(one, chance=chance(one.ability, one.counts, 0.0, standard))
