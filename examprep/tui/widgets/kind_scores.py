"""How each kind of a drill goes: right of asked, seconds, and how hard it has become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from examprep.desk.drill import level_word
from examprep.learning.drill import KindScore
from examprep.tui.glyphs import bar, short_time
from examprep.words import tr

_BAR = 4
_NOTHING = tr("How each kind goes will stand here.")


class KindScores(Widget):
    """A quiet panel beside a drill, two lines a kind; those near the one just answered fit in."""

    scores: reactive[Sequence[KindScore]] = reactive(())
    """What to draw, in order."""
    here: reactive[str] = reactive("")
    """The kind just answered."""

    titles: Mapping[str, str] = {}

    def render(self) -> RenderResult:
        """Draw the kinds."""
        if not self.scores:
            return Content(_NOTHING).stylize("$quiet")
        width, room = self.content_size.width, max(1, (self.content_size.height + 1) // 3)
        kinds = [score.kind for score in self.scores]
        at = kinds.index(self.here) if self.here in kinds else len(kinds) - 1
        start = max(0, min(at - room // 2, len(kinds) - room))
        shown = self.scores[start : start + room]
        return Content("\n\n").join(self._kind(score, width) for score in shown)

    def _kind(self, score: KindScore, width: int) -> Content:
        here = score.kind == self.here
        title = Content(self.titles.get(score.kind, score.kind)).truncate(width - 2, ellipsis=True)
        mark = (" \u2039" if here else "", "$primary")
        return Content.assemble(
            title.stylize("$primary bold" if here else "$foreground"),
            mark,
            "\n",
            (f"{score.right}/{score.asked}".rjust(5), "$quiet"),
            (short_time(score.seconds).rjust(6), "$quiet"),
            (f" {bar(score.level, _BAR)} ", "$primary"),
            (level_word(score.level), "$quiet"),
        )
