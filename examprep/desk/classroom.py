"""An instructor's look at a cohort: files gathered, banks opened, the report made or recalled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from examprep.banks.library import Library
from examprep.cohort.assigned import Taken, who_did_what
from examprep.desk.assignments import listed
from examprep.desk.knowing import syllabus_of
from examprep.errors import ExamprepError
from examprep.exams.outlines import EVERY_ID, outline
from examprep.places import made_folder

if TYPE_CHECKING:
    from examprep.cohort.gathering import Gathered
    from examprep.cohort.report import Assigned, Report
    from examprep.cohort.subject import Subject
    from examprep.cohort.table import Person


class UnknownExam(ExamprepError):  # noqa: N818 - named after the condition, as the user reads it
    """There is no exam of that name."""


@dataclass(frozen=True)
class Classroom:
    """A cohort's report, and what it was made of."""

    report: Report
    gathered: Gathered
    subject: Subject

    @property
    def topics(self) -> dict[str, str]:
        """Give the topic of each question, as the banks have it."""
        syllabus = self.subject.syllabus
        places = zip(syllabus.names, syllabus.topics, strict=True)
        return {name: syllabus.topic_names[topic] for name, topic in places}


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
    chosen = outline(_exam(exam) if exam else exam_of(found.table))
    subject = subject_of(library, chosen, syllabus_of(library, chosen))
    items, period = library.items(found.table.items), Period(today, since)
    done = assigned_to(found, chosen.id, today)
    told = [*map(str, (*found.problems, *done)), zone(today)]
    key = recall.key_of(found.table, subject, items, period, told)
    made = recall.kept(key)
    if made is None:
        made = report(found.table, subject, items, period, found.problems, done)
        recall.keep(key, made)
    return Classroom(made, found, subject)


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

    for person, member in zip(found.table.people, found.members, strict=True):
        if prepares(person, exam):
            yield person, member.part.taken


def _exam(name: str) -> str:
    """Give the outline that a name means: its id, or that of the exam's present one."""
    word = name.strip().casefold()
    known = [one for one in EVERY_ID if word in {one, outline(one).exam.casefold()}]
    if not known:
        exams = ", ".join(outline(one).exam.lower() for one in EVERY_ID if not outline(one).until)
        raise UnknownExam(f"there is no exam {name}; there are {exams}")
    return known[0]
