"""What notes of Anki and the like become: questions as they are, or cards, or a line why not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from examprep.exchange.formats import anki_own
from examprep.exchange.formats.anki_cards import Card, asked
from examprep.exchange.formats.anki_choices import choice_of
from examprep.exchange.formats.anki_note import Media, Note, Texts, only_picture
from examprep.exchange.question import Question, Raw, Skipped

FRONTS = frozenset((
    "front", "question", "term", "word", "expression", "prompt", "brand", "brand name", "stem",
))  # fmt: skip
BACKS = frozenset((
    "back", "answer", "definition", "meaning", "translation", "generic", "generic name", "response",
))  # fmt: skip
CARD, CLOZE = "flash card", "cloze"
_CLOZE = re.compile(r"\{\{c(\d{1,3})::((?:[^{}:]|:(?!:))*)(?:::([^{}]*))?\}\}")
_BARE_CLOZE = re.compile(r"\{\{c\d{1,3}::")
# 5, 0.5 mg, 10-20 mL/h: other numbers beside it would give nothing to know.
_NUMBER = r"\d[\d.,/]*"
_QUANTITY = re.compile(
    rf"[-+~<>\u2264\u2265\u00b1]?\s?{_NUMBER}(?:\s?(?:-|\u2013|to)\s?{_NUMBER})?"
    r"\s?(?:[^\s\d]{1,12})?(?: ?/ ?[^\s\d]{1,12})?"
)
_PAIR = 2
_MOST_GAPS = 50
_TRUTH = {"true": True, "t": True, "false": False, "f": False}


def questions_of(
    notes: Iterable[Note], media: Media, *, cards: bool
) -> Iterator[Question | Skipped]:
    """Turn notes into questions, in their order; cards come last, for they need each other."""
    kept: list[Card] = []
    for note in notes:
        if anki_own.is_own(note):
            yield anki_own.question_of(note)
            continue
        texts = Texts(note, media)
        found = choice_of(note, texts)
        if found is not None:
            yield found
        elif any(_BARE_CLOZE.search(text) for text in note.fields):
            yield from _kept(_clozes(note, texts), kept, cards=cards)
        else:
            yield from _kept(_pairs(note, texts), kept, cards=cards)
    yield from asked(kept)


def _kept(
    found: Iterable[Card | Question | Skipped], kept: list[Card], *, cards: bool
) -> Iterator[Question | Skipped]:
    for one in found:
        if not isinstance(one, Card):
            yield one
        elif cards:
            kept.append(one)
        else:
            why = "it has no options; --cards makes them of other cards of its deck"
            yield Skipped(one.place, why, one.name, one.kind)


def _pairs(note: Note, texts: Texts) -> Iterator[Card | Question | Skipped]:
    """Take a note with a front and a back."""
    sides = _sides(note)
    front, back = (texts.plain(side) for side in sides)
    others = [name for name, text in note.by_name().items() if text.strip() and text not in sides]
    texts.lost |= dict.fromkeys(f"its field {name[:40]} was left out" for name in others)
    why = _no_pair(note, front, back)
    if why:
        yield note.skipped(why, CARD)
    elif back.casefold().rstrip(".") in _TRUTH:
        right = _TRUTH[back.casefold().rstrip(".")]
        options: list[Raw] = [{"text": "True"}, {"text": "False"}]
        options[0 if right else 1]["key"] = True
        raw: Raw = {"stem": front, "options": options}
        yield Question(raw, note.place, "", note.category, texts.notes, texts.files)
    else:
        yield Card.of(note, CARD, front, back, texts)


def _no_pair(note: Note, front: str, back: str) -> str:
    """Say why a note is no pair of question and answer."""
    filled = len(_filled(note.fields))
    if not front and filled > _PAIR:
        return f"it has {filled} fields, and examprep cannot tell question and answer"
    if not front:
        return "it has no answer" if filled else "it has no question"
    if not back:
        return "it has no answer"
    picture = only_picture(front) or only_picture(back)
    return "one side is a picture only, and a terminal shows none" if picture else ""


def _filled(fields: Iterable[str]) -> list[str]:
    return [text for text in fields if text.strip()]


def _sides(note: Note) -> tuple[str, str]:
    """Give front and back by the names of the fields, or the two that are there; empty for none."""
    named = {name.strip().casefold(): text for name, text in note.by_name().items()}
    fronts = _filled(named[name] for name in sorted(named.keys() & FRONTS))
    backs = _filled(named[name] for name in sorted(named.keys() & BACKS))
    if len(fronts) == len(backs) == 1:
        return fronts[0], backs[0]
    filled = _filled(note.fields)
    return (filled[0], filled[1]) if len(filled) == _PAIR else ("", "")


def _clozes(note: Note, texts: Texts) -> Iterator[Card | Skipped]:
    """Take a note with gaps: each gap is a card, the others are filled."""
    field = next(text for text in note.fields if _BARE_CLOZE.search(text))
    text = texts.plain(field)
    gaps = list(_CLOZE.finditer(text))
    why = _no_gaps(text, gaps)
    if why:
        yield note.skipped(why, CLOZE)
        return
    lead = _lead(note, field, texts)
    for gap in gaps:
        stem = _without(text, gap.start())
        yield Card.of(note, CLOZE, f"{lead}{stem}", gap[2].strip(), texts, gap=True)


def _no_gaps(text: str, gaps: list[re.Match[str]]) -> str:
    """Say why the gaps of a text are not to be asked one by one."""
    if "image-occlusion:" in text:
        return "image occlusion: parts of a picture to name"
    if not 0 < len(gaps) <= _MOST_GAPS or len(gaps) != len(_BARE_CLOZE.findall(text)):
        return "its gaps are within each other, not closed, or too many"
    number, count = Counter(gap[1] for gap in gaps).most_common(1)[0]
    if count > 1:
        return f"gap {number} stands at several places"
    if any(_QUANTITY.fullmatch(gap[2].strip()) for gap in gaps):
        return "a number to recall, which has no fair wrong options"
    return ""


def _without(text: str, start: int) -> str:
    """Leave out the gap that begins at `start`, with its hint; fill the others."""

    def _shown(one: re.Match[str]) -> str:
        if one.start() != start:
            return one[2]
        hint = (one[3] or "").strip()
        return f"_____ ({hint})" if hint else "_____"

    return _CLOZE.sub(_shown, text)


def _lead(note: Note, field: str, texts: Texts) -> str:
    """Give what stands directly before the field with gaps, where it asks something."""
    place = note.fields.index(field)
    before = texts.plain(note.fields[place - 1]) if place else ""
    return f"{before}\n" if before.endswith(("?", ":")) else ""
