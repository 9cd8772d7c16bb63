"""An instructor's look at a cohort: files gathered, banks opened, the report made or recalled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from examprep.banks.library import Library
from examprep.cohort.assigned import Taken, who_did_what
from examprep.desk.assignments import listed
from examprep.desk.knowing import syllabus_of
from examprep.errors import ExamprepError
from examprep.exams.outlines import EVERY_ID, outline
from examprep.places import made_folder
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.item import Item
    from examprep.cohort.gathering import Gathered
    from examprep.cohort.report import Assigned, Report
    from examprep.cohort.subject import Subject
    from examprep.cohort.table import Person, Table
    from examprep.cohort.topics import HeatMap


class UnknownExam(ExamprepError):  # noqa: N818 - named after the condition, as the user reads it
    """There is no exam of that name."""


@dataclass(frozen=True)
class Classroom:
    """A cohort's report, and what it was made of."""

    report: Report
    gathered: Gathered
    subject: Subject
    items: Mapping[str, Item] = field(default_factory=dict)

    @cached_property
    def topics(self) -> dict[str, str]:
        """Give the topic of each question, as the banks have it."""
        syllabus = self.subject.syllabus
        places = zip(syllabus.names, syllabus.topics, strict=True)
        return {name: syllabus.topic_names[topic] for name, topic in places}

    @cached_property
    def table(self) -> Table:
        """Give the responses of the people whom the report is about."""
        from examprep.cohort.report import only, prepares

        table = self.gathered.table
        return only(table, [prepares(one, self.report.exam) for one in table.people])

    @cached_property
    def _by_topic(self) -> HeatMap:
        from examprep.cohort.report import Period
        from examprep.cohort.subject import placed
        from examprep.cohort.topics import heat_map

        where = placed(self.table, self.subject)
        rows = Period(self.report.today, self.report.since).of(self.table)
        return heat_map(self.table, where, self.subject, rows, "topic")

    def at_topic(self, topic: str) -> list[tuple[str, float | None, int]]:
        """Give who answered questions of a topic: name, share right, None for too few, answers."""
        heat = self._by_topic
        if topic not in heat.ids:
            return []
        place = heat.ids.index(topic)
        cells = zip(self.table.people, heat.shares, heat.answers, strict=True)
        return [(one.name, s[place], n[place]) for one, s, n in cells if n[place]]


def look(
    library: Library, words: Sequence[str], today: date, exam: str = "", since: date | None = None
) -> Classroom:
    """Look at the cohort that names, files and folders make up. Blocks.

    Args:
        library: the banks.
        words: names of cohorts, files and folders.
        today: the day on which it is looked at.
        exam: an exam, `ptce`, or an outline; by default the one that most people prepare for.
        since: the day from which on answers count; by default all do.

    Raises:
        UnknownExam: there is no such exam.
        UnreadableFile: the list of cohorts is damaged, or there are too many files.
    """
    # numpy comes with these, which nobody but an instructor needs.
    from examprep.cohort import recall
    from examprep.cohort.calendar import zone
    from examprep.cohort.gathering import gather
    from examprep.cohort.registry import sources_of
    from examprep.cohort.report import Period, exam_of, report
    from examprep.cohort.subject import subject_of

    found = gather(sources_of(words))
    chosen = outline(_exam(exam) if exam else exam_of(found.people))
    subject = subject_of(library, chosen, syllabus_of(library, chosen))
    items, period = library.items(found.items), Period(today, since)
    done = assigned_to(found, chosen.id, today)
    told = [*map(str, (*found.problems, *done)), zone(today)]
    key = recall.key_of(found, subject, items, period, told)
    made = recall.kept(key)
    if made is None:
        made = report(found.table, subject, items, period, found.problems, done)
        recall.keep(key, made)
    return Classroom(made, found, subject, items)


def assigned_to(found: Gathered, exam: str, today: date) -> list[Assigned]:
    """Tell who has done what of the assignments made here that somebody in the cohort began."""
    from examprep.cohort.report import Assigned

    takers = dict(_takers(found, exam))
    names = {person.key: person.name for person in takers}
    done = {person.key: taken for person, taken in takers.items()}
    begun = {one.assignment for taken in done.values() for one in taken}
    made = {one.id: one for one in listed(made_folder())[0] if one.id in begun}
    return [
        Assigned(
            assignment=made[row.assignment].title,
            due=made[row.assignment].due,
            person=names[row.person],
            done=row.done,
            score=row.score,
            late=row.late,
            altered=row.altered,
            id=row.assignment,
            key=row.person,
            attempts=row.attempts,
            finished=row.finished,
        )
        for row in who_did_what(list(made.values()), done, today)
    ]


def _takers(found: Gathered, exam: str) -> Iterator[tuple[Person, list[Taken]]]:
    """Give those who prepare for an exam, each with their attempts at assignments."""
    from examprep.cohort.report import prepares

    for person, taken in zip(found.people, found.taken, strict=True):
        if prepares(person, exam):
            yield person, taken


def _exam(name: str) -> str:
    """Give the outline that a name means: its id, or that of the exam's present one."""
    word = name.strip().casefold()
    known = [one for one in EVERY_ID if word in {one, outline(one).exam.casefold()}]
    if not known:
        exams = ", ".join(outline(one).exam.lower() for one in EVERY_ID if not outline(one).until)
        raise UnknownExam(tr("there is no exam {name}; there are {exams}", name=name, exams=exams))
    return known[0]
