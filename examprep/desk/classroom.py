"""An instructor's look at a cohort: files gathered, banks opened, the report made or recalled."""

from __future__ import annotations

from collections.abc import Sequence
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
    from examprep.cohort.gathering import Gathered, Member
    from examprep.cohort.report import Assigned, Report
    from examprep.cohort.subject import Subject


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
    from examprep.cohort.gathering import gather
    from examprep.cohort.registry import sources_of
    from examprep.cohort.report import Period, exam_of, report
    from examprep.cohort.subject import subject_of

    found = gather(sources_of(words))
    chosen = outline(_exam(exam) if exam else exam_of(found.table))
    subject = subject_of(library, chosen, syllabus_of(library, chosen))
    items, period = library.items(found.table.items), Period(today, since)
    done = assigned_to(found, today)
    told = [str(one) for one in (*found.problems, *done)]
    key = recall.key_of(found.table, subject, items, period, told)
    made = recall.kept(key)
    if made is None:
        made = report(found.table, subject, items, period, found.problems, done)
        recall.keep(key, made)
    return Classroom(made, found, subject)


def assigned_to(found: Gathered, today: date) -> list[Assigned]:
    """Tell who has done what of the assignments that were made on this machine.

    What is still open does not stand in what a cohort keeps of a file: it counts as not started.
    """
    from examprep.cohort.report import Assigned

    made, _ = listed(made_folder())
    known = {one.id: one for one in made}
    pairs = zip(found.table.people, found.members, strict=True)
    people = {f"{one.key}\t{one.name}": _taken(member) for one, member in pairs}
    rows = ((known[row.assignment], row) for row in who_did_what(made, people, today))
    return [
        Assigned(
            one.title,
            one.due,
            row.person.partition("\t")[2],
            row.done,
            row.score,
            row.late,
            row.altered,
        )
        for one, row in rows
    ]


def _taken(member: Member) -> list[Taken]:
    """List what one person finished of assignments."""
    return [
        Taken(
            one.assignment,
            one.at,
            one.at + one.seconds,
            one.credit,
            one.questions,
            one.reason,
        )
        for one in member.part.summaries
        if one.assignment
    ]


def _exam(name: str) -> str:
    """Give the outline that a name means: its id, or that of the exam's present one."""
    word = name.strip().casefold()
    known = [one for one in EVERY_ID if word in {one, outline(one).exam.casefold()}]
    if not known:
        exams = ", ".join(outline(one).exam.lower() for one in EVERY_ID if not outline(one).until)
        raise UnknownExam(f"there is no exam {name}; there are {exams}")
    return known[0]
