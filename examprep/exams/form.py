"""Form assembly: which items a mock exam asks, by its blueprint, the same for a seed.

Shares of the domains follow the outline by largest remainder; within a domain the areas take
turns, so that each is asked about as often. No item is asked twice, nor two that test the same
fact. What no item is left for is told by area, never filled with something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import blake2b
from math import floor

from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import Domain, Outline

# So many fresh mocks of each outline are kept back from practice, but of no area more than a
# third, and nothing of an area that has too few items for that.
RESERVED_FORMS = 2
RESERVED_SHARE = 3
LEAST_IN_AREA = 12
# Weights are published to a hundredth of a percent at most.
_FINEST = 10_000
Enemies = Mapping[str, frozenset[str]]


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
    """An item in a form, with domain and area it stands for; pretest items are not scored."""

    name: str
    domain: str
    area: str
    scored: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The items of one sitting in their order, and by area how many could not be found."""

    items: tuple[FormItem, ...]
    missing: dict[str, int]


def shares(weights: Sequence[float], seats: int) -> list[int]:
    """Share seats by weight; those left over go to the largest remainders, the first on a tie."""
    parts = [Fraction(weight).limit_denominator(_FINEST) for weight in weights]
    exact = [seats * part / sum(parts) for part in parts]
    whole = [floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda n: (whole[n] - exact[n], n))
    for n in order[: seats - sum(whole)]:
        whole[n] += 1
    return whole


def assemble(
    blueprint: Blueprint,
    candidates: Sequence[Candidate],
    seed: int,
    enemies: Enemies | None = None,
) -> Form:
    """Assemble a form of the blueprint's scored and pretest items.

    Args:
        blueprint: the exam and its length.
        candidates: what may be asked.
        seed: fixes choice and order.
        enemies: for an item those that test the same fact; one of them is enough.
    """
    domains = blueprint.outline.domains
    weights = [domain.weight for domain in domains]
    counts = (shares(weights, blueprint.scored), shares(weights, blueprint.pretest))
    homes = {area: domain.id for domain in domains for area in domain.areas}
    filling = _Filling(seed, enemies or {}, _by_area(candidates, seed, homes))
    found: list[FormItem] = []
    missing: dict[str, int] = {}
    wanted = [scored + tried for scored, tried in zip(*counts, strict=True)]
    chosen = filling.fill_all(domains, wanted)
    for domain, scored, count in zip(domains, counts[0], wanted, strict=True):
        found += _split(seed, domain, chosen[domain.id], scored)
        missing |= _lacking(domain, count, Counter(area for _, area in chosen[domain.id]))
    ordered = sorted(found, key=lambda item: _lot(seed, "order", item.name))
    return Form(tuple(ordered), missing)


def _split(
    seed: int, domain: Domain, chosen: Sequence[tuple[str, str]], scored: int
) -> list[FormItem]:
    """Draw which of a domain's items are scored; the others are only tried out."""
    lot = sorted(chosen, key=lambda pair: _lot(seed, "scored", pair[0]))
    return [FormItem(name, domain.id, area, n < scored) for n, (name, area) in enumerate(lot)]


def _by_area(
    candidates: Sequence[Candidate], seed: int, homes: Mapping[str, str] | None = None
) -> dict[str, list[str]]:
    """Give for each area its items in the order in which they should come.

    `homes` names the domain of each area: of items that come alike, those of one domain come
    first, since the others may be needed elsewhere.
    """

    def _place(one: Candidate) -> tuple[float, int, bytes]:
        domains = {homes.get(area) for area in one.areas} if homes else ()
        return one.rank, len(domains), _lot(seed, "item", one.name)

    order = sorted(candidates, key=_place)
    found: dict[str, list[str]] = {}
    for one in order:
        for area in one.areas:
            found.setdefault(area, []).append(one.name)
    return found


