"""What the names of a template stand for, and texts with values in braces: `{volume:mL}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from examprep.calculations.formula import Name, Node, read_formula
from examprep.calculations.given import Drawn
from examprep.calculations.meaning import Values, dims_of, value_of
from examprep.calculations.numbers import FORMATS, MOST_PLACES, amount_text, rounded_words
from examprep.calculations.units import Dims, in_words, unit_of
from examprep.errors import BadFormula
from examprep.words import tr

MOST_BRACES = 40
MOST_FILLED = 4_000
"""Characters of one text with its values."""
_PLACES = re.compile(rf"[0-{MOST_PLACES}]")
RESULT = "result"
_BRACES = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
Filler = Callable[[Mapping[str, Drawn]], str]


@dataclass(frozen=True, slots=True)
class Known:
    """A name: its dimensions, the unit and way it is shown in, and whether it is a word."""

    dims: Dims = ()
    unit: str = ""
    show: str = ""
    places: int | None = None
    is_text: bool = False
    rounding: str = ""


Scope = dict[str, Known]


def numbers_in(scope: Scope) -> dict[str, Dims]:
    """Give the dimensions of the names that formulas may use."""
    return {name: known.dims for name, known in scope.items() if not known.is_text}


def read_in(text: str, scope: Scope) -> tuple[Node, Dims]:
    """Read a formula over a scope and give its tree and dimensions.

    Raises:
        BadFormula: it cannot be read, or its units do not agree.
    """
    node = read_formula(text)
    return node, dims_of(node, numbers_in(scope))


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its values in braces made ready: plain pieces and what fills the gaps."""

    parts: tuple[str | Filler, ...]

    def filled(self, values: Mapping[str, Drawn]) -> str:
        """Write the text with the values of one variant.

        Raises:
            BadFormula: a value can't be written in the way asked for.
        """
        text = "".join([part if isinstance(part, str) else part(values) for part in self.parts])
        if len(text) > MOST_FILLED:
            raise BadFormula(
                tr(
                    "a text with its values has more than {most:,} characters",
                    most=MOST_FILLED,
                )
            )
        return text


def text_of(text: str, scope: Scope) -> Text:
    """Make a text ready.

    Raises:
        BadFormula: a brace has no partner, or what stands inside is not understood.
    """
    pieces = _BRACES.split(text)
    if len(pieces) > 2 * MOST_BRACES + 1:
        raise BadFormula(tr("a text has more than {most} values in braces", most=MOST_BRACES))
    if any("{" in piece or "}" in piece for piece in pieces[::2]):
        raise BadFormula(tr("a brace has no partner"))
    parts: list[str | Filler] = []
    for place, piece in enumerate(pieces):
        parts.append(_filler(piece, scope) if place % 2 else piece)
    return Text(tuple(parts))


def texts_in(text: str) -> list[str]:
    """Give what stands in the braces of a text."""
    return _BRACES.findall(text)


def names_in(text: str) -> set[str]:
    """Give the names that stand in the braces of a text."""
    return {name for inner in texts_in(text) for name in _NAME.findall(inner.split(":")[0])}


def _filler(inner: str, scope: Scope) -> Filler:
    formula, *ways = [part.strip() for part in inner.split(":")]
    known = scope.get(formula, Known())
    if known.is_text:
        return _word(formula, ways)
    if formula == RESULT and "exact" in scope:
        return _result(inner, scope["exact"], ways)
    node, dims = read_in(formula, scope)
    shown = known if isinstance(node, Name) else Known(dims)
    unit, show, places = _way(inner, shown, ways)
    if unit_of(unit).dims != dims:
        wanted = tr("{one}, not {other}", one=in_words(dims), other=in_words(unit_of(unit).dims))
        raise BadFormula(
            tr(
                "{{{inner}}} is {wanted}: name a unit that fits, as in {{x:mL}}",
                inner=inner,
                wanted=wanted,
            )
        )
    return _writer(value_of(node), unit, show, places)


def _word(name: str, ways: list[str]) -> Filler:
    if ways:
        raise BadFormula(tr("{{{name}}}: a word is shown as it is", name=name))
    return lambda values: str(values[name])


def _way(inner: str, known: Known, ways: list[str]) -> tuple[str, str, int | None]:
    """Read what stands behind the colons: a unit, a way to write, a number of decimals."""
    unit, show, places = known.unit, known.show, known.places
    for way in ways:
        if way in FORMATS:
            show = way
        elif _PLACES.fullmatch(way):
            places = int(way)
        elif way:
            unit, show, places = way, "", None if way != known.unit else places
        else:
            raise BadFormula(tr("{{{inner}}}: nothing stands behind a colon", inner=inner))
    return unit, show, places


def _result(inner: str, known: Known, ways: list[str]) -> Filler:
    """Write the answer before rounding, and what it is rounded to where that differs."""
    unit, show, places = _way(inner, known, ways)
    exact = _writer(lambda values: values["exact"], unit, show, places)
    key = _writer(lambda values: values["answer"], known.unit, known.show, None)
    how = rounded_words(known.rounding)

    def _both(values: Mapping[str, Drawn]) -> str:
        before, after = exact(values), key(values)
        return before if before == after else f"{before}, {how} {after}"

    return _both


def _writer(
    value: Callable[[Values], Fraction], unit: str, show: str, places: int | None
) -> Filler:
    factor = unit_of(unit).factor
    if show and show != "value":
        write = FORMATS[show]
        return lambda values: write(value(values) / factor)  # type: ignore[arg-type]
    name = "" if show else unit
    return lambda values: amount_text(value(values) / factor, name, places)  # type: ignore[arg-type]
