"""How a question is drawn while an attempt runs, and what its keys are called at the moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from examprep.attempts.arrange import arrange
from examprep.attempts.attempt import Attempt
from examprep.attempts.draft import Draft, draft_of
from examprep.attempts.face import Face, face
from examprep.attempts.names import TITLES
from examprep.attempts.reread import has_more_reasons, reread_face
from examprep.banks.item import Item
from examprep.progress.sitting import Sitting
from examprep.tui.commands import Command
from examprep.tui.glyphs import bar, clock
from examprep.tui.screens.base import Column
from examprep.tui.screens.hints import cover, first_key, how, is_given
from examprep.tui.screens.reckoning import RECKONING, ReckoningScreen
from examprep.tui.widgets.calculator import CalculatorPad
from examprep.tui.widgets.question import QuestionView
from examprep.tui.widgets.slots import SlotMap
from examprep.words import msg, tr

ROOMY = 72
# What can be done while the question is covered, and while a number is being typed.
_COVERED = frozenset({"confirm", "pause", "review", "help", "quit"})
_TYPING = frozenset(
    {"confirm", "pause", "quit", "previous", "next", "flag", "calculator", "switch", "card"}
)
# Where the line is empty but a month may begin there: the letters that begin none.
_NO_MONTH = frozenset({"finish", "undo", "sure", "flagged", "help"})

_STRUCK = {"choice", "multiple"}


class AskingScreen(ReckoningScreen):
    """One question of a sitting at a time, drawn as its draft stands."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.slot = sitting.first
        self.cursor: int | None = None
        self.all_reasons = False
        self.striking = False
        self._drafts: dict[int, Draft] = {}
        self._orders: dict[int, tuple[int, ...]] = {}
        sitting.show(self.slot)

    def body(self) -> Iterable[Widget]:
        """Give the question, and what covers it while the clock stands."""
        yield QuestionView()
        yield Static("", id="cover", markup=False)

    def beside(self) -> Iterable[Widget]:
        """Give the map of the slots, shown in a wide window, and the calculator."""
        yield Vertical(SlotMap(), CalculatorPad(), id="side")

    def on_mount(self) -> None:
        """Name the keys anew whenever there is more or less to scroll."""
        column = self.query_one(Column)
        for size in ("scroll_y", "virtual_size"):
            self.watch(column, size, self._scrolled, init=False)

    def _scrolled(self) -> None:
        self.call_later(self.refresh_keys)  # not amid a layout

    @property
    def attempt(self) -> Attempt:
        """Give the attempt as it stands."""
        return self.sitting.attempt

    @property
    def told(self) -> bool:
        """Tell whether right and wrong are shown for this question."""
        return self.attempt.shows_feedback(self.slot)

    @property
    def draft(self) -> Draft:
        """Give what is composed for this question; at first, the answer that counts."""
        if self.slot in self._drafts:
            return self._drafts[self.slot]
        if self.slot not in self._orders:  # asked for many times a key
            self._orders[self.slot] = arrange(self._item, self.attempt.slots[self.slot].seed)
        order = self._orders[self.slot]
        return draft_of(self._item, order, self.attempt.response(self.slot))

    @draft.setter
    def draft(self, draft: Draft) -> None:
        """Keep what is composed for this question."""
        self._drafts[self.slot] = draft

    def drop_draft(self) -> None:
        """Forget what was composed: the answer that counts is shown again."""
        self._drafts.pop(self.slot, None)

    @property
    def given(self) -> bool:
        """Tell whether the draft is the answer that counts already."""
        return is_given(self.attempt, self.slot, self.draft)

    @property
    def typing(self) -> bool:
        """Tell whether letters are part of an answer, not commands."""
        return (
            _asks_number(self)
            and not self.given
            and bool(self.draft.typed or _begins_with_letters(self._item))
        )

    @property
    def _item(self) -> Item:
        return self.sitting.item(self.slot)

    def _face(self) -> Face:
        item = self._item
        if self.told:
            return reread_face(self.attempt, self.slot, item, every_reason=self.all_reasons)
        shown = face(item, self.draft, self.attempt.marks[self.slot], feedback=False)
        return replace(shown, how=how(item, self.draft, given=self.given) or shown.how)

    def redraw(self) -> None:
        """Draw the question, the map and the keys as they stand."""
        view, hidden = self.query_one(QuestionView), self.query_one("#cover", Static)
        view.display, hidden.display = not self.covered, self.covered
        if self.covered:
            hidden.update(cover(self.attempt))
        shown = self._face()
        view.show(shown, None if self.told else self.cursor)
        self.show_calculator()
        view.allow(words=_begins_with_letters(self._item), answered=self.given)
        typed = self.draft.typed if _asks_number(self) else None
        view.ask(typed, shown.unit, focus=not self.pad_has_keys)
        self.refocus()
        self.show_side()
        self.show_time()
        self.refresh_keys()

    def show_side(self) -> None:
        """Draw the map of the slots."""
        slots = self.query_one(SlotMap)
        slots.seen = frozenset(self.sitting.seen)
        slots.attempt, slots.slot = self.attempt, self.slot

    def show_time(self) -> None:
        """Draw where one stands and the time left."""
        count, left = len(self.attempt.slots), self.sitting.left
        time = f" {clock(left)}" if left is not None and self.desk.settings.clock else ""
        progress = bar(self.attempt.answered / count, 20 if self.size.width >= ROOMY else 8)
        name = TITLES[self.attempt.kind]
        title = f"{name} \u00b7 {self.attempt.title}" if self.attempt.title else name
        self.title_line(
            title,
            tr(
                "{slot} of {count} {progress}{time}",
                slot=self.slot + 1,
                count=count,
                progress=progress,
                time=time,
            ),
        )

    def on_resize(self) -> None:
        """Fit the line at the top."""
        self.show_time()
        self.call_after_refresh(self.refocus)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        limits = _limits(self)
        if limits is not None and action not in limits:
            return False
        possible = {
            "previous": self.slot > 0,
            "undo": bool(self.attempt.given[self.slot]),
            "more_why": self.told and has_more_reasons(self.attempt, self.slot, self._item),
            "strike": not self.told and bool(self.draft.order) and self.draft.kind in _STRUCK,
            "sure": not self.told,
            "switch": self.calculator_open,
            "flagged": any(marks.flag for marks in self.attempt.marks),
        }
        return possible.get(action, True)

    def line_commands(self) -> tuple[Command, ...]:
        """Give the commands for the key line, called what they do now."""
        key, does = first_key(self.attempt, self.slot, self.draft, self.cursor)
        now = {"confirm": (key, does), "page": (tr("Space"), _space(self)), "card": _card(self)}
        now["flag"] = _flag(self)
        now |= self.calculator_keys(typing=self.typing)
        if self.covered:
            does = tr("try again") if self.over else tr("go on")
            now = dict.fromkeys(("pause", "review"), (tr("Esc"), msg("leave"))) | {
                "confirm": (tr("Enter"), does)
            }
        shown = (_now(command, *now.get(command.name, ())) for command in super().line_commands())
        doubled = "next" if does == "next" and not self.reckoning else ""
        return tuple(one for one in shown if one.label and one.name != doubled)


