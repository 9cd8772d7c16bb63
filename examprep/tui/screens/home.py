"""Home: one thing to do today and the next key; then how it goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examprep.attempts.attempt import Attempt
from examprep.attempts.names import later_words, left_words, name_of
from examprep.dates import local
from examprep.days import SHORT_WEEKDAYS, short
from examprep.desk.overview import Overview, overview
from examprep.desk.plan import Plan
from examprep.desk.telling import most_lines, today_line
from examprep.exams.outlines import outline
from examprep.learning.choice import Choice
from examprep.learning.outlook import interval_words
from examprep.progress.summary import Summary
from examprep.text import percent, plural, printable
from examprep.tui.commands import bindings
from examprep.tui.glyphs import countdown, duration, interval_bar, level
from examprep.tui.screens.base import Column
from examprep.tui.screens.doors import Doors
from examprep.tui.widgets.hanging import Entry, Hanging
from examprep.words import tr

PARTS = ("assigned", "chance", "week", "slips", "last", "notice")
_LABEL = 19
_OF_FIGURES = frozenset({"go_on", "review", "today", "assigned"})


class HomeScreen(Doors):
    """The page that stays under all others."""

    PAGE = "home"
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("home"),
        Binding("up,pageup", "scroll_lines(-8)", show=False),
        Binding("down,pagedown,space", "scroll_lines(8)", show=False),
    ]
    seen: Overview | None = None

    def heading(self) -> tuple[str, str]:
        """Show the program's name until the candidate is known."""
        return "examprep", ""

    def body(self) -> Iterable[Widget]:
        """Give the parts that `show` writes."""
        yield Static(tr("Reading the banks and your progress \u2026"), id="today", markup=False)
        for part in PARTS:
            yield Hanging((), _LABEL, id=part)

    def nothing_open(self) -> None:
        """Say that nothing could be opened; the line above the keys says why."""
        self.query_one("#today", Static).update(
            tr(
                "Nothing was opened, and no file was changed.\n\n"
                "Leave with ^Q; once the file is mended, start again."
            )
        )

    def on_screen_resume(self) -> None:
        """Show the newest figures whenever the page comes up again."""
        self.fill()

    def fill(self) -> None:
        """Look at the candidate, once everything is read."""
        if self.shell.ready:
            self.shell.off_loop(self._look, self.show, self.say)

    def _look(self) -> Overview:
        return overview(self.desk, self.shell.today())

    def show(self, seen: Overview) -> None:
        """Show the candidate as they are now."""
        if not self.here:
            return
        self.seen = seen
        when = countdown(seen.day, self.shell.today())
        self.title_line("examprep", f"{seen.name} \u00b7 {outline(seen.exam).name} {when}".rstrip())
        self.query_one("#today", Static).update(today(seen))
        days = week(seen, self.shell.today())
        lines = (
            given(seen),
            chance(seen),
            days,
            slips(seen),
            last(seen, self.shell.today()),
            notice(seen),
        )
        for name, entries in zip(PARTS, lines, strict=True):
            part = self.query_one(f"#{name}", Hanging)
            part.entries = entries
            part.display = bool(entries)
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        seen = self.seen
        if action in {"quit", "palette", "help", "scroll_lines"}:
            return True
        if not self.shell.ready:
            return False
        if seen is None:  # the doors are open before the figures are there
            return action not in _OF_FIGURES
        possible = {"go_on": seen.open, "review": seen.missed, "today": seen.choice.names}
        possible["assigned"] = seen.assigned is not None
        return bool(possible.get(action, True))

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll, where a low window has no room for all."""
        self.query_one(Column).scroll_relative(y=lines, animate=False)

    def action_today(self) -> None:
        """Start the questions chosen for today, those that are announced."""
        if self.seen:
            self.shell.start(self.seen.plan)

    def action_go_on(self) -> None:
        """Go on with the attempt left open."""
        record = self.desk.record
        if record and (attempt := record.state.latest_open()):
            self.shell.resume(attempt)

    def action_review(self) -> None:
        """Repeat what was missed, or go on with the review left open."""
        record = self.desk.record
        if record and (left := record.state.latest_open("review")):
            self.shell.resume(left)
            return
        count = self.desk.settings.questions
        self.shell.start(Plan(kind="review", count=count, mode="missed"))


def today(seen: Overview) -> Content:
    """Say what to do today, and what is open."""
    lines = [Content(tr("Today")).stylize("bold $primary")]
    if seen.choice.names:
        many = plural(len(seen.choice.names), "question")
        lead = Content.assemble(("\u25b8 ", "$primary"), (tr("{many} for you", many=many), "bold"))
        lines.append(
            Content.assemble(lead, f"   {_reasons(seen.choice)}", (tr("   Enter"), "$primary bold"))
        )
        lines.append(Content(f"  {_length(seen)}").stylize("$quiet"))
    else:
        lines.append(Content(tr("No questions yet: add a bank, or look at the problems (X).")))
    if seen.open:
        lines.append(_open(seen.open))
    if seen.others:
        more = tr("  {others} still open", others=plural(seen.others, "other"))
        lines.append(Content.assemble((more, "$quiet"), ("   ^P", "$primary bold")))
    return Content("\n").join(lines)


def _length(seen: Overview) -> str:
    """Say how long it takes, and what the plan has for today where there is one."""
    about = tr("about {minutes}", minutes=plural(seen.minutes, "minute"))
    planned = today_line(seen.schedule.today) if seen.schedule.asked else ""
    return f"{about}. {planned}".strip() if planned else about


def _reasons(choice: Choice) -> str:
    again = choice.count("due") + choice.count("again")
    counts = (
        (choice.new, tr("new")),
        (again, tr("to repeat")),
        (choice.count("missed"), tr("missed before")),
    )
    return " \u00b7 ".join(f"{count} {word}" for count, word in counts if count)


def _open(attempt: Attempt) -> Content:
    return Content.assemble(tr("  Continue   "), left_words(attempt), ("   C", "$primary bold"))


def given(seen: Overview) -> tuple[Entry, ...]:
    """Name what was assigned and waits."""
    waiting = seen.assigned or ()
    more = tr(", {waiting} more", waiting=len(waiting) - 1) if len(waiting) > 1 else ""
    lines = (tr("{one}: A opens it{more}", one=one, more=more) for one in waiting[:1])
    return _labelled(tr("Assignment"), lines, "")


def last(seen: Overview, today: date) -> tuple[Entry, ...]:
    """Sum up the last quizzes."""
    return _labelled(tr("Last results"), (_result(done, today) for done in seen.last))


def _labelled(label: str, lines: Iterable[str], style: str = "$quiet") -> tuple[Entry, ...]:
    return tuple(
        Entry("" if place else label, printable(line), style) for place, line in enumerate(lines)
    )


def _result(done: Summary, today: date) -> str:
    day = local(done.at)
    when = short(day, day)
    name = name_of(done.kind, done.title)
    if done.hides(today):
        return f"{when:<6}         {name}; {later_words(done.told_on, today)}"
    share = percent(done.credit / done.questions if done.questions else None)
    spent = duration(done.seconds)
    return f"{when:<6}  {share:>5}  {name}, {plural(done.questions, 'question')}, {spent}"


def chance(seen: Overview) -> tuple[Entry, ...]:
    """Say how likely a pass is, what holds it down, and what would gain most."""
    found = seen.prospect
    begun = seen.last or any(seen.week)  # before that it would say little
    gains = _labelled(tr("Would gain most"), most_lines(found) if begun else ())
    if not found.outlook.enough:
        more = plural(found.outlook.missing, "more new question")
        return (
            *_labelled(tr("Chance of passing"), (tr("Not enough answers yet: {more}", more=more),)),
            *gains,
        )
    shown = found.outlook.chance
    drawn = f"{interval_bar(shown.low, shown.value, shown.high, 20)}  {interval_words(shown)}"
    holding = " \u00b7 ".join(found.titles[one.domain] for one in found.outlook.holding[:2])
    return (
        *_labelled(tr("Chance of passing"), (drawn,), ""),
        *(_labelled(tr("Holding you down"), (holding,)) if holding else ()),
        *gains,
    )


def slips(seen: Overview) -> tuple[Entry, ...]:
    """Name the mistakes that recur."""
    return _labelled(tr("Watch for"), (f"{one.title} ({one.often})" for one in seen.slips))


def week(seen: Overview, today: date) -> tuple[Entry, ...]:
    """Draw the answers of the last seven days, and the streak."""
    most = max(seen.week, default=0)
    if not most:
        return ()
    days = [today - timedelta(days=back) for back in range(len(seen.week) - 1, -1, -1)]
    bars = "  ".join(
        tr(SHORT_WEEKDAYS[day.weekday()])[0] + f" {level(count / most)}"
        for day, count in zip(days, seen.week, strict=True)
    )
    rest = f", {plural(seen.rest, 'rest day')}" if seen.rest else ""
    streak = (
        tr(", streak {days}{rest}", days=plural(seen.streak, "day"), rest=rest)
        if seen.streak
        else ""
    )
    return _labelled(tr("This week"), (bars, f"{plural(sum(seen.week), 'answer')}{streak}"))


def notice(seen: Overview) -> tuple[Entry, ...]:
    """Point at problems with files."""
    lines = (tr("{problems} with files: X shows them", problems=plural(seen.problems, "problem")),)
    return _labelled(tr("Problems"), lines, "$warning") if seen.problems else ()
