"""A simulated learner who sits at the app: what they know, forget and learn, and what they press.

Every fact of the exam is known with a chance by ability in its domain, topic and difficulty; it is
forgotten by a power of the days, and an answer with feedback strengthens it. Part of the facts is
asked by no bank. Nothing of it is by the app's own formulas, but for the exam's weights.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import exp, log
from random import Random

from examprep.attempts.draft import Draft
from examprep.banks.item import Item
from examprep.calculations.numbers import number_text
from examprep.learning.syllabus import NO_DOMAIN, Syllabus

GUESS, SLIP = 0.25, 0.03
# The banks ask so large a share of an exam's facts.
COVER = 0.6
TOPIC_SD, AUTHOR_R, FACT_SD = 0.5, 0.6, 1.0
ENCODED, TRANSFER = 0.85, 0.08
KNOWN_DAYS, LEARNED_DAYS = 60.0, 3.0
SURE_TOLD = 0.7
# What was learned from one question is known so often where the exam asks it in other words.
APPLIED = 0.9
KEYS = {".": "full_stop", ",": "comma", "/": "slash", ":": "colon", "-": "minus"}


@dataclass
class Fact:
    """One fact: its domain and topic, whether it is known, for how many days, and since when."""

    domain: int
    topic: int
    known: bool
    days: float
    first_days: float
    last: float
    seen: bool = False

    def recall(self, day: float) -> float:
        """Give the chance, 0 to 1, to come upon it on a day."""
        return 1.0 / (1.0 + max(0.0, day - self.last) / (9.0 * self.days)) if self.known else 0.0

    def right(self, day: float) -> float:
        """Give the chance, 0 to 1, of a right answer in the exam, which words it its own way."""
        knows = self.recall(day) * (1.0 - SLIP) * (APPLIED if self.seen else 1.0)
        return knows + (1.0 - knows) * GUESS


@dataclass
class Told:
    """What the learner does with one question: the keys, the seconds before, and how it went."""

    keys: list[str]
    sure: int
    seconds: float
    right: bool


@dataclass
class SimulatedLearner:
    """One candidate of a seed; `base` is the ability in logits, `grow` how well repeats last."""

    seed: int
    base: float
    grow: float = 6.0
    facts: dict[str, Fact] = field(default_factory=dict)
    hidden: list[Fact] = field(default_factory=list)
    counts: tuple[int, ...] = ()
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)

    def study_for(self, syllabus: Syllabus, angoffs: dict[str, int], day: float) -> None:
        """Bring along what is known before the first day."""
        self.counts = syllabus.counts
        shared = self.chance.gauss(0.0, 0.5)
        domains = [self.base + shared + self.chance.gauss(0.0, 0.4) for _ in self.counts]
        topics = [self.chance.gauss(0.0, TOPIC_SD) for _ in syllabus.topic_names]
        for place, name in enumerate(syllabus.names):
            domain, topic = syllabus.domains[place], syllabus.topics[place]
            own = self.base + shared if domain == NO_DOMAIN else domains[domain]
            level = own + topics[topic]
            self.facts[name] = self._fact(domain, topic, level - _hardness(angoffs[name]), day)
            if domain != NO_DOMAIN and self.chance.random() < 1.0 / COVER - 1.0:
                self.hidden.append(self._fact(domain, topic, level - _hardness(angoffs[name]), day))

    def _fact(self, domain: int, topic: int, level: float, day: float) -> Fact:
        noise = self.chance.gauss(0.0, FACT_SD * (1.0 - AUTHOR_R**2) ** 0.5)
        known = self.chance.random() < 1.0 / (1.0 + exp(noise - level))
        lasting = KNOWN_DAYS * exp(self.chance.gauss(0.0, 0.8))
        first = LEARNED_DAYS * exp(self.chance.gauss(0.0, 0.6))
        last = day - 30.0 * self.chance.random()
        return Fact(domain, topic, known, lasting if known else first, first, last)

    def answer(self, item: Item, draft: Draft, day: float, *, feedback: bool) -> Told:
        """Answer a question as it stands on the screen; with feedback, learn from it."""
        fact = self.facts[item.name]
        knew = self.chance.random() < fact.recall(day) * (1.0 - SLIP)
        right = knew or (draft.kind == "choice" and self.chance.random() < GUESS)
        usual = (75.0 if item.kind == "numeric" else 38.0) * (1.0 if knew else 1.3)
        seconds = max(9.0, usual * exp(self.chance.gauss(0.0, 0.35)))
        told = Told(self._keys(item, draft, right=right), self._sure(knew=knew), seconds, right)
        fact.seen = True
        if feedback:
            self._learn(fact, day, knew=knew)
        return told

    def _learn(self, fact: Fact, day: float, *, knew: bool) -> None:
        if knew:
            fact.days *= 1.15 + self.grow * (1.0 - fact.recall(day)) ** 0.6
            fact.last = day
        elif self.chance.random() < ENCODED:
            fact.days = max(fact.first_days, 0.4 * fact.days) if fact.known else fact.first_days
            fact.known, fact.last = True, day
        if self.chance.random() < TRANSFER:
            self._pass_on(fact, day)

    def _pass_on(self, fact: Fact, day: float) -> None:
        """Learn, now and then, another fact of the topic on the way."""
        every = [*self.facts.values(), *self.hidden]
        others = [one for one in every if one.topic == fact.topic and not one.known]
        if others:
            other = self.chance.choice(others)
            other.known, other.days, other.last = True, 0.5 * other.first_days, day

    def _sure(self, *, knew: bool) -> int:
        """Give how often Y is pressed: never, or once for sure, twice for unsure, 3 for a guess."""
        if self.chance.random() > SURE_TOLD:
            return 0
        return self.chance.choices((1, 2, 3), (8, 2, 0) if knew else (1, 4, 5))[0]

    def _keys(self, item: Item, draft: Draft, *, right: bool) -> list[str]:
        """Give the keys of an answer, without Enter."""
        if draft.kind == "numeric":
            return typed(item, item.answer if right else self._wrong_number(item))
        places = [draft.order.index(authored) for authored in _authored(item, draft)]
        if not right:
            places = self._wrong_places(places, draft)
        return [str(place + 1) for place in places]

    def _wrong_number(self, item: Item) -> str:
        slips = [one.answer for one in item.mistakes]
        if slips and self.chance.random() < 0.7:
            return self.chance.choice(slips)
        return str(Fraction(item.answer) + self.chance.choice((1, 2, 3)))

    def _wrong_places(self, right: list[int], draft: Draft) -> list[int]:
        if draft.kind in {"choice", "multiple"}:
            others = [place for place in range(len(draft.order)) if place not in right]
            return [*right[1:], self.chance.choice(others)]
        return [*right[1:], right[0]]

    def share(self, day: float, *, seen: bool = True) -> float:
        """Give the share of the exam that would be right on a day, by the outline's weights.

        Without what was `seen`, that of an exam which asks nothing that practice asked.
        """
        every = [one for one in (*self.facts.values(), *self.hidden) if seen or not one.seen]
        found = 0.0
        for domain, count in enumerate(self.counts):
            chances = [one.right(day) for one in every if one.domain == domain]
            found += count * sum(chances) / len(chances)
        return found / sum(self.counts)


def _hardness(angoff: int) -> float:
    """Give how hard an item is, in logits, where its author says how many get it right."""
    knows = min(0.95, max(0.05, ((angoff or 70) / 100.0 - GUESS) / (1.0 - GUESS)))
    return -log(knows / (1.0 - knows))


def _authored(item: Item, draft: Draft) -> tuple[int, ...]:
    """Give the authored places of the right answer, in the order in which they are picked."""
    return item.keys if draft.kind in {"choice", "multiple"} else tuple(range(len(draft.order)))


def typed(item: Item, number: str) -> list[str]:
    """Give the keys that type a number as an item wants it written."""
    value = Fraction(number)
    if item.show == "date":
        day = date.fromordinal(int(value))
        text = f"{day.month}/{day.day}/{day.year}"
    elif item.show == "clock":
        text = f"{int(value) // 60 % 24:02}{int(value) % 60:02}"
    elif item.show == "ratio" and value:
        text = f"1:{number_text(1 / value)}"
    else:
        text = number_text(value)
    return [KEYS.get(sign, sign) for sign in text]
