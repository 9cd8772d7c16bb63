"""The words of the line mode."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from examprep.cli.lines.words import WORDS, find
from examprep.errors import NotAllowed
from examprep.progress.journal import Journal
from examprep.progress.reports import reports_in
from tests.cli.quizzes import Talk, after, number_of, pick


@pytest.mark.parametrize("word", [word.name for word in WORDS])
def test_every_word_is_found_by_its_shortest_beginning_that_no_other_has(word: str) -> None:
    others = [other.name for other in WORDS if other.name != word]
    for length in range(1, len(word) + 1):
        beginning = word[:length]
        if length == len(word) or not any(other.startswith(beginning) for other in others):
            assert find(beginning.upper()).name == word


def test_an_ambiguous_beginning_names_what_it_could_be(talk: Talk) -> None:
    assert "g could be go or guess." in talk("--topic one -n 1", "g")


def test_an_unknown_word_points_to_the_help(talk: Talk) -> None:
    said = talk("--topic one -n 1", "dance\x1b[31m now")
    assert "There is no word dance\ufffd[31m. Type a number to answer, or ? for help." in said


@pytest.mark.parametrize(
    ("typed", "word"),
    [("stop", "quit"), ("Home", "quit"), ("exit", "quit"), ("continue", "next"), ("end", "finish")],
)
def test_words_of_habit_do_what_is_meant(typed: str, word: str) -> None:
    assert find(typed).name == word


def test_find_refuses_what_is_no_word() -> None:
    with pytest.raises(NotAllowed):
        find("xyz")


@pytest.mark.parametrize("word", ["?", "help", "h"])
def test_help_lists_every_word_with_what_it_takes(talk: Talk, word: str) -> None:
    said = talk("--topic one -n 1", word)
    assert "Type one number from 1 to 3." in said
    for one in WORDS:
        assert f"\n{one}: {one.help}" in said or not one.help
    assert "\ngo N: open question N; go open" in said


def test_flag_marks_and_unmarks(talk: Talk) -> None:
    said = talk("--topic many -n 2", "flag", "list", "again", "flag", "list")
    assert "Flagged.\nAnswered: none\nFlagged: 1\nOpen: 1, 2\n" in said
    assert "Question 1 of 2\nMarked: flagged.\n" in said
    assert "No longer flagged.\nAnswered: none\nFlagged: none\n" in said
    assert talk.file.count("[[mark]]") == 2


def test_marks_are_kept_without_the_line_that_is_for_answers(talk: Talk) -> None:
    assert "saved" not in talk("--topic one -n 1", "flag", "sure", "strike 1")
    assert talk.file.count("[[mark]]") == 3


@pytest.mark.parametrize("word", ["sure", "unsure", "guess"])
def test_confidence_is_noted_and_kept_with_the_answer(talk: Talk, word: str) -> None:
    said = talk("--topic one -n 1", word, "again", pick("the right one"))
    assert f"Marked: {word}.\n\nQuestion 1 of 1\nMarked: {word}.\n" in said
    assert f'sure = "{word}"' in talk.file.partition("[[response]]")[2]


def test_strike_strikes_out_and_brings_back(talk: Talk) -> None:
    said = talk("--topic one -n 1", "strike 2", "again", "strike 2", "again")
    first, second = said.split("Question 1 of 1")[2:]
    assert first.count("(struck out)") == 1
    assert "\n2. " in first.partition(" (struck out)")[0]
    assert "2 is struck out." in said
    assert "2 is back." in said
    assert "(struck out)" not in second


@pytest.mark.parametrize(
    ("topic", "line", "answer"),
    [
        ("one", "strike", "Type strike N."),
        ("one", "strike 9", "Type a number from 1 to 3."),
        ("one", "strike two", "Type a number from 1 to 3."),
        ("sum", "strike 1", "There is nothing to strike out in this question."),
        ("one", "go", "Type go N."),
        ("one", "go 7", "Type a number from 1 to 1."),
        ("one", "go " + "9" * 4000, "Type a number from 1 to 1."),
        ("one", "flag it", "Type flag."),
        ("one", "back", "This is the first question."),
        ("one", "undo", "There is no answer to take back."),
        ("one", "why", "Reasons come after your answer."),
    ],
)
def test_a_word_that_cannot_be_done_says_why(
    talk: Talk, topic: str, line: str, answer: str
) -> None:
    assert f"\n{answer}\n" in talk(f"--topic {topic} -n 1", line)


def test_back_next_and_go_turn_to_questions(talk: Talk) -> None:
    said = talk("--topic many -n 3", "next", "next", "back", "go 1")
    assert re.findall(r"^Question (\d) of 3$", said, re.MULTILINE) == ["1", "2", "3", "2", "1"]


def test_behind_the_last_question_stands_what_is_open(talk: Talk) -> None:
    said = talk(
        "--topic many -n 3", pick("yes"), "next", "next", "next", "flag", "2", "", "strike 1"
    )
    assert "End of the list. Open: 2, 3.\n" in said
    assert "go N opens a question, finish ends the quiz, ? lists the words." in said
    assert said.count("Open a question first: go N.") == 3


def test_an_answer_goes_on_to_the_next_open_question(talk: Talk) -> None:
    said = talk("--topic many -n 3", "next", pick("yes"), "back", "back", pick("yes"))
    assert said.rstrip().count("Question 3 of 3") == 2


def test_undo_takes_the_last_answer_back_and_asks_again(talk: Talk) -> None:
    said = talk("--topic many -n 2", pick("no"), "undo", pick("yes"), pick("yes"))
    assert "The answer to question 1 is taken back.\n\nQuestion 1 of 2" in said
    assert "Score: 2 of 2, 100 %" in said
    assert "[[undo]]" in talk.file


def test_the_last_mis_key_can_be_undone_before_the_result(talk: Talk) -> None:
    said = talk("--topic one -n 1", pick("the wrong one"), "undo", pick("the right one"), "")
    assert "Score: 1 of 1, 100 %" in said


def test_an_answer_given_in_tutor_mode_stands_until_it_is_undone(talk: Talk) -> None:
    said = talk("--topic many -n 2", pick("no"), "back", "1")
    assert "Your answer: " in said
    assert "This question is answered; undo takes the answer back." in said
    assert said.count("\nsaved\n") == 1


def test_an_answer_in_a_timed_quiz_can_be_changed(talk: Talk) -> None:
    said = talk("--topic many -n 2 --mode timed", pick("no"), "back", pick("yes"), pick("yes"), "")
    assert said.count("\nsaved\n") == 3
    assert "Score: 2 of 2, 100 %" in said


def test_why_gives_the_reasons_of_all_options(talk: Talk) -> None:
    said = after(talk("--topic one -n 1", pick("the wrong one"), "why", "quit"), "Question 1:\n")
    assert "It was asked for." in said
    assert "It is wrong." in said
    assert "It is odd." in said


def test_why_names_the_other_mistakes_of_a_number(talk: Talk) -> None:
    said = after(talk("--topic sum -n 1", "7 mL", "why", "quit"), "Question 1:\n")
    assert "Not 0.5 mL: This is the difference.\n" in said


def test_why_waits_for_the_end_of_a_timed_quiz(talk: Talk) -> None:
    said = talk("--topic many -n 2 --mode timed", pick("no"), "back", "why")
    assert "Reasons come with the result." in said


def test_finish_asks_once_more_while_questions_are_open(talk: Talk) -> None:
    said = talk("--topic many -n 3", pick("yes"), "finish", "fin")
    assert "2 questions have no answer. Type finish again to end the quiz." in said
    assert "Score: 1 of 3, 33 %" in said
    assert "2 questions had no answer." in said
    assert 'reason = "done"' in talk.file


def test_finish_on_the_end_page_needs_no_second_word(talk: Talk) -> None:
    assert "Score: 0 of 1, 0 %" in talk("--topic one -n 1", "next", "finish")


def test_time_without_a_limit_tells_what_was_used(talk: Talk) -> None:
    said = talk("--topic one -n 1", talk.clock.pass_by(65), "time")
    assert "1 min 5 s used, no limit" in said


def test_quit_keeps_everything_and_says_how_to_go_on(talk: Talk) -> None:
    said = talk("--topic many -n 3", pick("yes"), "quit")
    command = "examprep quiz --plain --resume --user Maria"
    assert said.endswith(f"\nEverything is kept. To go on:\n{command}\n")
    assert talk.code == 0
    assert talk.open_attempt.answered == 1
    assert "[[pause]]" in talk.file


def test_resume_goes_on_with_the_same_questions_order_and_marks(talk: Talk) -> None:
    first = talk("--topic many -n 3", "next", "flag", "q")
    talk.desk.library.close()
    talk.open()
    again = talk("--resume", pick("yes"), pick("yes"), pick("yes"), "")
    shown = after(first, "Question 2 of 3\n")
    assert shown.partition("Flagged.")[0].strip() in again
    assert "Question 2 of 3\nMarked: flagged.\n" in again
    assert number_of("yes", first)
    assert "Score: 3 of 3, 100 %" in again
    assert talk.file.count("[[attempt]]") == 1


def test_a_new_quiz_mentions_the_one_left_open(talk: Talk) -> None:
    talk("--topic many -n 2", "quit")
    said = talk("--topic one -n 1")
    assert "1 quiz is still open. To go on there:\nexamprep quiz --plain --resume" in said


def test_resume_with_nothing_open_says_what_to_do(talk: Talk) -> None:
    with pytest.raises(NotAllowed, match="No quiz is open; start one: examprep quiz --plain"):
        talk("--resume")


def test_end_of_input_is_like_quit(talk: Talk) -> None:
    said = talk("--topic many -n 3", pick("yes"))
    assert "Everything is kept." in said
    assert talk.code == 0
    assert talk.open_attempt.answered == 1


def test_nothing_said_wears_signs_that_are_only_drawn(talk: Talk) -> None:
    said = talk("--topic pairs -n 1", "?", "list", "time", pick("diabetes", "clots", "asthma"), "")
    assert said.isascii()


def reported(talk: Talk) -> list[tuple[str, str]]:
    """Give the question, by its stem's number, and the text of each report in the file."""
    loaded = Journal.open(talk.desk.record.journal.path).load()
    return [(one.item.rpartition("q")[2], one.text) for one in reports_in(loaded)]


