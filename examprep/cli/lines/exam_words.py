"""The words for a mock exam's board, highlights and clock."""

from __future__ import annotations

from examprep.attempts.stems import places_of
from examprep.cli.lines import wording
from examprep.cli.lines.session import Session
from examprep.errors import NotAllowed
from examprep.words import tr


def board(session: Session, text: str) -> None:
    """Add a line to the board of a mock exam, or read it."""
    if not session.attempt.rules.board:
        raise NotAllowed(tr("The board is there in a mock exam."))
    if text:
        session.sitting.write_board("\n".join(filter(None, (session.attempt.board, text))))
    lines = session.attempt.board.splitlines() or [tr("Nothing is on the board.")]
    session.console.say(*lines, hang=wording.HANG)


def highlight(session: Session, text: str) -> None:
    """Highlight the words of the question that are typed, or take that away."""
    if not session.attempt.rules.board:
        raise NotAllowed(tr("Words can be highlighted in a mock exam."))
    slot = session.here()
    found = places_of(session.sitting.item(slot).stem, text)
    if not found:
        raise NotAllowed(tr("The question has no such word."))
    for place in found:
        session.sitting.light(slot, place)
    session.console.say(wording.lit_words(session.sitting, slot) or tr("Nothing is highlighted."))


def clock(session: Session, _: str) -> None:
    """Say the time left with each question, or leave it out."""
    session.clock = not session.clock
    session.console.say(
        tr("The time left is said with each question.")
        if session.clock
        else tr("The time left is left out of each question.")
    )
