"""`examprep today`: what to do now, and why each question was chosen."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from typing import TYPE_CHECKING

from examprep.cli.sitting_down import seated, today_of
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.session import Session


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--user", metavar="NAME", default="", help=tr("the candidate"))
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: argparse.Namespace) -> int:
    """Print today's session."""
    from examprep.desk.session import session

    desk = seated(args.user)
    with closing(desk.library):
        found = session(desk, today_of(desk))
    if args.json:
        rows = [
            {"item": one.name, "topic": title, "why": one.why, "points": one.gain}
            | {"known": one.known}
            for title, one in found.picks
        ]
        print(json.dumps({"questions": rows, "minutes": found.minutes}, indent=2))
    else:
        print("\n".join(lines(found)))
    return 0


def lines(found: Session) -> list[str]:
    """Give the session in lines."""
    from examprep.desk.session import NOTHING, notes, reason

    head = [found.said] if found.said else []
    if not found.picks:
        return [*head, NOTHING]
    count = plural(len(found.picks), "question")
    head.append(
        tr(
            "{count} for you, about {minutes}. To start:",
            count=count,
            minutes=plural(found.minutes, "minute"),
        )
    )
    head.append(f"examprep quiz -n {len(found.picks)} --seed {found.plan.seed}")
    why = [reason(title, pick) for title, pick in found.picks]
    explained = notes(found)
    return [*head, "", *why, *([""] if explained else []), *explained]
