"""Two authors' changes come together by question; where they disagree, nobody can overlook it."""

from __future__ import annotations

from pathlib import Path

import pytest
import rtoml

from examprep.banks.conflicts import MARK
from examprep.banks.loose import read_loose
from examprep.banks.merging import merge
from examprep.banks.reader import read_bank
from tests.banks.versions import HEAD, edited, item, loose, merged, raws, rekeyed, said

TWO = f"# Refills.\n\n{item('a-1')}\n# The second one.\n{item('a-2')}"
STEM = ("How often may it be refilled?", "How many refills are allowed?")
WHY = ('explanation = "Five."', 'explanation = "Five, in six months."')
DAY = ("2026-01-01", "2026-02-02")


def test_neighbours_changed_by_two_people_are_both_taken(tmp_path: Path) -> None:
    ours = TWO.replace(item("a-1"), edited(item("a-1"), STEM))
    theirs = TWO.replace(item("a-2"), edited(item("a-2"), WHY))
    text, outcome = merged(tmp_path, TWO, ours, theirs)
    assert text == ours.replace(item("a-2"), edited(item("a-2"), WHY))
    assert (outcome.problems, outcome.taken, outcome.items) == ([], 1, 2)


def test_other_fields_of_one_item_are_joined_with_their_comments(tmp_path: Path) -> None:
    ours, theirs = edited(item(), STEM), edited(item(), WHY, ("# looked up", "# twice"))
    text, outcome = merged(tmp_path, item(), ours, theirs)
    assert text == edited(item(), STEM, WHY, ("# looked up", "# twice"))
    assert (outcome.problems, outcome.joined) == ([], 1)


def test_the_same_change_on_both_sides_is_fine(tmp_path: Path) -> None:
    both = edited(item(), STEM)
    text, outcome = merged(tmp_path, item(), both, both.replace("60", "70"))
    assert (text, outcome.problems) == (both.replace("60", "70"), [])


def test_reasons_of_two_options_are_joined_and_sources_added_up(tmp_path: Path) -> None:
    twice = ('"Twice", why = "w"', '"Twice", why = "Too few."')
    three = ('"Three times", why = "w"', '"Three times", why = "Still too few."')
    ours = edited(item(), twice, ('1306.22"]', '1306.22", "Ours"]'))
    theirs = edited(item(), three, ('1306.22"]', '1306.22", "Theirs"]'))
    text, outcome = merged(tmp_path, item(), ours, theirs)
    raw = raws(text)["a-1"]
    assert outcome.problems == []
    assert [row["why"] for row in raw["options"]] == ["Too few.", "Still too few.", "w"]
    assert raw["sources"] == ["21 CFR 1306.22", "Ours", "Theirs"]


def test_a_reason_follows_its_option_when_the_other_side_reorders(tmp_path: Path) -> None:
    rows = item().split("\n")
    rows[5], rows[6] = rows[6], rows[5]
    theirs = edited(item(), ('"Twice", why = "w"', '"Twice", why = "Too few."'))
    for sides in (("\n".join(rows), theirs), (theirs, "\n".join(rows))):
        text, outcome = merged(tmp_path, item(), *sides)
        options = raws(text)["a-1"]["options"]
        assert [row["text"] for row in options] == ["Three times", "Twice", "Five times"]
        assert (options[1]["why"], outcome.problems) == ("Too few.", [])


CONFLICTS = {
    "both sides changed stem": (
        edited(item(), STEM),
        edited(item(), (STEM[0], "How many times?")),
    ),
    "both sides changed option A": (
        edited(item(), ('"Twice"', '"Once"')),
        edited(item(), ('"Twice"', '"Never"')),
    ),
    "both sides changed the key": (
        rekeyed(item()),
        edited(item(), ("Five times", "90 times")),
    ),
    "one side changed the key, the other stem": (rekeyed(item()), edited(item(), STEM)),
    "one side changed the key, the other explanation": (edited(item(), WHY), rekeyed(item())),
    "one side changed the key, the other verified": (edited(item(), DAY), rekeyed(item())),
    "the two changes do not fit together (options 1 and 2 read alike)": (
        edited(item(), ('"Twice"', '"Once"')),
        edited(item(), ('"Three times"', '"Once"')),
    ),
    "theirs removed it, ours changed stem": (edited(item(), STEM), ""),
    "ours removed it, theirs changed stem": ("", edited(item(), STEM)),
}


