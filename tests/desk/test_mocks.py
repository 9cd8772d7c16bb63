"""Mock exams at the desk: begun, supplied by the banks, studied for, and what practice leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.attempts.events import Answer
from examprep.desk.desk import Desk
from examprep.desk.forms import candidates, kept_back
from examprep.desk.keeping import kept_for_mocks
from examprep.desk.mocks import STUDY, begin_mock, missing_words, shorter, study, supply
from examprep.desk.overview import missed
from examprep.desk.plan import Plan
from examprep.errors import NotAllowed
from examprep.exams.blueprint import EXTRA, Blueprint, Length
from examprep.exams.outlines import outline
from examprep.progress.sitting import Sitting
from tests.desk.test_forms import AREAS, EXAM, FEW, MANY, QUARTER, exam_bank, sat_down
from tests.factories import write_bank, write_templates

FULL = Blueprint(EXAM)
HALF = Blueprint(EXAM, "half")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a bank of which a third is kept for mock exams."""
    return desk_with(tmp_path / "banks", MANY)


def desk_with(folder: Path, each: int) -> Desk:
    exam_bank(folder, EXAM, each)
    return sat_down(folder)


def end(sitting: Sitting, answered: int = 0) -> Sitting:
    """End a mock exam after the first answers, with everything on disk."""
    for slot in range(answered):
        sitting.respond(slot, Answer((0,)))
    sitting.finish("done")
    assert sitting.save_now() == ""
    return sitting


def items_of(sitting: Sitting) -> set[str]:
    return {slot.item for slot in sitting.attempt.slots}


def area_of(desk: Desk) -> dict[str, str]:
    return {one.name: one.areas[0] for one in candidates(desk.library, EXAM)}


def test_mocks_are_numbered_open_ones_with_them(desk: Desk) -> None:
    first = end(begin_mock(desk, QUARTER, 1))
    second = begin_mock(desk, HALF, 2)
    assert second.save_now() == ""
    third = begin_mock(desk, QUARTER, 3)
    titles = [sitting.attempt.title for sitting in (first, second, third)]
    assert titles == ["ExCPT mock 1, quarter", "ExCPT mock 2, half", "ExCPT mock 3, quarter"]


def test_a_mock_of_full_length_has_no_length_in_its_title(tmp_path: Path) -> None:
    assert begin_mock(desk_with(tmp_path, 2), FULL, 1).attempt.title == "ExCPT mock 1"


def test_each_exam_has_its_own_numbers_and_quizzes_have_none(tmp_path: Path) -> None:
    exam_bank(tmp_path, outline("ptce-2026"), 2, "new")
    exam_bank(tmp_path, outline("ptce-2020"), 2, "old")
    desk = desk_with(tmp_path, 2)
    end(desk.start(Plan(count=1, topics=("demo",))))
    names = ("ptce-2026", "ptce-2020", "excpt-2023", "ptce-2026", "ptce-2020")
    titles = [end(begin_mock(desk, Blueprint(outline(n)), 1)).attempt.title for n in names]
    assert titles == [
        "PTCE mock 1",
        "PTCE 2020 mock 1",
        "ExCPT mock 1",
        "PTCE mock 2",
        "PTCE 2020 mock 2",
    ]


@pytest.mark.parametrize("extra", EXTRA)
def test_the_time_is_the_exams_own_and_what_was_granted(desk: Desk, extra: float) -> None:
    attempt = begin_mock(desk, Blueprint(EXAM, "quarter", extra), 1).attempt
    assert len(attempt.slots) == 30
    assert attempt.limit == round(30 * 65 * extra)
    assert attempt.exam is not None
    assert attempt.exam.extra == extra


def test_a_mock_that_the_banks_cannot_fill_is_shorter_and_its_time_too(tmp_path: Path) -> None:
    attempt = begin_mock(desk_with(tmp_path, 1), Blueprint(EXAM, extra=2.0), 1).attempt
    assert len(attempt.slots) == len(AREAS)
    assert attempt.limit == len(AREAS) * 65 * 2


def test_a_mock_begins_from_a_plan_whose_own_time_comes_first(desk: Desk) -> None:
    attempt = desk.start(Plan("exam", seconds=99.0, seed=4, blueprint=QUARTER)).attempt
    assert (attempt.kind, attempt.limit, len(attempt.slots)) == ("exam", 99.0, QUARTER.count)
    again = desk.start(Plan("exam", seed=4, blueprint=QUARTER)).attempt
    assert again.slots == attempt.slots
    assert again.limit == QUARTER.seconds


