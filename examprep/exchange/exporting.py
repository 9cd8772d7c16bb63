"""A bank's items written in a format of other people, with what it cannot hold by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from examprep.banks.reader import RawBank
from examprep.banks.stored import full_name
from examprep.errors import ExamprepError, UsageFault
from examprep.exchange.drawing import drawn
from examprep.exchange.format import Choices, Format, Output
from examprep.exchange.question import Raw
from examprep.exchange.registry import writable
from examprep.files import replace_bytes

PICTURE = "[picture: "
"""How a text names a picture that an import kept beside it."""
Asked = tuple[str, Raw]
"""An item with the id of its bank."""
Drawing = Callable[[RawBank], Iterable[Raw]]


@dataclass(slots=True)
class Export:
    """What was written: files, how many questions, and what of how many was lost."""

    files: list[Path] = field(default_factory=list)
    questions: int = 0
    lost: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which items are written, and how: topics (all where none is named), seeds of templates.

    With a `number` only so many items are drawn, by the first of the seeds.
    """

    topics: frozenset[str] = frozenset()
    seeds: tuple[int, ...] = (1,)
    choice: bool = False
    number: int | None = None


def chosen(banks: Iterable[RawBank], wish: Wish) -> list[Raw]:
    """Give the items to write, templates drawn."""
    asked = [
        (bank.bank.id, raw)
        for bank in banks
        for raw in bank.items
        if not wish.topics or raw["topic"] in wish.topics
    ]
    some = asked if wish.number is None else _some(asked, wish.number, wish.seeds[0])
    found: list[Raw] = []
    for bank, raw in some:
        found += drawn([raw], bank, wish.seeds, choice=wish.choice)
    return found


def _some(asked: Sequence[Asked], number: int, seed: int) -> list[Asked]:
    """Draw some items, in the order of the banks; of those that give each other away only one."""
    taken: set[str] = set()
    shut: set[str] = set()
    places: list[int] = []
    for place in Random(seed).sample(range(len(asked)), len(asked)):  # noqa: S311 - no secret
        bank, raw = asked[place]
        name, enemies = f"{bank}/{raw['id']}", _enemies(bank, raw)
        if len(places) < number and name not in shut and not enemies & taken:
            places.append(place)
            taken.add(name)
            shut |= enemies
    return [asked[place] for place in sorted(places)]


def _enemies(bank: str, raw: Raw) -> set[str]:
    return {full_name(other, bank) for other in raw.get("enemies", ())}


def export(raws: list[Raw], to: Format, choices: Choices, out: Path, *, force: bool) -> Export:
    """Write items to a file, or several beside each other.

    Raises:
        UsageFault: the format is only read.
        ExamprepError: nothing is to be written, or a file is there.
        UnwritableFile: the disk refuses.
    """
    if to.write is None:
        raise UsageFault(f"{to.title} is only read; written are {', '.join(writable())}")
    if not raws:
        raise ExamprepError("there is no question to write")
    losses: defaultdict[str, set[str]] = defaultdict(set)
    outputs = list(to.write(raws, choices, lambda one, what: losses[what].add(one)))
    _tell_pictures(raws, losses)
    # What has no ending gets that of the format: other programs go by it.
    files = _write(outputs, out, out.suffix or to.endings[0], force=force)
    return Export(files, len(raws), Counter({what: len(ones) for what, ones in losses.items()}))


def _tell_pictures(raws: Iterable[Raw], losses: defaultdict[str, set[str]]) -> None:
    for raw in raws:
        if PICTURE in str(raw):
            losses["pictures, which stay in the bank's folder `pictures`"].add(raw["id"])


def _write(outputs: list[Output], out: Path, ending: str, *, force: bool) -> list[Path]:
    places = [_place(out, one, ending) for one in outputs]
    there = next((path for path in places if path.exists()), None)
    if there and not force:
        raise ExamprepError(f"{there}: there is a file of this name (--force replaces it)")
    for path, one in zip(places, outputs, strict=True):
        replace_bytes(path, one.data, shared=True)
    return places


def _place(out: Path, one: Output, ending: str) -> Path:
    if out.is_dir():
        raise ExamprepError(f"{out}: it is a folder; name the file to write")
    return out.with_name(f"{out.stem}{one.suffix}{one.ending or ending}")
