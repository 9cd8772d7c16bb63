"""How this program was installed: how it starts itself again, and how to add what is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from examprep.words import tr

Way = Literal["program", "pipx", "uv", "pip"]
_WAYS = {
    "program": "",
    "pipx": "pipx install --force 'examprep[{extra}]'",
    "uv": "uv tool install 'examprep[{extra}]'",
    "pip": "pip install 'examprep[{extra}]'",
}


def installed_by() -> Way:
    """Tell which way this program was installed, as far as its place shows."""
    if getattr(sys, "frozen", False):
        return "program"
    parts = Path(sys.prefix).parts
    if "pipx" in parts:
        return "pipx"
    return "uv" if "uv" in parts and "tools" in parts else "pip"


def own_command() -> list[str]:
    """Give the command that starts this very program: the program without Python is itself one."""
    if installed_by() == "program":
        return [sys.executable]
    return [sys.executable, "-m", "examprep"]


def how_to_add(extra: str) -> str:
    """Say in a few words how to get the libraries of an extra."""
    command = _WAYS[installed_by()].format(extra=extra)
    return command or tr(
        "the program without Python has no room for them: pipx install 'examprep[{extra}]'",
        extra=extra,
    )
