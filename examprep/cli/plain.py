"""The line mode of quizzes and drills: who sits down, which attempt, and how it is left."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from examprep.attempts.attempt import Attempt
from examprep.attempts.names import count_of, kinds_like, name_of, noun_of
from examprep.cli.aloud import wants_lines
from examprep.cli.lines import wording
from examprep.cli.lines.console import Console, Signals, Stopped
from examprep.cli.lines.loop import run
from examprep.cli.lines.result import missed_lines, report_of, result, score_lines
from examprep.cli.lines.session import Session
from examprep.cli.topics import paced, resolve
from examprep.dates import local
from examprep.desk.assigned_words import hidden_words
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.errors import ExamprepError, NotAllowed, UsageFault
from examprep.exams.outlines import EVERY_ID
from examprep.problems import Problem
from examprep.progress.candidates import NameTaken
from examprep.progress.sitting import Sitting
from examprep.text import plural, time_in_words
from examprep.words import tr

START = {"drill": "examprep drill --plain", "exam": "examprep exam --plain"}
QUIZ = "examprep quiz --plain"
MOST_PROBLEMS = 3


def open_plain(desk: Desk, args: argparse.Namespace, plan: Plan) -> int:
    """Take the quiz or drill on this terminal or these pipes.

    Raises:
        UsageFault: a bank or topic is unknown, or nobody says who sits there.
        ExamprepError: no question fits, or the candidate's file can't be used.
    """
    _tell_problems(desk.problems)
    with Signals() as signals:
        console = Console.standard(signals, quiet=wants_lines(args))
        try:
            return take(desk, args, plan, console)
        except Stopped as stopped:
            if stopped.silent:
                console.abandon()
            return 0


def _tell_problems(problems: Sequence[Problem]) -> None:
    """Name the errors in files, on stderr; too many are only counted."""
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in errors[:MOST_PROBLEMS]:
        sys.stderr.write(f"{problem}\n")
    if len(errors) > MOST_PROBLEMS:
        more = plural(len(errors) - MOST_PROBLEMS, "more error")
        told = tr("{more}; examprep bank check and progress check list them", more=more)
        sys.stderr.write(f"{told}\n")


def take(desk: Desk, args: argparse.Namespace, plan: Plan, console: Console) -> int:
    """Sit somebody down, take the quiz, and give the exit code.

    Raises:
        UsageFault, ExamprepError: as `open_plain`.
        Stopped: the dialogue ended before there was anything to keep.
    """
    if not args.resume:
        plan = replace(plan, topics=resolve(desk.library, args.bank, args.topic))
    sit_down(desk, args.user, console)
    sitting = _resume(desk, plan) if args.resume else desk.start(paced(desk, plan))
    session = Session(sitting, console, desk.topic_title)
    others = "" if args.resume else _others(session, args.user)
    again = _again(sitting.attempt, args.user)
    code, _ = attend(session, again, others, lambda: _tell_result(session, desk))
    return code


def attend(
    session: Session, again: str, others: str, ended: Callable[[], None]
) -> tuple[int, Stopped | None]:
    """Go through an attempt to its end, or until it is left.

    Gives 1 where something could not be saved, else 0; and what stopped the dialogue, if anything.

    Args:
        session: the dialogue.
        again: how to go on later.
        others: what else is open, to be said first.
        ended: says what came of it once it is over.

    Raises:
        ExamprepError: what waited was kept before.
    """
    try:
        stopped = _guarded(lambda: _talk(session, others, ended))
    except ExamprepError:
        _leave(session, again, None)  # what waits is kept before the fault is told
        raise
    return _leave(session, again, stopped)


def _again(attempt: Attempt, user: str) -> str:
    """Give the command that goes on with an attempt."""
    command = f"{START.get(attempt.kind, QUIZ)} --resume"
    if attempt.assigned:
        command = f"examprep assign take {attempt.assigned.id} --plain"
    return f"{command} --user {shlex.quote(user)}" if user else command


def sit_down(desk: Desk, user: str, console: Console) -> None:
    """See to it that somebody is at the desk: by name, the one who was here, or by asking.

    Raises:
        UsageFault: the input ended before a name came.
        ExamprepError: the candidate's file can't be used or made.
    """
    if user:
        desk.admit(user)
    while desk.record is None:
        names = ", ".join(one.name for one in desk.candidates.list()[0])
        known = tr(" Here are: {names}.", names=names) if names else ""
        console.say(tr("What is your name?{known}", known=known))
        name = console.ask()
        if name is None:
            raise UsageFault(tr("nobody is at the desk; give a name with --user"))
        try:
            desk.admit(name)
        except NameTaken as error:
            console.say(f"{error}")


def _resume(desk: Desk, plan: Plan) -> Sitting:
    kind = plan.kind if plan.kind in START else ""
    attempt = desk.record.state.latest_open(*kinds_like(kind)) if desk.record else None
    if attempt is None:
        start = "examprep exam ptce --plain" if kind == "exam" else START.get(kind, QUIZ)
        raise NotAllowed(
            tr("No {noun} is open; start one: {start}", noun=noun_of(kind), start=start)
        )
    return desk.resume(attempt)


def _talk(session: Session, others: str, ended: Callable[[], None]) -> None:
    _greet(session)
    if others:
        session.console.say(others)
    session.console.say(wording.how_to_begin(session.attempt))
    run(session)
    if session.attempt.ended is not None:
        ended()


def _greet(session: Session) -> None:
    attempt = session.attempt
    name = wording.in_words(name_of(attempt.kind, attempt.title))
    limit = "" if attempt.limit is None else f", {time_in_words(attempt.limit)}"
    count = f": {plural(len(attempt.slots), 'question')}" if attempt.kind != "drill" else ""
    session.console.say(f"{name}{count}{limit}")


def _others(session: Session, user: str) -> str:
    """Say that others are open, and how to go on with the latest; empty where none is."""
    mine, state = session.attempt.id, session.sitting.record.state
    others = [one for one in state.left_open() if one.id != mine]
    if not others:
        return ""
    latest = max(others, key=lambda one: one.started)
    count = count_of([one.kind for one in others])
    left = (
        tr("{count} is still open. To go on there:", count=count)
        if len(others) == 1
        else tr("{count} are still open. To go on there:", count=count)
    )
    return f"{left}\n{_again(latest, user)}"


def _tell_result(session: Session, desk: Desk) -> None:
    console, sitting = session.console, session.sitting
    done = report_of(sitting)
    console.head(tr("Result"))
    if words := hidden_words(sitting.attempt, local(desk.times.now()).date()):
        console.say(words)
        return
    if sitting.attempt.exam and sitting.attempt.exam.outline in EVERY_ID:
        console.say(*score_lines(desk, sitting.attempt), hang=wording.HANG)
    else:
        console.say(*result(sitting.attempt, sitting.items, done, session.title), hang=wording.HANG)
    if not done.questions:
        return
    console.head(tr("Missed") if done.missed else tr("Nothing missed."))
    for entry in done.missed:
        console.say(*missed_lines(sitting, entry.slot), hang=wording.HANG)


def _guarded(work: Callable[[], None]) -> Stopped | None:
    """Run a part of the dialogue; give what stopped it, if anything did."""
    try:
        work()
    except Stopped as stopped:
        return stopped
    return None


def _leave(session: Session, again: str, stopped: Stopped | None) -> tuple[int, Stopped | None]:
    """Save what waits and say how to go on; 1 where something could not be saved."""
    session.sitting.pause()
    if stopped is None or not stopped.silent:
        stopped = _guarded(lambda: _say_goodbye(session, again))
    if stopped is not None:
        if stopped.silent:
            session.console.abandon()
        session.sitting.save_now()
    return (1 if session.sitting.unsaved else 0), stopped


def _say_goodbye(session: Session, again: str) -> None:
    console, sitting = session.console, session.sitting
    if not session.keep():
        console.say(tr("Make room or mend the disk, then press Enter to save once more."))
        console.ask()
        session.keep()
    if sitting.unsaved:
        console.say(sitting.rescue())
    elif sitting.attempt.worth_resuming:
        console.say("", tr("Everything is kept. To go on:"), again)
    sitting.record.keep_snapshot()
