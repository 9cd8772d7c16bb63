"""Checking: all that can be said about one progress file, every checksum looked at."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from examprep.errors import ExamprepError
from examprep.files import read_bytes
from examprep.problems import Problem, Severity, problem_of
from examprep.progress.blocks import line_of, quoted, split, state_of
from examprep.progress.codec import EVENT_KINDS
from examprep.progress.loaded import Fields, Loaded, read_blocks
from examprep.text import plural, printable
from examprep.words import tr

KINDS = frozenset(
    (
        "goal",
        "attempt",
        "response",
        "mark",
        "undo",
        "extend",
        "pause",
        "resume",
        "finish",
        "report",
        "note",
        "result",
    ),
)


def check_file(path: Path) -> list[Problem]:
    """Read one progress file and give all its problems, in the order of its lines."""
    try:
        data = read_bytes(path)
        loaded = read_blocks(path, data)
    except ExamprepError as error:
        return [problem_of(path, printable(str(error)))]
    problems = [*loaded.problems, *_hand_edits(path, data), *_strange_kinds(path, loaded)]
    problems += [*_repeated_ids(path, data, loaded), *_orphans(path, loaded), *_side_files(path)]
    return sorted(problems, key=lambda problem: problem.line)


def _hand_edits(path: Path, data: bytes) -> Iterator[Problem]:
    head, blocks = split(data)
    if b"#= " in head and state_of(head) == "edited":
        yield Problem(path, 1, "info", tr("the head was edited by hand, which is fine"))
    for block in blocks:
        if block.state == "edited":
            words = tr("this {kind} was edited by hand, which is fine", kind=block.kind)
            yield Problem(path, line_of(data, block.start), "info", words)


def _strange_kinds(path: Path, loaded: Loaded) -> Iterator[Problem]:
    for kind, blocks in loaded.blocks.items():
        if kind not in KINDS:
            count = plural(len(blocks), "block")
            words = tr(
                "{count} of the kind `{kind}`, which this version keeps and does not use",
                count=count,
                kind=kind,
            )
            yield Problem(path, 0, "info", words)


def _repeated_ids(path: Path, data: bytes, loaded: Loaded) -> Iterator[Problem]:
    for name, contents in _contents_of_repeated(loaded).items():
        differ = len(set(contents)) > 1
        severity: Severity = "warning" if differ else "info"
        words = tr("the id {name} stands {count} times", name=name, count=len(contents))
        hint = tr("only the first counts; give the others ids of their own") if differ else ""
        line = _line_of_second(data, name)
        yield Problem(path, line, severity, printable(words), hint=hint)


def _contents_of_repeated(loaded: Loaded) -> dict[str, list[str]]:
    counts = Counter(one["id"] for many in loaded.blocks.values() for one in many)
    contents: dict[str, list[str]] = {}
    for kind, many in loaded.blocks.items():
        for one in many:
            if counts[one["id"]] > 1:
                contents.setdefault(one["id"], []).append(f"{kind} {one}")
    return contents


def _line_of_second(data: bytes, name: str) -> int:
    line = f"id = {quoted(name)}".encode()
    second = data.find(line, data.find(line) + 1)
    return line_of(data, second) if second > 0 else 0


def _orphans(path: Path, loaded: Loaded) -> Iterator[Problem]:
    attempts = {one["id"] for one in loaded.blocks.get("attempt", ())}
    for kind in sorted(EVENT_KINDS):
        lost = [b for b in loaded.blocks.get(kind, ()) if not _stands_in(attempts, b)]
        if lost:
            words = tr(
                "{events} without an attempt: left out of the results",
                events=plural(len(lost), kind),
            )
            first = printable(lost[0]["id"])
            hint = tr(
                "the first is {first}; if another copy has the attempt, use progress merge",
                first=first,
            )
            yield Problem(path, 0, "warning", words, hint=hint)


def _stands_in(attempts: set[str], event: Fields) -> bool:
    """Tell whether an event names one of the attempts; a hand may have written a list there."""
    name = event.get("attempt")
    return isinstance(name, str) and name in attempts


def _side_files(path: Path) -> Iterator[Problem]:
    for side in sorted(path.parent.glob(f"{glob.escape(path.name)}.torn-*")):
        words = tr("a half-written block was set aside here")
        yield Problem(side, 0, "info", words, hint=tr("delete it when you do not need it"))
