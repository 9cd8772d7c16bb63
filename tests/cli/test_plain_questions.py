"""Each kind of question in line mode: how it is shown, answered, judged and saved."""

from __future__ import annotations

import pytest

from tests.cli.quizzes import Talk, after, number_of, pick


def test_a_question_opens_with_its_place_and_numbered_options(talk: Talk) -> None:
    said = talk("--topic one -n 1")
    lines = after(said, "Question 1 of 1\n").splitlines()
    assert lines[:3] == ["", "Which one is right?", ""]
    assert sorted(line[3:] for line in lines[3:6]) == [
        "the odd one",
        "the right one",
        "the wrong one",
    ]
    assert [line[:3] for line in lines[3:6]] == ["1. ", "2. ", "3. "]


def test_a_right_choice_is_saved_then_praised_with_reason_and_source(talk: Talk) -> None:
    said = talk("--topic one -n 1", pick("the right one"))
    assert "saved\nRight.\nWhy: It was asked for.\nRule: Right is right.\n" in said
    assert "Source: Rule book, page 1, checked Nov 22, 2026\n" in said
    assert "Score: 1 of 1, 100 %\n" in said


def test_a_wrong_choice_hears_the_right_number_and_why_its_own_was_wrong(talk: Talk) -> None:
    said = talk("--topic one -n 1", pick("the wrong one"))
    key, own = number_of("the right one", said), number_of("the wrong one", said)
    assert f"saved\nNot right.\nThe answer is {key}. the right one\n" in said
    assert f"Why not {own}: It is wrong." in said
    assert "Missed\n1. Which one is right?\n" in said


@pytest.mark.parametrize("between", [",", ", ", " ", " , ", ";"])
def test_several_answers_are_typed_with_commas_or_spaces(talk: Talk, between: str) -> None:
    typed = lambda said: pick("two", "four")(said).replace(", ", between)  # noqa: E731
    said = talk("--topic several -n 1", typed)
    assert "Choose all that apply. Type the numbers with commas between.\n" in said
    assert "saved\nRight.\n" in said


def test_a_partly_right_set_hears_how_much_was_found(talk: Talk) -> None:
    said = talk("--topic several -n 1", pick("two"))
    both = sorted([number_of("two", said), number_of("four", said)])
    assert "Partly right. 1 of 2 found, 0 wrongly chosen." in said
    assert f"The answers are {', '.join(both)}.\n" in said
    assert "Score: 0.5 of 1, 50 %" in said


@pytest.mark.parametrize("typed", ["2.5", "2.5 mL", "2.5mL", "2 1/2 mL", "5/2"])
def test_a_number_is_right_with_or_without_its_unit(talk: Talk, typed: str) -> None:
    said = talk("--topic sum -n 1", typed)
    assert "Type the number in mL.\n" in said
    note = "" if typed.endswith("mL") else "Note: Taken as mL.\n"
    assert f"saved\nRight.\nAnswer: 2.5 mL\n{note}Step: 1.5 mL + 1 mL = 2.5 mL\n" in said


def test_a_known_mistake_in_a_number_is_named(talk: Talk) -> None:
    said = talk("--topic sum -n 1", "0.5 mL")
    assert "Not right. This is the difference.\nAnswer: 2.5 mL\n" in said


def test_steps_are_put_in_order_by_their_numbers(talk: Talk) -> None:
    said = talk("--topic steps -n 1", pick("wet", "soap", "rinse"))
    assert "Type all 3 numbers in the right order, with commas between." in said
    assert "saved\nRight.\n" in said


def test_a_wrong_order_hears_the_right_one(talk: Talk) -> None:
    said = talk("--topic wash -n 1", pick("soap", "wet", "rinse"))
    right = pick("wet", "soap", "rinse")(said)
    assert f"Partly right. 1 of 3 in place.\nIn the right order: {right}.\n" in said


def test_partners_are_matched_letter_by_letter(talk: Talk) -> None:
    said = talk("--topic pairs -n 1", pick("diabetes", "asthma", "clots"))
    assert "a. insulin\nb. albuterol\nc. apixaban\n\n1. " in said
    assert "Type for a to c the numbers of their partners, with commas between." in said
    assert "saved\nRight.\ninsulin: diabetes.\n" in said


UNCLEAR = [
    ("one", "9", "Type one number from 1 to 3."),
    ("one", "0", "Type one number from 1 to 3."),
    ("one", "1, 2", "Type one number from 1 to 3."),
    ("one", "-1", "Type one number from 1 to 3."),
    ("one", "1.5", "Type one number from 1 to 3."),
    ("one", "9" * 5000, "Type one number from 1 to 3."),
    ("one", "", "Type one number from 1 to 3. ? lists the words."),
    ("several", "1,1", "Type each number once, 1 to 4, with commas between."),
    ("several", ",", "Type each number once, 1 to 4, with commas between."),
    ("sum", "2,5 mL", "Type one number, with its unit if you like: 2.5 mL."),
    ("sum", "2.5 mg", "mg does not fit here. Give the answer in mL."),
    ("sum", "1/0", "A fraction can't have zero below the line."),
    ("wash", "1, 2", "Type all 3 numbers in their order, with commas between."),
    ("pairs", "1 2 2", "Type all 3 numbers in their order, with commas between."),
]


@pytest.mark.parametrize(("topic", "typed", "hint"), UNCLEAR)
def test_unclear_input_is_asked_again_and_never_marked(
    talk: Talk, topic: str, typed: str, hint: str
) -> None:
    said = talk(f"--topic {topic} -n 1", typed)
    assert f"\n{hint}\n" in said
    assert "saved" not in said
    assert "[[response]]" not in talk.file
    assert talk.open_attempt.answered == 0


def test_answers_lead_on_to_the_next_question_and_to_the_result(talk: Talk) -> None:
    said = talk("--topic many -n 2", pick("yes"), pick("no"), "")
    assert said.index("Question 1 of 2") < said.index("Question 2 of 2") < said.index("Result")
    assert said.count("\nsaved\n") == talk.file.count("[[response]]") == 2
    assert "All 2 questions are answered." in said
    assert "Many single answers: 1 of 2" in said
    assert talk.code == 0


def test_a_timed_quiz_keeps_right_and_wrong_to_the_end(talk: Talk) -> None:
    said = talk("--topic one -n 1 --mode timed", pick("the wrong one"))
    before, _, behind = said.partition("Result")
    assert "right" not in before.lower().replace("the right one", "").replace("is right?", "")
    assert "Your answer: " in behind
    assert "Not right." in behind
    assert ". the wrong one\n" in behind
    assert "Why: It was asked for." in behind


def test_a_faultless_quiz_says_so(talk: Talk) -> None:
    assert talk("--topic one -n 1", pick("the right one")).endswith("\nNothing missed.\n")


def test_bank_text_can_send_no_escape_code(talk: Talk) -> None:
    bank = talk.banks / "tiny.toml"
    text = bank.read_text(encoding="utf-8")
    text = text.replace("Which one is right?", "Which \\u001B[31mone\\u202E is right?")
    bank.write_text(text, encoding="utf-8")
    talk.desk.library.close()
    talk.open()
    said = talk("--bank tiny -n 20 --choose random")
    assert "\x1b" not in said
    assert "\u202e" not in said
