"""Candidates in lines: who uses this machine, who sits down now, and somebody new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from examprep.cli.menu.ahead import exam_day
from examprep.cli.menu.page import Page, Word, sentence
from examprep.cli.menu.visit import Visit
from examprep.dates import EXAMPLES, in_words
from examprep.errors import NotAllowed
from examprep.exams.outlines import OUTLINE_IDS, outline
from examprep.places import login_name
from examprep.progress.candidates import NAME_LENGTH, Candidate, NameTaken, tidy
from examprep.progress.goal import last_goal
from examprep.text import printable
from examprep.words import tr


class Users(Page):
    """The candidates of this machine."""

    TITLE = tr("Users")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("choose", "sit somebody down"),
        Word("add", "add a candidate"),
    )

    def lines(self) -> Iterator[str]:
        """List who is here, and the files that cannot be used."""
        known, faults = self.desk.candidates.list()
        yield from map(self._row, known)
        yield from map(str, faults)

    def _row(self, one: Candidate) -> str:
        goal = last_goal(one.path)
        exam = ""
        if goal and goal.exam in OUTLINE_IDS:
            name = outline(goal.exam).name
            day = in_words(goal.date) if goal.date else ""
            exam = f", {tr('{exam} on {date}', exam=name, date=day) if day else name}"
        record = self.desk.record
        here = f", {tr('at the desk now')}" if record and record.journal.path == one.path else ""
        return f"{printable(one.name)}{exam}{here}"

    def do_choose(self, given: str) -> None:
        """Sit a candidate down, and go home."""
        known, _ = self.desk.candidates.list()
        place = self.visit.pick(tr("Who sits down?"), list(map(self._row, known)), given)
        if place is not None:
            self.desk.sit_down(known[place])
            self.visit.say(tr("{name} is at the desk.", name=printable(known[place].name)))

    def do_add(self, given: str) -> None:
        """Enroll somebody new."""
        enroll(self.visit, given)


def welcome(visit: Visit) -> None:
    """See to it that somebody is at the desk: one of those known, or somebody new."""
    known, faults = visit.desk.candidates.list()
    visit.say(*map(str, faults))
    while visit.desk.record is None:
        if known:
            rows = [*(printable(one.name) for one in known), tr("somebody new")]
            place = visit.pick(tr("Who is there?"), rows)
            if place is not None and place < len(known):
                visit.desk.sit_down(known[place])
            elif place is not None:
                enroll(visit, "")
        else:
            visit.console.head(tr("Welcome"))
            visit.say(tr("Practice for the pharmacy technician exams, in plain lines."))
            visit.say(tr("Your answers are kept in one file on this machine."))
            enroll(visit, "", tidy(login_name())[:NAME_LENGTH])


def enroll(visit: Visit, given: str, known: str = "") -> None:
    """Ask for name, exam and date of somebody new, and sit them down; nothing typed goes back.

    `known` is the name that the machine has for its user: Enter takes it.
    """
    takes = f" {tr('Enter takes {known}.', known=known)}" if known else ""
    name = visit.asked(given, f"{tr('What is your name?')}{takes}") or known
    if not tidy(name):
        visit.say(*([tr("Type a name with at least one letter or digit.")] if name else ()))
        return
    rows = [f"{outline(exam).exam}, {outline(exam).title}" for exam in OUTLINE_IDS]
    place = visit.pick(tr("Which exam?"), rows)
    if place is None:
        return
    day = _day(visit)
    try:
        visit.desk.enroll(name, OUTLINE_IDS[place], day)
    except NameTaken as fault:
        visit.say(sentence(str(fault)))
        return
    visit.say(tr("Welcome, {name}.", name=tidy(name)))


def _day(visit: Visit) -> date | None:
    """Ask for the date of the exam until it is clear."""
    while True:
        text = visit.ask(
            tr("When is the exam? Type {examples}, or Enter if you do not know.", examples=EXAMPLES)
        )
        try:
            return exam_day(text, visit.today()) if text else None
        except NotAllowed as fault:
            visit.say(str(fault))
