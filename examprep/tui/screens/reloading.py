"""Reads a bank again at each save, in a thread beside the page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event

from examprep.banks.watching import Change, Watch, saves
from examprep.banks.writing import Reading, read_again
from examprep.errors import UnreadableFile
from examprep.exams.outlines import known_areas
from examprep.words import tr

# So many variants of a template are proved at a save, which should be answered at once.
VARIANTS = 20


class Reloading:
    """The reading of one bank, kept up to date until told to stop.

    Args:
        path: the bank, a folder or a file.
        today: gives the day by which a question is out of date.
        poll: whether to look at the files instead of being told.
    """

    def __init__(self, path: Path, today: Callable[[], date], *, poll: bool = False) -> None:
        self.path = path
        self.today = today
        self.poll = poll
        self.stop = Event()
        self._areas = frozenset(known_areas())

    def run(
        self, begun: Callable[[Reading], None], taken: Callable[[Reading, Change], None]
    ) -> None:
        """Tell the first reading, then each one that a save brings; returns when stopped.

        The first one comes before the templates are proved, which may take a while.

        Raises:
            UnreadableFile: the files cannot be watched.
        """
        begun(read_again(self.path, self._areas, self.today(), 0))
        watch = Watch(self._check, (self.path,))
        watch.begin()
        begun(watch.found[self.path])
        try:
            for files in saves([self.path], self.stop, poll=self.poll):
                for change in watch.saved(files) if files or watch.waits else ():
                    taken(watch.found[change.bank], change)
        except (OSError, RuntimeError) as error:
            raise UnreadableFile(
                tr("{path}: it cannot be watched: {error}", path=self.path, error=error)
            ) from error

    def _check(self, bank: Path, before: Reading | None) -> Reading:
        return read_again(bank, self._areas, self.today(), VARIANTS, before)
