"""Merges two authors' versions of a bank, or of one file of it, by item and from their base.

Nothing is written here: the outcome holds the text of each file and every conflict by its line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rtoml

from examprep.banks.conflicts import HINT, conflict_lines
from examprep.banks.heads import join_prologues
from examprep.banks.joining import Joining, Merged
from examprep.banks.loose import Loose, LooseFile
from examprep.banks.ordering import woven
from examprep.errors import ExamprepError
from examprep.problems import Problem


@dataclass(slots=True)
class Outcome:
    """What a merge comes to: the files by name, conflicts as errors, and how many items changed."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    items: int = 0
    taken: int = 0
    """Items that theirs changed, added or removed."""
    joined: int = 0
    """Items that both sides changed, in different fields."""

    @property
    def conflicts(self) -> int:
        """Count what a person has to settle."""
        return sum(problem.severity == "error" for problem in self.problems)


def merge(base: Loose, ours: Loose, theirs: Loose, shown: Path) -> Outcome:
    """Merge two sides that were read without problems.

    Args:
        base: what both began with; it may be empty.
        ours: the side whose text stands where both are equal or in conflict.
        theirs: the side whose changes are brought in.
        shown: the path by which problems name the outcome.

    Raises:
        ExamprepError: the texts cannot be put together as TOML; nothing is lost, nothing written.
    """
    joining = Joining(base, ours, theirs)
    merged = dict(joining.items())
    outcome = Outcome(items=len(merged), taken=joining.taken, joined=joining.joined)
    topics = {str(one.raw.get("topic")) for one in merged.values() if one.raw}
    for name in _names(base, ours, theirs, merged):
        sides = tuple(side.files.get(name, LooseFile(shown)) for side in (base, ours, theirs))
        path = shown / name if name else shown
        text, notes = _merged_file(name, path, sides, merged, topics)
        outcome.problems += notes
        outcome.files[name] = sides[1 if name in ours.files else 2].encoded(text)
    return outcome


def _merged_file(
    name: str, path: Path, sides: tuple[LooseFile, ...], merged: dict[str, Merged], topics: set[str]
) -> tuple[str, list[Problem]]:
    base, ours, theirs = sides
    keep = {item for item, found in merged.items() if found.file == name}
    found = [merged[item] for item in woven(_ids(base), _ids(ours), _ids(theirs), keep)]
    prologue, notes = join_prologues(base, ours, theirs, topics)
    text = _text(prologue, found)
    _proven(path, text, [one.raw for one in found if one.raw])
    problems = [Problem(path, 0, "warning", words) for words in notes]
    for line, item, words in conflict_lines(text):
        problems.append(Problem(path, line, "error", f"conflict: {words}", item, HINT))
    return text, problems


def _ids(file: LooseFile) -> list[str]:
    return [piece.id for piece in file.pieces]


def _names(base: Loose, ours: Loose, theirs: Loose, merged: dict[str, Merged]) -> list[str]:
    """List the files of the outcome: all but those that one side has removed and emptied."""
    used = {one.file for one in merged.values()}
    every = dict.fromkeys([*ours.files, *theirs.files])
    return [
        name
        for name in every
        if name in used or name not in base.files or (name in ours.files and name in theirs.files)
    ]


def _text(prologue: str, found: list[Merged]) -> str:
    parts = [prologue]
    for number, one in enumerate(found, 1):
        apart = "\n" if one.last and not one.gap and number < len(found) else ""
        parts.append(one.text + one.gap + apart)
    return "".join(parts)


def _proven(path: Path, text: str, raws: list[dict[str, Any]]) -> None:
    """See that a text holds exactly these items, whatever was spliced into it."""
    try:
        found = rtoml.loads(text).get("item", [])
    except ValueError as error:
        raise ExamprepError(f"{path}: cannot be merged as text: {error}") from error
    if found != raws:
        raise ExamprepError(f"{path}: cannot be merged as text: an item would be lost")
