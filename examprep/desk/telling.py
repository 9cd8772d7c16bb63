"""The words for outlook and plan: the same in the app and in lines, and never a promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from examprep.days import long, with_weekday
from examprep.desk.prospect import Foretold, Prospect
from examprep.desk.schedule import Schedule, Today
from examprep.learning.ability import CUT
from examprep.learning.calibration import ANSWERS, CANDIDATES, OFF_BY, OTHER_STANDARD
from examprep.learning.foryou import SPREAD
from examprep.learning.learner import LEAST_IN_DOMAIN
from examprep.learning.outlook import (
    VERDICTS,
    DomainOutlook,
    in_ten,
    interval_words,
    missing_words,
)
from examprep.learning.planning import Forecast, StudyDay
from examprep.text import percent, plural

_INTERVAL = (
    "The interval says how sure this is: 8 times in 10 the true chance lies inside. The luck of "
    "the day is in the number already."
)


def headline(found: Prospect) -> str:
    """Say the chance in one line, or what is missing before it can be said."""
    if not found.outlook.enough:
        quick = found.outlook.quick
        ignored = f" {plural(quick, 'answer')} came too quickly to count." if quick else ""
        return f"{missing_words(found.outlook, found.titles)}.{ignored}"
    word = VERDICTS[found.outlook.verdict]
    return f"{word}: {interval_words(found.outlook.chance)} {when_words(found.day)}"


def when_words(day: date | None) -> str:
    """Say on which day the chance is meant."""
    return f"on {long(day, day)}" if day else "if the exam were today"


def meaning(found: Prospect) -> list[str]:
    """Say what the chance means, in sentences."""
    chance = found.outlook.chance
    many = in_ten(chance.value)
    return [
        f"{many[0].upper()}{many[1:]} with your record would pass.",
        _INTERVAL,
        _assumption(found),
    ]


def _assumption(found: Prospect) -> str:
    said = f"It assumes that the standard is about {percent(CUT)} on questions like these"
    if not found.results:
        exam = found.exam.exam
        return f"{said}; that of the {exam} is not published, which is most of the interval."
    way = "lower" if found.standard.offset > 0 else "higher"
    count = plural(found.results, "real result")
    return f"{said}, moved a little {way} by {count} that you noted."


def holding_lines(found: Prospect) -> Iterator[str]:
    """Name the domains that hold the chance down, that first which costs most."""
    for one in found.outlook.holding:
        short = f"{percent(one.share)} right, {one.lost:.1f} points short"
        yield f"{found.titles[one.domain]}: {short}"


def domain_line(found: Prospect, one: DomainOutlook) -> str:
    """Say how one domain stands."""
    band = f"{round(100 * one.low)} to {round(100 * one.high)} %"
    weight = f"{found.exam.domains[one.domain].weight:g} % of the exam"
    answers = plural(one.firsts, "first answer")
    if one.firsts < LEAST_IN_DOMAIN:
        return f"{found.titles[one.domain]}: {weight}, {answers}, too few to say anything"
    return f"{found.titles[one.domain]}: {percent(one.share)} right ({band}), {weight}, {answers}"


def most_lines(found: Prospect) -> Iterator[str]:
    """Name the topics whose next questions would gain most."""
    for title, one in found.most:
        yield f"{title} +{one.points:.1f} points"


HOW = (
    (
        "Only the first answer to a question tells much of what you know; a repeat counts a "
        "quarter, less what you will have remembered. Answers under 5 seconds count as guesses, "
        "and right guesses are reckoned with. Every answer moves your ability in its domain."
    ),
    (
        "From there 256 likely levels of ability sit the exam, domain by domain as the outline "
        "weighs them. The chance is the share that passes; the interval is where 80 % of those "
        "levels lie."
    ),
    (
        f"One question in {SPREAD} for you is drawn over the whole outline, so that the estimate "
        "does not rest on your weak topics alone."
    ),
)


TRIED = (
    f"{CANDIDATES:,} simulated candidates with {ANSWERS:,} answers each, in tenths by their "
    "chance: what they were told, and how many of them passed."
)
ELSE = (
    f"Were the real standard {percent(CUT - OTHER_STANDARD)} or {percent(CUT + OTHER_STANDARD)}, "
    f"the chance would be about {OFF_BY[0]} to {OFF_BY[1]} points too low or too high."
)


def borne_out(every: Sequence[Foretold]) -> list[str]:
    """Hold what was foretold for mock exams against how they went."""
    if not every:
        return ["None of your mock exams could be foretold yet: it needs 40 answers before one."]
    inside = sum(one.inside for one in every)
    lines = [f"{inside} of {plural(len(every), 'mock exam')} came out inside what was foretold."]
    for one in every:
        band = f"{round(100 * one.low)} to {round(100 * one.high)} %"
        mark = "" if one.inside else ", outside"
        foretold = f"foretold {percent(one.share)} ({band})"
        lines.append(f"{one.mock.title}: {foretold}, came to {percent(one.got)}{mark}")
    return lines


def today_line(today: Today) -> str:
    """Say what the plan has left for today."""
    done = f"{round(today.minutes)} of {plural(today.planned, 'minute')}"
    if today.kind == "exam":
        return "Today is the exam. All the best."
    if today.mock:
        return f"A day for a mock exam, {today.mock} length."
    if not today.planned:
        return "A day off by your plan."
    if today.done:
        return f"Today's plan is done: {done}, {plural(today.answers, 'answer')}."
    return f"{plural(today.left, 'question')} left today, {done} done." if today.answers else ""


def today_words(today: Today) -> str:
    """Say what the plan has left for today, or before the first answer what it has."""
    before = f"{plural(today.left, 'question')} today, {plural(today.planned, 'minute')}."
    return today_line(today) or before


def forecast_lines(plan: Schedule) -> list[str]:
    """Say where the plan leads, and what would reach the goal where it does not."""
    stock, calendar = plan.calendar.stock, plan.calendar
    every = stock.unseen + stock.seen
    seen = every - max(0, calendar.left)
    lines = [f"By then you will have seen {seen:,} of {every:,} questions."]
    ahead = plan.forecast
    if not plan.exam:
        return ["No date is set: the plan looks four weeks ahead.", *lines]
    if ahead is None:
        return [*lines, "Where it leads can be said once there are enough answers."]
    lines.append(f"If you keep to it, your chance to pass is {interval_words(ahead.chance)}.")
    if ahead.within_reach:
        return lines
    return [*lines, "At this pace a pass is less likely than not.", *_ways(ahead)]


def _ways(ahead: Forecast) -> Iterator[str]:
    """Say what would make a pass as likely as not."""
    if ahead.faster:
        yield f"{max(ahead.faster)} minutes a day would make it even."
    if ahead.later:
        yield f"This pace until {long(ahead.later, ahead.later)} would make it even."
    if not ahead.faster and not ahead.later:
        yield "Neither four times the minutes nor half a year more would do it alone."


def day_line(one: StudyDay) -> str:
    """Say what one day of the plan holds."""
    return f"{day_head(one)}  {day_words(one)}"


def day_head(one: StudyDay) -> str:
    """Name the day: `Mon Nov 23`."""
    return with_weekday(one.day)


def day_words(one: StudyDay) -> str:
    """Say what a day of the plan holds, without its name."""
    if one.kind == "exam":
        return "the exam"
    if one.kind == "rest":
        return "day off"
    parts = [f"mock exam, {one.mock} length"] if one.mock else []
    parts += [f"{one.new} new"] * bool(one.new) + [plural(one.reviews, "review")] * bool(
        one.reviews
    )
    light = "light, " if one.kind == "light" else ""
    return f"{one.minutes:>3} min  {light}{', '.join(parts)}"
