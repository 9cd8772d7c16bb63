"""What opens from the lists of the cohort's page: a topic, a person, a question, an assignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from examprep.banks.item import Item
from examprep.cohort import words
from examprep.cohort.people import Standing
from examprep.cohort.questions import Question
from examprep.cohort.report import Report
from examprep.cohort.topics import Group
from examprep.days import short
from examprep.desk.classroom import Classroom
from examprep.learning.ability import CUT
from examprep.text import percent, plural
from examprep.tui.glyphs import bar
from examprep.tui.screens.chart_tables import table
from examprep.tui.screens.cohort_lines import ASSIGNED, QUESTIONS, TOPICS
from examprep.words import tr

_BAR, _LISTED, _INDENT = 20, 12, 3
_LAST = 1e9


def detail_lines(room: Classroom, section: int, name: str, width: int) -> list[Content]:
    """Give the lines of what was opened in a section."""
    found = room.report
    if section == TOPICS:
        return list(topic_lines(room, _topic(found, name), width))
    if section == QUESTIONS:
        return list(question_lines(_question(found, name), room.items.get(name), width))
    if section == ASSIGNED:
        return assignment_lines(found, int(name), width)
    return person_lines(found, int(name), width)


def detail_title(found: Report, section: int, name: str) -> str:
    """Name what was opened in a section."""
    if section == TOPICS:
        return _topic(found, name).title
    if section == ASSIGNED:
        return list(words.by_assignment(found))[int(name)][0]
    return name if section == QUESTIONS else found.standings[int(name)].name


def _topic(found: Report, name: str) -> Group:
    return next(one for one in found.topics if one.id == name)


def _question(found: Report, name: str) -> Question:
    return next(one for one in found.questions if one.name == name)


def wrapped(text: str, width: int, style: str = "", indent: int = 0) -> list[Content]:
    """Break a text into lines of a width."""
    lines = Content(text).stylize(style).wrap(max(8, width - indent))
    return [Content.assemble(" " * indent, line) for line in lines]


def topic_lines(room: Classroom, one: Group, width: int) -> Iterator[Content]:
    """Give a topic's figures, who is weak at it, and which of its questions are."""
    costs = tr(
        "{share} of the exam; costs {points} points of it",
        share=percent(one.weight),
        points=words.points(one.lost),
    )
    asked = tr(
        "{answers} of {persons}",
        answers=plural(one.answers, "first answer"),
        persons=plural(one.people, "person", "people"),
    )
    yield Content(tr("Right: {group}, {asked}", group=words.group_words(one), asked=asked))
    yield Content(tr("Would be right now: {level}", level=words.level_words(one)))
    yield Content(costs)
    yield Content(
        tr("Repeats: {repeats:,}, right {share}", repeats=one.repeats, share=percent(one.repeated))
    )
    weeks = [
        f"{week.start:%b %d} {percent(week.share)}" for week in one.weeks if week.share is not None
    ]
    if weeks:
        yield from wrapped(tr("Right by week: {weeks}", weeks=", ".join(weeks)), width, "$quiet")
    yield Content("")
    yield from _weak_people(room, one, width)
    yield Content("")
    yield from _weak_questions(room, one, width)


def _weak_people(room: Classroom, one: Group, width: int) -> Iterator[Content]:
    """List who is below the standard in a topic, the weakest first."""
    every = room.at_topic(one.id)
    told = [(share, count, name) for name, share, count in every if share is not None]
    weak, few = sorted(row for row in told if row[0] < CUT), len(every) - len(told)
    if weak:
        rows = [(name, percent(share), f"{count:,}") for share, count, name in weak[:_LISTED]]
        yield from table((tr("Weak at it"), tr("right"), tr("n")), rows, width)
    else:
        yield Content(tr("Nobody with enough answers is below {share}.", share=percent(CUT)))
    more = tr("{count} more", count=len(weak) - _LISTED) if len(weak) > _LISTED else ""
    unknown = (
        tr("{persons} with too few answers to say", persons=plural(few, "person", "people"))
        if few
        else ""
    )
    if rest := "; ".join(filter(None, (more, unknown))):
        yield Content(tr("And {rest}.", rest=rest)).stylize("$quiet")


def _weak_questions(room: Classroom, one: Group, width: int) -> Iterator[Content]:
    """List the questions of a topic that are missed most, and whose keys are doubted."""
    mine = [each for each in room.report.questions if room.topics.get(each.name) == one.id]
    told = [each for each in mine if each.facility is not None or each.doubted]
    told.sort(key=lambda each: (_LAST if each.facility is None else each.facility, each.name))
    if not told:
        yield Content(
            tr(
                "None of its {questions} has enough answers yet.",
                questions=plural(len(mine), "question"),
            )
        )
        return
    rows = [
        (f"{each.name}  {each.stem}", percent(each.facility), f"{each.n:,}", percent(each.doubt))
        for each in told[:_LISTED]
    ]
    yield from table((tr("Missed most"), tr("right"), tr("n"), tr("key doubted")), rows, width)
    if len(told) > _LISTED:
        yield Content(
            tr("And {count} more; 4 lists all questions.", count=len(told) - _LISTED)
        ).stylize("$quiet")


