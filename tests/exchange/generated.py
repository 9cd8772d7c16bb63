"""Items of every kind, drawn by Hypothesis, as `[[item]]` tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from examprep.exchange.question import Raw

# No control characters, and not the sign that stands for a line break in a labelled line.
LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Cn"), exclude_characters="\u23ce"
)
WORDS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=12),
    st.sampled_from(
        ["<b>", "&amp;", '"', "'", "#", "A)", "{x}", "=", "~", "5 mg", "\\", "*", "]]>"]
    ),
)
LINE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
# The last line never reads like one of the labelled lines under an explanation.
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
_BRACES = str.maketrans("{}", "()")
EXPLANATION = TEXT.map(lambda text: f"{text}\nthat is why")
NUMBER = st.decimals(-10_000, 10_000, places=2).map(lambda value: f"{value:f}")


def _option(key: bool | None, text: str, why: str) -> Raw:
    found: Raw = {"text": text}
    if key:
        found["key"] = True
    return found | ({"why": why} if why else {})


@st.composite
def options(draw: Any, kind: str) -> list[Raw]:
    fewest = 2 if kind == "choice" else 3
    texts = draw(st.lists(TEXT, min_size=fewest, max_size=9, unique_by=str.strip))
    places = range(len(texts))
    keys: set[int] = set()
    if kind == "choice":
        keys = {draw(st.sampled_from(places))}
    elif kind == "multiple":
        keys = draw(st.sets(st.sampled_from(places), min_size=2, max_size=len(texts) - 1))
    whys = draw(st.lists(st.just("") | TEXT, min_size=len(texts), max_size=len(texts)))
    return [_option(n in keys, text, whys[n]) for n, text in enumerate(texts)]


@st.composite
def pairs(draw: Any) -> list[Raw]:
    sides = st.lists(TEXT, min_size=3, max_size=9, unique=True)
    lefts = draw(sides)
    rights = draw(st.lists(TEXT, min_size=len(lefts), max_size=len(lefts), unique=True))
    return [{"left": a, "right": b} for a, b in zip(lefts, rights, strict=True)]


@st.composite
def items(draw: Any) -> Raw:
    """Give one item with all that an item can have but givens."""
    kind = draw(st.sampled_from(["choice", "multiple", "order", "match", "numeric"]))
    raw: Raw = {"id": "one", "topic": "topic/of-it", "stem": draw(TEXT)}
    if kind != "choice":
        raw["kind"] = kind
    if kind == "numeric":
        raw |= {"answer": draw(NUMBER), "round": 2, "unit": "mL"}
        # Braces would stand for values that are drawn.
        raw["stem"] = raw["stem"].translate(_BRACES)
        raw["steps"] = [line.translate(_BRACES) for line in draw(st.lists(LINE, max_size=3))]
    elif kind == "match":
        raw["pairs"] = draw(pairs())
    else:
        raw["options"] = draw(options(kind))
    more = {
        "explanation": draw(EXPLANATION),
        "sources": draw(st.lists(LINE, max_size=3)),
        "areas": ["ptce-2026:2.2"],
        "verified": date(2026, 11, 27),
        "angoff": draw(st.integers(1, 100)),
    }
    return raw | {key: value for key, value in more.items() if draw(st.booleans()) and value}
