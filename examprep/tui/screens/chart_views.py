"""Each chart as the page shows it: its message, what is drawn, what stands beneath, its table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from examprep.desk import chart_words as words
from examprep.desk.charts import Charts
from examprep.text import plural
from examprep.tui.screens import chart_lines as drawn
from examprep.tui.screens import chart_tables as tables
from examprep.tui.widgets.chart_plots import sign_of
from examprep.tui.widgets.drawn import Lines
from examprep.words import tr

ABILITY, MEMORY = 0, 1
_BAND = tr("{} your level   \u00b7 80 % band   \u2500 assumed standard, 70 %")


@dataclass(frozen=True, slots=True)
class View:
    """One chart. `table` is None where there is nothing to see; plots have no `drawing`."""

    message: str
    table: Lines | None = None
    drawing: Lines | None = None
    note: str = ""


def view(seen: Charts, place: int, domain: int | None) -> View:
    """Give the chart at a place; `domain` is that of the first chart, None for the whole exam."""
    if place == ABILITY:
        return ability_view(seen, domain)
    return (memory_view, sure_view, time_view, mistakes_view, activity_view)[place - 1](seen)


def ability_view(seen: Charts, domain: int | None) -> View:
    """Give ability over time."""
    chart = seen.ability
    said, told = words.ability_words(chart, domain), chart.told(domain)
    if not told:
        return View(said)
    note = f"{words.band_words(told[-1].of(domain))}\n{_BAND.format(sign_of(told))}"
    return View(said, partial(tables.ability_table, chart, domain), note=note)


def memory_view(seen: Charts) -> View:
    """Give the forecast of memory."""
    chart = seen.memory
    if not chart.asked:
        return View(words.memory_words(chart))
    said, figures = words.memory_words(chart), partial(tables.memory_table, chart)
    if chart.at_the_end:
        return View(said, figures)
    return View(said, figures, partial(drawn.due_lines, chart), words.due_words(chart))


def sure_view(seen: Charts) -> View:
    """Give how well the candidate judges."""
    chart, said = seen.sure, words.sure_words(seen.sure)
    if not chart.said:
        return View(said)
    return View(said, partial(tables.sure_table, chart), partial(drawn.sure_lines, chart))


def time_view(seen: Charts) -> View:
    """Give the seconds an answer."""
    chart, said = seen.time, words.time_words(seen.time)
    if not chart.topics:
        return View(said)
    return View(said, partial(tables.time_table, chart), partial(drawn.time_lines, chart))


def mistakes_view(seen: Charts) -> View:
    """Give what was missed lately."""
    chart, said = seen.mistakes, words.mistake_words(seen.mistakes)
    if not chart.slips and not chart.topics:
        return View(said)
    return View(said, partial(tables.mistakes_table, chart), partial(drawn.mistake_lines, chart))


def activity_view(seen: Charts) -> View:
    """Give the days of study."""
    chart, said = seen.activity, words.activity_words(seen.activity)
    if not chart.answers:
        return View(said)
    note = tr(
        "{answers} in the last {weeks} weeks.",
        answers=plural(chart.answers, "answer"),
        weeks=len(chart.weeks),
    )
    figures, calendar = (
        partial(tables.activity_table, chart),
        partial(drawn.activity_lines, chart),
    )
    return View(said, figures, calendar, note)
