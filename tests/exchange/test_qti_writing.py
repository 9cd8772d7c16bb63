"""QTI is written and read back: nothing that it can hold is lost, and nothing breaks a reader."""

from __future__ import annotations

import random
import time
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.banks.models import check
from examprep.exchange.format import Choices
from examprep.exchange.formats.qti_numbers import number
from examprep.exchange.formats.qti_text import Texts, markup, paragraphs
from examprep.exchange.given import Given
from examprep.exchange.question import Raw
from examprep.exchange.registry import format_named, recognised
from tests.exchange import generated
from tests.exchange.mutations import COUNT, mutants, survives
from tests.exchange.qti_shape import assessment, choice, item, lid, quiz, response, rule, typed
from tests.exchange.roundtrip import (
    choices_of,
    differences,
    drawn_items,
    exported,
    imported,
    shipped,
)

WRITTEN = ("qti12", "qti21")
CHOICES = Choices("Bank & <more>", "bank", topics={"topic/of-it": "Topic & <its> title"})
TOKENS = (
    b"<item>",
    b"</item>",
    b"<and>",
    b"<not>",
    b"&lt;",
    b"]]>",
    b'ident="o1"',
    b"<!--",
    b"100",
)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_shipped_bank_comes_back_whole(name: str, tmp_path: Path) -> None:
    for bank in shipped():
        raws = drawn_items(bank)
        data, lost = exported(name, raws, choices_of(bank))
        assert not lost
        found = imported(name, data, tmp_path, ".zip").found
        assert list(differences(raws, found.added)) == []
        assert not any(row.notes for row in found.rows)
        assert found.topics == {
            topic: (bank.bank.topics or {})[topic] for topic in {raw["topic"] for raw in raws}
        }


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_is_told_apart(name: str, tmp_path: Path) -> None:
    data, _ = exported(name, drawn_items(shipped()[0])[:3], CHOICES)
    found = recognised(Given(tmp_path / "quiz.zip", data))
    assert found
    assert found.name == name


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=25, deadline=None)
@given(raw=generated.items().filter(lambda raw: not check(raw)))
def test_any_item_comes_back(name: str, raw: Raw) -> None:
    data, lost = exported(name, [raw], CHOICES)
    assert not lost
    found = imported(name, data, Path("x"), ".zip").found
    assert list(differences([raw], found.added)) == []


@pytest.mark.parametrize("name", WRITTEN)
def test_what_xml_cannot_hold_is_told(name: str) -> None:
    raw: Raw = {
        "id": "x",
        "stem": "a\u0001b",
        "options": [{"text": "c\ufffe", "key": True}, {"text": "d"}],
    }
    data, lost = exported(name, [raw], CHOICES)
    assert "control characters" in lost
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in archive.namelist():
            fromstring(archive.read(member))  # noqa: S314 - our own


def test_spaces_in_a_row_are_kept_in_1_2_and_told_in_2_1(tmp_path: Path) -> None:
    raw: Raw = {
        "id": "x",
        "topic": "t",
        "stem": "  a   table\n  of  spaces",
        "options": [{"text": "a  b", "key": True}, {"text": " c"}],
    }
    data, lost = exported("qti12", [raw], CHOICES)
    assert not lost
    back = imported("qti12", data, tmp_path, ".zip").found.added["x"]
    assert back["stem"] == raw["stem"].strip()
    assert back["options"][0]["text"] == "a  b"
    _, lost = exported("qti21", [raw], CHOICES)
    assert lost == {"spaces in a row"}


def test_canvas_finds_its_metadata() -> None:
    raws = [raw for bank in shipped() for raw in drawn_items(bank)]
    picked = {raw.get("kind", "choice"): raw for raw in raws}
    truth = {
        "id": "truth",
        "stem": "Is it?",
        "options": [{"text": "True", "key": True}, {"text": "False"}],
    }
    data, _ = exported("qti12", [*picked.values(), truth], CHOICES)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        text = archive.read(names[1]).decode()
    assert names == ["imsmanifest.xml", "quiz-bank/quiz-bank.xml", "quiz-bank/assessment_meta.xml"]
    for kind in ("multiple_choice", "multiple_answers", "matching", "numerical", "true_false"):
        assert f"<fieldentry>{kind}_question</fieldentry>" in text
    assert text.count("points_possible") == len(picked) + 1
    assert 'title="Bank &amp; &lt;more&gt;"' in text


