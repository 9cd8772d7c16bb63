"""What other windows did to an attempt that is sat in this one, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from examprep.attempts.attempt import Attempt
from examprep.attempts.events import Response


def news_of(before: Attempt, after: Attempt) -> Iterator[str]:
    """Say in sentences what other windows did to the answers given here, and to the attempt."""
    for slot, (mine, given) in enumerate(zip(before.given, after.given, strict=False)):
        if lost := _lost(mine, given):
            yield f"Question {slot + 1} was {lost}."
    if after.ended and not before.ended:
        noun = "drill" if after.kind == "drill" else "quiz"
        yield f"This {noun} was ended in another window; what you answered here counts too."


def _lost(mine: Sequence[Response], given: Sequence[Response]) -> str:
    """Say what became of an answer that does not stand any more; empty where all do."""
    if not {one.id for one in mine} - {one.id for one in given}:
        return ""
    if given:
        return "answered first in another window; that answer counts"
    return "taken back in another window"
