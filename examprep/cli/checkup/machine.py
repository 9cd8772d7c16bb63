"""The program, the terminal and the clock of this machine."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from examprep import __version__
from examprep.cli.checkup import Row
from examprep.program import how_to_add, installed_by
from examprep.words import msg, tr

_WAYS = {"program": tr("program without Python"), "pipx": "pipx", "uv": "uv tool", "pip": "pip"}
_SIGNS = "\u2713\u2022\u2502\u2581\u2026"
_WIDTH, _HEIGHT = 40, 12
_VARIABLES = ("TEXTUAL", "EXAMPREP_", "NO_COLOR")
_SLACK = timedelta(minutes=10)
_MOMENT = re.compile(rb"^at = (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)", re.MULTILINE)


def program() -> Iterator[Row]:
    """Look at version, interpreter, system and libraries."""
    yield Row(msg("version"), __version__)
    place = Path(__file__).parents[3]
    way = tr("{way}, in {folder}", way=_WAYS[installed_by()], folder=place)
    yield Row(msg("installed with"), way)
    yield Row("Python", f"{platform.python_version()}, {sys.executable}")
    yield Row(msg("system"), platform.platform())
    if installed_by() == "program":
        return
    missing = [*_missing()]
    if missing:
        wrong = tr("not installed: {names}", names=", ".join(missing))
        mend = tr("install examprep again, with pipx or pip")
        yield Row(msg("libraries"), tr("some are missing"), wrong, mend)
    else:
        yield Row(msg("libraries"), tr("all there"))


def _missing() -> Iterator[str]:
    """Name the libraries that the program needs and that are not there."""
    try:
        wanted = importlib.metadata.requires("examprep") or []
    except importlib.metadata.PackageNotFoundError:
        return
    for text in wanted:
        name = re.match(r"[\w.-]+", text)
        if name and "extra ==" not in text and not _version(name[0]):
            yield name[0]


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def extras() -> Iterator[Row]:
    """Look at what only some commands need."""
    names = ("pyarrow", "duckdb", "ibis-framework")
    absent = [name for name in names if not _version(name)]
    if absent:
        told = tr(
            "not installed; only for Parquet and `cohort topics`: {how}", how=how_to_add("cohort")
        )
    else:
        told = ", ".join(f"{name} {_version(name)}" for name in names)
    yield Row(msg("cohort extra"), told)
    git = shutil.which("git")
    yield Row("git", git or tr("not installed; only for `bank add` of a git address"))


def terminal(variables: Mapping[str, str] = os.environ) -> Iterator[Row]:
    """Look at what the terminal can show."""
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    yield _kind(variables.get("TERM", ""), at_terminal=at_terminal)
    yield Row(msg("colors"), colors(variables))
    yield _size(at_terminal=at_terminal)
    yield _encoding(sys.stdout.encoding or "ascii", at_terminal=at_terminal)
    named = (name for name in sorted(variables) if name.startswith(_VARIABLES))
    yield from (Row(name, variables[name]) for name in named)


def _kind(term: str, *, at_terminal: bool) -> Row:
    found = f"{tr('yes') if at_terminal else tr('no')}, TERM={term or tr('(none)')}"
    if not at_terminal or term != "dumb":
        return Row(msg("terminal"), found)
    wrong = tr("this terminal cannot place text on its screen: the app does not open in it")
    mend = tr("use another terminal window, or examprep quiz --plain")
    return Row(msg("terminal"), found, wrong, mend)


def _size(*, at_terminal: bool) -> Row:
    size = shutil.get_terminal_size()
    found = f"{size.columns} x {size.lines}"
    if not at_terminal or (size.columns >= _WIDTH and size.lines >= _HEIGHT):
        return Row(msg("size"), found)
    small = tr("the window is too small to read questions in")
    mend = tr("make it {width} x {height} or larger, best 80 x 24", width=_WIDTH, height=_HEIGHT)
    return Row(msg("size"), found, small, mend)


def _encoding(encoding: str, *, at_terminal: bool) -> Row:
    try:
        _SIGNS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        wrong = tr("bars and ticks cannot be drawn in it")
        mend = tr("set PYTHONUTF8=1; on Linux and macOS also LC_ALL=C.UTF-8")
        return Row(msg("encoding"), encoding, wrong, mend if at_terminal else "")
    return Row(msg("encoding"), tr("{encoding}, bars and ticks can be drawn", encoding=encoding))


def colors(variables: Mapping[str, str]) -> str:
    """Say how many colors a terminal of these variables has."""
    term = variables.get("TERM", "")
    if "NO_COLOR" in variables or term == "dumb":
        return tr("none")
    if variables.get("COLORTERM") in {"truecolor", "24bit"} or "WT_SESSION" in variables:
        return tr("16 million")
    return "256" if "256" in term else "16"


def clock(written: Mapping[Path, bytes], now: datetime) -> Iterator[Row]:
    """Look for a clock that is set wrong: what was written lies in the future.

    `written` holds the progress files here; `now` is the moment, with its zone.
    """
    yield Row(msg("clock"), now.astimezone().strftime("%Y-%m-%d %H:%M %Z"))
    for path, data in written.items():
        latest = max(_moments(path, data), default=now)
        if latest > now + _SLACK:
            wrong = tr(
                "{name} holds what was written later, at {time}", name=path.name, time=_told(latest)
            )
            mend = tr("set date, time and time zone of this machine; nothing in the file is lost")
            yield Row("", "", wrong, mend)


def _moments(path: Path, data: bytes) -> Iterator[datetime]:
    """Give when a progress file was written: by the file system, and by its last block."""
    yield datetime.fromtimestamp(path.stat().st_mtime, UTC)
    said = _MOMENT.findall(data)
    if said:
        try:
            yield datetime.fromisoformat(max(said).decode()).replace(tzinfo=UTC)
        except ValueError:  # a hand wrote a day that no calendar has: `progress check` tells
            return


def _told(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
