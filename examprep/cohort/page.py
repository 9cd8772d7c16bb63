"""The report of a cohort as one HTML page: no script, no network, light and dark, good to print.

Every picture has its table behind it. Long lists are cut, and say so: the whole stands in the CSV
and the JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from examprep.cohort import words
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

# So many are drawn.
DRAWN, MAPPED = 15, 60
_STYLE = Path(__file__).with_name("page.css")
_SECTIONS = (
    ("teach", "What to teach"),
    ("domains", "Domains and areas"),
    ("map", "Who knows what"),
    ("people", "People"),
    ("questions", "Questions"),
    ("assignments", "Assignments"),
    ("files", "Files"),
    ("how", "How to read this"),
)


def page(found: Report, name: str = "") -> str:
    """Write the whole page; `name` is what the class is called."""
    whose = f"{name}, {found.title}" if name else found.title
    title = text(f"{whose}: report of {long(found.today)}")
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
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{paragraph(words.headline(found))}<dl>\n{short}</dl>\n"
        f'<nav aria-label="Parts of the report"><ul>{links}</ul></nav>\n'
        f"{body}</main>\n</body>\n</html>\n"
    )


def _teach(found: Report) -> Iterator[str]:
    first = found.to_teach[:DRAWN]
    if first:
        caption = "Topics below the standard, surely so first, then by the points that they cost"
        yield figure(caption, _drawn(caption, first, found), _group_table(caption, first))
    else:
        yield paragraph("No topic of which enough is known lies below the standard.")
    yield behind("All topics", _group_table("All topics", found.topics))


def _drawn(caption: str, shown: Sequence[Group], found: Report) -> str:
    standard = f"the standard assumed, {percent(found.standard)}"
    told = (
        f"{caption}. The bar is the share right, the line in it the interval, the mark {standard}."
    )
    lines = [
        Bar(one.title, _group_words(one), one.share, one.low, one.high, strong=one.weak)
        for one in shown
    ]
    signs = [("bar", "right of first answers"), ("low", "surely below the standard")]
    signs += [("reach", "what holds it with 80 % probability"), ("mark", standard)]
    return bars(told, lines, found.standard) + legend(signs)


def _group_words(one: Group) -> str:
    """Write a share, and what being below the standard costs."""
    lost = f"; costs {words.points(one.lost)} points" if one.lost and one.lost > 0.0 else ""
    return f"{words.group_words(one)}{lost}"


def _group_table(caption: str, shown: Sequence[Group]) -> str:
    return table(caption, GROUP_HEADS, map(group_row, shown))


def _domains(found: Report) -> Iterator[str]:
    for caption, shown in (("Domains", found.domains), ("Areas", found.areas)):
        yield figure(caption, _drawn(caption, shown, found), _group_table(caption, shown))
    if found.domains and found.domains[0].weeks:
        yield _by_week(found.domains)
        heads = ("Topic", *_mondays(found.domains))
        rows = [_weeks_row(one) for one in found.topics]
        yield behind("Topics by week", table("Topics: right by week", heads, rows))


def _mondays(shown: Sequence[Group]) -> list[str]:
    return [f"{week.start:%m-%d}" for week in shown[0].weeks]


def _by_week(shown: Sequence[Group]) -> str:
    own = [one.weeks for one in shown]
    shares = [[week.share for week in weeks] for weeks in own]
    answers = [[week.answers for week in weeks] for weeks in own]
    names = [one.title for one in shown]
    drawn = Grid(names, _mondays(shown), shares, answers, name=270, cell=46)
    caption = "Right by week, in percent; weeks begin on the Monday named"
    picture = grid(caption, drawn) + shades()
    return figure(caption, picture, _grid_table(caption, "Domain", drawn))


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
    for heat, kind in ((found.heat_domains, "domain"), (found.heat, "area")):
        if heat.ids and order:
            caption = f"Right by person and {kind}, in percent; least likely to pass first"
            shown = _grid_of(found, heat, order)
            data = _grid_table(caption, "Person", shown)
            yield figure(caption, grid(caption, shown) + shades(), data)
    if found.heat.ids:
        names = "; ".join(found.heat.titles)
        yield paragraph(f"Areas: {names}.", "note")
    if rest > 0:
        yield paragraph(f"And {plural(rest, 'more person', 'more people')} not drawn.", "note")


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
    yield behind("Everybody" if not rest else f"The first {len(everybody)}", _rows(everybody))
    if rest:
        yield paragraph(f"{plural(rest, 'more person', 'more people')} in the JSON.", "note")


def _named(found: Report) -> Iterator[str]:
    """Say who improved, who stopped, and whose file is damaged."""
    for title, some in (("Improved", found.improved), ("Stopped practising", found.stopped)):
        names = ", ".join(f"{one.name} ({_why(one, title)})" for one in some[:LISTED])
        yield f"{title}: {names or 'nobody'}."
    if found.damaged:
        names = ", ".join(one.name for one in found.damaged[:LISTED])
        yield f"File damaged, not judged: {names}. Ask for it again."


def _at_risk(risk: Sequence[Standing]) -> str:
    if not risk:
        return paragraph("Nobody of whom enough is known is likely to fail.")
    return _bars_of("At risk: even the upper end of the interval is 50 % or less", risk)


def _bars_of(caption: str, people: Sequence[Standing]) -> str:
    """Draw the chances of some people; nothing where there are none."""
    if not people:
        return ""
    lines = [
        Bar(one.name, words.chance_words(one), *_parts(one), strong=one.at_risk)
        for one in people[:DRAWN]
    ]
    signs = [("bar", "chance to pass"), ("low", "at risk")]
    signs += [("reach", "what holds it with 80 % probability"), ("mark", "50 %")]
    drawn = bars(f"{caption}. The bar is the chance.", lines, 0.5) + legend(signs)
    return figure(caption, drawn, _rows(people))


def _parts(one: Standing) -> tuple[float | None, float | None, float | None]:
    return (one.chance.value, one.chance.low, one.chance.high) if one.chance else (None,) * 3


def _why(one: Standing, title: str) -> str:
    if title == "Improved":
        return words.change_words(one)
    return f"last answer {short(one.last)}" if one.last else "no answer"


def _rows(shown: Sequence[Standing]) -> str:
    return table("People", PEOPLE_HEADS, map(person_row, shown))


def _assignments(found: Report) -> Iterator[str]:
    for title, rows in words.by_assignment(found):
        cells = ((one.person, words.done_words(one)) for one in rows)
        yield table(f"{title}: {words.counted(rows)}", ("Person", "Done"), cells)


def _files(found: Report) -> Iterator[str]:
    if found.problems:
        yield paragraph(f"{plural(len(found.problems), 'file')} with a problem:")
        lines = "".join(f"<li>{text(one)}</li>\n" for one in found.problems[:LISTED])
        rest = len(found.problems) - LISTED
        yield f"<ul>\n{lines}</ul>\n" + (paragraph(f"and {rest:,} more") if rest > 0 else "")


def _how(found: Report) -> Iterator[str]:
    yield from map(paragraph, (*words.HOW, words.calendar_words(found)))
