"""`examprep bank coverage`, `stale` and `lint`: what an author asks of the banks as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examprep.cli import main

BANK = """
format = 1
id = "demo"
title = "Demo"
version = "1.0.0"
topics = { all = "All" }
"""
ITEM = """
[[item]]
id = "{id}"
topic = "all"
areas = [{areas}]
stem = "{stem}"
options = [{{ text = "Aaa", key = true, why = "Yes." }}, {{ text = "Bbb", why = "No." }},
  {{ text = "Ccc", why = "No." }}, {{ text = "Ddd", why = "No." }}]
explanation = "The rule."
sources = ["21 CFR 1306.22(a)"]
verified = {verified}
angoff = 60
{more}
"""


def item(
    name: str, areas: str, verified: str = "2026-11-01", more: str = "", stem: str = ""
) -> str:
    asked = stem or f"What does the label of bottle {name} say to the patient?"
    named = ", ".join(f'"{area}"' for area in areas.split())
    return ITEM.format(id=name, areas=named, verified=verified, more=more, stem=asked)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "demo.toml"
    items = [
        item("one", "ptce-2026:2.5 ptce-2026:2.6 excpt-2023:laws"),
        item("two", "ptce-2026:2.5", verified="2025-12-20"),
        item("three", "cspt-2023:1.1", more="expires = 2026-12-31"),
        item("four", "ptce-2020:1.8", verified="2025-10-01"),
    ]
    path.write_text(BANK + "".join(items), encoding="utf-8")
    return path


def test_each_area_of_the_exam_is_counted(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "coverage", "ptce-2026", str(bank)]) == 0
    said = capsys.readouterr().out
    assert "2 Federal requirements: 18.75 % of the exam, 2 items" in said
    assert "2.5                        2        2        -" in said
    assert "2.6                        1        1        -" in said
    assert "1.1                        0        -        -" in said


def test_an_exam_is_found_by_its_name_and_an_old_outline_by_its_id(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "coverage", "PTCE", str(bank)]) == 0
    assert capsys.readouterr().out.startswith("ptce-2026: ")
    assert main(["bank", "coverage", "ptce-2020", str(bank), "--json"]) == 0
    rows = {row["area"]: row["items"] for row in json.loads(capsys.readouterr().out)}
    assert (rows["2.5"], rows["1.8"], rows["1.1"]) == (2, 1, 0)
    assert "2.6" not in rows


def test_areas_with_too_few_items_are_named(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "coverage", "excpt", str(bank), "--least", "1"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("fewer than 1 items: duties, controlled")
    assert "laws" not in said


def test_mock_exams_drawn_from_the_banks_are_counted(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "coverage", "ptce", str(bank), "--forms", "2"]) == 0
    said = capsys.readouterr().err
    assert said == "2 mock exams: 4 questions, 50 % asked before, 176 missing\n"


def test_an_unknown_exam_is_one_line(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "coverage", "nclex", str(bank)]) == 1
    assert "there is no outline 'nclex'; there are ptce-2026" in capsys.readouterr().err


def test_a_template_is_counted_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "coverage", "ptce"]) == 0
    assert "draw their numbers)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "code", "said"),
    [
        ("2026-09-30", 0, ["soon: four: 2026-10-01, last checked 2025-10-01"]),
        (
            "2026-11-27",
            1,
            [
                "past: four: 2026-10-01, last checked 2025-10-01",
                "soon: two: 2026-12-20, last checked 2025-12-20",
                "soon: three: 2026-12-31, the fact changes",
            ],
        ),
        (
            "2026-12-31",
            1,
            [
                "past: four: 2026-10-01, last checked 2025-10-01",
                "past: two: 2026-12-20, last checked 2025-12-20",
                "past: three: 2026-12-31, the fact changes",
            ],
        ),
    ],
)
def test_what_is_past_its_date_or_soon_will_be_is_listed(
    bank: Path, day: str, code: int, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "stale", str(bank), "--on", day]) == code
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[2] for line in lines] == said
    assert all(line.startswith(f"{bank}:") for line in lines)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_can_be_asked_for(
    tmp_path: Path, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "late.toml"
    path.write_text(BANK + item("late", "ptce-2026:2.5", verified="9999-12-01"), encoding="utf-8")
    assert main(["bank", "stale", str(path), "--on", day]) == int(day > "2026")
    said = capsys.readouterr().out
    assert ("past: late: 9999-12-31" in said) == (day > "2026")


@pytest.mark.parametrize("day", ["2027-13-01", "2027-02-30", "tomorrow", ""])
def test_a_day_that_is_none_is_told_with_the_form_of_one(
    bank: Path, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "stale", str(bank), "--on", day]) == 2
    said = "examprep bank stale: --on takes a day as YYYY-MM-DD, such as 2027-01-15\n"
    assert capsys.readouterr() == ("", said)


def test_stale_items_come_as_json_too(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "stale", str(bank), "--on", "2026-11-27", "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert (rows[0]["item"], rows[0]["past"]) == ("demo/four", True)
    assert rows[0]["line"] > 1


def test_lint_names_flaws_and_leaves_out_notes_of_the_reader(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace('"Ddd"', '"All of the above"', 1), encoding="utf-8")
    assert main(["bank", "lint", str(bank)]) == 1
    said = capsys.readouterr().out
    assert "one: option 4 is an all-or-none option" in said


def test_what_cannot_be_read_is_named_by_every_one_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("format = \n", encoding="utf-8")
    for words in (["lint"], ["coverage", "ptce"], ["stale"]):
        assert main(["bank", words[0], *words[1:], str(path)]) == 1
        told = capsys.readouterr()
        assert "broken.toml:1" in told.out + told.err
