"""One candidate's file read down to what a cohort needs: a few columns, ready to be joined."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from examprep.cohort.assigned import Taken
from examprep.problems import Problem, Severity
from examprep.words import tr


class Fault(msgspec.Struct, array_like=True, gc=False):
    """What is wrong with a file, whatever it is called; `more` counts further faults in it."""

    severity: Severity
    message: str
    hint: str = ""
    line: int = 0
    more: int = 0

    def at(self, path: Path) -> Problem:
        """Give it as a problem of a file."""
        others = tr("; and {more:,} more of that file", more=self.more) if self.more else ""
        words = f"{self.message}{others}"
        return Problem(path, self.line, self.severity, words, hint=self.hint)


_NOTHING = memoryview(b"")


class Part(msgspec.Struct, array_like=True, gc=False):
    """What one file holds of one candidate.

    `group` is the same for all copies of one candidate's file, `key` is made of it. `columns` are
    those of `progress.log.Log` by time, `exposures` counts from 1 how often each item was
    answered. `sittings` has the `kind:hash` of each attempt, `taken` those at assignments.
    `damaged` tells that something of the file is missing, `reported` what was reported: question
    and day, as an ordinal. A file that is none has no group.
    """

    group: str = ""
    key: str = ""
    name: str = ""
    exam: str = ""
    day: int = 0
    names: list[str] = []
    sittings: list[str] = []
    columns: list[memoryview] = []
    exposures: memoryview = _NOTHING
    taken: list[Taken] = []
    damaged: bool = False
    reported: list[tuple[str, int]] = []
    fault: Fault | None = None


def is_damaged(copies: Sequence[Part]) -> bool:
    """Tell whether copies of a file leave something out: no whole one has more answers."""
    hurt, whole = (
        max((len(one.exposures) for one in copies if one.damaged is which), default=-1)
        for which in (True, False)
    )
    return hurt >= max(whole, 0)


_PARTS = msgspec.msgpack.Decoder(Part)
pack = msgspec.msgpack.encode


def unpack(data: bytes | memoryview) -> Part:
    """Make a part of such bytes.

    Raises:
        ValidationError: they are none.
    """
    return _PARTS.decode(data)
