"""`examprep progress reports`: what a candidate reported of questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from examprep.progress.loaded import Loaded
from examprep.progress.reports import Report, reports_in


def rows(loaded: Loaded) -> list[dict[str, Any]]:
    """Give the reports as rows for JSON."""
    names = [field.name for field in fields(Report)]
    return [{name: getattr(report, name) for name in names} for report in reports_in(loaded)]


def lines(loaded: Loaded) -> Iterator[str]:
    """Give a line for each report: day, question, version of its bank, seed, and what is said."""
    for report in reports_in(loaded):
        drawn = f", seed {report.seed}" if report.seed else ""
        yield f"{report.at:%Y-%m-%d}  {report.item} ({report.version}{drawn}): {report.text}"
