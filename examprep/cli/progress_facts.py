"""What `examprep progress show` tells of a candidate: as data, and in lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from examprep.attempts.names import name_of
from examprep.dates import local
from examprep.desk.overview import SLIP_DAYS, slips
from examprep.progress.candidates import Candidate
from examprep.progress.state import CandidateState, counted
from examprep.progress.summary import Summary, told
from examprep.text import one_line, plural
from examprep.words import tr

_SHOWN = 10


def facts_of(candidate: Candidate, state: CandidateState, now: float) -> dict[str, Any]:
    """Give goal, figures, last attempts and slips as plain values."""
    goal, today = state.goal, local(now).date()
    finished = sorted(counted(state), key=lambda one: one.at, reverse=True)
    return {
        "name": state.name,
        "file": str(candidate.path),
        "exam": goal.exam if goal else None,
        "date": goal.date.isoformat() if goal and goal.date else None,
        "responses": sum(state.hours.values()),
        "questions": len(state.history()),
        "open": len(state.left_open()),
        "finished": len(finished),
        "attempts": [_attempt_row(one) for one in told(finished, today)[:_SHOWN]],
        "slips": [
            {"name": one.name, "title": one.title, "times": one.times, "often": one.often}
            for one in slips(state, now)
        ],
    }


def _attempt_row(one: Summary) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": local(one.at).isoformat(timespec="minutes"),
        "kind": one.kind,
        "title": one.title,
        "questions": one.questions,
        "answered": one.answered,
        "credit": round(one.credit, 2),
        "seconds": round(one.seconds),
        "reason": one.reason,
    }


def lines(facts: dict[str, Any]) -> Iterator[str]:
    """Give the same in lines."""
    yield one_line(facts["name"])
    yield tr("goal: {goal}", goal=_goal(facts))
    responses, questions = facts["responses"], facts["questions"]
    yield tr(
        "{responses} to {questions}",
        responses=plural(responses, "response"),
        questions=plural(questions, "question"),
    )
    finished = plural(facts["finished"], "attempt")
    yield tr("{attempts} finished, {open} open", attempts=finished, open=facts["open"])
    for row in facts["attempts"]:
        moment = row["at"][:16].replace("T", " ")
        score = tr("{credit:g} of {questions}", credit=row["credit"], questions=row["questions"])
        yield f"  {moment}  {score:>10}  {one_line(name_of(row['kind'], row['title']))}"
    for slip in facts["slips"]:
        title, often = one_line(slip["title"]), slip["often"]
        yield tr("slip: {title}, {often} in {days} days", title=title, often=often, days=SLIP_DAYS)


def _goal(facts: dict[str, Any]) -> str:
    exam = one_line(facts["exam"]) if facts["exam"] else tr("none yet")
    return tr("{exam} on {date}", exam=exam, date=facts["date"]) if facts["date"] else exam
