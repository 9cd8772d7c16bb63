"""Files and windows that once turned an answer round, or lost it without a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from examprep.progress.blocks import Block
from examprep.progress.codec import read_event
from examprep.progress.export import rows
from examprep.progress.fold import fold
from examprep.progress.goal import last_goal
from examprep.progress.journal import Journal
from examprep.progress.merge import merge
from examprep.progress.record import Record
from examprep.progress.reopen import reopen
from examprep.progress.shared import Shared

START = datetime(2026, 11, 1, 10, 0, tzinfo=UTC)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def attempt(kind: str, count: int = 2, name: str = "a-1") -> Block:
    slots = [[f"b/q{place}", 0] for place in range(count)]
    return Block("attempt", {"id": name, "at": at(0), "kind": kind, "title": "", "slots": slots})


def response(
    name: str, minute: int, slot: int, *, credit: float = 1.0, clock: float = 1.0, **more: str
) -> Block:
    own = {"attempt": "a-1", "slot": slot} | {key: more[key] for key in ("of",) if key in more}
    rest = {"chose": [0], "credit": credit, "seconds": 1.0}
    tail = {key: more[key] for key in ("takes",) if key in more} | {"clock": clock}
    return Block("response", {"id": name, "at": at(minute)} | own | rest | tail)


def undo(name: str, minute: int, slot: int, takes: str, clock: float = 1.0) -> Block:
    own = {"attempt": "a-1", "slot": slot, "takes": takes, "clock": clock}
    return Block("undo", {"id": name, "at": at(minute)} | own)


def finish(name: str, minute: int, clock: float, knew: int) -> Block:
    own = {"attempt": "a-1", "reason": "done", "knew": knew, "clock": clock}
    return Block("finish", {"id": name, "at": at(minute)} | own)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Journal.create(tmp_path / "maria.toml", "Maria", START).path


def write(path: Path, *blocks: Block) -> None:
    Journal.open(path).append(blocks)


def window(path: Path) -> Shared:
    record = Record.open(path)
    return Shared(record, record.state.open["a-1"])


def do(window: Shared, block: Block) -> None:
    window.attempt = window.attempt.apply(read_event(block.kind, block.fields))
    window.post(block)
    assert window.save_now() == ""


def put_back(path: Path, data: bytes) -> None:
    """Put an older copy in the place of a file, as a sync program does."""
    side = path.with_suffix(".sync")
    side.write_bytes(data)
    side.replace(path)


def counting(path: Path) -> Sequence[str]:
    return [row["id"] for row in rows(Journal.open(path).load()) if row["counts"] == "yes"]


def test_an_end_merged_before_what_it_knew_of_still_comes_after_it(path: Path) -> None:
    """Laptop A is an hour ahead: what was changed there before the end stays changed."""
    changed = (
        response("A-1", 61, 0, credit=0.0, clock=1.0),
        response("A-2", 62, 0, clock=2.0, takes="A-1"),
        response("A-3", 63, 1, clock=3.0),
        undo("A-4", 64, 1, "A-3", clock=4.0),
    )
    write(path, attempt("quiz", 3), *changed)
    older = path.read_bytes()
    write(path, response("B-1", 10, 2, clock=5.0), finish("B-2", 11, 6.0, knew=5))
    before = Record.open(path).state.finished
    path.write_bytes(merge(path.read_bytes(), older))
    assert sorted(counting(path)) == ["A-2", "B-1"]
    loaded = Journal.open(path).load()
    assert fold(loaded.head, loaded.pairs()).finished == before


def test_an_end_that_comes_early_in_the_tail_makes_the_state_outdated(path: Path) -> None:
    write(path, attempt("quiz"))
    open_window = Record.open(path)
    write(path, finish("B-2", 1, 6.0, knew=1), response("A-1", 2, 0, clock=2.0))
    open_window.catch_up()
    open_window.catch_up()
    assert open_window.state == Record.open(path).state
    assert open_window.state.finished["a-1"].answered == 1


def test_an_end_that_knew_of_answers_the_file_has_lost_ends_it_all_the_same(path: Path) -> None:
    write(path, attempt("quiz"), response("A-1", 1, 0), finish("A-2", 2, 6.0, knew=9))
    assert reopen(path, "a-1").ended == "done"


def test_a_window_whose_answer_another_replaced_is_told(path: Path) -> None:
    write(path, attempt("quiz"))
    mine, other = window(path), window(path)
    do(mine, response("A-1", 1, 0))
    do(other, response("B-1", 2, 0, credit=0.0, clock=2.0))
    do(mine, response("A-2", 3, 1, clock=3.0))
    assert [one.id for one in mine.attempt.given[0]] == ["A-1", "B-1"]
    assert mine.told_news() == [
        "Question 1 was answered in another window too; that answer counts, as the later one."
    ]


def test_an_answer_given_back_keeps_its_bytes(path: Path) -> None:
    """Else a later merge would take it for another answer, and an undo would miss one of them."""
    extends = [
        Block(
            "extend",
            {"id": n, "at": at(m), "attempt": "a-1", "item": f"b/{q}", "seed": 0, "clock": 1.0},
        )
        for n, m, q in (("A-1", 1, "x"), ("B-1", 2, "y"))
    ]
    write(path, attempt("drill", 1))
    older = path.read_bytes()
    write(path, *extends, response("B-2", 3, 1, credit=0.0, clock=2.0, of="B-1"))
    newer, mine = path.read_bytes(), window(path)
    put_back(path, older)
    do(mine, response("C-1", 4, 0, clock=3.0))
    assert mine.save_now() == ""
    path.write_bytes(merge(path.read_bytes(), newer))
    assert sorted(counting(path)) == ["B-2", "C-1"]


def test_an_older_copy_loses_no_answer_that_waits(path: Path) -> None:
    write(path, attempt("tutor"))
    older = path.read_bytes()
    write(path, response("A-1", 1, 0, credit=0.0), response("B-1", 2, 0))
    mine = window(path)
    put_back(path, older)
    do(mine, response("C-1", 3, 1, clock=2.0))
    assert mine.save_now() == ""
    assert [one.id for one in reopen(path, "a-1").spare] == ["B-1"]


@pytest.mark.parametrize("kind", ["quiz", "tutor"])
def test_an_older_copy_brings_back_no_answer_that_was_taken_back(path: Path, kind: str) -> None:
    write(path, attempt(kind), response("A-1", 1, 0, credit=0.0))
    older = path.read_bytes()
    write(path, undo("A-2", 2, 0, "A-1"), response("A-3", 3, 0, clock=2.0))
    mine = window(path)
    put_back(path, older)
    do(mine, response("C-1", 4, 1, clock=3.0))
    assert mine.save_now() == ""
    assert sorted(counting(path)) == ["A-3", "C-1"]
    assert mine.told_news() == []


def test_what_is_written_while_a_file_is_folded_anew_still_reaches_the_window(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(path, attempt("tutor", 3), attempt("tutor", 2, "z-1"))
    mine, other = window(path), Journal.open(path)
    late = {"attempt": "z-1", "slot": 1, "chose": [0], "credit": 1.0, "clock": 1.0}
    other.append([Block("finish", {"id": "z-3", "at": at(2), "reason": "done"} | late)])
    do(mine, response("A-1", 1, 0, credit=0.0))
    other.append([Block("response", {"id": "z-4", "at": at(3)} | late)])
    load = Journal.load

    def load_late(journal: Journal) -> object:
        monkeypatch.setattr(Journal, "load", load)
        write(path, response("C-1", 4, 1, credit=0.0, clock=3.0))
        return load(journal)

    monkeypatch.setattr(Journal, "load", load_late)
    do(mine, response("A-2", 5, 2, credit=0.0, clock=5.0))
    do(mine, undo("A-3", 6, 2, "A-2", clock=6.0))
    assert [one and one.id for one in map(mine.attempt.response, range(3))] == ["A-1", "C-1", None]


def test_a_long_chain_that_stands_the_wrong_way_round_can_be_read(path: Path) -> None:
    chain = [response(f"A-{n}", n, 0, takes=f"A-{n - 1}") for n in range(3_000, 0, -1)]
    write(path, attempt("quiz"), *chain)
    assert Record.open(path).state.open["a-1"].given[0][-1].id == "A-3000"


def test_an_id_that_a_goal_took_is_passed_over_by_every_reader(path: Path) -> None:
    goal = Block("goal", {"id": "hand-1", "at": at(0), "exam": "ptce-2026"})
    write(path, attempt("quiz"), goal, response("hand-1", 1, 0), response("hand-2", 2, 1))
    assert Record.open(path).state.open["a-1"].answered == 1
    assert reopen(path, "a-1").answered == 1
    assert list(counting(path)) == ["hand-2"]


def test_a_goal_with_a_time_of_day_has_no_date(path: Path) -> None:
    write(path, Block("goal", {"id": "g-1", "at": at(0), "exam": "ptce-2026", "date": at(9)}))
    goal = Record.open(path).state.goal
    assert goal is not None
    assert goal.date is None
    assert last_goal(path) == goal


def test_what_no_disk_took_is_kept_in_a_file_that_can_be_merged(path: Path) -> None:
    write(path, attempt("quiz"))
    mine, whole = window(path), path.read_bytes()
    path.write_bytes(b"")
    mine.attempt = mine.attempt.apply(
        read_event("response", response("A-1", 1, 0, clock=2.0).fields)
    )
    mine.post(response("A-1", 1, 0, clock=2.0))
    assert "not a progress file" in mine.save_now() or mine.unsaved
    said = mine.rescue()
    side = path.with_name("maria.toml.rescued-1")
    assert str(side) in said
    path.write_bytes(merge(whole, side.read_bytes()))
    assert list(counting(path)) == ["A-1"]


def test_what_no_folder_takes_is_said_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, attempt("quiz"))
    mine = window(path)
    mine.post(response("A-1", 1, 0))
    monkeypatch.setattr("examprep.progress.rescue.write_new", _full)
    assert mine.rescue() == "1 entry could not be saved anywhere."


def _full(*_: object) -> None:
    raise OSError("full")
