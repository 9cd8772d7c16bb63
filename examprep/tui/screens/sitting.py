"""What a page with a running attempt has to do besides questions: save, tick, pause, leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from examprep.attempts.names import noun_of
from examprep.progress.outbox import Saved
from examprep.progress.sitting import Sitting
from examprep.text import plural
from examprep.tui.screens.base import RETRY_SECONDS, PageScreen
from examprep.tui.widgets.lines import TopLine
from examprep.words import tr

LAST_MINUTE = 60.0
_WRITING = tr("Enter keeps this line, Esc goes without it; then comes the result.")
# What is saved without a word: the candidate did nothing yet.
_QUIET = frozenset({"attempt", "resume", "extend"})


class SittingScreen(PageScreen):
    """A page on which one attempt is sat.

    A subclass draws in `redraw` and shows the time in `show_time`. The line above the keys
    holds a note (`tell`), and whether what was done is on disk.
    """

    SITS = True
    # With so many seconds left it is said that time gets short.
    WARNINGS: ClassVar[tuple[float, ...]] = (LAST_MINUTE,)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.fault = ""
        self.note = ""
        self._note_is_bad = False
        self._is_saved = False
        self._way: Callable[[], None] | None = None
        self._may_lose = False
        limit = sitting.left or 0.0
        self.warnings = [at for at in self.WARNINGS if at < limit]

    def on_mount(self) -> None:
        """Let the clock tick, and try again every few seconds what could not be saved."""
        self.set_interval(1.0, self.tick)
        self.set_interval(RETRY_SECONDS, self.retry)
        self.redraw()
        self.save()

    @property
    def paused(self) -> bool:
        """Tell whether the clock stands."""
        return self.sitting.attempt.paused

    @property
    def over(self) -> bool:
        """Tell whether the attempt has ended; then only its saving is left to do."""
        return self.sitting.attempt.ended is not None

    def redraw(self) -> None:
        """Draw the page as the attempt stands."""

    def show_time(self) -> None:
        """Draw the time left."""

    def tick(self) -> None:
        """Show the time, say when it gets short, and end the attempt when it is up."""
        if self.sitting.check_time():
            self.end()
        if self.over:
            return
        left = self.sitting.left
        if left is not None:
            _count_down(self, left)
        self.show_time()

    def tell(self, note: str = "", *, bad: bool = False) -> None:
        """Say something; without a note, take the last one back."""
        self.note, self._note_is_bad, self._is_saved = note, bad, False
        self._say()

    def _say(self) -> None:
        """Write the line: the note, and how the saving stands."""
        waiting = plural(self.sitting.unsaved, "entry", "entries")
        stands = tr("saved") if self._is_saved else ""
        if self.fault:
            stands = tr(
                "Not saved: {fault}. {waiting} kept here and tried again",
                fault=self.fault,
                waiting=waiting,
            )
        parts = (stands, self.note) if self.fault else (self.note, stands)
        text = " \u00b7 ".join(part for part in parts if part)
        kind = "good" if stands == text else ""
        self.say(text, "bad" if self.fault or self._note_is_bad else kind)

    def save(self) -> None:
        """Put what waits on disk, off the event loop."""
        if self.sitting.unsaved:
            self.shell.off_loop(self.sitting.save, self.saved, self.not_saved)

    def retry(self) -> None:
        """Try again what could not be saved."""
        if self.fault:
            self.save()

    def saved(self, saved: Saved | None) -> None:
        """Say that it is saved, now that all of it is; then go where the candidate wanted to."""
        waiting = self.sitting.unsaved
        self.sitting.settle(saved)
        if self.sitting.unsaved > waiting:  # the file had lost it
            self.save()
        if self.sitting.unsaved:  # else it came meanwhile; its own save is on the way
            return
        self.fault, self._may_lose = "", False
        way, self._way = self._way or (self._show_result if self.over else None), None
        if way:
            way()
        elif saved:
            self._tell_of(saved)

    def _tell_of(self, saved: Saved) -> None:
        """Say what a save did; draw anew where another window had written."""
        if (saved.appended.foreign or saved.appended.reload) and self.here:
            self.redraw()
        news = self.sitting.told_news()
        self.note = " ".join((*saved.appended.notices, *news)) or self.note
        self._is_saved = _is_worth_a_word(saved) and not news
        self._say()

    def not_saved(self, text: str) -> None:
        """Say why it is not on disk; it is kept and tried again."""
        self.fault = text
        if self._way:
            self._way, self._may_lose = None, True
            self.note = tr("Esc or ^Q again leaves without them")
        if self.here:
            self.redraw()
        self._say()

    def leave_by(self, way: Callable[[], None]) -> None:
        """Go once everything is on disk; where the disk refuses, only when asked again."""
        if self._may_lose or not self.sitting.unsaved:
            self.desk.park(self.sitting)
            way()
            return
        self._way = way
        self.save()

    def action_pause(self) -> None:
        """Stop the clock and cover the question; a second time, leave for home."""
        if self.paused or self.over:
            self.leave_by(self.shell.go_home)
            return
        self.sitting.pause()
        self.redraw()
        self.save()

    def go_on(self) -> None:
        """Let the clock run on after a pause."""
        self._way, self._may_lose = None, False
        self.tell()
        self.sitting.resume_clock()
        self.redraw()
        self.save()

    def quit(self) -> None:
        """Leave the app once everything is on disk."""
        self.sitting.pause()
        self.redraw()
        self.leave_by(self.shell.exit)

    def end(self) -> None:
        """Show the result in place of this page, once all of the attempt is on disk."""
        _tell_writer(self)
        self.leave_by(self._show_result)

    def _show_result(self) -> None:
        if self not in self.app.screen_stack:  # another save was faster, or the page was left
            return
        if _tell_writer(self):
            return
        self.shell.uncover(self)
        news = " ".join(self.sitting.told_news())
        self.shell.show_results(self.sitting.attempt, instead=True, note=news)


def _count_down(page: SittingScreen, left: float) -> None:
    """Say when time gets short, and keep the clock for the case that the program dies."""
    page.query_one(TopLine).urgent = left <= LAST_MINUTE
    due = [at for at in page.warnings if left <= at]
    if due:
        page.warnings = [at for at in page.warnings if at not in due]
        page.tell(_left_in_words(min(due), left))
    if not page.paused:
        page.run_worker(page.sitting.beat, thread=True, group="beat", exclusive=True)


def _left_in_words(warning: float, left: float) -> str:
    if warning > LAST_MINUTE:
        return tr("{warning} minutes left.", warning=round(warning / LAST_MINUTE))
    return tr("One minute left.") if left == LAST_MINUTE else tr("Less than a minute left.")


def _tell_writer(page: SittingScreen) -> bool:
    """Tell whether a report is being written above a page; say there that the attempt is over."""
    pages = (one for one in page.app.screen_stack if isinstance(one, PageScreen))
    above = next((one for one in pages if one.PAGE == "report"), None)
    if above:
        attempt = page.sitting.attempt
        over = tr("The {noun_of} is over.", noun_of=noun_of(attempt.kind))
        why = tr("Time is up.") if attempt.ended == "time" else over
        above.say(f"{why} {_WRITING}")
    return above is not None


def _is_worth_a_word(saved: Saved) -> bool:
    """Tell whether the candidate did something that is saved now."""
    return any(block.kind not in _QUIET for block in saved.blocks)
