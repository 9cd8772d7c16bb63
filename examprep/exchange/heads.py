"""Files of a bank brought up to date in their author's own way: line ends, tables, comments."""

from __future__ import annotations

import re
from pathlib import Path

import rtoml

from examprep.banks.rendering import statement
from examprep.banks.source import load_source
from examprep.errors import ExamprepError
from examprep.files import read_bytes, replace_bytes

_TABLE = re.compile(r"[ \t]*\[[ \t]*topics[ \t]*\][ \t]*(?:#.*)?")
_DOTTED = re.compile(r"[ \t]*topics[ \t]*\.")
_INLINE = re.compile(r"([ \t]*topics[ \t]*=[ \t]*\{.*?)[ \t,]*(\}[ \t]*(?:#[^\"'}]*)?)")
_MARK = b"\xef\xbb\xbf"


def put(path: Path, text: str) -> None:
    """Replace a file by a text, with the line ends and the mark that it had.

    Raises:
        UnwritableFile: the disk refuses; the file is as it was.
    """
    old = read_bytes(path) if path.exists() else b""
    data = text.encode()
    if old.count(b"\r\n") * 2 > old.count(b"\n"):
        data = data.replace(b"\n", b"\r\n")
    replace_bytes(path, _MARK * old.startswith(_MARK) + data, shared=True)


def add_topics(path: Path, topics: dict[str, str]) -> Path:
    """Write new topics after those that the head of a bank has, however they are written.

    Raises:
        ExamprepError: they are written in a way that cannot be gone on with.
        UnwritableFile: the disk refuses.
    """
    text = load_source(path).text
    whole = _with_topics(text, topics)
    try:
        found = rtoml.loads(whole).get("topics", {})
    except rtoml.TomlParsingError:
        found = {}
    if not found.items() >= topics.items():
        raise ExamprepError(f"{path}: write its topics one a line, under a line [topics]")
    put(path, whole)
    return path


def _with_topics(text: str, topics: dict[str, str]) -> str:
    fresh = [statement(key, name).rstrip("\n") for key, name in topics.items()]
    lines = text.split("\n")
    for place, line in enumerate(lines):
        inline = _INLINE.fullmatch(line)
        if _TABLE.fullmatch(line):
            end = _end(lines, place + 1)
            return "\n".join([*lines[:end], *fresh, *lines[end:]])
        if inline:
            comma = "" if inline[1].rstrip().endswith("{") else ","
            lines[place] = f"{inline[1]}{comma} {', '.join(fresh)} {inline[2]}"
            return "\n".join(lines)
        if _DOTTED.match(line):
            dotted = [f"topics.{one}" for one in fresh]
            return "\n".join([*lines[:place], *dotted, *lines[place:]])
    return "\n".join([text.rstrip("\n"), "", "[topics]", *fresh, ""])


def _end(lines: list[str], end: int) -> int:
    """Find the line after the last topic of a table."""
    while end < len(lines) and not lines[end].lstrip().startswith("["):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end
