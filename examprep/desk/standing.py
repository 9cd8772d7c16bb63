"""How a candidate stands: quizzes done, their trend, slips, every topic, the weakest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examprep.dates import local
from examprep.desk.desk import Desk
from examprep.desk.overview import Slip, scores, slips
from examprep.learning.weakness import TopicScore, ranked, weakest
from examprep.progress.state import counted
from examprep.progress.summary import Summary
from examprep.text import percent
from examprep.words import tr

# The trend compares this many quizzes with as many before; with fewer, the later half
# with the earlier.
TREND = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate's history. `quizzes` has the newest first; topics go with their titles.

    `weakest` is the topic that practice helps most, None until one has enough answers. `slips`
    are the mistakes of the last 30 days, the most frequent first. `hidden` names the quizzes whose
    results are not told yet.
    """

    name: str
    quizzes: tuple[Summary, ...]
    topics: tuple[tuple[str, TopicScore], ...]
    weakest: TopicScore | None
    slips: tuple[Slip, ...] = ()
    hidden: frozenset[str] = frozenset()

    @property
    def trend(self) -> tuple[Summary, ...]:
        """Give what can be compared: a drill grows harder until about 7 of 10 are right."""
        told = (one for one in self.quizzes if one.id not in self.hidden)
        return tuple(one for one in told if one.kind != "drill")

    @property
    def asked(self) -> int:
        """Count the items that were asked at least once."""
        return sum(score.asked for _, score in self.topics)


def standing(desk: Desk) -> Standing:
    """Look at the desk's candidate; nobody there stands at the very start."""
    state = desk.record.state if desk.record else None
    done = counted(state) if state else ()
    every = scores(desk)
    now = desk.times.now()
    titles = {f"{bank}:{topic}": title for bank, topic, title, _ in desk.library.topics()}
    return Standing(
        name=state.name if state else "",
        quizzes=tuple(sorted(done, key=lambda one: -one.at)),
        topics=tuple((titles.get(one.topic, one.topic), one) for one in ranked(every)),
        weakest=next(iter(weakest(every, 1)), None),
        slips=tuple(slips(state, now.timestamp())) if state else (),
        hidden=frozenset(one.id for one in done if one.hides(local(now).date())),
    )


def share(quizzes: Sequence[Summary]) -> float:
    """Give the credit of some quizzes over all their questions, 0 to 1."""
    asked = sum(one.questions for one in quizzes)
    return sum(one.credit for one in quizzes) / asked if asked else 0.0


def trend_words(quizzes: Sequence[Summary]) -> str:
    """Compare the latest quizzes with as many before, given the newest first."""
    count = min(TREND, len(quizzes) // 2)
    if not count:
        return tr("One quiz so far: {percent} right.", percent=_percent(quizzes)) if quizzes else ""
    last, before = quizzes[:count], quizzes[count : 2 * count]
    names = (
        (tr("last quiz"), tr("one"))
        if count == 1
        else (tr("last {count} quizzes", count=count), str(count))
    )
    return tr(
        "Your {names}: {percent} right; the {names2} before: {percent2}.",
        names=names[0],
        percent=_percent(last),
        names2=names[1],
        percent2=_percent(before),
    )


def _percent(quizzes: Sequence[Summary]) -> str:
    return percent(share(quizzes))
