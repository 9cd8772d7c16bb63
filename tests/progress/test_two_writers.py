"""One drill, two writers: windows on one file, or laptops whose copies are merged later."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.attempt import Attempt, Slot, begin
from examprep.attempts.events import Answer
from examprep.banks.item import Item, Option
from examprep.progress.export import rows
from examprep.progress.fold import fold
from examprep.progress.journal import Journal
from examprep.progress.merge import merge
from examprep.progress.record import Record
from examprep.progress.reopen import reopen
from examprep.progress.sitting import Sitting
from tests.factories import START, Clock

ITEM = Item("bank", "q", "t", "Which?", options=(Option("a", key=True), Option("b")))
NAME = "bank/q"
Act = Literal["more", "right", "wrong", "undo", "flag", "save"]
ACTS = st.sampled_from(["more", "more", "right", "wrong", "undo", "flag", "save"])
TURNS = st.lists(st.tuples(st.integers(0, 1), ACTS), max_size=24)
SEEDS = count(100)


@dataclass
class Writer:
    """Who sits at one of the two windows, and what they did by the seed of each question."""

    sitting: Sitting
    stands: dict[int, int] = field(default_factory=dict)
    flagged: set[int] = field(default_factory=set)
    own: set[int] = field(default_factory=set)

    def act(self, act: Act) -> None:
        attempt = self.sitting.attempt
        mine = [n for n, slot in enumerate(attempt.slots) if slot.seed in self.own]
        if act == "more":
            self.own.add(seed := next(SEEDS))
            self.sitting.extend(NAME, seed, ITEM)
        elif act == "save":
            assert self.sitting.save_now() == ""
        elif mine:
            self._at(mine[-1], act)

    def _at(self, slot: int, act: Act) -> None:
        seed, given = self.sitting.attempt.slots[slot].seed, self.sitting.attempt.given[slot]
        if act == "flag":
            self.sitting.flag(slot)
            self.flagged ^= {seed}
        elif act == "undo" and given:
            self.sitting.undo(slot)
            del self.stands[seed]
        elif act in {"right", "wrong"} and not given:
            self.stands[seed] = int(act == "wrong")
            self.sitting.respond(slot, Answer((self.stands[seed],)))


def opened(path: Path) -> tuple[Sitting, Clock]:
    clock = Clock()
    record = Record.open(path)
    first = begin(record.journal.new_id(), "drill", [Slot(NAME, 0)], START)
    sitting = Sitting.start(record, first, {NAME: ITEM}, clock.times)
    sitting.respond(0, Answer((0,)))
    assert sitting.save_now() == ""
    return sitting, clock


def resumed(path: Path, clock: Clock) -> Writer:
    record = Record.open(path)
    attempt = record.state.latest_open()
    assert attempt is not None
    return Writer(Sitting.resume(record, attempt, {NAME: ITEM}, clock.times))


def check(attempt: Attempt, writers: Sequence[Writer]) -> None:
    """See that every answer and flag stands where it was given."""
    stands = {0: 0} | writers[0].stands | writers[1].stands
    found = {
        slot.seed: responses[-1].answer.chose[0]
        for slot, responses in zip(attempt.slots, attempt.given, strict=True)
        if responses
    }
    assert found == stands
    flags = zip(attempt.slots, attempt.marks, strict=True)
    assert {slot.seed for slot, marks in flags if marks.flag} == (
        writers[0].flagged | writers[1].flagged
    )
    assert all(
        response.slot == place
        for place, responses in enumerate(attempt.given)
        for response in responses
    )


def check_file(path: Path, attempt_id: str, writers: Sequence[Writer]) -> None:
    """See that the file tells the same, however it is read."""
    fresh = Record.open(path).state.open[attempt_id]
    check(fresh, writers)
    check(reopen(path, attempt_id), writers)
    told = {
        row["seed"]: row["chose"][0]
        for row in rows(Journal.open(path).load())
        if "undone" not in row
    }
    assert told == {0: 0} | writers[0].stands | writers[1].stands


@given(TURNS)
def test_two_windows_on_a_drill_keep_each_answer_at_its_question(turns: list[tuple[int, Act]]):
    with TemporaryDirectory() as folder:
        path = Journal.create(Path(folder) / "maria.toml", "Maria", START).path
        first, clock = opened(path)
        writers = [resumed(path, clock), resumed(path, clock)]
        for who, act in turns:
            clock.go(1)
            before = writers[who].sitting.attempt.slots
            writers[who].act(act)
            after = writers[who].sitting.attempt.slots
            assert after[: len(before)] == before  # what is on the screen stays where it is
        for writer in (*writers, writers[0]):
            writer.act("save")
            writer.sitting.record.catch_up()
        check_file(path, first.attempt.id, writers)
        check(Record.open(path).state.open[first.attempt.id], writers)


@given(TURNS, st.integers(-500, 500))
def test_a_drill_gone_on_with_on_two_laptops_keeps_every_answer(
    turns: list[tuple[int, Act]], behind: int
):
    with TemporaryDirectory() as folder:
        path = Journal.create(Path(folder) / "maria.toml", "Maria", START).path
        first, clock = opened(path)
        other = path.with_name("other.toml")
        shutil.copy(path, other)
        skewed = Clock()
        skewed.go(behind)
        writers = [resumed(path, clock), resumed(other, skewed)]
        for who, act in turns:
            for each in (clock, skewed):
                each.go(1)
            writers[who].act(act)
        for writer in writers:
            writer.act("save")
        for one, two in ((path, other), (other, path)):
            merged = path.with_name(f"merged-{one.stem}.toml")
            merged.write_bytes(merge(one.read_bytes(), two.read_bytes()))
            check_file(merged, first.attempt.id, writers)


def test_an_answer_that_stands_before_its_question_counts_all_the_same(tmp_path: Path):
    path = Journal.create(tmp_path / "maria.toml", "Maria", START).path
    first, _ = opened(path)
    first.extend(NAME, 77, ITEM)
    first.respond(1, Answer((1,)))
    first.finish("done")
    assert first.save_now() == ""
    head, *blocks = path.read_text(encoding="utf-8").split("\n[[")
    place = {block.partition("]]")[0]: n for n, block in enumerate(blocks)}
    extend = blocks.pop(place["extend"])
    blocks.insert(-1, extend)
    path.write_text("\n[[".join([head, *blocks]), encoding="utf-8")
    with_snapshot = Record.open(path).state
    (summary,) = with_snapshot.finished.values()
    assert (summary.questions, summary.answered, summary.credit) == (2, 2, 1.0)
    loaded = Journal.open(path).load()
    assert fold(loaded.head, loaded.pairs()) == with_snapshot
    assert reopen(path, first.attempt.id).slots[1].seed == 77
    assert [row["seed"] for row in rows(Journal.open(path).load())] == [0, 77]


@pytest.mark.parametrize("of", ["", "nobody-7"])
def test_an_answer_to_an_unknown_question_is_passed_over(tmp_path: Path, of: str):
    path = Journal.create(tmp_path / "maria.toml", "Maria", START).path
    first, _ = opened(path)
    first.extend(NAME, 77, ITEM)
    first.respond(1, Answer((1,)))
    first.finish("done")
    assert first.save_now() == ""
    text = path.read_text(encoding="utf-8")
    named = f'of = "{first.attempt.slots[1].id}"'
    assert named in text
    path.write_text(text.replace(named, f'of = "{of}"'), encoding="utf-8")
    (summary,) = Record.open(path).state.finished.values()
    assert summary.answered == (1 if of else 2)
    told = [row["item"] for row in rows(Journal.open(path).load())]
    assert told == [NAME, None if of else NAME]
