"""The scanner gives the line of every table and key, whatever the strings hold."""

from __future__ import annotations

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st

from examprep.banks.lines import locate, nearest_line

HOSTILE = [
    '"plain"',
    "'literal \\'",
    '"quote \\" and # no comment"',
    '"""\n[[item]]\nid = "not one"\n"""',
    "'''\n[[item]]\nkey = 1 # '' '\n'''",
    '"""two "" quotes and five at the end"""""',
    '"""ends in a backslash \\\\"""',
    '"""line \\\n   continued"""',
    "[1, 2, [3, 4], # comment ]\n  5,\n]",
    '["a, ]", { b = "}", c = [1] }]',
    "{ a = 1, b = { c = '''x''' } }",
    "2026-11-23T10:00:00Z",
    "2026-11-23 10:00:00",
    "-1.5e+10",
    "true",
]


def test_a_key_is_found_on_its_line() -> None:
    assert locate("a = 1\n\n# note\nb = 2\n")[("b",)] == 4


def test_keys_of_the_second_item_carry_its_number() -> None:
    lines = locate('[[item]]\nid = "a"\n[[item]]\nid = "b"\n')
    assert lines[("item", 1)] == 3
    assert lines[("item", 1, "id")] == 4


def test_options_over_several_lines_are_numbered() -> None:
    lines = locate('[[item]]\noptions = [\n  { text = "a" },\n\n  { text = "b", key = true },\n]\n')
    assert lines[("item", 0, "options", 0)] == 3
    assert lines[("item", 0, "options", 1, "key")] == 5


def test_a_table_inside_an_item_belongs_to_the_last_item() -> None:
    lines = locate("[[item]]\n[[item]]\n[item.given]\nx = 1\n[[item.mistake]]\nwhy = 2\n")
    assert lines[("item", 1, "given", "x")] == 4
    assert lines[("item", 1, "mistake", 0, "why")] == 6


def test_dotted_and_quoted_keys_are_taken_apart() -> None:
    lines = locate('[topics]\n"a/b" = 1\n\'c d\'.e = 2\n"\\u0041\\n" = 3\n')
    assert lines[("topics", "a/b")] == 2
    assert lines[("topics", "c d", "e")] == 3
    assert lines[("topics", "A\n")] == 4


def test_an_inline_table_over_several_lines_is_followed() -> None:
    assert locate("a = {\n  b = 1,\n  c = 2,\n}\nd = 3\n") == {
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "c"): 3,
        ("d",): 5,
    }


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_moves_no_line_after_it(value: str) -> None:
    text = f"[[item]]\nstem = {value}\nafter = 1\n[[item]]\nid = 2\n"
    rtoml.loads(text)
    lines = locate(text)
    height = value.count("\n")
    assert lines[("item", 0, "after")] == 3 + height
    assert lines[("item", 1)] == 4 + height
    assert ("item", 2) not in lines


@given(st.lists(st.lists(st.sampled_from(HOSTILE), max_size=4), min_size=1, max_size=5))
def test_every_key_of_a_made_document_is_on_its_line(items: list[list[str]]) -> None:
    text, wanted = "", {}
    for number, values in enumerate(items):
        wanted["item", number] = text.count("\n") + 1
        text += "[[item]]  # [[item]]\n"
        for place, value in enumerate(values):
            wanted["item", number, f"k{place}"] = text.count("\n") + 1
            text += f"k{place} = {value}\n"
    lines = locate(text)
    assert {path: lines[path] for path in wanted} == wanted


@given(st.text(alphabet="ab=[]{}\"'\\#.,\n 1", max_size=60))
def test_the_scanner_ends_on_any_text(text: str) -> None:
    lines = locate(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())


def test_nesting_without_end_is_no_danger() -> None:
    assert locate("a = " + "[" * 5000 + "\n")[("a",)] == 1


def test_a_missing_key_is_placed_at_the_table_around_it() -> None:
    lines = locate("x = 1\n[[item]]\nid = 1\n")
    assert nearest_line(lines, ("item", 0, "stem")) == 2
    assert nearest_line(lines, ("nowhere",)) == 1
