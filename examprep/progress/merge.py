"""Merging: the union of two copies of one candidate's progress file.

A sync program's conflict copy, or the files of two laptops. The union is commutative,
associative and idempotent, so copies can be brought together in any order and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from examprep.errors import ExamprepError
from examprep.progress.blocks import (
    RawBlock,
    is_readable,
    last_checksum_end,
    line_of,
    parse,
    quoted,
    sealed,
    split,
    unix_lines,
)
from examprep.progress.candidates import folded
from examprep.progress.head import FORMAT, Head, parse_head, render_head
from examprep.words import tr

NAMES = (Path(tr("the first file")), Path(tr("the second file")))
_ID = re.compile(rb"^[ \t]*id[ \t]*=[ \t]*(\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')", re.MULTILINE)
_RENAMED = re.compile(r"(.+)~([0-9a-f]{8})", re.DOTALL)
# How every block begins that this program wrote: id and time without parsing the rest.
_OURS = re.compile(rb"\[\[[\w-]+\]\]\nid = \"([\w-]+)\"\nat = ([\dT:-]{19})(\.\d{6})?Z\n")
_NOT_OURS = b"#= 00000000\n"


class NotMergeable(ExamprepError):  # noqa: N818 - named after the condition, as the user reads it
    """The two files are not copies of one candidate's progress."""


@dataclass(frozen=True, slots=True, order=True)
class _Variant:
    """One content under one id; `at` and `place` order it among the others."""

    at: str
    place: tuple[str, int]
    data: bytes
    name: str
    intact: bool


def merge(a: bytes, b: bytes, names: tuple[Path, Path] = NAMES) -> bytes:
    """Give the union of two progress files; torn last blocks are left out.

    Of two blocks with one id, an intact one stands for a hand-edited one. Two intact ones are
    both kept, the larger under the id `<id>~<crc32>`.

    Raises:
        NotMergeable: they belong to different candidates, or cannot stand in one file.
        UnreadableFile: one of them is damaged.
        NewerFormat: a later program wrote one of them.
    """
    (head_a, blocks_a), (head_b, blocks_b) = (
        _read(path, data) for path, data in zip(names, (a, b), strict=True)
    )
    if folded(head_a.name) != folded(head_b.name):
        raise NotMergeable(
            tr(
                "these are two candidates, {one} and {other}: nothing was merged",
                one=head_a.name,
                other=head_b.name,
            )
        )
    blocks = _resolved([*blocks_a, *blocks_b])
    result = b"".join([_united(head_a, head_b), *(b"\n" + block.data for block in blocks)])
    if not (all(block.intact for block in blocks) or is_readable(result)):
        raise NotMergeable(tr("the two hold hand-written tables that cannot stand in one file"))
    return result


def _read(path: Path, data: bytes) -> tuple[Head, list[_Variant]]:
    head, raw = split(data)
    variants = []
    for block in raw:
        if block.state != "torn":
            try:
                variants.append(_variant(block))
            except ValueError as error:
                line = line_of(data, block.start)
                raise NotMergeable(
                    tr(
                        "{path}:{line}: this {kind} is damaged",
                        path=path,
                        line=line,
                        kind=block.kind,
                    )
                ) from error
    return parse_head(path, head), variants


def _variant(block: RawBlock) -> _Variant:
    """Bring a block into the form in which copies of it are compared."""
    data, intact = unix_lines(block.data).rstrip() + b"\n", block.state == "whole"
    ours = _OURS.match(data) if intact else None
    if ours:
        at = (ours[2] + (ours[3] or b".000000")).decode()
        return _placed(data, ours[1].decode(), intact, at)
    if last_checksum_end(data) == 0:
        data += _NOT_OURS  # or it would count as torn, were it the last
    tables = parse(data).get(block.kind)
    fields = tables[0] if isinstance(tables, list) else {}
    at = _moment(fields.get("at"))
    name = fields.get("id")
    if not isinstance(name, str) or not _has_id_line(data, name):
        return _placed(data, "", intact, at)
    return _placed(*_original(_with_id(data, name, intact), name, intact), intact, at)


def _original(data: bytes, name: str, intact: bool) -> tuple[bytes, str]:  # noqa: FBT001
    """Give content and id as they were before an earlier merge told two of one id apart."""
    renamed = _RENAMED.fullmatch(name)
    if renamed:
        former = _with_id(data, renamed[1], intact)
        if _sum(former) == renamed[2]:
            return former, renamed[1]
    return data, name


def _placed(data: bytes, name: str, intact: bool, at: str) -> _Variant:  # noqa: FBT001
    token, _, number = name.rpartition("-")
    place = (token, int(number)) if number.isdecimal() and number.isascii() else (name, 0)
    return _Variant(at, place, data, name, intact)


def _moment(at: object) -> str:
    if isinstance(at, datetime):
        try:
            utc = at.astimezone(UTC) if at.tzinfo else at
        except OverflowError:  # the first or last day there is, in a far time zone
            utc = at
        return utc.replace(tzinfo=None).isoformat(timespec="microseconds")
    return at.isoformat() if isinstance(at, date) else ""


def _has_id_line(data: bytes, name: str) -> bool:
    found = _ID.search(data)
    return found is not None and parse(b"id = " + found[1]).get("id") == name


def _with_id(data: bytes, name: str, intact: bool) -> bytes:  # noqa: FBT001 - a fact of the data
    literal = quoted(name).encode()
    changed = _ID.sub(lambda found: found[0].replace(found[1], literal), data, count=1)
    return sealed(changed[: changed.rindex(b"#= ")]) if intact else changed


def _sum(data: bytes) -> str:
    return f"{crc32(data):08x}"


def _resolved(variants: Iterable[_Variant]) -> list[_Variant]:
    by_id: dict[str, set[_Variant]] = {}
    for variant in variants:
        by_id.setdefault(variant.name, set()).add(variant)
    kept = list(by_id.pop("", ()))
    for name, rivals in by_id.items():
        intact = [one for one in rivals if one.intact]
        first, *others = sorted(intact or rivals, key=lambda one: one.data)
        kept.append(first)
        for one in others:
            data = _with_id(one.data, f"{name}~{_sum(one.data)}", one.intact)
            kept.append(_Variant(one.at, one.place, data, name, one.intact))
    return _causal(kept)


def _causal(kept: list[_Variant]) -> list[_Variant]:
    """Order blocks by time, but never one writer's later block before his earlier one.

    A clock that was set back in between would otherwise put an undo before its answer.
    """
    latest: dict[str, str] = {}
    moved = []
    for one in sorted(kept, key=lambda one: (one.place, one.at, one.data)):
        token = one.place[0]
        latest[token] = max(latest.get(token, ""), one.at)
        moved.append(((latest[token], one.place, one.data), one))
    return [one for _, one in sorted(moved, key=lambda pair: pair[0])]


def _united(a: Head, b: Head) -> bytes:
    """Write one head for two: the earlier date, every key of both."""
    name = min(a.name, b.name)
    fields: dict[str, Any] = {"format": FORMAT, "candidate": name}
    dates = [head.created for head in (a, b) if "created" in head.fields]
    if dates:
        fields["created"] = min(dates)
    for key in sorted({*a.fields, *b.fields} - {"format", "candidate", "created"}):
        values = [head.fields[key] for head in (a, b) if key in head.fields]
        fields[key] = min(values, key=lambda value: render_head({"candidate": "", key: value}))
    return render_head(fields)
