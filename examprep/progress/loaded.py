"""What a progress file holds once read: its head, its blocks by kind, and what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from examprep.errors import UnreadableFile
from examprep.heap import collector_off
from examprep.problems import Problem
from examprep.progress.blocks import Block, headers, line_of, parse, whole_end
from examprep.progress.head import check_head, unreadable
from examprep.words import tr

Fields = dict[str, Any]
TORN_HINT = tr(
    "a power cut or another program may have cut it off; everything before it counts, "
    "and the next save moves this piece to a side file "
    "(written by hand? put the line `#= 00000000` beneath it)"
)


@dataclass(frozen=True)
class Loaded:
    """A whole progress file. `end` is the length of what was read, a torn last block left out."""

    head: Fields
    blocks: dict[str, list[Fields]]
    problems: list[Problem]
    end: int
    kinds: Callable[[], list[str]] = field(repr=False, default=list)
    left_out: dict[str, frozenset[int]] = field(default_factory=dict)

    def in_order(self) -> Iterator[Block]:
        """Give the blocks in the order of the file; by time where that cannot be told."""
        return (Block(kind, fields) for kind, fields in self.pairs())

    def pairs(self) -> Iterator[tuple[str, Fields]]:
        """Give kind and fields of each block, in the same order as `in_order`."""
        kinds = self._order
        if kinds is None:
            every = [(kind, one) for kind, many in self.blocks.items() for one in many]
            return iter(sorted(every, key=lambda pair: (pair[1]["at"], pair[1]["id"])))
        return self._by_kinds(kinds)

    def _by_kinds(self, kinds: list[str]) -> Iterator[tuple[str, Fields]]:
        waiting = {kind: self._with_gaps(kind) for kind in self.blocks}
        for kind in kinds:
            fields = next(waiting[kind])
            if fields is not None:
                yield kind, fields

    def _with_gaps(self, kind: str) -> Iterator[Fields | None]:
        """Give the blocks of a kind, None in the place of each that was left out."""
        gaps, sound = self.left_out.get(kind, frozenset()), iter(self.blocks[kind])
        for place in range(len(self.blocks[kind]) + len(gaps)):
            yield None if place in gaps else next(sound)

    @cached_property
    def _order(self) -> list[str] | None:
        """Give the kinds as they stand in the file, None where that cannot be told."""
        kinds = self.kinds()
        counts = {
            kind: len(many) + len(self.left_out.get(kind, ())) for kind, many in self.blocks.items()
        }
        for kind in kinds:
            counts[kind] = counts.get(kind, 0) - 1
        return None if any(counts.values()) else kinds


def read_blocks(path: Path, data: bytes) -> Loaded:
    """Read a whole file.

    Raises:
        UnreadableFile: it is not TOML, or not a progress file.
        NewerFormat: a later program wrote it.
    """
    end = whole_end(data)
    try:
        with collector_off():
            tables = parse(data[:end])
            found = _sorted_out(path, data[:end], tables)
    except ValueError as error:
        raise UnreadableFile(unreadable(path, error)) from error
    head, blocks, problems = found
    check_head(path, head)
    if end < len(data):
        problems.append(torn_problem(path, data, end))
    kinds = lambda: [kind for _, kind in headers(data[:end])]  # noqa: E731 - costs, if asked for
    return Loaded(head, blocks, problems, end, kinds, _gaps(tables, blocks))


def _gaps(tables: Fields, blocks: dict[str, list[Fields]]) -> dict[str, frozenset[int]]:
    """Give the places of the blocks that were left out, by kind."""
    gaps = {}
    for kind, sound in blocks.items():
        if len(sound) < len(tables[kind]):
            kept = {id(one) for one in sound}
            places = (place for place, one in enumerate(tables[kind]) if id(one) not in kept)
            gaps[kind] = frozenset(places)
    return gaps


def torn_problem(path: Path, data: bytes, end: int) -> Problem:
    """Name the half-written block at the end of a file."""
    kind = next((kind for _, kind in headers(data, end)), "block")
    words = tr("the last {kind} is half-written and was left out", kind=kind)
    return Problem(path, line_of(data, end), "warning", words, hint=TORN_HINT)


def _sorted_out(
    path: Path, data: bytes, tables: Fields
) -> tuple[Fields, dict[str, list[Fields]], list[Problem]]:
    head: Fields = {}
    blocks: dict[str, list[Fields]] = {}
    problems: list[Problem] = []
    for kind, value in tables.items():
        if isinstance(value, list) and value and all(type(one) is dict for one in value):
            blocks[kind] = _sound(value)
            if len(blocks[kind]) < len(value):
                problems += _unsound(path, data, kind, value)
        else:
            head[kind] = value
    return head, blocks, problems


def _sound(blocks: list[Fields]) -> list[Fields]:
    """Keep the blocks that have an id and a time; a time with no offset is UTC."""
    good = [one for one in blocks if type(one.get("id")) is str and type(one.get("at")) is datetime]
    for one in good:
        if one["at"].tzinfo is None:
            one["at"] = one["at"].replace(tzinfo=UTC)
    return good


def _unsound(path: Path, data: bytes, kind: str, blocks: list[Fields]) -> Iterator[Problem]:
    lines = _lines_of(data, kind)
    for number, one in enumerate(blocks):
        if not _sound([one]):
            line = lines[number] if len(lines) == len(blocks) else 0
            yield Problem(
                path,
                line,
                "warning",
                tr(
                    "this {kind} was left out: it needs an `id` in quotes and a time `at`",
                    kind=kind,
                ),
                hint=tr('write for example id = "by-hand-1" and at = 2026-11-22T09:00:00Z'),
            )


def _lines_of(data: bytes, kind: str) -> list[int]:
    """Give the lines of all headers of a kind, in one walk through the file."""
    lines, line, before = [], 1, 0
    for start, name in headers(data):
        line, before = line + data.count(b"\n", before, start), start
        lines += [line] if name == kind else []
    return lines


def read_tail(data: bytes) -> list[Block]:
    """Read whole blocks that stand behind others, in their order.

    Raises:
        ValueError: they are not TOML.
    """
    found = list(headers(data))
    starts = [*(start for start, _ in found), len(data)]
    parse(data[: starts[0]])  # what someone put behind the block before
    blocks = []
    for (start, kind), stop in zip(found, starts[1:], strict=True):
        many = parse(data[start:stop]).get(kind)
        blocks += [Block(kind, one) for one in _sound(many if isinstance(many, list) else [])]
    return blocks
