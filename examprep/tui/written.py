"""What was written of a report so far; it stays with its question, whatever becomes of its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Written:
    """A line about one question that is not kept in a file yet."""

    text: str = ""

    def sent(self, text: str) -> None:
        """Begin anew once a line is kept, unless another was begun meanwhile."""
        if self.text == text:
            self.text = ""


@dataclass(slots=True)
class Lines:
    """The lines written, each for one candidate, one question and one variant of it."""

    _known: dict[tuple[Path | None, str, int], Written] = field(default_factory=dict)

    def of(self, candidate: Path | None, item: str, seed: int) -> Written:
        """Give what was written about a question."""
        return self._known.setdefault((candidate, item, seed), Written())
