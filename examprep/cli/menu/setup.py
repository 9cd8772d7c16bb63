"""Setting up in lines: a quiz by topics, number, mode and time; a drill by kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from examprep.cli.menu.page import Page, Word
from examprep.cli.menu.results import take
from examprep.cli.menu.visit import Visit
from examprep.desk.drill import ABOUT, DrillKind, kinds_of
from examprep.desk.marking import Topic, part, toggled, topics_of
from examprep.desk.plan import MOST_QUESTIONS, Plan
from examprep.desk.planning import MOST_MINUTES, forecast, plan_of, wish_of
from examprep.errors import NotAllowed
from examprep.exams.outlines import outline
from examprep.learning.choice import MODES
from examprep.text import plural
from examprep.words import tr

KINDS = {
    tr("tutor, the reasons after each answer"): "tutor",
    tr("timed quiz, the reasons at the end"): "quiz",
}
NOTHING = tr("Nothing to ask here: mark other topics, or choose by something else.")
MANY = tr("How many questions,")


class Setup(Page):
    """What a quiz should be."""

    TITLE = tr("Quiz")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("start", "start the quiz"),
        Word("questions", "how many"),
        Word("mode", "tutor or timed"),
        Word("time", "free, the exam's pace, or minutes"),
        Word("choose", "by what questions are chosen"),
        Word("topics", "mark a topic or a bank, or take its mark away"),
        Word("all", "take every mark away: all topics"),
    )

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.wish = wish_of(self.desk)
        self.topics: list[Topic] = topics_of(self.desk)

    def lines(self) -> Iterator[str]:
        """Say what will come of it."""
        yield forecast(plan_of(self.wish, self.topics, self.desk), self.desk) or NOTHING

    def told(self, word: Word) -> str:
        """Say what holds now."""
        return word.now(self.value(word.name)) if word.name in _VALUES else word.help

    def value(self, name: str) -> str:
        """Write one of the values that can be set."""
        pace = self.wish.pace
        times = {"free": tr("free"), "exam": tr("the exam's pace")}
        marked = [one.title for one in self.topics if one.name in self.wish.marked]
        return {
            "questions": f"{self.wish.count}",
            "mode": tr("tutor") if self.wish.kind == "tutor" else tr("timed quiz"),
            "time": plural(pace, "minute") if isinstance(pace, int) else times[pace],
            "choose": MODES[self.wish.mode],
            "topics": ", ".join(marked)
            or tr("all that the {exam} asks", exam=outline(self.desk.exam).exam),
        }[name]

    def become(self, name: str, **values: Any) -> None:
        """Take another wish, and say what will come of it."""
        self.wish = replace(self.wish, **values)
        if "mode" in values:
            self.topics = topics_of(self.desk, self.wish.mode)
        self.visit.say(f"{name.capitalize()}: {self.value(name)}.", *self.lines())

    def do_start(self, _: str) -> None:
        """Start the quiz."""
        sitting = self.desk.start(plan_of(self.wish, self.topics, self.desk))
        # Where the disk refuses, the quiz itself will say so: it has more to lose.
        self.desk.remember(questions=self.wish.count, mode=self.wish.kind)
        take(self.visit, sitting)

    def do_questions(self, given: str) -> None:
        """Set the number of questions."""
        count = self.visit.number(given, MANY, 1, MOST_QUESTIONS)
        if count is not None:
            self.become("questions", count=count)

    def do_mode(self, given: str) -> None:
        """Set the mode."""
        kind = self.visit.choose(tr("Which mode?"), dict(KINDS), given)
        if kind is not None:
            self.become("mode", kind=kind)

    def do_time(self, given: str) -> None:
        """Set the time: free, exam, or minutes for the whole quiz."""
        text = self.visit.asked(
            given,
            tr("Type free, exam, or minutes, 1 to {most}.", most=MOST_MINUTES),
        )
        word = text.casefold()
        if word in {"free", "exam"}:
            self.become("time", time=word)
        elif text:
            self.become("time", time=self.visit.number(text, "", 1, MOST_MINUTES))

    def do_choose(self, given: str) -> None:
        """Set by what questions are chosen."""
        steps: dict[str, object] = {title: mode for mode, title in MODES.items()}
        mode = self.visit.choose(tr("By what?"), steps, given)
        if mode is not None:
            self.become("choose", mode=mode)

    def do_topics(self, given: str) -> None:
        """Mark a topic, or take its mark away."""
        rows = [_topic_row(one, self.topics, self.wish.marked) for one in self.topics]
        place = self.visit.pick(tr("Which topic or bank?"), rows, given)
        if place is not None:
            marked = toggled(self.wish.marked, self.topics[place], self.topics)
            self.become("topics", marked=marked)

    def do_all(self, _: str) -> None:
        """Take every mark away."""
        self.become("topics", marked=frozenset())


_VALUES = frozenset({"questions", "mode", "time", "choose", "topics"})


def _topic_row(one: Topic, lines: list[Topic], marked: frozenset[str]) -> str:
    share = part(one, lines, marked)
    sign = f", {tr('marked') if share == 1 else tr('marked in part')}" if share else ""
    title = tr("the bank {title}", title=one.title) if one.whole_bank else one.title
    return f"{title}, {plural(one.questions, 'question')}{sign}"


class Drill(Page):
    """Which kinds of calculations a drill asks."""

    TITLE = tr("Drill")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("start", "start the drill"),
        Word("kinds", "mark a kind, or take its mark away"),
        Word("all", "take every mark away: all kinds"),
    )

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        history = self.desk.record.state.history() if self.desk.record else {}
        self.kinds: list[DrillKind] = kinds_of(self.desk.library, history, self.desk.exam)
        visit.drilled &= {kind.name for kind in self.kinds}

    def lines(self) -> Iterator[str]:
        """Say what a drill is, and what is marked."""
        yield " ".join(ABOUT.split())
        yield self.marked()

    def marked(self) -> str:
        """Name the marked kinds."""
        titles = [one.title for one in self.kinds if one.name in self.visit.drilled]
        every = tr("all that the {exam} asks", exam=outline(self.desk.exam).exam)
        return tr("Kinds: {kinds}.", kinds=", ".join(titles) or every)

    def do_start(self, _: str) -> None:
        """Start the drill."""
        chosen = tuple(one.name for one in self.kinds if one.name in self.visit.drilled)
        take(self.visit, self.desk.start(Plan("drill", topics=chosen)))

    def do_kinds(self, given: str) -> None:
        """Mark a kind, or take its mark away."""
        place = self.visit.pick(tr("Which kind?"), list(map(self._row, self.kinds)), given)
        if place is not None:
            self.visit.drilled ^= {self.kinds[place].name}
            self.visit.say(self.marked())

    def _row(self, one: DrillKind) -> str:
        right = tr("{right} of {asked} right so far", right=one.right, asked=one.asked)
        told = (
            one.title,
            plural(one.templates, "question"),
            right if one.asked else "",
            "" if one.in_exam else tr("not on your exam"),
            tr("marked") if one.name in self.visit.drilled else "",
        )
        return ", ".join(filter(None, told))

    def do_all(self, _: str) -> None:
        """Take every mark away."""
        if not self.kinds:
            raise NotAllowed(tr("No bank here has calculations that draw new numbers."))
        self.visit.drilled = frozenset()
        self.visit.say(self.marked())
