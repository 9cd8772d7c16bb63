"""`examprep bank diff`, `merge` and `dedupe`: what authors see, and what git makes of it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rtoml

from examprep.cli import main
from tests.banks.versions import HEAD, edited, item, rekeyed

ROOT = Path(__file__).parents[2]
STEM = ("How often may it be refilled?", "How many refills are allowed?")
WHY = ('explanation = "Five."', 'explanation = "Five, in six months."')
TWO = f"{item('a-1')}\n{item('a-2')}"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def writing(**texts: str) -> None:
        for name, text in texts.items():
            Path(f"{name}.toml").write_text(text, encoding="utf-8")

    return writing


def test_diff_shows_changed_keys_first_and_what_was_forgotten(
    write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(a=HEAD + TWO, b=HEAD + edited(item("a-1"), STEM) + rekeyed(item("a-2")))
    assert main(["bank", "diff", "a.toml", "b.toml"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "Key changed (what was answered to the old key no longer counts): 1",
        "  a-2  How often may it be refilled?",
        "    key: C Five times -> B Three times",
        "    verified is still 2026-01-01",
        "",
        "Text changed: 1",
        "  a-1  How many refills are allowed?",
        "    stem: How [-often may it be refilled?-] {+many refills are allowed?+}",
        "    verified is still 2026-01-01",
    ]
    assert shown.err.splitlines() == [
        "1 key changed, 1 text changed",
        "warning: 2 questions were changed with the same `verified` day",
        "warning: the version is 1.0.0 in both: raise it",
    ]


def test_diff_as_json_and_its_exit_codes(write, capsys: pytest.CaptureFixture[str]) -> None:
    write(a=item(), b=rekeyed(item()), bad="[[item]\n")
    assert main(["bank", "diff", "a.toml", "b.toml", "--json", "--exit-code"]) == 1
    (row,) = json.loads(capsys.readouterr().out)["items"]
    assert (row["change"], row["key"]["after"]) == ("key", "B Three times")
    assert main(["bank", "diff", "a.toml", "a.toml", "--exit-code"]) == 0
    assert capsys.readouterr() == ("", "no differences\n")
    assert main(["bank", "diff", "a.toml", "none.toml"]) == 2
    assert main(["bank", "diff", "a.toml", "bad.toml"]) == 1
    shown = capsys.readouterr()
    assert "bad.toml:1: error: not valid TOML" in shown.err
    assert shown.out == ""


def test_merge_writes_a_new_file_and_never_onto_another(
    write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(base=item(), a=edited(item(), STEM), b=edited(item(), WHY), other="mine")
    call = ["bank", "merge", "base.toml", "a.toml", "b.toml", "-o"]
    assert main([*call, "out.toml"]) == 0
    assert Path("out.toml").read_text("utf-8") == edited(item(), STEM, WHY)
    assert "1 question: 0 taken from the other version, 1 joined" in capsys.readouterr().err
    assert main([*call, "other.toml"]) == 1
    assert Path("other.toml").read_text("utf-8") == "mine"
    Path("link.toml").symlink_to("b.toml")
    assert main([*call, "link.toml"]) == 1
    assert Path("b.toml").read_text("utf-8") == edited(item(), WHY)
    assert main([*call, "a.toml"]) == 0
    assert Path("a.toml").read_text("utf-8") == edited(item(), STEM, WHY)


def test_merge_names_conflicts_and_exits_with_one(
    write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(base=item(), a=edited(item(), STEM), b=rekeyed(item()))
    call = ["bank", "merge", "base.toml", "a.toml", "b.toml", "-o", "out.toml"]
    assert main([*call, "--path", "law.toml"]) == 1
    assert capsys.readouterr().out == (
        "law.toml:1: error: a-1: conflict: one side changed the key, the other stem "
        "(keep one version or join them, then delete the lines of the block)\n"
    )
    Path("out.toml").unlink()
    assert main([*call, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["conflicts"], report["problems"][0]["item"]) == (1, "a-1")


def test_merge_writes_nothing_where_a_side_is_not_whole(
    write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(base=item(), a=item(), b="[[item]\n")
    call = ["bank", "merge", "base.toml", "a.toml", "b.toml", "-o", "out.toml"]
    assert main([*call, "--path", "law.toml"]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("law.toml (theirs):1: error: not valid TOML")
    assert not Path("out.toml").exists()
    Path("folder").mkdir()
    assert main(["bank", "merge", "folder", "a.toml", "b.toml", "-o", "out.toml"]) == 2
    assert main(["bank", "merge", "none.toml", "a.toml", "b.toml", "-o", "out.toml"]) == 2
    assert not Path("out.toml").exists()


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three versions of a bank with files, pictures and a moved item."""
    monkeypatch.chdir(tmp_path)
    base = tmp_path / "base"
    base.mkdir()
    (base / "bank.toml").write_text(HEAD, encoding="utf-8")
    (base / "one.toml").write_text(TWO, encoding="utf-8")
    (base / "img").mkdir()
    (base / "img" / "a.png").write_bytes(b"old")
    (base / "img" / "both.png").write_bytes(b"old")
    for side in ("a", "b"):
        shutil.copytree(base, tmp_path / side)
    (tmp_path / "a" / "one.toml").write_text(item("a-1"), encoding="utf-8")
    (tmp_path / "a" / "two.toml").write_text(item("a-2"), encoding="utf-8")
    (tmp_path / "b" / "one.toml").write_text(edited(TWO, WHY), encoding="utf-8")
    (tmp_path / "b" / "img" / "a.png").write_bytes(b"new")
    (tmp_path / "b" / "img" / "b.png").write_bytes(b"more")
    return tmp_path


