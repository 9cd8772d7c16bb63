"""The charts that are drawn of characters: sureness, time, mistakes, activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from textual.content import Content

from examprep.days import month_name
from examprep.desk.chart_words import VERDICTS, WORDS
from examprep.desk.charts import ActivityChart, MemoryChart, MistakesChart, SureChart, TimeChart
from examprep.learning.activity import Week
from examprep.learning.lately import TopicPace
from examprep.learning.sureness import PROMISED, Sureness
from examprep.text import percent, plural
from examprep.tui.glyphs import bar, level
from examprep.tui.widgets.chart_plots import AXIS
from examprep.words import tr

_MARK = "\u2502"
_LABEL, _TITLE, _LEAST_TITLE = 10, 40, 12
_BAR, _ROOMY = 20, 70
DAYS = (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
# From nothing to the most answers a day.
LEVELS = "\u00b7\u2591\u2592\u2593\u2588"
_CELL = 3


def due_lines(chart: MemoryChart, width: int) -> list[Content]:
    """Draw what comes due on each day as a row of columns, right under the days of the plot."""
    cells = max(1, width - AXIS)
    days = [chart.days[cell * len(chart.days) // cells] for cell in range(cells)]
    most = chart.most_due or 1
    drawn = "".join(level(min(1.0, day.due / most)) for day in days)
    row = Content.assemble((f"{tr('due'):>{AXIS - 1}} ", "$quiet"), (drawn, "$primary"))
    scale = (
        tr("a full column is {questions} on one day", questions=plural(most, "question"))
        if chart.most_due
        else ""
    )
    return [row, Content.assemble(" " * AXIS, (scale, "$quiet"))] if scale else [row]


def sure_lines(chart: SureChart, width: int) -> list[Content]:
    """Draw the share right of each word as a bar, with its verdict, and what it rests on."""
    room = max(10, min(30, width - _LABEL - 24))
    return [line for one in chart.words if one.answers for line in _sure(one, room)]


def _sure(one: Sureness, room: int) -> Iterator[Content]:
    share = one.share if one.enough else None
    yield Content.assemble(
        f"{WORDS[one.word]:<{_LABEL}}",
        (bar(share, room) if share is not None else " " * room, "$primary"),
        f"{percent(share):>7}   ",
        (VERDICTS.get(one.verdict, ""), "bold"),
    )
    low, high = one.interval
    rests = f"{plural(one.answers, 'answer')}"
    more = (
        tr(", likely {low:.0f} to {percent} right", low=low * 100, percent=percent(high))
        if one.enough
        else tr(", too few to judge")
    )
    yield Content.assemble(" " * _LABEL, (rests + more, "$quiet"))
    yield Content.assemble(" " * _LABEL, (_promise(one.word), "$quiet"))
    yield Content("")


def _promise(word: str) -> str:
    """Say what share a word promises."""
    if word not in PROMISED:
        return tr("Y notes how sure you are while you answer")
    least, most = PROMISED[word]
    if most >= 1.0:
        return tr("well judged: {percent} or more", percent=percent(least))
    if not least:
        return tr("well judged: {most} or less", most=percent(most))
    return tr("well judged: {least} to {most}", least=percent(least), most=percent(most))


def time_lines(chart: TimeChart, width: int) -> list[Content]:
    """Draw the seconds of each topic as a bar, with a mark at the exam's pace."""
    size = _bar_size(width)
    room = _title_room(width, size + 15)
    longest = max([chart.pace, *(one.seconds for _, one in chart.topics if one.enough)])
    pace = tr("{mark} the exam's pace, {pace:.0f} s", mark=_MARK, pace=chart.pace)
    grants = f"{tr('Topic'):<{room}}{pace}"
    lines = [Content(grants).stylize("$quiet")]
    for title, one in chart.topics:
        drawn = bar(one.seconds / longest, size) if one.enough else " " * size
        measured = _marked(drawn, chart.pace / longest)
        lines.append(Content.assemble(_named(title, room), measured, *_pace(one, chart.pace)))
    return lines


def _marked(drawn: str, share: float) -> Content:
    """Set a mark into a bar."""
    at = min(len(drawn) - 1, int(len(drawn) * share))
    marked = (drawn[:at], "$primary"), (_MARK, "bold"), (drawn[at + 1 :], "$primary")
    return Content.assemble(*marked)


