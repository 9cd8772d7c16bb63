"""Making assignments: the form is drawn once, then written, signed and remembered."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from examprep import places
from examprep.attempts.slots import Sat, Slot
from examprep.cohort.assignment import MOST_SECONDS, Assignment, Feedback, Sealed
from examprep.cohort.assignment_file import titled, written
from examprep.desk.desk import Desk
from examprep.desk.forms import draw, kept_back
from examprep.desk.selection import Selection, printed, slots_of, versions
from examprep.errors import NotAllowed, UnreadableFile, UnwritableFile
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import OUTLINE_IDS, outline
from examprep.files import MEBIBYTE, read_bytes, reason
from examprep.learning.choice import Chooser, Pool
from examprep.progress.disk import DISK, write_new
from examprep.progress.state import CandidateState
from examprep.text import plural
from examprep.words import tr

KEY_BYTES = 32
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """What an assignment should be: of a blueprint, or so many questions on topics."""

    blueprint: Blueprint | None = None
    topics: tuple[str, ...] = ()
    count: int = 20
    seed: int | None = None
    seconds: int | None = None
    due: date | None = None
    attempts: int = 1
    feedback: Feedback = "end"
    title: str = ""
    sender: str = ""


def make(desk: Desk, wish: Wish) -> tuple[Assignment, str]:
    """Draw the form of an assignment; give it, and what is to be said of it, if anything.

    Raises:
        NotAllowed: no question fits, or the rules do not fit each other.
    """
    seed = desk.seed() if wish.seed is None else wish.seed
    slots, sat, wanted = _form(desk, wish, seed)
    notes = [_reserve_words(desk, slots) if wish.blueprint is None else ""]
    if not slots:
        raise NotAllowed(tr("No bank has questions for this assignment."))
    items = desk.library.items(slot.item for slot in slots)
    made = Assignment(
        id="".join(secrets.choice(_LETTERS) for _ in range(_ID_LENGTH)),
        title=wish.title or _title(desk, wish),
        made=desk.times.now().replace(microsecond=0),
        slots=tuple(printed(slots, items)),
        versions=_versions(desk, slots),
        sender=wish.sender,
        seed=seed,
        seconds=_seconds(wish, len(slots)),
        due=wish.due,
        attempts=wish.attempts,
        feedback=wish.feedback,
        exam=sat,
    )
    short = wanted - len(slots)
    if short > 0:
        have = plural(len(slots), "question")
        notes.append(
            tr("the banks have {have}, {short:,} fewer than wanted", have=have, short=short)
        )
    return titled(made), "; ".join(filter(None, notes))


def _versions(desk: Desk, slots: Sequence[Slot]) -> tuple[tuple[str, str], ...]:
    """Give the versions of the banks that are asked of."""
    banks = {slot.item.partition("/")[0] for slot in slots}
    known = sorted(versions(desk.library).items())
    return tuple((bank, version) for bank, version in known if bank in banks)


def _form(desk: Desk, wish: Wish, seed: int) -> tuple[Sequence[Slot], Sat | None, int]:
    """Draw the slots, and give how many were wanted."""
    if wish.blueprint:
        drawn = draw(desk.library, CandidateState(), wish.blueprint, seed)
        items = drawn.form.items
        pretest = tuple(place for place, item in enumerate(items) if not item.scored)
        areas = tuple(item.area for item in items)
        sat = Sat(wish.blueprint.outline.id, areas, pretest, wish.blueprint.extra)
        return drawn.slots, sat, wish.blueprint.count
    return slots_of(_names(desk, wish, seed), seed), None, wish.count


def _names(desk: Desk, wish: Wish, seed: int) -> Sequence[str]:
    """Choose questions on topics; those that mock exams keep only where the others run out."""
    kept, selection, chooser = _reserve(desk), Selection(), Chooser({})
    free = selection.pool(desk.library, wish.topics, "", kept)
    names = list(chooser.choose(free, wish.count, "random", seed).names)
    if len(names) < wish.count:
        every = selection.pool(desk.library, wish.topics, "")
        left = Pool([name for name in every.names if name in kept])
        names += chooser.choose(left, wish.count - len(names), "random", seed).names
    return names


def _reserve(desk: Desk) -> frozenset[str]:
    """Name what the mock exams of every exam keep back."""
    return frozenset().union(*(kept_back(desk.library, outline(one)) for one in OUTLINE_IDS))


def _reserve_words(desk: Desk, slots: Sequence[Slot]) -> str:
    """Say how many questions had to be taken that mock exams keep back; empty for none."""
    kept = _reserve(desk)
    count = sum(slot.item in kept for slot in slots)
    if not count:
        return ""
    many = plural(count, "question is", "questions are")
    return tr(
        "{many} among those that mock exams keep back: the topics have too few others", many=many
    )


def _seconds(wish: Wish, count: int) -> int | None:
    if wish.seconds is not None or wish.blueprint is None:
        return wish.seconds
    return min(MOST_SECONDS, round(wish.blueprint.time_for(count)))


def _title(desk: Desk, wish: Wish) -> str:
    if wish.blueprint:
        return wish.blueprint.title
    return ", ".join(map(desk.topic_title, wish.topics))[:100] or tr("Quiz")


def write(made: Assignment, path: Path) -> None:
    """Write an assignment, and remember it among those made here.

    Raises:
        UnwritableFile: something stands there already, or the disk refused; nothing is overwritten.
        UnreadableFile: the key of this machine cannot be used.
    """
    data = written(made, instructor_key(make_one=True))
    _write_new(path, data)
    with suppress(OSError):  # it is there to be given away
        path.chmod(0o644)
    _write_new(places.made_folder() / f"{made.id}.toml", data)


def _write_new(path: Path, data: bytes) -> None:
    try:
        write_new(DISK, path, data)
    except FileExistsError as error:
        hint = tr("nothing is ever overwritten: choose another name")
        raise UnwritableFile(
            tr("{path}: stands there already; {hint}", path=path, hint=hint)
        ) from error
    except OSError as error:
        raise UnwritableFile(
            tr("{path}: cannot be written: {reason}", path=path, reason=reason(error))
        ) from error


def key_path() -> Path:
    """Give the path of the key that assignments made here are signed with."""
    return places.made_folder() / "instructor.key"


def instructor_key(*, make_one: bool = False) -> bytes:
    """Give the key of this machine; empty where there is none and none is to be made.

    Raises:
        UnreadableFile: its file cannot be read, or holds no key.
        UnwritableFile: it cannot be made.
    """
    path = key_path()
    if not path.exists():
        return _new_key(path) if make_one else b""
    try:
        key = bytes.fromhex(read_bytes(path, MEBIBYTE).decode().strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise UnreadableFile(
            tr("{path}: this is no key; put the right one there, or delete it", path=path)
        )
    return key


def _new_key(path: Path) -> bytes:
    """Make the key, readable by its owner alone; who made one at the same moment was first."""
    key = secrets.token_bytes(KEY_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{key.hex()}\n")
    except FileExistsError:
        return instructor_key()
    except OSError as error:
        raise UnwritableFile(
            tr("{path}: cannot be written: {reason}", path=path, reason=reason(error))
        ) from error
    return key


def is_mine(sealed: Sealed) -> bool:
    """Tell whether an assignment was made with the key of this machine, and not changed since.

    Raises:
        UnreadableFile: the key's file cannot be used.
    """
    key = instructor_key()
    return bool(key) and sealed.is_signed_by(key)
