"""Choosing in a drill: kinds take turns, and each grows harder as the candidate succeeds.

Every kind (topic) has a level from 0, the easiest, to 1, the hardest, moved by a transformed
up-down staircase (Levitt 1971, Journal of the Acoustical Society of America 49:467-477): two
right answers in a row raise it, one that is not right lowers it, so that it settles where
about 71 % are right (the square root of one half). Until the first miss every right answer
raises it, by a larger step, so that whoever knows a kind soon meets its hardest questions.

All of it is folded from the drill's own responses: the same log gives the same levels, and
the same seed the same next question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from statistics import median

from examprep.errors import NotAllowed
from examprep.words import tr

# Levels are counted in whole steps of a twentieth, so that no rounding ever creeps in.
RUNGS = 20
FIRST_RUNG = 5
FIRST_STEP = 4
STEP = 2
RIGHT_IN_A_ROW = 2
# Questions whose fit differs by no more than this share of their kind's range fit alike.
NEAR = 0.15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked; `ease` from 0 to 1 is the share expected to be right."""

    name: str
    kind: str
    ease: float


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of the drill that was answered."""

    name: str
    kind: str
    credit: float
    seconds: float

    @property
    def right(self) -> bool:
        """Tell whether the answer was wholly right."""
        return self.credit >= 1.0


@dataclass(frozen=True, slots=True)
class Pick:
    """The question to ask next, and the level of its kind: how awkward its numbers may be."""

    name: str
    level: float


@dataclass(frozen=True, slots=True)
class KindScore:
    """How one kind went in a drill; `level` is where it stands now."""

    kind: str
    asked: int
    right: int
    seconds: float
    level: float


@dataclass(frozen=True, slots=True)
class Staircase:
    """Where one kind stands; `row` counts the right answers since the level last moved."""

    rung: int = FIRST_RUNG
    row: int = 0
    missed: bool = False

    @property
    def level(self) -> float:
        """Give the level, 0 to 1."""
        return self.rung / RUNGS

    def after(self, answer: Answered) -> Staircase:
        """Give where the kind stands after one answer more."""
        step = STEP if self.missed else FIRST_STEP
        if not answer.right:
            return Staircase(max(0, self.rung - step), missed=True)
        if self.missed and self.row + 1 < RIGHT_IN_A_ROW:
            return replace(self, row=self.row + 1)
        return replace(self, rung=min(RUNGS, self.rung + step), row=0)


@dataclass(frozen=True, slots=True)
class Drill:
    """What a drill's answers so far add up to."""

    answered: tuple[Answered, ...] = ()
    stairs: dict[str, Staircase] = field(default_factory=dict)

    @classmethod
    def of(cls, answered: Iterable[Answered]) -> Drill:
        """Fold the answers of a drill, in the order in which they were given."""
        every = tuple(answered)
        stairs: dict[str, Staircase] = {}
        for one in every:
            stairs[one.kind] = stairs.get(one.kind, Staircase()).after(one)
        return cls(every, stairs)

    def level(self, kind: str) -> float:
        """Give the level of a kind, 0 to 1; one that was never asked stands at the start."""
        return self.stairs.get(kind, Staircase()).level

    def pick(self, candidates: Sequence[Candidate], seed: int) -> Pick:
        """Choose the next question.

        Raises:
            NotAllowed: there is none to choose from.
        """
        if not candidates:
            raise NotAllowed(tr("There are no questions to ask."))
        last = self.answered[-1].name if self.answered else ""
        others = [one for one in candidates if one.name != last] or candidates
        kind = self._turn({one.kind for one in others}, seed)
        level = self.level(kind)
        fitting = _fitting([one for one in candidates if one.kind == kind], level, last)
        asked = {one.name: place for place, one in enumerate(self.answered)}
        name = min(fitting, key=lambda name: (asked.get(name, -1), _rank(seed, name)))
        return Pick(name, level)

    def _turn(self, kinds: set[str], seed: int) -> str:
        """Give the kind whose turn it is: the one asked least, no kind twice in a row on a tie."""
        counts = Counter(one.kind for one in self.answered)
        last = self.answered[-1].kind if self.answered else None
        return min(
            kinds, key=lambda kind: (counts[kind], kind == last, _rank(seed, counts[kind], kind))
        )

    def scores(self) -> tuple[KindScore, ...]:
        """Score each kind, in the order in which they first came up."""
        return tuple(
            KindScore(
                kind,
                len(mine),
                sum(one.right for one in mine),
                median(one.seconds for one in mine),
                self.level(kind),
            )
            for kind in self.stairs
            if (mine := [one for one in self.answered if one.kind == kind])
        )


def next_question(candidates: Sequence[Candidate], answered: Sequence[Answered], seed: int) -> Pick:
    """Choose the next question of a drill from its answers so far.

    The kind asked least comes first, and of its questions the one that fits the level; among
    those that fit alike the one asked longest ago. No question comes twice in a row where
    there is another.

    Raises:
        NotAllowed: there is none to choose from.
    """
    return Drill.of(answered).pick(candidates, seed)


def kind_scores(answered: Sequence[Answered]) -> tuple[KindScore, ...]:
    """Score each kind of a drill, in the order in which they first came up."""
    return Drill.of(answered).scores()


def _fitting(candidates: Sequence[Candidate], level: float, last: str) -> list[str]:
    """List the questions of one kind that fit its level best, not the last one asked."""
    eases = [one.ease for one in candidates]
    easiest, spread = max(eases), max(eases) - min(eases)
    wanted = easiest - level * spread
    allowed = [one for one in candidates if one.name != last] or candidates
    best = min(abs(one.ease - wanted) for one in allowed)
    return [one.name for one in allowed if abs(one.ease - wanted) <= best + NEAR * spread]


def _rank(seed: int, *parts: object) -> bytes:
    """Place something in an order that the seed fixes, the same on every machine."""
    return blake2b(":".join(map(str, (seed, *parts))).encode(), digest_size=16).digest()
