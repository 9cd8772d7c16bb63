"""The words for outlook and plan: the same in the app and in lines, and never a promise."""

from __future__ import annotations

import re
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
from examprep.words import tr

_INTERVAL = tr(
    "The interval says how sure this is: 8 times in 10 the true chance lies inside. The luck of "
    "the day is in the number already."
)

_NUMBERED = re.compile(r"^\d+ ")


def headline(found: Prospect) -> str:
    """Say the chance in one line, or what is missing before it can be said."""
    if not found.outlook.enough:
        quick = found.outlook.quick
        ignored = (
            tr(" {answers} came too quickly to count.", answers=plural(quick, "answer"))
            if quick
            else ""
        )
        bare = [_NUMBERED.sub("", title) for title in found.titles]  # "5 each in 2 Laws" misleads
        return f"{missing_words(found.outlook, bare)}.{ignored}"
    word = VERDICTS[found.outlook.verdict]
    return f"{word}: {interval_words(found.outlook.chance)} {when_words(found.day)}"


def when_words(day: date | None) -> str:
    """Say on which day the chance is meant."""
    return tr("on {long}", long=long(day, day)) if day else tr("if the exam were today")


def meaning(found: Prospect) -> list[str]:
    """Say what the chance means, in sentences."""
    chance = found.outlook.chance
    many = in_ten(chance.value)
    return [
        tr("{upper}{many} with your record would pass.", upper=many[0].upper(), many=many[1:]),
        _INTERVAL,
        _assumption(found),
    ]


def _assumption(found: Prospect) -> str:
    said = tr(
        "It assumes that the standard is about {percent} on questions like these",
        percent=percent(CUT),
    )
    if not found.results:
        exam = found.exam.exam
        return tr(
            "{said}; that of the {exam} is not published, which is most of the interval.",
            said=said,
            exam=exam,
        )
    way = tr("lower") if found.standard.offset > 0 else tr("higher")
    count = plural(found.results, "real result")
    return tr(
        "{said}, moved a little {way} by {count} that you noted.", said=said, way=way, count=count
    )


def holding_lines(found: Prospect) -> Iterator[str]:
    """Name the domains that hold the chance down, that first which costs most."""
    for one in found.outlook.holding:
        short = tr(
            "{percent} right, {lost:.1f} points short", percent=percent(one.share), lost=one.lost
        )
        yield f"{found.titles[one.domain]}: {short}"


def domain_line(found: Prospect, one: DomainOutlook) -> str:
    """Say how one domain stands."""
    band = tr("{value} to {value2} %", value=round(100 * one.low), value2=round(100 * one.high))
    weight = tr("{weight:g} % of the exam", weight=found.exam.domains[one.domain].weight)
    answers = plural(one.firsts, "first answer")
    if one.firsts < LEAST_IN_DOMAIN:
        return tr(
            "{titles}: {weight}, {answers}, too few to say anything",
            titles=found.titles[one.domain],
            weight=weight,
            answers=answers,
        )
    return tr(
        "{titles}: {percent} right ({band}), {weight}, {answers}",
        titles=found.titles[one.domain],
        percent=percent(one.share),
        band=band,
        weight=weight,
        answers=answers,
    )


def most_lines(found: Prospect) -> Iterator[str]:
    """Name the topics whose next questions would gain most."""
    for title, one in found.most:
        yield tr("{title} +{points:.1f} points", title=title, points=one.points)


HOW = (
    (
        tr(
            "Only the first answer to a question tells much of what you know; a repeat counts a "
            "quarter, less what you will have remembered. Answers under 5 seconds count as "
            "guesses, and right guesses are reckoned with. Every answer moves your ability in "
            "its domain."
        )
    ),
    (
        tr(
            "From there 256 likely levels of ability sit the exam, domain by domain as the outline "
            "weighs them. The chance is the share that passes; the interval is where 80 % of those "
            "levels lie."
        )
    ),
    (
        tr(
            "One question in {spread} for you is drawn over the whole outline, so that the "
            "estimate does not rest on your weak topics alone.",
            spread=SPREAD,
        )
    ),
)


TRIED = tr(
    "{candidates:,} simulated candidates with {answers:,} answers each, in tenths "
    "by their chance: what they were told, and how many of them passed.",
    candidates=CANDIDATES,
    answers=ANSWERS,
)
ELSE = tr(
    "Were the real standard {percent} or {percent2}, the chance would be about "
    "{off_by} to {off_by2} points too low or too high.",
    percent=percent(CUT - OTHER_STANDARD),
    percent2=percent(CUT + OTHER_STANDARD),
    off_by=OFF_BY[0],
    off_by2=OFF_BY[1],
)


