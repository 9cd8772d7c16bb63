"""At the desk: who sits there, which questions fit, and quizzes that are started and resumed."""

from __future__ import annotations

import errno
import os
from datetime import date

import pytest

from examprep.attempts.events import Answer
from examprep.attempts.names import TITLES
from examprep.attempts.slots import RULES
from examprep.banks.item import GONE
from examprep.desk.desk import Desk
from examprep.desk.overview import missed
from examprep.desk.plan import MOST_QUESTIONS, Plan
from examprep.errors import NotAllowed, UnclearAnswer, UnwritableFile
from examprep.progress.candidates import NameTaken
from examprep.progress.record import Record
from examprep.settings import Settings, load_settings, settings_path
from tests.factories import Clock, desk_at, sit_through, write_bank


@pytest.fixture
def banks(tmp_path):
    return tmp_path / "banks"


@pytest.fixture
def no_room(monkeypatch):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    return lambda: monkeypatch.setattr(os, "fsync", fail)


def test_a_first_start_finds_nobody(banks):
    write_bank(banks)
    desk = Desk.open([banks])
    assert desk.record is None
    assert desk.problems == []
    assert not settings_path().exists()
    with pytest.raises(NotAllowed, match="Nobody is at the desk"):
        desk.start(Plan())


def test_who_was_here_last_sits_down_again(banks):
    desk_at(banks, "Maria").enroll("Jos\u00e9", "cspt-2023", None)
    again = Desk.open([banks])
    assert again.record.state.name == "Jos\u00e9"
    assert again.exam == "cspt-2023"
    assert again.record.state.goal.date is None


def test_a_candidate_who_is_alone_sits_down_without_being_asked(banks):
    desk_at(banks, "Maria")
    settings_path().unlink()
    assert Desk.open([banks]).record.state.name == "Maria"


def test_of_several_unknown_ones_nobody_sits_down(banks):
    desk_at(banks, "Maria").enroll("Ana", "ptce-2026", None)
    settings_path().unlink()
    assert Desk.open([banks]).record is None


def test_opening_again_leaves_the_settings_file_as_it_is(banks):
    desk_at(banks)
    path = settings_path()
    path.write_text(f"{path.read_text()}# mine\n", encoding="utf-8")
    before = path.read_bytes()
    Desk.open([banks])
    assert path.read_bytes() == before


def test_a_settings_file_that_cannot_be_read_is_told_and_kept(banks):
    desk_at(banks)
    settings_path().write_bytes(b"questions = ")
    desk = Desk.open([banks])
    assert desk.record.state.name == "Maria"
    assert desk.settings.questions == Settings().questions
    assert ["settings not read" in problem.message for problem in desk.problems] == [True]
    assert "mend or delete it" in desk.remember(questions=30)
    assert settings_path().read_bytes() == b"questions = "


def test_a_damaged_file_is_a_problem_and_not_the_end(banks):
    path = desk_at(banks).record.journal.path
    path.write_bytes(b"format = 1\ncandidate = ")
    desk = Desk.open([banks])
    assert desk.record is None
    assert [problem.path for problem in desk.problems] == [path]
    assert desk.library.count() == 5


def test_a_bank_with_a_fault_is_a_problem_and_the_others_work(banks):
    write_bank(banks, "law")
    (banks / "broken.toml").write_text("format = 1\nid = ", encoding="utf-8")
    desk = Desk.open([banks])
    assert len(desk.pool().names) == 5
    assert [problem.path.name for problem in desk.problems] == ["broken.toml"]


def test_a_name_is_admitted_or_enrolled(banks):
    desk = desk_at(banks, "Maria")
    desk.admit("Ana")
    assert desk.record.state.name == "Ana"
    desk.admit("maria")
    assert desk.record.state.name == "Maria"
    assert load_settings()[0].candidate == "maria"


def test_a_name_is_enrolled_only_once(banks):
    desk = desk_at(banks, "Maria")
    with pytest.raises(NameTaken):
        desk.enroll("maria", "ptce-2026", None)
    assert desk.record.state.name == "Maria"


def test_settings_that_cannot_be_kept_count_for_now(banks, no_room):
    desk = desk_at(banks)
    assert desk.remember(questions=30) == ""
    no_room()
    assert "the disk is full" in desk.remember(questions=40)
    assert desk.settings.questions == 40
    assert load_settings()[0].questions == 30


def test_a_candidate_who_cannot_be_written_is_not_there(banks, no_room):
    write_bank(banks)
    desk = Desk.open([banks])
    no_room()
    with pytest.raises(UnwritableFile):
        desk.enroll("Maria", "ptce-2026", None)
    assert desk.record is None


@pytest.mark.parametrize(
    ("topics", "numbers"),
    [
        ((), [0, 1, 2, 3, 4, 5]),
        (("demo",), [0, 1, 2, 3, 4, 5]),
        (("demo:rules",), [0, 1, 3, 4]),
        (("demo:rules/refills",), [0, 3]),
        (("demo:doses",), [2, 5]),
        (("demo:rules/refills", "demo:doses"), [0, 2, 3, 5]),
        (("demo:rules", "demo:rules/refills"), [0, 1, 3, 4]),
        (("demo:rul",), []),
        (("refills",), []),
        (("other",), []),
    ],
)
def test_topics_hold_what_lies_under_them(banks, topics, numbers):
    desk = desk_at(banks, count=6, topics=("rules/refills", "rules/transfers", "doses"))
    assert list(desk.pool(topics).names) == [f"demo/demo-{number:03}" for number in numbers]


