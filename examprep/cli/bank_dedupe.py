"""`examprep bank dedupe`: finds questions that are nearly the same, differing keys first."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examprep.cli.output import line, print_json, say
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.item import Item
    from examprep.banks.reader import BankFile
    from examprep.banks.twins import Group
    from examprep.cli.banks_named import Named
    from examprep.problems import Problem

_PROBLEMS, _USAGE = 1, 2
_LEAST, _MOST = 50, 100
_AT = 90
_SAME = 99.99  # what --at 100 means, since more than that is asked
_SHORT = 70


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "paths", nargs="*", metavar="BANK",
        help=tr(
            "a bank (folder, file, packed or an installed id) or a folder of banks; without one, "
            "all installed banks"
        ),
    )  # fmt: skip
    parser.add_argument(
        "--at", type=float, default=_AT, metavar="PERCENT",
        help=tr(
            "how alike stem and options must be, {least} to {most} (default: {at})",
            least=_LEAST, most=_MOST, at=_AT,
        ),
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Print the groups and give the exit code: 1 if there are any, or a bank cannot be read."""
    from examprep.banks.check import read_banks
    from examprep.banks.twins import twin_groups
    from examprep.cli.banks_named import opened

    wrong = _misuse(args)
    if wrong:
        say(f"examprep bank dedupe: {wrong}")
        return _USAGE
    with opened(args.paths) as named:
        banks, problems = read_banks(named.places or _installed())
        rows = _rows(banks, named)
        broken = _say_errors(named.problems(problems))
    groups = twin_groups([item for _, item in rows], min(args.at, _SAME))
    _show(groups, rows, as_json=args.json)
    return _PROBLEMS if groups or broken else 0


def _show(groups: Sequence[Group], rows: list[tuple[BankFile, Item]], *, as_json: bool) -> None:
    if as_json:
        print_json([_as_json(group, rows) for group in groups])
    else:
        _print(groups, rows)
    say(_summary(groups, len(rows)))


def _rows(banks: Sequence[BankFile], named: Named) -> list[tuple[BankFile, Item]]:
    known = [_known(bank, named) for bank in banks]
    return [(bank, item) for bank in known for item in bank.items]


def _known(bank: BankFile, named: Named) -> BankFile:
    """Give a bank whose items stand where people know them."""
    lines = {item: (named.shown(path), line) for item, (path, line) in bank.lines.items()}
    return replace(bank, lines=lines)


def _say_errors(problems: list[Problem]) -> int:
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in errors:
        say(problem)
    return len(errors)


def _misuse(args: argparse.Namespace) -> str:
    if _LEAST <= args.at <= _MOST:
        return ""
    return tr("--at is a percentage from {least} to {most}", least=_LEAST, most=_MOST)


def _installed() -> list[Path]:
    from examprep.banks.folders import installed_folders

    return [folder for folder in installed_folders() if folder.is_dir()]


def _summary(groups: Sequence[Group], items: int) -> str:
    differ = sum(group.keys_differ for group in groups)
    questions, found = plural(items, "question"), plural(len(groups), "group")
    if not groups:
        return tr("{questions}: {groups} of near duplicates", questions=questions, groups=found)
    return tr(
        "{questions}: {groups} of near duplicates, {differ:,} of them with keys that differ",
        questions=questions,
        groups=found,
        differ=differ,
    )


def _as_json(group: Group, rows: list[tuple[BankFile, Item]]) -> dict[str, Any]:
    items = []
    for twin in group.twins:
        bank, item = rows[twin.place]
        path, number = bank.lines[item.id]
        items.append(
            {
                "name": twin.name,
                "path": str(path),
                "line": number,
                "likeness": round(twin.likeness, 1),
                "key": twin.key,
                "stem": item.stem,
            }
        )
    return {
        "keys_differ": group.keys_differ,
        "likeness": round(group.likeness, 1),
        "items": items,
    }


def _print(groups: Sequence[Group], rows: list[tuple[BankFile, Item]]) -> None:
    for number, group in enumerate(groups):
        keys = tr("KEYS DIFFER") if group.keys_differ else tr("same key")
        words = tr("{percent} % alike, {keys}", percent=int(group.likeness), keys=keys)
        print(f"\n{words}" if number else words)
        for twin in group.twins:
            bank, item = rows[twin.place]
            path, place = bank.lines[item.id]
            stem = line(item.stem)
            short = stem if len(stem) <= _SHORT else stem[: _SHORT - 3].rstrip() + "..."
            print(line(f"{path}:{place}: {twin.name}: {short}"))
            print(f"  {tr('key: {key}', key=line(twin.key))}")
