"""Recomputes what a worked step claims, such as `12 mL + 3 mL = 15 mL`.

A reader of its own, on Python's decimals and a small table of factors; it shares nothing with the
program's formulas. What it can't read (words, dates) it passes over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

_FACTORS = {
    "mcg": "1/1000000", "mg": "1/1000", "g": "1", "kg": "1000", "mL": "1", "L": "1000", "dL": "100",
    "tsp": "5", "tbsp": "15", "min": "1", "h": "60", "day": "1440", "days": "1440", "week": "10080",
    "weeks": "10080", "s": "1/60", "%": "1/100", "percent": "1/100", "m2": "1", "cm": "1",
}  # fmt: skip
_NAME = r"[A-Za-z\u00b0%$][A-Za-z\u00b5]*2?"
_UNIT = re.compile(rf" ?((?:fl oz|% w/[vw]|% v/v|{_NAME})(?:/(?:\d+ )?(?:fl oz|{_NAME}))*)")
_NUMBER = re.compile(r"\$?(\d[\d,]*(?:\.\d+)?)")
_DATE = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
_TOKEN = re.compile(r"\s*([()]|[\u00d7\u00f7/+*]|-|\u2212)\s*")


class Unread(Exception):  # noqa: N818
    """A side that is no plain arithmetic."""


class _Side:
    """One side of a claim, read by recursive descent; values are in base units."""

    def __init__(self, text: str, *, bare: bool = False) -> None:
        self.text, self.at, self.bare = text.strip().rstrip("."), 0, bare
        self.units = 0

    def read(self) -> Fraction:
        total = self.sum()
        if self.at < len(self.text):
            raise Unread(self.text[self.at :])
        return total

    def peek(self) -> str:
        found = _TOKEN.match(self.text, self.at)
        return found[1] if found else ""

    def skip(self) -> None:
        self.at = _TOKEN.match(self.text, self.at).end()

    def sum(self) -> Fraction:
        total = self.product()
        while self.peek() in {"+", "-", "\u2212"}:
            sign = self.peek()
            self.skip()
            total += self.product() if sign == "+" else -self.product()
        return total

    def product(self) -> Fraction:
        total = self.factor()
        while self.peek() in {"\u00d7", "\u00f7", "/", "*"}:
            times = self.peek() in {"\u00d7", "*"}
            self.skip()
            right = self.factor()
            if not right:
                raise Unread("0")
            total = total * right if times else total / right
        return total

    def factor(self) -> Fraction:
        if self.peek() == "(":
            self.skip()
            total = self.sum()
            if self.peek() != ")":
                raise Unread("(")
            self.skip()
            return total
        found = _NUMBER.match(self.text, self.at)
        if not found:
            raise Unread(self.text[self.at :])
        self.at = found.end()
        return Fraction(found[1].replace(",", "")) * self.unit()

    def unit(self) -> Fraction:
        found = _UNIT.match(self.text, self.at)
        if not found:
            return Fraction(1)
        self.at, self.units = found.end(), self.units + 1
        if self.bare:
            return Fraction(1)
        above, *below = re.split(r"/(?![vw])", found[1])
        total = _factor(above)
        for part in below:
            count, _, name = part.rpartition(" ") if part[0].isdigit() else ("", "", part)
            total /= Fraction(count or 1) * _factor(name)
        return total


def _factor(name: str) -> Fraction:
    if name == "% w/v":
        return Fraction(1, 100)
    return Fraction(_FACTORS.get("%" if name.startswith("%") else name, "1"))


def _sides(line: str) -> Iterator[list[str]]:
    """Give the sides of each equation; a comma or semicolon, and words with a colon, divide."""
    if _DATE.search(line):
        return
    for clause in re.split(
        r"; |, (?!\d{3}\b)|\. (?=[A-Z])|: ", line.replace(", rounded", " = ROUND")
    ):
        sides = [side for side in clause.split("=") if side.strip()]
        if len(sides) > 1:
            yield sides


def _values(left: str, right: str) -> tuple[Fraction, Fraction]:
    """Work out both sides; where the left one has bare numbers only, so are those of the right."""
    side = _Side(left)
    one = side.read()
    return one, _Side(right, bare=not side.units).read()


def _slack(one: Fraction, other: Fraction) -> Fraction:
    """Allow for the decimals that are not shown."""
    return max(abs(one), abs(other)) * Fraction(6, 1000)


def false_claims(line: str) -> list[str]:
    """Give the equations of a line whose sides differ by more than the decimals shown."""
    found = []
    for sides in _sides(line):
        for left, right in pairwise(sides):
            if "ROUND" in right or "ROUND" in left or "x" in right.split():
                continue
            try:
                one, other = _values(left, right)
            except Unread:
                continue
            ways = [one, one / 100] if "%" in right and "\u00d7 100" in left else [one]
            if all(abs(way - other) > _slack(way, other) for way in ways):
                found.append(f"{left.strip()} = {right.strip()}")
    return found


def count_claims(line: str) -> int:
    """Count the equations of a line that can be recomputed."""
    total = 0
    for sides in _sides(line):
        for side in sides[1:]:
            try:
                _Side(sides[0]).read()
                _Side(side).read()
            except Unread:
                continue
            total += 1
    return total
