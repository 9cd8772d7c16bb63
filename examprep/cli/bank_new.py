"""`examprep bank new`: begin a bank, with commented examples or as a copy of another one."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from examprep.errors import ExamprepError
from examprep.text import printable
from examprep.words import msg, tr

_USAGE = 2
_EXAMPLES = tr("""\
examples:
  examprep bank new our-law                                 an example of every kind
  examprep bank new week3 --exam cspt-2023 --kinds choice,numeric
  examprep bank new our-law --title "Our law" --author "Ana Ruiz" --licence CC-BY-4.0
  examprep bank new my-calculations --from calculations     a copy to change
""")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EXAMPLES
    add(
        "folder",
        type=Path,
        metavar="FOLDER",
        help=tr("a new folder; its name becomes the bank's id"),
    )
    add("--title", default="", metavar="TEXT", help=tr("the bank's title (default: its name)"))
    add(
        "--author",
        action="append",
        default=[],
        metavar="NAME",
        help=tr("who writes it; again for more people"),
    )
    add("--licence", default="", metavar="TEXT", help=tr("such as CC-BY-4.0"))
    add(
        "--exam", default="", metavar="ID", help=tr("whose areas the examples have: ptce-2026, ...")
    )
    add(
        "--kinds",
        default="",
        metavar="LIST",
        help=tr("only these kinds: choice,numeric,template,..."),
    )
    add(
        "--from",
        dest="source",
        default="",
        metavar="BANK",
        help=tr("copy a bank: its id or its path"),
    )


def run(args: argparse.Namespace) -> int:
    """Write the bank and say what to do next; 2 where the arguments make no sense."""
    fault = _fault(args)
    if fault:
        sys.stderr.write(f"examprep bank new: {printable(fault)}\n")
        return _USAGE
    from examprep.banks.scaffold import EXAMS, KINDS, Wanted, bank_id, copy_bank, scaffold

    if args.source:
        written = copy_bank(args.folder, _source(args.source), args.title)
    else:
        kinds = _listed(args.kinds) or KINDS
        exam, authors = args.exam or EXAMS[0], tuple(args.author)
        wanted = Wanted(args.title, authors, args.licence, exam, kinds)
        written = scaffold(args.folder, wanted)
    paths = [str(path) for path in written]
    if args.json:
        print(json.dumps({"id": bank_id(args.folder), "files": paths}, indent=2))
    else:
        print("\n".join(map(printable, paths)))
    sys.stderr.write(_next_steps(args.folder))
    return 0


def _fault(args: argparse.Namespace) -> str:
    """Say what is wrong with the arguments, or nothing."""
    from examprep.banks.scaffold import EXAMS, KINDS

    if args.source and any((args.author, args.licence, args.exam, args.kinds)):
        return tr("--from takes the bank as it is, with its authors; leave the other options out")
    exams = _unknown(msg("there is no exam {name}"), [args.exam] if args.exam else (), EXAMS)
    return exams or _unknown(msg("there is no kind {name}"), _listed(args.kinds), KINDS)


def _unknown(words: str, names: Iterable[str], known: Sequence[str]) -> str:
    """Say which of some names is not known, and what is."""
    from examprep.banks.faults import nearest

    name = next((name for name in names if name not in known), "")
    hint = nearest(name, known) or tr("there are: {known}", known=", ".join(known))
    return f"{tr(words, name=name)} ({hint})" if name else ""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))


def _source(name: str) -> Path:
    """Find a bank by its path, or by its id among those installed."""
    path = Path(name)
    if path.exists():
        return path
    from examprep.banks.finding import installed_bank

    found = installed_bank(name)
    if found is None:
        raise ExamprepError(
            tr("there is no bank {name} (see examprep bank list)", name=printable(name))
        )
    return found


def _next_steps(folder: Path) -> str:
    place = shlex.quote(str(folder))
    return printable(
        tr(
            "What to do next:\n"
            "  examprep bank watch {place} --preview   see each question as you save it\n"
            "  examprep bank check {place}             what is wrong, with file and line\n"
            "Then replace the examples with your own questions, in any editor.\n",
            place=place,
        )
    )
