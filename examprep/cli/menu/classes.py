"""A cohort in lines, for its instructor: what to teach, people, topics and questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from examprep.cli.cohort_report import lines as report_lines
from examprep.cli.menu.page import Page, Word
from examprep.cli.menu.visit import Visit
from examprep.cohort import words
from examprep.cohort.people import Standing
from examprep.cohort.questions import Question
from examprep.cohort.registry import cohorts
from examprep.cohort.report import Report
from examprep.cohort.telling import (
    PEOPLE,
    QUESTIONS,
    SORTINGS,
    TOPICS,
    person_facts,
    question_facts,
)
from examprep.desk.classroom import look
from examprep.errors import NotAllowed
from examprep.text import percent
from examprep.words import tr

NONE = tr(
    "No class yet. Collect the files that candidates share (examprep progress share) in a folder, "
    "and name it: examprep cohort add NAME FOLDER"
)


def choose_cohort(visit: Visit) -> None:
    """Go to a cohort; where several are named, one is chosen.

    Raises:
        NotAllowed: none is named yet.
    """
    names = list(cohorts())
    if not names:
        raise NotAllowed(NONE)
    place = 0 if len(names) == 1 else visit.pick(tr("Which class?"), names)
    if place is not None:
        visit.say(tr("Reading {name}.", name=names[place]))
        found = look(visit.desk.library, [names[place]], visit.today()).report
        visit.open(ClassPage(visit, found))


class ClassPage(Page):
    """The report of a cohort."""

    TITLE = tr("Cohort")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("topics", "every topic; sorted as you like"),
        Word("people", "everybody; one opens a person"),
        Word("questions", "every question; one opens it"),
        Word("assigned", "who has done what of each assignment"),
        Word("sort", "what these lists are sorted by"),
    )

    def __init__(self, visit: Visit, found: Report) -> None:
        super().__init__(visit)
        self.found = found
        self.sorting = dict.fromkeys(SORTINGS, 0)

    @property
    def title(self) -> str:
        """Name the cohort."""
        return tr("Cohort {title}", title=self.found.title)

    def lines(self) -> Iterator[str]:
        """Give the report in short."""
        yield from (line.strip() for line in report_lines(self.found) if line.strip())

    def told(self, word: Word) -> str:
        """Say what a list is sorted by."""
        section = {"topics": TOPICS, "people": PEOPLE, "questions": QUESTIONS}.get(word.name)
        if section is None:
            return word.help
        sorting = SORTINGS[section][self.sorting[section]]
        return tr("{help}; by {sorting}", help=word.help, sorting=tr(sorting.name))

    def do_topics(self, _: str) -> None:
        """Say the topics."""
        sorting = SORTINGS[TOPICS][self.sorting[TOPICS]]
        for one in sorted(self.found.topics, key=sorting.by):
            points = tr("costs {points} points", points=words.points(one.lost))
            self.visit.say(f"{one.title}: {words.group_words(one)}, {points}")

    def do_people(self, given: str) -> None:
        """Say the people, and one of them."""
        sorting = SORTINGS[PEOPLE][self.sorting[PEOPLE]]
        every = sorted(
            range(self.found.people), key=lambda place: sorting.by(self.found.standings[place])
        )
        rows = [_person(self.found.standings[place]) for place in every]
        chosen = self.visit.pick(tr("People."), rows, given)
        if chosen is not None:
            self.visit.say(*person_facts(self.found, every[chosen]))

    def do_questions(self, given: str) -> None:
        """Say the questions, and one of them."""
        sorting = SORTINGS[QUESTIONS][self.sorting[QUESTIONS]]
        every = sorted(self.found.questions, key=sorting.by)
        chosen = self.visit.pick(tr("Questions."), list(map(_question, every)), given)
        if chosen is not None:
            self.visit.say(*question_facts(every[chosen]))

    def do_assigned(self, _: str) -> None:
        """Say who has done what."""
        if not self.found.assignments:
            raise NotAllowed(tr("Nothing was assigned yet: examprep assign new"))
        for title, rows in words.by_assignment(self.found):
            self.visit.say(f"{title}: {words.counted(rows)}")
            self.visit.say(*(f"{one.person}: {words.done_words(one)}" for one in rows))

    def do_sort(self, given: str) -> None:
        """Sort a list by something else."""
        steps: dict[str, object] = {
            tr("{list} by {sorting}", list=name, sorting=tr(sorting.name)): (section, place)
            for section, name in (
                (TOPICS, tr("topics")),
                (PEOPLE, tr("people")),
                (QUESTIONS, tr("questions")),
            )
            for place, sorting in enumerate(SORTINGS[section])
        }
        chosen = self.visit.choose(tr("Sort which list by what?"), steps, given)
        if isinstance(chosen, tuple):
            self.sorting[chosen[0]] = chosen[1]
            self.visit.say(tr("Sorted."))


def _person(one: Standing) -> str:
    marks = words.marks(one)
    chance = words.chance_words(one)
    told = tr("{name}, chance to pass {chance}", name=one.name, chance=chance)
    return f"{told}, {marks}" if marks else told


def _question(one: Question) -> str:
    return tr(
        "{name}, n = {n:,}, {share} right, {doubt}",
        name=one.name,
        n=one.n,
        share=percent(one.facility),
        doubt=words.doubt_words(one),
    )
