"""What becomes of foreign questions: ids, topics, what stays of an older version."""

from __future__ import annotations

from pathlib import Path

import pytest

from examprep.banks.reader import read_bank, read_tables
from examprep.exchange.extras import join_extras, split_extras, with_extras
from examprep.exchange.given import Given
from examprep.exchange.importing import Importer
from examprep.exchange.keeping import Heading, target, write_bank
from examprep.exchange.markup import plain
from examprep.exchange.question import Question, Skipped
from examprep.exchange.registry import format_named, names, recognised
from examprep.places import shipped_banks

LAW = """\
Which form is used to order schedule II drugs?
A. DEA Form 222
B. DEA Form 106
ANSWER: A

Which form reports a theft?
A) DEA Form 222
B) DEA Form 106
ANSWER: B
"""


def read(text: str, folder: Path, known: Path | None = None) -> Importer:
    place = target(known) if known else target(folder / "none")
    importer = Importer(place.raws, place.topics)
    given = Given(folder / "law.txt", text.encode())
    reader = format_named("aiken").read
    assert reader
    for one in reader(given):
        importer.take("law.txt", one)
    return importer


def written(text: str, folder: Path) -> Path:
    bank = folder / "law"
    write_bank(target(bank), read(text, folder).found, Heading("Law"), "law")
    return bank


def test_a_new_bank_can_be_used(tmp_path: Path) -> None:
    bank, problems = read_bank(written(LAW, tmp_path))
    assert not problems
    assert bank
    assert [item.options[item.keys[0]].text for item in bank.items] == [
        "DEA Form 222",
        "DEA Form 106",
    ]


def test_read_again_nothing_changes(tmp_path: Path) -> None:
    bank = written(LAW, tmp_path)
    assert read(LAW, tmp_path, bank).found.counts() == {"unchanged": 2}


def test_a_mended_typo_keeps_the_id_and_a_changed_key_is_told(tmp_path: Path) -> None:
    bank = written(LAW.replace("theft", "theeft"), tmp_path)
    before, _ = read_tables(bank)
    importer = read(LAW.replace("ANSWER: B", "ANSWER: A"), tmp_path, bank)
    assert before
    assert list(importer.found.changed) == [before.items[1]["id"]]
    assert "key changed" in importer.found.rows[1].notes[-1]


def test_what_an_author_wrote_beside_it_stays(tmp_path: Path) -> None:
    bank = written(LAW, tmp_path)
    path = bank / "law.toml"
    text = path.read_text(encoding="utf-8")
    mended = text.replace('{ text = "DEA Form 106" }', '{ text = "DEA Form 106", why = "Theft." }')
    mended = mended.replace("topic", 'sources = ["21 CFR 1305"] # looked up\ntopic', 1)
    path.write_text("# ours\n" + mended, encoding="utf-8")
    fresh = LAW.replace("reports a theft", "tells of a theft")
    place = target(bank)
    write_bank(place, read(fresh, tmp_path, bank).found, Heading(""), "law")
    after = path.read_text(encoding="utf-8")
    assert after.startswith("# ours\n")
    assert "# looked up" in after
    assert 'why = "Theft."' in after
    assert "tells of a theft" in after


def test_comments_and_ways_of_writing_inside_a_changed_item_stay(tmp_path: Path) -> None:
    bank = written(LAW, tmp_path)
    path = bank / "law.toml"
    text = path.read_text(encoding="utf-8")
    second = text.index("[[item]]", 1)
    mine = text[second:].replace('topic = "imported"', "topic = 'imported'  # to be sorted\n# why?")
    path.write_text(f"{text[:second]}{mine}", encoding="utf-8")
    fresh = LAW.replace("reports a theft", "tells of a theft")
    place = target(bank)
    write_bank(place, read(fresh, tmp_path, bank).found, Heading(""), "law")
    after = path.read_text(encoding="utf-8")
    assert "topic = 'imported'  # to be sorted\n# why?\nstem" in after
    assert "tells of a theft" in after


def test_every_question_left_out_is_named_with_its_line(tmp_path: Path) -> None:
    text = LAW + "\nWhat is missing?\nA. this\nB. that\n\nANSWER: C\n"
    rows = read(text, tmp_path).found.rows
    assert [(row.place, row.status) for row in rows[2:]] == [("line 11", "skipped")]
    assert "answer is C" in rows[2].notes[0]


