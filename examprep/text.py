"""Text of strangers made safe to show: no control codes, no hidden direction marks."""

from __future__ import annotations

import re

from examprep.words import tr_count

# C0 and C1 controls except tab and newline, line and paragraph separators, and the marks that
# reorder what is read.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def printable(text: str) -> str:
    """Replace every control character by U+FFFD, so that no escape code reaches a terminal."""
    return HIDDEN.sub("\ufffd", text)


def one_line(text: object) -> str:
    """Write a stranger's text on one line, with no control character in it."""
    return " ".join(printable(str(text)).split())


def plural(count: int, noun: str, many: str = "") -> str:
    """Write a count with its noun: `1 question`, `3 questions`."""
    return f"{count:,} {tr_count(noun, many or noun + 's', count)}"


def percent(share: float | None) -> str:
    """Write a share from 0 to 1 as a percentage, half up; a dash for none."""
    return "\u2013" if share is None else f"{int(share * 100 + 0.5)} %"


def time_in_words(seconds: float) -> str:
    """Write seconds in words, cut to whole ones: `1 h 5 min`, `9 min 40 s`, `12 s`."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"
