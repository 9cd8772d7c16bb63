"""Words at hand beside a question: the reference card, sums, and a report of what is wrong."""

from __future__ import annotations

from textwrap import shorten

from examprep.attempts.names import noun_of
from examprep.cli import card as cards
from examprep.cli.lines import wording
from examprep.cli.lines.session import Session
from examprep.desk.reports import report_slot
from examprep.errors import BadFormula, NotAllowed
from examprep.exams.card import card
from examprep.words import tr

_STEM_SHOWN = 60
_EXACT = 6


def open_card(session: Session, argument: str) -> None:
    """Name the sections of the reference card, or say one."""
    if not session.attempt.rules.feedback:
        raise NotAllowed(tr("The reference card is closed in a {room}.", room=_room(session)))
    if not argument:
        session.console.say(*cards.contents(card()), hang=wording.HANG)
        session.console.say(tr("Type card and a name or number for one of them."))
        return
    section = card().section(argument)
    if section is None:
        fault = cards.unknown(card(), argument)
        raise NotAllowed(f"{fault[0].upper()}{fault[1:]}.")
    session.console.head(section.title)
    session.console.say(*cards.spoken(section), hang=wording.HANG)


def _room(session: Session) -> str:
    return tr("timed quiz") if session.attempt.kind == "quiz" else noun_of(session.attempt.kind)


def calculate(session: Session, text: str) -> None:
    """Work a sum out."""
    from examprep.calculations.numbers import decimal_places, number_text
    from examprep.calculations.sums import worked_out

    try:
        value = worked_out(text)
    except BadFormula as fault:
        raise NotAllowed(tr("That can't be worked out: {fault}.", fault=fault)) from fault
    number = number_text(value)
    near = decimal_places(value) > _EXACT
    session.console.say(tr("= about {number}", number=number) if near else f"= {number}")


def report(session: Session, text: str) -> None:
    """Report the question on the screen, and say which: the one answered before it may be meant."""
    last = session.last
    slot = session.here() if last is None or not session.at_end else last
    report_slot(session.sitting, slot, text)
    stem = shorten(session.sitting.item(slot).stem, _STEM_SHOWN, placeholder=" ...")
    session.console.say(
        tr("Reported: question {number}, which begins: {stem}", number=slot + 1, stem=stem)
    )
    if last is not None and last != slot and session.attempt.shows_feedback(last):
        there = tr(
            "Was it about question {number}? Type go {number}, then report it there.",
            number=last + 1,
        )
        session.console.say(there)
