"""What is said of a cohort's figures: the page, the app and the lines say it in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from examprep.cohort.people import FAILS, LATELY, LEAST_FIRSTS, STOPPED, Standing
from examprep.cohort.questions import Chosen, Question, Raised
from examprep.cohort.report import Assigned, Report
from examprep.cohort.topics import LEAST_ANSWERS, LEAST_PEOPLE, Group
from examprep.days import short
from examprep.learning.learner import LEAST_IN_DOMAIN
from examprep.learning.outlook import LEAST_FIRSTS as GATE
from examprep.learning.outlook import VERDICTS, interval_words, short_interval
from examprep.text import percent, plural

NOT_ENOUGH = "not enough answers yet"
DAMAGED = "file damaged, not judged"
FINISHED = "answers count once the quiz they are of is finished"
DASH = "\u2013"
_NAMED = 3
UNSURE = "Less likely to pass than not, but that is not sure"
FLAGS = {
    "key": "key doubted",
    "ambiguous": "two options right",
    "negative": "the able get it wrong",
    "easy": "too easy",
    "hard": "no better than guessing",
    "distractor": "an option nobody chooses",
    "rapid": "answered in seconds",
    "drift": "changed lately",
    "level": "not as hard as its author thought",
}
VERDICT = {
    "fine": "the key may be right all the same",
    "wrong": "another option is most likely the key",
    "two": "another option is most likely right as well",
    "noise": "choices have nothing to do with ability",
}
HOW = (
    (
        "Shares right are of first answers: repeats stand apart, rapid guesses outside of "
        "mock exams and answers to a key that was changed are left out. Behind each share "
        "stands the interval that holds it with 80 % probability; it is about this cohort."
    ),
    (
        f"Groups that fewer than {LEAST_PEOPLE} people answered are grey and show only their "
        f"number of answers, as do people with fewer than {LEAST_ANSWERS} answers to a "
        "group."
    ),
    (
        "Weight is the part of the exam that a group's questions stand for, after the "
        "exam's outline. What a topic costs is its weight times how far the cohort is below "
        "the standard."
    ),
    (
        "The standard is assumed: the real exam's is not published. A chance to pass is "
        "what became of people with such a record in simulation, rounded to 5 %; its "
        "interval holds 80 %."
    ),
    (
        f"A chance is shown from {GATE} first answers on, {LEAST_IN_DOMAIN} of them in each "
        f"domain. At risk is whose interval ends at {percent(FAILS)} or below. Improved is "
        f"who would get more of the exam right than {LATELY} days ago, to the end of a 90 % "
        f"interval, with {LEAST_FIRSTS} first answers before and since: about 1 in 10 of those "
        f"who did not change is named by chance. Stopped is who has not answered for {STOPPED} "
        "days while the exam is ahead."
    ),
    (
        "A suspected key is a probability, never a verdict: look at the question, its "
        "source and who chose what. No key is ever changed by itself. Questions with fewer "
        "than 10 answers show nothing else, with fewer than 30 no discrimination, with "
        "fewer than 50 no shares of options, unless their key is doubted. That candidates reported "
        "a question raises its doubt."
    ),
    (
        "What the class would get right now is the mean of its candidates' abilities, the surer "
        "ones weighing more, written as the share of average questions that is right at it."
    ),
    (
        "Whose file is damaged, cut off for instance, is not judged: what seems not to have been "
        "done may have been lost. The answers that are left count for topics and questions."
    ),
)
# What the words over the columns of figures mean.
GLOSS = {
    "n": "first answers that were no rapid guesses",
    "Right": "the mean share of credit (also called facility)",
    "r": (
        "how well a question tells the able from the others: how its credit goes with the rest "
        "of the score, -1 to 1 (the corrected point-biserial); below 0 the able get it wrong"
    ),
    "SE": "standard error: about how far a figure may be off",
    "D": "the share right of the best 27 % less that of the weakest 27 %",
    "Key": "how probable it is that the key is not fine",
}
FORM_GLOSS = {
    "SD": "standard deviation: how far people's scores lie apart",
    "KR-20 / alpha": "how well the questions measure one thing, 0 to 1; 0.75 is satisfactory",
    "Standard error": "about how far a person's score may be off, in questions",
}


def interval(share: float | None, low: float | None, high: float | None) -> str:
    """Write a share with its interval: 64 % (58 to 70 %); a dash for none."""
    if share is None or low is None or high is None:
        return DASH
    return f"{percent(share)} ({percent(low).removesuffix(' %')} to {percent(high)})"


def gloss_words(meanings: dict[str, str]) -> str:
    """Say what some words mean."""
    return "; ".join(f"{word}: {meaning}" for word, meaning in meanings.items()) + "."


def level_words(one: Group) -> str:
    """Write what the class would get right now of a group, with its interval."""
    return interval(one.now, one.now_low, one.now_high)


def group_words(one: Group) -> str:
    """Write a group's share with its interval, or how few answers there are."""
    return interval(one.share, one.low, one.high) if one.enough else few(one.answers)


