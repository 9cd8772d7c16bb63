"""Forms for mock exams: what the banks have for a blueprint, which come first, and their seeds.

The same banks, history and seed give the same form on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from examprep.attempts.arrange import arrange
from examprep.attempts.slots import Slot
from examprep.banks.item import Item
from examprep.banks.library import Library
from examprep.banks.stored import KINDS
from examprep.banks.variants import as_choice
from examprep.desk import reserve
from examprep.desk.selection import seed_of
from examprep.exams.blueprint import Blueprint
from examprep.exams.form import Candidate, Form, FormItem, assemble, reserved
from examprep.exams.outlines import Outline
from examprep.progress.state import CandidateState, ItemRecord

# Ranks: what was kept back for mocks comes first, then what was never seen, then new numbers
# of a calculation, then what was seen longest ago.
_KEPT, _UNSEEN, _NUMBERS, _SEEN = -1.0, 0.0, 1.0, 2.0
# Seconds since 1970 to a fraction below one.
_CENTURIES = 1e12
# So many seeds are tried for an item until its key stands where few keys stand; of one that
# draws numbers fewer, since each try works them out.
_TRIES, _TRIES_OF_NUMBERS = 8, 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form with its slots, in the same order."""

    form: Form
    slots: tuple[Slot, ...]


def candidates(library: Library, outline: Outline) -> list[Candidate]:
    """List what a form of an outline may ask."""
    known = {full: area for area, names in outline.by_area for full in names}
    by_set: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = []
    for name, areas in library.areas():
        if areas not in by_set:
            mine = (known[area] for area in areas if area in known)
            by_set[areas] = tuple(dict.fromkeys(mine))
        if by_set[areas]:
            found.append(Candidate(name, by_set[areas]))
    return found


def count_up_to(library: Library, outline: Outline, most: int) -> int:
    """Count what a form of an outline may ask, no further than to `most`."""
    numbers = {full: 0 for _, names in outline.by_area for full in names}
    known, kinds = library.by_area(numbers), library.catalogue().kinds
    others = len(kinds) - sum(kinds.count(KINDS.index(kind)) for kind in ("choice", "numeric"))
    least = known.count(0) - others
    # Counting one by one is for small libraries: in a large one there are plainly enough.
    return most if least >= most else min(most, len(candidates(library, outline)))


def kept_back(library: Library, outline: Outline) -> frozenset[str]:
    """Name the items that practice leaves to mock exams of an outline."""
    known = _KNOWN.setdefault(library, {})
    if outline.id not in known:
        known[outline.id] = _kept_back(library, outline)
    return known[outline.id]


# It hangs on the banks alone, which do not change while they are open.
_KNOWN: WeakKeyDictionary[Library, dict[str, frozenset[str]]] = WeakKeyDictionary()


def _kept_back(library: Library, outline: Outline) -> frozenset[str]:
    """Name what is kept; nothing that practice could tell by an item on the same fact."""
    key = reserve.key_of(library, outline)
    if (known := reserve.kept(key)) is not None:
        return known
    told = library.endless() | library.enemies().keys()
    mine = [one for one in candidates(library, outline) if one.name not in told]
    names = reserved(outline, mine)
    reserve.keep(key, names)
    return names


def draw(library: Library, state: CandidateState, blueprint: Blueprint, seed: int) -> Drawn:
    """Draw the form of a seed for a candidate."""
    outline = blueprint.outline
    kept, endless = kept_back(library, outline), library.endless()
    seen = seen_by(state)
    ranked = [
        Candidate(one.name, one.areas, _rank(one.name, seen.get(one.name), kept, endless))
        for one in candidates(library, outline)
    ]
    form = assemble(blueprint, ranked, seed, library.enemies())
    items = library.items(item.name for item in form.items)
    return Drawn(form, _slots([items[item.name] for item in form.items], seed))


def seen_by(state: CandidateState) -> dict[str, ItemRecord]:
    """Give what the candidate has seen, also where no answer was given or none is told yet."""
    asked = {**state.shown, **dict(_asked_now(state))}
    return {name: ItemRecord(1, 0, 0.0, at) for name, at in asked.items()} | state.history()


def _asked_now(state: CandidateState) -> Iterable[tuple[str, float]]:
    """Give what open attempts ask: it is no longer new, and going on there would tell it."""
    for attempt in tuple(state.open.values()):
        yield from ((slot.item, attempt.started.timestamp()) for slot in attempt.slots)


def _rank(
    name: str, seen: ItemRecord | None, kept: frozenset[str], endless: frozenset[str]
) -> float:
    if seen is None:
        return _KEPT if name in kept else _UNSEEN
    return (_NUMBERS if name in endless else _SEEN) + seen.last_at / _CENTURIES


def _slots(items: Sequence[Item], seed: int) -> tuple[Slot, ...]:
    """Give each item a seed, so that the keys stand about as often at each place."""
    tried = [_places(item, seed) for item in items]
    order = sorted(range(len(items)), key=lambda n: len({place for _, place in tried[n]}))
    uses: dict[int, int] = {}
    chosen: dict[int, int] = {}
    for n in order:
        own, place = min(tried[n], key=lambda pair: uses.get(pair[1], 0))
        uses[place] = uses.get(place, 0) + 1
        chosen[n] = own
    return tuple(Slot(item.name, chosen[n]) for n, item in enumerate(items))


def _places(item: Item, seed: int) -> list[tuple[int, int]]:
    """Give seeds for an item, each with the place where the key then stands."""
    tries = _TRIES_OF_NUMBERS if item.recipe else _TRIES
    own = (seed_of(f"{seed}:{item.name}:{turn}") for turn in range(tries))
    return [(one, _place(item, one)) for one in own]


def _place(item: Item, seed: int) -> int:
    made = as_choice(item, seed)
    return arrange(made, seed).index(made.keys[0]) if made.keys else 0


def as_rows(drawn: Drawn) -> list[dict[str, object]]:
    """Give a form for checking, one row a slot."""
    pairs: Iterable[tuple[FormItem, Slot]] = zip(drawn.form.items, drawn.slots, strict=True)
    return [
        {
            "item": slot.item,
            "seed": slot.seed,
            "domain": item.domain,
            "area": item.area,
            "pretest": not item.scored,
        }
        for item, slot in pairs
    ]
