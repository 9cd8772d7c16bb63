"""The questions of a cohort's responses: each with its statistics, as far as they may be shown.

What may be shown of so many answers: measurement.md 4.1. What may not be is None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from examprep.banks.item import Item
from examprep.cohort.classical import classical
from examprep.cohort.difficulty import difficulty
from examprep.cohort.facts import Facts, facts_of
from examprep.cohort.firsts import Floats, first_answers
from examprep.cohort.flags import Flag, Statistics, flags
from examprep.cohort.forms import Form, forms
from examprep.cohort.keycheck import Evidence, check_keys, evidence
from examprep.cohort.subject import Subject
from examprep.cohort.theta import rest
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.cohort.table import Table

# From so many answers on: a share right with its interval; discrimination; what was chosen.
KEY, EARLY, SOME, MANY = 5, 10, 30, 50
LEAST = {
    "facility": EARLY,
    "low": EARLY,
    "high": EARLY,
    "seconds": EARLY,
    "r": SOME,
    "r_se": SOME,
    "r_shrunk": SOME,
    "discrimination": SOME,
    "efficiency": SOME,
    "weight": SOME,
    "upper_lower": MANY,
    "distractor_efficiency": MANY,
}
# Questions whose key is doubted by more than this wait for a person to look at them.
DOUBT = 0.2
_SHORT = 240
# By so much a report raises the odds of a wrong key: measurement.md 4.4.
REPORTED = 5.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """One option: its text, how many chose it, which share that is, and whether it is the key.

    `thirds` are the shares by ability, the least able third first, where the key is doubted.
    """

    text: str
    key: bool
    count: int
    share: float | None
    thirds: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag that is raised: which, how sure it is, 0 to 1, and the answers it rests on."""

    kind: str
    chance: float
    n: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question; figures are those of `Classical`, `Difficulty` and `Check`.

    `reported` counts the people who reported it after its fact was looked up last.
    """

    name: str
    stem: str
    topic: str
    n: int
    facility: float | None
    low: float | None
    high: float | None
    r: float | None
    r_se: float | None
    r_shrunk: float | None
    discrimination: float | None
    efficiency: float | None
    upper_lower: float | None
    weight: float | None
    negative: bool | None
    guess: float
    seconds: float | None
    distractors: int | None
    distractor_efficiency: float | None
    difficulty: float | None
    difficulty_sd: float | None
    doubt: float | None
    verdict: str
    suspect: int | None
    options: tuple[Chosen, ...]
    flags: tuple[Raised, ...]
    reported: int

    @property
    def doubted(self) -> bool:
        """Tell whether a person should look at its key."""
        return self.doubt is not None and self.doubt > DOUBT


@dataclass(frozen=True, slots=True)
class FormScore:
    """A form that several sat; figures are None for fewer than thirty people."""

    name: str
    people: int
    partly: int
    items: int
    mean: float | None
    sd: float | None
    alpha: float | None
    sem: float | None


def _options_of(item: Item | None) -> tuple[str, ...]:
    """Give the options of an item of which one is chosen."""
    if item is None or item.kind != "choice":
        return ()
    return tuple(option.text for option in item.options)


def _facts(table: Table, subject: Subject, items: Mapping[str, Item]) -> Facts:
    """Put together what is known of the items of a table; `items` are those of the banks."""
    known = {name: items[name] for name in table.items if name in items}
    choices = {
        name: (len(item.options), item.keys[0])
        for name, item in known.items()
        if _options_of(item) and item.keys
    }
    verified = {name for name, item in known.items() if item.sources and item.verified}
    return facts_of(table.items, subject.syllabus, choices, verified)


def reports(table: Table, items: Mapping[str, Item]) -> NDArray[np.int64]:
    """Count for each item of a table the people who reported it.

    What was reported up to the day on which the fact was looked up last has been looked at.
    """
    places = {name: place for place, name in enumerate(table.items)}
    found = np.zeros(len(table.items), np.int64)
    for person in table.people:
        fresh = {name for name, day in person.reported if day > _looked_up(items.get(name))}
        for name in fresh & places.keys():
            found[places[name]] += 1
    return found


def _looked_up(item: Item | None) -> int:
    return item.verified.toordinal() if item and item.verified else 0


def questions(
    table: Table, subject: Subject, items: Mapping[str, Item]
) -> tuple[tuple[Question, ...], tuple[FormScore, ...]]:
    """Give every question that was answered, in the order of the table's items, and the forms."""
    facts = _facts(table, subject, items)
    firsts = first_answers(table, facts)
    others, reported = rest(firsts, facts), reports(table, items)
    known = Statistics(
        firsts,
        facts,
        classical(firsts, facts, others),
        difficulty(firsts, facts, others),
        check_keys(firsts, facts, others, np.where(reported > 0, REPORTED, 1.0)),
    )
    found, raised = flags(known), dict[int, list[Flag]]()
    for flag in found.raised():
        raised.setdefault(flag.item, []).append(flag)
    shown = []
    for place in map(int, np.flatnonzero(known.classical.n)):
        doubted = float(known.check.doubt[place]) > DOUBT
        proof = evidence(firsts, facts, others, place) if doubted else None
        name = table.items[place]
        options = _options(known, place, _options_of(items.get(name)), proof)
        own = tuple(Raised(one.kind, one.chance, one.n) for one in raised.get(place, ()))
        told = _told(name, subject, items, int(reported[place]))
        shown.append(_question(known, place, told, options, own))
    return tuple(shown), tuple(map(_form, forms(table)))


