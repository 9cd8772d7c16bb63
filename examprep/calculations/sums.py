"""Sums of plain numbers, as somebody without an on-screen calculator types them."""

from __future__ import annotations

import re
from fractions import Fraction

from examprep.calculations.formula import COMPARISONS, FUNCTIONS, read_formula
from examprep.calculations.meaning import value_of
from examprep.errors import BadFormula
from examprep.words import tr

# How people write what the language of formulas writes otherwise, in this order.
_WRITTEN = (
    (re.compile(r"(?<=\d),(?=\d{3}(?!\d))"), ""),
    (re.compile(r"(?<![\d.])\.(?=\d)"), "0."),
    (re.compile(r"(?<=[\d)%\s])[xX\u00d7](?=[\d(\s])"), "*"),
    (re.compile(r"\u00f7"), "/"),
    (re.compile(r"[\u2212\u2013]"), "-"),
    (re.compile(r"(\d+(?:\.\d+)?)\s*%"), r"(\1/100)"),
)


def worked_out(text: str) -> Fraction:
    """Work a sum out exactly: `1,250 x 60 / 480`, `(2 + .5) * 3`, `40 * 5 %`, `sqrt(0.25)`.

    Raises:
        BadFormula: it is no sum of plain numbers, or has no value.
    """
    for written, meant in _WRITTEN:
        text = written.sub(meant, text)
    words = {*re.findall(r"[A-Za-z]+", text)} - FUNCTIONS.keys()
    if words or any(sign in text for sign in (*COMPARISONS, "[")):
        raise BadFormula(tr("a sum takes numbers without units, and + - * / ( )"))
    return value_of(read_formula(text))({})