def _pace(one: TopicPace, pace: float) -> tuple[tuple[str, str], ...]:
    """Write the seconds of an answer, and how many are over the pace."""
    if not one.enough:
        return ((tr("    few"), "$quiet"),)
    over = f" {one.seconds - pace:+.0f} s" if one.seconds > pace else ""
    return (f"{one.seconds:>5.0f} s", ""), (over, "$warning")


def mistake_lines(chart: MistakesChart, width: int) -> list[Content]:
    """Draw how often each mistake was made, and how many answers each topic lost."""
    slips, topics = _slip_lines(chart, width), _missed_lines(chart, width)
    return [*slips, Content(""), *topics] if slips and topics else slips + topics


def _slip_lines(chart: MistakesChart, width: int) -> list[Content]:
    if not chart.slips:
        return []
    most = max(one.times for one in chart.slips)
    rows = [_bar_row(one.title, one.times / most, one.often, width) for one in chart.slips]
    return [_heading(tr("Slips in calculations")), *rows]


def _missed_lines(chart: MistakesChart, width: int) -> list[Content]:
    if not chart.topics:
        return []
    most = chart.topics[0][1].missed
    rows = [
        _bar_row(
            title,
            one.missed / most,
            tr("{missed:,} of {answers:,}", missed=one.missed, answers=one.answers),
            width,
        )
        for title, one in chart.topics
    ]
    return [_heading(tr("Answers missed, by topic")), *rows]


def _bar_row(title: str, share: float, said: str, width: int) -> Content:
    """Set a line: title, bar, words."""
    size = _bar_size(width)
    name = _named(title, _title_room(width, size + 12))
    return Content.assemble(name, (bar(share, size), "$primary"), f"{said:>12}")


def _named(title: str, room: int) -> Content:
    """Set a title in its room, cut where it is longer."""
    name = Content(title).truncate(room - 1, ellipsis=True)
    return Content.assemble(name, " " * (room - name.cell_length))


def _heading(text: str) -> Content:
    return Content(text).stylize("$primary bold")


def _bar_size(width: int) -> int:
    """Give the cells of a bar beside a title, fewer in a narrow window."""
    return _BAR if width >= _ROOMY else _BAR // 2


def _title_room(width: int, rest: int) -> int:
    """Give the cells for a title in a line that has `rest` cells besides."""
    return max(_LEAST_TITLE, min(_TITLE, width - rest))


def activity_lines(chart: ActivityChart, width: int) -> list[Content]:
    """Draw a calendar: a column for each week, as many of the latest as fit, a row for each day."""
    fitting = max(1, (width - len(DAYS[0]) - 1) // _CELL)
    shown = chart.weeks[-fitting:]
    gap = " " * (len(DAYS[0]) + 1)
    lines = [Content.assemble(gap, (_months(shown), "$quiet"))]
    for place, name in enumerate(DAYS):
        cells = "".join(_cell(week.counts[place], chart.most) for week in shown)
        lines.append(Content.assemble((f"{name} ", "$quiet"), (cells, "$primary")))
    scale = "  ".join(
        f"{sign} {said}" for sign, said in zip(LEVELS, _steps(chart.most), strict=True)
    )
    return [
        *lines,
        Content(""),
        Content.assemble(gap, (tr("answers a day: {scale}", scale=scale), "$quiet")),
    ]


def _months(weeks: Sequence[Week]) -> str:
    """Name the months over their first weeks; one that has a single week has no room for it."""
    months = [week.monday.month for week in weeks]
    line = ""
    for place, week in enumerate(weeks):
        new = months[place] not in months[max(0, place - 1) : place]
        if new and months[place + 1 : place + 2] == months[place : place + 1]:
            line = f"{line:<{place * _CELL}}{month_name(week.monday)}"
    return line


def _cell(count: int | None, most: int) -> str:
    return ("" if count is None else LEVELS[heat(count, most)] * (_CELL - 1)).ljust(_CELL)


def heat(count: int, most: int) -> int:
    """Give the level of a count, 0 to 4: quarters of the most there was."""
    return min(4, -(-4 * count // most)) if count and most else 0


def _steps(most: int) -> list[str]:
    """Give the counts that each level stands for."""
    ends = [most * quarter // 4 for quarter in range(5)]
    return ["0", *(_step(a + 1, b) for a, b in pairwise(ends))]


def _step(least: int, most: int) -> str:
    return f"{least}\u2013{most}" if most > least else f"{most}"
