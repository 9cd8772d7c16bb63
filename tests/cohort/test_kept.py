"""What is kept in the cache folder: trusted only while whole, thrown away without harm."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.banks.library import Library
from examprep.cohort import front, keeping, recall, registry
from examprep.cohort.front import Front
from examprep.cohort.gathering import Gathered, gather
from examprep.cohort.part import Part, is_damaged, pack, unpack
from examprep.cohort.registry import UnknownCohort
from examprep.cohort.report import Period, Report, report
from examprep.cohort.seen import Seen
from examprep.cohort.shelf import Shelf
from examprep.cohort.table import Person
from examprep.cohort.workers import read_all
from examprep.desk.classroom import Classroom, look
from examprep.errors import UnreadableFile
from examprep.problems import Problem
from examprep.stash import sealed
from tests.cli.test_cohort_report import write_bank
from tests.cohort.crowds import TODAY, simulated, subject
from tests.cohort.handed import file_for, sat, write_class
from tests.progress.logs import START

PERSON = Person("k1", "Ann", "ptce-2026", 740_000, ("a.toml", "b.toml"), True, (("b/q", 9),))


def gathered(key: str = "one", people: tuple[Person, ...] = (PERSON,)) -> Gathered:
    return Gathered(people, ["b/q"], [[]], (), 1, key, lambda: None)


@pytest.fixture
def made() -> Report:
    return report(simulated(6, 60), subject(), {}, Period(TODAY))


def test_a_front_comes_back_as_it_was() -> None:
    problems = [Problem(Path("a.toml"), 3, "warning", "odd", hint="look")]
    whole = Front([PERSON], ["b/q"], [[]], front.faults_of(problems))
    front.keep("f" * 40, whole)
    found = front.kept("f" * 40)
    assert found == whole
    assert found.problems == problems
    assert front.kept("0" * 40) is None


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_front_with_a_byte_changed_is_none(place: int, by: int) -> None:
    front.keep("f" * 40, Front([PERSON], ["b/q"], [[]], []))
    (path,) = keeping.folder().glob("*.class")
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= by
    path.write_bytes(data)
    assert front.kept("f" * 40) is None


def test_only_the_last_fronts_and_reports_stay(made: Report) -> None:
    for number in range(25):
        front.keep(f"{number:040}", Front([], [], [], []))
        recall.keep(f"{number:040}", made)
        for folder, end in ((keeping.folder(), "class"), (keeping.folder().parent, "report")):
            for path in folder.rglob(f"{number:040}.{end}"):
                os.utime(path, (number, number))
    fronts = sorted(path.stem for path in keeping.folder().glob("*.class"))
    reports = sorted(path.stem for path in (keeping.folder().parent / "reports").iterdir())
    assert fronts == reports == [f"{number:040}" for number in range(5, 25)]


def test_a_report_comes_back_as_it_was(made: Report) -> None:
    recall.keep("a" * 40, made)
    assert recall.kept("a" * 40) == made
    (path,) = (keeping.folder().parent / "reports").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert recall.kept("a" * 40) is None
    path.write_bytes(b"")
    assert recall.kept("a" * 40) is None


def test_a_cache_folder_that_is_a_file_costs_nothing_but_time(home: Path, made: Report) -> None:
    home.mkdir()
    (home / "cache").write_text("in the way")
    front.keep("f" * 40, Front([], [], [], []))
    recall.keep("a" * 40, made)
    keeping.keep("d" * 40, Part())
    assert (front.kept("f" * 40), recall.kept("a" * 40), keeping.kept("d" * 40)) == (None,) * 3


@pytest.mark.parametrize(
    "other",
    [
        gathered("two"),
        gathered(people=()),
        gathered(people=(Person("k1", "Bea", "ptce-2026", 740_000, damaged=True),)),
        gathered(people=(Person("k1", "Ann", "ptce-2026", 740_001, damaged=True),)),
        gathered(people=(Person("k1", "Ann", "ptce-2026", 740_000, damaged=False),)),
        gathered(people=(Person("k1", "Ann", "", 740_000, damaged=True),)),
    ],
    ids=["files", "nobody", "name", "day", "damaged", "exam"],
)
def test_whatever_a_report_is_made_of_gives_another_key(other: Gathered) -> None:
    plain = recall.key_of(gathered(), subject(), {}, Period(TODAY), [])
    assert recall.key_of(gathered(), subject(), {}, Period(TODAY), []) == plain
    assert recall.key_of(other, subject(), {}, Period(TODAY), []) != plain


def test_day_period_and_problems_give_another_key() -> None:
    one = gathered()
    keys = {
        recall.key_of(one, subject(), {}, Period(TODAY), []),
        recall.key_of(one, subject(), {}, Period(TODAY - timedelta(days=1)), []),
        recall.key_of(one, subject(), {}, Period(TODAY, TODAY), []),
        recall.key_of(one, subject(), {}, Period(TODAY), ["a.toml: is empty"]),
    }
    assert len(keys) == 4


def test_the_key_of_files_hangs_on_names_contents_and_order() -> None:
    a, b = (Path("a.toml"), "11"), (Path("b.toml"), "22")
    keys = {
        front.key_of(pairs)
        for pairs in ([a, b], [b, a], [a], [], [(a[0], "22"), b], [(Path("c.toml"), "11"), b])
    }
    assert len(keys) == 6
    assert front.key_of([a, b]) == front.key_of(iter([a, b]))


@given(
    st.lists(st.text(max_size=9), max_size=4),
    st.lists(st.binary(max_size=40), max_size=8),
    st.booleans(),
)
def test_a_part_comes_back_as_it_was(names: list[str], columns: list[bytes], hurt: bool) -> None:
    part = Part("g", "k", "Ann", names=names, columns=[*map(memoryview, columns)], damaged=hurt)
    found = unpack(pack(part))
    assert [*map(bytes, found.columns)] == columns
    assert (found.names, found.damaged, found.name) == (names, hurt, "Ann")


@given(st.binary(max_size=60))
def test_bytes_in_the_place_of_a_part_are_none(data: bytes) -> None:
    path = keeping.folder() / f"{'e' * 40}.part"
    path.parent.mkdir(parents=True, exist_ok=True)
    for text in (data, keeping.MAGIC + data, sealed(keeping.MAGIC, data)):
        path.write_bytes(text)
        found = keeping.kept("e" * 40)
        assert found is None or isinstance(found, Part)


def test_which_copies_are_damaged() -> None:
    def part(rows: int, *, hurt: bool) -> Part:
        return Part(exposures=memoryview(bytes(4 * rows)), damaged=hurt)

    assert is_damaged([part(3, hurt=True)])
    assert is_damaged([part(3, hurt=True), part(2, hurt=False)])
    assert is_damaged([part(3, hurt=True), part(3, hurt=False)])
    assert not is_damaged([part(3, hurt=True), part(4, hurt=False)])
    assert not is_damaged([part(3, hurt=False)])


@given(st.lists(st.binary(max_size=30), max_size=30), st.integers(1, 40))
def test_a_shelf_gives_back_what_was_put_on_it(pieces: list[bytes], size: int) -> None:
    shelf = Shelf(size)
    found = [shelf.put(memoryview(one)) for one in pieces]
    assert [*map(bytes, found)] == pieces
    assert all(one.readonly for one in found if len(one))


def test_columns_of_numbers_go_on_a_shelf_and_are_not_shared() -> None:
    shelf, column = Shelf(), np.arange(6, dtype=np.float64)
    one = shelf.put(memoryview(column.tobytes()))
    other = shelf.put(memoryview(column.tobytes()))
    column[:] = 0.0
    assert np.frombuffer(one, np.float64).tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    assert bytes(one) == bytes(other)
    with pytest.raises(TypeError):
        one[0] = 1  # type: ignore[index]


def test_names_of_a_class_are_one_text(tmp_path: Path) -> None:
    paths = sorted(write_class(tmp_path, 4).iterdir())
    for known in ("", "kept"):
        digests = {path: keeping.digest_at(path) if known else "" for path in paths}
        read = read_all(paths, digests, Seen(tmp_path / "seen"))
        first = read[0].part.names
        for one in read[1:]:
            assert all(a is b for a, b in zip(first, one.part.names, strict=True))


def test_a_file_is_seen_by_its_marks_only_once_it_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, place = tmp_path / "a.toml", tmp_path / "seen"
    path.write_bytes(b"x")
    fresh = Seen(place)
    assert fresh.digest(path) == ""
    fresh.keep([(path, "11")])
    assert not place.exists()  # it may change again within the same tick
    monkeypatch.setattr("examprep.cohort.seen.SETTLED", -(10**12))
    later = Seen(place)
    later.digest(path)
    later.keep([(path, "11"), (tmp_path / "b.toml", "22"), (path, "")])
    again = Seen(place)
    assert (again.digest(path), again.digest(tmp_path / "b.toml")) == ("11", "")
    path.write_bytes(b"xy")
    assert Seen(place).digest(path) == ""
    place.write_bytes(b"\xc1")
    assert Seen(place).digest(path) == ""


def test_a_link_is_seen_as_what_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("examprep.cohort.seen.SETTLED", -(10**12))
    path, link = tmp_path / "a.toml", tmp_path / "l.toml"
    path.write_bytes(b"x")
    link.symlink_to(path)
    seen = Seen(tmp_path / "seen")
    seen.digest(path)
    seen.keep([(path, "11")])
    assert Seen(tmp_path / "seen").digest(link) == "11"


def test_a_cohort_keeps_its_sources_once_and_in_order(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    assert registry.add(" Tuesday  Class ", [b]) == (b,)
    assert registry.add("tuesday class", [a, b, a]) == (b, a)
    assert registry.cohorts() == {"Tuesday Class": (b, a)}
    assert registry.sources_of(["TUESDAY CLASS", "x.toml"]) == [b, a, Path("x.toml")]
    assert registry.remove("tuesday class") == "Tuesday Class"
    assert registry.cohorts() == {}
    with pytest.raises(UnknownCohort, match="no cohort tuesday"):
        registry.remove("tuesday")


@pytest.mark.parametrize("name", ["", " ", "a/b", "..\\b", "x" * 81, "\u200f"])
def test_a_name_that_is_a_path_or_nothing_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownCohort, match="letter or digit, no slash"):
        registry.add(name, [tmp_path])
    assert not registry.registry_path().exists()


@given(st.text(max_size=30))
def test_any_name_is_refused_or_found_again(name: str) -> None:
    registry.registry_path().unlink(missing_ok=True)
    try:
        registry.add(name, [Path("/class")])
    except UnknownCohort:
        return
    assert registry.sources_of([name]) == [Path("/class").absolute()]
    assert registry.remove(name) in {*[name], *[registry.tidy(name)]}


@pytest.mark.parametrize(
    "text", ["cohort = 5", "[[cohort]]\nname = 1", "[[cohort]]\nsources = []", "\xff", "[", "x = 1"]
)
def test_a_damaged_list_is_told_and_never_written_over(text: str, tmp_path: Path) -> None:
    path = registry.registry_path()
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="latin-1")
    if text == "x = 1":
        assert registry.cohorts() == {}
        return
    with pytest.raises(UnreadableFile, match="list of cohorts is damaged"):
        registry.add("monday", [tmp_path])
    assert path.read_text(encoding="latin-1") == text


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open([write_bank(tmp_path / "banks", 60)])
    yield opened
    opened.close()


def seen_on(library: Library, folder: Path, day: int = 24, **more: object) -> Classroom:
    return look(library, [str(folder)], date(2026, 11, day), **more)  # type: ignore[arg-type]


def test_a_report_is_recalled_only_for_the_same_files_and_day(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(6):
        blocks = sat(number, 1, 60).blocks
        data = file_for(f"C {number}", *blocks, created=START + timedelta(minutes=number))
        (folder / f"{number}.toml").write_bytes(data)
    times: list[int] = []
    real = report
    monkeypatch.setattr("examprep.cohort.report.report", lambda *a: times.append(1) or real(*a))
    first = seen_on(library, folder).report
    assert seen_on(library, folder).report == first
    assert len(times) == 1
    assert seen_on(library, folder, 25).report != first
    assert seen_on(library, folder, since=date(2026, 11, 23)).report.answers < first.answers
    assert len(times) == 3
    (folder / "5.toml").unlink()
    assert seen_on(library, folder).report.people == 5
    assert len(times) == 4
    (folder / "broken.toml").write_bytes(b"nothing")
    assert len(seen_on(library, folder).report.problems) == 1
    assert len(times) == 5


def test_a_topic_lists_who_answered_it_also_when_recalled(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "a.toml").write_bytes(file_for("Ann", *sat(1, 1, 60).blocks))
    (folder / "b.toml").write_bytes(file_for("Bea", *sat(2, 0, 60).blocks))
    for _ in range(2):
        room = seen_on(library, folder)
        topic = room.report.topics[0]
        ((name, share, count),) = room.at_topic(topic.id)
        assert (name, count) == ("Ann", topic.answers)
        rows = [
            row
            for row in range(len(room.table))
            if room.topics[room.table.items[room.table.item[row]]] == topic.id
        ]
        assert share == pytest.approx(float(room.table.credit[rows].mean()))
        assert room.at_topic("bank:nothing") == []


def test_people_of_another_exam_are_in_no_row(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "a.toml").write_bytes(file_for("Ann", *sat(1, 1, 60).blocks))
    other = sat(2, 1, 60)
    other.blocks[0].fields["exam"] = "cspt-2023"
    (folder / "b.toml").write_bytes(file_for("Bea", *other.blocks))
    nothing = sat(3, 1, 60)
    (folder / "c.toml").write_bytes(file_for("Cleo", *nothing.blocks[1:]))
    room = seen_on(library, folder, exam="PTCE")
    assert [one.name for one in room.report.standings] == ["Ann", "Cleo"]
    assert room.report.others == 1
    assert {one.name for one in room.table.people} == {"Ann", "Cleo"}
    assert len(room.table) == 120
    assert len(gather([folder]).table) == 180
