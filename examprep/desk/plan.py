"""What a new quiz, drill or mock exam should be."""

from __future__ import annotations

from dataclasses import dataclass

from examprep.attempts.slots import Assigned, Kind
from examprep.exams.blueprint import Blueprint
from examprep.learning.choice import Mode
from examprep.words import tr

MOST_QUESTIONS = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new quiz should be.

    `topics` holds bank ids or `bank:topic` names, empty for all; `seconds` is the limit of
    the whole quiz, None where time is free; `seed` fixes choice and order. A drill has no
    count: its questions come one by one. A mock exam has all of its `blueprint`, and its time
    where `seconds` is None. `names` are the very questions to ask, where they were chosen already.
    What was `assigned` has its questions, kind and time from there.
    """

    kind: Kind = "tutor"
    count: int = 20
    mode: Mode = "mixed"
    topics: tuple[str, ...] = ()
    seconds: float | None = None
    seed: int | None = None
    blueprint: Blueprint | None = None
    names: tuple[str, ...] = ()
    assigned: Assigned | None = None


def nothing_in(mode: Mode) -> str:
    """Say that nothing fits a mode, and what to choose instead."""
    return {
        "missed": tr("No missed questions here. Choose another topic, or new questions."),
        "due": tr("Nothing is due here. Choose what raises your score most, or another topic."),
        "flagged": tr("No flagged questions here. Flag a question while you answer it."),
        "new": tr("You have seen every question here. Choose another topic, or any at random."),
    }.get(mode, tr("There are no questions in this choice. Choose another topic."))
