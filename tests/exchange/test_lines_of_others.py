"""Aiken, Blackboard, text2qti and Anki lines: the right key, or a reason why there is none."""

from __future__ import annotations

import pytest

from tests.exchange.sheets_shape import keys, one, questions, read, whys

STEM = "Which?\n"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("A. one\nB. two\nC. three\nANSWER: C", ["three"]),
        ("A. one\nB. two\nANSWER: a", ["one"]),
        ("A) one\nB) two\nANSWER: B", ["two"]),
        ("A. one\nB) two\nANSWER:B", ["two"]),
        ("A. one\nB. two\nAnswer : B", ["two"]),
        ("A. one\nB. two\nANSWER: B.", ["two"]),
        ("A. one\nB. two\nANSWER: B)", ["two"]),
        ("A. one\nB. two\nANSWER: B. two", ["two"]),
        ("A. one\nB. two\n\nANSWER: B", ["two"]),
        ("A. one\n\nB. two\n\nANSWER: B", ["two"]),
        ("A.5 mg\nB.10 mg\nANSWER: B", ["10 mg"]),
        ("A. one\nB. B. subtilis\nANSWER: B", ["B. subtilis"]),
        ("A. one\ntwo\nB. three\nANSWER: A", ["one\ntwo"]),
        ("A. one\nB. two\nC. three\nANSWER: A, C", ["one", "three"]),
        ("A. one\nB. two\nC. three\nANSWERS: A and C", ["one", "three"]),
        ("A. one\nB. two\nC. three\nANSWER: A & C", ["one", "three"]),
    ],
)
def test_aiken_keys(text: str, right: list[str]) -> None:
    found = one("aiken", f"{STEM}{text}\n")
    assert keys(found.raw) == right
    assert found.notes == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A. one\nB. two\nANSWER: C", "the answer is C, but no option has it"),
        ("A. one\nB. two\nANSWER: ", "its answer is empty"),
        ("A. one\nB. two\nANSWER: 2", "its answer is 2; write a letter"),
        ("A. one\nB. two\nANSWER: AB", "its answer is AB; write a letter"),
        ("A. one\nB. two\nANSWER: A or B", "its answer is A or B; write a letter"),
        ("A. one\nB. two\nANSWER: A/B", "its answer is A/B; write a letter"),
        ("A. one\nB. two\nANSWER: A one", "its answer is A one; write a letter"),
        ("A. one\nB. two", "it has no line ANSWER:"),
        ("A. one\nB. two\nCorrect answer: B", "it has no line ANSWER:"),
        ("A. one\nANSWER: A", "1 option"),
        ("A. one\nB. two\nA. three\nANSWER: A", "two of its options have the same letter"),
        ("a. one\nb. two\nANSWER: B", "the answer is B, but no option has it"),
        ("(A) one\n(B) two\nANSWER: B", "the answer is B, but no option has it"),
        ("B. one\nC. two\nANSWER: B", "the answer is B, but no option has it"),
    ],
)
def test_aiken_refuses(text: str, words: str) -> None:
    (why,) = whys("aiken", f"{STEM}{text}\n")
    assert words in why


@pytest.mark.parametrize(
    ("stem", "found", "notes"),
    [
        ("What about\nE. coli is true?", "What about\nE. coli is true?", ()),
        ("What does\nB. subtilis make?", "What does\nB. subtilis make?", ()),
        ("1. Which?", "Which?", ("the number in front of it left out",)),
        ("Question 12: Which?", "Which?", ("the number in front of it left out",)),
        ("0.9 is what?", "0.9 is what?", ()),
        ("10.5 mg is what?", "10.5 mg is what?", ()),
        ("Which one of\n\nthese?", "Which one of\nthese?", ()),
    ],
)
def test_aiken_stems(stem: str, found: str, notes: tuple[str, ...]) -> None:
    question = one("aiken", f"{stem}\nA. one\nB. two\nANSWER: B\n")
    assert question.raw["stem"] == found
    assert keys(question.raw) == ["two"]
    assert question.notes == notes


@pytest.mark.parametrize(
    ("letters", "note"),
    [("ABC", ()), ("ACB", ("its options have the letters ACB",)), ("ABD", ("ABD",))],
)
def test_aiken_letters_out_of_order_keep_the_key_and_are_told(
    letters: str, note: tuple[str, ...]
) -> None:
    lines = "\n".join(f"{letter}. text {letter}" for letter in letters)
    question = one("aiken", f"{STEM}{lines}\nANSWER: {letters[-1]}\n")
    assert keys(question.raw) == [f"text {letters[-1]}"]
    assert len(question.notes) == len(note)
    assert all(each in question.notes[0] for each in note)


