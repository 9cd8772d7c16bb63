"""What an author writes of a template, and a line of its worked solution: plain values.

Every item knows these, so nothing heavy may be imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a worked solution; `struck` are the places of units that cancel."""

    text: str
    struck: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """One line of `[item.given]`: a list to pick from, a range, or rows of several columns.

    Numbers are texts of exact decimals or fractions. A range has `start`, `stop` and `step`.
    `rows` holds, for each row, a value for each of `columns`, whose units stand in `units`.
    A pick without numbers is a word. `show` is a way to write the value, such as `date`.
    """

    name: str
    pick: tuple[str, ...] = ()
    start: str = ""
    stop: str = ""
    step: str = "1"
    unit: str = ""
    show: str = ""
    columns: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    words: bool = False


@dataclass(frozen=True, slots=True)
class Let:
    """A named value on the way to the answer; with `round` it is rounded in its unit."""

    name: str
    value: str
    unit: str = ""
    round: int | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a template has besides a fixed number: all that `[[item]]` says of it.

    `few` is the author's reason for fewer than 1,000 variants.
    """

    given: tuple[Given, ...] = ()
    let: tuple[Let, ...] = ()
    require: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    proportion: tuple[str, ...] = ()
    few: str = ""


@dataclass(frozen=True, slots=True)
class WrittenMistake:
    """A mistake as an author writes it: a formula, and perhaps the unit its number is in."""

    answer: str
    why: str = ""
    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """The texts and formulas of one template."""

    name: str
    stem: str
    answer: str
    unit: str = ""
    round: int = 0
    rounding: str = ""
    show: str = ""
    steps: tuple[str, ...] = ()
    mistakes: tuple[WrittenMistake, ...] = ()
    explanation: str = ""
    recipe: Recipe = field(default_factory=Recipe)
