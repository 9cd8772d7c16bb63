"""A file as this program wrote it is summed up in columns to what TOML and the fold make of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.attempts.attempt import Attempt
from examprep.attempts.events import Mark, Note, Pause, Resume
from examprep.cohort.answers import read_answers
from examprep.cohort.summing import summed
from examprep.progress.blocks import Block, sealed
from examprep.progress.fold import fold
from examprep.progress.loaded import read_blocks
from tests.progress.logs import START, Log, logs
from tests.progress.making import HEAD, file_of, response
from tests.progress.test_lean import STRANGE, attempt_with

PATH = Path("x.toml")


def same(data: bytes) -> bool:
    """See that both ways give the same; tell whether the quick way was taken."""
    found, loaded = summed(PATH, data), read_blocks(PATH, data)
    if found is None:
        return False
    rest, state = found
    whole = fold(loaded.head, loaded.pairs())
    assert rest.head == loaded.head
    assert rest.blocks == {k: many for k, many in loaded.blocks.items() if k != "response"}
    assert rest.problems == loaded.problems == []
    assert state.log.packed() == whole.log.packed()
    assert state.finished == whole.finished
    assert [*state.finished] == [*whole.finished]
    assert state.goal == whole.goal
    assert state.skipped == whole.skipped
    return True


@given(logs())
def test_every_log_is_summed_up_to_the_same(log: Log) -> None:
    taken = same(file_of(*log.blocks))
    assert taken is any(block.kind == "response" for block in log.blocks)


def _exam(log: Log, items: int, pretest: list[int]) -> Attempt:
    attempt = log.begin("exam", items, 600.0)
    more = {"outline": "ptce-2026", "areas": ["1.1"] * items, "pretest": pretest}
    log.blocks[-1] = Block("attempt", log.blocks[-1].fields | more)
    return attempt


def _beside(data: st.DataObject, log: Log, attempt: Attempt, clock: float) -> None:
    """Let something happen that is no answer."""
    at, slot, name = log.at(), data.draw(st.integers(0, 6)), log.name()
    event = data.draw(
        st.sampled_from(
            [
                Mark(at, clock, slot, flag=True, id=name),
                Note(at, clock, "1 kg = 2.2 lb", name),
                Pause(at, clock, name),
                Resume(at, clock, name),
            ]
        )
    )
    log.happen(attempt, event)


@given(st.data())
def test_drills_mocks_and_marks_are_summed_up_to_the_same(data: st.DataObject) -> None:
    log = Log()
    for _ in range(data.draw(st.integers(1, 4))):
        kind = data.draw(st.sampled_from(["quiz", "drill", "exam", "tutor"]))
        attempt = _exam(log, 5, [1, 3]) if kind == "exam" else log.begin(kind, 3)
        made = ""
        for number in range(data.draw(st.integers(1, 6))):
            clock = 10.0 * number
            if kind == "drill" and data.draw(st.booleans()):
                log.extend(attempt, clock, f"bank/q-{number % 3}", number % 2)
                made = log.added[-1]
            if data.draw(st.booleans()):
                _beside(data, log, attempt, clock)
            credit = data.draw(st.sampled_from([0.0, 0.3333, 1.0]))
            log.respond(attempt, number % 5, credit, clock, of=made)
        log.finish(attempt, data.draw(st.sampled_from([5.0, 90.0])))
    assert same(file_of(*log.blocks))


@pytest.mark.parametrize("fields", STRANGE, ids=str)
def test_strange_answers_are_summed_up_to_the_same(fields: dict[str, Any]) -> None:
    strange = response("k3f9aa-3", slot=1)
    strange.fields.update(fields)
    try:
        same(file_of(*(Block(*pair) for pair in attempt_with(strange))))
    except TypeError:  # what no file holds
        assert None in fields.values()


@pytest.mark.parametrize("kind", ["quiz", "tutor"])
@pytest.mark.parametrize("knew", [1, 9])
def test_what_stands_behind_an_end_is_summed_up_to_the_same(kind: str, knew: int) -> None:
    pairs = attempt_with(response("k3f9aa-3", slot=1), kind=kind)
    pairs[-1][1]["knew"] = knew
    blocks = [Block(*pair) for pair in pairs]
    assert same(file_of(*blocks))
    assert same(file_of(*blocks[:-2], blocks[-1], blocks[-2]))


@given(
    st.floats(0, 1e9),
    st.text("abc \u00e9\u4e2d'#[]", max_size=8),
    st.lists(st.integers(0, 300)),
    st.datetimes(),
)
def test_answers_have_the_fields_that_toml_gives(number: float, text: str, chose, at) -> None:
    for fields in (
        {"seconds": number, "clock": number},
        {"typed": text},
        {"sure": text, "takes": text, "of": text, "mistake": text},
        {"chose": chose},
        {"at": at},
    ):
        data = file_of(response("a-1"), response("a-2", **fields))
        found = read_answers(data.rstrip(b"\n").split(b"\n\n[[")[1:])
        if found:
            read = [found.fields(row) for row in range(2)]
            whole = read_blocks(PATH, data).blocks["response"]
            assert read == whole
            assert found.at.tolist() == [one["at"].timestamp() for one in whole]


OPENING = {"id": "b-1", "at": START, "kind": "quiz", "slots": [["bank/q-0", 0], ["bank/q-1", 0]]}
FIRST = Block("attempt", OPENING)
WHOLE = file_of(FIRST, response("a-2", attempt="b-1"))


def answer(**fields: Any) -> bytes:
    return file_of(FIRST, response("a-2", **({"attempt": "b-1"} | fields)))


@pytest.mark.parametrize(
    ("data", "quick"),
    [
        (HEAD, False),
        (b"", False),
        (WHOLE + b"\n", True),
        (WHOLE[:-1], True),
        (WHOLE[:-2], False),
        (WHOLE.replace(b"\n", b"\r\n"), False),
        (WHOLE.replace(b"credit = 1.0", b"credit = 0.0"), False),
        (answer(credit=1), False),
        (answer(extra=1), False),
        (answer(chose=[]), True),
        (answer(chose=[1, 22, 300]), True),
        (answer(seconds=1e-7), False),
        (answer(attempt="nobody-1"), False),
        (answer(attempt=5), False),
        (answer(id="b-1"), False),
        (file_of(Block("goal", {"id": "g-1", "at": "today"}), FIRST, response("a-1")), False),
    ],
)
def test_what_is_written_otherwise_is_left_to_toml(data: bytes, *, quick: bool) -> None:
    assert bool(data.strip() and summed(PATH, data)) is quick
    if quick:
        assert same(data)


def test_a_day_that_is_none_is_left_to_toml() -> None:
    piece = WHOLE[len(HEAD) + 1 :].split(b"\n\n")[1]
    body = piece[: piece.rindex(b"#= ")].replace(b"2026-11-22", b"2026-02-30")
    assert summed(PATH, file_of(FIRST) + b"\n" + sealed(body)) is None


def test_an_answer_within_a_text_is_seen_and_harmless() -> None:
    opening = b"[[goal]]\nid = 'g-1'\nat = 2026-11-22T09:00:00Z\nexam = '''\n"
    inner = file_of(response("a-1"), head=b"")
    assert summed(PATH, HEAD + b"\n" + sealed(opening) + inner + b"'''\n") is None
