"""What holds for any two versions of a bank: nothing is lost, no key is joined with the other's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rtoml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examprep.banks.differing import print_of
from examprep.banks.fieldwise import _ASIDE
from examprep.banks.rendering import item_text
from tests.banks.versions import merged, raws, said

Raw = dict[str, Any]
WORDS = st.sampled_from(["Five", "Six", "One year", "Nine", "5 mg", "5 mcg"])
LIFE = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def base_item(name: str) -> Raw:
    texts = ("Twice", "Three times", "Four times", "Never")
    return {
        "id": name,
        "topic": "refills",
        "stem": f"How often may {name} be refilled?",
        "options": [{"text": t, "key": n == 2, "why": "w"} for n, t in enumerate(texts)],
        "explanation": "Because.",
        "sources": ["One", "Two"],
    }


def _keyed(raw: Raw, place: int) -> Raw:
    rows = [{**row, "key": n == place % 4} for n, row in enumerate(raw["options"])]
    return {**raw, "options": rows}


def _optioned(raw: Raw, place: int, part: str, word: str) -> Raw:
    rows = [{**row, part: word} if n == place else row for n, row in enumerate(raw["options"])]
    return {**raw, "options": rows}


@st.composite
def edits(draw: st.DrawFn, raw: Raw) -> Raw:
    kind = draw(st.sampled_from(["stem", "why", "text", "key", "explanation", "sources", "swap"]))
    word, place = draw(WORDS), draw(st.integers(0, 3))
    if kind in {"stem", "explanation"}:
        return {**raw, kind: word}
    if kind in {"why", "text"}:
        return _optioned(raw, place, kind, word)
    if kind == "key":
        return _keyed(raw, place)
    if kind == "swap":
        return {**raw, "options": raw["options"][::-1]}
    return {**raw, "sources": draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))}


@st.composite
def versions(draw: st.DrawFn, base: list[Raw], new: str) -> list[Raw]:
    """Change, remove, add and reorder some items."""
    found = []
    for raw in base:
        changes = draw(st.integers(0, 2))
        one = raw
        for _ in range(changes):
            one = draw(edits(one))
        if draw(st.integers(0, 9)):
            found.append(one)
    for number in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(found)))
        found.insert(place, base_item(f"{new}{number}"))
    return draw(st.permutations(found)) if draw(st.booleans()) else found


@st.composite
def files(draw: st.DrawFn, raws: list[Raw]) -> str:
    """Write items with an author's comments, blank lines and none."""
    parts = [draw(st.sampled_from(["", "# A file.\n\n", "\n"]))]
    for raw in raws:
        lead = draw(st.sampled_from(["", "# about this one\n"]))
        gap = draw(st.sampled_from(["\n", "", "\n\n", "\n# a section\n\n", "# loose\n"]))
        parts += [lead, item_text(raw), gap]
    return "".join(parts)


@st.composite
def triples(draw: st.DrawFn) -> tuple[str, str, str]:
    base = [base_item(f"q-{n}") for n in range(draw(st.integers(0, 4)))]
    ours = draw(versions(base, draw(st.sampled_from(["a", "n"]))))
    theirs = draw(versions(base, draw(st.sampled_from(["b", "n"]))))
    return draw(files(base)), draw(files(ours)), draw(files(theirs))


@LIFE
@given(three=triples())
def test_one_sided_changes_come_out_as_they_were_written(
    tmp_path: Path, three: tuple[str, str, str]
) -> None:
    base, ours, theirs = three
    for sides, wanted in (
        ((base, ours, base), ours),
        ((base, base, theirs), theirs),
        ((base, ours, ours), ours),
    ):
        text, outcome = merged(tmp_path, *sides)
        assert (text, outcome.problems) == (wanted, [])


@LIFE
@given(three=triples())
def test_no_item_is_lost_without_being_named(tmp_path: Path, three: tuple[str, str, str]) -> None:
    text, outcome = merged(tmp_path, *three)
    base, ours, theirs = map(raws, three)
    named = {problem.item for problem in outcome.problems}
    kept = raws(text)
    for name in {*ours, *theirs}:
        removed = name in base and any(
            name not in side and other.get(name) == base[name]
            for side, other in ((ours, theirs), (theirs, ours))
        )
        assert (name in kept) or (name in named) or removed
    assert text.count("# CONFLICT ") == len(outcome.problems)


@LIFE
@given(three=triples())
def test_a_key_stands_only_beside_what_was_written_for_it(
    tmp_path: Path, three: tuple[str, str, str]
) -> None:
    text, outcome = merged(tmp_path, *three)
    sides = [raws(side) for side in three]
    named = {problem.item for problem in outcome.problems}
    for name, raw in raws(text).items():
        was, mine, other = (side.get(name) for side in sides)
        if name in named or not (was and mine and other) or print_of(mine) == print_of(other):
            continue
        changer = mine if print_of(mine) != print_of(was) else other
        assert _facts(raw) == _facts(changer)


def _facts(raw: Raw) -> Raw:
    return {field: value for field, value in raw.items() if field not in _ASIDE}


@LIFE
@given(three=triples())
def test_who_merges_makes_no_difference_to_what_is_agreed(
    tmp_path: Path, three: tuple[str, str, str]
) -> None:
    base, ours, theirs = three
    text, outcome = merged(tmp_path, base, ours, theirs)
    back, mirrored = merged(tmp_path, base, theirs, ours)
    named = {problem.item for problem in outcome.problems}
    assert named == {problem.item for problem in mirrored.problems}
    assert len(said(outcome)) == len(said(mirrored))
    agreed = [
        {name: _unordered(raw) for name, raw in raws(one).items() if name not in named}
        for one in (text, back)
    ]
    assert agreed[0] == agreed[1]


def _unordered(raw: Raw) -> Raw:
    return {**raw, "sources": sorted(raw["sources"])}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.data())
def test_any_text_may_stand_in_a_conflict(
    tmp_path_factory: pytest.TempPathFactory, stem: str, data: st.DataObject
) -> None:
    ours, theirs = ({"id": "x", "stem": one} for one in (stem, data.draw(WORDS)))
    folder = tmp_path_factory.getbasetemp()
    base = item_text({"id": "x", "stem": "At first"})
    text, outcome = merged(folder, base, item_text(theirs), item_text(ours))
    assert rtoml.loads(text) == {"item": [theirs]}
    assert len(outcome.problems) == (stem not in {"At first", theirs["stem"]})
