"""`examprep bank diff`: what changed between two banks, question by question."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from examprep.cli.output import aligned, line, print_json, say
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.difference import Difference, ItemChange, Kind
    from examprep.banks.differing import Change
    from examprep.cli.banks_named import Named
    from examprep.problems import Problem

_PROBLEMS = 1
_SHORT = 70
_KINDS: dict[Kind, str] = {
    "key": tr("key changed"),
    "text": tr("text changed"),
    "moved": tr("moved"),
    "added": tr("added"),
    "removed": tr("removed"),
}
_TITLES: dict[Kind, str] = {
    "key": tr("Key changed (what was answered to the old key no longer counts)"),
    "text": tr("Text changed"),
    "moved": tr("Moved"),
    "added": tr("Added"),
    "removed": tr("Removed"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    for name, words in (
        ("before", tr("the older bank: a folder, file, packed bank or id")),
        ("after", tr("the newer one")),
    ):
        parser.add_argument(name, metavar="AB"[name == "after"], help=words)
    parser.add_argument("--exit-code", action="store_true", help=tr("exit with 1 if they differ"))


def run(args: argparse.Namespace) -> int:
    """Print the differences and give the exit code."""
    from examprep.banks.difference import difference
    from examprep.banks.loose import read_loose
    from examprep.cli.banks_named import opened

    with opened([args.before, args.after]) as named:
        before, after = map(read_loose, named.places)
        problems = named.problems([*before.problems, *after.problems])
        if problems:
            _refuse(problems)
            return _PROBLEMS
        found = difference(before, after)
    if args.json:
        print_json(_as_json(found, named))
    else:
        print("".join(f"{row}\n" for row in _rows(found)), end="")
    _tell(found)
    return _PROBLEMS if args.exit_code and found else 0


def _refuse(problems: list[Problem]) -> None:
    for problem in problems:
        say(problem)
    say(tr("nothing was compared: a file that is not whole would look as if questions were gone"))


def _tell(found: Difference) -> None:
    """Sum up, and name what an author may have forgotten."""
    said = [f"{len(found.of(kind)):,} {words}" for kind, words in _KINDS.items() if found.of(kind)]
    none = tr("the head differs") if found else tr("no differences")
    say(", ".join(said) or none)
    stale = sum(bool(item.checked) for item in found.items)
    if stale:
        were = plural(stale, "question was", "questions were")
        say(tr("warning: {questions} changed with the same `verified` day", questions=were))
    if found.version:
        say(tr("warning: the version is {version} in both: raise it", version=found.version))


def _as_json(found: Difference, named: Named) -> dict[str, Any]:
    return {
        "head": [asdict(change) for change in found.head],
        "items": [_item_row(item, named) for item in found.items],
        "version_unchanged": found.version or None,
    }


def _item_row(item: ItemChange, named: Named) -> dict[str, Any]:
    return {
        "id": item.id,
        "change": item.kind,
        "path": str(named.shown(item.path)),
        "line": item.line,
        "stem": item.stem,
        "fields": [asdict(change) for change in item.changes],
        "key": {"before": item.keys[0], "after": item.keys[1]} if any(item.keys) else None,
        "verified_unchanged": item.checked or None,
    }


def _rows(found: Difference) -> Iterator[str]:
    gap = ""
    if found.head:
        yield tr("Head")
        yield from (f"  {row}" for change in found.head for row in _change(change))
        gap = "\n"
    for kind, title in _TITLES.items():
        items = found.of(kind)
        if items:
            yield f"{gap}{title}: {len(items):,}"
            gap = "\n"
            for item in items:
                yield from _item(item)


def _item(item: ItemChange) -> Iterator[str]:
    stem = line(item.stem)
    short = stem if len(stem) <= _SHORT else stem[: _SHORT - 3].rstrip() + "..."
    yield f"  {line(item.id)}  {short}"
    if any(item.keys):
        before, after = map(line, item.keys)
        yield f"    {tr('key: {before} -> {after}', before=before, after=after)}"
    for change in item.changes:
        if any(item.keys) and change.field.endswith(" key"):
            continue  # said in whole already
        yield from (f"    {row}" for row in _change(change))
    if item.checked:
        yield f"    {tr('verified is still {day}', day=line(item.checked))}"


def _change(change: Change) -> Iterator[str]:
    from examprep.banks.wordview import word_view

    view = word_view(change.before, change.after)
    yield aligned(f"{change.field}: {line(view)}")
