"""Classes for tests of item statistics: small ones written out, simulated ones after the memo's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from examprep.cohort.facts import NO_KEY, Facts
from examprep.cohort.firsts import Firsts, first_answers
from examprep.cohort.table import Person, Table

LEVELS = (-1.400, -0.532, 0.0, 0.532, 1.400)


def table(rows: Sequence[dict[str, Any]], people: int = 0, items: int = 0) -> Table:
    """Give a table of rows with `person`, `item` and whatever else is not plain."""
    plain = {
        "sitting": 0,
        "at": 0.0,
        "credit": 1.0,
        "seconds": 30.0,
        "sure": 0,
        "exam": False,
        "exposure": 1,
        "chose": 255,
        "key_print": 0,
    }
    full = sorted(({**plain, **row} for row in rows), key=lambda row: (row["person"], row["at"]))

    def column(name: str, kind: Any) -> Any:
        return np.array([row[name] for row in full], kind)

    people = max([people, *(row["person"] + 1 for row in full)])
    items = max([items, *(row["item"] + 1 for row in full)])
    sittings = max([1, *(row["sitting"] + 1 for row in full)])
    return Table(
        people=[Person(f"p{n}", f"Person {n}", "ptce-2026", 0) for n in range(people)],
        items=[f"demo/item-{n}" for n in range(items)],
        sittings=[f"exam:{n:04x}" for n in range(sittings)],
        person=column("person", np.int32),
        item=column("item", np.int32),
        sitting=column("sitting", np.int32),
        at=column("at", np.float64),
        credit=column("credit", np.float32),
        seconds=column("seconds", np.float32),
        sure=column("sure", np.uint8),
        exam=column("exam", np.bool_),
        exposure=column("exposure", np.int32),
        chose=column("chose", np.uint8),
        key_print=column("key_print", np.uint16),
    )


def marked(marks: Sequence[Sequence[float | None]]) -> Table:
    """Give a table of people's marks on items; None for no answer."""
    return table(
        [
            {"person": person, "item": item, "credit": mark, "at": float(item)}
            for person, row in enumerate(marks)
            for item, mark in enumerate(row)
            if mark is not None
        ],
        len(marks),
        len(marks[0]),
    )


def facts(
    items: int,
    *,
    options: int = 0,
    key: Sequence[int] | None = None,
    difficulty: Sequence[float] | None = None,
) -> Facts:
    """Give facts of items that are all alike unless said otherwise."""
    return Facts(
        options=np.full(items, options),
        key=np.array(key if key is not None else [0 if options else NO_KEY] * items, np.int64),
        difficulty=np.array(difficulty if difficulty is not None else [-0.5] * items, np.float64),
        guess=np.full(items, 1.0 / options if options else 0.25),
        print=np.zeros(items, np.int64),
        verified=np.zeros(items, np.bool_),
    )


def firsts_of(marks: Sequence[Sequence[float | None]], over: Facts | None = None) -> Firsts:
    """Give the first answers of such a class."""
    return first_answers(marked(marks), over or facts(len(marks[0])))


@dataclass(frozen=True)
class Class:
    """A simulated class, and of each item what is wrong with it and which option is right."""

    table: Table
    facts: Facts
    kind: Any
    right: Any
    difficulty: Any
    ability: Any


SPOILT = {"plain": 0.87, "wrong": 0.01, "trap": 0.08, "two": 0.02, "junk": 0.02}
ONLY_WRONG = {"plain": 0.99, "wrong": 0.01}


def simulated(
    people: int,
    seed: int,
    *,
    items: int = 60,
    coverage: float = 1.0,
    kinds: dict[str, float] | None = None,
) -> Class:
    """Simulate a class as the memo's item_quality_simulator does, wrong keys and all.

    A "trap" is a hard item with one very attractive distractor and a right key, "two" has two right
    options, "junk" is answered blindly. Half of the wrong keys are the most attractive distractor.
    """
    rng = np.random.default_rng(seed)
    shares = kinds or SPOILT
    ability, level = rng.normal(0, 0.75, people), rng.normal(size=items)
    hard, steep = -0.5 + level, np.exp(rng.normal(0, 0.3, items))
    seen = np.digitize(0.6 * level + 0.8 * rng.normal(size=items), (-0.84, -0.25, 0.25, 0.84))
    kind = rng.choice([*shares], size=items, p=[*shares.values()])
    right = rng.integers(0, 4, items)
    key, chose = right.copy(), np.zeros((people, items), np.int64)
    for item in range(items):
        others = np.array([o for o in range(4) if o != right[item]])
        pull = rng.dirichlet(np.full(3, 1.5))
        if kind[item] == "trap":
            hard[item] = 1.0 + 0.5 * rng.normal()
            pull = rng.permutation([0.7, 0.15, 0.15])
        knows = 0.22 + 0.78 / (1.0 + np.exp(-steep[item] * (ability - hard[item])))
        if kind[item] == "junk":
            knows, pull = np.full(people, 0.25), rng.dirichlet(np.full(3, 3.0))
        hit = rng.random(people) < knows
        chose[:, item] = np.where(hit, right[item], rng.choice(others, size=people, p=pull))
        if kind[item] == "two":
            also = hit & (rng.random(people) < rng.uniform(0.35, 0.65))
            chose[also, item] = others[0]
        if kind[item] == "wrong":
            key[item] = others[np.argmax(pull) if rng.random() < 0.5 else rng.integers(3)]
    return Class(
        _rows(chose, key, rng.random((people, items)) < coverage, rng),
        facts(items, options=4, key=key, difficulty=-0.5 + 0.6 * np.array(LEVELS)[seen]),
        kind,
        right,
        hard,
        ability,
    )


def _rows(chose: Any, key: Any, shown: Any, rng: Any) -> Table:
    people, items = chose.shape
    person, item = np.nonzero(shown)
    rows, given = len(person), chose[person, item]
    return Table(
        people=[Person(f"p{n}", f"Person {n}", "ptce-2026", 0) for n in range(people)],
        items=[f"demo/item-{n}" for n in range(items)],
        sittings=["exam:0001"],
        person=person.astype(np.int32),
        item=item.astype(np.int32),
        sitting=np.zeros(rows, np.int32),
        at=np.arange(rows, dtype=np.float64),
        credit=(given == key[item]).astype(np.float32),
        seconds=rng.uniform(6.0, 90.0, rows).astype(np.float32),
        sure=np.zeros(rows, np.uint8),
        exam=np.zeros(rows, np.bool_),
        exposure=np.ones(rows, np.int32),
        chose=given.astype(np.uint8),
        key_print=np.zeros(rows, np.uint16),
    )
