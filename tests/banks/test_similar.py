"""Stems that ask the same twice are found, at any number of stems."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from examprep.banks.similar import near_duplicates

WORDS = [
    "refill", "zolpidem", "schedule", "pharmacist", "technician", "label", "vial", "gown",
    "glove", "record", "patient", "dose", "tablet", "order", "form", "hood", "date", "lot",
]  # fmt: skip


def test_the_same_stem_in_other_clothes_is_a_duplicate() -> None:
    stems = ["How many refills?", "Something else entirely.", "how  many\nrefills?"]
    assert list(near_duplicates(stems)) == [(0, 2, 100.0)]


def test_one_changed_word_in_a_long_stem_is_a_near_duplicate() -> None:
    long = "A technician at the counter gets a prescription for {} written on March 3 with refills."
    ((first, second, likeness),) = near_duplicates(
        [long.format("zolpidem"), long.format("zaleplon")]
    )
    assert (first, second) == (0, 1)
    assert 90 < likeness < 100


def test_stems_on_the_same_matter_in_other_words_are_not() -> None:
    stems = [
        "How often may a prescription in schedule IV be refilled?",
        "A patient asks for a sixth refill of zolpidem. What does the technician say?",
        "Which schedule may not be refilled at all?",
    ]
    assert list(near_duplicates(stems)) == []


def test_each_stem_is_paired_with_its_nearest_only() -> None:
    stems = ["Which glove is right for this hood?"] * 4
    assert [pair[1] for pair in near_duplicates(stems)] == [1, 2, 3]


def test_no_stems_and_wordless_stems_are_fine() -> None:
    assert list(near_duplicates([])) == []
    assert list(near_duplicates(["?", "", "!!"])) == []


@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=10, max_size=14).map(" ".join),
        max_size=12,
    )
)
def test_looking_up_by_rare_words_finds_what_comparing_all_finds(stems: list[str]) -> None:
    slow = {
        second
        for second, text in enumerate(stems)
        if any(ratio(text, other) > 90 for other in stems[:second])
    }
    assert {second for _, second, _ in near_duplicates(stems)} <= slow
    exact = {n for n, text in enumerate(stems) if text in stems[:n]}
    assert exact <= {second for _, second, _ in near_duplicates(stems)}


def test_fifteen_hundred_stems_are_compared_in_few_steps() -> None:
    stems = [
        f"Order {n}: patient {n * 7} brings form {n * 11} for lot {n * 13}." for n in range(1500)
    ]
    assert list(near_duplicates([*stems, stems[700]]))[-1][:2] == (700, 1500)
