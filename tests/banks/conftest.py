"""Small banks written into a temporary folder, one keyword at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from examprep.banks.item import Item, Option

HEAD = """format = 1
id = "{id}"
title = "Sample"
version = "1.0.0"

[topics]
refills = "Refills"
transfers = "Transfers"
"""
ITEM = """
[[item]]
id = "{id}"
topic = "{topic}"
stem = "{stem}"
options = [
  {{ text = "Twice", why = "w" }},
  {{ text = "Three times", why = "w" }},
  {{ text = "Five times", key = true, why = "w" }},
  {{ text = "Six times", why = "w" }},
]
"""
BankWriter = Callable[..., Path]
ItemMaker = Callable[..., Item]


def item_text(number: int = 1, topic: str = "refills", stem: str = "") -> str:
    stem = stem or f"How often may prescription number {number} be refilled?"
    return ITEM.format(id=f"s-{number:04}", topic=topic, stem=stem)


@pytest.fixture
def write_bank(tmp_path: Path) -> BankWriter:
    """Write a bank folder: `write_bank("id", **{"file": text})`, two items by default."""

    def write(name: str = "sample", folder: Path | None = None, **files: str) -> Path:
        bank = (folder or tmp_path / "banks") / name
        bank.mkdir(parents=True, exist_ok=True)
        (bank / "bank.toml").write_text(HEAD.format(id=name), encoding="utf-8")
        for file, text in (files or {"items": item_text(1) + item_text(2)}).items():
            (bank / f"{file}.toml").write_text(text, encoding="utf-8")
        return bank

    return write


@pytest.fixture
def make_item() -> ItemMaker:
    """Make a choice item without flaws; `options` with the key marked by a leading `*`."""

    def make(
        stem: str = "A patient asks for a refill of zolpidem. What does the rule allow?",
        options: tuple[str, ...] = ("One more week", "*Five refills", "No refill", "Two refills"),
        **fields: object,
    ) -> Item:
        made = tuple(
            Option(text.removeprefix("*"), "Because of the rule.", text.startswith("*"))
            for text in options
        )
        values = {
            "bank": "sample", "id": "s-0001", "topic": "refills", "areas": ("ptce-2026:2.2",),
            "explanation": "The rule.", "sources": ("21 CFR 1306.22",), "angoff": 60,
        }  # fmt: skip
        return Item(stem=stem, options=made, **{**values, **fields})

    return make
