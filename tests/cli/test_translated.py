"""In another language the command line says nothing in English but what is data or is typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from examprep.cli.examples import EXAMPLES
from examprep.exams.card import card
from examprep.exams.outlines import EVERY_ID, outline
from tests.tui.test_translation import heard

ROOT = Path(__file__).parents[2]
# No word of it is one that the program says.
BANK = """\
format = 1
id = "zork"
title = "Zork"
version = "1.0.0"

[topics]
"frob" = "Frob"

"""
ITEM = """
[[item]]
id = "z{number}"
topic = "frob"
areas = ["ptce-2026:1.1"]
stem = "Zork {number}?"
options = [{{ text = "vuum", key = true, why = "Vuum." }}, {{ text = "quux", why = "Quux." }}]
explanation = "Quux."
sources = ["Zork"]
verified = 2026-11-22
"""
NAMES = {"Zork", "zork", "Frob", "Vuum", "vuum", "Quux", "quux", "Maria", "maria", "nope", "quizz"}
NAMES |= {"examprep", "min", "Mode", "Topics"}
# What is typed on the command line or at the menu, and stands before what it does.
TYPED = (
    r"(?m)^ûšàğé: (.+\n)+",
    r"(?m)^ {2,4}[a-z]+ +",
    r"(?m)^( *\d+\. )?([a-z]+|\?)( \[?[A-Z]+\]?)?: ",
    r"(?m)^examprep( [a-z]+)*: |\bquiz\?",
    r"\{[^}\n]*\}|(?<!\w)--?[\w-]+|\b[A-Z]+\b",
    r"calc 1250 x 60 / 480|2027-01-15, Jan 15 or in 8 weeks|\b(free|exam)\b(?=,)|(?<=--)\w+",
)


@pytest.fixture
def said(home: Path, tmp_path: Path) -> dict[str, str]:
    """What each command and each visit said, in the made-up language."""
    banks = tmp_path / "banks"
    banks.mkdir()
    items = "".join(ITEM.format(number=number) for number in range(4))
    (banks / "zork.toml").write_text(BANK + items, encoding="utf-8")
    return heard(home, "tests.cli.pseudo_lines", banks)


def data() -> set[str]:
    """The words of outlines and of the reference card, and what the tests type."""
    outlines = [outline(name) for name in EVERY_ID]
    texts = [f"{one.id} {one.name} {one.title}" for one in outlines]
    domains = [domain for one in outlines for domain in one.domains]
    texts += [f"{domain.title} {' '.join(domain.areas.values())}" for domain in domains]
    texts += [f"{section.id} {section.title}" for section in card().sections]
    return {*NAMES, *english(" ".join(texts)), *english(" ".join(EVERY_ID))}


def english(text: str) -> list[str]:
    return re.findall(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])", text)


def untyped(text: str) -> str:
    typed = {f"examprep {words}" for rows in EXAMPLES.values() for words, _ in rows}
    for words in sorted(typed, key=len, reverse=True):
        text = text.replace(words, "")
    for pattern in TYPED:
        text = re.sub(pattern, " ", text)
    return text


def test_nothing_is_said_in_english_but_data_and_what_is_typed(said: dict[str, str]) -> None:
    known = data()
    left = {name: sorted({*english(untyped(text))} - known) for name, text in said.items()}
    assert {name: found for name, found in left.items() if found} == {}
    assert "ťàké à qûîz" in said["--help"]
    assert "Šçôřé: " in said["question"]
