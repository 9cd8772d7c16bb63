"""The figures behind each chart, in columns: all that a drawing shows, readable without it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from examprep.desk.chart_words import WORDS, plain_day, short_day
from examprep.desk.charts import (
    AbilityChart,
    ActivityChart,
    MemoryChart,
    MistakesChart,
    SureChart,
    TimeChart,
)
from examprep.text import percent
from examprep.tui.screens.chart_lines import DAYS
from examprep.words import tr

Row = Sequence[str]
_GAP, _LEAST = 2, 8
_NONE = "\u2013"


def ability_table(chart: AbilityChart, domain: int | None, width: int) -> list[Content]:
    """List each study day, the latest first: share, 80 % band, questions it rests on."""
    told = chart.told(domain)[::-1]
    rows = [
        (
            short_day(day.day, told[0].day),
            percent(day.of(domain).share),
            tr(
                "{percent} to {percent2}",
                percent=percent(day.of(domain).low),
                percent2=percent(day.of(domain).high),
            ),
            f"{day.of(domain).firsts:,}",
        )
        for day in told
    ]
    return table((tr("Study day"), "right", tr("80 % band"), "questions"), rows, width)


def memory_table(chart: MemoryChart, width: int) -> list[Content]:
    """List each day ahead: how many are known without study, how many come due."""
    rows = [
        (
            plain_day(chart.day(day.ahead)) if day.ahead else "today",
            f"{day.known:.1f}",
            percent(day.known / chart.asked),
            f"{day.due:,}",
        )
        for day in chart.days
    ]
    return table(
        (tr("Day"), tr("known of {asked:,}", asked=chart.asked), "share", tr("come due")),
        rows,
        width,
    )


def sure_table(chart: SureChart, width: int) -> list[Content]:
    """List each word: answers, share right with its interval, verdict."""
    rows = []
    for one in chart.words:
        low, high = one.interval
        told = (
            tr("{percent} to {percent2}", percent=percent(low), percent2=percent(high))
            if one.enough
            else _NONE
        )
        share = percent(one.share) if one.enough else _NONE
        rows.append((WORDS[one.word], f"{one.answers:,}", share, told, one.verdict or _NONE))
    return table((tr("You said"), "answers", "right", tr("80 % interval"), "verdict"), rows, width)


def time_table(chart: TimeChart, width: int) -> list[Content]:
    """List each topic: answers, seconds for one, and what the exam grants."""
    rows = [
        (title, f"{one.answers:,}", f"{one.seconds:.0f} s", f"{one.seconds - chart.pace:+.0f} s")
        for title, one in chart.topics
    ]
    return table((tr("Topic"), "answers", "each", tr("to pace")), rows, width)


def mistakes_table(chart: MistakesChart, width: int) -> list[Content]:
    """List slips and topics: how often, out of how many."""
    slips = [(one.title, one.often, "") for one in chart.slips]
    topics = [
        (
            title,
            tr("{missed:,} of {answers:,}", missed=one.missed, answers=one.answers),
            percent(one.missed / one.answers),
        )
        for title, one in chart.topics
    ]
    return table((tr("Slip or topic"), "missed", "share"), [*slips, *topics], width)


def activity_table(chart: ActivityChart, width: int) -> list[Content]:
    """List each week, the latest first: answers by weekday, and in all."""
    rows = [
        (
            short_day(week.monday, chart.weeks[-1].monday),
            *("" if count is None else f"{count:,}" for count in week.counts),
            f"{week.answers:,}",
        )
        for week in chart.weeks[::-1]
    ]
    return table((tr("Week of"), *DAYS, "all"), rows, width)


def table(head: Row, rows: Sequence[Row], width: int) -> list[Content]:
    """Set rows in columns: the first at the left, and cut where needed; the others at the right."""
    cells = [[Content(cell).cell_length for cell in row] for row in (head, *rows)]
    widths = [max(column) for column in zip(*cells, strict=True)]
    rest = sum(widths[1:]) + _GAP * (len(widths) - 1)
    first = min(widths[0], max(_LEAST, width - rest))
    lines = [_set(row, [first, *widths[1:]]) for row in (head, *rows)]
    return [lines[0].stylize("$quiet"), *lines[1:]]


def _set(row: Row, widths: Sequence[int]) -> Content:
    name = Content(row[0]).truncate(widths[0], ellipsis=True)
    parts: list[Content | str] = [name, " " * (widths[0] - name.cell_length)]
    parts += [cell.rjust(width + _GAP) for cell, width in zip(row[1:], widths[1:], strict=True)]
    return Content.assemble(*parts)
