"""The candidates on this machine: one progress file each, in one folder.

A file's name is made from the candidate's, but whose file it is, its head says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from examprep.errors import ExamprepError, UnreadableFile, UnwritableFile
from examprep.files import reason
from examprep.places import candidates_folder, seat
from examprep.problems import Problem, problem_of
from examprep.progress.disk import DISK
from examprep.progress.head import read_head
from examprep.progress.journal import Journal
from examprep.text import HIDDEN, printable
from examprep.words import tr

SLUG_BYTES = 100
NAME_LENGTH = 80
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$?|conout\$?|clock\$?|com\d|lpt\d)")
_ACCENTS = re.compile("[\u0300-\u036f]")
# How sync programs call the second copy: `maria (conflicted copy 2026-11-22).toml`,
# `maria.sync-conflict-20261122-101010-ABCDEFG.toml`, `maria (1).toml`, `maria - Copy.toml`.
_COPY = re.compile(r"( \(.*\)|\.sync-conflict-.*|[ _-]+conflict.*| - copy.*)$", re.IGNORECASE)

# Inside the class `list` is the method.
Listing = tuple["Candidate", ...]
Names = list["Candidate"]
Faults = list[Problem]


class NameTaken(ExamprepError):  # noqa: N818 - named after the condition, as the user reads it
    """A candidate of that name is here already, or the name cannot be one."""


class UnknownCandidate(ExamprepError):  # noqa: N818
    """No progress file here belongs to that name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One user: name, progress file, and when it was last written (seconds since 1970)."""

    name: str
    path: Path
    used: float = 0.0


class Candidates:
    """The progress files in a folder, by default the user data folder's."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or candidates_folder()

    def list(self) -> tuple[Listing, tuple[Problem, ...]]:
        """Give all candidates by name, and what is wrong with other files in the folder."""
        found: Names = []
        problems: Faults = []
        try:
            paths = self._files()
        except UnreadableFile as error:
            return (), (_unusable(self.folder, error),)
        for path in paths:
            try:
                name = read_head(path).name
                found.append(Candidate(name, path, path.stat().st_mtime))
            except (ExamprepError, OSError) as error:
                problems.append(_unusable(path, error))
        mine, copies = _originals(found)
        problems += copies
        return tuple(sorted(mine, key=lambda one: folded(one.name))), tuple(problems)

    def find(self, name: str) -> Candidate:
        """Give the candidate of that name, or of that file name.

        Raises:
            UnknownCandidate: there is none; the text names those nearest.
        """
        known = self.list()[0]
        for one in known:
            if folded(one.name) == folded(name):
                return one
        for one in known:
            if folded(one.path.stem) == folded(name):
                return one
        raise UnknownCandidate(
            tr(
                "there is no candidate {name} here{nearest}",
                name=printable(name),
                nearest=_nearest(name, known),
            )
        )

    def create(self, name: str, created: datetime) -> Journal:
        """Make the progress file of a new candidate; the name may be in any script.

        Raises:
            NameTaken: there is one of that name, or the name is empty or too long.
            UnreadableFile: the folder cannot be read.
            UnwritableFile: the folder or the file cannot be made.
        """
        clean = tidy(name)
        if not clean:
            raise NameTaken(tr("a name needs at least one letter or digit"))
        if len(clean) > NAME_LENGTH:
            raise NameTaken(
                tr(
                    "this name is too long: {most} characters are enough",
                    most=NAME_LENGTH,
                )
            )
        if any(folded(one.name) == folded(clean) for one in self.list()[0]):
            raise NameTaken(
                tr("there is a candidate {name} already; choose another name", name=clean)
            )
        path = self._free_path(slug(clean))
        self._make_folder()
        return Journal.create(path, clean, created)

    def _make_folder(self) -> None:
        """Make the folder here: where that fails, no file ever stood in it."""
        try:
            DISK.make_folder(self.folder)
        except OSError as error:
            why = "" if isinstance(error, FileNotFoundError) else f": {reason(error)}"
            hint = tr("set EXAMPREP_HOME to a folder where you may write")
            raise UnwritableFile(
                tr("{folder}: cannot be made{why}; {hint}", folder=self.folder, why=why, hint=hint)
            ) from error

    def _free_path(self, stem: str) -> Path:
        taken = {folded(path.stem) for path in self._files()}
        number, free = 1, stem
        while folded(free) in taken:
            number += 1
            free = f"{stem}-{number}"
        return self.folder / f"{free}.toml"

    def _files(self) -> tuple[Path, ...]:
        try:
            entries = sorted(self.folder.iterdir())
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise UnreadableFile(
                tr("{folder}: cannot be read: {reason}", folder=self.folder, reason=reason(error))
            ) from error
        return tuple(p for p in entries if p.suffix.lower() == ".toml" and p.name[0] not in ".~")


