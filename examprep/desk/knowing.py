"""What is known of the candidate at the desk as a learner, kept in step with every answer.

The learner is folded from the log of responses. A copy stands in the cache folder, good for one
beginning of the log and for the banks as they are; without it the log is folded anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from threading import Lock

import msgspec

from examprep import __version__, stash
from examprep.banks.library import Library
from examprep.banks.stored import KINDS
from examprep.dates import midnight
from examprep.exams.form import shares
from examprep.exams.outlines import Outline, outline
from examprep.learning.ability import difficulties
from examprep.learning.foryou import NO_DATE, When
from examprep.learning.learner import DAY, Learner
from examprep.learning.syllabus import GUESSES, Syllabus
from examprep.places import cache_folder
from examprep.progress.log import Entry, Log
from examprep.progress.state import CandidateState, told_now

# Raised with every change of what is folded or how.
_FOLD = 1
_MAGIC = f"examprep learner {__version__} {_FOLD}\n".encode()
# A learner kept so many responses ago is soon brought up to date.
_STALE = 50
_NOON = 0.5
_HOUR = 3_600


def syllabus_of(library: Library, exam: Outline) -> Syllabus:
    """Give all items of the banks as they are learned for an exam."""
    catalogue = library.catalogue()
    known = {
        name: place
        for place, domain in enumerate(exam.domains)
        for area in domain.areas
        for name in exam.names_of(area)
    }
    topics = {topic: place for place, topic in enumerate(dict.fromkeys(catalogue.topics))}
    guesses = [GUESSES[kind] for kind in KINDS]
    return Syllabus(
        names=catalogue.names,
        topics=[topics[topic] for topic in catalogue.topics],
        topic_names=list(topics),
        domains=library.by_area(known),
        difficulties=difficulties(catalogue.ratings),
        guesses=[guesses[kind] for kind in catalogue.kinds],
        prints=catalogue.prints,
        counts=scored(exam),
        pace=exam.seconds_per_item,
    )


def scored(exam: Outline) -> tuple[int, ...]:
    """Give the scored items of an exam by domain, as its forms have them."""
    return tuple(shares([domain.weight for domain in exam.domains], exam.scored))


class Knowing:
    """The learner of one candidate for one exam, made when it is first asked for."""

    def __init__(self) -> None:
        self._syllabi: dict[str, Syllabus] = {}
        self._learner: Learner | None = None
        self._log: Log | None = None
        self._last: tuple[_Asked, Learner] | None = None
        self._busy = Lock()  # home asks in one thread while a quiz starts in another

    def syllabus(self, library: Library, exam: str) -> Syllabus:
        """Give what there is to learn for an exam; the banks do not change while they are open."""
        if exam not in self._syllabi:
            self._syllabi[exam] = syllabus_of(library, outline(exam))
        return self._syllabi[exam]

    def learner(self, library: Library, exam: str, state: CandidateState, path: Path) -> Learner:
        """Give the learner, all that is told of open attempts taken in.

        `path` is the progress file: its name tells which copy in the cache is its own.
        """
        with self._busy:
            log, told = state.log, told_now(state)
            asked = (log, len(log), self.syllabus(library, exam), told)
            if self._last is None or not _same(self._last[0], asked):
                learner = self._folded(asked[2], log, path)
                self._last = asked, _with_told(learner, log, told)
            return self._last[1]

    def _folded(self, syllabus: Syllabus, log: Log, path: Path) -> Learner:
        """Give the learner of the log alone, taking in what is new."""
        learner = self._learner
        if learner is None or self._log is not log or learner.syllabus is not syllabus:
            learner = _load(syllabus, log, path)
        kept = learner.count if learner else 0
        learner = caught_up(learner or Learner(syllabus), log)
        self._learner, self._log = learner, log
        if learner.count - kept >= _STALE:
            _keep(learner, log, path)
        return learner


_Asked = tuple[Log, int, Syllabus, list[Entry]]


def _same(one: _Asked, other: _Asked) -> bool:
    """Tell whether a learner would be folded from the very same responses."""
    return one[0] is other[0] and one[2] is other[2] and (one[1], one[3]) == (other[1], other[3])


def caught_up(learner: Learner, log: Log) -> Learner:
    """Take in what a log has behind the responses taken so far.

    Where some of it is older than what was taken, as after a merge, the whole log is folded anew.
    """
    behind = sorted(log.entries(learner.count))
    if behind and behind[0].at <= learner.until:
        learner = Learner(learner.syllabus)
        behind = log.rows()
    learner.take_all(behind)
    return learner


def _with_told(learner: Learner, log: Log, told: Sequence[Entry]) -> Learner:
    """Give a learner that has taken in some responses more."""
    if not told:
        return learner
    if min(told).at <= learner.until:
        learner = Learner(learner.syllabus)
        told = [*log.entries(), *told]
    else:
        learner = learner.copy()
    learner.take_all(sorted(told))
    return learner


def _cache_path(path: Path, syllabus: Syllabus) -> Path:
    name = blake2b(str(path.absolute()).encode("utf-8", "surrogateescape") + syllabus.digest)
    return cache_folder() / "learners" / f"{name.hexdigest()[:32]}.bin"


def _seal(syllabus: Syllabus, log: Log, count: int) -> bytes:
    """Give what tells whether a copy fits: the banks, and the responses it was folded from."""
    return blake2b(syllabus.digest + log.digest(count), digest_size=16).digest()


def _load(syllabus: Syllabus, log: Log, path: Path) -> Learner | None:
    """Give the copy in the cache, where it still fits."""
    try:
        body = stash.kept(_cache_path(path, syllabus), _MAGIC)
        if body is None:
            return None
        fits, values = msgspec.msgpack.decode(body)
        learner = Learner.unpacked(syllabus, values)
        return learner if fits == _seal(syllabus, log, learner.count) else None
    except (ValueError, TypeError, IndexError):
        return None


def _keep(learner: Learner, log: Log, path: Path) -> None:
    """Keep a copy; one that cannot be kept costs time at the next start, nothing else."""
    values = _seal(learner.syllabus, log, learner.count), learner.packed()
    stash.keep(_cache_path(path, learner.syllabus), _MAGIC, msgspec.msgpack.encode(values))


def when(state: CandidateState, now: datetime) -> When:
    """Give the moment of choosing, to the hour, so that what is shown is what comes.

    An exam that is over, or has no date, is a month away.
    """
    day = int(now.timestamp() / _HOUR) * _HOUR / DAY
    goal = state.goal
    if goal is None or goal.date is None or day_number(goal.date) + _NOON < day:
        return When(day, day + NO_DATE, day)
    return When(day, day_number(goal.date), min(day, state.since / DAY))


def day_number(day: date) -> float:
    """Give noon of a day here, in days since 1970 UTC."""
    return midnight(day) / DAY + _NOON
