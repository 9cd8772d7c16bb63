"""The words that can be typed instead of an answer, in one table: names, help and actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from examprep.attempts.events import Confidence
from examprep.attempts.face import SURE
from examprep.cli.lines import wording
from examprep.cli.lines.exam_words import board, clock, highlight
from examprep.cli.lines.session import Session
from examprep.cli.lines.tools import calculate, open_card, report
from examprep.errors import NotAllowed
from examprep.text import plural, printable
from examprep.words import tr

Action = Callable[[Session, str], None]
_LONGEST_SHOWN = 30
# What people type out of habit, whatever else begins so; some are words of the menu.
_HABITS = {
    "h": "help",
    "home": "quit",
    "menu": "quit",
    "exit": "quit",
    "leave": "quit",
    "stop": "quit",
    "end": "finish",
    "continue": "next",
    "skip": "next",
    "previous": "back",
    "repeat": "again",
}
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what it does.

    `takes` names what stands behind it, if anything may; in brackets it may be left out.
    """

    name: str
    text: str
    action: Action
    takes: str = ""
    example: str = ""

    @property
    def help(self) -> str:
        """Say what it does, in the user's language."""
        told = tr(self.text)
        return (
            tr("{help}, such as {example}", help=told, example=self.example)
            if self.example
            else told
        )

    def check(self, argument: str) -> None:
        """See that the word has what it takes and nothing more.

        Raises:
            NotAllowed: it has not; the text says what to type.
        """
        optional = self.takes.startswith("[")
        if bool(argument) != bool(self.takes) and not optional:
            such = tr("Type {word}, such as {example}.", word=self, example=self.example)
            raise NotAllowed(such if self.example else tr("Type {word}.", word=self))

    def __str__(self) -> str:
        """Give the word as it is typed."""
        return f"{self.name} {self.takes}".strip()


def obey(session: Session, line: str) -> None:
    """Do what a typed word says; what can't be done is answered in one line."""
    name, _, argument = line.partition(" ")
    argument = argument.strip()
    try:
        word = find(name)
        word.check(argument)
        word.action(session, argument)
    except NotAllowed as error:
        session.console.say(str(error))


def find(name: str) -> Word:
    """Find a word by its name or a beginning that no other has.

    Raises:
        NotAllowed: no word fits, or several do; the text says so.
    """
    wanted = _HABITS.get(name.casefold(), name.casefold())
    fitting = [word for word in WORDS if word.name.startswith(wanted)]
    exact = [word for word in WORDS if word.name == wanted]
    if len(exact or fitting) == 1:
        return (exact or fitting)[0]
    shown = printable(name[:_LONGEST_SHOWN])
    if fitting:
        raise NotAllowed(
            tr(
                "{shown} could be {names}.",
                shown=shown,
                names=" or ".join(word.name for word in fitting),
            )
        )
    raise NotAllowed(
        tr("There is no word {shown}. Type a number to answer, or ? for help.", shown=shown)
    )


def _flag(session: Session, _: str) -> None:
    slot = session.here()
    session.sitting.flag(slot)
    flagged = session.attempt.marks[slot].flag
    session.console.say(tr("Flagged.") if flagged else tr("No longer flagged."))


def _confide(sure: Confidence) -> Action:
    def _note(session: Session, _: str) -> None:
        session.sitting.confide(session.here(), sure)
        session.console.say(tr("Marked: {noted}.", noted=tr(SURE[sure])))

    return _note


def _strike(session: Session, argument: str) -> None:
    slot = session.here()
    item = session.sitting.item(slot)
    if item.kind not in {"choice", "multiple"} or item.is_gone:
        raise NotAllowed(tr("There is nothing to strike out in this question."))
    order = wording.draft_at(session.sitting, slot).order
    option = order[_number(argument, len(order)) - 1]
    session.sitting.strike(slot, option)
    struck = option in session.attempt.marks[slot].struck
    session.console.say(
        tr("{argument} is struck out.", argument=argument)
        if struck
        else tr("{argument} is back.", argument=argument)
    )


def _undo(session: Session, _: str) -> None:
    slot = _answered(session)
    if slot is None:
        raise NotAllowed(tr("There is no answer to take back."))
    session.sitting.undo(slot)
    session.console.say(tr("The answer to question {number} is taken back.", number=slot + 1))
    session.last = None
    session.open(slot)


def _why(session: Session, _: str) -> None:
    if not session.attempt.rules.feedback:
        raise NotAllowed(tr("Reasons come with the result."))
    slot = _answered(session)
    if slot is None:
        raise NotAllowed(tr("Reasons come after your answer."))
    session.console.say(tr("Question {number}:", number=slot + 1))
    session.explain(slot, everything=True)


