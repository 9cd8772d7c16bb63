"""Which item of a bank a question without an id is: the one that asks the same, or nearly so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from examprep.exchange.naming import meaning
from examprep.exchange.question import Raw

_ALIKE = 92.0
_RELATED = 50.0
_RARE = 4
_MOST = 200
# Words that make another question of one: 5 or 50, II or III, mg or mcg, is or is not.
_TELLING = re.compile(
    r".*\d.*|[ivx]+|[a-z]|mc?g|k?g|m?l|m?eq|mmol|not?|never|none|always|except|least|most|only"
    r"|without|before|after|above|below|increase[sd]?|decrease[sd]?|higher|lower|false|true|right"
    r"|wrong|in?correct(?:ly)?|un\w+|contraindicated|indicated|more|less|first|last|hyper\w*|hypo\w*"
)


class Known:
    """The items that a bank has already, to be found by what they ask."""

    def __init__(self, raws: dict[str, Raw]) -> None:
        self.raws = raws
        self._same: dict[str, str] = {}
        self._words: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, str] = {}
        for number, raw in raws.items():
            text = meaning(raw)
            self._texts[number] = text
            self._same.setdefault(text, number)
            for word in set(text.split()):
                self._words[word].append(number)

    def may_be(self, number: str, raw: Raw) -> bool:
        """Tell whether a question may have this id: no other question of the bank has it.

        A title that two programs number in another order must not give one question the history
        of another.
        """
        from rapidfuzz.fuzz import ratio

        if number not in self.raws:
            return True
        return ratio(self._texts[number], meaning(raw)) >= _RELATED

    def same(self, raw: Raw) -> str:
        """Give the id of the item that asks the very same; empty for none."""
        return self._same.get(meaning(raw), "") if self._same else ""

    def nearly(self, raw: Raw) -> str:
        """Give the id of the item that reads nearly alike: a typo was mended; empty for none."""
        if not self._texts:
            return ""
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extract

        text = meaning(raw)
        words = sorted(
            (word for word in set(text.split()) if word in self._words),
            key=lambda word: len(self._words[word]),
        )
        near = {number for word in words[:_RARE] for number in self._words[word][:_MOST]}
        kind = raw.get("kind", "choice")
        texts = {
            number: self._texts[number]
            for number in sorted(near)
            if self.raws[number].get("kind", "choice") == kind
        }
        best = extract(text, texts, scorer=ratio, score_cutoff=_ALIKE) if texts else []
        return next((str(number) for near, _, number in best if _mended(near, text)), "")


def _mended(old: str, new: str) -> bool:
    """Tell whether only words differ that may be typos: no number, schedule, strength or `not`."""
    before, after = Counter(old.split()), Counter(new.split())
    words = [*(before - after), *(after - before)]
    return not any(_TELLING.fullmatch(word) for word in words)
