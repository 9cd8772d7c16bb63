"""Reports of questions: one line each, in the candidate's file, whatever else stands there."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.attempt import begin
from examprep.attempts.events import Answer
from examprep.attempts.slots import Slot
from examprep.banks.item import Item, Option
from examprep.desk.reports import report_slot
from examprep.progress.check import check_file
from examprep.progress.journal import Journal
from examprep.progress.record import Record
from examprep.progress.reports import LONGEST, Report, report_block, reports_in, tidied
from examprep.progress.sitting import Sitting
from tests.factories import START, Clock

ITEM = Item("bank", "q", "t", "Which?", options=(Option("a", key=True), Option("b")))


def sitting_at(path: Path) -> Sitting:
    record = Record.open(path)
    attempt = begin(record.journal.new_id(), "tutor", [Slot("bank/q", 7)], START)
    attempt.versions["bank"] = "1.2.0"
    return Sitting.start(record, attempt, {"bank/q": ITEM}, Clock().times)


def test_a_report_stands_in_the_file_with_question_seed_and_version(tmp_path: Path) -> None:
    path = Journal.create(tmp_path / "maria.toml", "Maria", START).path
    sitting = sitting_at(path)
    report_slot(sitting, 0, " The key\nis  b,\tnot a. ")
    sitting.respond(0, Answer((0,)))
    assert sitting.save_now() == ""
    (found,) = reports_in(Journal.open(path).load())
    assert (found.item, found.seed, found.version) == ("bank/q", 7, "1.2.0")
    assert found.text == "The key is b, not a."
    assert check_file(path) == []
    state = Record.open(path).state
    assert (state.skipped, state.latest_open().answered) == (0, 1)


def test_a_report_survives_a_merge_and_is_told_once(tmp_path: Path) -> None:
    from examprep.progress.merge import merge

    path = Journal.create(tmp_path / "maria.toml", "Maria", START).path
    sitting = sitting_at(path)
    report_slot(sitting, 0, "Stale.")
    sitting.save_now()
    data = path.read_bytes()
    both = tmp_path / "both.toml"
    both.write_bytes(merge(data, data))
    assert [one.text for one in reports_in(Journal.open(both).load())] == ["Stale."]


@given(st.text())
def test_any_text_becomes_one_line_that_can_be_kept(text: str) -> None:
    line = tidied(text)
    assert len(line) <= LONGEST
    assert "\n" not in line
    assert line == tidied(line)
    block = report_block(Report("a-1", START, "bank/q", 0, "1", text))
    assert block.fields["text"] == line


def test_what_a_hand_made_senseless_is_passed_over(tmp_path: Path) -> None:
    path = Journal.create(tmp_path / "maria.toml", "Maria", START).path
    sitting = sitting_at(path)
    for text in ("One.", "Two.", "Three."):
        report_slot(sitting, 0, text)
    sitting.save_now()
    text = path.read_text(encoding="utf-8")
    text = text.replace('text = "Two."', "text = 2").replace("seed = 7\n", 'seed = "x"\n')
    path.write_text(text, encoding="utf-8")
    found = list(reports_in(Journal.open(path).load()))
    assert [(one.text, one.seed) for one in found] == [("One.", 0), ("Three.", 0)]
