"""The plots of ability and memory. Imported only by the page that shows them, as plotext is."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence

from textual.color import Color
from textual_plotext import PlotextPlot

from examprep.desk.chart_words import plain_day, short_day
from examprep.desk.charts import AbilityChart, MemoryChart
from examprep.learning.ability import CUT
from examprep.learning.history import DayLevel, Level
from examprep.words import tr

# From more points on they run into each other, and the line alone is drawn.
_MOST_POINTS = 24
# So many dots make an edge of the band.
_DOTS = 30
_POINT, _LINE, _BAND = "\u25cf", "\u2812", "\u00b7"
# Percents that the axis may begin at, and those it names above; a guess is right in 25 %.
_TICKS = (25, 40, 55, 70, 85, 100)
_MARGIN = 5
AXIS = 6
"""The cells of the left axis of memory, with its numbers."""


class ChartPlot(PlotextPlot):
    """A plot with labelled axes in the colors of the theme."""

    def on_mount(self) -> None:
        """Draw again in the colors of a new theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redraw())

    def redraw(self) -> None:
        """Draw axes and what is plotted."""
        self.plt.clear_figure()
        self.plt.xaxes(lower=True, upper=False)
        self.plt.yaxes(left=True, right=False)
        self.plot()
        self.refresh()

    def color(self, name: str) -> tuple[int, int, int]:
        """Give a color of the theme."""
        return Color.parse(self.app.theme_variables[name]).rgb

    @abstractmethod
    def plot(self) -> None:
        """Plot what there is."""


class AbilityPlot(ChartPlot):
    """A line with its 80 % band: the share that would be right at the end of each study day."""

    days: Sequence[DayLevel] = ()
    domain: int | None = None

    def show(self, chart: AbilityChart, domain: int | None) -> None:
        """Plot a domain, or the whole exam by None."""
        self.days, self.domain = chart.told(domain), domain
        self.redraw()

    def plot(self) -> None:
        """Plot the standard, the band, and the line."""
        if not self.days:
            return
        plot, levels = self.plt, [day.of(self.domain) for day in self.days]
        places = [float(day.day.toordinal()) for day in self.days]
        ticks = ticks_for(levels)
        plot.ylim(ticks[0] - _MARGIN, min(100.0, ticks[-1] + _MARGIN))
        plot.yticks(ticks, [f"{tick:.0f} %" for tick in ticks])
        ends = places[0] - 0.5, places[-1] + 0.5
        plot.xlim(*ends)
        plot.plot(ends, [100 * CUT] * 2, marker="\u2500", color=self.color("warning"))
        self.band(places, levels)
        self.line(places, [100 * one.share for one in levels])
        plot.ylabel(tr("right"))
        plot.xticks(*level_ticks(self.days))

    def band(self, places: Sequence[float], levels: Sequence[Level]) -> None:
        """Plot both edges of the band."""
        for edge in ([100 * one.low for one in levels], [100 * one.high for one in levels]):
            self.plt.scatter(*along(places, edge), marker=_BAND, color=self.color("quiet"))

    def line(self, places: Sequence[float], shares: Sequence[float]) -> None:
        """Plot the line, with points while there are few."""
        self.plt.plot(places, shares, marker="braille", color=self.color("primary"))
        if sign_of(self.days) == _POINT:
            self.plt.scatter(places, shares, marker=_POINT, color=self.color("primary"))


class MemoryPlot(ChartPlot):
    """A line: the items still known on each day ahead."""

    chart: MemoryChart | None = None

    def show(self, chart: MemoryChart) -> None:
        """Plot the days ahead."""
        self.chart = chart
        self.redraw()

    def plot(self) -> None:
        """Plot the line."""
        if self.chart is None:
            return
        plot, chart = self.plt, self.chart
        places = [float(day.ahead) for day in chart.days]
        plot.ylim(0, max(1, chart.asked))
        plot.xlim(-0.5, places[-1] + 0.5)
        plot.yticks(*question_ticks(chart.asked))
        known = [day.known for day in chart.days]
        plot.plot(places, known, marker="braille", color=self.color("primary"))
        plot.ylabel(tr("questions known"))
        plot.xticks(*ahead_ticks(chart))


def sign_of(days: Sequence[DayLevel]) -> str:
    """Give the sign of the line of ability: its points, or the line where they are many."""
    return _POINT if len(days) <= _MOST_POINTS else _LINE


def ticks_for(levels: Sequence[Level]) -> list[float]:
    """Give the percents that the axis names: as few as hold the band, and the standard."""
    lowest = min(CUT, *(one.low for one in levels)) * 100
    highest = max(CUT, *(one.high for one in levels)) * 100
    least = max([tick for tick in _TICKS[:3] if tick <= lowest], default=_TICKS[0])
    most = min(tick for tick in _TICKS[4:] if tick >= highest or tick == _TICKS[-1])
    return [float(tick) for tick in _TICKS if least <= tick <= most]


def along(places: Sequence[float], values: Sequence[float]) -> tuple[list[float], list[float]]:
    """Give points of a line, evenly spaced and with gaps between: what lies beneath shows."""
    step = (places[-1] - places[0]) / (_DOTS - 1)
    spread = [places[0] + step * place for place in range(_DOTS if step else 1)]
    return spread, [_between(places, values, at) for at in spread]


def _between(places: Sequence[float], values: Sequence[float], at: float) -> float:
    """Give the value of a line at a place, straight from point to point."""
    after = min(bisect_right(places, at), len(places) - 1)
    before = max(0, after - 1)
    width = places[after] - places[before]
    share = min(1.0, (at - places[before]) / width) if width else 1.0
    return values[before] + share * (values[after] - values[before])


def question_ticks(asked: int) -> tuple[list[float], list[str]]:
    """Give nothing, the quarters and all of some questions their numbers, as wide as the axis."""
    found = sorted({round(asked * quarter / 4) for quarter in range(5)})
    return [float(count) for count in found], [f"{count:>{AXIS - 1}}" for count in found]


def level_ticks(days: Sequence[DayLevel]) -> tuple[list[float], list[str]]:
    """Give the first, the middle and the last study day their dates."""
    last = days[-1].day
    middle = (days[0].day.toordinal() + last.toordinal()) / 2
    near = min(days, key=lambda one: abs(one.day.toordinal() - middle))
    found = {one.day: short_day(one.day, last) for one in (days[0], near, days[-1])}
    return [float(day.toordinal()) for day in found], list(found.values())


def ahead_ticks(chart: MemoryChart) -> tuple[list[float], list[str]]:
    """Give today, the middle and the last day their names."""
    last = chart.days[-1].ahead
    places = sorted({0, last // 2, last})
    names = {0: tr("today"), last: plain_day(chart.day(last))}
    if chart.exam:
        names[0 if chart.at_the_end else last] += tr(" exam")
    words = [names.get(n) or plain_day(chart.day(n)) for n in places]
    return [float(place) for place in places], words
