"""Setting up a quiz: how many questions, how, how long, chosen by what, on which topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from examprep.desk.desk import Desk
from examprep.desk.marking import Topic, marks_line, toggled, topics_of
from examprep.desk.plan import MOST_QUESTIONS
from examprep.desk.planning import (
    COUNTS,
    MINUTES,
    MOST_MINUTES,
    Wish,
    forecast,
    plan_of,
    wish_of,
)
from examprep.learning.choice import MODES
from examprep.progress.sitting import Sitting
from examprep.text import plural
from examprep.tui.commands import bindings
from examprep.tui.screens.rows import RowsScreen
from examprep.tui.screens.starting import StartingScreen
from examprep.tui.widgets.dial import Dial, Step
from examprep.tui.widgets.topics import TopicList
from examprep.words import tr

NOTHING = tr("Nothing to ask here: mark other topics, or choose by something else.")
KINDS = (
    Step("tutor", tr("Tutor"), tr("the reasons after each answer")),
    Step("quiz", tr("Timed quiz"), tr("the reasons at the end")),
)


class SetupScreen(StartingScreen, RowsScreen):
    """Four dials and the topics; Enter starts from anywhere."""

    PAGE = "setup"
    CSS_PATH = "setup.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("setup")]

    def __init__(self) -> None:
        super().__init__()
        self.wish = Wish()
        self.lines: list[Topic] = []
        self.looked_at: Wish | None = None
        self.looking = False

    def body(self) -> Iterable[Widget]:
        """Give the dials, what will come of them, and the topics."""
        self.wish, self.lines = wish_of(self.desk), topics_of(self.desk)
        yield Dial("count", tr("Questions"), digits=True)
        yield Dial("kind", tr("Mode"))
        yield Dial("time", tr("Time"), digits=True)
        yield Dial("mode", tr("Choose"))
        yield Static("", id="forecast", markup=False)
        yield Static("", id="marked", markup=False)
        yield TopicList(self.lines, id="topics")

    def on_mount(self) -> None:
        """Begin at the number of questions."""
        self.query_one("#count").focus()
        self.become(self.wish)

    def become(self, wish: Wish) -> None:
        """Take another wish, show it, and look at what will come of it."""
        if wish.mode != self.wish.mode:
            self.lines = topics_of(self.desk, wish.mode)
        self.wish = wish
        for key, steps in _steps(wish, self.desk).items():
            value = wish.pace if key == "time" else getattr(wish, key)
            self.query_one(f"#{key}", Dial).show(steps, value)
        topics = self.query_one("#topics", TopicList)
        topics.lines = self.lines
        topics.draw(wish.marked)
        marks = marks_line(self.lines, wish.marked, self.desk, wish.mode)
        self.query_one("#marked", Static).update(marks)
        self.refresh_keys()
        if not self.looking:
            self._look()

    def _look(self) -> None:
        """Look at what will come of the wish; one look at a time, so that the last one holds."""
        self.looking, self.looked_at = True, self.wish
        work = partial(_forecast, self.wish, self.lines, self.desk)
        self.shell.off_loop(work, self.foresee, self.refused)

    def foresee(self, line: str) -> None:
        """Say what will come, unless the wish has changed since."""
        self.looking = False
        if not self.here:
            return
        if self.looked_at != self.wish:
            self._look()
            return
        text = self.query_one("#forecast", Static)
        text.update(line or NOTHING)
        text.set_class(not line, "-nothing")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take marks away only where there are some."""
        return bool(self.wish.marked) if action == "unmark" else True

    def on_dial_turned(self, event: Dial.Turned) -> None:
        """Take a dial's new value."""
        changed: dict[str, Any] = {event.dial.key: event.value}
        self.say("")
        self.become(replace(self.wish, **changed))

    def on_dial_typed(self, event: Dial.Typed) -> None:
        """Take a number of questions or of minutes."""
        most = MOST_QUESTIONS if event.dial.key == "count" else MOST_MINUTES
        changed: dict[str, Any] = {event.dial.key: min(event.number, most)}
        self.become(replace(self.wish, **changed))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark the topic that was clicked."""
        line = self.lines[event.option_index]
        self.become(replace(self.wish, marked=toggled(self.wish.marked, line, self.lines)))

    def action_mark(self) -> None:
        """Mark the topic at the cursor, or take the dial's next value."""
        if isinstance(self.focused, TopicList):
            self.focused.action_select()
        else:
            self.turn(1)

    def action_unmark(self) -> None:
        """Take every mark away."""
        self.become(replace(self.wish, marked=frozenset()))

    def action_start(self) -> None:
        """Start the quiz."""
        self.begin(partial(_start, self.wish, self.lines, self.desk))

    def refused(self, text: str) -> None:
        """Say why nothing was started, or nothing can be foreseen."""
        self.looking = False
        super().refused(text)


def _forecast(wish: Wish, lines: list[Topic], desk: Desk) -> str:
    return forecast(plan_of(wish, lines, desk), desk)


def _start(wish: Wish, lines: list[Topic], desk: Desk) -> Sitting:
    sitting = desk.start(plan_of(wish, lines, desk))
    # Where the disk refuses, the quiz itself will say so: it has more to lose.
    desk.remember(questions=wish.count, mode=wish.kind)
    return sitting


def _steps(wish: Wish, desk: Desk) -> dict[str, tuple[Step, ...]]:
    """Give the values of each dial; a number of one's own stands among the offered ones."""
    counts = sorted({*COUNTS, wish.count})
    minutes = sorted({*MINUTES, *({wish.time} if isinstance(wish.time, int) else ())})
    each = round(desk.pace(1))
    pace = tr("your pace") if desk.settings.seconds else tr("exam pace")
    return {
        "count": tuple(Step(count, f"{count}") for count in counts),
        "kind": KINDS,
        "time": (
            Step("free", "free", tr("no limit")),
            Step("exam", pace, tr("{each} seconds a question", each=each)),
            *(Step(count, plural(count, "minute")) for count in minutes),
        ),
        "mode": tuple(Step(mode, title) for mode, title in MODES.items()),
    }
