"""Which typed lines answer a question, and which are words for the program."""

from __future__ import annotations

import pytest

from examprep.cli.lines.typed import is_answer
from examprep.cli.lines.words import WORDS


@pytest.mark.parametrize(
    "line", ["3", ".5 mL", "-1", "$4", "March 14", "mar 14", "Dec. 3, 2027", "sept 1", "May-5"]
)
def test_numbers_and_dates_are_answers(line: str) -> None:
    assert is_answer(line)


@pytest.mark.parametrize("line", ["", "?", "march", "mark", "may be", "next", "go 3"])
def test_words_are_no_answers(line: str) -> None:
    assert not is_answer(line)


def test_no_word_of_the_program_is_taken_for_a_date() -> None:
    assert not any(is_answer(f"{word.name} 3") for word in WORDS)
