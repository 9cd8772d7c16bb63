"""`examprep bank coverage` and `stale`: how far banks cover an exam, and what is past its date."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examprep.errors import ExamprepError
from examprep.text import plural, printable
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.coverage import Covered, Stale
    from examprep.banks.item import Item
    from examprep.banks.reader import BankFile
    from examprep.exams.outlines import Outline

_KINDS = ("choice", "multiple", "order", "match", "numeric")
_NO_DAY = tr("--on takes a day as YYYY-MM-DD, such as 2027-01-15")
_HEAD = f"{'area':<22}{'items':>6}" + "".join(f"{kind:>9}" for kind in _KINDS)


def configure_coverage(coverage: argparse.ArgumentParser) -> None:
    """Add the arguments of `coverage`."""
    coverage.add_argument(
        "exam", metavar="EXAM", help=tr("an outline such as ptce-2026, or its exam")
    )
    _add_paths(coverage)
    coverage.add_argument(
        "--least", type=int, default=0, metavar="N", help=tr("exit 1 where an area has fewer items")
    )
    coverage.add_argument(
        "--forms", type=int, default=0, metavar="N", help=tr("draw N mock exams, count the repeats")
    )


def configure_stale(stale: argparse.ArgumentParser) -> None:
    """Add the arguments of `stale`."""
    _add_paths(stale)
    stale.add_argument("--on", metavar="YYYY-MM-DD", help=tr("as if today were this day"))


def _add_paths(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help=tr("banks; without one, all installed")
    )


def run_coverage(args: argparse.Namespace) -> int:
    """Print the items of each area; 1 where one has fewer than wanted.

    Raises:
        ExamprepError: there is no such outline, or no bank.
    """
    from examprep.banks.coverage import covered

    exam, items = _outline(args.exam), list(_items(_banks(args.paths)))
    found = {one.area: one for one in covered(items, exam.by_area)}
    if args.json:
        print(json.dumps(_rows(exam, found), indent=2))
    else:
        print("\n".join(printable(line) for line in _lines(exam, found)))
    if args.forms > 0:
        sys.stderr.write(f"{_forms(exam, items, args.forms)}\n")
    few = [area for area, one in found.items() if len(one.items) < args.least]
    if few:
        fault = tr("fewer than {least} items: {areas}", least=args.least, areas=", ".join(few))
        sys.stderr.write(f"{fault}\n")
    return 1 if few else 0


def _forms(exam: Outline, items: Sequence[Item], count: int) -> str:
    """Say how many questions come again in mock exams drawn one after another."""
    from examprep.exams.form import Candidate, series

    mock = [item for item in items if item.kind in {"choice", "numeric"}]
    areas = {
        item.name: tuple(a for a, names in exam.by_area if names & {*item.areas}) for item in mock
    }
    candidates = [Candidate(name, of) for name, of in areas.items() if of]
    endless = frozenset(item.name for item in mock if item.recipe)
    drawn = series(exam, candidates, endless, count)
    share = 100 * drawn.repeats / max(1, drawn.places)
    return tr(
        "{forms}: {questions}, {share:.0f} % asked before, {missing:,} missing",
        forms=plural(drawn.forms, "mock exam"),
        questions=plural(drawn.places, "question"),
        share=share,
        missing=drawn.missing,
    )


def _items(banks: Sequence[BankFile]) -> Iterator[Item]:
    for bank in banks:
        yield from bank.items


def _outline(name: str) -> Outline:
    from examprep.exams.outlines import EVERY_ID, outline

    known = {one: one for one in EVERY_ID}
    known |= {outline(one).exam.lower(): one for one in reversed(EVERY_ID)}
    if name.lower() not in known:
        raise ExamprepError(
            tr(
                "there is no outline {name!r}; there are {outlines}",
                name=name,
                outlines=", ".join(EVERY_ID),
            )
        )
    return outline(known[name.lower()])


def _banks(paths: Sequence[Path]) -> list[BankFile]:
    from examprep.banks.check import read_banks
    from examprep.banks.folders import installed_folders

    banks, problems = read_banks(paths or [one for one in installed_folders() if one.is_dir()])
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in errors:
        sys.stderr.write(f"{printable(str(problem))}\n")
    if not banks:
        raise ExamprepError(tr("no bank could be read"))
    return banks


def _rows(exam: Outline, found: dict[str, Covered]) -> list[dict[str, Any]]:
    return [
        {
            "domain": domain.id,
            "weight": domain.weight,
            "area": area,
            "title": title,
            "items": len(found[area].items),
            "templates": found[area].templates,
            "kinds": dict(found[area].kinds),
        }
        for domain in exam.domains
        for area, title in domain.areas.items()
    ]


def _lines(exam: Outline, found: dict[str, Covered]) -> Iterator[str]:
    yield f"{exam.id}: {exam.title}"
    for domain in exam.domains:
        total = len({item.name for area in domain.areas for item in found[area].items})
        share = f"{domain.weight:g} %"
        yield ""
        yield tr(
            "{id} {title}: {share} of the exam, {items}",
            id=domain.id,
            title=domain.title,
            share=share,
            items=plural(total, "item"),
        )
        yield _HEAD
        for area, title in domain.areas.items():
            yield _line(area, found[area])
            yield f"  {title}"


def _line(area: str, one: Covered) -> str:
    kinds = one.kinds
    counts = "".join(f"{kinds[kind] or '-':>9}" for kind in _KINDS)
    told = tr("{count} draw their numbers", count=one.templates)
    drawn = f"  ({told})" if one.templates else ""
    return f"{area:<22}{len(one.items):>6}{counts}{drawn}"


def run_stale(args: argparse.Namespace, today: date) -> int:
    """Print the items that are past their date or will be soon; 1 where one is past it."""
    from examprep.banks.coverage import stale

    try:
        day = today if args.on is None else date.fromisoformat(args.on)
    except ValueError:
        sys.stderr.write(f"examprep bank stale: {_NO_DAY}\n")
        return 2
    banks = _banks(args.paths)
    lines = {bank.bank.id: bank.lines for bank in banks}
    found = stale(_items(banks), day)
    rows = [_stale_row(one, lines[one.item.bank][one.item.id], day) for one in found]
    print(json.dumps(rows, indent=2) if args.json else "".join(map(_stale_line, rows)), end="")
    past = sum(one.is_past(day) for one in found)
    soon, items = len(found) - past, plural(past, "item")
    told = tr("{items} past its date, {soon} soon", items=items, soon=soon)
    sys.stderr.write(f"{told}\n")
    return 1 if past else 0


def _stale_line(row: dict[str, Any]) -> str:
    word, name = tr("past") if row["past"] else tr("soon"), row["item"].partition("/")[2]
    text = f"{row['path']}:{row['line']}: {word}: {name}: {row['day']}, {row['reason']}"
    return f"{printable(text)}\n"


def _stale_row(one: Stale, place: tuple[Path, int], day: date) -> dict[str, Any]:
    return {
        "path": str(place[0]),
        "line": place[1],
        "item": one.item.name,
        "day": one.day.isoformat(),
        "past": one.is_past(day),
        "reason": one.reason,
    }
