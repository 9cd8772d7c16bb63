"""Form assembly: which items a mock exam asks, by its outline's weights, the same for a seed.

Shares of the domains follow the outline by largest remainder; within a domain the areas take
turns, so that each is asked about as often. No item is asked twice, nor two that test the same
fact. What no item is left for is told by area, never filled with something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from math import floor

from examprep.exams.outlines import Domain, Outline


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that a form may ask.

    `areas` names those of the outline that it belongs to, without the outline's id; `rank`
    says how late it should come: 0 for one never seen, more for one seen often or lately.
    """

    name: str
    areas: tuple[str, ...]
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class FormItem:
    """An item in a form, with the area it stands for; pretest items are not scored."""

    name: str
    area: str
    scored: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The items of one sitting in their order, and by domain how many could not be found."""

    items: tuple[FormItem, ...]
    missing: dict[str, int]


def shares(weights: Sequence[float], seats: int) -> list[int]:
    """Share seats by weight; those left over go to the largest remainders, the first on a tie."""
    total = sum(weights)
    exact = [seats * weight / total for weight in weights]
    whole = [floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda n: (whole[n] - exact[n], n))
    for n in order[: seats - sum(whole)]:
        whole[n] += 1
    return whole


def assemble(
    outline: Outline,
    candidates: Sequence[Candidate],
    seed: int,
    enemies: Mapping[str, frozenset[str]] | None = None,
) -> Form:
    """Assemble a form of the outline's scored and pretest items.

    Args:
        outline: the exam.
        candidates: what may be asked.
        seed: fixes choice and order.
        enemies: for an item those that test the same fact; one of them is enough.
    """
    weights = [domain.weight for domain in outline.domains]
    scored, pretest = shares(weights, outline.scored), shares(weights, outline.pretest)
    filling = _Filling(seed, enemies or {}, candidates)
    found: list[FormItem] = []
    missing: dict[str, int] = {}
    for domain, counted, tried in zip(outline.domains, scored, pretest, strict=True):
        chosen = filling.fill(domain, counted + tried)
        missing |= _lacking(domain, counted + tried - len(chosen))
        lot = sorted(chosen, key=lambda pair: _lot(seed, "scored", pair[0]))
        found += [FormItem(name, area, n < counted) for n, (name, area) in enumerate(lot)]
    ordered = sorted(found, key=lambda item: _lot(seed, "order", item.name))
    return Form(tuple(ordered), missing)


def _lacking(domain: Domain, count: int) -> dict[str, int]:
    return {domain.id: count} if count else {}


@dataclass(slots=True)
class _Filling:
    """A form being filled: what is chosen already, and what that rules out."""

    seed: int
    enemies: Mapping[str, frozenset[str]]
    candidates: Sequence[Candidate]
    taken: set[str] = field(default_factory=set)

    def fill(self, domain: Domain, count: int) -> list[tuple[str, str]]:
        """Choose so many items of a domain, its areas in turn; fewer where there are no more."""
        queues = [(area, self._queue(area)) for area in domain.areas]
        queues.sort(key=lambda pair: _lot(self.seed, "area", pair[0]))
        chosen: list[tuple[str, str]] = []
        while queues and len(chosen) < count:
            area, queue = queues.pop(0)
            name = next((name for name in queue if name not in self.taken), None)
            if name is not None:
                self._take(name)
                chosen.append((name, area))
                queues.append((area, queue))
        return chosen

    def _queue(self, area: str) -> Iterator[str]:
        mine = [one for one in self.candidates if area in one.areas]
        mine.sort(key=lambda one: (one.rank, _lot(self.seed, "item", one.name)))
        return iter([one.name for one in mine])

    def _take(self, name: str) -> None:
        self.taken.add(name)
        self.taken |= self.enemies.get(name, frozenset())


def _lot(seed: int, *parts: str) -> bytes:
    """Draw a lot that the seed fixes, the same on every machine."""
    return blake2b(":".join((str(seed), *parts)).encode(), digest_size=12).digest()


@dataclass(frozen=True, slots=True)
class Series:
    """Forms drawn one after another: how many places there were, and how many asked again."""

    forms: int
    places: int
    repeats: int
    missing: int


def series(
    outline: Outline, candidates: Sequence[Candidate], endless: frozenset[str], forms: int
) -> Series:
    """Draw forms one after another, what was asked least coming first, and count the repeats.

    `endless` names the items that have new numbers each time: they are never a repeat.
    """
    uses: Counter[str] = Counter()
    places = repeats = missing = 0
    for seed in range(forms):
        known = [Candidate(one.name, one.areas, uses[one.name]) for one in candidates]
        form = assemble(outline, known, seed)
        asked = [item.name for item in form.items]
        places += len(asked)
        repeats += sum(uses[name] > 0 for name in asked if name not in endless)
        missing += sum(form.missing.values())
        uses.update(asked)
    return Series(forms, places, repeats, missing)
