"""Good items are read, every fault is one clear line, and nothing is raised."""

from __future__ import annotations

import gc
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examprep.banks import reader, source
from examprep.banks.reader import read_bank
from tests.banks.conftest import HEAD, BankWriter, item_text

HERE = Path(__file__).parent
GOOD = HERE / "good" / "kinds"
BAD = sorted((HERE / "bad").glob("*.toml"))


def matches(line: str, pattern: str) -> bool:
    """Compare a line with a pattern in which `…` stands for the parser's own words."""
    before, dots, after = pattern.partition("…")
    return line.startswith(before) and line.endswith(after) if dots else line == pattern


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_fault_is_reported_at_its_line(path: Path) -> None:
    _, problems = read_bank(path)
    lines = [str(problem).replace(str(path), path.name) for problem in problems]
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(expected)
    assert all(matches(*pair) for pair in zip(lines, expected, strict=True)), lines


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_fault_in_one_file_leaves_the_others_alone(path: Path, write_bank: BankWriter) -> None:
    bank = write_bank()
    text = path.read_bytes()
    (bank / "a-bad-one.toml").write_bytes(text)
    bank_file, problems = read_bank(bank)
    assert bank_file is not None
    assert {"s-0002"} <= {item.id for item in bank_file.items}
    assert all(problem.path.name == "a-bad-one.toml" for problem in problems if problem.item == "")


def test_every_kind_of_item_is_read() -> None:
    bank_file, problems = read_bank(GOOD)
    assert problems == []
    assert bank_file is not None
    assert [item.kind for item in bank_file.items] == [
        "choice", "multiple", "order", "match", "numeric",
    ]  # fmt: skip
    choice, multiple, order, match, numeric = bank_file.items
    assert choice.name == "kinds/k-0001"
    assert choice.keys == (2,)
    assert (choice.verified, choice.expires) == (date(2026, 11, 20), date(2030, 1, 1))
    assert choice.options[0].why == "Nothing in schedule IV ends this early."
    assert choice.sources == ("21 CFR 1306.22(a)",)
    assert multiple.keys == (1, 2)
    assert multiple.stem.splitlines()[-1] == "Choose all that apply."
    assert [option.text for option in order.options] == ["10 mcg", "1 mg", "1 g"]
    assert [pair.right for pair in match.pairs] == ["None", "Five", "As written"]
    assert (numeric.answer, numeric.unit, numeric.round) == ("2.5", "tablets", 1)
    assert [mistake.answer for mistake in numeric.mistakes] == ["0.4", "375"]


def test_the_head_is_read() -> None:
    bank_file, _ = read_bank(GOOD)
    assert bank_file is not None
    bank = bank_file.bank
    assert (bank.id, bank.title, bank.version) == ("kinds", "One item of each kind", "1.2.0")
    assert bank.authors == ("examprep contributors",)
    assert bank.topic_title("doses/adult") == "Adult doses"
    assert bank_file.head == (GOOD / "bank.toml", 2)


def test_each_item_knows_its_file_and_line() -> None:
    bank_file, _ = read_bank(GOOD)
    assert bank_file is not None
    text = (GOOD / "items.toml").read_text(encoding="utf-8").splitlines()
    assert list(bank_file.lines) == [item.id for item in bank_file.items]
    for name, (path, line) in bank_file.lines.items():
        assert path == GOOD / "items.toml"
        assert text[line - 1] == "[[item]]"
        assert name in text[line]


def test_headers_inside_strings_confuse_no_line(write_bank: BankWriter) -> None:
    text = item_text(1).replace('"Twice"', "'''\n[[item]]\nid = 3'''") + item_text(2)
    bank_file, problems = read_bank(write_bank(items=text))
    assert problems == []
    assert bank_file is not None
    assert [line for _, line in bank_file.lines.values()] == [2, 15]


