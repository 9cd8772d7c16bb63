"""Choosing by the history: missed, flagged, never seen, any; never twice, always the same way."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.learning import draws as drawing
from examprep.learning.choice import Chooser, Pool
from tests.strategies import seeds

NAMES = [f"demo/item-{number:03}" for number in range(100)]
MODES = ("missed", "flagged", "new", "random")


@dataclass(frozen=True)
class Seen:
    last_credit: float
    last_at: float = 0.0
    flagged: bool = False


def choose(names, history, count, mode="random", seed=0):
    return Chooser(history).choose(Pool(names), count, mode, seed)


def missed(*names, at=0.0):
    return {name: Seen(0.0, at + n) for n, name in enumerate(names)}


def right(*names):
    return {name: Seen(1.0) for name in names}


histories = st.dictionaries(
    st.sampled_from([*NAMES[:30], "gone/item"]),
    st.builds(Seen, st.sampled_from((0.0, 0.5, 1.0)), st.integers(0, 5).map(float), st.booleans()),
)
pools = st.lists(st.sampled_from(NAMES[:40]), unique=True)
modes = st.sampled_from(MODES)


@given(pools, histories, st.integers(-3, 50), modes, seeds)
def test_a_choice_is_sound_and_comes_out_the_same_again(names, history, count, mode, seed):
    chosen = choose(names, history, count, mode=mode, seed=seed)
    assert len(set(chosen.names)) == len(chosen.names) <= max(0, count)
    assert set(chosen.names) <= set(names)
    assert choose(names, dict(reversed(history.items())), count, mode=mode, seed=seed) == chosen


@given(pools, histories, st.integers(0, 50), seeds)
def test_each_mode_gives_all_that_fit_it_up_to_the_count(names, history, count, seed):
    new = set(names) - set(history)
    wrong = {name for name in names if name in history and history[name].last_credit < 1}
    marked = {name for name in names if name in history and history[name].flagged}
    found = {mode: set(choose(names, history, count, mode, seed).names) for mode in MODES}
    for mode, fitting in (("new", new), ("missed", wrong), ("flagged", marked)):
        assert found[mode] <= fitting
        assert len(found[mode]) == min(count, len(fitting))
    assert len(found["random"]) == min(count, len(names))


@given(pools, histories, st.integers(0, 50), modes, seeds)
def test_each_comes_with_how_it_stands(names, history, count, mode, seed):
    for pick in choose(names, history, count, mode, seed).picks:
        seen = history.get(pick.name)
        standing = "new" if seen is None else "missed" if seen.last_credit < 1 else "again"
        assert pick.why == ("flagged" if mode == "flagged" else standing)


def test_a_seed_gives_this_quiz_on_every_machine():
    chosen = choose(NAMES, missed(*NAMES[:9]), 10, seed=9131).names
    assert [NAMES.index(name) for name in chosen] == [84, 65, 29, 3, 46, 92, 78, 91, 26, 33]


def test_missed_ones_come_the_longest_ago_first_but_mixed_up():
    history = missed(*NAMES[:30])
    chosen = choose(NAMES, history, 10, mode="missed", seed=4)
    assert set(chosen.names) == set(NAMES[:10])
    assert list(chosen.names) != NAMES[:10]


def test_a_half_right_answer_counts_as_missed():
    history = {NAMES[0]: Seen(0.5), NAMES[1]: Seen(1.0)}
    assert choose(NAMES, history, 5, mode="missed").names == (NAMES[0],)


@pytest.mark.parametrize(
    ("mode", "count"), [("missed", 0), ("new", 0), ("flagged", 0), ("random", 5)]
)
def test_when_all_was_right_there_is_nothing_new_and_nothing_missed(mode, count):
    assert len(choose(NAMES, right(*NAMES), 5, mode=mode).names) == count


def test_history_of_items_that_are_gone_is_passed_over():
    assert choose(NAMES[:2], missed("gone/a", "gone/b"), 5, mode="missed").names == ()


def test_the_seed_decides():
    chosen = {choose(NAMES, {}, 10, seed=seed).names for seed in range(20)}
    assert len(chosen) == 20


def test_what_was_flagged_longest_ago_comes_first():
    history = {name: Seen(1.0, float(n), flagged=True) for n, name in enumerate(NAMES[:30])}
    assert set(choose(NAMES, history, 10, "flagged").names) == set(NAMES[:10])


def test_nothing_to_choose_from():
    assert choose([], {}, 20).names == ()
    assert choose(NAMES, {}, 0).names == ()
    assert choose(NAMES, missed(*NAMES), -5, mode="missed").names == ()


MANY = [f"big/item-{number:05}" for number in range(50_000)]


@pytest.mark.parametrize(
    ("history", "bound"),
    [
        ({}, 2000),
        (right(*MANY), 4000),
        (missed(*MANY), 4000),
        (missed(*MANY[::2]), 4000),
        (right(*MANY[:-3]), 4000),
    ],
    ids=["first quiz", "all right", "all missed", "half missed", "three left"],
)
@pytest.mark.parametrize("mode", MODES)
def test_twenty_out_of_fifty_thousand_cost_only_a_few_hashes(history, bound, mode, monkeypatch):
    calls = []
    real = drawing.mix
    monkeypatch.setattr(drawing, "mix", lambda *args: calls.append(args) or real(*args))
    choose(MANY, history, 20, mode=mode, seed=3)
    assert len(calls) < bound


notes = st.lists(
    st.tuples(
        st.sampled_from([*NAMES[:12], "gone/item"]),
        st.one_of(
            st.none(),
            st.builds(Seen, st.sampled_from((0.0, 0.5, 1.0)), st.integers(0, 9).map(float)),
        ),
    ),
    max_size=30,
)


@given(histories, notes, modes, seeds)
def test_a_chooser_kept_in_step_chooses_like_a_new_one(history, told, mode, seed):
    chooser, known, pool = Chooser(history), dict(history), Pool(NAMES[:20])
    for name, record in told:
        chooser.note(name, record)
        known.pop(name, None)
        known |= {name: record} if record else {}
    again = Chooser(known).choose(pool, 10, mode, seed)
    assert chooser.choose(pool, 10, mode, seed) == again


def test_a_chooser_leaves_the_history_it_was_given_alone():
    history = missed(*NAMES[:3])
    chooser = Chooser(history)
    chooser.note(NAMES[0], Seen(1.0))
    chooser.note(NAMES[1], None)
    assert set(history) == set(NAMES[:3])
    assert chooser.choose(Pool(NAMES), 9, "missed").names == (NAMES[2],)
