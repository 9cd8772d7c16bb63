"""The calculator of the question page: opened and closed, and kept for each question."""

from __future__ import annotations

from examprep.calculations.calculator import Calculator
from examprep.progress.sitting import Sitting
from examprep.tui.screens.sitting import SittingScreen
from examprep.tui.widgets.answer_input import AnswerInput
from examprep.tui.widgets.calculator import LOW, CalculatorPad
from examprep.tui.widgets.lines import KeyLine
from examprep.words import tr

# What the page still does while the keys are the calculator's.
RECKONING = frozenset(
    {"calculator", "switch", "card", "previous", "next", "cursor", "scroll_page", "help", "quit"}
)


class ReckoningScreen(SittingScreen):
    """A page with a calculator; each slot has its own, with its tape, as long as one sits."""

    slot = 0

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.calculator_open = False
        # Of every slot but the one whose calculator is on the page.
        self._calculators: dict[int, Calculator] = {}
        self._calculator_slot = 0
        self._pad_had_keys = False

    @property
    def pad(self) -> CalculatorPad:
        """Give the calculator on the page."""
        return self.query_one(CalculatorPad)

    @property
    def covered(self) -> bool:
        """Tell whether the question is out of sight: in a pause, and after the end."""
        return self.paused or self.over

    @property
    def reckoning(self) -> bool:
        """Tell whether keys go to the calculator."""
        return self.calculator_open and isinstance(self.focused, CalculatorPad)

    @property
    def pad_has_keys(self) -> bool:
        """Tell whether keys are the calculator's, even while the window has lost them."""
        return self.calculator_open and self._pad_had_keys and not self.covered

    def show_calculator(self) -> None:
        """Draw the calculator of the slot, where it is open and nothing covers it."""
        self.pad.display = self.calculator_open and not self.covered
        self.query_one(KeyLine).steady = self.pad.display and self.size.height >= LOW
        if self.slot != self._calculator_slot:
            self._calculators[self._calculator_slot] = self.pad.calculator
            self.pad.calculator = self._calculators.get(self.slot, Calculator())
            self._calculator_slot = self.slot

    def calculator_keys(self, *, typing: bool) -> dict[str, tuple[str, str]]:
        """Name the keys of the calculator as they are now."""
        if self.reckoning:
            return {
                "calculator": (tr("Esc"), tr("close")),
                "switch": (tr("Tab"), tr("to the question")),
            }
        key = "F2" if typing else "C"
        return {
            "calculator": (
                key,
                tr("close calculator") if self.calculator_open else tr("calculator"),
            )
        }

    def action_calculator(self) -> None:
        """Open the calculator with the focus on it, or close it."""
        self.calculator_open = not self.calculator_open
        self._take_keys(pad=self.calculator_open)

    def action_switch(self) -> None:
        """Let the keys be the question's, or the calculator's again."""
        self._take_keys(pad=not self.reckoning)

    def _take_keys(self, *, pad: bool) -> None:
        """Give the focus to the calculator, or back to the question, which knows where."""
        self._pad_had_keys = pad
        self.set_focus(None)
        self.redraw()
        if pad:
            self.set_focus(self.pad, scroll_visible=False)

    def on_calculator_pad_closed(self) -> None:
        """Close the calculator."""
        self.action_calculator()

    def refocus(self) -> None:
        """Give the keys back to what had them before the window was left or too small."""
        wanted = self.pad if self.pad_has_keys else self.query_one(AnswerInput)
        if self.focused is None and wanted in self.focus_chain:
            self.set_focus(wanted, scroll_visible=False)

    def on_descendant_focus(self) -> None:
        """Show the keys of what has them now."""
        if not self.covered:
            self._pad_had_keys = self.reckoning
        self.call_later(self.refresh_keys)

    def on_descendant_blur(self) -> None:
        """Show the keys of what has them now."""
        self.call_later(self.refresh_keys)
