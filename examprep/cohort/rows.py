"""The cells of a cohort's tables, as the page and the app both show them."""

from __future__ import annotations

from examprep.cohort import words
from examprep.cohort.people import Standing
from examprep.cohort.questions import Question
from examprep.cohort.report import Report
from examprep.cohort.topics import Group
from examprep.days import short
from examprep.text import percent
from examprep.words import tr

GROUP_HEADS = (
    tr("Name"),
    tr("Right (80 % interval)"),
    tr("Would be right now"),
    tr("People"),
    tr("First answers"),
    tr("Weight"),
    tr("Costs, points"),
    tr("Below the standard"),
    tr("Repeats"),
    tr("Right at repeats"),
)
PEOPLE_HEADS = (
    tr("Name"),
    tr("Chance to pass"),
    tr("Verdict"),
    tr("Marks"),
    tr("Change in 3 weeks"),
    tr("Answers"),
    tr("First answers"),
    tr("Days active"),
    tr("Last answer"),
    tr("Exam"),
)
QUESTION_HEADS = (
    tr("Question"),
    tr("Topic"),
    "n",
    tr("Right (95 % interval)"),
    "r \u00b1 SE",
    "D",
    tr("Key"),
    tr("Median time"),
    tr("Flags"),
)


def group_row(one: Group) -> tuple[str, ...]:
    """Give the cells of a group's row."""
    below = "" if one.below is None else words.share_of(one.below, one.judged)
    return (
        one.title,
        words.group_words(one),
        words.level_words(one),
        f"{one.people:,}",
        f"{one.answers:,}",
        percent(one.weight),
        words.points(one.lost),
        below or words.few(one.judged),
        f"{one.repeats:,}",
        percent(one.repeated),
    )


def grid_words(share: float | None, count: int) -> str:
    """Write a cell of a map as it stands in its table."""
    if share is not None:
        return words.share_of(share, count)
    return f"n = {count:,}" if count else words.DASH


def by_need(found: Report) -> list[int]:
    """Order people: the least likely to pass first, those of whom too little is known last."""
    chances = [(one.chance.value if one.chance else 2.0) for one in found.standings]
    return sorted(range(len(chances)), key=lambda place: (chances[place], place))


def person_row(one: Standing) -> tuple[str, ...]:
    """Give the cells of a person's row."""
    return (
        one.name,
        words.chance_words(one),
        words.verdict_words(one),
        words.marks(one),
        words.change_words(one),
        f"{one.answers:,}",
        f"{one.firsts:,}",
        f"{one.days:,}",
        short(one.last) if one.last else words.DASH,
        short(one.exam_day) if one.exam_day else words.DASH,
    )


def question_row(one: Question) -> tuple[str, ...]:
    """Give the cells of a question's row."""
    return (
        f"{one.name}: {one.stem}",
        one.topic,
        f"{one.n:,}",
        words.facility_words(one),
        words.r_words(one),
        words.DASH if one.upper_lower is None else f"{one.upper_lower:.2f}",
        words.DASH if one.doubt is None else tr("{doubt} doubt", doubt=percent(one.doubt)),
        words.DASH if one.seconds is None else f"{one.seconds:.0f} s",
        "; ".join(map(words.flag_words, one.flags)) or words.DASH,
    )
