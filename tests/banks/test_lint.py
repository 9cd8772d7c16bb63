"""Item-writing flaws are found; honest items are left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from examprep.banks.balance import uneven
from examprep.banks.facts import missing_facts
from examprep.banks.flaws import Vocabulary, flaws
from examprep.banks.item import Bank, Item, Mistake, Option, Pair
from examprep.banks.lint import lint
from examprep.banks.reader import BankFile, read_bank
from tests.banks.conftest import ItemMaker

TODAY = date(2026, 11, 23)
AREAS = frozenset({"ptce-2026:2.2", "excpt-2023:laws"})
GOOD = Path(__file__).parent / "good" / "kinds"


def found(item: Item, *others: Item) -> list[str]:
    return [message for message, _ in flaws(item, Vocabulary([item, *others]))]


def facts(item: Item, today: date = TODAY) -> list[str]:
    return [message for message, _ in missing_facts(item, AREAS, today)]


def banked(*items: Item, bank: str = "sample") -> BankFile:
    numbered = tuple(
        replace(item, bank=bank, id=f"s-{n:04}", verified=item.verified or TODAY)
        for n, item in enumerate(items, 1)
    )
    lines = {item.id: (Path("items.toml"), 10 * n) for n, item in enumerate(numbered, 1)}
    return BankFile(Bank(bank, "T", "1.0.0"), numbered, Path(), lines, (Path("bank.toml"), 2))


def test_an_honest_item_has_no_flaw(make_item: ItemMaker) -> None:
    assert found(make_item()) == []
    assert facts(make_item(verified=TODAY)) == []


@pytest.mark.parametrize(
    "text",
    ["All of the above", "None of the above", "all of these", "Both A and B", "Neither B nor C",
     "None of these", "Any of the above", "All the above"],
)  # fmt: skip
def test_catch_all_options_are_found(make_item: ItemMaker, text: str) -> None:
    item = make_item(options=("One week", "*Five refills", "Two refills", text))
    assert found(item) == ["option 4 is an all-or-none option"]


def test_all_and_none_in_other_phrases_are_honest(make_item: ItemMaker) -> None:
    item = make_item(options=("All of the tablets", "*None of the doses", "Both bags", "Half"))
    assert found(item) == []


def test_always_in_wrong_options_only_gives_them_away(make_item: ItemMaker) -> None:
    wrong = make_item(options=("It is always refused", "*It may be filled", "It ends", "It goes"))
    right = make_item(options=("It is always refused", "*It is never late", "It ends", "It goes"))
    assert found(wrong) == ["always or never stands in wrong options only"]
    assert found(right) == []


def test_numbers_stand_in_ascending_order(make_item: ItemMaker) -> None:
    mixed = make_item(options=("2 mL", "*10 mL", "5 mL", "20 mL"))
    rising = make_item(options=("2 mL", "5 mL", "*10 mL", "20 mL"))
    assert found(mixed) == ["options are numbers but not in ascending order"]
    assert found(rising) == []


def test_the_exams_have_four_options(make_item: ItemMaker) -> None:
    assert found(make_item(options=("a week", "*a month", "a year"))) == [
        "3 options where the exams have four"
    ]


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these drugs is not in schedule II?",
        "What should the technician never do in the hood?",
        "Which of these isn't a high-alert drug?",
        "Which drug is least likely to need ice?",
        "All of these drugs need a REMS except",
        "Which of these may not be refilled? Choose all that apply.",
        "The label is torn. Who, of all in the pharmacy, or which of them may not mend it?",
        "What if it is late, and which drug is then never given?",
        "All of these drugs\n  need a REMS except  :",
    ],
)
def test_negative_stems_without_emphasis_are_found(make_item: ItemMaker, stem: str) -> None:
    assert found(make_item(stem)) == ["a negative stem without emphasis"]


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these drugs is NOT in schedule II?",
        "All of these drugs need a REMS EXCEPT",
        "Why is MS not allowed on the order?",
        "What happens if the patient does not sign?",
        "The label is not legible. What should the technician do first?",
        "What is the least distance between the sink and the hood?",
        "For how long, at least, must which record be kept?",
        "Which dose does not exceed the limit?",
        "What should she do when the drug has not arrived?",
        "Which of these warnings belongs on a vial that must not be frozen? Name the label.",
        "Which drug is not on the shelf? What is it for?",
        "The order is not signed; which step comes first?",
        "Which of these, at least, is kept?",
    ],
)
def test_other_uses_of_not_are_honest(make_item: ItemMaker, stem: str) -> None:
    assert found(make_item(stem)) == []


@pytest.mark.parametrize("part", ["which is not ", "who ", "what isn't: ", "except ", "an ___"])
@pytest.mark.parametrize("end", ["", "x", " " * 200_000 + "x"])
def test_a_giant_stem_is_read_once_not_over_and_over(
    make_item: ItemMaker, part: str, end: str
) -> None:
    stem = part * (400_000 // len(part)) + end
    assert "a negative stem without emphasis" not in found(make_item(f"{stem}."))


@pytest.mark.parametrize(
    "stem",
    [
        "Which of the following is true?",
        "Which statement is correct?",
        "Which of these statements about zolpidem is true?",
        "Which one of the following statements is false about refills?",
        "Which of the following are correct regarding DEA forms?",
    ],
)
def test_stems_without_focus_are_found(make_item: ItemMaker, stem: str) -> None:
    assert found(make_item(stem)) == ["the stem asks only which is true"]


@pytest.mark.parametrize(
    "stem",
    [
        "Which label is correct for this vial?",
        "What is the correct order of garbing?",
        "Which dose is right for a patient of 20 kg?",
        "Is it true that the refill is allowed?",
    ],
)
def test_stems_that_ask_for_the_right_thing_are_honest(make_item: ItemMaker, stem: str) -> None:
    assert found(make_item(stem)) == []


def test_an_article_at_the_end_must_fit_every_option(make_item: ItemMaker) -> None:
    options = ("inhaler", "*ointment", "tablet", "elixir")
    assert found(make_item("The drug is given as an", options)) == [
        "the stem ends in 'an', which does not fit every option"
    ]
    assert found(make_item("The drug is given as a ____:", options)) != []
    assert found(make_item("The drug is given as a(n)", options)) == []
    assert found(make_item("It is given as a", ("tablet", "*patch", "spray", "gel"))) == []


def test_a_rare_word_of_the_stem_in_the_key_only_is_a_clue(make_item: ItemMaker) -> None:
    stem = "A patient new to opioids gets a patch. Who may use it?"
    clue = make_item(stem, ("Those in pain", "*Those used to opioids", "Grown people", "Nobody"))
    even = make_item(stem, ("Any patient", "*Those used to opioids", "Grown people", "Nobody"))
    assert found(clue) == ["a word of the stem stands in the key only: opioid…"]
    assert found(even) == []


def test_a_word_that_the_whole_bank_uses_is_no_clue(make_item: ItemMaker) -> None:
    stem = "A patient new to opioids gets a patch. Who may use it?"
    item = make_item(stem, ("Those in pain", "*Those used to opioids", "Grown people", "Nobody"))
    assert found(item, item, item) == []


def test_a_missing_rating_is_a_matter_of_style(make_item: ItemMaker) -> None:
    assert found(make_item(angoff=0)) == ["`angoff` is missing"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"explanation": " "}, "`explanation` is missing"),
        ({"sources": ()}, "`sources` is missing"),
        ({"verified": None}, "`verified` is missing"),
        ({"verified": date(2026, 11, 24)}, "`verified` is a day to come, 2026-11-24"),
        ({"expires": TODAY}, "out of date since 2026-11-23"),
        ({"areas": ()}, "`areas` is missing"),
        ({"areas": ("ptce-2026:9.9",)}, "unknown area `ptce-2026:9.9`"),
    ],
)
def test_missing_and_wrong_facts_are_found(
    make_item: ItemMaker, fields: dict[str, object], message: str
) -> None:
    assert facts(make_item(**{"verified": TODAY, **fields})) == [message]


def test_an_item_is_good_until_the_day_it_expires(make_item: ItemMaker) -> None:
    item = make_item(verified=TODAY, expires=date(2027, 1, 1))
    assert facts(item, date(2026, 12, 31)) == []
    assert facts(item, date(2027, 1, 1)) == ["out of date since 2027-01-01"]


def test_an_unknown_area_gets_the_nearest_known_one(make_item: ItemMaker) -> None:
    item = make_item(verified=TODAY, areas=("excpt-2023:law",))
    assert list(missing_facts(item, AREAS, TODAY)) == [
        ("unknown area `excpt-2023:law`", "did you mean `excpt-2023:laws`?")
    ]


def test_every_part_needs_its_reason(make_item: ItemMaker) -> None:
    item = make_item(
        verified=TODAY,
        kind="numeric",
        options=(),
        pairs=(Pair("a", "b"),),
        mistakes=(Mistake("5", "x"), Mistake("6", "")),
    )
    item = replace(item, options=(Option("a", "x"), Option("b")))
    assert facts(item) == [
        "option 2 has no `why`",
        "pair 1 has no `why`",
        "mistake 2 has no `why`",
        "`steps` is missing",
    ]


def positions(make_item: ItemMaker, counts: tuple[int, ...], key: str = "d") -> list[Item]:
    items = []
    for position, count in enumerate(counts):
        options = ["aa", "bb", "cc", "dd"]
        options[position] = f"*{key}"
        items += [make_item(options=tuple(options))] * count
    return items


def test_even_positions_are_fair(make_item: ItemMaker) -> None:
    assert list(uneven(banked(*positions(make_item, (10, 10, 10, 10))))) == []
    assert list(uneven(banked(*positions(make_item, (8, 12, 9, 11))))) == []


def test_a_favorite_position_is_found(make_item: ItemMaker) -> None:
    ((message, _),) = uneven(banked(*positions(make_item, (4, 20, 8, 8))))
    assert message == "the key is option 1, 2, 3, 4 in 10, 50, 20, 20 % of the items"


def test_ordered_numbers_have_no_position_to_choose(make_item: ItemMaker) -> None:
    item = make_item(options=("*1 mL", "2 mL", "3 mL", "4 mL"))
    assert list(uneven(banked(*[item] * 40))) == []


def test_small_banks_may_be_uneven(make_item: ItemMaker) -> None:
    assert list(uneven(banked(*positions(make_item, (19, 0, 0, 0))))) == []


def test_keys_that_are_too_often_the_longest_are_found(make_item: ItemMaker) -> None:
    even = positions(make_item, (7, 7, 7, 7))
    long = positions(make_item, (3, 3, 3, 3), key="a much longer key")
    assert list(uneven(banked(*even, *long))) == []
    more = positions(make_item, (3, 3, 3, 4), key="a much longer key")
    ((message, _),) = uneven(banked(*even, *more))
    assert message == "the key is the longest option in 32 % of the items"


def test_problems_carry_place_item_and_severity(make_item: ItemMaker) -> None:
    flawed = make_item("Which of these is not a drug?", sources=())
    problems = lint([banked(make_item(), flawed)], AREAS, TODAY)
    assert [str(problem).partition(" (")[0] for problem in problems] == [
        "items.toml:20: error: s-0002: `sources` is missing",
        "items.toml:20: warning: s-0002: a negative stem without emphasis",
    ]


def test_bank_wide_patterns_are_placed_at_the_head(make_item: ItemMaker) -> None:
    items = [
        replace(item, stem=chr(ord("a") + n) * 20)
        for n, item in enumerate(positions(make_item, (24, 0, 0, 0)))
    ]
    (problem,) = lint([banked(*items)], AREAS, TODAY)
    assert (problem.path, problem.line, problem.item) == (Path("bank.toml"), 2, "")
    assert problem.severity == "warning"


def test_a_question_asked_in_two_banks_is_found(make_item: ItemMaker) -> None:
    first, second = banked(make_item(), bank="one"), banked(make_item(), bank="two")
    (problem,) = lint([first, second], AREAS, TODAY)
    assert (problem.message, problem.item) == ("the same stem as one/s-0001", "s-0001")


def test_the_sample_of_each_kind_lacks_only_what_it_leaves_out() -> None:
    bank_file, _ = read_bank(GOOD)
    assert bank_file is not None
    problems = lint([bank_file], AREAS, TODAY)
    assert {problem.item for problem in problems} == {"k-0002", "k-0003", "k-0004", "k-0005"}
