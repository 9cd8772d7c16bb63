"""The reference card: conversions, formulas and abbreviations, a section at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from examprep.exams.card import card
from examprep.tui.commands import bindings
from examprep.tui.screens.base import Column, PageScreen
from examprep.tui.widgets.card_view import CardView, SectionLine
from examprep.words import tr

_MOST_KEYS = 9
# Keys that are text, or move in it, where words are typed.
_TEXT = frozenset({"previous", "next", "search", "help"})


class CardScreen(PageScreen):
    """One section of the card, or the lines of all that hold the words looked for."""

    PAGE = "card"
    CSS_PATH = "card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("card"),
        *(Binding(str(n + 1), f"section({n})", show=False) for n in range(_MOST_KEYS)),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "page", show=False),
        Binding("pageup", "scroll(-12)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.card = card()
        self.at = 0

    def body(self) -> Iterable[Widget]:
        """Give the names of the sections, the line for words, and the lines of the card."""
        yield SectionLine([section.id for section in self.card.sections])
        yield Input(placeholder=tr("find a line by its words"), id="words")
        yield Static("", id="none", markup=False)
        yield CardView()

    def on_mount(self) -> None:
        """Open the first section."""
        self.turn_to(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no letters and arrows while they are part of the words."""
        return action not in _TEXT or not self.typing

    @property
    def typing(self) -> bool:
        """Tell whether words are being typed."""
        return isinstance(self.focused, Input)

    @property
    def searching(self) -> bool:
        """Tell whether the line for words is there."""
        return self.query_one(Input).display

    def turn_to(self, place: int) -> None:
        """Open a section, and put the line for words away."""
        self.at = place % len(self.card.sections)
        words = self.query_one(Input)
        words.display = False
        with words.prevent(Input.Changed):
            words.value = ""
        self.set_focus(None)
        self.query_one(Column).scroll_home(animate=False)
        self.redraw()

    def redraw(self) -> None:
        """Draw the open section, or what the words find."""
        words, view = self.query_one(Input).value.strip(), self.query_one(CardView)
        section = self.card.sections[self.at]
        view.sections = self.card.search(words) if words else (section,)
        view.whole = not words
        none = self.query_one("#none", Static)
        none.update(
            tr("No line holds \u201c{words}\u201d. Try fewer or shorter words.", words=words)
        )
        none.display = not view.sections
        self.query_one(SectionLine).at = None if words else self.at
        where = tr("{at} of {sections}", at=self.at + 1, sections=len(self.card.sections))
        self.title_line(tr("Reference card"), tr("all sections") if words else where)

    def action_section(self, place: int) -> None:
        """Open the section of a number."""
        if place < len(self.card.sections):
            self.turn_to(place)

    def action_previous(self) -> None:
        """Open the section before; before the first comes the last."""
        self.turn_to(self.at - 1)

    def action_next(self) -> None:
        """Open the next section; after the last comes the first."""
        self.turn_to(self.at + 1)

    def action_search(self) -> None:
        """Go to the line for words."""
        words = self.query_one(Input)
        words.display = True
        self.set_focus(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while the words are typed."""
        self.query_one(Column).scroll_home(animate=False)
        self.redraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave the line for words, so that keys are commands again."""
        self.set_focus(None)

    def on_descendant_focus(self) -> None:
        """Show the keys that are commands now."""
        self.call_later(self.refresh_keys)

    def on_descendant_blur(self) -> None:
        """Show the keys that are commands now."""
        self.call_later(self.refresh_keys)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Column).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Put the words away; without them, close the card."""
        if self.searching:
            self.turn_to(self.at)
        else:
            super().action_leave()
