"""`examprep doctor`: where things are, what is wrong, how to mend it. Nothing is changed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from examprep.cli.checkup import Row
from examprep.cli.output import aligned, line, print_json
from examprep.text import plural
from examprep.words import msg, tr

_WIDTH = 15


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the argument."""
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 where something is wrong."""
    parts = dict(examined())
    faults = [row for rows in parts.values() for row in rows if row.is_fault]
    if args.json:
        print_json({"parts": {name: [*map(_fields, rows)] for name, rows in parts.items()}})
    else:
        _print_all(parts)
        _sum_up(faults)
    return 1 if faults else 0


def examined() -> Iterator[tuple[str, list[Row]]]:
    """Give every part with its rows."""
    from examprep.cli.checkup import machine, stored

    held: dict[Path, bytes] = {}
    yield msg("Program"), [*machine.program(), *machine.extras()]
    yield msg("Terminal"), [*machine.terminal()]
    yield msg("Folders"), [*stored.folders(), *stored.settings()]
    yield msg("Questions"), [*stored.banks()]
    yield msg("Answers"), [*stored.candidates(held), *stored.classes()]
    yield msg("Clock"), [*machine.clock(held, datetime.now(UTC))]
    yield msg("Caches (safe to delete)"), [*stored.caches()]


def _fields(row: Row) -> dict[str, str | bool]:
    fields = {name: getattr(row, name) for name in ("name", "value", "wrong", "mend")}
    return fields | {"fault": row.is_fault}


def _print_all(parts: dict[str, list[Row]]) -> None:
    for name, rows in parts.items():
        print(tr(name))
        for row in rows:
            _print(row)
        print()


def _print(row: Row) -> None:
    if row.name or row.value:
        print(f"  {aligned(line(tr(row.name))):<{_WIDTH}} {line(row.value)}")
    indent = " " * (_WIDTH + 2)
    if row.wrong:
        wrong = line(row.wrong)
        words = tr("wrong: {what}", what=wrong) if row.mend else tr("note: {what}", what=wrong)
        print(f"{indent} {words}")
    if row.mend:
        print(f"{indent} {tr('mend:  {how}', how=line(row.mend))}")


def _sum_up(faults: list[Row]) -> None:
    if not faults:
        print(tr("Nothing is wrong."))
        return
    things = plural(len(faults), "thing is", "things are")
    print(tr("{things} wrong:", things=things))
    for number, row in enumerate(faults, 1):
        where = f"{row.value}: " if row.value and not row.name else ""
        print(line(f"{number}. {where}{row.wrong}"))
        print(f"   {line(row.mend)}")