@pytest.mark.parametrize(
    ("after", "explanation"),
    [
        ("Feedback: So it is.", "So it is."),
        ("Explanation: So it is.", "So it is."),
        ("RATIONALE: So it is.", "So it is."),
        ("Feedback: So it is.\nAnd so on.", "So it is.\nAnd so on."),
        ("Feedback: one\nExplanation: two", "one\ntwo"),
        ("Feedback:\nSo it is.", "So it is."),
        ("Feedback:", None),
        ("", None),
    ],
)
def test_aiken_feedback_stays_with_its_question(after: str, explanation: str | None) -> None:
    text = f"{STEM}A. one\nB. two\nANSWER: B\n{after}\n\nNext?\nA. yes\nB. no\nANSWER: A\n"
    first, second = questions("aiken", text)
    assert first.raw.get("explanation") == explanation
    assert second.raw == {
        "stem": "Next?",
        "options": [{"text": "yes", "key": True}, {"text": "no"}],
    }


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("MC\tq\ta\tcorrect\tb\tincorrect", ["a"]),
        ("MC\tq\ta\tincorrect\tb\tCORRECT\t\t", ["b"]),
        ("mc\tq\ta\t Incorrect \tb\tcorrect", ["b"]),
        ("MC\tq\tcorrect\tincorrect\tincorrect\tcorrect", ["incorrect"]),
        ("MA\tq\ta\tcorrect\tb\tcorrect\tc\tincorrect", ["a", "b"]),
        ("TF\tq\ttrue", ["True"]),
        ("TF\tq\tFALSE", ["False"]),
        ("MC\tq\t&lt;5\tcorrect\t>5\tincorrect", ["<5"]),
        ('MC\t"q"\t"a"\tcorrect\tb\tincorrect', ['"a"']),
        ("\ufeffMC\tq\ta\tcorrect\tb\tincorrect", ["a"]),
    ],
)
def test_blackboard_keys(line: str, right: list[str]) -> None:
    found = one("bbq", f"{line}\n")
    assert keys(found.raw) == right
    assert found.notes == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("MC\tq\ta\tcorrect\tb\tcorrect", "several options are correct"),
        ("MC\tq\ta\tincorrect\tb\tincorrect", "no option is correct"),
        ("MC\tq\ta\tcorrect\tb", "an option has no correct or incorrect after it"),
        ("MC\tq\ta\tright\tb\twrong", "right stands where correct or incorrect belongs"),
        ("MC\tq\ta\tcorrect", "1 option; 2 is the least"),
        ("MC\tq\ta\t\tb\tcorrect", "nothing stands where correct or incorrect belongs"),
        ("MC\t\ta\tcorrect\tb\tincorrect", "it has no question"),
        ("MC\tq\t<img src='a.png'>\tcorrect\t<script>\tincorrect", ""),
        ("MA\tq\ta\tcorrect\tb\tcorrect\tc\tcorrect", "every option is correct"),
        ("TF\tq\tT", "its answer is t; write true or false"),
        ("TF\tq", "its answer is missing; write true or false"),
        ("ORD\tq\ta\tb", "2 steps; 3 is the least"),
        ("MAT\tq\ta\t1\tb\t2\tc", "a text has no partner"),
        ("MAT\tq\ta\t1\tb\t2\tc\t3\t\t4", "a partner stands alone"),
        ("MAT\tq\ta\t1\tb\t2", "2 pairs; 3 is the least"),
        ("NUM\tq\t1,5", "its answer is no number"),
        ("NUM\tq\t0,125", "its answer is no number"),
        ("NUM\tq\t5 mg", "its answer is no number"),
        ("NUM\tq", "its answer is no number"),
        ("NUM\tq\t5\tabout", "its tolerance about is no number"),
        ("FIB\tq\tword", "typed text"),
        ("FIB\tq\t5\t6", "typed text"),
        ("ESS\tq\tplaceholder", "examprep has no such kind"),
        ("FIB_PLUS\tq\ta\tb", "typed text"),
        ("SR\tq\ta", "typed text"),
        ("OP\tq", "examprep has no such kind"),
        ("XX\tq\ta", "its first field is no type of question"),
        ("MC q a correct", "its first field is no type of question"),
    ],
)
def test_blackboard_refuses(line: str, words: str) -> None:
    (why,) = whys("bbq", f"{line}\n")
    assert words in why


