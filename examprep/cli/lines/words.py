"""The words that can be typed instead of an answer, in one table: names, help and actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten

from examprep.attempts.events import Confidence
from examprep.attempts.names import noun_of
from examprep.cli import card as cards
from examprep.cli.lines import wording
from examprep.cli.lines.exam_words import board, clock, highlight
from examprep.cli.lines.session import Session
from examprep.desk.reports import report_slot
from examprep.errors import BadFormula, NotAllowed
from examprep.exams.card import card
from examprep.text import plural, printable

Action = Callable[[Session, str], None]
_LONGEST_SHOWN = 30
_SHORT = {"h": "help"}  # as people are used to it, whatever else begins so
_MOST_DIGITS = 4
_STEM_SHOWN = 60
_EXACT = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what it does.

    `takes` names what stands behind it, if anything may; in brackets it may be left out.
    """

    name: str
    help: str
    action: Action
    takes: str = ""

    def check(self, argument: str) -> None:
        """See that the word has what it takes and nothing more.

        Raises:
            NotAllowed: it has not; the text says what to type.
        """
        optional = self.takes.startswith("[")
        if bool(argument) != bool(self.takes) and not optional:
            _, such, example = self.help.partition(", such as ")
            raise NotAllowed(f"Type {self}{such}{example}.")

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
    wanted = _SHORT.get(name.casefold(), name.casefold())
    fitting = [word for word in WORDS if word.name.startswith(wanted)]
    exact = [word for word in WORDS if word.name == wanted]
    if len(exact or fitting) == 1:
        return (exact or fitting)[0]
    shown = printable(name[:_LONGEST_SHOWN])
    if fitting:
        raise NotAllowed(f"{shown} could be {' or '.join(word.name for word in fitting)}.")
    raise NotAllowed(f"There is no word {shown}. Type a number to answer, or ? for help.")


def _flag(session: Session, _: str) -> None:
    slot = session.here()
    session.sitting.flag(slot)
    flagged = session.attempt.marks[slot].flag
    session.console.say("Flagged." if flagged else "No longer flagged.")


def _confide(sure: Confidence) -> Action:
    def _note(session: Session, _: str) -> None:
        session.sitting.confide(session.here(), sure)
        session.console.say(f"Marked: {sure}.")

    return _note


def _strike(session: Session, argument: str) -> None:
    slot = session.here()
    item = session.sitting.item(slot)
    if item.kind not in {"choice", "multiple"} or item.is_gone:
        raise NotAllowed("There is nothing to strike out in this question.")
    order = wording.draft_at(session.sitting, slot).order
    option = order[_number(argument, len(order)) - 1]
    session.sitting.strike(slot, option)
    struck = option in session.attempt.marks[slot].struck
    session.console.say(f"{argument} is struck out." if struck else f"{argument} is back.")


def _undo(session: Session, _: str) -> None:
    slot = _answered(session)
    if slot is None:
        raise NotAllowed("There is no answer to take back.")
    session.sitting.undo(slot)
    session.console.say(f"The answer to question {slot + 1} is taken back.")
    session.last = None
    session.open(slot)


def _why(session: Session, _: str) -> None:
    if not session.attempt.rules.feedback:
        raise NotAllowed("Reasons come with the result.")
    slot = _answered(session)
    if slot is None:
        raise NotAllowed("Reasons come after your answer.")
    session.console.say(f"Question {slot + 1}:")
    session.explain(slot, everything=True)


def _answered(session: Session) -> int | None:
    """Give the open question if it is answered, else the one answered last."""
    for slot in (session.slot, session.last):
        if slot is not None and slot < len(session.attempt.slots) and session.attempt.given[slot]:
            return slot
    return None


def _back(session: Session, _: str) -> None:
    if session.slot == 0:
        raise NotAllowed("This is the first question.")
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
        raise NotAllowed(f"No question is {argument.casefold()}.")
    else:  # from the last one on to the first
        session.open(next((n for n in wanted if n > session.slot), wanted[0]))


def _again(session: Session, _: str) -> None:
    session.open(session.slot)


def _number(text: str, most: int) -> int:
    number = int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0
    if not 1 <= number <= most:
        raise NotAllowed(f"Type a number from 1 to {most}.")
    return number


