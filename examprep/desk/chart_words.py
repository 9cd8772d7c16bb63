"""The message of each chart in words, and what to do where there is nothing to see yet."""

from __future__ import annotations

from datetime import date

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
from examprep.words import tr

TAKE_ONE = tr("Press Esc to go home, and Enter there for today's questions.")
SAY_IT = tr("Y notes it while you answer: sure, unsure, guess.")
# What is said of keys, where there are none: the lines have words.
IN_LINES = {
    TAKE_ONE: tr("Start with today's questions: the word today, on the home page."),
    SAY_IT: tr("Type sure, unsure or guess before you answer."),
}
WEEK = 7
WORDS = {"sure": tr("Sure"), "unsure": tr("Unsure"), "guess": tr("Guess"), "": tr("Not said")}

VERDICTS = {
    "over-sure": tr("over-sure"),
    "under-sure": tr("under-sure"),
    "well judged": tr("well judged"),
    "not clear yet": tr("not clear yet"),
}


def ability_words(chart: AbilityChart, domain: int | None) -> str:
    """Say what would be right now, and how that moved; or how many answers are missing."""
    told = chart.told(domain)
    if not told:
        return _too_few(chart, domain)
    first, last = told[0], told[-1]
    now, before = percent(last.of(domain).share), percent(first.of(domain).share)
    subject = tr("the exam") if domain is None else chart.titles[domain]
    said = tr("You would get about {now} of {subject} right", now=now, subject=subject)
    if len(told) == 1:
        return f"{said}."
    rise = last.of(domain).share - first.of(domain).share
    move = (
        tr("just as")
        if now == before
        else tr("up from {before}", before=before)
        if rise > 0
        else tr("down from {before}", before=before)
    )
    return tr(
        "{said}, {move} on {short_day}.",
        said=said,
        move=move,
        short_day=short_day(first.day, last.day),
    )


def _too_few(chart: AbilityChart, domain: int | None) -> str:
    """Say how many answers are missing."""
    if domain is None:
        return f"{chart.missing or tr('Not enough answers yet')}."
    have = chart.days[-1].domains[domain].firsts if chart.days else 0
    left = plural(max(1, LEAST_IN_DOMAIN - have), "more question")
    return tr(
        "Not enough answers yet: {left} you have not seen before in {titles}.",
        left=left,
        titles=chart.titles[domain],
    )


def band_words(found: Level) -> str:
    """Say where the 80 % interval lies, and how it lies to the standard."""
    where = tr(
        "In 8 of 10 cases {low:.0f} to {percent}", low=found.low * 100, percent=percent(found.high)
    )
    standard = tr("the assumed standard, {percent}", percent=percent(CUT))
    if found.low >= CUT:
        return tr("{where}: all above {standard}.", where=where, standard=standard)
    return (
        tr("{where}: all below {standard}.", where=where, standard=standard)
        if found.high < CUT
        else tr("{where}: around {standard}.", where=where, standard=standard)
    )


def memory_words(chart: MemoryChart) -> str:
    """Say how much would be left at the end without study."""
    if not chart.asked:
        return tr("Nothing was asked yet that could be forgotten. {take_one}", take_one=TAKE_ONE)
    whole = plural(chart.asked, "question")
    if chart.at_the_end:
        return tr(
            "You would know {known:.0f} of {whole} today, on your exam day.",
            known=chart.days[0].known,
            whole=whole,
        )
    last = chart.days[-1]
    end = plain_day(chart.day(last.ahead))
    when = tr("on your exam day, {end}", end=end) if chart.exam else tr("on {end}", end=end)
    return tr(
        "Without study you would know {known:.0f} of {whole} {when}.",
        known=last.known,
        whole=whole,
        when=when,
    )


def due_words(chart: MemoryChart) -> str:
    """Say how many are known now, and what comes due when."""
    now, later = chart.days[0], chart.days[1 : 1 + WEEK]
    week = sum(day.due for day in later)
    known = tr(
        "Now it is {known:.0f}, of those you were asked; what you missed counts as learned from "
        "its reasons.",
        known=now.known,
    )
    return tr(
        "{known} Due: {due:,} now, {week:,} more within {days}.",
        known=known,
        due=now.due,
        week=week,
        days=plural(len(later), "day"),
    )


