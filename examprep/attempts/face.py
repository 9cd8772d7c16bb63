"""What a question shows at a moment, as plain text: both the app and the line mode draw this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from examprep.attempts.draft import Draft
from examprep.attempts.events import Answer, Response
from examprep.attempts.grading import Grade, grade
from examprep.attempts.slots import Marks
from examprep.banks.item import Item
from examprep.banks.variants import answer_text, how_to_type, unit_words
from examprep.calculations.recipe import Span
from examprep.days import short
from examprep.errors import UnclearAnswer
from examprep.words import msg, tr

Verdict = Literal["", "right", "wrong", "missed"]
CHOSEN = tr("chosen")
NO_SOURCE = tr("No source given")
CHANGED = tr("The question was changed after this answer.")
SURE = {"sure": msg("sure"), "unsure": msg("unsure"), "guess": msg("guess")}
# Credit is recorded to four decimals.
_SAME_CREDIT = 0.001
_HOW = {
    "choice": "",
    "multiple": tr("Choose all that apply."),
    "order": tr("Give the numbers in the right order."),
    "match": tr("Give for each line the number of its partner."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One numbered line to choose from; `note` says what was done with it."""

    number: int
    text: str
    note: str = ""
    picked: bool = False
    struck: bool = False
    verdict: Verdict = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A labelled paragraph of the rationale; `struck` are places of units that cancel."""

    label: str
    text: str
    struck: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said after the answer: headline, paragraphs, and where it stands.

    `changed` tells that the question is not any more what was answered then.
    """

    headline: str
    right: bool
    reasons: tuple[Reason, ...]
    sources: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """A question as shown.

    `lefts` are the lines to be matched, with the partner picked; `noted` are the marks in words.
    `lit` are places of words of the stem that are highlighted.
    """

    stem: str
    how: str
    rows: tuple[Row, ...]
    lefts: tuple[str, ...] = ()
    unit: str = ""
    feedback: Feedback | None = None
    noted: str = ""
    lit: tuple[int, ...] = ()


def noted(marks: Marks) -> str:
    """Say what the candidate noted on a question: flagged, how sure."""
    sure = tr(SURE[marks.sure]) if marks.sure else ""
    words = (tr("flagged") if marks.flag else "", sure)
    return ", ".join(word for word in words if word)


def face(
    item: Item, draft: Draft, marks: Marks, *, feedback: bool, response: Response | None = None
) -> Face:
    """Give what a question shows, with right and wrong where `feedback` is allowed.

    What a response earned when it was given stands, whatever became of the question since.
    """
    rows = tuple(_row(item, draft, marks, place, feedback) for place in range(len(draft.order)))
    told = _feedback(item, draft, response) if feedback else None
    lefts = _lefts(item, draft)
    how = how_to_type(item) if item.kind == "numeric" else _HOW[item.kind]
    return Face(item.stem, how, rows, lefts, unit_words(item), told, noted(marks), marks.lit)


def _row(item: Item, draft: Draft, marks: Marks, place: int, feedback: bool) -> Row:  # noqa: FBT001
    authored = draft.order[place]
    text = item.pairs[authored].right if item.kind == "match" else item.options[authored].text
    picked = place in draft.picks
    verdict = _verdict(item, draft, place) if feedback else ""
    note = _note(item, draft, place) if picked else ""
    return Row(place + 1, text, note, picked, authored in marks.struck, verdict)


def _note(item: Item, draft: Draft, place: int) -> str:
    turn = draft.picks.index(place)
    if item.kind == "order":
        return ordinal(turn + 1)
    if item.kind == "match" and turn < len(item.pairs):
        return tr("for {turn}", turn=turn + 1)
    return CHOSEN if item.kind == "multiple" else ""


def _verdict(item: Item, draft: Draft, place: int) -> Verdict:
    authored, picked = draft.order[place], place in draft.picks
    if item.kind in {"order", "match"}:
        if not picked:
            return "missed"
        return "right" if draft.picks.index(place) == authored else "wrong"
    if item.options[authored].key:
        return "right" if picked or item.kind == "choice" else "missed"
    return "wrong" if picked else ""


def _lefts(item: Item, draft: Draft) -> tuple[str, ...]:
    lines = []
    for turn, pair in enumerate(item.pairs):
        partner = f"{draft.picks[turn] + 1}" if turn < len(draft.picks) else "?"
        lines.append(f"{pair.left}  \u2192  {partner}")
    return tuple(lines)


