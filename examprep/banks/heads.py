"""Joins the heads of two versions of a bank: the higher version, the topics of both."""

from __future__ import annotations

import re
from typing import Any

import rtoml

from examprep.banks.conflicts import conflict_block
from examprep.banks.fieldwise import join_fields, union
from examprep.banks.loose import LooseFile
from examprep.banks.rendering import head_text
from examprep.banks.splicing import Version, splice

Raw = dict[str, Any]
HEAD_NAME = "head"
_NUMBERS = re.compile(r"\d+")


def join_prologues(
    base: LooseFile, ours: LooseFile, theirs: LooseFile, used: set[str]
) -> tuple[str, list[str]]:
    """Give the text of a file before its first item, and what its author should know.

    Args:
        base: the file as both found it.
        ours: the side whose text is kept where both are equal or in conflict.
        theirs: the other side.
        used: the topics of the merged items; none of them is removed.
    """
    sides = (base, ours, theirs)
    text, conflict = _joined(*sides)
    text = _with_topics(text, sides, used)
    both_raised = ours.head.get("version") == theirs.head.get("version") != _version(base.head)
    notes = []
    if both_raised and base.head and ours.pieces != theirs.pieces:
        version = ours.head.get("version")
        notes = [f"both sides call it version {version}: give the merged bank a higher one"]
    return conflict + text, notes


def _version(head: Raw) -> Any:
    return head.get("version")


def _joined(base: LooseFile, ours: LooseFile, theirs: LooseFile) -> tuple[str, str]:
    if theirs.prologue in {ours.prologue, base.prologue}:
        return ours.prologue, ""
    if ours.prologue == base.prologue:
        return theirs.prologue, ""
    if not ours.head and not theirs.head:
        known = {"", *ours.prologue.split("\n"), *base.prologue.split("\n")}
        new = [row for row in theirs.prologue.split("\n") if row not in known]
        return "".join(f"{row}\n" for row in new) + ours.prologue, ""
    head, conflicts = _heads(base.head, ours.head, theirs.head)
    words = f"both sides changed {', '.join(conflicts)}"
    block = conflict_block(HEAD_NAME, words, theirs.prologue) if conflicts else ""
    return _written(head, base, ours, theirs), block


def _heads(base: Raw, ours: Raw, theirs: Raw) -> tuple[Raw, list[str]]:
    head, conflicts = join_fields(base, ours, theirs)
    if "version" in conflicts:
        head["version"] = max(str(ours["version"]), str(theirs["version"]), key=_numbers)
        conflicts.remove("version")
    if "authors" in conflicts and isinstance(ours["authors"], list):
        head["authors"] = union(base.get("authors", []), ours["authors"], theirs["authors"])
        conflicts.remove("authors")
    return head, conflicts


def _numbers(version: str) -> list[int]:
    return [int(number) for number in _NUMBERS.findall(version)]


def _written(head: Raw, base: LooseFile, ours: LooseFile, theirs: LooseFile) -> str:
    was, mine, other = (Version(side.prologue, side.head) for side in (base, ours, theirs))
    text = splice(head, was, mine, other, head_text)
    like = ours.prologue or theirs.prologue
    return text + "\n" * (len(like) - len(like.rstrip("\n")) - 1)


def _with_topics(text: str, sides: tuple[LooseFile, ...], used: set[str]) -> str:
    """Put back the topics that one side removed while the other has questions of them."""
    head = rtoml.loads(text)
    topics = head.get("topics")
    if not isinstance(topics, dict):
        return text
    known: Raw = {}
    for side in sides:
        found = side.head.get("topics", {})
        known |= found if isinstance(found, dict) else {}
    missing = {name: title for name, title in known.items() if name in used - topics.keys()}
    if not missing:
        return text
    now = Version(text, head)
    more = splice({**head, "topics": topics | missing}, now, now, now, head_text)
    return more + "\n" * (len(text) - len(text.rstrip("\n")) - 1)
