"""The cohorts that an instructor has named: which files and folders each is gathered from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from examprep.errors import ExamprepError, UnreadableFile
from examprep.files import MEBIBYTE, read_bytes, replace_bytes
from examprep.places import data_folder
from examprep.progress.candidates import NAME_LENGTH, folded, tidy
from examprep.words import tr

Cohorts = dict[str, tuple[Path, ...]]


class UnknownCohort(ExamprepError):  # noqa: N818 - named after the condition, as the user reads it
    """No cohort has that name, or the name cannot be one."""


def registry_path() -> Path:
    """Give the path of the list of cohorts."""
    return data_folder() / "cohorts.toml"


def cohorts() -> Cohorts:
    """Give the sources of each cohort, by name.

    Raises:
        UnreadableFile: the list is damaged.
    """
    import rtoml

    path = registry_path()
    if not path.exists():
        return {}
    try:
        raw = rtoml.loads(read_bytes(path, MEBIBYTE).decode(), none_value=None)
        rows = [(str(one["name"]), [*map(Path, one["sources"])]) for one in raw.get("cohort", ())]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        hint = tr("mend it in a text editor, or delete it and add the cohorts again")
        raise UnreadableFile(
            tr("{path}: the list of cohorts is damaged; {hint}", path=path, hint=hint)
        ) from error
    return {name: tuple(sources) for name, sources in rows}


def add(name: str, sources: Iterable[Path]) -> tuple[Path, ...]:
    """Add sources to a cohort, which is made where there is none; give all it has now.

    Raises:
        UnknownCohort: the name is empty, too long or a path.
        UnwritableFile: the list cannot be written.
    """
    clean = tidy(name)
    if not clean or len(clean) > NAME_LENGTH or set(clean) & set("/\\"):
        words = tr(
            "a cohort's name has a letter or digit, no slash, at most {most} characters",
            most=NAME_LENGTH,
        )
        raise UnknownCohort(words)
    known = cohorts()
    own = _own_name(known, clean) or clean
    every = [*known.get(own, ()), *(source.absolute() for source in sources)]
    known[own] = tuple(dict.fromkeys(every))
    _write(known)
    return known[own]


def remove(name: str) -> str:
    """Forget a cohort, its files stay; give its name as it was written.

    Raises:
        UnknownCohort: there is none.
        UnwritableFile: the list cannot be written.
    """
    known = cohorts()
    own = _own_name(known, name)
    if own is None:
        there = tr("; there are {names}", names=", ".join(known)) if known else ""
        none = tr("there is no cohort {name}", name=tidy(name) or tr("of that name"))
        raise UnknownCohort(f"{none}{there}")
    del known[own]
    _write(known)
    return own


def sources_of(words: Sequence[str]) -> list[Path]:
    """Give the files and folders that words name: a cohort's name, or a path.

    Raises:
        UnreadableFile: the list of cohorts is damaged.
    """
    known = cohorts()
    found: list[Path] = []
    for word in words:
        own = _own_name(known, word)
        found += known[own] if own is not None else [Path(word)]
    return found


def _own_name(known: Cohorts, name: str) -> str | None:
    return next((one for one in known if folded(one) == folded(tidy(name))), None)


def _write(known: Cohorts) -> None:
    import tomli_w

    rows = [
        {"name": name, "sources": [str(source) for source in sources]}
        for name, sources in sorted(known.items())
    ]
    replace_bytes(registry_path(), tomli_w.dumps({"cohort": rows}).encode("utf-8", "replace"))
