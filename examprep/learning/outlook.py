"""How likely a pass is: with what it rests on, what holds it down, and in which words to say it.

Gates, rounding and wording: measurement.md 2.2. Nothing here promises: it is what became of people
with such a record in simulation, against a standard that is assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from examprep.learning.ability import CUT, Ability
from examprep.learning.learner import LEAST_IN_DOMAIN, Learner
from examprep.learning.readiness import ASSUMED, Chance, Standard, chance, share
from examprep.text import plural
from examprep.words import tr

# Before so many first answers, and so many in each domain, the number would be mostly a guess.
LEAST_FIRSTS = 40
# Chances are rounded to so many points: they are not known better.
POINTS = 5
_LIKELY, _EVEN = 70, 50
# Less than this, in percent points of the exam, holds nobody down.
_LEAST_LOST = 0.1
# An 80 % interval reaches so many standard deviations to either side.
_REACH = 1.2816

Verdict = Literal["likely", "leaning", "open", "not yet"]
VERDICTS: dict[Verdict, str] = {
    "likely": tr("Likely to pass"),
    "leaning": tr("Leaning towards a pass"),
    "open": tr("Too close to call"),
    "not yet": tr("Not yet"),
}


@dataclass(frozen=True, slots=True)
class DomainOutlook:
    """One domain: the share of its questions that would be right, 0 to 1, with an 80 % interval.

    `lost` is by how many percent points of the whole exam it lies below the standard; below 0 it
    lies above. `firsts` counts the first answers that this rests on.
    """

    domain: int
    share: float
    low: float
    high: float
    lost: float
    firsts: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The chance to pass in so many days, and each domain in the outline's order.

    `quick` counts first answers that came too quickly to tell anything.
    """

    chance: Chance
    domains: tuple[DomainOutlook, ...]
    days: float
    quick: int = 0

    @property
    def firsts(self) -> int:
        """Count the first answers that this rests on."""
        return sum(one.firsts for one in self.domains)

    @property
    def thin(self) -> tuple[DomainOutlook, ...]:
        """Give the domains with too few answers to say anything."""
        return tuple(one for one in self.domains if one.firsts < LEAST_IN_DOMAIN)

    @property
    def enough(self) -> bool:
        """Tell whether there are enough answers to show a chance."""
        return self.firsts >= LEAST_FIRSTS and not self.thin

    @property
    def missing(self) -> int:
        """Count the first answers that are missing before a chance can be shown."""
        each = sum(LEAST_IN_DOMAIN - one.firsts for one in self.thin)
        return max(0, LEAST_FIRSTS - self.firsts, each)

    @property
    def verdict(self) -> Verdict:
        """Give the chance as a word, by where its interval lies."""
        low, high = rounded(self.chance.low), rounded(self.chance.high)
        if low >= _LIKELY:
            return "likely"
        if low >= _EVEN:
            return "leaning"
        return "not yet" if high <= _EVEN else "open"

    @property
    def holding(self) -> tuple[DomainOutlook, ...]:
        """Give the domains below the standard, that first which costs the most points."""
        below = [one for one in self.domains if one.lost >= _LEAST_LOST]
        return tuple(sorted(below, key=lambda one: -one.lost))

    @property
    def score(self) -> float:
        """Give the share of the exam that would be right, 0 to 1."""
        return CUT - sum(one.lost for one in self.domains) / 100.0


def outlook(
    learner: Learner, days: float, standard: Standard = ASSUMED, known: Chance | None = None
) -> Outlook:
    """Look at a candidate's chance to pass in so many days; `known` is that chance if it is."""
    counts = learner.syllabus.counts
    later = learner.ability.copy()
    later.wait(days)
    whole = sum(counts)
    domains = []
    for domain, count in enumerate(counts):
        middle, low, high = _shares(later, domain, standard)
        lost = 100.0 * (CUT - middle) * count / whole
        domains.append(DomainOutlook(domain, middle, low, high, lost, learner.firsts[domain]))
    found = known or chance(learner.ability, counts, days, standard)
    return Outlook(found, tuple(domains), days, learner.quick)


def idle_days(learner: Learner, now: float) -> float:
    """Give the days since the last answer: so long, too, what was known has grown less sure."""
    last = learner.ability.day
    return 0.0 if last is None else max(0.0, now - last)


def _shares(ability: Ability, domain: int, standard: Standard) -> tuple[float, float, float]:
    """Give the share right in a domain, and the ends of its 80 % interval."""
    mean = ability.mean[domain] + standard.offset
    reach = _REACH * sqrt(max(0.0, ability.spread[domain][domain]))
    return share(mean), share(mean - reach), share(mean + reach)


def rounded(value: float) -> int:
    """Round a chance to percent as it is shown: 5 to 95 in steps of 5, for nothing is sure."""
    return min(100 - POINTS, max(POINTS, POINTS * round(100.0 * value / POINTS)))


def in_ten(value: float) -> str:
    """Say a chance as people out of ten."""
    tenths, half = divmod(rounded(value), 10)
    if not half:
        return tr("about {tenths} in 10 people", tenths=tenths)
    if not tenths:
        return tr("fewer than 1 in 10 people")
    if tenths == 9:  # noqa: PLR2004
        return tr("more than 9 in 10 people")
    return tr("{tenths} to {tenths2} in 10 people", tenths=tenths, tenths2=tenths + 1)


def interval_words(found: Chance) -> str:
    """Say a chance with its interval."""
    low, value, high = map(shown, (found.low, found.value, found.high))
    about = value if value[0].isalpha() else tr("about {value}", value=value)
    return (
        f"{about} %"
        if low == high
        else tr("{about} % ({low} to {high} %)", about=about, low=low, high=high)
    )


def short_interval(found: Chance) -> str:
    """Say a chance in few signs: 35 % (20 to >95); once where its ends round to the same."""
    low, value, high = map(_sign, (found.low, found.value, found.high))
    return (
        f"{value} %"
        if low == high
        else tr("{value} % ({low} to {high})", value=value, low=low, high=high)
    )


def _sign(value: float) -> str:
    return _between(value, f"<{POINTS}", f">{100 - POINTS}")


def shown(value: float) -> str:
    """Write a chance in percent; its ends are open, for nothing is sure."""
    most = 100 - POINTS
    return _between(value, tr("under {points}", points=POINTS), tr("over {value}", value=most))


def _between(value: float, under: str, over: str) -> str:
    """Write a chance in percent, or what stands for one below or above all that are shown."""
    if value < POINTS / 100.0:
        return under
    return over if value > 1.0 - POINTS / 100.0 else f"{rounded(value)}"


def missing_words(found: Outlook, titles: Sequence[str]) -> str:
    """Say how many answers are missing before a chance can be shown; empty where none are."""
    if found.enough:
        return ""
    whole = max(0, LEAST_FIRSTS - found.firsts)
    thin = ", ".join(titles[one.domain] for one in found.thin)
    first = (
        tr(
            "{more_questions} you have not seen before",
            more_questions=plural(whole, "more question"),
        )
        if whole
        else ""
    )
    each = (
        tr("at least {least_in_domain} each in {thin}", least_in_domain=LEAST_IN_DOMAIN, thin=thin)
        if thin
        else ""
    )
    return tr("Not enough answers yet: ") + (
        f"{first}, {each}" if whole and thin else first or each
    )
