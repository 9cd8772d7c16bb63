"""The lists of the cohort's page: a map, and tables that can be sorted, as wide as the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from textual.content import Content

from examprep.cohort import words
from examprep.cohort.people import Standing
from examprep.cohort.questions import Question
from examprep.cohort.report import Assigned, Report
from examprep.cohort.rows import by_need
from examprep.cohort.topics import Group, HeatMap
from examprep.days import short
from examprep.text import percent
from examprep.tui.screens.chart_tables import table
from examprep.words import tr

Lines = list[tuple[str, Content]]
MAP, TOPICS, PEOPLE, QUESTIONS, ASSIGNED = range(5)
NAMES = (tr("Map"), tr("Topics"), tr("People"), tr("Questions"), tr("Assigned"))
_NAME, _CELL, _GAP, _LEAST_NAME = 18, 5, 2, 18
_CUTS = ((0.6, "$error"), (0.7, "$warning"), (0.8, "$foreground"))
_LAST = 1e9


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its cells, and what is sorted by, where it can be.

    `rank` tells which columns are left out first where the window is narrow: the highest.
    """

    head: str
    rank: int
    cell: Callable[[Any], str]
    by: Callable[[Any], Any] | None = None
    sorting: str = ""


def _least(value: float | None) -> float:
    return _LAST if value is None else value


def _most(value: float | None) -> float:
    return _LAST if value is None else -value


def _by_cost(one: Any) -> tuple[bool, float]:
    return not one.answers, _most(one.lost)  # a guess without an answer comes last


