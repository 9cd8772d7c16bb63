"""The file of an assignment: what is written is read, and whatever else comes is told in a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.slots import Sat, Slot
from examprep.cohort.assignment import FEEDBACK, Assignment, signature
from examprep.cohort.assignment_file import read_assignment, read_sealed, titled, written
from examprep.errors import ExamprepError, NewerFormat, UnreadableFile

KEY = bytes(range(32))
MADE = datetime(2026, 11, 28, 10, tzinfo=UTC)
ONE = Assignment(
    id="week3law2345",
    title="Week 3: law",
    made=MADE,
    slots=tuple(Slot(f"law/q-{n}", n * 7, key_print=n) for n in range(3)),
    versions=(("law", "1.0.0"),),
    sender="Ms. Ortiz",
    seed=7,
    seconds=600,
    due=date(2026, 12, 5),
    attempts=2,
)
TEXT = written(ONE, KEY).decode()

names = st.from_regex(r"[a-z]{1,8}/[A-Za-z0-9._-]{1,12}", fullmatch=True)
wholes = st.integers(0, 2**53)
slots = st.lists(
    st.builds(
        lambda name, seed, key: Slot(name, seed, key_print=key),
        names,
        wholes,
        wholes.map(lambda n: n % 2**16),
    ),
    min_size=1,
    max_size=12,
)
texts = st.text(max_size=60)


@st.composite
def assignments(draw: st.DrawFn) -> Assignment:
    form = tuple(draw(slots))
    exam = None
    if draw(st.booleans()):
        tried = draw(st.sets(st.integers(0, len(form) - 1), max_size=len(form) - 1))
        extra = draw(st.sampled_from([1.0, 1.25, 1.5, 2.0]))
        exam = Sat("ptce-2026", ("2.2",) * len(form), tuple(sorted(tried)), extra)
    due = draw(st.one_of(st.none(), st.dates(date(1970, 1, 1), date(9000, 1, 1))))
    allowed = [
        one for one in FEEDBACK if (due or one != "after-due") and not (exam and one == "each")
    ]
    made = Assignment(
        id=draw(st.from_regex(r"[a-z0-9]{6,32}", fullmatch=True)),
        title=draw(texts),
        made=MADE + timedelta(seconds=draw(st.integers(0, 10**8))),
        slots=form,
        versions=tuple(draw(st.lists(st.tuples(st.sampled_from(["law", "calc"]), names)))),
        sender=draw(texts),
        seed=draw(wholes),
        seconds=draw(st.one_of(st.none(), st.integers(1, 86_400))),
        due=due,
        attempts=draw(st.integers(1, 99)),
        feedback=draw(st.sampled_from(allowed)),
        exam=exam,
    )
    return titled(made)


@given(assignments(), st.binary(min_size=1, max_size=64))
def test_what_is_written_is_read_sealed_and_signed(one: Assignment, key: bytes) -> None:
    found = read_sealed(written(one, key), "file")
    assert found.assignment == one
    assert [slot.key_print for slot in found.assignment.slots] == [
        slot.key_print for slot in one.slots
    ]
    assert found.intact
    assert found.is_signed_by(key)
    assert not found.is_signed_by(key + b"x" if len(key) < 64 else key[1:])
    assert found.assignment.form == one.form


@given(st.data())
def test_a_byte_changed_is_noticed_or_changes_nothing(data: st.DataObject) -> None:
    raw = bytearray(TEXT.encode())
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read_sealed(bytes(raw), "file")
    except ExamprepError:
        return
    if found.intact and found.is_signed_by(KEY):
        assert found.assignment == ONE


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(ExamprepError) as caught:
        read_sealed(data, "file")
    assert "\n" not in str(caught.value)


def test_line_ends_and_comments_of_a_mail_program_change_nothing() -> None:
    found = read_sealed(f"# forwarded\n{TEXT}".replace("\n", "\r\n").encode("utf-8-sig"), "file")
    assert found.intact
    assert found.assignment == ONE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("attempts = 2", "attempts = 9"),
        ("seconds = 600", "seconds = 6000"),
        ("due = 2026-12-05", "due = 2027-12-05"),
        ("law/q-1", "law/q-9"),
        ('feedback = "end"', 'feedback = "each"'),
        ("seed = 7", 'seed = 7\nmore = "said by a later program"'),
    ],
)
def test_a_change_by_hand_breaks_the_seal(old: str, new: str) -> None:
    assert old in TEXT
    found = read_sealed(TEXT.replace(old, new, 1).encode(), "file")
    assert not found.intact
    assert not found.is_signed_by(KEY)


def test_who_makes_the_checksum_anew_cannot_sign_it() -> None:
    forged = written(replace(ONE, attempts=99), b"a candidate's own key")
    found = read_sealed(forged, "file")
    assert found.intact
    assert not found.is_signed_by(KEY)
    assert found.signature != signature(found.checksum, KEY)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("format = 1", "format = 2", "later examprep"),
        ("format = 1", 'format = "1"', "no assignment"),
        ("format = 1", "format = true", "no assignment"),
        ('assignment = "week3law2345"', 'candidate = "maria"', "no assignment"),
        ("week3law2345", "../../etc/passwd", "cannot be used"),
        ("week3law2345", "w\\n3law2345", "cannot be used"),
        ("due = 2026-12-05", 'due = "soon"', "cannot be used"),
        ("due = 2026-12-05", "due = 2026-12-05T10:00:00Z", "cannot be used"),
        ("due = 2026-12-05", "due = 2026-13-45", "no assignment"),
        ("seconds = 600", "seconds = -600", "cannot be used"),
        ("seconds = 600", "seconds = 1e300", "cannot be used"),
        ("attempts = 2", "attempts = 0", "cannot be used"),
        ('feedback = "end"', 'feedback = "never"', "cannot be used"),
        ('["law/q-1", 7]', '["law/q-1", -7]', "cannot be used"),
        ('["law/q-1", 7]', '["q-1", 7]', "cannot be used"),
        ('["law/q-1", 7]', '["law/../q-1", 7]', "cannot be used"),
        ('["law/q-1", 7]', '["law/q-1"]', "cannot be used"),
        ("key_prints = [0, 1, 2]", "key_prints = [0, 1]", "key_prints"),
        ("made = 2026-11-28T10:00:00Z", "made = 2026-11-28T10:00:00", "made"),
        ('title = "Week 3: law"', f'title = "{"x" * 500}"', "cannot be used"),
        ("attempts = 2", "attempts = 2\n[exam]\noutline = 'ptce-2090'\nareas = []", "cannot be"),
    ],
)
def test_what_is_no_sound_assignment_is_told_in_one_line(old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(ExamprepError) as caught:
        read_sealed(TEXT.replace(old, new, 1).encode(), "my.toml")
    assert words in str(caught.value)
    assert str(caught.value).startswith("my.toml: ")
    assert "\n" not in str(caught.value)


def test_a_later_format_is_named_as_such() -> None:
    with pytest.raises(NewerFormat, match="update examprep"):
        read_sealed(TEXT.replace("format = 1", "format = 2").encode(), "my.toml")


EXAM = Sat("ptce-2026", ("2.2",) * 3, (1,), 1.5)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("ptce-2026", "ptce-2090", "no outline ptce-2090"),
        ('areas = ["2.2", "2.2", "2.2"]', 'areas = ["2.2"]', "areas"),
        ("pretest = [1]", "pretest = [3]", "pretest"),
        ("pretest = [1]", "pretest = [0, 1, 2]", "pretest"),
        ("extra = 1.5", "extra = 30.0", "extra"),
        ('feedback = "end"', 'feedback = "each"', "mock exam"),
        ("due = 2026-12-05\n", "", "due date"),
    ],
)
def test_a_mock_exam_that_makes_no_sense_is_refused(old: str, new: str, words: str) -> None:
    one = replace(ONE, exam=EXAM, feedback="after-due" if words == "due date" else "end")
    text = written(one, KEY).decode()
    assert read_sealed(text.encode(), "file").assignment == one
    assert old in text
    with pytest.raises(UnreadableFile, match=words):
        read_sealed(text.replace(old, new, 1).encode(), "file")


def test_ten_thousand_slots_are_too_many() -> None:
    many = replace(ONE, slots=ONE.slots * 3_334)
    with pytest.raises(UnreadableFile, match="<= 500"):
        read_sealed(written(many, KEY), "file")


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 50_000, "a" + ".a" * 50_000 + " = 1", "\0", "\xff"]
)
def test_hostile_files_cost_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(UnreadableFile) as caught:
        read_assignment(path)
    assert len(str(caught.value)) < 400


def test_a_file_that_is_too_large_or_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_assignment(tmp_path / "none.toml")
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(UnreadableFile, match="larger"):
        read_assignment(large)


def test_titles_of_strangers_are_made_safe() -> None:
    one = replace(ONE, title="\x1b[31mred\u202e\nnext  line", sender="../../me")
    found = read_sealed(written(one, KEY), "file").assignment
    assert found.title == "\ufffd[31mred\ufffd next line"
    assert found.sender == "../../me"


@pytest.mark.parametrize(
    ("exam", "feedback", "kind"),
    [
        (None, "each", "tutor"),
        (None, "end", "quiz"),
        (None, "after-due", "quiz"),
        (EXAM, "end", "exam"),
    ],
)
def test_the_file_says_as_what_it_is_taken(exam: Sat | None, feedback: str, kind: str) -> None:
    one = replace(ONE, exam=exam, feedback=feedback)
    assert one.kind == kind
    assert one.assigned.told == (ONE.due if feedback == "after-due" else None)
    assert one.questions == (2 if exam else 3)