def test_report_keeps_a_line_about_the_open_question(talk: Talk) -> None:
    said = talk("--topic many -n 2", "report the key is b", "report", "quit")
    (number,) = re.findall(r"^Question by the number (\d+)\?$", said, re.MULTILINE)
    told = f"\nReported: question 1, which begins: Question by the number {number}?\n"
    assert told in said
    assert "Was it about" not in said
    assert "Type report TEXT." in said
    assert reported(talk) == [(number, "the key is b")]


def test_report_after_an_answer_names_the_question_now_open_and_the_way_to_the_other(
    talk: Talk,
) -> None:
    said = talk("--topic many -n 2", pick("no"), "report stale", "go 1", "report the key", "quit")
    first, second = re.findall(r"^Question by the number (\d+)\?$", said, re.MULTILINE)[:2]
    assert f"Reported: question 2, which begins: Question by the number {second}?\n" in said
    assert said.count("Was it about question 1? Type go 1, then report it there.\n") == 1
    assert f"Reported: question 1, which begins: Question by the number {first}?\n" in said
    assert reported(talk) == [(second, "stale"), (first, "the key")]


def test_report_in_a_timed_quiz_points_nowhere_else(talk: Talk) -> None:
    said = talk("--topic many -n 2 --mode timed", pick("no"), "report stale", "quit")
    assert "Reported: question 2, " in said
    assert "Was it about" not in said


