"""An attempt that is over, rebuilt from the progress file so that it can be read again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from examprep.attempts.attempt import Attempt, replay
from examprep.attempts.events import Event
from examprep.errors import UnreadableFile
from examprep.progress.codec import BAD_BLOCK, EVENT_KINDS, read_attempt, read_event
from examprep.progress.journal import Journal
from examprep.progress.loaded import Fields
from examprep.progress.numbers import Seen, note
from examprep.progress.turns import Pair, in_turn

GONE = "That is not in the progress file any more; another program may have changed it."


def reopen(path: Path, attempt_id: str) -> Attempt:
    """Rebuild one attempt, as folding the file saw it. Blocks: it reads the whole file.

    The file is read by a journal of its own: loading through the one that is written with
    would make it pass over what other windows appended.

    Raises:
        UnreadableFile: the file is damaged, or holds no such attempt.
        NewerFormat: a later program wrote it.
    """
    loaded = Journal.open(path).load()
    opening: Attempt | None = None
    events: list[Pair] = []
    seen: Seen = {}
    for kind, fields in loaded.pairs():
        if attempt_id not in {fields["id"], fields.get("attempt")} or not note(seen, fields["id"]):
            continue
        if kind == "attempt":
            opening = opening or _opened(fields)
        elif kind in EVENT_KINDS:
            events.append((kind, fields))
    if opening is None:
        raise UnreadableFile(GONE)
    return replay(opening, _sound(events))


def _sound(events: list[Pair]) -> Iterator[Event]:
    for kind, fields in in_turn(events):
        with suppress(*BAD_BLOCK):
            yield read_event(kind, fields)


def _opened(fields: Fields) -> Attempt | None:
    with suppress(*BAD_BLOCK):
        return read_attempt(fields)
    return None
