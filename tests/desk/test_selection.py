"""What may be asked: by the goal's exam, by banks and topics that are named."""

from datetime import date

import pytest

from examprep.desk.desk import Desk
from examprep.desk.overview import missed, overview
from examprep.desk.plan import Plan
from tests.factories import Clock, sit_through, write_bank

AREAS = {
    "both": ("ptce-2026:1.1", "excpt-2023:drugs"),
    "sterile": ("cspt-2023:1.1",),
    "excpt": ("excpt-2023:laws",),
}


@pytest.fixture
def banks(tmp_path):
    return tmp_path / "banks"


def areas_bank(folder, areas=AREAS, bank="demo"):
    """Write a bank in which each topic is asked by other exams; `free` may be asked by any."""
    path = write_bank(folder, bank, count=8, topics=("both", "sterile", "free", "excpt"))
    text = path.read_text(encoding="utf-8")
    for topic, names in areas.items():
        listed = ", ".join(f'"{name}"' for name in names)
        text = text.replace(f'topic = "{topic}"\n', f'topic = "{topic}"\nareas = [{listed}]\n')
    path.write_text(text, encoding="utf-8")
    return path


def mixed_bank(folder):
    """Write a bank with one topic of which the PTCE asks half: 0 and 4 of 0, 1, 4 and 5."""
    path = areas_bank(folder)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('topic = "sterile"', 'topic = "both"'), encoding="utf-8")


def sat_down(banks, exam="ptce-2026", clock=None):
    desk = Desk.open([banks])
    desk.times = (clock or Clock()).times
    desk.enroll("Maria", exam, None)
    return desk


def numbers(names):
    return [name[-1] for name in names]


@pytest.mark.parametrize(
    ("exam", "topics", "asked"),
    [
        ("ptce-2026", (), "0 2 4 6"),
        ("ptce-2020", (), "0 2 4 6"),
        ("excpt-2023", (), "0 2 3 4 6 7"),
        ("cspt-2023", (), "1 2 5 6"),
        ("ptce-2026", ("demo",), "0 2 4 6"),
        ("ptce-2026", ("demo:sterile",), "1 5"),
        ("ptce-2026", ("demo:both", "demo:sterile"), "0 1 4 5"),
        ("ptce-2026", ("demo", "demo:sterile"), "0 1 2 4 5 6"),
    ],
)
def test_the_goals_exam_decides_what_is_asked_where_no_topic_is_named(banks, exam, topics, asked):
    areas_bank(banks)
    assert numbers(sat_down(banks, exam).pool(topics).names) == asked.split()


def test_a_topic_that_is_named_gives_all_its_questions_a_bank_those_of_the_exam(banks):
    mixed_bank(banks)
    desk = sat_down(banks)
    assert numbers(desk.pool(("demo:both",)).names) == ["0", "1", "4", "5"]
    assert numbers(desk.pool(("demo",)).names) == ["0", "2", "4", "6"]
    assert len(desk.start(Plan(topics=("demo:both",))).attempt.slots) == 4


def test_a_topic_over_others_gives_all_that_is_under_it(banks):
    path = areas_bank(banks)
    text = path.read_text(encoding="utf-8").replace('"sterile"', '"free/sterile"')
    path.write_text(text, encoding="utf-8")
    assert numbers(sat_down(banks).pool(("demo:free",)).names) == ["1", "2", "5", "6"]


def test_of_a_bank_that_the_exam_asks_nothing_of_all_comes(banks):
    areas_bank(banks)
    sterile = dict.fromkeys(("both", "sterile", "free", "excpt"), ("cspt-2023:1.1",))
    areas_bank(banks, sterile, "sterile")
    desk = sat_down(banks)
    assert len(desk.pool(("sterile",)).names) == 8
    assert len(desk.pool(("sterile", "demo")).names) == 12
    assert {name.partition("/")[0] for name in desk.pool().names} == {"demo"}


def test_banks_for_another_exam_alone_are_better_than_nothing(banks):
    areas_bank(banks, dict.fromkeys(("both", "sterile", "free", "excpt"), ("cspt-2023:1.1",)))
    assert len(sat_down(banks).pool().names) == 8


def test_what_was_missed_is_there_to_review_whichever_exam_asks_it(banks):
    areas_bank(banks)
    clock = Clock()
    desk = sat_down(banks, clock=clock)
    sit_through(desk, Plan(topics=("demo:sterile",)), [False, False])
    clock.go(60)
    sit_through(desk, Plan(topics=("demo:both",)), [False, True])
    names = missed(desk)
    assert len(names) == 3
    assert {"demo/demo-001", "demo/demo-005"} < set(names)
    assert overview(desk, date(2026, 11, 22)).missed == 3
    review = desk.start(Plan("review", 20, "missed"))
    assert {slot.item for slot in review.attempt.slots} == set(names)
    assert len(desk.choose(Plan(mode="missed", topics=("demo",))).names) == 3
    assert len(desk.choose(Plan(mode="missed", topics=("demo:sterile",))).names) == 2


def test_a_missed_question_that_no_bank_has_any_more_is_not_counted(banks):
    areas_bank(banks)
    sit_through(sat_down(banks), Plan(topics=("demo:sterile",)), [False, False])
    write_bank(banks, count=5, topics=("both", "sterile", "free", "excpt"))
    again = Desk.open([banks])
    assert missed(again) == ["demo/demo-001"]
    assert again.choose(Plan(mode="missed")).names == ("demo/demo-001",)
