"""What there is to learn for one exam: every item with its domain, topic and difficulty."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import count

# Stands in the column of domains for an item that the exam's outline does not ask.
NO_DOMAIN = 255
# Of chances to hit upon the key without knowing it: one of four; two of five; the order of four.
GUESSES = {"choice": 0.25, "numeric": 0.0, "multiple": 0.10, "order": 0.04, "match": 0.04}


@dataclass(frozen=True)
class Syllabus:
    """Items in parallel columns, and the exam that they are learned for.

    `names` are as progress files have them; `topics` are places in `topic_names`; `domains` are
    those of the outline, or `NO_DOMAIN`; `difficulties` are in logits; `guesses` are chances, 0 to
    1; `prints` tell whether a key was changed. `counts` are the exam's scored items by domain,
    `pace` the seconds that it grants for one.
    """

    names: Sequence[str]
    topics: Sequence[int]
    topic_names: Sequence[str]
    domains: bytes
    difficulties: Sequence[float]
    guesses: Sequence[float]
    prints: Sequence[int]
    counts: tuple[int, ...]
    pace: float

    @cached_property
    def places(self) -> dict[str, int]:
        """Give the place of each item by its name."""
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Give the number of items by domain."""
        return tuple(self.domains.count(domain) for domain in range(len(self.counts)))

    @cached_property
    def worth(self) -> tuple[float, ...]:
        """Give by domain what knowing one item more is worth in the exam, in percent points.

        The bank's items stand for all that the exam may ask of their domain; what is not known is
        still guessed, one time in four.
        """
        whole = sum(self.counts)
        knowing = 100.0 * (1.0 - GUESSES["choice"])
        return tuple(
            knowing * count / whole / size if size else 0.0
            for count, size in zip(self.counts, self.sizes, strict=True)
        )

    @cached_property
    def digest(self) -> bytes:
        """Give a hash of all that learning hangs on besides the responses."""
        total = blake2b(self.domains, digest_size=16)
        total.update("\n".join((*self.names, *self.topic_names)).encode())
        for column in (self.topics, self.prints, self.counts):
            total.update(array("q", column).tobytes())
        for figures in (self.difficulties, self.guesses, (self.pace,)):
            total.update(array("d", figures).tobytes())
        return total.digest()

    def value(self, place: int) -> float:
        """Give what knowing an item is worth in the exam, in percent points."""
        domain = self.domains[place]
        return 0.0 if domain == NO_DOMAIN else self.worth[domain]

    @cached_property
    def grouped(self) -> tuple[list[int], list[int]]:
        """Put items that are alike while nobody has seen them into groups.

        They are alike in topic, domain and difficulty. Gives the group of each item, and for each
        group the place of its first item.
        """
        levels = dict(zip(dict.fromkeys(self.difficulties), count(), strict=False))
        size, ranks = max(1, len(levels)), map(levels.__getitem__, self.difficulties)
        columns = zip(self.topics, self.domains, ranks, strict=True)
        keys = [(topic << 8 | domain) * size + rank for topic, domain, rank in columns]
        numbers = dict(zip(dict.fromkeys(keys), count(), strict=False))
        firsts = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
        return list(map(numbers.__getitem__, keys)), [firsts[key] for key in numbers]
