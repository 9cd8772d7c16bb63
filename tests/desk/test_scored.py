"""What a mock exam came to: domains beside the standard, chance, pace, sureness, real results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from examprep.attempts.attempt import Attempt, begin
from examprep.attempts.events import Answer, Confidence, Event
from examprep.attempts.slots import Sat, Slot
from examprep.banks.item import Item
from examprep.desk.desk import Desk
from examprep.desk.mocks import begin_mock
from examprep.desk.plan import Plan
from examprep.desk.scored import MockReport, judged, mock_report, mock_reports
from examprep.errors import NotAllowed
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import outline
from examprep.progress.real import RealResult
from tests.desk.test_forms import EXAM, FEW, exam_bank
from tests.factories import START, Clock, attempt, choice, finish, mark, respond, sit_through

# The pace of the ExCPT in seconds, and the day on which the mocks of these tests are sat.
PACE, DAY = 65, 22
LATER = date(2026, 11, 30)


def sat_mock(
    areas: Sequence[str],
    events: Iterable[Event] = (),
    pretest: tuple[int, ...] = (),
    extra: float = 1.0,
    title: str = "ExCPT mock 1",
) -> Attempt:
    """Give a mock exam with a slot for each area, after what the candidate did."""
    slots = [Slot(f"demo/q-{n}", 100 + n) for n in range(len(areas))]
    done = begin("k3f9aa-1", "exam", slots, START, limit=1e6, title=title)
    done = replace(done, exam=Sat(EXAM.id, tuple(areas), pretest, extra))
    for event in events:
        done = done.after(event)
    return done.after(finish(9000))


def items_for(done: Attempt, *angoff: int) -> dict[str, Item]:
    """Give the items of an attempt, the first ones with a rating of their author."""
    ratings = [*angoff, *[0] * len(done.slots)]
    names = [slot.item for slot in done.slots]
    return {
        name: choice(id=name.partition("/")[2], angoff=rating)
        for name, rating in zip(names, ratings, strict=False)
    }


def sum_up(done: Attempt, *angoff: int) -> MockReport:
    return mock_report(done, items_for(done, *angoff))


def answers(*earned: float) -> list[Event]:
    """Answer the first slots with so much credit: the first option is right."""
    return [respond(n, 10.0 * n + 10, one, (0 if one else 1,)) for n, one in enumerate(earned)]


def figures(done: MockReport) -> dict[str, tuple[int, float, float]]:
    """Give items, credit and standard of each domain that was asked."""
    parts = [one.whole for one in done.domains if one.whole.items]
    return {part.id: (part.items, part.credit, round(part.standard, 6)) for part in parts}


def test_each_domain_stands_beside_what_the_ratings_expect() -> None:
    done = sat_mock(("duties", "laws", "controlled", "laws"), answers(1, 1, 0, 1))
    found = sum_up(done, 90, 50, 60, 80)
    assert figures(found) == {"1": (1, 1.0, 0.9), "2": (3, 2.0, 1.9)}
    assert [one.whole.id for one in found.domains] == [one.id for one in EXAM.domains]
    laws = next(one for one in found.domains if one.whole.id == "2")
    assert [(area.id, area.items, area.credit) for area in laws.areas] == [
        ("laws", 2, 2.0),
        ("controlled", 1, 0.0),
    ]
    assert (found.whole.items, found.whole.credit) == (4, 3.0)
    assert found.counts == (1, 3, 0, 0, 0)
    assert [part.id for part in found.study] == ["controlled"]


def test_a_question_without_a_rating_counts_with_the_usual_standard() -> None:
    assert sum_up(sat_mock(("laws",) * 10)).whole.standard == pytest.approx(7.0)


def test_an_unanswered_question_counts_as_a_wrong_one() -> None:
    areas = ("laws",) * 8
    left = sum_up(sat_mock(areas, answers(1, 1, 1, 1)))
    wrong = sum_up(sat_mock(areas, answers(1, 1, 1, 1, 0, 0, 0, 0)))
    assert figures(left) == figures(wrong)
    assert left.whole.items == 8
    assert left.chance == wrong.chance
    assert left.chance.value < sum_up(sat_mock(areas[:4], answers(1, 1, 1, 1))).chance.value


def test_what_is_tried_out_is_not_scored_but_told_among_the_questions() -> None:
    areas, pretest = ("laws", "safety", "laws", "safety"), (1, 2)
    right, wrong = (
        sum_up(sat_mock(areas, answers(1, tried, tried, 0), pretest)) for tried in (1, 0)
    )
    assert figures(right) == figures(wrong)
    assert right.chance == wrong.chance
    assert (right.whole.items, right.whole.credit) == (2, 1.0)
    assert (right.report.questions, right.report.credit) == (4, 3.0)
    assert wrong.study == right.study


def test_better_answers_give_a_better_chance_within_its_interval() -> None:
    areas = [area for domain in EXAM.domains for area in domain.areas] * 3
    chances = [
        sum_up(sat_mock(areas, answers(*[1] * right, *[0] * (len(areas) - right)))).chance
        for right in (5, 15, 22, 30)
    ]
    assert [one.value for one in chances] == sorted({one.value for one in chances})
    assert all(0 <= one.low <= one.value <= one.high <= 1 for one in chances)


@pytest.mark.parametrize(
    ("seconds", "extra", "slow"),
    [(2 * PACE, 1.0, False), (2 * PACE + 1, 1.0, True), (3 * PACE, 1.5, False), (196, 1.5, True)],
)
def test_slow_is_over_twice_the_pace_that_was_granted(
    seconds: float, extra: float, slow: bool
) -> None:
    events = [respond(0, 500, seconds=seconds), respond(1, 600, seconds=20)]
    found = sum_up(sat_mock(("laws", "safety"), events, extra=extra))
    assert [entry.number for entry in found.slow] == ([1] if slow else [])


def sure(slot: int, word: Confidence) -> Event:
    return mark(slot, 10.0 * (slot + 1) - 1, sure=word)


def test_sureness_tells_how_many_answers_stood_by_each_word() -> None:
    given = answers(1, 0, 1, 0.5, 0)
    events = [sure(0, "sure"), sure(1, "sure"), sure(3, "guess"), sure(5, "unsure"), *given]
    found = sum_up(sat_mock(("laws",) * 6, events))
    assert [(row.word, row.answers, row.right) for row in found.sureness] == [
        ("sure", 2, 1),
        ("guess", 1, 0),
        ("not said", 2, 1),
    ]


def test_the_last_word_of_sureness_counts_also_after_the_answer() -> None:
    events = [sure(0, "guess"), *answers(1), mark(0, 30, sure="sure")]
    (row,) = sum_up(sat_mock(("laws", "laws"), events)).sureness
    assert (row.word, row.answers, row.right) == ("sure", 1, 1)


@pytest.mark.parametrize("count", [1, 3, 9, 10, 11, 23, 30, 75, 90, 120])
def test_the_blocks_of_the_pace_hold_every_question_once(count: int) -> None:
    events = [respond(n, 100.0 * (n + 1), seconds=n + 1) for n in range(count)]
    blocks = sum_up(sat_mock(("laws",) * count, events)).pace
    numbers = [n for block in blocks for n in range(block.first, block.last + 1)]
    assert numbers == list(range(1, count + 1))
    assert len(blocks) == min(count, 10)
    spent = sum(block.seconds * (block.last - block.first + 1) for block in blocks)
    assert spent == pytest.approx(sum(range(count + 1)))
    sizes = {block.last - block.first + 1 for block in blocks}
    assert max(sizes) - min(sizes) <= 1


def test_a_question_that_is_gone_still_counts_with_its_credit() -> None:
    done = sat_mock(("laws", "safety"), answers(1, 0))
    items = items_for(done, 60, 60)
    del items["demo/q-0"]
    found = mock_report(done, items)
    assert figures(found) == {"2": (1, 1.0, 0.7), "5": (1, 0.0, 0.6)}
    assert [entry.item is None for entry in found.report.entries] == [True, False]
    assert mock_report(done, {}).whole.credit == 1.0


def test_an_area_that_the_outline_does_not_know_spoils_nothing() -> None:
    found = sum_up(sat_mock(("laws", "gone-area"), answers(1, 1)))
    assert figures(found) == {"2": (1, 1.0, 0.7)}


def test_only_a_mock_exam_of_a_known_outline_is_summed_up() -> None:
    with pytest.raises(NotAllowed, match="no mock exam"):
        mock_report(attempt(), {})
    done = sat_mock(("laws",))
    with pytest.raises(NotAllowed, match="no mock exam"):
        mock_report(replace(done, exam=Sat("ptce-1999", ("1.1",))), {})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    exam_bank(tmp_path / "banks", EXAM, FEW)
    desk = Desk.open([tmp_path / "banks"])
    desk.times = clock.times
    desk.enroll("Maria", EXAM.id, None)
    return desk


def sit(desk: Desk, is_right: Callable[[int], bool], seed: int = 1) -> Attempt:
    """Sit a mock exam to its end."""
    sitting = begin_mock(desk, Blueprint(EXAM, "quarter"), seed)
    for slot in range(len(sitting.attempt.slots)):
        sitting.respond(slot, Answer((0 if is_right(slot) else 1,)))
    sitting.finish("done")
    assert sitting.save_now() == ""
    return sitting.attempt


def three_of_four(slot: int) -> bool:
    return slot % 4 != 0


def note(desk: Desk, day: date, passed: bool, exam: str = EXAM.id) -> None:
    desk.open_record().add_result(RealResult(exam, day, passed), START)


@pytest.mark.parametrize("passed", [True, False])
def test_a_real_result_moves_the_chance_of_every_mock(desk: Desk, passed: bool) -> None:
    done = sit(desk, three_of_four)
    before = judged(desk, done).chance.value
    note(desk, LATER, passed)
    (after,) = (one.chance.value for one in mock_reports(desk))
    assert after > before if passed else after < before


def test_a_result_of_the_day_of_the_mock_counts_after_it(desk: Desk) -> None:
    done = sit(desk, three_of_four)
    before = judged(desk, done).chance.value
    note(desk, date(2026, 11, DAY), passed=False)
    assert judged(desk, done).chance.value < before


@pytest.mark.parametrize(
    ("day", "exam"), [(date(2026, 11, DAY - 2), EXAM.id), (LATER, "ptce-2026")]
)
def test_a_result_without_a_mock_of_its_exam_before_it_tells_nothing(
    desk: Desk, day: date, exam: str
) -> None:
    done = sit(desk, three_of_four)
    before = judged(desk, done).chance
    note(desk, day, passed=False, exam=exam)
    assert judged(desk, done).chance == before


def test_mocks_are_listed_when_they_are_finished_the_oldest_first(desk: Desk, clock: Clock) -> None:
    sit_through(desk, Plan(count=2), [True, True])
    first = sit(desk, three_of_four)
    clock.go(86_400)
    second = sit(desk, lambda slot: True, 2)
    assert begin_mock(desk, Blueprint(EXAM, "quarter"), 3).save_now() == ""
    found = mock_reports(desk)
    assert [one.attempt.id for one in found] == [first.id, second.id]
    assert [one.whole.credit for one in found][1] == 25
    assert found[0].day < found[1].day


def test_a_mock_reopened_from_the_file_comes_to_the_same(desk: Desk, tmp_path: Path) -> None:
    done = judged(desk, sit(desk, three_of_four))
    (again,) = mock_reports(Desk.open([tmp_path / "banks"]))
    assert (again.domains, again.chance, again.pace) == (done.domains, done.chance, done.pace)
    assert again.outline == outline(EXAM.id)
