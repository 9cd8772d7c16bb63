"""Help: the keys of every page, where answers are kept, and what the figures mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from examprep.places import candidates_folder
from examprep.tui.calculator_keys import CALCULATOR
from examprep.tui.commands import COMMANDS, bindings
from examprep.tui.pages import Page
from examprep.tui.screens.base import PageScreen
from examprep.tui.titles import TITLES
from examprep.tui.widgets.faults import shown
from examprep.tui.widgets.hanging import Entry, Hanging
from examprep.words import tr

EVERYWHERE = (
    Entry("^P", tr("find any command or page by its name")),
    Entry("^Q", tr("leave the app; answers that were shown as saved stay saved")),
    Entry(tr("mouse"), tr("everything can be clicked, and nothing has to be")),
)
ANSWERING = (
    Entry(tr("1 to 9"), tr("pick that answer")),
    Entry("\u2191 \u2193", tr("move the cursor over the answers")),
    Entry(tr("Backspace"), tr("take back the last pick of an order or a match")),
)
RECKONING = (
    Entry("0-9 . +-*/", tr("the calculation; each step is worked out at once")),
    Entry("%", tr("percent: 200 + 10 % = is 220, and 200 * 10 % = is 20")),
    *(Entry(command.key, command.help) for command in CALCULATOR),
    Entry(tr("Esc"), tr("close it; the tape stays with its question until you leave the quiz")),
)
SITTING = (
    Entry(tr("1 to 9"), tr("pick that answer; after S, strike it out")),
    Entry("\u2191 \u2193", tr("move the cursor over the answers")),
)
KEPT = tr(
    "Each answer is written to disk as it is given; the page says saved once it is "
    "there. Each candidate has one plain text file, which is only ever added to. "
    "Copy it to back it up or to move to another machine. Nothing is sent "
    "anywhere. The files are in"
)
SCORES = (
    Entry(
        tr("percent right"),
        tr("credit over all questions asked; one left open counts as not right"),
    ),
    Entry(tr("partly right"), tr("questions with several parts earn the share that is right")),
    Entry(tr("topic accuracy"), tr("the last answer to each question counts; earlier ones do not")),
    Entry(
        tr("weakest"), tr("the lowest accuracy among topics with at least five questions answered")
    ),
    Entry(tr("streak"), tr("days with answers; up to two days off in a row do not end it")),
    Entry(
        tr("exam pace"), tr("the exam's minutes over all its questions, pretest questions included")
    ),
)
NO_PROMISE = tr(
    "A percentage right is no forecast of the exam: the real one is scaled and "
    "uses questions that nobody outside has seen. What can be said of it, and how "
    "far to trust that, stands on the page Chance of passing."
)


class HelpScreen(PageScreen):
    """All commands by page, the page one comes from first.

    Args:
        page: the page whose keys stand first.
    """

    PAGE = "help"
    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help")]

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def heading(self) -> tuple[str, str]:
        """Name the page whose keys stand first."""
        return tr("Help"), TITLES[self.page]

    def body(self) -> Iterable[Widget]:
        """Give the keys, then what is kept and counted."""
        yield from _keys(self.page)
        yield from _section(tr("Everywhere"), EVERYWHERE)
        yield Static(tr("Your answers"), classes="heading")
        yield Static(KEPT, markup=False)
        yield Static(shown(str(candidates_folder())), id="where", markup=False)
        yield from _section(tr("What the figures mean"), SCORES, indent=17)
        yield Static(NO_PROMISE, classes="gap quiet", markup=False)
        for page in COMMANDS:
            if page not in {self.page, "welcome", "help"}:
                yield from _keys(page)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.scroll_by_keys()


def _keys(page: Page) -> Iterable[Widget]:
    """Give the keys of a page."""
    entries = tuple(Entry(command.key, command.help) for command in COMMANDS[page])
    more = {"question": ANSWERING, "exam": SITTING}.get(page, ())
    yield from _section(TITLES[page], (*more, *entries))
    if page in {"question", "exam"}:
        yield from _section(tr("Calculator"), RECKONING)


def _section(title: str, entries: tuple[Entry, ...], indent: int = 12) -> Iterable[Widget]:
    yield Static(title, classes="heading", markup=False)
    yield Hanging(entries, indent)
