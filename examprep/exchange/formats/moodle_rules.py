"""What a Moodle question becomes, whether it stands in GIFT or in XML: keys, numbers, pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from examprep.calculations.slips import SLIPS
from examprep.exchange.extras import join_extras
from examprep.exchange.numbers import within, written
from examprep.exchange.question import Raw

FULL = 99.99
TYPED = "typed text: examprep asks numbers and options only"
_NUMBER = re.compile(r"[-+]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d)?", re.ASCII)
_PLAIN = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,9})?")
_SLIP = re.compile(r"(.*?)\s?\[([a-z-]{2,40})\]", re.DOTALL)
_MOST, _FEWEST, _DECIMALS, _LONG = 9, 3, 9, 4
_HALF = Decimal("0.5")
_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)


class Unfit(ValueError):  # noqa: N818 - named after the condition, as the user reads it
    """A question that cannot become an item; its text says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a Moodle question: `fraction` in percent; `tolerance` is of numbers only."""

    text: str
    fraction: float
    why: str = ""
    tolerance: str = ""


def choice(answers: Sequence[Answer], *, single: bool) -> tuple[Raw, list[str]]:
    """Make options of answers; give what to note with them.

    Raises:
        Unfit: no key, or more keys than a single answer may have.
    """
    if "" in map(str.strip, (one.text for one in answers)):
        raise Unfit("an option has no text")
    _enough(len(answers), 2, "option")
    right = [one for one in answers if one.fraction > 0]
    if not right:
        raise Unfit("no option is right")
    keys, notes = _single_key(right) if single else _several_keys(right)
    _enough(len(answers), min(len(keys) + 1, _FEWEST), "option")
    raw: Raw = {"kind": "multiple"} if len(keys) > 1 else {}
    return raw | {"options": [_option(one, key=one in keys) for one in answers]}, notes


def _several_keys(keys: list[Answer]) -> tuple[list[Answer], list[str]]:
    if len({round(one.fraction, 1) for one in keys}) > 1:
        return keys, ["unequal weights of the right options left out"]
    alone = "asked as a question with one right option, for no other is right"
    return keys, [alone] if len(keys) == 1 else []


def _single_key(keys: list[Answer]) -> tuple[list[Answer], list[str]]:
    full = [one for one in keys if one.fraction >= FULL]
    if len(full) > 1:
        raise Unfit(f"{len(full)} options are each fully right; leave one of them the key")
    if not full:
        raise Unfit("no option has the full mark")
    return full, ["options with a part of the mark count as wrong"] if len(keys) > 1 else []


def _option(one: Answer, *, key: bool) -> Raw:
    found: Raw = {"text": one.text}
    if key:
        found["key"] = True
    return found | ({"why": one.why} if one.why else {})


def true_false(*, truth: bool, why_true: str = "", why_false: str = "") -> Raw:
    """Make a choice between True and False."""
    answers = (
        Answer("True", 100.0 * truth, why_true),
        Answer("False", 100.0 * (not truth), why_false),
    )
    return choice(answers, single=True)[0]


def _enough(count: int, fewest: int, what: str) -> None:
    if count > _MOST:
        raise Unfit(f"{count} {what}s; {_MOST} is the most")
    if count < fewest:
        raise Unfit(f"{count} {what}{'' if count == 1 else 's'}; {fewest} is the least")


def match(pairs: Sequence[tuple[str, str]]) -> tuple[Raw, list[str]]:
    """Make pairs; an answer without a partner is left out, and noted."""
    whole = [(left, right) for left, right in pairs if left.strip()]
    extra = len(pairs) - len(whole)
    _enough(len(whole), _FEWEST, "pair")
    for words, texts in zip(("left", "right"), zip(*whole, strict=True), strict=True):
        _differ([text.strip() for text in texts], words)
    raw: Raw = {"kind": "match", "pairs": [{"left": one, "right": two} for one, two in whole]}
    words = f"{extra} answers that belong to nothing" if extra > 1 else "an answer without partner"
    return raw, [f"{words} left out"] if extra else []


def _differ(texts: Sequence[str], side: str) -> None:
    if "" in texts:
        raise Unfit(f"a pair has an empty {side} side")
    if len(set(texts)) < len(texts):
        raise Unfit(f"two of its pairs have the same {side} side")


def order(steps: Sequence[str]) -> Raw:
    """Make steps to put in order; they are given in the right one."""
    _enough(len(steps), _FEWEST, "step")
    return {"kind": "order", "options": [{"text": step} for step in steps]}


def number(text: str) -> Decimal | None:
    """Read a number; None where it is none."""
    bare = text.strip()
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


def _as_typed(text: str) -> str:
    """Write a number as a bank does; zeros that were typed at its end ask for decimals."""
    bare = text.strip()
    return bare if _PLAIN.fullmatch(bare) else written(Decimal(bare))


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def range_middle(low: str, high: str) -> str:
    """Give the middle of a range as its answer.

    Raises:
        Unfit: an end is no number, or the middle no decimal as short as the ends.
    """
    first, last = number(low), number(high)
    if first is None or last is None:
        raise Unfit(f"{low.strip()[:20]}..{high.strip()[:20]} is no range of numbers")
    middle = written((first + last) / 2)
    places = max(_decimals(written(end)) for end in (first, last))
    if _decimals(middle) > places:
        raise Unfit(f"any number from {low.strip()} to {high.strip()} is right, not a single one")
    return middle


def numeric(answers: Sequence[Answer]) -> tuple[Raw, list[str]]:
    """Make a number to type: the one fully right, and the wrong ones as mistakes.

    What is said of the right number comes as `explanation`. Raises `Unfit` where the right number
    is not one.
    """
    right = _one_number([one for one in answers if one.fraction >= FULL])
    raw, notes = _rounded(right)
    mistakes, more = _mistakes([one for one in answers if one.fraction < FULL], raw["answer"])
    also = {"explanation": right.why, "mistake": mistakes}
    return raw | {key: value for key, value in also.items() if value}, notes + more


def _one_number(right: Sequence[Answer]) -> Answer:
    """Give the first of the right answers, all of which must be the same number."""
    for one in right:
        if number(one.text) is None:
            words = one.text.strip()[:40]
            raise Unfit("any number is right" if words == "*" else f"{words} is no number")
    count = len({number(one.text) for one in right})
    if count != 1:
        raise Unfit(f"{count or 'no'} number{'s are each' if count else ' is'} fully right")
    return right[0]


def _rounded(one: Answer) -> tuple[Raw, list[str]]:
    """Give the answer and its decimals; a wider tolerance than they have is noted."""
    value, tolerance = Decimal(one.text.strip()), number(one.tolerance or "0")
    if tolerance is None:
        raw, _ = _rounded(Answer(one.text, one.fraction))
        return raw, [f"tolerance {one.tolerance.strip()[:20]} left out"]
    text = _as_typed(one.text)
    places, allowed = _decimals(text), within(abs(tolerance), _HALF)
    if not tolerance:
        return _typed_number(text, places), []
    if places > _LONG and allowed < places:
        text = written(value.quantize(Decimal(1).scaleb(-allowed), context=_EXACT))
        words = f"{one.text.strip()} ± {one.tolerance.strip()} became {text}"
        return _typed_number(text, allowed), [words]
    places = max(places, min(allowed, _LONG))
    wider = abs(tolerance) > _HALF.scaleb(-places)
    notes = [f"tolerance {one.tolerance.strip()} left out"] if wider else []
    return _typed_number(text, places), notes


def _typed_number(text: str, places: int) -> Raw:
    if places > _DECIMALS:
        raise Unfit(f"{text[:20]} has more than nine decimals")
    raw: Raw = {"kind": "numeric", "answer": text}
    return raw | ({"round": places} if places else {})


def _mistakes(answers: Iterable[Answer], right: str) -> tuple[list[Raw], list[str]]:
    found: list[Raw] = []
    notes: list[str] = []
    for one in answers:
        value = number(one.text)
        notes += _left_out(one, value)
        if value not in {None, Decimal(right)} and one.fraction <= 0:
            found.append(_mistake(one))
    return found, notes


def _left_out(one: Answer, value: Decimal | None) -> list[str]:
    words = one.text.strip()[:40].replace("*", "") or "any other answer"
    told = {
        f"feedback for {words} left out": value is None and one.why,
        f"a part of the mark for {words} left out": value is not None and one.fraction > 0,
        f"tolerance of the wrong answer {words} left out": one.fraction <= 0
        and number(one.tolerance),
    }
    return [note for note, is_so in told.items() if is_so]


def _mistake(one: Answer) -> Raw:
    """Read a wrong number; its feedback may end with the id of a slip in brackets."""
    found: Raw = {"answer": _as_typed(one.text)}
    slip = _SLIP.fullmatch(one.why)
    if slip and slip[2] in SLIPS:
        found |= {"why": slip[1], "kind": slip[2]} if slip[1] else {"kind": slip[2]}
    elif one.why:
        found["why"] = one.why
    return found


def mistake_words(mistake: Raw) -> str:
    """Write why a number is wrong, the id of the slip in brackets behind it."""
    kind = f"[{mistake['kind']}]" if mistake.get("kind") else ""
    return " ".join(part for part in (mistake.get("why", ""), kind) if part)


def explained(raw: Raw, general: str) -> Raw:
    """Give an item its general feedback, and what examprep once wrote under it.

    Decimals that were written there win over those that the answer shows.
    """
    said, places = raw.pop("explanation", ""), raw.pop("round", 0)
    raw = join_extras(raw, general)
    if places:
        ratio = raw.get("show") == "ratio"  # its decimal has more places than are asked for
        raw["round"] = places if ratio else raw.get("round", places)
    if said:
        raw["explanation"] = "\n".join(part for part in (raw.get("explanation"), said) if part)
    return raw


def typed(answers: Sequence[Answer]) -> tuple[Raw, list[str]]:
    """Make a number of a short answer, where only one number is right.

    Raises:
        Unfit: words are asked for.
    """
    right = [one for one in answers if one.fraction >= FULL]
    if not right or any(number(one.text) is None for one in right):
        raise Unfit(TYPED)
    return numeric(answers)
