from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.errors import UnreadableFile, UnwritableFile
from examprep.progress.candidates import (
    NAME_LENGTH,
    SLUG_BYTES,
    Candidates,
    NameTaken,
    UnknownCandidate,
    folded,
    slug,
    tidy,
)
from tests.progress.making import START, file_of, response


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Maria", "maria"),
        ("María José", "maria-jose"),
        ("Jean-Luc O'Neil, Jr.", "jean-luc-o-neil-jr"),
        ("山田 花子", "山田-花子"),
        ("Ольга", "ольга"),
        ("नेहा", "नेहा"),
        ("김민지", "김민지"),
        ("ﬁona Ⅳ", "fiona-iv"),
        ("Straße", "strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "c-windows-x"),
        ("CON", "candidate-con"),
        ("com1", "candidate-com1"),
        ("...", "candidate"),
        ("\u202eevil.exe", "evil-exe"),
        ("a" * 300, "a" * SLUG_BYTES),
        ("é" * 300, "e" * SLUG_BYTES),
        ("山" * 80, "山" * (SLUG_BYTES // 3)),
    ],
)
def test_file_name_is_made_from_the_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=200))
def test_no_name_leads_out_of_the_folder_or_to_a_device(name: str) -> None:
    stem = slug(name)
    assert re.fullmatch(r"[^\x00-\x1f/\\:.<>|?*\"\s-][^\x00-\x1f/\\:.<>|?*\"\s]*", stem)
    assert Path(f"{stem}.toml").name == f"{stem}.toml"
    assert len(stem.encode()) <= SLUG_BYTES + len("candidate-")
    assert stem not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


@given(st.text(max_size=60))
def test_kept_name_is_one_clean_line(name: str) -> None:
    kept = tidy(name)
    assert kept == kept.strip()
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in kept)
    assert tidy(kept) == kept


def test_several_candidates_live_beside_each_other(home: Path) -> None:
    candidates = Candidates()
    for name in ("Zoë", "maria", "Ольга"):
        candidates.create(name, START).append([response("k-1")])
    known, problems = candidates.list()
    assert [one.name for one in known] == ["maria", "Zoë", "Ольга"]
    assert problems == ()
    assert {one.path.parent for one in known} == {home / "data" / "candidates"}


def test_empty_folder_has_no_candidates() -> None:
    assert Candidates().list() == ((), ())


def test_each_candidate_comes_with_the_moment_of_the_last_answer() -> None:
    candidates = Candidates()
    for number, name in enumerate(("A", "B")):
        os.utime(candidates.create(name, START).path, (number, number))
    assert {one.name: one.used for one in candidates.list()[0]} == {"A": 0.0, "B": 1.0}


@pytest.mark.parametrize("again", ["Maria", "MARIA", "maria", " Maria ", "\uff2daria"])
def test_name_that_is_here_already_is_refused(again: str) -> None:
    Candidates().create("Maria", START)
    with pytest.raises(NameTaken, match="already"):
        Candidates().create(again, START)


def test_other_name_with_the_same_letters_gets_a_file_of_its_own() -> None:
    stems = [Candidates().create(name, START).path.stem for name in ("José", "Jose", "jo se")]
    assert stems == ["jose", "jose-2", "jo-se"]


@pytest.mark.parametrize("name", ["", "   ", "\x00", "---", "\u202e", "\udc80"])
def test_name_without_a_letter_is_refused(name: str) -> None:
    with pytest.raises(NameTaken, match="at least one letter"):
        Candidates().create(name, START)


def test_endless_name_is_refused() -> None:
    with pytest.raises(NameTaken, match="too long"):
        Candidates().create("x" * (NAME_LENGTH + 1), START)


def test_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    candidates = Candidates(tmp_path / "file")
    known, (problem,) = candidates.list()
    assert known == ()
    assert str(problem).endswith("cannot be read: a part of its path is not a folder")
    with pytest.raises(UnreadableFile, match="not a folder"):
        candidates.create("Maria", START)


