"""Items are written in the house style, and what is written reads back equal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st

from examprep.banks.rendering import ITEM_ORDER, item_text
from examprep.banks.source import load_source

SHIPPED = sorted((Path(__file__).parents[2] / "question_banks").glob("*/*.toml"))
CHOICE = """[[item]]
id = "law-0001"
topic = "refills"
stem = \"\"\"
A label reads:
  "Take 1" \\\\ 2
What is wrong?\"\"\"
options = [
  { text = "The dose", key = true, why = "w" },
  { text = "The \\"drug\\"" },
]
sources = ["21 CFR 1306.22(a)", "21 CFR 1306.23"]
verified = 2026-11-27
"""
TEMPLATE = """[[item]]
id = "calc-0001"
kind = "numeric"
answer = "volume / time"
steps = ["{volume} / {time} = {result}"]
[item.given]
volume = { pick = [250, 500], unit = "mL" }
pair = { columns = ["a", "b"], rows = [["x", 1.5], ["y", 2]] }
[[item.mistake]]
answer = "time"
why = "Upside down."
[[item.mistake]]
answer = "volume"
"""

LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(LETTERS, max_size=20) | st.text("a\"\\\n\r\t #['", max_size=12)
SCALARS = st.one_of(
    TEXTS, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False),
    st.dates(), st.datetimes(), st.times(),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
RAW = st.dictionaries(st.sampled_from(ITEM_ORDER) | TEXTS, VALUES, max_size=6)


@pytest.mark.parametrize("text", [CHOICE, TEMPLATE])
def test_what_stands_in_house_style_is_written_as_it_stood(text: str) -> None:
    assert item_text(rtoml.loads(text)["item"][0]) == text


def test_every_shipped_item_reads_back_equal_and_most_are_written_as_they_stand() -> None:
    as_they_stand = count = 0
    for path in SHIPPED:
        source = load_source(path)
        for raw in source.items:
            text = item_text(raw)
            assert rtoml.loads(text) == {"item": [raw]}
            count += 1
            as_they_stand += text in source.text
    assert count > 1600
    assert as_they_stand > 0.9 * count


@given(RAW)
def test_whatever_a_table_holds_reads_back_equal(raw: dict[str, Any]) -> None:
    assert rtoml.loads(item_text(raw)) == {"item": [raw]}


@given(raw=RAW)
def test_a_file_of_written_items_is_taken_apart_again(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, Any]
) -> None:
    path = tmp_path_factory.getbasetemp() / "items.toml"
    path.write_bytes((item_text(raw) * 2).encode())
    source = load_source(path)
    assert (source.items, len(source.starts)) == ([raw, raw], 2)


def test_keys_come_in_the_order_of_the_format() -> None:
    day = dt.date(2026, 11, 27)
    raw = {"verified": day, "own": 1, "stem": "s", "kind": "order", "id": "a"}
    keys = [line.partition(" ")[0] for line in item_text(raw).splitlines()[1:]]
    assert keys == ["id", "kind", "stem", "verified", "own"]
