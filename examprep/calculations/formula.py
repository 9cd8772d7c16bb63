"""Formulas of templates: a small language read into a tree, with caps on everything.

    total = expression [ (< <= > >= = !=) expression ]
    expression: + - * / ^ with the usual ranks, parentheses, names, numbers, `[mg/mL]` for one of
    a unit, `24[h]` for an amount, and the functions in `FUNCTIONS`.

Our own reader rather than Python's `ast`: that reads 2.675 as a binary float and `^` as "xor".
Nothing is ever executed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from examprep.calculations.units import Unit, unit_of
from examprep.errors import BadFormula
from examprep.words import tr

MOST_CHARACTERS = 400
MOST_NODES = 120
DEEPEST = 24
MOST_DIGITS = 24
FUNCTIONS = {
    "round": (2, 3), "floor": (1, 2), "ceil": (1, 2), "places": (1, 2), "min": (2, 8),
    "max": (2, 8), "abs": (1, 1), "sqrt": (1, 1), "mod": (2, 2),
}  # fmt: skip
"""Each function with the least and the most arguments it takes."""
COMPARISONS = frozenset({"<", "<=", ">", ">=", "=", "!="})
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z][a-z0-9_]{0,30})|\[(?P<unit>[^\[\]]*)\]"
    r"|(?P<sign><=|>=|!=|[-+*/^(),<>=]))"
)
_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class One:
    """One of a unit: `[mg]`."""

    text: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Name:
    """A given, an intermediate value, or `answer`."""

    name: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A negated value."""

    of: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """Two values joined by `+ - * / ^` or compared."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    of: tuple[Node, ...]


Node = Number | One | Name | Sign | Operation | Call


@dataclass(slots=True)
class _Reader:
    """Reads the tokens of one formula by precedence climbing."""

    tokens: list[tuple[str, str]]
    at: int = 0
    nodes: int = 0
    depth: int = 0

    def peek(self) -> str:
        """Give the sign that comes next, empty for anything else."""
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")
        return text if kind == "sign" else ""

    def take(self, sign: str) -> None:
        """Step over a sign that must come here."""
        if self.peek() != sign:
            raise BadFormula(tr("{sign!r} is missing", sign=sign))
        self.at += 1

    def made(self, node: Node) -> Node:
        """Count a node."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise BadFormula(tr("a formula has more than {most} parts", most=MOST_NODES))
        return node

    def whole(self) -> Node:
        """Read everything, a comparison at the most."""
        left = self.sum(1)
        sign = self.peek()
        if sign in COMPARISONS:
            self.at += 1
            left = self.made(Operation(sign, left, self.sum(1)))
        if self.at < len(self.tokens):
            raise BadFormula(
                tr("{sign!r} does not fit where it stands", sign=self.tokens[self.at][1])
            )
        return left

    def sum(self, least: int) -> Node:
        """Read operations of a rank or higher."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadFormula(tr("a formula is nested more than {deepest} deep", deepest=DEEPEST))
        left = self.signed()
        while (rank := _RANKS.get(self.peek(), 0)) >= least:
            sign = self.peek()
            self.at += 1
            left = self.made(Operation(sign, left, self.sum(rank + 1)))
        self.depth -= 1
        return left

    def signed(self) -> Node:
        """Read a value with a minus before it, or a power."""
        if self.peek() == "-":
            self.at += 1
            self.depth += 1
            if self.depth > DEEPEST:
                raise BadFormula(
                    tr("a formula is nested more than {deepest} deep", deepest=DEEPEST)
                )
            node = self.made(Sign(self.signed()))
            self.depth -= 1
            return node
        base = self.value()
        if self.peek() != "^":
            return base
        self.at += 1
        return self.made(Operation("^", base, self.exponent()))

    def exponent(self) -> Node:
        """Read a whole number, perhaps negative: the only thing a power takes."""
        negative = self.peek() == "-"
        self.at += negative
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")
        if kind != "number" or not text.isdigit() or len(text) > 2:  # noqa: PLR2004
            raise BadFormula(tr("a power must be a whole number such as 2 or -3"))
        self.at += 1
        return self.made(Number(Fraction(-int(text) if negative else int(text))))

    def value(self) -> Node:
        """Read a number, a name, a unit, a call or parentheses; a unit behind multiplies."""
        node = self.plain()
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "unit":
            node = self.made(Operation("*", node, self.plain()))
        return node

    def plain(self) -> Node:
        """Read one value."""
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")
        self.at += 1
        if kind == "number":
            return self.made(Number(Fraction(text)))
        if kind == "unit":
            return self.made(One(text, unit_of(text.strip())))
        if kind == "name":
            return self.call(text) if self.peek() == "(" else self.made(Name(text))
        if text != "(":
            raise BadFormula(
                tr("the formula breaks off")
                if kind == "end"
                else tr("{text!r} misplaced", text=text)
            )
        inner = self.sum(1)
        self.take(")")
        return inner

    def call(self, name: str) -> Node:
        """Read the arguments of a function."""
        if name not in FUNCTIONS:
            raise BadFormula(
                tr(
                    "there is no function {name!r}; known: {functions}",
                    name=name,
                    functions=", ".join(FUNCTIONS),
                )
            )
        self.take("(")
        of = [self.sum(1)]
        while self.peek() == ",":
            self.at += 1
            of.append(self.sum(1))
        self.take(")")
        least, most = FUNCTIONS[name]
        if not least <= len(of) <= most:
            raise BadFormula(
                tr(
                    "{name} takes {least} to {most} values, not {count}",
                    name=name,
                    least=least,
                    most=most,
                    count=len(of),
                )
            )
        return self.made(Call(name, tuple(of)))


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match:
            raise BadFormula(
                tr("{sign!r} is not understood", sign=text[at:].split(maxsplit=1)[0][:20])
            )
        kind = match.lastgroup or ""
        if kind == "number" and len(match[kind]) > MOST_DIGITS:
            raise BadFormula(tr("a number has too many digits"))
        found.append((kind, match[kind]))
        at = match.end()
    return found


def read_formula(text: str) -> Node:
    """Read a formula or a comparison into its tree.

    Raises:
        BadFormula: it is empty, too long, too deep, or says what is not understood.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadFormula(
            tr(
                "a formula is longer than {most} characters",
                most=MOST_CHARACTERS,
            )
        )
    tokens = _tokens(text)
    if not tokens:
        raise BadFormula(tr("the formula is empty"))
    return _Reader(tokens).whole()