@pytest.mark.parametrize(
    ("fields", "answer", "places", "note"),
    [
        ("5", "5", 0, ""),
        ("-5\t0", "-5", 0, ""),
        ("1,500", "1500", 0, "1,500 was read as 1500"),
        ("0.125\t0.0005", "0.125", 3, ""),
        ("30.00000000\t0.005", "30", 2, ""),
        ("5\t1", "5", 0, "tolerance 1 left out"),
        ("5\t0.05\textra", "5", 1, "fields after its answer left out: extra"),
        ("1e-3\t0", "0.001", 3, ""),
    ],
)
def test_blackboard_numbers(fields: str, answer: str, places: int, note: str) -> None:
    found = one("bbq", f"NUM\tHow many?\t{fields}\n")
    assert (found.raw["answer"], found.raw.get("round", 0)) == (answer, places)
    assert found.notes == ((note,) if note else ())


def test_blackboard_true_or_false_tells_of_further_fields() -> None:
    assert one("bbq", "TF\tSo?\ttrue\tbecause\n").notes == (
        "fields after its answer left out: because",
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a) x\n*b) y", ["y"]),
        ("*A) x\nB) y", ["x"]),
        ("a) x\n*b) y\nc) z", ["y"]),
        ("[*] x\n[*] y\n[ ] z", ["x", "y"]),
        ("a) x_1_2\n*b) 2. two", ["2. two"]),
        ("a) 1. one\n*b) - five", ["- five"]),
        ("a) x\n*b) + 5", ["+ 5"]),
        ("a) x\n*b) * 5", ["* 5"]),
        ("a) x\n*b) 5 * 3 * 2", ["5 * 3 * 2"]),
        ("a) x\n*b) -5", ["-5"]),
        ("a) x\n*b) 5 &lt; 6", ["5 < 6"]),
        ("a) x\n*b) \\*y\\*", ["*y*"]),
        ("*a) x\nb) y\n... fb", ["x"]),
    ],
)
def test_text2qti_keys(text: str, right: list[str]) -> None:
    found = one("text2qti", f"1. q?\n{text}\n")
    assert keys(found.raw) == right
    assert found.notes == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*a) x\n*b) y", "several options are right, but only one may be chosen"),
        ("a) x\nb) y", "no option is marked as right"),
        ("a)x\n*b)y", "it has no answer"),
        ("", "it has no answer"),
        ("a) x\n*b) y\n= 5", "answers of several kinds"),
        ("= 5\n= 6", "several numbers"),
        ("a) x\n*b) y\n*   z", "answers of several kinds"),
        ("= 5\n* five", "answers of several kinds"),
        ("* five", "typed text"),
        ("* 5\n* 6", "typed text"),
        ("___", "examprep has no such kind"),
        ("^^^", "examprep has no such kind"),
        ("= 1,5", "its answer 1,5 is no number"),
        ("= 0,125", "its answer 0,125 is no number"),
        ("= 1/2", "its answer 1/2 is no number"),
        ("= 5 +- abc", "is no number"),
        ("= five", "is no number"),
        ("= [1, 3]", "any number from 1 to 3 is right"),
        ("= [1 3]", "is no number"),
        ("\n".join(f"a) {n}" for n in range(9)) + "\n*b) x", "10 options; 9 is the most"),
    ],
)
def test_text2qti_refuses(text: str, words: str) -> None:
    (why,) = whys("text2qti", f"1. q?\n{text}\n")
    assert words in why


@pytest.mark.parametrize(
    ("text", "answer", "places", "noted"),
    [
        ("= 5", "5", 0, False),
        ("= -5", "-5", 0, False),
        ("= 1_000", "1000", 0, False),
        ("= 2e3", "2000", 0, False),
        ("= 5 +- 0.5", "5", 0, False),
        ("= 5 +- 1", "5", 0, True),
        ("= 0.5 +- 0.01", "0.5", 2, True),
        ("= 10 +- 5%", "10", 0, False),
        ("= [1.2598, 1.2600]", "1.2599", 4, True),
        ("* 5", "5", 0, False),
    ],
)
def test_text2qti_numbers(text: str, answer: str, places: int, noted: bool) -> None:
    found = one("text2qti", f"1. How many?\n{text}\n")
    assert (found.raw["answer"], found.raw.get("round", 0)) == (answer, places)
    assert bool(found.notes) == noted


