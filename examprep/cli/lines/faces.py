"""A question with its answer as plain lines: read again, or looked at in a bank."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.attempts.face import Face, Row
from examprep.cli.lines.wording import in_words, letter
from examprep.words import tr

_VERDICTS = {
    "right": tr("right"),
    "wrong": tr("not right"),
    "missed": tr("belongs to the answer"),
    "": "",
}


def face_lines(shown: Face) -> Iterator[str]:
    """Give stem, lines to be matched, numbered rows with their marks in words, and reasons."""
    yield shown.stem
    yield from (f"{letter(place)}. {left}" for place, left in enumerate(shown.lefts))
    yield from map(_row, shown.rows)
    if shown.unit and not shown.rows:
        yield tr("Answer in {unit}.", unit=shown.unit)
    if shown.noted:
        yield tr("Marked: {noted}.", noted=shown.noted)
    if told := shown.feedback:
        yield told.headline
        yield from (f"{reason.label}: {reason.text}" for reason in told.reasons)
        if told.sources:
            yield tr("Source: {sources}", sources=in_words(told.sources))


def _row(row: Row) -> str:
    notes = [row.note or (tr("your answer") if row.picked else ""), _VERDICTS[row.verdict]]
    if row.struck:
        notes.append(tr("struck out"))
    words = ", ".join(note for note in notes if note)
    return f"{row.number}. {row.text}{f' ({words})' if words else ''}"
