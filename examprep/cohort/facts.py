"""What is known of items besides the answers to them: options, key, and what the author expects."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from examprep.learning.ability import AVERAGE, GUESS
from examprep.learning.syllabus import Syllabus

NO_KEY = 255
MOST_OPTIONS = 16


@dataclass(frozen=True)
class Facts:
    """Facts of items in columns of equal length, in the order of `Table.items`.

    `options` counts the options of items of which one is chosen, 0 for other kinds; `key` is the
    authored position of the key, `NO_KEY` where there is none or it is not known; `difficulty` is
    the author's, in logits (`learning.ability.difficulties`); `guess` the chance, 0 to 1, to hit
    upon the key without knowing it; `print` that of the present key, 0 for unknown; `verified`
    tells whether a source is cited that was looked up.
    """

    options: NDArray[np.int64]
    key: NDArray[np.int64]
    difficulty: NDArray[np.float64]
    guess: NDArray[np.float64]
    print: NDArray[np.int64]
    verified: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.options)

    @property
    def checkable(self) -> NDArray[np.bool_]:
        """Tell of each item whether its key can be checked: one of several options is the key."""
        fits = (self.options > 1) & (self.options <= MOST_OPTIONS)
        return np.asarray(fits & (self.key < self.options))


def unknown(items: int) -> Facts:
    """Give facts for items of which nothing is known: no options, average difficulty."""
    return Facts(
        options=np.zeros(items, np.int64),
        key=np.full(items, NO_KEY),
        difficulty=np.full(items, AVERAGE),
        guess=np.full(items, GUESS),
        print=np.zeros(items, np.int64),
        verified=np.zeros(items, np.bool_),
    )


def facts_of(
    names: Sequence[str],
    syllabus: Syllabus,
    choices: Mapping[str, tuple[int, int]],
    verified: Collection[str] = (),
) -> Facts:
    """Give the facts of a table's items.

    Args:
        names: the items, as `Table.items` has them; those that the syllabus lacks are taken for
            average ones.
        syllabus: difficulties, chances to guess and prints of keys.
        choices: of items of which one option is chosen, how many options there are, and the
            authored position of the key.
        verified: the items that cite a source that was looked up.
    """
    found = unknown(len(names))
    for place, name in enumerate(names):
        known = syllabus.places.get(name)
        if known is not None:
            found.difficulty[place] = syllabus.difficulties[known]
            found.guess[place] = syllabus.guesses[known]
            found.print[place] = syllabus.prints[known]
        if name in choices:
            found.options[place], found.key[place] = choices[name]
        found.verified[place] = name in verified
    return found
