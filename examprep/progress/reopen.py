"""Attempts rebuilt from the progress file: to be read again, gone on with, or exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from examprep.attempts.attempt import Attempt
from examprep.attempts.events import Event
from examprep.attempts.replay import replay
from examprep.errors import UnreadableFile
from examprep.progress.codec import BAD_BLOCK, EVENT_KINDS, read_event
from examprep.progress.journal import Journal
from examprep.progress.loaded import Fields
from examprep.progress.numbers import Seen, note
from examprep.progress.opening import read_attempt
from examprep.progress.turns import Pair, in_turn
from examprep.words import tr

GONE = tr("That is not in the progress file any more; another program may have changed it.")


@dataclass(slots=True)
class Told:
    """What a file tells of one attempt: the block that opens it, and its events in their order."""

    opening: Fields = field(default_factory=dict)
    events: list[Pair] = field(default_factory=list)

    def opened(self) -> Attempt | None:
        """Give the attempt as it was opened; None where that makes no sense."""
        with suppress(*BAD_BLOCK):
            return read_attempt(self.opening)
        return None

    def log(self) -> Iterator[Event]:
        """Give the events that make sense, each behind what it names."""
        for kind, fields in in_turn(self.events):
            with suppress(*BAD_BLOCK):
                yield read_event(kind, fields)


def told_of(pairs: Iterable[Pair]) -> dict[str, Told]:
    """Sort kind and fields of a file's blocks by attempt, no block twice."""
    told: dict[str, Told] = {}
    seen: Seen = {}
    for kind, fields in pairs:
        name = fields["id"] if kind == "attempt" else fields.get("attempt")
        is_new = note(seen, str(fields.get("id", "")))
        if is_new and isinstance(name, str):
            mine = told.setdefault(name, Told())
            if kind == "attempt":
                mine.opening = fields
            elif kind in EVENT_KINDS:
                mine.events.append((kind, fields))
    return told


def reopen_all(path: Path, kind: str) -> list[Attempt]:
    """Rebuild every attempt of a kind, in the order of the file. Blocks: it reads the whole file.

    Raises:
        UnreadableFile: the file is damaged.
        NewerFormat: a later program wrote it.
    """
    every = told_of(Journal.open(path).load().pairs()).values()
    pairs = [(one, one.opened()) for one in every if one.opening.get("kind") == kind]
    return [replay(opened, told.log()) for told, opened in pairs if opened]


def reopen(path: Path, attempt_id: str) -> Attempt:
    """Rebuild one attempt, as folding the file saw it. Blocks: it reads the whole file.

    The file is read by a journal of its own: loading through the one that is written with
    would make it pass over what other windows appended.

    Raises:
        UnreadableFile: the file is damaged, or holds no such attempt.
        NewerFormat: a later program wrote it.
    """
    told = told_of(Journal.open(path).load().pairs()).get(attempt_id, Told())
    opened = told.opened()
    if opened is None:
        raise UnreadableFile(GONE)
    return replay(opened, told.log())