def _answered(session: Session) -> int | None:
    """Give the open question if it is answered, else the one answered last."""
    for slot in (session.slot, session.last):
        if slot is not None and slot < len(session.attempt.slots) and session.attempt.given[slot]:
            return slot
    return None


def _back(session: Session, _: str) -> None:
    if session.slot == 0:
        raise NotAllowed(tr("This is the first question."))
    session.open(session.slot - 1)


def _next(session: Session, _: str) -> None:
    if session.at_end:
        raise NotAllowed(session.hint())
    last = session.slot + 1 == len(session.attempt.slots)
    session.open(session.after(session.slot) if session.drills and last else session.slot + 1)


def _go(session: Session, argument: str) -> None:
    places = range(len(session.attempt.slots))
    wanted = {
        "open": [n for n in places if not session.attempt.given[n]],
        "flagged": [n for n in places if session.attempt.marks[n].flag],
    }.get(argument.casefold())
    if wanted is None:
        session.open(_number(argument, len(session.attempt.slots)) - 1)
    elif not wanted:
        raise NotAllowed(tr("No question is {argument}.", argument=argument.casefold()))
    else:  # from the last one on to the first
        session.open(next((n for n in wanted if n > session.slot), wanted[0]))


def _again(session: Session, _: str) -> None:
    session.open(session.slot)


def _number(text: str, most: int) -> int:
    number = int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0
    if not 1 <= number <= most:
        raise NotAllowed(tr("Type a number from 1 to {count}.", count=most))
    return number


def _pause(session: Session, _: str) -> None:
    if session.attempt.kind == "exam":
        raise NotAllowed(tr("A mock exam's clock runs on; quit leaves it, and the result says so."))
    session.sitting.pause()
    session.keep()
    session.console.say(tr("Paused, the clock stands. Press Enter to go on."))
    line = session.console.ask()
    if line is None or (line and "quit".startswith(line.casefold())):
        session.left = True
        return
    session.sitting.resume_clock()
    session.console.say(
        tr("That was not taken as an answer.") if line else tr("The clock runs again.")
    )
    session.open(session.slot)


def _list(session: Session, _: str) -> None:
    session.console.say(*wording.overview(session.attempt), hang=wording.HANG)


def _time(session: Session, _: str) -> None:
    session.console.say(wording.times(session.sitting))


def _finish(session: Session, _: str) -> None:
    missing = len(session.attempt.slots) - session.attempt.answered
    if missing and not session.drills and not session.at_end and not session.asked_to_finish:
        session.asked_to_finish = True
        left = plural(missing, "question has no answer", "questions have no answer")
        session.console.say(
            tr("{left}. Type finish again to end {noun}.", left=left, noun=session.noun)
        )
        return
    session.sitting.finish("done")


def _quit(session: Session, _: str) -> None:
    session.left = True


def _help(session: Session, _: str) -> None:
    lines = [f"{word}: {word.help}" for word in WORDS if word.text]
    head = "" if session.at_end else session.wants()
    say = session.console.say
    say(*([head] if head else []), tr("Or a word, or its beginning:"), *lines, hang=wording.HANG)


WORDS = (
    Word("back", "the question before", _back),
    Word("next", "go on without an answer", _next),
    Word("go", "open question N; go open and go flagged find the next such one", _go, "N"),
    Word("again", "hear the question again", _again),
    Word("list", "what is answered, flagged and open", _list),
    Word("flag", "flag the question to come back to it, or take the flag away", _flag),
    Word("strike", "strike out option N, or bring it back", _strike, "N"),
    Word("sure", "note before the answer that you are sure", _confide("sure")),
    Word("unsure", "note before the answer that you are not sure", _confide("unsure")),
    Word("guess", "note before the answer that you guess", _confide("guess")),
    Word("undo", "take the last answer back", _undo),
    Word("why", "all reasons for the answer you gave", _why),
    Word("calc", "work a sum out", calculate, "SUM", "calc 1250 x 60 / 480"),
    Word("card", "the reference card, or a section of it", open_card, "[NAME]"),
    Word("board", "in a mock exam: add a line to your notes, or hear them", board, "[TEXT]"),
    Word("highlight", "in a mock exam: highlight words, or take that away", highlight, "WORDS"),
    Word("report", "say in a line what is wrong with the open question", report, "TEXT"),
    Word("time", "time left and used", _time),
    Word("clock", "say the time left with each question, or not", clock),
    Word("pause", "stop the clock until you press Enter", _pause),
    Word("finish", "end it and hear the result", _finish),
    Word("quit", "leave; everything is kept to go on later", _quit),
    Word("help", "this list; ? does the same", _help),
    Word("?", "", _help),
)
