"""Flash cards become questions: the wrong options are the backs of other cards of their deck.

What comes out is named as such in its notes; a card whose deck has no three other answers of the
same kind is left out. Which ones are taken is fixed by the card's own words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from examprep.exchange.formats.anki_note import Note, Texts
from examprep.exchange.question import Question, Raw, Skipped

LONGEST = 120
NOTE = "distractors taken from other cards of the deck"
_WRONG = 3
_TRIES = 60
_WORDY = 6
_SHORT = 60
_NUMBER = re.compile(r"[-+]?\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Card:
    """A front and a back; `group` is what it shares with the cards it may borrow answers from."""

    place: str
    kind: str
    name: str
    stem: str
    back: str
    group: str
    category: str
    notes: tuple[str, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(
        cls, note: Note, kind: str, front: str, back: str, texts: Texts, *, gap: bool = False
    ) -> Card:
        """Make a card of a note's texts; a front of a few words becomes a question."""
        says = gap or front.endswith(("?", ":", "=")) or len(front.split()) > _WORDY
        stem = front if says or "\n" in front else f"Which of these goes with \u201c{front}\u201d?"
        group = note.deck or (note.tags[0] if note.tags else "")
        name = " ".join(front.split())[:_SHORT]
        files = dict(texts.files)
        return cls(note.place, kind, name, stem, back, group, note.category, texts.notes, files)


class _Deck:
    """The different backs of one deck, by their shape."""

    def __init__(self, cards: Iterable[Card]) -> None:
        backs: dict[str, str] = {}
        self._of: dict[str, set[str]] = defaultdict(set)
        for card in cards:
            if len(card.back) <= LONGEST:
                backs.setdefault(_same(card.back), card.back)
            self._of[_same(card.stem)].add(_same(card.back))
        self.count = len(backs)
        # Each back with what tells whether another is the same.
        self._shapes: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        for same, back in sorted(backs.items()):
            for shape in _shapes(back):
                self._shapes[shape].append((same, back))

    def others(self, card: Card) -> list[str]:
        """Find wrong options: backs of the same shape that no card with this front has."""
        right, key = self._of[_same(card.stem)], _same(card.back)
        for shape in _shapes(card.back):
            found: dict[str, str] = {}
            for same, back in _drawn(self._shapes[shape], card.stem):
                if same in right or any(_overlap(same, one) for one in (key, *found)):
                    continue
                found[same] = back
                if len(found) == _WRONG:
                    return list(found.values())
        return []


def _same(text: str) -> str:
    return " ".join(re.findall(r"\w+|[^\w\s.,;]", text.casefold()))


def _overlap(one: str, other: str) -> bool:
    """Tell whether one answer's words are a part of the other's, so that both might be right."""
    left, right = f" {one} ", f" {other} "
    return left in right or right in left


def _shapes(back: str) -> Iterator[tuple[str, ...]]:
    """Give what a back looks like, first closely and then roughly."""
    words = len(back.split())
    if _NUMBER.fullmatch(back.strip()):
        kind = "number"
    elif _NUMBER.match(back.strip()):
        kind = "quantity"
    else:
        kind = "words"
    size = "word" if words == 1 else "few" if words <= 4 else "many"  # noqa: PLR2004
    capital = "capital" if back[:1].isupper() else "small"
    yield kind, size, capital
    yield kind, size


def _rank(stem: str, more: str) -> int:
    return int.from_bytes(blake2b(f"{stem}\n{more}".encode(), digest_size=8).digest(), "big")


def _drawn(backs: list[tuple[str, str]], stem: str) -> Iterator[tuple[str, str]]:
    """Give backs in an order that the stem fixes; of many, only some are looked at."""
    if len(backs) <= _TRIES:
        yield from sorted(backs, key=lambda back: _rank(stem, back[1]))
        return
    for number in range(_TRIES):
        yield backs[_rank(stem, str(number)) % len(backs)]


def asked(cards: Iterable[Card]) -> Iterator[Question | Skipped]:
    """Make a question of each card, or say why not."""
    groups: dict[tuple[str, str], list[Card]] = defaultdict(list)
    listed = list(cards)
    for card in listed:
        groups[card.group, card.kind].append(card)
    decks = {group: _Deck(ones) for group, ones in groups.items()}
    for card in listed:
        yield _question(card, decks[card.group, card.kind])


def _question(card: Card, deck: _Deck) -> Question | Skipped:
    why = ""
    if len(card.back) > LONGEST:
        why = f"its answer is longer than {LONGEST} characters"
    elif deck.count <= _WRONG:
        why = "a flash card with no options, and its deck has fewer than 4 different answers"
    others = [] if why else deck.others(card)
    if not why and len(others) < _WRONG:
        why = "a flash card with no options, and its deck has no 3 other answers of its kind"
    if why:
        return Skipped(card.place, why, card.name, card.kind)
    options: list[Raw] = [{"text": card.back, "key": True}, *({"text": one} for one in others)]
    options.sort(key=lambda one: _rank(card.stem, one["text"]))
    raw: Raw = {"stem": card.stem, "options": options}
    return Question(raw, card.place, "", card.category, (NOTE, *card.notes), card.files)
