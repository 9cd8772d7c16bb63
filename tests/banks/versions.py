"""Banks in several versions, written with the comments and gaps that authors leave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from examprep.banks.loose import Loose, read_loose
from examprep.banks.merging import Outcome, merge

HEAD = """# Our bank.
format = 1
id = "ours"
title = "Ours"
version = "1.0.0"
authors = ["Ann"]

[topics]
refills = "Refills"
"""
ITEM = """[[item]]
id = "{id}"
topic = "refills"
stem = "{stem}"
options = [
  {{ text = "Twice", why = "w" }},
  {{ text = "Three times", why = "w" }},  # as some believe
  {{ text = "Five times", key = true, why = "w" }},
]
explanation = "Five."  # looked up
sources = ["21 CFR 1306.22"]
verified = 2026-01-01
angoff = 60
"""
KEYED = '  { text = "Five times", key = true, why = "w" },'


def item(name: str = "a-1", stem: str = "How often may it be refilled?", **changed: str) -> str:
    text = ITEM.format(id=name, stem=stem)
    for old, new in changed.values():
        assert old in text
        text = text.replace(old, new)
    return text


def edited(text: str, *changes: tuple[str, str]) -> str:
    """Make changes that a test names; each must be possible."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def rekeyed(text: str) -> str:
    """Move the key to the second option."""
    return edited(
        text,
        (KEYED, KEYED.replace(" key = true,", "")),
        ('text = "Three times",', 'text = "Three times", key = true,'),
    )


def loose(folder: Path, name: str, text: str | bytes) -> Loose:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = read_loose(path)
    assert found.problems == []
    return found


def merged(folder: Path, base: str, ours: str, theirs: str) -> tuple[str, Outcome]:
    """Merge three texts of one file; give the text and the outcome."""
    sides = [loose(folder, f"{n}.toml", text) for n, text in enumerate((base, ours, theirs))]
    outcome = merge(*sides, Path("out.toml"))
    return outcome.files[""].decode(), outcome


def said(outcome: Outcome) -> list[str]:
    return [f"{problem.item}: {problem.message}" for problem in outcome.problems]


def raws(text: str) -> dict[str, Any]:
    import rtoml

    return {raw["id"]: raw for raw in rtoml.loads(text).get("item", [])}
