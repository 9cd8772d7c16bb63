"""Events of an attempt survive the way through the file."""

from __future__ import annotations

from dataclasses import replace

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.attempt import begin
from examprep.attempts.events import Answer, Event, Extend, Finish, Mark, Response, Undo
from examprep.attempts.replay import replay
from examprep.attempts.slots import Slot
from examprep.progress.blocks import Block, render
from examprep.progress.codec import event_block, read_event
from examprep.progress.opening import attempt_block, read_attempt
from tests.progress.logs import START, Log, logs


def through_the_file(block: Block) -> Block:
    parsed = rtoml.loads(render(block).decode())
    return Block(block.kind, parsed[block.kind][0])


@given(logs())
def test_an_attempt_read_back_from_its_blocks_is_the_same(log: Log) -> None:
    attempts = {}
    for block in log.blocks:
        again = through_the_file(block)
        if block.kind == "attempt":
            attempts[block.fields["id"]] = (read_attempt(block.fields), read_attempt(again.fields))
        elif block.kind != "goal":
            written, read = attempts[block.fields["attempt"]]
            events = (read_event(block.kind, block.fields), read_event(again.kind, again.fields))
            attempts[block.fields["attempt"]] = (
                replay(written, events[:1]),
                replay(read, events[1:]),
            )
    assert all(written == read for written, read in attempts.values())


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip()))
def test_any_typed_answer_comes_back_letter_by_letter(typed: str) -> None:
    event = Response(START, 1.0, 0, Answer(typed=typed), 0.0, 1.0, None, "abc123-2")
    again = through_the_file(event_block("abc123-1", event))
    assert read_event("response", again.fields) == event


EVENTS: list[Event] = [
    Response(START, 12.5, 1, Answer((2,)), 1.0, 3.5, "guess", "abc123-2"),
    Response(START, 12.5, 1, Answer(typed="20"), 0.0, 3.5, None, "abc123-2", "drop-factor"),
    Extend(START, 12.5, "bank/q-7", 2**31 - 1, "abc123-7"),
    Mark(START, 12.5, 1, flag=True, struck=(0, 3), sure="sure", id="abc123-3"),
    Mark(START, 12.5, 1, id="abc123-4"),
    Undo(START, 12.5, 1, "abc123-5"),
    Finish(START, 12.5, "time", "abc123-6"),
]


@pytest.mark.parametrize("event", EVENTS)
def test_each_event_comes_back_as_it_was(event: Event) -> None:
    block = through_the_file(event_block("abc123-1", event))
    assert read_event(block.kind, block.fields) == event


def test_an_attempt_keeps_limit_title_seeds_and_bank_versions() -> None:
    attempt = begin("abc123-1", "quiz", [Slot("bank/q-1", 77)], START, limit=90.0, title="Law")
    attempt.versions["bank"] = "1.2.0"
    again = read_attempt(through_the_file(attempt_block(attempt)).fields)
    assert again == attempt
    assert again.versions == {"bank": "1.2.0"}


def test_a_drill_keeps_what_it_asks_of() -> None:
    attempt = replace(begin("abc123-1", "drill", [Slot("bank/q-1", 77)], START), topics=("bank:a",))
    block = through_the_file(attempt_block(attempt))
    assert block.fields["topics"] == ["bank:a"]
    assert read_attempt(block.fields) == attempt
    assert "topics" not in attempt_block(replace(attempt, topics=())).fields


@pytest.mark.parametrize("topics", [5, "calculations:iv-rates", ["a", 5], {"a": 1}])
def test_topics_that_are_no_list_of_names_stand_for_all(topics: object) -> None:
    block = attempt_block(begin("abc123-1", "drill", [Slot("bank/q-1", 77)], START))
    assert read_attempt(block.fields | {"topics": topics}).topics == ()


def test_a_question_of_a_newer_bank_keeps_its_version() -> None:
    event = Extend(START, 5.0, "bank/q-2", 9, "abc123-3", "1.1.0")
    block = event_block("abc123-1", event)
    assert block.fields["version"] == "1.1.0"
    assert read_event("extend", block.fields) == event


def test_a_response_names_bank_version_seed_and_credit_in_the_file() -> None:
    attempt = begin("abc123-1", "quiz", [Slot("bank/q-1", 77)], START)
    event = Response(START, 4.0, 0, Answer((2, 1)), 0.5, 4.0, None, "abc123-2")
    assert '["bank/q-1", 77]' in render(attempt_block(attempt)).decode()
    text = render(event_block(attempt.id, event)).decode()
    assert "chose = [2, 1]" in text
    assert "credit = 0.5" in text


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("response", {"at": "yesterday"}),
        ("response", {"slot": "one"}),
        ("response", {"credit": "full"}),
        ("finish", {"reason": "bored"}),
        ("dance", {}),
        ("extend", {"item": "bank/q-1"}),
        ("extend", {"seed": 5}),
        ("extend", {"item": "bank/q-1", "seed": -5}),
        ("extend", {"item": "bank/q-1", "seed": "five"}),
    ],
)
def test_a_block_that_makes_no_sense_is_refused(kind: str, change: dict[str, object]) -> None:
    fields = {"id": "a-1", "at": START, "clock": 1.0, "slot": 0, "credit": 1.0, "chose": [1]}
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_event(kind, fields | {"reason": "done"} | change)


def test_credit_edited_by_hand_stays_between_none_and_full() -> None:
    fields = {"id": "a-1", "at": START, "clock": 1.0, "slot": 0, "credit": 7.0, "chose": [1]}
    event = read_event("response", fields)
    assert isinstance(event, Response)
    assert event.credit == 1.0


def test_a_response_without_a_mistake_says_nothing_of_one() -> None:
    event = Response(START, 4.0, 0, Answer((2,)), 0.0, 4.0, None, "abc123-2")
    assert "mistake" not in render(event_block("abc123-1", event)).decode()


FIELDS = {"id": "a-1", "at": START, "clock": 1.0, "slot": 0, "credit": 0.0, "typed": "5"}


@pytest.mark.parametrize(
    "odd",
    [
        7,
        True,
        None,
        ["drop-factor"],
        {},
        "",
        " ",
        "Drop-factor",
        "drop factor",
        "-drop",
        "drop-",
        "a--b",
        "drop\n",
        "tropfen-\u00e4",
        "\u0663",
        "a" * 41,
        "[b]",
    ],
)
def test_a_mistake_that_is_no_name_is_passed_over(odd: object) -> None:
    event = read_event("response", FIELDS | {"mistake": odd})
    assert isinstance(event, Response)
    assert event.mistake == ""


@given(st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True))
def test_any_name_of_a_mistake_comes_back(name: str) -> None:
    event = read_event("response", FIELDS | {"mistake": name})
    again = through_the_file(event_block("a-1", event))
    assert read_event("response", again.fields) == event
    assert again.fields["mistake"] == name
