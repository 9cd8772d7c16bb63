"""`examprep cohort report`: what to teach, who is at risk, which questions are bad."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli import cohort_files
from examprep.cli.output import line, print_json, say
from examprep.dates import local
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.cohort.report import Report
    from examprep.desk.classroom import Classroom

EXAMPLES = tr("""\
examples:
  examprep cohort report tuesday                             the cohort named tuesday, in lines
  examprep cohort report ~/shared/tuesday --html week.html   a page to print or pass on
  examprep cohort report tuesday --exam cspt --since 2027-01-04 --json
""")
_SHOWN = 10
BAND = tr("in brackets what holds it with 80 % probability")
N = tr("n: first answers")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXAMPLES
    add("sources", nargs="+", metavar="SOURCE", help=tr("a cohort's name, a file or a folder"))
    add(
        "--exam",
        metavar="E",
        default="",
        help=tr("ptce, cspt, excpt (default: what most prepare for)"),
    )
    add("--since", metavar="D", help=tr("count answers from this day on: 2027-01-04"))
    add("--html", metavar="F", type=Path, help=tr("write the report as one page"))
    add(
        "--csv", metavar="D", type=Path, help=tr("write tables and responses into a folder, as CSV")
    )
    add(
        "--parquet",
        metavar="D",
        type=Path,
        help=tr("write the responses into a folder, as Parquet"),
    )
    add("--json", action="store_true", help=tr("print the report as JSON"))
    add("--force", action="store_true", help=tr("write over files that stand there"))


def run(args: argparse.Namespace) -> int:
    """Make the report and give it out; 2 where the arguments make no sense, 1 with bad files."""
    from examprep.banks.library import Library
    from examprep.desk.classroom import look

    try:
        since = date.fromisoformat(args.since) if args.since else None
    except ValueError:
        words = tr("--since takes a day like 2027-01-04, not {day}", day=args.since)
        say(f"examprep cohort report: {words}")
        return 2
    with closing(Library.open()) as library:
        found = look(library, args.sources, _today(), args.exam, since)
    _tell_problems(found)
    if not found.gathered.people:
        say(f"examprep cohort report: {tr('no progress file was found there')}")
        return 1
    cohort_files.write(args, found)
    if args.json:
        from examprep.cohort.report import as_json

        print_json(as_json(found.report))
    elif not (args.html or args.csv or args.parquet):
        print("\n".join(_kept(text) for text in lines(found.report)))
    return _code(found)


def _code(found: Classroom) -> int:
    """Give 1 where a file could not be used."""
    return int(any(one.severity == "error" for one in found.gathered.problems))


def _today() -> date:
    return local(time.time()).date()


def _tell_problems(found: Classroom) -> None:
    from examprep.cohort.gathering import lines as problem_lines

    for text in problem_lines(found.gathered.problems):
        say(text)


def lines(found: Report) -> Iterator[str]:
    """Give the report in lines: in short, what to teach, who is at risk, which keys to look at."""
    from examprep.cohort import words

    yield f"{found.title}: {words.headline(found)}"
    yield from (f"{label}: {text}" for label, text in words.in_short(found))
    unsure = f" ({tr('perhaps')})"
    taught = (
        f"{words.points(one.lost):>4}  {words.group_words(one)}  {one.title}"
        f"{'' if one.weak else unsure}"
        for one in found.to_teach
    )
    head = tr("What to teach: points of the exam that it costs, share right ({band})", band=BAND)
    yield from _listed(head, [*taught])
    yield from _people(found)
    keys = [f"{one.name} (n = {one.n:,}): {words.doubt_words(one)}" for one in found.suspects]
    yield from _listed(tr("Keys to look at, never changed by themselves ({n})", n=N), keys)
    yield from _assignments(found)
    yield from ("", words.calendar_words(found))


def _assignments(found: Report) -> Iterator[str]:
    """Say who has done what of each assignment."""
    from examprep.cohort import words

    for title, rows in words.by_assignment(found):
        done = [f"{one.person}: {words.done_words(one)}" for one in rows]
        head = tr("Assignment {title}: {done}", title=title, done=words.counted(rows))
        yield from _listed(head, done)


def _people(found: Report) -> Iterator[str]:
    """Say who is at risk, who improved and who stopped."""
    from examprep.cohort import words

    risk = [f"{words.short_chance(one)}  {one.name}" for one in found.at_risk]
    yield from _listed(tr("Likely to fail: chance to pass ({band})", band=BAND), risk)
    unsure = [f"{words.short_chance(one)}  {one.name}" for one in found.below_even]
    yield from _listed(words.UNSURE, unsure)
    better = [f"{words.change_words(one)}  {one.name}" for one in found.improved]
    yield from _listed(
        tr("Improved: points of the exam in three weeks (in brackets: its 90 % band)"), better
    )
    gone = [f"{one.last}  {one.name}" for one in found.stopped]
    yield from _listed(tr("Stopped practising: the last answer"), gone)
    hurt = [
        tr("{name}: {answers} left", name=one.name, answers=plural(one.answers, "answer"))
        for one in found.damaged
    ]
    yield from _listed(tr("File damaged, not judged: ask for it again"), hurt)


def _listed(head: str, every: list[str]) -> Iterator[str]:
    """Give a list under its heading, cut where it is long; nothing where it is empty."""
    if every:
        yield from ("", head, *(f"  {one}" for one in every[:_SHOWN]))
        yield from _more(len(every))


def _more(count: int) -> Iterator[str]:
    if count > _SHOWN:
        yield f"  {tr('and {more}', more=plural(count - _SHOWN, 'more', 'more'))}"


def _kept(text: str) -> str:
    """Make a text one line that any output can take, its indent and columns kept."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return indent + "  ".join(filter(None, map(line, text.split("  "))))
