"""The keys of the calculator: its buttons show them, help lists them."""

from __future__ import annotations

from examprep.tui.commands import Command

# The keys of the calculator besides digits and signs: its buttons show them, help lists them.
CALCULATOR: tuple[Command, ...] = (
    Command("=", "enter", "=", "the result; once more closes the calculator", "Enter"),
    Command("back", "backspace", "Backspace", "take the last digit away", "Backspace"),
    Command("C", "a", "C", "clear the calculation; the tape stays", "a"),
    Command("CE", "d,delete", "CE", "clear the number on the display", "d"),
    Command("\u221a", "r", "\u221a", "take the square root", "r"),
    Command("\u00b1", "s", "\u00b1", "change the sign", "s"),
    Command("MR", "m", "MR", "show what the memory holds", "m"),
    Command("M+", "p", "M+", "work out, and add the result to the memory", "p"),
    Command("M-", "n", "M-", "work out, and take the result from the memory", "n"),
    Command("MC", "z", "MC", "empty the memory", "z"),
)
