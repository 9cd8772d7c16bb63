"""What is said of a cohort's figures: the page, the app and the lines say it in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from examprep.cohort.people import Standing
from examprep.cohort.questions import Chosen, Question, Raised
from examprep.cohort.report import Assigned, Report
from examprep.cohort.topics import Group
from examprep.days import short
from examprep.learning.outlook import VERDICTS, interval_words, short_interval
from examprep.text import percent, plural
from examprep.words import msg, tr

NOT_ENOUGH = tr("not enough answers yet")
DAMAGED = tr("file damaged, not judged")
FINISHED = tr("answers count once the quiz they are of is finished")
DASH = "\u2013"
_NAMED = 3
UNSURE = tr("Less likely to pass than not, but that is not sure")
FLAGS = {
    "key": tr("key doubted"),
    "ambiguous": tr("two options right"),
    "negative": tr("the able get it wrong"),
    "easy": tr("too easy"),
    "hard": tr("no better than guessing"),
    "distractor": tr("an option nobody chooses"),
    "rapid": tr("answered in seconds"),
    "drift": tr("changed lately"),
    "level": tr("not as hard as its author thought"),
}
VERDICT = {
    "fine": tr("the key may be right all the same"),
    "wrong": tr("another option is most likely the key"),
    "two": tr("another option is most likely right as well"),
    "noise": tr("choices have nothing to do with ability"),
}


def interval(share: float | None, low: float | None, high: float | None) -> str:
    """Write a share with its interval: 64 % (58 to 70 %); a dash for none."""
    if share is None or low is None or high is None:
        return DASH
    least = percent(low).removesuffix(" %")
    return tr("{share} ({low} to {high})", share=percent(share), low=least, high=percent(high))


def share_of(share: float, count: int) -> str:
    """Write a share with the number it is of: 64 % of 25."""
    return tr("{share} of {count:,}", share=percent(share), count=count)


def level_words(one: Group) -> str:
    """Write what the class would get right now of a group, with its interval."""
    return interval(one.now, one.now_low, one.now_high)


def group_words(one: Group) -> str:
    """Write a group's share with its interval, or how few people answered."""
    if one.enough:
        return interval(one.share, one.low, one.high)
    return tr("too few people ({count:,})", count=one.people)


def few(count: int) -> str:
    """Say that there is too little, with the number there is."""
    return tr("too few (n = {count:,})", count=count)


def points(value: float | None) -> str:
    """Write percent points of the exam, to a tenth."""
    return DASH if value is None else f"{value:.1f}"


def decimals(value: float | None) -> str:
    """Write a figure to two decimals."""
    return DASH if value is None else f"{value:.2f}"


def chance_words(one: Standing) -> str:
    """Write a person's chance with its interval, or why there is none."""
    if one.damaged:
        return tr("{damaged}: ask for it again", damaged=DAMAGED)
    if one.chance is None:
        more = plural(one.missing, "more", "more")
        return tr("{not_enough} ({more} needed)", not_enough=NOT_ENOUGH, more=more)
    return interval_words(one.chance)


def short_chance(one: Standing) -> str:
    """Write a chance in few signs: 35 % (20 to 50)."""
    if one.chance is None:
        return DAMAGED if one.damaged else NOT_ENOUGH
    return short_interval(one.chance)


def verdict_words(one: Standing) -> str:
    """Say a chance as a word."""
    verdicts: dict[str, str] = {str(name): words for name, words in VERDICTS.items()}
    return verdicts.get(one.verdict, "")


def change_words(one: Standing) -> str:
    """Say how a person's share of the exam changed: up 6 points (2 to 10)."""
    if one.change is None:
        return DASH
    by, low, high = (
        round(100.0 * part) for part in (one.change.by, one.change.low, one.change.high)
    )
    return tr("{by:+d} points ({low:+d} to {high:+d})", by=by, low=low, high=high)


def marks(one: Standing) -> str:
    """Name what stands out of a person."""
    named = (
        (tr("at risk"), one.at_risk),
        (tr("improved"), one.improved),
        (tr("stopped"), one.stopped),
        (tr("file damaged"), one.damaged),
    )
    return ", ".join(name for name, holds in named if holds)


def flag_words(one: Raised) -> str:
    """Say what a flag claims, how sure it is, and of how many answers."""
    flag, chance = FLAGS.get(one.kind, one.kind), percent(one.chance)
    return tr("{flag} ({chance} sure, n = {n:,})", flag=flag, chance=chance, n=one.n)


