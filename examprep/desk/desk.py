"""What both front ends work with: the banks, the candidate at the desk, settings, new quizzes.

Everything here blocks; the app calls it from a worker.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from examprep.attempts.attempt import Attempt, begin
from examprep.attempts.names import noun_of
from examprep.attempts.slots import Kind, Sat, Slot
from examprep.banks.item import Item, gone
from examprep.banks.library import Library
from examprep.desk.choosing import chosen
from examprep.desk.flags import reflagged
from examprep.desk.keeping import kept_for_mocks, without_open_mocks
from examprep.desk.knowing import Knowing
from examprep.desk.plan import MOST_QUESTIONS, Plan, nothing_in
from examprep.desk.selection import (
    Selection,
    deciding,
    printed,
    seed_of,
    slots_of,
    title_of,
    versions,
)
from examprep.errors import ExamprepError, NotAllowed, UnwritableFile
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import EVERY_ID, outline
from examprep.learning.choice import Choice, Mode, Pool
from examprep.problems import Problem, problem_of
from examprep.progress.candidates import (
    Candidate,
    Candidates,
    UnknownCandidate,
    expected,
    see_none_is_damaged,
    tidy,
)
from examprep.progress.noting import Times
from examprep.progress.record import Record
from examprep.progress.sitting import Sitting
from examprep.settings import Settings, load_settings, save_settings
from examprep.text import plural
from examprep.words import tr

TIMES = Times(now=lambda: datetime.now(UTC), monotonic=time.monotonic)


@dataclass(slots=True)
class Desk:
    """The open banks, the candidate and the settings."""

    library: Library
    candidates: Candidates
    settings: Settings
    record: Record | None = None
    problems: list[Problem] = field(default_factory=list)
    times: Times = TIMES
    parked: dict[str, Sitting] = field(default_factory=dict)
    selection: Selection = field(default_factory=Selection)
    knowing: Knowing = field(default_factory=Knowing)
    _half_made: Record | None = None

    @classmethod
    def open(cls, bank_folders: Sequence[Path] | None = None) -> Desk:
        """Open everything; what is wrong is listed in `problems`, never raised.

        The candidate who was here last sits down again; so does a candidate who is alone.
        """
        settings, problems = load_settings()
        library = Library.open(bank_folders)
        desk = cls(library, Candidates(), settings)
        known, faults = desk.candidates.list()
        desk.problems = [*problems, *library.problems(), *faults]
        for candidate in expected(known, settings.candidate):
            desk.try_candidate(candidate)
        return desk

    def try_candidate(self, candidate: Candidate) -> str:
        """Sit a candidate down; give the fault's text, empty where it worked."""
        try:
            self.sit_down(candidate)
        except ExamprepError as error:
            self.problems.append(problem_of(candidate.path, str(error)))
            return str(error)
        return ""

    def sit_down(self, candidate: Candidate) -> None:
        """Open a candidate's record and remember who it was.

        Raises:
            UnreadableFile, NewerFormat: the file can't be used; it stays untouched.
        """
        self.record = Record.open(candidate.path)
        self.problems.extend(self.record.problems)
        if self.settings.candidate != candidate.path.stem:
            self.remember(candidate=candidate.path.stem)

    def admit(self, name: str) -> None:
        """Sit the candidate of this name down, enrolling them where nobody has it.

        Raises:
            ExamprepError: the file cannot be used or made; the text says why.
        """
        try:
            self.sit_down(self.candidates.find(name))
        except UnknownCandidate:
            see_none_is_damaged(self.candidates.folder, name)
            self.enroll(name, EVERY_ID[0], None)

    def enroll(self, name: str, exam: str, day: date | None) -> None:
        """Start a new candidate with a goal, and sit them down.

        After a failure half-way the same call goes on with the file that was made.

        Raises:
            UnwritableFile: the progress file could not be made.
            NameTaken: the name is taken, empty or too long.
        """
        if self._half_made is None or self._half_made.journal.name != tidy(name):
            journal = self.candidates.create(name, self.times.now())
            self._half_made = Record.open(journal.path)
        record = self._half_made
        record.set_goal(exam, day, self.times.now())
        self.record, self._half_made = record, None
        self.remember(candidate=record.journal.path.stem)

    def remember(self, **values: object) -> str:
        """Change settings and keep them; give the fault's text where the disk refused."""
        self.settings = replace(self.settings, **values)  # type: ignore[arg-type]
        try:
            save_settings(self.settings)
        except UnwritableFile as error:
            return str(error)
        return ""

    @property
    def exam(self) -> str:
        """Give the outline of the candidate's goal, or the first one."""
        goal = self.record.state.goal if self.record else None
        return goal.exam if goal and goal.exam in EVERY_ID else EVERY_ID[0]

    def pace(self, count: int) -> float:
        """Give the seconds that the exam grants for so many questions."""
        each = self.settings.seconds or outline(self.exam).seconds_per_item
        return float(round(each * count))

    def pool(self, topics: Sequence[str] = (), mode: Mode = "mixed") -> Pool:
        """Give all of the topics named; of a bank, and of all banks, what the goal's exam asks."""
        return _pool(self, topics, deciding(self.exam, mode))

    def choose(self, plan: Plan, pool: Pool | None = None) -> Choice:
        """Choose the items of a plan, out of a pool where one is given."""
        wanted, count = pool or self.pool(plan.topics, plan.mode), min(plan.count, MOST_QUESTIONS)
        return chosen(self, wanted, count, plan.mode, _seed(self, plan))

    def start(self, plan: Plan) -> Sitting:
        """Start what a plan says; its first block waits to be saved.

        Raises:
            NotAllowed: no question fits; the text says what to choose instead.
        """
        seed = _seed(self, plan)
        if plan.blueprint or plan.assigned:
            return _given(self, plan, plan.blueprint, seed)
        if plan.kind == "drill":
            slot, items = _opening(self, plan.topics, seed)
            return self.sit_slots([slot], items, plan, self.title(plan))
        names = plan.names or self.choose(replace(plan, seed=seed)).names
        if not names:
            raise NotAllowed(nothing_in(plan.mode))
        return self.sit(names, plan.kind, seed, plan.seconds, self.title(plan))

    def sit(
        self, names: Sequence[str], kind: Kind, seed: int, seconds: float | None, title: str
    ) -> Sitting:
        """Start an attempt on these items in this order, but for what an open mock exam asks."""
        names, plan = without_open_mocks(self, names), Plan(kind, seconds=seconds)
        slots, items = slots_of(names, seed), self.library.items(names)
        return reflagged(self.sit_slots(slots, items, plan, title))

    def sit_slots(
        self,
        slots: Sequence[Slot],
        items: dict[str, Item],
        plan: Plan,
        title: str,
        exam: Sat | None = None,
    ) -> Sitting:
        """Start an attempt on these slots, given their items by name."""
        record = self.open_record()
        name, now = record.journal.new_id(), self.times.now()
        slots = printed(slots, items)
        attempt = begin(name, plan.kind, slots, now, limit=plan.seconds, title=title)
        attempt = replace(attempt, topics=plan.topics, exam=exam, assigned=plan.assigned)
        attempt.versions.update(versions(self.library))
        return Sitting.start(record, attempt, items, self.times)

    def resume(self, attempt: Attempt) -> Sitting:
        """Go on with an open attempt; an item that is gone only says so where it stood.

        Raises:
            NotAllowed: another window has finished it meanwhile.
        """
        if parked := self.parked.pop(attempt.id, None):
            parked.resume_clock()
            return parked
        record = self.open_record()
        record.catch_up()
        if attempt.id not in record.state.open:
            noun = noun_of(attempt.kind)
            raise NotAllowed(tr("This {noun} was finished in another window.", noun=noun))
        newest = record.state.open[attempt.id]
        items = _items_of(newest, self.library)
        if newest.kind == "drill":
            items |= _drillable(self, newest.topics)
        sitting = Sitting.resume(record, newest, items, self.times)
        sitting.versions = versions(self.library)
        return sitting

    def park(self, sitting: Sitting) -> None:
        """Keep a sitting that is left while not all of it is on disk."""
        if sitting.unsaved:
            self.parked[sitting.attempt.id] = sitting

    def title(self, plan: Plan) -> str:
        """Name a quiz after its only topic; empty where it has several, which a drill counts."""
        if len(plan.topics) == 1:
            return self.topic_title(plan.topics[0])
        return _kinds(self, plan.topics) if plan.kind == "drill" else ""

    def topic_title(self, topic: str) -> str:
        """Give the title of a bank or of a `bank:topic`; an unknown one stays as it is."""
        return title_of(self.library, topic)

    def seed(self) -> int:
        """Give a new seed: 31 bits of the wall clock's finest digits."""
        return seed_of(str(time.time_ns()))

    def open_record(self) -> Record:
        """Give the record of whoever is at the desk.

        Raises:
            NotAllowed: nobody is.
        """
        if self.record is None:
            raise NotAllowed(tr("Nobody is at the desk yet; add a candidate first."))
        return self.record