@pytest.mark.parametrize("blueprint", [QUARTER, HALF])
def test_some_slots_are_tried_out_and_each_has_its_area(desk: Desk, blueprint: Blueprint) -> None:
    attempt = begin_mock(desk, blueprint, 1).attempt
    sat, areas = attempt.exam, area_of(desk)
    assert sat is not None
    assert sat.outline == EXAM.id
    assert len(set(sat.pretest)) == blueprint.pretest
    assert sum(sat.is_scored(slot) for slot in range(len(attempt.slots))) == blueprint.scored
    assert list(sat.areas) == [areas[slot.item] for slot in attempt.slots]


def test_a_mock_goes_on_after_a_new_start(desk: Desk, tmp_path: Path) -> None:
    sitting = begin_mock(desk, QUARTER, 1)
    sitting.respond(2, Answer((0,)))
    assert sitting.save_now() == ""
    again = Desk.open([tmp_path / "banks"])
    found = again.open_record().state.latest_open("exam")
    assert found is not None
    assert (found.exam, found.slots) == (sitting.attempt.exam, sitting.attempt.slots)
    assert again.resume(found).attempt.answered == 1


def test_numbers_are_asked_with_options(tmp_path: Path) -> None:
    path = write_templates(tmp_path)
    text = path.read_text(encoding="utf-8")
    text = text.replace("\ntopic =", '\nareas = ["excpt-2023:calculations"]\ntopic =')
    path.write_text(text, encoding="utf-8")
    sitting = begin_mock(sat_down(tmp_path), QUARTER, 1)
    items = [sitting.item(slot) for slot in range(len(sitting.attempt.slots))]
    assert [len(item.options) for item in items] == [4] * 4
    assert all(sitting.respond(slot, Answer(item.keys)).right for slot, item in enumerate(items))


def test_without_questions_for_the_exam_there_is_no_mock(tmp_path: Path) -> None:
    write_bank(tmp_path)
    with pytest.raises(NotAllowed, match="No bank has questions for the ExCPT"):
        begin_mock(sat_down(tmp_path), FULL, 1)


def test_the_supply_of_a_full_bank_lacks_nothing(desk: Desk) -> None:
    found = supply(desk, QUARTER, 0)
    assert (found.questions, found.fresh, found.missing) == (30, 30, {})
    assert found.seconds == QUARTER.seconds
    assert missing_words(found) == []


def test_the_supply_of_a_small_bank_says_by_area_what_is_missing(tmp_path: Path) -> None:
    found = supply(desk_with(tmp_path, 1), FULL, 0)
    assert found.questions == len(AREAS)
    assert found.seconds == len(AREAS) * 65
    assert sum(found.missing.values()) == FULL.count - len(AREAS)
    words = missing_words(found)
    assert len(words) == len(AREAS)
    assert "Safety and quality assurance: 16 questions missing" in words


def test_one_question_missing_is_no_plural(tmp_path: Path) -> None:
    found = supply(desk_with(tmp_path, 4), QUARTER, 0)
    assert "Role, duties and inventory: 1 question missing" in missing_words(found)


def test_the_supply_begins_what_it_promised(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 3)
    found, attempt = supply(desk, FULL, 0), begin_mock(desk, FULL, 0).attempt
    assert (found.questions, found.seconds) == (len(attempt.slots), attempt.limit)


@pytest.mark.parametrize("answered", [0, 4])
def test_what_a_mock_asked_is_not_new_any_more_answered_or_not(
    tmp_path: Path, answered: int
) -> None:
    desk = desk_with(tmp_path, 3)
    asked = items_of(end(begin_mock(desk, QUARTER, 1), answered))
    found = supply(desk, FULL, 0)
    assert (found.questions, found.fresh) == (len(AREAS) * 3, len(AREAS) * 3 - len(asked))


@pytest.mark.parametrize("reserve", [True, False])
def test_what_an_open_mock_asks_is_not_practised(desk: Desk, reserve: bool) -> None:
    assert desk.remember(reserve=reserve) == ""
    sitting = begin_mock(desk, HALF, 1)
    assert sitting.save_now() == ""
    assert items_of(sitting)
    assert not items_of(sitting) & set(desk.pool().names)
    end(sitting)
    assert items_of(sitting) <= set(desk.pool().names)


@pytest.mark.parametrize(
    ("questions", "length"),
    [
        (500, "full"),
        (120, "full"),
        (119, "half"),
        (60, "half"),
        (59, "quarter"),
        (30, "quarter"),
        (29, None),
        (0, None),
    ],
)
def test_the_longest_mock_that_so_many_questions_fill(
    questions: int, length: Length | None
) -> None:
    found = shorter(Blueprint(EXAM, extra=1.5), questions)
    assert found == (Blueprint(EXAM, length, 1.5) if length else None)


