"""Settings in lines: each value by its word, kept as soon as it is changed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from examprep.cli.menu.ahead import exam_day
from examprep.cli.menu.page import Page, Word
from examprep.dates import EXAMPLES, in_words
from examprep.desk.setting_words import EVERY, NAMES, value_text
from examprep.errors import UnwritableFile
from examprep.exams.outlines import EVERY_ID, outline
from examprep.progress.goal import Goal
from examprep.words import tr

# What is read when the program starts.
_LATER = frozenset({"dates", "screen_reader"})


class SettingsPage(Page):
    """What holds for every new quiz, how the app opens and looks, and the candidate's goal."""

    TITLE = tr("Settings")
    WORDS: ClassVar[tuple[Word, ...]] = (
        *(Word(one.key, one.help) for one in EVERY),
        Word("exam", "the exam you prepare for"),
        Word("date", "the date of the exam"),
    )

    def told(self, word: Word) -> str:
        """Say the value that holds."""
        return word.now(self.value(word.name))

    def value(self, key: str) -> str:
        """Write the value that holds."""
        if key == "exam":
            return outline(self.goal.exam).name
        if key == "date":
            return in_words(self.goal.date) if self.goal.date else tr("none")
        return value_text(self.desk.settings, key)

    @property
    def goal(self) -> Goal:
        """Give the goal that is kept."""
        kept = self.desk.open_record().state.goal
        return kept if kept and kept.exam in EVERY_ID else Goal(self.desk.exam, None)

    def put(self, key: str, given: str) -> None:
        """Ask for a value and keep it.

        Raises:
            UnwritableFile: it holds only until the candidate leaves.
        """
        one = NAMES[key]
        text = self.visit.asked(given, tr("Type {takes}.", takes=one.takes))
        if not text:
            return
        if fault := self.desk.remember(**{key: one.read(text)}):
            raise UnwritableFile(tr("{fault}; the change holds until you leave", fault=fault))
        kept = tr("{key}: {value}. Saved.", key=key, value=self.value(key))
        later = f" {tr('It holds from the next start on.')}" if key in _LATER else ""
        self.visit.say(f"{kept}{later}")

    def keep(self, goal: Goal) -> None:
        """Keep a goal."""
        record = self.desk.open_record()
        record.set_goal(goal.exam, goal.date, self.desk.times.now(), goal.minutes)
        self.visit.say(
            tr(
                "{exam}, date: {date}. Saved.",
                exam=self.value("exam"),
                date=self.value("date"),
            )
        )

    def do_exam(self, given: str) -> None:
        """Choose the exam."""
        steps: dict[str, object] = {
            f"{outline(name).name}, {outline(name).title}": name for name in EVERY_ID
        }
        chosen = self.visit.choose(tr("Which exam?"), steps, given)
        if chosen is not None:
            self.keep(replace(self.goal, exam=str(chosen)))

    def do_date(self, given: str) -> None:
        """Set the date of the exam."""
        text = self.visit.asked(
            given, tr("Type the date, {examples}; none for no date.", examples=EXAMPLES)
        )
        if text:
            self.keep(replace(self.goal, date=exam_day(text, self.visit.today())))

    def do_theme(self, given: str) -> None:
        """Set the colors of the app."""
        self.put("theme", given)

    def do_questions(self, given: str) -> None:
        """Set the number of questions."""
        self.put("questions", given)

    def do_mode(self, given: str) -> None:
        """Set the mode."""
        self.put("mode", given)

    def do_seconds(self, given: str) -> None:
        """Set the time for a question."""
        self.put("seconds", given)

    def do_clock(self, given: str) -> None:
        """Show or hide the time left."""
        self.put("clock", given)

    def do_advance(self, given: str) -> None:
        """Let a right answer go on by itself, or wait."""
        self.put("advance", given)

    def do_reserve(self, given: str) -> None:
        """Keep questions for mock exams, or not."""
        self.put("reserve", given)

    def do_dates(self, given: str) -> None:
        """Set how dates are written."""
        self.put("dates", given)

    def do_screen_reader(self, given: str) -> None:
        """Open as plain lines, or as pages."""
        self.put("screen_reader", given)

    def do_engine(self, given: str) -> None:
        """Set what runs the figures of a cohort."""
        self.put("engine", given)
