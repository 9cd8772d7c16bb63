"""The whole app in plain lines: every page by numbers and words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from examprep.days import use_style
from examprep.desk.chart_rows import NAMES
from examprep.progress.journal import Journal
from examprep.progress.reports import reports_in
from examprep.settings import load_settings
from tests.cli.menus import Menu
from tests.cli.quizzes import pick, write_bank
from tests.exam_banks import write_exam_bank


@pytest.fixture
def menu(tmp_path: Path) -> Menu:
    return Menu(write_bank(tmp_path / "banks")).seat()


@pytest.fixture
def exam(tmp_path: Path) -> Menu:
    return Menu(write_exam_bank(tmp_path / "banks", each=4)).seat()


def test_a_first_visit_asks_name_exam_and_date_and_begins_a_quiz(tmp_path: Path) -> None:
    menu = Menu(write_bank(tmp_path / "banks"))
    said = menu("Maria", "1", "in 8 weeks", "today")
    assert "What is your name?" in said
    assert "Welcome, Maria." in said
    assert "Question 1 of" in said
    assert menu.desk.record is not None
    assert menu.desk.record.state.goal is not None
    assert menu.desk.record.state.goal.date is not None
    assert menu.code == 0


def test_a_date_that_is_not_clear_is_asked_again_and_no_name_goes_nowhere(tmp_path: Path) -> None:
    menu = Menu(write_bank(tmp_path / "banks"))
    said = menu("", "!!", "Ben", "back", "Ben", "ExCPT", "someday", "")
    assert "at least one letter" in said
    assert "This date is not clear." in said
    assert menu.desk.exam.startswith("excpt")


def test_enter_takes_the_name_that_the_machine_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("examprep.cli.menu.users.login_name", lambda: "rosa")
    menu = Menu(write_bank(tmp_path / "banks"))
    said = menu("", "PTCE", "")
    assert "What is your name? Enter takes rosa." in said
    assert "Welcome, rosa." in said


def test_the_way_dates_are_written_is_a_setting(menu: Menu) -> None:
    said = menu("settings", "dates iso")
    assert "dates: iso. Saved. It holds from the next start on." in said
    assert load_settings()[0].dates == "iso"
    use_style("auto")


def test_numbers_words_and_beginnings_of_words_open_a_page(menu: Menu) -> None:
    for typed in ("3", "quiz", "qui"):
        said = menu.after(typed) if typed != "qui" else menu.after("quiz")
        assert said.startswith("\nQuiz\n"), typed
    assert "Qu could be quiz or quit." in menu("qu")


def test_a_word_that_is_none_is_answered_with_what_to_type(menu: Menu) -> None:
    assert "There is no word dance here. ? lists the words." in menu("dance")
    lost = menu("plan", "settings")
    assert "? lists the words; home goes to the first page." in " ".join(lost.split())
    assert "Type a number from 1 to 16, or a word." in menu("99")
    assert "This is the first page. quit leaves." in menu("back")


def test_home_is_reached_from_anywhere_and_the_end_of_input_leaves(menu: Menu) -> None:
    said = menu.after("banks", "topics", "home", "quit", "never read")
    assert said.rstrip().endswith("Everything is saved. Goodbye.")
    assert said.count("\nexamprep\n") == 1
    assert menu("banks").rstrip().endswith("Everything is saved. Goodbye.")


def test_a_quiz_is_set_up_sat_and_read_again(menu: Menu) -> None:
    said = menu.after(
        "quiz", "topics single answers", "questions 1", "mode tutor", "time free", "start",
        pick("the odd one"), "", "reread 1", "why", "report It is old.", "back", "practice",
    )  # fmt: skip
    assert "Topics: Single answers.\n" in said
    assert "1 of 1 question" in said
    assert "saved\n" in said
    assert "Result: Single answers\nScore: 0 of 1, 0 %" in said
    assert "(your answer, not right)" in said
    assert "Reported and saved." in said
    assert menu.desk.record is not None
    (told,) = reports_in(Journal.open(menu.desk.record.journal.path).load())
    assert told.text == "It is old."
    assert said.rpartition("Question 1 of 1")[2].count("Which one is right?") == 1


def test_what_is_set_up_is_said_with_its_value(menu: Menu) -> None:
    said = menu.after("quiz", "questions 3", "mode timed", "time 5", "choose random", "?", "all")
    assert "2. questions: how many: 3\n" in said
    assert "3. mode: tutor or timed: timed quiz\n" in said
    assert "4. time: free, the exam's pace, or minutes: 5 minutes\n" in said
    assert "Any, at random" in said
    assert "Type a whole number from 1 to 500." in menu.after("quiz", "questions 0")
    assert "Type a whole number from 1 to 600." in menu.after("quiz", "time soon")


def test_what_was_left_open_goes_on(menu: Menu) -> None:
    first = menu.after("quiz", "topics many", "questions 2", "start", "quit")
    assert "Everything is kept. To go on:\ncontinue, on the home page" in first
    second = menu("continue", "next", "list", "quit")
    assert "Left open: Many single answers, 2 of 2 left." in second
    assert "Question 1 of 2" in second
    assert "Nothing is left open." in Menu(menu.banks)("continue", "finish", "finish", "home",
                                                       "continue")  # fmt: skip


def test_two_that_are_open_are_chosen_from(menu: Menu) -> None:
    for topic in ("topics many", "topics single answers"):
        menu("quiz", topic, "questions 1", "start", "flag", "quit")
    said = menu("continue", "Many")
    assert "Which one?" in said
    assert "Question by the number" in said.rpartition("Question 1 of 1")[2]


def test_missed_questions_are_repeated(menu: Menu) -> None:
    menu("quiz", "topics single answers", "questions 1", "start", pick("the odd one"))
    said = menu.after("review", pick("the right one"))
    assert "Review of mistakes: 1 question" in said
    assert "No missed questions here." in menu("review", "home", "review")


def test_the_list_of_a_long_choice_comes_in_parts_and_is_searched(tmp_path: Path) -> None:
    menu = Menu(write_bank(tmp_path / "banks", many=40)).seat()
    said = menu.after("banks", "search number", "", "", "", "number 39", "key")
    assert "Enter for 25 more" in said
    assert "\n16. " in said
    assert "Question by the number 39?" in said
    assert "1. yes (right)" in said or "(right)" in said


def test_a_search_without_a_hit_and_a_number_that_is_none(menu: Menu) -> None:
    said = menu.after("banks", "search zebra", "topics", "99", "zebra", "back")
    assert "No question holds these words." in said
    assert "Type a number from 1 to 6." in said
    assert "No line holds these words." in said


def test_a_question_of_a_bank_tells_its_key_when_it_is_asked_for(menu: Menu) -> None:
    said = menu.after("banks", "topics single answers", "1", "key", "options",
                      "numbers", "next", "previous", "report odd")  # fmt: skip
    shown, told = said.split("Rule: Right is right.", 1)
    assert "(right)" not in shown.partition("Which one is right?")[0]
    assert "This question does not ask for a number." in told
    assert "The numbers of this question are fixed." in told
    assert "This is the last one." in told
    assert "This is the first one." in told
    assert "Reported and saved." in told


def test_progress_topics_and_charts(menu: Menu) -> None:
    menu("quiz", "topics many", "questions 6", "start", *["1"] * 6)
    said = menu.after("progress", "results 1", "back", "charts", *NAMES, "domain 1")
    assert "Many single answers" in said
    assert "Score: " in said
    assert "Not said: answers 6" in said or "Type sure, unsure or guess" in said
    assert "Esc" not in said
    assert "all 6" in said  # the week of the calendar
    assert "Choosing one starts a quiz on it." in menu("progress", "topics", "back")
    practised = menu.after("progress", "weakest")
    assert "Question 1 of" in practised or "No topic has enough answers" in practised


def test_the_plan_is_set(menu: Menu) -> None:
    menu.after("plan", "minutes 30", "day sunday", "date in 8 weeks", "days")
    assert menu.desk.record is not None
    goal = menu.desk.record.state.goal
    assert goal is not None
    assert goal.minutes == (30,) * 7
    assert goal.date is not None
    assert "This date is not clear." in menu("plan", "date someday")
    assert "1. minutes: minutes a day: 30" in menu("plan")


def test_chance_and_why_start_their_quizzes(menu: Menu) -> None:
    assert "Question 1 of" in menu.after("chance", "start")
    said = menu.after("why", "start")
    assert "20 questions" not in said.partition("Why these")[0]
    assert "Question 1 of" in said


def test_a_mock_exam_from_lobby_to_report(exam: Menu) -> None:
    said = exam.after(
        "mock", "length quarter", "extra 1.5", "start", "begin",
        "highlight item", "again", "board x", "clock", "flag", "1", "go flagged",
        "go open", "finish", "finish", "list all", "1", "why", "back", "save", "home",
    )  # fmt: skip
    assert "The clock" not in said.partition("Before the exam")[0]
    assert "Highlighted: Item" in said
    assert "The time left is said with each question." in said
    assert "Score: " in said
    assert "By domain, beside the standard:" in said
    assert "Saved as " in said
    assert "PTCE mock 1, quarter" in exam.after("mock")


def test_mocks_are_compared_opened_and_the_real_exam_noted(exam: Menu) -> None:
    for _ in range(2):
        exam("mock", "length quarter", "start", "begin", "1", "finish", "finish", "study", "quit")
    said = exam.after("mock", "compare", "1", "2", "passed", "yes", "failed", "no", "open 1")
    assert "Chance that it passes: " in said
    assert "; then " in said
    assert "Noted: you took the real PTCE today: passed." in said
    assert "Nothing is noted." in said
    assert "Score: " in said
    assert "already" in exam("mock", "passed", "yes")


def test_a_mock_exam_says_no_time_unless_asked(exam: Menu) -> None:
    said = exam.after("mock", "length quarter", "start", "begin", "1", "2")
    asked = said.partition("Question 1 of")[2]
    assert " left\n" not in asked
    assert " left, " in exam("continue", "time")


def test_settings_are_kept(menu: Menu) -> None:
    said = menu.after(
        "settings", "questions 30", "theme green", "theme contrast", "clock off",
        "screen_reader on", "exam cspt", "date in 3 weeks", "mode", "", "seconds 9999",
    )  # fmt: skip
    kept, _ = load_settings()
    assert (kept.questions, kept.theme, kept.clock) == (30, "examprep-contrast", False)
    assert kept.screen_reader
    assert "Theme takes dark or light or high contrast, not green." in said
    assert "from the next start on" in said
    assert menu.desk.exam.startswith("cspt")
    assert "Seconds takes a whole number from 0 to 3600, not 9999." in said


def test_candidates_are_added_and_chosen(menu: Menu) -> None:
    menu("users", "add Ben", "1", "")
    assert menu.desk.record is not None
    assert menu.desk.record.state.name == "Ben"
    said = menu.after("users", "choose maria", "add ben", "1", "")
    assert "Maria is at the desk." in said
    assert "there is a candidate ben already" in said.casefold()


def test_who_is_there_is_asked_where_several_are_known(menu: Menu) -> None:
    menu("users", "add Ben", "1", "")
    menu.desk.record = None
    said = menu("back", "somebody new", "Ann", "2", "none")
    assert "Who is there?\n1. Ben\n2. Maria\n3. somebody new\n" in said
    assert menu.desk.record.state.name == "Ann"


def test_the_card_is_read_and_searched(menu: Menu) -> None:
    said = menu.after("card", "section household", "find teaspoon", "find zebra", "section", "1")
    assert "teaspoon" in said
    assert "No line holds these words." in said


def test_what_is_not_there_is_said(menu: Menu) -> None:
    said = menu.after("assignments", "open", "home", "drill", "start", "home", "problems", "mock",
                      "compare", "home", "banks", "class")  # fmt: skip
    assert "No assignment here yet." in said
    assert "There is nothing to choose from." in said
    assert "There is nothing to drill" in said
    assert "No problems." in said
    assert "Two mocks that were taken can be compared." in said
    assert "No class yet." in said


def test_nothing_is_drawn(exam: Menu) -> None:
    said = exam("mock", "length quarter", "start", "begin", "1", "finish", "finish", "home",
                "progress", "charts", "ability", "days", "home", "plan", "home", "why", "home",
                "chance", "home", "settings", "home", "card", "section 1")  # fmt: skip
    drawn = {one for one in said if unicodedata.category(one) in {"So", "Cc"}} - {"\n"}
    assert drawn == set()
    assert not {one for one in said if 0x2500 <= ord(one) < 0x2600}


def test_nothing_of_keys_is_said(menu: Menu) -> None:
    said = menu(
        "chance", "home", "progress", "charts", "sure", "time", "memory", "mistakes", "days"
    )
    assert "Esc" not in said
    assert "Press" not in said
