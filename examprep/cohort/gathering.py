"""Gathering: many files in, one table of a cohort out, no response counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from examprep.cohort.finding import find
from examprep.cohort.joining import joined
from examprep.cohort.keeping import content, digest_of, keep, kept
from examprep.cohort.part import Part, is_damaged
from examprep.cohort.reading import part_of
from examprep.cohort.table import Table
from examprep.cohort.workers import One, read_all
from examprep.errors import ExamprepError
from examprep.problems import Problem
from examprep.progress.candidates import folded
from examprep.progress.merge import merge
from examprep.text import plural, printable

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Member:
    """One candidate: what their files hold together, and which files those are."""

    part: Part
    files: tuple[str, ...]


@dataclass(frozen=True)
class Gathered:
    """A cohort: the table, what each person in it has besides, and what was wrong with files.

    `members` stand in the order of `table.people`; `files` counts those that were looked at.
    """

    table: Table
    members: tuple[Member, ...]
    problems: tuple[Problem, ...]
    files: int


def gather(sources: Iterable[Path], processes: int | None = None) -> Gathered:
    """Read every file that the sources name, and join them by candidate.

    Raises:
        UnreadableFile: there are too many files.
    """
    found = find(sources)
    read = read_all(found.paths, processes)
    problems = [*found.problems, *(one.part.fault.at(one.path) for one in read if one.part.fault)]
    groups: dict[str, list[One]] = {}
    for one in read:
        if one.part.group:
            groups.setdefault(one.part.group, []).append(one)
    members = [_member(copies, problems) for copies in groups.values()]
    members.sort(key=lambda one: (folded(one.part.name), one.part.key))
    table = joined([(one.part, one.files) for one in members])
    return Gathered(table, tuple(members), tuple(problems), len(found.paths))


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
        part = part_of(reduce(merge, _longest(data)))
        words = part.fault.message if part.fault else ""
    except ExamprepError as error:
        part, words = Part(), str(error)
    if part.group:
        part.fault = None  # the files it was made of have told theirs
        part.damaged = is_damaged([one.part for one in copies])
        keep(_merge_key(map(digest_of, data)), part)
        return part
    best = max(copies, key=lambda one: (len(one.part.exposures), one.digest))
    text = printable(f"a copy that cannot be brought together with {best.path.name}: {words}")
    problems += [Problem(one.path, 0, "warning", text) for one in copies if one is not best]
    return best.part


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
        yield printable(" ".join(str(one).split()))
    counts = Counter(one.message for one in ordered[most:])
    for message, count in counts.most_common(most):
        yield printable(f"and {plural(count, 'more file')}: {message}")
    rest = sum(counts.values()) - sum(count for _, count in counts.most_common(most))
    if rest:
        yield f"and {plural(rest, 'more file')} with other problems"
