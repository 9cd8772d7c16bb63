"""Sheets: questions laid out for paper, and answers tallied against their keys."""

from __future__ import annotations

from pathlib import Path

from examprep.banks.item import Item, Option
from examprep.banks.reader import read_bank
from examprep.desk.sheet import Sheet, Tally, read_answers, tally
from tests.factories import write_templates

PAIR = (Option("yes", key=True), Option("no"))
KINDS = Path(__file__).parents[1] / "banks" / "good" / "kinds"


def items(path: Path) -> tuple[Item, ...]:
    bank, problems = read_bank(path)
    assert bank is not None
    assert not problems
    return bank.items


def sheet(seed: int = 3) -> Sheet:
    return Sheet.of(items(KINDS), seed)


def keyed(made: Sheet) -> dict[str, str]:
    return read_answers("\n".join(made.key()))


def test_the_key_of_a_sheet_agrees_with_itself_whatever_the_seed() -> None:
    for seed in range(20):
        made = sheet(seed)
        names = tuple(item.id for item in made.items)
        assert tally(made, keyed(made)) == Tally(names, (), (), ())


def test_a_sheet_shows_no_key_and_lists_every_question_in_its_order() -> None:
    lines = list(sheet().lines())
    heads = [line for line in lines if line[:1].isdigit()]
    assert [f"[{item.id}]" in head for item, head in zip(sheet().items, heads, strict=True)]
    assert not any("key" in line.lower() for line in lines)


def test_options_alone_tell_neither_stem_nor_questions_without_options() -> None:
    text = "\n".join(sheet().lines(stems=False))
    for item in sheet().items:
        assert item.stem not in text
        assert (f"[{item.id}]" in text) == (item.kind != "numeric")


def test_a_letter_means_the_option_that_this_sheet_shows_there() -> None:
    for seed in range(10):
        made = sheet(seed)
        text = list(made.lines())
        item = next(one for one in made.items if one.kind == "choice")
        letter = keyed(made)[item.id]
        start = next(place for place, line in enumerate(text) if f"[{item.id}]" in line)
        shown = next(line for line in text[start:] if line.startswith(f"   {letter}  "))
        assert shown.endswith(item.options[item.keys[0]].text)


def test_an_answer_that_differs_is_a_dispute_with_what_the_key_is() -> None:
    made = sheet()
    answers = keyed(made)
    item = next(one for one in made.items if one.kind == "choice")
    key = answers[item.id]
    answers[item.id] = other = "B" if key == "A" else "A"
    assert tally(made, answers).disputes == ((item.id, other, key),)


def test_what_is_not_answered_and_what_is_not_on_the_sheet_is_told_apart() -> None:
    made = sheet()
    answers = keyed(made)
    first = made.items[0].id
    del answers[first]
    found = tally(made, {**answers, "nowhere-1": "A"})
    assert (found.missing, found.unknown, found.disputes) == ((first,), ("nowhere-1",), ())


def test_answers_are_read_in_the_ways_people_write_them() -> None:
    text = "law-1: B\n\nsome words\nlaw-2  a c\nlaw-3, 2.5 mL\r\n"
    assert read_answers(text)["law-1"] == "B"
    assert read_answers(text)["law-2"] == "a c"
    assert read_answers(text)["law-3"] == "2.5 mL"


def test_a_template_has_the_numbers_of_the_seed(tmp_path: Path) -> None:
    write_templates(tmp_path)
    (path,) = tmp_path.iterdir()
    one, two = (Sheet.of(items(path), seed) for seed in (1, 2))
    assert list(one.key()) == list(Sheet.of(items(path), 1).key())
    assert list(one.lines()) != list(two.lines())
    assert tally(one, keyed(one)).disputes == ()
    assert tally(one, keyed(two)).disputes != ()
    assert tally(one, dict.fromkeys(keyed(one), "what?")).agreed == ()


def test_options_alone_stand_in_an_order_of_their_own() -> None:
    """Neighbors that share their options would tell which of them each is not."""
    asked = [Item("demo", f"i-{n}", "t", "?", options=PAIR) for n in range(12)]
    lines = [line for line in Sheet.of(asked, 3).lines(stems=False) if "[i-" in line]
    order = [line.partition("[")[2].partition("]")[0] for line in lines]
    assert sorted(order) == sorted(item.id for item in asked)
    assert order != [item.id for item in asked]
