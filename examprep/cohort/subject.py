"""What a cohort prepares for, and where each of its responses belongs there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from examprep.banks.library import NO_AREA, Library
from examprep.exams.outlines import Outline, numbered
from examprep.learning.ability import RAPID
from examprep.learning.syllabus import NO_DOMAIN, Syllabus

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from examprep.cohort.table import Table

NOWHERE = -1


@dataclass(frozen=True)
class Subject:
    """An exam with what there is to learn for it.

    `areas` has for each item of the syllabus the place of its area in `exam.by_area`, `NO_AREA`
    for none; `titles` are those of topics, by the names that the syllabus has.
    """

    exam: Outline
    syllabus: Syllabus
    areas: bytes
    titles: Mapping[str, str]

    @cached_property
    def area_titles(self) -> tuple[tuple[str, str], ...]:
        """Give id and title of each area, in the order of the outline."""
        pairs = (pair for domain in self.exam.domains for pair in domain.areas.items())
        return tuple((area, numbered(area, title)) for area, title in pairs)

    @cached_property
    def domain_titles(self) -> tuple[tuple[str, str], ...]:
        """Give id and title of each domain."""
        return tuple((one.id, numbered(one.id, one.title)) for one in self.exam.domains)

    @cached_property
    def topic_titles(self) -> tuple[tuple[str, str], ...]:
        """Give id and title of each topic, in the order of the syllabus."""
        return tuple((name, self.titles.get(name, name)) for name in self.syllabus.topic_names)

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """Give the part of the exam that each item of the syllabus stands for; 1 in all.

        The items of a domain stand for equal parts of its weight in the outline.
        """
        syllabus = self.syllabus
        shares = np.array(syllabus.counts, float) / max(1, sum(syllabus.counts))
        each = np.append(shares / np.maximum(1, syllabus.sizes), 0.0)
        domains = np.frombuffer(syllabus.domains, np.uint8).astype(int)
        return np.asarray(each[np.where(domains == NO_DOMAIN, len(shares), domains)])


def subject_of(library: Library, exam: Outline, syllabus: Syllabus) -> Subject:
    """Give the subject of an exam as the installed banks teach it."""
    known = {name: place for place, (_, names) in enumerate(exam.by_area) for name in names}
    titles = {f"{bank}:{topic}": title for bank, topic, title, _ in library.topics()}
    return Subject(exam, syllabus, library.by_area(known), titles)


@dataclass(frozen=True)
class Placed:
    """The responses of a table by the subject, in columns of the table's length.

    `known` tells of rows to items that the banks have, with the key as it is now. `topic`, `area`
    and `domain` are places, `NOWHERE` for none. `place` is that of the item in the syllabus.
    """

    place: NDArray[np.int32]
    known: NDArray[np.bool_]
    topic: NDArray[np.int32]
    area: NDArray[np.int32]
    domain: NDArray[np.int32]
    first: NDArray[np.bool_]
    again: NDArray[np.bool_]
    """First answers, and repeats, that tell of knowledge: no rapid guesses, no key that changed."""


def placed(table: Table, subject: Subject) -> Placed:
    """Find where each response of a table belongs."""
    syllabus, places = subject.syllabus, subject.syllabus.places
    own = np.array([places.get(name, NOWHERE) for name in table.items], np.int32)
    place = own[table.item] if len(table) else np.zeros(0, np.int32)
    prints = np.append(np.array(syllabus.prints, np.int32), np.int32(0))
    same = (table.key_print == 0) | (table.key_print == prints[place])
    known = (place != NOWHERE) & same
    domains = _column(np.frombuffer(syllabus.domains, np.uint8), NO_DOMAIN)
    tells = known & (table.exam | (table.seconds >= RAPID))
    return Placed(
        place=place,
        known=known,
        topic=_column(np.array(syllabus.topics, np.int32))[place],
        area=_column(np.frombuffer(subject.areas, np.uint8), NO_AREA)[place],
        domain=domains[place],
        first=tells & (table.exposure == 1),
        again=tells & (table.exposure > 1),
    )


def _column(values: NDArray[np.generic], none: int | None = None) -> NDArray[np.int32]:
    """Give places with `NOWHERE` for none, and once more behind them for unknown items."""
    found = values.astype(np.int32)
    if none is not None:
        found[found == none] = NOWHERE
    return np.append(found, np.int32(NOWHERE))
