"""`examprep charts`: ability, memory, sureness, time, mistakes and days, as tables."""

from __future__ import annotations

import argparse
from contextlib import closing

from examprep.cli.output import aligned, print_json
from examprep.cli.sitting_down import seated, today_of
from examprep.desk.chart_rows import NAMES, Table
from examprep.words import tr

_GAP = "  "


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("name", nargs="?", choices=NAMES, help=tr("only this one"))
    parser.add_argument("--user", metavar="NAME", default="", help=tr("the candidate"))
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: argparse.Namespace) -> int:
    """Print the message of each chart, and its table."""
    from examprep.desk.chart_rows import said
    from examprep.desk.charts import charts

    desk = seated(args.user)
    with closing(desk.library):
        seen = charts(desk, today_of(desk))
    found = {name: said(seen, name) for name in ([args.name] if args.name else NAMES)}
    if args.json:
        print_json({name: _row(*one) for name, one in found.items()})
        return 0
    blocks = [[*words, *(columns(table) if table else ())] for words, table in found.values()]
    print("\n\n".join("\n".join(map(aligned, block)) for block in blocks))
    return 0


def _row(words: list[str], table: Table | None) -> dict[str, object]:
    rows = [dict(zip(table.head, row, strict=True)) for row in table.rows] if table else []
    return {"says": " ".join(words), "rows": rows}


def columns(table: Table) -> list[str]:
    """Set a table in columns: the first at the left, the others at the right."""
    every = [table.titles, *table.rows]
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    return [
        _GAP.join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in every
    ]