@pytest.mark.parametrize("words", CONFLICTS)
def test_what_two_people_disagree_on_is_left_to_them(tmp_path: Path, words: str) -> None:
    ours, theirs = CONFLICTS[words]
    text, outcome = merged(tmp_path, HEAD + item(), HEAD + ours, HEAD + theirs)
    assert said(outcome) == [f"a-1: conflict: {words}"]
    assert raws(text) == raws(HEAD + ours)
    line = outcome.problems[0].line
    assert text.split("\n")[line - 1].startswith(f"{MARK}a-1: {words}")
    assert all(f"#| {row}".rstrip() in text for row in theirs.strip().split("\n") if row)
    path = tmp_path / "merged.toml"
    path.write_text(text, encoding="utf-8")
    _, problems = read_bank(path)
    assert [(problem.line, problem.severity) for problem in problems] == [(line, "error")]


def test_the_same_key_change_and_another_reason_is_no_conflict(tmp_path: Path) -> None:
    ours = rekeyed(item())
    text, outcome = merged(tmp_path, item(), ours, edited(ours, WHY))
    assert (text, outcome.problems) == (edited(ours, WHY), [])


def test_a_typo_mended_in_the_key_is_not_another_key(tmp_path: Path) -> None:
    base = edited(item(), ("Five times", "Five tmies"))
    text, outcome = merged(tmp_path, base, item(), edited(base, STEM))
    assert (text, outcome.problems) == (edited(item(), STEM), [])


def test_an_item_both_added_with_other_text_is_a_conflict(tmp_path: Path) -> None:
    text, outcome = merged(tmp_path, "", item(), edited(item(), STEM))
    assert said(outcome) == ["a-1: conflict: both sides added it, each with another text"]
    assert raws(text) == raws(item())


def test_both_checked_it_and_the_joined_item_claims_the_earlier_day(tmp_path: Path) -> None:
    ours = edited(item(), STEM, DAY)
    theirs = edited(item(), WHY, ("2026-01-01", "2026-03-03"))
    text, outcome = merged(tmp_path, item(), ours, theirs)
    assert (str(raws(text)["a-1"]["verified"]), outcome.problems) == ("2026-02-02", [])
    text, _ = merged(tmp_path, item(), edited(item(), DAY), item().replace("01-01", "03-03"))
    assert str(raws(text)["a-1"]["verified"]) == "2026-03-03"


def test_new_items_follow_their_neighbours_and_removed_ones_go(tmp_path: Path) -> None:
    ours = f"{TWO}\n{item('ours-new')}"
    theirs = f"{item('theirs-new')}\n{item('a-1')}\n{item('theirs-mid')}"
    text, outcome = merged(tmp_path, TWO, ours, theirs)
    assert list(raws(text)) == ["theirs-new", "a-1", "ours-new", "theirs-mid"]
    assert outcome.problems == []


def test_two_items_added_at_the_end_stand_apart(tmp_path: Path) -> None:
    text, _ = merged(tmp_path, TWO, f"{TWO}\n{item('b')}", f"{TWO}\n{item('c')}")
    assert text == f"{TWO}\n{item('b')}\n{item('c')}"


def test_order_changed_by_theirs_alone_is_theirs(tmp_path: Path) -> None:
    ours = f"{item('a-1')}\n{item('b')}\n{item('a-2')}"
    text, _ = merged(tmp_path, TWO, ours, f"{item('a-2')}\n{item('a-1')}")
    assert list(raws(text)) == ["a-2", "a-1", "b"]


def test_heads_take_the_higher_version_and_all_topics(tmp_path: Path) -> None:
    ours = edited(HEAD, ("1.0.0", "1.9.0"), ("[topics]\n", '[topics]\nlabels = "Labels"\n'))
    theirs = edited(HEAD, ("1.0.0", "1.10.0"), ("Ann", 'Ann", "Bob')) + 'gowns = "Gowns"\n'
    text, outcome = merged(tmp_path, HEAD, ours, theirs)
    head = rtoml.loads(text)
    assert (head["version"], head["authors"]) == ("1.10.0", ["Ann", "Bob"])
    assert head["topics"] == {"labels": "Labels", "refills": "Refills", "gowns": "Gowns"}
    assert text.startswith("# Our bank.\nformat = 1\n")
    assert outcome.problems == []


