"""The head of a progress file: whose it is, since when, in which format."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from examprep.errors import NewerFormat, UnreadableFile
from examprep.files import reason
from examprep.progress.blocks import assignment, headers, parse, sealed
from examprep.text import one_line, printable
from examprep.words import tr

FORMAT = 1
HEAD_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first block; `fields` holds all of it, known or not."""

    name: str
    created: datetime
    fields: dict[str, Any]


def render_head(fields: dict[str, Any]) -> bytes:
    """Write a head, its comment first, closed by a checksum line."""
    name = printable(" ".join(str(fields["candidate"]).split()))
    lines = [f"# examprep progress of {name}. Yours: read it, copy it, back it up."]
    lines += [assignment(key, value) for key, value in fields.items() if not _is_nested(value)]
    nested = {key: value for key, value in fields.items() if _is_nested(value)}
    return sealed("\n".join([*lines, _tables(nested)]).encode())


def _is_nested(value: object) -> bool:
    return not isinstance(value, (str, int, float, date))


def _tables(fields: dict[str, Any]) -> str:
    import tomli_w  # only for what others wrote into a head

    return tomli_w.dumps(fields)


def new_head(name: str, created: datetime) -> bytes:
    """Write the head of a new file."""
    moment = created.astimezone(UTC)
    return render_head({"format": FORMAT, "candidate": name, "created": moment})


def read_head(path: Path) -> Head:
    """Read the head of a progress file, and nothing behind it.

    Raises:
        UnreadableFile: the file is missing, not readable or not a progress file.
        NewerFormat: a later program wrote it.
    """
    data = _beginning(path)
    first = next((start for start, _ in headers(data)), None)
    if first is None and len(data) > HEAD_LIMIT:
        raise UnreadableFile(tr("{path}: is not a progress file of examprep", path=path))
    return parse_head(path, data[:first])


def _beginning(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)  # without waiting, should it be a pipe
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UnreadableFile(
                    tr("{path}: cannot be read: it is not a regular file", path=path)
                )
            return os.read(handle, HEAD_LIMIT + 1)
        finally:
            os.close(handle)
    except OSError as error:
        raise UnreadableFile(
            tr("{path}: cannot be read: {reason}", path=path, reason=reason(error))
        ) from error


def parse_head(path: Path, data: bytes) -> Head:
    """Read the bytes above the first block.

    Raises:
        UnreadableFile: they are not the head of a progress file.
        NewerFormat: a later program wrote them.
    """
    try:
        fields = parse(data)
    except ValueError as error:
        raise UnreadableFile(unreadable(path, error)) from error
    return check_head(path, fields)


def check_head(path: Path, fields: dict[str, Any]) -> Head:
    """Check the keys of a head.

    Raises:
        UnreadableFile: they are not those of a progress file.
        NewerFormat: a later program wrote them.
    """
    number = fields.get("format")
    known = type(number) is int and number == FORMAT
    if type(number) is int and number > FORMAT:
        raise NewerFormat(
            tr(
                "{path}: was written by a newer examprep (format {number}, this one knows "
                "{known}); update examprep to use it",
                path=path,
                number=number,
                known=FORMAT,
            )
        )
    name = fields.get("candidate")
    if not known or not isinstance(name, str) or not name.strip():
        raise UnreadableFile(
            tr(
                "{path}: is not a progress file of examprep: `format = {known}` or "
                "`candidate = ...` is missing at its top",
                path=path,
                known=FORMAT,
            )
        )
    return Head(name, _moment(fields.get("created")), fields)


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        with contextlib.suppress(OverflowError):  # the first or last day, in a far time zone
            return moment.astimezone(UTC)
        return moment.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return datetime(1970, 1, 1, tzinfo=UTC)


def unreadable(path: Path, error: ValueError) -> str:
    """Say on one line what is wrong with a file's TOML, where, and what to do."""
    hint = tr("mend that line in a text editor, or put a copy of the file back")
    if isinstance(error, UnicodeDecodeError):
        line = error.object.count(b"\n", 0, error.start) + 1
        return tr(
            "{path}:{line}: the file is damaged: this line is not UTF-8 text; {hint}",
            path=path,
            line=line,
            hint=hint,
        )
    text = one_line(error)
    found = re.search(r" at line (\d+)(?: column \d+)?$", text)
    place = f"{path}:{found[1]}" if found else f"{path}"
    return tr(
        "{place}: the file is damaged: {text}; {hint}",
        place=place,
        text=text[: found.start()] if found else text,
        hint=hint,
    )
