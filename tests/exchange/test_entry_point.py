"""Formats of third parties: the example of the documentation, installed as a package is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from examprep.banks.reader import read_bank
from examprep.cli import main
from examprep.errors import ExamprepError
from examprep.exchange.registry import GROUP, format_named, names, readable, writable
from tests.docs_blocks import DOCS, blocks

EXCHANGE = DOCS / "exchange.md"
FILE = """\
# one-line
Which form orders schedule II drugs? | DEA Form 222 | DEA Form 106

Only one? | it
Which one reports a theft? | DEA Form 106 | DEA Form 222 | DEA Form 41
"""


def installed(site: Path, name: str, module: str, entry: str, text: str = "") -> None:
    """Put a tiny distribution into a folder as an installer does: metadata and a module."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{entry}\n", encoding="utf-8")
    if text:
        (site / f"{module}.py").write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that Python looks for packages in; its modules are forgotten afterwards."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    known = set(sys.modules)
    yield folder
    for name in set(sys.modules) - known:
        if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def one_line(site: Path) -> Path:
    """The format of the documentation, with the entry point of the documentation."""
    (module,) = (block for block in blocks(EXCHANGE, "python") if block.startswith("# one_line.py"))
    (entry,) = (block for block in blocks(EXCHANGE, "toml") if GROUP in block)
    row = entry.splitlines()[-1].replace('"', "")
    installed(site, "one-line-format", "one_line", row, module)
    return site


def test_without_a_package_there_is_no_such_format(tmp_path: Path) -> None:
    assert "one-line" not in names()
    with pytest.raises(ExamprepError, match="there is no format one-line"):
        format_named("one-line")


def test_the_example_is_known_by_its_entry_point(one_line: Path) -> None:
    assert names()[-1] == "one-line"
    assert format_named("one-line").title == "One line a question"
    assert "one-line" in readable()
    assert "one-line" in writable()
    assert "print" not in readable()
    assert "qti3" not in writable()


def test_the_example_reads_a_file_and_says_what_it_left_out(
    one_line: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "week3.one", tmp_path / "week3"
    path.write_text(FILE, encoding="utf-8")
    assert main(["bank", "import", str(path), "-o", str(out)]) == 1
    told = capsys.readouterr()
    assert "week3.one: line 4: skipped Only one?: it has fewer than two options" in told.out
    assert "3 questions read: 2 new" in told.err
    bank, problems = read_bank(out)
    assert bank
    assert not problems
    keys = [item.options[item.keys[0]].text for item in bank.items]
    assert keys == ["DEA Form 222", "DEA Form 106"]


def test_the_example_writes_what_it_reads(
    one_line: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, bank, out = tmp_path / "a.one", tmp_path / "a", tmp_path / "b"
    path.write_text(FILE, encoding="utf-8")
    main(["bank", "import", str(path), "-o", str(bank)])
    assert main(["bank", "export", str(bank), "--to", "one-line", "-o", str(out)]) == 0
    written = (tmp_path / "b.one").read_text(encoding="utf-8").splitlines()
    assert [row for row in FILE.splitlines() if row and "Only one" not in row] == written
    capsys.readouterr()
    assert main(["bank", "import", str(tmp_path / "b.one"), "-o", str(bank)]) == 0
    assert "0 new, 0 updated, 2 unchanged" in capsys.readouterr().err


def test_what_the_example_cannot_hold_is_told(
    one_line: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["bank", "export", "pharmacy-law", "--to", "one-line", "-o", str(tmp_path / "law")]
    assert main(words) == 0
    told = capsys.readouterr().out
    assert "One line a question has no place for explanation: " in told
    assert "has no place for questions that are no single best answer: " in told
    assert (tmp_path / "law.one").is_file()


@pytest.mark.parametrize(
    ("entry", "text", "words"),
    [
        ("mine = mine_format:FORMAT", "", "the format mine cannot be loaded: No module"),
        ("mine = mine_format:FORMAT", "X = 1\n", "the format mine cannot be loaded: "),
        ("mine = mine_format:FORMAT", "FORMAT = 1\n", "the format mine is no examprep format"),
    ],
)
def test_a_package_that_is_broken_is_named_in_one_line(
    site: Path,
    tmp_path: Path,
    entry: str,
    text: str,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    installed(site, "mine", "mine_format", entry, text)
    path = tmp_path / "a.mine"
    path.write_text("x\n", encoding="utf-8")
    out = str(tmp_path / "bank")
    assert main(["bank", "import", str(path), "--from", "mine", "-o", out]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(f"examprep: {words}")
    assert len(told) == 1


def test_a_broken_package_keeps_no_other_format_from_being_found(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    installed(site, "mine", "mine_format", "mine = mine_format:FORMAT")
    path = tmp_path / "law.txt"
    path.write_text("What is 1?\nA. one\nB. two\nANSWER: A\n", encoding="utf-8")
    assert main(["bank", "import", str(path), "-o", str(tmp_path / "law")]) == 0
    assert "the format mine cannot be loaded" in capsys.readouterr().err


def test_a_name_of_ours_cannot_be_taken(site: Path) -> None:
    installed(site, "other-gift", "other_gift", "gift = other_gift:FORMAT", "FORMAT = 1\n")
    assert names().count("gift") == 1
    assert format_named("gift").title == "GIFT"
