"""GIFT, the text format of Moodle: questions of its grammar become items, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from examprep.exchange.extras import join_extras
from examprep.exchange.format import Format
from examprep.exchange.formats import moodle_rules as rules
from examprep.exchange.formats.gift_grammar import GiftAnswer, GiftQuestion, Text, questions
from examprep.exchange.formats.gift_writing import write
from examprep.exchange.formats.moodle_shown import shown_number
from examprep.exchange.formats.moodle_texts import Texts, category_path, foreign_tags, own_values
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped

_SIGNS = re.compile(
    r"^\s*\$CATEGORY:|\{\s*(?:[=~#]|T\s*[}#]|F\s*[}#]|TRUE\b|FALSE\b)|^\s*::[^:\n]{1,200}::",
    re.MULTILINE,
)
_SHORT = 60
_ASKS_NOTHING = "it asks nothing"
_WHY = {
    "description": _ASKS_NOTHING,
    "essay": "a text to write: examprep asks numbers and options only",
    "cloze": "gaps with answers of their own within the text",
}


def _recognises(given: Given) -> bool:
    if given.is_zip:
        return False
    return given.path.suffix.lower() == ".gift" or _SIGNS.search(given.opening) is not None


def _read(given: Given) -> Iterator[Question | Skipped]:
    category = ""
    for one in questions(given.text):
        if one.kind == "category":
            category = category_path(one.stem.text)
        else:
            yield _taken(one, category)


def _taken(one: GiftQuestion, category: str) -> Question | Skipped:
    place, texts = f"line {one.line}", Texts()
    stem = texts.plain(one.stem.text, one.stem.form)
    try:
        raw, notes = _item(one, texts)
    except rules.Unfit as error:
        name = one.title or " ".join(stem.split())[:_SHORT]
        return Skipped(place, str(error), name, one.kind.removeprefix("broken"))
    own = own_values(one.number, one.tags)
    raw = {**own, "stem": stem, **raw}
    said = dict.fromkeys(filter(None, (*texts.lost, *notes, foreign_tags(one.tags, own))))
    title = one.title if own or not one.number else one.number
    return Question(raw, place, title, category, tuple(said))


def _item(one: GiftQuestion, texts: Texts) -> tuple[Raw, list[str]]:
    """Make an item of a question, all but its stem.

    Raises:
        Unfit: examprep has no such question.
    """
    if one.why or one.kind in _WHY:
        raise rules.Unfit(one.why or _WHY[one.kind])
    general = _words(one.general, texts)
    shown = join_extras({}, general).get("show", "") if one.kind == "short" else ""
    raw, notes = _body(one, texts, shown)
    return rules.explained(raw, general), notes


def _body(one: GiftQuestion, texts: Texts, shown: str) -> tuple[Raw, list[str]]:
    if one.kind == "short":
        answers = [_answer(a, texts) for a in one.answers]
        return rules.typed([shown_number(a, shown) for a in answers])
    return _BODIES[one.kind](one, texts)


def _choice(one: GiftQuestion, texts: Texts) -> tuple[Raw, list[str]]:
    single = any(a.sign == "=" and _fraction(a) >= rules.FULL for a in one.answers)
    return rules.choice([_answer(a, texts) for a in one.answers], single=single)


def _true_false(one: GiftQuestion, texts: Texts) -> tuple[Raw, list[str]]:
    wrong, right = (_words(feedback, texts) for feedback in one.feedbacks)
    if one.truth:
        return rules.true_false(truth=True, why_true=right, why_false=wrong), []
    return rules.true_false(truth=False, why_true=wrong, why_false=right), []


def _match(one: GiftQuestion, texts: Texts) -> tuple[Raw, list[str]]:
    return rules.match([(texts.plain(left.text, left.form), right) for left, right in one.pairs])


def _order(one: GiftQuestion, texts: Texts) -> tuple[Raw, list[str]]:
    return rules.order([texts.plain(step, "plain") for step in one.steps]), []


def _fraction(one: GiftAnswer) -> float:
    if one.weight is not None:
        return one.weight
    return 100.0 if one.sign == "=" else 0.0


def _words(text: Text | None, texts: Texts) -> str:
    return texts.plain(text.text, text.form) if text else ""


def _answer(one: GiftAnswer, texts: Texts) -> rules.Answer:
    words = _words(one.text, texts)
    return rules.Answer(words, _fraction(one), _words(one.feedback, texts))


def _numeric(one: GiftQuestion, texts: Texts) -> tuple[Raw, list[str]]:
    answers = []
    notes = []
    for answer in one.answers:
        found = _answer(answer, texts)
        low, dots, high = found.text.partition("..")
        value, _, tolerance = found.text.partition(":")
        if dots:
            if found.fraction >= rules.FULL:
                notes.append(f"any number from {low.strip()} to {high.strip()} was right")
            value, tolerance = rules.range_middle(low, high), ""
        answers.append(rules.Answer(value, found.fraction, found.why, tolerance))
    raw, more = rules.numeric(answers)
    return raw, [*notes, *more]


_BODIES = {
    "choice": _choice,
    "truefalse": _true_false,
    "match": _match,
    "order": _order,
    "numeric": _numeric,
}
FORMAT = Format(
    "gift",
    "GIFT",
    (".gift", ".txt"),
    _recognises,
    _read,
    write,
    ("line breaks in steps to put in order", "an arrow -> in what is matched"),
)
