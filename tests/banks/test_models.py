"""The models say what the format allows, in the same words to authors and to editors."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from examprep.banks.editor_schema import schema
from examprep.banks.faults import label, nearest, quoted
from examprep.banks.item import Item
from examprep.banks.models import FORMAT, check, item_fields, validate_head

OPTIONS = [{"text": "a"}, {"text": "b", "key": True}, {"text": "c"}]
PAIRS = [{"left": side, "right": side.upper()} for side in "abc"]
PLAIN = {"id": "x-1", "topic": "t", "stem": "What is it?"}
SOUND: dict[str, dict[str, Any]] = {
    "choice": {"options": OPTIONS},
    "multiple": {"options": [*OPTIONS, {"text": "d", "key": True}]},
    "order": {"options": [{"text": "a"}, {"text": "b"}, {"text": "c"}]},
    "match": {"pairs": PAIRS},
    "numeric": {"answer": "2.50", "round": 2},
}
HEAD = {"format": 1, "id": "b", "title": "T", "version": "1.0.0", "topics": {"t": "Topic"}}


def sound(kind: str = "choice", **fields: Any) -> dict[str, Any]:
    return {**PLAIN, "kind": kind, **SOUND[kind], **fields}


def made(raw: dict[str, Any]) -> Item:
    assert check(raw) == []
    return msgspec.convert(item_fields(raw, "bank"), Item)


def messages(raw: object) -> list[str]:
    return [message for _, message, _ in check(raw)]


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_item_of_each_kind_passes(kind: str) -> None:
    item = made(sound(kind))
    assert (item.name, item.kind) == ("bank/x-1", kind)


def test_choice_is_the_kind_unless_another_is_named() -> None:
    raw = sound()
    del raw["kind"]
    assert made(raw).kind == "choice"


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("key", ["id", "topic", "stem"])
def test_no_kind_does_without_the_first_three_keys(kind: str, key: str) -> None:
    raw = sound(kind)
    del raw[key]
    assert messages(raw) == [f"`{key}` is missing"]


@pytest.mark.parametrize("kind", SOUND)
def test_each_kind_needs_its_own_key(kind: str) -> None:
    own = next(iter(SOUND[kind]))
    raw = sound(kind)
    del raw[own]
    assert f"`{own}` is missing" in messages(raw)


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("choice", "pairs", PAIRS),
        ("match", "options", OPTIONS),
        ("numeric", "options", OPTIONS),
        ("order", "answer", "2"),
        ("multiple", "steps", []),
    ],
)
def test_keys_of_another_kind_are_refused(kind: str, key: str, value: object) -> None:
    assert messages(sound(kind, **{key: value})) == [
        f"`{key}` does not belong into an item of the kind `{kind}`"
    ]


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("sauces", "did you mean `sources`?"),
        ("explantion", "did you mean `explanation`?"),
        ("verifed", "did you mean `verified`?"),
        ("xyzzy", ""),
    ],
)
def test_an_unknown_key_gets_the_nearest_name(wrong: str, hint: str) -> None:
    assert check(sound(**{wrong: "x"})) == [((wrong,), f"unknown key `{wrong}`", hint)]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("stem", 5, "`stem` must be text in quotes"),
        ("stem", "", "`stem` is empty"),
        ("stem", " \n", "`stem` is empty"),
        ("stem", "x" * 10_001, "`stem` is longer than 10,000 characters"),
        ("areas", "ptce-2026:1.1", "`areas` must be a list in [ ]"),
        ("areas", [5], "`areas` entry 1 must be text in quotes"),
        ("sources", [""], "`sources` entry 1 is empty"),
        ("verified", "2026-11-23", "`verified` must be a date"),
        ("verified", 2026, "`verified` must be a date"),
        ("angoff", True, "`angoff` must be a whole number"),
        ("angoff", 65.0, "`angoff` must be a whole number"),
        ("angoff", 0, "`angoff` must be 1 or more"),
        ("angoff", 101, "`angoff` must be 100 or less"),
        ("id", "Law 1", "`id`: `Law 1` is not an id"),
        ("id", "bank/law-1", "`id`: `bank/law-1` is not an id"),
        ("id", "", "`id` is empty"),
        ("id", "x" * 65, "`id` is longer than 64 characters"),
        ("topic", "a:b", "`topic`: `a:b` is not an id"),
        ("options", [], "`options` needs at least 2 entries"),
        ("options", [{"text": str(n)} for n in range(10)], "`options` has more than 9 entries"),
        ("options", [*OPTIONS, {"text": "d", "key": 1}], "`key` of option 4 must be true or false"),
        ("options", [*OPTIONS, {"why": "d"}], "`text` of option 4 is missing"),
        ("options", [*OPTIONS, "d"], "option 4 must be a table"),
        ("options", {"text": "d"}, "`options` must be a list in [ ]"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(key: str, value: object, message: str) -> None:
    assert messages(sound(**{key: value})) == [message]


@pytest.mark.parametrize("value", ["2,5", "1/2", "2.", ".5", "1e3", "٢", "+2", "2.5 mL", "nan"])
def test_an_answer_is_digits_with_one_point(value: str) -> None:
    assert messages(sound("numeric", answer=value)) == [
        f"`answer`: `{value}` is not an exact number"
    ]


@pytest.mark.parametrize("key", ["answer", "mistake"])
def test_a_number_is_no_longer_than_arithmetic_can_take(key: str) -> None:
    long = {"answer": "7" * 5000, "mistake": [{"answer": "7" * 5000}]}[key]
    name = "`answer`" if key == "answer" else "`answer` of mistake 1"
    assert messages(sound("numeric", **{key: long})) == [f"{name} is longer than 40 characters"]


@pytest.mark.parametrize("value", ["0", "2.50", "-4.5", "1000", "0.25"])
def test_exact_decimals_are_answers(value: str) -> None:
    assert check(sound("numeric", answer=value)) == []


def test_an_answer_is_not_finer_than_the_rounding_asked_for() -> None:
    assert messages(sound("numeric", answer="2.125")) == [
        "`answer` has more decimals than `round` asks for (2)"
    ]
    assert check(sound("numeric", answer="2", round=1)) == []


def test_a_mistake_that_equals_the_answer_is_no_mistake() -> None:
    raw = sound("numeric", mistake=[{"answer": "25"}, {"answer": "2.5"}])
    assert check(raw) == [(("mistake", 1, "answer"), "mistake 2 equals the answer", "")]


def test_braces_are_kept_for_templates_in_numeric_items_only() -> None:
    raw = sound("numeric", stem="Give {dose}.", steps=["1 + 1", "{dose} / 2"])
    assert [path for path, _, _ in check(raw)] == [("stem",), ("steps", 1)]
    assert check(sound(stem="What does {x} mean?")) == []


def test_texts_that_differ_in_case_only_are_two_options() -> None:
    options = [{"text": "glipiZIDE", "key": True}, {"text": "GLIPizide"}, {"text": "glipizide"}]
    assert check(sound(options=options)) == []


def test_the_same_text_twice_is_one_option_too_many() -> None:
    assert messages(sound(options=[*OPTIONS, {"text": " a "}])) == ["options 1 and 4 read alike"]
    assert messages(sound("order", options=[*SOUND["order"]["options"], {"text": "c"}])) == [
        "options 3 and 4 read alike"
    ]


def test_both_sides_of_a_match_must_differ() -> None:
    twins = [*PAIRS, {"left": "a", "right": "C"}]
    assert [path for path, _, _ in check(sound("match", pairs=twins))] == [
        ("pairs", 3, "left"),
        ("pairs", 3, "right"),
    ]


def test_the_number_of_keys_fits_the_kind() -> None:
    none = [{"text": text} for text in "abc"]
    every = [{"text": text, "key": True} for text in "abc"]
    assert messages(sound(options=none)) == ["no option has key = true"]
    assert messages(sound(options=every)) == ["more than one option has key = true"]
    assert messages(sound("multiple", options=OPTIONS)) == [
        "fewer than two options have key = true"
    ]
    assert messages(sound("multiple", options=every)) == ["every option has key = true"]


@pytest.mark.parametrize("raw", [None, 5, "x", [], [1], True, date(2026, 1, 1)])
def test_what_is_no_table_is_no_item(raw: object) -> None:
    assert messages(raw) == ["an item must be a table"]


@pytest.mark.parametrize("kind", ["chioce", "", 5, None, [], {}])
def test_an_unknown_kind_lists_or_guesses_the_known(kind: object) -> None:
    ((path, message, hint),) = check(sound() | {"kind": kind})
    assert path == ("kind",)
    assert message.startswith("unknown kind")
    assert "choice" in hint


def test_a_head_needs_its_five_keys() -> None:
    for key in HEAD:
        bank, faults = validate_head({name: HEAD[name] for name in HEAD if name != key})
        assert bank is None
        assert [message for _, message, _ in faults] == [f"`{key}` is missing"]


def test_an_unknown_key_in_the_head_hides_no_bank() -> None:
    bank, faults = validate_head({**HEAD, "licens": "MIT"})
    assert bank is not None
    assert faults == [(("licens",), "unknown key `licens`", "did you mean `licence`?")]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 0), ("format", True), ("format", 1.0), ("id", "A"), ("id", "a/b"),
        ("title", ""), ("version", "1"), ("version", 1.0), ("topics", {}), ("topics", []),
        ("topics", {"Bad Id": "x"}), ("topics", {"t": 1}), ("authors", "me"), ("language", 5),
    ],
)  # fmt: skip
def test_a_wrong_value_in_the_head_gives_no_bank(key: str, value: object) -> None:
    bank, faults = validate_head({**HEAD, key: value})
    assert bank is None
    assert len(faults) == 1
    assert faults[0][0][0] == key


def test_a_newer_format_is_refused_before_anything_else() -> None:
    bank, faults = validate_head({"format": FORMAT + 1, "shape": "unknown"})
    assert bank is None
    assert [(path, hint) for path, _, hint in faults] == [(("format",), "update examprep")]


def _kinds(described: dict[str, Any]) -> set[str]:
    """Give the kinds whose definitions the schema names, each closed to other keys."""
    found = set()
    for rule in described["properties"]["item"]["items"]["allOf"]:
        then = rule["then"]
        for reference in (then,) if "$ref" in then else (then["then"], then["else"]):
            model = described["$defs"][reference["$ref"].rpartition("/")[2]]
            assert model["additionalProperties"] is False
            assert {"id", "topic", "stem"} <= set(model["required"])
            found.add(model["properties"]["kind"]["const"])
            assert rule["if"]["properties"]["kind"]["const"] == model["properties"]["kind"]["const"]
    return found


def test_the_schema_describes_head_and_every_kind() -> None:
    described = schema()
    assert described["$schema"].startswith("https://json-schema.org/")
    assert set(HEAD) <= set(described["properties"])
    assert described["properties"]["topics"]["minProperties"] == 1
    assert _kinds(described) == set(SOUND)


def test_every_reference_of_the_schema_leads_somewhere() -> None:
    described = schema()

    def references(part: object) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if "$ref" in part else []
            return own + [name for value in part.values() for name in references(value)]
        return [n for p in part for n in references(p)] if isinstance(part, list) else []

    names = {name.rpartition("/")[2] for name in references(described)}
    assert names == set(described["$defs"])


def test_names_are_shown_short_and_printable() -> None:
    assert quoted("a\x1b[0m\nb") == "`a\ufffd[0m b`"
    assert len(quoted("x" * 500)) == 62


def test_a_far_name_gets_no_hint() -> None:
    assert nearest("stem", ["stem", "steps"]) == "did you mean `stem`?"
    assert nearest("zebra", ["stem", "steps"]) == ""
    assert nearest("x" * 100_000, ["stem"]) == ""


def test_places_are_named_in_words() -> None:
    assert label(("options", 1, "why")) == "`why` of option 2"
    assert label(("mistake", 0, "answer")) == "`answer` of mistake 1"
    assert label(("pairs", 2)) == "pair 3"
    assert label(("topics", "t")) == "`topics.t`"
