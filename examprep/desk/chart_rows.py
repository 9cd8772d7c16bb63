"""The figures behind each chart, in rows: all that a drawing shows, readable without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from examprep.dates import WEEKDAYS
from examprep.desk import chart_words as words
from examprep.desk.charts import (
    AbilityChart,
    ActivityChart,
    Charts,
    MemoryChart,
    MistakesChart,
    SureChart,
    TimeChart,
)
from examprep.text import percent, plural
from examprep.words import msg, tr

NAMES = ("ability", "memory", "sure", "time", "mistakes", "days")
TITLES = {
    "ability": tr("ability"),
    "memory": tr("memory"),
    "sure": tr("sure"),
    "time": tr("time"),
    "mistakes": tr("mistakes"),
    "days": tr("days"),
}
NONE = "\u2013"
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and rows of as many cells, the first of each naming the row.

    `head` is English whatever the user reads; `shown` is there where it takes a value.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    shown: Sequence[str] = ()

    @property
    def titles(self) -> Sequence[str]:
        """Give the heading in the user's language."""
        return self.shown or tuple(map(tr, self.head))

    def spoken(self) -> Iterator[str]:
        """Give each row as one line to be read without columns: `Mon 3: 41 answers, 80 % right`."""
        for row in self.rows:
            cells = zip(self.titles[1:], row[1:], strict=True)
            told = ", ".join(f"{head} {cell}" for head, cell in cells if cell not in ("", NONE))
            yield f"{row[0]}: {told or tr('nothing yet')}"


def ability_rows(chart: AbilityChart, domain: int | None) -> Table:
    """List each study day, the latest first: share, 80 % band, questions it rests on."""
    told = chart.told(domain)[::-1]
    rows = [
        (
            words.short_day(day.day, told[0].day),
            percent(day.of(domain).share),
            tr(
                "{low} to {high}",
                low=percent(day.of(domain).low),
                high=percent(day.of(domain).high),
            ),
            f"{day.of(domain).firsts:,}",
        )
        for day in told
    ]
    return Table((msg("Study day"), msg("right"), msg("80 % band"), msg("questions")), rows)


def memory_rows(chart: MemoryChart) -> Table:
    """List each day ahead: how many are known without study, how many come due."""
    rows = [
        (
            words.plain_day(chart.day(day.ahead)) if day.ahead else tr("today"),
            f"{day.known:.1f}",
            percent(day.known / chart.asked) if chart.asked else NONE,
            f"{day.due:,}",
        )
        for day in chart.days
    ]
    known = tr("known of {asked:,}", asked=chart.asked)
    heads = (tr("Day"), known, tr("share"), tr("come due"))
    return Table(("Day", f"known of {chart.asked:,}", "share", "come due"), rows, heads)


def sure_rows(chart: SureChart) -> Table:
    """List each word: answers, share right with its interval, verdict."""
    rows = []
    for one in chart.words:
        low, high = one.interval
        told = tr("{low} to {high}", low=percent(low), high=percent(high)) if one.enough else NONE
        share = percent(one.share) if one.enough else NONE
        rows.append(
            (
                words.WORDS[one.word],
                f"{one.answers:,}",
                share,
                told,
                words.VERDICTS.get(one.verdict, NONE),
            )
        )
    return Table(
        (msg("You said"), msg("answers"), msg("right"), msg("80 % interval"), msg("verdict")), rows
    )


def time_rows(chart: TimeChart) -> Table:
    """List each topic: answers, seconds for one, and what the exam grants."""
    rows = [
        (title, f"{one.answers:,}", f"{one.seconds:.0f} s", f"{one.seconds - chart.pace:+.0f} s")
        for title, one in chart.topics
    ]
    return Table((msg("Topic"), msg("answers"), msg("each"), msg("to pace")), rows)


def mistakes_rows(chart: MistakesChart) -> Table:
    """List slips and topics: how often, out of how many."""
    slips = [(one.title, one.often, "") for one in chart.slips]
    topics = [
        (
            title,
            tr("{missed:,} of {answers:,}", missed=one.missed, answers=one.answers),
            percent(one.missed / one.answers),
        )
        for title, one in chart.topics
    ]
    return Table((msg("Slip or topic"), msg("missed"), msg("share")), [*slips, *topics])


def activity_rows(chart: ActivityChart) -> Table:
    """List each week, the latest first: answers by weekday, and in all."""
    rows = [
        (
            words.short_day(week.monday, chart.weeks[-1].monday),
            *("" if count is None else f"{count:,}" for count in week.counts),
            f"{week.answers:,}",
        )
        for week in chart.weeks[::-1]
    ]
    return Table((msg("Week of"), *(day[:_SHORT] for day in WEEKDAYS), msg("all")), rows)


def said(seen: Charts, name: str, domain: int | None = None) -> tuple[list[str], Table | None]:
    """Give what a chart says in words, and its table where there is anything to see."""
    lines, table = _said(seen, name, domain)
    for keys, instead in words.IN_LINES.items():
        lines = [line.replace(keys, instead) for line in lines]
    return lines, table


def _said(seen: Charts, name: str, domain: int | None) -> tuple[list[str], Table | None]:
    return {
        "ability": lambda: _ability(seen.ability, domain),
        "memory": lambda: _memory(seen.memory),
        "sure": lambda: (
            [words.sure_words(seen.sure)],
            sure_rows(seen.sure) if seen.sure.said else None,
        ),
        "time": lambda: (
            [words.time_words(seen.time)],
            time_rows(seen.time) if seen.time.topics else None,
        ),
        "mistakes": lambda: _mistakes(seen.mistakes),
        "days": lambda: _activity(seen.activity),
    }[name]()


def _ability(chart: AbilityChart, domain: int | None) -> tuple[list[str], Table | None]:
    told = chart.told(domain)
    if not told:
        return [words.ability_words(chart, domain)], None
    lines = [words.ability_words(chart, domain), words.band_words(told[-1].of(domain))]
    return lines, ability_rows(chart, domain)


def _memory(chart: MemoryChart) -> tuple[list[str], Table | None]:
    if not chart.asked:
        return [words.memory_words(chart)], None
    due = [] if chart.at_the_end else [words.due_words(chart)]
    return [words.memory_words(chart), *due], memory_rows(chart)


def _mistakes(chart: MistakesChart) -> tuple[list[str], Table | None]:
    there = chart.slips or chart.topics
    return [words.mistake_words(chart)], mistakes_rows(chart) if there else None


def _activity(chart: ActivityChart) -> tuple[list[str], Table | None]:
    if not chart.answers:
        return [words.activity_words(chart)], None
    note = tr(
        "{answers} in the last {count} weeks.",
        answers=plural(chart.answers, "answer"),
        count=len(chart.weeks),
    )
    return [words.activity_words(chart), note], activity_rows(chart)
