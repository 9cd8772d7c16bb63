"""Finds stems that are nearly the same, without comparing every stem with every other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

NEAR = 90.0
_CLUES = 8
"""Rarest words by which a stem is looked up, and their pairs: near twins share some of them."""
_CROWD = 40
"""Stems looked at for one word or pair: where more share it, it says little."""
_WORD = re.compile(r"\w+")


def _rarest(words: Sequence[list[str]]) -> Iterator[list[str]]:
    uses: Counter[str] = Counter()
    for some in words:
        uses.update(some)
    for some in words:
        clues = sorted(some, key=lambda word: (uses[word], word))[:_CLUES]
        near = (clues[place : place + 3] for place in range(len(clues)))
        yield [*clues, *(f"{first} {other}" for first, *more in near for other in more)]


class _Shelf:
    """The stems seen so far, found again by their rarest words."""

    def __init__(self, texts: Sequence[str], near: float) -> None:
        self._texts = texts
        self._near = near
        self._seen: dict[str, list[int]] = defaultdict(list)

    def nearest(self, number: int, clues: list[str]) -> tuple[float, int]:
        """Give the likeness and position of the most similar stem put in before."""
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extractOne

        near = sorted({other for clue in clues for other in self._seen[clue][-_CROWD:]})
        texts = [self._texts[other] for other in near]
        found = extractOne(self._texts[number], texts, scorer=ratio, score_cutoff=self._near)
        return (found[1], near[found[2]]) if found else (0.0, 0)

    def put(self, number: int, clues: list[str]) -> None:
        """Add a stem."""
        for clue in clues:
            self._seen[clue].append(number)


def near_duplicates(stems: Sequence[str], near: float = NEAR) -> Iterator[tuple[int, int, float]]:
    """Give pairs of positions whose stems are more than `near` % alike, and how alike they are.

    A stem is paired with the most similar of those before it only.
    """
    texts = [" ".join(stem.casefold().split()) for stem in stems]
    shelf = _Shelf(texts, near)
    for number, clues in enumerate(_rarest([sorted(set(_WORD.findall(t))) for t in texts])):
        best, first = shelf.nearest(number, clues)
        if best > near:
            yield first, number, best
        shelf.put(number, clues)