def question_lines(one: Question, item: Item | None, width: int) -> Iterator[Content]:
    """Give a question's figures, a bar for each option, then its reasons and sources."""
    yield from wrapped(one.stem, width)
    yield Content(one.topic).stylize("$quiet")
    yield Content("")
    yield Content(tr("Right: {share}, n = {n:,}", share=words.facility_words(one), n=one.n))
    yield Content(tr("Tells the able from the others (r, -1 to 1): {r}", r=words.r_words(one)))
    yield from wrapped(tr("The {doubt}", doubt=words.doubt_words(one)), width)
    for flag in one.flags:
        yield Content(words.flag_words(flag)).stylize("$warning")
    yield Content("")
    for place in range(len(one.options)):
        yield from _option_lines(one, place, item, width)
    yield from _rationale(item, width)


def _option_lines(one: Question, place: int, item: Item | None, width: int) -> Iterator[Content]:
    """Give an option: who chose it, and why it is right or wrong."""
    option, drawn = one.options[place], min(_BAR, max(8, width // 4))
    style = "$success" if option.key else "$warning" if place == one.suspect else "$foreground"
    share = Content(bar(option.share or 0.0, drawn)).stylize("$primary")
    yield Content.assemble(share, f" {percent(option.share):>5}  n = {option.count}")
    yield from wrapped(words.option_words(place, option), width, style, _INDENT)
    if item and place < len(item.options) and item.options[place].why:
        yield from wrapped(item.options[place].why, width, "$quiet", _INDENT)
    if option.thirds:
        thirds = ", ".join(map(percent, option.thirds))
        told = tr("chosen by thirds, least able first: {thirds}", thirds=thirds)
        yield from wrapped(told, width, "$quiet", _INDENT)


def _rationale(item: Item | None, width: int) -> Iterator[Content]:
    """Give what the bank says of a question: why the key is right, and where that stands."""
    if item is None:
        return
    yield Content("")
    if item.answer:
        yield from wrapped(
            tr("Answer: {answer} {unit}", answer=item.answer, unit=item.unit).rstrip(), width
        )
    if item.explanation:
        yield from wrapped(item.explanation, width)
    yield Content("")
    for source in item.sources or (tr("It names no source."),):
        yield from wrapped(source, width, "$quiet")
    looked = (
        tr("Looked up on {day}.", day=short(item.verified))
        if item.verified
        else tr("Not looked up.")
    )
    yield Content(looked).stylize("$quiet")


def person_lines(found: Report, place: int, width: int) -> list[Content]:
    """Give a person's chance, change and domains, and the areas as far as they were asked."""
    one = found.standings[place]
    lines = wrapped(tr("Chance to pass: {chance}", chance=words.chance_words(one)), width)
    lines += [Content(text) for text in (words.verdict_words(one), words.marks(one)) if text]
    lines.append(Content(tr("Change in three weeks: {change}", change=words.change_words(one))))
    answers = tr(
        "{answers} on {days}", answers=plural(one.answers, "answer"), days=plural(one.days, "day")
    )
    last = short(one.last) if one.last else words.DASH
    lines += [Content(tr("{answers}; the last on {last}", answers=answers, last=last)), Content("")]
    titles = dict(zip(found.heat_domains.ids, found.heat_domains.titles, strict=True))
    rows = [
        (titles.get(part.id, part.id), words.interval(part.share, part.low, part.high))
        for part in one.domains
    ]
    lines += table((tr("Domain"), tr("would be right")), rows, width) if rows else []
    heat = found.heat
    cells = zip(heat.titles, heat.shares[place], heat.answers[place], strict=True)
    areas = [(title, _asked(share, count)) for title, share, count in cells if count]
    lines += [Content(""), *table((tr("Area"), tr("first answers right")), areas, width)]
    return [*lines, *_given(found, one, width)]


def _asked(share: float | None, count: int) -> str:
    return (
        words.few(count)
        if share is None
        else tr("{share} of {count:,}", share=percent(share), count=count)
    )


def _given(found: Report, one: Standing, width: int) -> Sequence[Content]:
    """Give what a person has done of assignments."""
    rows = [
        (each.assignment, words.done_words(each))
        for each in found.assignments
        if each.key == one.key
    ]
    return [Content(""), *table((tr("Assignment"), tr("done")), rows, width)] if rows else []


def assignment_lines(found: Report, place: int, width: int) -> list[Content]:
    """Tell who has done what of an assignment; who has not begun comes first."""
    _, own = list(words.by_assignment(found))[place]
    rows = [(one.person, words.done_words(one)) for one in own]
    return table((tr("Name"), tr("done")), rows, width)
