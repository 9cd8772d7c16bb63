"""The tables of a cohort: what they are sorted by, and a person or a question in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from examprep.cohort import words
from examprep.cohort.questions import Question
from examprep.cohort.report import Report
from examprep.text import percent, plural
from examprep.words import tr

MAP, TOPICS, PEOPLE, QUESTIONS = range(4)
_LAST = 1e9


@dataclass(frozen=True, slots=True)
class Sorting:
    """A way to sort a table: what it is called, and what is sorted by."""

    name: str
    by: Callable[[Any], Any]


def _least(value: float | None) -> float:
    return _LAST if value is None else value


SORTINGS: dict[int, tuple[Sorting, ...]] = {
    TOPICS: (
        Sorting(tr("what it costs"), lambda one: -(one.lost if one.lost is not None else -_LAST)),
        Sorting(tr("share right"), lambda one: _least(one.share)),
        Sorting(tr("answers"), lambda one: -one.answers),
        Sorting(tr("name"), lambda one: one.title.casefold()),
    ),
    PEOPLE: (
        Sorting(tr("chance to pass"), lambda one: _least(one.chance and one.chance.value)),
        Sorting(tr("change"), lambda one: -(one.change.by if one.change else -_LAST)),
        Sorting(tr("answers"), lambda one: -one.answers),
        Sorting(tr("last answer"), lambda one: one.last.toordinal() if one.last else 0),
        Sorting(tr("name"), lambda one: one.name.casefold()),
    ),
    QUESTIONS: (
        Sorting(tr("doubt of the key"), lambda one: -(one.doubt or 0.0)),
        Sorting(tr("share right"), lambda one: _least(one.facility)),
        Sorting("r", lambda one: _least(one.r)),
        Sorting(tr("answers"), lambda one: -one.n),
        Sorting(tr("name"), lambda one: one.name),
    ),
}


def person_facts(found: Report, place: int) -> Iterator[str]:
    """Say a person's chance, change and domains, and the areas as far as they were asked."""
    one = found.standings[place]
    yield f"{one.name}: {tr('chance to pass {chance}', chance=words.chance_words(one))}"
    yield from filter(None, (words.verdict_words(one), words.marks(one)))
    yield tr("Change in three weeks: {change}", change=words.change_words(one))
    last = one.last.isoformat() if one.last else words.DASH
    yield tr(
        "{answers} on {days}; the last on {day}",
        answers=plural(one.answers, "answer"),
        days=plural(one.days, "day"),
        day=last,
    )
    titles = dict(zip(found.heat_domains.ids, found.heat_domains.titles, strict=True))
    for part in one.domains:
        shown = words.interval(part.share, part.low, part.high)
        title = titles.get(part.id, part.id)
        yield f"{title}: {tr('would be right {share}', share=shown)}"
    heat = found.heat
    cells = zip(heat.titles, heat.shares[place], heat.answers[place], strict=True)
    yield from (
        f"{title}: {tr('first answers right {share}', share=area_words(share, count))}"
        for title, share, count in cells
        if count
    )


def question_facts(one: Question) -> Iterator[str]:
    """Say a question's figures, and how often each of its options was chosen."""
    yield f"{one.name}: {one.stem}"
    yield tr("Topic: {topic}", topic=one.topic)
    yield tr("Right: {share}, n = {n:,}", share=words.facility_words(one), n=one.n)
    yield tr("Tells the able from the others (r): {r}", r=words.r_words(one))
    doubt = words.doubt_words(one)
    yield f"{doubt[:1].upper()}{doubt[1:]}"
    yield from map(words.flag_words, one.flags)
    for place, option in enumerate(one.options):
        thirds = tr(
            "; by thirds, least able first: {thirds}", thirds=", ".join(map(percent, option.thirds))
        )
        told = f"{words.option_words(place, option)}: {percent(option.share)}, n = {option.count}"
        yield f"{told}{thirds if option.thirds else ''}"


def area_words(share: float | None, count: int) -> str:
    """Say the share right of an area; of too few answers only how many there are."""
    return words.few(count) if share is None else words.share_of(share, count)
