"""What is handed over to an instructor, with a name and without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.progress import sharing
from examprep.progress.blocks import Block, split
from examprep.progress.check import KINDS, check_file
from examprep.progress.fold import fold
from examprep.progress.head import Head, check_head, new_head
from examprep.progress.loaded import Loaded, read_blocks
from examprep.progress.log import Log
from examprep.progress.merge import merge
from examprep.progress.sharing import Alias, Share, described, is_anonymous, share
from tests.progress.logs import Log as Blocks
from tests.progress.logs import logs
from tests.progress.making import HEAD, START, file_of, response

PATH = Path("shared.toml")
DIARY = "the cat sat on my keyboard"
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    rounds, sharing.ROUNDS = sharing.ROUNDS, 2
    yield
    sharing.ROUNDS = rounds


def read(data: bytes) -> tuple[Loaded, Head]:
    loaded = read_blocks(PATH, data)
    return loaded, check_head(PATH, loaded.head)


def shared(data: bytes, code: str | None = None) -> Share:
    return share(*read(data), code)


def log_of(data: bytes) -> Log:
    loaded, _ = read(data)
    return fold(loaded.head, loaded.pairs()).log


def told(log: Log) -> list[tuple[object, ...]]:
    """Give the responses with the attempts numbered as they first come, not named."""
    numbers: dict[str, int] = {}
    return [
        (*entry[:-1], numbers.setdefault(entry.attempt, len(numbers))) for entry in log.entries()
    ]


@given(logs())
def test_a_shared_file_reads_back_to_the_same_log(log: Blocks) -> None:
    data = file_of(*log.blocks)
    made = shared(data)
    assert log_of(made.data) == log_of(data)
    assert shared(made.data).data == made.data
    assert read(made.data)[0].problems == []


@given(logs())
def test_one_without_a_name_reads_back_to_the_same_answers(log: Blocks) -> None:
    data = file_of(*log.blocks)
    made = shared(data, "law-2026")
    assert told(log_of(made.data)) == told(log_of(data))
    assert {block.state for block in split(made.data)[1]} <= {"whole"}
    assert b"abc123" not in made.data
    assert b"xyz789" not in made.data


@given(logs())
def test_a_shared_copy_and_its_file_merge_into_one(log: Blocks) -> None:
    data = file_of(*log.blocks)
    assert log_of(merge(data, shared(data).data)) == log_of(merge(data, data))


@given(NAMES, st.text(min_size=4, max_size=10), st.text(min_size=4, max_size=10))
def test_ids_are_stable_for_a_class_and_differ_between_classes(
    name: str, one: str, other: str
) -> None:
    ids = [Alias(name, START, code).id for code in (one, one, other)]
    assert ids[0] == ids[1]
    assert name not in ids[0] or len(name) < 3
    same = Alias(name, START, one)._key == Alias(name, START, other)._key
    assert (ids[0] == ids[2]) is same


def test_ids_hang_on_name_and_creation_time() -> None:
    ids = {
        Alias("Maria", START, "law-2026").id,
        Alias("Mario", START, "law-2026").id,
        Alias("Maria", START + timedelta(seconds=1), "law-2026").id,
    }
    assert len(ids) == 3
    assert Alias("MARIA", START, " LAW-2026 ").id in ids


def test_the_same_person_on_two_laptops_stays_one() -> None:
    one, other = (
        shared(file_of(response(f"k3f9a{letter}-2", slot=place)), "law-2026").data
        for place, letter in enumerate("ab")
    )
    assert read(one)[1].name == read(other)[1].name
    assert len(split(merge(one, other))[1]) == 2


def test_no_free_text_is_handed_over_without_a_name() -> None:
    blocks = [
        Block("goal", {"id": "maria-1", "at": START, "exam": "ptce-2026", "why": DIARY}),
        Block("note", {"id": "maria-2", "at": START, "attempt": "maria-9", "text": DIARY}),
        Block("report", {"id": "maria-3", "at": START, "item": "b/q", "seed": 0, "text": DIARY}),
        Block("diary", {"id": "maria-4", "at": START, "text": DIARY}),
        Block(
            "attempt",
            {"id": "maria-9", "at": START, "kind": "quiz", "title": DIARY, "slots": [["b/q", 1]]},
        ),
        response("maria-5", attempt="maria-9", typed="2.5 mL"),
    ]
    made = shared(file_of(*blocks), "law-2026")
    text = made.data.decode()
    assert DIARY not in text
    assert "maria" not in text.casefold()
    assert "created" not in text
    assert 'typed = "2.5 mL"' in text
    assert made.left_out == {"note": 1, "diary": 1}
    assert is_anonymous(read(made.data)[1])


def test_with_a_name_notes_and_reports_go_along_and_unknown_kinds_do_not() -> None:
    blocks = [
        Block("note", {"id": "a-2", "at": START, "attempt": "a-9", "text": "mine"}),
        Block("report", {"id": "a-3", "at": START, "item": "b/q", "seed": 0, "text": "key is B"}),
        Block("diary", {"id": "a-4", "at": START, "text": DIARY}),
    ]
    made = shared(file_of(*blocks))
    assert b"mine" in made.data
    assert b"key is B" in made.data
    assert DIARY.encode() not in made.data
    assert not is_anonymous(read(made.data)[1])


def test_what_a_hand_nested_is_left_out_and_the_rest_stays() -> None:
    by_hand = b'[[response]]\nid = "h-1"\nat = 2026-11-22T09:00:00Z\ncredit = 1\nx = {a = 1}\n'
    made = shared(HEAD + b"\n" + by_hand + b"#= 00000000\n")
    assert b"credit = 1" in made.data
    assert b"x =" not in made.data


def test_it_says_what_is_handed_over() -> None:
    note = Block("note", {"id": "a-2", "at": START, "attempt": "a-9", "text": "mine"})
    made = shared(file_of(response("a-1"), response("a-3", 86_400 * 3), note), "law-2026")
    first, *others = described(made)
    assert first.startswith("handed over: 2 answers, Nov 2")
    assert others[0].startswith(
        "  each answer: when, what you chose or typed, whether it was right"
    )
    assert others[1:] == ["  left out: 1 note"]


def test_a_report_is_handed_over_with_its_text_only_under_the_name() -> None:
    said = Block("report", {"id": "a-3", "at": START, "item": "b/q", "seed": 0, "text": "key is B"})
    file = file_of(response("a-1"), said)
    assert "  which questions you reported, and what you wrote" in described(shared(file))
    assert "  which questions you reported" in described(shared(file, "law-2026"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_block_is_told_in_words(kind: str) -> None:
    made = Share(b"", "Maria", 1, 0, None, None, {kind: ("id", "at")}, {})
    assert len(list(described(made))) == 2


def test_a_torn_block_is_not_handed_over(tmp_path: Path) -> None:
    data = file_of(response("a-1"), response("a-2"))[:-20]
    path = tmp_path / "shared.toml"
    path.write_bytes(shared(data).data)
    assert len(split(path.read_bytes())[1]) == 1
    assert [one for one in check_file(path) if one.severity == "error"] == []


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "../../etc/passwd", "<script>x</script>"])
def test_a_strange_name_is_only_a_name(name: str) -> None:
    made = shared(file_of(head=new_head(name, START)))
    assert read(made.data)[1].name == name


TYPED = {
    "2.5 mL": "2.5 mL",
    "10 mg per 5 ml": "10 mg per 5 ml",
    "12 tablets": "12 tablets",
    "3:30 pm": "3:30 pm",
    "March 14": "March 14",
    "1 in 1,000": "1 in 1,000",
    "noon": "noon",
    "0.9 % w/v": "0.9 % w/v",
    "Maria Lopez": "\u2026 \u2026",
    "5 mL, Maria": "5 mL, \u2026",
    "maria@example.org": "\u2026@\u2026.\u2026",
    "\u041c\u0430\u0440\u0438\u044f 7": "\u2026 7",
    "": "",
}


@pytest.mark.parametrize("typed", [one for one in TYPED if one])
def test_words_typed_for_a_number_stay_behind_without_a_name(typed: str) -> None:
    data = file_of(response("a-1", typed=typed))
    loaded, _ = read(shared(data, "law-2026").data)
    (block,) = loaded.blocks["response"]
    assert block["typed"] == TYPED[typed]
    loaded, _ = read(shared(data).data)
    assert loaded.blocks["response"][0]["typed"] == typed


@given(st.text(st.characters(categories=["Lu", "Ll"]), min_size=10, max_size=30))
def test_no_long_word_that_was_typed_goes_along(word: str) -> None:
    from examprep.calculations.units import is_known

    made = shared(file_of(response("a-1", typed=f"7 {word}")), "law-2026")
    assert (word.encode() in made.data) == is_known(word)


@given(
    st.sampled_from(["finish", "attempt", "mark", "goal", "report", "pause", "extend", "undo"]),
    st.sampled_from(["who", "host", "user", "text", "title", "path", "comment", "email"]),
)
def test_no_key_that_is_not_known_goes_along(kind: str, key: str) -> None:
    fields = {"id": "maria-3", "at": START, "attempt": "maria-1", key: DIARY}
    made = shared(file_of(Block(kind, fields)), "law-2026")
    assert DIARY.encode() not in made.data
    assert b"maria" not in made.data.lower()


@pytest.mark.parametrize("key", ["host", "user", "path", "created", "note"])
def test_nothing_of_the_head_goes_along_but_the_id(key: str) -> None:
    head = new_head("Maria", START).replace(b"created", f'{key} = "MARIAS-PC"\ncreated'.encode(), 1)
    if key == "created":
        head = new_head("Maria", START)
    made = shared(file_of(response("a-1"), head=head), "law-2026")
    assert b"maria" not in made.data.lower()
    assert set(read(made.data)[1].fields) == {"format", "candidate", "anonymous"}
