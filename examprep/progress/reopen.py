"""An attempt that is over, rebuilt from the progress file so that it can be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from examprep.attempts.attempt import Attempt, replay
from examprep.attempts.events import Event
from examprep.errors import UnreadableFile
from examprep.progress.codec import BAD_BLOCK, EVENT_KINDS, read_attempt, read_event
from examprep.progress.journal import Journal
from examprep.progress.loaded import Fields

GONE = "This quiz is not in the progress file any more; another program may have changed it."


def reopen(path: Path, attempt_id: str) -> Attempt:
    """Rebuild one attempt, as folding the file saw it. Blocks: it reads the whole file.

    The file is read by a journal of its own: loading through the one that is written with
    would make it pass over what other windows appended.

    Raises:
        UnreadableFile: the file is damaged, or holds no such attempt.
        NewerFormat: a later program wrote it.
    """
    blocks = Journal.open(path).load().blocks
    opening = next((one for one in blocks.get("attempt", ()) if one["id"] == attempt_id), None)
    if opening is None:
        raise UnreadableFile(GONE)
    try:
        attempt = read_attempt(opening)
    except BAD_BLOCK as error:
        raise UnreadableFile(GONE) from error
    return replay(attempt, sorted(_events(blocks, attempt_id), key=_order))


def _events(blocks: dict[str, list[Fields]], attempt_id: str) -> Iterator[Event]:
    """Read the events of one attempt, each id once; what makes no sense is passed over."""
    seen: set[str] = set()
    for kind in EVENT_KINDS:
        for fields in _of(blocks.get(kind, ()), attempt_id):
            if fields["id"] in seen:
                continue
            seen.add(fields["id"])
            try:
                yield read_event(kind, fields)
            except BAD_BLOCK:
                continue


def _of(events: Iterable[Fields], attempt_id: str) -> Iterator[Fields]:
    return (fields for fields in events if fields.get("attempt") == attempt_id)


def _order(event: Event) -> tuple[float, datetime, int]:
    """Order events by the attempt's clock, then time, then number; ids without one come last."""
    number = event.id.rpartition("-")[2].partition("~")[0]
    if not number.isdecimal():
        return float("inf"), event.at, 0
    return event.clock, event.at, int(number)