def test_text2qti_feedback_of_an_option_may_come_twice() -> None:
    found = one("text2qti", "1. q?\na) x\n... one\n... two\n*b) y\n")
    assert found.raw["options"][0] == {"text": "x", "why": "one\ntwo"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<ol start="2"><li>two</li><li>three</li></ol>', "2. two\n3. three"),
        ("<ol><li>one</li></ol>", "1. one"),
        ('<ol start="x"><li>one</li></ol>', "1. one"),
        ('<ol start="-4"><li>one</li></ol>', "1. one"),
        ('<ol start="99999999999"><li>one</li></ol>', "1. one"),
        ("<ul start='7'><li>one</li></ul>", "- one"),
    ],
)
def test_lists_keep_their_numbers(html: str, text: str) -> None:
    from examprep.exchange.markup import plain

    assert plain(html).text == text


OPTIONS = "What?<br>A) x<br>B) y<br>C) z"


@pytest.mark.parametrize(
    ("front", "back", "right", "explanation"),
    [
        (OPTIONS, "B", ["y"], ""),
        (OPTIONS, "b", ["y"], ""),
        (OPTIONS, "B)", ["y"], ""),
        (OPTIONS, "B. y", ["y"], ""),
        (OPTIONS, "Answer: C", ["z"], ""),
        (OPTIONS, "The correct answer is C", ["z"], ""),
        (OPTIONS, "A, C", ["x", "z"], ""),
        (OPTIONS, "A and C", ["x", "z"], ""),
        (OPTIONS, "z", ["z"], ""),
        (OPTIONS, "Z<br>It ends there.", ["z"], "It ends there."),
        (OPTIONS, "B) y<br>So it is.", ["y"], "So it is."),
        (OPTIONS, "B: not z", ["y"], "not z"),
        ("What?<br>1) x<br>2) y", "2", ["y"], ""),
        ("What?<br>A) 1<br>B) 2<br>C) 3", "3", ["3"], ""),
        ("What?<br>1) 1<br>2) 2<br>3) 3", "3", ["3"], ""),
        ("What?<br>A) A<br>B) B<br>C) C", "C", ["C"], ""),
    ],
)
def test_anki_backs_name_an_option(
    front: str, back: str, right: list[str], explanation: str
) -> None:
    found = one("anki", f"{front}\t{back}\n")
    assert keys(found.raw) == right
    assert found.raw.get("explanation", "") == explanation


@pytest.mark.parametrize(
    ("front", "back"),
    [
        (OPTIONS, "D"),
        (OPTIONS, "A or B"),
        (OPTIONS, "Not A"),
        (OPTIONS, "Both A and B"),
        (OPTIONS, "A dose of x"),
        (OPTIONS, "B. z"),
        (OPTIONS, "A) y"),
        (OPTIONS, "neither"),
        ("What?<br>A) B<br>B) A", "A"),
        ("What?<br>1) 3<br>2) 1<br>3) 2", "2"),
        ("What?<br>A) C<br>B) A<br>C) B", "C"),
    ],
)
def test_anki_backs_that_name_none_for_sure_are_refused(front: str, back: str) -> None:
    assert whys("anki", f"{front}\t{back}\n") == [
        "its front has options, but its back names none of them"
    ]


@pytest.mark.parametrize(
    ("cells", "right"),
    [
        (("x", "y", "z", "B"), "y"),
        (("x", "y", "z", "z"), "z"),
        (("x", "y", "z", "C. z"), "z"),
        (("2", "3", "1", "2"), "2"),
        (("x", "y", "z", "D"), ""),
        (("x", "y", "z", "4"), ""),
        (("x", "y", "z", "C. y"), ""),
        (("B", "C", "A", "A"), ""),
        (("x", "y", "z", "AB"), ""),
    ],
)
def test_anki_fields_name_an_option(cells: tuple[str, ...], right: str) -> None:
    head = "#columns:Question\tOption A\tOption B\tOption C\tAnswer\n"
    row = "\t".join(("q?", *cells))
    if right:
        assert keys(one("anki", f"{head}{row}\n").raw) == [right]
    else:
        assert whys("anki", f"{head}{row}\n") == ["none of its options is named as the right one"]


def test_anki_fields_without_a_place_are_told() -> None:
    head = "#columns:Question\tA\tB\tAnswer\tExplanation\tMnemonic\n"
    found = one("anki", f"{head}q?\tx\ty\tA\tbecause\tsing it\n")
    assert found.raw["explanation"] == "because"
    assert found.notes == ("its field Mnemonic was left out",)


def test_anki_cards_tell_of_fields_left_out() -> None:
    text = "#columns:Front\tBack\tHint\nIt rains\tTrue\tlook\nIt snows\tFalse\t\n"
    first, second = read("anki", text)
    assert first.notes == ("its field Hint was left out",)  # type: ignore[union-attr]
    assert second.notes == ()  # type: ignore[union-attr]
