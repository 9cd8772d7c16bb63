"""Says that time runs short while the candidate thinks and no line comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

from examprep.words import tr

LAST_MINUTE = 60.0
# Where the clock speaks by itself for those who do not see it, in seconds left.
MARKS = (1800.0, 900.0, 300.0, LAST_MINUTE)
BEAT_SECONDS = 1.0
MINUTE_LEFT = tr("1 min left")
TIME_UP = tr("Time is up. Press Enter for the result.")
Say = Callable[[str], None]


def notices(left: float, marks: Sequence[float] = (LAST_MINUTE,)) -> list[tuple[float, str]]:
    """Give what to say and after how many seconds, each counted from the one before."""
    found: list[tuple[float, str]] = []
    for mark in marks:
        if mark < left:
            told = tr("{minutes:.0f} min left", minutes=mark / 60)
            found.append((left - mark, MINUTE_LEFT if mark == LAST_MINUTE else told))
            left = mark
    return [*found, (left, TIME_UP)]


def speak(
    left: float,
    over: Callable[[float], bool],
    say: Say,
    marks: Sequence[float] = (LAST_MINUTE,),
) -> None:
    """Say each notice at its time, until `over` tells that the wait has ended."""
    for seconds, text in notices(left, marks):
        if over(seconds):
            return
        say(text)


def keep_time(over: Callable[[float], bool], beat: Callable[[], None]) -> None:
    """Let a clock beat once a second, until `over` tells that the wait has ended."""
    while not over(BEAT_SECONDS):
        beat()


@contextmanager
def watching(
    left: float | None,
    say: Say,
    beat: Callable[[], None],
    marks: Sequence[float] = (LAST_MINUTE,),
) -> Iterator[None]:
    """Speak, and keep the clock, while the block waits; `left` is None where time is free."""
    if left is None:
        yield
        return
    done = Event()
    speaking = Thread(target=speak, args=(left, done.wait, say, marks), daemon=True)
    beating = Thread(target=keep_time, args=(done.wait, beat), daemon=True)
    speaking.start()
    beating.start()
    try:
        yield
    finally:
        done.set()
        speaking.join(1.0)
        beating.join(1.0)
