"""How likely whoever is at the desk is to pass: the outlook for the goal, and how it was borne out.

Formulas and wording are in `learning`; here they meet the candidate's file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from examprep.attempts.names import mock_titles
from examprep.desk.choosing import learner_of, when_of
from examprep.desk.desk import Desk
from examprep.desk.scored import mock_reports, standard_of
from examprep.exams.outlines import Outline, numbered, outline
from examprep.learning.learner import Learner
from examprep.learning.outlook import Outlook, idle_days, outlook
from examprep.learning.readiness import ASSUMED, Standard, slope
from examprep.learning.topic_gain import TopicGain, topic_gains
from examprep.progress.log import Entry
from examprep.progress.state import counted
from examprep.progress.summary import Summary, is_sat

_REACH = 1.2816


@dataclass(frozen=True, slots=True)
class Prospect:
    """The outlook for the goal's exam: on its `day`, or today where none is set.

    `titles` name the domains in the outline's order; `standard` is the one that is assumed, as far
    as `results` of real exams have moved it. `most` are the topics that would gain most.
    """

    exam: Outline
    day: date | None
    outlook: Outlook
    titles: tuple[str, ...]
    standard: Standard
    results: int
    most: tuple[tuple[str, TopicGain], ...] = ()


def prospect(desk: Desk, today: date) -> Prospect:
    """Look at the candidate's outlook.

    Raises:
        NotAllowed: nobody is at the desk.
    """
    state, exam = desk.open_record().state, outline(desk.exam)
    day = state.goal.date if state.goal and state.goal.date and state.goal.date >= today else None
    learner, standard = learner_of(desk), standard_now(desk)
    moment = when_of(desk)
    days = idle_days(learner, moment.now) + ((day - today).days if day else 0)
    gains = topic_gains(learner, desk.pool(), moment)
    return Prospect(
        exam,
        day,
        outlook(learner, days, standard),
        tuple(numbered(domain.id, domain.title) for domain in exam.domains),
        standard,
        len(state.results),
        tuple((desk.topic_title(one.topic), one) for one in gains[:3]),
    )


def standard_now(desk: Desk) -> Standard:
    """Give the standard that is assumed, moved by the candidate's real results."""
    if not desk.open_record().state.results:
        return ASSUMED
    return standard_of(desk, mock_reports(desk))


@dataclass(frozen=True, slots=True)
class Foretold:
    """A mock exam, and the share that was foretold for it from the answers before.

    `low` and `high` are the ends of the 80 % interval, the luck of one form in it.
    """

    mock: Summary
    share: float
    low: float
    high: float

    @property
    def got(self) -> float:
        """Give the share that was right, 0 to 1."""
        return self.mock.credit / self.mock.questions

    @property
    def inside(self) -> bool:
        """Tell whether the result lay inside the interval."""
        return self.low <= self.got <= self.high


def foretold(desk: Desk) -> tuple[Foretold, ...]:
    """Hold each mock exam of the goal's outline against what the answers before it foretold."""
    state, exam = desk.open_record().state, outline(desk.exam)
    mocks = [one for one in counted(state) if _is_mock_of(one, exam) and is_sat(one)]
    learner = Learner(learner_of(desk).syllabus)
    return tuple(_foretold(learner, state.log.rows(), sorted(mocks, key=lambda one: one.at)))


def _foretold(
    learner: Learner, rows: Sequence[Entry], mocks: Sequence[Summary]
) -> Iterator[Foretold]:
    """Go through the answers, and stop before each mock exam to look ahead."""
    taken = 0
    for mock in mocks:
        upto = bisect_left(rows, mock.at, key=lambda row: row.at)
        learner.take_all(rows[taken:upto])
        taken = max(taken, upto)
        seen = outlook(learner, 0.0)
        if seen.enough:
            yield _held_against(learner, mock, seen.score)


def _held_against(learner: Learner, mock: Summary, share: float) -> Foretold:
    """Give the interval of a share: what is not known of ability, and the luck of one form."""
    counts, spread = learner.syllabus.counts, learner.ability.spread
    whole = sum(counts)
    weights = [
        count / whole * slope(mean)
        for count, mean in zip(counts, learner.ability.mean, strict=True)
    ]
    known = sum(
        one * other * spread[i][j]
        for i, one in enumerate(weights)
        for j, other in enumerate(weights)
    )
    reach = _REACH * sqrt(known + share * (1.0 - share) / mock.questions)
    return Foretold(mock, share, max(0.0, share - reach), min(1.0, share + reach))


def _is_mock_of(one: Summary, exam: Outline) -> bool:
    return one.kind == "exam" and one.title.startswith(mock_titles(exam.name))
