"""The lean fold gives the log, goal and finished attempts that the whole one gives."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.progress.blocks import Block
from examprep.progress.fold import fold
from examprep.progress.lean import fold_lean
from tests.progress.logs import Log, logs
from tests.progress.making import START, response


def same(pairs: list[tuple[str, dict[str, Any]]]) -> None:
    whole, lean = (one({"candidate": "Maria"}, iter(pairs)) for one in (fold, fold_lean))
    assert lean.log.packed() == whole.log.packed()
    assert lean.goal == whole.goal
    assert lean.finished == whole.finished
    assert [*lean.finished] == [*whole.finished]
    assert lean.skipped == whole.skipped


@given(logs())
def test_any_log(log: Log) -> None:
    same(log.pairs())


@given(st.data())
def test_plain_attempts(data: st.DataObject) -> None:
    log = Log()
    for _ in range(data.draw(st.integers(0, 3))):
        kind = data.draw(st.sampled_from(["tutor", "quiz", "review", "drill"]))
        attempt = log.begin(kind, 3, data.draw(st.sampled_from([None, 60.0])))
        for slot in data.draw(st.lists(st.integers(0, 2), max_size=5)):
            log.respond(attempt, slot, data.draw(st.sampled_from([0.0, 0.5, 1.0])), 5.0 * slot)
        log.finish(attempt, data.draw(st.sampled_from([0.0, 30.0])))
    same(log.pairs())


STRANGE: list[dict[str, Any]] = [
    {"slot": -1},
    {"slot": 7},
    {"slot": 1.0},
    {"slot": True},
    {"of": "x-1"},
    {"takes": "k3f9aa-2"},
    {"clock": 5},
    {"clock": -1.0},
    {"clock": float("nan")},
    {"clock": 1e12},
    {"credit": 1},
    {"credit": 2.5},
    {"credit": -0.5},
    {"credit": float("nan")},
    {"credit": "much"},
    {"seconds": "long"},
    {"seconds": float("inf")},
    {"seconds": 7},
    {"sure": "very"},
    {"sure": ["sure"]},
    {"sure": None},
    {"chose": [300]},
    {"chose": [1, 2]},
    {"chose": [1.0]},
    {"chose": [-1]},
    {"chose": 2},
    {"chose": "2"},
    {"at": datetime(1960, 1, 1, tzinfo=UTC)},
    {"id": "k3f9aa-2"},
    {"id": "k3f9aa-002"},
    {"attempt": ["k3f9aa-1"]},
    {"attempt": "nobody-1"},
    {"mistake": 5},
]


def attempt_with(*more: Block, **fields: Any) -> list[tuple[str, dict[str, Any]]]:
    own = {"id": "k3f9aa-1", "at": START, "kind": "quiz", "slots": [["b/q", 0], ["b/r", 0]]}
    end = {"id": "k3f9aa-9", "at": START, "attempt": "k3f9aa-1", "reason": "done", "clock": 90.0}
    blocks = [Block("attempt", own | fields), response("k3f9aa-2"), *more, Block("finish", end)]
    return [(block.kind, block.fields) for block in blocks]


@pytest.mark.parametrize("fields", STRANGE, ids=str)
def test_strange_answers(fields: dict[str, Any]) -> None:
    strange = response("k3f9aa-3", slot=1)
    strange.fields.update(fields)
    same(attempt_with(strange))


@pytest.mark.parametrize(
    "fields",
    [
        {"slots": []},
        {"slots": [["b/q", -1], ["b/r", 0]]},
        {"slots": [["b/q", 0], ["b/r"]]},
        {"slots": [[5, 0], ["b/r", 0]]},
        {"slots": 3},
        {"kind": "party"},
        {"kind": ["quiz"]},
        {"seconds": "long"},
        {"seconds": 30.0},
        {"key_prints": [1]},
        {"key_prints": [1, 70_000]},
        {"key_prints": [1, 2]},
        {"key_prints": 5},
        {"title": 5},
        {"title": "a\x1b[31m"},
        {"kind": "exam", "outline": "ptce-2026", "areas": ["1.1", "1.2"], "pretest": [1]},
        {"at": datetime(1960, 1, 1, tzinfo=UTC)},
    ],
    ids=str,
)
def test_strange_attempts(fields: dict[str, Any]) -> None:
    same(attempt_with(response("k3f9aa-3", slot=1), **fields))


@pytest.mark.parametrize(
    "fields",
    [{"reason": "bored"}, {"reason": ["done"]}, {"clock": "late"}, {"knew": 9}, {"knew": "x"}],
    ids=str,
)
def test_strange_ends(fields: dict[str, Any]) -> None:
    pairs = attempt_with()
    pairs[-1][1].update(fields)
    same(pairs)
    same([*pairs, *attempt_with()[1:2]])
