"""The message of each chart in words, and what to do where there is nothing to see yet."""

from __future__ import annotations

from datetime import date

from examprep.days import short
from examprep.desk.charts import (
    AbilityChart,
    ActivityChart,
    MemoryChart,
    MistakesChart,
    SureChart,
    TimeChart,
)
from examprep.desk.overview import RECURS, SLIP_DAYS
from examprep.learning.ability import CUT
from examprep.learning.history import Level
from examprep.learning.learner import LEAST_IN_DOMAIN
from examprep.learning.sureness import LEAST_ANSWERS, Sureness
from examprep.text import percent, plural

TAKE_ONE = "Press Esc to go home, and Enter there for today's questions."
WEEK = 7
WORDS = {"sure": "Sure", "unsure": "Unsure", "guess": "Guess", "": "Not said"}


def ability_words(chart: AbilityChart, domain: int | None) -> str:
    """Say what would be right now, and how that moved; or how many answers are missing."""
    told = chart.told(domain)
    if not told:
        return _too_few(chart, domain)
    first, last = told[0], told[-1]
    now, before = percent(last.of(domain).share), percent(first.of(domain).share)
    subject = "the exam" if domain is None else chart.titles[domain]
    said = f"You would get about {now} of {subject} right"
    if len(told) == 1:
        return f"{said}."
    rise = last.of(domain).share - first.of(domain).share
    move = (
        "just as" if now == before else f"up from {before}" if rise > 0 else f"down from {before}"
    )
    return f"{said}, {move} on {short_day(first.day, last.day)}."


def _too_few(chart: AbilityChart, domain: int | None) -> str:
    """Say how many answers are missing."""
    if domain is None:
        return f"{chart.missing or 'Not enough answers yet'}."
    have = chart.days[-1].domains[domain].firsts if chart.days else 0
    left = plural(max(1, LEAST_IN_DOMAIN - have), "more question")
    return f"Not enough answers yet: {left} you have not seen before in {chart.titles[domain]}."


def band_words(found: Level) -> str:
    """Say where the 80 % interval lies, and how it lies to the standard."""
    where = f"In 8 of 10 cases {found.low * 100:.0f} to {percent(found.high)}"
    standard = f"the assumed standard, {percent(CUT)}"
    if found.low >= CUT:
        return f"{where}: all above {standard}."
    return f"{where}: all below {standard}." if found.high < CUT else f"{where}: around {standard}."


def memory_words(chart: MemoryChart) -> str:
    """Say how much would be left at the end without study."""
    if not chart.asked:
        return f"Nothing was asked yet that could be forgotten. {TAKE_ONE}"
    whole = plural(chart.asked, "question")
    if chart.at_the_end:
        return f"You would know {chart.days[0].known:.0f} of {whole} today, on your exam day."
    last = chart.days[-1]
    end = plain_day(chart.day(last.ahead))
    when = f"on your exam day, {end}" if chart.exam else f"on {end}"
    return f"Without study you would know {last.known:.0f} of {whole} {when}."


def due_words(chart: MemoryChart) -> str:
    """Say how many are known now, and what comes due when."""
    now, later = chart.days[0], chart.days[1 : 1 + WEEK]
    week = sum(day.due for day in later)
    known = f"Now it is {now.known:.0f}, of those you were asked."
    return f"{known} Due: {now.due:,} now, {week:,} more within {plural(len(later), 'day')}."


def sure_words(chart: SureChart) -> str:
    """Say what stands out: over-sure first, then under-sure, then well judged."""
    for verdict in ("over-sure", "under-sure", "well judged", "not clear yet"):
        found = next((one for one in chart.words if one.verdict == verdict), None)
        if found:
            return _judged(found)
    if not chart.said:
        return "Not said yet how sure you were. Y notes it while you answer: sure, unsure, guess."
    return f"Not enough answers yet: {LEAST_ANSWERS} with the same word tell how well you judge."


def _judged(found: Sureness) -> str:
    """Say how one word was meant."""
    fact = f"{percent(found.share)} of your \u201c{found.word}\u201d answers were right"
    return {
        "over-sure": f"You are over-sure: {fact}.",
        "under-sure": f"You know more than you think: {fact}.",
        "well judged": f"You judge yourself well: {fact}.",
    }.get(found.verdict, f"{fact}; a few more answers will show how well you judge.")


def time_words(chart: TimeChart) -> str:
    """Name the slowest topic, or say that all keep the exam's pace."""
    told = [one for one in chart.topics if one[1].enough]
    grants = f"the exam grants {chart.pace:.0f} s"
    if not chart.topics:
        return f"No answer was timed yet. {TAKE_ONE}"
    if not told:
        return f"Not enough answers in any topic yet; {grants} for one."
    title, slowest = told[0]
    over = sum(one.seconds > chart.pace for _, one in told)
    if over:
        return f"Slowest: {title}, {slowest.seconds:.0f} s an answer; the exam: {chart.pace:.0f} s."
    return f"Every topic keeps the pace: at most {slowest.seconds:.0f} s an answer; {grants}."


def mistake_words(chart: MistakesChart) -> str:
    """Name the mistake that recurs, or the topic that was missed most."""
    again = next((one for one in chart.slips if one.times >= RECURS), None)
    if again:
        return f"This slip recurs: {again.title}, {again.often} in {SLIP_DAYS} days."
    if chart.topics:
        title, most = chart.topics[0]
        share = f"{most.missed:,} of {plural(most.answers, 'answer')}"
        return f"Missed most in {SLIP_DAYS} days: {title}, {share}."
    if chart.slips:
        return f"One slip in {SLIP_DAYS} days: {chart.slips[0].title}."
    return f"Nothing was missed in the last {SLIP_DAYS} days. {TAKE_ONE}"


def activity_words(chart: ActivityChart) -> str:
    """Say how long the streak is, or how to begin one."""
    if not chart.answers:
        return f"No answers in the last {len(chart.weeks)} weeks. {TAKE_ONE}"
    if not chart.streak:
        return "Your last streak is over; one question today begins the next."
    rest = f", with {plural(chart.rest, 'rest day')} between" if chart.rest else ""
    return f"A streak of {plural(chart.streak, 'study day')}{rest}."


def short_day(day: date, beside: date) -> str:
    """Write a day: Nov 3; with its year where that is not the year of the day beside it."""
    return short(day, beside)


def plain_day(day: date) -> str:
    """Write a day without its year: Nov 3."""
    return short(day, day)
