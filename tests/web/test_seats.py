"""Who may come into a classroom, and who not now."""

from __future__ import annotations

from itertools import count

import pytest

from examprep.web.seats import TRIES, TRY_SECONDS, Refused, Seats

CODE = "kitty7"


@pytest.fixture
def seats() -> Seats:
    tokens = count()
    return Seats(CODE, 2, lambda: f"token-{next(tokens)}")


def test_who_knows_the_code_comes_in_however_it_is_typed(seats: Seats) -> None:
    seat = seats.join("Maria", " KITTY7 ", "a", 0)
    assert seats.of(seat.token) is seat
    assert seat.name == "Maria"


def test_a_wrong_code_is_refused_and_guessing_is_slow(seats: Seats) -> None:
    for turn in range(TRIES):
        with pytest.raises(Refused, match="not the code"):
            seats.join("Maria", "wrong", "a", turn)
    with pytest.raises(Refused, match="Wait a minute"):
        seats.join("Maria", CODE, "a", TRIES)
    assert seats.join("Ben", CODE, "b", TRIES).name == "Ben"
    assert seats.join("Maria", CODE, "a", TRIES + TRY_SECONDS).name == "Maria"


@pytest.mark.parametrize("name", ["", "  ", "\x1b", "42", "x" * 81])
def test_a_name_is_a_name(seats: Seats, name: str) -> None:
    with pytest.raises(Refused, match="name"):
        seats.join(name, CODE, "a", 0)


def test_one_name_is_at_work_once(seats: Seats) -> None:
    first = seats.join("Maria", CODE, "a", 0)
    seats.enter(first)
    with pytest.raises(Refused, match="another tab"):
        seats.join("MARIA", CODE, "b", 0)
    first.open -= 1
    second = seats.join("maria", CODE, "b", 0)
    assert second.name == "Maria"
    assert seats.of(first.token) is None


def test_no_more_at_work_than_there_are_seats(seats: Seats) -> None:
    late = seats.join("Late", CODE, "a", 0)
    for name in ("Maria", "Ben"):
        seats.enter(seats.join(name, CODE, "a", 0))
    with pytest.raises(Refused, match="All 2 seats"):
        seats.join("Zoe", CODE, "a", 0)
    with pytest.raises(Refused, match="All 2 seats"):
        seats.enter(late)


def test_without_a_code_nobody_joins(seats: Seats) -> None:
    seats.code = ""
    with pytest.raises(Refused):
        seats.join("Maria", "", "a", 0)
    assert seats.sit_alone().name == ""
