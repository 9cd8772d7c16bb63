"""Banks in lines: topics, search, a question as a candidate sees it; and the reference card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from examprep.attempts.reread import PREVIEW_SEED, preview_face
from examprep.banks.item import Item
from examprep.banks.variants import as_choice, variant
from examprep.cli import card as cards
from examprep.cli.lines.faces import face_lines
from examprep.cli.menu.page import Page, Word
from examprep.cli.menu.progress import topic_line
from examprep.cli.menu.reread import report_on
from examprep.cli.menu.visit import Visit
from examprep.desk.overview import scores
from examprep.errors import NotAllowed
from examprep.exams.card import Section, card
from examprep.places import seat
from examprep.text import plural
from examprep.words import tr

MOST = 200
_EVERY = (
    Word("topics", "the topics of all banks; one lists its questions"),
    Word("search", "find questions by their words"),
    Word("class", "for instructors: the cohorts that you named"),
)


class Banks(Page):
    """What is installed."""

    TITLE = tr("Question banks")
    WORDS: ClassVar[tuple[Word, ...]] = _EVERY[: 2 if seat() else None]

    def lines(self) -> Iterator[str]:
        """Give a line for each bank."""
        counts: dict[str, int] = {}
        for bank, _, _, count in self.desk.library.topics():
            counts[bank] = counts.get(bank, 0) + count
        for one in self.desk.library.banks():
            many = plural(counts.get(one.id, 0), "question")
            yield tr(
                "{title}: {questions}, version {version}, {licence}",
                title=one.title,
                questions=many,
                version=one.version,
                licence=one.licence or tr("no licence named"),
            )
        if not counts:
            yield tr("No bank is installed. problems on the home page names the folder for one.")

    def do_topics(self, given: str) -> None:
        """List the questions of a topic."""
        every = scores(self.desk)
        rows = [topic_line(self.desk.topic_title(one.topic), one) for one in every]
        place = self.visit.pick(tr("Which topic?"), rows, given)
        if place is not None:
            catalogue = self.desk.library.catalogue()
            pairs = zip(catalogue.names, catalogue.topics, strict=True)
            names = [name for name, topic in pairs if topic == every[place].topic][:MOST]
            self.browse(list(self.desk.library.items(names).values()))

    def do_search(self, given: str) -> None:
        """Find questions by their words."""
        words = self.visit.asked(given, tr("Which words?"))
        if words:
            self.browse(self.desk.library.search(words, MOST))

    def browse(self, items: Sequence[Item]) -> None:
        """Let one of some questions be looked at."""
        if not items:
            raise NotAllowed(tr("No question holds these words. Try fewer or shorter ones."))
        rows = [f"{one.id}: {' '.join(variant(one, PREVIEW_SEED).stem.split())}" for one in items]
        first = tr("The first {most} questions.", most=MOST) if len(items) >= MOST else ""
        place = self.visit.pick(first or f"{plural(len(items), 'question')}.", rows)
        if place is not None:
            self.visit.open(Preview(self.visit, items, place))

    def do_class(self, _: str) -> None:
        """Go to the cohorts."""
        from examprep.cli.menu.classes import choose_cohort

        choose_cohort(self.visit)


class Preview(Page):
    """A question as a candidate sees it first; its key is said when it is asked for."""

    TITLE = tr("Preview")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("key", "the answer, its reasons and sources"),
        Word("numbers", "draw other numbers for this calculation"),
        Word("options", "the number as a mock exam asks it, or typed"),
        Word("report", "say in a line what is wrong with this question"),
        Word("next", "the next question"),
        Word("previous", "the question before"),
    )

    def __init__(self, visit: Visit, items: Sequence[Item], place: int) -> None:
        super().__init__(visit)
        self.items = items
        self.turn_to(place)

    def turn_to(self, place: int) -> None:
        """Take another question of the list.

        Raises:
            NotAllowed: there is none.
        """
        if not 0 <= place < len(self.items):
            raise NotAllowed(
                tr("This is the last one.") if place > 0 else tr("This is the first one.")
            )
        self.at, self.key, self.seed, self.options = place, False, PREVIEW_SEED, False

    @property
    def shown(self) -> Item:
        """Give the question: of a template, one variant, perhaps with four options."""
        item = self.items[self.at]
        return as_choice(item, self.seed) if self.options else variant(item, self.seed)

    @property
    def title(self) -> str:
        """Name the question's topic, and say where in the list it stands."""
        item = self.items[self.at]
        topic = self.desk.topic_title(f"{item.bank}:{item.topic}")
        return tr("{topic}, {at} of {count}", topic=topic, at=self.at + 1, count=len(self.items))

    def lines(self) -> Iterator[str]:
        """Give the question, and which parts of the exams it covers."""
        item = self.shown
        yield from face_lines(preview_face(item, key=self.key))
        yield ", ".join((item.name, *item.areas))

    def do_key(self, _: str) -> None:
        """Say the answer, or leave it out again."""
        self.key = not self.key
        self.say_lines()

    def do_numbers(self, _: str) -> None:
        """Draw other numbers."""
        if self.items[self.at].recipe is None:
            raise NotAllowed(tr("The numbers of this question are fixed."))
        self.seed += 1
        self.say_lines()

    def do_options(self, _: str) -> None:
        """Ask for the number with four options, or typed."""
        if self.items[self.at].kind != "numeric":
            raise NotAllowed(tr("This question does not ask for a number."))
        self.options = not self.options
        self.say_lines()

    def do_report(self, given: str) -> None:
        """Keep a report of the question."""
        report_on(self.visit, self.items[self.at].name, self.seed, given)

    def do_next(self, _: str) -> None:
        """Go to the next question."""
        self.turn_to(self.at + 1)
        self.say_lines()

    def do_previous(self, _: str) -> None:
        """Go to the question before."""
        self.turn_to(self.at - 1)
        self.say_lines()


class CardPage(Page):
    """The reference card."""

    TITLE = tr("Reference card")
    WORDS: ClassVar[tuple[Word, ...]] = (
        Word("section", "one section of the card"),
        Word("find", "find lines of all sections by their words"),
    )

    def lines(self) -> Iterator[str]:
        """Name the sections."""
        yield from cards.contents(card())

    def do_section(self, given: str) -> None:
        """Say a section."""
        rows = [section.title for section in card().sections]
        found = card().section(given) if given else None
        place = None if found else self.visit.pick(tr("Which section?"), rows, given)
        if place is not None:
            found = card().sections[place]
        if found:
            self._say(found)

    def do_find(self, given: str) -> None:
        """Say the lines that hold words."""
        words = self.visit.asked(given, tr("Which words?"))
        found = card().search(words) if words else ()
        for section in found:
            self._say(section)
        if words and not found:
            raise NotAllowed(tr("No line holds these words. Try fewer or shorter ones."))

    def _say(self, section: Section) -> None:
        self.visit.console.head(section.title)
        self.visit.say(*cards.spoken(section))
