"""Results in lines: what an attempt came to, and each of its questions read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from examprep.attempts.attempt import Attempt
from examprep.attempts.names import name_of
from examprep.attempts.report import Entry, Report, ending_words, report
from examprep.banks.item import Item
from examprep.cli.lines.result import mock_lines, result
from examprep.cli.lines.wording import in_words
from examprep.cli.menu.page import Page, Word
from examprep.cli.menu.reread import Reread, entry_line
from examprep.cli.menu.visit import Visit
from examprep.desk.drill import scores, worst
from examprep.desk.mock_export import area_name, save_report
from examprep.desk.mocks import study
from examprep.desk.notes import dated
from examprep.desk.plan import Plan
from examprep.desk.scored import MockReport, judged
from examprep.errors import NotAllowed
from examprep.exams.outlines import EVERY_ID
from examprep.progress.reopen import reopen
from examprep.progress.sitting import Sitting
from examprep.words import msg, tr

Listed = Literal["missed", "flagged", "slow", "all"]
LISTS: dict[Listed, str] = {
    "missed": msg("missed"),
    "flagged": msg("flagged"),
    "slow": msg("slow"),
    "all": msg("all"),
}
_REREAD = Word("reread", "read a question again, with its reasons")
_LIST = Word("list", "list the missed, the flagged, the slow or all questions")
_PRACTICE = Word("practice", "a quiz of what was missed")


def take(visit: Visit, sitting: Sitting) -> None:
    """Sit an attempt; once it is over, go to its result."""
    attempt = visit.sit(sitting)
    if attempt.ended is not None and not _hidden(visit, attempt):
        visit.open(result_of(visit, attempt))


def again(visit: Visit, name: str) -> None:
    """Go to the result of an attempt that is over, by its id."""
    attempt = reopen(visit.desk.open_record().journal.path, name)
    if _hidden(visit, attempt):
        raise NotAllowed(tr("This result is told later."))
    visit.open(result_of(visit, attempt))


def _hidden(visit: Visit, attempt: Attempt) -> bool:
    return attempt.assigned is not None and attempt.assigned.hides(visit.today())


def result_of(visit: Visit, attempt: Attempt) -> ResultPage:
    """Give the page of a result: of a mock exam its score report."""
    if attempt.exam and attempt.exam.outline in EVERY_ID:
        return ScorePage(visit, attempt)
    return ResultPage(visit, attempt)


class ResultPage(Page):
    """A quiz or drill that is over."""

    TITLE = tr("Result")
    WORDS: ClassVar[tuple[Word, ...]] = (_REREAD, _LIST, _PRACTICE)

    def __init__(self, visit: Visit, attempt: Attempt) -> None:
        super().__init__(visit)
        self.attempt = attempt
        names = [slot.item for slot in attempt.slots]
        self.items: Mapping[str, Item] = self.desk.library.items(names)
        self.done = self.summed()
        self.listed: Listed = "missed" if self.done.missed else "all"

    def summed(self) -> Report:
        """Sum the attempt up."""
        return report(self.attempt, self.items)

    @property
    def title(self) -> str:
        """Name the attempt."""
        name = in_words(name_of(self.attempt.kind, self.attempt.title))
        return tr("Result: {name}", name=name)

    def lines(self) -> Iterator[str]:
        """Give score, time, topics and what stands out."""
        yield from result(self.attempt, self.items, self.done, self.desk.topic_title)

    def entries(self, listed: Listed) -> Sequence[Entry]:
        """Give the questions of a list."""
        lists = {"missed": self.done.missed, "flagged": self.done.flagged, "slow": self.slow()}
        return lists.get(listed, self.done.entries)

    def slow(self) -> Sequence[Entry]:
        """Give the questions that took long, where that is judged."""
        return ()

    def told(self, word: Word) -> str:
        """Say which list is open."""
        if word.name == "reread":
            return tr("{help}; now of {listed}", help=word.help, listed=tr(LISTS[self.listed]))
        return word.help

    def do_list(self, given: str) -> None:
        """List other questions."""
        steps: dict[str, object] = {
            f"{tr(title)}, {len(self.entries(name))}": name
            for name, title in LISTS.items()
            if name == "all" or self.entries(name)
        }
        chosen = self.visit.choose(tr("Which list?"), steps, given)
        if chosen is not None:
            self.listed = next(one for one in LISTS if one == chosen)
            self.do_reread("")

    def do_reread(self, given: str) -> None:
        """Read one of the listed questions again, and those beside it."""
        entries = self.entries(self.listed)
        place = self.visit.pick(
            tr("Questions: {listed}.", listed=tr(LISTS[self.listed])),
            list(map(entry_line, entries)),
            given,
        )
        if place is not None:
            self.visit.open(Reread(self.visit, self.attempt, entries, place))

    def do_practice(self, _: str) -> None:
        """Start a quiz of the missed; after a drill, one of the kinds that went worst."""
        if self.attempt.kind == "drill":
            kinds = tuple(worst(scores(self.attempt, self.items)))
            if not kinds:
                raise NotAllowed(tr("No question was answered."))
            take(self.visit, self.desk.start(Plan("drill", topics=kinds)))
            return
        names = [one.name for one in self.done.missed if one.item]
        if not names:
            raise NotAllowed(tr("Nothing was missed."))
        title = (
            tr("Missed in {title}", title=self.attempt.title)
            if self.attempt.exam
            else self.attempt.title
        )
        sat = self.desk.sit(names, "review", self.desk.seed(), None, title)
        take(self.visit, sat)


class ScorePage(ResultPage):
    """A mock exam that is over."""

    TITLE = tr("Score")
    WORDS: ClassVar[tuple[Word, ...]] = (
        _REREAD,
        _LIST,
        Word("study", "a quiz on the areas that lost most"),
        _PRACTICE,
        Word("save", "save the report as Markdown and as a page to print"),
    )

    mock: MockReport

    def summed(self) -> Report:
        """Judge the mock exam."""
        self.mock = judged(self.desk, self.attempt)
        return self.mock.report

    def lines(self) -> Iterator[str]:
        """Give the score report."""
        yield from filter(None, (ending_words(self.done), dated(self.mock.outline)))
        yield from mock_lines(self.mock)

    def slow(self) -> Sequence[Entry]:
        """Give the questions that took more than twice the exam's pace."""
        return self.mock.slow

    def told(self, word: Word) -> str:
        """Name the areas to study."""
        if word.name == "study" and self.mock.study:
            return tr("a quiz on {areas}", areas=", ".join(map(area_name, self.mock.study)))
        return super().told(word)

    def do_study(self, _: str) -> None:
        """Start a quiz on the areas that lost most."""
        areas = [part.id for part in self.mock.study]
        if not areas:
            raise NotAllowed(tr("No area stands out."))
        take(self.visit, study(self.desk, self.mock.outline, areas, self.desk.seed()))

    def do_save(self, _: str) -> None:
        """Save the report."""
        self.visit.say(save_report(self.mock))
