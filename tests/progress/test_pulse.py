"""The clock beside the snapshots: a program that is killed gives no time back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from examprep.attempts.attempt import begin
from examprep.attempts.events import Answer
from examprep.attempts.slots import Slot
from examprep.places import cache_folder
from examprep.progress import pulse
from examprep.progress.journal import Journal
from examprep.progress.record import Record
from examprep.progress.sitting import Sitting
from tests.factories import START, Clock, choice

ITEMS = {f"demo/q-{n}": choice(id=f"q-{n}") for n in range(3)}
LIMIT = 600.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Journal.create(tmp_path / "maria.toml", "Maria", START).path


@pytest.fixture
def clock() -> Clock:
    return Clock()


def start(path: Path, clock: Clock, limit: float | None = LIMIT) -> Sitting:
    record = Record.open(path)
    slots = [Slot(name, 1) for name in ITEMS]
    attempt = begin(record.journal.new_id(), "quiz", slots, START, limit=limit)
    sitting = Sitting.start(record, attempt, ITEMS, clock.times)
    sitting.save_now()
    return sitting


def resumed(path: Path, clock: Clock) -> Sitting:
    """Go on as a new process would, which has no clock of the old one."""
    record = Record.open(path)
    attempt = record.state.latest_open()
    assert attempt is not None
    return Sitting.resume(record, attempt, ITEMS, clock.times)


def think(sitting: Sitting, clock: Clock, seconds: int) -> None:
    """Let time pass, with a beat after half of it and one at its end."""
    for _ in range(2):
        clock.go(seconds / 2)
        sitting.beat()


def clocks() -> list[Path]:
    return [*(cache_folder() / "clocks").glob("*")]


def test_after_a_kill_the_clock_goes_on_from_the_last_beat(path: Path, clock: Clock) -> None:
    think(start(path, clock), clock, 120)
    clock.go(0.9)
    again = resumed(path, clock)
    left = again.left
    assert left is not None
    assert LIMIT - 120.9 <= left <= LIMIT - 120.9 + 2
    clock.go(10)
    assert again.left == left - 10
    again.save_now()
    assert Record.open(path).state.open[again.attempt.id].clock == LIMIT - left


def test_the_question_on_the_screen_is_there_again(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.show(2)
    think(sitting, clock, 20)
    again = resumed(path, clock)
    assert again.place == 2
    pulse.beat(again.attempt.id, 21.0, 99)
    assert resumed(path, clock).place == 2


def test_what_the_log_knows_later_than_the_last_beat_holds(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    think(sitting, clock, 20)
    clock.go(30)
    sitting.respond(0, Answer((0,)))
    sitting.save_now()
    assert resumed(path, clock).clock == 50.0


def test_two_kills_one_after_the_other_cost_no_time_and_give_none(path: Path, clock: Clock) -> None:
    think(start(path, clock), clock, 40)
    second = resumed(path, clock)
    think(second, clock, 25)
    assert resumed(path, clock).clock == 65.0


def test_a_pause_is_not_counted_though_beats_came_before_it(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    think(sitting, clock, 30)
    sitting.pause()
    sitting.save_now()
    think(sitting, clock, 300)
    assert resumed(path, clock).clock == 30.0


def test_time_that_ran_out_before_the_kill_is_up_at_the_next_start(
    path: Path, clock: Clock
) -> None:
    sitting = start(path, clock)
    clock.go(LIMIT + 1)
    sitting.beat()
    again = resumed(path, clock)
    assert again.left == 0.0
    assert again.check_time()
    again.save_now()
    assert Record.open(path).state.finished[again.attempt.id].reason == "time"


def _write(data: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(data)


def _folder_in_its_place(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGE = {
    "missing": Path.unlink,
    "empty": _write(b""),
    "words": _write(b"two minutes"),
    "nan": _write(b"nan 1"),
    "infinite": _write(b"inf 1"),
    "below zero": _write(b"-30 1"),
    "no place": _write(b"55.00"),
    "a place below zero": _write(b"55.00 -1"),
    "no text": _write(b"\xff\xfe\x00"),
    "zeros": _write(bytes(7)),
    "too long": _write(b"1" * 2_000),
    "longer than any exam": _write(b"1e300 1"),
    "folder": _folder_in_its_place,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_clock_is_as_good_as_none(
    path: Path, clock: Clock, damage: Callable[[Path], object]
) -> None:
    sitting = start(path, clock)
    clock.go(15)
    sitting.respond(0, Answer((0,)))
    sitting.save_now()
    think(sitting, clock, 60)
    (file,) = clocks()
    damage(file)
    again = resumed(path, clock)
    assert again.clock == 15.0
    again.beat()
    again.finish("done")
    assert again.save_now() == ""


def test_the_clock_of_another_attempt_does_not_count(path: Path, clock: Clock) -> None:
    other = start(path, clock)
    think(other, clock, 200)
    other.pause()
    other.save_now()
    sitting = start(path, clock)
    assert pulse.last_beat(sitting.attempt.id) == pulse.Beat()
    clock.go(5)
    record = Record.open(path)
    attempt = record.state.open[sitting.attempt.id]
    assert Sitting.resume(record, attempt, ITEMS, clock.times).clock == 0.0


def test_a_name_that_is_a_path_stays_in_its_folder() -> None:
    for name in ("../../out", "/etc/out", "", "a" * 5_000, "\udc80"):
        pulse.beat(name, 12.5, 3)
        assert pulse.last_beat(name) == pulse.Beat(12.5, 3)
    assert len(clocks()) == 5


def test_an_attempt_with_all_the_time_has_no_clock(path: Path, clock: Clock) -> None:
    think(start(path, clock, None), clock, 3)
    assert clocks() == []
    assert resumed(path, clock).clock == 0.0


def test_an_attempt_that_is_over_leaves_no_clock(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    think(sitting, clock, 3)
    assert len(clocks()) == 1
    sitting.finish("done")
    sitting.save_now()
    assert clocks() == []


def test_a_beat_that_comes_after_the_end_leaves_no_clock(path: Path, clock: Clock) -> None:
    sitting = start(path, clock)
    sitting.finish("done")
    sitting.save_now()
    sitting.beat()
    assert clocks() == []


def test_a_cache_that_cannot_be_written_is_no_fault(path: Path, clock: Clock, home: Path) -> None:
    sitting = start(path, clock)
    folder = home / "cache" / "clocks"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way", encoding="utf-8")
    think(sitting, clock, 3)
    assert resumed(path, clock).clock == 0.0
    sitting.finish("done")
    assert sitting.save_now() == ""
