"""A translation that is damaged or badly made costs the translation, never the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from examprep import words
from examprep.text import plural
from examprep.words import tr
from tests.tui.pseudo import machine_object

HEADER = "Content-Type: text/plain; charset={charset}\nPlural-Forms: nplurals=2; plural={rule};\n"


@pytest.fixture
def place(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the translation of the user's language stands."""
    folder = home / "data" / "locale" / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setenv("LANGUAGE", "xx")
    words.catalog.cache_clear()
    yield folder / "examprep.mo"
    words.catalog.cache_clear()


def catalog(*pairs: tuple[str, str], charset: str = "UTF-8", rule: str = "n!=1") -> bytes:
    return machine_object([("", HEADER.format(charset=charset, rule=rule)), *pairs])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no catalog",
        b"\xde\x12\x04\x95\x00",
        catalog(("Home", "Zuhause"))[:-30],
        catalog(("Home", "Zuhause"), charset="nope"),
        catalog(("Home", "Zuhause"), rule="frob"),
    ],
)
def test_a_catalog_that_cannot_be_read_leaves_english(place: Path, data: bytes) -> None:
    place.write_bytes(data)
    assert tr("Home") == "Home"


@pytest.mark.parametrize(
    "told", ["{fault.frob}", "{fault[0]}", "{frob}", "{}", "{fault:frob}", "{"]
)
def test_a_translation_that_cannot_be_filled_leaves_english(place: Path, told: str) -> None:
    place.write_bytes(catalog(("no banks: {fault}", told)))
    assert tr("no banks: {fault}", fault=3) == "no banks: 3"


def test_a_rule_for_plurals_that_divides_by_zero_leaves_english(place: Path) -> None:
    place.write_bytes(catalog(("question\0questions", "Frage\0Fragen"), rule="1/(n-n)"))
    assert plural(3, "question") == "3 questions"
