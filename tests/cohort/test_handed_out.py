"""What an instructor reads: words, rows and tables say what the figures are and claim no more."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.cohort import handed_in, tables, words
from examprep.cohort.people import Change, Standing
from examprep.cohort.questions import Chosen, Question, Raised
from examprep.cohort.report import Assigned, Period, Report, report
from examprep.cohort.rows import (
    GROUP_HEADS,
    PEOPLE_HEADS,
    QUESTION_HEADS,
    by_need,
    grid_words,
    group_row,
    person_row,
    question_row,
)
from examprep.cohort.topics import Group, Whole
from examprep.learning.readiness import Chance
from examprep.text import percent
from tests.cohort.crowds import TODAY, people, simulated, subject, table

OVER = subject()
SHARES = st.floats(0.0, 1.0)


def standing(**more: Any) -> Standing:
    plain = Standing(
        key="k1",
        name="Ann",
        exam_day=date(2026, 12, 24),
        answers=1_234,
        firsts=900,
        days=12,
        last=date(2026, 11, 20),
        stopped=False,
        chance=None,
        verdict="",
        missing=1,
        domains=(),
        change=None,
    )
    return replace(plain, **more)


def group(**more: Any) -> Group:
    plain = Group(
        kind="topic",
        id="bank:law",
        title="Law",
        weight=0.125,
        items=30,
        people=9,
        answers=1_000,
        share=0.625,
        low=0.6,
        high=0.65,
        repeats=40,
        repeated=0.75,
        judged=8,
        below=0.5,
        lost=0.9375,
        weeks=(),
    )
    return replace(plain, **more)


NOBODY = {"share": None, "low": None, "high": None, "below": None, "lost": None, "repeated": None}


def question(**more: Any) -> Question:
    empty: dict[str, Any] = {field.name: None for field in fields(Question)}
    empty |= {"name": "bank/q-1", "stem": "Which law?", "topic": "Law", "n": 7, "guess": 0.25}
    empty |= {"verdict": "", "options": (), "flags": (), "reported": 0}
    return Question(**(empty | more))


@pytest.fixture(scope="module")
def found() -> Report:
    return report(simulated(40, 150, over=OVER), OVER, {}, Period(TODAY))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_group_in_words() -> None:
    assert group_row(group()) == (
        *("Law", "63 % (60 to 65 %)", words.DASH, "9", "1,000", "13 %", "0.9"),
        *("50 % of 8", "40", "75 %"),
    )
    assert len(GROUP_HEADS) == len(group_row(group()))


def test_a_group_of_few_people_shows_its_number_and_no_share() -> None:
    row = group_row(group(people=4, answers=11, judged=3, **NOBODY))
    assert row[1] == "too few people (4)"
    assert row[6] == words.DASH
    assert row[7] == "too few (n = 3)"
    assert row[9] == words.DASH
    assert "%" not in "".join(row[1:5] + row[6:])


def test_a_person_in_words() -> None:
    one = standing(
        chance=Chance(0.42, 0.2, 0.61), verdict="not yet", change=Change(0.06, 0.02, 0.104)
    )
    row = person_row(one)
    assert len(row) == len(PEOPLE_HEADS)
    assert row[0] == "Ann"
    assert "40 %" in row[1]
    assert row[2] == "Not yet"
    assert row[3:] == (
        *(
            "improved",
            "+6 points (+2 to +10)",
            "1,234",
            "900",
            "12",
            "Nov 20, 2026",
            "Dec 24, 2026",
        ),
    )


def test_a_person_of_whom_little_is_known_has_no_number() -> None:
    row = person_row(standing(missing=12, last=None, exam_day=None))
    assert row[1] == "not enough answers yet (12 more needed)"
    assert row[2:5] == ("", "", words.DASH)
    assert row[8:] == (words.DASH, words.DASH)


def test_whose_file_is_damaged_is_asked_for_it_and_nothing_else_is_said() -> None:
    one = standing(damaged=True, missing=0)
    assert words.chance_words(one) == "file damaged, not judged: ask for it again"
    assert words.short_chance(one) == "file damaged, not judged"
    assert words.marks(one) == "file damaged"


@pytest.mark.parametrize(
    ("chance", "at_risk"),
    [
        (Chance(0.3, 0.1, 0.5), True),
        (Chance(0.3, 0.1, 0.5001), False),
        (Chance(0.9, 0.8, 0.95), False),
        (None, False),
    ],
)
def test_at_risk_is_whose_interval_ends_at_even(chance: Chance | None, at_risk: bool) -> None:
    one = standing(chance=chance)
    assert one.at_risk is at_risk
    assert ("at risk" in words.marks(one)) is at_risk


@given(SHARES, SHARES, SHARES)
def test_a_change_is_one_only_to_the_end_of_its_interval(by: float, low: float, up: float) -> None:
    low, up = sorted((low - 0.5, up - 0.5))
    change = Change(by, low, up)
    assert change.up == (low > 0.0)
    assert change.down == (up < 0.0)
    assert not (change.up and change.down)
    assert standing(change=change).improved == change.up


@given(SHARES, SHARES, SHARES)
def test_an_interval_never_stands_without_its_ends(a: float, b: float, c: float) -> None:
    low, share, high = sorted((a, b, c))
    text = words.interval(share, low, high)
    assert text == f"{percent(share)} ({percent(low)[:-2]} to {percent(high)})"
    for missing in ((None, low, high), (share, None, high), (share, low, None)):
        assert words.interval(*missing) == words.DASH


@given(st.integers(0, 10_000), st.none() | SHARES)
def test_a_cell_of_a_map_is_a_share_with_its_number_or_the_number(
    count: int, share: float | None
) -> None:
    text = grid_words(share, count)
    if share is not None:
        assert text == f"{percent(share)} of {count:,}"
    else:
        assert text == (f"n = {count:,}" if count else words.DASH)


def test_a_question_of_few_answers_shows_its_number() -> None:
    row = question_row(question())
    assert row == (
        *("bank/q-1: Which law?", "Law", "7", "too few (n = 7)"),
        *(words.DASH,) * 5,
    )
    assert len(row) == len(QUESTION_HEADS)


def test_a_question_in_words() -> None:
    one = question(
        n=1_200,
        facility=0.5,
        low=0.47,
        high=0.53,
        r=-0.126,
        r_se=0.03,
        upper_lower=-0.1,
        doubt=0.876,
        verdict="wrong",
        seconds=41.4,
        flags=(Raised("key", 0.876, 1_200), Raised("negative", 0.999, 1_200)),
        reported=2,
    )
    assert question_row(one)[2:] == (
        *("1,200", "50 % (47 to 53 %)", "-0.13 \u00b1 0.03", "-0.10", "88 % doubt", "41 s"),
        "key doubted (88 % sure, n = 1,200); the able get it wrong (100 % sure, n = 1,200)",
    )
    assert words.doubt_words(one) == (
        "key doubted to 88 %: another option is most likely the key; reported by 2 candidates"
    )
    assert words.doubt_words(question(reported=1)) == (
        "its key cannot be checked; reported by 1 candidate"
    )


def test_options_are_lettered_and_the_key_is_named() -> None:
    texts = [
        words.option_words(place, Chosen("ten", place == 2, 0, None)) for place in (0, 2, 25, 26)
    ]
    assert texts == ["A. ten", "C. ten (key)", "Z. ten", "A. ten"]


def done(person: str, state: str, **more: Any) -> Assigned:
    return Assigned("Week 3", date(2026, 11, 25), person, state, **({"id": "w3"} | more))


def test_assignments_stand_together_and_who_has_not_begun_comes_first() -> None:
    rows = (
        done("Ann", "done", score=0.8),
        Assigned("Week 1", None, "Ann", "open", id="w1"),
        done("Bea", "not started", late=True),
        done("Cleo", "open"),
    )
    empty = report(table([], [], []), OVER, {}, Period(TODAY))
    groups = list(words.by_assignment(replace(empty, assignments=rows)))
    assert [title for title, _ in groups] == ["Week 1", "Week 3, due Nov 25, 2026"]
    assert [one.person for one in groups[1][1]] == ["Bea", "Cleo", "Ann"]
    assert words.counted(groups[1][1]) == "1 done, 1 open, 1 not started"
    assert words.counted(groups[0][1]) == "1 open"


def test_two_assignments_of_one_title_stay_two() -> None:
    rows = (done("Ann", "done", score=1.0), done("Ann", "open", id="w4"))
    empty = report(table([], [], []), OVER, {}, Period(TODAY))
    assert len(list(words.by_assignment(replace(empty, assignments=rows)))) == 2


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (done("Ann", "not started"), "not started"),
        (done("Ann", "not started", late=True), "not started, late"),
        (done("Ann", "done", score=0.805), "done, 81 %"),
        (done("Ann", "done", score=0.0, late=True), "done, 0 %, late"),
        (done("Ann", "open", altered=True), "open, other questions than assigned"),
    ],
)
def test_what_was_done_in_words(one: Assigned, text: str) -> None:
    assert words.done_words(one) == text


def test_the_least_likely_come_first_and_the_unknown_last(found: Report) -> None:
    first = found.standings[0]
    some = (
        replace(first, chance=Chance(0.9, 0.8, 1.0)),
        replace(first, chance=None),
        replace(first, chance=Chance(0.1, 0.0, 0.2)),
        replace(first, chance=Chance(0.1, 0.0, 0.2)),
    )
    assert by_need(replace(found, standings=some)) == [2, 3, 0, 1]


def test_what_is_wanted_first_is_in_the_figures(found: Report) -> None:
    told = dict(words.in_short(found))
    assert told["Right, weighted by the outline"] == words.whole_words(found)
    known = found.people - found.untold
    assert told["Likely to fail"] == f"{len(found.at_risk)} of {known} of whom enough is known"
    assert told["Improved"] == str(len(found.improved))
    assert told["Stopped practising"] == str(len(found.stopped))
    assert "File damaged, not judged" not in told
    hurt = replace(found.standings[0], damaged=True, chance=None)
    told = dict(words.in_short(replace(found, standings=(hurt, *found.standings[1:]))))
    assert told["File damaged, not judged"] == hurt.name


def test_a_class_too_small_is_said_to_be(found: Report) -> None:
    bare = replace(found, whole=None, standings=())
    assert words.whole_words(bare) == "not enough answers yet in every domain"
    whole = Whole(0.6449, 0.6, 0.7)
    assert words.whole_words(replace(found, whole=whole)).startswith("64 % (60 to 70 %)")


def test_the_headline_counts_whom_it_is_about(found: Report) -> None:
    one = replace(found, people=1, others=2, answers=1, firsts=1, since=date(2026, 11, 1))
    assert words.headline(one) == (
        "Nov 22, 2026: 1 person, 1 answer, 1 of them first ones, answers since Nov 1, 2026; "
        "2 people with another exam left out"
    )


def test_many_damaged_files_are_named_and_counted(found: Report) -> None:
    hurt = tuple(replace(one, damaged=True, chance=None) for one in found.standings[:5])
    told = dict(words.in_short(replace(found, standings=hurt)))
    names = ", ".join(one.name for one in hurt[:3])
    assert told["File damaged, not judged"] == f"{names} and 2 more"


def test_tables_hold_the_figures_of_the_report(found: Report) -> None:
    files = tables.csv_files(found)
    groups = read(files["groups.csv"])
    every = [*found.domains, *found.areas, *found.topics]
    assert [row["id"] for row in groups] == [one.id for one in every]
    for row, one in zip(groups, every, strict=True):
        assert int(row["answers"]) == one.answers
        assert float(row["weight"]) == pytest.approx(one.weight, rel=1e-5)
        assert (row["share"] == "") == (one.share is None)
        if one.share is not None:
            assert float(row["share"]) == pytest.approx(one.share, rel=1e-5)
            assert float(row["lost"]) == pytest.approx(one.lost, rel=1e-5, abs=1e-9)
    for row, one in zip(read(files["people.csv"]), found.standings, strict=True):
        assert (row["key"], row["name"], row["verdict"]) == (one.key, one.name, one.verdict)
        assert (row["chance"] == "") == (one.chance is None)
        if one.chance is not None:
            ends = [float(row[f"chance{end}"]) for end in ("_low", "", "_high")]
            wanted = [one.chance.low, one.chance.value, one.chance.high]
            assert ends == pytest.approx(wanted, rel=1e-5, abs=1e-9)
        if one.change is not None:
            ends = [float(row[f"change{end}"]) for end in ("_low", "", "_high")]
            wanted = [one.change.low, one.change.by, one.change.high]
            assert ends == pytest.approx(wanted, rel=1e-5, abs=1e-9)
    for row, one in zip(read(files["questions.csv"]), found.questions, strict=True):
        assert (row["name"], int(row["n"])) == (one.name, one.n)
        assert row["flags"].split() == [flag.kind for flag in one.flags]
        assert (row["r"] == "") == (one.r is None)


def test_the_table_of_the_map_has_each_cell_with_answers(found: Report) -> None:
    rows = read(tables.csv_files(found)["people-groups.csv"])
    cells = {
        (row["person"], row["id"]): (int(row["answers"]), row["share"])
        for row in rows
        if row["kind"] == "area"
    }
    count = 0
    for one, answers, shares in zip(
        found.standings, found.heat.answers, found.heat.shares, strict=True
    ):
        for name, n, share in zip(found.heat.ids, answers, shares, strict=True):
            if n:
                count += 1
                assert cells[one.key, name][0] == n
                assert (cells[one.key, name][1] == "") == (share is None)
    assert count == len(cells)


def test_every_column_of_a_table_is_in_its_dictionary(found: Report) -> None:
    files = tables.csv_files(found)
    text = files.pop("tables.md")
    for name, table_text in files.items():
        part = text.split(f"## {name}\n")[1].split("\n## ")[0]
        told = [line.split("`")[1] for line in part.splitlines() if line.startswith("| `")]
        assert told == next(csv.reader(io.StringIO(table_text)))
    assert words.calendar_words(found) in text


def test_what_was_handed_in_as_a_table() -> None:
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    one = done("=Ann", "done", score=0.75, finished=at.timestamp(), attempts=2, key="k1")
    two = done("Bea", "not started", late=True, key="k2")
    empty = report(table([], [], []), OVER, {}, Period(TODAY))
    first, second = read(
        tables.csv_files(replace(empty, assignments=(one, two)))["assignments.csv"]
    )
    assert first == {
        "assignment": "Week 3",
        "assignment_id": "w3",
        "due": "2026-11-25",
        "person": "k1",
        "name": "'=Ann",
        "done": "done",
        "score": "0.75",
        "attempts": "2",
        "finished": "2026-11-24T09:30:00Z",
        "late": "no",
        "altered": "no",
    }
    assert (second["score"], second["finished"], second["late"]) == ("", "", "yes")


def test_what_was_handed_in_as_parquet() -> None:
    pa = pytest.importorskip("pyarrow")
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    one = done("\x1b[31mAnn", "done", score=0.75, finished=at.timestamp(), key="k1")
    found = handed_in.arrow([one, done("Bea", "open", key="k2")], pa)
    assert found.column_names == list(handed_in.NAMES)
    first, second = found.to_pylist()
    assert first["name"] == "\ufffd[31mAnn"
    assert (first["finished"], first["due"]) == (at, date(2026, 11, 25))
    assert (second["score"], second["finished"]) == (None, None)
    assert handed_in.arrow([], pa).num_rows == 0
    for field in found.schema:
        assert field.metadata[b"meaning"]
        assert f"`{field.name}`" in handed_in.dictionary()


def test_nobody_is_a_table_of_heads_only() -> None:
    empty = report(table([], [], []), OVER, {}, Period(TODAY))
    files = tables.csv_files(empty)
    assert read(files["people.csv"]) == []
    assert read(files["questions.csv"]) == []
    assert read(files["assignments.csv"]) == []
    assert words.headline(empty).endswith("0 people, 0 answers, 0 of them first ones")


def test_two_people_of_one_name_are_two_rows() -> None:
    both = [replace(one, name="Sam") for one in people(2)]
    found = report(
        table([{"person": n, "item": n} for n in range(2)], both, list(OVER.syllabus.names)),
        OVER,
        {},
        Period(TODAY),
    )
    rows = read(tables.csv_files(found)["people.csv"])
    assert [row["name"] for row in rows] == ["Sam", "Sam"]
    assert len({row["key"] for row in rows}) == 2
