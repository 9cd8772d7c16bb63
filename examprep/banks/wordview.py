"""Shows what changed between two texts in one line, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+")
_NEAR = 3
"""Words shown on either side of a change."""


def word_view(before: str, after: str) -> str:
    """Give the changes with some words around them: `which of [-two-] {+three+} refills ...`."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts: list[str] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (step, start, end, first, last) in enumerate(steps):
        if step == "equal":
            parts += _around(old[start:end], opens=number == 0, closes=number == len(steps) - 1)
            continue
        if end > start:
            parts.append(f"[-{' '.join(old[start:end])}-]")
        if last > first:
            parts.append(f"{{+{' '.join(new[first:last])}+}}")
    return " ".join(parts)


def _around(words: list[str], *, opens: bool, closes: bool) -> list[str]:
    """Shorten what is equal to the words next to a change."""
    before = [] if opens else words[:_NEAR]
    after = [] if closes else words[-_NEAR:]
    if len(before) + len(after) >= len(words):
        return words
    return [*before, "...", *after]
