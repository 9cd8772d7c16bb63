"""Questions of an attempt read again in lines, and a report of what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from examprep.attempts.attempt import Attempt
from examprep.attempts.report import Entry
from examprep.attempts.reread import has_more_reasons, reread_face
from examprep.cli.lines.faces import face_lines
from examprep.cli.menu.page import Page, Word
from examprep.cli.menu.visit import Visit
from examprep.desk.reports import report as report_item
from examprep.errors import NotAllowed
from examprep.progress.reports import tidied
from examprep.text import time_in_words
from examprep.words import msg, tr


class Reread(Page):
    """The questions of a list, one after the other, with all that is to be learned."""

    TITLE = tr("Reread")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("next", "the next question"),
        Word("previous", "the question before"),
        Word("why", "all reasons: why the other answers are wrong too"),
        Word("report", "say in a line what is wrong with this question"),
    )

    def __init__(
        self, visit: Visit, attempt: Attempt, entries: Sequence[Entry], place: int
    ) -> None:
        super().__init__(visit)
        self.attempt = attempt
        self.entries = entries
        self.at = place
        self.every = False

    @property
    def title(self) -> str:
        """Name the question, and say where in the list it stands."""
        return tr(
            "Question {number}, {at} of {count} listed",
            number=self.entries[self.at].number,
            at=self.at + 1,
            count=len(self.entries),
        )

    def lines(self) -> Iterator[str]:
        """Give the question as it was answered, or say that it is gone."""
        entry = self.entries[self.at]
        if entry.item is None:
            gone = tr("{name} is no longer in any bank.", name=entry.name)
            yield f"{gone} {tr(OUTCOMES[entry.outcome])}"
            return
        day = self.desk.library.rekeyed.get(entry.item.name)
        yield from face_lines(
            reread_face(self.attempt, entry.slot, entry.item, every_reason=self.every, rekeyed=day)
        )

    def turn(self, by: int) -> None:
        """Go to another question of the list."""
        if not 0 <= self.at + by < len(self.entries):
            raise NotAllowed(
                tr("This is the last one.") if by > 0 else tr("This is the first one.")
            )
        self.at, self.every = self.at + by, False
        self.say_lines()

    def do_next(self, _: str) -> None:
        """Go to the next question."""
        self.turn(1)

    def do_previous(self, _: str) -> None:
        """Go to the question before."""
        self.turn(-1)

    def do_why(self, _: str) -> None:
        """Say all reasons."""
        entry = self.entries[self.at]
        if entry.item is None or not has_more_reasons(self.attempt, entry.slot, entry.item):
            raise NotAllowed(tr("There are no more reasons."))
        self.every = True
        self.say_lines()

    def do_report(self, given: str) -> None:
        """Keep a report of the question."""
        entry = self.entries[self.at]
        if entry.item is None:
            raise NotAllowed(tr("This question is gone."))
        report_on(self.visit, entry.name, self.attempt.slots[entry.slot].seed, given)


OUTCOMES = {
    "right": msg("You answered it right."),
    "partly": msg("Your answer was partly right."),
    "wrong": msg("Your answer was not right."),
    "open": msg("You did not answer it."),
}
_SHORT = {
    "right": msg("right"),
    "partly": msg("partly right"),
    "wrong": msg("not right"),
    "open": msg("not answered"),
}


def report_on(visit: Visit, item: str, seed: int, given: str) -> None:
    """Keep a line about what is wrong with a question."""
    text = tidied(visit.asked(given, tr("What is wrong with this question?")))
    if text:
        report_item(visit.desk, item, seed, text)
        visit.say(tr("Reported and saved."))


def entry_line(entry: Entry) -> str:
    """Give a question of a list: number, outcome, time, first words."""
    words = tr("no longer in any bank") if entry.item is None else " ".join(entry.item.stem.split())
    marks = [tr("question {number}", number=entry.number), tr(_SHORT[entry.outcome])]
    marks += [tr("flagged")] * entry.flag
    marks += [time_in_words(entry.seconds)] if entry.response else []
    return f"{', '.join(marks)}: {words}"
