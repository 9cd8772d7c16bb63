"""What a page with a running attempt has to do besides questions: save, tick, pause, leave."""

from __future__ import annotations

from examprep.progress.outbox import Saved
from examprep.progress.sitting import Sitting
from examprep.text import plural
from examprep.tui.screens.base import PageScreen

RETRY_SECONDS = 5.0
LAST_MINUTE = 60.0


class SittingScreen(PageScreen):
    """A page on which one attempt is sat.

    A subclass draws in `redraw` and shows the time in `show_time`.
    """

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.fault = ""
        self.asked_to_leave = False
        self.then_quit = False

    def on_mount(self) -> None:
        """Let the clock tick, and try again every few seconds what could not be saved."""
        self.set_interval(1.0, self.tick)
        self.set_interval(RETRY_SECONDS, self.retry)
        self.redraw()
        self.save()

    def redraw(self) -> None:
        """Draw the page as the attempt stands."""

    def show_time(self) -> None:
        """Draw the time left."""

    def tick(self) -> None:
        """Show the time, and end the attempt when it is up."""
        if self.sitting.check_time():
            self.save()
            self.end()
            return
        self.show_time()

    def save(self) -> None:
        """Put what waits on disk, off the event loop."""
        if self.sitting.unsaved:
            self.shell.off_loop(self.sitting.save, self.saved, self.not_saved)

    def retry(self) -> None:
        """Try again what could not be saved."""
        if self.fault:
            self.save()

    def saved(self, saved: Saved | None) -> None:
        """Say that it is saved, now that it is."""
        self.sitting.settle(saved)
        notices = saved.appended.notices if saved else ()
        self.fault = ""
        if self.is_mounted:
            self.say(" ".join(notices) or "saved", "" if notices else "good")
        if self.then_quit:
            self.shell.exit(0)

    def not_saved(self, text: str) -> None:
        """Say why it is not on disk; it is kept and tried again."""
        self.fault, self.then_quit = text, False
        if self.is_mounted:
            waiting = plural(self.sitting.unsaved, "entry", "entries")
            self.say(f"Not saved: {text}. {waiting} kept here and tried again.", "bad")

    @property
    def paused(self) -> bool:
        """Tell whether the clock stands."""
        return self.sitting.attempt.paused

    def action_pause(self) -> None:
        """Stop the clock and cover the question; a second time, leave for home."""
        if self.paused:
            self.leave_for_home()
            return
        self.sitting.pause()
        self.redraw()
        self.save()

    def go_on(self) -> None:
        """Let the clock run on after a pause."""
        self.asked_to_leave = False
        self.sitting.resume_clock()
        self.redraw()
        self.save()

    def leave_for_home(self) -> None:
        """Go home; where something is not on disk yet, only when asked twice."""
        if self.sitting.unsaved and not self.asked_to_leave:
            self.asked_to_leave = True
            waiting = plural(self.sitting.unsaved, "entry is", "entries are")
            self.say(f"{waiting} not on disk yet. {self.fault} Esc again leaves anyway.", "bad")
            self.save()
            return
        self.shell.go_home()

    def action_quit(self) -> None:
        """Leave the app once everything is on disk; asked twice, at once."""
        if self.asked_to_leave or (not self.sitting.attempt.ended and not self._stop_clock()):
            self.shell.exit(0)
            return
        self.asked_to_leave = self.then_quit = True
        self.save()

    def _stop_clock(self) -> bool:
        """Stop the clock for leaving; tell whether anything waits to be saved."""
        self.sitting.pause()
        return bool(self.sitting.unsaved)

    def end(self) -> None:
        """Show the result in place of this page."""
        self.shell.show_results(self.sitting.attempt, instead=True)
