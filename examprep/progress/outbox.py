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
    """What one save put on disk."""

    appended: Appended
    blocks: tuple[Block, ...]


class Outbox:
    """What waits to be written to a candidate's record, in order.

    `save` writes the queue and may run in a thread; `settle` folds what was saved and belongs
    to the thread that reads the record's state.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self._queue: list[Block] = []
        self._saving = Lock()

    @property
    def unsaved(self) -> int:
        """Count the blocks that are not on disk yet."""
        return len(self._queue)

    def post(self, block: Block) -> None:
        """Put a block at the end of the queue."""
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
            return Saved(appended, blocks)

    def settle(self, saved: Saved | None) -> None:
        """Fold what `save` wrote into the candidate's state."""
        if saved is not None:
            self.record.absorb(saved.appended, saved.blocks)

    def save_now(self) -> str:
        """Save and settle in one blocking step; give the fault's text, empty where it is done."""
        try:
            self.settle(self.save())
        except ExamprepError as error:
            return str(error)
        return ""
