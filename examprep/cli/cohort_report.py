"""`examprep cohort report`: what to teach, who is at risk, which questions are bad."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli.output import line, print_json, say, write_out
from examprep.dates import local
from examprep.errors import UnwritableFile
from examprep.text import plural

if TYPE_CHECKING:
    from examprep.cohort.report import Report
    from examprep.desk.classroom import Classroom

EXAMPLES = """\
examples:
  examprep cohort report tuesday                            the cohort named tuesday, in lines
  examprep cohort report ~/shared/tuesday --html week.html  a page to print or pass on
  examprep cohort report tuesday --exam cspt --since 2027-01-04 --json
"""
_SHOWN = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXAMPLES
    add("sources", nargs="+", metavar="SOURCE", help="a cohort's name, a file or a folder")
    add(
        "--exam", metavar="E", default="", help="ptce, cspt, excpt (default: what most prepare for)"
    )
    add("--since", metavar="D", help="count answers from this day on: 2027-01-04")
    add("--html", metavar="F", type=Path, help="write the report as one page")
    add("--csv", metavar="D", type=Path, help="write tables and responses into a folder, as CSV")
    add("--parquet", metavar="D", type=Path, help="write the responses into a folder, as Parquet")
    add("--json", action="store_true", help="print the report as JSON")
    add("--force", action="store_true", help="write over files that stand there")


def run(args: argparse.Namespace) -> int:
    """Make the report and give it out; 2 where the arguments make no sense, 1 with bad files."""
    from examprep.banks.library import Library
    from examprep.desk.classroom import look

    try:
        since = date.fromisoformat(args.since) if args.since else None
    except ValueError:
        say(f"examprep cohort report: --since takes a day like 2027-01-04, not {args.since}")
        return 2
    with closing(Library.open()) as library:
        found = look(library, args.sources, _today(), args.exam, since)
    _tell_problems(found)
    if not found.gathered.people:
        say("examprep cohort report: no progress file was found there")
        return 1
    _write(args, found)
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


def _write(args: argparse.Namespace, found: Classroom) -> None:
    """Write the files that are asked for.

    Raises:
        UnwritableFile: one stands there already, or cannot be written.
    """
    from examprep.cohort import spread, tables

    if args.html:
        from examprep.cohort.page import page

        _one(args.html, page(found.report).encode(), force=args.force)
    if args.csv:
        for name, text in tables.csv_files(found.report).items():
            _one(args.csv / name, text.encode(), force=args.force)
        place = _free(args.csv / "responses.csv", force=args.force)
        spread.write_csv(found.gathered.table, place, found.topics)
        say(place)
    if args.parquet:
        spread.arrow(found.gathered.table)  # what is missing is said before anything is replaced
        place = _free(args.parquet / "responses.parquet", force=args.force)
        spread.write_parquet(found.gathered.table, place, found.topics)
        say(place)


def _one(path: Path, data: bytes, *, force: bool) -> None:
    write_out(_free(path, force=force, beside=False), data)
    say(path)


def _free(path: Path, *, force: bool, beside: bool = True) -> Path:
    """Make room for a file, and for the dictionary beside it, where that is allowed."""
    every = [path, path.with_name(f"{path.name}.md")] if beside else [path]
    there = [one for one in every if one.is_symlink() or one.exists()]
    if there and not force:
        raise UnwritableFile(f"{there[0]}: stands there already; --force writes over it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for one in there:
            one.unlink()
    except OSError as error:
        from examprep.files import reason

        raise UnwritableFile(f"{path}: cannot be written: {reason(error)}") from error
    return path


def lines(found: Report) -> Iterator[str]:
    """Give the report in lines: in short, what to teach, who is at risk, which keys to look at."""
    from examprep.cohort import words

    yield f"{found.title}: {words.headline(found)}"
    yield from (f"{label}: {text}" for label, text in words.in_short(found))
    taught = (
        f"{words.points(one.lost):>5}  {words.group_words(one)}  {one.title}"
        f"{'' if one.weak else ' (perhaps)'}"
        for one in found.to_teach
    )
    yield from _listed("What to teach: points of the exam that it costs, share right", [*taught])
    yield from _people(found)
    keys = [f"{one.name} (n = {one.n:,}): {words.doubt_words(one)}" for one in found.suspects]
    yield from _listed("Keys to look at: never changed by themselves", keys)


def _people(found: Report) -> Iterator[str]:
    """Say who is at risk, who improved and who stopped."""
    from examprep.cohort import words

    risk = [f"{words.short_chance(one)}  {one.name}" for one in found.at_risk]
    yield from _listed("Likely to fail: chance to pass with its 80 % interval", risk)
    unsure = [f"{words.short_chance(one)}  {one.name}" for one in found.below_even]
    yield from _listed("Below even, but not sure", unsure)
    better = [f"{words.change_words(one)}  {one.name}" for one in found.improved]
    yield from _listed("Improved: percent points of the exam in three weeks", better)
    gone = [f"{one.last}  {one.name}" for one in found.stopped]
    yield from _listed("Stopped practising: the last answer", gone)


def _listed(head: str, every: list[str]) -> Iterator[str]:
    """Give a list under its heading, cut where it is long; nothing where it is empty."""
    if every:
        yield from ("", head, *(f"  {one}" for one in every[:_SHOWN]))
        yield from _more(len(every))


def _more(count: int) -> Iterator[str]:
    if count > _SHOWN:
        yield f"  and {plural(count - _SHOWN, 'more', 'more')}"


def _kept(text: str) -> str:
    """Make a text one line that any output can take, its indent kept."""
    return " " * (len(text) - len(text.lstrip(" "))) + line(text)
