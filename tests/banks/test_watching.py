"""What a save brought: new, mended, left; a file half saved tells nothing yet."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.banks import watching
from examprep.banks.watching import Watch, compare, saves
from examprep.banks.writing import Reading, read_again
from examprep.problems import Problem
from tests.banks.test_finding import write

BANK = Path("law")
words = st.sampled_from(["`stem` is missing", "unknown topic", "options read alike"])
problems = st.lists(
    st.builds(Problem, st.just(BANK / "a.toml"), st.integers(0, 9), st.just("error"), words)
)


def problem(line: int, message: str = "`stem` is missing", item: str = "law-1") -> Problem:
    return Problem(BANK / "a.toml", line, "error", message, item)


def test_new_mended_and_left_are_told_apart() -> None:
    stays, goes, comes = problem(3), problem(9, "unknown topic"), problem(4, "x", "law-2")
    change = compare(BANK, [BANK / "a.toml"], [stays, goes], [stays, comes])
    assert (change.new, change.mended, change.left) == ((comes,), (goes,), (stays,))


def test_a_problem_that_moved_is_the_same() -> None:
    change = compare(BANK, [], [problem(3)], [problem(40)])
    assert (change.new, change.mended) == ((), ())
    assert change.left == (problem(40),)


def test_a_second_problem_of_the_same_words_is_new() -> None:
    change = compare(BANK, [], [problem(3)], [problem(3), problem(8)])
    assert len(change.new) == 1
    assert len(change.left) == 1


@given(problems, problems)
def test_no_problem_is_lost_or_told_twice(before: list[Problem], after: list[Problem]) -> None:
    change = compare(BANK, [], before, after)
    assert len(change.new) + len(change.left) == len(after)
    assert len(change.mended) + len(change.left) == len(before)
    back = compare(BANK, [], after, before)
    assert len(back.new) == len(change.mended)


def check(bank: Path, before: Reading | None = None) -> Reading:
    return read_again(bank, frozenset(), date(2026, 11, 28), 0, before)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write(tmp_path / "law", "law", "law-1", "law-2")


@pytest.fixture
def watch(bank: Path) -> Watch:
    watch = Watch(check, (bank,))
    watch.begin()
    return watch


def spoil(path: Path, old: str, new: str) -> Path:
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    return path


def test_a_fault_is_told_when_it_is_saved_and_when_it_is_mended(watch: Watch, bank: Path) -> None:
    path = spoil(bank / "items.toml", 'topic = "a"', 'topic = "b"')
    (change,) = watch.saved([path])
    assert [one.message for one in change.new] == ["unknown topic `b`"]
    assert change.files == (path,)
    (change,) = watch.saved([spoil(path, 'topic = "b"', 'topic = "a"')])
    assert [one.message for one in change.mended] == ["unknown topic `b`"]
    assert change.new == ()


def test_what_was_wrong_with_an_item_that_cannot_be_read_is_not_mended(
    watch: Watch, bank: Path
) -> None:
    before = len([one for one in watch.found[bank].problems if one.item == "law-1"])
    assert before > 0
    path = spoil(bank / "items.toml", 'topic = "a"', 'topic = "b"')
    (change,) = watch.saved([path])
    assert change.mended == ()
    (change,) = watch.saved([spoil(path, 'stem = "What is law-1', 'stem = "Which is law-1')])
    assert (change.new, change.mended) == ((), ())
    (change,) = watch.saved([spoil(path, 'topic = "b"', 'topic = "a"')])
    assert change.new == ()
    assert [one.message for one in change.mended if one.item == "law-1"] == ["unknown topic `b`"]
    assert len([one for one in change.left if one.item == "law-1"]) == before


def test_a_fault_in_the_head_is_told_with_the_same_bank(watch: Watch, bank: Path) -> None:
    (change,) = watch.saved([spoil(bank / "bank.toml", 'version = "1.0.0"', 'version = "x"')])
    assert change.bank == bank
    assert change.new[0].path == bank / "bank.toml"


@pytest.mark.parametrize("half", ["", "[[item", '[[item]]\nid = "law-1"\nstem = "Wh'])
def test_a_file_half_saved_tells_nothing_until_it_is_whole(
    half: str, watch: Watch, bank: Path
) -> None:
    path = bank / "items.toml"
    whole = path.read_text("utf-8")
    path.write_text(half, encoding="utf-8")
    assert watch.saved([path]) == []
    assert watch.waits
    path.write_text(whole, encoding="utf-8")
    (change,) = watch.saved([path])
    assert (change.new, change.mended) == ((), ())
    assert not watch.waits


def test_a_file_that_stays_broken_is_told_after_a_silence(watch: Watch, bank: Path) -> None:
    path = bank / "items.toml"
    path.write_text("[[item", encoding="utf-8")
    assert watch.saved([path]) == []
    (change,) = watch.saved([])
    assert "not valid TOML" in change.new[0].message
    assert watch.saved([]) == []


def test_a_file_replaced_by_renaming_is_gone_for_a_moment_only(watch: Watch, bank: Path) -> None:
    path = bank / "bank.toml"
    text = path.read_text("utf-8")
    path.unlink()
    assert watch.saved([path]) == []
    path.write_text(text, encoding="utf-8")
    (change,) = watch.saved([path])
    assert change.new == ()


def test_a_deleted_bank_is_told(watch: Watch, bank: Path) -> None:
    for path in bank.iterdir():
        path.unlink()
    assert watch.saved([bank / "bank.toml"]) == []
    (change,) = watch.saved([])
    assert [one.message for one in change.new] == ["the folder has no bank.toml"]


def test_only_the_bank_of_the_file_is_checked_again(tmp_path: Path) -> None:
    for name in ("law", "dose"):
        write(tmp_path / "banks" / name, name, f"{name}-1")
    seen: list[Path] = []

    def noted(bank: Path, before: Reading | None) -> Reading:
        seen.append(bank)
        return Reading(bank)

    watch = Watch(noted, (tmp_path / "banks",))
    watch.begin()
    assert sorted(path.name for path in seen) == ["dose", "law"]
    seen.clear()
    watch.saved([tmp_path / "banks" / "law" / "items.toml"])
    assert seen == [tmp_path / "banks" / "law"]


def test_a_new_bank_beside_the_others_is_checked(tmp_path: Path) -> None:
    write(tmp_path / "law", "law", "law-1")
    watch = Watch(check, (tmp_path,))
    watch.begin()
    write(tmp_path / "dose", "dose", "dose-1")
    (change,) = watch.saved([tmp_path / "dose" / "bank.toml"])
    assert change.bank == tmp_path / "dose"


def test_a_toml_file_that_is_no_banks_is_passed_over(watch: Watch, bank: Path) -> None:
    notes = bank / "notes"
    notes.mkdir()
    (notes / "x.toml").write_text("a = 1", encoding="utf-8")
    assert watch.saved([notes / "x.toml"]) == []
    assert not watch.waits


def first_save(path: Path, save: Path, *, poll: bool) -> set[Path]:
    """Watch a path, save a file of it once the watching runs, and give what was told first."""
    stop = threading.Event()
    told: set[Path] = set()
    try:
        for files in saves([path], stop, poll=poll):
            if files:
                told = files
                break
            save.write_text(save.read_text("utf-8") + "\n", encoding="utf-8")  # it runs by now
    finally:
        stop.set()
    return told


@pytest.mark.parametrize("poll", [False, True], ids=["told", "polled"])
def test_a_save_is_told_with_the_name_that_was_asked_for(
    bank: Path, monkeypatch: pytest.MonkeyPatch, *, poll: bool
) -> None:
    monkeypatch.chdir(bank.parent)
    told = first_save(Path("law"), bank / "items.toml", poll=poll)
    assert told == {Path("law/items.toml")}


def test_a_single_file_is_watched_through_its_folder(bank: Path) -> None:
    single, other = bank.parent / "single.toml", bank.parent / "other.toml"
    for path in (single, other):
        path.write_text("a = 1\n", encoding="utf-8")
    assert first_save(single, single, poll=False) == {single}


def test_other_files_of_a_folder_are_no_news() -> None:
    real = {Path("/x/law"): Path("law")}
    assert watching._named(Path("/x/law/a.toml"), real) == Path("law/a.toml")
    for name in ("/x/law/.a.toml.swp", "/x/law/.taplo.toml", "/x/law/a.toml~", "/x/dose/a.toml"):
        assert watching._named(Path(name), real) is None


def test_where_the_system_cannot_tell_the_files_are_looked_at(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    ways: list[bool | None] = []

    def refusing(*_: object, force_polling: bool | None, **__: object) -> Iterator[set[object]]:
        ways.append(force_polling)
        if not force_polling:
            raise OSError(28, "no more watches")
        yield {(1, str(bank / "items.toml"))}

    monkeypatch.setattr(watchfiles, "watch", refusing)
    assert list(saves([bank])) == [{bank / "items.toml"}]
    assert ways == [None, True]


def test_where_nothing_can_be_watched_it_is_said(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    def refusing(*_: object, **__: object) -> Iterator[set[object]]:
        raise OSError(28, "no more watches")
        yield set()

    monkeypatch.setattr(watchfiles, "watch", refusing)
    with pytest.raises(OSError, match="no more watches"):
        list(saves([bank]))


def test_watching_ends_when_it_is_told_to(bank: Path) -> None:
    stop = threading.Event()
    stop.set()
    assert list(saves([bank], stop)) == []
