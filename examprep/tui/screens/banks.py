"""The banks: what is installed, by topic, and every question found by its words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import islice
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from examprep.attempts.reread import PREVIEW_SEED
from examprep.banks.item import Bank, Item
from examprep.banks.variants import variant
from examprep.desk.desk import Desk
from examprep.desk.origins import Origin, origins
from examprep.desk.overview import scores
from examprep.learning.weakness import TopicScore
from examprep.text import percent, plural
from examprep.tui.commands import bindings
from examprep.tui.screens.class_doors import BankDoor
from examprep.tui.screens.preview import PreviewScreen
from examprep.tui.widgets.flat_list import FlatList
from examprep.words import tr

# What one list shows at most; a search finds the rest.
MOST = 200


class BanksScreen(BankDoor):
    """All banks with their topics; typing in the search line lists questions instead."""

    PAGE = "banks"
    CSS_PATH = "banks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("banks"),
        Binding("down", "into_list", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Item] = []
        self.words = ""
        self.searching = False

    def body(self) -> Iterable[Widget]:
        """Give the search line and the list of topics or questions under it."""
        yield Input(placeholder=tr("search the questions"), id="words")
        yield Static(tr("Reading the banks \u2026"), id="found", markup=False)
        yield FlatList(id="topics")
        yield FlatList(id="items")

    def on_mount(self) -> None:
        """List the banks, once they are counted."""
        self.query_one("#items").display = False
        self.shell.off_loop(partial(_looked, self.desk), self.show, self.fail)

    def fail(self, text: str) -> None:
        """Say what went wrong with a file."""
        self.searching = False
        if self.here:
            self.say(text, "bad")

    def show(self, found: tuple[list[TopicScore], dict[str, Origin]]) -> None:
        """List every bank with its topics."""
        if not self.here:
            return
        every, origin = found
        banks = self.desk.library.banks()
        topics = self.query_one("#topics", FlatList)
        topics.fill(line for bank in banks for line in bank_lines(bank, every, origin[bank.id]))
        self.title_line(tr("Question banks"), plural(self.desk.library.count(), "question"))
        self.show_topics()

    def show_topics(self) -> None:
        """Show the banks' topics again, in place of the questions found."""
        none = tr(
            "No bank is installed. Put one into the folder named in the problems (X at home)."
        )
        found = self.query_one("#found", Static)
        found.update(none)
        found.display = not self.desk.library.banks()
        self.items = []
        self._swap("topics", "items")

    def show_items(self, items: list[Item], title: str) -> None:
        """Show questions under a line that says what they are."""
        if not self.here:
            return
        self.items = items
        found = self.query_one("#found", Static)
        found.update(title)
        found.display = True
        self.query_one("#items", FlatList).fill((item.name, item_line(item)) for item in items)
        self._swap("items", "topics")

    def _swap(self, shown: str, hidden: str) -> None:
        self.query_one(f"#{shown}").display = True
        self.query_one(f"#{hidden}").display = False
        if self.focused is not self.query_one(Input):
            self.set_focus(self.query_one(f"#{shown}"), scroll_visible=False)
        self.refresh_keys()

    @property
    def browsing(self) -> bool:
        """Tell whether questions are listed, not topics."""
        return self.query_one("#items").display

    @property
    def listed(self) -> FlatList:
        """Give the list that is shown."""
        return self.query_one("#items" if self.browsing else "#topics", FlatList)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open or write only where something is listed."""
        if action in {"open", "write"} and self.is_mounted:
            return self.listed.option_count > 0
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while the words are typed."""
        self.words = event.value.strip()
        if self.words:
            self.search()
        else:
            self.show_topics()

    def search(self) -> None:
        """Search, one at a time: what is typed meanwhile is searched after it."""
        if not self.searching:
            self.searching = True
            words = self.words
            work = partial(self.desk.library.search, words, MOST)
            self.shell.off_loop(work, partial(self.found, words), self.fail)

    def found(self, words: str, items: list[Item]) -> None:
        """List what a search found, unless other words stand there by now."""
        self.searching = False
        if not self.here or not self.words:
            return
        if words == self.words:
            self.show_items(items, _found(items, words))
        else:
            self.search()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from the words to what they found."""
        self.action_into_list()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was entered or clicked."""
        self.action_open()

    def action_open(self) -> None:
        """Open the topic at the cursor, or preview the question there."""
        chosen = self.listed.chosen
        if chosen is None:
            return
        if not self.browsing:
            work = partial(topic_items, self.desk, chosen)
            title = self.desk.topic_title(chosen)
            show = lambda items: self.show_items(items, f"{title} \u00b7 {_many(items)}")  # noqa: E731
            self.shell.off_loop(work, show, self.fail)
            return
        at = next(place for place, item in enumerate(self.items) if item.name == chosen)
        self.app.push_screen(PreviewScreen(self.items, at))

    def action_search(self) -> None:
        """Go to the search line."""
        self.set_focus(self.query_one(Input))

    def action_into_list(self) -> None:
        """Go from the search line to the list under it."""
        self.set_focus(self.listed, scroll_visible=False)

    def action_leave(self) -> None:
        """Go back a step: from questions to topics, then home."""
        words = self.query_one(Input)
        if not self.browsing and self.focused is not words:
            self.app.pop_screen()
            return
        self.set_focus(None)
        with words.prevent(Input.Changed):
            words.value = self.words = ""
        self.show_topics()


