"""Time in line mode: limits, pauses, the last minute, and answers that come too late."""

from __future__ import annotations

from examprep.cli.lines.watch import MINUTE_LEFT, TIME_UP, notices, speak, watching
from tests.cli.quizzes import Talk, after, pick


def test_each_question_of_a_timed_quiz_tells_the_time_left(talk: Talk) -> None:
    said = talk("--topic many -n 2 --seconds 600", talk.clock.pass_by(20), pick("yes"))
    assert "Question 1 of 2\n10 min left\n" in said
    assert "Question 2 of 2\n9 min 40 s left\n" in said


def test_time_tells_left_and_used(talk: Talk) -> None:
    said = talk("--topic one -n 1 --seconds 600", talk.clock.pass_by(20), "time")
    assert "9 min 40 s left, 20 s used\n" in said


def test_a_timed_quiz_without_a_limit_gets_the_pace_of_the_exam(talk: Talk) -> None:
    said = talk("--topic many -n 3 --mode timed")
    assert "Many single answers: 3 questions, 3 min 40 s\n" in said


def test_a_short_topic_gets_time_only_for_the_questions_it_has(talk: Talk) -> None:
    few, many = talk("--topic one -n 50 --mode timed"), talk("--topic many -n 1 --mode timed")
    limits = [said.partition("\n")[0].partition(", ")[2] for said in (few, many)]
    assert limits[0] == limits[1]


def test_time_is_for_the_missed_questions_that_there_are(talk: Talk) -> None:
    talk("--topic many -n 2", pick("no"), pick("yes"), "")
    said = talk("--topic many -n 20 --mode timed --choose missed")
    assert "Many single answers: 1 question, 1 min 13 s\n" in said


def test_the_last_minute_is_told_once(talk: Talk) -> None:
    said = talk(
        "--topic many -n 2 --seconds 100", talk.clock.pass_by(45), "flag", "list", "list", "time"
    )
    assert said.count(f"\n{MINUTE_LEFT}\n") == 1


def test_a_question_shown_in_the_last_minute_tells_its_time_only_once(talk: Talk) -> None:
    said = talk("--topic many -n 2 --seconds 100", talk.clock.pass_by(45), pick("yes"), "list")
    assert "Question 2 of 2\n55 s left\n" in said
    assert MINUTE_LEFT not in said


def test_an_answer_after_the_time_is_refused_and_the_result_follows(talk: Talk) -> None:
    steps = (pick("yes"), talk.clock.pass_by(101), pick("yes"), pick("yes"))
    said = talk("--topic many -n 3 --seconds 100", *steps)
    assert "Time was up before this answer.\n\nResult\nScore: Time is up: 1 of 3, 33 %\n" in said
    assert "Every answer given in time counts; 2 questions had none." in said
    assert said.count("\nsaved\n") == talk.file.count("[[response]]") == 1
    assert 'reason = "time"' in talk.file
    assert talk.code == 0


def test_a_word_after_the_time_leads_to_the_result(talk: Talk) -> None:
    said = talk("--topic many -n 3 --seconds 100", talk.clock.pass_by(101), "list", "list")
    assert "Time is up.\n\nResult\n" in said
    assert "Answered:" not in said


def test_the_end_of_input_after_the_time_leads_to_the_result(talk: Talk) -> None:
    said = talk("--topic many -n 3 --seconds 100", talk.clock.pass_by(101))
    assert "Result" in said
    assert "Time: 1 min 40 s" in said


def test_unclear_input_after_the_time_is_late_too(talk: Talk) -> None:
    said = talk("--topic one -n 1 --seconds 100", talk.clock.pass_by(101), "99", "1")
    assert "Time was up before this answer.\n\nResult\n" in said
    assert "Type one number" not in said


def test_an_answer_at_the_last_moment_counts(talk: Talk) -> None:
    steps = (pick("yes"), talk.clock.pass_by(100), pick("yes"), pick("yes"))
    said = talk("--topic many -n 3 --seconds 100", *steps)
    assert "saved\nTime is up.\n\nResult\nScore: Time is up: 2 of 3" in said


def test_the_whole_quiz_in_time_says_so(talk: Talk) -> None:
    said = talk("--topic one -n 1 --seconds 100", talk.clock.pass_by(70), pick("the right one"), "")
    assert "End of the questions\n30 s left\nThe question is answered.\n" in said
    assert "Score: 1 of 1, 100 %" in said


def test_the_clock_stands_during_a_pause(talk: Talk) -> None:
    steps = ("pause", talk.clock.pass_by(1000), "", pick("yes"))
    said = talk("--topic many -n 2 --seconds 100", *steps)
    assert "Paused, the clock stands. Press Enter to go on.\nThe clock runs again.\n" in said
    assert after(said, "Question 2 of 2\n").startswith("1 min 40 s left\n")
    assert talk.file.count("[[pause]]") >= 1


def test_a_number_typed_in_a_pause_is_no_answer(talk: Talk) -> None:
    said = talk("--topic one -n 1", "pause", "1")
    assert "That was not taken as an answer.\n\nQuestion 1 of 1" in said
    assert "saved" not in said


def test_a_pause_can_end_by_leaving(talk: Talk) -> None:
    for typed in (("pause", "quit", "1"), ("pause",)):
        said = talk("--topic one -n 1", *typed)
        assert said.count("Question 1 of 1") == 1
        assert "Everything is kept." in said
        assert talk.open_attempt.paused


def test_a_resumed_quiz_has_the_same_time_left(talk: Talk) -> None:
    talk("--topic many -n 2 --seconds 100", talk.clock.pass_by(30), pick("yes"), "quit")
    talk.clock.seconds += 10_000
    said = talk("--resume")
    assert "Question 2 of 2\n1 min 10 s left\n" in said


def test_a_quiz_resumed_with_no_time_left_ends_at_once(talk: Talk) -> None:
    talk("--topic many -n 2 --seconds 100", talk.clock.pass_by(30), pick("yes"), "quit")
    talk.desk.times = talk.clock.times
    talk("--resume", talk.clock.pass_by(69.5), "quit")
    said = talk("--resume", talk.clock.pass_by(2), pick("yes"))
    assert "Time was up before this answer." in said


def test_what_is_said_while_nobody_types() -> None:
    assert notices(600) == [(540.0, MINUTE_LEFT), (60.0, TIME_UP)]
    assert notices(45) == [(45, TIME_UP)]


def test_notices_come_in_turn_until_the_wait_is_over() -> None:
    said: list[str] = []
    waits: list[float] = []

    def over(seconds: float) -> bool:
        waits.append(seconds)
        return len(waits) > 1

    speak(90, over, said.append)
    assert waits == [30, 60]
    assert said == [MINUTE_LEFT]


def test_the_watch_says_that_time_is_up_while_a_line_is_awaited() -> None:
    from threading import Event

    heard, said = Event(), []

    def say(text: str) -> None:
        said.append(text)
        heard.set()

    with watching(0.0, say, lambda: None):
        assert heard.wait(10)
    assert said == [TIME_UP]


def test_free_time_is_not_watched() -> None:
    from threading import active_count

    before = active_count()
    with watching(None, print, lambda: None):
        assert active_count() == before
