"""The result of an attempt as plain lines: score, topics, time, and what was missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from examprep.attempts.attempt import Attempt
from examprep.attempts.report import Report, ending_words, points, report, score_words
from examprep.banks.item import Item
from examprep.cli.lines.wording import draft_at, face_at, given, verdict
from examprep.desk.desk import Desk
from examprep.desk.drill import level_word, ranked, score_line, scores
from examprep.desk.mock_export import facts
from examprep.desk.notes import standard_words
from examprep.desk.scored import MockReport, judged
from examprep.desk.stands_out import fact_rows
from examprep.progress.sitting import Sitting
from examprep.text import time_in_words
from examprep.words import tr

TitleOf = Callable[[str], str]


def report_of(sitting: Sitting) -> Report:
    """Sum up what was sat."""
    known = {name: item for name, item in sitting.items.items() if not item.is_gone}
    return report(sitting.attempt, known)


def result(
    attempt: Attempt, items: Mapping[str, Item], done: Report, title: TitleOf
) -> Iterator[str]:
    """Give the lines of the result; `title` names a `bank:topic`."""
    yield tr("Score: {score}", score=score_words(done)) if done.questions else score_words(done)
    if not done.questions:
        return
    if words := ending_words(done):
        yield words
    each = done.median_seconds
    time = tr("Time: {time}", time=time_in_words(done.clock))
    yield (
        time
        if each is None
        else tr("{time}, about {each} a question", time=time, each=time_in_words(each))
    )
    yield from _kinds(attempt, items, title) if done.kind == "drill" else _topics(done, title)
    yield from (f"{label}: {text}" for label, text in fact_rows(done)[1:] if text)


def _topics(done: Report, title: TitleOf) -> Iterator[str]:
    yield tr("By topic:")
    for topic in done.topics:
        name = title(topic.topic) if topic.topic else tr("No longer in any bank")
        yield tr(
            "{name}: {points} of {questions}",
            name=name,
            points=points(topic.credit),
            questions=topic.questions,
        )


def _kinds(attempt: Attempt, items: Mapping[str, Item], title: TitleOf) -> Iterator[str]:
    yield tr("By kind:")
    for one in ranked(scores(attempt, items)):
        yield f"{score_line(title(one.kind), one)}, {level_word(one.level)}"


def score_lines(desk: Desk, attempt: Attempt) -> Iterator[str]:
    """Give the lines of a mock exam's score report: score, chance, domains, what stands out."""
    yield from mock_lines(judged(desk, attempt))


def mock_lines(done: MockReport) -> Iterator[str]:
    """Give the lines of a score report."""
    for label, text in facts(done):
        yield f"{label}: {text}"
    yield tr("By domain, beside the standard:")
    for one in done.domains:
        part = one.whole
        told = tr(
            "{name}: {points} of {questions}",
            name=part.title,
            points=points(part.credit),
            questions=part.items,
        )
        yield told if part.meets else f"{told}, {tr('below the standard')}"
    yield standard_words(done.outline)


def missed_lines(sitting: Sitting, slot: int) -> Iterator[str]:
    """Give a missed question with its number, and its reasons where none were told before."""
    item, shown = sitting.item(slot), face_at(sitting, slot)
    yield f"{slot + 1}. {item.stem}"
    if sitting.attempt.rules.feedback or shown.feedback is None:
        return
    draft = draft_at(sitting, slot)
    if draft.complete:
        chosen = [row.text for row in shown.rows if row.picked]
        yield tr("Your answer: {given}.", given=given(draft)) + (
            f" {chosen[0]}" if len(chosen) == 1 else ""
        )
    yield from verdict(item, draft, shown.feedback)
    yield ""