def _lacking(domain: Domain, count: int, found: Counter[str]) -> dict[str, int]:
    """Tell by area what a domain lacks: the areas that have less than an even share."""
    lack = count - found.total()
    if not lack:
        return {}
    even = dict(zip(domain.areas, shares([1.0] * len(domain.areas), count), strict=True))
    short = {area: even[area] - found[area] for area in even if found[area] < even[area]}
    parts = shares([float(one) for one in short.values()], lack)
    return {area: part for area, part in zip(short, parts, strict=True) if part}


@dataclass(slots=True)
class _Filling:
    """A form being filled: what is chosen already, and what that rules out."""

    seed: int
    enemies: Enemies
    by_area: Mapping[str, list[str]]
    taken: set[str] = field(default_factory=set)

    def fill_all(
        self, domains: Sequence[Domain], counts: Sequence[int]
    ) -> dict[str, list[tuple[str, str]]]:
        """Fill every domain, those first that have least to spare."""
        pairs = sorted(zip(domains, counts, strict=True), key=self._spare)
        return {domain.id: self.fill(domain, count) for domain, count in pairs}

    def _spare(self, pair: tuple[Domain, int]) -> int:
        domain, count = pair
        return len({name for area in domain.areas for name in self.by_area.get(area, ())}) - count

    def fill(self, domain: Domain, count: int) -> list[tuple[str, str]]:
        """Choose so many items of a domain, its areas in turn; fewer where there are no more."""
        queues = [(area, iter(self.by_area.get(area, ()))) for area in domain.areas]
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

    def _take(self, name: str) -> None:
        self.taken.add(name)
        self.taken |= self.enemies.get(name, frozenset())


def _lot(seed: int, *parts: str) -> bytes:
    """Draw a lot that the seed fixes, the same on every machine."""
    return blake2b(":".join((str(seed), *parts)).encode(), digest_size=12).digest()


def reserved(outline: Outline, candidates: Sequence[Candidate]) -> frozenset[str]:
    """Name the items that practice leaves to fresh mock exams of an outline.

    A fixed-form exam is foretold best by forms that were never practised (measurement.md 1.6).
    Which items they are hangs on the banks alone, so it is the same on every machine and day.

    Args:
        outline: the exam.
        candidates: what may be asked, without those that draw new numbers each time, and
            without those that have enemies, which practice would tell.
    """
    mine = _that_may_be_kept(candidates)
    found: set[str] = set()
    for seed in range(RESERVED_FORMS):
        left = [one for one in mine if one.name not in found]
        found |= {item.name for item in assemble(Blueprint(outline), left, seed).items}
    return frozenset(found)


def _that_may_be_kept(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the items that no area needs for practice."""
    kept: set[str] = set()
    free: set[str] = set()
    for queue in _by_area(candidates, 0).values():
        first = _first(queue)
        kept.update(first)
        free.update(queue[len(first) :])
    kept -= free
    return [one for one in candidates if one.name in kept]


def _first(queue: Sequence[str]) -> Sequence[str]:
    """Give the part of an area that may be kept back."""
    return queue[: len(queue) // RESERVED_SHARE] if len(queue) >= LEAST_IN_AREA else ()


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
    return _sum_up(list(_drawn(outline, candidates, forms)), endless)


def _drawn(outline: Outline, candidates: Sequence[Candidate], forms: int) -> Iterator[Form]:
    uses: Counter[str] = Counter()
    for seed in range(forms):
        known = [Candidate(one.name, one.areas, uses[one.name]) for one in candidates]
        form = assemble(Blueprint(outline), known, seed)
        uses.update(item.name for item in form.items)
        yield form


def _sum_up(forms: Sequence[Form], endless: frozenset[str]) -> Series:
    asked = [item.name for form in forms for item in form.items]
    fixed = [name for name in asked if name not in endless]
    missing = sum(sum(form.missing.values()) for form in forms)
    return Series(len(forms), len(asked), len(fixed) - len({*fixed}), missing)
