"""Simulated classes for tests of the report: people, their answers as a table, and the subject."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from examprep.cohort.subject import Subject
from examprep.cohort.table import Person, Table
from examprep.exams.outlines import outline
from examprep.learning.ability import AVERAGE
from examprep.learning.syllabus import Syllabus
from tests.learning.worlds import syllabus

EXAM = outline("ptce-2026")
TODAY = date(2026, 11, 22)
NOON = (TODAY.toordinal() - date(1970, 1, 1).toordinal() + 0.5) * 86_400.0
AREAS = (0, 8, 14, 20)
DAYS = 56


def subject(over: Syllabus | None = None, **more: object) -> Subject:
    """Give the subject of 240 items in twelve topics; each topic has an area of its own."""
    own = over or syllabus(**more)
    areas = bytes(AREAS[topic % 4] + topic // 4 for topic in own.topics)
    titles = {name: f"Topic {place}" for place, name in enumerate(own.topic_names)}
    return Subject(EXAM, own, areas, titles)


def table(rows: list[dict[str, object]], people: list[Person], items: list[str]) -> Table:
    """Make a table of rows, each with what differs from an answer that was right at noon today."""
    usual = {"person": 0, "item": 0, "at": NOON, "credit": 1.0, "seconds": 40.0, "exam": False}
    full = sorted((usual | row for row in rows), key=lambda row: (row["person"], row["at"]))
    seen: dict[tuple[object, object], int] = {}
    for row in full:
        key = row["person"], row["item"]
        seen[key] = seen.get(key, 0) + 1
        row["exposure"] = seen[key]
    columns = {
        name: np.array([row.get(name, 0) for row in full], kind)
        for name, kind in {
            "person": np.int32,
            "item": np.int32,
            "at": np.float64,
            "credit": np.float32,
            "seconds": np.float32,
            "exam": np.bool_,
            "exposure": np.int32,
            "key_print": np.uint16,
        }.items()
    }
    count = len(full)
    return Table(
        people=people,
        items=items,
        sittings=["quiz:0"],
        sitting=np.zeros(count, np.int32),
        sure=np.zeros(count, np.uint8),
        chose=np.array([row.get("chose", 255) for row in full], np.uint8),
        **columns,
    )


def people(count: int, *, days: int = 30) -> list[Person]:
    """Give so many people whose exam is so many days ahead."""
    day = (TODAY + timedelta(days=days)).toordinal()
    return [Person(f"k{n:04}", f"Person {n:04}", EXAM.id, day) for n in range(count)]


def simulated(count: int, answers: int, seed: int = 1, over: Subject | None = None) -> Table:
    """Let people of different ability answer items drawn at random over eight weeks."""
    dice, own = np.random.default_rng(seed), (over or subject()).syllabus
    items, rows = len(own.names), count * answers
    ability = dice.normal(0.0, 0.9, count)
    person = np.repeat(np.arange(count), answers)
    at = NOON - dice.random(rows) * DAYS * 86_400.0
    order = np.lexsort((at, person))
    at, item = at[order], dice.integers(0, items, rows)
    solves = 1.0 / (1.0 + np.exp(-(ability[person] - AVERAGE)))
    right = dice.random(rows) < 0.25 + 0.75 * solves
    key = person * items + item
    by_key = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[by_key], prepend=-1))
    counts = np.arange(rows) - np.repeat(starts, np.diff(starts, append=rows))
    exposure = np.empty(rows, np.int32)
    exposure[by_key] = counts + 1
    wrong = dice.integers(1, 4, rows)
    return Table(
        people=people(count),
        items=list(own.names),
        sittings=["quiz:0"],
        person=person.astype(np.int32),
        item=item.astype(np.int32),
        sitting=np.zeros(rows, np.int32),
        at=at,
        credit=right.astype(np.float32),
        seconds=(3.0 + dice.random(rows) * 90.0).astype(np.float32),
        sure=np.zeros(rows, np.uint8),
        exam=dice.random(rows) < 0.2,
        exposure=exposure,
        chose=np.where(right, 0, wrong).astype(np.uint8),
        key_print=np.zeros(rows, np.uint16),
    )
