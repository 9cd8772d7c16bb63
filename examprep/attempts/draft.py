"""An answer being composed, before it is given: picks by the numbers shown on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from examprep.attempts.events import Answer, Response
from examprep.banks.item import Item, Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """Picks are places on the screen, from 0, in the order they were picked.

    `order` maps a place on the screen to the authored position. For `match` the n-th pick is
    the partner of the n-th left-hand text.
    """

    kind: Kind
    order: tuple[int, ...]
    picks: tuple[int, ...] = ()
    typed: str = ""

    @property
    def complete(self) -> bool:
        """Tell whether there is enough to answer with."""
        if self.kind == "numeric":
            return bool(self.typed.strip())
        if self.kind in {"order", "match"}:
            return len(self.picks) == len(self.order)
        return bool(self.picks)

    @property
    def answers_at_once(self) -> bool:
        """Tell whether one pick is the whole answer."""
        return self.kind == "choice"

    def press(self, place: int) -> Draft:
        """Pick a place: instead of the last one, or besides, or next in the sequence."""
        if not 0 <= place < len(self.order):
            return self
        if self.kind == "choice":
            return replace(self, picks=(place,))
        if place in self.picks:
            return replace(self, picks=tuple(pick for pick in self.picks if pick != place))
        return replace(self, picks=(*self.picks, place))

    def back(self) -> Draft:
        """Take the last pick back."""
        return replace(self, picks=self.picks[:-1])

    def type(self, text: str) -> Draft:
        """Replace what is typed."""
        return replace(self, typed=text)

    def answer(self) -> Answer:
        """Give the answer in authored positions."""
        if self.kind == "numeric":
            return Answer(typed=self.typed.strip())
        chose = tuple(self.order[place] for place in self.picks)
        return Answer(tuple(sorted(chose)) if self.kind == "multiple" else chose)


def draft_of(item: Item, order: tuple[int, ...], response: Response | None = None) -> Draft:
    """Give an empty draft, or the one that led to a response."""
    if response is None:
        return Draft(item.kind, order)
    places = {authored: place for place, authored in enumerate(order)}
    picks = tuple(places[chosen] for chosen in response.answer.chose if chosen in places)
    return Draft(item.kind, order, picks, response.answer.typed)
