"""`examprep bank`: list, check, show and search question banks; print their JSON Schema."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examprep.cli.coverage import (
    configure_coverage,
    configure_stale,
    run_coverage,
    run_stale,
)
from examprep.cli.output import line, print_json, say
from examprep.errors import ExamprepError
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.item import Item
    from examprep.banks.library import Library

_SHORT = 76
SEED = 1
# Actions in modules of their own (`configure` and `run`, as a command has), and what they do.
_MODULES: dict[str, tuple[str, str]] = {
    "check": ("examprep.cli.bank_check", tr("check banks for faults and item-writing flaws")),
    "lint": ("examprep.cli.bank_check", tr("find only the item-writing flaws of banks")),
    "list": ("examprep.cli.bank_list", tr("list the installed banks and their topics")),
    "add": ("examprep.cli.bank_add", tr("install a bank: a folder, an archive, a git address")),
    "update": (
        "examprep.cli.bank_update",
        tr("bring added banks up to date, and say what changed"),
    ),
    "remove": ("examprep.cli.bank_remove", tr("take an added bank out of the library")),
    "pack": ("examprep.cli.bank_pack", tr("make one archive of a bank, to hand on")),
    "import": ("examprep.cli.bank_import", tr("read questions of other programs into a bank")),
    "export": ("examprep.cli.bank_export", tr("write a bank for other programs, or for paper")),
    "diff": ("examprep.cli.bank_diff", tr("what changed between two banks, question by question")),
    "merge": ("examprep.cli.bank_merge", tr("join two authors' versions of a bank by question")),
    "dedupe": ("examprep.cli.bank_dedupe", tr("find questions that are nearly the same")),
    "new": ("examprep.cli.bank_new", tr("begin a bank with commented examples, or copy one")),
    "edit": ("examprep.cli.bank_edit", tr("open your editor where a question stands")),
    "watch": ("examprep.cli.bank_watch", tr("check banks whenever a file is saved")),
    "preview": ("examprep.cli.bank_preview", tr("a bank in the app as candidates see it")),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    configure_coverage(_add(actions, "coverage", tr("count the items of each area of an exam")))
    configure_stale(_add(actions, "stale", tr("list the items that are past their date, or soon")))
    show = _add(actions, "show", tr("show one question, or what a bank says of itself"))
    show.add_argument(
        "item", metavar="ITEM", help=tr("an id such as pharmacy-law/law-0112, or a bank's")
    )
    show.add_argument("--key", action="store_true", help=tr("show the answer and the reasons"))
    show.add_argument(
        "--seed", type=int, default=SEED, metavar="N", help=tr("which numbers to draw")
    )
    show.add_argument(
        "--options",
        action="store_true",
        help=tr("a number as a mock exam asks it, with four options"),
    )
    search = _add(actions, "search", tr("find questions that hold all words"))
    search.add_argument("words", nargs="+", metavar="WORD")
    search.add_argument(
        "--limit", type=int, default=50, metavar="N", help=tr("at most N questions")
    )
    _configure_sheet(actions)
    actions.add_parser("schema", help=tr("print the JSON Schema of bank files, for editors"))
    for name, (module, text) in _MODULES.items():
        import_module(module).configure(_add(actions, name, text))


def _configure_sheet(actions: Any) -> None:
    sheet = _add(actions, "sheet", tr("lay questions out on paper, or tally answers given on it"))
    sheet.add_argument(
        "path", metavar="BANK", help=tr("a bank: a folder, a file or an installed id")
    )
    sheet.add_argument("--topic", default="", metavar="ID", help=tr("only this topic"))
    sheet.add_argument("--seed", type=int, default=SEED, metavar="N", help=tr("order and numbers"))
    sheet.add_argument("--no-key", action="store_true", help=tr("leave the answers out"))
    sheet.add_argument(
        "--options-only", action="store_true", help=tr("leave the questions out too")
    )
    sheet.add_argument("--answers", type=Path, metavar="FILE", help=tr("tally `id: B` lines"))


def _add(actions: Any, name: str, text: str) -> argparse.ArgumentParser:
    action: argparse.ArgumentParser = actions.add_parser(
        name, help=text, description=f"{text[0].upper()}{text[1:]}."
    )
    action.add_argument("--json", action="store_true", help=tr("print JSON"))
    return action


def run(args: argparse.Namespace) -> int:
    """Run the subcommand and give its exit code."""
    if args.action in _MODULES:
        return int(import_module(_MODULES[args.action][0]).run(args))
    if args.action in _OF_FILES:
        return _OF_FILES[args.action](args)
    from examprep.banks.library import Library

    library = Library.open()
    try:
        return {"show": _show, "search": _search}[args.action](library, args)
    finally:
        library.close()


def _sheet(args: argparse.Namespace) -> int:
    from examprep.cli.sheet import run_sheet

    return run_sheet(args)


def _schema(_: argparse.Namespace) -> int:
    from examprep.banks.editor_schema import schema

    print_json(schema())
    return 0


def _stale(args: argparse.Namespace) -> int:
    return run_stale(args, _today())


def _today() -> date:
    return datetime.now().astimezone().date()


def _show(library: Library, args: argparse.Namespace) -> int:
    from examprep.banks.variants import as_choice, variant
    from examprep.cli.bank_list import show_bank

    if any(bank.id == args.item for bank in library.banks()):
        return show_bank(library, args.item, as_json=args.json)
    item = _find(library, args.item)
    item = as_choice(item, args.seed) if args.options else variant(item, args.seed)
    if args.json:
        from examprep.cli.item_text import item_row

        print_json(item_row(item, key=args.key))
    else:
        from examprep.cli.item_text import item_lines

        for text in item_lines(item, key=args.key):
            print(line(text) if text.strip() else "")
    return 0


def _find(library: Library, name: str) -> Item:
    """Find an item by its full name, or by its id alone where only one bank has it."""
    names = library.catalogue().names
    matches = [name] if name in names else [n for n in names if n.partition("/")[2] == name]
    item = library.item(matches[0]) if len(matches) == 1 else None
    if item:
        return item
    if matches:
        raise ExamprepError(
            tr(
                "{name} is in several banks: {matches}",
                name=name,
                matches=", ".join(sorted(matches)),
            )
        )
    from examprep.banks.faults import nearest

    hint = nearest(name, names) or tr("see examprep bank search")
    raise ExamprepError(tr("there is no question {name} ({hint})", name=line(name), hint=hint))


def _search(library: Library, args: argparse.Namespace) -> int:
    from examprep.banks.variants import variant

    found = library.search(" ".join(args.words), max(1, args.limit))
    if args.json:
        print_json(
            [
                {"name": item.name, "topic": item.topic, "stem": variant(item, SEED).stem}
                for item in found
            ]
        )
    else:
        _print_found(found)
    if not found:
        say(tr("no question holds all these words"))
    return 0


def _print_found(items: Iterable[Item]) -> None:
    from examprep.banks.variants import variant

    for item in items:
        stem = line(variant(item, SEED).stem)
        short = stem if len(stem) <= _SHORT else stem[: _SHORT - 3].rstrip() + "..."
        print(f"{item.name}  {short}")


_OF_FILES = {
    "coverage": run_coverage,
    "stale": _stale,
    "sheet": _sheet,
    "schema": _schema,
}
