"""The charts of whoever is at the desk, and what each says in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from examprep.attempts.events import Answer, Confidence
from examprep.desk import chart_words as words
from examprep.desk.charts import (
    AHEAD,
    MOST_AHEAD,
    WEEKS,
    AbilityChart,
    ActivityChart,
    Charts,
    MemoryChart,
    MistakesChart,
    SureChart,
    TimeChart,
    charts,
)
from examprep.desk.desk import Desk
from examprep.desk.overview import Slip
from examprep.desk.prospect import prospect
from examprep.errors import ExamprepError
from examprep.learning.activity import Week
from examprep.learning.forgetting import DayAhead
from examprep.learning.history import DayLevel, Level
from examprep.learning.lately import TopicMisses, TopicPace
from examprep.learning.sureness import Sureness
from examprep.progress.log import Entry
from tests.exam_banks import write_exam_bank
from tests.factories import START, Clock

TODAY = START.date()
EXAM = date(2027, 1, 15)
MORE = "a few more answers will show how well you judge."


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    desk = Desk.open([write_exam_bank(tmp_path / "banks")])
    desk.times = clock.times
    desk.enroll("Maria", "ptce-2026", EXAM)
    return desk


def answer(
    desk: Desk, clock: Clock, count: int, *, wrong: int = 0, sure: Confidence | None = None
) -> None:
    """Take a quiz of the next items of the bank, 50 s for each, the last ones wrong."""
    asked = set(desk.open_record().state.log.names)
    names = [name for name in desk.library.catalogue().names if name not in asked][:count]
    sitting = desk.sit(names, "tutor", 1, None, "")
    for slot in range(count):
        sitting.show()
        clock.go(50.0)
        if sure:
            sitting.confide(slot, sure)
        sitting.respond(slot, Answer((1 if slot >= count - wrong else 0,)))
    sitting.finish("done")
    assert sitting.save_now() == ""


def seen(desk: Desk, today: date = TODAY) -> Charts:
    return charts(desk, today, UTC)


def test_nobody_at_the_desk_has_no_charts(desk: Desk) -> None:
    desk.record = None
    with pytest.raises(ExamprepError, match="Nobody"):
        seen(desk)


def test_before_the_first_answer_every_chart_is_empty(desk: Desk) -> None:
    found = seen(desk)
    assert (found.name, found.answers) == ("Maria", 0)
    assert found.ability.days == ()
    assert found.memory.asked == found.sure.said == found.activity.answers == 0
    assert found.time.topics == found.mistakes.slips == found.mistakes.topics == ()


def test_ability_is_the_outlook_of_today(desk: Desk, clock: Clock) -> None:
    answer(desk, clock, len(desk.library.catalogue().names), wrong=20)
    found, foretold = seen(desk).ability, prospect(desk, TODAY).outlook
    (day,) = found.told(None)
    assert found.missing == ""
    assert day.whole.share == pytest.approx(foretold.score)
    assert found.titles == (
        "Medications",
        "Federal requirements",
        "Patient safety and quality assurance",
        "Order entry and processing",
    )


def test_a_study_day_is_a_day_by_the_clock_on_the_wall(desk: Desk, clock: Clock) -> None:
    for hours in (0, 10, 10):
        clock.go(hours * 3600.0)
        answer(desk, clock, 2)
    for hours, days in ((0, [22, 23]), (-12, [21, 22]), (14, [22, 23])):
        found = charts(desk, TODAY, timezone(timedelta(hours=hours))).ability.days
        assert [one.day.day for one in found] == days


def test_answers_of_an_open_quiz_count_once_they_are_told(desk: Desk) -> None:
    sitting = desk.sit(desk.library.catalogue().names[:3], "tutor", 1, None, "")
    sitting.respond(0, Answer((1,)))
    assert sitting.save_now() == ""
    found = seen(desk)
    assert found.answers == found.memory.asked == 1
    assert found.mistakes.topics[0][0] == "All areas"


def test_memory_looks_to_the_exam_or_a_month_ahead(desk: Desk, clock: Clock) -> None:
    answer(desk, clock, 5)
    found = seen(desk).memory
    assert (len(found.days), found.exam) == ((EXAM - TODAY).days + 1, EXAM)
    assert found.day(found.days[-1].ahead) == EXAM
    record = desk.open_record()
    for day, length, shown in (
        (None, AHEAD, None),
        (TODAY - timedelta(days=3), AHEAD, None),
        (TODAY, 1, TODAY),
        (TODAY + timedelta(days=3000), MOST_AHEAD, None),
    ):
        clock.go(1.0)
        record.set_goal("ptce-2026", day, clock.now)
        memory = seen(desk).memory
        assert (memory.days[-1].ahead, memory.exam) == (length, shown)


def test_sureness_time_and_misses_are_gathered(desk: Desk, clock: Clock) -> None:
    answer(desk, clock, 12, wrong=6, sure="sure")
    found = seen(desk)
    assert [one.answers for one in found.sure.words] == [12, 0, 0, 0]
    assert found.sure.words[0].verdict == "over-sure"
    ((title, pace),) = found.time.topics
    assert (title, pace.answers, pace.seconds) == ("All areas", 12, pytest.approx(50.0))
    assert found.time.pace == pytest.approx(110 * 60 / 90, rel=0.2)
    ((_, missed),) = found.mistakes.topics
    assert (missed.missed, missed.answers) == (6, 12)


def test_misses_of_long_ago_are_let_go(desk: Desk, clock: Clock) -> None:
    answer(desk, clock, 4, wrong=4)
    clock.go(31 * 86_400.0)
    assert seen(desk, TODAY + timedelta(days=31)).mistakes.topics == ()


def test_activity_has_18_weeks_and_the_streak(desk: Desk, clock: Clock) -> None:
    for _ in range(3):
        answer(desk, clock, 3)
        clock.go(86_400.0)
    found = seen(desk, TODAY + timedelta(days=2)).activity
    assert len(found.weeks) == WEEKS
    assert (found.answers, found.most, found.streak, found.rest) == (9, 3, 3, 0)


def test_a_long_history_is_gone_through_once(desk: Desk, monkeypatch) -> None:
    from examprep.learning.learner import Learner

    names = desk.library.catalogue().names
    at = (START - timedelta(days=300)).timestamp()
    desk.open_record().state.log.extend(
        Entry(at + 86_400.0 * n / 10, names[n % len(names)], float(n % 3 > 0), 40.0)
        for n in range(2_000)
    )
    seen(desk)
    taken: list[str] = []
    take = Learner.take
    monkeypatch.setattr(Learner, "take", lambda self, one: (taken.append(""), take(self, one)))
    assert len(seen(desk).ability.days) == 201
    assert len(taken) == 2_000


def test_a_moment_of_no_calendar_stops_no_chart(desk: Desk) -> None:
    name = desk.library.catalogue().names[0]
    log = desk.open_record().state.log
    first, last = -62_135_596_800.0, 253_402_300_799.0  # of the years 1 and 9999
    log.extend([Entry(last, name, 1.0, 30.0), Entry(first, name, 1.0, 30.0)])
    assert seen(desk).answers == 2


# ---- what the charts say


def level(share: float, low: float = 0.5, high: float = 0.8, *, enough: bool = True) -> Level:
    return Level(share, low, high, 50, enough)


def day_level(day: int, whole: Level, own: Level | None = None) -> DayLevel:
    return DayLevel(date(2026, 11, day), whole, (own or whole,))


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.61, 0.7249), "You would get about 72 % of the exam right, up from 61 % on Nov 1."),
        ((0.80, 0.72), "You would get about 72 % of the exam right, down from 80 % on Nov 1."),
        ((0.721, 0.719), "You would get about 72 % of the exam right, just as on Nov 1."),
        ((0.72,), "You would get about 72 % of the exam right."),
    ],
)
def test_ability_says_where_it_is_and_how_it_moved(shares, said) -> None:
    days = tuple(day_level(1 + n, level(share)) for n, share in enumerate(shares))
    assert words.ability_words(AbilityChart(days, ("Law",)), None) == said
    assert "of Law right" in words.ability_words(AbilityChart(days, ("Law",)), 0)


def test_before_there_are_enough_answers_it_says_how_many_are_missing() -> None:
    thin = Level(0.5, 0.2, 0.8, 2, enough=False)
    chart = AbilityChart((day_level(1, thin),), ("Law",), "Not enough answers yet: 38 more")
    assert words.ability_words(chart, None) == "Not enough answers yet: 38 more."
    assert words.ability_words(chart, 0) == (
        "Not enough answers yet: 3 more questions you have not seen before in Law."
    )
    empty = AbilityChart((), ("Law",), "Not enough answers yet: 40 more")
    assert "5 more questions" in words.ability_words(empty, 0)


@pytest.mark.parametrize(
    ("low", "high", "where"),
    [
        (0.72, 0.80, "72 to 80 %: all above the assumed standard, 70 %."),
        (0.60, 0.68, "60 to 68 %: all below the assumed standard, 70 %."),
        (0.65, 0.78, "65 to 78 %: around the assumed standard, 70 %."),
    ],
)
def test_the_band_is_held_against_the_standard(low: float, high: float, where: str) -> None:
    assert words.band_words(level(0.7, low, high)) == f"In 8 of 10 cases {where}"


def ahead(*known: float, due: int = 1) -> tuple[DayAhead, ...]:
    return tuple(DayAhead(n, value, due) for n, value in enumerate(known))


def test_memory_says_what_would_be_left() -> None:
    chart = MemoryChart(ahead(52.4, 45.0, 41.2), 60, TODAY, TODAY + timedelta(days=2))
    assert words.memory_words(chart) == (
        "Without study you would know 41 of 60 questions on your exam day, Nov 24."
    )
    assert words.due_words(chart) == (
        "Now it is 52, of those you were asked; what you missed counts as learned from its reasons."
        " Due: 1 now, 2 more within 2 days."
    )
    assert "know 41 of 60 questions on Nov 24" in words.memory_words(
        MemoryChart(chart.days, 60, TODAY)
    )
    assert words.memory_words(MemoryChart(chart.days, 60, TODAY, TODAY)) == (
        "You would know 52 of 60 questions today, on your exam day."
    )
    assert "Nothing was asked yet" in words.memory_words(MemoryChart(ahead(0.0), 0, TODAY))


def sure(*found: tuple[str, int, float]) -> SureChart:
    return SureChart(tuple(Sureness(*one) for one in found))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            [("sure", 100, 68), ("guess", 40, 30)],
            "You are over-sure: 68 % of your \u201csure\u201d answers were right.",
        ),
        (
            [("sure", 100, 95), ("guess", 40, 30)],
            "You know more than you think: 75 % of your \u201cguess\u201d answers were right.",
        ),
        (
            [("sure", 100, 92)],
            "You judge yourself well: 92 % of your \u201csure\u201d answers were right.",
        ),
        (
            [("sure", 10, 8)],
            f"80 % of your \u201csure\u201d answers were right; {MORE}",
        ),
        (
            [("sure", 9, 1)],
            "Not enough answers yet: 10 with the same word tell how well you judge.",
        ),
        (
            [("", 500, 400)],
            "Not said yet how sure you were. Y notes it while you answer: sure, unsure, guess.",
        ),
    ],
)
def test_sureness_says_what_stands_out(found, said: str) -> None:
    assert words.sure_words(sure(*found)) == said


def timed(*seconds: float, answers: int = 9) -> TimeChart:
    topics = [(f"Topic {n}", TopicPace(n, answers, value)) for n, value in enumerate(seconds)]
    return TimeChart(tuple(topics), 73.3)


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        (timed(104.2, 50.0), "Slowest: Topic 0, 104 s an answer; the exam: 73 s."),
        (timed(63.0), "Every topic keeps the pace: at most 63 s an answer; the exam grants 73 s."),
        (
            timed(99.0, answers=2),
            "Not enough answers in any topic yet; the exam grants 73 s for one.",
        ),
        (timed(), f"No answer was timed yet. {words.TAKE_ONE}"),
    ],
)
def test_time_names_the_slowest_topic(chart: TimeChart, said: str) -> None:
    assert words.time_words(chart) == said


def test_mistakes_name_the_slip_that_recurs_or_else_the_topic() -> None:
    topics = (("Law", TopicMisses(0, 30, 12)),)
    again = MistakesChart((Slip("rounding", 4),), topics)
    assert words.mistake_words(again) == (
        "This slip recurs: rounded the wrong way, 4 times in 30 days."
    )
    once = MistakesChart((Slip("rounding", 1),), topics)
    assert words.mistake_words(once) == "Missed most in 30 days: Law, 12 of 30 answers."
    assert "Nothing was missed" in words.mistake_words(MistakesChart((), ()))


def test_a_single_slip_without_a_missed_topic_is_no_clean_month() -> None:
    said = words.mistake_words(MistakesChart((Slip("rounding", 1),), ()))
    assert said == "One slip in 30 days: rounded the wrong way."


def test_activity_tells_the_streak_or_how_to_begin_one() -> None:
    week = Week(date(2026, 11, 16), (4, 0, 2, 0, 0, 0, 0))
    assert words.activity_words(ActivityChart((week,), 2, 1)) == (
        "A streak of 2 study days, with 1 rest day between."
    )
    assert words.activity_words(ActivityChart((week,), 1, 0)) == "A streak of 1 study day."
    assert "begins the next" in words.activity_words(ActivityChart((week,), 0, 0))
    empty = Week(date(2026, 11, 16), (0,) * 7)
    assert words.activity_words(ActivityChart((empty,) * 18, 0, 0)) == (
        f"No answers in the last 18 weeks. {words.TAKE_ONE}"
    )


def test_a_year_stands_only_where_it_is_another() -> None:
    day = datetime(2025, 3, 4, tzinfo=UTC).date()
    assert words.short_day(day, TODAY) == "Mar 4, 2025"
    assert words.short_day(day, day) == words.plain_day(day) == "Mar 4"
