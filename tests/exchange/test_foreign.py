"""Every file of a folder of other people's: read, or refused in one clear line.

`EXAMPREP_FOREIGN=FOLDER pytest -s tests/exchange/test_foreign.py` prints what became of them.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from examprep.errors import ExamprepError
from examprep.exchange.given import Given
from examprep.exchange.importing import Importer
from examprep.exchange.registry import recognised

FOLDER = os.environ.get("EXAMPREP_FOREIGN", "")


@pytest.mark.skipif(not FOLDER, reason="EXAMPREP_FOREIGN names no folder")
@pytest.mark.parametrize("cards", [False, True], ids=["as it is", "cards too"])
def test_files_of_others_are_read_or_refused_in_one_line(cards: bool) -> None:
    tables: dict[str, Counter[str]] = {}
    files = [path for path in sorted(Path(FOLDER).rglob("*")) if path.is_file()]
    assert files
    for path in files:
        name, importer, refused = "not known", Importer(), ""
        try:
            given = Given.load(path)
            given.cards = cards
            found = recognised(given)
            name = found.name if found else name
            for one in found.read(given) if found and found.read else ():
                importer.take(path.name, one)
        except ExamprepError as error:
            refused = str(error)
        assert "\n" not in refused
        counts = tables.setdefault(name, Counter())
        counts["files refused" if refused else "files"] += 1
        for row in importer.found.rows:
            changed = "changed" if row.status != "skipped" and row.notes else row.status
            counts[changed] += 1
            if row.status == "skipped":
                counts[f"  {row.notes[0][:90]}"] += 1
    for name, counts in sorted(tables.items()):
        print(f"\n{name}")
        for words, count in counts.most_common():
            print(f"{count:8,} {words}")
