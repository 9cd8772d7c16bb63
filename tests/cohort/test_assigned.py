"""Who has done what: not started, open, done with a score, late, and with other questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.slots import Assigned, Slot
from examprep.cohort.assigned import Taken, who_did_what
from examprep.cohort.assignment import Assignment
from examprep.cohort.taken import forms_of, taken_of
from examprep.progress.fold import fold
from tests.progress.logs import START, Log

DUE = date(2026, 12, 5)
ONE = Assignment(
    "week3law",
    "Week 3",
    START,
    tuple(Slot(f"bank/q-{n}", n) for n in range(3)),
    due=DUE,
    attempts=2,
)
BEFORE, AFTER = date(2026, 12, 1), date(2026, 12, 6)


def at(day: int, hour: int = 12) -> float:
    return datetime(2026, 12, day, hour, tzinfo=UTC).timestamp()


def day_of(moment: float) -> date:
    return datetime.fromtimestamp(moment, UTC).date()


def row(*taken: Taken, today: date = BEFORE, one: Assignment = ONE):
    (found,) = who_did_what([one], {"Bo": taken}, today, day_of)
    return found


def test_nobody_began_and_the_day_passes() -> None:
    assert (row().done, row().late) == ("not started", False)
    assert row(today=DUE).late is False
    assert row(today=AFTER).late is True
    assert row(today=AFTER, one=replace(ONE, due=None)).late is False


def test_an_open_attempt_is_open_until_it_is_late() -> None:
    opened = Taken("week3law", at(1))
    assert (row(opened).done, row(opened).late, row(opened).attempts) == ("open", False, 1)
    assert row(opened, today=AFTER).late is True


def test_a_finished_one_has_its_score_and_its_moment() -> None:
    found = row(Taken("week3law", at(1), at(2), 2.0, 3, "done"))
    assert (found.done, found.score, found.credit, found.questions) == ("done", 2 / 3, 2.0, 3)
    assert found.finished == at(2)
    assert not found.late


def test_what_was_finished_after_the_due_day_is_late() -> None:
    assert not row(Taken("week3law", at(1), at(5, 23), 2.0, 3)).late
    assert row(Taken("week3law", at(1), at(6, 0), 2.0, 3)).late


def test_the_best_of_the_first_attempts_counts_and_no_more_than_are_allowed() -> None:
    low, good, best = (Taken("week3law", at(d), at(d, 13), float(d), 3) for d in (1, 2, 3))
    assert row(good, low).credit == 2.0
    found = row(best, good, low)
    assert (found.credit, found.attempts) == (2.0, 3)


def test_attempts_at_other_assignments_are_passed_over() -> None:
    assert row(Taken("week4law", at(1), at(2), 3.0, 3)).done == "not started"


def test_other_questions_are_noticed() -> None:
    mine = Taken("week3law", at(1), at(2), 3.0, 3, form=ONE.form)
    assert not row(mine).altered
    assert row(replace(mine, form="another")).altered
    assert not row(replace(mine, form="")).altered


def test_there_is_a_row_for_each_assignment_and_person() -> None:
    other = replace(ONE, id="week4law")
    found = who_did_what([ONE, other], {"Bo": [Taken("week4law", at(1))], "Al": []}, BEFORE)
    told = [(one.assignment, one.person, one.done) for one in found]
    assert told == [
        ("week3law", "Bo", "not started"),
        ("week3law", "Al", "not started"),
        ("week4law", "Bo", "open"),
        ("week4law", "Al", "not started"),
    ]


@given(
    st.lists(
        st.builds(
            lambda start, long, credit: Taken(
                "week3law", at(1) + start, None if long < 0 else at(1) + start + long, credit, 3
            ),
            st.integers(0, 10**6),
            st.integers(-5, 10**6),
            st.sampled_from([0.0, 1.0, 2.5, 3.0]),
        ),
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_attempts_makes_no_difference(taken: list[Taken], chance) -> None:
    taken = list({one.started: one for one in taken}.values())
    mixed = list(taken)
    chance.shuffle(mixed)
    assert row(*taken) == row(*mixed)


def logged(finished: bool = True) -> Log:
    log = Log()
    mine = log.begin("quiz", 3, assigned=Assigned("week3law"))
    log.respond(mine, 0, 1.0, 5.0)
    log.respond(mine, 1, 0.0, 9.0)
    if finished:
        log.finish(mine, 10.0)
    log.begin("quiz", 3)
    return log


def test_a_progress_file_tells_of_its_attempts() -> None:
    log = logged()
    (taken,) = taken_of(fold({}, log.pairs()), forms_of(log.pairs()))
    assert (taken.assignment, taken.credit, taken.questions) == ("week3law", 1.0, 3)
    assert taken.finished == (START + timedelta(minutes=3)).timestamp()
    assert taken.form == ONE.form
    assert taken.reason == "done"


def test_an_open_attempt_in_a_file_is_told_as_open() -> None:
    (taken,) = taken_of(fold({}, logged(finished=False).pairs()))
    assert (taken.finished, taken.form) == (None, "")


def test_an_attempt_ended_without_an_answer_is_finished_when_it_stood() -> None:
    log = Log()
    mine = log.begin("quiz", 3, assigned=Assigned("week3law"))
    log.finish(mine, 30.0)
    (taken,) = taken_of(fold({}, log.pairs()))
    assert taken.finished == taken.started + 30.0


def test_blocks_that_make_no_sense_have_no_form() -> None:
    broken = {"id": "a-1", "assignment": "week3law", "slots": 7, "kind": "quiz"}
    assert forms_of([("attempt", broken), ("attempt", {"id": "a-2"}), ("goal", {})]) == {}
