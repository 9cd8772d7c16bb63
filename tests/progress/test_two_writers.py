"""One drill, two writers: windows on one file, or laptops whose copies are merged later."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.attempt import Attempt, begin
from examprep.attempts.events import Answer
from examprep.attempts.slots import Kind, Slot
from examprep.banks.item import Item, Option
from examprep.progress.export import rows
from examprep.progress.fold import fold
from examprep.progress.journal import Journal
from examprep.progress.merge import merge
from examprep.progress.record import Record
from examprep.progress.reopen import reopen
from examprep.progress.sitting import Sitting
from examprep.progress.summary import summarize
from tests.factories import START, Clock

ITEM = Item("bank", "q", "t", "Which?", options=(Option("a", key=True), Option("b")))
NAME = "bank/q"
Act = Literal["more", "right", "wrong", "undo", "flag", "save", "finish"]
ACTS = st.sampled_from(["more", "more", "right", "wrong", "right", "undo", "flag", "save"])
PLACES = st.integers(0, 5)
TURNS = st.lists(st.tuples(st.integers(0, 1), ACTS, PLACES), max_size=24)
# Now and then one of them ends it, although the other may go on.
WITH_ENDS = st.lists(
    st.tuples(st.integers(0, 1), st.one_of(ACTS, ACTS, st.just("finish")), PLACES), max_size=24
)


@dataclass
class Writer:
    """Who sits at one of the two windows: the answers given, and those taken back, by their ids."""

    sitting: Sitting
    given: dict[str, int] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)
    flagged: set[int] = field(default_factory=set)

    def act(self, act: Act, place: int = 0) -> None:
        slots = self.sitting.attempt.slots
        if act == "save":
            assert self.sitting.save_now() == ""
        elif self.sitting.attempt.ended is not None:
            return
        elif act == "more":
            self.sitting.extend(NAME, 101 + len(slots) % 4 + place, ITEM)
        elif act == "finish":
            self.sitting.finish("done")
        else:
            self._at(place % len(slots), act)

    def _at(self, slot: int, act: Act) -> None:
        seed, given = self.sitting.attempt.slots[slot].seed, self.sitting.attempt.given[slot]
        if act == "flag":
            if seed not in self.flagged:
                self.sitting.flag(slot)
            self.flagged.add(seed)
        elif act == "undo" and given and given[-1].id in self.given:
            self.undone.add(given[-1].id)
            self.sitting.undo(slot)
        elif act in {"right", "wrong"} and not given:
            self.sitting.respond(slot, Answer((int(act == "wrong"),)))
            self.given[self.sitting.attempt.given[slot][-1].id] = seed


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


def standing(attempt: Attempt) -> dict[str, int]:
    """Give the seed of the question of each answer that counts, by the answer's id."""
    assert all(
        response.slot == place
        for place, responses in enumerate(attempt.given)
        for response in responses
    )
    return {
        given[-1].id: slot.seed
        for slot, given in zip(attempt.slots, attempt.given, strict=True)
        if given
    }


def check(attempt: Attempt, writers: Sequence[Writer]) -> None:
    """See that every question is there once, and answered if somebody's answer stands to it."""
    seeds = [slot.seed for slot in attempt.slots]
    assert len(seeds) == len({*seeds})
    stands = standing(attempt)
    for writer in writers:
        kept = {name: seed for name, seed in writer.given.items() if name not in writer.undone}
        assert set(kept.values()) <= set(stands.values())
        assert all(stands.get(name, seed) == seed for name, seed in kept.items())
        assert not writer.undone & stands.keys()
        marks = zip(attempt.slots, attempt.marks, strict=True)
        assert writer.flagged <= {slot.seed for slot, one in marks if one.flag}


def check_file(path: Path, attempt_id: str, writers: Sequence[Writer]) -> None:
    """See that the file tells the same, however it is read."""
    again, state = reopen(path, attempt_id), Record.open(path).state
    check(again, writers)
    if again.ended is None:
        assert state.open[attempt_id] == again
    else:
        assert state.finished[attempt_id] == summarize(again, again.ended)
    loaded = Journal.open(path).load()
    assert fold(loaded.head, loaded.pairs()) == state
    told = {row["id"]: row["seed"] for row in rows(loaded) if row["counts"] == "yes"}
    assert told == standing(again)


