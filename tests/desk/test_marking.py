"""Which banks and topics are marked, and how many questions stand beside them."""

import pytest

from examprep.desk.desk import Desk
from examprep.desk.marking import Topic, marks_line, named, part, toggled, topics_of
from examprep.desk.plan import Plan
from examprep.desk.planning import Wish, forecast, plan_of
from examprep.learning.choice import MODES
from tests.desk.test_selection import areas_bank, mixed_bank, sat_down
from tests.factories import desk_at, sit_through

BOTH, FREE, EXCPT = "demo:both", "demo:free", "demo:excpt"
ONE, TWO = "demo:one", "demo:two"


@pytest.fixture
def desk(tmp_path) -> Desk:
    """The PTCE asks half of `both`, all of `free`, nothing of `excpt`; nothing of `sterile`."""
    mixed_bank(tmp_path / "banks")
    sterile = dict.fromkeys(("both", "sterile", "free", "excpt"), ("cspt-2023:1.1",))
    areas_bank(tmp_path / "banks", sterile, "sterile")
    return sat_down(tmp_path / "banks")


@pytest.fixture
def plain(tmp_path) -> Desk:
    """A bank of two topics that every exam may ask."""
    return desk_at(tmp_path / "plain", "Ana", count=8, topics=("one", "two"))


def press(lines, *names, marked=frozenset()):
    for name in names:
        marked = toggled(marked, next(line for line in lines if line.name == name), lines)
    return marked


def signs(lines, marked, bank="demo"):
    return {line.name: part(line, lines, marked) for line in lines if line.bank == bank}


def test_a_bank_comes_before_its_topics_with_counts(desk):
    assert [(line.name, line.questions, line.inside) for line in topics_of(desk)][:5] == [
        ("demo", 4, 8),
        (BOTH, 4, 4),
        (FREE, 2, 2),
        (EXCPT, 2, 2),
        ("sterile", 8, 8),
    ]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("done", [False, True])
def test_every_count_is_what_its_line_alone_draws_from(desk, mode, done):
    if done:
        sit_through(desk, Plan(topics=(BOTH,)), [True, False, False, True])
        sit_through(desk, Plan(topics=("sterile",)), [False] * 3)
    lines = topics_of(desk, mode)
    assert len(lines) == 9
    for line in lines:
        plan = plan_of(Wish(500, mode=mode, marked=press(lines, line.name)), lines, desk)
        assert len(desk.choose(plan).names) == line.questions, line
        told = forecast(plan, desk)
        assert told.startswith(f"{line.questions} of {line.questions} question") or (
            not told and not line.questions
        )


def test_marks_that_add_up_draw_what_the_forecast_says(desk):
    lines = topics_of(desk)
    for names, count in (((), 4), (("demo", EXCPT), 6), ((BOTH, FREE, EXCPT), 8), (("demo",), 4)):
        plan = plan_of(Wish(500, marked=press(lines, *names)), lines, desk)
        assert forecast(plan, desk).startswith(f"{count} of {count} questions")
        assert len(desk.start(plan).attempt.slots) == count


def test_a_mode_counts_what_it_asks(desk):
    sit_through(desk, Plan(topics=(BOTH,)), [False, False, True, True])
    sit_through(desk, Plan(topics=(EXCPT,)), [False])
    missed = {line.name: line.questions for line in topics_of(desk, "missed")}
    assert [missed[name] for name in ("demo", BOTH, FREE, EXCPT)] == [3, 2, 0, 1]
    new = {line.name: (line.questions, line.inside) for line in topics_of(desk, "new")}
    assert [new[name] for name in ("demo", BOTH, FREE, EXCPT)] == [(2, 3), (0, 0), (2, 2), (1, 1)]


def test_the_topics_of_a_marked_bank_show_how_much_of_them_comes(desk):
    lines = topics_of(desk)
    marked = press(lines, "demo")
    assert marked == {"demo"}
    assert signs(lines, marked) == {"demo": 1.0, BOTH: 0.5, FREE: 1.0, EXCPT: 0.0}
    assert set(signs(lines, marked, "sterile").values()) == {0.0}
    assert signs(lines, press(lines, FREE)) == {"demo": 0.5, BOTH: 0.0, FREE: 1.0, EXCPT: 0.0}
    assert set(signs(lines, press(lines, BOTH, FREE, EXCPT)).values()) == {1.0}


def test_a_topic_can_be_taken_out_of_a_marked_bank_or_added_to_it(desk):
    lines = topics_of(desk)
    assert press(lines, "demo", FREE) == {BOTH}
    assert press(lines, "demo", BOTH) == {FREE}
    assert press(lines, "demo", EXCPT) == {"demo", EXCPT}
    assert press(lines, "demo", EXCPT, EXCPT) == {BOTH, FREE}
    assert press(lines, "demo", "demo") == frozenset()
    assert press(lines, BOTH, "demo") == {"demo"}
    assert press(lines, BOTH, FREE, EXCPT, "demo") == frozenset()
    assert press(lines, BOTH, "sterile", BOTH) == {"sterile"}


def test_taking_a_topic_out_of_a_bank_brings_no_topic_that_came_in_small_part_only():
    lines = [
        Topic("demo", "Demo", 12, "demo", 27),
        Topic(ONE, "One", 5, "demo", 5),
        Topic(TWO, "Two", 6, "demo", 6, 5 / 6),
        Topic(EXCPT, "Excpt", 16, "demo", 16, 2 / 16),
    ]
    assert press(lines, "demo", ONE) == {TWO}
    assert press(lines, "demo", EXCPT) == {ONE, TWO}


def test_a_bank_wholly_marked_is_named_as_one_where_that_is_the_same(desk, plain):
    lines = topics_of(plain)
    assert named(lines, frozenset()) == ()
    assert named(lines, {TWO}) == (TWO,)
    assert named(lines, {TWO, ONE}) == named(lines, {"demo"}) == ("demo",)
    assert press(lines, "demo", ONE) == {TWO}


def test_all_topics_of_a_bank_are_more_than_the_bank_where_the_exam_asks_less(desk):
    assert named(topics_of(desk), {BOTH, FREE, EXCPT}) == (BOTH, FREE, EXCPT)
    assert named(topics_of(desk), {"demo", EXCPT}) == ("demo", EXCPT)


def test_a_topic_over_others_stands_for_them(tmp_path):
    desk = desk_at(tmp_path / "banks", count=6, topics=("law", "law/federal", "law/state"))
    lines = topics_of(desk)
    assert [line.questions for line in lines] == [6, 6, 2, 2]
    assert press(lines, "demo:law/state", "demo:law") == {"demo:law"}
    assert press(lines, "demo:law", "demo:law/state") == {"demo:law/federal"}
    assert signs(lines, {"demo:law/state"})["demo:law"] == 0.5


def test_the_line_over_the_topics_says_what_the_marks_mean(desk, plain):
    lines = topics_of(desk)
    for marked, mode, text in (
        ((), "mixed", "Topics: all the PTCE asks. Space marks those you want."),
        ((), "missed", "Topics: all. Space marks those you want."),
        (("demo",), "mixed", "Marked: 1 bank (what the PTCE asks)"),
        (("sterile",), "mixed", "Marked: 1 bank"),
        (("demo", EXCPT), "mixed", "Marked: 1 bank (what the PTCE asks), 1 topic"),
        ((BOTH, FREE), "mixed", "Marked: 2 topics"),
    ):
        assert marks_line(lines, marked, desk, mode) == text
    every = "Topics: all. Space marks those you want."
    assert marks_line(topics_of(plain), (), plain, "mixed") == every
