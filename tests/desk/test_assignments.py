"""Assignments at the desk: made, kept, taken, counted, and told when it is time."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from examprep import places
from examprep.attempts.events import Answer
from examprep.cohort.assignment import Assignment
from examprep.cohort.assignment_file import read_assignment, written
from examprep.desk.assigned_words import due_words, rule_words, standing_words, waiting
from examprep.desk.assigning import (
    Wish,
    instructor_key,
    is_mine,
    key_path,
    make,
    write,
)
from examprep.desk.assignments import (
    find,
    keep,
    key_words,
    listed,
    standing,
    standings,
    take,
    today_of,
)
from examprep.desk.desk import Desk
from examprep.desk.keeping import asked_in_mocks
from examprep.desk.overview import missed, overview
from examprep.desk.plan import Plan
from examprep.desk.scored import mock_reports
from examprep.desk.standing import standing as stand
from examprep.errors import NotAllowed, UnreadableFile, UnwritableFile
from examprep.exams.blueprint import Blueprint
from examprep.progress.record import Record
from examprep.progress.sitting import Sitting
from tests.desk.test_forms import EXAM, FEW, exam_bank
from tests.factories import Clock, write_bank

DAY = 86_400.0
MONDAY = date(2026, 11, 23)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    write_bank(tmp_path / "banks", "law", 12)
    desk = Desk.open([tmp_path / "banks"])
    desk.times = clock.times
    desk.enroll("Maria", EXAM.id, None)
    return desk


def given(desk: Desk, tmp_path: Path, **wish: object) -> Assignment:
    """Make an assignment of three questions and open its file as a candidate does."""
    made, _ = make(desk, replace(Wish(count=3, seed=5), **wish))
    path = tmp_path / f"{made.id}.out.toml"
    write(made, path)
    return keep(path)


def end(sitting: Sitting, right: int = 3) -> Sitting:
    for slot in range(len(sitting.attempt.slots)):
        sitting.respond(slot, Answer((0 if slot < right else 1,)))
    sitting.finish("done")
    assert sitting.save_now() == ""
    return sitting


def where(desk: Desk, one: Assignment):
    return standing(desk.open_record().state, one, today_of(desk))


def test_everybody_gets_the_same_questions_in_the_same_order(desk: Desk, tmp_path: Path) -> None:
    one = given(desk, tmp_path)
    mine = take(desk, one).attempt
    desk.enroll("Bo", EXAM.id, None)
    other = take(desk, one).attempt
    assert mine.slots == other.slots == one.slots
    assert [slot.key_print for slot in mine.slots] == [slot.key_print for slot in one.slots]
    assert mine.assigned == one.assigned
    assert (mine.kind, mine.title, mine.limit) == ("quiz", "Quiz", None)


def test_the_same_seed_draws_the_same_form_and_two_have_other_ids(desk: Desk) -> None:
    one, other = (make(desk, Wish(count=5, seed=9))[0] for _ in range(2))
    assert one.slots == other.slots
    assert one.id != other.id
    assert make(desk, Wish(count=5, seed=10))[0].slots != one.slots


def test_fewer_questions_than_wanted_are_told(desk: Desk) -> None:
    made, note = make(desk, Wish(count=50))
    assert len(made.slots) == 12
    assert note == "the banks have 12 questions, 38 fewer than wanted"
    with pytest.raises(NotAllowed):
        make(desk, Wish(topics=("nothing",)))


def test_a_mock_exam_is_assigned_with_its_areas_and_time(tmp_path: Path, clock: Clock) -> None:
    exam_bank(tmp_path / "banks", EXAM, FEW)
    desk = Desk.open([tmp_path / "banks"])
    desk.times = clock.times
    desk.enroll("Maria", EXAM.id, None)
    blueprint = Blueprint(EXAM, "quarter", 1.5)
    one = given(desk, tmp_path, blueprint=blueprint, feedback="after-due", due=MONDAY)
    assert (one.kind, one.seconds, len(one.slots)) == ("exam", blueprint.seconds, blueprint.count)
    sitting = take(desk, one)
    assert sitting.attempt.exam == one.exam
    assert sitting.attempt.limit == blueprint.seconds
    assert sitting.attempt.rules.options
    sitting.finish("left")
    assert sitting.save_now() == ""
    assert mock_reports(desk) == []
    clock.go(3 * DAY)
    assert [report.attempt.id for report in mock_reports(desk)] == [sitting.attempt.id]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_the_key_is_made_once_and_is_its_owners_alone(desk: Desk, tmp_path: Path) -> None:
    assert instructor_key() == b""
    one = given(desk, tmp_path)
    assert stat.S_IMODE(key_path().stat().st_mode) == 0o600
    key = instructor_key()
    given(desk, tmp_path)
    assert instructor_key(make_one=True) == key
    assert is_mine(read_assignment(tmp_path / f"{one.id}.out.toml"))
    key_path().write_text("00" * 32)
    assert not is_mine(read_assignment(tmp_path / f"{one.id}.out.toml"))
    key_path().write_text("no key")
    with pytest.raises(UnreadableFile, match="this is no key"):
        instructor_key()


def test_what_was_made_is_remembered_and_nothing_overwritten(desk: Desk, tmp_path: Path) -> None:
    made, _ = make(desk, Wish(count=3))
    path = tmp_path / "out.toml"
    path.write_text("mine")
    with pytest.raises(UnwritableFile, match="stands there already"):
        write(made, path)
    assert path.read_text() == "mine"
    assert listed(places.made_folder()) == ([], [])
    write(made, tmp_path / "other.toml")
    assert listed(places.made_folder()) == ([made], [])


def test_a_changed_file_is_refused_and_not_kept(desk: Desk, tmp_path: Path) -> None:
    made, _ = make(desk, Wish(count=3))
    path = tmp_path / "out.toml"
    text = written(made, b"k").decode().replace("attempts = 1", "attempts = 9")
    path.write_text(text)
    with pytest.raises(UnreadableFile, match="changed after it was made"):
        keep(path)
    assert not places.assignments_folder().exists()
    folder = places.assignments_folder()
    folder.mkdir(parents=True)
    (folder / f"{made.id}.toml").write_text(text)
    found, problems = listed(folder)
    assert found == []
    assert "changed after it was made" in problems[0].message
    with pytest.raises(UnreadableFile, match="changed"):
        find(made.id)


@pytest.mark.parametrize(
    "title", ["../../../escape", "/etc/passwd", "con", "a\0b", "C:\\x", "\udcff"]
)
def test_a_title_never_names_a_file(desk: Desk, tmp_path: Path, title: str) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    one = given(desk, tmp_path, title=title, sender=title)
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    new = {path for path in new if path.parent.name != "reserve"}  # of the cache
    stems = {path.name for path in new} - {"instructor.key"}
    assert stems == {f"{one.id}.toml", f"{one.id}.out.toml"}


@pytest.mark.parametrize("name", ["../x", "abc", "UPPER12345", "week3law2345", ""])
def test_an_id_that_is_not_here_is_told(desk: Desk, name: str) -> None:
    with pytest.raises(UnreadableFile, match="there is no assignment"):
        find(name)


def test_one_kept_is_found_by_its_id_and_kept_once(desk: Desk, tmp_path: Path) -> None:
    one = given(desk, tmp_path)
    assert keep(Path(one.id)) == keep(tmp_path / f"{one.id}.out.toml") == find(one.id) == one
    assert [path.name for path in places.assignments_folder().iterdir()] == [f"{one.id}.toml"]


def test_one_put_there_by_hand_is_found_under_whatever_name(desk: Desk, tmp_path: Path) -> None:
    one = given(desk, tmp_path)
    folder = places.assignments_folder()
    (folder / f"{one.id}.toml").rename(folder / "from my teacher.toml")
    assert find(one.id) == one
    assert [each.assignment for each in standings(desk)[0]] == [one]


def test_attempts_are_counted_and_an_open_one_goes_on(desk: Desk, tmp_path: Path) -> None:
    one = given(desk, tmp_path, attempts=2)
    assert (where(desk, one).row.done, where(desk, one).left) == ("not started", 2)
    first = take(desk, one)
    assert first.save_now() == ""
    assert (where(desk, one).row.done, where(desk, one).left) == ("open", 1)
    again = take(desk, one)
    assert again.attempt.id == first.attempt.id
    end(again, 1)
    assert (where(desk, one).row.credit, where(desk, one).left) == (1.0, 1)
    end(take(desk, one))
    assert (where(desk, one).row.credit, where(desk, one).left) == (3.0, 0)
    assert not where(desk, one).possible
    with pytest.raises(NotAllowed, match="allows 2 attempts"):
        take(desk, one)


def test_an_attempt_begun_on_another_machine_counts_too(desk: Desk, tmp_path: Path) -> None:
    one = given(desk, tmp_path)
    path = desk.open_record().journal.path
    other = Desk.open([tmp_path / "banks"])
    other.times = desk.times
    other.record = Record.open(path)
    end(take(other, one))
    with pytest.raises(NotAllowed, match="no more is left"):
        take(desk, one)


def test_after_the_due_day_it_is_taken_all_the_same_and_marked_late(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    one = given(desk, tmp_path, due=MONDAY)
    assert where(desk, one).row.late is False
    clock.go(3 * DAY)
    assert where(desk, one).row.late is True
    end(take(desk, one))
    assert standing_words(where(desk, one), today_of(desk)) == "done, 3 of 3 (100 %), late"


def test_a_result_that_waits_for_the_due_day_is_nowhere_told_before(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    one = given(desk, tmp_path, due=MONDAY, feedback="after-due", attempts=2)
    sitting = end(take(desk, one), 1)
    today = today_of(desk)
    asked = {slot.item for slot in one.slots}
    assert "handed in, the result shows after November 23" in standing_words(
        where(desk, one), today
    )
    (summary,) = desk.open_record().state.finished.values()
    assert (summary.assignment, summary.hides(today)) == (one.id, True)
    assert asked <= asked_in_mocks(desk)
    assert missed(desk) == []
    assert not asked & {*desk.choose(Plan(count=12)).names}
    assert stand(desk).trend == ()
    clock.go(2 * DAY)
    today = today_of(desk)
    assert today > MONDAY
    assert not asked_in_mocks(desk)
    assert len(missed(desk)) == 2
    assert len(stand(desk).trend) == 1
    assert "1 of 3 (33 %)" in standing_words(where(desk, one), today)
    assert sitting.attempt.assigned is not None
    assert not sitting.attempt.assigned.hides(today)


def test_questions_that_are_missing_are_named_with_the_way_to_them(
    desk: Desk, tmp_path: Path
) -> None:
    one = given(desk, tmp_path)
    lost = replace(one.slots[0], item="rare-bank/r-1")
    gone = replace(one.slots[1], item="law/gone-1")
    with pytest.raises(NotAllowed) as caught:
        take(desk, replace(one, slots=(lost, gone, one.slots[2])))
    text = str(caught.value)
    assert "2 questions that are not here (rare-bank/r-1, law/gone-1)" in text
    assert f"put the bank rare-bank into {places.data_folder() / 'banks'}" in text
    assert "bring the bank law to version 1.0.0" in text
    assert "\n" not in text
    assert not desk.open_record().state.open


def test_of_many_missing_questions_only_a_few_are_named(desk: Desk, tmp_path: Path) -> None:
    one = given(desk, tmp_path)
    many = tuple(replace(one.slots[0], item=f"rare/r-{n}") for n in range(400))
    with pytest.raises(NotAllowed) as caught:
        take(desk, replace(one, slots=many))
    assert len(str(caught.value)) < 400


def test_another_key_in_the_bank_is_told(desk: Desk, tmp_path: Path) -> None:
    one = given(desk, tmp_path)
    assert key_words(one, desk.library) == ""
    other = replace(one.slots[0], key_print=one.slots[0].key_print ^ 1)
    words = key_words(replace(one, slots=(other, *one.slots[1:])), desk.library)
    assert words.startswith("1 question has another key here")


def test_nothing_is_given_to_anybody_at_first(desk: Desk) -> None:
    assert standings(desk) == ([], [])
    assert overview(desk, MONDAY).assigned is None


def test_home_names_what_waits_the_first_due_first(desk: Desk, tmp_path: Path) -> None:
    late = given(desk, tmp_path, title="Week 4", due=MONDAY + timedelta(days=7))
    soon = given(desk, tmp_path, title="Week 3", due=MONDAY)
    given(desk, tmp_path, title="Any time")
    today = MONDAY - timedelta(days=3)
    assert waiting(desk, today) == ("Week 3, due in 3 days", "Week 4, due in 10 days", "Any time")
    assert overview(desk, today).assigned == waiting(desk, today)
    end(take(desk, soon))
    assert [one.assignment.title for one in standings(desk)[0]] == ["Week 4", "Any time", "Week 3"]
    assert waiting(desk, today)[0] == "Week 4, due in 10 days"
    assert late.id in {one.assignment.id for one in standings(desk)[0]}


def test_a_folder_that_is_a_file_is_told_and_home_comes_up_all_the_same(desk: Desk) -> None:
    places.data_folder().mkdir(parents=True, exist_ok=True)
    places.assignments_folder().write_text("no folder")
    with pytest.raises(UnreadableFile, match="cannot be read"):
        listed(places.assignments_folder())
    assert overview(desk, MONDAY).assigned is None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (3, "due in 3 days, November 26"),
        (1, "due tomorrow, November 24"),
        (0, "due today, November 23"),
        (-1, "was due 1 day ago, November 22"),
        (-9, "was due 9 days ago, November 14"),
        (60, "due in 60 days, January 22, 2027"),
    ],
)
def test_when_it_is_due_is_said_in_words(days: int, words: str) -> None:
    assert due_words(MONDAY + timedelta(days=days), MONDAY) == words
    assert due_words(None, MONDAY) == ""


def test_the_rules_are_said_in_words(desk: Desk) -> None:
    made, _ = make(desk, Wish(count=3, seconds=1800, attempts=2, feedback="each"))
    assert rule_words(made) == "3 questions, 30 min, 2 attempts, reasons after each answer"
    assert made.kind == "tutor"


def test_the_plan_of_an_assignment_starts_it(desk: Desk, tmp_path: Path) -> None:
    one = given(desk, tmp_path, feedback="each", seconds=60)
    attempt = desk.start(Plan(assigned=one.assigned)).attempt
    assert (attempt.kind, attempt.limit, attempt.slots) == ("tutor", 60.0, one.slots)
