from __future__ import annotations

from pathlib import Path

import pytest

from examprep.progress.blocks import Block, render
from examprep.progress.check import check_file
from tests.progress.making import HEAD, START, file_of, response

ATTEMPT = Block("attempt", {"id": "k3f9aa-1", "at": START, "kind": "quiz", "slots": []})


def checked(folder: Path, data: bytes) -> list[str]:
    path = folder / "maria.toml"
    path.write_bytes(data)
    return [str(problem).removeprefix(str(folder) + "/") for problem in check_file(path)]


def test_sound_file_has_no_problems(tmp_path: Path) -> None:
    assert checked(tmp_path, file_of(ATTEMPT, response("k-2"), response("k-3"))) == []


def test_every_hand_edit_is_named_by_its_line_and_accepted(tmp_path: Path) -> None:
    data = file_of(ATTEMPT, response("k-2"), response("k-3"), response("k-4"))
    data = data.replace(b'"Maria"', b'"Marie"').replace(b'id = "k-3"', b'id = "k-33"')
    assert checked(tmp_path, data) == [
        "maria.toml:1: info: the head was edited by hand, which is fine",
        "maria.toml:25: info: this response was edited by hand, which is fine",
    ]


def test_torn_end_is_a_warning(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, file_of(ATTEMPT) + b"\n[[response]]\nid")
    assert problem.startswith("maria.toml:14: warning: the last response is half-written")


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (HEAD + b"\nx = \n" + render(response("k-1")), "maria.toml:7: error: the file is damaged"),
        (b"format = 3\n", "maria.toml: error: was written by a newer examprep"),
        (b"", "maria.toml: error: is not a progress file of examprep"),
        (b"\xff", "maria.toml:1: error: the file is damaged: this line is not UTF-8"),
    ],
)
def test_unusable_file_is_one_error(tmp_path: Path, data: bytes, start: str) -> None:
    (problem,) = checked(tmp_path, data)
    assert problem.startswith(start)


def test_missing_file_is_one_error(tmp_path: Path) -> None:
    (problem,) = check_file(tmp_path / "nobody.toml")
    assert problem.message == "cannot be read: there is no such file"


def test_repeated_id_is_a_note_and_with_other_content_a_warning(tmp_path: Path) -> None:
    same = file_of(ATTEMPT, response("k-2"), response("k-2"))
    assert checked(tmp_path, same) == ["maria.toml:26: info: the id k-2 stands 2 times"]
    other = file_of(ATTEMPT, response("k-2"), response("k-2", slot=3), response("k-2"))
    (problem,) = checked(tmp_path, other)
    assert problem.startswith("maria.toml:26: warning: the id k-2 stands 3 times (only the first")


def test_kind_of_a_later_version_is_a_note(tmp_path: Path) -> None:
    later = [Block("dream", {"id": f"k-{n}", "at": START}) for n in (2, 3)]
    (problem,) = checked(tmp_path, file_of(ATTEMPT, *later))
    assert problem == (
        "maria.toml: info: 2 blocks of the kind `dream`, which this version keeps and does not use"
    )


def test_response_without_its_attempt_is_a_warning(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, file_of(response("k-2"), response("k-3")))
    assert problem.startswith("maria.toml: warning: 2 responses without an attempt")
    assert "(the first is k-2; if another copy has the attempt" in problem


@pytest.mark.parametrize("strange", [b"[1]", b"[]", b"{}", b"{ a = 1 }", b"7"])
def test_what_names_its_attempt_by_no_text_has_none(tmp_path: Path, strange: bytes) -> None:
    data = file_of(ATTEMPT, response("k-2"))
    data = data.replace(b'attempt = "k3f9aa-1"', b"attempt = " + strange)
    said = checked(tmp_path, data)
    assert any("warning: 1 response without an attempt" in one for one in said)


def test_side_files_are_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "maria.toml.torn-1").write_bytes(b"[[resp")
    (tmp_path / "mariana.toml.torn-1").write_bytes(b"[[resp")
    (problem,) = checked(tmp_path, file_of(ATTEMPT))
    assert problem.startswith("maria.toml.torn-1: info: a half-written block was set aside here")


def test_no_escape_code_of_a_file_reaches_a_message(tmp_path: Path) -> None:
    blocks = [response("\x1b[31mred", attempt="k3f9aa-1"), response("\x1b[31mred")]
    for text in checked(tmp_path, file_of(*blocks)):
        assert "\x1b" not in text


def test_a_drill_that_went_on_is_nothing_strange(tmp_path: Path) -> None:
    fields = {"id": "k-2", "at": START, "attempt": "k3f9aa-1", "item": "a/b", "seed": 1}
    assert checked(tmp_path, file_of(ATTEMPT, Block("extend", fields | {"clock": 1.0}))) == []
