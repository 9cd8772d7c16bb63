"""What home said last, kept in the cache folder: it can be drawn before any bank is read.

A glance holds for one day, one state of the progress file, one set of settings and one language;
with any of them changed there is none. The figures themselves are worked out at every start.
"""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from examprep import __version__, places, stash
from examprep.errors import ExamprepError
from examprep.files import MEBIBYTE
from examprep.locales import languages, time_locale
from examprep.text import HIDDEN
from examprep.tui.widgets.hanging import Entry

if TYPE_CHECKING:
    from examprep.settings import Settings

_MAGIC = f"examprep home 1 {__version__}\n".encode()


class Glance(msgspec.Struct, frozen=True):
    """The words of home, ready to be drawn.

    `right` is the end of the top line; `spans` are start, end and style in `today`; `parts` are
    the entries of each part by its name; `shut` names the actions for which there is nothing.
    """

    right: str
    today: str
    spans: tuple[tuple[int, int, str], ...]
    parts: dict[str, tuple[Entry, ...]]
    shut: frozenset[str]


class _Kept(msgspec.Struct, frozen=True):
    of: str
    glance: Glance


def stamp(file: Path, settings: Settings, day: date, read: int | None = None) -> str:
    """Name all that a glance depends on; empty where the progress file cannot be looked at.

    Also where only `read` bytes of it are known: another window may have written to it since.
    """
    try:
        seen = file.stat()
    except (OSError, ValueError):  # a name that no file can have is a ValueError
        return ""
    if read not in {None, seen.st_size}:
        return ""
    own = (seen.st_size, seen.st_mtime_ns, seen.st_ino)
    return repr((str(file), own, settings, day.isoformat(), languages(), time_locale()))


def recall(settings: Settings, day: date) -> Glance | None:
    """Give what home would say to the candidate who was here last; None where that is not known."""
    with contextlib.suppress(ExamprepError, msgspec.DecodeError):
        file = places.candidates_folder() / f"{settings.candidate}.toml"
        of = stamp(file, settings, day) if settings.candidate else ""
        body = stash.kept(_path(file), _MAGIC, MEBIBYTE) if of else None
        kept = msgspec.json.decode(body, type=_Kept) if body else None
        return kept.glance if kept and kept.of == of and _sound(kept.glance) else None
    return None


def keep(file: Path, of: str, glance: Glance) -> None:
    """Keep a glance of a progress file and its stamp for the next start, unless it is there."""
    place, body = _path(file), msgspec.json.encode(_Kept(of, glance), order="deterministic")
    if of and stash.kept(place, _MAGIC, MEBIBYTE) != memoryview(body):
        stash.keep(place, _MAGIC, body)


def _sound(said: Glance) -> bool:
    """Tell whether a glance can be drawn: anybody may put a file into a cache."""
    entries = (entry for part in said.parts.values() for entry in part)
    texts = (
        said.right,
        said.today,
        *(text for one in entries for text in (one.head, one.text, one.note)),
    )
    inside = all(0 <= start <= end <= len(said.today) for start, end, _ in said.spans)
    return inside and not any(map(HIDDEN.search, texts))


def _path(file: Path) -> Path:
    return places.cache_folder() / "home" / f"{stash.name_for(file)}.json"
