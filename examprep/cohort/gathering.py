"""Gathering: many files in, one table of a cohort out, no response counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from pathlib import Path

from examprep.cohort import front
from examprep.cohort.assigned import Taken
from examprep.cohort.finding import Found, find
from examprep.cohort.front import Front
from examprep.cohort.joining import joined
from examprep.cohort.keeping import content, digest_of, folder, keep, kept
from examprep.cohort.part import Part, is_damaged
from examprep.cohort.reading import TOO_MUCH, part_of
from examprep.cohort.seen import Seen
from examprep.cohort.table import Person, Table
from examprep.cohort.workers import One, digests_of, read_all
from examprep.errors import ExamprepError
from examprep.problems import Problem
from examprep.progress.candidates import folded
from examprep.progress.merge import merge
from examprep.text import plural, printable
from examprep.words import tr

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Member:
    """One candidate: what their files hold together, and which files those are."""

    part: Part
    files: tuple[str, ...]


@dataclass(frozen=True)
class Gathered:
    """A cohort: who is in it, what was wrong with files, and the table of all responses.

    `taken` has for each of `people` the attempts at assignments; `files` counts those that were
    looked at. The same `key` stands for the same contents of the same files. The table is joined
    when it is first asked for.
    """

    people: Sequence[Person]
    items: Sequence[str]
    taken: Sequence[list[Taken]]
    problems: tuple[Problem, ...]
    files: int
    key: str
    _join: Callable[[], Table] = field(repr=False, compare=False)

    @cached_property
    def table(self) -> Table:
        """Give all responses."""
        return self._join()


def gather(sources: Iterable[Path], processes: int | None = None) -> Gathered:
    """Read every file that the sources name, and join them by candidate.

    Raises:
        UnreadableFile: there are too many files.
    """
    found, seen = find(sources), Seen(folder() / "seen.msgpack")
    known = digests_of(found.paths, seen)
    key = front.key_of(known.items())
    kept_front = front.kept(key) if all(known.values()) else None
    if kept_front:
        seen.keep(known.items())
        return _gathered(kept_front, found, key, lambda: _read(found.paths, known, seen)[1])
    fresh, table, digests = _read(found.paths, known, seen, processes)
    key = front.key_of(digests.items())
    if all(digests.values()) and all(one[3] != TOO_MUCH for one in fresh.faults):
        front.keep(key, fresh)
    return _gathered(fresh, found, key, lambda: table)


def _gathered(one: Front, found: Found, key: str, join: Callable[[], Table]) -> Gathered:
    problems = (*found.problems, *one.problems)
    return Gathered(one.people, one.items, one.taken, problems, len(found.paths), key, join)


def _read(
    paths: Sequence[Path], known: Mapping[Path, str], seen: Seen, processes: int | None = None
) -> tuple[Front, Table, dict[Path, str]]:
    """Read all files; give the front and the table, and the hash of each file."""
    read = read_all(paths, known, seen, processes)
    problems = [one.part.fault.at(one.path) for one in read if one.part.fault]
    groups: dict[str, list[One]] = {}
    for one in read:
        if one.part.group:
            groups.setdefault(one.part.group, []).append(one)
    members = [_member(copies, problems) for copies in groups.values()]
    members.sort(key=lambda one: (folded(one.part.name), one.part.key))
    digests = {one.path: one.digest for one in read}
    taken = [one.part.taken for one in members]
    sources = [(one.part, one.files) for one in members]
    del read, groups, members  # so that joining can let go of each part
    table = joined(sources)
    made = Front([*table.people], [*table.items], taken, front.faults_of(problems))
    return made, table, digests


def _member(copies: Sequence[One], problems: list[Problem]) -> Member:
    """Make one of all copies of a candidate's file."""
    files = tuple(str(one.path) for one in copies)
    by_content = {one.digest: one for one in copies}
    if len(by_content) == 1:
        return Member(copies[0].part, files)
    part = kept(_merge_key(by_content)) or _merged([*by_content.values()], problems)
    return Member(part, files)


def _merge_key(digests: Iterable[str]) -> str:
    return digest_of("\n".join(["merged", *sorted(digests)]).encode())


def _merged(copies: list[One], problems: list[Problem]) -> Part:
    """Read the union of copies that differ; where there is none, the one with most answers."""
    data: list[bytes] = []
    try:
        data = [content(one.path) for one in copies]
        part = part_of(_union(_longest(data)))
        words = part.fault.message if part.fault else ""
    except ExamprepError as error:
        part, words = Part(), str(error)
    if part.group:
        part.fault = None  # the files it was made of have told theirs
        part.damaged = is_damaged([one.part for one in copies])
        keep(_merge_key(map(digest_of, data)), part)
        return part
    best = max(copies, key=lambda one: (len(one.part.exposures), one.digest))
    text = printable(
        tr(
            "a copy that cannot be brought together with {name}: {words}",
            name=best.path.name,
            words=words,
        )
    )
    problems += [Problem(one.path, 0, "warning", text) for one in copies if one is not best]
    return best.part


def _union(data: list[bytes]) -> bytes:
    """Merge two by two: one by one, many copies would each be read as often as there are others."""
    while len(data) > 1:
        data = [reduce(merge, data[place : place + 2]) for place in range(0, len(data), 2)]
    return data[0]


def _longest(data: Iterable[bytes]) -> list[bytes]:
    """Leave out those that another one only goes on with, as last week's copy of a file."""
    kept_ones: list[bytes] = []
    for one in sorted(data, key=lambda each: (-len(each), each)):
        if not any(other.startswith(one) for other in kept_ones):
            kept_ones.append(one)
    return kept_ones


def lines(problems: Sequence[Problem], most: int = SHOWN) -> Iterator[str]:
    """Give a line for each problem, and of those beyond the most shown how many say the same."""
    ordered = sorted(problems, key=lambda one: ("error", "warning", "info").index(one.severity))
    for one in ordered[:most]:
        yield _plain(" ".join(str(one).split()))
    counts = Counter(one.message for one in ordered[most:])
    for message, count in counts.most_common(most):
        files = plural(count, "more file")
        yield _plain(tr("and {files}: {message}", files=files, message=message))
    rest = sum(counts.values()) - sum(count for _, count in counts.most_common(most))
    if rest:
        yield tr("and {files} with other problems", files=plural(rest, "more file"))


def _plain(text: str) -> str:
    """Give a line that can be shown anywhere: a file's name may be no text at all."""
    return printable(text.encode("utf-8", "replace").decode())