def test_a_single_file_is_a_bank(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text(HEAD.format(id="one") + item_text(), encoding="utf-8")
    bank_file, problems = read_bank(path)
    assert problems == []
    assert bank_file is not None
    assert [item.name for item in bank_file.items] == ["one/s-0001"]


def test_byte_order_mark_and_windows_line_ends_are_welcome(write_bank: BankWriter) -> None:
    text = item_text(1).replace('"Twice"', '"""Twice\nor so"""') + item_text(2)
    bank = write_bank()
    (bank / "items.toml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    bank_file, problems = read_bank(bank)
    assert problems == []
    assert bank_file is not None
    assert bank_file.items[0].options[0].text == "Twice\nor so"


def test_a_broken_item_hides_none_of_its_neighbors(write_bank: BankWriter) -> None:
    broken = item_text(2).replace("options = [", "options = ")
    bank_file, problems = read_bank(write_bank(items=item_text(1) + broken + item_text(3)))
    assert bank_file is not None
    assert [item.id for item in bank_file.items] == ["s-0001", "s-0003"]
    assert [problem.line for problem in problems] == [18]
    assert bank_file.lines["s-0003"][1] == 24


def test_a_file_cut_at_any_place_keeps_the_whole_items(write_bank: BankWriter) -> None:
    text = item_text(1) + item_text(2)
    bank = write_bank()
    whole = len(item_text(1))
    for end in range(whole, len(text) - 2, 7):
        (bank / "items.toml").write_text(text[:end], encoding="utf-8")
        bank_file, _ = read_bank(bank)
        assert bank_file is not None
        assert [item.id for item in bank_file.items] == ["s-0001"]


def test_an_id_used_in_two_files_counts_once(write_bank: BankWriter) -> None:
    bank_file, problems = read_bank(write_bank(a=item_text(7), b=item_text(8) + item_text(7)))
    assert bank_file is not None
    assert len(bank_file.items) == 2
    (problem,) = problems
    assert (problem.path.name, problem.line, problem.item) == ("b.toml", 14, "s-0007")
    assert problem.message == "the id is used before, on line 2 of a.toml"


def test_head_keys_in_a_file_of_items_are_sent_home(write_bank: BankWriter) -> None:
    bank_file, problems = read_bank(write_bank(items='title = "x"\nitm = 1\n' + item_text()))
    assert bank_file is not None
    assert len(bank_file.items) == 1
    assert [(p.line, p.hint) for p in problems] == [
        (1, "belongs into bank.toml"),
        (2, "did you mean `item`?"),
    ]


def test_control_characters_are_replaced_and_reported(write_bank: BankWriter) -> None:
    text = item_text(stem="Look: \\u001b[2J and \\u202e").replace('"Twice"', '"\\u0007Twice"')
    bank_file, problems = read_bank(write_bank(items=text))
    assert bank_file is not None
    item = bank_file.items[0]
    assert item.stem == "Look: \ufffd[2J and \ufffd"
    assert item.options[0].text == "\ufffdTwice"
    assert [(p.severity, p.item, p.line) for p in problems] == [("error", "s-0001", 2)]


def test_hidden_marks_without_an_escape_are_seen(write_bank: BankWriter) -> None:
    bank_file, problems = read_bank(write_bank(items=item_text(stem="left \u202e right")))
    assert bank_file is not None
    assert bank_file.items[0].stem == "left \ufffd right"
    assert len(problems) == 1


def test_control_characters_in_the_head_are_replaced(write_bank: BankWriter) -> None:
    bank = write_bank()
    head = HEAD.format(id="sample").replace('"Sample"', '"Sam\\u009bple"')
    (bank / "bank.toml").write_text(head, encoding="utf-8")
    bank_file, problems = read_bank(bank)
    assert bank_file is not None
    assert bank_file.bank.title == "Sam\ufffdple"
    assert [problem.message for problem in problems] == ["control characters in the bank's head"]


def test_a_name_out_of_a_file_cannot_steer_the_terminal(write_bank: BankWriter) -> None:
    text = item_text() + '"\\u001b[31m\\nboo" = 1\n"' + "x" * 500 + '" = 2\n'
    _, problems = read_bank(write_bank(items=text))
    unknown = [str(problem) for problem in problems if "unknown key" in problem.message]
    assert len(unknown) == 2
    assert all("\x1b" not in line and "\n" not in line for line in unknown)
    assert all(len(line.rpartition("/")[2]) < 200 for line in unknown)


def test_unknown_topic_lists_where_topics_belong(write_bank: BankWriter) -> None:
    _, problems = read_bank(write_bank(items=item_text(topic="zebra")))
    assert problems[0].message == "unknown topic `zebra`"
    assert problems[0].hint == "list it under [topics] in bank.toml"


def test_all_faults_of_an_item_are_told_at_once(write_bank: BankWriter) -> None:
    text = item_text().replace("stem", "stam").replace('"refills"', "3") + "angoff = 0\n"
    _, problems = read_bank(write_bank(items=text))
    assert [problem.message for problem in problems] == [
        "`stem` is missing",
        "`topic` must be text in quotes",
        "unknown key `stam`",
        "`angoff` must be 1 or more",
    ]


def test_a_long_list_of_faults_is_cut_short(write_bank: BankWriter) -> None:
    bad = "".join(item_text(n, topic="nowhere") for n in range(1, 251))
    _, problems = read_bank(write_bank(items=bad))
    assert len(problems) == 201
    assert problems[-1].message == "50 more problems of this file not listed"


def test_many_broken_places_are_counted_not_listed(write_bank: BankWriter) -> None:
    _, problems = read_bank(write_bank(items="[[item]]\nid = \n" * 80))
    assert sum("not valid TOML" in problem.message for problem in problems) == 51
    assert any(problem.message.startswith("30 more places") for problem in problems)


def test_a_huge_file_is_not_opened(write_bank: BankWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST", 10)
    bank = write_bank()
    bank_file, problems = read_bank(bank)
    assert bank_file is None
    assert "larger than" in problems[0].message


def test_a_folder_without_a_head_is_no_bank(tmp_path: Path) -> None:
    (tmp_path / "items.toml").write_text(item_text(), encoding="utf-8")
    bank_file, problems = read_bank(tmp_path)
    assert bank_file is None
    assert [str(problem) for problem in problems] == [
        f"{tmp_path}: error: the folder has no bank.toml"
    ]


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    bank_file, problems = read_bank(tmp_path / "none.toml")
    assert bank_file is None
    assert [p.message for p in problems] == ["cannot be read: there is no such file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs special files")
def test_special_files_and_link_loops_are_passed_over(write_bank: BankWriter) -> None:
    bank = write_bank()
    os.mkfifo(bank / "pipe.toml")
    (bank / "loop.toml").symlink_to(bank / "loop.toml")
    (bank / "gone.toml").symlink_to(bank / "nowhere")
    (bank / "folder.toml").mkdir()
    bank_file, problems = read_bank(bank)
    assert bank_file is not None
    assert len(bank_file.items) == 2
    assert {problem.path.name for problem in problems} == {
        "pipe.toml", "loop.toml", "gone.toml", "folder.toml",
    }  # fmt: skip
    assert all(problem.message.startswith("cannot be read") for problem in problems)


def test_a_folder_that_cannot_be_listed_is_one_line(
    write_bank: BankWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = write_bank()

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    bank_file, problems = read_bank(bank)
    assert bank_file is None
    assert len(problems) == 1
    assert problems[0].message.startswith("cannot be read: ")


def test_hidden_and_other_files_are_left_alone(write_bank: BankWriter) -> None:
    bank = write_bank()
    (bank / ".draft.toml").write_text("nonsense", encoding="utf-8")
    (bank / "notes.txt").write_text("nonsense", encoding="utf-8")
    (bank / "items.toml~").write_text("nonsense", encoding="utf-8")
    assert read_bank(bank)[1] == []


def test_the_collector_is_left_as_it_was(write_bank: BankWriter) -> None:
    bank = write_bank()
    assert gc.isenabled()
    read_bank(bank)
    assert gc.isenabled()
    gc.disable()
    try:
        read_bank(bank)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_reading_changes_no_file(write_bank: BankWriter) -> None:
    bank = write_bank(items=item_text() + "oops")
    before = {path: path.read_bytes() for path in bank.iterdir()}
    read_bank(bank)
    assert {path: path.read_bytes() for path in bank.iterdir()} == before


WHOLE = HEAD.format(id="sample") + (GOOD / "items.toml").read_text(encoding="utf-8")
SPLICES = st.sampled_from(
    ["[", "]", "{", "}", '"', '"""', "'", "\\", "\n", "=", ".", "\x00", "[[item]]", "[item]", "#",
     "true", "1e999", "9" * 5000, "\\u0000", "\ufeff", "\x1b", "kind", "[" * 200, "2026-11-23",
     "nan", "a." * 200, "{}", "[]", "item = 1\n", "\ud7ff", "\U0010ffff"]
)  # fmt: skip


@settings(max_examples=400, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 60), SPLICES | st.text(max_size=4)),
        min_size=1,
        max_size=6,
    )
)
def test_no_mutation_of_a_bank_makes_the_reader_raise(
    tmp_path: Path, cuts: list[tuple[int, int, str]]
) -> None:
    text = WHOLE
    for start, length, new in cuts:
        text = text[:start] + new + text[start + length :]
    path = tmp_path / "mutated.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    bank_file, problems = read_bank(path)
    assert bank_file is not None or problems
    for problem in problems:
        line = str(problem)
        assert "\n" not in line
        assert "\x1b" not in line
        assert 0 <= problem.line <= text.count("\n") + 1


@settings(max_examples=200, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_raise(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bytes.toml"
    path.write_bytes(data)
    bank_file, problems = read_bank(path)
    assert bank_file is None
    assert problems


@pytest.mark.torture
@settings(max_examples=3_000, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_long_mutation_of_a_bank(tmp_path: Path, data: st.DataObject) -> None:
    text = WHOLE
    for _ in range(data.draw(st.integers(1, 30))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + data.draw(SPLICES) + text[start + data.draw(st.integers(0, 9)) :]
    path = tmp_path / "mutated.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    reader.read_bank(path)
