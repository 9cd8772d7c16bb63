"""Writes what was imported into a bank: a new folder, or items in the files of one that exists.

A new bank appears whole or not at all. In one that exists each file is replaced whole, the head
first; an item that did not change keeps its author's text, comments and place.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from examprep.banks.folders import HEAD_FILE, bank_files
from examprep.banks.reader import RawBank, read_tables
from examprep.banks.rendering import item_text, statement
from examprep.banks.source import load_source
from examprep.banks.splicing import Version, splice
from examprep.errors import ExamprepError, UnwritableFile
from examprep.exchange.heads import add_topics, put
from examprep.exchange.importing import Import
from examprep.exchange.naming import slug
from examprep.exchange.question import Raw
from examprep.files import reason, replace_bytes

PICTURES = "pictures"
_FORMAT = 1
_NO_LICENCE = '# licence = "CC-BY-4.0"  # ask the authors before you share their questions\n'


@dataclass(frozen=True, slots=True)
class Target:
    """The bank that is written: its folder, and what it holds already."""

    folder: Path
    raws: dict[str, Raw] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    bank: RawBank | None = None


def target(folder: Path) -> Target:
    """Look at the folder of the bank that is to be written.

    Raises:
        ExamprepError: something else is there, or the bank has faults.
    """
    if _is_free(folder):
        return Target(folder)
    bank, problems = read_tables(folder)
    first = next((problem for problem in problems if problem.severity == "error"), None)
    if bank is None or first:
        raise ExamprepError(f"{first}; mend this bank first, or name a new folder")
    return Target(
        folder, {raw["id"]: raw for raw in bank.items}, dict(bank.bank.topics or {}), bank
    )


def _is_free(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except FileNotFoundError:
        return True
    except NotADirectoryError as error:
        words = "it is a file; name the folder of a bank, or a new one"
        raise ExamprepError(f"{folder}: {words}") from error
    except OSError as error:
        raise ExamprepError(f"{folder}: it cannot be read: {reason(error)}") from error


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a new bank says besides its id."""

    title: str
    licence: str = ""
    authors: tuple[str, ...] = ()


def write_bank(place: Target, found: Import, heading: Heading, file: str) -> list[Path]:
    """Write new and changed items; `file` names the file of the new ones. Gives what was written.

    Raises:
        UnwritableFile: the disk refuses; a new bank is not there then.
    """
    if place.bank is None:
        return _new(place.folder, found, heading, file)
    written = _changed(place, found)
    added = _file_of(place.folder, file)
    if found.added:
        old = load_source(added).text if added.exists() else ""
        parts = [old.rstrip("\n") + "\n"] if old.strip() else []
        text = "\n".join([*parts, *map(item_text, found.added.values())])
        put(added, text)
        written.append(added)
    return [*written, *_pictures(place.folder, found.files)]


def _file_of(folder: Path, name: str) -> Path:
    stem = slug(name) or "imported"
    return folder / f"{'imported' if stem == 'bank' else stem}.toml"


def _new(folder: Path, found: Import, heading: Heading, file: str) -> list[Path]:
    """Make the bank beside its place, then move it there."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise UnwritableFile(f"{folder}: cannot be written: {reason(error)}") from error
    try:
        head = _head(slug(folder.name) or "imported", heading, found.topics)
        replace_bytes(made / HEAD_FILE, head.encode(), shared=True)
        items = _file_of(made, file)
        text = "\n".join(map(item_text, found.added.values()))
        replace_bytes(items, text.encode(), shared=True)
        pictures = _pictures(made, found.files)
        made.chmod(0o755)
        if folder.exists():
            folder.rmdir()  # it is empty, or this refuses
        made.rename(folder)
    except OSError as error:
        raise UnwritableFile(f"{folder}: cannot be written: {reason(error)}") from error
    finally:
        if made.exists():
            shutil.rmtree(made, ignore_errors=True)
    return [folder / path.relative_to(made) for path in (made / HEAD_FILE, items, *pictures)]


def _head(number: str, heading: Heading, topics: dict[str, str]) -> str:
    lines = [
        statement("format", _FORMAT),
        statement("id", number),
        statement("title", heading.title),
        statement("version", "1.0.0"),
        statement("licence", heading.licence) if heading.licence else _NO_LICENCE,
        *([statement("authors", list(heading.authors))] if heading.authors else ()),
        statement("language", "en-US"),
        "\n[topics]\n",
        *(statement(topic, name) for topic, name in topics.items()),
    ]
    return "".join(lines)


def _changed(place: Target, found: Import) -> list[Path]:
    """Write changed items in place of the old ones, and new topics into the head."""
    written = []
    assert place.bank is not None  # noqa: S101 - the caller has seen to it
    topics = {key: name for key, name in found.topics.items() if key not in place.topics}
    if topics:
        written.append(add_topics(place.bank.head[0], topics))
    for path in bank_files(place.folder):
        source = load_source(path)
        ids = [raw.get("id", "") for raw in source.items if isinstance(raw, dict)]
        fresh = {n: found.changed[one] for n, one in enumerate(ids) if one in found.changed}
        if fresh:
            put(path, _spliced(source.text, source.starts, source.tables, fresh))
            written.append(path)
    return written


def _spliced(text: str, starts: list[int], tables: dict[str, Any], fresh: dict[int, Raw]) -> str:
    """Put items in place of others, by their position; the text between stays as it is."""
    if not starts:  # the items are written in a way that has no places: write them all anew
        items = [fresh.get(n, raw) for n, raw in enumerate(tables["item"])]
        head = "".join(statement(key, value) for key, value in tables.items() if key != "item")
        return (
            "\n".join([head, *map(item_text, items)]) if head else "\n".join(map(item_text, items))
        )
    bounds = [*starts, len(text)]
    parts = [text[: starts[0]]]
    for number, (start, end) in enumerate(pairwise(bounds)):
        old = text[start:end]
        if number not in fresh:
            parts.append(old)
            continue
        body = old.rstrip()
        tail = _comment_after(body)
        own = Version(body.removesuffix(tail) + "\n", tables["item"][number])
        mended = splice(fresh[number], own, own, own, item_text)
        parts += [mended.rstrip("\n"), tail, old[len(body) :] or "\n"]
    return "".join(parts)


def _comment_after(text: str) -> str:
    """Give the comment lines at the end of an item: they speak of the next one."""
    lines = text.split("\n")
    count = 0
    while count < len(lines) and (
        not lines[-1 - count].strip() or lines[-1 - count].startswith("#")
    ):
        count += 1
    tail = "\n".join(lines[len(lines) - count :]) if count else ""
    return f"\n{tail}" if tail.strip() else ""


def _pictures(folder: Path, files: dict[str, bytes]) -> Iterable[Path]:
    written = []
    for name, data in files.items():
        replace_bytes(folder / PICTURES / name, data, shared=True)
        written.append(folder / PICTURES / name)
    return written