def few(count: int) -> str:
    """Say that there is too little, with the number there is."""
    return f"too few (n = {count:,})"


def points(value: float | None) -> str:
    """Write percent points of the exam, to a tenth."""
    return DASH if value is None else f"{value:.1f}"


def decimals(value: float | None) -> str:
    """Write a figure to two decimals."""
    return DASH if value is None else f"{value:.2f}"


def chance_words(one: Standing) -> str:
    """Write a person's chance with its interval, or why there is none."""
    if one.damaged:
        return f"{DAMAGED}: ask for it again"
    if one.chance is None:
        return f"{NOT_ENOUGH} ({plural(one.missing, 'more', 'more')} needed)"
    return interval_words(one.chance)


def short_chance(one: Standing) -> str:
    """Write a chance in few signs: 35 % (20-50)."""
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
    return f"{by:+d} points ({low:+d} to {high:+d})"


def marks(one: Standing) -> str:
    """Name what stands out of a person."""
    named = (
        ("at risk", one.at_risk),
        ("improved", one.improved),
        ("stopped", one.stopped),
        ("file damaged", one.damaged),
    )
    return ", ".join(name for name, holds in named if holds)


def flag_words(one: Raised) -> str:
    """Say what a flag claims, how sure it is, and of how many answers."""
    return f"{FLAGS.get(one.kind, one.kind)} ({percent(one.chance)} sure, n = {one.n:,})"


def doubt_words(one: Question) -> str:
    """Say how much a key is doubted, and what is most likely; who reported it besides."""
    told = f"; reported by {plural(one.reported, 'candidate')}" if one.reported else ""
    if one.doubt is None:
        return f"its key cannot be checked{told}"
    return f"key doubted to {percent(one.doubt)}: {VERDICT.get(one.verdict, one.verdict)}{told}"


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
    return f"{chr(ord('A') + place % 26)}. {one.text}{' (key)' if one.key else ''}"


def done_words(one: Assigned) -> str:
    """Say what was done of an assignment."""
    parts = [one.done, percent(one.score) if one.score is not None else ""]
    parts += ["late" if one.late else "", "other questions than assigned" if one.altered else ""]
    return ", ".join(filter(None, parts))


def by_assignment(found: Report) -> Iterator[tuple[str, list[Assigned]]]:
    """Give each assignment, its title with the due day, and its rows; who has not begun first."""
    order = ("not started", "open", "done")
    ordered = sorted(found.assignments, key=lambda one: (one.assignment, one.id))
    for _, rows in groupby(ordered, key=lambda one: (one.assignment, one.id)):
        own = sorted(rows, key=lambda one: order.index(one.done) if one.done in order else 0)
        due = f", due {short(own[0].due)}" if own[0].due else ""
        yield f"{own[0].assignment}{due}", own


def counted(rows: Sequence[Assigned]) -> str:
    """Count who has done what of an assignment: 3 done, 1 open, 26 not started."""
    kinds = ("done", "open", "not started")
    counts = [(sum(one.done == kind for one in rows), kind) for kind in kinds]
    return ", ".join(f"{count:,} {kind}" for count, kind in counts if count)


def headline(found: Report) -> str:
    """Say whom the report is about."""
    since = f", answers since {short(found.since)}" if found.since else ""
    others = plural(found.others, "person", "people")
    left = f"; {others} with another exam left out" if found.others else ""
    people = plural(found.people, "person", "people")
    answers = f"{plural(found.answers, 'answer')}, {found.firsts:,} of them first ones"
    none = "" if found.answers or not found.people else f"; {FINISHED}"
    return f"{short(found.today)}: {people}, {answers}{since}{left}{none}"


def in_short(found: Report) -> Iterator[tuple[str, str]]:
    """Give label and text of what an instructor wants to know first."""
    yield "Right, weighted by the outline", whole_words(found)
    weak = [one.title for one in found.to_teach if one.weak]
    yield "Teach next", "; ".join(weak[:3]) or "no topic is surely below the standard"
    told = found.people - found.untold
    risk = f"{len(found.at_risk)} of {told} of whom enough is known" if told else NOT_ENOUGH
    yield "Likely to fail", risk
    yield UNSURE, f"{len(found.below_even)}"
    yield "Improved", f"{len(found.improved)}"
    yield "Stopped practising", f"{len(found.stopped)}"
    if found.damaged:
        yield "File damaged, not judged", _named([one.name for one in found.damaged])
    yield "Keys to look at", f"{len(found.suspects)} of {plural(len(found.questions), 'question')}"


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def calendar_words(found: Report) -> str:
    """Say whose days and weeks these are."""
    return f"Days and weeks are those of the machine that made this report ({found.calendar})."


def whole_words(found: Report) -> str:
    """Write the cohort's weighted share."""
    if found.whole is None:
        return f"{NOT_ENOUGH} in every domain"
    standard = percent(found.standard)
    words = interval(found.whole.share, found.whole.low, found.whole.high)
    return f"{words}; the standard assumed is {standard}"
