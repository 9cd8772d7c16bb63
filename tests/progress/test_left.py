"""What was left open: nothing that was only drawn hides what was begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from examprep.attempts.attempt import Attempt
from examprep.attempts.slots import Assigned, Marks
from examprep.progress.left import latest, left
from tests.factories import attempt, respond


def at(kind: str, minute: int, *, answered: bool = False) -> Attempt:
    one = attempt(kind, count=3)
    one = replace(one, id=f"a-{minute}", started=one.started + timedelta(minutes=minute))
    return one.apply(respond(0, 10)) if answered else one


def ids(attempts: list[Attempt]) -> list[str]:
    return [one.id for one in attempts]


def test_quizzes_that_were_only_drawn_hide_nothing() -> None:
    every = [at("tutor", 1, answered=True), at("tutor", 2), at("review", 3)]
    assert ids(left(every)) == ["a-1"]
    found = latest(left(every), ())
    assert found is not None
    assert found.id == "a-1"


def test_the_last_of_them_stays_where_nothing_else_is_open() -> None:
    assert ids(left([at("tutor", 1), at("quiz", 3), at("review", 2)])) == ["a-3"]
    assert left([]) == []


@pytest.mark.parametrize(
    "begun",
    [
        at("exam", 1),
        replace(at("quiz", 1), assigned=Assigned("week-3")),
        replace(at("tutor", 1), marks=(Marks(flag=True), Marks(), Marks())),
    ],
)
def test_an_exam_an_assignment_and_a_mark_are_begun(begun: Attempt) -> None:
    assert ids(left([begun, at("tutor", 2)])) == ["a-1"]


def test_the_latest_is_of_the_kinds_that_are_asked_for() -> None:
    every = [at("tutor", 1, answered=True), at("exam", 2)]
    found = [latest(left(every), kinds) for kinds in ((), ("tutor", "quiz"), ("drill",))]
    assert [one and one.id for one in found] == ["a-2", "a-1", None]
