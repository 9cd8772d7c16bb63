"""Every format is told apart by what stands in a file, whatever the file is called."""

from __future__ import annotations

import contextlib
from functools import cache
from pathlib import Path

import pytest

from examprep.errors import UnreadableFile
from examprep.exchange.given import Given
from examprep.exchange.registry import format_named, names, recognised
from tests.exchange.roundtrip import choices_of, drawn_items, shipped

BOTH = tuple(name for name in names() if format_named(name).read and format_named(name).write)
BANKS = (1, 5)
ZIPPED = ("qti12", "qti21", "apkg", "xlsx")
TEXTS = tuple(name for name in BOTH if name not in ZIPPED)
QUIZLET = "Tylenol\tacetaminophen\nAdvil\tibuprofen\nAleve\tnaproxen\n"
TABLE = "Question\tA\tB\tKey\nWhich?\tone\ttwo\tB\n"
EXCEL = 'sep=;\nQuestion;A;B;Key\n"Which; then?";one;two;B\n'


@cache
def written(name: str, place: int) -> bytes:
    bank = shipped()[place]
    write = format_named(name).write
    assert write
    raws = drawn_items(bank)[:12]
    return next(iter(write(raws, choices_of(bank), lambda _, __: None))).data


def told(data: bytes | str, name: str) -> str:
    whole = data.encode() if isinstance(data, str) else data
    found = recognised(Given(Path(name), whole))
    return found.name if found else ""


@pytest.mark.parametrize("place", BANKS)
@pytest.mark.parametrize("ending", [".zip", ".txt", ".bin", ""])
@pytest.mark.parametrize("name", ZIPPED)
def test_an_archive_of_ours_is_known_under_any_name(name: str, ending: str, place: int) -> None:
    assert told(written(name, place), f"bank{ending}") == name


@pytest.mark.parametrize("place", BANKS)
@pytest.mark.parametrize("ending", [".txt", ".tsv", ".xml", ".zip", ".md", ""])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_ours_is_known_under_any_name(name: str, ending: str, place: int) -> None:
    assert told(written(name, place), f"bank{ending}") == name


@pytest.mark.parametrize("name", BOTH)
def test_the_ending_that_is_written_is_known(name: str) -> None:
    for ending in format_named(name).endings:
        assert told(written(name, 1), f"bank{ending}") == name


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_do_not_matter(name: str, encoding: str, line_end: str) -> None:
    text = written(name, 1).decode("utf-8-sig").replace("\r\n", "\n")
    if name == "moodle-xml":
        text = text.partition("?>")[2].lstrip()  # its head would say another encoding
    if name == "moodle-xml" and encoding == "utf-16":
        return
    assert told(text.replace("\n", line_end).encode(encoding), "bank.txt") == name


@pytest.mark.parametrize(
    ("text", "name", "format_name"),
    [
        (QUIZLET, "set.txt", "quizlet"),
        (QUIZLET, "set.tsv", "quizlet"),
        (QUIZLET, "set", "quizlet"),
        (TABLE, "table.tsv", "csv"),
        (TABLE, "table.txt", "csv"),
        (TABLE, "table", "csv"),
        (TABLE, "table.csv", "csv"),
        (EXCEL, "table.csv", "csv"),
        (EXCEL, "table.txt", "csv"),
        ("Front,Back\nTylenol,acetaminophen\n", "deck.csv", "anki"),
        ("front\tback\ttags\nTylenol\tacetaminophen\tpain\n", "deck.txt", "anki"),
        ("#separator:Comma\nTylenol,acetaminophen\n", "deck.csv", "anki"),
        ("#html:true\nTylenol\tacetaminophen\n", "deck.tsv", "anki"),
        ("It is {{c1::true}}\t{{c2::so}}\n", "gaps.txt", "anki"),
        ("x\tIt is {{c1::true}}\n", "gaps.txt", "anki"),
        ("Is it so? {TRUE}\n", "quiz.txt", "gift"),
        ("Is it so? {T}\n", "quiz", "gift"),
        ("How many? {#5}\n", "quiz.txt", "gift"),
        ("::a::Which? {=one ~two}\n", "quiz.md", "gift"),
        ("$CATEGORY: Law\n\nWhich? {\n=one\n~two\n}\n", "quiz.txt", "gift"),
        ("anything at all", "quiz.gift", "gift"),
        ("Which?\nA. one\nB. two\nANSWER: B\n", "quiz.txt", "aiken"),
        ("Which?\nA) one\nB) two\nAnswer: b\n", "quiz", "aiken"),
        ("1. Which?\na) one\n*b) two\n", "quiz.md", "text2qti"),
        ("1. Which?\n[*] one\n[ ] two\n[*] three\n", "quiz.txt", "text2qti"),
        ("Quiz title: Law\n\n1. How?\n* so\n", "quiz.txt", "text2qti"),
        ("MC\tWhich?\tone\tcorrect\ttwo\tincorrect\n", "quiz.tsv", "bbq"),
        ("tf\tIt is so.\ttrue\n", "quiz.txt", "bbq"),
        ("A letter to a friend.\n\nHow are you? I am well.\n", "letter.txt", ""),
        ("", "empty.txt", ""),
        ("\n\n  \n", "blank.txt", ""),
        ("Question: what?\nAnswer: that\n", "notes.txt", ""),
        ("one\ttwo\tthree\nfour\tfive\tsix\n", "table.tsv", ""),
    ],
)
def test_files_of_others_are_told_apart(text: str, name: str, format_name: str) -> None:
    assert told(text, name) == format_name


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"::a::{=x}" * 9])
def test_a_broken_archive_is_said_to_be_one(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"x\.txt: it is no zip archive, or it is damaged"):
        told(data, "x.txt")


@pytest.mark.parametrize("name", [*TEXTS, "quizlet"])
@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"\xff\xfe", b"   \n\n"])
def test_an_empty_file_holds_no_question(name: str, data: bytes) -> None:
    read = format_named(name).read
    assert read
    found = []
    with contextlib.suppress(UnreadableFile):
        found = list(read(Given(Path("empty.txt"), data)))
    assert found == []
