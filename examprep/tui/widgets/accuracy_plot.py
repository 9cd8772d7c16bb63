"""The plot of accuracy over time. Imported only by the page that shows it: plotext is not free."""

from __future__ import annotations

from collections.abc import Sequence

from textual.color import Color
from textual_plotext import PlotextPlot

from examprep.dates import local
from examprep.days import short
from examprep.progress.summary import Summary
from examprep.words import tr

# More points than this run into each other at 80 columns.
MOST = 60


class AccuracyPlot(PlotextPlot):
    """One line: the share right of each quiz, the oldest at the left."""

    quizzes: Sequence[Summary] = ()

    def on_mount(self) -> None:
        """Draw again in the colors of a new theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.draw())

    def show(self, quizzes: Sequence[Summary]) -> None:
        """Plot some quizzes, given the newest first."""
        self.quizzes = quizzes[:MOST][::-1]
        self.draw()

    def draw(self) -> None:
        """Draw axes, labels, line and points."""
        plot = self.plt
        plot.clear_figure()
        plot.xaxes(lower=True, upper=False)
        plot.yaxes(left=True, right=False)
        plot.ylim(0, 100)
        plot.yticks([0, 25, 50, 75, 100], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        plot.xlabel(tr("quizzes, the latest at the right"))
        plot.ylabel(tr("right"))
        color = Color.parse(self.app.theme_variables["primary"]).rgb
        places = list(range(len(self.quizzes)))
        shares = [100 * quiz.credit / max(1, quiz.questions) for quiz in self.quizzes]
        plot.plot(places, shares, marker="braille", color=color)
        plot.scatter(places, shares, marker="\u25cf", color=color)
        plot.xticks(*day_ticks(self.quizzes))
        self.refresh()


def day_ticks(quizzes: Sequence[Summary]) -> tuple[list[float], list[str]]:
    """Give the first, middle and last quiz their days; a day is said once."""
    last = len(quizzes) - 1
    ticks: dict[str, float] = {}
    for place in sorted({0, last // 2, last} if quizzes else ()):
        day = local(quizzes[place].at)
        ticks.setdefault(short(day, day), place)
    return list(ticks.values()), list(ticks)
