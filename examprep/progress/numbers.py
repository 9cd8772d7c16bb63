"""Which running numbers of which writers were seen: small, exact, in any order.

A writer counts up without gaps in the usual case, so that one span holds all its numbers.
"""

from __future__ import annotations

from bisect import bisect_right

MOST_DIGITS = 15
Seen = dict[str, list[tuple[int, int]]]
"""For each writer the spans of numbers seen: sorted, with gaps between them, ends included."""


def place(name: str) -> tuple[str, int]:
    """Give writer and number of an id; an id of another form is a writer of its own."""
    token, _, number = name.rpartition("-")
    if number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS:
        return token, int(number)
    return name, 0


def note(seen: Seen, name: str) -> bool:
    """Note an id; tell whether it is new."""
    token, number = place(name)
    spans = seen.setdefault(token, [])
    if spans and number == spans[-1][1] + 1:
        spans[-1] = (spans[-1][0], number)
        return True
    at = bisect_right(spans, (number, MOST_DIGITS**MOST_DIGITS))
    if at and spans[at - 1][1] >= number:
        return False
    _insert(spans, at, number)
    return True


def has(seen: Seen, name: str) -> bool:
    """Tell whether an id was noted."""
    token, number = place(name)
    return any(first <= number <= last for first, last in seen.get(token, ()))


def _insert(spans: list[tuple[int, int]], at: int, number: int) -> None:
    """Put a number between two spans, and close the gap where it was the only one missing."""
    first = last = number
    if at < len(spans) and spans[at][0] == number + 1:
        last = spans.pop(at)[1]
    if at and spans[at - 1][1] == number - 1:
        at -= 1
        first = spans.pop(at)[0]
    spans.insert(at, (first, last))
