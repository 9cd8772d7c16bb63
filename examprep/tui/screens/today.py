"""Today's questions: which come, and why each of them; never what they ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examprep.desk.session import (
    NOTHING,
    Session,
    ground,
    mixture,
    notes,
    session,
    start_session,
    worth,
)
from examprep.text import plural
from examprep.tui.commands import bindings
from examprep.tui.screens.starting import StartingScreen
from examprep.tui.widgets.hanging import Entry, Hanging
from examprep.words import tr

_HEAD = len("100  +0.05  ")
_LEAST_POINTS = 0.05


class TodayScreen(StartingScreen):
    """The questions chosen for today, by topic and reason."""

    PAGE = "today"
    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("today")]
    chosen: Session | None = None

    def heading(self) -> tuple[str, str]:
        """Name whose questions these are."""
        record = self.desk.record
        return tr("Why these questions"), record.state.name if record else ""

    def body(self) -> Iterable[Widget]:
        """Give the parts that `show` writes."""
        yield Static(tr("Choosing \u2026"), id="count", markup=False)
        yield Static("", id="mixture", classes="quiet", markup=False)
        yield Static("", id="said", classes="quiet", markup=False)
        yield Static(tr("points gained"), id="points-title", classes="gap quiet")
        yield Hanging((), _HEAD, id="picks")
        yield Static("", id="notes", classes="gap quiet", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#points-title").display = False
        self.scroll_by_keys()

    def on_screen_resume(self) -> None:
        """Choose anew whenever the page comes up again."""
        choose = partial(session, self.desk, self.shell.today())
        self.shell.off_loop(choose, self.show, self.refused)

    def show(self, chosen: Session) -> None:
        """Show each question with its reason."""
        if not self.here:
            return
        self.chosen = chosen
        self.query_one("#count", Static).update(Content(count_words(chosen)).stylize("bold"))
        self.query_one("#mixture", Static).update(" \u00b7 ".join(mixture(chosen)))
        said = self.query_one("#said", Static)
        said.update(chosen.said)
        said.display = bool(chosen.said)
        picks, gained = self.query_one("#picks", Hanging), chosen.points > 0.0
        picks.entries = tuple(pick_entries(chosen))
        picks.set_class(not gained, "gap")
        self.query_one("#points-title").display = gained
        self.query_one("#notes", Static).update("\n".join(notes(chosen)))
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to start what there is."""
        return bool(self.chosen and self.chosen.picks) if action == "start" else True

    def action_start(self) -> None:
        """Start exactly these questions."""
        if self.chosen and self.chosen.picks:
            self.begin(partial(start_session, self.desk, self.chosen))


def count_words(chosen: Session) -> str:
    """Say how many questions, how long they take, and what they are worth together."""
    if not chosen.picks:
        return NOTHING
    count, minutes = plural(len(chosen.picks), "question"), plural(chosen.minutes, "minute")
    gained = (
        tr(", worth about {points:+.1f} points", points=chosen.points)
        if chosen.points >= _LEAST_POINTS
        else ""
    )
    return tr("{count}, about {minutes}{gained}", count=count, minutes=minutes, gained=gained)


def pick_entries(chosen: Session) -> Iterator[Entry]:
    """Give each question: its number, what it gains, its topic and its reason."""
    for number, (title, pick) in enumerate(chosen.picks, 1):
        yield Entry(f"{number:>3}  {worth(pick)}", title, "$quiet", ground(pick))
