"""The block that a merge leaves where two authors disagree, and how it is found again.

It is made of comments, so the file stays valid TOML with one of the two versions in force; each
block is an error until a person has deleted it.
"""

from __future__ import annotations

from collections.abc import Iterator

from examprep.banks.lines import comments
from examprep.text import one_line, printable

MARK = "# CONFLICT "
_THEIRS = "#| "
HINT = "keep one version or join them, then delete the lines of the block"


def conflict_block(name: str, what: str, theirs: str) -> str:
    """Write the comments that show what the other side has; one line of them starts with MARK.

    Args:
        name: the id of the item, or what else of the file is meant.
        what: what the two sides did.
        theirs: the TOML text of the other side; empty where it has removed the item.
    """
    said = one_line(f"{name}: {what}")  # an id may hold a line break
    shown = "".join(f"{_THEIRS}{line}".rstrip() + "\n" for line in theirs.strip("\n").split("\n"))
    return (
        f"{MARK}{said}\n"
        + ("# Theirs:\n" + shown if theirs.strip() else "# Theirs: removed.\n")
        + f"# To settle it, {HINT}.\n"
    )


def conflict_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Give line, item and words of each conflict that stands open in a TOML text."""
    if MARK in text:
        for line, comment in comments(text):
            if comment.startswith(MARK):
                name, _, words = comment.removeprefix(MARK).strip().partition(": ")
                yield line, printable(name), printable(words)
