"""The questions of a bank as a list, with the words that filter it and what is wrong below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from examprep.attempts.reread import PREVIEW_SEED
from examprep.banks.item import Item
from examprep.banks.variants import variant
from examprep.banks.writing import Reading
from examprep.text import plural
from examprep.tui.widgets.faults import fault_entries
from examprep.tui.widgets.flat_list import FlatList
from examprep.tui.widgets.hanging import Hanging
from examprep.words import tr

_BROKEN, _FLAWED, _SOUND = ("\u2717", "$error"), ("!", "$warning"), (" ", "")


class ItemList(VerticalScroll, can_focus=False):
    """A list of questions; it tells by messages which one the cursor is at."""

    DEFAULT_CSS = """
    ItemList > Input { margin-bottom: 1; }
    ItemList > #listed { color: $quiet; margin-bottom: 1; }
    ItemList > Hanging { margin-top: 1; }
    """

    @dataclass
    class Turned(Message):
        """The cursor came to another question."""

        name: str

    @dataclass
    class Opened(Message):
        """A question was entered or clicked."""

    def __init__(self, reading: Reading, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.reading = reading
        self.chosen = ""
        self.names: list[str] = []  # the ids of the questions that the words leave

    def compose(self) -> ComposeResult:
        """Give the words, the list and the problems."""
        yield Input(placeholder=tr("filter the questions"), id="words")
        yield Static(tr("Reading the bank \u2026"), id="listed", markup=False)
        yield FlatList(id="items")
        yield Hanging(indent=2, id="list-faults")

    @property
    def words(self) -> str:
        """Give the words that filter the list."""
        return self.query_one(Input).value.strip()

    def beside(self, name: str, step: int) -> str:
        """Give the question before or after another one, or nothing at the ends."""
        names = self.names
        at = names.index(name) + step if name in names else -1
        return names[at] if 0 <= at < len(names) else ""

    def show(self, reading: Reading, chosen: str) -> None:
        """List the questions of a reading, the cursor on one of them."""
        self.reading = reading
        self.names = [item.id for item in fitting(reading.items, self.words)]
        with self.prevent(OptionList.OptionHighlighted):
            self.query_one(FlatList).fill(_lines(reading, self.names))
        self.move(chosen)
        self.query_one("#listed", Static).update(_counted(reading, len(self.names), self.words))
        self.query_one(Hanging).entries = fault_entries(reading.by_nearness(""))

    def move(self, chosen: str) -> None:
        """Put the cursor on a question, if it is listed."""
        self.chosen = chosen
        if chosen in self.names:
            with self.prevent(OptionList.OptionHighlighted):
                self.query_one(FlatList).choose(chosen)

    def take_keys(self, *, words: bool = False) -> None:
        """Give the keys to the list, or to the words above it."""
        self.screen.set_focus(self.query_one("#words" if words else "#items"), scroll_visible=words)

    def clear(self) -> bool:
        """Take the words away; tell whether there were any, or the keys were theirs."""
        field = self.query_one(Input)
        had = bool(field.value) or field.has_focus
        field.value = ""
        return had

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the list while the words are typed."""
        event.stop()
        self.show(self.reading, self.chosen)
        self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from the words to the list."""
        event.stop()
        self.take_keys()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell where the cursor is."""
        event.stop()
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell that a question was entered or clicked."""
        event.stop()
        self._tell()
        self.post_message(self.Opened())

    def _tell(self) -> None:
        name = self.query_one(FlatList).chosen
        if name and name != self.chosen:
            self.chosen = name
            self.post_message(self.Turned(name))


def fitting(items: Iterable[Item], words: str) -> list[Item]:
    """Give the items whose id, stem or options hold all words."""
    wanted = words.lower().split()
    return [item for item in items if all(word in _text(item) for word in wanted)]


def _text(item: Item) -> str:
    return " ".join((item.id, item.stem, *(option.text for option in item.options))).lower()


def _lines(reading: Reading, names: Iterable[str]) -> Iterable[tuple[str, Content]]:
    """Give a line for each question: a mark where something is wrong, its id, its first words."""
    items = {item.id: item for item in reading.items}
    worst = {one.item: one.severity for one in reversed(reading.problems)}
    for name in names:
        broken = name in reading.stale or worst.get(name) == "error"
        sign, style = _BROKEN if broken else (_FLAWED if name in worst else _SOUND)
        stem = " ".join(variant(items[name], PREVIEW_SEED).stem.split())
        yield name, Content.assemble((sign, style), " ", (f"{name}  ", "$quiet"), stem)


def _counted(reading: Reading, fits: int, words: str) -> str:
    count = len(reading.items)
    if words and not fits:
        return tr("No question holds \u201c{words}\u201d. Try fewer or shorter words.", words=words)
    if not count:
        return tr("No question can be read yet. What is wrong stands below.")
    return (
        tr("{fits:,} of {questions}", fits=fits, questions=plural(count, "question"))
        if words
        else plural(count, "question")
    )
