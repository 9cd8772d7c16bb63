"""The TOML of an assignment: written, read with a cap, and sealed over what it says.

The seal is over the values, not the bytes: another line end or a comment changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from examprep.attempts.slots import Sat, Slot
from examprep.cohort.assignment import (
    LONGEST_TITLE,
    MOST_ATTEMPTS,
    MOST_SECONDS,
    MOST_SLOTS,
    Assignment,
    Feedback,
    Sealed,
    signature,
)
from examprep.errors import NewerFormat, UnreadableFile
from examprep.exams.blueprint import EXTRA
from examprep.exams.outlines import EVERY_ID
from examprep.files import MEBIBYTE, read_bytes
from examprep.progress.blocks import assignment as line
from examprep.progress.blocks import parse
from examprep.progress.codec import MOST_PRINT, MOST_WHOLE
from examprep.text import printable
from examprep.words import tr

FORMAT = 1
UNTITLED = "Assignment"
_SEAL = ("checksum", "signature")
_HEAD = """\
# An assignment for examprep. Open it with: examprep assign take FILE
# It is sealed: a change is noticed, and an assignment that was changed cannot be taken.
"""
_Whole = Annotated[int, Meta(ge=0, le=MOST_WHOLE)]
_Name = Annotated[str, Meta(pattern=r"^[^/\s]+/[^/\s]+\Z", max_length=200)]
_Text = Annotated[str, Meta(max_length=LONGEST_TITLE)]


class _Exam(msgspec.Struct):
    outline: str
    areas: list[_Text]
    pretest: list[_Whole] = []
    extra: float = 1.0


class _File(msgspec.Struct):
    assignment: Annotated[str, Meta(pattern=r"^[a-z0-9]{6,32}\Z")]
    made: datetime
    slots: Annotated[list[tuple[_Name, _Whole]], Meta(min_length=1, max_length=MOST_SLOTS)]
    key_prints: list[Annotated[int, Meta(ge=0, le=MOST_PRINT)]]
    title: _Text = ""
    versions: Annotated[list[tuple[_Text, _Text]], Meta(max_length=MOST_SLOTS)] = []
    sender: _Text = msgspec.field(name="from", default="")
    seed: _Whole = 0
    seconds: Annotated[int, Meta(ge=1, le=MOST_SECONDS)] | None = None
    due: date | None = None
    attempts: Annotated[int, Meta(ge=1, le=MOST_ATTEMPTS)] = 1
    feedback: Feedback = "end"
    exam: _Exam | None = None


def written(assignment: Assignment, key: bytes) -> bytes:
    """Write an assignment, sealed, and signed with the key of who gives it."""
    fields = _fields(assignment)
    seal = checksum(fields)
    fields |= {"checksum": seal, "signature": signature(seal, key)}
    exam = fields.pop("exam", {})
    lines = [_slot_lines(*one) if one[0] == "slots" else line(*one) for one in fields.items()]
    if exam:
        lines += ["", "[exam]", *(line(*one) for one in exam.items())]
    return (_HEAD + "\n".join(lines) + "\n").encode()


def _fields(one: Assignment) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "format": FORMAT,
        "assignment": one.id,
        "title": one.title,
        "from": one.sender,
        "made": one.made,
        "seconds": one.seconds,
        "due": one.due,
        "attempts": one.attempts,
        "feedback": one.feedback,
        "seed": one.seed,
        "versions": [[*pair] for pair in one.versions],
        "slots": [[slot.item, slot.seed] for slot in one.slots],
        "key_prints": [slot.key_print for slot in one.slots],
    }
    if one.exam:
        sat = one.exam
        fields["exam"] = {
            "outline": sat.outline,
            "areas": [*sat.areas],
            "pretest": [*sat.pretest],
            "extra": sat.extra,
        }
    return {key: value for key, value in fields.items() if value not in (None, "")}


def _slot_lines(key: str, slots: list[Any]) -> str:
    """Write one slot a line: people look at it too."""
    rows = "".join(f"  {line('a', slot).partition(' = ')[2]},\n" for slot in slots)
    return f"{key} = [\n{rows}]"


def checksum(fields: dict[str, Any]) -> str:
    """Give the checksum of what a file says, the seal left out."""
    said = {key: value for key, value in fields.items() if key not in _SEAL}
    data = msgspec.json.encode(said, order="sorted")
    return blake2b(data, digest_size=20, person=b"assignment").hexdigest()


def read_assignment(path: Path) -> Sealed:
    """Read an assignment from a file.

    Raises:
        UnreadableFile: it is missing, too large, or no assignment; the text says what is wrong.
        NewerFormat: a later examprep wrote it.
    """
    return read_sealed(read_bytes(path, MEBIBYTE), str(path))


def read_sealed(data: bytes, name: str) -> Sealed:
    """Read an assignment from bytes; `name` is what faults begin with.

    Raises:
        UnreadableFile, NewerFormat: as `read_assignment`.
    """
    try:
        fields = parse(data)
    except ValueError as error:
        words = printable(" ".join(str(error).split()))[:200]
        raise UnreadableFile(
            tr("{name}: this is no assignment: {words}", name=name, words=words)
        ) from error
    form = fields.get("format")
    if not isinstance(fields.get("assignment"), str) or type(form) is not int:
        raise UnreadableFile(
            tr("{name}: this is no assignment: `examprep assign new` makes them", name=name)
        )
    if form > FORMAT:
        raise NewerFormat(
            tr("{name}: made by a later examprep (format {n}); update examprep", name=name, n=form)
        )
    try:
        found = _assignment(msgspec.convert(fields, _File))
        seal = checksum(fields)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        words = printable(str(error).replace("$.", ""))[:200]
        raise UnreadableFile(
            tr("{name}: this assignment cannot be used: {words}", name=name, words=words)
        ) from error
    stated, signed = (str(fields.get(key, "")) for key in _SEAL)
    return Sealed(found, seal, signed, intact=seal == stated)


def _assignment(read: _File) -> Assignment:
    """Make an assignment of what was read.

    Raises:
        ValueError: its parts do not fit each other.
    """
    if len(read.key_prints) != len(read.slots):
        raise ValueError(tr("`key_prints` has not one print for each slot"))
    if read.made.tzinfo is None:
        raise ValueError(tr("`made` is not a time with its offset"))
    _see_rules(read)
    pairs = zip(read.slots, read.key_prints, strict=True)
    return Assignment(
        id=read.assignment,
        title=one_line(read.title) or UNTITLED,
        made=read.made,
        slots=tuple(Slot(name, seed, key_print=key) for (name, seed), key in pairs),
        versions=tuple((one_line(bank), one_line(version)) for bank, version in read.versions),
        sender=one_line(read.sender),
        seed=read.seed,
        seconds=read.seconds,
        due=read.due,
        attempts=read.attempts,
        feedback=read.feedback,
        exam=_sat(read.exam, len(read.slots)) if read.exam else None,
    )


def _see_rules(read: _File) -> None:
    if read.feedback == "each" and read.exam:
        raise ValueError(tr("a mock exam gives no feedback after each answer"))
    if read.feedback == "after-due" and read.due is None:
        raise ValueError(tr("feedback after the due date needs a due date"))


def _sat(read: _Exam, count: int) -> Sat:
    if read.outline not in EVERY_ID:
        known = ", ".join(EVERY_ID)
        named = read.outline[:40]
        raise ValueError(
            tr("there is no outline {name}; known are {known}", name=named, known=known)
        )
    if len(read.areas) != count:
        raise ValueError(tr("`exam.areas` has not one area for each slot"))
    tried = {*read.pretest}
    if any(place >= count for place in tried) or len(tried) >= count:
        raise ValueError(tr("`exam.pretest` names slots that are not there, or all of them"))
    if read.extra not in EXTRA:
        known = ", ".join(f"{by:g}" for by in EXTRA)
        raise ValueError(tr("`exam.extra` is none of {known}", known=known))
    return Sat(read.outline, tuple(map(one_line, read.areas)), tuple(read.pretest), read.extra)


def one_line(text: str) -> str:
    """Give a text of strangers on one line, without control characters."""
    whole = text.encode(errors="replace").decode()  # a broken terminal sends half characters
    return " ".join(printable(whole).split())


def titled(assignment: Assignment) -> Assignment:
    """Give an assignment whose texts are as they will be read again."""
    title, sender = one_line(assignment.title) or UNTITLED, one_line(assignment.sender)
    return replace(assignment, title=title, sender=sender)
