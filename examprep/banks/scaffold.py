"""Begins banks: a commented one to write into, or a copy of another one under a new id.

Nothing that stands already is ever overwritten, and after a failure nothing is left behind.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

import rtoml
import tomli_w

from examprep.banks.editor_schema import schema
from examprep.banks.folders import HEAD_FILE, bank_files
from examprep.banks.lines import locate
from examprep.banks.models import validate_head
from examprep.errors import ExamprepError, UnwritableFile
from examprep.files import read_bytes, reason, replace_bytes

SCHEMA_FILE = "bank.schema.json"
TAPLO_FILE = ".taplo.toml"
_EXAMPLES = Path(__file__).parent / "examples"
_CALCULATIONS = (
    "ptce-2026:4.1",
    "ptce-2020:4.2",
    "excpt-2023:calculations",
    "cspt-2023:calculations",
)
# Of each kind the examples by file, with the areas that they belong to.
_OF_KIND: dict[str, dict[str, tuple[str, ...]]] = {
    "choice": {
        "choice.toml": ("ptce-2026:2.2", "ptce-2020:2.2", "excpt-2023:controlled"),
        "choice.sterile.toml": ("cspt-2023:hygiene-garbing",),
    },
    "multiple": {
        "multiple.toml": ("ptce-2026:3.2", "ptce-2020:3.2", "excpt-2023:safety"),
        "multiple.sterile.toml": ("cspt-2023:hygiene-garbing",),
    },
    "numeric": {"numeric.toml": _CALCULATIONS},
    "template": {"template.toml": _CALCULATIONS},
    "order": {
        "order.toml": ("ptce-2026:2.1", "ptce-2020:2.1", "excpt-2023:laws"),
        "order.sterile.toml": ("cspt-2023:hygiene-garbing",),
    },
    "match": {
        "match.toml": ("ptce-2026:2.3", "ptce-2020:2.3", "excpt-2023:controlled"),
        "match.sterile.toml": ("cspt-2023:2.3",),
    },
}
KINDS = tuple(_OF_KIND)
EXAMS = ("ptce-2026", "excpt-2023", "cspt-2023", "ptce-2020")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new bank says of itself; what is empty is left for the author to fill in."""

    title: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
    exam: str = EXAMS[0]
    kinds: tuple[str, ...] = KINDS


def bank_id(folder: Path) -> str:
    """Make a bank's id of its folder's name: small letters, digits and hyphens.

    Raises:
        ExamprepError: the name has no letter or digit to make one of.
    """
    name = re.sub(r"[^a-z0-9._]+", "-", folder.absolute().name.lower()).strip("-._")[:64]
    if not name:
        raise ExamprepError(f"{folder}: a bank's folder needs a name with letters or digits")
    return name


def scaffold(folder: Path, wanted: Wanted) -> list[Path]:
    """Write a bank with one commented example of each kind, and give its files.

    Raises:
        ExamprepError: something in the way, or a value that no bank can have; nothing is written.
    """
    files = {HEAD_FILE: _head(folder, wanted)}
    files |= {f"{kind}.toml": _example(kind, wanted.exam) for kind in wanted.kinds}
    return _write(folder, _see_head(folder, files))


def copy_bank(folder: Path, source: Path, title: str = "") -> list[Path]:
    """Copy a bank under the id that the folder's name gives, and give the files of the copy.

    Comments, authors and licence stay; only the id, and the title if one is given, are new.

    Raises:
        ExamprepError: it cannot be read, or something is in the way; nothing is written.
    """
    try:
        paths = bank_files(source)
    except OSError as error:
        raise ExamprepError(f"{source}: cannot be read: {reason(error)}") from error
    files = {path.name if source.is_dir() else HEAD_FILE: _text(path) for path in paths}
    if HEAD_FILE not in files:
        raise ExamprepError(f"{source}: the folder has no {HEAD_FILE}, so it is no bank")
    changed = {"id": bank_id(folder)} | ({"title": title} if title else {})
    files[HEAD_FILE] = _with_values(files[HEAD_FILE], changed)
    return _write(folder, _see_head(folder, files))


