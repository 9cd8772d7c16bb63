"""Where examprep keeps things on this machine.

`EXAMPREP_HOME` puts everything under one folder: for a USB stick, a classroom or a test.
"""

from __future__ import annotations

import getpass
import hashlib
import os
from pathlib import Path

from platformdirs import (
    user_cache_path,
    user_config_path,
    user_data_path,
    user_documents_path,
)

from examprep.errors import UnreadableFile

# Logins that many people share, or none: no name for anybody.
_NOBODY = frozenset(
    [
        "root",
        "admin",
        "administrator",
        "user",
        "owner",
        "student",
        "students",
        "guest",
        "public",
        "pi",
        "ubuntu",
        "debian",
        "demo",
        "test",
        "default",
        "nobody",
        "runner",
        "vagrant",
        "codespace",
        "vscode",
        "lab",
        "kiosk",
        "pharmacy",
        "class",
    ]
)


def _home() -> Path | None:
    home = os.environ.get("EXAMPREP_HOME")
    try:
        return Path(home).expanduser() if home else None
    except RuntimeError:
        raise UnreadableFile(f"EXAMPREP_HOME is {home}: there is no such user folder") from None


def seat() -> str:
    """Give the name of who sits at this app in a classroom's browser; empty for everybody else.

    `EXAMPREP_SEAT` is set by the server: the app is then that candidate's alone.
    """
    return os.environ.get("EXAMPREP_SEAT", "").strip()


def login_name() -> str:
    """Give the name under which this machine knows its user; empty where it names nobody."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, or a system without users
        return ""
    return "" if name.casefold() in _NOBODY else name


def _seat_folder() -> str:
    """Give a folder name for the seat: the same for the same name, safe for any name."""
    return hashlib.sha256(seat().casefold().encode()).hexdigest()[:16]


def data_folder() -> Path:
    """Give the folder of the candidates' progress files and installed banks."""
    home = _home()
    return home / "data" if home else user_data_path("examprep", appauthor=False)


def cache_folder() -> Path:
    """Give the folder of the bank index and progress snapshots; safe to delete at any time."""
    home = _home()
    return home / "cache" if home else user_cache_path("examprep", appauthor=False)


def config_folder() -> Path:
    """Give the folder of `settings.toml`."""
    home = _home()
    folder = home / "config" if home else user_config_path("examprep", appauthor=False)
    return folder / "seats" / _seat_folder() if seat() else folder


def reports_folder() -> Path:
    """Give the folder of the score reports that a candidate saves, among their documents."""
    home = _home()
    folder = home / "reports" if home else user_documents_path() / "examprep"
    return folder / "seats" / _seat_folder() if seat() else folder


def candidates_folder() -> Path:
    """Give the folder that holds one progress file per candidate."""
    return data_folder() / "candidates"


def assignments_folder() -> Path:
    """Give the folder of the assignments that candidates here were given."""
    return data_folder() / "assignments"


def made_folder() -> Path:
    """Give the folder of what an instructor made here, with the key that it is signed with."""
    return data_folder() / "assigned"


def shipped_banks() -> Path:
    """Give the folder of the banks that ship with the program.

    In the wheel they stand inside the package; an editable install has them beside it.
    """
    packaged = Path(__file__).parent / "question_banks"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "question_banks"
