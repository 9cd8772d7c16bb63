"""A file read again, or beside others: ids, keys, and all that stands around the questions."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from examprep.banks.reader import read_tables
from examprep.cli import main
from examprep.errors import UnwritableFile
from examprep.exchange import keeping
from examprep.exchange.heads import add_topics, put
from examprep.exchange.importing import Importer, updated
from examprep.exchange.keeping import Heading, target, write_bank
from examprep.exchange.question import Question, Raw

HEAD = """\
format = 1
id = "ours"
title = "Ours"
version = "1.0.0"
licence = "CC0-1.0"
language = "en-US"
"""
TOPICS = '\n[topics]\nlaw = "Law"\n'
ITEMS = """\
# What we know of law.
[[item]]
id = "form-222"
topic = "law"
stem = "Which form orders schedule II drugs?"
options = [{ text = "DEA Form 222", key = true }, { text = "DEA Form 106" }]  # both real

# Of doses.
[[item]]
id = "dose"
topic = "law"
kind = "numeric"
stem = "{dose} of a drug are given {times} times a day. How many mg a day?"
answer = "dose * times"
unit = "mg"
[item.given]
dose = { pick = [5, 10], unit = "mg" }
times = { pick = [2, 3] }

[[item]]
id = "theft"
topic = "law"
stem = "Which form reports a theft?"
options = [
  { text = "DEA Form 222", why = "It orders." },
  { text = "DEA Form 106", key = true },
]
# The end.
"""


def choice(stem: str, right: str = "yes", wrong: str = "no", **more: Any) -> Raw:
    return {"stem": stem, "options": [{"text": right, "key": True}, {"text": wrong}], **more}


def number(stem: str, answer: str, **more: Any) -> Raw:
    return {"kind": "numeric", "stem": stem, "answer": answer, **more}


def aiken(*questions: tuple[str, str, str, str]) -> str:
    return "\n".join(f"{q}\nA. {a}\nB. {b}\nANSWER: {key}\n" for q, a, b, key in questions)


def known(*raws: Raw) -> Importer:
    return Importer({raw["id"]: {"topic": "t", **raw} for raw in raws}, {"t": "T"})


def ids(importer: Importer) -> list[tuple[str, str]]:
    return [(row.id, row.status) for row in importer.found.rows]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "bank.toml").write_text(HEAD + TOPICS, encoding="utf-8")
    (folder / "law.toml").write_text(ITEMS, encoding="utf-8")
    return folder


def bring(folder: Path, text: str, *more: str) -> int:
    file = folder.parent / "quiz.txt"
    file.write_text(text, encoding="utf-8")
    return main(["bank", "import", str(file), "-o", str(folder), *more])


ONE = ("Which form orders schedule II drugs?", "DEA Form 222", "DEA Form 106", "A")
TWO = ("Which form reports a theft?", "DEA Form 222", "DEA Form 106", "B")


@pytest.mark.parametrize("questions", [(ONE, TWO), (TWO, ONE), (TWO,), (ONE,)])
def test_what_is_the_same_leaves_every_byte(ours: Path, questions: Any) -> None:
    before = {path: path.read_bytes() for path in ours.iterdir()}
    assert bring(ours, aiken(*questions)) == 0
    assert {path: path.read_bytes() for path in ours.iterdir()} == before


def test_a_changed_question_leaves_every_byte_of_the_others(ours: Path) -> None:
    changed = ("Which form reports a theft?", "DEA Form 222", "DEA Form 106", "A")
    assert bring(ours, aiken(changed)) == 0
    text = (ours / "law.toml").read_text(encoding="utf-8")
    start = ITEMS.index('[[item]]\nid = "theft"')
    assert text.startswith(ITEMS[:start])
    assert text.endswith("# The end.\n")
    assert 'why = "It orders."' in text
    bank, problems = read_tables(ours)
    assert bank
    assert not [one for one in problems if one.severity == "error"]
    assert [raw["id"] for raw in bank.items] == ["form-222", "dose", "theft"]


def test_a_changed_key_is_told(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(ours, aiken((*ONE[:3], "B")))
    assert "updated form-222: key changed: answers to the old key no longer count" in (
        capsys.readouterr().out
    )


def test_new_questions_go_into_a_file_of_their_own(ours: Path) -> None:
    before = (ours / "law.toml").read_bytes()
    assert bring(ours, aiken(("What is new?", "this", "that", "A"))) == 0
    assert (ours / "law.toml").read_bytes() == before
    assert "What is new?" in (ours / "quiz.toml").read_text(encoding="utf-8")
    assert 'imported = "Imported"' in (ours / "bank.toml").read_text(encoding="utf-8")


def test_questions_of_several_files_of_a_bank_are_each_changed_in_place(ours: Path) -> None:
    more = '[[item]]\nid = "rain"\ntopic = "law"\nstem = "Does it rain?"\n'
    options = 'options = [{ text = "yes", key = true }, { text = "no" }]\n'
    (ours / "more.toml").write_text(more + options, encoding="utf-8")
    wet = ("Does it rain?", "yes", "no", "B")
    assert bring(ours, aiken(wet, (*ONE[:3], "B"))) == 0
    assert sorted(path.name for path in ours.iterdir()) == ["bank.toml", "law.toml", "more.toml"]
    bank, _ = read_tables(ours)
    assert bank
    keyed = {
        raw["id"]: [one["text"] for one in raw["options"] if one.get("key")]
        for raw in bank.items
        if "options" in raw
    }
    assert keyed["rain"] == ["no"]
    assert keyed["form-222"] == ["DEA Form 106"]


def test_windows_line_ends_stay(ours: Path) -> None:
    for path in ours.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert bring(ours, aiken((*ONE[:3], "B"), ("What is new?", "this", "that", "A"))) == 0
    for name in ("bank.toml", "law.toml"):
        data = (ours / name).read_bytes()
        assert data.count(b"\r\n") == data.count(b"\n")
    bank, _ = read_tables(ours)
    assert bank
    assert len(bank.items) == 4


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_file_keeps_its_mark_and_its_line_ends(mark: bytes, end: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(mark + b"a = 1" + end + b"b = 2" + end)
    put(path, "a = 3\nb = 4\n")
    assert path.read_bytes() == mark + b"a = 3" + end + b"b = 4" + end


@pytest.mark.parametrize(
    "topics",
    [
        '\n[topics]\nlaw = "Law"\n',
        '\n[topics] # which there are\nlaw = "Law"  # of the land\n',
        '\n[ topics ]\n\nlaw = "Law"\n\n\n',
        '\n[topics]\nlaw = "Law"\n\n[[item]]\nid = "x"\n',
        'topics = { law = "Law" }\n',
        'topics = { law = "Law" } # of the land\n',
        'topics.law = "Law"\n',
        "\n[topics]\n",
        "topics = {}\n",
        "",
    ],
)
def test_topics_are_added_however_they_are_written(topics: str, tmp_path: Path) -> None:
    import tomllib

    path = tmp_path / "bank.toml"
    path.write_text(HEAD + topics, encoding="utf-8")
    add_topics(path, {"new/one": 'A "new" one', "two": "Two"})
    text = path.read_text(encoding="utf-8")
    found = tomllib.loads(text)
    before = tomllib.loads(HEAD + topics)
    fresh = {"new/one": 'A "new" one', "two": "Two"}
    assert found == {**before, "topics": {**before.get("topics", {}), **fresh}}
    assert all(line in text for line in topics.split("\n") if line.startswith(("[", "#", "law")))


def test_topics_in_a_form_that_is_not_known_are_said(tmp_path: Path) -> None:
    from examprep.errors import ExamprepError

    path = tmp_path / "bank.toml"
    whole = HEAD + '"topics" = { law = "Law" }\n'
    path.write_text(whole, encoding="utf-8")
    with pytest.raises(
        ExamprepError, match=r"write its topics one a line, under a line \[topics\]"
    ):
        add_topics(path, {"two": "Two"})
    assert path.read_text(encoding="utf-8") == whole


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Which form reports a theeft?", "Which form reports a theft?", True),
        ("Which form reprots the theft of drugs?", "Which form reports the theft of drugs?", True),
        ("How long are records of drugs kept?", "How long are the records of drugs kept?", True),
        ("Convert 5 g of powder to milligrams", "Convert 6 g of powder to milligrams", False),
        ("Which drug is in schedule II of it?", "Which drug is in schedule III of it?", False),
        ("Which of these drugs is a narcotic?", "Which of these drugs is not a narcotic?", False),
        ("A dose of the drug in mg per day is?", "A dose of the drug in mcg per day is?", False),
        ("Which drug raises hypertension most?", "Which drug raises hypotension most?", False),
        ("Which place is correct for insulin?", "Which place is incorrect for insulin?", False),
        ("What is given before surgery starts?", "What is given after surgery starts?", False),
    ],
)  # fmt: skip
def test_only_a_mended_typo_keeps_the_id(old: str, new: str, same: bool) -> None:
    importer = known({"id": "mine", **choice(old)})
    importer.take("f", Question(choice(new), "line 1"))
    ((found, status),) = ids(importer)
    assert (found == "mine") == same
    assert status == ("updated" if same else "new")


def test_an_exact_question_keeps_its_id_whatever_stands_before_it() -> None:
    exact, near = choice("Which form reports a theft?"), choice("Which form reports a thefft?")
    for several in ([exact, near], [near, exact]):
        importer = known({"id": "mine", **exact})
        importer.take_all("f", [Question(raw, "line") for raw in several])
        found = {row.status: row.id for row in importer.found.rows}
        assert found["unchanged"] == "mine"
        assert found["new"] != "mine"


def test_titles_numbered_anew_move_no_id() -> None:
    stems = ("How are records kept?", "How are orders kept?", "How are returns kept?")
    first = Importer()
    first.take_all("f", [Question(choice(s), s, f"Pharm {n}") for n, s in enumerate(stems, 1)])
    before = {raw["stem"]: number for number, raw in first.found.added.items()}
    second = Importer(dict(first.found.added), {"imported": "Imported"})
    turned = list(reversed(stems))
    second.take_all("f", [Question(choice(s), s, f"Pharm {n}") for n, s in enumerate(turned, 1)])
    assert ids(second) == [(before[stem], "unchanged") for stem in turned]


@pytest.mark.parametrize("own", [{}, {"id": "mine"}])
def test_a_question_that_stands_twice_is_filed_once(own: Raw) -> None:
    raw = {**choice("Twice?"), **own}
    for importer in (Importer(), known({"id": "mine", **choice("Twice?")})):
        importer.take_all("a", [Question(raw, "line 1"), Question(raw, "line 9")])
        importer.take_all("b", [Question(raw, "line 3")])
        assert importer.found.counts()["skipped"] == 2
        assert {row.notes for row in importer.found.rows[1:]} == {
            ("the same question stands at a line 1",)
        }


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        (choice("q"), choice("q", "no", "yes"), True),
        (choice("q"), {"stem": "q", "options": choice("q")["options"][::-1]}, False),
        (number("q", "5"), number("q", "6"), True),
        (number("q", "5"), number("q", "5"), False),
    ],
)
def test_twice_with_another_key_is_told(first: Raw, second: Raw, differs: bool) -> None:
    importer = Importer()
    importer.take_all("a", [Question(first, "line 1"), Question(second, "line 2")])
    words = "the same question with another key stands at a line 1, which was taken"
    assert (importer.found.rows[1].notes == (words,)) == differs
    assert importer.found.rows[1].status == "skipped"


def test_another_question_of_the_same_id_gets_one_of_its_own() -> None:
    importer = known({"id": "mine", **choice("One?")})
    several = [choice("One?", id="mine"), choice("Two?", id="mine"), choice("Three?", id="mine")]
    importer.take_all("f", [Question(raw, f"line {n}") for n, raw in enumerate(several)])
    assert [number for number, _ in ids(importer)] == ["mine", "mine-2", "mine-3"]


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        (number("q", "5.0", round=1), number("q", "5"), {"answer": "5"}),
        (number("q", "5", unit="mg"), number("q", "5"), {"answer": "5", "unit": "mg"}),
        (number("q", "5"), number("q", "5.1", round=1), {"answer": "5.1", "round": 1}),
        (number("q", "5", explanation="so"), number("q", "5"), {"explanation": "so"}),
        (number("q", "5", sources=["a"]), number("q", "5", sources=["b"]), {"sources": ["b"]}),
    ],
)
def test_what_a_newer_version_cannot_say_stays(old: Raw, new: Raw, kept: Raw) -> None:
    base = {"id": "a", "topic": "t"}
    fresh, _ = updated({**base, **old}, {**base, **new})
    assert {key: fresh.get(key) for key in kept} == kept
    if "round" not in new:
        assert "round" not in fresh


def test_pictures_of_one_name_do_not_replace_each_other() -> None:
    importer = Importer()
    for place, data in enumerate((b"one", b"two", b"one")):
        importer.take("f", Question(choice(f"q {place}"), "", files={"a.png": data}))
    assert importer.found.files == {"a.png": b"one"}
    assert [row.notes for row in importer.found.rows] == [
        (),
        ("another picture is called a.png too: this one left out",),
        (),
    ]


@pytest.mark.parametrize("name", ["../a.png", "a/b.png", "CON.png", "a\0.png", ".."])
def test_pictures_with_dangerous_names_are_told(name: str) -> None:
    importer = Importer()
    importer.take("f", Question(choice("q"), "", files={name: b"x"}))
    assert not importer.found.files
    assert "left out" in importer.found.rows[0].notes[0]


@pytest.mark.parametrize("fails", ["bank.toml", "quiz.toml", "a.png"])
@pytest.mark.parametrize(
    "error", [UnwritableFile("x: cannot be written: no space"), KeyboardInterrupt()]
)
def test_a_new_bank_is_there_whole_or_not_at_all(
    fails: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = keeping.replace_bytes

    def full(path: Path, data: bytes, *, shared: bool = False) -> None:
        if path.name == fails:
            raise error
        real(path, data, shared=shared)

    importer = Importer()
    importer.take("f", Question(choice("q"), "", files={"a.png": b"x"}))
    monkeypatch.setattr(keeping, "replace_bytes", full)
    with pytest.raises(type(error)):
        write_bank(target(tmp_path / "new"), importer.found, Heading("New"), "quiz")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fails", ["bank.toml", "law.toml", "quiz.toml"])
def test_a_full_disk_leaves_each_file_of_a_bank_whole(
    fails: str, ours: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from examprep.exchange import heads

    real = heads.replace_bytes

    def full(path: Path, data: bytes, *, shared: bool = False) -> None:
        if path.name == fails:
            raise UnwritableFile(f"{path}: cannot be written: no space left on device")
        real(path, data, shared=shared)

    monkeypatch.setattr(heads, "replace_bytes", full)
    before = (ours / fails).read_bytes() if (ours / fails).exists() else None
    assert bring(ours, aiken((*ONE[:3], "B"), ("What is new?", "this", "that", "A"))) == 1
    assert "no space left on device" in capsys.readouterr().err
    assert ((ours / fails).read_bytes() if (ours / fails).exists() else None) == before
    bank, problems = read_tables(ours)
    assert bank
    assert not [one for one in problems if one.severity == "error"]


def test_a_file_cannot_be_the_bank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "quiz.txt"
    file.write_text(aiken(ONE), encoding="utf-8")
    assert main(["bank", "import", str(file), "-o", str(file)]) == 1
    assert "it is a file; name the folder of a bank, or a new one" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == aiken(ONE)


def test_names_may_hold_spaces_and_any_letters(tmp_path: Path) -> None:
    file, bank = tmp_path / "a b \u00fc.txt", tmp_path / "b k \u00dcn\u00ef"
    file.write_text(aiken(ONE, TWO), encoding="utf-8")
    assert main(["bank", "import", str(file), "-o", str(bank)]) == 0
    found, _ = read_tables(bank)
    assert found
    assert found.bank.id == "b-k-uni"
    out = tmp_path / "o u t \u00e9.gift"
    assert main(["bank", "export", str(bank), "--to", "gift", "-o", str(out)]) == 0
    assert main(["bank", "import", str(out), "-o", str(bank), "--json"]) == 0


def test_json_holds_every_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "quiz.txt"
    file.write_text(aiken(ONE, (*TWO[:3], "C")), encoding="utf-8")
    missing = tmp_path / "none.txt"
    arguments = ["bank", "import", str(file), str(missing), "-o", str(tmp_path / "b"), "--json"]
    assert main(arguments) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"new": 1, "skipped": 1}
    assert [row["status"] for row in found["rows"]] == ["new", "skipped"]
    assert "there is no such file" in found["broken"][0]


@pytest.mark.parametrize("out", [".", "/", ".."])
def test_a_folder_is_no_file_to_write(out: str, ours: Path, capsys: Any) -> None:
    assert main(["bank", "export", str(ours), "--to", "gift", "-o", out]) == 1
    assert len(capsys.readouterr().err.strip().split("\n")) == 1


def test_an_import_of_questions_drawn_from_a_template_leaves_it(ours: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.gift"
    before = {path: path.read_bytes() for path in ours.iterdir()}
    assert main(["bank", "export", str(ours), "--to", "gift", "-o", str(out)]) == 0
    assert main(["bank", "import", str(out), "-o", str(ours)]) == 1
    assert {path: path.read_bytes() for path in ours.iterdir()} == before


SLOW = """\
import signal, sys
from examprep.exchange import keeping
real = keeping.replace_bytes
def slow(path, data, *, shared=False):
    real(path, data, shared=shared)
    print("written", path.name, flush=True)
    signal.pause()
keeping.replace_bytes = slow
from examprep.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs Unix signals")
def test_interrupted_while_it_writes_a_new_bank_is_not_there(tmp_path: Path) -> None:
    import subprocess

    file = tmp_path / "quiz.txt"
    file.write_text(aiken(ONE, TWO), encoding="utf-8")
    command = [sys.executable, "-c", SLOW, "bank", "import", str(file), "-o", str(tmp_path / "new")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"written bank.toml"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode not in {0, None}
    assert b"Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["quiz.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")
def test_a_terminal_shows_at_once_that_something_goes_on(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    file = tmp_path / "quiz.txt"
    text = aiken(*((f"Question number {n}?", f"a{n}", f"b{n}", "A") for n in range(2_000)))
    file.write_text(text, encoding="utf-8")
    command = ["-m", "examprep", "bank", "import", str(file), "-o", str(tmp_path / "new")]
    child = pexpect.spawn(sys.executable, command, timeout=60, encoding="utf-8")
    child.expect("reading")
    child.expect(r"2,000 questions read: 2,000 new")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