@pytest.mark.parametrize("name", WRITTEN)
def test_one_bank_gives_the_same_bytes_each_time(name: str) -> None:
    raws = drawn_items(shipped()[1])[:5]
    assert exported(name, raws, CHOICES) == exported(name, raws, CHOICES)


@given(st.text(generated.LETTERS, max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = number(text)
    assert value is None or value == value + 0


@given(generated.TEXT)
def test_paragraphs_come_back_as_text(text: str) -> None:
    whole = fromstring(f"<div>{paragraphs(text)}</div>")  # noqa: S314 - our own
    assert Texts(own=True).xhtml(whole) == text.strip()
    assert markup(whole, escaped=False).count("<p>") == 1


def samples() -> list[tuple[str, bytes]]:
    raws = [raw for bank in shipped() for raw in drawn_items(bank)[:3]]
    kinds = {raw.get("kind", "choice"): raw for bank in shipped() for raw in drawn_items(bank)}
    few = [*raws[:4], *kinds.values()]
    few = list({raw["id"]: raw for raw in few}.values())
    abc = {"a": "alpha", "b": "beta"}
    rules = rule("<and><varequal respident='r'>a</varequal></and>", "1", link="correct")
    plain = quiz(item(lid(abc), rules), item(typed(), rule("<varequal>4</varequal>", "1")))
    return [
        ("qti12", exported("qti12", few, CHOICES)[0]),
        ("qti21", exported("qti21", few, CHOICES)[0]),
        ("qti12", plain.encode()),
        ("qti21", assessment(response("a"), choice(abc)).encode()),
        ("qti3", assessment(response("a"), choice(abc)).replace("assessmentI", "qti-i").encode()),
    ]


def test_damaged_files_are_named_not_broken(tmp_path: Path) -> None:
    for place, (name, data) in enumerate(samples()):
        for damaged in mutants(data, 60, seed=place):
            assert survives(name, damaged, tmp_path) < 5  # a hang, not a speed


@pytest.mark.torture
def test_very_many_damaged_files(tmp_path: Path) -> None:
    every = samples()
    source = random.Random(5)
    slowest = 0.0
    for place, (name, data) in enumerate(every):
        for damaged in mutants(data, COUNT // len(every), seed=source.randrange(1000) + place):
            slowest = max(slowest, survives(name, damaged, tmp_path))
    assert slowest < 1


@pytest.mark.parametrize(
    "data",
    [
        "<questestinterop>" + "<item>" * 100_000,
        "<questestinterop>" + "<![CDATA[" * 100_000,
        "<questestinterop>" + "<!--" * 100_000,
        "<questestinterop><item>" + "&lt;" * 300_000,
        "<!DOCTYPE " + "[" * 300_000,
        quiz(item(lid({"a": "&lt;b&gt;" * 60_000, "b": "x"}), rule("<other/>", "1"))),
        quiz(item(lid({str(n): "x" for n in range(5_000)}), rule("<other/>", "1"))),
        quiz(item(typed(), rule(f"<varequal>{'1' * 300_000}</varequal>", "1"))),
        quiz(item(typed(), rule("<varequal>1e99</varequal>", "1"))),
        quiz(item(typed(), rule(f"<varequal>{'1,' * 200_000}</varequal>", "1"))),
    ],
    ids=lambda data: data[:24],
)
def test_nothing_takes_time_that_grows_faster_than_the_file(data: str, tmp_path: Path) -> None:
    begun = time.process_time()
    for name in ("qti12", "qti21", "qti3"):
        assert format_named(name).recognises(Given(tmp_path / "x.xml", data.encode())) in {
            True,
            False,
        }
        survives(name, data.encode(), tmp_path)
    assert time.process_time() - begun < 20  # a hang, not a speed
