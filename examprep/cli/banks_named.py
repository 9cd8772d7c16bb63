"""Banks as people name them on the command line: a folder, a file, or an installed bank's id."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.errors import ExamprepError

if TYPE_CHECKING:
    from examprep.banks.reader import RawBank


def banks_named(names: Iterable[str]) -> list[RawBank]:
    """Read banks, leaving out items with faults.

    Raises:
        ExamprepError: there is no such bank, or it cannot be read.
    """
    from examprep.banks.reader import read_tables

    found = []
    for path in (place for name in names for place in _places(name)):
        bank, problems = read_tables(path)
        if bank is None:
            raise ExamprepError(str(problems[0]) if problems else f"{path}: it is no bank")
        found.append(bank)
    return found


def _places(name: str) -> list[Path]:
    from examprep.banks.folders import find_banks
    from examprep.banks.library import Library

    path = Path(name)
    if path.exists():
        banks = find_banks(path)
        if not banks:
            raise ExamprepError(f"{path}: the folder holds no bank")
        return banks
    library = Library.open()
    try:
        return [library.place(name)]
    except KeyError:
        known = ", ".join(sorted(bank.id for bank in library.banks()))
        raise ExamprepError(f"{name}: no such file, folder or installed bank ({known})") from None
    finally:
        library.close()
