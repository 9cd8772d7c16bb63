"""The attempts at assignments that one progress file tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from examprep.cohort.assigned import Taken
from examprep.cohort.assignment import form_print
from examprep.progress.codec import BAD_BLOCK
from examprep.progress.log import Log
from examprep.progress.opening import read_attempt
from examprep.progress.state import CandidateState


def taken_of(state: CandidateState, forms: Mapping[str, str] | None = None) -> list[Taken]:
    """List a candidate's attempts at assignments; `forms` has the print of what each asked.

    An attempt is finished with its last answer that counts: how long it was left open after
    that changes nothing.
    """
    prints = forms or {}
    done = [one for one in tuple(state.finished.values()) if one.assignment]
    last = _last_answers(state.log, {one.id for one in done})
    found = [
        Taken(
            one.assignment,
            one.at,
            last.get(one.id, one.at + one.seconds),
            one.credit,
            one.questions,
            one.reason,
            prints.get(one.id, ""),
        )
        for one in done
    ]
    opened = (one for one in tuple(state.open.values()) if one.assigned)
    for one in opened:
        name = one.assigned.id if one.assigned else ""
        found.append(Taken(name, one.started.timestamp(), form=prints.get(one.id, "")))
    return sorted(found, key=lambda one: one.started)


def _last_answers(log: Log, wanted: set[str]) -> dict[str, float]:
    """Give the moment of the last answer of some attempts."""
    places = {place for place, name in enumerate(log.attempts) if name in wanted}
    last: dict[str, float] = {}
    if places:
        for place, moment in zip(log.sittings, log.at, strict=False):  # it may grow meanwhile
            if place in places:
                name = log.attempts[place]
                last[name] = max(moment, last.get(name, moment))
    return last


def taken_in(state: CandidateState, pairs: Iterable[tuple[str, dict[str, Any]]]) -> list[Taken]:
    """List the attempts at assignments in a file, also those still open; see `taken_of`.

    Args:
        state: what the file adds up to; its open attempts may be left out.
        pairs: kind and fields of each block of the file.
    """
    given = [(kind, one) for kind, one in pairs if kind == "attempt" and "assignment" in one]
    if not given:
        return []
    forms = forms_of(given)
    done = taken_of(replace(state, open={}), forms)
    opened = {str(one.get("id")): one for _, one in given}
    left = (opened[name] for name in forms if name not in state.finished)
    waiting = [
        Taken(str(one["assignment"]), one["at"].timestamp(), form=forms[str(one["id"])])
        for one in left
    ]
    return sorted([*done, *waiting], key=lambda one: one.started)


def forms_of(pairs: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, str]:
    """Give for each attempt at an assignment the print of what it asked.

    Args:
        pairs: kind and fields of each block of a progress file.
    """
    found: dict[str, str] = {}
    for kind, fields in pairs:
        if kind != "attempt" or "assignment" not in fields:
            continue
        try:
            attempt = read_attempt(fields)
        except BAD_BLOCK:
            continue
        if attempt.assigned:
            asked = ((slot.item, slot.seed) for slot in attempt.slots)
            found.setdefault(attempt.id, form_print(asked))
    return found
