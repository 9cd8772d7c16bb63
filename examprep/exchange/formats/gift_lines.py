"""GIFT before its grammar: lines become blocks, comments go, escaped characters are set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Each escaped character becomes a character that no text may hold, so that what is left of
# `: # = { } ~` is grammar.
_ESCAPED = "\\:#={}~n"
_APART = "".join(chr(0xFDD0 + place) for place in range(len(_ESCAPED)))
_OUT = dict(zip(_ESCAPED, _APART, strict=True))
_BACK = dict(zip(_APART, [*_ESCAPED[:-1], "\n"], strict=True))
_SET_APART = re.compile(f"[{_APART}]")  # ten times as fast as str.translate where few are found
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_CATEGORY = "$CATEGORY:"
_MOST_HELD = 100


@dataclass(slots=True)
class Block:
    """One question's text, escaped characters set apart, and the comments above it."""

    line: int
    text: str
    comments: list[str] = field(default_factory=list)
    category: str | None = None


def decoded(text: str) -> str:
    """Put escaped characters back."""
    return _SET_APART.sub(lambda found: _BACK[found[0]], text)


def folded(text: str) -> str:
    """Make one line of a text that was wrapped; escaped line breaks stay."""
    return " ".join(part.strip() for part in text.split("\n") if part.strip()).strip()


def blocks(text: str) -> Iterator[Block]:
    """Cut a file into questions and categories."""
    for block in _joined(_cut(_SET_APART.sub(" ", text.removeprefix("\ufeff")))):
        if block.category is None:
            yield from _parted(block)
        else:
            yield block


def _cut(text: str) -> Iterator[Block]:
    """Cut at blank lines and at categories; comments are kept apart."""
    lines: list[str] = []
    comments: list[str] = []
    start = 0
    for number, line in enumerate(f"{text}\n\n".split("\n"), 1):
        bare = line.strip()
        if bare.startswith("//"):
            comments.append(bare)
        elif bare.startswith(_CATEGORY) and not lines:
            yield Block(number, "", category=bare.removeprefix(_CATEGORY).strip())
            comments = []
        elif bare:
            start = start or number
            lines.append(line)
        else:
            if lines:
                joined = _ESCAPE.sub(lambda found: _OUT[found[1]], "\n".join(lines)).strip()
                yield Block(start, joined, comments)
            lines, comments, start = [], [], 0


def _joined(cut: Iterator[Block]) -> Iterator[Block]:
    """Join what a blank line between braces has cut."""
    held: list[Block] = []
    for block in cut:
        if held and _closes(block):
            yield _whole([*held, block])
            held = []
            continue
        if len(held) > _MOST_HELD or "{" in block.text or block.category is not None:
            yield from held
            held = []
        held.append(block)
        if len(held) == 1 and not _opens(block):
            yield held.pop()
    yield from held


def _opens(block: Block) -> bool:
    return "{" in block.text and "}" not in block.text


def _closes(block: Block) -> bool:
    """Tell whether its first brace closes one of an earlier block."""
    return "}" in block.text.partition("{")[0]


def _whole(cut: list[Block]) -> Block:
    comments = [line for block in cut for line in block.comments]
    return Block(cut[0].line, "\n\n".join(block.text for block in cut), comments)


def _parted(block: Block) -> Iterator[Block]:
    """Part questions that have no blank line between them: a new one on the line after a brace."""
    text, start, line = block.text, 0, block.line
    while True:
        opening, end = text.find("{", start), text.find("}", start)
        stop = text.find("\n", end) if 0 <= opening < end else -1
        if stop < 0 or text[end + 1 : stop].strip() or text.find("{", stop) < 0:
            break
        yield Block(line, text[start : end + 1].strip(), block.comments if not start else [])
        line += text.count("\n", start, stop + 1)
        start = stop + 1
    yield Block(line, text[start:].strip(), block.comments if not start else [])