def sure_words(chart: SureChart) -> str:
    """Say what stands out: over-sure first, then under-sure, then well judged."""
    for verdict in ("over-sure", "under-sure", "well judged", "not clear yet"):
        found = next((one for one in chart.words if one.verdict == verdict), None)
        if found:
            return _judged(found)
    if not chart.said:
        return tr("Not said yet how sure you were. {say_it}", say_it=SAY_IT)
    return tr(
        "Not enough answers yet: {least_answers} with the same word tell how well you judge.",
        least_answers=LEAST_ANSWERS,
    )


def _judged(found: Sureness) -> str:
    """Say how one word was meant."""
    fact = tr(
        "{percent} of your \u201c{word}\u201d answers were right",
        percent=percent(found.share),
        word=found.word,
    )
    return {
        "over-sure": tr("You are over-sure: {fact}.", fact=fact),
        "under-sure": tr("You know more than you think: {fact}.", fact=fact),
        "well judged": tr("You judge yourself well: {fact}.", fact=fact),
    }.get(found.verdict, tr("{fact}; a few more answers will show how well you judge.", fact=fact))


def time_words(chart: TimeChart) -> str:
    """Name the slowest topic, or say that all keep the exam's pace."""
    told = [one for one in chart.topics if one[1].enough]
    grants = tr("the exam grants {pace:.0f} s", pace=chart.pace)
    if not chart.topics:
        return tr("No answer was timed yet. {take_one}", take_one=TAKE_ONE)
    if not told:
        return tr("Not enough answers in any topic yet; {grants} for one.", grants=grants)
    title, slowest = told[0]
    over = sum(one.seconds > chart.pace for _, one in told)
    if over:
        return tr(
            "Slowest: {title}, {seconds:.0f} s an answer; the exam: {pace:.0f} s.",
            title=title,
            seconds=slowest.seconds,
            pace=chart.pace,
        )
    return tr(
        "Every topic keeps the pace: at most {seconds:.0f} s an answer; {grants}.",
        seconds=slowest.seconds,
        grants=grants,
    )


def mistake_words(chart: MistakesChart) -> str:
    """Name the mistake that recurs, or the topic that was missed most."""
    again = next((one for one in chart.slips if one.times >= RECURS), None)
    if again:
        return tr(
            "This slip recurs: {title}, {often} in {slip_days} days.",
            title=again.title,
            often=again.often,
            slip_days=SLIP_DAYS,
        )
    if chart.topics:
        title, most = chart.topics[0]
        share = tr(
            "{missed:,} of {answers}", missed=most.missed, answers=plural(most.answers, "answer")
        )
        return tr(
            "Missed most in {slip_days} days: {title}, {share}.",
            slip_days=SLIP_DAYS,
            title=title,
            share=share,
        )
    if chart.slips:
        return tr(
            "One slip in {slip_days} days: {title}.",
            slip_days=SLIP_DAYS,
            title=chart.slips[0].title,
        )
    return tr(
        "Nothing was missed in the last {slip_days} days. {take_one}",
        slip_days=SLIP_DAYS,
        take_one=TAKE_ONE,
    )


def activity_words(chart: ActivityChart) -> str:
    """Say how long the streak is, or how to begin one."""
    if not chart.answers:
        return tr(
            "No answers in the last {weeks} weeks. {take_one}",
            weeks=len(chart.weeks),
            take_one=TAKE_ONE,
        )
    if not chart.streak:
        return tr("Your last streak is over; one question today begins the next.")
    rest = (
        tr(", with {rest_days} between", rest_days=plural(chart.rest, "rest day"))
        if chart.rest
        else ""
    )
    return tr(
        "A streak of {study_days}{rest}.", study_days=plural(chart.streak, "study day"), rest=rest
    )


def short_day(day: date, beside: date) -> str:
    """Write a day: Nov 3; with its year where that is not the year of the day beside it."""
    year = f", {day.year}" if day.year != beside.year else ""
    return f"{plain_day(day)}{year}"


def plain_day(day: date) -> str:
    """Write a day without its year: Nov 3."""
    return f"{day:%b} {day.day}"
