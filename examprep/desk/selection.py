"""What may be asked and what is known of the candidate, kept ready for choosing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import compress
from threading import Lock

from examprep.attempts.slots import Slot
from examprep.banks.item import Item
from examprep.banks.library import Library
from examprep.exams.outlines import outline
from examprep.learning.choice import Chooser, Mode, Pool
from examprep.progress.state import CandidateState


class Selection:
    """Pools by topic and the chooser of one candidate, made once and kept in step."""

    def __init__(self) -> None:
        self._pools: dict[tuple[str, tuple[str, ...], frozenset[str]], Pool] = {}
        self._chooser = Chooser({})
        self._state: CandidateState | None = None
        self._known = 0
        self._busy = Lock()  # home looks at it in one thread while a quiz starts in another

    def pool(
        self,
        library: Library,
        topics: Sequence[str],
        exam: str,
        kept: frozenset[str] = frozenset(),
    ) -> Pool:
        """Give all of the topics that are named as `bank:topic`, of a bank what an exam asks.

        With nothing named, what it asks of all banks. Where it asks nothing of a bank, all of
        it; so of all banks. An empty exam asks everything. What is kept for mock exams is left
        out.
        """
        key = (exam, tuple(sorted(topics)), kept)
        if key not in self._pools:
            names = _names(library, frozenset(topics), exam)
            self._pools[key] = Pool([one for one in names if one not in kept] if kept else names)
        return self._pools[key]

    def chooser(self, state: CandidateState) -> Chooser:
        """Give the chooser of a candidate's state, in step with the newest answers."""
        with self._busy:
            if self._state is not state:
                self._state, self._known = state, len(state.touched)
                self._chooser = Chooser(state.history())
            newest = len(state.touched)
            for name in state.touched[self._known : newest]:
                self._chooser.note(name, state.record_of(name))
            self._known = newest
            return self._chooser


def deciding(exam: str, mode: Mode) -> str:
    """Give the exam that decides what is asked; none where what was missed or flagged is wanted."""
    return "" if mode in {"missed", "flagged"} else exam


def _names(library: Library, wanted: frozenset[str], exam: str) -> Sequence[str]:
    catalogue = library.catalogue()
    if not wanted:
        asked = _asked(library, exam)
        return list(compress(catalogue.names, asked)) or catalogue.names
    return list(compress(catalogue.names, brought(library, wanted, exam)))


def brought(library: Library, wanted: frozenset[str], exam: str) -> list[bool]:
    """Tell of each item of the catalogue whether naming some banks and topics brings it."""
    topics, asked = library.catalogue().topics, _asked(library, exam)
    asking = {bank_of(topic) for topic in set(compress(topics, asked))}
    named = {topic for topic in set(topics) if above(topic) & wanted}
    whole = {topic for topic in named if is_whole(topic, wanted, asking)}
    every = zip(topics, asked, strict=True)
    return [topic in whole or (fits and topic in named) for topic, fits in every]


def _asked(library: Library, exam: str) -> Sequence[bool]:
    return library.asked(outline(exam).kin) if exam else [True] * library.count()


def is_whole(topic: str, wanted: frozenset[str], asking: Collection[str]) -> bool:
    """Tell whether all of a topic comes, where it or its bank is among what is wanted.

    A topic that is named is wanted for its own sake; of a bank only what the exam asks, unless
    that is nothing. `asking` holds the banks of which the exam asks something.
    """
    bank = bank_of(topic)
    return bool((above(topic) - {bank}) & wanted) or bank not in asking


def bank_of(topic: str) -> str:
    """Give the bank of a `bank:topic`."""
    return topic.partition(":")[0]


def above(topic: str) -> set[str]:
    """Give a topic with all that stand over it: `bank:a/b` lies under `bank:a` and `bank`."""
    parts = topic.split("/")
    whole = {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    return whole | {bank_of(topic)}


def title_of(library: Library, topic: str) -> str:
    """Give the title of a bank or of a `bank:topic`; an unknown one stays as it is."""
    titles = {f"{bank}:{name}": title for bank, name, title, _ in library.topics()}
    titles |= {bank.id: bank.title for bank in library.banks()}
    return titles.get(topic, topic)


def versions(library: Library) -> dict[str, str]:
    """Give the version of each bank, as an attempt keeps it."""
    return {bank.id: bank.version for bank in library.banks()}


def slots_of(names: Sequence[str], seed: int) -> list[Slot]:
    """Give each name its slot; one that comes again has other numbers."""
    slots, times = [], Counter[str]()
    for name in names:
        turn = f":{times[name]}" if times[name] else ""
        slots.append(Slot(name, seed_of(f"{seed}:{name}{turn}")))
        times[name] += 1
    return slots


def printed(slots: Sequence[Slot], items: Mapping[str, Item]) -> list[Slot]:
    """Give slots the prints of their keys as they are now."""
    return [
        replace(slot, key_print=items[slot.item].key_print) if slot.item in items else slot
        for slot in slots
    ]


def seed_of(text: str) -> int:
    """Give the seed that a text stands for, 31 bits, the same on every machine."""
    digest = blake2b(text.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") >> 1
