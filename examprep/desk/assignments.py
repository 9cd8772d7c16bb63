"""The assignments that were given to candidates here: kept, looked through, and taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from examprep import places
from examprep.attempts.attempt import Attempt
from examprep.banks.library import Library
from examprep.cohort.assigned import Row, who_did_what
from examprep.cohort.assignment import Assignment
from examprep.cohort.assignment_file import read_assignment, read_sealed
from examprep.cohort.taken import taken_of
from examprep.dates import local
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.errors import ExamprepError, NotAllowed, UnreadableFile
from examprep.files import MEBIBYTE, read_bytes, reason, replace_bytes
from examprep.problems import Problem, problem_of
from examprep.progress.opening import ASSIGNMENT_ID
from examprep.progress.sitting import Sitting
from examprep.progress.state import CandidateState
from examprep.progress.summary import Summary
from examprep.text import plural
from examprep.words import tr

CHANGED = tr("it was changed after it was made; ask whoever gave it to you for it again")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands with an assignment: what is open, what is over, what was done."""

    assignment: Assignment
    row: Row
    open: Attempt | None
    finished: tuple[Summary, ...]

    @property
    def left(self) -> int:
        """Count the attempts that can still be begun."""
        begun = len(self.finished) + (self.open is not None)
        return max(0, self.assignment.attempts - begun)

    @property
    def possible(self) -> bool:
        """Tell whether it can be begun or gone on with."""
        return self.open is not None or self.left > 0

    def hides(self, today: date) -> bool:
        """Tell whether its results are not told yet."""
        return self.assignment.assigned.hides(today)


def keep(path: Path) -> Assignment:
    """Read an assignment and keep it here; by its id, where it is here already.

    The file it is kept in is named by its id alone, never by what the file says.

    Raises:
        UnreadableFile: it is none, or was changed after it was made.
        NewerFormat: a later program wrote it.
        UnwritableFile: it cannot be kept.
    """
    if ASSIGNMENT_ID.fullmatch(str(path)) and not path.exists():
        return find(str(path))
    data = read_bytes(path, MEBIBYTE)
    found = read_sealed(data, str(path))
    if not found.intact:
        raise UnreadableFile(f"{path}: {CHANGED}")
    target, before = _place(found.assignment.id), b""
    with suppress(UnreadableFile):  # not kept here yet
        before = read_bytes(target, MEBIBYTE)
    if before != data:
        replace_bytes(target, data)
    return found.assignment


def find(name: str) -> Assignment:
    """Give the assignment of an id that is kept here.

    Raises:
        UnreadableFile: there is none, or it was changed.
        NewerFormat: a later program wrote it.
    """
    path = _place(name)
    if ASSIGNMENT_ID.fullmatch(name) and path.exists():
        found = read_assignment(path)
        if not found.intact:
            raise UnreadableFile(f"{path}: {CHANGED}")
        return found.assignment
    for one in listed(places.assignments_folder())[0]:  # put there by hand, under its own name
        if one.id == name:
            return one
    raise UnreadableFile(
        tr("there is no assignment {name} here: examprep assign take FILE", name=name[:40])
    )


def _place(name: str) -> Path:
    return places.assignments_folder() / f"{name}.toml"


def listed(folder: Path) -> tuple[list[Assignment], list[Problem]]:
    """Read the assignments of a folder, the first due first, and what is wrong with others."""
    found: list[Assignment] = []
    problems = []
    for path in _files(folder):
        try:
            one = read_assignment(path)
            if not one.intact:
                raise UnreadableFile(f"{path}: {CHANGED}")
            found.append(one.assignment)
        except ExamprepError as error:
            problems.append(problem_of(path, str(error)))
    single = {one.id: one for one in found}.values()
    return sorted(single, key=lambda one: (one.due or date.max, one.made)), problems


def _files(folder: Path) -> list[Path]:
    """List the files of a folder of assignments.

    Raises:
        UnreadableFile: it cannot be looked into.
    """
    try:
        entries = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableFile(
            tr("{folder}: cannot be read: {reason}", folder=folder, reason=reason(error))
        ) from error
    return [path for path in entries if path.suffix == ".toml" and not path.name.startswith(".")]


