"""`examprep bank` lists, checks, shows and searches banks; output is plain, exit codes fixed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from examprep import places
from examprep.cli import main
from examprep.cli.item_text import item_lines, item_row
from examprep.exams.outlines import known_areas

BANKS = Path(__file__).parents[1] / "banks"
GOOD = BANKS / "good" / "kinds"
BAD = BANKS / "bad"
CLEAN = """format = 1
id = "clean"
title = "Clean"
version = "1.0.0"
topics = { refills = "Refills" }

[[item]]
id = "c-0001"
topic = "refills"
areas = ["AREA"]
stem = "A patient asks for a sixth refill of zolpidem. What does the rule allow?"
options = [
  { text = "One more week", why = "Only a new prescription gives more." },
  { text = "One more month", why = "Only a new prescription gives more." },
  { text = "Nothing more", key = true, why = "Five are used up." },
  { text = "Half the amount", why = "Only a new prescription gives more." },
]
explanation = "Five refills, then a new prescription."
sources = ["21 CFR 1306.22(a)"]
verified = 2026-11-01
angoff = 60
"""


@pytest.fixture(autouse=True)
def own_banks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Install the sample of each kind, and nothing that ships with the program."""
    monkeypatch.setattr(places, "shipped_banks", lambda: tmp_path / "nothing shipped")
    folder = places.data_folder() / "banks"
    folder.mkdir(parents=True)
    shutil.copytree(GOOD, folder / "kinds")
    return folder


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.toml"
    text = CLEAN.replace("AREA", min(known_areas())).replace("2026-11-01", "2020-01-01")
    path.write_text(text, encoding="utf-8")
    return path


def out(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["bank", *words]) == code
    return capsys.readouterr().out


def test_list_names_banks_and_topics(capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, "list").splitlines() == [
        "kinds 1.2.0: One item of each kind, 5 questions",
        "4 questions without a source, 4 without a day of checking",
        "     3  Refills (refills)",
        "     2  Adult doses (doses/adult)",
    ]


def test_list_as_json_says_where_a_bank_lies(
    capsys: pytest.CaptureFixture[str], own_banks: Path
) -> None:
    (row,) = json.loads(out(capsys, "list", "--json"))
    assert (row["id"], row["items"], row["licence"]) == ("kinds", 5, "CC0-1.0")
    assert row["path"] == str(own_banks / "kinds")
    assert row["topics"][1] == {"id": "doses/adult", "title": "Adult doses", "items": 2}


