"""`examprep progress`: where it is kept; check, show, merge, export and share it."""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli import sharing
from examprep.cli.output import aligned, line, print_json, say, write_out
from examprep.files import read_bytes
from examprep.places import cache_folder, candidates_folder
from examprep.problems import Problem
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.progress.candidates import Candidate
_PROBLEMS, _USAGE = 1, 2
_ONE_KIND = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    adders = (
        ("where", tr("print where progress files are kept")),
        ("check", tr("look for damage, hand edits and second copies")),
        ("show", tr("show a candidate's goal, figures and last attempts")),
        ("merge", tr("bring two copies of one candidate's progress together")),
        ("export", tr("write a candidate's responses as CSV")),
        ("reports", tr("list what a candidate reported of questions")),
        ("share", tr("write a copy for an instructor, without a name where wanted")),
    )
    commands = {}
    for name, text in adders:
        about = text[0].upper() + text[1:] + "."
        commands[name] = actions.add_parser(name, help=text, description=about)
    for name in ("where", "check", "show", "reports"):
        commands[name].add_argument("--json", action="store_true", help=tr("print JSON"))
    for name in ("show", "export", "reports", "share"):
        commands[name].add_argument("--user", metavar="NAME", help=tr("whose; needed with several"))
    files = commands["check"].add_argument("files", nargs="*", type=Path, metavar="FILE")
    files.help = tr("without one, every candidate's file")
    commands["merge"].add_argument("first", type=Path, metavar="A")
    commands["merge"].add_argument("second", type=Path, metavar="B")
    commands["merge"].add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="OUT",
        help=tr("a new file; never overwritten"),
    )
    sharing.configure(commands["share"])
    commands["export"].add_argument(
        "--csv", required=True, metavar="FILE", help=tr("a new file, or - for standard output")
    )


def run(args: argparse.Namespace) -> int:
    """Run the subcommand and give its exit code."""
    actions = {"where": _where, "check": _check, "show": _show, "merge": _merge}
    more = {"export": _export, "reports": _reports, "share": _share}
    return (actions | more)[args.action](args)


def _where(args: argparse.Namespace) -> int:
    from examprep.progress.candidates import Candidates

    known, problems = Candidates().list()
    if args.json:
        rows = [{"name": one.name, "path": str(one.path)} for one in known]
        folders = {"folder": str(candidates_folder()), "cache": str(cache_folder())}
        print_json(folders | {"candidates": rows})
        return 0
    print(line(candidates_folder()))
    for one in known:
        say(f"  {one.path.name}: {one.name}")
    if problems:
        count = plural(len(problems), "problem")
        say(tr("{problems}: see examprep progress check", problems=count))
    return 0


def _check(args: argparse.Namespace) -> int:
    missing = [path for path in args.files if not path.exists() and not path.is_symlink()]
    if missing:
        fault = tr("{file}: there is no such file", file=missing[0])
        say(f"examprep progress check: {fault}")
        return _USAGE
    count, problems = _checked(args.files)
    if args.json:
        print_json([asdict(problem) for problem in problems])
    else:
        _print_problems(problems)
    counts = Counter(problem.severity for problem in problems)
    errors, warnings, notes = counts["error"], counts["warning"], counts["info"]
    say(
        f"{plural(count, 'file')}: {plural(errors, 'error')}, "
        f"{plural(warnings, 'warning')}, {plural(notes, 'note')}"
    )
    return _PROBLEMS if errors + warnings else 0


def _checked(files: Sequence[Path]) -> tuple[int, list[Problem]]:
    from examprep.progress.candidates import Candidates
    from examprep.progress.check import check_file

    problems: list[Problem] = []
    paths = list(files)
    if not paths:
        known, strange = Candidates().list()
        problems += strange
        paths = [one.path for one in known]
    for path in paths:
        problems += check_file(path)
    return len(paths), problems


def _print_problems(problems: Sequence[Problem]) -> None:
    """Print the problems, at most 20 of those that say the same of different lines."""
    counts: Counter[tuple[Path, str]] = Counter()
    for problem in problems:
        key = (problem.path, problem.message)
        counts[key] += 1
        if counts[key] <= _ONE_KIND:
            print(line(problem))
    for (path, message), count in counts.items():
        if count > _ONE_KIND:
            more = tr("{count:,} more lines: {message}", count=count - _ONE_KIND, message=message)
            print(line(f"{path}: info: {more}"))


def _chosen(name: str | None) -> Candidate | None:
    """Give the candidate meant; None, said on stderr, where that is not clear."""
    from examprep.progress.candidates import Candidates

    candidates = Candidates()
    if name is not None:
        return candidates.find(name)
    known, _ = candidates.list()
    if len(known) == 1:
        return known[0]
    if known:
        names = ", ".join(one.name for one in known)
        fault = tr("name one of the candidates with --user: {names}", names=names)
        say(f"examprep progress: {fault}")
    else:
        fault = tr("there is no candidate yet; start examprep to become one")
        say(f"examprep progress: {fault}")
    return None


def _show(args: argparse.Namespace) -> int:
    candidate = _chosen(args.user)
    if candidate is None:
        return _USAGE
    from examprep.cli.progress_facts import facts_of, lines
    from examprep.progress.record import Record

    record = Record.open(candidate.path)
    for problem in record.problems:
        say(str(problem))
    facts = facts_of(candidate, record.state, time.time())
    if args.json:
        print_json(facts)
    else:
        print("\n".join(map(aligned, lines(facts))))
    return 0


def _merge(args: argparse.Namespace) -> int:
    from examprep.progress.blocks import split
    from examprep.progress.loaded import read_blocks
    from examprep.progress.merge import merge

    data = []
    for path in (args.first, args.second):
        data.append(read_bytes(path))
        for problem in read_blocks(path, data[-1]).problems:
            say(str(problem))
    merged = merge(data[0], data[1], (args.first, args.second))
    write_out(args.out, merged)
    say(f"{args.out}: {plural(len(split(merged)[1]), 'block')}")
    return 0


def _reports(args: argparse.Namespace) -> int:
    candidate = _chosen(args.user)
    if candidate is None:
        return _USAGE
    from examprep.cli.reports import lines, rows
    from examprep.progress.journal import Journal

    loaded = Journal.open(candidate.path).load()
    if args.json:
        print_json(rows(loaded))
        return 0
    found = [line(text) for text in lines(loaded)]
    print("".join(f"{line}\n" for line in found), end="")
    say(plural(len(found), "report"))
    return 0


def _share(args: argparse.Namespace) -> int:
    fault = sharing.fault_of(args)
    if fault:
        say(f"examprep progress share: {fault}")
        return _USAGE
    candidate = _chosen(args.user)
    return _USAGE if candidate is None else sharing.run(args, candidate)


def _export(args: argparse.Namespace) -> int:
    candidate = _chosen(args.user)
    if candidate is None:
        return _USAGE
    from examprep.progress.export import write_csv
    from examprep.progress.journal import Journal

    loaded = Journal.open(candidate.path).load()
    for problem in loaded.problems:
        say(str(problem))
    text = io.StringIO()
    count = write_csv(loaded, text)
    if args.csv == "-":
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.getvalue().encode(encoding, "replace").decode(encoding))
        return 0
    write_out(Path(args.csv), text.getvalue().encode())
    say(f"{args.csv}: {plural(count, 'response')}")
    return 0
