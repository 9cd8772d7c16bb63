"""Progress in lines: results, topics the weakest first, and the charts as tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from examprep.cli.menu.home import summary_line
from examprep.cli.menu.page import Page, Word
from examprep.cli.menu.results import again, take
from examprep.desk.chart_rows import NAMES, said
from examprep.desk.charts import Charts, charts
from examprep.desk.overview import SLIP_DAYS
from examprep.desk.plan import Plan
from examprep.desk.standing import Standing, standing, trend_words
from examprep.errors import NotAllowed
from examprep.exams.outlines import outline
from examprep.learning.weakness import LEAST_ITEMS, TopicScore
from examprep.text import percent
from examprep.words import tr

EMPTY = tr("No quiz finished yet. today on the home page starts a first one.")


class Progress(Page):
    """The history of the candidate at the desk."""

    TITLE = tr("Progress")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("results", "the quizzes you finished; one opens its result"),
        Word("topics", "every topic, the weakest first; one starts practice on it"),
        Word("weakest", "a quiz on the weakest topic"),
        Word("charts", "ability, memory, sureness, time, mistakes and days, as tables"),
    )

    def look(self) -> Standing:
        """Look at the candidate as they are now."""
        return standing(self.desk)

    def lines(self) -> Iterator[str]:
        """Say the trend, the slips and the weakest topic."""
        seen = self.look()
        yield trend_words(seen.trend) or EMPTY
        for slip in seen.slips:
            yield tr(
                "Slip: {title}, {often} in {days} days.",
                title=slip.title,
                often=slip.often,
                days=SLIP_DAYS,
            )
        if seen.weakest:
            title = next(title for title, one in seen.topics if one == seen.weakest)
            yield tr("Weakest: {topic}.", topic=topic_line(title, seen.weakest))

    def do_results(self, given: str) -> None:
        """Go to the result of a quiz."""
        quizzes = self.look().quizzes
        rows = [summary_line(one, self.visit.today()) for one in quizzes]
        place = self.visit.pick(tr("Results, the newest first."), rows, given)
        if place is not None:
            again(self.visit, quizzes[place].id)

    def do_topics(self, given: str) -> None:
        """Practice a topic."""
        topics = self.look().topics
        rows = [topic_line(title, one) for title, one in topics]
        place = self.visit.pick(tr("Topics. Choosing one starts a quiz on it."), rows, given)
        if place is not None:
            self.practice(topics[place][1])

    def do_weakest(self, _: str) -> None:
        """Practice the weakest topic."""
        weakest = self.look().weakest
        if weakest is None:
            raise NotAllowed(tr("No topic has enough answers yet to call it the weakest."))
        self.practice(weakest)

    def practice(self, topic: TopicScore) -> None:
        """Start a tutor quiz on one topic."""
        plan = Plan(count=self.desk.settings.questions, topics=(topic.topic,))
        take(self.visit, self.desk.start(plan))

    def do_charts(self, _: str) -> None:
        """Go to the charts."""
        self.visit.open(ChartsPage(self.visit))


def topic_line(title: str, score: TopicScore) -> str:
    """Give one topic: accuracy, and how much of it was asked."""
    if not score.asked:
        return tr("{title}, not asked yet", title=title)
    told = tr(
        "{title}, {share} right, {asked:,} of {items:,} asked",
        title=title,
        share=percent(score.accuracy),
        asked=score.asked,
        items=score.items,
    )
    return f"{told}, {tr('few answers so far')}" if score.asked < LEAST_ITEMS else told


class ChartsPage(Page):
    """The charts, each in a sentence and its table."""

    TITLE = tr("Charts")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("ability", "what you would get right, day by day"),
        Word("domain", "the same of one domain of the exam"),
        Word("memory", "what you would still know on the days ahead"),
        Word("sure", "how well you judge yourself"),
        Word("time", "seconds an answer, by topic"),
        Word("mistakes", "slips and topics missed lately"),
        Word("days", "answers by week and weekday"),
    )

    @cached_property
    def seen(self) -> Charts:
        """Gather the charts."""
        return charts(self.desk, self.visit.today())

    def lines(self) -> Iterator[str]:
        """Give the message of each chart."""
        yield from (f"{name.capitalize()}: {said(self.seen, name)[0][0]}" for name in NAMES)

    def say_chart(self, name: str, domain: int | None = None) -> None:
        """Say a chart with its table."""
        words, table = said(self.seen, name, domain)
        self.visit.say(*words, *(table.spoken() if table else ()))

    def do_ability(self, _: str) -> None:
        """Say ability over time."""
        self.say_chart("ability")

    def do_domain(self, given: str) -> None:
        """Say ability in one domain."""
        titles = [domain.title for domain in outline(self.desk.exam).domains]
        place = self.visit.pick(tr("Which domain?"), titles, given)
        if place is not None:
            self.say_chart("ability", place)

    def do_memory(self, _: str) -> None:
        """Say the forecast of memory."""
        self.say_chart("memory")

    def do_sure(self, _: str) -> None:
        """Say how well the candidate judges."""
        self.say_chart("sure")

    def do_time(self, _: str) -> None:
        """Say the seconds an answer."""
        self.say_chart("time")

    def do_mistakes(self, _: str) -> None:
        """Say what was missed lately."""
        self.say_chart("mistakes")

    def do_days(self, _: str) -> None:
        """Say the days of study."""
        self.say_chart("days")