def _band(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return words.DASH
    return f"{percent(low).removesuffix(' %')}-{percent(high).removesuffix(' %')}"


def _short_percent(share: float | None) -> str:
    return words.DASH if share is None else percent(share)


def _chance(one: Standing) -> str:
    if one.chance is None:
        return tr("damaged") if one.damaged else tr("not yet")
    return words.short_chance(one)


def _change(one: Standing) -> str:
    return words.DASH if one.change is None else f"{round(100.0 * one.change.by):+d}"


def _last(one: Standing) -> str:
    return short(one.last) if one.last else words.DASH


def _exam(one: Standing) -> str:
    return short(one.exam_day) if one.exam_day else words.DASH


COLUMNS: dict[int, tuple[Column, ...]] = {
    TOPICS: (
        Column("Topic", 0, lambda one: one.title, lambda one: one.title.casefold(), "name"),
        Column("costs", 1, lambda one: words.points(one.lost), _by_cost, "cost"),
        Column("right", 2, lambda one: _short_percent(one.share), lambda one: _least(one.share)),
        Column("80 %", 3, lambda one: _band(one.low, one.high)),
        Column("n", 4, lambda one: f"{one.answers:,}", lambda one: -one.answers, "answers"),
        Column("now", 5, lambda one: _short_percent(one.now), lambda one: _least(one.now)),
        Column("weight", 6, lambda one: _short_percent(one.weight)),
        Column("repeats", 7, lambda one: _short_percent(one.repeated)),
    ),
    PEOPLE: (
        Column("Name", 0, lambda one: one.name, lambda one: one.name.casefold(), "name"),
        Column("chance", 1, _chance, lambda one: _least(one.chance and one.chance.value)),
        Column("marks", 2, words.marks),
        Column("change", 3, _change, lambda one: _most(one.change and one.change.by)),
        Column("answers", 5, lambda one: f"{one.answers:,}", lambda one: -one.answers),
        Column("last answer", 4, _last, lambda one: one.last.toordinal() if one.last else 0),
        Column("exam", 6, _exam, lambda one: one.exam_day.toordinal() if one.exam_day else _LAST),
    ),
    QUESTIONS: (
        Column("Question", 0, lambda one: f"{one.name}  {one.stem}", lambda one: one.name, "name"),
        Column("doubt", 1, lambda one: _short_percent(one.doubt), lambda one: -(one.doubt or 0.0)),
        Column("right", 2, lambda one: _short_percent(one.facility), lambda q: _least(q.facility)),
        Column("n", 3, lambda one: f"{one.n:,}", lambda one: -one.n, "answers"),
        Column("r", 4, words.r_words, lambda one: _least(one.r)),
        Column("flags", 5, lambda one: f"{len(one.flags)}", lambda one: -len(one.flags)),
        Column("reports", 6, lambda one: f"{one.reported}", lambda one: -one.reported),
    ),
}
# The sorting that a table begins with comes first.
_ORDER = {
    TOPICS: ("cost", "right", "now", "answers", "name"),
    PEOPLE: ("chance", "change", "answers", "last answer", "exam", "name"),
    QUESTIONS: ("doubt", "right", "r", "flags", "reports", "answers", "name"),
}
SORTINGS: dict[int, tuple[Column, ...]] = {
    section: tuple(
        next(one for one in COLUMNS[section] if one.by and name in {one.sorting, one.head})
        for name in names
    )
    for section, names in _ORDER.items()
}
GLOSS = {
    MAP: tr("In percent of first answers; n: too few of them."),
    TOPICS: tr("costs: points of the exam lost; 80 %: what holds it; now: would be right now."),
    PEOPLE: tr("change: points of the exam in three weeks; in brackets: what holds it to 80 %."),
    QUESTIONS: tr("doubt: of the key; n: first answers; r: tells the able from the others."),
}


def sorted_words(section: int, sorting: int) -> str:
    """Say what a table is sorted by, and what its heads mean."""
    ways = SORTINGS.get(section, ())
    gloss = GLOSS.get(section, "")
    if not ways:
        return gloss
    column = tr(ways[sorting].sorting or ways[sorting].head)
    return tr("Sorted by {column}. {gloss}", column=column, gloss=gloss)


def fitting(
    columns: Sequence[Column], shown: Sequence[Any], width: int, first: Column
) -> list[int]:
    """Choose the columns that a width has room for: the name, what is sorted by, then by rank.

    One that has nothing to say of anybody is left out.
    """
    room, chosen = width - _LEAST_NAME, {0}
    ranked = sorted(range(1, len(columns)), key=lambda n: (columns[n] != first, columns[n].rank))
    for place in ranked:
        one = columns[place]
        cells = {one.cell(row) for row in shown}
        needs = _GAP + max(len(tr(one.head)), *(Content(cell).cell_length for cell in cells), 0)
        if needs <= room and (one == first or cells - {words.DASH, "", "0"}):
            room -= needs
            chosen.add(place)
    return sorted(chosen)


def section_lines(found: Report, section: int, sorting: int, width: int) -> Lines:
    """Give the lines of a section, those that can be opened with their ids."""
    if section == MAP:
        return list(map_lines(found, width))
    if section == ASSIGNED:
        return _assigned(found, width)
    return _sorted(found, section, sorting, width)


def _sorted(found: Report, section: int, sorting: int, width: int) -> Lines:
    """Give a sorted table; a person's id is their place, since nothing keeps keys apart."""
    every: dict[int, Sequence[Group | Standing | Question]] = {
        TOPICS: found.topics,
        PEOPLE: found.standings,
        QUESTIONS: found.questions,
    }
    rows, first = every[section], SORTINGS[section][sorting]
    by = first.by or (lambda _: 0)
    places = sorted(range(len(rows)), key=lambda place: by(rows[place]))
    columns = COLUMNS[section]
    shown = fitting(columns, rows, width, first)
    cells = [[columns[n].cell(rows[place]) for n in shown] for place in places]
    lines = table([tr(columns[n].head) for n in shown], cells, width)
    return _named([_id(section, rows, place) for place in places], lines)


def _id(section: int, rows: Sequence[Any], place: int) -> str:
    return str(place) if section == PEOPLE else str(getattr(rows[place], _KEYS[section]))


_KEYS = {TOPICS: "id", QUESTIONS: "name"}


def _named(names: Sequence[str], lines: Sequence[Content]) -> Lines:
    """Give a table its ids; its first line is the heading."""
    return list(zip(["", *names], lines, strict=True))


def map_words(found: Report, width: int) -> str:
    """Say what the map shows, and which domains its columns are, or of which they are areas."""
    domains = found.heat_domains
    pairs = zip(domains.ids, domains.titles, strict=True)
    named = "; ".join(name if name.startswith(one) else f"{one} {name}" for one, name in pairs)
    if not named:
        return GLOSS[MAP]
    if _heat(found, width).kind == "domain":
        return f"{GLOSS[MAP]} {named}."
    return f"{GLOSS[MAP]} {tr('The columns are areas of {domains}.', domains=named)}"


def _heat(found: Report, width: int) -> HeatMap:
    fits = width >= _NAME + _CELL * (len(found.heat.ids) + 1)
    return found.heat if fits else found.heat_domains


def map_lines(found: Report, width: int) -> Iterator[tuple[str, Content]]:
    """Give the map of people and areas, or domains where the window is narrow."""
    heat = _heat(found, width)
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


def _assigned(found: Report, width: int) -> Lines:
    """List the assignments, how many have done what of each."""
    every = list(words.by_assignment(found))
    if not every:
        return []
    rows = [(title, *_counts(own)) for title, own in every]
    heads = (tr("Assignment"), tr("done"), tr("open"), tr("not begun"), tr("late"), tr("mean"))
    return _named([str(place) for place in range(len(every))], table(heads, rows, width))


def _counts(rows: Sequence[Assigned]) -> tuple[str, ...]:
    scores = [one.score for one in rows if one.score is not None]
    mean = percent(sum(scores) / len(scores)) if scores else words.DASH
    kinds = ("done", "open", "not started")
    counts = [sum(one.done == kind for one in rows) for kind in kinds]
    return (*map(str, counts), str(sum(one.late for one in rows)), mean)


def short_lines(found: Report) -> Content:
    """Give what an instructor wants to know first."""
    return Content("\n").join(
        Content.assemble((f"{label}: ", "$quiet"), text) for label, text in words.in_short(found)
    )
