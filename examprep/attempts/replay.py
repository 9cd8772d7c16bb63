"""Attempts out of their logs: replayed, as they were opened, and in the order of a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from examprep.attempts.attempt import Attempt, begin, renumbered
from examprep.attempts.events import Event, Extend, Response
from examprep.attempts.slots import Marks, Slot


def replay(attempt: Attempt, events: Iterable[Event]) -> Attempt:
    """Rebuild a state from its log; an event that does not fit changes nothing that counts."""
    for event in events:
        fits = not attempt.misfit(event)
        attempt = attempt.after(event) if fits else attempt.beside(event)
    return attempt


def opening(attempt: Attempt) -> Attempt:
    """Give an attempt as it was when it was opened."""
    slots = [slot for slot in attempt.slots if not slot.id]
    first = begin(
        attempt.id,
        attempt.kind,
        (replace(slot, others=()) for slot in slots),
        attempt.started,
        limit=attempt.limit,
        title=attempt.title,
    )
    first = replace(first, topics=attempt.topics, exam=attempt.exam, assigned=attempt.assigned)
    return replace(first, versions=attempt.versions)


def log_of(attempt: Attempt) -> Iterator[Event]:
    """Write a log that leads to an attempt: its questions, and the answers that were not undone.

    Those that wait come last.
    """
    for slot in attempt.slots:
        if slot.id:
            yield Extend(
                attempt.started, 0.0, slot.item, slot.seed, slot.id, slot.version, slot.key_print
            )
    for slot, given in zip(attempt.slots, attempt.given, strict=True):
        yield from (replace(one, of=one.of or slot.id) for one in given)
    yield from attempt.spare


def in_order_of(before: Attempt, attempt: Attempt) -> Attempt:
    """Put a drill's slots where an earlier state of it had them; those new since stand behind.

    Another window may have put its questions before those that are on the screen here. A slot
    that is gone keeps its place, without an answer.
    """
    order = _order(before, attempt)
    if order == [*range(len(attempt.slots))]:
        return attempt
    rows = [*zip(attempt.slots, attempt.given, attempt.marks, strict=True)]
    empty: tuple[Response, ...] = ()
    moved = [
        (before.slots[new], empty, Marks()) if old is None else rows[old]
        for new, old in enumerate(order)
    ]
    slots, given, marks = zip(*moved, strict=True)
    return replace(
        attempt,
        slots=slots,
        given=tuple(_moved(responses, new) for new, responses in enumerate(given)),
        marks=marks,
        spare=tuple(renumbered(one, order.index(one.slot)) for one in attempt.spare),
    )


def _order(before: Attempt, attempt: Attempt) -> list[int | None]:
    """Give for each place where its slot stands now; None for one that is gone."""
    known = {name: place for place, slot in enumerate(before.slots) for name in slot.ids}
    found: dict[int, int] = {}
    behind = []
    for old, slot in enumerate(attempt.slots):
        place = _place_before(before, known, slot, old)
        if found.setdefault(place, old) != old or place < 0:
            behind.append(old)
    return [*map(found.get, range(len(before.slots))), *behind]


def _place_before(before: Attempt, known: dict[str, int], slot: Slot, old: int) -> int:
    """Find where a slot stood, by its ids or as one of the opening; below 0 where it is new."""
    for name in slot.ids:
        if name in known:
            return known[name]
    opened = not slot.id and before.slots[old : old + 1] == (slot,)
    return old if opened else -1 - old


def _moved(responses: tuple[Response, ...], slot: int) -> tuple[Response, ...]:
    return tuple(renumbered(response, slot) for response in responses)
