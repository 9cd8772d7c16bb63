"""Puts the outcome of a merge on the disk: one file, or a folder with the files beside it."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from examprep.banks.merging import Outcome
from examprep.errors import UnwritableFile
from examprep.files import reason, replace_bytes
from examprep.problems import Problem

_HIDDEN = shutil.ignore_patterns(".*")


def place(outcome: Outcome, out: Path, base: Path, ours: Path, theirs: Path) -> list[Problem]:
    """Write a merged file or bank, and bring along what else lies in a bank's folder.

    A new folder appears whole or not at all. Onto `ours` itself each file is replaced whole.

    Args:
        outcome: what was merged.
        out: a path where nothing stands, or one of the three, given with the same words.
        base: what both sides began with.
        ours: one side.
        theirs: the other.

    Raises:
        UnwritableFile: something else stands at `out`, or it cannot be written.
    """
    if out not in {base, ours, theirs} and (out.exists() or out.is_symlink()):
        raise UnwritableFile(f"{out}: stands there already; choose another name")
    if "" in outcome.files:
        replace_bytes(out, outcome.files[""], shared=True)
        return []
    if out in {base, theirs}:
        raise UnwritableFile(f"{out}: a merged folder goes to a new place or to {ours}")
    try:
        return (
            _onto(outcome, ours, base, theirs)
            if out == ours
            else _anew(outcome, out, base, ours, theirs)
        )
    except OSError as error:
        raise UnwritableFile(f"{out}: cannot be written: {reason(error)}") from error


def _anew(outcome: Outcome, out: Path, base: Path, ours: Path, theirs: Path) -> list[Problem]:
    out.parent.mkdir(parents=True, exist_ok=True)
    working = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        made = working / "bank"
        shutil.copytree(ours, made, symlinks=True, ignore=_HIDDEN)
        found = _onto(outcome, made, base, theirs)
        made.rename(out)
    finally:
        shutil.rmtree(working, ignore_errors=True)
    return found


def _onto(outcome: Outcome, folder: Path, base: Path, theirs: Path) -> list[Problem]:
    """Turn a folder that holds our side into the merged one."""
    for name, data in outcome.files.items():
        replace_bytes(folder / name, data, shared=True)
    for file in folder.glob("*.toml"):
        if file.name not in outcome.files and not file.name.startswith("."):
            file.unlink()
    return list(_others(folder, base, theirs))


def _others(folder: Path, base: Path, theirs: Path) -> Iterator[Problem]:
    """Bring pictures and texts that theirs added or changed; name those that both changed."""
    for file in sorted(theirs.rglob("*")):
        name = file.relative_to(theirs)
        if not _is_other(file, name) or _same(file, base / name) or _same(file, folder / name):
            continue
        if _same(folder / name, base / name):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / name)
        else:
            words, hint = "conflict: both sides changed this file", f"compare it with {file}"
            yield Problem(folder / name, 0, "error", words, hint=hint)


def _same(one: Path, other: Path) -> bool:
    """Tell whether two files are equal, or both are missing."""
    if not (one.is_file() and other.is_file()):
        return not one.exists() and not other.exists()
    return filecmp.cmp(one, other, shallow=False)


def _is_other(file: Path, name: Path) -> bool:
    if any(part.startswith(".") for part in name.parts) or not file.is_file():
        return False
    return not file.is_symlink() and (len(name.parts) > 1 or file.suffix != ".toml")