@given(WITH_ENDS)
def test_two_windows_on_a_drill_lose_no_answer_and_say_which_one_counts(
    turns: list[tuple[int, Act, int]],
):
    with TemporaryDirectory() as folder:
        path = Journal.create(Path(folder) / "maria.toml", "Maria", START).path
        first, clock = opened(path)
        writers = [resumed(path, clock), resumed(path, clock)]
        for who, act, place in turns:
            clock.go(1)
            before = writers[who].sitting.attempt.slots
            writers[who].act(act, place)
            after = writers[who].sitting.attempt.slots
            assert after[: len(before)] == before  # what is on the screen stays where it is
        for writer in (*writers, writers[0]):
            writer.act("save")
            writer.sitting.record.catch_up()
        check_file(path, first.attempt.id, writers)
        state = Record.open(path).state
        stands = standing(reopen(path, first.attempt.id))
        for writer in writers:
            assert writer.sitting.record.state == state
            lost = writer.given.keys() - writer.undone - stands.keys()
            assert len([one for one in writer.sitting.news if "answered first" in one]) == len(lost)


@given(WITH_ENDS, st.integers(-500, 500))
def test_a_drill_gone_on_with_on_two_laptops_keeps_every_answer(
    turns: list[tuple[int, Act, int]], behind: int
):
    with TemporaryDirectory() as folder:
        path = Journal.create(Path(folder) / "maria.toml", "Maria", START).path
        first, clock = opened(path)
        other = path.with_name("other.toml")
        shutil.copy(path, other)
        skewed = Clock()
        skewed.go(behind)
        writers = [resumed(path, clock), resumed(other, skewed)]
        for who, act, place in turns:
            for each in (clock, skewed):
                each.go(1)
            writers[who].act(act, place)
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


@pytest.mark.parametrize("kind", ["quiz", "tutor", "drill"])
@pytest.mark.parametrize("slow", [0, -500])
def test_a_laptop_whose_clock_is_slow_changes_and_ends_what_the_other_began(
    tmp_path: Path, kind: Kind, slow: int
):
    path = Journal.create(tmp_path / "maria.toml", "Maria", START).path
    items = {f"bank/{n}": ITEM for n in range(4)}
    record, clock, skewed = Record.open(path), Clock(), Clock()
    slots = [Slot(name, n) for n, name in enumerate(items)]
    attempt = begin(record.journal.new_id(), kind, slots, START)
    first = Sitting.start(record, attempt, items, clock.times)
    for slot in range(3):
        clock.go(10)
        first.respond(slot, Answer((0,)))
    assert first.save_now() == ""
    other = Path(shutil.copy(path, path.with_name("other.toml")))
    skewed.go(100 + slow)
    later = Record.open(other)
    second = Sitting.resume(later, later.state.open[attempt.id], items, skewed.times)
    if kind != "quiz":
        second.undo(2)
    for slot in (2, 3):
        skewed.go(10)
        second.respond(slot, Answer((1,)))
    second.finish("done")
    assert second.save_now() == ""
    path.write_bytes(merge(path.read_bytes(), other.read_bytes()))
    again = reopen(path, attempt.id)
    assert [given[-1].answer.chose for given in again.given] == [(0,), (0,), (1,), (1,)]
    (summary,) = Record.open(path).state.finished.values()
    assert (summary.answered, summary.credit, summary.reason) == (4, 2.0, "done")


@pytest.mark.parametrize("name", ["[1]", "{}", "5", '"nobody-1"'])
def test_what_a_hand_puts_behind_an_open_drill_does_no_harm(tmp_path: Path, name: str):
    path = Journal.create(tmp_path / "maria.toml", "Maria", START).path
    sitting, _ = opened(path)
    block = f'[[response]]\nid = "by-hand-1"\nat = 2026-11-22T09:00:00Z\nattempt = {name}\n'
    path.write_bytes(path.read_bytes() + f"{block}#= 00000000\n".encode())
    sitting.extend(NAME, 5, ITEM)
    assert sitting.save_now() == ""
    assert len(Record.open(path).state.open[sitting.attempt.id].slots) == 2