def expected(known: Sequence[Candidate], last: str) -> Sequence[Candidate]:
    """Tell who sits down without being asked: whose seat it is, who was last, who is alone."""
    if seat():
        return [one for one in known if folded(one.name) == folded(seat())][:1]
    return [one for one in known if one.path.stem == last] or (known if len(known) == 1 else [])


def tidy(name: str) -> str:
    """Give a name as it is kept: composed, without control characters and spare spaces."""
    composed = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode())
    clean = " ".join(HIDDEN.sub(" ", composed).split())
    return clean if any(char.isalnum() for char in clean) else ""


def folded(name: str) -> str:
    """Give a name for comparing: case and form of accents do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def slug(name: str) -> str:
    """Make a file name, without ending, from any name: letters, digits, marks and `-` only."""
    apart = unicodedata.normalize("NFKD", folded(name).replace("\u0131", "i"))
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", apart))
    kept = "".join(char if _may_stand(char) else "-" for char in plain)
    short = re.sub("-+", "-", kept).encode()[:SLUG_BYTES].decode(errors="ignore").strip("-")
    if not short or _DEVICES.fullmatch(short):
        return f"candidate-{short}".rstrip("-")
    return short


def _may_stand(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _originals(found: list[Candidate]) -> tuple[list[Candidate], list[Problem]]:
    """Tell candidates from second copies, which sync programs make of a file."""
    groups: dict[str, list[Candidate]] = {}
    for one in found:
        groups.setdefault(folded(one.name), []).append(one)
    mine, problems = [], []
    for group in groups.values():
        first, *copies = sorted(group, key=_likeness)
        mine.append(first)
        problems += [_copy_problem(first, copy) for copy in copies]
    return mine, problems


def _likeness(one: Candidate) -> tuple[bool, bool, int, str]:
    stem = one.path.stem
    is_copy = _COPY.search(stem) is not None
    return is_copy, folded(stem) != slug(one.name), len(stem), stem


def _copy_problem(first: Candidate, copy: Candidate) -> Problem:
    hint = tr(
        'bring both together: examprep progress merge "{first}" "{second}" -o '
        "merged.toml, then put merged.toml in the place of both",
        first=first.path.name,
        second=copy.path.name,
    )
    words = tr(
        "a second copy of {name}'s progress, as sync programs make them", name=printable(first.name)
    )
    return Problem(copy.path, 0, "warning", words, hint=printable(hint))


def _unusable(path: Path, error: Exception) -> Problem:
    words = reason(error) if isinstance(error, OSError) else str(error)
    return problem_of(path, printable(words))


def _nearest(name: str, known: Listing) -> str:
    import difflib

    names = {folded(one.name): one.name for one in known}
    near = difflib.get_close_matches(folded(name), names, 3)
    if near:
        return tr("; did you mean {names}?", names=tr(" or ").join(names[one] for one in near))
    return tr("; there are {names}", names=", ".join(names.values())) if names else ""


def see_none_is_damaged(folder: Path, name: str) -> None:
    """Refuse to start anew where a file of that name cannot be read: it may be theirs."""
    path = folder / f"{slug(name)}.toml"
    if path.exists():
        read_head(path)
