"""Quizzes "For you": what is expected to raise the exam's score most per minute.

In simulation neither the weakest topic first nor due cards first beats a random mix, while expected
score gain does best in every scenario (docs/learning.md). While there is time, most of a quiz is
new, drawn by what it gains; near the exam whatever gains most comes, new or seen. One question in
five is drawn over the whole outline among those never seen, which keeps the estimate of ability
honest; what was missed though one was sure comes again from the third day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import accumulate, islice
from math import ceil

from examprep.learning.choice import PATIENCE, Choice, Pick, Pool, Why
from examprep.learning.draws import draws, mix
from examprep.learning.gain import new_gain, seen_gain
from examprep.learning.learner import LEAST_IN_DOMAIN, MISSED_SURE, Learner
from examprep.learning.memory import RETENTION
from examprep.learning.syllabus import NO_DOMAIN, Syllabus

# What was answered less than so many days ago is not asked again.
REST = 20.0 / 24.0
# One question of so many is drawn over the outline; of what was missed though one was sure, one of
# so many is asked again from the third day; and one of so many is another review.
SPREAD, SURE_AGAIN, REVIEW = 5, 5, 20
_THIRD_DAY = 1.9
# With less time than this before the exam, in days, reviews wait until the early part is over.
_TIME_FOR_REVIEWS = 14.0
# Each is drawn among so many of the best: the same items would come again and again otherwise.
AMONG = 5
# Until so much of the time before the exam is over, new items come first, to be seen again later.
EARLY = 0.7
# They are drawn by this power of their gain: one that gains a tenth more comes twice as often.
POWER = 8
# Without a date the exam is thought to be so many days away.
NO_DATE = 30.0
# An exam on the same day is so many days away.
_LEAST_LEFT = 0.25
_MINUTE = 60.0
# What is worth nothing for the exam may come all the same, where nothing else is left.
_LEAST_WEIGHT = 1e-30
# Items that gain alike are spread over the bank, not taken from its end (Knuth's multiplier).
_SPREAD_OUT, _BITS = 2_654_435_761, 2**32 - 1
# So many draws find one of each domain where it has any; a few questions may go to other ones.
_MOST_DRAWS = 3_000
# From so many items on numpy is worth the time that importing it takes.
MANY = 4_000


@dataclass(frozen=True, slots=True)
class When:
    """The moment of choosing, in days since 1970 UTC: now, the exam, and when learning began."""

    now: float
    exam: float
    since: float

    @property
    def left(self) -> float:
        """Give the days before the exam."""
        return max(_LEAST_LEFT, self.exam - self.now)

    @property
    def early(self) -> bool:
        """Tell whether there is still time for new items to be seen again."""
        return self._until - self.now > 0.0

    @property
    def early_days(self) -> int:
        """Count the days from now on which there still is."""
        return max(0, ceil(self._until - self.now))

    @property
    def _until(self) -> float:
        whole = max(0.0, self.exam - self.since - 1.0)  # nobody studies on the last day
        return self.since + EARLY * whole


class Field:
    """What may be asked now, and what asking each item would gain.

    `places` are those of the pool's items in the syllabus, without what was answered in the last
    hours; that rests. `rates` holds by group what knowing an item is worth for a minute of
    answering, `new` what a first answer gains for a minute, both in percent points.
    """

    def __init__(self, learner: Learner, pool: Pool, when: When) -> None:
        self.learner, self.when = learner, when
        inside = pool.places_in(learner.syllabus)
        self.places, self.resting = _parted(learner, inside, when.now - REST)
        self.rates, self.new = _by_group(learner, when)

    @cached_property
    def fresh(self) -> list[int]:
        """List what was never asked."""
        times = self.learner.times
        return [place for place in self.places if not times[place]]

    def gain(self, place: int, rate: float = 1.0) -> float:
        """Give the gain of one item: as a chance to know it, times what that is worth."""
        learner, left = self.learner, self.when.left
        if not learner.times[place]:
            return (1.0 - learner.unseen(place)) * new_gain(left) * rate
        waited = max(0.0, self.when.now - learner.last[place])
        state = learner.stability[place], learner.hardness[place]
        return float(seen_gain(*state, waited, left)) * rate

    def gains(self, places: Sequence[int]) -> Sequence[float]:
        """Give the gain of each of some places, in percent points a minute."""
        if len(places) >= MANY:
            from examprep.learning.many import gains

            return gains(self, places)
        groups, times = self.learner.syllabus.grouped[0], self.learner.times
        rates, new = self.rates, self.new
        return [self.gain(p, rates[groups[p]]) if times[p] else new[groups[p]] for p in places]

    def best(self, places: Sequence[int], count: int) -> list[int]:
        """Give the places that gain most, the best first."""
        ties = [place * _SPREAD_OUT & _BITS for place in places]
        ranked = nlargest(count, zip(self.gains(places), ties, places, strict=True))
        return [place for _, _, place in ranked]

    def pick(self, place: int, why: Why | None = None) -> Pick:
        """Say why an item comes, and what it is worth."""
        learner, syllabus = self.learner, self.learner.syllabus
        gain, known = self.gain(place, syllabus.value(place)), learner.before(place, self.when.now)
        return Pick(syllabus.names[place], why or self._why(place, known), gain, known)

    def _why(self, place: int, known: float) -> Why:
        if not self.learner.times[place]:
            return "new"
        if self.learner.missed[place]:
            return "missed"
        return "due" if known < RETENTION else "again"


def _parted(learner: Learner, places: Sequence[int], latest: float) -> tuple[list[int], list[int]]:
    """Part what may be asked now from what was answered after the day `latest`."""
    if len(places) >= MANY:
        from examprep.learning.many import parted  # numpy is only worth its time for many

        return parted(learner, places, latest)
    last = learner.last  # 0 for what was never asked
    return [p for p in places if last[p] <= latest], [p for p in places if last[p] > latest]


def _by_group(learner: Learner, when: When) -> tuple[list[float], list[float]]:
    """Give by group the worth of a minute, and what a first answer gains in it."""
    syllabus = learner.syllabus
    seconds, unknown = learner.paces(), new_gain(when.left)
    rates, new = [], []
    for place, known in zip(syllabus.grouped[1], learner.unseen_all(), strict=True):
        rate = syllabus.value(place) * _MINUTE / seconds[syllabus.topics[place]]
        rates.append(rate)
        new.append(rate * (1.0 - known) * unknown)
    return rates, new


def for_you(learner: Learner, pool: Pool, count: int, when: When, seed: int) -> Choice:
    """Choose up to `count` items of a pool for what they gain.

    What was answered in the last hours comes only where nothing else is left.
    """
    field = Field(learner, pool, when)
    count = min(count, len(field.places) + len(field.resting))
    taken = _spread(field, count // SPREAD, seed)
    picks = [field.pick(place, "spread") for place in taken]
    if when.early:
        taken += _reviews(field, count, seed)
        taken += _drawn(field, count - len(taken), seed, frozenset(taken))
    taken += _best(field, count - len(taken), seed, frozenset(taken))
    taken += sorted(field.resting, key=lambda p: (learner.last[p], p))[: count - len(taken)]
    picks += map(field.pick, taken[len(picks) :])
    return Choice(tuple(interleaved(picks, learner.syllabus, seed)))


def _share(count: int, of: int, seed: int) -> int:
    """Give one in so many of a count, by chance where it does not come out."""
    return (count + mix(seed, -2) % of) // of


def _reviews(field: Field, count: int, seed: int) -> list[int]:
    """Take a few reviews while new items come first."""
    learner, when = field.learner, field.when
    latest = when.now - _THIRD_DAY
    lost, last = learner.missed, learner.last
    missed = [p for p in field.places if lost[p] and last[p] <= latest]
    sure = [p for p in missed if lost[p] == MISSED_SURE]
    if sure:
        return field.best(sure, _share(count, SURE_AGAIN, seed))
    return field.best(missed, _share(count, REVIEW, seed) * (when.left >= _TIME_FOR_REVIEWS))


def _drawn(field: Field, count: int, seed: int, taken: frozenset[int]) -> list[int]:
    """Draw items that were never asked, each with a chance by a power of what it gains."""
    groups, fresh = field.learner.syllabus.grouped[0], field.fresh
    most = max(field.new, default=0.0) or 1.0
    weights = [(one / most) ** POWER or _LEAST_WEIGHT for one in field.new]
    bounds = list(accumulate(weights[groups[p]] for p in fresh))
    chosen: dict[int, None] = {}
    for turn in range(count * PATIENCE * bool(fresh)):
        point = (mix(seed, turn) >> 11) / (1 << 53) * bounds[-1]
        place = fresh[min(len(fresh) - 1, bisect_right(bounds, point))]
        if place not in taken:
            chosen[place] = None
        if len(chosen) == count:
            break
    return [*chosen]


def _best(field: Field, count: int, seed: int, taken: frozenset[int]) -> list[int]:
    """Take items one by one, each among the few best that are left."""
    if count <= 0:  # to judge every item for nothing costs most of the time
        return []
    order = field.best(field.places, count + AMONG + len(taken))
    left = [place for place in order if place not in taken]
    chosen: list[int] = []
    while left and len(chosen) < count:
        chosen.append(left.pop(mix(seed, len(chosen)) % min(AMONG, len(left))))
    return chosen


def _spread(field: Field, count: int, seed: int) -> list[int]:
    """Draw items that were never asked at random, as many of each domain as the exam would."""
    domains, fresh = field.learner.syllabus.domains, field.fresh
    quotas = _quotas(field, count, seed)
    chosen: list[int] = []
    for turn in islice(draws(len(fresh), seed), _MOST_DRAWS):
        if len(chosen) == count:
            break
        domain = domains[fresh[turn]]
        if quotas[domain] > 0:
            quotas[domain] -= 1
            chosen.append(fresh[turn])
    return chosen


def _quotas(field: Field, count: int, seed: int) -> Counter[int]:
    """Share a number of questions out over the domains, by chance where it does not come out.

    Domains of which too little is known to say anything come first.
    """
    learner, counts = field.learner, field.learner.syllabus.counts
    found = Counter[int]()
    if min(learner.firsts) < LEAST_IN_DOMAIN:
        there = {*map(learner.syllabus.domains.__getitem__, field.fresh)} - {NO_DOMAIN}
        lacks = Counter({k: LEAST_IN_DOMAIN - learner.firsts[k] for k in there})
        found = Counter(islice((+lacks).elements(), count))
    bounds = [sum(counts[: domain + 1]) for domain in range(len(counts))]
    start, left = (mix(seed, -1) % 1_000_000) / 1_000_000, count - found.total()
    for turn in range(left):
        point = (turn + start) / left * bounds[-1]
        found[next(domain for domain, bound in enumerate(bounds) if point < bound)] += 1
    return found


def interleaved(picks: Sequence[Pick], syllabus: Syllabus, seed: int) -> Iterator[Pick]:
    """Mix the picks, no topic twice in a row where another is left: mixed practice keeps longer."""
    left = [picks[place] for place in draws(len(picks), seed + 1)]
    last = -1
    while left:
        topics = [syllabus.topics[syllabus.places[pick.name]] for pick in left]
        often = {topic: topics.count(topic) for topic in topics}
        order = sorted(range(len(left)), key=lambda n: (topics[n] == last, -often[topics[n]]))
        pick = left.pop(order[0])
        last = topics[order[0]]
        yield pick
