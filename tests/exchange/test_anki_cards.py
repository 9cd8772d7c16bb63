"""Notes that other people wrote: questions as they are, cards only where that is honest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given as drawn_by
from hypothesis import settings
from hypothesis import strategies as st

from examprep.exchange.formats.anki_cards import LONGEST, NOTE
from examprep.exchange.formats.anki_note import Note
from examprep.exchange.formats.anki_notes import questions_of
from examprep.exchange.given import Given
from examprep.exchange.importing import Importer
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.registry import format_named, recognised

AIO = (
    "Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Q_4", "Q_5",
    "Answers", "Sources", "Extra 1",
)  # fmt: skip
BRANDS = {
    "Lipitor": "atorvastatin",
    "Zocor": "simvastatin",
    "Crestor": "rosuvastatin",
    "Prilosec": "omeprazole",
    "Glucophage": "metformin",
}


def note(fields: Sequence[str], names: Sequence[str] = (), model: str = "Basic") -> Note:
    names = names or ("Front", "Back", "More", "Even more")[: len(fields)]
    return Note("note 1", model, tuple(names), tuple(fields), deck="Drugs", tags=("brand",))


def read(*notes: Note, cards: bool = False) -> list[Question | Skipped]:
    return list(questions_of(notes, lambda _: None, cards=cards))


def only(*notes: Note, cards: bool = False) -> Raw:
    (one,) = read(*notes, cards=cards)
    assert isinstance(one, Question), one
    return one.raw


def why(*notes: Note, cards: bool = False) -> str:
    one = read(*notes, cards=cards)[0]
    assert isinstance(one, Skipped), one
    return f"{one.kind}: {one.why}"


def keys(raw: Raw) -> list[str]:
    return [option["text"] for option in raw["options"] if option.get("key")]


def aio(kind: str, answers: str, *options: str) -> Note:
    five = [*options, *[""] * (5 - len(options))]
    fields = ["Which?", "", kind, *five, answers, "USP 795", "Because."]
    return note(fields, AIO, "AllInOne (kprim, mc, sc)")


def test_the_single_choice_of_all_in_one() -> None:
    raw = only(aio("2", "0 1 0", "a", "b", "c"))
    assert keys(raw) == ["b"]
    assert "kind" not in raw
    assert raw["sources"] == ["USP 795"]
    assert raw["explanation"] == "Because."


def test_the_multiple_choice_of_all_in_one() -> None:
    raw = only(aio("1", "1 0 1 0 0", "a", "b", "c", "d"))
    assert raw["kind"] == "multiple"
    assert keys(raw) == ["a", "c"]


def test_several_that_could_be_chosen_and_one_is_right() -> None:
    (one,) = read(aio("1", "1 0 0", "a", "b", "c"))
    assert isinstance(one, Question)
    assert "kind" not in one.raw
    assert "several could be chosen" in one.notes[-1]


def test_kprim_is_told() -> None:
    (one,) = read(aio("0", "1 1 0 0", "a", "b", "c", "d"))
    assert isinstance(one, Question)
    assert one.raw["kind"] == "multiple"
    assert any("kprim" in words for words in one.notes)


def test_all_in_one_from_a_text_file_has_no_names_of_fields() -> None:
    named = aio("2", "0 1", "a", "b")
    bare = Note("line 1", named.model, tuple(f"Field {n}" for n in range(11)), named.fields)
    assert keys(only(bare)) == ["b"]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (aio("2", "1 1 0", "a", "b", "c"), "one option is to be chosen, but 2 are right"),
        (aio("0", "0 0 0", "a", "b", "c"), "kprim: all its statements are right, or none is"),
        (aio("2", "0 0 0", "a", "b", "c"), "none of its options"),
        (aio("2", "x", "a", "b", "c"), "does not say 1 or 0"),
        (aio("2", "1", "a", "b", "c"), "does not say 1 or 0"),
        (note(["Which?\nA) a\nB) b", "the third"]), "its back names none of them"),
        (note(["Lipitor", ""]), "it has no answer"),
        (note(["", "atorvastatin"]), "it has no"),
        (note(["<img src='a.png'>", "England"]), "one side is a picture only"),
        (note(["a", "b", "c"], ("x", "y", "z")), "3 fields"),
        (note(["{{c1::a {{c2::b}}}}", ""]), "within each other"),
        (note(["{{c1::a}} and {{c1::b}}", ""]), "several places"),
        (note(["Give {{c1::0.5 mg}} at once", ""]), "cloze: a number to recall"),
        (note(["Run at {{c1::10-20 mL / h}}", ""]), "cloze: a number to recall"),
        (note(["{{c1::image-occlusion:rect:left=.1}}", "x.png"]), "image occlusion"),
        (note(["Lipitor", "atorvastatin"]), "--cards"),
        (note(["{{c1::Heparin}} thins", ""]), "cloze: it has no options; --cards"),
    ],
)
def test_what_cannot_be_asked_is_left_out_with_the_reason(one: Note, words: str) -> None:
    assert words in why(one)


@pytest.mark.parametrize(
    ("back", "right", "told"),
    [
        ("B", ["106"], ""),
        ("b) 106", ["106"], ""),
        ("Answer: B", ["106"], ""),
        ("The correct answer is B. It reports a theft.", ["106"], "It reports a theft."),
        ("106\nIt reports a theft.", ["106"], "It reports a theft."),
        ("A, C", ["222", "41"], ""),
        ("A and C", ["222", "41"], ""),
    ],
)
def test_a_front_with_options_and_a_back_that_names_one(
    back: str, right: list[str], told: str
) -> None:
    front = "<div>Which form?</div><div>A) 222</div><div>B) 106</div><div>C) 41</div>"
    raw = only(note([front, back]))
    assert raw["stem"] == "Which form?"
    assert keys(raw) == right
    assert raw["explanation"] == told


def test_a_back_that_begins_with_the_word_a_names_no_letter() -> None:
    assert "names none" in why(note(["Which form?\nA) 222\nB) 106", "A theft is reported"]))


@pytest.mark.parametrize(
    ("names", "fields", "right"),
    [
        (("Question", "A", "B", "C", "Answer"), ("Which?", "x", "y", "z", "B"), ["y"]),
        (("Question", "Option 1", "Option 2", "Correct"), ("Which?", "x", "y", "2"), ["y"]),
        (("Stem", "Choice A", "Choice B", "Key"), ("Which?", "x", "y", "x"), ["x"]),
        (
            ("Question", "Correct Answer", "Wrong 1", "Wrong 2", "Rationale"),
            ("Which?", "x", "y", "z", "So it is."),
            ["x"],
        ),
    ],
)
def test_a_type_with_a_field_for_each_option(
    names: tuple[str, ...], fields: tuple[str, ...], right: list[str]
) -> None:
    raw = only(note(fields, names, "My questions"))
    assert keys(raw) == right
    assert raw["explanation"] == ("So it is." if "Rationale" in names else "")


def test_true_and_false_are_options() -> None:
    assert keys(only(note(["Insulin is kept cold.", "<b>True</b>"]))) == ["True"]
    assert keys(only(note(["Heparin is a statin.", "false."]))) == ["False"]


def deck(pairs: dict[str, str], **more: str) -> list[Note]:
    return [
        Note(f"note {n}", "Basic", ("Front", "Back"), pair, deck=more.get("deck", "Drugs"))
        for n, pair in enumerate(pairs.items(), 1)
    ]


def test_cards_become_questions_with_answers_of_other_cards() -> None:
    found = read(*deck(BRANDS), cards=True)
    for one, (brand, generic) in zip(found, BRANDS.items(), strict=True):
        assert isinstance(one, Question)
        assert brand in one.raw["stem"]
        assert keys(one.raw) == [generic]
        texts = {option["text"] for option in one.raw["options"]}
        assert len(texts) == 4
        assert texts <= set(BRANDS.values())
        assert one.notes[0] == NOTE


def test_the_same_cards_give_the_same_questions_in_any_order() -> None:
    def table(notes: list[Note]) -> dict[str, Raw]:
        found = read(*notes, cards=True)
        return {one.raw["stem"]: one.raw for one in found if isinstance(one, Question)}

    assert table(deck(BRANDS)) == table(deck(BRANDS)[::-1])


def test_answers_are_not_taken_from_other_decks() -> None:
    mixed = deck(dict(list(BRANDS.items())[:3])) + deck({"Plavix": "clopidogrel"}, deck="Others")
    assert all(isinstance(one, Skipped) for one in read(*mixed, cards=True))
    assert "fewer than 4 different answers" in why(*mixed, cards=True)


def test_an_answer_that_is_right_too_is_no_distractor() -> None:
    pairs = [
        *BRANDS.items(),
        ("Glucotrol", "glipizide"),
        ("Zocor", "a statin"),
        ("Lipitor", "a STATIN"),
        ("Prinivil", "simvastatin 20 mg"),
    ]
    notes = [Note(f"note {n}", "Basic", ("Front", "Back"), pair) for n, pair in enumerate(pairs)]
    for one in read(*notes, cards=True):
        if isinstance(one, Question) and "Zocor" in one.raw["stem"]:
            texts = {option["text"].casefold() for option in one.raw["options"]}
            assert len(texts & {"a statin", "simvastatin", "simvastatin 20 mg"}) == 1


def test_long_answers_stay_cards() -> None:
    found = read(*deck({**BRANDS, "Plavix": "x " * LONGEST}), cards=True)
    assert [one.why for one in found if isinstance(one, Skipped)] == [
        "its answer is longer than 120 characters"
    ]


def test_numbers_go_with_numbers() -> None:
    pairs = {**BRANDS, **{f"{n} x 7 =": str(n * 7) for n in range(2, 8)}}
    for one in read(*deck(pairs), cards=True):
        assert isinstance(one, Question)
        numbers = {option["text"].isdigit() for option in one.raw["options"]}
        assert len(numbers) == 1


def test_gaps_become_cards_with_the_other_gaps_filled() -> None:
    words = ("protamine", "naloxone", "flumazenil", "vitamin", "glucagon")
    notes = [
        note([f"The antidote of {{{{c1::drug {n}}}}} is {{{{c2::{word}::a drug}}}}.", ""])
        for n, word in enumerate(words)
    ]
    stems = [one.raw["stem"] for one in read(*notes, cards=True) if isinstance(one, Question)]
    assert "The antidote of drug 0 is _____ (a drug)." in stems
    assert "The antidote of _____ is protamine." in stems


FIELD = st.text(st.sampled_from("ab {}:c1\"'<b>/A)\n12."), max_size=30)


@settings(max_examples=150, deadline=None)
@drawn_by(
    st.lists(st.tuples(st.lists(FIELD, min_size=1, max_size=6), st.booleans()), max_size=12),
    st.booleans(),
)
def test_every_note_ends_as_a_row(drawn: list[tuple[list[str], bool]], cards: bool) -> None:
    notes = [
        Note(
            f"note {n}", "Any", tuple(f"Field {k}" for k in range(len(fields))), tuple(fields), html
        )
        for n, (fields, html) in enumerate(drawn)
    ]
    importer = Importer()
    for one in read(*notes, cards=cards):
        importer.take("x", one)
    assert {row.place for row in importer.found.rows} == {one.place for one in notes}
    assert all(row.notes for row in importer.found.rows if row.status == "skipped")


def test_quizlet_is_read_with_definitions_over_several_lines(tmp_path: Path) -> None:
    text = "".join(f"{brand}\t{generic}\n" for brand, generic in BRANDS.items())
    given = Given(
        tmp_path / "Top_200.txt", f"{text}Plavix\tclopidogrel\nkeeps < platelets\n".encode()
    )
    given.cards = True
    found = recognised(given)
    assert found
    assert found.name == "quizlet"
    assert found.read
    rows = list(found.read(given))
    assert [row.place for row in rows] == [f"line {n}" for n in range(1, 7)]
    assert isinstance(rows[0], Question)
    assert rows[0].category == "Top 200"
    last = rows[-1]
    assert isinstance(last, Skipped)
    assert "no 3 other answers of its kind" in last.why


def test_quizlet_says_why_a_card_is_no_question(tmp_path: Path) -> None:
    read_cards = format_named("quizlet").read
    assert read_cards
    (one,) = read_cards(Given(tmp_path / "x.txt", b"Lipitor\tatorvastatin"))
    assert isinstance(one, Skipped)
    assert "--cards" in one.why
