"""Lines that are made for the width they get: drawings of characters, and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Lines: TypeAlias = Callable[[int], Sequence[Content]]
"""Gives the lines for a width in cells."""


class Drawn(Widget):
    """Lines drawn anew for every width; nothing in them is markup."""

    DEFAULT_CSS = "Drawn { height: auto; width: 100%; }"

    lines: Lines | None = None

    def show(self, lines: Lines | None) -> None:
        """Draw other lines; None hides it."""
        self.lines = lines
        self.display = lines is not None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines."""
        return len(self._made(width))

    def render(self) -> RenderResult:
        """Draw them, cut at the right edge."""
        width = self.content_size.width
        cut = (line.truncate(max(1, width), ellipsis=True) for line in self._made(width))
        return Content("\n").join(cut)

    def _made(self, width: int) -> Sequence[Content]:
        return self.lines(width) if self.lines else ()
