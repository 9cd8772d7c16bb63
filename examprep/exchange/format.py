"""What a format is: how it is told apart, read and written, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped

Told = Callable[[str, str], None]
"""Called with the id of a question and what of it the format cannot hold."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a file is written: `title` of the whole, `versions` and `seed` of a printed test.

    `topics` are the titles of the topics that questions name.
    """

    title: str
    bank: str = ""
    seed: int = 1
    versions: int = 1
    topics: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: `suffix` goes between the name that was asked for and its ending."""

    data: bytes
    suffix: str = ""
    ending: str = ""


Reader = Callable[[Given], Iterator[Question | Skipped]]
"""Reads one file, question by question; raises `UnreadableFile` where nothing can be read."""
Writer = Callable[[Sequence[Raw], Choices, Told], Iterable[Output]]
"""Writes `[[item]]` tables; templates have been drawn before, so none has givens."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format of other people.

    `name` is what the command line calls it; `endings` are of files, with their dot, first the
    one that is written. `recognises` looks at the beginning of a file, cheaply. `loses` names what
    the format can hold of no question, for the table in the documentation.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    recognises: Callable[[Given], bool]
    read: Reader | None = None
    write: Writer | None = None
    loses: tuple[str, ...] = ()