def test_titles_are_those_of_the_bank(banks):
    desk = desk_at(banks, topics=("rules/refills",))
    assert desk.topic_title("demo") == "The demo bank"
    assert desk.topic_title("demo:rules/refills") == "Title of rules/refills"
    assert desk.topic_title("gone:topic") == "gone:topic"
    assert desk.title(Plan(topics=("demo",))) == "The demo bank"
    assert desk.title(Plan(topics=("demo", "law"))) == desk.title(Plan()) == ""


def test_the_pace_is_the_exams_own_unless_it_is_set(banks):
    desk = desk_at(banks)
    assert desk.pace(90) == 6600.0
    assert desk.pace(10) == 733.0
    desk.remember(seconds=30)
    assert desk.pace(10) == 300.0


def test_an_exam_that_is_not_known_any_more_gives_the_first(banks):
    desk = desk_at(banks)
    desk.record.set_goal("ptce-1999", None, Clock().now)
    assert desk.exam == "ptce-2026"


def test_one_seed_gives_one_quiz(banks):
    desk = desk_at(banks, count=30)
    first, again = (desk.start(Plan(count=10, seed=4)).attempt for _ in range(2))
    assert first.slots == again.slots
    assert first.id != again.id
    assert desk.start(Plan(count=10, seed=5)).attempt.slots != first.slots


def test_a_quiz_knows_its_limit_its_title_and_its_banks(banks):
    desk = desk_at(banks, count=30)
    attempt = desk.start(Plan("quiz", 4, topics=("demo",), seconds=120.0)).attempt
    assert (attempt.kind, len(attempt.slots), attempt.limit) == ("quiz", 4, 120.0)
    assert attempt.title == "The demo bank"
    assert attempt.versions == {"demo": "1.0.0"}


def test_no_more_questions_than_allowed(banks):
    desk = desk_at(banks, count=MOST_QUESTIONS + 3)
    assert len(desk.choose(Plan(count=10_000)).names) == MOST_QUESTIONS


@pytest.mark.parametrize(
    ("plan", "hint"),
    [
        (Plan(mode="missed"), "No missed questions"),
        (Plan(mode="new"), "seen every question"),
        (Plan(topics=("none",)), "no questions in this choice"),
        (Plan(count=0), "no questions in this choice"),
    ],
)
def test_a_plan_that_nothing_fits_says_what_to_choose_instead(banks, plan, hint):
    desk = desk_at(banks)
    sit_through(desk, Plan(count=5), [True] * 5)
    with pytest.raises(NotAllowed, match=hint):
        desk.start(plan)


def test_what_was_missed_comes_again_until_it_is_right(banks):
    clock = Clock()
    desk = desk_at(banks, clock=clock)
    sit_through(desk, Plan(count=5, seed=1), [True, False, True, False, True])
    names = missed(desk)
    assert len(names) == 2
    assert set(desk.choose(Plan(mode="missed", seed=2)).names) == set(names)

    clock.go(60)
    sit_through(desk, Plan("review", 1, "missed", seed=3), [True])
    assert len(missed(desk)) == 1
    assert missed(Desk.open([banks])) == missed(desk)


def test_choosing_sees_the_answers_of_a_quiz_that_is_still_open(banks):
    desk = desk_at(banks)
    sitting = desk.start(Plan(count=3))
    sitting.respond(0, Answer((1,)))
    sitting.save_now()
    assert missed(desk) == [sitting.attempt.slots[0].item]
    assert desk.choose(Plan(mode="missed")).names == (sitting.attempt.slots[0].item,)
    sitting.undo(0)
    sitting.save_now()
    assert desk.choose(Plan(mode="missed")).names == ()


def test_a_quiz_goes_on_after_a_new_start(banks):
    clock = Clock()
    desk = desk_at(banks, clock=clock)
    sitting = desk.start(Plan("quiz", 3, seconds=100.0))
    clock.go(30)
    sitting.respond(0, Answer((0,)))
    sitting.save_now()

    again = Desk.open([banks])
    again.times = clock.times
    found = again.record.state.latest_open()
    resumed = again.resume(found)
    assert resumed.attempt.slots == sitting.attempt.slots
    assert resumed.attempt.answered == 1
    assert resumed.left == 70.0


def test_a_quiz_whose_question_is_gone_goes_on_with_the_others(banks):
    desk = desk_at(banks)
    desk.start(Plan(count=5)).save_now()
    write_bank(banks, count=2)
    again = Desk.open([banks])
    sitting = again.resume(again.record.state.latest_open())
    gone = [slot for slot in range(5) if sitting.item(slot).is_gone]
    assert [sitting.item(slot).stem for slot in gone] == [GONE] * 3
    with pytest.raises(UnclearAnswer):
        sitting.respond(gone[0], Answer((0,)))
    for slot in {*range(5)} - {*gone}:
        sitting.respond(slot, Answer((0,)))
    sitting.finish("done")
    assert sitting.save_now() == ""
    (done,) = again.record.state.finished.values()
    assert (done.questions, done.answered, done.credit) == (5, 2, 2.0)
    assert again.record.state.latest_open() is None


