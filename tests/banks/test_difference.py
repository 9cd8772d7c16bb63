"""Two versions of a bank compared: a changed key stands apart from a changed text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.banks.difference import Difference, difference
from examprep.banks.wordview import word_view
from tests.banks.versions import HEAD, edited, item, loose, rekeyed

STEM = ("How often may it be refilled?", "How many refills are allowed?")


def compared(folder: Path, before: str, after: str) -> Difference:
    return difference(loose(folder, "a.toml", before), loose(folder, "b.toml", after))


def test_nothing_changed_is_no_difference_whatever_the_layout(tmp_path: Path) -> None:
    found = compared(tmp_path, HEAD + item(), HEAD + "\n# new\n" + item().replace(" = ", "="))
    assert not found
    assert found.version == ""


def test_key_text_added_and_removed_come_in_this_order(tmp_path: Path) -> None:
    before = item("gone") + item("text") + item("key")
    after = edited(item("text"), STEM) + rekeyed(item("key")) + item("new")
    found = compared(tmp_path, before, after)
    assert [(one.id, one.kind) for one in found.items] == [
        ("key", "key"),
        ("text", "text"),
        ("new", "added"),
        ("gone", "removed"),
    ]
    assert found.items[0].keys == ("C Five times", "B Three times")
    assert found.items[0].line == after[: after.index('id = "key"')].count("\n")


def test_fields_are_named_as_their_author_names_them(tmp_path: Path) -> None:
    after = edited(
        item(),
        ('"Three times", why = "w"', '"Four times", why = "No."'),
        ('1306.22"', '1306.22(a)"'),
        ("2026-01-01", "2026-02-02"),
    )
    (one,) = compared(tmp_path, item(), after).items
    assert [(change.field, change.before, change.after) for change in one.changes] == [
        ("option B", "Three times", "Four times"),
        ("option B why", "w", "No."),
        ("sources", "21 CFR 1306.22", "21 CFR 1306.22(a)"),
        ("verified", "2026-01-01", "2026-02-02"),
    ]
    assert (one.kind, one.checked) == ("text", "")


@pytest.mark.parametrize(
    ("change", "checked"),
    [(STEM, "2026-01-01"), (("60", "70"), ""), (('topic = "refills"', 'topic = "law"'), "")],
)
def test_a_fact_changed_without_a_new_check_is_noticed(
    tmp_path: Path, change: tuple[str, str], checked: str
) -> None:
    (one,) = compared(tmp_path, item(), edited(item(), change)).items
    assert one.checked == checked


def test_the_same_version_of_another_text_is_noticed(tmp_path: Path) -> None:
    assert compared(tmp_path, HEAD, HEAD + item()).version == "1.0.0"
    raised = edited(HEAD, ("1.0.0", "1.0.1"))
    found = compared(tmp_path, HEAD, raised + item())
    assert (found.version, [change.field for change in found.head]) == ("", ["version"])


def test_another_topic_or_file_is_a_move(tmp_path: Path) -> None:
    found = compared(tmp_path, item(), edited(item(), ('topic = "refills"', 'topic = "law"')))
    assert [one.kind for one in found.items] == ["moved"]
    for name, first, second in (("one", "x", "y"), ("two", "y", "x")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{first}.toml").write_text(item(), encoding="utf-8")
        (tmp_path / name / f"{second}.toml").write_text(item("b"), encoding="utf-8")
    from examprep.banks.loose import read_loose

    found = difference(read_loose(tmp_path / "one"), read_loose(tmp_path / "two"))
    assert [(one.id, one.kind) for one in found.items] == [("b", "moved"), ("a-1", "moved")]


def test_options_in_another_order_are_said_to_be_that(tmp_path: Path) -> None:
    rows = item().split("\n")
    rows[5], rows[6] = rows[6].partition("  #")[0], rows[5]
    (one,) = compared(tmp_path, item(), "\n".join(rows)).items
    assert [change.field for change in one.changes] == ["order of options"]


def test_a_word_is_shown_among_its_neighbours() -> None:
    before = "Which of the two refills may be given on this day at the counter?"
    after = "Which of the three refills may be given on this day at the big counter?"
    assert word_view(before, after) == (
        "Which of the [-two-] {+three+} refills may be ... day at the {+big+} counter?"
    )
    assert word_view("", "new text") == "{+new text+}"


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_view_names_a_change_exactly_where_words_differ(before: str, after: str) -> None:
    view = word_view(before, after)
    assert bool("[-" in view or "{+" in view) or before.split() == after.split()
