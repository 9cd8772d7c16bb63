"""One candidate as a learner: ability, memory of every item, and pace, folded from responses.

Responses are taken in the order of their time, so that the same set of them gives the same
learner in whatever order files were merged. Days are counted from 1970 UTC, as fractions.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from examprep.learning import memory
from examprep.learning.ability import RAPID, Ability, Posed, Told, Trace, chance_known
from examprep.learning.syllabus import GUESSES, NO_DOMAIN, Syllabus
from examprep.progress.log import Entry

DAY = 86_400.0
MISSED, MISSED_SURE = 1, 2
# An answer that took longer than so many times the pace was left for something else meanwhile.
MOST_PACES = 4.0
_MOST_TIMES = 2**16 - 1
# Nobody reads a question and its reasons in less than this share of the exam's pace.
_LEAST_PACE = 0.4
# So many first answers a domain needs before a chance is shown (measurement.md 2.2).
LEAST_IN_DOMAIN = 5
# How far topics lie from their domain, in logits: what is not known of a topic yet.
TOPIC_SD = 0.5
# A topic's own pace counts as much as the candidate's after so many answers, and that as much as
# the exam's.
_PACE_WEIGHT = 8.0


class Learner:
    """What is known of one candidate.

    By item of the syllabus: `stability` (days, 0 where it was never asked), `hardness` (1 to 10),
    `last` (day of the last answer), `trace` (days), `times` asked, and whether it was `missed`
    last (`MISSED`, or `MISSED_SURE` where one was sure). By topic: `score` and `information` of
    its first answers, `asked` and `spent` (seconds). By domain: `firsts`, the first answers that
    were no rapid guesses; `quick` counts those that were.
    """

    def __init__(self, syllabus: Syllabus) -> None:
        self.syllabus = syllabus
        self.ability = Ability(len(syllabus.counts))
        empty = bytes(8 * len(syllabus.names))
        self.stability = array("d", empty)
        self.hardness = array("d", empty)
        self.last = array("d", empty)
        self.trace = array("d", empty)
        self.times = array("H", bytes(2 * len(syllabus.names)))
        self.missed = array("B", bytes(len(syllabus.names)))
        self.score = array("d", bytes(8 * len(syllabus.topic_names)))
        self.information = array("d", self.score)
        self.asked = array("d", self.score)
        self.spent = array("d", self.score)
        self.firsts = [0] * len(syllabus.counts)
        self.until = 0.0
        self.count = 0
        self.quick = 0

    def take_all(self, entries: Iterable[Entry]) -> None:
        """Take responses, given in the order of their time."""
        for entry in entries:
            self.take(entry)

    def take(self, entry: Entry) -> None:
        """Take one response, the latest so far.

        One to a key that was changed since tells nothing: the item is as good as new.
        """
        self.count += 1
        self.until = max(self.until, entry.at)
        place = self.syllabus.places.get(entry.item)
        if place is None or entry.key_print not in {0, self.syllabus.prints[place]}:
            return
        day = entry.at / DAY
        before = self.before(place, day)
        self._move(place, entry, day)
        self._keep(place, entry, day, before)
        if entry.exam or entry.seconds >= RAPID:
            topic = self.syllabus.topics[place]
            self.asked[topic] += 1
            self.spent[topic] += min(entry.seconds, MOST_PACES * self.syllabus.pace)

    def _move(self, place: int, entry: Entry, day: float) -> None:
        """Let a response tell of ability, in its domain and its topic."""
        domain, seen = self.syllabus.domains[place], self.times[place] > 0
        if domain == NO_DOMAIN:
            return
        guess = self._guess(place, exam=entry.exam)
        left, told = self.ability.answered(
            Posed(domain, self.syllabus.difficulties[place], guess, entry.exam),
            entry.credit,
            day,
            entry.seconds,
            Trace(self.trace[place], self.last[place]) if seen else None,
        )
        self.trace[place] = left.days
        if not seen:
            self._move_topic(self.syllabus.topics[place], told)
            self.firsts[domain] += told.information > 0.0
            self.quick += told.information <= 0.0

    def _move_topic(self, topic: int, told: Told) -> None:
        self.score[topic] += told.score
        self.information[topic] += told.information

    def _keep(self, place: int, entry: Entry, day: float, before: float) -> None:
        """Let a response leave its memory."""
        mark = memory.grade(entry.credit, entry.sure, entry.seconds, self.syllabus.pace)
        known = memory.knew(before, self._guess(place, exam=entry.exam), entry.sure)
        if self.times[place]:
            state = self.stability[place], self.hardness[place]
            found = memory.after(state, day - self.last[place], mark, known)
        else:
            found = memory.first(mark, known)
        self.stability[place], self.hardness[place] = found
        self.last[place] = day
        self.times[place] = min(_MOST_TIMES, self.times[place] + 1)
        missed = MISSED_SURE if entry.sure == "sure" else MISSED
        self.missed[place] = missed if entry.credit < 1.0 else 0

    def before(self, place: int, day: float) -> float:
        """Give the chance, 0 to 1, that an item is known on a day."""
        if self.times[place]:
            waited = max(0.0, day - self.last[place])
            return float(memory.recall(waited, self.stability[place]))
        return self.unseen(place)

    def unseen(self, place: int) -> float:
        """Give the chance, 0 to 1, that an item would be known if it were never asked."""
        topic, domain = self.syllabus.topics[place], self.syllabus.domains[place]
        return chance_known(self.level(topic, domain), self.syllabus.difficulties[place])

    def unseen_all(self) -> Iterator[float]:
        """Give that chance for each group of items that are alike (`Syllabus.grouped`)."""
        syllabus, levels = self.syllabus, dict[tuple[int, int], float]()
        for place in syllabus.grouped[1]:
            key = syllabus.topics[place], syllabus.domains[place]
            level = levels.get(key)
            if level is None:
                level = levels[key] = self.level(*key)
            yield chance_known(level, syllabus.difficulties[place])

    def level(self, topic: int, domain: int) -> float:
        """Give the ability in a topic of a domain, in logits."""
        means = self.ability.mean
        mean = sum(means) / len(means) if domain == NO_DOMAIN else means[domain]
        return mean + self.score[topic] / (self.information[topic] + TOPIC_SD**-2)

    def paces(self) -> list[float]:
        """Give the seconds that an answer takes by topic, drawn to the candidate's own pace."""
        usual = _PACE_WEIGHT * self.pace
        pairs = zip(self.spent, self.asked, strict=True)
        return [(usual + spent) / (_PACE_WEIGHT + asked) for spent, asked in pairs]

    @property
    def pace(self) -> float:
        """Give the seconds that an answer takes, drawn to the exam's pace."""
        usual = self.syllabus.pace
        whole = _PACE_WEIGHT * usual + sum(self.spent)
        return max(_LEAST_PACE * usual, whole / (_PACE_WEIGHT + sum(self.asked)))

    def _guess(self, place: int, *, exam: bool) -> float:
        """Give the chance to guess right: in a mock exam every item has four options."""
        return GUESSES["choice"] if exam else self.syllabus.guesses[place]

    def copy(self) -> Learner:
        """Give another that goes its own way from here."""
        other = Learner.__new__(Learner)
        other.__dict__.update(self.__dict__)
        for name in _COLUMNS:
            setattr(other, name, array(getattr(self, name).typecode, getattr(self, name)))
        other.ability, other.firsts = self.ability.copy(), [*self.firsts]
        return other

    def packed(self) -> list[Any]:
        """Give it as plain values for a snapshot."""
        ability = self.ability
        known = [ability.mean, ability.spread, ability.day, self.firsts]
        counted = [self.until, self.count, self.quick]
        return [*known, *counted, *(getattr(self, name).tobytes() for name in _COLUMNS)]

    @classmethod
    def unpacked(cls, syllabus: Syllabus, values: list[Any]) -> Learner:
        """Make it of such values again.

        Raises:
            ValueError: they are not of this syllabus.
        """
        learner = cls(syllabus)
        ability = learner.ability
        ability.mean, ability.spread, ability.day, learner.firsts = values[:4]
        learner.until, learner.count, learner.quick = values[4:7]
        for name, data in zip(_COLUMNS, values[7:], strict=True):
            column = getattr(learner, name)
            if len(data) != len(column) * column.itemsize:
                raise ValueError(name)
            setattr(learner, name, array(column.typecode, data))
        return learner


_COLUMNS = (
    "stability",
    "hardness",
    "last",
    "trace",
    "times",
    "missed",
    "score",
    "information",
    "asked",
    "spent",
)


def fold(syllabus: Syllabus, entries: Iterable[Entry]) -> Learner:
    """Fold responses, in whatever order they come."""
    learner = Learner(syllabus)
    learner.take_all(sorted(entries))
    return learner
