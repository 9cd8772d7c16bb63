"""The lines of a result, as text with signs and colors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from examprep.attempts.report import Entry, Outcome, Report, TopicCredit, points
from examprep.desk.drill import level_word, ranked
from examprep.learning.drill import KindScore
from examprep.text import percent, plural
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
_MOST_NUMBERS = 8


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
            f"{f'{one.right} of {one.asked}':>9}",
            (f"{short_time(one.seconds):>7}  {level_word(one.level):<9}", "$quiet"),
            Content(titles.get(one.kind, one.kind)),
        )
        for one in ranked(scores)
    )


def fact_lines(done: Report) -> Content:
    """Say what stands out: pace, changed answers, sure and wrong, flags, guesses."""
    return Content("\n").join(
        Content.assemble((label.ljust(LABEL), "$quiet"), text)
        for label, text in fact_rows(done)
        if text
    )


def fact_rows(done: Report) -> list[tuple[str, str]]:
    """Give label and text of what may stand out; a text is empty where nothing does."""
    return [
        (tr("Pace"), _pace(done)),
        (tr("Changes"), _changes(done)),
        (tr("Sure and wrong"), _numbers(done.sure_and_wrong, tr(": read first"))),
        (tr("Flagged"), _numbers(done.flagged)),
        (tr("Guessed"), _guesses(done.guessed)),
    ]


def _pace(done: Report) -> str:
    if done.median_seconds is None or done.slowest is None:
        return ""
    slowest = tr(
        "{short_time}, question {number}",
        short_time=short_time(done.slowest.seconds),
        number=done.slowest.number,
    )
    if done.answered == 1:
        return slowest
    return tr(
        "about {short_time}; longest {slowest}",
        short_time=short_time(done.median_seconds),
        slowest=slowest,
    )


def _changes(done: Report) -> str:
    changes = done.changes
    if not changes.count:
        return ""
    ends = ((changes.to_right, tr("to right")), (changes.to_wrong, tr("to wrong")))
    moved = ", ".join(f"{count} {words}" for count, words in ends if count)
    changed = tr("{answers} changed", answers=plural(changes.count, "answer"))
    return (
        f"{changed}: {moved}" if moved else tr("{changed}, with the same credit", changed=changed)
    )


def _numbers(entries: Sequence[Entry], tail: str = "") -> str:
    if not entries:
        return ""
    numbers = [str(entry.number) for entry in entries[:_MOST_NUMBERS]]
    more = len(entries) - len(numbers)
    listed = ", ".join(numbers) + (tr(" and {more} more", more=more) if more else "")
    return f"{'question' if len(entries) == 1 else 'questions'} {listed}{tail}"


def _guesses(entries: Sequence[Entry]) -> str:
    right = sum(entry.outcome == "right" for entry in entries)
    return (
        tr("{questions}, {right} right", questions=plural(len(entries), "question"), right=right)
        if entries
        else ""
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
