"""Two mock exams side by side, in rows: the same in the app and in lines."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.attempts.report import points
from examprep.desk.mock_export import chance_of
from examprep.desk.scored import MockReport
from examprep.exams.scoring import Part
from examprep.text import percent
from examprep.words import tr

Pair = tuple[MockReport, MockReport]
OTHER = tr(
    "These are two different exams: their domains are listed one after the other, "
    "and only the chances can be compared."
)


def in_order(one: MockReport, other: MockReport) -> Pair:
    """Put the earlier one first."""
    return (one, other) if one.day <= other.day else (other, one)


def differ(both: Pair) -> bool:
    """Tell whether these are of two outlines."""
    return both[0].outline.id != both[1].outline.id


def domains(both: Pair) -> Iterator[tuple[str, list[Part | None]]]:
    """Give a row for each domain; those of another outline are others, whatever their titles."""
    every = [(report.outline.id, part.whole.id) for report in both for part in report.domains]
    for key in dict.fromkeys(every):
        found = [_named(report, *key) for report in both]
        yield next(part.title for part in found if part), found


def _named(report: MockReport, outline: str, domain: str) -> Part | None:
    parts = [one.whole for one in report.domains] if report.outline.id == outline else []
    return next((part for part in parts if part.id == domain), None)


def share(part: Part) -> str:
    """Write the share of a part: `14 of 20, 70 %`."""
    return tr(
        "{points} of {items}, {share}",
        points=points(part.credit),
        items=part.items,
        share=percent(part.share if part.items else None),
    )


def compare_lines(both: Pair) -> Iterator[str]:
    """Say each row as one line, the earlier exam first."""
    first, last = (one.attempt.title for one in both)
    yield tr("First {first}, then {last}.", first=first, last=last)
    yield _line(tr("Chance that it passes"), *map(chance_of, both))
    yield _line(tr("Score"), *(share(one.whole) for one in both))
    yield _line(tr("Interrupted"), *(str(one.attempt.breaks) for one in both))
    for title, parts in domains(both):
        yield _line(title, *(share(part) if part else tr("not asked") for part in parts))
    if differ(both):
        yield OTHER


def _line(label: str, first: str, last: str) -> str:
    return tr("{label}: {first}; then {last}", label=label, first=first, last=last)
