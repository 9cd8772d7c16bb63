"""The part of the page about questions: which keys to look at and why, statistics, forms."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.cohort import words
from examprep.cohort.markup import Bar, bars, behind, figure, legend, paragraph, table
from examprep.cohort.questions import Question
from examprep.cohort.report import Report
from examprep.cohort.rows import QUESTION_HEADS, question_row
from examprep.text import percent

# So many are listed at most, and so many suspected keys shown with what was chosen.
LISTED, SUSPECTS = 100, 20


def asked(found: Report) -> Iterator[str]:
    """Write the questions: suspected keys with their evidence, flags, the most answered, forms."""
    if not found.questions:
        return
    shown = found.suspects[:SUSPECTS]
    rest = len(found.suspects) - len(shown)
    more = f"; the {len(shown)} most doubted follow" if rest else ""
    yield paragraph(f"Keys that a person should look at: {len(found.suspects)}{more}.")
    yield from map(_suspect, shown)
    yield paragraph(words.gloss_words(words.GLOSS), "note")
    flagged = [one for one in found.questions if one.flags]
    listed = flagged[:LISTED]
    if listed:
        caption = f"Questions with flags: {len(listed)} of {len(flagged)}"
        yield behind(caption, table(caption, QUESTION_HEADS, map(question_row, listed)))
    every = sorted(found.questions, key=lambda one: -one.n)[:LISTED]
    caption = f"Most answered questions: {len(every)} of {len(found.questions):,}"
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
    heads = ("Option", "Chosen by", "n", "Least able third", "Middle third", "Most able third")
    rows = (
        (
            words.option_words(place, option),
            percent(option.share),
            option.count,
            *tuple(map(percent, option.thirds)),
        )
        for place, option in enumerate(one.options)
    )
    signs = [("bar", "share that chose it"), ("low", "the option that is suspected")]
    drawn = figure(caption, bars(caption, lines) + legend(signs), table(one.name, heads, rows))
    r = "" if one.r is None else f"; r {words.r_words(one)}"
    figures = f"{words.facility_words(one)} right of n = {one.n:,}{r}"
    return f'<div class="suspect">{drawn}{paragraph(f"{one.stem} {figures}.", "note")}</div>\n'


def _forms(found: Report) -> str:
    if not found.forms:
        return ""
    heads = ("Form", "People", "Questions", "Mean", "SD", "KR-20 / alpha", "Standard error")
    rows = (
        (one.name, one.people, one.items, *(words.decimals(part) for part in figures))
        for one in found.forms
        for figures in ((one.mean, one.sd, one.alpha, one.sem),)
    )
    told = paragraph(words.gloss_words(words.FORM_GLOSS), "note")
    return behind("Forms that several people sat", told + table("Forms", heads, rows))