def test_folders_are_merged_with_their_pictures(folders: Path) -> None:
    assert main(["bank", "merge", "base", "a", "b", "-o", "out"]) == 0
    out = folders / "out"
    assert (out / "one.toml").read_text("utf-8") == edited(item("a-1"), WHY)
    assert (out / "two.toml").read_text("utf-8") == edited(item("a-2"), WHY)
    assert (out / "img" / "a.png").read_bytes() == b"new"
    assert (out / "img" / "b.png").read_bytes() == b"more"
    assert sorted(path.name for path in folders.iterdir()) == ["a", "b", "base", "out"]
    assert main(["bank", "merge", "base", "a", "b", "-o", "out"]) == 1
    assert main(["bank", "merge", "base", "a", "b", "-o", "b"]) == 1
    assert (folders / "b" / "one.toml").read_text("utf-8") == edited(TWO, WHY)


def test_a_folder_may_be_merged_onto_ours(folders: Path) -> None:
    (folders / "a" / "notes.md").write_text("mine", encoding="utf-8")
    (folders / "b" / "two.toml").write_text(item("a-9"), encoding="utf-8")
    assert main(["bank", "merge", "base", "a", "b", "-o", "a"]) == 0
    assert (folders / "a" / "notes.md").read_text("utf-8") == "mine"
    found = rtoml.loads((folders / "a" / "two.toml").read_text("utf-8"))["item"]
    assert [raw["id"] for raw in found] == ["a-2", "a-9"]


