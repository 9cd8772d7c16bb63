"""Where each bank came from, and how many of its questions name no source and no day of checking.

Banks that ship are proved; of what was added a candidate should know that perhaps nobody did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from examprep.banks.ledger import added
from examprep.banks.library import Library
from examprep.text import plural
from examprep.words import tr


@dataclass(frozen=True, slots=True)
class Origin:
    """A bank's licence, where it was added from (None: it was not), and what it lacks.

    `unsourced` and `undated` count questions, out of `items`.
    """

    licence: str
    source: str | None
    items: int
    unsourced: int
    undated: int

    def lines(self) -> Iterator[str]:
        """Say where the bank came from and what nobody vouches for; nothing of a proved bank."""
        if self.source is not None:
            yield tr("added from {source}", source=self.source or tr("a folder"))
        if self.unsourced or self.undated:
            yield tr(
                "{bare} without a source, {undated} without a day of checking",
                bare=plural(self.unsourced, "question"),
                undated=f"{self.undated:,}",
            )


def origins(library: Library) -> dict[str, Origin]:
    """Give the origin of every bank by its id."""
    sources = added()
    found = {}
    for bank in library.banks():
        items, unsourced, undated = library.proofs[bank.id]
        licence = bank.licence or tr("no licence named")
        found[bank.id] = Origin(licence, sources.get(bank.id), items, unsourced, undated)
    return found