def doubt_words(one: Question) -> str:
    """Say how much a key is doubted, and what is most likely; who reported it besides."""
    verdict = VERDICT.get(one.verdict, one.verdict)
    told = tr("its key cannot be checked")
    if one.doubt is not None:
        doubt = percent(one.doubt)
        told = tr("key doubted to {doubt}: {verdict}", doubt=doubt, verdict=verdict)
    if not one.reported:
        return told
    people = plural(one.reported, "candidate")
    return tr("{words}; reported by {candidates}", words=told, candidates=people)


def facility_words(one: Question) -> str:
    """Write a question's share right with its interval; early of few answers."""
    if one.facility is None:
        return few(one.n)
    return interval(one.facility, one.low, one.high)


def r_words(one: Question) -> str:
    """Write how well a question tells the able from the others, with its standard error."""
    if one.r is None or one.r_se is None:
        return DASH
    return f"{one.r:.2f} \u00b1 {one.r_se:.2f}"


def option_words(place: int, one: Chosen) -> str:
    """Name an option by its letter."""
    words = f"{chr(ord('A') + place % 26)}. {one.text}"
    return tr("{option} (key)", option=words) if one.key else words


def done_words(one: Assigned) -> str:
    """Say what was done of an assignment."""
    parts = [tr(one.done), percent(one.score) if one.score is not None else ""]
    parts += [tr("late")] if one.late else []
    parts += [tr("other questions than assigned")] if one.altered else []
    return ", ".join(filter(None, parts))


def by_assignment(found: Report) -> Iterator[tuple[str, list[Assigned]]]:
    """Give each assignment, its title with the due day, and its rows; who has not begun first."""
    order = ("not started", "open", "done")  # as in the data
    ordered = sorted(found.assignments, key=lambda one: (one.assignment, one.id))
    for _, rows in groupby(ordered, key=lambda one: (one.assignment, one.id)):
        own = sorted(rows, key=lambda one: order.index(one.done) if one.done in order else 0)
        title, due = own[0].assignment, own[0].due
        yield tr("{title}, due {day}", title=title, day=short(due)) if due else title, own


def counted(rows: Sequence[Assigned]) -> str:
    """Count who has done what of an assignment: 3 done, 1 open, 26 not started."""
    kinds = (msg("done"), msg("open"), msg("not started"))
    counts = [(sum(one.done == kind for one in rows), kind) for kind in kinds]
    return ", ".join(f"{count:,} {tr(kind)}" for count, kind in counts if count)


def headline(found: Report) -> str:
    """Say whom the report is about."""
    told = tr(
        "{people}, {answers}, {firsts:,} of them first ones",
        people=plural(found.people, "person", "people"),
        answers=plural(found.answers, "answer"),
        firsts=found.firsts,
    )
    if found.since:
        told = tr("{words}, answers since {day}", words=told, day=short(found.since))
    if found.others:
        others = plural(found.others, "person", "people")
        told = tr("{words}; {people} with another exam left out", words=told, people=others)
    none = "" if found.answers or not found.people else f"; {FINISHED}"
    return f"{short(found.today)}: {told}{none}"


def in_short(found: Report) -> Iterator[tuple[str, str]]:
    """Give label and text of what an instructor wants to know first."""
    yield tr("Right, weighted by the outline"), whole_words(found)
    weak = [one.title for one in found.to_teach if one.weak]
    yield tr("Teach next"), "; ".join(weak[:3]) or tr("no topic is surely below the standard")
    told = found.people - found.untold
    risk = len(found.at_risk)
    risky = tr("{count} of {people} of whom enough is known", count=risk, people=told)
    yield tr("Likely to fail"), risky if told else NOT_ENOUGH
    yield UNSURE, f"{len(found.below_even)}"
    yield tr("Improved"), f"{len(found.improved)}"
    yield tr("Stopped practising"), f"{len(found.stopped)}"
    if found.damaged:
        yield tr("File damaged, not judged"), _named([one.name for one in found.damaged])
    questions = plural(len(found.questions), "question")
    keys = tr("{count} of {questions}", count=len(found.suspects), questions=questions)
    yield tr("Keys to look at"), keys


def _named(names: Sequence[str]) -> str:
    more, first = len(names) - _NAMED, ", ".join(names[:_NAMED])
    return tr("{names} and {more:,} more", names=first, more=more) if more > 0 else first


def calendar_words(found: Report) -> str:
    """Say whose days and weeks these are."""
    return tr(
        "Days and weeks are those of the machine that made this report ({calendar}).",
        calendar=found.calendar,
    )


def whole_words(found: Report) -> str:
    """Write the cohort's weighted share."""
    if found.whole is None:
        return tr("{not_enough} in every domain", not_enough=NOT_ENOUGH)
    standard = percent(found.standard)
    words = interval(found.whole.share, found.whole.low, found.whole.high)
    return tr("{words}; the standard assumed is {standard}", words=words, standard=standard)
