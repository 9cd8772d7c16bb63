"""Blocks: the bytes of one `[[kind]]` table with its checksum line, written and told apart.

Every block ends with the line `#= <crc32 of the bytes from its header to that line>`. A block
without it is half-written; one whose checksum does not match was edited by hand, which is fine.
No file is touched here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Literal
from zlib import crc32

State = Literal["whole", "edited", "torn"]

_HEADER = rb"^[ \t]*\[\[[ \t]*\"?([\w-]+)\"?[ \t]*\]\][ \t]*(?:#[^\n]*)?\r?$"
_QUICK = re.compile(_HEADER, re.MULTILINE)
# With strings over several lines, a header is one only outside of strings and comments. A string
# without an end is taken to the end as well: looking there again from each quote would be endless.
_EXACT = re.compile(
    rb'"""(?:[^\\]|\\.?)*?(?:"{3,5}|\Z)' + rb"|'''.*?(?:'{3,5}|\Z)|"
    + _HEADER + rb'|"(?:[^"\\\n]|\\[^\n])*"?'
    rb"|'[^'\n]*'?|#[^\n]*",
    re.MULTILINE | re.DOTALL,
)  # fmt: skip
_CHECKSUM = re.compile(rb"^#= ([0-9a-f]{8})[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_SEAL = len("#= 00000000")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# What a basic string must escape, and what editors take for line ends or cannot encode.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that happened: its kind and its fields, in the order they are written."""

    kind: str
    fields: dict[str, Any]

    @property
    def id(self) -> str:
        """Give the block's id, or an empty text where someone left it out."""
        return str(self.fields.get("id", ""))


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block as it stands in a file, from `start` on."""

    kind: str
    data: bytes
    state: State
    start: int


def render(block: Block) -> bytes:
    """Write a block as TOML: an empty line, the table, the checksum line; None is left out."""
    lines = [f"[[{_key(block.kind)}]]"]
    lines += [assignment(k, v) for k, v in block.fields.items() if v is not None]
    return b"\n" + sealed("\n".join(lines).encode() + b"\n")


def assignment(key: str, value: Any) -> str:
    """Write `key = value` as TOML.

    Raises:
        TypeError: blocks hold no values of this type.
    """
    return f"{_key(key)} = {_value(value)}"


def sealed(body: bytes) -> bytes:
    """Close a table's bytes with their checksum line."""
    return body + f"#= {checksum(body)}\n".encode()


def checksum(body: bytes) -> str:
    """Give the checksum of a block; line ends changed by a Windows editor do not count."""
    return f"{crc32(unix_lines(body)):08x}"


def unix_lines(data: bytes) -> bytes:
    """Give the bytes with the line ends they were written with."""
    return data.replace(b"\r\n", b"\n") if b"\r" in data else data


@lru_cache(maxsize=256)
def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else quoted(key)


def quoted(text: str) -> str:
    """Write any text as a TOML string on one line."""
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":  # half a character, as broken terminals send
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{ord(char):04x}"


def _truth(value: bool) -> str:  # noqa: FBT001 - it is the value
    return "true" if value else "false"


def _moment(value: datetime) -> str:
    utc = value if value.tzinfo in (None, UTC) else value.astimezone(UTC)
    return f"{utc.replace(tzinfo=None).isoformat()}Z"


def _array(values: Sequence[Any]) -> str:
    return f"[{', '.join(map(_value, values))}]"


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: quoted,
    bool: _truth,
    int: repr,
    float: repr,
    datetime: _moment,
    date: date.isoformat,
    list: _array,
    tuple: _array,
}


def _value(value: Any) -> str:
    write = _WRITERS.get(type(value))
    if write is None:
        raise TypeError(f"a block cannot hold a {type(value).__name__}")
    return write(value)


def headers(data: bytes, start: int = 0) -> Iterator[tuple[int, str]]:
    """Give position and kind of every `[[kind]]` line from `start` on."""
    exact = data.find(b'"""', start) >= 0 or data.find(b"'''", start) >= 0
    for match in (_EXACT if exact else _QUICK).finditer(data, start):
        if match[1] is not None:
            yield match.start(), match[1].decode()


def parse(data: bytes) -> dict[str, Any]:
    """Read TOML bytes.

    Raises:
        ValueError: they are not UTF-8 or not TOML; the text says where.
    """
    import rtoml

    parsed: dict[str, Any] = rtoml.loads(data.decode("utf-8-sig"), none_value=None)
    return parsed


def is_readable(data: bytes) -> bool:
    """Tell whether the bytes are TOML."""
    try:
        parse(data)
    except ValueError:
        return False
    return True


def whole_end(data: bytes, *, after_head: bool = False) -> int:
    """Give the position at which a torn last block begins; without one, the length.

    With `after_head`, `data` starts behind a block, not at the start of the file.
    """
    sealed_to = last_checksum_end(data)
    unsealed = [start for start, _ in headers(data, sealed_to)]
    if unsealed:
        return unsealed[-1]
    rest = data[sealed_to:]
    if rest.strip() and (sealed_to or after_head) and not is_readable(rest):
        return sealed_to
    return _zeroed_start(data, sealed_to)


def last_checksum_end(data: bytes) -> int:
    """Give the position behind the last complete checksum line, 0 without one."""
    end = len(data)
    while (found := data.rfind(b"#= ", 0, end)) >= 0:
        match = _CHECKSUM.match(data, found)
        if match and data[found - 1 : found] in (b"", b"\n"):
            return match.end()
        end = found
    return 0


def _zeroed_start(data: bytes, sealed_to: int) -> int:
    """Find a last block that a power cut left with its end but without its middle."""
    start = data.rfind(b"\n[[", 0, sealed_to) + 1
    block = data[start:sealed_to]
    if start == 0 or state_of(block) == "whole":
        return len(data)
    return start if b"\0" in block or not _is_utf8(block) else len(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def state_of(block: bytes) -> State:
    """Tell whether a block's bytes are as they were written."""
    block = block.rstrip()
    body, seal = block[:-_SEAL], block[-_SEAL:]
    if not seal.startswith(b"#= ") or not body.endswith(b"\n"):
        return "edited"
    return "whole" if checksum(body).encode() == seal[3:] else "edited"


def split(data: bytes) -> tuple[bytes, list[RawBlock]]:
    """Cut a file into its head and its blocks, each with its state; only the last can be torn."""
    end = whole_end(data)
    found = [(start, kind) for start, kind in headers(data[:end])]
    starts = [start for start, _ in found]
    blocks = [
        RawBlock(kind, piece := data[start:stop], state_of(piece), start)
        for (start, kind), stop in zip(found, [*starts, end][1:], strict=True)
    ]
    if end < len(data):
        kind = next((kind for _, kind in headers(data, end)), "")
        blocks.append(RawBlock(kind, data[end:], "torn", end))
    return data[: starts[0] if starts else end], blocks


def line_of(data: bytes, position: int) -> int:
    """Give the line number, from 1, of a position."""
    return data.count(b"\n", 0, position) + 1
