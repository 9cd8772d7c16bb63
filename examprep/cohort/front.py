"""What a cohort's report needs besides the responses, kept by the hashes of all its files.

With it a report that was made before is recalled without opening a single part.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import msgspec

from examprep import __version__, stash
from examprep.cohort.assigned import Taken
from examprep.cohort.keeping import PART, folder
from examprep.cohort.part import pack
from examprep.cohort.table import Person
from examprep.problems import Problem, Severity
from examprep.progress.record import FOLD
from examprep.words import language

# Raised with every change of what a front is. Texts stand in it, so that it has a language.
_FRONT = 2
_MAGIC = f"examprep class {__version__} {FOLD}.{PART}.{_FRONT} {language()}\n".encode()
_MOST = 20


class Front(msgspec.Struct, array_like=True, gc=False):
    """People in the order of the table, what each took, the items, and what was wrong with files.

    `faults` are problems as path, line, severity, message and hint.
    """

    people: list[Person]
    items: list[str]
    taken: list[list[Taken]]
    faults: list[tuple[str, int, Severity, str, str]]

    @property
    def problems(self) -> list[Problem]:
        """Give what was wrong with files."""
        return [
            Problem(Path(path), line, severity, message, hint=hint)
            for path, line, severity, message, hint in self.faults
        ]


def faults_of(problems: Iterable[Problem]) -> list[tuple[str, int, Severity, str, str]]:
    """Give problems as a front has them."""
    return [(str(one.path), one.line, one.severity, one.message, one.hint) for one in problems]


def key_of(files: Iterable[tuple[Path, str]]) -> str:
    """Give what the files of a cohort are known by, each with the hash of its content."""
    total = blake2b(_MAGIC, digest_size=20)
    for path, digest in files:
        total.update(f"{digest}\t{path}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def kept(key: str) -> Front | None:
    """Give the front that was kept, if it is whole."""
    body = stash.kept(_place(key), _MAGIC)
    if body is not None:
        with contextlib.suppress(ValueError):
            return msgspec.msgpack.decode(body, type=Front)
    return None


def keep(key: str, front: Front) -> None:
    """Keep a front, and the last few besides; one that cannot be kept costs time alone."""
    with contextlib.suppress(UnicodeEncodeError):  # a name that is no text in any encoding
        stash.keep(_place(key), _MAGIC, pack(front), _MOST)


def _place(key: str) -> Path:
    return folder() / f"{key}.class"