def test_another_candidate_has_another_history(banks):
    desk = desk_at(banks)
    sit_through(desk, Plan(count=5), [False] * 5)
    desk.enroll("Ana", "ptce-2026", date(2027, 2, 1))
    assert missed(desk) == []
    assert desk.choose(Plan(mode="missed")).names == ()
    desk.admit("Maria")
    assert len(desk.choose(Plan(mode="missed")).names) == 5


def test_seeds_differ_and_fit_everywhere(banks):
    desk = desk_at(banks)
    seeds = {desk.seed() for _ in range(50)}
    assert len(seeds) > 45
    assert all(0 <= seed < 2**31 for seed in seeds)


def test_enrolling_again_after_the_disk_was_full_goes_on_with_the_same_file(banks, monkeypatch):
    write_bank(banks)
    desk = Desk.open([banks])
    with monkeypatch.context() as patch:
        patch.setattr(Record, "set_goal", _refuse)
        with pytest.raises(UnwritableFile):
            desk.enroll("Ana", "cspt-2023", None)
    assert desk.record is None
    desk.enroll("Ana", "cspt-2023", None)
    assert desk.exam == "cspt-2023"
    assert [one.name for one in desk.candidates.list()[0]] == ["Ana"]


def _refuse(*_):
    raise UnwritableFile("the disk is full")


def test_a_quiz_finished_in_another_window_is_not_gone_on_with(banks):
    desk = desk_at(banks, "Maria")
    desk.start(Plan(count=2, seed=1)).save_now()
    attempt = desk.record.state.latest_open()
    other = Desk.open([banks])
    sitting = other.resume(other.record.state.latest_open())
    sitting.finish("done")
    sitting.save_now()
    with pytest.raises(NotAllowed, match="another window"):
        desk.resume(attempt)
    assert not desk.record.state.open


def test_going_on_takes_over_what_another_window_answered(banks):
    desk = desk_at(banks, "Maria")
    desk.start(Plan(count=3, seed=1)).save_now()
    attempt = desk.record.state.latest_open()
    other = Desk.open([banks])
    sitting = other.resume(other.record.state.latest_open())
    sitting.respond(0, Answer((0,)))
    sitting.save_now()
    assert desk.resume(attempt).attempt.answered == 1


def test_what_was_left_unsaved_is_gone_on_with(banks):
    desk = desk_at(banks, "Maria")
    sitting = desk.start(Plan(count=3, seed=1))
    sitting.save_now()
    attempt = sitting.attempt
    sitting.respond(0, Answer((0,)))
    sitting.pause()
    desk.park(sitting)
    again = desk.resume(attempt)
    assert again is sitting
    assert again.attempt.answered == 1
    assert not again.attempt.paused
    assert desk.parked == {}


def test_a_sitting_that_is_all_on_disk_is_not_parked(banks):
    desk = desk_at(banks, "Maria")
    sitting = desk.start(Plan(count=3, seed=1))
    sitting.save_now()
    desk.park(sitting)
    assert desk.parked == {}


def test_every_kind_of_attempt_has_a_title():
    assert set(TITLES) == set(RULES)


def test_an_open_drill_goes_on_with_every_question_it_had(banks):
    desk = desk_at(banks)
    drill = desk.sit(["demo/demo-000"], "drill", 1, None, "")
    drill.respond(0, Answer((1,)))
    drill.extend("demo/demo-001", 9, desk.library.items(["demo/demo-001"])["demo/demo-001"])
    assert drill.save_now() == ""
    again = Desk.open([banks])
    sitting = again.resume(again.record.state.latest_open())
    assert [sitting.item(slot).id for slot in range(2)] == ["demo-000", "demo-001"]
    assert sitting.attempt.next_open == 1
    assert missed(again) == ["demo/demo-000"]


def test_a_flag_lasts_until_it_is_taken_off(tmp_path):
    clock = Clock()
    desk = desk_at(tmp_path / "banks", clock=clock, count=6)
    first = desk.start(Plan("tutor", count=6, seed=1))
    first.flag(2)
    for slot in range(6):
        first.respond(slot, Answer((0,)))
    first.finish("done")
    assert first.save_now() == ""
    flagged = first.attempt.slots[2].item
    for _ in range(2):
        again = desk.start(Plan("tutor", mode="flagged", seed=2))
        assert [slot.item for slot in again.attempt.slots] == [flagged]
        assert again.attempt.marks[0].flag
        again.respond(0, Answer((0,)))
        again.finish("done")
        assert again.save_now() == ""
    last = desk.start(Plan("tutor", mode="flagged", seed=3))
    last.flag(0)
    last.respond(0, Answer((0,)))
    last.finish("done")
    assert last.save_now() == ""
    assert desk.choose(Plan(mode="flagged")).names == ()