def standings(desk: Desk) -> tuple[list[Standing], list[Problem]]:
    """Tell where whoever is at the desk stands with each assignment; what is open comes first.

    Raises:
        NotAllowed: nobody is at the desk.
        UnreadableFile: the folder cannot be read.
    """
    found, problems = listed(places.assignments_folder())
    if not found:
        return [], problems
    state, today = desk.open_record().state, today_of(desk)
    every = [standing(state, one, today) for one in found]
    return sorted(every, key=lambda one: one.row.done == "done"), problems


def standing(state: CandidateState, one: Assignment, today: date) -> Standing:
    """Tell where a candidate stands with an assignment."""
    (row,) = who_did_what([one], {state.name: taken_of(state)}, today)
    done = (each for each in tuple(state.finished.values()) if each.assignment == one.id)
    return Standing(one, row, _open(state, one.id), tuple(sorted(done, key=lambda each: each.at)))


def _open(state: CandidateState, name: str) -> Attempt | None:
    opened = tuple(state.open.values())
    mine = (one for one in opened if one.assigned and one.assigned.id == name)
    return max(mine, key=lambda one: one.started, default=None)


def today_of(desk: Desk) -> date:
    """Give the day on this machine's calendar."""
    return local(desk.times.now()).date()


def take(desk: Desk, one: Assignment) -> Sitting:
    """Begin an assignment, or go on with the attempt at it that is open.

    Raises:
        NotAllowed: all attempts are used, or the banks lack questions of it.
    """
    record = desk.open_record()
    record.catch_up()
    now = standing(record.state, one, today_of(desk))
    if now.open:
        return desk.resume(now.open)
    if not now.left:
        allowed = plural(one.attempts, "attempt")
        raise NotAllowed(
            tr('"{title}" allows {allowed}, and no more is left.', title=one.title, allowed=allowed)
        )
    items = desk.library.items(slot.item for slot in one.slots)
    if fault := missing_words(one, items, desk.library):
        raise NotAllowed(fault)
    seconds = None if one.seconds is None else float(one.seconds)
    plan = Plan(one.kind, seconds=seconds, assigned=one.assigned)
    return desk.sit_slots(one.slots, items, plan, one.title, one.exam)


def missing_words(one: Assignment, items: Iterable[str], library: Library) -> str:
    """Name the questions that the banks here lack, and say how to get them; empty for none."""
    have = {*items}
    lacking = list(dict.fromkeys(slot.item for slot in one.slots if slot.item not in have))
    if not lacking:
        return ""
    known = {bank.id for bank in library.banks()}
    versions = dict(one.versions)
    by_bank = Counter(name.partition("/")[0] for name in lacking)
    ways = [_way(bank, versions.get(bank, ""), known) for bank in by_bank]
    named = ", ".join(lacking[:_NAMED]) + ", \u2026" * (len(lacking) > _NAMED)
    many = plural(len(lacking), "question")
    return tr(
        '"{title}" needs {many} that are not here ({named}): {join}.',
        title=one.title,
        many=many,
        named=named,
        join="; ".join(ways),
    )


def _way(bank: str, version: str, known: set[str]) -> str:
    """Say how to get what a bank lacks."""
    of = f" {version}" if version else ""
    if bank in known:
        return tr(
            "bring the bank {bank} to version{value}", bank=bank, value=of or " of the assignment"
        )
    return tr(
        "put the bank {bank}{of} into {data_folder}",
        bank=bank,
        of=of,
        data_folder=places.data_folder() / "banks",
    )


def key_words(one: Assignment, library: Library) -> str:
    """Say where keys are others than when the assignment was made; empty where none is."""
    items = library.items(slot.item for slot in one.slots)
    pairs = ((slot.key_print, items.get(slot.item)) for slot in one.slots)
    count = sum(bool(kept and item and item.key_print != kept) for kept, item in pairs)
    if not count:
        return ""
    many = plural(count, "question has", "questions have")
    return tr(
        "{many} another key here than when this was made: the banks differ in version.", many=many
    )
