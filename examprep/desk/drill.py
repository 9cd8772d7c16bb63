"""Drills: which kinds there are, which question comes next with which numbers, how each went.

What comes next follows from the attempt (the seed of its first slot, its topics, its answers),
the banks and the exam of the goal. So with the same banks and goal the same seed and the same
answers bring the same questions, and a drill left open goes on as if it had never been left. No
screen is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import compress
from statistics import median

from examprep.attempts.attempt import Attempt
from examprep.attempts.report import time_spent
from examprep.attempts.slots import Slot
from examprep.banks.item import Item
from examprep.banks.library import Library
from examprep.banks.variants import template_of
from examprep.calculations.awkward import fitting_seed
from examprep.desk.selection import above, bank_of, is_whole, seed_of
from examprep.errors import BadFormula, NotAllowed
from examprep.exams.outlines import outline
from examprep.learning.drill import Answered, Candidate, KindScore, kind_scores, next_question
from examprep.progress.sitting import Sitting
from examprep.progress.state import ItemRecord
from examprep.text import time_in_words
from examprep.words import tr

ABOUT = tr(
    "Each question comes with new numbers every time, so a drill never ends;\n"
    "it gets harder as you get them right. Stop any time."
)
NOTHING = tr("There is nothing to drill in this choice: no calculation in it draws new numbers.")
# What is expected of a question whose author did not rate it.
EASE = 0.6
# So many draws are looked at for numbers as awkward as wanted.
DRAWS = 5
# A question skipped so lately does not come again, nor do numbers asked so lately.
LATELY = 10
# So many kinds are worth another drill at once.
WORST = 3
_WORDS = ((0.2, tr("easier")), (0.5, tr("steady")), (0.85, tr("harder")))
_HARDEST = tr("hardest")


@dataclass(frozen=True, slots=True)
class DrillKind:
    """A topic to drill: its templates, and how often they were asked and answered right."""

    name: str
    title: str
    templates: int
    asked: int = 0
    right: int = 0
    in_exam: bool = True


def kinds_of(library: Library, history: Mapping[str, ItemRecord], exam: str) -> list[DrillKind]:
    """List the topics that have templates, bank by bank, each as it is drilled when marked."""
    titles = {f"{bank}:{topic}": title for bank, topic, title, _ in library.topics()}
    found = library.templates()
    asks = _asked(library, exam) or found
    kinds = []
    for topic, names in found.items():
        seen = [history[name] for name in names if name in history]
        asked, right = sum(one.seen for one in seen), sum(one.right for one in seen)
        title = titles.get(topic, topic)
        kinds.append(DrillKind(topic, title, len(names), asked, right, topic in asks))
    return kinds


def kinds_in(library: Library, topics: Iterable[str], exam: str) -> dict[str, list[str]]:
    """Give the names of the templates by kind, of some topics (bank ids or `bank:topic`) or all.

    All of a kind that is named; of a bank what the exam asks, unless that is nothing.
    """
    wanted = frozenset(topics)
    every, asks = library.templates(), _asked(library, exam)
    if not wanted:
        return asks or every
    asking = {bank_of(kind) for kind in asks}
    found = {
        kind: names if is_whole(kind, wanted, asking) else asks.get(kind, [])
        for kind, names in every.items()
        if above(kind) & wanted
    }
    return {kind: names for kind, names in found.items() if names}


def _asked(library: Library, exam: str) -> dict[str, list[str]]:
    """Give the names of the templates that an exam asks, by kind."""
    asked = set(compress(library.catalogue().names, library.asked(outline(exam).kin)))
    kept = {
        kind: [name for name in names if name in asked]
        for kind, names in library.templates().items()
    }
    return {kind: names for kind, names in kept.items() if names}


def drillable(library: Library, topics: Iterable[str], exam: str) -> dict[str, Item]:
    """Give the templates of some topics, or all that the exam asks where none is named."""
    by_kind = kinds_in(library, topics, exam)
    return library.items(name for names in by_kind.values() for name in names)


def kind_of(item: Item) -> str:
    """Give the kind of a question: its topic as `bank:topic`."""
    return f"{item.bank}:{item.topic}"


def opening(items: Mapping[str, Item], seed: int) -> Slot:
    """Choose the first question of a drill.

    Raises:
        NotAllowed: there is none.
    """
    slot = _next(items, [], seed, 0)
    if slot is None:
        raise NotAllowed(NOTHING)
    return slot


def go_on(sitting: Sitting) -> int:
    """Ask one question more, and give its slot.

    Raises:
        NotAllowed: no bank has any more, or the drill is as long as one may be.
    """
    attempt, number = sitting.attempt, len(sitting.attempt.slots)
    known = {name: item for name, item in sitting.items.items() if item.recipe}
    lately = range(max(0, number - LATELY), number)
    asked = frozenset(sitting.item(slot).stem for slot in lately)
    log = answered(attempt, sitting.items)
    for items in _askable(known, attempt):
        slot = _next(items, log, attempt.slots[0].seed, number, asked)
        if slot is not None:
            return sitting.extend(slot.item, slot.seed, sitting.items[slot.item])
    raise NotAllowed(NOTHING)


def behind(attempt: Attempt, slot: int, *, opened: bool = False) -> int | None:
    """Give the next slot there is, only among those still open where wanted; None: draw one."""
    slots = range(slot + 1, len(attempt.slots))
    return next((n for n in slots if not (opened and attempt.given[n])), None)


def _askable(items: Mapping[str, Item], attempt: Attempt) -> Iterator[dict[str, Item]]:
    """Leave out what was skipped lately; if nothing else is there, at least what is asked now."""
    lately = range(max(0, len(attempt.slots) - LATELY), len(attempt.slots))
    skipped = {attempt.slots[slot].item for slot in lately if not attempt.given[slot]}
    now = {attempt.slots[-1].item}
    for without in (skipped | now, now, set[str]()):
        yield {name: item for name, item in items.items() if name not in without}


def _next(
    items: Mapping[str, Item],
    log: list[Answered],
    seed: int,
    number: int,
    asked: frozenset[str] = frozenset(),
) -> Slot | None:
    """Choose a question and its numbers; one whose numbers can't be drawn is passed over."""
    left = {name: Candidate(name, kind_of(item), _ease(item)) for name, item in items.items()}
    seeds = [seed_of(f"{seed}:{number}:{turn}") for turn in range(DRAWS)]
    while left:
        pick = next_question(list(left.values()), log, seed)
        template, _ = template_of(items[pick.name])
        try:
            if template:
                return Slot(pick.name, fitting_seed(template, seeds, pick.level, asked))
        except BadFormula:
            pass
        del left[pick.name]
    return None


