"""Mock exams in lines: which one to take, its lobby, and those taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from examprep.attempts.names import left_words
from examprep.attempts.report import points
from examprep.cli.lines.wording import in_words
from examprep.cli.menu.page import Page, Word
from examprep.cli.menu.results import ScorePage, take
from examprep.cli.menu.visit import Visit
from examprep.dates import MONTHS, local
from examprep.desk.comparing import compare_lines, in_order
from examprep.desk.mock_export import chance_of
from examprep.desk.mocks import Supply, missing_words, shorter, supply
from examprep.desk.notes import dated, figures, standard_words, supply_words
from examprep.desk.plan import Plan
from examprep.desk.real_results import exam_of, note_result, passed_words
from examprep.desk.scored import MockReport, mock_reports
from examprep.errors import NotAllowed
from examprep.exams.blueprint import EXTRA, PARTS, Blueprint
from examprep.exams.outlines import EVERY_ID, outline
from examprep.progress.real import RealResult
from examprep.words import msg, tr

RULES = (
    tr("Type the number of an option; another number changes the answer."),
    tr(
        "back and next go from question to question; "
        "list says which are answered, flagged and open."
    ),
    tr("flag, strike N, highlight WORD and board TEXT mark and note; calc works a sum out."),
    tr("time says how much is left; report writes a comment on the question."),
    tr("Right and wrong are told only at the end. finish ends the exam, and so does time up."),
    tr("Lose power or the connection: the next start goes on where you were, with the time left."),
    tr("The score report says that the sitting was interrupted."),
)
LENGTHS = {"full": msg("full"), "half": msg("half"), "quarter": msg("quarter")}
_TWO = 2


class Mocks(Page):
    """The exam to take, and the mocks taken."""

    TITLE = tr("Mock exams")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("start", "hear what this exam is, then begin"),
        Word("exam", "which exam"),
        Word("length", "full, half or quarter"),
        Word("extra", "extra time that you were granted"),
        Word("open", "the score of a mock you took; one that is open goes on"),
        Word("compare", "two mocks you took, side by side"),
        Word("passed", "note that you passed the real exam today"),
        Word("failed", "note that you did not pass the real exam today"),
    )

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.blueprint = Blueprint(outline(self.desk.exam), "full", 1.0)

    def look(self) -> Supply:
        """Look at what the banks have for it."""
        return supply(self.desk, self.blueprint, self.desk.seed())

    def lines(self) -> Iterator[str]:
        """Say what the banks have, and which mocks there are."""
        found = self.look()
        yield supply_words(found.questions, found.seconds, found.fresh)
        yield from filter(None, [dated(self.blueprint.outline), *missing_words(found)])
        if found.missing and (less := shorter(self.blueprint, found.questions)):
            yield tr("The {length} length has enough questions.", length=tr(LENGTHS[less.length]))
        yield from map(taken_line, self.reports())
        for one in self.desk.open_record().state.results:
            yield tr(
                "Real {exam}: {result}, {day}",
                exam=exam_of(one),
                result=passed_words(one),
                day=one.day.isoformat(),
            )

    def reports(self) -> list[MockReport]:
        """Give the mocks taken, the newest first."""
        return mock_reports(self.desk)[::-1]

    def told(self, word: Word) -> str:
        """Say what holds now."""
        extra = self.blueprint.extra
        now = {
            "exam": self.blueprint.outline.name,
            "length": tr(LENGTHS[self.blueprint.length]),
            "extra": tr("none") if extra == 1 else tr("{extra:g} times", extra=extra),
        }
        return word.now(now[word.name]) if word.name in now else word.help

    def become(self, **values: Any) -> None:
        """Take another exam, and say what the banks have for it."""
        kept = {"outline": self.blueprint.outline, "length": self.blueprint.length}
        self.blueprint = Blueprint(**(kept | {"extra": self.blueprint.extra} | values))
        self.visit.say(f"{self.blueprint.title}.")
        self.visit.moved = True

    def do_start(self, _: str) -> None:
        """Go to the lobby."""
        found = self.look()
        if not found.questions:
            raise NotAllowed(tr("No bank has questions for this exam."))
        self.visit.open(Lobby(self.visit, found))

    def do_exam(self, given: str) -> None:
        """Choose the exam."""
        steps: dict[str, object] = {
            f"{outline(name).name}, {outline(name).title}": name for name in EVERY_ID
        }
        chosen = self.visit.choose(tr("Which exam?"), steps, given)
        if chosen is not None:
            self.become(outline=outline(str(chosen)))

    def do_length(self, given: str) -> None:
        """Choose the length."""
        steps: dict[str, object] = {
            tr(
                "{part}, {count} questions",
                part=tr(LENGTHS[part]),
                count=Blueprint(self.blueprint.outline, part).count,
            ): part
            for part in PARTS
        }
        chosen = self.visit.choose(tr("How long?"), steps, given)
        if chosen is not None:
            self.become(length=chosen)

    def do_extra(self, given: str) -> None:
        """Choose the extra time."""
        steps: dict[str, object] = {
            tr("none") if by == 1 else tr("{by:g} times the time", by=by): by for by in EXTRA
        }
        chosen = self.visit.choose(tr("How much extra time?"), steps, given)
        if chosen is not None:
            self.become(extra=chosen)

    def do_open(self, given: str) -> None:
        """Go to the score of a mock, or on with one that is open."""
        left = [one for one in self.desk.open_record().state.left_open() if one.kind == "exam"]
        reports = self.reports()
        rows = [tr("go on with {left}", left=in_words(left_words(one))) for one in left]
        place = self.visit.pick(tr("Which one?"), [*rows, *map(taken_line, reports)], given)
        if place is None:
            return
        if place < len(left):
            take(self.visit, self.desk.resume(left[place]))
        else:
            self.visit.open(ScorePage(self.visit, reports[place - len(left)].attempt))

    def do_compare(self, _: str) -> None:
        """Say two mocks row by row."""
        reports = self.reports()
        if len(reports) < _TWO:
            raise NotAllowed(tr("Two mocks that were taken can be compared."))
        rows = list(map(taken_line, reports))
        first = self.visit.pick(tr("Which one?"), rows)
        other = None if first is None else self.visit.pick(tr("And which other one?"), rows)
        if first is not None and other is not None:
            self.visit.say(*compare_lines(in_order(reports[first], reports[other])))

    def do_passed(self, _: str) -> None:
        """Note that the real exam was passed."""
        self.note(passed=True)

    def do_failed(self, _: str) -> None:
        """Note that the real exam was not passed."""
        self.note(passed=False)

    def note(self, *, passed: bool) -> None:
        """Keep the result of the real exam, once it is said to be so."""
        result = RealResult(self.blueprint.outline.id, self.visit.today(), passed)
        words = tr(
            "you took the real {exam} today: {result}",
            exam=exam_of(result),
            result=passed_words(result),
        )
        if self.visit.ask(tr("Type yes to note that {words}.", words=words)).casefold() == "yes":
            note_result(self.desk, result)
            self.visit.say(tr("Noted: {words}.", words=words))
        else:
            self.visit.say(tr("Nothing is noted."))


class Lobby(Page):
    """What the exam is, and how sure each figure is; the clock does not run before `begin`."""

    TITLE = tr("Before the exam: the clock is not running yet")
    WORDS: ClassVar[tuple[Word, ...]] = (Word("begin", "begin; the clock runs from then"),)

    def __init__(self, visit: Visit, supplied: Supply) -> None:
        super().__init__(visit)
        self.supplied = supplied

    def lines(self) -> Iterator[str]:
        """Give the exam's figures, the rules of the sitting and the standard."""
        blueprint, found = self.supplied.blueprint, self.supplied
        yield blueprint.title
        yield from filter(None, [dated(blueprint.outline)])
        for label, text, sure in figures(blueprint, found.questions, found.seconds):
            yield f"{label}: {text} ({sure})"
        yield from RULES
        yield standard_words(blueprint.outline)

    def do_begin(self, _: str) -> None:
        """Begin."""
        found = self.supplied
        plan = Plan("exam", seconds=found.seconds, seed=found.seed, blueprint=found.blueprint)
        take(self.visit, self.desk.start(plan))


def taken_line(one: MockReport) -> str:
    """Give a mock that was taken in one line."""
    day = local(one.day)
    score = tr("{points} of {items} right", points=points(one.whole.credit), items=one.whole.items)
    chance = chance_of(one)
    passes = tr("chance that it passes {chance}", chance=chance) if one.enough else chance
    return (
        f"{tr(MONTHS[day.month - 1])} {day.day}, {day.year}: {one.attempt.title}, {score}, {passes}"
    )
