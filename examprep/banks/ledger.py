"""What the library keeps of each bank that was added: where it came from, and what changed when.

One small TOML file per bank, in a hidden folder beside the banks; it can be lost without harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import rtoml

from examprep.banks.folders import LEDGER, own_banks
from examprep.errors import UnreadableFile
from examprep.files import MEBIBYTE, read_bytes, replace_bytes

_LARGEST = 16 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Entry:
    """One added bank: `source` as it was given, `digest` of its files, days of changed keys.

    `keys` tells of each item on which day an update brought another key.
    """

    id: str
    source: str
    version: str
    digest: str
    added: date
    updated: date | None = None
    keys: dict[str, date] = field(default_factory=dict)


def _path(banks: Path, number: str) -> Path:
    return banks / LEDGER / f"{number}.toml"


def entry_of(banks: Path, number: str) -> Entry | None:
    """Read what is kept of a bank; None where nothing is, or nothing that can be read."""
    try:
        text = read_bytes(_path(banks, number), _LARGEST).decode()
        return msgspec.convert(rtoml.loads(text), Entry, strict=True)
    except (UnreadableFile, ValueError):
        return None


def keep(banks: Path, entry: Entry) -> None:
    """Write what is to be kept of a bank.

    Raises:
        UnwritableFile: the disk refuses.
    """
    import tomli_w

    rows: dict[str, Any] = msgspec.to_builtins(entry, builtin_types=(date,))
    rows = {key: value for key, value in rows.items() if value is not None}
    replace_bytes(_path(banks, entry.id), tomli_w.dumps(rows).encode())


def forget(banks: Path, number: str) -> None:
    """Drop what is kept of a bank."""
    _path(banks, number).unlink(missing_ok=True)


def changed_keys(banks: Path, ids: Iterable[str]) -> dict[str, date]:
    """Give the day of each changed key, by the item's name `bank/id`."""
    entries = filter(None, (entry_of(banks, number) for number in ids))
    return {f"{one.id}/{item}": day for one in entries for item, day in one.keys.items()}


def added() -> dict[str, str]:
    """Give the ids of the banks that were added, and where each came from."""
    entries = [entry_of(own_banks(), path.stem) for path in (own_banks() / LEDGER).glob("*.toml")]
    return {entry.id: entry.source for entry in entries if entry}


def after_update(old: Entry | None, fresh: Entry, changed_keys: list[str], today: date) -> Entry:
    """Carry over when a bank was added and which keys were changed before."""
    if old is None:
        return fresh
    keys = {**old.keys, **dict.fromkeys(changed_keys, today)}
    return replace(fresh, added=old.added, updated=today, keys=keys)