def _head(folder: Path, wanted: Wanted) -> str:
    """Fill the head; what was not said stands as a comment that shows how to say it."""
    licence = f"licence = {_quoted(wanted.licence)}"
    if not wanted.licence:
        licence = '# licence = "CC-BY-4.0"  # what others may do with it; without one, nothing'
    names = ", ".join(map(_quoted, wanted.authors))
    authors = f"authors = [{names}]" if names else '# authors = ["Our study group"]'
    return Template(_text(_EXAMPLES / HEAD_FILE)).substitute(
        id=_quoted(bank_id(folder)),
        title=_quoted(wanted.title or folder.absolute().name),
        licence=licence,
        authors=authors,
    )


def _example(kind: str, exam: str) -> str:
    """Give the example of a kind that belongs to an exam."""
    for name, areas in _OF_KIND[kind].items():
        mine = [area for area in areas if area.startswith(f"{exam}:")]
        if mine:
            quoted = ", ".join(map(_quoted, mine))
            return Template(_text(_EXAMPLES / name)).substitute(areas=quoted)
    raise ExamprepError(f"there is no example of the kind {kind} for {exam}")


def _quoted(text: str) -> str:
    """Write a text as TOML does."""
    return tomli_w.dumps({"x": text}).removeprefix("x = ").rstrip("\n")


def _text(path: Path) -> str:
    return read_bytes(path).decode("utf-8-sig", "replace")


def _with_values(text: str, values: Mapping[str, str]) -> str:
    """Put new values into the lines of a head's keys; the rest stays as it was written."""
    places = locate(text)
    lines = text.split("\n")
    for key, value in values.items():
        line = places.get((key,), 0)
        if line:
            comment = re.search(r"[\"'][ \t]*(#[^\"']*)$", lines[line - 1])
            tail = f"  {comment[1].rstrip()}" if comment else ""
            lines[line - 1] = f"{key} = {_quoted(value)}{tail}"
    return "\n".join(lines)


def _see_head(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    """See that the head is one, before anything is written.

    Raises:
        ExamprepError: it is not, as where a title is too long.
    """
    try:
        tables = rtoml.loads(files[HEAD_FILE])
    except ValueError as error:
        place = folder / HEAD_FILE
        raise ExamprepError(f"{place}: the head would not be valid TOML: {error}") from error
    head = {key: value for key, value in tables.items() if key != "item"}
    bank, faults = validate_head(head)
    if bank is None or faults or bank.id != bank_id(folder):
        words = faults[0][1] if faults else "the id cannot be put into it"
        raise ExamprepError(f"{folder / HEAD_FILE}: no bank can be made of this: {words}")
    return dict(files)


def _write(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write all files, or none: what was written is taken back after a failure."""
    texts = {
        **files,
        SCHEMA_FILE: json.dumps(schema(), indent=2) + "\n",
        TAPLO_FILE: _text(_EXAMPLES / "taplo.toml"),
    }
    _see_room(folder, texts)
    made = _made(folder)
    written: list[Path] = []
    try:
        for name, text in texts.items():
            replace_bytes(folder / name, text.encode("utf-8"), shared=True)
            written.append(folder / name)
    except UnwritableFile:
        _take_back(written, made)
        raise
    return written


def _see_room(folder: Path, names: Iterable[str]) -> None:
    if folder.exists() and not folder.is_dir():
        raise ExamprepError(f"{folder} is a file; name a folder that is new or empty")
    taken = [name for name in names if (folder / name).exists()]
    taken += [path.name for path in sorted(folder.glob("*.toml")) if path.name not in taken]
    taken = [name for name in taken if not name.startswith(".")] or taken
    if taken:
        hint = "nothing was changed; name a folder that is new or empty"
        raise ExamprepError(f"{folder} has {taken[0]} already ({hint})")


def _made(folder: Path) -> Sequence[Path]:
    """Make the folder and name what had to be made, the innermost first."""
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFile(f"{folder}: cannot be made: {reason(error)}") from error
    return new


def _take_back(written: Iterable[Path], made: Iterable[Path]) -> None:
    with contextlib.suppress(OSError):  # what cannot be taken away again stands there, harmless
        for path in written:
            path.unlink()
        for place in made:
            place.rmdir()
