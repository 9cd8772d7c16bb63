"""A quiz left open is gone on with in line mode, whatever became of its questions since."""

from __future__ import annotations

import pytest

from examprep.attempts.face import CHANGED
from examprep.banks.item import GONE
from tests.cli.quizzes import Talk, after, number_of, write_bank

CANNOT = "This question cannot be answered any more. Type next to go on."


def reopened(talk: Talk, many: int) -> None:
    """Open the banks anew, with so many questions left of a topic."""
    talk.desk.library.close()
    write_bank(talk.banks, many)
    talk.open()


def pass_or_answer(said: str) -> str:
    question = after(said, "Question ")
    return "next" if GONE in question else number_of("yes", said)


@pytest.mark.parametrize("mode", ["tutor", "timed"])
def test_the_questions_that_are_left_can_be_answered_and_the_quiz_be_ended(
    talk: Talk, mode: str
) -> None:
    talk(f"--topic many -n 12 --mode {mode}", "quit")
    reopened(talk, 5)
    said = talk("--resume", *[pass_or_answer] * 12, "finish", "finish")
    assert said.count(GONE) >= 7
    assert said.count("saved") == 5
    assert "Score: 5 of 12" in said
    assert "No longer in any bank: 0 of 7" in said
    assert talk.desk.record is not None
    assert not talk.desk.record.state.open


def test_what_is_typed_at_a_question_that_is_gone_is_answered_kindly(talk: Talk) -> None:
    talk("--topic many -n 1", "quit")
    reopened(talk, 0)
    said = talk("--resume", "1", "strike 1", "sure", "", "?", "flag", "undo", "why", "next", "quit")
    assert said.count(f"\n{CANNOT}\n") == 2  # at the number, and in the list of words
    assert f"{CANNOT} ? lists the words." in " ".join(said.split())
    assert "There is nothing to strike out in this question." in said
    assert "Open: 1." in said
    assert "saved" not in said


def test_an_answer_to_a_question_that_is_gone_keeps_its_worth(talk: Talk) -> None:
    talk("--topic many -n 2", lambda said: number_of("yes", said), "quit")
    reopened(talk, 0)
    said = talk("--resume", "back", "why", "next", "next", "finish", "finish")
    assert "\nRight.\n" in after(said, "Question 1:")
    assert CHANGED not in said
    assert "Score: 1 of 2" in said


def test_a_changed_key_does_not_change_the_score(talk: Talk) -> None:
    talk("--topic one -n 1 --mode timed", lambda said: number_of("the right one", said), "quit")
    talk.desk.library.close()
    bank = talk.banks / "tiny.toml"
    text = bank.read_text(encoding="utf-8")
    text = text.replace('one", key = true, why = "It was', 'one", why = "It was')
    bank.write_text(text.replace('odd one", why', 'odd one", key = true, why'), encoding="utf-8")
    talk.open()
    said = talk("--resume", "finish")
    assert "Score: 1 of 1" in said


def test_why_tells_what_the_answer_was_worth_then_and_what_is_right_now(talk: Talk) -> None:
    talk("--topic many -n 2", lambda said: number_of("yes", said), "quit")
    talk.desk.library.close()
    bank = talk.banks / "tiny.toml"
    text = bank.read_text(encoding="utf-8").replace('yes", key = true', 'yes"')
    bank.write_text(text.replace('"maybe"', '"maybe", key = true'), encoding="utf-8")
    talk.open()
    told = after(talk("--resume", "back", "why", "quit"), "Question 1:")
    assert told.index("Right then.") < told.index("The answer is") < told.index(CHANGED)
    assert ". maybe\n" in told
