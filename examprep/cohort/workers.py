"""Reading many files at once, in processes of their own; the result hangs on the files alone."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from examprep.cohort.keeping import digest_at, folder, kept, read_anew
from examprep.cohort.part import Fault, Part, pack, unpack
from examprep.cohort.reading import LIMIT
from examprep.cohort.seen import Seen
from examprep.cohort.shelf import Shelf
from examprep.errors import UnreadableFile
from examprep.problems import problem_of
from examprep.text import printable
from examprep.words import tr

MUCH = 8 * 1024 * 1024
"""Starting processes pays off for so many bytes."""
CHUNK, MOST_THREADS = 8, 4
_CRASHED = Fault(
    "error", tr("reading it failed twice"), tr("leave it out, or ask for the file again")
)
Read = tuple[str, Part]


@dataclass(frozen=True, slots=True)
class One:
    """A file, the hash of what it held, and the part it gave."""

    path: Path
    digest: str
    part: Part


def digests_of(paths: Sequence[Path], seen: Seen) -> dict[Path, str]:
    """Give the hashes of files, nothing for one that cannot be read.

    Where nothing was ever kept there is no need to know those that are not known already.
    """
    digests = {path: seen.digest(path) for path in paths}
    new = [path for path, digest in digests.items() if not digest]
    if new and folder().is_dir():
        with ThreadPoolExecutor(MOST_THREADS) as threads:
            digests.update(zip(new, threads.map(digest_at, new), strict=True))
    return digests


def read_all(
    paths: Sequence[Path],
    digests: Mapping[Path, str],
    seen: Seen,
    processes: int | None = None,
) -> list[One]:
    """Read files, from the cache where they are known; in the order in which they are given.

    `digests` are those that are known; `seen` is told all of them.
    """
    pool = _Pool()
    found = {path: (digests[path], part) for path, part in _all_kept(paths, digests, pool)}
    new = [path for path, (_, part) in found.items() if part is None]
    read: dict[Path, Read] = {}
    for path, (digest, fresh) in zip(new, _read_new(new, processes), strict=True):
        read[path] = digest, pool.take(fresh)
    every = [One(path, *(read.get(path) or _known(*found[path]))) for path in paths]
    seen.keep((one.path, one.digest) for one in every)
    return every


def _all_kept(
    paths: Sequence[Path], digests: Mapping[Path, str], pool: _Pool
) -> Iterator[tuple[Path, Part | None]]:
    """Give the part of each file as far as it is in the cache."""
    with ThreadPoolExecutor(MOST_THREADS) as threads:
        parts = threads.map(lambda path: kept(digests[path]) if digests[path] else None, paths)
        for path, part in zip(paths, parts, strict=True):
            yield path, part and pool.take(part)


class _Pool:
    """What the parts of a class have in memory together."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.shelf = Shelf()

    def take(self, part: Part) -> Part:
        """Let equal names be one text, for a class answers the same questions, and move columns."""
        part.names = [*map(self.texts.setdefault, part.names, part.names)]
        part.columns = [*map(self.shelf.put, part.columns)]
        part.exposures = self.shelf.put(part.exposures)
        return part


def _known(digest: str, part: Part | None) -> Read:
    return digest, part or Part(fault=_CRASHED)


def _read_new(paths: Sequence[Path], processes: int | None) -> Iterator[Read]:
    count, done = processes or os.cpu_count() or 1, 0
    if count > 1 and len(paths) >= 2 * count and _size(paths) >= MUCH:
        chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
        with suppress(OSError):  # a system that lets no program start others
            for found in _in_processes(chunks, count):
                yield from found
                done += len(found)
    yield from map(read_one, paths[done:])


def _size(paths: Sequence[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def read_one(path: Path) -> Read:
    """Read one file; what keeps it from being read comes out as the fault of its part."""
    try:
        return read_anew(path)
    except UnreadableFile as error:
        problem = problem_of(path, printable(str(error)))
        return "", Part(fault=Fault(problem.severity, problem.message, _hint(path)))


def _hint(path: Path) -> str:
    with suppress(OSError):
        if _size([path]) > LIMIT:
            return tr("progress files are far smaller")
    return tr("look at the file")


def _read_chunk(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Read some files in a process of its own."""
    return [(digest, pack(part)) for digest, part in map(read_one, paths)]


def _in_processes(chunks: Sequence[Sequence[Path]], count: int) -> Iterator[list[Read]]:
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        jobs = deque(pool.submit(_read_chunk, chunk) for chunk in chunks)
        for chunk in chunks:  # what a job read is let go of as soon as it is handed on
            yield _result(jobs.popleft()) or [_alone(path) for path in chunk]


def _result(job: Future[list[tuple[str, bytes]]]) -> list[Read]:
    """Give what a job read; nothing where its process came to an end."""
    try:
        return [(digest, unpack(part)) for digest, part in job.result()]
    except BrokenProcessPool:
        return []


def _alone(path: Path) -> Read:
    """Read a file in a process for itself, because one of its like ended the process before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = _result(pool.submit(_read_chunk, [path]))
    return found[0] if found else ("", Part(fault=_CRASHED))
