"""The elements of a text2qti file: a mark at the beginning of a line, and the lines under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = {
    "question": r"\d{1,9}\.", "right": r"\*[a-zA-Z]\)", "wrong": r"[a-zA-Z]\)",
    "ticked": r"\[\*\]", "unticked": r"\[ ?\]", "feedback": r"\.\.\.", "praise": r"\+",
    "blame": "-", "solution": "!", "numeric": "=", "text": r"\*", "title": r"[Tt]itle:",
    "points": r"[Pp]oints:", "quiz": r"[Qq]uiz [Tt]itle:",
    "region": r"[Qq]uiz [Dd]escription:|[Tt]ext [Tt]itle:|[Tt]ext:",
    "pick": r"[Pp]ick:|[Ss]olutions pick:|[Pp]oints per question:",
    "setting": (
        r"[Ss]huffle answers:|[Ss]how correct answers:|[Oo]ne question at a time:|[Cc]an't go back:"
        r"|[Ff]eedback is solution:|[Ss]olutions (?:sample|randomize) groups:"
    ),
}  # fmt: skip
_ALONE = {"essay": "___+", "upload": r"\^\^\^+", "group": "GROUP", "end": "END_GROUP"}
_START = re.compile(
    "|".join(
        [f"(?P<{name}>(?:{mark})(?:[ \\t]+(?=\\S)|$))" for name, mark in _MARKS.items()]
        + [f"(?P<{name}>(?:{mark})\\s*$)" for name, mark in _ALONE.items()]
    )
)
_FENCE = re.compile(r"(```+)\s*(\S.*)?$")


@dataclass(slots=True)
class Element:
    """One element: its mark's name, its Markdown, the line it begins at."""

    name: str
    lines: list[str]
    line: int
    indent: int | None = None
    fence: str = ""
    loose: bool = False

    @property
    def text(self) -> str:
        """Give its Markdown, without the mark."""
        return "\n".join(self.lines).strip()


def elements(text: str) -> Iterator[Element]:
    """Part a file into its elements; comments are left out."""
    current: Element | None = None
    within = ""
    for count, line in enumerate(text.split("\n"), 1):
        if within or line.startswith(("COMMENT", "%")):
            within = _still_within(within, line)
            continue
        begun = _begun(line, count)
        if begun is None:
            current = _gone_on(current, line, count)
            continue
        if current:
            yield current
        current, within = begun, begun.fence
    if current:
        yield current


def _still_within(within: str, line: str) -> str:
    """Give the line that ends a comment or code, while it has not come; else nothing."""
    if not within:
        return "END_COMMENT" if line[0] == "C" else ""
    return "" if line.rstrip() == within else within


def _begun(line: str, count: int) -> Element | None:
    """Open an element where a line begins one: at its mark, or at the fence of code."""
    start = None if line[:1] in {" ", "\t"} else _START.match(line)
    if start is None:
        fence = _FENCE.fullmatch(line)
        return Element("code", [], count, fence=fence[1]) if fence else None
    named = start[0].rstrip().endswith(":")  # of these any indentation goes on
    text = line[start.end() :].strip()
    return Element(str(start.lastgroup), [text], count, None if named else start.end())


def _gone_on(current: Element | None, line: str, count: int) -> Element | None:
    """Take a further line of an element; the indentation is no part of its text."""
    if current is None:
        return Element("stray", [line.strip()], count) if line.strip() else None
    line = line.expandtabs(4).rstrip()
    spaces = len(line) - len(line.lstrip(" "))
    current.loose = current.loose or bool(line and not spaces)
    current.lines.append(line[spaces if current.indent is None else min(spaces, current.indent) :])
    return current
