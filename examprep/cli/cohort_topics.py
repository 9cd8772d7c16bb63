"""`examprep cohort topics`: the figures by topic of Parquet rows, on the engine that is set.

For a chain or a state whose rows no single machine holds: DuckDB runs it here, Spark the very same
expressions over many.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

from examprep.cli.output import line, print_json, say
from examprep.settings import Engine, load_settings
from examprep.text import percent, plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.cohort.engine import TopicSum


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("parquet", type=Path, metavar="PARQUET", help=tr("rows of `cohort report`"))
    parser.add_argument(
        "--engine",
        choices=("duckdb", "pyspark"),
        help=tr("what runs it (default: the setting `engine`, duckdb)"),
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: argparse.Namespace) -> int:
    """Print the figures, the weakest topic first; 1 where the rows cannot be read."""
    from examprep.cohort.engine import topic_sums
    from examprep.cohort.spread import is_parquet

    if not is_parquet(args.parquet):
        words = tr(
            "{file}: no rows of a cohort; `cohort report SOURCE --parquet D` writes them",
            file=args.parquet,
        )
        say(words)
        return 1
    engine: Engine = args.engine or cast("Engine", load_settings()[0].engine)
    found = topic_sums(args.parquet, engine)
    if args.json:
        print_json([asdict(one) for one in found])
        return 0
    for one in sorted(found, key=_share):
        print(line(_words(one)))
    return 0


def _share(one: TopicSum) -> float:
    return one.credit / one.firsts if one.firsts else 1.0


def _words(one: TopicSum) -> str:
    first = percent(_share(one)) if one.firsts else percent(None)
    people = plural(one.people, "person", "people")
    answers = tr(
        "{firsts:,} first, {repeats}, {people}",
        firsts=one.firsts,
        repeats=plural(one.repeats, "repeat"),
        people=people,
    )
    return f"{first:>5}  {one.topic}  ({answers})"
