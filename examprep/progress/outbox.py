"""Blocks on their way to the disk: kept until they are there, tried again when they are not."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from examprep.errors import ExamprepError
from examprep.progress.blocks import Block
from examprep.progress.journal import Appended
from examprep.progress.record import Record


@dataclass(frozen=True, slots=True)
class Saved:
    """What one save put on disk; `turn` counts the saves of one outbox from 0."""

    appended: Appended
    blocks: tuple[Block, ...]
    turn: int


class Outbox:
    """What waits to be written to a candidate's record, in order.

    `save` writes the queue and may run in a thread; `settle` folds what was saved and belongs
    to the thread that works with the attempt. Saves are settled in the order in which they
    were made, in whatever order their threads come back.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self._queue: list[Block] = []
        self._unsettled: list[Block] = []
        self._saving = Lock()
        self._turns = 0
        self._settled = 0
        self._early: dict[int, Saved] = {}

    @property
    def unsaved(self) -> int:
        """Count the blocks that are not on disk yet."""
        return len(self._queue)

    def post(self, block: Block) -> None:
        """Put a block at the end of the queue."""
        self._unsettled.append(block)
        self._queue.append(block)

    def save(self) -> Saved | None:
        """Write the queue to disk; None where nothing waits. Blocks: call it off the event loop.

        Raises:
            UnwritableFile: nothing was acknowledged and the queue stays as it is.
        """
        with self._saving:
            blocks = tuple(self._queue)
            if not blocks:
                return None
            appended = self.record.write(blocks)
            del self._queue[: len(blocks)]
            self._turns += 1
            return Saved(appended, blocks, self._turns - 1)

    def settle(self, saved: Saved | None) -> None:
        """Fold what `save` wrote into the candidate's state."""
        if saved is not None:
            self._early[saved.turn] = saved
        while self._settled in self._early:
            due = self._early.pop(self._settled)
            self._settled += 1
            self.record.absorb(due.appended, due.blocks)
            del self._unsettled[: len(due.blocks)]
            self.absorbed(due)

    def absorbed(self, saved: Saved) -> None:
        """Take notice of what a save found in the file; for whoever keeps more than the record."""

    def save_now(self) -> str:
        """Save and settle in one blocking step; give the fault's text, empty where it is done."""
        try:
            while self.unsaved:
                self.settle(self.save())
        except ExamprepError as error:
            return str(error)
        return ""
