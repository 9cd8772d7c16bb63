"""The reference card as a command, and as a word of the line mode."""

from __future__ import annotations

import json

import pytest

from examprep.cli import main
from examprep.exams.card import card
from tests.cli.quizzes import Talk

IDS = [section.id for section in card().sections]


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["card", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def test_the_command_prints_the_whole_card(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys)
    for section in card().sections:
        assert f"{section.title} ({section.id})\n" in text
        for row in section.rows:
            assert f"  {row.left}  " in text
            assert row.right in text
            assert row.note in text
    assert text.isascii()
    assert max(len(line) for line in text.splitlines()) <= 78


@pytest.mark.parametrize("name", ["household", "house", "2", "WEIGHTS"])
def test_the_command_prints_one_section(capsys: pytest.CaptureFixture[str], name: str) -> None:
    lines = printed(capsys, name).splitlines()
    assert lines[0] == "Household measures and weights (household)"
    assert "  1 pint (pt)          480 mL    16 fl oz; exact 473 mL" in lines
    assert lines[-1].endswith("checked Nov 27, 2026")
    assert not any("(sig)" in line for line in lines)


def test_a_section_without_a_lead_begins_with_its_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert printed(capsys, "temp").splitlines()[1].startswith("  C to F ")


def test_as_json_every_line_has_its_parts(capsys: pytest.CaptureFixture[str]) -> None:
    sections = json.loads(printed(capsys, "--json"))
    assert [section["id"] for section in sections] == IDS
    assert {"left": "bid", "right": "twice a day", "note": ""} in sections[-1]["rows"]
    assert sections[0]["verified"] == "2026-11-27"
    assert sections[0]["sources"]
    only = json.loads(printed(capsys, "sig", "--json"))
    assert [section["id"] for section in only] == ["sig"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("nope", "nope"),
        ("", ""),
        ("\x1b[2J" + "x" * 99, "\ufffd[2J" + "x" * 26),
        ("\u00b2", "\u00b2"),
        ("0", "0"),
    ],
)
def test_an_unknown_section_is_one_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], name: str, shown: str
) -> None:
    assert main(["card", name]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    names = ", ".join(IDS)
    fault = f'there is no section "{shown}" on the card; there are: {names}'
    assert said.err == f"examprep card: {fault}\n"


def test_the_help_names_the_command_and_its_sections(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["card", "--help"]):
        with pytest.raises(SystemExit):
            main(words)
        text = " ".join(capsys.readouterr().out.split())
        assert "eference card: conversions, formulas, abbreviations" in text
    assert ", ".join(IDS) in text


def test_the_word_lists_the_sections(talk: Talk) -> None:
    said = talk("--topic one -n 1", "card")
    assert "\n1. metric: Metric steps\n" in said
    assert "\n9. sig: Sig and chart abbreviations\n" in said
    assert "\nType card and a name or number for one of them.\n" in said


@pytest.mark.parametrize("line", ["card household", "CARD 2", "car house"])
def test_the_word_with_a_name_reads_a_section(talk: Talk, line: str) -> None:
    said = talk("--topic one -n 1", line)
    assert "\n\nHousehold measures and weights\nTaught figure first; labels" in said
    assert "\n1 teaspoon (tsp): 5 mL\n" in said
    assert "\n1 pint (pt): 480 mL (16 fl oz; exact 473 mL)\n" in said
    assert "\nSources: Ansel & Stockton" in said
    assert said.isascii()


def test_the_word_with_a_name_that_is_none_says_which_there_are(talk: Talk) -> None:
    said = " ".join(talk("--topic one -n 1", "card zebra").split())
    assert 'There is no section "zebra" on the card; there are: metric, household,' in said


@pytest.mark.parametrize("line", ["card", "card sig"])
def test_the_card_is_closed_in_a_timed_quiz(talk: Talk, line: str) -> None:
    said = talk("--topic one -n 1 --mode timed", line)
    assert "\nThe reference card is closed in a timed quiz.\n" in said
    assert "metric" not in said
    assert "bid: " not in said


def test_the_card_leaves_the_question_as_it_was(talk: Talk) -> None:
    said = talk("--topic many -n 2", "next", "card sig", "again")
    assert said.rstrip().count("Question 2 of 2") == 2
    assert "[[response]]" not in talk.file