def test_a_picture_that_both_changed_is_a_conflict(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for side in ("a", "b"):
        (folders / side / "img" / "both.png").write_bytes(side.encode())
    assert main(["bank", "merge", "base", "a", "b", "-o", "out"]) == 1
    assert "both.png: error: conflict: both sides changed this file" in capsys.readouterr().out
    assert (folders / "out" / "img" / "both.png").read_bytes() == b"a"


@pytest.mark.skipif(not shutil.which("git"), reason="git is not on this machine")
class TestGit:
    """A study group's repository, with the driver of docs/groups.md."""

    @pytest.fixture
    def git(self, tmp_path: Path):
        home = {"HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(ROOT)}
        folder = tmp_path / "group"
        folder.mkdir()

        def call(*words: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                ["git", *words],
                cwd=folder,
                env=os.environ | home,
                capture_output=True,
                text=True,
                check=False,
            )

        call("init", "-q", "-b", "main")
        call("config", "user.name", "Ann")
        call("config", "user.email", "ann@example.org")
        docs = (ROOT / "docs" / "groups.md").read_text("utf-8")
        (line,) = [row for row in docs.splitlines() if "merge.examprep.driver" in row]
        *words, driver = shlex.split(line)
        assert words == ["git", "config", "--global", "merge.examprep.driver"]
        own = f"{shlex.quote(sys.executable)} -m examprep"
        call("config", "merge.examprep.driver", driver.replace("examprep", own, 1))
        attributes = next(row for row in docs.splitlines() if row.endswith("merge=examprep"))
        (folder / ".gitattributes").write_text(attributes.strip() + "\n", encoding="utf-8")
        call.folder = folder
        return call

    def branches(self, git, base: str, ours: str, theirs: str) -> None:
        file = git.folder / "banks" / "law.toml"
        file.parent.mkdir()

        def commit(text: str) -> None:
            file.write_text(text, encoding="utf-8")
            git("add", "-A")
            assert git("commit", "-q", "-m", "change").returncode == 0

        commit(base)
        git("checkout", "-q", "-b", "bob")
        commit(theirs)
        git("checkout", "-q", "main")
        commit(ours)

    def test_items_next_to_each_other_merge_cleanly(self, git) -> None:
        base = f"{item('a-1')}{item('a-2')}"
        ours = f"{item('a-1')}{edited(item('a-2'), STEM)}{item('ann')}"
        theirs = f"{edited(item('a-1'), WHY, ('60', '70'))}{item('a-2')}{item('bob')}"
        self.branches(git, base, ours, theirs)
        done = git("merge", "-q", "bob", "-m", "merge")
        assert done.returncode == 0, done.stderr
        assert (git.folder / "banks" / "law.toml").read_text("utf-8") == (
            f"{edited(item('a-1'), WHY, ('60', '70'))}{edited(item('a-2'), STEM)}"
            f"{item('ann')}\n{item('bob')}"
        )

    def test_the_same_key_is_a_conflict_that_git_holds_open(
        self, git, capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = edited(item(), ("Five times", "90 times"))
        self.branches(git, HEAD + item(), HEAD + rekeyed(item()), HEAD + other)
        done = git("merge", "bob", "-m", "merge")
        assert done.returncode == 1
        assert "banks/law.toml:10: error: a-1: conflict: both sides changed the key" in (
            done.stdout + done.stderr
        )
        assert git("status", "--short").stdout == "UU banks/law.toml\n"
        file = git.folder / "banks" / "law.toml"
        assert rtoml.loads(file.read_text("utf-8")) == rtoml.loads(HEAD + rekeyed(item()))
        assert main(["bank", "check", str(file)]) == 1
        assert "law.toml:10: error: a-1: open conflict: both sides" in capsys.readouterr().out


def test_dedupe_shows_differing_keys_first(write, capsys: pytest.CaptureFixture[str]) -> None:
    stem = "A technician gets a prescription for zolpidem with refills. How many are left now?"
    write(
        a=HEAD + item("a-1", stem),
        b=HEAD.replace('"ours"', '"theirs"') + rekeyed(item("b-1", stem)),
    )
    assert main(["bank", "dedupe", "a.toml", "b.toml"]) == 1
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "100 % alike, KEYS DIFFER",
        f"a.toml:10: ours/a-1: {stem[:67].rstrip()}...",
        "  key: Five times",
        f"b.toml:10: theirs/b-1: {stem[:67].rstrip()}...",
        "  key: Three times",
    ]
    summary = "2 questions: 1 group of near duplicates, 1 of them with keys that differ\n"
    assert shown.err == summary
    assert main(["bank", "dedupe", "a.toml", "b.toml", "--at", "100", "--json"]) == 1
    (group,) = json.loads(capsys.readouterr().out)
    assert (group["keys_differ"], [row["key"] for row in group["items"]]) == (
        True,
        ["Five times", "Three times"],
    )


def test_dedupe_without_twins_or_with_a_wrong_call(
    write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(a=HEAD + item())
    assert main(["bank", "dedupe", "a.toml"]) == 0
    assert capsys.readouterr() == ("", "1 question: 0 groups of near duplicates\n")
    assert main(["bank", "dedupe", "none.toml"]) == 2
    assert main(["bank", "dedupe", "a.toml", "--at", "20"]) == 2
