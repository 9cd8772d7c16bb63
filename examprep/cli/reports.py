"""`examprep progress reports`: what a candidate reported of questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from examprep.dates import local
from examprep.days import short
from examprep.progress.loaded import Loaded
from examprep.progress.reports import Report, reports_in
from examprep.words import tr


def rows(loaded: Loaded) -> list[dict[str, Any]]:
    """Give the reports as rows for JSON."""
    return [_row(report) for report in reports_in(loaded)]


def _row(report: Report) -> dict[str, Any]:
    every = {field.name: getattr(report, field.name) for field in fields(Report)}
    return every | {"at": local(report.at).isoformat(timespec="seconds")}


def lines(loaded: Loaded) -> Iterator[str]:
    """Give a line for each report: day, question, version of its bank, seed, and what is said."""
    for report in reports_in(loaded):
        known = ", ".join(_known(report))
        of = f" ({known})" if known else ""
        yield f"{short(local(report.at))}  {report.item}{of}: {report.text}"


def _known(report: Report) -> Iterator[str]:
    if report.version:
        yield report.version
    if report.seed:
        yield tr("seed {seed}", seed=report.seed)
