"""What `examprep assign` tells of assignments, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from examprep.cohort.assigned import Row, who_did_what
from examprep.cohort.assignment import Assignment, Sealed
from examprep.cohort.assignment_file import read_assignment
from examprep.dates import local
from examprep.desk.assigned_words import (
    due_words,
    finished_words,
    row_words,
    rule_words,
    standing_words,
    title_words,
)
from examprep.desk.assigning import instructor_key, is_mine
from examprep.desk.assignments import CHANGED, Standing
from examprep.desk.desk import TIMES
from examprep.errors import UnreadableFile
from examprep.text import plural
from examprep.words import tr


def given_line(one: Standing, today: date) -> str:
    """Give one line of what a candidate was given."""
    words = standing_words(one, today)
    return f"{one.assignment.id}  {_named(one.assignment, today)}: {words}"


def made_line(one: Assignment, today: date) -> str:
    """Give one line of what was made here."""
    made = tr("made here: {what}", what=_named(one, today))
    return f"{one.id}  {made}"


def _named(one: Assignment, today: date) -> str:
    due = due_words(one.due, today)
    return f"{title_words(one)}: {due}" if due else title_words(one)


def report_line(row: Row, width: int) -> str:
    """Give one line of who has done what; a name has so many places."""
    notes = [tr("other questions than assigned")] if row.altered else []
    notes += [plural(row.attempts, "attempt")] if row.attempts > 1 else []
    words = "; ".join([row_words(row), *notes])
    return f"{row.person:<{width}}  {finished_words(row):<22}  {words}"


def list_facts(
    mine: Sequence[Standing], made: Sequence[Assignment], today: date
) -> dict[str, list[dict[str, Any]]]:
    """Give what a candidate was given and what was made here."""
    return {
        "given": [_standing_facts(one, today) for one in mine],
        "made": [assignment_facts(one) for one in made],
    }


def assignment_facts(one: Assignment) -> dict[str, Any]:
    """Give an assignment without its questions."""
    return {
        "id": one.id,
        "title": one.title,
        "from": one.sender,
        "made": one.made.isoformat(),
        "kind": one.kind,
        "questions": len(one.slots),
        "seconds": one.seconds,
        "due": one.due.isoformat() if one.due else None,
        "attempts": one.attempts,
        "feedback": one.feedback,
    }


def _standing_facts(one: Standing, today: date) -> dict[str, Any]:
    hidden = one.row.done == "done" and one.hides(today)
    return assignment_facts(one.assignment) | {
        "done": one.row.done,
        "score": None if hidden else one.row.score,
        "late": one.row.late,
        "attempts_left": one.left,
        "result_hidden": hidden,
    }


def verify_facts(path: Path, sealed: Sealed) -> tuple[dict[str, Any], str, int]:
    """Tell of a seal: as values, in words, and as an exit code."""
    one, has_key = sealed.assignment, bool(instructor_key())
    mine = is_mine(sealed)
    facts = {"file": str(path), "unchanged": sealed.intact, "made_here": mine if has_key else None}
    what = f"{one.title}: {rule_words(one)}"
    if not sealed.intact:
        words = CHANGED
    elif mine:
        words = tr("made with the key of this machine, and not changed since: {what}", what=what)
    elif has_key:
        words = tr("not made with the key of this machine: {what}", what=what)
    else:
        words = tr("not changed since it was made; by whom cannot be told here: {what}", what=what)
    fine = sealed.intact and (mine or not has_key)
    return facts | assignment_facts(one), words, 0 if fine else 1


def report_lines(path: Path, files: Sequence[Path]) -> tuple[list[Row], list[str]]:
    """Tell who has done what of an assignment, and which files cannot be used.

    Raises:
        UnreadableFile: the assignment was changed, or made with another key than that of here.
    """
    sealed = read_assignment(path)
    if not sealed.intact:
        raise UnreadableFile(f"{path}: {CHANGED}")
    if instructor_key() and not is_mine(sealed):
        raise UnreadableFile(
            tr("{path}: not made with the key of this machine; take the original", path=path)
        )
    from examprep.cohort.gathering import gather, lines
    from examprep.cohort.registry import sources_of

    found = gather(sources_of([*map(str, files)]))
    names = {one.key: one.name for one in found.people}
    done = {one.key: taken for one, taken in zip(found.people, found.taken, strict=True)}
    rows = who_did_what([sealed.assignment], done, local(TIMES.now()).date())
    named = sorted((replace(row, person=names[row.person]) for row in rows), key=_person)
    return named, [*lines(found.problems)]


def _person(row: Row) -> str:
    return row.person.casefold()


def report_facts(row: Row) -> dict[str, Any]:
    """Give what one person has done as plain values."""
    return {
        "person": row.person,
        "done": row.done,
        "score": row.score,
        "credit": row.credit,
        "questions": row.questions,
        "finished": None if row.finished is None else local(row.finished).isoformat(),
        "attempts": row.attempts,
        "late": row.late,
        "other_questions": row.altered,
    }
