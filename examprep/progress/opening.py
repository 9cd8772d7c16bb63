"""The block that opens an attempt: its form, its rules, and what makes it a mock exam."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from examprep.attempts.attempt import Attempt, begin
from examprep.attempts.slots import RULES, Assigned, Sat, Slot
from examprep.progress.blocks import Block
from examprep.progress.codec import BAD_BLOCK, moment_in, print_in, seconds_in, whole
from examprep.text import printable

MOST_EXTRA = 10.0
# The id of an assignment, which names its file too.
ASSIGNMENT_ID = re.compile(r"[a-z0-9]{6,32}")


def attempt_block(attempt: Attempt) -> Block:
    """Give the block that opens an attempt."""
    fields: dict[str, Any] = {
        "id": attempt.id,
        "at": attempt.started,
        "kind": attempt.kind,
        "title": attempt.title,
        "slots": [[slot.item, slot.seed] for slot in attempt.slots],
        "versions": [[bank, version] for bank, version in sorted(attempt.versions.items())],
    }
    if any(prints := [slot.key_print for slot in attempt.slots]):
        fields["key_prints"] = prints
    if attempt.limit is not None:
        fields["seconds"] = attempt.limit
    if attempt.topics:
        fields["topics"] = list(attempt.topics)
    if attempt.exam:
        fields |= _exam_fields(attempt.exam)
    return Block("attempt", fields | _assigned_fields(attempt.assigned))


def _assigned_fields(assigned: Assigned | None) -> dict[str, Any]:
    if assigned is None:
        return {}
    return {"assignment": assigned.id} | ({"told": assigned.told} if assigned.told else {})


def _exam_fields(exam: Sat) -> dict[str, Any]:
    fields: dict[str, Any] = {"outline": exam.outline, "areas": list(exam.areas)}
    if exam.pretest:
        fields["pretest"] = list(exam.pretest)
    if exam.extra != 1.0:
        fields["extra"] = exam.extra
    return fields


def read_attempt(fields: dict[str, Any]) -> Attempt:
    """Read the block that opens an attempt.

    Raises:
        KeyError, TypeError, ValueError: the block is not what it should be.
    """
    if fields["kind"] not in RULES:
        raise ValueError(f"unknown kind of attempt: {fields['kind']}")
    if not fields["slots"]:
        raise ValueError("an attempt without questions")
    limit = seconds_in(fields, "seconds") if "seconds" in fields else None
    asked = [(str(name), whole(seed)) for name, seed in fields["slots"]]
    prints = _prints(fields, len(asked))
    opened = begin(
        str(fields["id"]),
        fields["kind"],
        [Slot(*one, key_print=key) for one, key in zip(asked, prints, strict=True)],
        moment_in(fields),
        limit=limit,
        title=printable(str(fields.get("title", ""))),
    )
    opened.versions.update(_versions(fields))
    exam = _exam(fields, len(opened.slots)) if opened.kind == "exam" else None
    return replace(opened, topics=_topics(fields), exam=exam, assigned=_assigned(fields))


def _assigned(fields: dict[str, Any]) -> Assigned | None:
    """Read which assignment it is of; what cannot be an id is as good as none."""
    name, told = fields.get("assignment"), fields.get("told")
    if not isinstance(name, str) or not ASSIGNMENT_ID.fullmatch(name):
        return None
    is_day = isinstance(told, date) and not isinstance(told, datetime)
    return Assigned(name, told if is_day else None)


def _prints(fields: dict[str, Any], count: int) -> list[int]:
    """Read the prints of the keys, one a slot; a list of another length tells nothing."""
    prints = fields.get("key_prints")
    if not isinstance(prints, list) or len(prints) != count:
        return [0] * count
    return [print_in(one) for one in prints]


def _exam(fields: dict[str, Any], count: int) -> Sat:
    """Read what makes an attempt a mock exam: an area for each slot, and which are not scored."""
    areas = fields["areas"]
    sound = isinstance(areas, list) and all(isinstance(area, str) for area in areas)
    if not sound or len(areas) != count:
        raise ValueError("a mock exam has an area for each question")
    pretest = tuple(map(whole, fields.get("pretest", ())))
    if any(slot >= count for slot in pretest) or len({*pretest}) >= count:
        raise ValueError("a mock exam has questions that are scored, besides those tried out")
    return Sat(str(fields["outline"]), tuple(areas), pretest, _extra(fields.get("extra", 1.0)))


def _extra(value: object) -> float:
    """Read how much more time was granted: nobody gets less, or ten times as much."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("`extra` is no number")
    if not 1.0 <= value <= MOST_EXTRA:
        raise ValueError("`extra` is out of range")
    return float(value)


def _versions(fields: dict[str, Any]) -> dict[str, str]:
    """Read the versions of the banks; what a hand made of them otherwise is as good as none."""
    try:
        return {str(bank): str(version) for bank, version in fields.get("versions", ())}
    except BAD_BLOCK:
        return {}


def _topics(fields: dict[str, Any]) -> tuple[str, ...]:
    """Read what a drill asks of; anything but a list of names stands for all."""
    topics = fields.get("topics", ())
    sound = isinstance(topics, list) and all(isinstance(topic, str) for topic in topics)
    return tuple(topics) if sound else ()
