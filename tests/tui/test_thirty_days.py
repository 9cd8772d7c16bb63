"""Three candidates at the real app for thirty days each, from the first session to the exam.

Run it alone: `pytest -m torture -n 0 -s tests/tui/test_thirty_days.py`. With EXAMPREP_SHOTS=FOLDER
it saves screenshots there.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from itertools import count, pairwise

import pytest

from examprep.desk.desk import Desk
from examprep.desk.prospect import Prospect, prospect
from tests.tui.diary import FIRST, Diary, Evening, told
from tests.tui.learners import SimulatedLearner

pytestmark = pytest.mark.torture  # thousands of keys
DAYS = 30
LOOKED = {1, 3, 10, 15, 20, 25, 30}
SHOT = {1, 10, 20, 30}
SIZE = (80, 24)
MOST_JUMP = 40
WITHIN = 0.15
SCOLDING = re.compile(
    r"overdue|behind|backlog|\blate\b|missed days|should have|broken|\blost\b|\d+ due|!",
    re.IGNORECASE,
)
Study = Callable[[Evening, int], Awaitable[None]]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilot go on once the screen has taken a key, idle or not; fix the seeds of mocks."""

    async def no_wait(*_: float) -> None:
        await asyncio.sleep(0)

    seeds = count(20261128)
    monkeypatch.setattr(Desk, "seed", lambda _: next(seeds))
    monkeypatch.setattr("textual.app.wait_for_idle", no_wait)
    monkeypatch.setattr("textual.pilot.wait_for_idle", no_wait)


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


async def live(diary: Diary, number: int, study: Study) -> Prospect:
    """Open the app on a day, study, look at the charts now and then, and close it."""
    diary.dawn(number)
    before, done = diary.kept(), sum(diary.by_day.values())
    app = diary.app()
    async with app.run_test(size=SIZE) as pilot:
        evening = Evening(pilot, diary)
        await evening.home()
        if number in SHOT:
            evening.shoot("home")
        await study(evening, number)
        if number in LOOKED:
            await evening.charts(shots=number == DAYS)
        await evening.home()
        found = prospect(app.desk, diary.today)
        await pilot.press("ctrl+q")
    assert diary.kept() - before == sum(diary.by_day.values()) - done
    return found


async def thirty(diary: Diary, study: Study, away: range = range(0)) -> Prospect:
    """Let a candidate live through the days; none but those `away` passes without the app."""
    found = None
    for number in range(1, DAYS + 1):
        if number not in away:
            found = await live(diary, number, study)
    assert found is not None
    return found


def see_no_jumps(diary: Diary) -> None:
    shown = sorted((number, value) for number, value in diary.shown.items() if value is not None)
    for (_, before), (number, after) in pairwise(shown):
        assert abs(after - before) <= MOST_JUMP, (number, before, after)


def see_reviews(diary: Diary) -> None:
    late = [number for number in diary.new if number > 0.7 * DAYS]
    again, new = sum(diary.again[one] for one in late), sum(diary.new[one] for one in late)
    assert again > 0, new


def see_an_honest_end(diary: Diary, found: Prospect, exam: int) -> None:
    """Hold what the app expects in the exam against what the learner would get there."""
    noon = (day_of(exam) - date(1970, 1, 1)).days + 0.5
    learner = diary.learner
    true, fresh = learner.share(noon), learner.share(noon, seen=False)
    expected, chance = found.outlook.score, found.outlook.chance
    days = {number: diary.shown.get(number) for number in (1, 5, 10, 15, 20, 25, 30)}
    print(f"\n{diary.name}: {sum(diary.by_day.values())} answers, {len(diary.last)} items")
    print(f"  shown {days}")
    print(f"  chance {chance.value:.3f} ({chance.low:.3f} to {chance.high:.3f})")
    print(f"  expected {expected:.3f}, true {true:.3f}, of what was never asked {fresh:.3f}")
    print(f"  new/again by day {[(n, diary.new[n], diary.again[n]) for n in sorted(diary.new)]}")
    assert abs(expected - true) <= WITHIN


async def cram(evening: Evening, number: int) -> None:
    """Study now and then; in the last ten days as much as a day holds."""
    if number in {1, 8}:
        await evening.session()
    for turn in range(3 + number % 2 if number > DAYS - 10 else 0):
        await evening.session()
        if turn % 2:
            await evening.quiz("r")
    if number == 27:
        await evening.mock("half")


async def test_crammer() -> None:
    diary, exam = Diary("Cleo", SimulatedLearner(11, -0.4), hour=9, rest=1200), DAYS + 1
    diary.enroll(None)
    for number in range(1, DAYS + 1):
        if number == DAYS - 9:
            diary.dawn(number)
            diary.aim(day_of(exam))
        found = await live(diary, number, cram)
    see_no_jumps(diary)
    see_reviews(diary)
    see_an_honest_end(diary, found, exam)


async def test_steady() -> None:
    diary = Diary("Sam", SimulatedLearner(5, 0.0))
    diary.enroll(day_of(DAYS))

    async def study(evening: Evening, number: int) -> None:
        if number % 7 and number < DAYS:
            await evening.session()
        if number % 7 == 6:
            await evening.mock("quarter")

    found = await thirty(diary, study)
    see_no_jumps(diary)
    see_reviews(diary)
    see_an_honest_end(diary, found, DAYS)


async def test_rusty() -> None:
    diary = Diary("Rae", SimulatedLearner(23, 0.3))
    diary.enroll(day_of(DAYS))
    away = range(8, 20)

    async def study(evening: Evening, number: int) -> None:
        if number == away.stop:
            await see_a_welcome(evening)
        if number < DAYS:
            await evening.session()

    found = await thirty(diary, study, away)
    see_no_jumps(diary)
    see_reviews(diary)
    see_an_honest_end(diary, found, DAYS)


async def see_a_welcome(evening: Evening) -> None:
    """See that nothing on home scolds, and that no pile of work is held up."""
    page = await evening.home()
    parts = [told(page, part) for part in ("chance", "last", "slips", "week", "notice")]
    today = str(page.query_one("#today").render())
    every = "\n".join([today, *parts])
    assert not SCOLDING.search(every), every
    assert max(map(int, re.findall(r"\d+", today))) <= 60
    assert "streak" not in told(page, "week")
