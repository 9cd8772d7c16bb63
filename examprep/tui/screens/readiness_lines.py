"""The lines of the chance to pass, as text with signs and colors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from examprep.desk.prospect import Prospect
from examprep.learning.ability import CUT
from examprep.learning.calibration import Tenth
from examprep.learning.learner import LEAST_IN_DOMAIN
from examprep.learning.outlook import DomainOutlook, rounded
from examprep.text import percent, plural
from examprep.tui.glyphs import MARK, interval, marked_bar
from examprep.words import tr

_WIDE, _NARROW = 80, 60
_TITLE, _BAR = 26, 10
# The chance is drawn in steps of 5 points.
_SCALE, _SHORT_SCALE = 41, 21


def scale_line(found: Prospect, width: int) -> Content:
    """Draw the chance as a point in its interval, from 0 to 100 %, in a window of so many columns.

    A narrow window has every other step.
    """
    chance = found.outlook.chance
    low, value, high = (rounded(one) / 100 for one in (chance.low, chance.value, chance.high))
    drawn = interval(low, value, high, _SCALE if width >= _NARROW else _SHORT_SCALE)
    return Content.assemble(("0 % ", "$quiet"), (drawn, "$primary"), (" 100 %", "$quiet"))


def domain_table(found: Prospect, width: int) -> Content:
    """Draw each domain beside the standard, in a window of so many columns."""
    wide = width >= _WIDE
    head = tr("Domain").ljust(_TITLE) if wide else "  "
    more = f"{tr('of exam'):>9}" * (width >= _NARROW) + f"{tr('answers'):>9}" * wide
    figures = f"{tr('right'):>6}{tr('interval'):>13}{more}"
    lines = [
        Content(
            tr("{head}{mark} standard{figures}", head=head, mark=MARK, figures=figures)
        ).stylize("$quiet")
    ]
    for one in found.outlook.domains:
        lines += _domain(found, one, width)
    return Content("\n").join(lines)


def _domain(found: Prospect, one: DomainOutlook, width: int) -> Iterator[Content]:
    """Give a domain in one line; in a narrow window its title has a line of its own."""
    title = Content(found.titles[one.domain])
    wide = width >= _WIDE
    weight = f"{found.exam.domains[one.domain].weight:g} %"
    if not wide:
        yield title
    head = (
        Content.assemble(title.truncate(_TITLE - 1, ellipsis=True, pad=True), " ")
        if wide
        else Content("  ")
    )
    more = f"{weight:>9}" * (width >= _NARROW) + f"{one.firsts:>9,}" * wide
    yield Content.assemble(head, *_share(one), (more, "$quiet"))


def _share(one: DomainOutlook) -> tuple[tuple[str, str], ...]:
    """Draw the share right with its interval, or say how many answers there are of those needed."""
    if one.firsts < LEAST_IN_DOMAIN:
        missing = tr(
            "{answers} of {least_in_domain} needed",
            answers=plural(one.firsts, "answer"),
            least_in_domain=LEAST_IN_DOMAIN,
        )
        return ((missing.ljust(_BAR + 19), "$quiet"),)
    before, mark, after = marked_bar(one.share, CUT, _BAR)
    band = tr("{value} to {value2} %", value=round(100 * one.low), value2=round(100 * one.high))
    bars = (before, "$primary"), (mark, "bold"), (after, "$primary")
    return (*bars, (f"{percent(one.share):>6}", "bold"), (f"{band:>13}", "$quiet"))


def gain_lines(found: Prospect) -> Iterator[tuple[str, Content]]:
    """Give the topics that would gain most, each with what its next questions would add."""
    for title, one in found.most:
        known = tr("{percent} known now", percent=percent(one.share))
        points = (tr("{points:+.1f} points  ", points=one.points), "bold")
        yield one.topic, Content.assemble(points, title, (f"  {known}", "$quiet"))


def tenth_lines(tenths: Sequence[Tenth], width: int) -> Content:
    """Set side by side what the tenths of the simulated candidates were told, and what came."""
    if width < _NARROW:
        pairs = (
            tr(
                "told {percent}, {percent2} passed",
                percent=percent(one.foretold),
                percent2=percent(one.passed),
            )
            for one in tenths
        )
        return Content("\n".join(pairs))
    told = "".join(f"{round(100 * one.foretold):>5}" for one in tenths)
    passed = "".join(f"{round(100 * one.passed):>5}" for one in tenths)
    return Content.assemble((tr("told %  "), "$quiet"), told, (tr("\npassed %"), "$quiet"), passed)