class _Told(NamedTuple):
    """What a question is called, and by how many it was reported."""

    name: str
    stem: str
    topic: str
    reported: int


def _told(name: str, subject: Subject, items: Mapping[str, Item], reported: int) -> _Told:
    item, place = items.get(name), subject.syllabus.places.get(name)
    stem = " ".join(item.stem.split()) if item else tr("no longer in any bank")
    short = stem if len(stem) <= _SHORT else f"{stem[: _SHORT - 1].rstrip()}\u2026"
    topic = "" if place is None else subject.topic_titles[subject.syllabus.topics[place]][1]
    return _Told(name, short, topic, reported)


def _options(
    known: Statistics, place: int, texts: Sequence[str], proof: Evidence | None
) -> tuple[Chosen, ...]:
    """Give what was chosen; shares where there are enough answers, or the key is doubted."""
    figures, key = known.classical, int(known.facts.key[place])
    enough = int(figures.chosen[place].sum()) >= MANY or proof is not None
    thirds = proof.shares.tolist() if proof is not None else [()] * len(texts)
    return tuple(
        Chosen(
            text,
            number == key,
            int(figures.chosen[place, number]),
            _number(figures.shares[place, number]) if enough else None,
            tuple(_number(share) for share in thirds[number]),
        )
        for number, text in enumerate(texts)
        if number < figures.chosen.shape[1]
    )


def _question(
    known: Statistics,
    place: int,
    told: _Told,
    options: tuple[Chosen, ...],
    raised: tuple[Raised, ...],
) -> Question:
    figures, check = known.classical, known.check
    n = int(figures.n[place])
    doubt = _shown(check.doubt, place, n, KEY)
    named = {name: _shown(getattr(figures, name), place, n, least) for name, least in LEAST.items()}
    suspected = doubt is not None and doubt > DOUBT and check.verdict(place) in {"wrong", "two"}
    return Question(
        **named,
        name=told.name,
        stem=told.stem,
        topic=told.topic,
        n=n,
        negative=bool(figures.negative[place]) if n >= SOME else None,
        guess=float(figures.guess[place]),
        distractors=int(figures.functioning[place]) if n >= MANY and options else None,
        difficulty=_shown(known.difficulty.mean, place, n, EARLY),
        difficulty_sd=_shown(known.difficulty.sd, place, n, EARLY),
        doubt=doubt,
        verdict=check.verdict(place) if doubt is not None else "",
        suspect=int(check.suspect[place]) if suspected else None,
        options=options,
        flags=raised,
        reported=told.reported,
    )


def _shown(column: Floats, place: int, n: int, least: int) -> float | None:
    return _number(column[place]) if n >= least else None


def _number(value: float) -> float | None:
    found = float(value)
    return None if isnan(found) else found


def _form(form: Form) -> FormScore:
    figures = (form.mean, form.sd, form.alpha, form.sem)
    shown = [_number(one) if form.enough else None for one in figures]
    return FormScore(form.name, form.people, form.partly, form.items, *shown)


def suspects(found: Sequence[Question]) -> tuple[Question, ...]:
    """Give the questions whose key a person should look at, the most doubted first."""
    doubted = [one for one in found if one.doubted]
    return tuple(sorted(doubted, key=lambda one: (-(one.doubt or 0.0), one.name)))
