"""The words of a stem: what is highlighted is kept by their places."""

from __future__ import annotations

import re

_WORD = re.compile(r"\S+")


def words_of(stem: str) -> list[tuple[int, int]]:
    """Give where each word of a stem begins and ends."""
    return [found.span() for found in _WORD.finditer(stem)]


def places_of(stem: str, words: str) -> list[int]:
    """Give the places of the words of a stem that are named, whatever case and commas they have."""
    wanted = {_bare(word) for word in words.split()} - {""}
    spans = words_of(stem)
    return [place for place, (start, end) in enumerate(spans) if _bare(stem[start:end]) in wanted]


def _bare(word: str) -> str:
    return word.casefold().strip(".,;:?()\u201c\u201d\"'")
