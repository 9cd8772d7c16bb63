"""Reports kept in the cache folder: with nothing new, one is read instead of made anew.

A report is known by all that it is made of: every response, the people, the questions as the
banks have them, the exam, the period and the version of the program.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from examprep import __version__, stash
from examprep.banks.item import Item
from examprep.cohort.gathering import Gathered
from examprep.cohort.report import Period, Report
from examprep.cohort.subject import Subject
from examprep.places import cache_folder
from examprep.words import language

# Raised with every change of what a report is or how it is made; its texts are in a language.
_REPORT = 4
_MAGIC = f"examprep report {__version__} {_REPORT} {language()}\n".encode()
_MOST = 20


def key_of(
    found: Gathered,
    subject: Subject,
    items: Mapping[str, Item],
    period: Period,
    more: Sequence[str],
) -> str:
    """Give what a report is known by; `more` are further texts that stand in it."""
    total = blake2b(_MAGIC + subject.syllabus.digest + subject.areas, digest_size=20)
    words = [subject.exam.id, str(period.since), str(period.today), found.key, *more]
    words += [
        f"{one.key}\t{one.name}\t{one.exam}\t{one.day}\t{one.damaged}\t{one.reported}"
        for one in found.people
    ]
    words += [*found.items, *(f"{a}\t{b}" for a, b in subject.topic_titles)]
    words += [repr(item) for item in items.values()]
    total.update("\n".join(words).encode("utf-8", "replace"))
    return total.hexdigest()


def kept(key: str) -> Report | None:
    """Give the report that was kept, if it is whole."""
    body = stash.kept(_place(key), _MAGIC)
    if body is not None:
        with contextlib.suppress(ValueError):
            return msgspec.msgpack.decode(body, type=Report)
    return None


def keep(key: str, found: Report) -> None:
    """Keep a report, and the last few besides; one that cannot be kept costs time alone."""
    stash.keep(_place(key), _MAGIC, msgspec.msgpack.encode(found), _MOST)


def _place(key: str) -> Path:
    return cache_folder() / "reports" / f"{key}.report"
