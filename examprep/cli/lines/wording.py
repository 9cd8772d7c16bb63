"""What the line mode says, as plain lines: questions, reasons, lists, times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from examprep.attempts.arrange import arrange
from examprep.attempts.attempt import Attempt
from examprep.attempts.draft import Draft, draft_of
from examprep.attempts.face import NO_SOURCE, SURE, Face, Feedback, Reason, face
from examprep.attempts.names import noun_of
from examprep.attempts.slots import Marks
from examprep.attempts.stems import words_of
from examprep.banks.item import Item
from examprep.banks.variants import how_to_type, unit_words
from examprep.progress.sitting import Sitting
from examprep.text import time_in_words
from examprep.words import tr

HANG = "   "


def how_to_begin(attempt: Attempt) -> str:
    """Say before the first question what can be typed."""
    if attempt.kind == "drill":
        return tr("Type your answer; next skips a question, finish ends the drill, ? gives help.")
    return tr("Type the number of your answer, or ? for help.")


def draft_at(sitting: Sitting, slot: int, *, given: bool = True) -> Draft:
    """Give the draft of a slot: as answered, or empty where `given` is false."""
    attempt, item = sitting.attempt, sitting.item(slot)
    order = arrange(item, attempt.slots[slot].seed)
    return draft_of(item, order, attempt.response(slot) if given else None)


def face_at(sitting: Sitting, slot: int) -> Face:
    """Give what a slot shows now, with right and wrong where they may be shown."""
    attempt, item = sitting.attempt, sitting.item(slot)
    draft, marks, told = draft_at(sitting, slot), attempt.marks[slot], attempt.shows_feedback(slot)
    return face(item, draft, marks, feedback=told, response=attempt.response(slot))


def question(sitting: Sitting, slot: int) -> list[str]:
    """Give the lines that come before the options: marks, stem, lines to be matched."""
    item = sitting.item(slot)
    lines = [*_notes(sitting, slot), "", item.stem, ""]
    if item.kind == "match":
        lines += [f"{letter(place)}. {pair.left}" for place, pair in enumerate(item.pairs)] + [""]
    return lines


def options(sitting: Sitting, slot: int) -> list[str]:
    """Give the numbered lines to choose from, and the instruction where one is needed."""
    item, shown = sitting.item(slot), face_at(sitting, slot)
    lines = [f"{row.number}. {row.text}{' (struck out)' * row.struck}" for row in shown.rows]
    return lines + [how for how in (_how(item, shown),) if how]


def _how(item: Item, shown: Face) -> str:
    count = len(shown.rows)
    if item.kind == "numeric":
        return _how_to_type(item)
    if item.kind == "order":
        return tr("Type all {count} numbers in the right order, with commas between.", count=count)
    if item.kind == "match":
        return tr(
            "Type for a to {last} the numbers of their partners, with commas between.",
            last=letter(count - 1),
        )
    if item.kind == "multiple":
        how = "" if shown.how in item.stem else shown.how  # many stems say it themselves
        return f"{how} {tr('Type the numbers with commas between.')}".strip()
    return shown.how


def _how_to_type(item: Item) -> str:
    if item.show:
        return how_to_type(item)
    return (
        tr("Type the number in {unit}.", unit=unit_words(item))
        if item.unit
        else tr("Type the number.")
    )


def _notes(sitting: Sitting, slot: int) -> list[str]:
    marks = marked(sitting.attempt.marks[slot])
    notes = [tr("Marked: {noted}.", noted=", ".join(marks))] if marks else []
    notes += [lit for lit in (lit_words(sitting, slot),) if lit]
    draft = draft_at(sitting, slot)
    return [*notes, tr("Your answer: {given}.", given=given(draft))] if draft.complete else notes


def lit_words(sitting: Sitting, slot: int) -> str:
    """Name the highlighted words; empty where there are none."""
    stem, lit = sitting.item(slot).stem, sitting.attempt.marks[slot].lit
    spans = words_of(stem)
    words = [stem[slice(*spans[place])] for place in lit if place < len(spans)]
    return tr("Highlighted: {words}", words=" ".join(words)) if words else ""


def marked(marks: Marks) -> list[str]:
    """Name the marks of a slot, struck options left out."""
    return [tr("flagged")] * marks.flag + ([tr(SURE[marks.sure])] if marks.sure else [])


def given(draft: Draft) -> str:
    """Write an answer as it would be typed."""
    return draft.typed if draft.kind == "numeric" else numbers(pick + 1 for pick in draft.picks)


def letter(place: int) -> str:
    """Name the lines to be matched: a, b, c."""
    return chr(ord("a") + place)


def numbers(values: Iterable[int]) -> str:
    """Write numbers with commas; `none` where there are none."""
    return ", ".join(str(value) for value in values) or tr("none")


def verdict(item: Item, draft: Draft, told: Feedback, others: Sequence[Reason] = ()) -> list[str]:
    """Give what is said after the answer: right or not, the key, reasons and sources."""
    lines = [told.headline]
    if (told.changed or not told.right) and item.kind != "numeric" and not item.is_gone:
        lines.append(_key(item, draft))
    lines += [f"{reason.label}: {reason.text}" for reason in (*told.reasons, *others)]
    return [*lines, *_source(told)]


def _source(told: Feedback) -> list[str]:
    """Give the line of the sources, or that there are none."""
    words = in_words(told.sources)
    if not words or words.startswith(NO_SOURCE):
        return [f"{words}."] if words else []
    return [tr("Source: {sources}", sources=words)]


def _key(item: Item, draft: Draft) -> str:
    """Say which numbers would have been right."""
    if item.kind in {"order", "match"}:
        right = numbers(draft.order.index(place) + 1 for place in range(len(draft.order)))
        return tr("In the right order: {right}.", right=right)
    keys = sorted((draft.order.index(key) + 1, item.options[key].text) for key in item.keys)
    if len(keys) > 1:
        return tr("The answers are {numbers}.", numbers=numbers((number for number, _ in keys)))
    return tr("The answer is {number}. {text}", number=keys[0][0], text=keys[0][1]) if keys else ""


def in_words(text: str) -> str:
    """Write a line without the signs that are drawn rather than read."""
    return text.replace(" \u00b7 ", ", ")


def overview(attempt: Attempt) -> list[str]:
    """List what is answered, flagged and open."""
    places = range(len(attempt.slots))
    return [
        tr("Answered: {numbers}", numbers=numbers(n + 1 for n in places if attempt.given[n])),
        tr("Flagged: {numbers}", numbers=numbers(n + 1 for n in places if attempt.marks[n].flag)),
        tr("Open: {numbers}", numbers=numbers(n + 1 for n in places if not attempt.given[n])),
    ]


def end_page(attempt: Attempt) -> list[str]:
    """Say what can be done behind the last question."""
    left = len(attempt.slots) - attempt.answered
    if attempt.kind == "drill":
        return [tr("This drill has no more questions."), tr("Press Enter for the result.")]
    if not left:
        count = len(attempt.slots)
        every = tr("All {count} questions are answered.", count=count)
        return [
            every if count > 1 else tr("The question is answered."),
            tr("Press Enter for the result; undo takes the last answer back."),
        ]
    return [
        tr("End of the list. {open}.", open=overview(attempt)[2]),
        tr("go N opens a question, finish ends the {noun}.", noun=noun_of(attempt.kind)),
    ]


def times(sitting: Sitting) -> str:
    """Say how much time is left and used."""
    used = tr("{time} used", time=time_in_words(sitting.clock))
    return (
        f"{time_left(sitting.left)}, {used}"
        if sitting.left is not None
        else tr("{used}, no limit", used=used)
    )


def time_left(left: float) -> str:
    """Write the time left: `9 min 40 s left`."""
    return tr("{time} left", time=time_in_words(left))


def not_saved(fault: str) -> str:
    """Say that something is not on disk yet, and why."""
    return tr("not saved: {reason}; it is kept and tried again", reason=fault.rpartition(": ")[2])
