"""`examprep bank list`: the banks of this machine, what they hold and where they came from."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from examprep.cli.output import line, print_json, say
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.library import Library


def configure(_: argparse.ArgumentParser) -> None:
    """Add no options."""


def run(args: argparse.Namespace) -> int:
    """List all banks with their topics."""
    from examprep.banks.library import Library

    library = Library.open()
    try:
        rows = _rows(library)
        found = len(library.problems())
    finally:
        library.close()
    if args.json:
        print_json(rows)
        return 0
    for row in rows:
        _print(row)
    if found:
        say(tr("{problems}: see examprep bank check", problems=plural(found, "problem")))
    return 0


def show_bank(library: Library, number: str, *, as_json: bool) -> int:
    """Print what one bank says of itself."""
    row = next(row for row in _rows(library) if row["id"] == number)
    if as_json:
        print_json(row)
        return 0
    _print(row)
    licence = row["licence"] or tr("none is named: ask its authors")
    print(line(tr("licence: {licence}", licence=licence)))
    if row["authors"]:
        print(line(tr("authors: {names}", names=", ".join(row["authors"]))))
    print(line(tr("in {folder}", folder=row["path"])))
    return 0


def _rows(library: Library) -> list[dict[str, Any]]:
    from examprep.desk.origins import origins

    topics: dict[str, list[dict[str, Any]]] = {bank.id: [] for bank in library.banks()}
    for bank_id, topic, title, count in library.topics():
        topics[bank_id].append({"id": topic, "title": title, "items": count})
    found = origins(library)
    return [
        {
            "id": bank.id,
            "title": bank.title,
            "version": bank.version,
            "licence": bank.licence,
            "authors": list(bank.authors),
            "items": sum(topic["items"] for topic in topics[bank.id]),
            "topics": topics[bank.id],
            "path": str(library.place(bank.id)),
            "source": found[bank.id].source,
            "unsourced": found[bank.id].unsourced,
            "undated": found[bank.id].undated,
        }
        for bank in library.banks()
    ]


def _print(row: dict[str, Any]) -> None:
    from examprep.desk.origins import Origin

    count = plural(row["items"], "question")
    print(line(f"{row['id']} {row['version']}: {row['title']}, {count}"))
    lacks = row["unsourced"], row["undated"]
    for words in Origin(row["licence"], row["source"], row["items"], *lacks).lines():
        print(line(words))
    for topic in row["topics"]:
        print(f"  {topic['items']:>4}  {line(topic['title'])} ({line(topic['id'])})")
