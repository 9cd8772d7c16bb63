"""Grading: what credit an answer to an item earns, and what is worth saying about it."""

from __future__ import annotations

from dataclasses import dataclass

from examprep.attempts.events import Answer
from examprep.banks.item import Item
from examprep.errors import UnclearAnswer
from examprep.words import tr


@dataclass(frozen=True, slots=True)
class Grade:
    """Credit from 0 to 1, with a remark for a near miss or a recognized mistake."""

    credit: float
    remark: str = ""
    mistake: str = ""

    @property
    def right(self) -> bool:
        """Tell whether the answer is wholly right."""
        return self.credit >= 1.0


def grade(item: Item, answer: Answer) -> Grade:
    """Grade an answer.

    Choice and numeric: all or nothing. Multiple: right choices less wrong ones, over the
    number of keys, never below 0. Order and match: the share standing in the right place.

    Raises:
        UnclearAnswer: the answer cannot be read or is not complete; ask again.
    """
    if item.kind == "numeric":
        return _numeric(item, answer.typed)
    if item.kind == "multiple":
        return _multiple(item, answer.chose)
    if item.kind in {"order", "match"}:
        return _in_place(item, answer.chose)
    if len(answer.chose) != 1 or not 0 <= answer.chose[0] < len(item.options):
        raise UnclearAnswer(tr("Choose one answer, 1 to {options}.", options=len(item.options)))
    return Grade(1.0 if item.options[answer.chose[0]].key else 0.0)


def _multiple(item: Item, chose: tuple[int, ...]) -> Grade:
    chosen = set(chose)
    if not chosen or not chosen <= set(range(len(item.options))) or len(chosen) != len(chose):
        raise UnclearAnswer(tr("Choose one answer or more."))
    keys = set(item.keys)
    hits, misses = len(chosen & keys), len(chosen - keys)
    credit = max(0, hits - misses) / len(keys)
    remark = (
        ""
        if credit >= 1
        else tr(
            "{hits} of {keys} found, {misses} wrongly chosen.",
            hits=hits,
            keys=len(keys),
            misses=misses,
        )
    )
    return Grade(credit, remark)


def _in_place(item: Item, chose: tuple[int, ...]) -> Grade:
    places = len(item.options) or len(item.pairs)
    if sorted(chose) != list(range(places)):
        raise UnclearAnswer(tr("Give each of the {places} places once.", places=places))
    hits = sum(1 for place, chosen in enumerate(chose) if place == chosen)
    return Grade(
        hits / places,
        "" if hits == places else tr("{hits} of {places} in place.", hits=hits, places=places),
    )


def _numeric(item: Item, typed: str) -> Grade:
    from examprep.banks.variants import asked_of  # the start of the app needs neither
    from examprep.calculations.answers import judge

    verdict = judge(asked_of(item), typed)
    return Grade(1.0 if verdict.right else 0.0, verdict.remark, verdict.mistake)
