"""Banks as people name them on the command line: a folder, a file, an id, a packed bank."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.errors import ExamprepError, NoSuchBank
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.reader import RawBank
    from examprep.problems import Problem


@dataclass(slots=True)
class Named:
    """Where the banks that were named lie; packed ones are laid out for as long as they are used.

    `archives` gives for the folder of each the archive that people know.
    """

    places: list[Path] = field(default_factory=list)
    archives: dict[Path, Path] = field(default_factory=dict)

    def shown(self, path: Path) -> Path:
        """Give the path that people know: within an archive, not where it was laid out."""
        for folder, archive in self.archives.items():
            if path.is_relative_to(folder):
                return archive / path.relative_to(folder)
        return path

    def problems(self, found: Iterable[Problem]) -> list[Problem]:
        """Give problems with the paths that people know."""
        return [replace(problem, path=self.shown(problem.path)) for problem in found]


def place_named(name: str | Path) -> Path:
    """Give the place of a bank: a path that is there, or an installed bank by its id.

    Raises:
        NoSuchBank: neither is there.
    """
    from examprep.banks.faults import nearest
    from examprep.banks.finding import installed_bank, installed_ids

    path = Path(name)
    if path.exists():
        return path
    found = installed_bank(str(name))
    if found is None:
        hint = nearest(str(name), installed_ids()) or tr("see examprep bank list")
        raise NoSuchBank(
            tr("{name}: there is no such file, folder or bank ({hint})", name=name, hint=hint)
        )
    return found


def writable_place(name: str | Path) -> Path:
    """Give the place of a bank that is shown and written at, so that no archive will do.

    Raises:
        NoSuchBank: it is nowhere.
        ExamprepError: it is a packed bank.
    """
    path = place_named(name)
    refuse_packed(path)
    return path


def refuse_packed(path: Path) -> None:
    """Say what to do with an archive where a bank is wanted that can be written.

    Raises:
        ExamprepError: it is one.
    """
    if is_packed(path):
        raise ExamprepError(
            tr("{path}: it is packed; unpack it into a folder of its own first", path=path)
        )


def is_packed(path: Path) -> bool:
    """Tell whether a path is an archive."""
    import zipfile

    return path.is_file() and zipfile.is_zipfile(path)


@contextmanager
def opened(names: Iterable[str | Path]) -> Iterator[Named]:
    """Find banks by path, archive or id, and lay archives out until the end of the block.

    Raises:
        NoSuchBank: one of them is nowhere.
        UnreadableFile: an archive is damaged, or is not what its manifest says.
    """
    named = Named()
    with tempfile.TemporaryDirectory(prefix="examprep-") as folder:
        for number, place in enumerate(map(place_named, names)):
            laid = place
            if is_packed(place):
                laid = Path(folder) / str(number) / place.stem
                _lay_out(place, laid)
                named.archives[laid] = place
            named.places.append(laid)
        yield named


def _lay_out(archive: Path, folder: Path) -> None:
    from examprep.banks.packing import unpacked
    from examprep.files import replace_bytes

    for name, data in unpacked(archive).files.items():
        replace_bytes(folder / name, data)


def banks_named(names: Iterable[str]) -> list[RawBank]:
    """Read banks, leaving out items with faults.

    Raises:
        ExamprepError: there is no such bank, or it cannot be read.
    """
    from examprep.banks.reader import read_tables

    banks = []
    with opened(names) as named:
        for path in (bank for place in named.places for bank in _banks_at(place)):
            bank, problems = read_tables(path)
            if bank is None:
                none = tr("{path}: it is no bank", path=named.shown(path))
                raise ExamprepError(str(next(iter(named.problems(problems)), none)))
            banks.append(bank)
    return banks


def _banks_at(path: Path) -> list[Path]:
    from examprep.banks.folders import find_banks

    banks = find_banks(path)
    if not banks:
        raise ExamprepError(tr("{path}: the folder holds no bank", path=path))
    return banks
