"""The cells of a cohort's tables, as the page and the app both show them."""

from __future__ import annotations

from examprep.cohort import words
from examprep.cohort.people import Standing
from examprep.cohort.questions import Question
from examprep.cohort.report import Report
from examprep.cohort.topics import Group
from examprep.days import short
from examprep.text import percent

GROUP_HEADS = (
    "Name",
    "Right (80 % interval)",
    "Would be right now",
    "People",
    "First answers",
    "Weight",
    "Costs, points",
    "Below the standard",
    "Repeats",
    "Right at repeats",
)
PEOPLE_HEADS = (
    "Name",
    "Chance to pass",
    "Verdict",
    "Marks",
    "Change in 3 weeks",
    "Answers",
    "First answers",
    "Days active",
    "Last answer",
    "Exam",
)
QUESTION_HEADS = (
    "Question",
    "Topic",
    "n",
    "Right (95 % interval)",
    "r \u00b1 SE",
    "D",
    "Key",
    "Median time",
    "Flags",
)


def group_row(one: Group) -> tuple[str, ...]:
    """Give the cells of a group's row."""
    below = f"{percent(one.below)} of {one.judged}" if one.below is not None else ""
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
        return f"{percent(share)} of {count:,}"
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
        words.DASH if one.doubt is None else f"{percent(one.doubt)} doubt",
        words.DASH if one.seconds is None else f"{one.seconds:.0f} s",
        "; ".join(map(words.flag_words, one.flags)) or words.DASH,
    )