def _pool(desk: Desk, topics: Sequence[str], exam: str) -> Pool:
    kept = kept_for_mocks(desk, exam)
    return desk.selection.pool(desk.library, topics, exam, kept)


def _seed(desk: Desk, plan: Plan) -> int:
    return desk.seed() if plan.seed is None else plan.seed


def _items_of(attempt: Attempt, library: Library) -> dict[str, Item]:
    names = [slot.item for slot in attempt.slots]
    return {name: gone(name) for name in names} | library.items(names)


def _given(desk: Desk, plan: Plan, blueprint: Blueprint | None, seed: int) -> Sitting:
    """Begin a mock exam, or what was assigned; the start of the app needs neither."""
    from examprep.desk.assignments import find, take
    from examprep.desk.mocks import begin_mock

    if blueprint is None:
        return take(desk, find(plan.assigned.id if plan.assigned else ""))
    return begin_mock(desk, blueprint, seed, plan.seconds)


def _drillable(desk: Desk, topics: Sequence[str]) -> dict[str, Item]:
    from examprep.desk.drill import drillable  # the start of the app needs it not

    return drillable(desk.library, topics, desk.exam)


def _opening(desk: Desk, topics: Sequence[str], seed: int) -> tuple[Slot, dict[str, Item]]:
    """Give the first question of a drill, and all it may ask."""
    from examprep.desk.drill import opening

    items = _drillable(desk, topics)
    return opening(items, seed), items


def _kinds(desk: Desk, topics: Sequence[str]) -> str:
    """Count the kinds of a drill; empty where it asks of all there are."""
    from examprep.desk.drill import kinds_in

    return plural(len(kinds_in(desk.library, topics, desk.exam)), "kind") if topics else ""
