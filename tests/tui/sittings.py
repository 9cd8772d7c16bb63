"""Questions of every kind, and the page on which they are sat."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from textual.pilot import Pilot

from examprep.attempts.slots import Kind
from examprep.desk.desk import Desk
from examprep.errors import UnwritableFile
from examprep.progress.blocks import Block
from examprep.progress.journal import Journal
from examprep.tui.app import ExamprepApp
from examprep.tui.screens.question import QuestionScreen
from examprep.tui.widgets.answer_input import AnswerInput
from examprep.tui.widgets.option_row import OptionRow
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.wait import wait_until

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]
BANK = """\
format = 1
id = "kinds"
title = "Every kind"
version = "1.0.0"
[topics]
"all" = "Every kind"

[[item]]
id = "c"
topic = "all"
stem = "Which [@click=app.bell]one[/] is [red]right[/red] here?"
options = [
  { text = "the [b]right[/b] one", key = true, why = "It was asked for." },
  { text = "the wrong one", why = "It is [i]wrong[/i]." },
  { text = "the odd one", why = "It is odd." },
  { text = "the last one", why = "It is late." },
]
explanation = "Right is right."
sources = ["Rule book, page 1"]
verified = 2026-11-01

[[item]]
id = "m"
kind = "multiple"
topic = "all"
stem = "Which two are even?"
options = [
  { text = "two", key = true, why = "One times two." },
  { text = "four", key = true, why = "Two times two." },
  { text = "five", why = "Five is odd." },
  { text = "seven", why = "Seven is odd." },
]

[[item]]
id = "n"
kind = "numeric"
topic = "all"
stem = "How many mL are 1.5 mL and 1 mL?"
answer = "2.5"
unit = "mL"
round = 1
steps = ["1.5 mL + 1 mL = 2.5 mL"]
[[item.mistake]]
answer = "0.5"
why = "This is the difference."

[[item]]
id = "o"
kind = "order"
topic = "all"
stem = "How are hands washed?"
options = [{ text = "wet them" }, { text = "take soap" }, { text = "rinse them" }]

[[item]]
id = "p"
kind = "match"
topic = "all"
stem = "Which belongs to which?"
pairs = [
  { left = "insulin", right = "diabetes" },
  { left = "albuterol", right = "asthma" },
  { left = "a left-hand text that is too long for a note", right = "clots" },
]
"""
LONG = """
[[item]]
id = "long-{kind}"
kind = "{kind}"
topic = "all"
stem = "{stem}"
options = [
{options}
]
explanation = "{stem}"
"""
WORDS = "A stem that goes on and on about a prescription that nobody could ever fill. "
KINDS = ("c", "m", "n", "o", "p")
# The texts of the right answer to each, in the order in which they are picked.
RIGHT = {
    "c": ["the [b]right[/b] one"],
    "m": ["two", "four"],
    "o": ["wet them", "take soap", "rinse them"],
    "p": ["diabetes", "asthma", "clots"],
}


def long_item(kind: str, count: int = 9) -> str:
    """Write an item with as many long options as the format allows, and a long explanation."""
    options = ",\n".join(
        f'  {{ text = "option {n} {WORDS.lower()}end {n}", '
        f"{'key = true, ' if kind == 'choice' and n == 0 else ''}"
        f'why = "Because of {n}. {WORDS}" }}'
        for n in range(count)
    )
    return LONG.format(kind=kind, stem=(WORDS * 4).strip(), options=options)


def kinds_app(folder: Path, hands: Hands, more: str = "") -> ExamprepApp:
    """Give the app on a desk with the bank of all kinds and one candidate."""
    folder.mkdir()
    items = BANK + "".join(long_item(kind) for kind in ("choice", "order")) + more
    (folder / "kinds.toml").write_text(items, encoding="utf-8")
    desk = Desk.open([folder])
    desk.times = hands.times
    desk.enroll("Maria", "ptce-2026", None)
    return ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)


async def sat(
    pilot: Pilot[int],
    names: Iterable[str] = ("c",),
    kind: Kind = "tutor",
    limit: float | None = None,
    bank: str = "kinds",
) -> QuestionScreen:
    """Sit down before questions, given by their ids."""
    app = pilot.app
    assert isinstance(app, ExamprepApp)
    await wait_until(pilot, lambda: app.ready)
    app.sit(app.desk.sit([f"{bank}/{name}" for name in names], kind, 3, limit, ""))
    page = await on_page(pilot, "question")
    assert isinstance(page, QuestionScreen)
    await wait_until(pilot, lambda: not page.sitting.unsaved)
    return page


async def fresh(
    pilot: Pilot[int],
    names: Iterable[str] = ("c",),
    kind: Kind = "tutor",
    limit: float | None = None,
    bank: str = "kinds",
) -> QuestionScreen:
    """Leave what was sat before, and sit down anew: one app serves several attempts."""
    app = pilot.app
    assert isinstance(app, ExamprepApp)
    await wait_until(pilot, lambda: app.ready)
    app.go_home()
    return await sat(pilot, names, kind, limit, bank)


def row_of(page: QuestionScreen, text: str) -> OptionRow:
    """Find the row with a text."""
    return next(row for row in page.query(OptionRow) if row.row and row.row.text == text)


def digit(page: QuestionScreen, text: str) -> str:
    """Give the key that picks the row with a text."""
    row = row_of(page, text).row
    assert row is not None
    return str(row.number)


def right_keys(page: QuestionScreen, name: str) -> list[str]:
    """Give the keys that answer an item rightly."""
    if name == "n":
        return [*"2.5", "enter"]
    picks = [digit(page, text) for text in RIGHT[name]]
    return picks if name == "c" else [*picks, "enter"]


def wrong_keys(page: QuestionScreen, name: str) -> list[str]:
    """Give the keys that answer an item wrongly."""
    if name == "n":
        return [*"0.5", "enter"]
    if name in {"c", "m"}:
        return [digit(page, "the wrong one")] if name == "c" else [digit(page, "five"), "enter"]
    return [*(digit(page, text) for text in (*RIGHT[name][1:], RIGHT[name][0])), "enter"]


def typed(page: QuestionScreen) -> str:
    """Give what stands in the line for a number."""
    return page.query_one(AnswerInput).value


async def say_saved(pilot: Pilot[int]) -> None:
    """Wait until the page says that all is saved."""
    assert isinstance(pilot.app, ExamprepApp)
    app = pilot.app
    await wait_until(pilot, lambda: status(app).endswith("saved"))


def in_file(app: ExamprepApp, kind: str) -> list[dict[str, object]]:
    """Read the blocks of a kind from the disk."""
    assert app.desk.record is not None
    return Journal.open(app.desk.record.journal.path).load().blocks.get(kind, [])


def refuse(app: ExamprepApp) -> Callable[[], None]:
    """Let the disk refuse every write from now on; give what lets it work again."""
    record = app.desk.record
    assert record is not None
    works = record.write

    def full(blocks: Iterable[Block]) -> None:
        raise UnwritableFile("maria.toml: cannot be written: No space left on device")

    def mend() -> None:
        record.write = works  # type: ignore[method-assign]

    record.write = full  # type: ignore[method-assign, assignment]
    return mend


def keys_shown(page: QuestionScreen) -> dict[str, str]:
    """Give the key line as label by key."""
    return {command.key: command.label for command in page.line_commands()}


def flat(app: ExamprepApp) -> str:
    """Give the screen with every run of blanks as one."""
    return " ".join(seen(app).split())
