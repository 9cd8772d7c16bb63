"""The lines of the cohort's page: a map, tables that can be sorted, a question, a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from textual.content import Content

from examprep.cohort import words
from examprep.cohort.people import Standing
from examprep.cohort.questions import Question
from examprep.cohort.report import Report
from examprep.cohort.rows import by_need
from examprep.cohort.topics import Group, HeatMap
from examprep.text import percent, plural
from examprep.tui.glyphs import bar
from examprep.tui.screens.chart_tables import table

Lines = list[tuple[str, Content]]
MAP, TOPICS, PEOPLE, QUESTIONS = range(4)
NAMES = ("Map", "Topics", "People", "Questions")
WIDE, _NARROW = 110, 60
_NAME, _CELL, _BAR = 18, 5, 20
_CUTS = ((0.6, "$error"), (0.7, "$warning"), (0.8, "$foreground"))
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
        Sorting("what it costs", lambda one: -(one.lost if one.lost is not None else -_LAST)),
        Sorting("share right", lambda one: _least(one.share)),
        Sorting("answers", lambda one: -one.answers),
        Sorting("name", lambda one: one.title.casefold()),
    ),
    PEOPLE: (
        Sorting("chance to pass", lambda one: _least(one.chance and one.chance.value)),
        Sorting("change", lambda one: -(one.change.by if one.change else -_LAST)),
        Sorting("answers", lambda one: -one.answers),
        Sorting("last answer", lambda one: one.last.toordinal() if one.last else 0),
        Sorting("name", lambda one: one.name.casefold()),
    ),
    QUESTIONS: (
        Sorting("doubt of the key", lambda one: -(one.doubt or 0.0)),
        Sorting("share right", lambda one: _least(one.facility)),
        Sorting("r", lambda one: _least(one.r)),
        Sorting("answers", lambda one: -one.n),
        Sorting("name", lambda one: one.name),
    ),
}


def section_lines(found: Report, section: int, sorting: int, width: int) -> Lines:
    """Give the lines of a section, those that can be opened with their ids."""
    if section == MAP:
        return list(map_lines(found, width))
    by = SORTINGS[section][sorting].by
    if section == TOPICS:
        return _topics(sorted(found.topics, key=by), width)
    if section == PEOPLE:
        places = sorted(range(found.people), key=lambda place: by(found.standings[place]))
        return _people(found, places, width)
    return _questions(sorted(found.questions, key=by), width)


def _named(names: Sequence[str], lines: Sequence[Content]) -> Lines:
    """Give a table its ids; its first line is the heading."""
    return list(zip(["", *names], lines, strict=True))


def map_lines(found: Report, width: int) -> Iterator[tuple[str, Content]]:
    """Give the map of people and areas, or domains where the window is narrow."""
    heat = found.heat if width >= _NAME + _CELL * (len(found.heat.ids) + 1) else found.heat_domains
    head = "".join(f"{name[: _CELL - 1]:>{_CELL}}" for name in heat.ids)
    yield "", Content(f"{'':{_NAME}}{head}").stylize("$quiet")
    for place in by_need(found):
        one = found.standings[place]
        name = Content(one.name).truncate(_NAME - 1, ellipsis=True, pad=True)
        yield str(place), Content.assemble(name, " ", *_cells(heat, place))


def _cells(heat: HeatMap, place: int) -> Iterator[tuple[str, str]]:
    for share, count in zip(heat.shares[place], heat.answers[place], strict=True):
        if share is None:
            yield f"{f'n{count}' if count else words.DASH:>{_CELL}}", "$quiet"
        else:
            yield f"{percent(share).removesuffix(' %'):>{_CELL}}", colour(share)


def colour(share: float) -> str:
    """Give the colour of a share: below the standard it warns."""
    return next((name for cut, name in _CUTS if share < cut), "$success")


def _topics(shown: Sequence[Group], width: int) -> Lines:
    heads = ("Topic", "right", "answers", "points")[: 4 if width >= _NARROW else 2]
    rows = [
        (one.title, words.group_words(one), f"{one.answers:,}", words.points(one.lost))
        for one in shown
    ]
    cut = [row[: len(heads)] for row in rows]
    return [("", line) for line in table(heads, cut, width)]


def _people(found: Report, places: Sequence[int], width: int) -> Lines:
    """List people; each is opened by its place, since nothing keeps two from having one key."""
    shown = [found.standings[place] for place in places]
    heads: tuple[str, ...] = ("Name", "chance", "marks")
    rows: list[tuple[str, ...]] = [
        (one.name, words.short_chance(one), words.marks(one)) for one in shown
    ]
    if width >= WIDE - _BAR:
        heads += ("change", "answers", "last")
        rows = [(*row, *_more(one)) for row, one in zip(rows, shown, strict=True)]
    return _named([str(place) for place in places], table(heads, rows, width))


def _more(one: Standing) -> tuple[str, str, str]:
    last = one.last.isoformat() if one.last else words.DASH
    return words.change_words(one), f"{one.answers:,}", last


def _questions(shown: Sequence[Question], width: int) -> Lines:
    heads: tuple[str, ...] = ("Question", "n", "right", "doubt")
    rows: list[tuple[str, ...]] = [
        (one.name, f"{one.n:,}", percent(one.facility), percent(one.doubt)) for one in shown
    ]
    if width >= _NARROW:
        heads += ("r", "flags")
        rows = [
            (*row, words.r_words(one), f"{len(one.flags)}")
            for row, one in zip(rows, shown, strict=True)
        ]
    return _named([one.name for one in shown], table(heads, rows, width))


def short_lines(found: Report) -> Content:
    """Give what an instructor wants to know first."""
    return Content("\n").join(
        Content.assemble((f"{label}: ", "$quiet"), text) for label, text in words.in_short(found)
    )


def question_lines(one: Question, width: int) -> list[Content]:
    """Give a question's figures, and a bar for each of its options."""
    drawn = min(_BAR, max(8, width // 4))
    lines = [Content(one.stem), Content(one.topic).stylize("$quiet"), Content("")]
    lines.append(Content(f"Right: {words.facility_words(one)}, n = {one.n:,}"))
    lines.append(Content(f"Tells the able from the others (r): {words.r_words(one)}"))
    lines.append(Content(f"The {words.doubt_words(one)}"))
    lines += [Content(words.flag_words(flag)).stylize("$warning") for flag in one.flags]
    lines.append(Content(""))
    for place, option in enumerate(one.options):
        style = "$success" if option.key else "$warning" if place == one.suspect else "$foreground"
        share = Content(bar(option.share or 0.0, drawn)).stylize("$primary")
        told = f" {percent(option.share):>5}  n = {option.count:<5} "
        lines.append(Content.assemble(share, told, (words.option_words(place, option), style)))
        if option.thirds:
            thirds = ", ".join(map(percent, option.thirds))
            lines.append(
                Content(f"{'':{drawn}} by thirds, least able first: {thirds}").stylize("$quiet")
            )
    return lines


def person_lines(found: Report, place: int, width: int) -> list[Content]:
    """Give a person's chance, change and domains, and the areas as far as they were asked."""
    one = found.standings[place]
    lines = [Content(f"Chance to pass: {words.chance_words(one)}")]
    lines += [Content(text) for text in (words.verdict_words(one), words.marks(one)) if text]
    lines.append(Content(f"Change in three weeks: {words.change_words(one)}"))
    answers = f"{plural(one.answers, 'answer')} on {plural(one.days, 'day')}"
    last = one.last.isoformat() if one.last else words.DASH
    lines += [Content(f"{answers}; the last on {last}"), Content("")]
    titles = dict(zip(found.heat_domains.ids, found.heat_domains.titles, strict=True))
    rows = [
        (titles.get(part.id, part.id), words.interval(part.share, part.low, part.high))
        for part in one.domains
    ]
    lines += table(("Domain", "would be right"), rows, width) if rows else []
    heat = found.heat
    cells = zip(heat.titles, heat.shares[place], heat.answers[place], strict=True)
    areas = [(title, _asked(share, count)) for title, share, count in cells if count]
    return [*lines, Content(""), *table(("Area", "first answers right"), areas, width)]


def _asked(share: float | None, count: int) -> str:
    return words.few(count) if share is None else f"{percent(share)} of {count:,}"


def detail_lines(found: Report, section: int, name: str, width: int) -> list[Content]:
    """Give the lines of the question or person that was opened in a section."""
    if section == QUESTIONS:
        return question_lines(next(one for one in found.questions if one.name == name), width)
    return person_lines(found, int(name), width)


def detail_title(found: Report, section: int, name: str) -> str:
    """Name the question or person that was opened in a section."""
    return name if section == QUESTIONS else found.standings[int(name)].name