def test_a_title_changed_twice_is_a_conflict_and_the_bank_still_reads(tmp_path: Path) -> None:
    ours, theirs = HEAD.replace('"Ours"', '"A"'), HEAD.replace('"Ours"', '"B"')
    text, outcome = merged(tmp_path, HEAD, ours, theirs)
    assert said(outcome) == ["head: conflict: both sides changed title"]
    assert rtoml.loads(text)["title"] == "A"


def test_one_version_number_for_two_works_is_said(tmp_path: Path) -> None:
    ours, theirs = HEAD + item("a"), HEAD + item("b")
    raised = (side.replace("1.0.0", "1.1.0") for side in (ours, theirs))
    _, outcome = merged(tmp_path, HEAD, *raised)
    assert [problem.severity for problem in outcome.problems] == ["warning"]
    assert "a higher one" in outcome.problems[0].message


def test_a_topic_still_in_use_is_not_lost(tmp_path: Path) -> None:
    without = edited(HEAD, ('refills = "Refills"', 'gowns = "Gowns"'))
    text, outcome = merged(tmp_path, HEAD, without, HEAD + item())
    topics = rtoml.loads(text)["topics"]
    assert (topics, outcome.problems) == ({"gowns": "Gowns", "refills": "Refills"}, [])


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    crlf = TWO.replace("\n", "\r\n").encode()
    sides = [
        loose(tmp_path, "base.toml", crlf),
        loose(tmp_path, "a.toml", b"\xef\xbb\xbf" + crlf),
        loose(tmp_path, "b.toml", crlf.replace(b"How often", b"How seldom")),
    ]
    data = merge(*sides, Path("out.toml")).files[""]
    assert data == b"\xef\xbb\xbf" + crlf.replace(b"How often", b"How seldom")


def test_headers_with_spaces_are_found_and_inline_items_refused(tmp_path: Path) -> None:
    spaced = TWO.replace("[[item]]", "[[ item ]]")
    text, _ = merged(tmp_path, spaced, spaced, spaced.replace("How often", "How seldom"))
    assert text == spaced.replace("How often", "How seldom")
    path = tmp_path / "inline.toml"
    path.write_text('item = [{ id = "a" }, { id = "b" }]\n', encoding="utf-8")
    assert [problem.message for problem in read_loose(path).problems] == [
        "its items cannot be told apart"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[item]]\nstem = 1\n", "item 1 has no id, by which items are compared"),
        ('[[item]]\nid = "a"\n\n[[item]]\nid = "a"\n', "the id is used before"),
        ("[[item]\n", "not valid TOML"),
        ("item = 3\n", "`item` must be a list of tables"),
    ],
)
def test_what_is_not_whole_is_named_and_not_compared(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    assert words in read_loose(path).problems[0].message


def test_a_template_formula_and_its_givens_changed_apart_are_a_conflict(tmp_path: Path) -> None:
    base = (
        '[[item]]\nid = "t"\nkind = "numeric"\nstem = "{a} and {b}?"\nanswer = "a + c"\n'
        '[item.given]\na = { pick = [1, 2] }\nb = { pick = [3, 4] }\n[item.let]\nc = "b * 2"\n'
    )
    ours, theirs = edited(base, ("b * 2", "b * 3")), edited(base, ("[1, 2]", "[1, 5]"))
    _, outcome = merged(tmp_path, base, ours, theirs)
    assert said(outcome) == ["t: conflict: one side changed the key, the other given"]
    text, outcome = merged(tmp_path, base, edited(base, ("[3, 4]", "[3]")), theirs)
    assert outcome.problems == []
    assert text == edited(base, ("[3, 4]", "[3]"), ("[1, 2]", "[1, 5]"))


def test_a_day_with_a_time_is_no_day_to_choose_from(tmp_path: Path) -> None:
    ours = edited(item(), ("2026-01-01", "2026-02-02"))
    theirs = edited(item(), ("2026-01-01", "2026-03-03T10:00:00Z"))
    _, outcome = merged(tmp_path, item(), ours, theirs)
    assert said(outcome) == ["a-1: conflict: both sides changed verified"]