def _asks_number(page: AskingScreen) -> bool:
    return page.draft.kind == "numeric" and not page.told and not page.covered


def _begins_with_letters(item: Item) -> bool:
    """Tell whether an answer may begin with a letter, as `Mar 14` does."""
    return item.show == "date"


def _limits(page: AskingScreen) -> frozenset[str] | None:
    """Give all that can be done where the page cannot do everything."""
    if page.covered:
        return _COVERED
    if page.reckoning:
        return RECKONING
    if page.typing:
        return _TYPING if page.draft.typed else _TYPING | _NO_MONTH
    return None


def _now(command: Command, key: str = "", label: str = "") -> Command:
    return replace(command, shown=key, label=tr(label)) if key else command


def _flag(page: AskingScreen) -> tuple[str, str]:
    return "F4" if page.typing else "F", msg("flag")


def _card(page: AskingScreen) -> tuple[str, str]:
    """Name the reference card shortly, with the key that is no text now; not where it is closed."""
    key = "F3" if page.typing and not page.reckoning else "K"
    return key, msg("card") if page.attempt.rules.feedback else ""


def _space(page: AskingScreen) -> str:
    """Name what Space does now; empty where it does nothing."""
    if page.cursor is not None and not page.told:
        return msg("choose")
    column = page.query_one(Column) if page.is_mounted else None
    return msg("more") if column and column.scroll_y < column.max_scroll_y else ""
