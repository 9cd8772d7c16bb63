"""The words for outlook and plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from examprep.desk import telling
from examprep.desk.prospect import Foretold, Prospect, foretold, prospect
from examprep.desk.schedule import Schedule, Today, schedule
from examprep.exams.outlines import outline
from examprep.learning.outlook import DomainOutlook, Outlook
from examprep.learning.planning import Forecast, StudyDay
from examprep.learning.readiness import ASSUMED, Chance, Standard
from examprep.progress.summary import Summary
from tests.prepared import TODAY, prepared

DAY = date(2027, 1, 15)
CHANCE = Chance(0.6, 0.45, 0.75)


def found(day: date | None = None, firsts: int = 15, **more: object) -> Prospect:
    domains = (
        DomainOutlook(0, 0.75, 0.7, 0.8, -1.75, firsts),
        DomainOutlook(1, 0.62, 0.55, 0.69, 1.5, firsts),
        DomainOutlook(2, 0.65, 0.6, 0.7, 2.5, firsts),
        DomainOutlook(3, 0.7, 0.6, 0.8, 0.0, 4),
    )
    if firsts >= 15:
        domains = (*domains[:3], replace(domains[3], firsts=firsts))
    titles = ("1 Drugs", "2 Law", "3 Safety", "4 Orders")
    seen = Outlook(CHANCE, domains, 0.0)
    fields = {"standard": ASSUMED, "results": 0} | more
    return Prospect(outline("ptce-2026"), day, seen, titles, **fields)  # type: ignore[arg-type]


def test_the_headline_says_verdict_chance_and_day() -> None:
    assert telling.headline(found()) == (
        "Too close to call: about 60 % (45 to 75 %) if the exam were today"
    )
    assert telling.headline(found(DAY)).endswith(" on January 15")


def test_below_the_gate_the_headline_says_what_is_missing() -> None:
    said = telling.headline(found(firsts=10))
    assert said.startswith("Not enough answers yet: 6 more questions")
    assert said.endswith("at least 5 each in Orders.")
    assert "%" not in said


def test_the_meaning_names_the_assumption() -> None:
    first, second, third = telling.meaning(found())
    assert first == "About 6 in 10 people with your record would pass."
    assert "8 times in 10" in second
    assert "about 70 % on questions like these; that of the PTCE is not published" in third


@pytest.mark.parametrize(("offset", "way"), [(0.1, "lower"), (-0.1, "higher")])
def test_real_results_are_said_to_move_the_standard(offset: float, way: str) -> None:
    moved = found(standard=Standard(offset, 0.3), results=2)
    assert f"moved a little {way} by 2 real results" in telling.meaning(moved)[2]


def test_what_holds_down_stands_with_the_costliest_first() -> None:
    assert [*telling.holding_lines(found())] == [
        "3 Safety: 65 % right, 2.5 points short",
        "2 Law: 62 % right, 1.5 points short",
    ]


def test_a_domain_with_few_answers_says_only_that() -> None:
    thin = found(firsts=10)
    assert telling.domain_line(thin, thin.outlook.domains[3]) == (
        "4 Orders: 22.5 % of the exam, 4 first answers, too few to say anything"
    )
    assert telling.domain_line(thin, thin.outlook.domains[0]) == (
        "1 Drugs: 75 % right (70 to 80 %), 35 % of the exam, 10 first answers"
    )


def test_mocks_are_held_against_what_was_foretold() -> None:
    def one(got: float) -> Foretold:
        summary = Summary("k-1", "exam", "PTCE mock 1", 0.0, "done", 20, 20, got * 20, 900.0)
        return Foretold(summary, 0.7, 0.6, 0.8)

    assert telling.borne_out(()) == [
        "None of your mock exams could be foretold yet: it needs 40 answers before one."
    ]
    assert telling.borne_out((one(0.75), one(0.5))) == [
        "1 of 2 mock exams came out inside what was foretold.",
        "PTCE mock 1: foretold 70 % (60 to 80 %), came to 75 %",
        "PTCE mock 1: foretold 70 % (60 to 80 %), came to 50 %, outside",
    ]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (Today(0, 0.0, 25, 14), ""),
        (Today(5, 8.6, 25, 9), "9 questions left today, 9 of 25 minutes done."),
        (Today(20, 25.2, 25, 0), "Today's plan is done: 25 of 25 minutes, 20 answers."),
        (Today(0, 0.0, 60, 0, "half", "mock"), "A day for a mock exam, half length."),
        (Today(3, 4.0, 0, 0, kind="rest"), "A day off by your plan."),
        (Today(0, 0.0, 0, 0, kind="exam"), "Today is the exam. All the best."),
    ],
)
def test_today_is_said_in_a_line(today: Today, words: str) -> None:
    assert telling.today_line(today) == words
    assert telling.today_words(today) == (words or "14 questions today, 25 minutes.")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (StudyDay(DAY, "exam"), "Fri Jan 15  the exam"),
        (StudyDay(DAY, "rest"), "Fri Jan 15  day off"),
        (StudyDay(DAY, "study", 25, 9, 1), "Fri Jan 15   25 min  9 new, 1 review"),
        (StudyDay(DAY, "light", 12, 0, 7), "Fri Jan 15   12 min  light, 7 reviews"),
        (
            StudyDay(DAY, "mock", 120, 3, 0, "full"),
            "Fri Jan 15  120 min  mock exam, full length, 3 new",
        ),
    ],
)
def test_a_day_is_said_in_a_line(one: StudyDay, words: str) -> None:
    assert telling.day_line(one) == words
    assert f"{telling.day_head(one)}  {telling.day_words(one)}" == words


def planned(tmp_path: Path, ahead: Forecast | None, exam: date | None = DAY) -> Schedule:
    plan = schedule(prepared(tmp_path, name=tmp_path.name), TODAY)
    return replace(plan, forecast=ahead, exam=exam)


def test_the_forecast_says_where_it_leads(tmp_path: Path) -> None:
    lines = telling.forecast_lines(planned(tmp_path, Forecast(CHANCE)))
    assert lines[0].startswith("By then you will have seen ")
    assert lines[1:] == ["If you keep to it, your chance to pass is about 60 % (45 to 75 %)."]


def test_out_of_reach_it_says_what_would_help_and_never_scolds(tmp_path: Path) -> None:
    low = Chance(0.2, 0.1, 0.4)
    ways = Forecast(low, (50,) * 6 + (0,), DAY + timedelta(weeks=3))
    assert telling.forecast_lines(planned(tmp_path / "a", ways))[2:] == [
        "At this pace a pass is less likely than not.",
        "50 minutes a day would make it even.",
        "This pace until February 5 would make it even.",
    ]
    neither = telling.forecast_lines(planned(tmp_path / "b", Forecast(low)))
    assert neither[-1].startswith("Neither four times the minutes nor half a year more")


def test_without_a_date_or_answers_it_says_so(tmp_path: Path) -> None:
    assert telling.forecast_lines(planned(tmp_path / "a", None))[-1].endswith("enough answers.")
    undated = telling.forecast_lines(planned(tmp_path / "b", None, exam=None))
    assert undated[0] == "No date is set: the plan looks four weeks ahead."


def test_nothing_that_is_said_shouts_or_speaks_of_debts(tmp_path: Path) -> None:
    desk = prepared(tmp_path, 60)
    seen = prospect(desk, TODAY)
    words = [telling.headline(seen), *telling.meaning(seen), *telling.HOW, telling.TRIED]
    words += [telling.ELSE, *telling.borne_out(foretold(desk)), *telling.most_lines(seen)]
    words += telling.forecast_lines(schedule(desk, TODAY))
    text = " ".join(words).casefold()
    assert not {one for one in ("!", "behind", "overdue", "backlog", "fail") if one in text}
