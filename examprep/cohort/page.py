"""The report of a cohort as one HTML page: no script, no network, light and dark, good to print.

Every picture has its table behind it. Long lists are cut, and say so: the whole stands in the CSV
and the JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from examprep.cohort import words
from examprep.cohort.glossary import HOW
from examprep.cohort.markup import (
    Bar,
    Grid,
    bars,
    behind,
    figure,
    grid,
    legend,
    paragraph,
    section,
    shades,
    table,
    text,
)
from examprep.cohort.page_questions import LISTED, asked
from examprep.cohort.people import Standing
from examprep.cohort.report import Report
from examprep.cohort.rows import (
    GROUP_HEADS,
    PEOPLE_HEADS,
    by_need,
    grid_words,
    group_row,
    person_row,
)
from examprep.cohort.topics import Group, HeatMap
from examprep.days import long, short
from examprep.text import percent, plural
from examprep.words import language, tr

# So many are drawn.
DRAWN, MAPPED = 15, 60
_STYLE = Path(__file__).with_name("page.css")
_SECTIONS = (
    ("teach", tr("What to teach")),
    ("domains", tr("Domains and areas")),
    ("map", tr("Who knows what")),
    ("people", tr("People")),
    ("questions", tr("Questions")),
    ("assignments", tr("Assignments")),
    ("files", tr("Files")),
    ("how", tr("How to read this")),
)


def page(found: Report, name: str = "") -> str:
    """Write the whole page; `name` is what the class is called."""
    whose = f"{name}, {found.title}" if name else found.title
    title = text(tr("{whose}: report of {day}", whose=whose, day=long(found.today)))
    style = _STYLE.read_text(encoding="utf-8")
    makers = (_teach, _domains, _map, _people, asked, _assignments, _files, _how)
    parts = [
        (name, head, "".join(maker(found)))
        for (name, head), maker in zip(_SECTIONS, makers, strict=True)
    ]
    shown = [part for part in parts if part[2]]
    links = "".join(f'<li><a href="#{name}">{text(head)}</a></li>' for name, head, _ in shown)
    body = "".join(section(*part) for part in shown)
    short = "".join(f"<dt>{text(a)}</dt><dd>{text(b)}</dd>\n" for a, b in words.in_short(found))
    return (
        f'<!doctype html>\n<html lang="{text(language())}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{paragraph(words.headline(found))}<dl>\n{short}</dl>\n"
        f'<nav aria-label="{text(tr("Parts of the report"))}"><ul>{links}</ul></nav>\n'
        f"{body}</main>\n</body>\n</html>\n"
    )


def _teach(found: Report) -> Iterator[str]:
    first = found.to_teach[:DRAWN]
    if first:
        caption = tr(
            "Topics below the standard, surely so first, then by the points that they cost"
        )
        yield figure(caption, _drawn(caption, first, found), _group_table(caption, first))
    else:
        yield paragraph(tr("No topic of which enough is known lies below the standard."))
    yield behind(tr("All topics"), _group_table(tr("All topics"), found.topics))


def _drawn(caption: str, shown: Sequence[Group], found: Report) -> str:
    standard = tr("the standard assumed, {standard}", standard=percent(found.standard))
    told = tr(
        "{caption}. The bar is the share right, the line in it the interval, the mark {standard}.",
        caption=caption,
        standard=standard,
    )
    lines = [
        Bar(one.title, _group_words(one), one.share, one.low, one.high, strong=one.weak)
        for one in shown
    ]
    signs = [("bar", tr("right of first answers")), ("low", tr("surely below the standard"))]
    signs += [("reach", tr("what holds it with 80 % probability")), ("mark", standard)]
    return bars(told, lines, found.standard) + legend(signs)


def _group_words(one: Group) -> str:
    """Write a share, and what being below the standard costs."""
    share = words.group_words(one)
    if not one.lost or one.lost <= 0.0:
        return share
    return tr("{share}; costs {points} points", share=share, points=words.points(one.lost))


def _group_table(caption: str, shown: Sequence[Group]) -> str:
    return table(caption, GROUP_HEADS, map(group_row, shown))


def _domains(found: Report) -> Iterator[str]:
    for caption, shown in ((tr("Domains"), found.domains), (tr("Areas"), found.areas)):
        yield figure(caption, _drawn(caption, shown, found), _group_table(caption, shown))
    if found.domains and found.domains[0].weeks:
        yield _by_week(found.domains)
        heads = (tr("Topic"), *_mondays(found.domains))
        rows = [_weeks_row(one) for one in found.topics]
        yield behind(tr("Topics by week"), table(tr("Topics: right by week"), heads, rows))


def _mondays(shown: Sequence[Group]) -> list[str]:
    return [f"{week.start:%m-%d}" for week in shown[0].weeks]


def _by_week(shown: Sequence[Group]) -> str:
    own = [one.weeks for one in shown]
    shares = [[week.share for week in weeks] for weeks in own]
    answers = [[week.answers for week in weeks] for weeks in own]
    names = [one.title for one in shown]
    drawn = Grid(names, _mondays(shown), shares, answers, name=270, cell=46)
    caption = tr("Right by week, in percent; weeks begin on the Monday named")
    picture = grid(caption, drawn) + shades()
    return figure(caption, picture, _grid_table(caption, tr("Domain"), drawn))


def _weeks_row(one: Group) -> tuple[str, ...]:
    return (one.title, *(grid_words(week.share, week.answers) for week in one.weeks))


def _grid_table(caption: str, head: str, shown: Grid) -> str:
    rows = (
        (name, *(grid_words(*cell) for cell in zip(shares, answers, strict=True)))
        for name, shares, answers in zip(shown.rows, shown.shares, shown.answers, strict=True)
    )
    return table(caption, (head, *shown.columns), rows)


def _map(found: Report) -> Iterator[str]:
    order = by_need(found)[:MAPPED]
    rest = len(found.standings) - len(order)
    by_domain = tr("Right by person and domain, in percent; least likely to pass first")
    by_area = tr("Right by person and area, in percent; least likely to pass first")
    for heat, caption in ((found.heat_domains, by_domain), (found.heat, by_area)):
        if heat.ids and order:
            shown = _grid_of(found, heat, order)
            data = _grid_table(caption, tr("Person"), shown)
            yield figure(caption, grid(caption, shown) + shades(), data)
    if found.heat.ids:
        names = "; ".join(found.heat.titles)
        yield paragraph(tr("Areas: {names}.", names=names), "note")
    if rest > 0:
        people = plural(rest, "more person", "more people")
        yield paragraph(tr("And {people} not drawn.", people=people), "note")


def _grid_of(found: Report, heat: HeatMap, order: Sequence[int]) -> Grid:
    return Grid(
        [found.standings[place].name for place in order],
        heat.ids,
        [heat.shares[place] for place in order],
        [heat.answers[place] for place in order],
    )


def _people(found: Report) -> Iterator[str]:
    if not found.standings:
        return
    yield _at_risk(found.at_risk[:LISTED])
    yield _bars_of(words.UNSURE, found.below_even[:LISTED])
    yield from map(paragraph, _named(found))
    everybody = [found.standings[place] for place in by_need(found)[:LISTED]]
    rest = len(found.standings) - len(everybody)
    who = tr("The first {count}", count=len(everybody)) if rest else tr("Everybody")
    yield behind(who, _rows(everybody))
    if rest:
        people = plural(rest, "more person", "more people")
        yield paragraph(tr("{people} in the JSON.", people=people), "note")


def _named(found: Report) -> Iterator[str]:
    """Say who improved, who stopped, and whose file is damaged."""
    better = [f"{one.name} ({words.change_words(one)})" for one in found.improved[:LISTED]]
    yield tr("Improved: {names}.", names=", ".join(better) or tr("nobody"))
    gone = [f"{one.name} ({_last(one)})" for one in found.stopped[:LISTED]]
    yield tr("Stopped practising: {names}.", names=", ".join(gone) or tr("nobody"))
    if found.damaged:
        names = ", ".join(one.name for one in found.damaged[:LISTED])
        yield tr("File damaged, not judged: {names}. Ask for it again.", names=names)


def _at_risk(risk: Sequence[Standing]) -> str:
    if not risk:
        return paragraph(tr("Nobody of whom enough is known is likely to fail."))
    return _bars_of(tr("At risk: even the upper end of the interval is 50 % or less"), risk)


def _bars_of(caption: str, people: Sequence[Standing]) -> str:
    """Draw the chances of some people; nothing where there are none."""
    if not people:
        return ""
    lines = [
        Bar(one.name, words.chance_words(one), *_parts(one), strong=one.at_risk)
        for one in people[:DRAWN]
    ]
    signs = [("bar", tr("chance to pass")), ("low", tr("at risk"))]
    signs += [("reach", tr("what holds it with 80 % probability")), ("mark", "50 %")]
    told = tr("{caption}. The bar is the chance.", caption=caption)
    drawn = bars(told, lines, 0.5) + legend(signs)
    return figure(caption, drawn, _rows(people))


def _parts(one: Standing) -> tuple[float | None, float | None, float | None]:
    return (one.chance.value, one.chance.low, one.chance.high) if one.chance else (None,) * 3


def _last(one: Standing) -> str:
    return tr("last answer {day}", day=short(one.last)) if one.last else tr("no answer")


def _rows(shown: Sequence[Standing]) -> str:
    return table(tr("People"), PEOPLE_HEADS, map(person_row, shown))


def _assignments(found: Report) -> Iterator[str]:
    for title, rows in words.by_assignment(found):
        cells = ((one.person, words.done_words(one)) for one in rows)
        yield table(f"{title}: {words.counted(rows)}", (tr("Person"), tr("Done")), cells)


def _files(found: Report) -> Iterator[str]:
    if found.problems:
        yield paragraph(tr("{files} with a problem:", files=plural(len(found.problems), "file")))
        lines = "".join(f"<li>{text(one)}</li>\n" for one in found.problems[:LISTED])
        rest = len(found.problems) - LISTED
        yield f"<ul>\n{lines}</ul>\n" + (
            paragraph(tr("and {rest:,} more", rest=rest)) if rest > 0 else ""
        )


def _how(found: Report) -> Iterator[str]:
    yield from map(paragraph, (*HOW, words.calendar_words(found)))