def _pause(session: Session, _: str) -> None:
    if session.attempt.kind == "exam":
        raise NotAllowed("A mock exam's clock runs on; quit leaves it, and the result says so.")
    session.sitting.pause()
    session.keep()
    session.console.say("Paused, the clock stands. Press Enter to go on.")
    line = session.console.ask()
    if line is None or (line and "quit".startswith(line.casefold())):
        session.left = True
        return
    session.sitting.resume_clock()
    session.console.say("That was not taken as an answer." if line else "The clock runs again.")
    session.open(session.slot)


def _list(session: Session, _: str) -> None:
    session.console.say(*wording.overview(session.attempt), hang=wording.HANG)


def _time(session: Session, _: str) -> None:
    session.console.say(wording.times(session.sitting))


def _card(session: Session, argument: str) -> None:
    if not session.attempt.rules.feedback:
        raise NotAllowed(f"The reference card is closed in a {_room(session)}.")
    if not argument:
        session.console.say(*cards.contents(card()), hang=wording.HANG)
        session.console.say("Type card and a name or number for one of them.")
        return
    section = card().section(argument)
    if section is None:
        fault = cards.unknown(card(), argument)
        raise NotAllowed(f"{fault[0].upper()}{fault[1:]}.")
    session.console.head(section.title)
    session.console.say(*cards.spoken(section), hang=wording.HANG)


def _room(session: Session) -> str:
    return "timed quiz" if session.attempt.kind == "quiz" else noun_of(session.attempt.kind)


def _calculate(session: Session, text: str) -> None:
    from examprep.calculations.numbers import decimal_places, number_text
    from examprep.calculations.sums import worked_out

    try:
        value = worked_out(text)
    except BadFormula as fault:
        raise NotAllowed(f"That can't be worked out: {fault}.") from fault
    about = "about " if decimal_places(value) > _EXACT else ""
    session.console.say(f"= {about}{number_text(value)}")


def _report(session: Session, text: str) -> None:
    """Report the question on the screen, and say which: the one answered before it may be meant."""
    last = session.last
    slot = session.here() if last is None or not session.at_end else last
    report_slot(session.sitting, slot, text)
    stem = shorten(session.sitting.item(slot).stem, _STEM_SHOWN, placeholder=" ...")
    session.console.say(f"Reported: question {slot + 1}, which begins: {stem}")
    if last is not None and last != slot and session.attempt.shows_feedback(last):
        there = f"question {last + 1}? Type go {last + 1}"
        session.console.say(f"Was it about {there}, then report it there.")


def _finish(session: Session, _: str) -> None:
    missing = len(session.attempt.slots) - session.attempt.answered
    if missing and not session.drills and not session.at_end and not session.asked_to_finish:
        session.asked_to_finish = True
        left = plural(missing, "question has", "questions have")
        session.console.say(f"{left} no answer. Type finish again to end {session.noun}.")
        return
    session.sitting.finish("done")


def _quit(session: Session, _: str) -> None:
    session.left = True


def _help(session: Session, _: str) -> None:
    lines = [f"{word}: {word.help}" for word in WORDS if word.help]
    head = "" if session.at_end else session.hint().removesuffix(" ? lists the words.")
    say = session.console.say
    say(*([head] if head else []), "Or a word, or its beginning:", *lines, hang=wording.HANG)


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
    Word("calc", "work a sum out, such as calc 1250 x 60 / 480", _calculate, "SUM"),
    Word("card", "the reference card, or a section of it", _card, "[NAME]"),
    Word("board", "in a mock exam: add a line to your notes, or hear them", board, "[TEXT]"),
    Word("highlight", "in a mock exam: highlight words, or take that away", highlight, "WORDS"),
    Word("report", "say in a line what is wrong with the open question", _report, "TEXT"),
    Word("time", "time left and used", _time),
    Word("clock", "say the time left with each question, or not", clock),
    Word("pause", "stop the clock until you press Enter", _pause),
    Word("finish", "end it and hear the result", _finish),
    Word("quit", "leave; everything is kept to go on later", _quit),
    Word("help", "this list; ? does the same", _help),
    Word("?", "", _help),
)
