"""Assignments: a fixed form with its rules, and the seal by which a change of it is noticed.

Two marks stand in the file. The checksum is made without a key: whoever opens the file notices
that it was changed by accident or by an unskilled hand. The signature is made with the key of the
instructor's machine: only there can it be checked, and nobody without the key can make it. Neither
hides the questions, and neither proves who answered them: progress files are their owners'.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from hmac import compare_digest
from typing import Literal

from examprep.attempts.slots import Assigned, Kind, Sat, Slot
from examprep.words import tr

Feedback = Literal["each", "end", "after-due"]
FEEDBACK: dict[Feedback, str] = {
    "each": tr("reasons after each answer"),
    "end": tr("result at the end"),
    "after-due": tr("result after the due date"),
}
MOST_SLOTS = 500
MOST_ATTEMPTS = 99
MOST_SECONDS = 24 * 3600
LONGEST_TITLE = 120
_BYTES = 20


@dataclass(frozen=True, slots=True)
class Assignment:
    """What everybody it is given to is asked: the same questions with the same numbers in order.

    `versions` are those of the banks when it was made; `seconds` is the limit of the whole,
    None where time is free; `due` is the last day on which it is in time. `exam` is there for a
    mock exam.
    """

    id: str
    title: str
    made: datetime
    slots: tuple[Slot, ...]
    versions: tuple[tuple[str, str], ...] = ()
    sender: str = ""
    seed: int = 0
    seconds: int | None = None
    due: date | None = None
    attempts: int = 1
    feedback: Feedback = "end"
    exam: Sat | None = None

    @property
    def kind(self) -> Kind:
        """Give the kind of attempt that it is taken as."""
        if self.exam:
            return "exam"
        return "tutor" if self.feedback == "each" else "quiz"

    @property
    def assigned(self) -> Assigned:
        """Give what an attempt at it keeps."""
        return Assigned(self.id, self.due if self.feedback == "after-due" else None)

    @property
    def questions(self) -> int:
        """Count the questions that are scored."""
        return len(self.slots) - (len({*self.exam.pretest}) if self.exam else 0)

    @property
    def form(self) -> str:
        """Give the print of its form, to compare with what an attempt asked."""
        return form_print((slot.item, slot.seed) for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An assignment as a file holds it, with the checksum of what stands there.

    `intact` tells whether it is the one that was written with it.
    """

    assignment: Assignment
    checksum: str
    signature: str
    intact: bool

    def is_signed_by(self, key: bytes) -> bool:
        """Tell whether it was made with a key, and not changed since."""
        return self.intact and compare_digest(self.signature, signature(self.checksum, key))


def signature(checksum: str, key: bytes) -> str:
    """Sign the checksum of an assignment."""
    return blake2b(checksum.encode(), key=key, digest_size=_BYTES, person=b"assignment").hexdigest()


def form_print(asked: Iterable[tuple[str, int]]) -> str:
    """Give the print of a form, from the item and seed of each slot in their order."""
    lines = "".join(f"{item} {seed}\n" for item, seed in asked)
    return blake2b(lines.encode(errors="replace"), digest_size=_BYTES).hexdigest()
