"""What other windows did to an attempt that is sat in this one, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from examprep.attempts.attempt import Attempt
from examprep.attempts.events import Response
from examprep.attempts.names import noun_of
from examprep.words import tr


def news_of(before: Attempt, after: Attempt) -> Iterator[str]:
    """Say in sentences what other windows did to the answers given here, and to the attempt."""
    told = False
    for slot, (mine, given) in enumerate(zip(before.given, after.given, strict=False)):
        if lost := _lost(mine, given):
            told = True
            yield tr("Question {slot} was {lost}.", slot=slot + 1, lost=lost)
    if after.ended and not before.ended:
        rest = "" if told else tr("; what you answered here counts too")
        yield tr(
            "This {noun_of} was ended in another window{rest}.",
            noun_of=noun_of(after.kind),
            rest=rest,
        )


def _lost(mine: Sequence[Response], given: Sequence[Response]) -> str:
    """Say what became of an answer that does not count any more; empty where it does."""
    if not mine or (given and given[-1].id == mine[-1].id):
        return ""
    if not given:
        return tr("taken back in another window")
    if {one.id for one in mine} - {one.id for one in given}:
        return tr("answered first in another window; that answer counts")
    return tr("answered in another window too; that answer counts, as the later one")
