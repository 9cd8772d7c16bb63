"""A drill at the desk: what it asks, with which numbers, how it goes on, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.events import Answer
from examprep.attempts.names import name_of
from examprep.banks.item import Item
from examprep.banks.variants import template_of
from examprep.calculations.awkward import awkwardness
from examprep.desk.desk import Desk
from examprep.desk.drill import (
    NOTHING,
    DrillKind,
    answered,
    behind,
    drillable,
    go_on,
    kinds_of,
    level_word,
    opening,
    pace_line,
    score_line,
    scores,
    worst,
)
from examprep.desk.overview import overview
from examprep.desk.plan import Plan
from examprep.desk.standing import standing
from examprep.errors import NotAllowed
from examprep.learning.drill import KindScore
from examprep.progress.sitting import Sitting
from tests.factories import START, Clock, write_bank, write_templates
from tests.strategies import seeds

TODAY = START.date()
EXAM = "ptce-2026"
KINDS = ("calc:iv-rates", "calc:supply", "calc:doses")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    """A desk with four templates in three topics, a few plain questions, and Maria."""
    write_templates(tmp_path / "banks")
    write_bank(tmp_path / "banks")
    desk = Desk.open([tmp_path / "banks"])
    assert desk.problems == []
    desk.times = clock.times
    desk.enroll("Maria", "ptce-2026", None)
    return desk


def answer(sitting: Sitting, slot: int, *, right: bool) -> None:
    """Answer a question rightly, or with a number that nothing leads to."""
    sitting.respond(slot, Answer(typed=sitting.item(slot).answer if right else "98765"))


def sat(desk: Desk, right: Sequence[bool], *topics: str, seed: int = 7) -> Sitting:
    """Sit a drill: so many questions are answered, and one more is asked."""
    sitting = desk.start(Plan("drill", topics=topics, seed=seed))
    for well in right:
        answer(sitting, len(sitting.attempt.slots) - 1, right=well)
        go_on(sitting)
    return sitting


def kinds(sitting: Sitting) -> list[str]:
    return [f"{item.bank}:{item.topic}" for item in each(sitting)]


def each(sitting: Sitting) -> list[Item]:
    return [sitting.item(slot) for slot in range(len(sitting.attempt.slots))]


def test_the_topics_with_templates_are_listed_with_their_record(desk: Desk):
    assert kinds_of(desk.library, {}, EXAM) == [
        DrillKind("calc:iv-rates", "IV rates", 2),
        DrillKind("calc:supply", "Days supply", 1),
        DrillKind("calc:doses", "Doses by weight", 1),
    ]
    sat(desk, [True, False], "calc:iv-rates").save_now()
    first, *others = kinds_of(desk.library, desk.record.state.history(), EXAM)
    assert (first.asked, first.right) == (2, 1)
    assert [one.asked for one in others] == [0, 0]


def test_a_drill_asks_what_the_exam_asks_unless_another_kind_is_marked(tmp_path: Path):
    path = write_templates(tmp_path / "banks")
    text = path.read_text(encoding="utf-8")
    for topic, exam in (("supply", EXAM), ("doses", "excpt-2023")):
        area = f'topic = "{topic}"\nareas = ["{exam}:4.1"]'
        text = text.replace(f'topic = "{topic}"', area)
    path.write_text(text, encoding="utf-8")
    desk = Desk.open([tmp_path / "banks"])
    desk.enroll("Maria", EXAM, None)
    assert [(kind.title, kind.in_exam) for kind in kinds_of(desk.library, {}, desk.exam)] == [
        ("IV rates", True),  # names no exam: any may ask it
        ("Days supply", True),
        ("Doses by weight", False),
    ]
    assert set(kinds(sat(desk, [True] * 6))) == {"calc:iv-rates", "calc:supply"}
    assert set(kinds(sat(desk, [True] * 6, "calc:doses"))) == {"calc:doses"}


def test_a_kind_that_is_marked_is_drilled_whole_a_bank_as_the_exam_asks_it(tmp_path: Path):
    path = write_templates(tmp_path / "banks")
    text = path.read_text(encoding="utf-8")
    for item, exam in (("pump", "cspt-2023"), ("weight", "excpt-2023")):
        text = text.replace(f'id = "{item}"', f'id = "{item}"\nareas = ["{exam}:4.1"]')
    path.write_text(text, encoding="utf-8")
    desk = Desk.open([tmp_path / "banks"])
    desk.enroll("Maria", EXAM, None)
    listed = kinds_of(desk.library, {}, EXAM)
    assert [(kind.name, kind.templates) for kind in listed if kind.in_exam] == [
        ("calc:iv-rates", 2),
        ("calc:supply", 1),
    ]

    def asked(*topics: str) -> set[str]:
        return {item.id for item in drillable(desk.library, topics, EXAM).values()}

    assert asked("calc:iv-rates") == {"drip", "pump"}
    assert asked() == asked("calc") == {"drip", "tablets"}
    assert asked("calc", "calc:doses") == {"drip", "tablets", "weight"}
    assert desk.title(Plan("drill", topics=("calc", "calc:iv-rates"))) == "2 kinds"


def test_without_templates_there_is_nothing_to_drill(tmp_path: Path):
    write_bank(tmp_path / "banks")
    desk = Desk.open([tmp_path / "banks"])
    desk.enroll("Maria", "ptce-2026", None)
    assert kinds_of(desk.library, {}, EXAM) == []
    with pytest.raises(NotAllowed, match="no calculation in it draws new numbers"):
        desk.start(Plan("drill"))


@pytest.mark.parametrize(
    ("topics", "ids", "title"),
    [
        ((), {"drip", "pump", "tablets", "weight"}, ""),
        (("calc",), {"drip", "pump", "tablets", "weight"}, "The calc bank"),
        (("calc:iv-rates",), {"drip", "pump"}, "IV rates"),
        (("calc:supply", "calc:doses"), {"tablets", "weight"}, "2 kinds"),
    ],
)
def test_a_drill_asks_only_of_its_topics(desk: Desk, topics, ids, title):
    sitting = sat(desk, [True] * 8, *topics)
    assert {item.id for item in each(sitting)} == ids
    assert sitting.attempt.title == title
    assert sitting.attempt.topics == topics


def test_a_choice_without_a_template_is_refused(desk: Desk):
    with pytest.raises(NotAllowed) as refused:
        desk.start(Plan("drill", topics=("demo",)))
    assert str(refused.value) == NOTHING


def test_it_begins_with_one_question_and_draws_one_after_each_answer(desk: Desk):
    sitting = desk.start(Plan("drill", seed=1))
    assert len(sitting.attempt.slots) == 1
    for count in range(1, 10):
        answer(sitting, count - 1, right=True)
        assert sitting.attempt.next_open is None
        assert go_on(sitting) == count
        assert len(sitting.attempt.slots) == count + 1


def test_kinds_take_turns_and_no_question_comes_twice_in_a_row(desk: Desk):
    sitting = sat(desk, [True, False] * 12)
    counts = Counter(kinds(sitting)[:24])
    assert set(counts) == set(KINDS)
    assert max(counts.values()) - min(counts.values()) <= 1
    names = [slot.item for slot in sitting.attempt.slots]
    assert all(one != other for one, other in pairwise(names))


def test_the_same_seed_and_answers_ask_the_same(desk: Desk):
    rights = [True, True, False, True, False, True, True]
    first, again, other = (sat(desk, rights, seed=seed) for seed in (3, 3, 4))
    assert first.attempt.slots == again.attempt.slots != other.attempt.slots
    changed = sat(desk, [False, *rights[1:]], seed=3)
    assert changed.attempt.slots[0] == first.attempt.slots[0]
    assert changed.attempt.slots != first.attempt.slots


def test_the_numbers_get_more_awkward_with_the_level(desk: Desk):
    def mean(right: bool) -> float:
        total = count = 0
        for seed in range(6):
            sitting = sat(desk, [right] * 12, "calc:doses", seed=seed)
            for slot in sitting.attempt.slots[6:]:
                template, _ = template_of(sitting.items[slot.item])
                total += awkwardness(template, template.variant(slot.seed))
                count += 1
        return total / count

    assert mean(right=True) > mean(right=False) + 2


def test_whoever_is_right_is_asked_the_harder_question_of_a_kind(desk: Desk):
    strong = sat(desk, [True] * 20, "calc:iv-rates")
    weak = sat(desk, [False] * 20, "calc:iv-rates")
    assert desk.library.item("calc/drip").angoff < desk.library.item("calc/pump").angoff
    for sitting in (strong, weak):  # two questions that may never follow themselves
        assert {one.id for one in each(sitting)} == {"drip", "pump"}
    assert scores(strong.attempt, strong.items)[0].level == 1.0
    assert scores(weak.attempt, weak.items)[0].level == 0.0


def test_a_question_without_a_rating_is_taken_for_one_of_middling_ease(desk: Desk):
    items = drillable(desk.library, ("calc:iv-rates",), EXAM)
    rated, unrated = items["calc/pump"], replace(items["calc/drip"], angoff=0)
    for angoff, first in ((59, "calc/drip"), (61, "calc/pump")):  # the easier one opens a kind
        pair = {"calc/drip": unrated, "calc/pump": replace(rated, angoff=angoff)}
        assert {opening(pair, seed).item for seed in range(8)} == {first}


def test_numbers_asked_lately_do_not_come_again(desk: Desk):
    sitting = sat(desk, [True] * 30, "calc:supply")
    stems = [item.stem for item in each(sitting)]
    assert all(len(set(stems[at : at + 10])) == 10 for at in range(len(stems) - 9))


@pytest.mark.parametrize("seed", range(8))
def test_a_skipped_question_counts_for_nothing_and_does_not_come_right_back(desk: Desk, seed: int):
    sitting = desk.start(Plan("drill", seed=seed))
    for _ in range(3):
        go_on(sitting)
    names = [slot.item for slot in sitting.attempt.slots]
    assert sorted(names) == ["calc/drip", "calc/pump", "calc/tablets", "calc/weight"]
    assert answered(sitting.attempt, sitting.items) == []
    go_on(sitting)  # all four were skipped: any but the last may come
    assert sitting.attempt.slots[4].item != names[3]
    answer(sitting, 4, right=True)
    assert [one.asked for one in scores(sitting.attempt, sitting.items)] == [1]


def test_what_was_skipped_stays_away_while_there_is_something_else(desk: Desk):
    sitting = desk.start(Plan("drill", seed=2))
    skipped = sitting.attempt.slots[0].item
    go_on(sitting)
    for slot in range(1, 6):
        answer(sitting, slot, right=True)
        go_on(sitting)
    assert skipped not in {slot.item for slot in sitting.attempt.slots[1:]}


def test_a_drill_of_one_question_asks_it_again_with_other_numbers(desk: Desk):
    sitting = sat(desk, [True, False, True], "calc:doses")
    go_on(sitting)
    assert {slot.item for slot in sitting.attempt.slots} == {"calc/weight"}
    assert len({item.stem for item in each(sitting)}) == 5


def test_a_drill_left_open_goes_on_as_if_it_had_never_been_left(desk: Desk, tmp_path: Path):
    topics = ("calc:iv-rates", "calc:doses")
    whole = sat(desk, [True, False, True, True, True], *topics, seed=5)
    begun = sat(desk, [True, False], *topics, seed=5)
    begun.pause()
    assert begun.save_now() == ""
    desk.library.close()

    later = Desk.open([tmp_path / "banks"])
    left = later.record.state.latest_open("drill")
    assert left.topics == topics
    sitting = later.resume(left)
    for _ in range(3):
        answer(sitting, len(sitting.attempt.slots) - 1, right=True)
        go_on(sitting)
    assert sitting.attempt.slots == whole.attempt.slots


def test_a_drill_is_found_among_other_open_attempts(desk: Desk, clock: Clock):
    drill = sat(desk, [True])
    drill.save_now()
    clock.go(60)
    quiz = desk.start(Plan("quiz", 2, topics=("demo",)))
    quiz.save_now()
    state = desk.record.state
    assert state.latest_open().id == drill.attempt.id  # nothing was done in the quiz yet
    quiz.flag(0)
    quiz.save_now()
    assert state.latest_open().id == quiz.attempt.id
    assert state.latest_open("drill").id == drill.attempt.id
    assert state.latest_open("review") is None


def test_what_another_window_asked_meanwhile_is_there_when_a_drill_goes_on(desk: Desk, tmp_path):
    sat(desk, [True]).save_now()
    window = Desk.open([tmp_path / "banks"])
    there = window.resume(window.record.state.latest_open())
    for _ in range(3):
        answer(there, len(there.attempt.slots) - 1, right=True)
        go_on(there)
    there.save_now()

    here = desk.resume(desk.record.state.latest_open())
    assert here.attempt.slots == there.attempt.slots
    assert not any(here.item(slot).is_gone for slot in range(len(here.attempt.slots)))


def test_a_question_drawn_by_two_windows_at_once_is_asked_once(desk: Desk, tmp_path: Path):
    sat(desk, []).save_now()
    window = Desk.open([tmp_path / "banks"])
    there, here = (
        each.resume(next(iter(each.record.state.open.values()))) for each in (window, desk)
    )
    for sitting in (here, there):
        go_on(sitting)
        assert sitting.save_now() == ""
    assert here.attempt.slots == there.attempt.slots
    assert len(there.attempt.slots) == 2
    for sitting, right in ((here, False), (there, True)):
        answer(sitting, 1, right=right)
        assert sitting.save_now() == ""
    assert here.told_news() == []
    assert there.told_news() == [
        "Question 2 was answered first in another window; that answer counts."
    ]
    assert behind(there.attempt, 1) is None
    kept = Desk.open([tmp_path / "banks"]).record.state.open[here.attempt.id]
    assert (len(kept.slots), kept.answered, kept.credit) == (2, 1, 0.0)


def test_a_drill_that_goes_on_with_a_newer_bank_says_so_in_the_file(desk: Desk, tmp_path: Path):
    sat(desk, [True]).save_now()
    bank = tmp_path / "banks" / "calc.toml"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace('version = "', 'version = "9.', 1), encoding="utf-8")
    later = Desk.open([tmp_path / "banks"])
    sitting = later.resume(later.record.state.latest_open())
    go_on(sitting)
    before, after = sitting.attempt.slots[-2:]
    assert (before.version, after.version[:2]) == ("", "9.")
    sitting.save_now()
    (kept,) = Desk.open([tmp_path / "banks"]).record.state.open.values()
    assert [slot.version for slot in kept.slots] == [slot.version for slot in sitting.attempt.slots]


def test_a_drill_whose_bank_is_gone_says_so_and_keeps_its_answers(desk: Desk, tmp_path: Path):
    sat(desk, [True, False]).save_now()
    (tmp_path / "banks" / "calc.toml").unlink()
    later = Desk.open([tmp_path / "banks"])
    sitting = later.resume(later.record.state.latest_open())
    assert sitting.item(0).is_gone
    assert scores(sitting.attempt, sitting.items) == ()
    with pytest.raises(NotAllowed, match="nothing to drill"):
        go_on(sitting)
    assert pace_line(sitting.attempt).startswith("1 right of 2")


def test_a_template_whose_numbers_never_fit_is_passed_over(tmp_path: Path):
    path = write_templates(tmp_path / "banks")
    text = path.read_text(encoding="utf-8")
    never = 'require = ["answer >= 10[gtt/min]", "answer <= 9[gtt/min]"]'
    path.write_text(
        text.replace('require = ["answer >= 10[gtt/min]", "answer <= 120[gtt/min]"]', never),
        encoding="utf-8",
    )
    desk = Desk.open([tmp_path / "banks"])
    desk.enroll("Maria", "ptce-2026", None)
    sitting = sat(desk, [True] * 6, "calc:iv-rates")
    assert {slot.item for slot in sitting.attempt.slots} == {"calc/pump"}
    only = {"calc/drip": desk.library.item("calc/drip")}
    with pytest.raises(NotAllowed, match="nothing to drill"):
        opening(only, 1)


def test_answers_are_folded_in_the_order_in_which_they_were_given(desk: Desk, clock: Clock):
    sitting = desk.start(Plan("drill", topics=("calc:doses",), seed=1))
    clock.go(10)
    go_on(sitting)
    answer(sitting, 1, right=False)
    clock.go(10)
    answer(sitting, 0, right=True)
    assert [one.right for one in answered(sitting.attempt, sitting.items)] == [False, True]


def test_each_kind_is_scored_with_its_middle_time(desk: Desk, clock: Clock):
    sitting = desk.start(Plan("drill", topics=("calc:iv-rates",), seed=1))
    for seconds, well in ((20, True), (90, False), (41, True)):
        sitting.show()
        clock.go(seconds)
        answer(sitting, len(sitting.attempt.slots) - 1, right=well)
        go_on(sitting)
    (score,) = scores(sitting.attempt, sitting.items)
    assert (score.asked, score.right, score.seconds) == (3, 2, 41.0)
    assert score_line("IV rates", score) == "IV rates: 2 of 3 right, 41 s each"
    assert pace_line(sitting.attempt) == "2 right of 3 \u00b7 41 s each"


def test_the_pace_is_told_from_the_first_answer_on(desk: Desk, clock: Clock):
    sitting = desk.start(Plan("drill", seed=1))
    assert pace_line(sitting.attempt) == ""
    clock.go(76)
    answer(sitting, 0, right=True)
    assert pace_line(sitting.attempt) == "1 right of 1 \u00b7 1 min 16 s"


@pytest.mark.parametrize(
    ("level", "word"),
    [(0.0, "easier"), (0.25, "steady"), (0.45, "steady"), (0.65, "harder"), (1.0, "hardest")],
)
def test_a_level_has_a_word(level, word):
    assert level_word(level) == word


def test_the_worst_kinds_are_those_with_misses_and_at_most_three():
    scores_ = [
        KindScore("a", 4, 4, 9.0, 1.0),
        KindScore("b", 4, 1, 9.0, 0.1),
        KindScore("c", 4, 3, 9.0, 0.5),
        KindScore("d", 4, 3, 9.0, 0.3),
        KindScore("e", 2, 0, 9.0, 0.0),
    ]
    assert worst(scores_) == ["e", "b", "d"]
    assert worst(scores_[:1]) == ["a"]
    assert worst([]) == []


def test_of_kinds_that_went_alike_the_slower_one_is_worse():
    scores_ = [KindScore("fast", 4, 3, 9.0, 0.5), KindScore("slow", 4, 3, 60.0, 0.5)]
    assert worst(scores_) == ["slow", "fast"]


def test_a_drill_without_an_answer_is_nothing_to_come_back_for_and_counts_nowhere(desk: Desk):
    sitting = desk.start(Plan("drill"))
    go_on(sitting)
    assert sitting.save_now() == ""
    assert desk.record.state.left_open() == []
    seen = overview(desk, TODAY)
    assert (seen.open, seen.last, seen.week[-1]) == (None, (), 0)
    assert standing(desk).quizzes == ()
    answer(sitting, 1, right=True)
    assert sitting.save_now() == ""
    assert overview(desk, TODAY).open == sitting.attempt


def test_a_finished_drill_is_in_the_history_but_not_in_the_trend(desk: Desk):
    drill = sat(desk, [True, False, True])
    drill.finish("done")
    drill.save_now()
    seen = standing(desk)
    assert [(one.kind, one.questions, one.credit) for one in seen.quizzes] == [("drill", 3, 2.0)]
    assert seen.trend == ()
    assert [one.kind for one in overview(desk, TODAY).last] == ["drill"]


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        ("drill", "", "Drill"),
        ("drill", "IV rates", "Drill \u00b7 IV rates"),
        ("quiz", "Law", "Law"),
        ("quiz", "", "Timed quiz"),
        ("mystery", "", "mystery"),
    ],
)
def test_an_attempt_is_named(kind, title, name):
    assert name_of(kind, title) == name


def test_a_template_asked_twice_in_a_quiz_has_other_numbers_each_time(desk: Desk):
    names = ["calc/weight", "calc/pump", "calc/weight", "calc/weight"]
    sitting = desk.sit(names, "review", 3, None, "")
    stems = [item.stem for item in each(sitting)]
    assert len(set(stems)) == 4
    assert sitting.attempt.slots == desk.sit(names, "review", 3, None, "").attempt.slots
    alone = desk.sit(["calc/weight"], "review", 3, None, "")
    assert alone.attempt.slots[0] == sitting.attempt.slots[0]


@given(st.data(), seeds)
def test_any_drill_keeps_to_its_kinds_and_always_has_a_next_question(
    desk_of_hypothesis, data, seed
):
    topics = data.draw(st.lists(st.sampled_from(KINDS), unique=True, max_size=3))
    sitting = desk_of_hypothesis.start(Plan("drill", topics=tuple(topics), seed=seed))
    for slot in range(data.draw(st.integers(0, 12))):
        if data.draw(st.sampled_from(("right", "wrong", "skip"))) != "skip":
            answer(sitting, slot, right=data.draw(st.booleans()))
        assert go_on(sitting) == slot + 1
    assert set(kinds(sitting)) <= set(topics or KINDS)
    assert not any(item.is_gone for item in each(sitting))
    if len(topics) != 1 or topics == ["calc:iv-rates"]:
        names = [slot.item for slot in sitting.attempt.slots]
        assert all(one != other for one, other in pairwise(names))


@pytest.fixture(scope="module")
def desk_of_hypothesis(tmp_path_factory: pytest.TempPathFactory):
    """A desk that many examples share; what they start is never saved."""
    folder = tmp_path_factory.mktemp("drills")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXAMPREP_HOME", str(folder / "home"))
        write_templates(folder / "banks")
        desk = Desk.open([folder / "banks"])
        desk.times = Clock().times
        desk.enroll("Maria", "ptce-2026", None)
    return desk
