"""`examprep cohort`: the classes of an instructor, and the files that each is gathered from."""

from __future__ import annotations

import argparse
from pathlib import Path

from examprep.cli import cohort_report, cohort_topics
from examprep.cli.output import line, print_json, say
from examprep.text import plural
from examprep.words import tr

EXAMPLES = tr("""\
examples:
  examprep cohort add tuesday ~/shared/tuesday-class    a folder of progress files
  examprep cohort add tuesday maria.toml                one file more
  examprep cohort list                                  all cohorts and their sources
  examprep cohort remove tuesday                        forget it; no file is touched
  examprep cohort report tuesday                        what to teach, who is at risk
""")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands."""
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    adding = actions.add_parser("add", help=tr("name a class, or add files and folders to it"))
    adding.add_argument("name", metavar="NAME")
    adding.add_argument(
        "sources", nargs="+", type=Path, metavar="SOURCE", help=tr("file or folder")
    )
    listing = actions.add_parser("list", help=tr("list the cohorts"))
    listing.add_argument("--json", action="store_true", help=tr("print JSON"))
    removing = actions.add_parser("remove", help=tr("forget a cohort; its files stay"))
    removing.add_argument("name", metavar="NAME")
    reporting = actions.add_parser(
        "report", help=tr("what to teach, who is at risk, bad questions")
    )
    cohort_report.configure(reporting)
    summing = actions.add_parser(
        "topics", help=tr("figures by topic of Parquet rows, on an engine")
    )
    cohort_topics.configure(summing)


def run(args: argparse.Namespace) -> int:
    """Run the subcommand and give its exit code."""
    actions = {"add": _add, "list": _list, "remove": _remove}
    actions |= {"report": cohort_report.run, "topics": cohort_topics.run}
    return actions[args.action](args)


def _add(args: argparse.Namespace) -> int:
    from examprep.cohort.finding import find
    from examprep.cohort.registry import add

    found = find(args.sources)
    missing = [one for one in found.problems if one.severity == "error"]
    if missing:
        say(missing[0])
        return 2
    for problem in found.problems:
        say(problem)
    every = add(args.name, args.sources)
    sources, files = plural(len(every), "source"), plural(len(found.paths), "file")
    added = tr("added {files} {whose}", files=files, whose=_whose(found.paths))
    say(f"{args.name}: {sources}; {added}")
    if not found.paths:
        say(tr("no .toml file is there yet; those put there later are read with each report"))
    return 0


def _whose(paths: list[Path]) -> str:
    """Say of how many people files are, copies of one person's taken together."""
    from examprep.cohort.gathering import gather

    read = gather(paths)
    people = plural(len(read.people), "person", "people")
    unread = len(paths) - sum(len(one.files) for one in read.people)
    if not unread:
        return tr("of {people}", people=people)
    files = plural(unread, "file")
    return tr("of {people}, {files} that cannot be used", people=people, files=files)


def _list(args: argparse.Namespace) -> int:
    from examprep.cohort.registry import cohorts

    known = cohorts()
    if args.json:
        rows = [{"name": name, "sources": [*map(str, every)]} for name, every in known.items()]
        print_json(rows)
        return 0
    for name, every in known.items():
        print(line(name))
        for source in every:
            gone = "" if source.exists() else tr("{source} (not there now)", source=source)
            print("  " + line(gone or source))
    if not known:
        say(tr("no class yet: examprep cohort add NAME FOLDER"))
    return 0


def _remove(args: argparse.Namespace) -> int:
    from examprep.cohort.registry import remove

    say(tr("{name}: forgotten; no file was touched", name=remove(args.name)))
    return 0
