"""The loop of the line mode: show, read a line, do what it says, save, until it is over."""

from __future__ import annotations

from examprep.cli.lines.session import Session
from examprep.cli.lines.typed import is_answer
from examprep.cli.lines.watch import LAST_MINUTE, MARKS, MINUTE_LEFT, watching
from examprep.cli.lines.words import obey
from examprep.words import tr


def run(session: Session) -> None:
    """Go through an attempt until it ends or is left; everything is kept."""
    session.keep()
    while not session.over:
        if not _time_is_up(session):
            if session.fresh:
                session.show()
            _warn(session)
            line = _ask(session)
            session.failed = False
            _take(session, line)
        if not session.failed:  # once for each line is enough
            session.keep()


def _time_is_up(session: Session) -> bool:
    if session.sitting.check_time():
        session.console.say(tr("Time is up."))
        return True
    return False


def _ask(session: Session) -> str | None:
    def _speak(text: str) -> None:
        session.warned = session.warned or text == MINUTE_LEFT
        session.console.interject(text)

    marks = MARKS if session.console.quiet else (LAST_MINUTE,)
    with watching(session.sitting.left, _speak, session.sitting.beat, marks):
        return session.console.ask()


def _warn(session: Session) -> None:
    left = session.sitting.left
    if left is not None and left <= LAST_MINUTE and not session.warned:
        session.warned = True
        session.console.say(MINUTE_LEFT)


def _take(session: Session, line: str | None) -> None:
    if line is None:
        _end_of_input(session)
    elif is_answer(line):
        session.answer(line)
    elif not _time_is_up(session):
        _obey(session, line)


def _obey(session: Session, line: str) -> None:
    if line:
        obey(session, line)
    elif session.at_end and (session.drills or session.attempt.next_open is None):
        session.sitting.finish("done")
    else:
        session.console.say(session.hint())


def _end_of_input(session: Session) -> None:
    """Leave; with every question answered there is nothing to come back for."""
    if session.attempt.next_open is None:
        session.sitting.finish("done")
    elif not session.sitting.check_time():
        session.left = True
