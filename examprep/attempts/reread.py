"""A question looked at without answering it: after the end, or before it was ever asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from examprep.attempts.arrange import arrange
from examprep.attempts.attempt import Attempt
from examprep.attempts.draft import Draft, draft_of
from examprep.attempts.face import CHANGED, Face, Feedback, Reason, Row, face, other_reasons
from examprep.attempts.slots import Marks
from examprep.banks.item import Item
from examprep.banks.variants import answer_text, asked_of, wrong_numbers
from examprep.calculations.answers import causes, judge
from examprep.days import short
from examprep.errors import UnclearAnswer
from examprep.words import tr

# Shown without an attempt, options stand in the order of this seed.
PREVIEW_SEED = 0


def reread_face(
    attempt: Attempt,
    slot: int,
    item: Item,
    *,
    every_reason: bool = False,
    rekeyed: date | None = None,
) -> Face:
    """Give a question as it stood, with what was answered and why it was right or wrong.

    `rekeyed` is the day on which the item got another key, where it is known.
    """
    response = attempt.response(slot)
    draft = draft_of(item, arrange(item, attempt.slots[slot].seed), response)
    shown = face(item, draft, attempt.marks[slot], feedback=True, response=response)
    after = all_reasons(item, draft) if every_reason else ()
    asked = attempt.slots[slot].key_print
    changed = asked and item.key_print and asked != item.key_print
    before: tuple[Reason, ...] = ()
    if changed and response:
        before = (Reason(tr("Note"), _rekeyed_words(rekeyed)),)
        shown = _without_note(shown)
    return _with_reasons(shown, (*before, *_typed(draft)), after)


def _without_note(shown: Face) -> Face:
    """Leave out that the question was changed, where its key is named as what changed."""
    told = shown.feedback
    if told is None:
        return shown
    reasons = tuple(reason for reason in told.reasons if reason.text != CHANGED)
    return replace(shown, feedback=replace(told, reasons=reasons))


def _rekeyed_words(day: date | None) -> str:
    when = tr(" on {short}", short=short(day)) if day else ""
    return tr(
        "The key of this question was changed{when}: this answer no longer counts.", when=when
    )


def has_more_reasons(attempt: Attempt, slot: int, item: Item) -> bool:
    """Tell whether there is more to say than the feedback does."""
    draft = draft_of(item, arrange(item, attempt.slots[slot].seed), attempt.response(slot))
    return bool(all_reasons(item, draft))


def preview_face(item: Item, *, key: bool = False) -> Face:
    """Give a question as a candidate sees it first; with `key`, also its answer and reasons."""
    order = arrange(item, PREVIEW_SEED)
    if not key:
        return face(item, Draft(item.kind, order), Marks(), feedback=False)
    draft = _key_draft(item, order)
    shown = face(item, draft, Marks(), feedback=True)
    rows = tuple(_unpicked(item, row) for row in shown.rows)
    shown = _with_reasons(replace(shown, rows=rows), (), all_reasons(item, draft))
    told = replace(shown.feedback, headline=tr("The answer.")) if shown.feedback else None
    return replace(shown, feedback=told)


def all_reasons(item: Item, draft: Draft) -> tuple[Reason, ...]:
    """Say of each wrong answer that was not given why it is wrong."""
    if item.kind != "numeric":
        return other_reasons(item, draft)
    said = _diagnosed(item, draft.typed)
    ways = tuple(Reason(tr("By proportion"), line) for line in item.proportion)
    wrong = {number: causes(whys) for number, whys in wrong_numbers(item).items()}
    return ways + tuple(
        Reason(tr("Not {number}", number=number), why)
        for number, why in wrong.items()
        if why != said
    )


def _diagnosed(item: Item, typed: str) -> str:
    """Give what was said of the mistake that was typed, so that it is not said twice."""
    try:
        return judge(asked_of(item), typed).remark
    except UnclearAnswer:
        return ""


def _typed(draft: Draft) -> tuple[Reason, ...]:
    """Repeat what was typed: no row shows it."""
    return (Reason(tr("Yours"), draft.typed),) if draft.typed else ()


def _with_reasons(shown: Face, before: tuple[Reason, ...], more: tuple[Reason, ...]) -> Face:
    """Add reasons: what was typed to begin with, the others ahead of the rule that ends it."""
    told: Feedback | None = shown.feedback
    if told is None:
        return shown
    rule = [reason for reason in told.reasons if reason.label == "Rule"]
    others = [reason for reason in told.reasons if reason.label != "Rule"]
    return replace(shown, feedback=replace(told, reasons=(*before, *others, *more, *rule)))


def _key_draft(item: Item, order: tuple[int, ...]) -> Draft:
    if item.kind == "numeric":
        return Draft(item.kind, order, typed=answer_text(item))
    wanted = item.keys if item.kind in {"choice", "multiple"} else tuple(range(len(order)))
    return Draft(item.kind, order, tuple(order.index(authored) for authored in wanted))


def _unpicked(item: Item, row: Row) -> Row:
    """Show a key as right, not as chosen by anybody."""
    if item.kind in {"order", "match"}:
        return replace(row, picked=False)
    return replace(row, picked=False, note="")
