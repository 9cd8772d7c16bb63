"""What `examprep assign new` is asked for, read from its arguments."""

from __future__ import annotations

import argparse
from datetime import date

from examprep.banks.library import Library
from examprep.cli.exam import blueprint_of
from examprep.cli.quiz import HIGHEST_SEED, number
from examprep.cli.topics import resolve
from examprep.cohort.assignment import LONGEST_TITLE, MOST_ATTEMPTS, MOST_SECONDS, MOST_SLOTS
from examprep.dates import UnclearDate, read_date
from examprep.desk.assigning import Wish
from examprep.errors import UsageFault
from examprep.exams.blueprint import Blueprint
from examprep.words import tr

_MINUTE = 60


def wish_of(library: Library, args: argparse.Namespace, today: date) -> Wish:
    """Give what the arguments ask for.

    Raises:
        UsageFault: they make no sense, or do not go together.
    """
    minutes = number(args.minutes, "--minutes", 1, MOST_SECONDS // _MINUTE)
    blueprint = _blueprint(args)
    due = _due(args.due, today)
    _see_feedback(args.feedback, due, blueprint)
    for name, text in (("--title", args.title), ("--from", args.sender)):
        if len(text) > LONGEST_TITLE:
            raise UsageFault(
                tr("{name} takes at most {most} characters", name=name, most=LONGEST_TITLE)
            )
    return Wish(
        blueprint=blueprint,
        topics=() if blueprint else resolve(library, [], args.topic),
        count=number(args.count, "-n", 1, MOST_SLOTS) or 20,
        seed=number(args.seed, "--seed", 0, HIGHEST_SEED),
        seconds=None if minutes is None else minutes * _MINUTE,
        due=due,
        attempts=number(args.attempts, "--attempts", 1, MOST_ATTEMPTS) or 1,
        feedback=args.feedback,
        title=args.title,
        sender=args.sender,
    )


def _blueprint(args: argparse.Namespace) -> Blueprint | None:
    """Give the blueprint of a mock exam; none for questions on topics."""
    if bool(args.exam) == bool(args.topic):
        raise UsageFault(tr("name either --exam or --topic: what is to be asked"))
    if args.exam:
        if args.count:
            words = tr("-n goes with --topic; an exam has its own number, see --length")
            raise UsageFault(words)
        return blueprint_of(args, [args.exam])
    if args.length or args.extra:
        raise UsageFault(tr("--length and --extra go with --exam"))
    return None


def _due(text: str | None, today: date) -> date | None:
    try:
        return read_date(text, today) if text is not None else None
    except UnclearDate as error:
        raise UsageFault(f"--due: {error}") from error


def _see_feedback(feedback: str, due: date | None, blueprint: Blueprint | None) -> None:
    if feedback == "after-due" and due is None:
        raise UsageFault(tr("--feedback after-due needs a --due date"))
    if feedback == "each" and blueprint:
        raise UsageFault(tr("a mock exam tells nothing before its end: leave --feedback each out"))
