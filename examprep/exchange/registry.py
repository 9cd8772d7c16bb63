"""Which formats there are: our own by name, those of third parties by entry point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from examprep.errors import ExamprepError
from examprep.exchange.format import Format
from examprep.exchange.given import Given

GROUP = "examprep.formats"
Say = Callable[[str], None]
# In the order in which a file is tried: what is surest to be told apart comes first.
_MODULES = {
    "qti12": "examprep.exchange.formats.qti12",
    "qti21": "examprep.exchange.formats.qti21",
    "qti3": "examprep.exchange.formats.qti3",
    "apkg": "examprep.exchange.formats.anki_package",
    "xlsx": "examprep.exchange.formats.xlsx",
    "moodle-xml": "examprep.exchange.formats.moodle_xml",
    "anki": "examprep.exchange.formats.anki_text",
    "bbq": "examprep.exchange.formats.bbq",
    "gift": "examprep.exchange.formats.gift",
    "aiken": "examprep.exchange.formats.aiken",
    "text2qti": "examprep.exchange.formats.text2qti",
    "quizlet": "examprep.exchange.formats.quizlet",
    "csv": "examprep.exchange.formats.csv_table",
    "print": "examprep.exchange.formats.printed",
}


def names() -> list[str]:
    """List the names of all formats; nothing is imported."""
    return list(dict.fromkeys([*_MODULES, *(one.name for one in _others())]))


def _others() -> Iterator[EntryPoint]:
    for one in entry_points(group=GROUP):
        if one.name not in _MODULES:
            yield one


def format_named(name: str) -> Format:
    """Give a format by its name.

    Raises:
        ExamprepError: there is none, or a third party's cannot be loaded.
    """
    if name in _MODULES:
        found: Format = import_module(_MODULES[name]).FORMAT
        return found
    for one in _others():
        if one.name == name:
            return _loaded(one)
    raise ExamprepError(f"there is no format {name} (one of {', '.join(names())})")


def _loaded(one: EntryPoint) -> Format:
    try:
        found = one.load()
    except (ImportError, AttributeError) as error:
        raise ExamprepError(f"the format {one.name} cannot be loaded: {error}") from error
    if not isinstance(found, Format):
        raise ExamprepError(f"the format {one.name} is no examprep format (see docs/exchange.md)")
    return found


def readable() -> list[str]:
    """List the names of the formats that can be read; all are imported for it."""
    return [one.name for one in _usable() if one.read]


def writable() -> list[str]:
    """List the names of the formats that can be written; all are imported for it."""
    return [one.name for one in _usable() if one.write]


def _usable(say: Say | None = None) -> list[Format]:
    """Give all formats; one of a third party that cannot be loaded is told and left out."""
    found = []
    for name in names():
        try:
            found.append(format_named(name))
        except ExamprepError as error:
            if say:
                say(str(error))
    return found


def recognised(given: Given) -> Format | None:
    """Find the format of a file: first among those with its ending, then among all."""
    every = [one for one in _usable(given.said.append) if one.read]
    ending = given.path.suffix.lower()
    ordered = sorted(every, key=lambda one: ending not in one.endings)  # stable: surest first
    return next((one for one in ordered if one.recognises(given)), None)
