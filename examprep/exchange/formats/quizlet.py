"""Quizlet's export: one line for each card, term and definition divided by a tab.

Quizlet lets people choose other signs; the usual ones are tab and new line. A definition may run
over lines: a line without a tab goes on with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from examprep.exchange.format import Format
from examprep.exchange.formats.anki_note import Note, no_picture
from examprep.exchange.formats.anki_notes import questions_of
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped

_NAMES = ("Term", "Definition")
_FEWEST = 2
_SHARE = 0.8


def _recognises(given: Given) -> bool:
    if given.is_zip or "\0" in given.opening:
        return False
    lines = [line for line in given.opening.split("\n")[:200] if line.strip()]
    cards = sum(line.count("\t") == 1 for line in lines)
    return cards >= _FEWEST and cards >= _SHARE * len(lines)


def _notes(given: Given) -> Iterator[Note]:
    start, term, definition = 0, "", [""]
    for number, line in enumerate(given.text.lstrip("\ufeff").split("\n"), 1):
        front, tab, back = line.partition("\t")
        if tab or not start:
            if start:
                yield _note(given, start, term, "\n".join(definition))
            start, term, definition = (number if line.strip() else 0), front, [back]
        else:
            definition.append(line)
    if start:
        yield _note(given, start, term, "\n".join(definition))


def _note(given: Given, line: int, term: str, definition: str) -> Note:
    sides = term.strip(), definition.replace("\t", " ").strip()
    name = given.path.stem.replace("_", " ")
    return Note(f"line {line}", "flash card", _NAMES, sides, html=False, deck=name)


def _read(given: Given) -> Iterator[Question | Skipped]:
    yield from questions_of(_notes(given), no_picture, cards=given.cards)


FORMAT = Format("quizlet", "Quizlet", (".txt", ".tsv"), _recognises, _read)
