"""A bank that is read again and again: what is broken stays as it was, what is gone goes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.banks.finding import Place
from examprep.banks.scaffold import Wanted, scaffold
from examprep.banks.writing import Reading, problems_of_file, read_again
from examprep.exams.outlines import known_areas

TODAY = date(2026, 11, 28)
AREAS = frozenset(known_areas())


def read(path: Path, before: Reading | None = None, variants: int = 5) -> Reading:
    return read_again(path, AREAS, TODAY, variants, before)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    scaffold(tmp_path / "our-law", Wanted())
    return tmp_path / "our-law"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def names(reading: Reading) -> list[str]:
    return [item.id for item in reading.items]


def test_a_sound_bank_is_read_with_its_lines(bank: Path) -> None:
    reading = read(bank)
    assert reading.bank is not None
    assert reading.bank.id == "our-law"
    assert len(reading.items) == 6
    assert reading.lines["choice-example"] == (bank / "choice.toml", 9)
    assert (reading.problems, reading.stale) == ((), frozenset())


def test_a_refused_item_stays_as_it_was(bank: Path) -> None:
    before = read(bank)
    change(bank / "choice.toml", "angoff = 80", "angoff = 800")
    change(bank / "choice.toml", "refill 11 times", "refill 12 times")
    after = read(bank, before)
    assert names(after) == names(before)
    assert after.stale == {"choice-example"}
    stem = next(item.stem for item in after.items if item.id == "choice-example")
    assert "refill 11 times" in stem
    (problem,) = after.problems
    assert (problem.item, problem.line) == ("choice-example", 26)
    assert [one.path for one in after.by_nearness("choice-example")] == [Path("choice.toml")]


def test_the_problems_of_the_item_in_sight_come_first(bank: Path) -> None:
    change(bank / "choice.toml", "angoff = 80", "angoff = 800")
    change(bank / "match.toml", "sources", "# sources")
    reading = read(bank, read(bank))
    assert [one.item for one in reading.by_nearness("match-example")] == [
        "match-example",
        "choice-example",
    ]


def test_a_mended_item_is_read_as_it_is(bank: Path) -> None:
    before = read(bank)
    change(bank / "choice.toml", "angoff = 80", "angoff = 800")
    broken = read(bank, before)
    change(bank / "choice.toml", "angoff = 800", "angoff = 81")
    after = read(bank, broken)
    assert after.stale == frozenset()
    assert next(item.angoff for item in after.items if item.id == "choice-example") == 81


def test_an_item_in_a_file_that_is_no_toml_stays_as_it_was(bank: Path) -> None:
    before = read(bank)
    change(bank / "match.toml", 'stem = "Match', "stem = Match")
    after = read(bank, before)
    assert names(after) == names(before)
    assert after.stale == {"match-example"}
    assert "not valid TOML" in after.problems[0].message


def test_without_a_head_everything_stays_as_it_was(bank: Path) -> None:
    before = read(bank)
    change(bank / "bank.toml", "format = 1", "format = 99")
    after = read(bank, before)
    assert names(after) == names(before)
    assert after.stale == set(names(before))
    assert after.bank == before.bank
    assert "newer than" in after.problems[0].message


def test_what_was_never_sound_gives_problems_only(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("[[item", encoding="utf-8")
    reading = read(path)
    assert (reading.bank, reading.items) == (None, ())
    assert reading.problems[0].line == 1


def test_a_deleted_item_goes(bank: Path) -> None:
    before = read(bank)
    (bank / "match.toml").write_text("# nothing any more\n", encoding="utf-8")
    (bank / "order.toml").unlink()
    after = read(bank, before)
    assert set(names(before)) - set(names(after)) == {"match-example", "order-example"}
    assert after.stale == frozenset()


def test_an_item_with_a_new_id_is_not_kept_under_the_old_one(bank: Path) -> None:
    before = read(bank)
    change(bank / "choice.toml", '"choice-example"', '"law-0001"')
    after = read(bank, before)
    assert "choice-example" not in names(after)
    assert "law-0001" in names(after)


def test_items_stand_in_the_order_of_their_files(bank: Path) -> None:
    before = read(bank)
    change(bank / "multiple.toml", "angoff = 70", "angoff = 700")
    assert names(read(bank, before)) == names(before)


def test_the_editor_opens_at_the_fault_or_at_the_item(bank: Path) -> None:
    before = read(bank)
    assert before.place_of("order-example") == (bank / "order.toml", 6)
    assert before.place_of("") == (bank, 1)
    change(bank / "choice.toml", "angoff = 80", "angoff = 800")
    assert read(bank, before).place_of("choice-example") == (bank / "choice.toml", 26)
    change(bank / "match.toml", 'stem = "Match', "stem = Match")
    after = read(bank, before)
    assert after.place_of("match-example")[0] == bank / "match.toml"
    assert after.place_of("")[1] > 1


def test_errors_come_before_warnings(bank: Path) -> None:
    change(bank / "choice.toml", "sources", "# sources")
    change(bank / "match.toml", "Match each drug", "Which of these is not true: each drug")
    found = [problem.severity for problem in read(bank).problems]
    assert found == sorted(found)
    assert found[0] == "error"


def test_templates_are_proved_only_where_variants_are_asked_for(bank: Path) -> None:
    change(
        bank / "template.toml",
        'require = ["answer >= 8[gtt/min]"',
        'require = ["answer >= 9000[gtt/min]"',
    )
    assert read(bank, variants=0).problems == ()
    assert {one.item for one in read(bank, variants=5).problems} == {"template-example"}


def test_after_an_edit_the_file_comes_first_and_the_rest_is_counted(bank: Path) -> None:
    change(bank / "choice.toml", "angoff = 80", "angoff = 800")
    change(bank / "template.toml", "[10, 15]", "[10]")
    change(bank / "template.toml", "step = 50", "step = 900")
    change(bank / "template.toml", "step = 0.25", "step = 10")
    place = Place(bank / "template.toml", 1, bank)
    mine, others = problems_of_file(place, AREAS, TODAY)
    assert {problem.path.name for problem in mine} == {"template.toml"}
    assert [problem.path.name for problem in others] == ["choice.toml"]
    mine, others = problems_of_file(Place(bank / "order.toml", 1, bank), AREAS, TODAY)
    assert mine == []


@settings(max_examples=40)
@given(data=st.data())
def test_no_cut_of_a_file_loses_a_place_or_raises(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cut") / "bank"
    scaffold(folder, Wanted(kinds=("choice", "numeric")))
    before = read(folder, variants=0)
    path = folder / "choice.toml"
    text = path.read_text("utf-8")
    at = data.draw(st.integers(0, len(text)))
    path.write_text(text[:at], encoding="utf-8")
    after = read(folder, before, variants=0)
    for item in after.items:
        where, line = after.place_of(item.id)
        assert where.exists()
        assert line >= 1
    written = 'id = "choice-example"' in text[:at]
    assert ("choice-example" in names(after)) is written or not after.problems
    assert "numeric-example" in names(after)
