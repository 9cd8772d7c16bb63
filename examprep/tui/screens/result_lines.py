"""The lines of a result, as text with signs and colors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from examprep.attempts.report import Entry, Outcome, Report, TopicCredit, points
from examprep.desk.drill import level_word, ranked
from examprep.desk.stands_out import fact_rows
from examprep.learning.drill import KindScore
from examprep.text import percent
from examprep.tui.glyphs import bar, clock, short_time
from examprep.words import tr

LABEL = 16
BAR = 14
_KIND_BAR = 8
SIGNS: dict[Outcome, tuple[str, str]] = {
    "right": (tr("\u2713 right"), "$success"),
    "partly": (tr("\u2717 partly"), "$warning"),
    "wrong": (tr("\u2717 wrong"), "$error"),
    "open": (tr("\u00b7 open"), "$quiet"),
}


def topic_lines(done: Report, titles: Mapping[str, str]) -> Content:
    """Draw the credit by topic, the one that lost most first."""
    return Content("\n").join(_topic(one, titles) for one in done.topics)


def _topic(one: TopicCredit, titles: Mapping[str, str]) -> Content:
    title = titles.get(one.topic, one.topic) if one.topic else tr("no longer in any bank")
    score = tr("{points} of {questions}", points=points(one.credit), questions=one.questions)
    return Content.assemble(
        (bar(one.accuracy, BAR), "$primary"),
        f"{percent(one.accuracy):>6} ",
        (f"{score:>9}", "$quiet"),
        "  ",
        Content(title),
    )


def kind_lines(scores: Sequence[KindScore], titles: Mapping[str, str]) -> Content:
    """Draw how each kind of a drill went: right of asked, time, and how hard it became."""
    return Content("\n").join(
        Content.assemble(
            (bar(one.right / one.asked, _KIND_BAR), "$primary"),
            f"{tr('{right} of {asked}', right=one.right, asked=one.asked):>9}",
            (f"{short_time(one.seconds):>7}  {level_word(one.level):<9}", "$quiet"),
            Content(titles.get(one.kind, one.kind)),
        )
        for one in ranked(scores)
    )


def fact_lines(done: Report) -> Content:
    """Say what stands out: pace, changed answers, sure and wrong, flags, guesses."""
    return Content("\n").join(
        Content.assemble((label.ljust(LABEL), "$quiet"), text)
        for label, text in fact_rows(done, short_time)
        if text
    )


def entry_line(entry: Entry) -> Content:
    """Give one question of the list: number, sign, time, first words."""
    sign, color = SIGNS[entry.outcome]
    spent = clock(entry.seconds) if entry.response else ""
    return Content.assemble(
        (f"{entry.number:>3}{chr(0x2691) if entry.flag else ' '} ", "$quiet"),
        (f"{sign:<9}", color),
        (f"{spent:>6}  ", "$quiet"),
        first_words(entry),
    )


def first_words(entry: Entry) -> Content:
    """Give the stem in one line, or say that the question is gone."""
    if entry.item is None:
        return Content(tr("{name} is no longer in any bank", name=entry.name)).stylize("$quiet")
    return Content(" ".join(entry.item.stem.split()))