def _ease(item: Item) -> float:
    return item.angoff / 100 if item.angoff else EASE


def answered(attempt: Attempt, items: Mapping[str, Item]) -> list[Answered]:
    """Give the answers of a drill in the order in which they were given.

    Questions that no bank has any more belong to no kind and are left out.
    """
    found = []
    for slot, given in zip(attempt.slots, attempt.given, strict=True):
        item = items.get(slot.item)
        if given and item and not item.is_gone:
            one = Answered(slot.item, kind_of(item), given[-1].credit, time_spent(given))
            found.append((given[-1].clock, one))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def scores(attempt: Attempt, items: Mapping[str, Item]) -> tuple[KindScore, ...]:
    """Score each kind of a drill, in the order in which they first came up."""
    return kind_scores(answered(attempt, items))


def ranked(found: Iterable[KindScore]) -> list[KindScore]:
    """Order kinds, the one that went worst first."""
    return sorted(found, key=lambda one: (one.right / one.asked, one.level, -one.seconds))


def worst(found: Iterable[KindScore]) -> list[str]:
    """Name the kinds that went worst, at most three; where all went well, all of them."""
    every = ranked(found)
    missed = [one.kind for one in every if one.right < one.asked]
    return missed[:WORST] or [one.kind for one in every]


def level_word(level: float) -> str:
    """Say how hard the questions of a kind have become."""
    return next((word for below, word in _WORDS if level < below), _HARDEST)


def score_line(title: str, score: KindScore) -> str:
    """Sum up a kind: `IV rates: 5 of 6 right, 41 s each`."""
    pace = f"{time_in_words(round(score.seconds))}{_each(score.asked)}"
    return tr(
        "{title}: {right} of {asked} right, {pace}",
        title=title,
        right=score.right,
        asked=score.asked,
        pace=pace,
    )


class Tally:
    """How a drill stands, counted once after each change: a long one is slow to count."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._counted: Attempt | None = None
        self._scores: tuple[KindScore, ...] = ()
        self._pace = ""

    @property
    def scores(self) -> tuple[KindScore, ...]:
        """Give the score of each kind, in the order in which they first came up."""
        self._count()
        return self._scores

    @property
    def pace(self) -> str:
        """Sum up the drill; empty before its first answer."""
        self._count()
        return self._pace

    def line(self, slot: int, title: Callable[[str], str]) -> str:
        """Sum up the kind of a question; empty before its first answer."""
        kind = kind_of(self._sitting.item(slot))
        return next((score_line(title(kind), one) for one in self.scores if one.kind == kind), "")

    def _count(self) -> None:
        attempt = self._sitting.attempt
        if self._counted is not attempt:
            self._counted = attempt
            self._scores = scores(attempt, self._sitting.items)
            self._pace = pace_line(attempt)


def _each(count: int) -> str:
    return tr(" each") if count > 1 else ""


def pace_line(attempt: Attempt) -> str:
    """Sum up a drill so far: `14 right of 17 \u00b7 38 s each`; empty before its first answer."""
    given = [responses for responses in attempt.given if responses]
    if not given:
        return ""
    right = sum(responses[-1].credit >= 1 for responses in given)
    middle = median(time_spent(responses) for responses in given)
    pace = time_in_words(round(middle))
    return tr(
        "{right} right of {given} \u00b7 {pace}{each}",
        right=right,
        given=len(given),
        pace=pace,
        each=_each(len(given)),
    )