def test_list_mentions_banks_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], own_banks: Path
) -> None:
    shutil.copy(BAD / "newer-format.toml", own_banks)
    assert main(["bank", "list"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("kinds")
    assert captured.err == "1 problem: see examprep bank check\n"


def test_check_of_a_clean_bank_prints_only_a_summary(
    capsys: pytest.CaptureFixture[str], clean: Path
) -> None:
    assert main(["bank", "check", str(clean)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "1 bank, 1 question: 0 errors, 0 warnings\n"


def test_check_prints_one_line_per_problem(capsys: pytest.CaptureFixture[str]) -> None:
    path = BAD / "topic-unknown.toml"
    assert main(["bank", "check", str(path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == (
        f"{path}:11: error: s-0001: unknown topic `refils` (did you mean `refills`?)\n"
    )
    assert captured.err == "1 bank, 0 questions: 1 error, 0 warnings\n"


def test_a_warning_alone_is_a_problem_too(capsys: pytest.CaptureFixture[str], clean: Path) -> None:
    text = clean.read_text(encoding="utf-8").replace("angoff = 60\n", "")
    clean.write_text(text, encoding="utf-8")
    printed = out(capsys, "check", str(clean), code=1)
    assert "warning: c-0001: `angoff` is missing" in printed


def test_an_item_out_of_date_is_an_error(capsys: pytest.CaptureFixture[str], clean: Path) -> None:
    clean.write_text(clean.read_text(encoding="utf-8") + "expires = 2021-01-01\n", encoding="utf-8")
    assert "out of date since 2021-01-01" in out(capsys, "check", str(clean), code=1)


def test_check_as_json_gives_each_part_of_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    path = BAD / "two-keys.toml"
    (row,) = json.loads(out(capsys, "check", "--json", str(path), code=1))
    assert row == {
        "path": str(path),
        "line": 17,
        "severity": "error",
        "item": "s-0001",
        "message": "more than one option has key = true",
        "hint": 'for several right options write kind = "multiple"',
    }


def test_check_without_a_path_checks_what_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    printed = out(capsys, "check", "--all", code=1)
    assert "k-0002: `explanation` is missing" in printed
    assert "k-0001" not in printed


def test_check_of_every_bad_file_ends_with_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "check", str(BAD)]) == 1
    captured = capsys.readouterr()
    assert "\x1b" not in captured.out + captured.err
    assert len(captured.err.splitlines()) == 1
    assert all(line.startswith(str(BAD)) for line in captured.out.splitlines())


def test_check_of_a_path_that_is_not_there_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["bank", "check", str(tmp_path / "nowhere")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "there is no such file, folder or bank" in captured.err


@pytest.mark.parametrize("words", [[], ["fly"], ["show"], ["search"], ["check", "--nonsense"]])
def test_wrong_words_are_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["bank", *words])
    assert stop.value.code == 2
    assert "usage: examprep bank" in capsys.readouterr().err


def test_show_hides_the_answer_of_a_choice_item(capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, "show", "kinds/k-0001").splitlines() == [
        "kinds/k-0001 (choice, refills)",
        "",
        "A prescription in schedule IV has five refills. For how many months may it be refilled?",
        "",
        "1. 1 month",
        "2. 3 months",
        "3. 6 months",
        "4. 12 months",
    ]


def test_show_with_the_key_gives_reasons_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    printed = out(capsys, "show", "--key", "k-0001")
    assert "3. 6 months [right] The rule counts from the day it was written." in printed
    assert "1. 1 month [wrong] Nothing in schedule IV ends this early." in printed
    assert "Sources: 21 CFR 1306.22(a)" in printed
    assert "Checked: 2026-11-20" in printed


SECRETS = {
    "k-0001": ["[right]", "six months", "counts from"],
    "k-0002": ["right", "Yes"],
    "k-0003": ["[right]"],
    "k-0004": ["Within six months", "IV = Five"],
    "k-0005": ["2.5", "0.4", "upside"],
}


@pytest.mark.parametrize(("name", "secrets"), SECRETS.items())
def test_without_the_key_nothing_gives_the_answer_away(
    name: str, secrets: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = out(capsys, "show", name) + out(capsys, "show", "--json", name)
    shown = out(capsys, "show", "--key", name)
    assert not [secret for secret in secrets if secret in hidden]
    assert [secret for secret in secrets if secret in shown]


def test_show_does_not_list_steps_in_their_right_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, "show", "k-0003").splitlines()[-3:] == ["1. 1 g", "2. 1 mg", "3. 10 mcg"]
    row = json.loads(out(capsys, "show", "--json", "k-0003"))
    assert row["options"] == ["1 g", "1 mg", "10 mcg"]


def test_show_asks_for_a_number_with_its_unit(capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, "show", "k-0005").splitlines()[-1] == "Answer in tablets:"


def test_show_lists_both_sides_of_a_match(capsys: pytest.CaptureFixture[str]) -> None:
    lines = out(capsys, "show", "k-0004").splitlines()
    assert lines[-8:] == [
        "1. II", "2. IV", "3. V", "", "to match with:", "- As written", "- Five", "- None",
    ]  # fmt: skip


def test_show_as_json_with_the_key_is_the_whole_item(capsys: pytest.CaptureFixture[str]) -> None:
    row = json.loads(out(capsys, "show", "--json", "--key", "k-0005"))
    assert (row["answer"], row["unit"], row["round"]) == ("2.5", "tablets", 1)
    assert row["mistakes"][0] == {"answer": "0.4", "why": "The fraction is upside down."}


def test_show_prints_no_terminal_codes(capsys: pytest.CaptureFixture[str], own_banks: Path) -> None:
    text = CLEAN.replace("A patient", "\\u001b[2J\\u202eA patient").replace(
        "One more week", "\\u0007"
    )
    (own_banks / "clean.toml").write_text(text, encoding="utf-8")
    for words in (
        ["show", "c-0001"],
        ["show", "--key", "c-0001"],
        ["search", "zolpidem"],
        ["check"],
    ):
        main(["bank", *words])
        captured = capsys.readouterr()
        assert not {"\x1b", "\x07", "\u202e"} & set(captured.out + captured.err)
        assert captured.out


def test_a_misspelled_name_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "show", "kinds/k-001"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "there is no question kinds/k-001 (did you mean `kinds/k-000" in captured.err


def test_an_id_in_two_banks_must_be_named_in_full(
    capsys: pytest.CaptureFixture[str], own_banks: Path
) -> None:
    shutil.copytree(GOOD, own_banks / "twins")
    head = own_banks / "twins" / "bank.toml"
    head.write_text(
        head.read_text(encoding="utf-8").replace('"kinds"', '"twins"'), encoding="utf-8"
    )
    assert main(["bank", "show", "k-0001"]) == 1
    assert "in several banks: kinds/k-0001, twins/k-0001" in capsys.readouterr().err
    assert out(capsys, "show", "twins/k-0001").startswith("twins/k-0001")


def test_search_prints_names_and_stems(capsys: pytest.CaptureFixture[str]) -> None:
    lines = out(capsys, "search", "schedule", "refills").splitlines()
    assert [line.split()[0] for line in lines] == ["kinds/k-0001", "kinds/k-0004"]
    assert all(len(line) < 100 for line in lines)


def test_search_as_json_gives_whole_stems(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = json.loads(out(capsys, "search", "--json", "625"))
    assert row["name"] == "kinds/k-0005"
    assert row["stem"].endswith("Round to the nearest tenth.")


def test_search_stops_at_its_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(out(capsys, "search", "--limit", "1", "schedule").splitlines()) == 1


def test_a_search_without_result_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "search", "zebra"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "no question holds all these words\n"


def test_schema_prints_json_for_editors(capsys: pytest.CaptureFixture[str]) -> None:
    described = json.loads(out(capsys, "schema"))
    assert {"format", "id", "title", "version", "topics", "item"} <= set(described["properties"])


def test_help_names_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["bank", "--help"])
    assert stop.value.code == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in ("list", "check", "show", "search", "schema"))


def test_lines_and_data_of_an_item_agree() -> None:
    from examprep.banks.reader import read_bank

    bank_file, _ = read_bank(GOOD)
    assert bank_file is not None
    for item in bank_file.items:
        row = item_row(item, key=False)
        lines = list(item_lines(item, key=False))
        assert lines[0] == f"{item.name} ({row['kind']}, {row['topic']})"
        assert row["stem"] in lines
        assert all(any(text in line for line in lines) for text in row.get("options", ()))


def test_sheet_prints_questions_with_and_without_keys(
    capsys: pytest.CaptureFixture[str], clean: Path
) -> None:
    whole = out(capsys, "sheet", str(clean))
    blind = out(capsys, "sheet", str(clean), "--no-key")
    assert whole.startswith(blind)
    assert "Answers\n" in whole
    assert "Answers" not in blind
    assert "prescription" not in out(capsys, "sheet", str(clean), "--options-only")


def test_sheet_tallies_answers_and_fails_where_they_differ(
    capsys: pytest.CaptureFixture[str], clean: Path, tmp_path: Path
) -> None:
    key = out(capsys, "sheet", str(clean), "--seed", "7").split("Answers\n")[1]
    answers = tmp_path / "answers.txt"
    answers.write_text(key, encoding="utf-8")
    assert out(capsys, "sheet", str(clean), "--seed", "7", "--answers", str(answers)) == ""
    name, _, letter = key.strip().partition(": ")
    answers.write_text(f"{name}: {'B' if letter == 'A' else 'A'}\n", encoding="utf-8")
    said = out(capsys, "sheet", str(clean), "--seed", "7", "--answers", str(answers), code=1)
    assert f"the key is {letter}" in said
    as_json = ("sheet", str(clean), "--seed", "7", "--answers", str(answers), "--json")
    assert json.loads(out(capsys, *as_json, code=1))["disputes"][0][0] == name


@pytest.mark.parametrize("blind", ["--no-key", "--options-only"])
def test_a_tally_of_a_blind_sheet_tells_no_key(
    capsys: pytest.CaptureFixture[str], clean: Path, tmp_path: Path, blind: str
) -> None:
    name, _, letter = out(capsys, "sheet", str(clean)).split("Answers\n")[1].partition(": ")
    answers = tmp_path / "guesses.txt"
    answers.write_text(f"{name}: {'B' if letter[0] == 'A' else 'A'}\n", encoding="utf-8")
    words = ["bank", "sheet", str(clean), blind, "--answers", str(answers)]
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "0 of 1 agree, 0 %\n"
    assert main([*words, "--json"]) == 1
    counts = json.loads(capsys.readouterr().out)
    assert counts["disputes"] == 1
    assert set(map(type, counts.values())) == {int}


@pytest.mark.parametrize(
    ("words", "code"), [(("nowhere",), 2), (("{clean}", "--topic", "nothing"), 1)]
)
def test_sheet_says_in_one_line_what_it_lacks(
    capsys: pytest.CaptureFixture[str], clean: Path, words: tuple[str, ...], code: int
) -> None:
    named = [word.format(clean=clean) for word in words]
    assert main(["bank", "sheet", *named]) == code
    assert len(capsys.readouterr().err.splitlines()) == 1
