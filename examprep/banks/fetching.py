"""Brings a bank from where it is: a folder, a file, a packed archive, or a git repository.

Nothing of it is ever executed: of a repository only TOML files and pictures are taken, with hooks,
filters, submodules and prompts off.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from examprep.banks.folders import HEAD_FILE
from examprep.banks.packing import Packed, files_of, unpacked
from examprep.errors import ExamprepError, UnreadableFile
from examprep.files import MEBIBYTE, reason
from examprep.text import printable

_GIT = re.compile(r"(?:https?|ssh|git|file)://\S+|[\w.-]+@[\w.-]+:\S+|\S+\.git/?")
_ARCHIVE = b"PK\x03\x04"
_SECONDS = 300
_DEPTH = 2
_OFF = (
    "core.hooksPath=/dev/null", "core.symlinks=false", "core.fsmonitor=false",
    "protocol.ext.allow=never", "filter.lfs.smudge=", "filter.lfs.required=false",
    "credential.interactive=never",
)  # fmt: skip
# Nothing may ask, not even through a window; a repository that git works for at the moment is none
# of ours.
_QUIET = {
    "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS": "", "GCM_INTERACTIVE": "never",
    "GIT_LFS_SKIP_SMUDGE": "1", "GIT_ALLOW_PROTOCOL": "https:http:ssh:git:file",
}  # fmt: skip
_UNSET = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"))
_LARGEST = 1024 * MEBIBYTE
_MOST_FILES = 100_000
_LOOK = 0.25  # seconds between two looks at how large it has become


def is_git(source: str) -> bool:
    """Tell whether a source is the address of a git repository."""
    with suppress(OSError):  # a name too long for a file
        return _GIT.fullmatch(source) is not None and not Path(source).is_file()
    return True


@contextmanager
def fetched(source: str, only: str = "") -> Iterator[dict[str, Packed]]:
    """Bring all banks of a source; gives the files of each, by its path in the source.

    Raises:
        ExamprepError: there is nothing, it cannot be read, or git refuses; one clear line.
    """
    if not is_git(source):
        try:
            found = _local(Path(source).expanduser(), only)
        except OSError as error:
            raise UnreadableFile(f"{source[:200]}: cannot be read: {reason(error)}") from error
        yield found
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
    return {_named(path, folder): files_of(path) for path in named}


def _named(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path != folder else path.name


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
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=said, start_new_session=True,
        )  # fmt: skip
        try:
            _watched(process, source, to)
        finally:
            _ended(process)
        said.seek(0)
        if process.returncode:
            raise ExamprepError(f"{source}: git says: {_fatal(said.read(1_000_000))}")


def _environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes", **own, **_QUIET}


def _fatal(said: bytes) -> str:
    lines = printable(said.decode(errors="replace")).strip().splitlines()
    fatal = next((words for words in lines if words.startswith("fatal:")), "it failed")
    return fatal.removeprefix("fatal:").strip()


def _watched(process: subprocess.Popen[bytes], source: str, folder: Path) -> None:
    """Wait for git, as long as it takes neither too long nor too much.

    Raises:
        ExamprepError: it does.
    """
    for _ in range(int(_SECONDS / _LOOK)):
        try:
            process.wait(_LOOK)
        except subprocess.TimeoutExpired:
            ended = False
        else:
            ended = True
        if _is_too_large(folder):
            words = f"more than {_LARGEST // MEBIBYTE} MB or {_MOST_FILES:,} files"
            raise ExamprepError(f"{source}: the repository is too large: {words}")
        if ended:
            return
    raise ExamprepError(f"{source}: git did not end within {_SECONDS // 60} minutes")


def _is_too_large(folder: Path) -> bool:
    size = count = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # git takes its own files away meanwhile
                size += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118
        count += len(names)
        if size > _LARGEST or count > _MOST_FILES:
            return True
    return False


def _ended(process: subprocess.Popen[bytes]) -> None:
    """End git and all that it started, where it has not ended by itself."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
