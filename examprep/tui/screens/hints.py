"""What is said beside a question: how to answer it, what Enter does now, and the pause."""

from __future__ import annotations

from examprep.attempts.attempt import Attempt
from examprep.attempts.draft import Draft
from examprep.attempts.face import ordinal
from examprep.attempts.names import noun_of
from examprep.banks.item import Item
from examprep.text import plural
from examprep.tui.widgets.question import letter
from examprep.words import msg, tr

_BACK = tr("Backspace takes one back.")
_PAUSED = tr("""\
Paused. The clock is stopped.

{}

Enter  go on
Esc    {}""")
_COME_BACK = tr("leave; you can continue any time")
_OVER = tr("""\
{}

All your answers are kept here, but not all of them are on disk yet.

Enter  try again to save them
Esc    leave""")


def how(item: Item, draft: Draft, *, given: bool) -> str:
    """Say how to answer, as far as the draft has come; empty where the kind says it all."""
    if item.kind == "multiple" and draft.picks:
        enter = _enter(given=given)
        every = tr("Choose all that apply.")
        return enter if every in item.stem else f"{every} {enter}"  # many stems say it themselves
    if item.kind not in {"order", "match"}:
        return ""
    if len(draft.picks) == len(draft.order):
        return f"{_enter(given=given)} {_BACK}"
    back = f" {_BACK}" if draft.picks else ""
    return f"{_next_pick(item, len(draft.picks))}{back}"


def _enter(*, given: bool) -> str:
    return tr("Answered; it can be changed.") if given else tr("Enter gives the answer.")


def _next_pick(item: Item, turn: int) -> str:
    if item.kind == "order":
        return tr("Press the number of what comes {ordinal}.", ordinal=ordinal(turn + 1))
    return tr("Press the number that goes with {letter}.", letter=letter(turn))


def first_key(attempt: Attempt, slot: int, draft: Draft, cursor: int | None) -> tuple[str, str]:
    """Give the key that does the next thing for an open question, and what that is."""
    if attempt.shows_feedback(slot):
        return tr("Enter"), _going_on(attempt, slot)
    picks = msg("answer") if draft.answers_at_once else msg("choose")
    if enter_picks(draft, cursor):
        return tr("Enter"), picks
    if draft.order and not draft.complete:
        return f"1-{len(draft.order)}", picks
    return tr("Enter"), _going_on(attempt, slot) if is_given(attempt, slot, draft) else msg(
        "answer"
    )


def is_given(attempt: Attempt, slot: int, draft: Draft) -> bool:
    """Tell whether a draft is the answer that counts already."""
    response = attempt.response(slot)
    return response is not None and response.answer == draft.answer()


def _going_on(attempt: Attempt, slot: int) -> str:
    """Name what lies ahead of an answered question; a drill has no last one."""
    last = slot + 1 == len(attempt.slots) and attempt.kind != "drill"
    return (
        msg("result")
        if last and attempt.rules.feedback and attempt.next_open is None
        else msg("next")
    )


def enter_picks(draft: Draft, cursor: int | None) -> bool:
    """Tell whether Enter takes the row at the cursor, not the draft as it is."""
    if cursor is None or cursor in draft.picks or not draft.order:
        return False
    return draft.answers_at_once or not draft.complete


def cover(attempt: Attempt) -> str:
    """Say what stands in place of the question in a pause, and after the end."""
    what = noun_of(attempt.kind)
    if attempt.ended:
        return _OVER.format(
            tr("Time is up.") if attempt.ended == "time" else tr("The {what} is over.", what=what)
        )
    count = plural(len(attempt.slots), "question")
    if attempt.kind != "drill":
        return _PAUSED.format(
            tr("{answered} of {count} answered.", answered=attempt.answered, count=count),
            _COME_BACK,
        )
    if not attempt.answered:
        return _PAUSED.format(tr("Nothing is answered yet."), tr("leave the drill"))
    return _PAUSED.format(
        tr("{questions} answered.", questions=plural(attempt.answered, "question")), _COME_BACK
    )
