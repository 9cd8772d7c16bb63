"""Which item of a bank a question without an id is: the one that asks the same, or nearly so."""

from __future__ import annotations

from collections import defaultdict

from examprep.exchange.naming import meaning
from examprep.exchange.question import Raw

_ALIKE = 92.0
_RELATED = 50.0
_RARE = 4
_MOST = 200


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

    def like(self, raw: Raw) -> tuple[str, bool]:
        """Give the id of the item that asks the same, or reads nearly alike; empty for none.

        The second value tells whether it asks the very same.
        """
        text = meaning(raw)
        if text in self._same:
            return self._same[text], True
        return (self._nearly(raw, text) if self._texts else ""), False

    def _nearly(self, raw: Raw, text: str) -> str:
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extractOne

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
        best = extractOne(text, texts, scorer=ratio, score_cutoff=_ALIKE) if texts else None
        return str(best[2]) if best else ""
