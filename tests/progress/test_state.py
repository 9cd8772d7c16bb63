"""What a candidate's blocks add up to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.progress.blocks import Block
from examprep.progress.fold import fold
from examprep.progress.goal import Goal
from examprep.progress.record import pack, unpack
from examprep.progress.state import MOST_TIMES, CandidateState
from tests.progress.logs import START, Log, logs

HEAD = {"format": 1, "candidate": "Maria", "created": START}


def added(log: Log, state: CandidateState | None = None) -> CandidateState:
    """Add blocks one by one; a state that says it is outdated is folded anew, as a record does."""
    state = state or CandidateState(name="Maria")
    for block in log.blocks:
        state.add(block)
    return fold(HEAD, log.pairs()) if state.outdated else state


@given(logs())
def test_folding_a_whole_file_equals_adding_its_blocks_one_by_one(log: Log) -> None:
    assert fold(HEAD, log.pairs()) == added(log)


@given(logs().flatmap(lambda log: st.permutations(log.blocks)))
def test_in_whatever_order_blocks_stand_a_state_is_right_or_says_it_is_outdated(
    blocks: list[Block],
) -> None:
    log = Log(blocks)
    whole = fold(HEAD, log.pairs())
    assert added(log) == whole
    tail = CandidateState(name="Maria")
    tail.add_all(blocks[: len(blocks) // 2])
    tail.add_all(blocks[len(blocks) // 2 :])
    assert tail.outdated or tail == whole


@given(logs())
def test_what_overturns_a_state_is_known_before_it_is_added(log: Log) -> None:
    state, at_once = CandidateState(name="Maria"), CandidateState(name="Maria")
    foreseen = at_once.overturned_by(log.blocks)
    at_once.add_all(log.blocks)
    assert foreseen or not at_once.outdated
    for block in log.blocks:
        foreseen = state.overturned_by([block])
        state.add(block)
        assert foreseen or not state.outdated
        state.outdated = False


@given(logs())
def test_a_state_survives_its_snapshot(log: Log) -> None:
    state = added(log)
    assert unpack(pack(state)) == state


@given(logs())
def test_a_block_met_twice_counts_once(log: Log) -> None:
    state = added(log)
    assert added(log, state) == added(log)
    doubled = Log([*log.blocks, *log.blocks])
    assert fold(HEAD, doubled.pairs()) == added(log)


@given(logs())
def test_a_state_saved_half_way_and_gone_on_with_is_the_same(log: Log) -> None:
    half = len(log.blocks) // 2
    state = unpack(pack(added(Log(log.blocks[:half]))))
    for block in log.blocks[half:]:
        state.add(block)
    assert state.outdated or state == added(log)


def test_the_latest_goal_counts() -> None:
    log = Log()
    log.goal("ptce-2026")
    log.goal("cspt-2023")
    assert added(log).goal == Goal("cspt-2023", None)


def test_a_goal_keeps_its_date() -> None:
    fields = {"id": "abc123-1", "at": START, "exam": "ptce-2026", "date": date(2027, 1, 15)}
    state = CandidateState()
    state.add(Block("goal", fields))
    assert state.goal == Goal("ptce-2026", date(2027, 1, 15))


def test_a_finished_quiz_is_summed_up_and_its_items_remembered() -> None:
    log = Log()
    quiz = log.begin("quiz", 3, limit=60.0)
    log.respond(quiz, 0, 0.0, 10.0)
    log.respond(quiz, 0, 1.0, 20.0, "sure")
    log.respond(quiz, 1, 0.0, 30.0)
    log.finish(quiz, 40.0)
    state = added(log)
    summary = state.finished[quiz.id]
    assert (summary.questions, summary.answered, summary.credit) == (3, 2, 1.0)
    assert summary.seconds == 40.0
    assert state.items["bank/q-0"].last_credit == 1.0
    assert state.items["bank/q-0"].last_sure == "sure"
    assert state.items["bank/q-0"].seen == 1
    assert "bank/q-2" not in state.items
    assert sum(state.hours.values()) == 3


def test_answers_of_an_open_attempt_count_as_seen() -> None:
    log = Log()
    tutor = log.begin("tutor", 3)
    log.respond(tutor, 0, 0.0, 10.0)
    state = added(log)
    assert state.items == {}
    assert state.history()["bank/q-0"].last_credit == 0.0
    assert state.latest_open() is state.open[tutor.id]


def test_an_open_quiz_gives_nothing_away_before_its_end() -> None:
    log = Log()
    quiz = log.begin("quiz", 3)
    log.respond(quiz, 0, 0.0, 10.0)
    state = added(log)
    assert state.history() == {}
    assert state.record_of("bank/q-0") is None
    log.finish(quiz, 20.0)
    assert added(log).history()["bank/q-0"].last_credit == 0.0


@given(logs())
def test_the_record_of_one_item_is_the_one_of_the_whole_history(log: Log) -> None:
    state = added(log)
    for place in range(5):
        name = f"bank/q-{place}"
        assert state.record_of(name) == state.history().get(name)


def test_history_is_not_changed_by_looking_at_it() -> None:
    log = Log()
    tutor = log.begin("tutor", 3)
    log.respond(tutor, 0, 1.0, 10.0)
    state = added(log)
    assert state.history() == state.history()
    assert state.items == {}


def test_a_late_answer_is_judged_by_the_attempts_clock() -> None:
    log = Log()
    quiz = log.begin("quiz", 2, limit=60.0)
    log.respond(quiz, 0, 1.0, 60.0)
    log.respond(quiz, 1, 1.0, 60.5)
    log.finish(quiz, 61.0, "time")
    assert added(log).finished[quiz.id].answered == 1
    assert fold(HEAD, log.pairs()) == added(log)


def test_an_older_answer_folded_later_does_not_hide_the_newer_one() -> None:
    log = Log()
    first, second = log.begin("tutor", 1), log.begin("tutor", 1)
    log.minute = 100
    log.respond(first, 0, 0.0, 10.0)
    log.minute = 50
    log.respond(second, 0, 1.0, 10.0)
    log.finish(first, 11.0)
    log.finish(second, 11.0)
    record = added(log).items["bank/q-0"]
    assert (record.seen, record.right, record.last_credit) == (2, 1, 0.0)


def test_blocks_that_make_no_sense_are_passed_over_and_counted() -> None:
    log = Log()
    tutor = log.begin("tutor", 2)
    log.respond(tutor, 0, 1.0, 5.0)
    broken = [
        Block("response", {"id": "x-1", "at": START, "attempt": tutor.id, "slot": "one"}),
        Block("response", {"id": "x-2", "at": "yesterday", "attempt": tutor.id, "clock": 1.0}),
        Block("attempt", {"id": "x-3", "at": START, "kind": "dance", "slots": []}),
        Block("goal", {"id": "x-4"}),
        Block("weather", {"id": "x-5", "at": START, "sun": True}),
    ]
    state = added(Log([*log.blocks, *broken]))
    assert state.open == added(log).open
    assert state.skipped == 4
    assert fold(HEAD, Log([*log.blocks, *broken]).pairs()) == state


def test_an_event_without_its_attempt_changes_nothing() -> None:
    log = Log()
    tutor = log.begin("tutor", 2)
    log.respond(tutor, 0, 1.0, 5.0)
    orphan = Log(log.blocks[1:])
    assert added(orphan).history() == {}
    assert fold(HEAD, orphan.pairs()).history() == {}


def test_events_that_stand_before_their_attempt_belong_to_it_all_the_same() -> None:
    log = Log()
    quiz = log.begin("quiz", 1)
    log.respond(quiz, 0, 1.0, 10.0)
    log.finish(quiz, 30.0)
    moved = [*log.pairs()[1:], log.pairs()[0]]
    assert fold(HEAD, moved).finished[quiz.id].credit == 1.0


def test_answers_of_another_window_after_the_end_count_where_there_was_none() -> None:
    log = Log()
    quiz = log.begin("quiz", 3)
    log.respond(quiz, 0, 1.0, 10.0)
    log.finish(quiz, 30.0)
    log.writer = "xyz789"
    log.respond(quiz, 1, 1.0, 12.0)
    log.respond(quiz, 0, 0.0, 13.0)
    summary = added(log).finished[quiz.id]
    assert (summary.answered, summary.credit) == (2, 2.0)
    assert fold(HEAD, log.pairs()) == added(log)


HOSTILE = [
    {"slot": float("inf")},
    {"slot": -1},
    {"slot": True},
    {"chose": [float("inf")]},
    {"chose": [10**30]},
    {"clock": float("nan")},
    {"clock": float("inf")},
    {"clock": -1.0},
    {"seconds": float("inf")},
    {"credit": float("nan")},
    {"at": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))},
    {"at": datetime(9999, 12, 31, 23, 59, tzinfo=UTC)},
]


@pytest.mark.parametrize("change", HOSTILE)
@pytest.mark.parametrize("kind", ["tutor", "quiz"])
def test_one_senseless_response_costs_only_itself(change: dict[str, object], kind: str) -> None:
    log = Log()
    attempt = log.begin(kind, 3)
    log.respond(attempt, 0, 1.0, 10.0)
    log.respond(attempt, 1, 1.0, 20.0)
    log.blocks[-1].fields.update(change)
    log.respond(attempt, 2, 0.0, 30.0)
    log.finish(attempt, 40.0)
    state = fold(HEAD, log.pairs())
    assert state == added(log)
    assert state.finished[attempt.id].answered == 2
    assert state.skipped == 1


@pytest.mark.parametrize(
    "change",
    [
        {"topics": 5},
        {"topics": "calculations:iv-rates"},
        {"topics": ["a", 5]},
        {"versions": 5},
        {"versions": [["bank"]]},
        {"slots": [["bank/q-0", -1], ["bank/q-1", 1]]},
        {"slots": [["bank/q-0", 1, 2], ["bank/q-1", 1]]},
        {"slots": []},
        {"slots": 7},
        {"at": "yesterday"},
        {"kind": 3},
        {"seconds": "long"},
    ],
)
@pytest.mark.parametrize("kind", ["tutor", "drill"])
def test_an_edited_attempt_counts_alike_in_whatever_way_the_file_is_read(
    change: dict[str, object], kind: str
) -> None:
    log = Log()
    attempt = log.begin(kind, 2)
    log.blocks[-1].fields.update(change)
    log.respond(attempt, 0, 1.0, 10.0)
    log.extend(attempt, 12.0)
    log.respond(attempt, 2, 1.0, 20.0, of=log.added[0])
    log.finish(attempt, 40.0)
    state = fold(HEAD, log.pairs())
    assert state == added(log)
    assert bool(state.finished) == bool({"topics", "versions"} & change.keys())


def test_an_end_that_makes_no_sense_ends_nothing() -> None:
    log = Log()
    attempt = log.begin("tutor", 2)
    log.respond(attempt, 0, 1.0, 10.0)
    log.finish(attempt, 40.0)
    log.blocks[-1].fields["at"] = "at noon"
    state = fold(HEAD, log.pairs())
    assert state == added(log)
    assert (state.skipped, list(state.open)) == (1, [attempt.id])


@pytest.mark.parametrize("name", ["h-" + "9" * 5000, "h-99999999999999999999", "h", "-", "é-²"])
def test_an_odd_id_is_an_id(name: str) -> None:
    log = Log()
    tutor = log.begin("tutor", 2)
    log.respond(tutor, 0, 1.0, 10.0)
    log.blocks[-1].fields["id"] = name
    state = fold(HEAD, log.pairs())
    assert state == added(log)
    assert state.history()["bank/q-0"].right == 1
    assert unpack(pack(state)) == state


def test_days_are_counted_by_the_hour_of_each_answer() -> None:
    log = Log()
    tutor = log.begin("tutor", 2)
    log.respond(tutor, 0, 1.0, 5.0)
    log.minute += 120
    log.respond(tutor, 1, 1.0, 9.0)
    hour = int(START.timestamp() // 3600)
    assert added(log).hours == {hour: 1, hour + 2: 1}


def moment(minute: int) -> float:
    """Give the seconds since 1970 of a minute of the log."""
    return (START + timedelta(minutes=minute)).timestamp()


def test_mistakes_are_kept_with_their_times_once_the_attempt_is_over() -> None:
    log = Log()
    tutor = log.begin("tutor", 4)
    log.respond(tutor, 0, 0.0, 10.0, mistake="drop-factor")
    log.respond(tutor, 1, 0.0, 20.0, mistake="kg-for-lb")
    log.respond(tutor, 2, 0.0, 30.0, mistake="drop-factor")
    log.respond(tutor, 3, 1.0, 40.0)
    assert added(log).mistakes == {}
    log.finish(tutor, 50.0)
    kept = {"drop-factor": [moment(2), moment(4)], "kg-for-lb": [moment(3)]}
    assert added(log).mistakes == fold(HEAD, log.pairs()).mistakes == kept


def test_only_the_answer_that_finally_stands_counts_as_a_mistake() -> None:
    log = Log()
    quiz = log.begin("quiz", 3)
    log.respond(quiz, 0, 0.0, 10.0, mistake="changed-later")
    log.respond(quiz, 0, 1.0, 20.0)
    log.respond(quiz, 1, 0.0, 30.0, mistake="stands")
    log.respond(quiz, 2, 0.0, 40.0, mistake="taken-back")
    log.finish(quiz, 60.0)
    undone = Log([*log.blocks], log.number, minute=log.minute)
    finish = undone.blocks.pop()
    undone.undo(quiz, 2, 50.0)
    undone.blocks.append(finish)
    assert set(added(log).mistakes) == {"stands", "taken-back"}
    assert set(added(undone).mistakes) == {"stands"}
    assert [fold(HEAD, one.pairs()) for one in (log, undone)] == [added(log), added(undone)]


def test_of_a_frequent_mistake_the_latest_times_are_kept() -> None:
    log = Log()
    for _ in range(MOST_TIMES + 5):
        tutor = log.begin("tutor", 1)
        log.respond(tutor, 0, 0.0, 10.0, mistake="drop-factor")
        log.finish(tutor, 20.0)
    times = added(log).mistakes["drop-factor"]
    assert times == [moment(3 * turn + 2) for turn in range(5, MOST_TIMES + 5)]
    assert fold(HEAD, log.pairs()) == added(log)


@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from("ab")), max_size=60), st.randoms())
def test_the_order_of_the_file_makes_no_difference_to_mistakes(made, draw) -> None:
    log = Log()
    for minute, name in made:
        log.minute = minute
        tutor = log.begin("tutor", 1)
        log.respond(tutor, 0, 0.0, 10.0, mistake=name)
        log.finish(tutor, 20.0)
    sessions = [log.blocks[start : start + 3] for start in range(0, len(log.blocks), 3)]
    draw.shuffle(sessions)
    shuffled = Log([block for session in sessions for block in session])
    assert added(shuffled).mistakes == added(log).mistakes
    assert fold(HEAD, shuffled.pairs()).mistakes == added(log).mistakes


@pytest.mark.parametrize("kind", ["tutor", "review", "drill"])
def test_a_mistake_told_in_an_open_attempt_recurs_already(kind: str) -> None:
    log = Log()
    first = log.begin(kind, 1)
    log.respond(first, 0, 0.0, 10.0, mistake="drop-factor")
    log.finish(first, 20.0)
    second = log.begin(kind, 2)
    log.respond(second, 0, 0.0, 10.0, mistake="drop-factor")
    state = added(log)
    assert state.recurring(0.0) == {"drop-factor": [moment(2), moment(5)]}
    assert state.recurring(moment(3)) == {"drop-factor": [moment(5)]}
    assert state.recurring(moment(6)) == {}
    assert state.mistakes == {"drop-factor": [moment(2)]}
    log.undo(second, 0, 12.0)
    assert added(log).recurring(0.0) == {"drop-factor": [moment(2)]}


def test_a_mistake_in_an_open_quiz_is_not_told() -> None:
    log = Log()
    quiz = log.begin("quiz", 2)
    log.respond(quiz, 0, 0.0, 10.0, mistake="drop-factor")
    assert added(log).recurring(0.0) == {}


def a_drill(log: Log, answers: int) -> str:
    """Act out a drill that is ended with one question open."""
    drill = log.begin("drill", 1)
    for place in range(answers):
        log.respond(drill, place, 1.0, 10.0 * place)
        log.extend(drill, 10.0 * place + 1, f"bank/more-{place}")
    log.finish(drill, 100.0, "left")
    return drill.id


@pytest.mark.parametrize("answers", [0, 1, 4])
def test_a_drill_counts_the_questions_answered(answers: int) -> None:
    log = Log()
    name = a_drill(log, answers)
    state = added(log)
    summary = state.finished[name]
    assert (summary.kind, summary.questions, summary.answered) == ("drill", answers, answers)
    assert summary.credit == answers
    assert len(state.items) == answers
    assert fold(HEAD, log.pairs()) == state


def test_an_open_drill_comes_back_with_all_its_questions() -> None:
    log = Log()
    drill = log.begin("drill", 1)
    log.respond(drill, 0, 1.0, 10.0)
    log.extend(drill, 11.0, "bank/more")
    log.respond(drill, 1, 0.0, 20.0)
    state = fold(HEAD, log.pairs())
    assert [slot.item for slot in state.open[drill.id].slots] == ["bank/q-0", "bank/more"]
    assert state.history()["bank/more"].last_credit == 0.0
    assert state == added(log)


def test_another_attempt_does_not_grow_whatever_the_file_says() -> None:
    log = Log()
    quiz = log.begin("quiz", 1)
    log.extend(quiz, 5.0)
    log.respond(quiz, 1, 1.0, 10.0)
    log.finish(quiz, 20.0)
    summary = added(log).finished[quiz.id]
    assert (summary.questions, summary.answered) == (1, 0)
    assert fold(HEAD, log.pairs()) == added(log)


@pytest.mark.parametrize("kind", ["tutor", "quiz", "drill"])
def test_events_and_kinds_of_a_later_program_are_passed_over(kind: str) -> None:
    log = Log()
    attempt = log.begin(kind, 2)
    log.respond(attempt, 0, 1.0, 10.0)
    plain = added(Log([*log.blocks]))
    more = {"at": START, "attempt": attempt.id, "clock": 11.0, "slot": 0}
    log.blocks.append(Block("shrink", more | {"id": "new-1", "by": 1}))
    log.blocks.append(Block("attempt", more | {"id": "new-2", "kind": "duel", "slots": [["a", 1]]}))
    log.blocks.append(Block("response", more | {"id": "new-3", "attempt": "new-2", "credit": 1.0}))
    state = added(log)
    assert (state.open, state.finished, state.items) == (plain.open, plain.finished, plain.items)
    assert fold(HEAD, log.pairs()) == state


def test_what_a_senseless_answer_names_may_come_after_it() -> None:
    log = Log()
    drill = log.begin("drill", 1)
    log.respond(drill, 0, 1.0, 5.0, of="abc123-4")
    del log.blocks[-1].fields["credit"]
    log.extend(drill, 6.0, "bank/first")
    log.extend(drill, 7.0, "bank/second")
    whole = fold(HEAD, log.pairs())
    assert [slot.item for slot in whole.open[drill.id].slots] == [
        "bank/q-0",
        "bank/second",
        "bank/first",
    ]
    assert added(log) == whole


def test_an_answer_of_another_attempt_moves_nothing() -> None:
    log = Log()
    one, two = log.begin("tutor", 1), log.begin("tutor", 1)
    log.respond(one, 0, 1.0, 5.0, takes="abc123-5")
    log.respond(two, 0, 1.0, 5.0)
    log.respond(two, 0, 0.0, 6.0)
    state = CandidateState(name="Maria")
    state.add_all(log.blocks)
    assert state == fold(HEAD, log.pairs())
    assert state.open[two.id].credit == 1.0


@pytest.mark.parametrize("kind", ["attempt", "goal", "report", "extend"])
def test_what_is_no_answer_moves_none(kind: str) -> None:
    log = Log()
    tutor = log.begin("tutor", 1)
    names = {"attempt": tutor.id, "of": "abc123-3", "takes": "abc123-3"}
    log.blocks.append(Block(kind, {"id": log.name(), "at": START} | names))
    log.respond(tutor, 0, 1.0, 5.0)
    log.blocks.insert(2, Block("response", log.blocks[-1].fields | {"id": "x-1", "credit": 0.0}))
    state = CandidateState(name="Maria")
    state.add_all(log.blocks)
    assert state == fold(HEAD, log.pairs())
    assert state.open[tutor.id].credit == 0.0


def test_a_block_met_twice_in_one_tail_moves_nothing() -> None:
    log = Log()
    quiz = log.begin("quiz", 1)
    log.respond(quiz, 0, 1.0, 5.0)
    log.blocks.append(Block("response", log.blocks[-1].fields | {"takes": "abc123-3"}))
    log.respond(quiz, 0, 0.0, 6.0)
    state = CandidateState(name="Maria")
    state.add_all(log.blocks)
    assert state == fold(HEAD, log.pairs())
