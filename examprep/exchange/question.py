"""A question on its way in or out: a bank's `[[item]]` table, and what befell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """One question as read from a foreign file.

    `raw` is an `[[item]]` table of the bank format (`examprep.banks.models`) without `topic`, and
    with an `id` only where the foreign file holds one that examprep wrote itself. `title` is the
    foreign file's own name of it, `category` the folder it stands in, parts divided by `/`; both
    are texts for people. `place` says where it stands, such as `line 12` or `items/q3.xml`.
    `notes` say what was changed or lost on the way, one short clause each; `files` are its
    pictures by name.
    """

    raw: Raw
    place: str = ""
    title: str = ""
    category: str = ""
    notes: tuple[str, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question that cannot become an item: where it stands, its name and type, and why."""

    place: str
    why: str
    name: str = ""
    kind: str = ""
