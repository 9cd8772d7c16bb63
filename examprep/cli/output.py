"""What the commands have in common when they print lines and write files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examprep.errors import UnwritableFile
from examprep.files import reason
from examprep.text import one_line, printable
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.problems import Problem


def aligned(text: str) -> str:
    """Make a text safe for any output, with the spaces that put it under others."""
    encoding = sys.stdout.encoding or "utf-8"
    return printable(text).encode(encoding, "replace").decode(encoding)


def line(text: object) -> str:
    """Make a text one line that any output can take."""
    return aligned(one_line(text))


def say(text: object) -> None:
    """Write one line to stderr."""
    sys.stderr.write(line(text) + "\n")


def print_json(value: Any) -> None:
    """Print plain values as JSON."""
    print(json.dumps(value, indent=2, default=str))


def problem_row(problem: Problem) -> dict[str, str | int]:
    """Give a problem as data."""
    return {
        "path": str(problem.path),
        "line": problem.line,
        "severity": problem.severity,
        "item": problem.item,
        "message": problem.message,
        "hint": problem.hint,
    }


def write_out(path: Path, data: bytes) -> None:
    """Make a new file of what a command gives.

    Raises:
        UnwritableFile: it cannot be made, or a file stands there already.
    """
    from examprep.progress.disk import DISK, write_new

    try:
        write_new(DISK, path, data)
    except FileExistsError as error:
        fault = tr("stands there already; nothing is ever overwritten: choose another name")
        raise UnwritableFile(f"{path}: {fault}") from error
    except OSError as error:
        fault = tr("cannot be written: {reason}", reason=reason(error))
        raise UnwritableFile(f"{path}: {fault}") from error
