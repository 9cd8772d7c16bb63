"""In another language, what instructors read says nothing in English but what is data."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.cli.test_translated import BANK, ITEM, data, english, untyped
from tests.tui.test_translation import heard

# What stands in a bank, and the names of formats, kinds, shells and the like.
NAMES = {"pyarrow", "duckdb", "ibis", "framework", "pip", "pipx", "tool", "other", "fresh", "alpha"}
NAMES |= {"error", "warning"}  # as editors read them, before what is wrong
FORMATS = (
    r"(?s)qti12,.*?print|bank/q-\d+|\bquiz\b|choice, multiple, numeric, template, order, match"
)
PLACES = r"[\w./-]*(/|\.(toml|zip|html|json))[\w./-]*"
COMMANDS = r"(?m)^examprep( [a-z]+)*: |^ +examprep .*?(?=   |$)"
MACHINE = r"(?m)^  (Python|šÿšťém|ťéřmîñàł|éñçôďîñğ|ğîť|[A-Z_]+) .*"
# The check of a bank is for who writes it, in English so far.
WARNED = r"(?m)^zork.toml:\d+: .*"
MARKUP = r"(?s)<style>.*?</style>|<script.*?</script>|<[^>]*>"


def _bank(name: str, count: int, key: str = "z") -> str:
    items = "".join(ITEM.format(number=number) for number in range(count))
    return (
        (BANK + items).replace('id = "zork"', f'id = "{name}"').replace('id = "z', f'id = "{key}')
    )


@pytest.fixture
def said(home: Path, tmp_path: Path) -> dict[str, str]:
    """What each command said in the made-up language, and the pages that were made."""
    work = tmp_path / "work"
    (work / "banks").mkdir(parents=True)
    for name, count in (("zork", 4), ("other", 3), ("banks/zork", 4)):
        (work / f"{name}.toml").write_text(_bank("zork", count), encoding="utf-8")
    (work / "banks" / "sums.toml").write_text(_bank("bank", 40, "q-"), encoding="utf-8")
    return heard(home, "tests.cli.pseudo_groups", work)


def _plain(text: str) -> str:
    """Leave of a page what is read, and of lines what is no name, place or command."""
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', text))
    shown = unescape(f"{re.sub(MARKUP, ' ', text)} {labels}") if text.startswith("<") else text
    for pattern in (COMMANDS, WARNED, MACHINE, PLACES, FORMATS):
        shown = re.sub(pattern, " ", shown)
    return untyped(shown)


def test_what_instructors_read_is_in_their_language(said: dict[str, str]) -> None:
    known = data() | NAMES
    left = {name: sorted({*english(_plain(text))} - known) for name, text in said.items()}
    assert {name: found for name, found in left.items() if found} == {}
    assert "Whàť ťô ťéàçh" in said["report"]