def test_report_on_the_end_page_is_about_the_question_answered_last(talk: Talk) -> None:
    said = talk("--topic many -n 1", "next", "report stale", "go 1", pick("no"), "report odd", "")
    assert "\nOpen a question first: go N.\n" in said
    assert said.count("Reported: question 1, which begins: Question by the number") == 1
    assert [text for _, text in reported(talk)] == ["odd"]


def test_a_number_first_in_a_report_is_part_of_its_text(talk: Talk) -> None:
    talk("--topic many -n 2", "report 2 mL is right too", "quit")
    assert [text for _, text in reported(talk)] == ["2 mL is right too"]


def test_report_tells_of_a_long_question_only_how_it_begins(talk: Talk, banks: Path) -> None:
    long = "What is right? " + "It goes on and on. " * 10
    file = banks / "tiny.toml"
    text = file.read_text(encoding="utf-8").replace("Which one is right?", long)
    file.write_text(text, encoding="utf-8")
    talk.open()
    said = talk("--topic one -n 1", "report stale", "quit")
    told = said.partition("Reported: question 1, which begins: What is right? It goes on")[2]
    assert told.partition("\n\n")[0].rstrip().endswith("...")


@pytest.mark.parametrize("mode", ["--mode tutor", "--mode timed"])
def test_sums_are_worked_out_and_take_no_answer(talk: Talk, mode: str) -> None:
    said = talk(
        f"{mode} -n 1", "calc 1,250 x 60 / 480", "calc 1/3", "calc 1/0", "calc 2 mg", "calc"
    )
    assert "= 156.25\n= about 0.3333\n" in said
    assert "That can't be worked out: a division by zero." in said
    assert "Type calc SUM, such as calc 1250 x 60 / 480." in said
    assert "saved" not in said
