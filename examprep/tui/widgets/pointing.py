"""Lists that point at the line of the cursor with a sign: a background alone is not seen by all."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

POINTER = "\u25b8"


class PointingList(OptionList):
    """A list whose options leave a cell free at their left, for the pointer."""

    def render_line(self, y: int) -> Strip:
        """Draw a line; the first one of the option at the cursor gets the pointer."""
        strip = super().render_line(y)
        if not self.has_focus or not self._is_pointed_at(self.scroll_offset.y + y):
            return strip
        style = next((part.style for part in strip if part.style), None)
        return Strip.join([Strip([Segment(POINTER, style)], 1), strip.crop(1)])

    def _is_pointed_at(self, line: int) -> bool:
        return line < len(self._lines) and self._lines[line] == (self.highlighted, 0)
