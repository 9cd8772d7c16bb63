"""`examprep bank sheet`: questions on paper, blind or with keys, and answers tallied."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.errors import ExamprepError
from examprep.text import plural, printable
from examprep.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from examprep.banks.item import Item
    from examprep.desk.sheet import Sheet, Tally


def run_sheet(args: argparse.Namespace) -> int:
    """Print a sheet, or tally answers: then 1 where some differ from the keys."""
    from examprep.desk.sheet import Sheet, read_answers, tally

    sheet = Sheet.of(_items(args.path, args.topic), args.seed)
    if args.answers:
        found = tally(sheet, read_answers(_text(args.answers)))
        return _tell(found, as_json=args.json, blind=args.no_key or args.options_only)
    _print(sheet, args)
    return 0


def _print(sheet: Sheet, args: argparse.Namespace) -> None:
    for line in sheet.lines(stems=not args.options_only):
        print(printable(line))
    if not (args.no_key or args.options_only):
        print(tr("Answers"))
        for line in sheet.key():
            print(printable(line))


def _items(path: str, topic: str) -> list[Item]:
    from examprep.banks.reader import read_bank
    from examprep.cli.banks_named import opened

    with opened([path]) as named:
        bank, problems = read_bank(named.places[0])
        problems = named.problems(problems)
    if bank is None:
        raise ExamprepError(str(problems[0]) if problems else tr("{path}: no bank", path=path))
    found = [item for item in bank.items if not topic or item.topic == topic]
    if not found:
        raise ExamprepError(
            tr("{path}: no question of the topic {topic!r}", path=path, topic=topic)
        )
    return found


def _text(path: Path) -> str:
    from examprep.files import read_bytes

    return read_bytes(path).decode("utf-8-sig", "replace")


def _tell(found: Tally, *, as_json: bool, blind: bool) -> int:
    if as_json:
        import msgspec

        told = msgspec.to_builtins(found)
        # Whoever has only guessed so far still has to solve them: how many, and no key.
        print(json.dumps({name: len(told[name]) for name in told} if blind else told, indent=2))
    else:
        _say(() if blind else found.disputes, found.unknown)
    total = len(found.agreed) + len(found.disputes)
    share = f"{100 * len(found.agreed) / total:.0f} %" if total else tr("none answered")
    agreed = len(found.agreed)
    told = tr("{agreed} of {total} agree, {share}", agreed=agreed, total=total, share=share)
    left = plural(len(found.missing), "question")
    missing = f", {tr('{questions} without an answer', questions=left)}" if found.missing else ""
    sys.stderr.write(f"{told}{missing}\n")
    return 1 if found.disputes else 0


def _say(disputes: Iterable[tuple[str, str, str]], unknown: Iterable[str]) -> None:
    for name, given, key in disputes:
        print(printable(tr("{name}: {given}, the key is {key}", name=name, given=given, key=key)))
    for name in unknown:
        print(printable(tr("{name}: no such question on this sheet", name=name)))
