"""Progress: accuracy over time, the quizzes behind it, and every topic, the weakest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from examprep.attempts.names import later_words, name_of
from examprep.attempts.report import points
from examprep.desk.overview import SLIP_DAYS, Slip
from examprep.desk.plan import Plan
from examprep.desk.standing import Standing, standing, trend_words
from examprep.learning.weakness import LEAST_ITEMS, TopicScore
from examprep.progress.reopen import reopen
from examprep.progress.summary import Summary
from examprep.text import percent, plural
from examprep.tui.commands import bindings
from examprep.tui.glyphs import bar, day_of, duration
from examprep.tui.screens.base import PageScreen
from examprep.tui.widgets.accuracy_plot import MOST, AccuracyPlot
from examprep.tui.widgets.flat_list import FlatList
from examprep.tui.widgets.hanging import Entry, Hanging
from examprep.words import tr

EMPTY = tr(
    "No quiz finished yet. Press Esc to go home and Enter to take a first one; "
    "its result, and how each topic goes, will stand here."
)
ONLY_DRILLS = tr(
    "No quiz finished yet. A drill grows harder until about 7 of 10 are right, so its score "
    "shows no trend. Press Esc to go home and Enter to take a first quiz."
)
_OFTEN = 10


class ProgressScreen(PageScreen):
    """The history of the candidate at the desk."""

    PAGE = "progress"
    CSS_PATH = "progress.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("progress")]
    seen: Standing | None = None

    def body(self) -> Iterable[Widget]:
        """Give plot and history, and the topics beneath or beside them."""
        yield Static(tr("Reading your history \u2026"), id="trend", markup=False)
        history = Vertical(
            AccuracyPlot(id="plot"),
            Static("", id="quizzes-title", classes="heading", markup=False),
            FlatList(id="quizzes"),
            id="history",
        )
        topics = Vertical(
            Static(
                tr("Slips of the last {slip_days} days", slip_days=SLIP_DAYS),
                id="slips-title",
                classes="heading",
            ),
            Hanging((), _OFTEN, id="slips"),
            Static("", id="topics-title", classes="heading", markup=False),
            FlatList(id="topics"),
            id="by-topic",
        )
        yield Container(history, topics, id="halves")

    def on_mount(self) -> None:
        """Leave room for what comes."""
        self.query_one("#halves").display = False

    def on_screen_resume(self) -> None:
        """Look at the newest figures whenever the page comes up again."""
        self.shell.off_loop(partial(standing, self.desk), self.show, self.fail)

    def fail(self, text: str) -> None:
        """Say what went wrong with a file."""
        if self.here:
            self.say(text, "bad")

    def show(self, seen: Standing) -> None:
        """Show the candidate's history as it is now."""
        if not self.here:
            return
        changed, self.seen = seen != self.seen, seen
        self.title_line(tr("Progress"), seen.name)
        if changed:
            self.show_history(seen)
            self.show_topics(seen)
        self.refresh_keys()

    def show_history(self, seen: Standing) -> None:
        """Show plot and quizzes, or what to do where there are none."""
        quizzes, compared = seen.quizzes, seen.trend
        empty = ONLY_DRILLS if quizzes else EMPTY
        self.query_one("#trend", Static).update(trend_words(compared) or empty)
        self.query_one("#halves").display = bool(quizzes or seen.asked)
        self.query_one("#history").display = bool(quizzes)
        self.query_one("#quizzes-title", Static).update(history_title(quizzes, compared))
        plot = self.query_one(AccuracyPlot)
        plot.display = bool(compared)
        plot.show(compared)
        history = self.query_one("#quizzes", FlatList)
        history.fill(quiz_lines(quizzes, self.shell.today()))
        if quizzes:
            self.set_focus(history, scroll_visible=False)

    def show_topics(self, seen: Standing) -> None:
        """Show the slips, and every topic."""
        slips = self.query_one("#slips", Hanging)
        slips.entries = tuple(slip_lines(seen.slips))
        slips.display = self.query_one("#slips-title").display = bool(seen.slips)
        title = tr("Topics, the weakest first") if seen.weakest else tr("Topics")
        self.query_one("#topics-title", Static).update(title)
        topics = self.query_one("#topics", FlatList)
        topics.fill(topic_lines(seen.topics))
        if not seen.quizzes and seen.asked:
            self.set_focus(topics, scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the history allows."""
        if action == "weakest":
            return bool(self.seen and self.seen.weakest)
        if action in {"open", "charts"}:
            return bool(self.seen and (self.seen.quizzes or self.seen.asked))
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was entered or clicked."""
        self.set_focus(event.option_list, scroll_visible=False)
        self.action_open()

    def action_open(self) -> None:
        """Open the quiz at the cursor, or start practice on the topic there."""
        focused = self.focused
        chosen = focused.chosen if isinstance(focused, FlatList) else None
        record = self.desk.record
        if chosen is None or record is None or focused is None:
            return
        if focused.id == "topics":
            self.practice(chosen)
            return
        work = partial(reopen, record.journal.path, chosen)
        self.shell.off_loop(work, self.shell.show_results, self.fail)

    def action_weakest(self) -> None:
        """Practice the weakest topic."""
        if self.seen and self.seen.weakest:
            self.practice(self.seen.weakest.topic)

    def action_charts(self) -> None:
        """Open the charts."""
        self.shell.show("charts")

    def practice(self, topic: str) -> None:
        """Start a tutor quiz on one topic."""
        self.shell.start(Plan(count=self.desk.settings.questions, topics=(topic,)))


def history_title(quizzes: Sequence[Summary], compared: Sequence[Summary]) -> str:
    """Count quizzes and drills; say which of them the plot shows."""
    drills = sum(one.kind == "drill" for one in quizzes)
    counts = [(len(quizzes) - drills, "quiz", "quizzes"), (drills, "drill", "drills")]
    named = tr(" and ").join(plural(*count) for count in counts if count[0])
    if len(compared) > MOST:
        return tr(
            "{named}, the latest {most}{part} in the plot",
            named=named,
            most=MOST,
            part=" quizzes" if drills else "",
        )
    return tr("{named}; drills are not in the plot", named=named) if drills and compared else named


def slip_lines(slips: Sequence[Slip]) -> Iterator[Entry]:
    """Give the mistakes with how often each was made."""
    for slip in slips:
        yield Entry(slip.often, slip.title, "$quiet")


def quiz_lines(quizzes: Sequence[Summary], today: date) -> Iterator[tuple[str, Content]]:
    """Give the history: day, score, how long it took, what it was; the year where it is past."""
    days = [day_of(quiz.at, today.year) for quiz in quizzes]
    room = max((len(day) for day in days), default=0)
    for quiz, day in zip(quizzes, days, strict=True):
        yield quiz.id, _quiz_line(quiz, day.ljust(room), today)


def _quiz_line(quiz: Summary, day: str, today: date) -> Content:
    if quiz.hides(today):
        later = (later_words(quiz.told_on, today), "$quiet")
        return Content.assemble(f"{day}  ", Content(name_of(quiz.kind, quiz.title)), "; ", later)
    share = percent(quiz.credit / quiz.questions if quiz.questions else None)
    score = tr("{points} of {questions}", points=points(quiz.credit), questions=quiz.questions)
    return Content.assemble(
        f"{day}{share:>7}",
        (f"{score:>11}", "$quiet"),
        (f"{duration(quiz.seconds):>10}  ", "$quiet"),
        Content(name_of(quiz.kind, quiz.title)),
        (tr(" \u00b7 time was up") if quiz.reason == "time" else "", "$quiet"),
    )


def topic_lines(
    topics: Sequence[tuple[str, TopicScore]],
) -> Iterator[tuple[str, Content]]:
    """Give the topics in their order, with a heading where answers get too few to tell."""
    group = ""
    for title, score in topics:
        trust = _trust(score)
        if trust != group:
            yield "", Content(f"  {trust}").stylize("$quiet italic")
            group = trust
        yield score.topic, topic_line(title, score)


def _trust(score: TopicScore) -> str:
    if score.asked >= LEAST_ITEMS:
        return ""
    return tr("few answers so far") if score.asked else tr("not asked yet")


def topic_line(title: str, score: TopicScore) -> Content:
    """Give one topic: bar, accuracy, how much of it was asked, title."""
    drawn = bar(score.accuracy or 0, 10) if score.asked else " " * 10
    asked = tr("{asked:,} of {items:,} asked", asked=score.asked, items=score.items)
    return Content.assemble(
        (drawn, "$primary"), f"{percent(score.accuracy):>6}", (f"{asked:>16}  ", "$quiet"), title
    )
