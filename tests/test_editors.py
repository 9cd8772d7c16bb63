"""Which editor opens, and with which words; a bank's name never reaches a shell."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep import editors
from examprep.editors import command_at, edit, editor_words
from examprep.errors import ExamprepError

FILE = Path("/banks/law.toml").absolute()


def nothing(name: str) -> None:
    return None


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("vim", ["+12", str(FILE)]),
        ("nvim", ["+12", str(FILE)]),
        ("nano", ["+12", str(FILE)]),
        ("emacs -nw", ["-nw", "+12", str(FILE)]),
        ("micro", ["+12", str(FILE)]),
        ("code", ["--wait", "--goto", f"{FILE}:12"]),
        ("code --wait", ["--wait", "--goto", f"{FILE}:12"]),
        ("codium -n", ["-n", "--wait", "--goto", f"{FILE}:12"]),
        ("subl", ["--wait", f"{FILE}:12"]),
        ("hx", [f"{FILE}:12"]),
        ("gvim", ["-f", "+12", str(FILE)]),
        ("/opt/an editor/none", [str(FILE)]),
        ("/usr/bin/vim.exe", ["+12", str(FILE)]),
        ("notepad", [str(FILE)]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(command: str, wanted: list[str]) -> None:
    quoted = f"'{command}'" if "an editor" in command else command
    words = editor_words({"EDITOR": quoted}, nothing)
    assert command_at(words, FILE, 12)[1:] == wanted


def test_visual_comes_before_editor_and_blank_is_none() -> None:
    assert editor_words({"VISUAL": "hx", "EDITOR": "vi"}, nothing) == ["hx"]
    assert editor_words({"VISUAL": "  ", "EDITOR": "vi"}, nothing) == ["vi"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own")
def test_without_a_word_the_first_that_is_here_opens() -> None:
    assert editor_words({}, lambda name: name if name in {"vi", "vim"} else None) == ["vim"]
    assert editor_words({}, lambda name: name) == ["nano"]
    with pytest.raises(ExamprepError, match="EDITOR=nano"):
        editor_words({}, nothing)


def test_a_variable_with_a_quote_left_open_is_named() -> None:
    with pytest.raises(ExamprepError, match="EDITOR is 'vim"):
        editor_words({"EDITOR": "'vim"}, nothing)


def test_an_editor_that_is_not_there_is_named() -> None:
    with pytest.raises(ExamprepError, match="no-such-editor was not found"):
        edit(FILE, 1, {"EDITOR": "no-such-editor"})


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0/"), min_size=1))
def test_any_name_stays_one_word(name: str) -> None:
    path = Path("/banks") / name
    words = command_at(["vim"], path, 3)
    assert words == ["vim", "+3", str(path.absolute())]
    assert words[-1].startswith("/") or ":" in words[-1]


def test_the_file_is_one_word_for_the_program(tmp_path: Path) -> None:
    target = tmp_path / "a $(touch x); 'b'.toml"
    target.write_text("before", encoding="utf-8")
    script = tmp_path / "write.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        "Path(sys.argv[-1]).write_text('|'.join(sys.argv[1:]), encoding='utf-8')\n",
        encoding="utf-8",
    )
    code = edit(target, 7, {"EDITOR": f"'{sys.executable}' '{script}'"})
    assert code == 0
    assert target.read_text("utf-8") == str(target)
    assert sorted(path.name for path in tmp_path.iterdir()) == [target.name, "write.py"]


def test_the_editors_exit_code_is_told(tmp_path: Path) -> None:
    words = f"'{sys.executable}' -c 'import sys; sys.exit(3)'"
    assert edit(tmp_path / "x.toml", 1, {"EDITOR": words}) == 3


@pytest.mark.parametrize("name", ["a&b.toml", "50%.toml", "a^b.toml"])
def test_a_script_of_windows_gets_no_name_that_its_shell_would_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editors.shutil, "which", lambda word: f"{word}.cmd")
    with pytest.raises(ExamprepError, match="cannot open a name"):
        edit(tmp_path / name, 1, {"EDITOR": "code"})


def test_a_program_that_cannot_start_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "editor"
    broken.write_text("no program", encoding="utf-8")
    broken.chmod(0o755)
    with pytest.raises(ExamprepError, match="cannot be started"):
        edit(tmp_path / "x.toml", 1, {"EDITOR": str(broken)})