def borne_out(every: Sequence[Foretold]) -> list[str]:
    """Hold what was foretold for mock exams against how they went."""
    if not every:
        return [
            tr("None of your mock exams could be foretold yet: it needs 40 answers before one.")
        ]
    inside = sum(one.inside for one in every)
    lines = [
        tr(
            "{inside} of {mock_exams} came out inside what was foretold.",
            inside=inside,
            mock_exams=plural(len(every), "mock exam"),
        )
    ]
    for one in every:
        band = tr("{value} to {value2} %", value=round(100 * one.low), value2=round(100 * one.high))
        mark = "" if one.inside else tr(", outside")
        foretold = tr("foretold {percent} ({band})", percent=percent(one.share), band=band)
        lines.append(
            tr(
                "{title}: {foretold}, came to {percent}{mark}",
                title=one.mock.title,
                foretold=foretold,
                percent=percent(one.got),
                mark=mark,
            )
        )
    return lines


def today_line(today: Today) -> str:
    """Say what the plan has left for today."""
    done = tr(
        "{minutes} of {minutes2}",
        minutes=round(today.minutes),
        minutes2=plural(today.planned, "minute"),
    )
    if today.kind == "exam":
        return tr("Today is the exam. All the best.")
    if today.mock:
        return tr("A day for a mock exam, {mock} length.", mock=today.mock)
    if not today.planned:
        return tr("A day off by your plan.")
    if today.done:
        return tr(
            "Today's plan is done: {done}, {answers}.",
            done=done,
            answers=plural(today.answers, "answer"),
        )
    return (
        tr(
            "{questions} left today, {done} done.",
            questions=plural(today.left, "question"),
            done=done,
        )
        if today.answers
        else ""
    )


def today_words(today: Today) -> str:
    """Say what the plan has left for today, or before the first answer what it has."""
    before = tr(
        "{questions} today, {minutes}.",
        questions=plural(today.left, "question"),
        minutes=plural(today.planned, "minute"),
    )
    return today_line(today) or before


def forecast_lines(plan: Schedule) -> list[str]:
    """Say where the plan leads, and what would reach the goal where it does not."""
    stock, calendar = plan.calendar.stock, plan.calendar
    every = stock.unseen + stock.seen
    seen = every - max(0, calendar.left)
    lines = [
        tr("By then you will have seen {seen:,} of {every:,} questions.", seen=seen, every=every)
    ]
    ahead = plan.forecast
    if not plan.exam:
        return [tr("No date is set: the plan looks four weeks ahead."), *lines]
    if ahead is None:
        return [*lines, tr("Where it leads can be said once there are enough answers.")]
    lines.append(
        tr(
            "If you keep to it, your chance to pass is {interval_words}.",
            interval_words=interval_words(ahead.chance),
        )
    )
    if ahead.within_reach:
        return lines
    return [*lines, tr("At this pace a pass is less likely than not."), *_ways(ahead)]


def _ways(ahead: Forecast) -> Iterator[str]:
    """Say what would make a pass as likely as not."""
    if ahead.faster:
        yield tr("{faster} minutes a day would make it even.", faster=max(ahead.faster))
    if ahead.later:
        yield tr("This pace until {long} would make it even.", long=long(ahead.later, ahead.later))
    if not ahead.faster and not ahead.later:
        yield tr("Neither four times the minutes nor half a year more would do it alone.")


def day_line(one: StudyDay) -> str:
    """Say what one day of the plan holds."""
    return f"{day_head(one)}  {day_words(one)}"


def day_head(one: StudyDay) -> str:
    """Name the day: `Mon Nov 23`."""
    return with_weekday(one.day)


def day_words(one: StudyDay) -> str:
    """Say what a day of the plan holds, without its name."""
    if one.kind == "exam":
        return tr("the exam")
    if one.kind == "rest":
        return tr("day off")
    parts = [tr("mock exam, {mock} length", mock=one.mock)] if one.mock else []
    parts += [tr("{new} new", new=one.new)] * bool(one.new) + [
        plural(one.reviews, "review")
    ] * bool(one.reviews)
    light = tr("light, ") if one.kind == "light" else ""
    return tr(
        "{minutes:>3} min  {light}{join}", minutes=one.minutes, light=light, join=", ".join(parts)
    )