@pytest.mark.parametrize("areas", [("safety",), ("laws", "calculations")])
def test_study_asks_only_of_the_areas_named_and_nothing_kept(
    desk: Desk, areas: tuple[str, ...]
) -> None:
    known = area_of(desk)
    for seed in range(5):
        sitting = study(desk, EXAM, areas, seed)
        assert len(items_of(sitting)) == STUDY
        assert {known[name] for name in items_of(sitting)} == set(areas)
        assert not items_of(sitting) & kept_back(desk.library, EXAM)
        assert sitting.attempt.rules.feedback
        assert sitting.attempt.title == ", ".join(sorted(areas))


def test_study_asks_what_was_answered_just_now_only_where_nothing_else_is_left(desk: Desk) -> None:
    first = study(desk, EXAM, ("safety",), 1)
    missed = {first.attempt.slots[slot].item for slot in range(3)}
    for slot in range(3):
        first.respond(slot, Answer((1,)))
    end(first)
    again = items_of(study(desk, EXAM, ("safety",), 2))
    every = {name for name, area in area_of(desk).items() if area == "safety"}
    assert every - missed - kept_back(desk.library, EXAM) <= again


@pytest.mark.parametrize("areas", [(), ("no-such-area",)])
def test_study_of_nothing_is_refused(desk: Desk, areas: tuple[str, ...]) -> None:
    with pytest.raises(NotAllowed, match="No bank has questions on this"):
        study(desk, EXAM, areas, 1)


def test_practice_leaves_what_is_kept_for_mocks(desk: Desk) -> None:
    kept = kept_back(desk.library, EXAM)
    assert kept
    for topics in ((), ("demo",), ("demo:safety",)):
        names = set(desk.pool(topics).names)
        assert names
        assert not names & kept
    assert len(desk.pool().names) == MANY * len(AREAS) - len(kept)
    assert not items_of(desk.start(Plan(count=200, seed=1))) & kept


def test_practice_brings_all_where_nothing_is_to_be_kept(desk: Desk) -> None:
    left = len(desk.pool().names)
    assert desk.remember(reserve=False) == ""
    assert len(desk.pool().names) == MANY * len(AREAS) > left
    assert kept_for_mocks(desk, EXAM.id) == frozenset()
    assert desk.remember(reserve=True) == ""
    assert len(desk.pool().names) == left


def test_a_small_bank_keeps_nothing_back(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, FEW)
    assert len(desk.pool().names) == FEW * len(AREAS)


def test_what_a_mock_has_asked_may_be_practised_afterwards(desk: Desk) -> None:
    sitting = begin_mock(desk, QUARTER, 1)
    assert items_of(sitting) <= kept_back(desk.library, EXAM)
    end(sitting, answered=5)
    assert items_of(sitting) <= set(desk.pool().names)


def test_what_was_missed_in_a_mock_comes_among_the_missed(desk: Desk) -> None:
    sitting = begin_mock(desk, QUARTER, 1)
    sitting.respond(0, Answer((1,)))
    end(sitting)
    missed = desk.choose(Plan(mode="missed", seed=1)).names
    assert missed == (sitting.attempt.slots[0].item,)


def missed_by(desk: Desk) -> set[str]:
    return set(desk.choose(Plan(mode="missed", count=500, seed=1)).names)


def test_repeating_misses_tells_nothing_of_an_open_mock(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 3)
    practised = desk.start(Plan(count=200, seed=1))
    for slot in range(len(practised.attempt.slots)):
        practised.respond(slot, Answer((1,)))
    end(practised)
    every = missed_by(desk)
    assert len(every) == len(missed(desk)) == len(practised.attempt.slots)
    sitting = begin_mock(desk, QUARTER, 1)
    assert sitting.save_now() == ""
    assert missed_by(desk) == every - items_of(sitting)
    assert set(missed(desk)) == every - items_of(sitting)


def test_what_an_open_quiz_still_asks_is_not_new_to_a_mock(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 3)
    practised = desk.start(Plan(count=10, seed=1))
    assert practised.save_now() == ""
    assert supply(desk, FULL, 0).fresh == len(AREAS) * 3 - 10


def test_no_quiz_begins_on_what_an_open_mock_asks(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, 3)
    sitting = begin_mock(desk, QUARTER, 1)
    assert sitting.save_now() == ""
    names = sorted(items_of(sitting))
    with pytest.raises(NotAllowed, match="asks these questions"):
        desk.sit(names, "review", 1, None, "Missed")
    other = next(one.name for one in candidates(desk.library, EXAM) if one.name not in names)
    assert items_of(desk.sit([*names, other], "review", 1, None, "Missed")) == {other}
