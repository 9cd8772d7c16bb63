"""The part of the page about questions: which keys to look at and why, statistics, forms."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.cohort import words
from examprep.cohort.glossary import FORM_GLOSS, GLOSS, gloss_words
from examprep.cohort.markup import Bar, bars, behind, figure, legend, paragraph, table
from examprep.cohort.questions import Question
from examprep.cohort.report import Report
from examprep.cohort.rows import QUESTION_HEADS, question_row
from examprep.text import percent
from examprep.words import tr

# So many are listed at most, and so many suspected keys shown with what was chosen.
LISTED, SUSPECTS = 100, 20


def asked(found: Report) -> Iterator[str]:
    """Write the questions: suspected keys with their evidence, flags, the most answered, forms."""
    if not found.questions:
        return
    shown = found.suspects[:SUSPECTS]
    rest = len(found.suspects) - len(shown)
    count = len(found.suspects)
    told = tr("Keys that a person should look at: {count}.", count=count)
    if rest:
        told = tr(
            "Keys that a person should look at: {count}; the {shown} most doubted follow.",
            count=count,
            shown=len(shown),
        )
    yield paragraph(told)
    yield from map(_suspect, shown)
    yield paragraph(gloss_words(GLOSS), "note")
    flagged = [one for one in found.questions if one.flags]
    listed = flagged[:LISTED]
    if listed:
        caption = tr(
            "Questions with flags: {shown} of {count}", shown=len(listed), count=len(flagged)
        )
        yield behind(caption, table(caption, QUESTION_HEADS, map(question_row, listed)))
    every = sorted(found.questions, key=lambda one: -one.n)[:LISTED]
    caption = tr(
        "Most answered questions: {shown} of {count:,}",
        shown=len(every),
        count=len(found.questions),
    )
    yield behind(caption, table(caption, QUESTION_HEADS, map(question_row, every)))
    yield _forms(found)


def _suspect(one: Question) -> str:
    lines = [
        Bar(
            words.option_words(place, option),
            f"{percent(option.share)} (n = {option.count:,})",
            option.share,
            strong=place == one.suspect,
        )
        for place, option in enumerate(one.options)
    ]
    caption = f"{one.name}: {words.doubt_words(one)}"
    heads = (
        tr("Option"),
        tr("Chosen by"),
        "n",
        tr("Least able third"),
        tr("Middle third"),
        tr("Most able third"),
    )
    rows = (
        (
            words.option_words(place, option),
            percent(option.share),
            option.count,
            *tuple(map(percent, option.thirds)),
        )
        for place, option in enumerate(one.options)
    )
    signs = [("bar", tr("share that chose it")), ("low", tr("the option that is suspected"))]
    drawn = figure(caption, bars(caption, lines) + legend(signs), table(one.name, heads, rows))
    r = "" if one.r is None else f"; r {words.r_words(one)}"
    figures = tr("{share} right of n = {n:,}", share=words.facility_words(one), n=one.n) + r
    return f'<div class="suspect">{drawn}{paragraph(f"{one.stem} {figures}.", "note")}</div>\n'


def _forms(found: Report) -> str:
    if not found.forms:
        return ""
    heads = (
        tr("Form"),
        tr("People"),
        tr("Questions"),
        tr("Mean"),
        "SD",
        "KR-20 / alpha",
        tr("Standard error"),
    )
    rows = (
        (one.name, one.people, one.items, *(words.decimals(part) for part in figures))
        for one in found.forms
        for figures in ((one.mean, one.sd, one.alpha, one.sem),)
    )
    told = paragraph(gloss_words(FORM_GLOSS), "note")
    return behind(tr("Forms that several people sat"), told + table(tr("Forms"), heads, rows))
