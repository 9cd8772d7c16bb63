"""The print of a key: a typo that is mended leaves it, whatever changes the key does not."""

from __future__ import annotations

import pytest

from examprep.banks.keyprint import key_print


def choice(*options, kind="choice"):
    texts = [{"text": one.lstrip("*"), "key": one.startswith("*")} for one in options]
    return {"kind": kind, "options": texts}


RULE = choice("*It may be refiled for 6 months, 5 times", "For 12 months", "Never", "Once")


def test_a_mended_typo_other_distractors_and_capitals_leave_it() -> None:
    mended = choice("*it may be refilled for 6 months, 5 times", "For a year", "No", "Twice")
    assert key_print(RULE) == key_print(mended) > 0


@pytest.mark.parametrize(
    "changed",
    [
        choice("*It may be refilled for 12 months, 5 times", "For 12 months", "Never", "Once"),
        choice("It may be refilled for 6 months, 5 times", "*For 12 months", "Never", "Once"),
        choice("*Never", "It may be refilled for 6 months, 5 times", "For 12 months", "Once"),
        choice("*It may be refiled for 6 months, 5 times", "*Never", "x", "y", kind="multiple"),
    ],
    ids=["another number", "another option", "other words", "one key more"],
)
def test_another_key_has_another_print(changed) -> None:
    assert key_print(changed) != key_print(RULE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"kind": "numeric", "answer": "2.5"}, {"kind": "numeric", "answer": "25"}),
        ({"kind": "numeric", "answer": "a / b"}, {"kind": "numeric", "answer": "b / a"}),
        (
            {"kind": "numeric", "answer": "2.5", "unit": "mL"},
            {"kind": "numeric", "answer": "2.5", "unit": "L"},
        ),
        (choice("wash", "gown", kind="order"), choice("gown", "wash", kind="order")),
        (
            {"kind": "match", "pairs": [{"left": "Lasix", "right": "furosemide"}]},
            {"kind": "match", "pairs": [{"left": "Lasix", "right": "bumetanide"}]},
        ),
    ],
)
def test_numbers_formulas_orders_and_pairs_have_prints(one, other) -> None:
    assert key_print(one) != key_print(other)
