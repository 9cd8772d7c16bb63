"""A basic calculator as at the test centre: one key at a time, each step worked out at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal

DIGITS = 12
# The last place shown; what would be smaller is zero.
PLACES = 15
MOST_LINES = 50
ERROR = "Error"
# Guard digits make 1 / 3 x 3 come out as 1. No traps: what cannot be worked out is not finite.
_CONTEXT = Context(prec=34, rounding=ROUND_HALF_UP, traps=[])
_SHOWN = Context(prec=DIGITS, rounding=ROUND_HALF_UP, traps=[])
_LIMIT = Decimal(10) ** DIGITS
_LAST = Decimal(1).scaleb(-PLACES)
_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _CONTEXT.add,
    "-": _CONTEXT.subtract,
    "x": _CONTEXT.multiply,
    "/": _CONTEXT.divide,
}


def _rounded(value: Decimal) -> Decimal:
    """Round to what the display has room for."""
    short = _SHOWN.plus(value)
    exponent = short.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -PLACES:
        short = value.quantize(_LAST, context=_CONTEXT)
    return short


def plain(value: Decimal) -> str:
    """Write a number as the display does: a leading zero, no trailing ones, no thousands."""
    text = f"{_rounded(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class Calculator:
    """One moment of the calculator; `press` gives the next one.

    `entry` is the number being typed; where it is empty, `value` is shown. `first` waits
    with its `operator` for the second number, which is not there yet while `waiting`.
    `said` is what the tape calls the second number where that is a percentage. `again` is what
    another `=` repeats. `memory` is None where nothing, or zero, is kept.
    """

    entry: str = ""
    value: Decimal = _ZERO
    first: Decimal = _ZERO
    operator: str = ""
    waiting: bool = False
    said: str = ""
    again: tuple[str, Decimal] | None = None
    memory: Decimal | None = None
    failed: bool = False
    tape: tuple[str, ...] = ()

    @property
    def display(self) -> str:
        """Give the number on the display."""
        if self.failed:
            return ERROR
        return self.entry or plain(self.value)

    @property
    def pending(self) -> str:
        """Give the first number with its operator, while the second one is awaited."""
        return f"{plain(self.first)} {self.operator}" if self.operator else ""

    @property
    def shown(self) -> Decimal:
        """Give the number on the display, as exactly as it is known."""
        return Decimal(self.entry) if self.entry else self.value

    def press(self, key: str) -> Calculator:
        """Press one of `KEYS`; any other key does nothing, nor does most after an error."""
        act = _ACTS.get(key)
        if act is None or (self.failed and key not in _MENDING):
            return self
        return act(self, key)


def _typed(now: Calculator, key: str) -> Calculator:
    """Add a digit or the point to the number being typed."""
    entry = now.entry or "0"
    if key == "." and "." in entry:
        return now
    if key != "." and sum(map(str.isdigit, entry)) >= DIGITS:
        return now
    entry = key if entry == "0" and key != "." else entry + key
    return replace(now, entry=entry, waiting=False, said="")


def _shortened(now: Calculator, _: str) -> Calculator:
    """Take the last digit typed away; a result stays as it is."""
    if not now.entry:
        return now
    entry = now.entry[:-1]
    return replace(now, entry="0" if entry in {"", "-", "-0"} else entry)


def _operated(now: Calculator, key: str) -> Calculator:
    """Work out what is pending, and wait for the second number; or change the operator."""
    if now.operator and now.waiting:
        return replace(now, operator=key)
    done = _worked_out(now, now.operator, now.shown) if now.operator else now
    if done.failed:
        return done
    kept = replace(done, entry="", value=done.shown, first=done.shown, said="", again=None)
    return replace(kept, operator=key, waiting=True)


def _equalled(now: Calculator, _: str) -> Calculator:
    """Give the result; once more repeats the last step with the number shown."""
    if now.operator:
        return _worked_out(now, now.operator, now.shown)
    if now.again:
        return _worked_out(replace(now, first=now.shown, said=""), *now.again)
    return _showing(now, now.shown)


def _worked_out(now: Calculator, operator: str, second: Decimal) -> Calculator:
    """Give the result of the first number and a second one, with its line on the tape."""
    result = _OPERATIONS[operator](now.first, second)
    text = f"{plain(now.first)} {operator} {now.said or plain(second)}"
    done = _showing(now, result, text)
    return done if done.failed else replace(done, operator="", again=(operator, second))


def _showing(now: Calculator, value: Decimal, text: str = "") -> Calculator:
    """Show a number; where it has a text, it is a result for the tape."""
    if not value.is_finite() or abs(_rounded(value)) >= _LIMIT:
        return Calculator(failed=True, memory=now.memory, tape=now.tape)
    value = value if _rounded(value) else _ZERO
    line = (f"{text} = {plain(value)}",) if text else ()
    tape = (*now.tape, *line)[-MOST_LINES:]
    return replace(now, entry="", value=value, waiting=False, said="", tape=tape)


def _negated(now: Calculator, _: str) -> Calculator:
    """Change the sign."""
    if not now.entry:
        return _showing(now, now.shown.copy_negate())
    if now.entry == "0":
        return now
    signed = now.entry[1:] if now.entry.startswith("-") else f"-{now.entry}"
    return replace(now, entry=signed)


def _root(now: Calculator, _: str) -> Calculator:
    """Take the square root of the number shown."""
    return _showing(now, _CONTEXT.sqrt(now.shown), f"\u221a{plain(now.shown)}")


def _percent(now: Calculator, _: str) -> Calculator:
    """Take percent: of the first number where one adds or subtracts, else a hundredth."""
    part, said = _CONTEXT.divide(now.shown, _HUNDRED), f"{plain(now.shown)} %"
    if not now.operator:
        return _showing(now, part, said)
    whole = now.first if now.operator in {"+", "-"} else Decimal(1)
    done = _showing(now, _CONTEXT.multiply(whole, part))
    return done if done.failed else replace(done, said=said)


def _cleared(now: Calculator, _: str) -> Calculator:
    """Begin anew; memory and tape stay."""
    return Calculator(memory=now.memory, tape=now.tape)


def _entry_cleared(now: Calculator, _: str) -> Calculator:
    """Take back the number shown, or the error."""
    return replace(now, entry="0", waiting=False, said="", again=None, failed=False)


def _recalled(now: Calculator, _: str) -> Calculator:
    """Show what the memory holds."""
    return _showing(now, now.memory or _ZERO)


def _forgotten(now: Calculator, _: str) -> Calculator:
    """Empty the memory."""
    return replace(now, memory=None)


def _remembered(now: Calculator, key: str) -> Calculator:
    """Work out what is pending, as a pocket calculator does; add it to the memory, or take away."""
    ready = now.operator and not now.waiting
    done = _worked_out(now, now.operator, now.shown) if ready else now
    kept = _showing(done, _OPERATIONS[key[1]](done.memory or _ZERO, done.shown))
    if done.failed or kept.failed:
        return replace(kept, failed=True)
    return replace(done, entry="", value=done.shown, again=None, memory=kept.value or None)


_ACTS: dict[str, Callable[[Calculator, str], Calculator]] = {
    **dict.fromkeys("0123456789.", _typed),
    **dict.fromkeys(_OPERATIONS, _operated),
    "=": _equalled,
    "%": _percent,
    "\u221a": _root,
    "\u00b1": _negated,
    "back": _shortened,
    "C": _cleared,
    "CE": _entry_cleared,
    "MC": _forgotten,
    "MR": _recalled,
    "M+": _remembered,
    "M-": _remembered,
}
_MENDING = frozenset({"C", "CE"})
KEYS = tuple(_ACTS)