@pytest.mark.parametrize(
    ("error", "words"),
    [(FileNotFoundError(2, "x"), "cannot be made; "), (PermissionError(13, "x"), "you may not")],
)
def test_folder_that_cannot_be_made_is_not_taken_for_a_lost_file(
    monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(UnwritableFile, match="EXAMPREP_HOME") as caught:
        Candidates().create("Maria", START)
    assert str(caught.value).startswith(f"{Candidates().folder}: cannot be made")
    assert words in str(caught.value)


def test_candidate_is_found_by_name_or_file_name() -> None:
    candidates = Candidates()
    candidates.create("María José", START)
    candidates.create("Maria", START)
    assert candidates.find("maría josé").name == "María José"
    assert candidates.find("maria-jose").name == "María José"
    assert candidates.find("MARIA").name == "Maria"


def test_unknown_name_is_told_with_the_nearest() -> None:
    candidates = Candidates()
    with pytest.raises(UnknownCandidate, match=r"no candidate Maria here$"):
        candidates.find("Maria")
    candidates.create("Maria", START)
    candidates.create("Bob", START)
    with pytest.raises(UnknownCandidate, match="did you mean Maria"):
        candidates.find("Mario")
    with pytest.raises(UnknownCandidate, match="there are Bob, Maria"):
        candidates.find("Xu")


@pytest.mark.parametrize(
    "copy",
    [
        "maria (conflict).toml",
        "maria (Maria's conflicted copy 2026-11-22).toml",
        "maria.sync-conflict-20261122-101010-ABCDEFG.toml",
        "maria (1).toml",
        "maria-DESKTOP-AB12.toml",
        "maria - Copy.toml",
        "maria_conflict-1.toml",
        "a.toml",
    ],
)
def test_second_copy_is_a_problem_that_merging_resolves(copy: str) -> None:
    candidates = Candidates()
    original = candidates.create("Maria", START).path
    (candidates.folder / copy).write_bytes(file_of(response("k-1")))
    known, (problem,) = candidates.list()
    assert [one.path for one in known] == [original]
    assert problem.path.name == copy
    assert problem.severity == "warning"
    assert f'examprep progress merge "maria.toml" "{copy}" -o merged.toml' in problem.hint


def test_copy_whose_original_is_gone_is_the_candidate() -> None:
    folder = Candidates().folder
    folder.mkdir(parents=True)
    (folder / "maria (conflict).toml").write_bytes(file_of(response("k-1")))
    known, problems = Candidates().list()
    assert [one.name for one in known] == ["Maria"]
    assert problems == ()


def test_strange_files_never_hide_the_candidates() -> None:
    candidates = Candidates()
    candidates.create("Maria", START)
    folder = candidates.folder
    (folder / "notes.toml").write_text("[x]\ny = 1\n")
    (folder / "broken.toml").write_text("x = \n")
    (folder / "binary.toml").write_bytes(bytes(range(256)))
    (folder / "newer.toml").write_text('format = 9\ncandidate = "Bob"\n')
    (folder / "empty.toml").touch()
    (folder / "huge.toml").write_bytes(b"# x\n" * 30_000)
    (folder / "folder.toml").mkdir()
    (folder / "loop.toml").symlink_to(folder / "loop.toml")
    os.mkfifo(folder / "pipe.toml")
    for name in (".hidden.toml", "~maria.toml", "maria.toml.torn-1", "maria.txt", "toml"):
        (folder / name).write_text("anything")
    known, problems = candidates.list()
    assert [one.name for one in known] == ["Maria"]
    assert sorted(one.path.name for one in problems) == [
        "binary.toml",
        "broken.toml",
        "empty.toml",
        "folder.toml",
        "huge.toml",
        "loop.toml",
        "newer.toml",
        "notes.toml",
        "pipe.toml",
    ]
    assert all("\n" not in str(one) and "\x1b" not in str(one) for one in problems)


def test_large_file_is_listed_by_its_head_alone() -> None:
    candidates = Candidates()
    path = candidates.create("Maria", START).path
    path.write_bytes(file_of(*[response(f"k-{n}") for n in range(2000)]) + b"\n[[torn")
    assert [one.name for one in candidates.list()[0]] == ["Maria"]


@given(st.text(max_size=30))
def test_comparing_names_is_stable(name: str) -> None:
    assert folded(folded(name)) == folded(name)
