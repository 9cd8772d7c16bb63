"""Where banks lie on the disk: folders of banks, and the files of one bank. Nothing is opened."""

from __future__ import annotations

from pathlib import Path

from examprep import places

HEAD_FILE = "bank.toml"
LEDGER = ".library"


def bank_files(path: Path) -> list[Path]:
    """List the TOML files of a bank: the file itself, or those of its folder, head first.

    Raises:
        OSError: the folder cannot be listed.
    """
    if not path.is_dir():
        return [path]
    names = sorted(
        entry.name
        for entry in path.iterdir()
        if entry.suffix == ".toml" and not entry.name.startswith(".")
    )
    return [path / name for name in sorted(names, key=lambda name: name != HEAD_FILE)]


def own_banks() -> Path:
    """Give the folder of the banks that were added on this machine."""
    return places.data_folder() / "banks"


def installed_folders() -> list[Path]:
    """List the folders that hold banks: those that ship with examprep, then the user's own."""
    return [places.shipped_banks(), own_banks()]


def find_banks(path: Path) -> list[Path]:
    """List the banks at a path: itself, if it is a bank, or those that a folder holds.

    Raises:
        OSError: the folder cannot be listed.
    """
    if not path.is_dir() or (path / HEAD_FILE).exists():
        return [path]
    return sorted(entry for entry in path.iterdir() if _is_bank(entry))


def _is_bank(path: Path) -> bool:
    if path.name.startswith("."):
        return False
    if not path.is_dir():
        return path.suffix == ".toml"
    try:
        return any(entry.suffix == ".toml" for entry in path.iterdir())
    except OSError:
        return True  # the reader will say why it cannot be read
