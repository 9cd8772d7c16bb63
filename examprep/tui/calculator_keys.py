"""The keys of the calculator: its buttons show them, help lists them."""

from __future__ import annotations

from examprep.tui.commands import Command
from examprep.words import tr

# The keys of the calculator besides digits and signs: its buttons show them, help lists them.
CALCULATOR: tuple[Command, ...] = (
    Command("=", "enter", "=", tr("the result; once more closes the calculator"), tr("Enter")),
    Command("back", "backspace", tr("Backspace"), tr("take the last digit away"), tr("Backspace")),
    Command("C", "a", "C", tr("clear the calculation; the tape stays"), "a"),
    Command("CE", "d,delete", "CE", tr("clear the number on the display"), "d"),
    Command("\u221a", "r", "\u221a", tr("take the square root"), "r"),
    Command("\u00b1", "s", "\u00b1", tr("change the sign"), "s"),
    Command("MR", "m", "MR", tr("show what the memory holds"), "m"),
    Command("M+", "p", "M+", tr("work out, and add the result to the memory"), "p"),
    Command("M-", "n", "M-", tr("work out, and take the result from the memory"), "n"),
    Command("MC", "z", "MC", tr("empty the memory"), "z"),
)
