"""What may be asked and what is known of the candidate, kept ready for choosing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from itertools import compress
from threading import Lock

from examprep.attempts.attempt import Slot
from examprep.banks.library import Library
from examprep.exams.outlines import outline
from examprep.learning.choice import Chooser, Pool
from examprep.progress.state import CandidateState


class Selection:
    """Pools by topic and the chooser of one candidate, made once and kept in step."""

    def __init__(self) -> None:
        self._pools: dict[tuple[str, tuple[str, ...]], Pool] = {}
        self._chooser = Chooser({})
        self._state: CandidateState | None = None
        self._known = 0
        self._busy = Lock()  # home looks at it in one thread while a quiz starts in another

    def pool(self, library: Library, topics: Sequence[str], exam: str) -> Pool:
        """Give what an exam asks of the topics (bank ids or `bank:topic`), or of all banks.

        Of a topic that is named although the exam has nothing of it, all; so of all banks.
        """
        key = (exam, tuple(sorted(topics)))
        if key not in self._pools:
            self._pools[key] = Pool(_names(library, frozenset(topics), exam))
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


def _names(library: Library, wanted: frozenset[str], exam: str) -> Sequence[str]:
    catalogue, asked = library.catalogue(), library.asked(outline(exam).kin)
    if not wanted:
        return list(compress(catalogue.names, asked)) or catalogue.names
    asks = set(compress(catalogue.topics, asked))
    topics = {topic for topic in set(catalogue.topics) if above(topic) & wanted}
    every = zip(catalogue.names, catalogue.topics, asked, strict=True)
    return [name for name, topic, fits in every if topic in topics and (fits or topic not in asks)]


def above(topic: str) -> set[str]:
    """Give a topic with all that stand over it: `bank:a/b` lies under `bank:a` and `bank`."""
    parts = topic.split("/")
    whole = {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    return whole | {topic.partition(":")[0]}


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


def seed_of(text: str) -> int:
    """Give the seed that a text stands for, 31 bits, the same on every machine."""
    digest = blake2b(text.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") >> 1