def test_one_id_is_not_given_twice() -> None:
    importer = Importer()
    options = [{"text": "a", "key": True}, {"text": "b"}]
    for stem in ("One?", "Two?", "One?"):
        importer.take("x", Question({"id": "same", "stem": stem, "options": options}, stem))
    found = importer.found
    assert list(found.added) == ["same", "same-2"]
    assert found.counts() == {"new": 2, "skipped": 1}


@pytest.mark.parametrize("title", ["Q1", "Question 7", "", "12", "multiple choice"])
def test_titles_that_say_nothing_give_no_ids(title: str) -> None:
    importer = Importer()
    raw = {"stem": "One?", "options": [{"text": "a", "key": True}, {"text": "b"}]}
    importer.take("x", Question(raw, "line 1", title))
    assert next(iter(importer.found.added)).startswith("q-")


def test_faults_are_named_in_words() -> None:
    importer = Importer()
    importer.take(
        "x", Question({"stem": "One?", "options": [{"text": "a", "key": True}]}, "line 1")
    )
    importer.take("x", Skipped("line 9", "it has no answer", "Two?", "essay"))
    assert "options" in importer.found.rows[0].notes[0]
    assert importer.found.rows[1].notes == ("essay: it has no answer",)


def test_lines_under_an_explanation_bring_back_what_formats_lack() -> None:
    for path in sorted(shipped_banks().iterdir()):
        bank, _ = read_tables(path)
        assert bank
        for raw in bank.items:
            if "given" in raw:
                continue
            bare = {key: raw[key] for key in ("kind", "stem", "answer", "let") if key in raw}
            bare |= {
                key: [{k: v for k, v in one.items() if k != "why"} for one in raw[key]]
                for key in ("options", "pairs")
                if key in raw
            }
            back = join_extras(bare, with_extras(raw))
            assert back == raw


def test_an_explanation_of_others_stays_whole() -> None:
    text = "Note: this is it.\nRemember: check twice"
    assert split_extras(text) == (text, {})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LAW.encode("utf-8-sig"), []),
        (LAW.encode("utf-16"), ["read as UTF-16"]),
        (LAW.encode("utf-16-le"), ["read as UTF-16"]),
        (LAW.replace("theft", "caf\u00e9").encode("cp1252"), ["read as Windows-1252"]),
        (LAW.replace("\n", "\r\n").encode(), []),
    ],
)
def test_any_encoding_is_read_and_told(data: bytes, said: list[str], tmp_path: Path) -> None:
    given = Given(tmp_path / "law.txt", data)
    found = recognised(given)
    assert found
    assert found.name == "aiken"
    assert found.read
    assert len(list(found.read(given))) == 2
    assert given.said == said


def test_every_format_can_be_loaded() -> None:
    for name in names():
        one = format_named(name)
        assert one.name == name
        assert one.read or one.write
        assert one.endings


def test_html_becomes_text_and_losses_are_named() -> None:
    found = plain(
        "<p>H<sub>2</sub>O <b>now</b></p><ul><li>a</li><li>b</li></ul><img src='x/y.png'>"
    )
    assert found.text == "H\u2082O now\n\n- a\n- b\n[picture: y.png]"
    assert found.pictures == ("y.png",)
    assert "bold, italics or the like" in found.lost


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a < b and c > d", "a < b and c > d"),
        ("5 <b>mg</b> <!-- hidden --> daily", "5 mg daily"),
        ("<![CDATA[x]]> <?xml y?><!DOCTYPE html>z", "x z"),
        ("<!-- never closed", "<!-- never closed"),
        ("<a " * 50_000 + "end", "<a " * 50_000 + "end"),
        ("<!--" * 50_000, "<!--" * 50_000),
        ("<script>alert(1)</script>x<style>y</style>", "x"),
        ('<a href="https://example.org">rule</a>', "rule (https://example.org)"),
        ('<a href="javascript:x">rule</a>', "rule"),
        ("10<sup>-3</sup> x<sub>max</sub>", "10\u207b\u00b3 x_max"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 | 2\n3"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n- b\n2. c"),
        ("a&nbsp;&mu;g &amp;amp; &#x2265;", "a \u03bcg &amp; \u2265"),
    ],
)
def test_whatever_html_says_is_kept_as_text(html: str, text: str) -> None:
    assert plain(html).text == text.strip()
