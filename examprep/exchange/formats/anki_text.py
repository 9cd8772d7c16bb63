"""Anki's text export and import: rows with a head of `#` lines, quoted as in CSV.

The head (https://docs.ankiweb.net/importing/text-files.html) says what separates, whether the
fields are HTML, and which columns are deck, note type, tags or Anki's own id of the note.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from examprep.errors import UnreadableFile
from examprep.exchange.format import Choices, Format, Output, Told
from examprep.exchange.formats import anki_own
from examprep.exchange.formats.anki_note import Note, no_picture
from examprep.exchange.formats.anki_notes import BACKS, CARD, FRONTS, questions_of
from examprep.exchange.formats.anki_own import looks_own
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped

_SEPARATORS = {
    "comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":",
}  # fmt: skip
_GUESSED = "\t;|,"
_HEAD = re.compile(
    r"#(separator|html|tags|columns|notetype|deck|guid column|tags column|deck column|"
    r"notetype column|if matches|match scope)\s*:(.*)",
    re.IGNORECASE,
)
_GAP = re.compile(r"\t[^\t\n]*\{\{c\d{1,2}::")
_LONGEST = 16 * 1024 * 1024
_SAMPLED = 20


@dataclass(slots=True)
class _Head:
    """What the lines at the top say; columns count from 0."""

    separator: str = ""
    html: bool = True
    tags: str = ""
    names: tuple[str, ...] = ()
    notetype: str = ""
    deck: str = ""
    columns: dict[str, int] = field(default_factory=dict)

    def take(self, key: str, value: str) -> None:
        """Take one line of the head."""
        text = value.strip()
        if key.endswith(" column"):
            digits = re.match(r"[1-9]\d{0,2}", text)
            self.columns[key.removesuffix(" column")] = int(digits[0]) - 1 if digits else -1
        elif key == "separator":
            self.separator = _SEPARATORS.get(text.casefold().rstrip(",;"), value[:1])
        elif key == "html":
            self.html = text.casefold().startswith("true")
        elif key == "columns":
            self.names = tuple(next(csv.reader([value], delimiter=self.separator or "\t"), ()))
        elif key in {"notetype", "deck", "tags"}:
            setattr(self, key, text)


def _recognises(given: Given) -> bool:
    """Tell by the head; without one by a row of names as Anki has them, or by gaps of Anki's."""
    if given.is_zip:
        return False
    first = {cell.strip().casefold() for cell in re.split(r"[\t,;]", given.opening.split("\n")[0])}
    named = {"front", "back"} <= first <= {"front", "back", "tags", "deck", "note type", "guid"}
    return _HEAD.match(given.opening) is not None or named or _GAP.search(given.opening) is not None


class _Lines:
    """Feeds lines to the reader of rows; a row that begins with `#` is a remark."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text)
        self.number = 0
        self.start = 0
        """The line at which the row begins, or 0 while it has not."""

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.number += 1
            if not self.start:
                if line.startswith("#") or not line.strip():
                    continue
                self.start = self.number
            yield line


def _head(lines: Iterable[str]) -> _Head:
    head = _Head()
    for place, line in enumerate(lines):
        match = _HEAD.fullmatch(line.rstrip("\n"))
        if match:
            head.take(match[1].lower(), match[2])
        elif place == 0 and line.startswith("tags:"):
            head.tags = line.removeprefix("tags:")
        elif not line.startswith("#"):
            break
    return head


def _guess(text: str) -> str:
    """Find what separates the fields: what most of the first lines have."""
    lines = (line for line in text[:65_536].split("\n") if line and not line.startswith("#"))
    first = list(islice(lines, _SAMPLED))
    return max(_GUESSED, key=lambda sign: sum(sign in line for line in first))


def _rows(given: Given, head: _Head, text: str) -> Iterator[tuple[int, list[str]]]:
    lines = _Lines(text)
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
    rows = csv.reader(lines, delimiter=head.separator or _guess(text))
    while True:
        lines.start = 0
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            words = "a field never ends; look for a quote sign without its pair"
            raise UnreadableFile(f"{given.path}: line {lines.start}: {words}") from error
        yield lines.start, row


def _notes(given: Given) -> Iterator[Note]:
    text = given.text.lstrip("\ufeff")
    head = _head(io.StringIO(text))
    names = head.names
    for line, row in _rows(given, head, text):
        if line == 1 and row and row[0].startswith("tags:"):
            continue
        if not names and not head.columns and _names_columns(row):
            names = tuple(row)
            continue
        yield _note(line, row, head, names)


def _names_columns(row: list[str]) -> bool:
    """Tell whether a row names the columns, as spreadsheets have it."""
    words = {cell.strip().casefold() for cell in row}
    return len(words) > 1 and bool(words & FRONTS) and bool(words & BACKS)


def _note(line: int, row: list[str], head: _Head, names: tuple[str, ...]) -> Note:
    columns = {"tags": _place("tags", names)} | head.columns
    taken = set(columns.values())
    fields = _but(row, taken)
    model = _cell(row, columns.get("notetype", -1)) or head.notetype
    known = _but(names, taken)
    if not model and looks_own(known, fields):
        model = anki_own.NAME
    if model.startswith(anki_own.NAME) and not known:
        known = anki_own.FIELDS
    known += tuple(map("Field {}".format, range(len(known) + 1, len(fields) + 1)))
    tags = f"{head.tags} {_cell(row, columns['tags'])}".split()
    deck = _cell(row, columns.get("deck", -1)) or head.deck
    return Note(f"line {line}", model or CARD, known, fields, head.html, deck, tuple(tags))


def _place(name: str, names: Sequence[str]) -> int:
    return next((place for place, one in enumerate(names) if one.strip().lower() == name), -1)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if 0 <= place < len(row) else ""


def _but(row: Sequence[str], taken: set[int]) -> tuple[str, ...]:
    """Give the cells of a row that are fields of the note."""
    return tuple(cell for place, cell in enumerate(row) if place not in taken)


def _read(given: Given) -> Iterator[Question | Skipped]:
    yield from questions_of(_notes(given), no_picture, cards=given.cards)


def _write(questions: Sequence[Raw], choices: Choices, _: Told) -> Iterable[Output]:
    """Write rows with every field quoted: one that begins with `#` would be a remark."""
    from examprep.exchange.formats.anki_package import deck_name, guid

    fields = anki_own.FIELDS
    head = [
        "separator:tab",
        "html:true",
        "guid column:1",
        "notetype column:2",
        "deck column:3",
        f"tags column:{len(fields) + 4}",
        "columns:" + "\t".join(("GUID", "Note type", "Deck", *fields, "Tags")),
    ]
    text = io.StringIO()
    text.write("".join(f"#{line}\n" for line in head))
    rows = csv.writer(text, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for raw in questions:
        deck = deck_name(choices, raw["topic"])
        tags = " ".join(anki_own.tags_of(raw))
        rows.writerow([guid(choices, raw), anki_own.NAME, deck, *anki_own.fields_of(raw), tags])
    yield Output(text.getvalue().encode())


FORMAT = Format("anki", "Anki text", (".txt", ".tsv", ".csv"), _recognises, _read, _write)