def ordinal(number: int) -> str:
    """Write 1 as 1st, 2 as 2nd, 3 as 3rd, 4 as 4th."""
    teens = number % 100 // 10 == 1
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _feedback(item: Item, draft: Draft, response: Response | None) -> Feedback:
    verdict = _graded(item, response.answer if response else draft.answer())
    changed = False
    if response and (verdict is None or abs(verdict.credit - response.credit) > _SAME_CREDIT):
        verdict, changed = Grade(response.credit), not item.is_gone
    note = (Reason(tr("Note"), CHANGED),) if changed else ()
    reasons = (*note, *_key_reasons(item, verdict), *_own_reasons(item, draft), *_rule(item))
    right = verdict is not None and verdict.right
    headline = _headline(verdict)
    if changed:
        headline = tr("{headline} then.", headline=headline.removesuffix("."))
    return Feedback(headline, right, reasons, source_line(item), changed)


def _graded(item: Item, answer: Answer) -> Grade | None:
    """Grade an answer by the item as it is today; None where there is none to grade."""
    try:
        return grade(item, answer)
    except UnclearAnswer:
        return None


def _headline(verdict: Grade | None) -> str:
    if verdict is None:
        return tr("Not answered.")
    if verdict.right:
        return tr("Right.")
    word = tr("Partly right.") if verdict.credit > 0 else tr("Not right.")
    return f"{word} {verdict.remark}".strip()


def _key_reasons(item: Item, verdict: Grade | None) -> tuple[Reason, ...]:
    if item.kind == "numeric":
        return _number_reasons(item, verdict)
    if item.kind == "match":
        return tuple(Reason(pair.left, _sentences(pair.right, pair.why)) for pair in item.pairs)
    if item.kind == "order":
        return _order_reasons(item)
    return tuple(
        Reason(tr("Why"), option.why) for option in item.options if option.key and option.why
    )


def _number_reasons(item: Item, verdict: Grade | None) -> tuple[Reason, ...]:
    key = Reason(tr("Answer"), answer_text(item))
    remark = verdict.remark if verdict is not None and verdict.right else ""
    return (key, Reason(tr("Note"), remark)) if remark else (key,)


def _order_reasons(item: Item) -> tuple[Reason, ...]:
    return tuple(
        Reason(ordinal(place + 1), _sentences(option.text, option.why))
        for place, option in enumerate(item.options)
    )


def _sentences(text: str, why: str) -> str:
    stop = "" if text.endswith((".", "?", "!", ":")) else "."
    return f"{text}{stop} {why}".rstrip()


def _own_reasons(item: Item, draft: Draft) -> tuple[Reason, ...]:
    """Say of each wrong choice why it is wrong."""
    return _why_not(item, [place for place in draft.picks if place < len(draft.order)], draft)


def _why_not(item: Item, places: Iterable[int], draft: Draft) -> tuple[Reason, ...]:
    """Say of the distractors at these places, as shown, why they are wrong."""
    if item.kind not in {"choice", "multiple"}:
        return ()
    options = ((place, item.options[draft.order[place]]) for place in places)
    return tuple(
        Reason(tr("Why not {place}", place=place + 1), option.why)
        for place, option in options
        if not option.key and option.why
    )


def _rule(item: Item) -> tuple[Reason, ...]:
    one = len(item.steps) == 1
    steps = tuple(
        Reason(tr("Step") if one else tr("Step {number}", number=number), step)
        for number, step in enumerate(item.steps, 1)
    )
    worked = (*steps, *_by_units(item))
    return (*worked, Reason(tr("Rule"), item.explanation)) if item.explanation else worked


def _by_units(item: Item) -> tuple[Reason, ...]:
    """Show the dimensional analysis, and say in words which units cancel."""
    if item.chain is None:
        return ()
    words = f" ({item.cancels})" if item.cancels else ""
    return (Reason(tr("By units"), item.chain.text + words, item.chain.struck),)


def other_reasons(item: Item, draft: Draft) -> tuple[Reason, ...]:
    """Say of each distractor that was not chosen why it is wrong: for who wants to know all."""
    return _why_not(item, [n for n in range(len(draft.order)) if n not in draft.picks], draft)


def source_line(item: Item) -> str:
    """Give the sources with the day they were checked; say so where nobody has given them."""
    if item.is_gone:
        return ""
    if not item.sources and not item.verified:
        return tr("{none}: nobody says that this was checked", none=NO_SOURCE)
    day = tr("checked {short}", short=short(item.verified)) if item.verified else ""
    checked = day or tr("no day of checking")
    return f"{'; '.join(item.sources) or NO_SOURCE} \u00b7 {checked}"
