"""`examprep results`: what was finished: scores, every question again, two mocks compared."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from examprep.cli.output import line, print_json, say
from examprep.cli.quiz import number
from examprep.cli.sitting_down import seated, today_of
from examprep.errors import UsageFault
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.attempts.attempt import Attempt
    from examprep.desk.desk import Desk
    from examprep.progress.summary import Summary

EXAMPLES = tr("""\
examples:
  examprep results                   what you finished, the newest first
  examprep results 1                 the newest result
  examprep results 1 --reread        its missed questions, with their reasons; --all: every one
  examprep results 1 --save          a mock exam's report as Markdown and as a page to print
  examprep results 3 --compare 1     two mock exams, side by side
""")
_USAGE = 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    parser.epilog = EXAMPLES
    add("number", nargs="?", metavar="N", help=tr("the result of this number in the list"))
    add("--reread", action="store_true", help=tr("the missed questions with their reasons"))
    add("--all", action="store_true", help=tr("with --reread: every question"))
    add("--compare", metavar="N", help=tr("the other one of two mock exams"))
    add("--save", action="store_true", help=tr("save the report of a mock exam"))
    add("--user", metavar="NAME", default="", help=tr("the candidate"))
    add("--json", action="store_true", help=tr("print the list as JSON"))


def run(args: argparse.Namespace) -> int:
    """Print the list, or one result; 2 where the arguments make no sense."""
    from examprep.desk.standing import standing

    desk = seated(args.user)
    with closing(desk.library):
        every = standing(desk).quizzes
        try:
            return _list(desk, every, args) if args.number is None else _one(desk, every, args)
        except UsageFault as fault:
            sys.stderr.write(f"examprep results: {fault}\n")
            return _USAGE


def _list(desk: Desk, every: tuple[Summary, ...], args: argparse.Namespace) -> int:
    from examprep.cli.menu.home import summary_line

    today = today_of(desk)
    if args.reread or args.compare or args.save:
        raise UsageFault(tr("give the number of a result: examprep results 1"))
    if args.json:
        print_json([_row(n, one, told=not one.hides(today)) for n, one in enumerate(every, 1)])
        return 0
    for place, one in enumerate(every, 1):
        print(line(f"{place}. {summary_line(one, today)}"))
    if not every:
        say(tr("nothing is finished yet: examprep quiz"))
    return 0


def _row(number: int, one: Summary, *, told: bool) -> dict[str, object]:
    row: dict[str, object] = {"number": number, "kind": one.kind, "title": one.title}
    row |= {"questions": one.questions, "answered": one.answered}
    return row | {"credit": round(one.credit, 2) if told else None}


def _opened(desk: Desk, every: tuple[Summary, ...], text: str, name: str) -> Attempt:
    from examprep.attempts.names import later_words
    from examprep.progress.reopen import reopen

    if not every:
        raise UsageFault(tr("nothing is finished yet"))
    one = every[(number(text, name, 1, len(every)) or 1) - 1]
    if one.hides(today_of(desk)):
        raise UsageFault(later_words(one.told_on, today_of(desk)))
    return reopen(desk.open_record().journal.path, one.id)


def _one(desk: Desk, every: tuple[Summary, ...], args: argparse.Namespace) -> int:
    attempt = _opened(desk, every, args.number, tr("the number"))
    if args.compare or args.save:
        _of_mocks(desk, attempt, args, every)
        return 0
    print("\n".join(map(line, result_lines(desk, attempt))))
    if args.reread:
        print("\n".join(map(_kept, reread_lines(desk, attempt, every=args.all))))
    return 0


def _kept(text: str) -> str:
    return line(text) if text else ""


def _of_mocks(
    desk: Desk, attempt: Attempt, args: argparse.Namespace, every: tuple[Summary, ...]
) -> None:
    from examprep.desk.comparing import compare_lines, in_order
    from examprep.desk.mock_export import save_report
    from examprep.desk.scored import judged

    if attempt.exam is None:
        raise UsageFault(tr("only mock exams are compared and saved"))
    done = judged(desk, attempt)
    if args.save:
        print(line(save_report(done)))
    if args.compare:
        other = _opened(desk, every, args.compare, "--compare")
        if other.exam is None:
            raise UsageFault(tr("only mock exams are compared"))
        print("\n".join(map(line, compare_lines(in_order(done, judged(desk, other))))))


def result_lines(desk: Desk, attempt: Attempt) -> Iterator[str]:
    """Give the lines of a result."""
    from examprep.attempts.report import report
    from examprep.cli.lines.result import result, score_lines
    from examprep.exams.outlines import EVERY_ID

    if attempt.exam and attempt.exam.outline in EVERY_ID:
        yield from score_lines(desk, attempt)
        return
    items = desk.library.items([slot.item for slot in attempt.slots])
    yield from result(attempt, items, report(attempt, items), desk.topic_title)


def reread_lines(desk: Desk, attempt: Attempt, *, every: bool) -> Iterator[str]:
    """Give each question as it was answered, with its reasons."""
    from examprep.attempts.report import report
    from examprep.attempts.reread import reread_face
    from examprep.cli.lines.faces import face_lines

    items = desk.library.items([slot.item for slot in attempt.slots])
    done = report(attempt, items)
    entries = done.entries if every else done.missed
    yield ""
    yield tr("{questions} to reread", questions=plural(len(entries), "question"))
    for entry in entries:
        yield ""
        yield tr("Question {number}", number=entry.number)
        if entry.item is None:
            yield tr("{name} is no longer in any bank.", name=entry.name)
            continue
        day = desk.library.rekeyed.get(entry.item.name)
        shown = reread_face(attempt, entry.slot, entry.item, every_reason=True, rekeyed=day)
        yield from face_lines(shown)
