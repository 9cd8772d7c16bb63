"""The editor of whoever writes a bank: which one it is, and how it opens a file at a line.

Its command is a list of words; no shell ever reads it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from examprep.errors import ExamprepError
from examprep.words import tr

# How each editor is told the line, and that it is to wait until the file is closed.
_PLUS_LINE = ("+{line}", "{path}")
_AT_END = ("{path}:{line}",)
_CODE = ("--wait", "--goto", "{path}:{line}")
_FORMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient"), _PLUS_LINE),
    **dict.fromkeys(("micro", "kak", "joe", "jed"), _PLUS_LINE),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor"), _CODE),
    "gvim": ("-f", "+{line}", "{path}"),
    "subl": ("--wait", "{path}:{line}"),
    "zed": ("--wait", "{path}:{line}"),
    **dict.fromkeys(("hx", "helix"), _AT_END),
}
_FOUND_HERE = ("nano", "micro", "vim", "vi")
# These draw on the terminal; without one they would wait for keys that never come.
_ON_TERMINAL = {"vi", "vim", "nvim", "nano", "pico", "micro", "kak", "joe", "jed", "hx", "helix"}
_SCRIPTS = {".cmd", ".bat"}
# Windows reads the words of a script by the rules of its shell.
_UNSAFE_IN_SCRIPTS = re.compile(r'[&|<>^%"]')


def editor_words(
    env: Mapping[str, str], which: Callable[[str], str | None] = shutil.which
) -> list[str]:
    """Give the words of the editor's command: `$VISUAL`, `$EDITOR`, or what the machine has.

    Raises:
        ExamprepError: none is there, or the variable cannot be read.
    """
    for name in ("VISUAL", "EDITOR"):
        if env.get(name, "").strip():
            return _split(name, env[name])
    if os.name == "nt":
        return ["notepad"]
    found = next((name for name in _FOUND_HERE if which(name)), None)
    if found is None:
        raise ExamprepError(
            tr("no editor was found; name yours: EDITOR=nano examprep bank edit ...")
        )
    return [found]


def _split(name: str, value: str) -> list[str]:
    try:
        words = shlex.split(value, posix=os.name != "nt")
    except ValueError as error:
        raise ExamprepError(
            tr(
                "{name} is {value}: it cannot be read ({error})",
                name=name,
                value=value,
                error=error,
            )
        ) from None
    return [word.strip('"') for word in words] if os.name == "nt" else words


def command_at(words: list[str], path: Path, line: int) -> list[str]:
    """Give the command that opens a file at a line, where the editor can go to lines."""
    form = _FORMS.get(Path(words[0]).stem.lower(), ("{path}",))
    place = {"path": str(path.absolute()), "line": str(line)}
    options = [part.format_map(place) for part in form]
    return [*words, *(option for option in options if option not in words)]


def edit(path: Path, line: int, env: Mapping[str, str]) -> int:
    """Open a file at a line, wait until the editor ends, and give its exit code.

    Raises:
        ExamprepError: there is no editor, or it cannot be started.
    """
    words = editor_words(env)
    program = shutil.which(words[0])
    if program is None:
        raise ExamprepError(
            tr(
                "the editor {editor} was not found; set EDITOR to one that is there",
                editor=words[0],
            )
        )
    if Path(words[0]).stem.lower() in _ON_TERMINAL and not sys.stdin.isatty():
        raise ExamprepError(
            tr("the editor {editor} needs a terminal; nothing was opened", editor=words[0])
        )
    command = command_at(words, path, line)
    if Path(program).suffix.lower() in _SCRIPTS and _UNSAFE_IN_SCRIPTS.search(str(path)):
        raise ExamprepError(
            tr("{path}: this editor cannot open a name with one of & | < > ^ %", path=path)
        )
    try:
        return subprocess.run([program, *command[1:]], check=False).returncode
    except OSError as error:
        raise ExamprepError(
            tr(
                "the editor {editor} cannot be started: {reason}",
                editor=words[0],
                reason=error.strerror,
            )
        ) from error
