"""Anki's text files: heads, separators, quotes, remarks; what others wrote and what we write."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from examprep.errors import UnreadableFile
from examprep.exchange.format import Choices
from examprep.exchange.formats import anki_own
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.registry import format_named, recognised
from tests.exchange.mutations import COUNT, mutants, survives
from tests.exchange.roundtrip import choices_of, drawn_items, exported, shipped

# A question whose options stand on the front, so that no other note is needed.
ROW = '"Which form?<br>A) 222<br>B) 106"{sign}B'


def read(text: str | bytes, folder: Path) -> list[Question | Skipped]:
    given = Given(folder / "notes.txt", text if isinstance(text, bytes) else text.encode())
    reader = format_named("anki").read
    assert reader
    return list(reader(given))


def raws(text: str | bytes, folder: Path) -> list[Raw]:
    found = read(text, folder)
    assert all(isinstance(one, Question) for one in found), found
    return [one.raw for one in found if isinstance(one, Question)]


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Comma", ","),
        ("semicolon", ";"),
        ("TAB", "\t"),
        ("Pipe", "|"),
        ("colon", ":"),
        ("|", "|"),
        ("\t", "\t"),
    ],
)
def test_every_separator_that_anki_names(name: str, sign: str, tmp_path: Path) -> None:
    text = f"#separator:{name}\n#html:true\n{ROW.format(sign=sign)}\n"
    found = recognised(Given(tmp_path / "notes.txt", text.encode()))
    assert found
    assert found.name == "anki"
    (raw,) = raws(text, tmp_path)
    assert raw["stem"] == "Which form?"
    assert raw["options"][1] == {"text": "106", "key": True}


@pytest.mark.parametrize("sign", ["\t", ";", ",", "|"])
def test_without_a_head_the_separator_is_found_out(sign: str, tmp_path: Path) -> None:
    assert len(raws(f"{ROW.format(sign=sign)}\n" * 3, tmp_path)) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines(encoding: str, end: str, tmp_path: Path) -> None:
    text = f"#separator:tab\n#html:true\n{ROW.format(sign=chr(9))}\n".replace("\n", end)
    data = text.encode(encoding)
    found = recognised(Given(tmp_path / "x.txt", data))
    assert found
    assert found.name == "anki"
    assert len(raws(data, tmp_path)) == 1


def test_quotes_line_breaks_and_remarks(tmp_path: Path) -> None:
    text = (
        "#separator:comma\n#html:false\n# a remark\n"
        '"Which ""form""?\n#1 it is\nA) 222\nB) 106",A\n'
        "# another, remark\n\n"
        '"Which?\nA) x\nB) y",B\n'
    )
    first, second = read(text, tmp_path)
    assert isinstance(first, Question)
    assert isinstance(second, Question)
    assert first.raw["stem"] == 'Which "form"?\n#1 it is'
    assert (first.place, second.place) == ("line 4", "line 10")


def test_text_that_is_no_html_stays_as_it_is(tmp_path: Path) -> None:
    text = "#separator:tab\n#html:false\nIs 5 <b> 3 &amp; more?\tTrue\n"
    assert raws(text, tmp_path)[0]["stem"] == "Is 5 <b> 3 &amp; more?"


def test_columns_of_deck_type_and_tags(tmp_path: Path) -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
        "#tags column:6\nx1\tBasic\tLaw::DEA\tIt is so.\tFalse\tleech forms\n"
    )
    (one,) = read(text, tmp_path)
    assert isinstance(one, Question)
    assert one.category == "Law/DEA"
    assert one.raw["stem"] == "It is so."


@pytest.mark.parametrize("head", ["#tags:law_of_2005 x", "#deck:Law of 2005", "tags:law_of_2005"])
def test_a_tag_or_deck_of_all_is_the_category(head: str, tmp_path: Path) -> None:
    begin = "" if head.startswith("tags") else "#separator:tab\n"
    (one,) = read(f"{begin}{head}\nIt is so.\tTrue\n", tmp_path)
    assert isinstance(one, Question)
    assert one.category.lower() == "law of 2005"


def test_columns_with_names(tmp_path: Path) -> None:
    text = "#separator:tab\n#columns:Question\tA\tB\tKey\tTags\nWhich?\t222\t106\tB\tforms\n"
    (one,) = read(text, tmp_path)
    assert isinstance(one, Question)
    assert one.raw["options"] == [{"text": "222"}, {"text": "106", "key": True}]
    assert one.category == "forms"


def test_a_row_of_names_is_no_note(tmp_path: Path) -> None:
    text = "front\tback\ttags\nIt is so.\tTrue\tlaw\n"
    found = recognised(Given(tmp_path / "notes.tsv", text.encode()))
    assert found
    assert found.name == "anki"
    (one,) = read(text, tmp_path)
    assert isinstance(one, Question)
    assert one.category == "law"


def test_gaps_tell_a_file_without_a_head(tmp_path: Path) -> None:
    found = recognised(Given(tmp_path / "x.txt", b"0001\tdance {{c1::dancing}}\t\n"))
    assert found
    assert found.name == "anki"


def test_a_quote_that_never_ends_is_named_with_its_line(tmp_path: Path) -> None:
    text = '#separator:tab\n#html:true\nIt is.\tTrue\n"It' + " x" * 9_000_000
    with pytest.raises(UnreadableFile, match=r"notes.txt: line 4: .*quote"):
        read(text, tmp_path)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode()), delimiter="\t"))


def test_what_is_written_names_its_columns(tmp_path: Path) -> None:
    bank = shipped()[0]
    data, _ = exported("anki", drawn_items(bank)[:3], choices_of(bank))
    rows = rows_of(data)
    head = {row[0].partition(":")[0]: ":".join(row).partition(":")[2] for row in rows[:7]}
    assert head["#separator"] == "tab"
    first = rows[7]
    assert first[int(head["#notetype column"]) - 1] == anki_own.NAME
    assert first[int(head["#deck column"]) - 1].startswith(f"{bank.bank.title}::")
    assert "examprep" in first[int(head["#tags column"]) - 1].split()
    assert len(first) == len(anki_own.FIELDS) + 4


def test_no_row_looks_like_a_remark() -> None:
    choice = {"id": "#q", "topic": "t", "stem": "Which?", "options": [{"text": "a", "key": True}]}
    data, _ = exported("anki", [choice] * 3, Choices("Any", "any"))
    lines = data.decode().splitlines()
    assert [line[:1] for line in lines] == ["#"] * 7 + ['"'] * 3


def test_our_notes_without_html_are_refused_for_their_lines_are_lost(tmp_path: Path) -> None:
    bank = shipped()[0]
    data, _ = exported("anki", drawn_items(bank)[:3], choices_of(bank))
    for one in read(data.replace(b"#html:true", b"#html:false"), tmp_path):
        assert isinstance(one, Skipped)
        assert "export it with HTML" in one.why


def test_our_notes_are_known_by_their_shape(tmp_path: Path) -> None:
    bank = shipped()[1]
    before = drawn_items(bank)[:5]
    fields = (anki_own.fields_of(raw) for raw in before)
    text = "".join(
        "\t".join(f'"{one.replace(chr(34), chr(34) * 2)}"' for one in row) + "\n" for row in fields
    )
    assert raws(f"#separator:tab\n#html:true\n{text}", tmp_path) == before


def samples() -> list[bytes]:
    bank = shipped()[0]
    own, _ = exported("anki", drawn_items(bank)[::20], choices_of(bank))
    pairs = b"".join(b"Brand %d\tgeneric %d\n" % (n, n) for n in range(20))
    return [own, b"#separator:tab\n#html:true\n" + ROW.format(sign="\t").encode() * 5, pairs]


def test_damaged_text_is_named_and_nothing_breaks(tmp_path: Path) -> None:
    for sample in samples():
        for data in mutants(sample, 80):
            for name in ("anki", "quizlet"):
                survives(name, data, tmp_path, cards=True)


@pytest.mark.torture
def test_many_damaged_texts(tmp_path: Path) -> None:
    for sample in samples():
        for data in mutants(sample, COUNT // len(samples()) // 2, COUNT):
            for name in ("anki", "quizlet"):
                assert survives(name, data, tmp_path, cards=True) < 1
