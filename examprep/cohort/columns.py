"""The columns in which a cohort's responses leave the program, and what each of them means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from examprep.cohort.table import Table
from examprep.progress.log import NO_CHOICE, SURE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEEK = 7
FIRST_MONDAY = 4
"""The first Monday after 1 January 1970, counted in days from then."""

# Column, type in Parquet, unit, meaning.
DICTIONARY = (
    ("person", "text", "", "the candidate's id: the same for every copy of their file"),
    ("name", "text", "", "the candidate's name; the id again where it was shared without a name"),
    ("item", "text", "", "the question, as `bank/id`"),
    ("topic", "text", "", "the topic of the question, as `bank:topic`; empty where not known"),
    ("attempt", "whole number", "", "the sitting, numbered from 0 over all people"),
    ("form", "text", "", "kind of sitting and hash of its questions: the same for the same form"),
    ("kind", "text", "", "tutor, quiz, review, drill or exam"),
    ("at", "time", "UTC", "when the answer was given that counts"),
    ("week", "date", "", "the Monday of its week, on the calendar of the machine that wrote this"),
    ("credit", "number", "0 to 1", "the share of the question that was right"),
    ("seconds", "number", "s", "how long the answer took"),
    ("sure", "text", "", "sure, unsure or guess as the candidate said; empty where nothing"),
    ("exam", "true or false", "", "whether a mock exam asked it"),
    ("exposure", "whole number", "", "1 the first time this person answered it, then 2, 3, ..."),
    ("chose", "whole number", "", "the option chosen, from 0 as the bank has them; else nothing"),
    ("key_print", "whole number", "", "a print of the key when it was asked; 0 where not kept"),
)
NAMES = tuple(name for name, *_ in DICTIONARY)
_HEAD = """\
# Data dictionary

One row for each response that counts, sorted by person and time.

| column | type | unit | meaning |
|---|---|---|---|
"""


def dictionary(about: str = "") -> str:
    """Give the data dictionary as Markdown."""
    rows = "".join(f"| `{a}` | {b} | {c or '-'} | {d} |\n" for a, b, c, d in DICTIONARY)
    return f"{_HEAD}{rows}" + (f"\n{about}\n" if about else "")


def weeks(table: Table) -> NDArray[np.int32]:
    """Give for each response the Monday of its week, in days since 1970."""
    import numpy as np

    days = table.day.astype(np.int32)
    return days - (days - FIRST_MONDAY) % WEEK


def coded(table: Table, topics: Mapping[str, str]) -> dict[str, tuple[Any, list[str]]]:
    """Give each column of text as places in a list of its texts."""
    names = sorted({topics.get(item, "") for item in table.items})
    kinds = [sitting.partition(":")[0] for sitting in table.sittings]
    return {
        "person": (table.person, [one.key for one in table.people]),
        "name": (table.person, [one.name for one in table.people]),
        "item": (table.item, list(table.items)),
        "topic": _by(table.item, [topics.get(item, "") for item in table.items], names),
        "form": _by(table.sitting, list(table.sittings), sorted({*table.sittings})),
        "kind": _by(table.sitting, kinds, sorted({*kinds})),
        "sure": (table.sure, list(SURE)),
    }


def _by(places: NDArray[Any], texts: list[str], names: list[str]) -> tuple[Any, list[str]]:
    """Turn places in one list into places in a shorter one without repeats."""
    import numpy as np

    found = {name: place for place, name in enumerate(names)}
    return np.array([found[text] for text in texts], np.int32)[places], names


def plain(table: Table) -> dict[str, Any]:
    """Give the columns that are no text; `at` in microseconds since 1970 UTC, `week` in days."""
    import numpy as np

    return {
        "attempt": table.sitting,
        "at": np.round(table.at * 1e6).astype(np.int64),
        "week": weeks(table),
        "credit": table.credit,
        "seconds": table.seconds,
        "exam": table.exam,
        "exposure": table.exposure,
        "chose": table.chose,
        "key_print": table.key_print,
    }


def rows(table: Table, topics: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Give the rows one by one, as texts and numbers for people."""
    texts, numbers = coded(table, topics), plain(table)
    for place in range(len(table)):
        row = {name: names[codes[place]] for name, (codes, names) in texts.items()}
        row |= {name: column[place].item() for name, column in numbers.items()}
        row["chose"] = "" if row["chose"] == NO_CHOICE else row["chose"]
        yield row
