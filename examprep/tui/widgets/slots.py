"""The map of a form's slots: which are answered, flagged, open or not seen, and where one is."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from examprep.attempts.attempt import Attempt
from examprep.words import tr

_PER_ROW = 5
# The lines under the slots: a gap and the counts.
_COUNTS = 4
_OPEN = "\u00b7"


class SlotMap(Widget):
    """A quiet panel beside the question, five slots a row; those near the one shown fit in."""

    attempt: reactive[Attempt | None] = reactive(None, layout=True)
    """The attempt to draw."""
    slot: reactive[int] = reactive(0)
    """The slot on the screen."""
    seen: reactive[frozenset[int]] = reactive(frozenset())
    """The slots that were on the screen; the others have no sign yet."""

    def render(self) -> RenderResult:
        """Draw the slots and the counts."""
        attempt = self.attempt
        if attempt is None:
            return Content("")
        count = len(attempt.slots)
        cells = [self._cell(attempt, slot) for slot in range(count)]
        rows = [Content("").join(cells[at : at + _PER_ROW]) for at in range(0, count, _PER_ROW)]
        rows = _near(rows, self.slot // _PER_ROW, self.content_size.height - _COUNTS)
        flagged = sum(marks.flag for marks in attempt.marks)
        counts = tr(
            "answered {answered}\nflagged  {flagged}\nopen     {count}",
            answered=attempt.answered,
            flagged=flagged,
            count=count - attempt.answered,
        )
        return Content("\n").join([*rows, Content(""), Content(counts).stylize("$quiet")])

    def _cell(self, attempt: Attempt, slot: int) -> Content:
        here, (sign, color) = slot == self.slot, _sign(attempt, slot)
        if sign == _OPEN and slot not in self.seen:
            sign = " "
        number = Content(f"{slot + 1:>3}").stylize("$primary bold" if here else "$quiet")
        return Content.assemble(number, (sign, color), ("\u2039" if here else " ", "$primary"))


def _near(rows: list[Content], at: int, room: int) -> list[Content]:
    """Give as many rows as there is room for, around one."""
    room = max(1, room)
    start = max(0, min(at - room // 2, len(rows) - room))
    return rows[start : start + room]


def _sign(attempt: Attempt, slot: int) -> tuple[str, str]:
    response = attempt.response(slot)
    if attempt.marks[slot].flag:
        return "\u2691", "$warning"
    if response is None:
        return _OPEN, "$quiet"
    if not attempt.shows_feedback(slot):
        return "\u25aa", "$foreground"
    return ("\u2713", "$success") if response.credit >= 1 else ("\u2717", "$error")
