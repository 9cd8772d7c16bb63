"""What `examprep doctor` looks at, part by part. Nothing here ever writes.

A part gives rows; a row that holds a fault says in one line how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from examprep.problems import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One thing looked at: its name, what was found, and what is wrong with it, if anything.

    A row with a `wrong` and no `mend` is a remark, which needs nothing done.
    """

    name: str
    value: str
    wrong: str = ""
    mend: str = ""

    @property
    def is_fault(self) -> bool:
        """Tell whether somebody has to do something."""
        return bool(self.wrong and self.mend)


def rows_of(problems: Iterable[Problem], mend: str) -> Iterator[Row]:
    """Give a row for each problem that counts; `mend` helps where it has no hint of its own."""
    for one in problems:
        if one.severity != "info":
            where = f"{one.path}:{one.line}" if one.line else f"{one.path}"
            item = f"{one.item}: " if one.item else ""
            yield Row("", where, f"{item}{one.message}", one.hint or mend)
