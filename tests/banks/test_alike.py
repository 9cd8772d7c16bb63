"""What many questions have in common is said once, and nothing is lost by it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.banks.alike import FEW, shape, told
from examprep.problems import Problem

JUMP = re.compile(r"law/(items|more)\.toml:\d+: (error|warning): (?:(\d+) questions: )?")
HERE = Path("law/items.toml")
MESSAGES = (
    "`sources` is missing",
    "option 1 has no `why`",
    "option 2 has no `why`",
    "3 options where the exams have four",
    "5 options where the exams have four",
    "unknown area `ptce-2026:9.9`",
)


def problem(number: int, message: str = MESSAGES[0], **more: object) -> Problem:
    values = {"severity": "error", "hint": "look it up", "path": HERE, **more}
    return Problem(
        values["path"], 10 * number, values["severity"], message, f"q-{number}", values["hint"]
    )


def test_few_stand_each_in_a_line_as_ever() -> None:
    few = [problem(number) for number in range(1, FEW + 1)]
    assert told(few) == list(map(str, few))


def test_many_are_one_line_at_the_first_place_with_the_next_two() -> None:
    many = [problem(number) for number in range(1, 395)]
    (line,) = told(many)
    assert line.startswith("law/items.toml:10: error: 394 questions: `sources` is missing: q-1, ")
    assert line.endswith("q-1, q-2 (line 20), q-3 (line 30) and 391 more (look it up)")


def test_a_place_in_another_file_bears_its_name() -> None:
    many = [problem(1), problem(2, path=Path("law/more.toml")), problem(3), problem(4)]
    assert "q-1, q-2 (more.toml:20), q-3 (line 30) and 1 more" in told(many)[0]


def test_questions_are_counted_not_their_options() -> None:
    many = [problem(n, f"option {m} has no `why`") for n in range(1, 5) for m in range(1, 4)]
    (line,) = told(many)
    assert ": error: 4 questions: an option has no `why`: q-1," in line


def test_one_question_with_many_faults_is_not_many_questions() -> None:
    many = [problem(1, f"option {number} has no `why`") for number in range(1, 9)]
    assert told(many) == list(map(str, many))


def test_counts_that_differ_are_an_n_and_equal_ones_stay() -> None:
    words = "{} options where the exams have four"
    same = [problem(number, words.format(3)) for number in range(1, 6)]
    other = [problem(number, words.format(number)) for number in range(1, 6)]
    assert "5 questions: 3 options where" in told(same)[0]
    assert "5 questions: N options where" in told(other)[0]


def test_severities_and_hints_are_not_mixed() -> None:
    errors = [problem(number) for number in range(1, 6)]
    warnings = [problem(number, severity="warning") for number in range(1, 6)]
    assert [line.split(": ")[1] for line in told([*errors, *warnings])] == ["error", "warning"]
    hints = [problem(number, hint=f"hint {number}") for number in range(1, 6)]
    assert "hint" not in told(hints)[0]


def test_problems_of_whole_files_stand_each_for_itself() -> None:
    whole = [Problem(Path(f"{n}.toml"), 1, "error", "it is not TOML") for n in range(9)]
    assert told(whole) == list(map(str, whole))


@pytest.mark.parametrize(
    ("message", "common"),
    [
        ("pair 12 has no `why`", "a pair has no `why`"),
        ("mistake 3 has no `why`", "a mistake has no `why`"),
        ("unknown area `ptce-2026:9.9`", "unknown area `ptce-2026:9.9`"),
        ("out of date since 2026-11-02", "out of date since N-N-N"),
        ("the key is 2.5 times as long", "the key is N times as long"),
    ],
)
def test_what_messages_have_in_common(message: str, common: str) -> None:
    assert shape(message) == common
    assert shape(common) == common


@given(
    st.lists(
        st.builds(
            problem,
            st.integers(1, 40),
            st.sampled_from(MESSAGES),
            severity=st.sampled_from(["error", "warning"]),
            path=st.sampled_from([HERE, Path("law/more.toml")]),
        )
    )
)
def test_every_line_can_be_jumped_to_and_all_questions_are_counted(found: list[Problem]) -> None:
    lines = told(sorted(found, key=lambda one: (str(one.path), one.line)))
    assert len(lines) <= len(found)
    counted = 0
    for line in lines:
        match = JUMP.match(line)
        assert match
        counted += int(match[3]) if match[3] else 1
    shapes = {(one.severity, shape(one.message), one.item) for one in found}
    assert counted >= len(shapes)
    places = [(line.split(":")[0], int(line.split(":")[1])) for line in lines]
    assert places == sorted(places)
