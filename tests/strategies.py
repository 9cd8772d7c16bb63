"""Hypothesis strategies: items of every kind, answers, orders, and whole attempts."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from examprep.attempts.attempt import Attempt
from examprep.attempts.draft import Draft
from examprep.attempts.events import (
    Answer,
    Event,
    Extend,
    Finish,
    Mark,
    Pause,
    Response,
    Resume,
    Undo,
)
from examprep.banks.item import Item
from tests import factories
from tests.factories import at

KINDS = ("choice", "multiple", "numeric", "order", "match")
WORDS = ("insulin", "aspirin", "heparin", "iron", "zinc", "10 mg", "20 mg", "All of the above")
LONGEST = 4 * 3600
seeds = st.integers(0, 2**31 - 1)
numbers = st.decimals(0, 10_000, places=2, allow_nan=False).map(lambda number: f"{number:f}")
texts = st.one_of(st.sampled_from(WORDS), st.text("abcdefg \u00e9[]/.", min_size=1, max_size=12))


def _lists(least: int) -> st.SearchStrategy[list[str]]:
    return st.lists(texts, min_size=least, max_size=9, unique=True)


@st.composite
def items(draw: Any, kinds: tuple[str, ...] = KINDS) -> Item:
    """Draw an item that a bank could hold."""
    kind = draw(st.sampled_from(kinds))
    more = {"bank": draw(st.sampled_from(("demo", "law"))), "id": draw(st.sampled_from("abcd"))}
    if kind == "choice":
        options = draw(_lists(2))
        return factories.choice(*options, key=draw(st.integers(0, len(options) - 1)), **more)
    if kind == "multiple":
        options = draw(_lists(3))
        places = st.integers(0, len(options) - 1)
        keys = draw(st.sets(places, min_size=2, max_size=len(options) - 1))
        return factories.multiple(*options, keys=tuple(sorted(keys)), **more)
    if kind == "numeric":
        return factories.numeric(
            draw(numbers), draw(st.sampled_from(("", "mL", "mL/h"))), 2, **more
        )
    if kind == "order":
        return factories.order(*draw(_lists(3)), **more)
    return factories.match(*((f"left {n}", text) for n, text in enumerate(draw(_lists(3)))), **more)


def size(item: Item) -> int:
    """Give the number of lines to choose from."""
    return len(item.options) or len(item.pairs)


def answers(item: Item) -> st.SearchStrategy[Answer]:
    """Draw complete answers to an item, right and wrong."""
    if item.kind == "numeric":
        return st.one_of(numbers, st.just(item.answer)).map(lambda typed: Answer(typed=typed))
    places = st.integers(0, size(item) - 1)
    if item.kind == "choice":
        return places.map(lambda place: Answer((place,)))
    if item.kind == "multiple":
        return st.sets(places, min_size=1).map(lambda chosen: Answer(tuple(sorted(chosen))))
    return st.permutations(range(size(item))).map(lambda chosen: Answer(tuple(chosen)))


def orders(item: Item) -> st.SearchStrategy[tuple[int, ...]]:
    """Draw any order to show an item's lines in."""
    return st.permutations(range(size(item))).map(tuple)


@st.composite
def drafts(draw: Any, item: Item) -> Draft:
    """Draw what may stand on the screen after some keys."""
    draft = Draft(item.kind, draw(orders(item)))
    for place in draw(st.lists(st.integers(-1, 9), max_size=12)):
        draft = draft.back() if place < 0 else draft.press(place)
    return draft.type(draw(numbers)) if item.kind == "numeric" else draft


clocks = st.one_of(
    st.floats(0, LONGEST), st.sampled_from((-1.0, 0.0, 60.0, 60.01, float("nan"), float("inf")))
)
confidences = st.sampled_from((None, "sure", "unsure", "guess"))


@st.composite
def events(draw: Any, slots: int) -> Event:
    """Draw an event for an attempt with so many slots; many are not allowed."""
    clock, slot = draw(clocks), draw(st.integers(-2, slots + 1))
    moment, sure = at(clock), draw(confidences)
    kind = draw(st.sampled_from((Response, Response, Response, Mark, Undo, Pause, Resume, Finish)))
    if kind is Response:
        credit = draw(st.sampled_from((0.0, 0.5, 1.0, 1.0, 1.5, -1.0, float("nan"))))
        return Response(moment, clock, slot, Answer((draw(st.integers(0, 3)),)), credit, 1.0, sure)
    if kind is Mark:
        return Mark(moment, clock, slot, draw(st.booleans()), (draw(st.integers(0, 3)),), sure)
    if kind is Undo:
        return Undo(moment, clock, slot)
    if kind is Finish:
        return Finish(moment, clock, draw(st.sampled_from(("done", "time", "left"))))
    return kind(moment, clock)


@st.composite
def attempts(draw: Any) -> tuple[Attempt, list[Event]]:
    """Draw an attempt just begun and a log of what may happen in it."""
    count = draw(st.integers(1, 4))
    limit = draw(st.one_of(st.none(), st.sampled_from((0.0, 60.0)), st.floats(1, LONGEST)))
    kind = draw(st.sampled_from(("tutor", "quiz", "review")))
    return factories.attempt(kind, count, limit), draw(st.lists(events(count), max_size=30))


@st.composite
def drills(draw: Any) -> tuple[Attempt, list[Event]]:
    """Draw a drill just begun and a log of what may happen in it, growing on the way."""
    limit = draw(st.sampled_from((None, 60.0, LONGEST / 2)))
    more = st.builds(lambda clock, seed: Extend(at(clock), clock, "demo/more", seed), clocks, seeds)
    log = st.lists(st.one_of(events(4), events(4), more), max_size=30)
    return factories.attempt("drill", draw(st.integers(1, 3)), limit), draw(log)
