"""Assignments in lines: what was given to the candidate, when it is due, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from examprep.cli.menu.page import Page, Word
from examprep.cli.menu.results import again, take
from examprep.cli.menu.visit import Visit
from examprep.desk.assigned_words import due_words, rule_words, standing_words, title_words
from examprep.desk.assignments import Standing, keep, key_words, standings
from examprep.desk.assignments import take as begin
from examprep.errors import NotAllowed
from examprep.words import tr

NONE = tr("No assignment here yet. file opens one that you were given.")


class Assigned(Page):
    """The assignments of the candidate at the desk."""

    TITLE = tr("Assignments")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("open", "what one asks; begin it, go on with it, or its result"),
        Word("file", "bring in an assignment file that you were given"),
    )

    def lines(self) -> Iterator[str]:
        """List them, and what is wrong with their files."""
        given, faults = standings(self.desk)
        yield from map(self._row, given)
        if not given:
            yield NONE
        yield from map(str, faults)

    def _row(self, one: Standing) -> str:
        today = self.visit.today()
        due = due_words(one.assignment.due, today)
        words = [title_words(one.assignment), due, standing_words(one, today)]
        return ", ".join(filter(None, words))

    def do_open(self, given: str) -> None:
        """Go to one of them."""
        every, _ = standings(self.desk)
        place = self.visit.pick(tr("Which one?"), list(map(self._row, every)), given)
        if place is not None:
            self.visit.open(Given(self.visit, every[place]))

    def do_file(self, given: str) -> None:
        """Bring one in."""
        name = self.visit.asked(given, tr("Type the path of the file."))
        if name:
            one = keep(Path(name).expanduser())
            self.visit.say(tr("Kept: {title}.", title=title_words(one)))
            self.visit.moved = True


class Given(Page):
    """One assignment; no clock runs before `begin`."""

    TITLE = tr("Assignment")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("begin", "begin it, or go on with it; its clock runs from then"),
        Word("result", "what the latest attempt came to"),
    )

    def __init__(self, visit: Visit, standing: Standing) -> None:
        super().__init__(visit)
        self.name = standing.assignment.id

    @property
    def standing(self) -> Standing:
        """Give where the candidate stands now."""
        every, _ = standings(self.desk)
        found = next((one for one in every if one.assignment.id == self.name), None)
        if found is None:
            raise NotAllowed(tr("This assignment is not here any more."))
        return found

    def lines(self) -> Iterator[str]:
        """Say who gave it, what it asks and how it stands."""
        one, today = self.standing, self.visit.today()
        told = (
            title_words(one.assignment),
            rule_words(one.assignment),
            due_words(one.assignment.due, today),
            standing_words(one, today),
            key_words(one.assignment, self.desk.library),
        )
        yield from (line[:1].upper() + line[1:] for line in told if line)

    def do_begin(self, _: str) -> None:
        """Begin it, or go on with it."""
        take(self.visit, begin(self.desk, self.standing.assignment))

    def do_result(self, _: str) -> None:
        """Go to the latest result."""
        one = self.standing
        if not one.finished:
            raise NotAllowed(tr("No attempt is over yet."))
        again(self.visit, one.finished[-1].id)
