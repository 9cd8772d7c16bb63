"""The files of `examprep cohort report`: none is written before all may be, and each at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cli.output import say, write_out
from examprep.errors import UnwritableFile
from examprep.files import replace_bytes
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.classroom import Classroom

Files = dict[Path, Callable[[], bytes]]


def write(args: argparse.Namespace, found: Classroom) -> None:
    """Write the files that are asked for.

    Raises:
        NotInstalled: what makes Parquet is missing.
        UnwritableFile: one stands there already, or cannot be written.
    """
    files = _files(args, found)
    if not args.force:
        _see_free([*files])
    for path, make in files.items():
        if args.force:
            replace_bytes(path, make())
        else:
            _new(path, make())
        say(path)
    if args.csv or args.parquet:
        _tell_left_out(found)


def _files(args: argparse.Namespace, found: Classroom) -> Files:
    """Give what each file holds, made when it is written."""
    from examprep.cohort import columns, handed_in, spread, tables

    files: Files = {}
    done = found.report.assignments  # the table is joined only where its rows are asked for
    if args.html:
        from examprep.cohort.page import page

        files[args.html] = lambda: page(found.report, _name(args.sources)).encode()
    if args.csv:
        texts = tables.csv_files(found.report)
        files |= {args.csv / name: partial(str.encode, text) for name, text in texts.items()}
        files[args.csv / "responses.csv"] = lambda: spread.csv_bytes(found.table, found.topics)
        files[args.csv / "responses.csv.md"] = lambda: columns.dictionary().encode()
    if args.parquet:
        pa = spread.pyarrow()
        make = lambda: spread.parquet_bytes(spread.arrow(found.table, found.topics))  # noqa: E731
        files[args.parquet / "responses.parquet"] = make
        files[args.parquet / "responses.parquet.md"] = lambda: columns.dictionary().encode()
        tell = lambda: spread.parquet_bytes(handed_in.arrow(done, pa))  # noqa: E731
        files[args.parquet / "assignments.parquet"] = tell
        files[args.parquet / "assignments.parquet.md"] = lambda: handed_in.dictionary().encode()
    return files


def _tell_left_out(found: Classroom) -> None:
    report = found.report
    if report.others:
        people = plural(report.others, "person", "people")
        say(
            tr(
                "left out: the responses of {people} with another exam than {title} (--exam)",
                people=people,
                title=report.title,
            )
        )


def _name(sources: list[str]) -> str:
    """Name the class: as it was called, or after its folders and files."""
    return ", ".join(Path(one).stem or one for one in sources)


def _see_free(paths: list[Path]) -> None:
    for path in paths:
        if path.is_symlink() or path.exists():
            raise UnwritableFile(
                tr("{path}: stands there already; --force writes over it", path=path)
            )


def _new(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from examprep.files import reason

        raise UnwritableFile(
            tr("{path}: cannot be written: {reason}", path=path, reason=reason(error))
        ) from error
    write_out(path, data)
