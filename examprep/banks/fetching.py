"""Brings a bank from where it is: a folder, a file, a packed archive, or a git repository.

Nothing of it is ever executed: of a repository only TOML files and pictures are taken, with hooks,
filters, submodules and prompts off.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from examprep.banks.folders import HEAD_FILE
from examprep.banks.packing import Packed, files_of, unpacked
from examprep.errors import ExamprepError, UnreadableFile
from examprep.text import printable

_GIT = re.compile(r"(?:https?|ssh|git|file)://\S+|[\w.-]+@[\w.-]+:\S+|\S+\.git/?")
_ARCHIVE = b"PK\x03\x04"
_SECONDS = 300
_DEPTH = 2
_OFF = (
    "core.hooksPath=/dev/null", "core.symlinks=false", "core.fsmonitor=false",
    "protocol.ext.allow=never", "filter.lfs.smudge=", "filter.lfs.required=false",
)  # fmt: skip


def is_git(source: str) -> bool:
    """Tell whether a source is the address of a git repository."""
    return _GIT.fullmatch(source) is not None and not Path(source).is_file()


@contextmanager
def fetched(source: str, only: str = "") -> Iterator[dict[str, Packed]]:
    """Bring all banks of a source; gives the files of each, by the name of its folder or file.

    Raises:
        ExamprepError: there is nothing, it cannot be read, or git refuses; one clear line.
    """
    if not is_git(source):
        yield _local(Path(source).expanduser(), only)
        return
    folder = Path(tempfile.mkdtemp(prefix="examprep-"))
    try:
        _clone(source, folder / "repository")
        yield _in_folder(folder / "repository", source, only)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _local(path: Path, only: str) -> dict[str, Packed]:
    if path.is_dir():
        return _in_folder(path, str(path), only)
    if not path.is_file():
        raise UnreadableFile(f"{path}: there is no such file or folder")
    with path.open("rb") as file:
        is_archive = file.read(len(_ARCHIVE)) == _ARCHIVE
    return {path.stem: unpacked(path) if is_archive else files_of(path)}


def _in_folder(folder: Path, source: str, only: str) -> dict[str, Packed]:
    """Find the banks of a folder: itself, those in it, or those one folder deeper."""
    found = list(_banks(folder, _DEPTH))
    named = [path for path in found if not only or only in {path.name, path.stem}]
    if not found:
        raise ExamprepError(f"{source}: no bank is in it: a bank is a folder with {HEAD_FILE}")
    if not named:
        names = ", ".join(path.stem for path in found)
        raise ExamprepError(f"{source}: there is no bank {only} in it (there are {names})")
    return {path.stem: files_of(path) for path in named}


def _banks(folder: Path, depth: int) -> Iterator[Path]:
    if (folder / HEAD_FILE).is_file():
        yield folder
        return
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_dir() or path.name.startswith("."):
            continue
        if (path / HEAD_FILE).is_file():
            yield path
        elif depth:
            yield from _banks(path, depth - 1)


def _clone(source: str, to: Path) -> None:
    """Fetch the newest state of a repository, without its history.

    Raises:
        ExamprepError: git is not installed, or says no.
    """
    git = shutil.which("git")
    if git is None:
        hint = "install git, or download the bank as a zip archive and add that"
        raise ExamprepError(f"{source}: git is needed for this: {hint}")
    options = [part for one in _OFF for part in ("-c", one)]
    command = [git, *options, "clone", "--quiet", "--depth=1", "--no-recurse-submodules",
               "--template=", "--", source, str(to)]  # fmt: skip
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "GIT_LFS_SKIP_SMUDGE": "1"}
    try:
        done = subprocess.run(
            command, env={**os.environ, **quiet}, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ExamprepError(f"{source}: git did not end within {_SECONDS // 60} minutes") from None
    if done.returncode:
        said = printable(done.stderr.decode(errors="replace")).strip().splitlines()
        fatal = next((words for words in said if words.startswith("fatal:")), "it failed")
        raise ExamprepError(f"{source}: git says: {fatal.removeprefix('fatal:').strip()}")