def topic_items(desk: Desk, topic: str) -> list[Item]:
    """Read the first questions of a topic, whichever exam asks them."""
    catalogue = desk.library.catalogue()
    pairs = zip(catalogue.names, catalogue.topics, strict=True)
    names = islice((name for name, place in pairs if place == topic), MOST)
    return list(desk.library.items(names).values())


def _looked(desk: Desk) -> tuple[list[TopicScore], dict[str, Origin]]:
    return scores(desk), origins(desk.library)


def bank_lines(
    bank: Bank, every: list[TopicScore], origin: Origin
) -> Iterable[tuple[str, Content]]:
    """Give a bank's heading and a line for each of its topics."""
    mine = [score for score in every if score.topic.partition(":")[0] == bank.id]
    yield "", Content("")
    yield "", Content(bank.title).stylize("bold $primary")
    for words in (_about(bank, mine, origin), *origin.lines()):
        yield "", Content(words).stylize("$quiet")
    for score in mine:
        yield score.topic, _topic(bank.topic_title(score.topic.partition(":")[2]), score)


def _about(bank: Bank, mine: list[TopicScore], origin: Origin) -> str:
    whole = TopicScore(
        bank.id,
        sum(score.items for score in mine),
        sum(score.asked for score in mine),
        sum(score.credit for score in mine),
    )
    right = tr("{percent} right", percent=percent(whole.accuracy)) if whole.asked else ""
    parts = (
        tr("version {version}", version=bank.version),
        origin.licence,
        plural(whole.items, "question"),
        right,
    )
    return " \u00b7 ".join(part for part in parts if part)


def _topic(title: str, score: TopicScore) -> Content:
    asked = tr("{asked:,} of {items:,} asked", asked=score.asked, items=score.items)
    return Content.assemble(
        (f"{asked:>18}", "$quiet"), f"{percent(score.accuracy):>7}  ", Content(title)
    )


def item_line(item: Item) -> Content:
    """Give one question in a list: its id and first words."""
    return Content.assemble(
        (f"{item.id}  ", "$quiet"), " ".join(variant(item, PREVIEW_SEED).stem.split())
    )


def _many(items: list[Item]) -> str:
    first = tr("the first {items} questions; search to find others", items=len(items))
    return first if len(items) >= MOST else plural(len(items), "question")


def _found(items: list[Item], words: str) -> str:
    if not items:
        return tr("No question holds \u201c{words}\u201d. Try fewer or shorter words.", words=words)
    return tr("{many} with \u201c{words}\u201d", many=_many(items), words=words)
