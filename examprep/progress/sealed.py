"""Reading a file that is as this program wrote it, every seal whole: twice as fast as any TOML.

Answers, most of such a file, are read by their own lines; the rest is read as TOML. Any file that
differs in a single byte from that form is left to `loaded`, which gives the same for these.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from examprep.progress.loaded import Fields, Loaded, read_blocks

_BETWEEN = b"\n\n[["
_OPENED = crc32(b"[[")
_SEAL = len("#= 00000000")
_KIND = b"response]]"
_moment = datetime.fromisoformat
_TEXT = r'"([^"\\\x00-\x1f\x7f]*)"\n'
_WHOLE, _REAL = r"(?:0|[1-9]\d{0,8})", r"((?:0|[1-9]\d{0,8})\.\d{1,17})\n"
_ANSWER = re.compile(
    rf"response\]\]\nid = {_TEXT}"
    r"at = (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?Z)\n"
    rf"attempt = {_TEXT}slot = ({_WHOLE})\n(?:of = {_TEXT})?"
    rf"(?:typed = {_TEXT}|chose = \[((?:{_WHOLE}(?:, {_WHOLE})*)?)\]\n)"
    rf"credit = {_REAL}seconds = {_REAL}(?:mistake = {_TEXT})?(?:takes = {_TEXT})?"
    rf"(?:sure = {_TEXT})?clock = {_REAL}#= [0-9a-f]{{8}}",
    re.ASCII,
)


def read_sealed(path: Path, data: bytes) -> Loaded | None:
    """Read a whole file; None where anything in it is otherwise than this program writes it.

    Raises:
        UnreadableFile: it is not a progress file.
        NewerFormat: a later program wrote it.
    """
    head, *pieces = data.rstrip(b"\n").split(_BETWEEN)
    if not _are_whole(pieces):
        return None
    answers = _answers([piece for piece in pieces if piece.startswith(_KIND)])
    if not answers:
        return None
    others = [piece for piece in pieces if not piece.startswith(_KIND)]
    loaded = read_blocks(path, _BETWEEN.join([head, *others]) + b"\n")
    if loaded.problems or "response" in loaded.blocks or "response" in loaded.head:
        return None
    kinds = [piece[: piece.find(b"]]")].decode() for piece in pieces]
    blocks = loaded.blocks | {"response": answers}
    return replace(loaded, blocks=blocks, end=len(data), kinds=lambda: kinds)


def _are_whole(pieces: list[bytes]) -> bool:
    """Tell whether each block is sealed and as it was written."""
    return all(b"#= %08x" % crc32(piece[:-_SEAL], _OPENED) == piece[-_SEAL:] for piece in pieces)


def _answers(pieces: list[bytes]) -> list[Fields]:
    """Read answers by their lines; none where one of them is written otherwise."""
    try:
        found = [_ANSWER.fullmatch(piece.decode()) for piece in pieces]
        return [_fields(*match.groups()) for match in found if match] if all(found) else []
    except ValueError:  # no UTF-8, or no day there is
        return []


def _fields(*said: Any) -> Fields:
    """Give the fields of an answer, in their order."""
    name, at, attempt, slot, of, typed, chose, credit, seconds, mistake, takes, sure, clock = said
    fields = {"id": name, "at": _moment(at), "attempt": attempt, "slot": int(slot)}
    if of is typed is mistake is takes is None:  # nearly all of them
        fields["chose"] = [int(chose)] if len(chose) == 1 else _positions(chose)
        fields["credit"], fields["seconds"] = float(credit), float(seconds)
        if sure is not None:
            fields["sure"] = sure
    else:
        positions = None if chose is None else _positions(chose)
        given = {"of": of, "typed": typed, "chose": positions, "credit": float(credit)}
        given |= {"seconds": float(seconds), "mistake": mistake, "takes": takes, "sure": sure}
        fields |= {key: value for key, value in given.items() if value is not None}
    fields["clock"] = float(clock)
    return fields


def _positions(chose: str) -> list[int]:
    return [*map(int, filter(None, chose.split(", ")))]
