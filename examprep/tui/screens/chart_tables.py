"""The figures behind each chart, set in columns."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from examprep.desk import chart_rows as figures
from examprep.desk.charts import (
    AbilityChart,
    ActivityChart,
    MemoryChart,
    MistakesChart,
    SureChart,
    TimeChart,
)

Row = Sequence[str]
_GAP, _LEAST = 2, 8


def ability_table(chart: AbilityChart, domain: int | None, width: int) -> list[Content]:
    """List each study day, the latest first: share, 80 % band, questions it rests on."""
    return _columns(figures.ability_rows(chart, domain), width)


def memory_table(chart: MemoryChart, width: int) -> list[Content]:
    """List each day ahead: how many are known without study, how many come due."""
    return _columns(figures.memory_rows(chart), width)


def sure_table(chart: SureChart, width: int) -> list[Content]:
    """List each word: answers, share right with its interval, verdict."""
    return _columns(figures.sure_rows(chart), width)


def time_table(chart: TimeChart, width: int) -> list[Content]:
    """List each topic: answers, seconds for one, and what the exam grants."""
    return _columns(figures.time_rows(chart), width)


def mistakes_table(chart: MistakesChart, width: int) -> list[Content]:
    """List slips and topics: how often, out of how many."""
    return _columns(figures.mistakes_rows(chart), width)


def activity_table(chart: ActivityChart, width: int) -> list[Content]:
    """List each week, the latest first: answers by weekday, and in all."""
    return _columns(figures.activity_rows(chart), width)


def _columns(shown: figures.Table, width: int) -> list[Content]:
    return table(shown.head, shown.rows, width)


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
