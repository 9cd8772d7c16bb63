"""The lines of a score report, as text with signs and colors."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from examprep.attempts.report import points
from examprep.desk.mock_export import area_name, chance_of, tried_out
from examprep.desk.scored import NOT_SAID, MockReport
from examprep.desk.stands_out import fact_rows
from examprep.exams.scoring import DomainScore, Part
from examprep.text import plural
from examprep.tui.glyphs import MARK, level, marked_bar, short_time
from examprep.tui.widgets.hanging import Entry
from examprep.words import tr

_BAR = 10
_TITLE, _SHORT_TITLE, _WIDE = 36, 24, 80


def chance_line(done: MockReport) -> Content:
    """Say how likely this performance passes."""
    return Content.assemble(
        (tr("Chance that this result passes  "), "$quiet"),
        (chance_of(done), "bold"),
    )


def domain_lines(domains: Sequence[DomainScore], width: int) -> Content:
    """Draw each domain beside the standard, in a window of so many columns."""
    room = title_room(width)
    mark = tr("{mark} is the standard", mark=MARK)
    head = Content(f"{tr('Domain'):<{room}}{tr('right'):>9} {mark}").stylize("$quiet")
    return Content("\n").join([head, *(_domain(one.whole, room) for one in domains)])


def title_room(width: int) -> int:
    """Give the columns for the title of a domain in a window of so many columns."""
    return _TITLE if width >= _WIDE else _SHORT_TITLE


def _domain(part: Part, room: int) -> Content:
    score = tr("{points} of {items}", points=points(part.credit), items=part.items)
    below = "" if part.meets else tr("  below")
    return Content.assemble(
        Content(part.title).truncate(room, ellipsis=True, pad=True),
        (f"{score:>9} ", "$quiet"),
        *_measured(part),
        (below, "$warning"),
    )


def _measured(part: Part) -> tuple[tuple[str, str], ...]:
    """Draw a share as a bar, with a mark where the standard is."""
    before, mark, after = marked_bar(part.share, part.standard / (part.items or 1), _BAR)
    return (before, "$primary"), (mark, "bold"), (after, "$primary")


def fact_entries(done: MockReport) -> tuple[Entry, ...]:
    """Say what stands out: breaks, pace, changes, flags, sureness, what to study."""
    rows = [
        (tr("Interrupted"), _breaks(done)),
        *fact_rows(done.report, short_time),
        (tr("Slow"), _slow(done)),
    ]
    rows += [(tr("How sure"), _sure(done)), (tr("Only tried out"), tried_out(done))]
    rows += [(tr("Study next"), _study(done))]
    return tuple(Entry(label, text, "$quiet") for label, text in rows if text)


def _breaks(done: MockReport) -> str:
    count = done.attempt.breaks
    return tr("{times}; the clock stood meanwhile", times=plural(count, "time")) if count else ""


def _slow(done: MockReport) -> str:
    count = len(done.slow)
    return (
        tr("{questions} took more than twice the exam's pace", questions=plural(count, "question"))
        if count
        else ""
    )


def _sure(done: MockReport) -> str:
    told = [one for one in done.sureness if one.word != NOT_SAID]
    return ", ".join(
        tr("{word} {right} of {answers} right", word=one.word, right=one.right, answers=one.answers)
        for one in told
    )


def _study(done: MockReport) -> str:
    return ", ".join(area_name(part) for part in done.study)


def pace_lines(done: MockReport) -> Content:
    """Draw the time a question took, by tenths of the exam, with the exam's pace to compare."""
    most = max((block.seconds for block in done.pace), default=0.0)
    if most <= 0:
        return Content("")
    bars = "".join(f" {level(block.seconds / most)}" for block in done.pace)
    pace = short_time(done.outline.seconds_per_item * done.sat.extra)
    first, last = short_time(done.pace[0].seconds), short_time(done.pace[-1].seconds)
    head = tr(
        "Time a question, from the first tenth ({first}) to the last ({last})",
        first=first,
        last=last,
    )
    return Content.assemble(
        (f"{head}\n", "$quiet"),
        (bars, "$primary"),
        (tr("   the exam gives {pace}", pace=pace), "$quiet"),
    )
