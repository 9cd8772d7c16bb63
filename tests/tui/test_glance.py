"""What home says before anything is read: the last words, as long as they are still true."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from examprep.desk.desk import Desk
from examprep.errors import UnreadableFile
from examprep.places import cache_folder, candidates_folder
from examprep.settings import load_settings
from examprep.tui.app import ExamprepApp
from examprep.tui.glance import Glance, keep, recall, stamp
from examprep.tui.screens import home
from examprep.tui.widgets.hanging import Entry
from tests.tui.conftest import TODAY, Hands
from tests.tui.pages import on_page, seen, status
from tests.tui.quizzes import taken
from tests.tui.wait import wait_until

PATIENCE = 5.0
"""Seconds after which the banks are there in any case: a test that fails must not hang."""
READING = "Reading the banks and your progress"


class Slow:
    """Opens a desk when it is let."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.gate = folder, threading.Event()

    def __call__(self) -> Desk:
        self.gate.wait(PATIENCE)
        return Desk.open([self.folder])


@pytest.fixture
def slow(bank_folder: Path) -> Slow:
    return Slow(bank_folder)


async def left(folder: Path) -> str:
    """Open home and leave again; give what it said."""
    app = ExamprepApp(open_desk=lambda: Desk.open([folder]), today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.home.seen)
        await pilot.pause()
        return seen(app)


@pytest.fixture
def practised(desk: Desk, hands: Hands) -> Desk:
    taken(desk, hands, [True, False, True, True, True, True])
    return desk


def again(slow: Slow, day: int = 0) -> ExamprepApp:
    return ExamprepApp(open_desk=slow, today=lambda: TODAY + timedelta(days=day))


async def test_a_start_shows_at_once_what_was_said_last(
    practised: Desk, bank_folder: Path, slow: Slow
) -> None:
    before = await left(bank_folder)
    app = again(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        assert not app.ready
        assert seen(app) == before
        slow.gate.set()
        await wait_until(pilot, lambda: app.home.seen)
        await pilot.pause()
        assert seen(app) == before


@pytest.mark.parametrize(
    ("keys", "page"),
    [
        ("enter", "question"),
        ("q", "setup"),
        ("r", "question"),
        ("enter q", "setup"),
        ("q enter", "question"),
        ("p p", "progress"),
    ],
)
async def test_a_key_pressed_while_the_banks_are_read_is_not_lost(
    practised: Desk, bank_folder: Path, slow: Slow, keys: str, page: str
) -> None:
    await left(bank_folder)
    app = again(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        await pilot.press(*keys.split())
        assert app.screen.PAGE == "home"
        slow.gate.set()
        await on_page(pilot, page)
        assert [one.PAGE for one in app.screen_stack[1:]] == ["home", page]


async def test_a_quiz_left_open_goes_on_by_a_key_pressed_early(
    practised: Desk, bank_folder: Path, slow: Slow
) -> None:
    sitting = practised.sit(["small/law-1", "small/law-2"], "tutor", 5, None, "")
    sitting.save_now()
    await left(bank_folder)
    app = again(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        assert "Continue" in seen(app)
        await pilot.press("c")
        slow.gate.set()
        page = await on_page(pilot, "question")
        assert page.attempt.id == sitting.attempt.id


async def test_help_opened_meanwhile_stays(practised: Desk, bank_folder: Path, slow: Slow) -> None:
    await left(bank_folder)
    app = again(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        await pilot.press("question_mark")
        await on_page(pilot, "help")
        slow.gate.set()
        await wait_until(pilot, lambda: app.home.seen)
        assert app.screen.PAGE == "help"


async def test_what_has_changed_meanwhile_is_drawn_once_it_is_known(
    practised: Desk, bank_folder: Path, slow: Slow
) -> None:
    await left(bank_folder)
    (bank_folder / "small" / "items.toml").unlink()
    app = again(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        assert "questions for you" in seen(app)
        await pilot.press("enter")
        slow.gate.set()
        await wait_until(pilot, lambda: "No questions yet" in seen(app))
        assert app.screen.PAGE == "home"


def answered(desk: Desk, hands: Hands) -> None:
    taken(desk, hands, [True])


def other_setting(desk: Desk, _: Hands) -> None:
    desk.remember(questions=5)


def other_candidate(desk: Desk, _: Hands) -> None:
    desk.enroll("Ana", "ptce-2026", None)


def damaged(_: Desk, __: Hands) -> None:
    (file,) = (cache_folder() / "home").iterdir()
    file.write_bytes(file.read_bytes().replace(b"questions", b"Questions"))


def swept(_: Desk, __: Hands) -> None:
    (file,) = (cache_folder() / "home").iterdir()
    file.unlink()


@pytest.mark.parametrize("change", [answered, other_setting, other_candidate, damaged, swept])
async def test_nothing_is_said_that_may_have_changed(
    practised: Desk,
    hands: Hands,
    bank_folder: Path,
    slow: Slow,
    change: Callable[[Desk, Hands], None],
) -> None:
    await left(bank_folder)
    change(practised, hands)
    app = again(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        assert READING in seen(app)
        slow.gate.set()
        await wait_until(pilot, lambda: "for you" in seen(app))


async def test_tomorrow_is_another_day(practised: Desk, bank_folder: Path, slow: Slow) -> None:
    await left(bank_folder)
    app = again(slow, day=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        assert READING in seen(app)
        slow.gate.set()


async def test_another_language_is_not_mixed_in(
    practised: Desk, bank_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await left(bank_folder)
    settings, _ = load_settings()
    assert recall(settings, TODAY)
    monkeypatch.setenv("LANGUAGE", "de_DE")
    assert recall(settings, TODAY) is None


async def test_nothing_stays_on_the_page_where_nothing_could_be_opened(
    practised: Desk, bank_folder: Path
) -> None:
    await left(bank_folder)

    def refused() -> Desk:
        raise UnreadableFile("the disk is gone")

    app = ExamprepApp(open_desk=refused, today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: status(app) == "the disk is gone")
        assert "Nothing was opened, and no file was changed." in seen(app)
        assert "for you" not in seen(app)
        await pilot.press("enter", "q")
        assert app.screen.PAGE == "home"


def test_no_file_no_stamp(tmp_path: Path) -> None:
    settings, _ = load_settings()
    assert stamp(tmp_path / "nobody.toml", settings, TODAY) == ""
    keep(tmp_path / "nobody.toml", "", Glance("", "", (), {}, frozenset()))
    assert not (cache_folder() / "home").exists()


def test_a_name_that_is_a_path_leads_nowhere(desk: Desk) -> None:
    outside = candidates_folder().parent / "outside.toml"
    outside.write_text("format = 1\n", encoding="utf-8")
    desk.remember(candidate="../outside")
    settings, _ = load_settings()
    assert recall(settings, TODAY) is None


@pytest.mark.parametrize(
    "forged",
    [
        Glance("", "Today\x1b[2J", (), {}, frozenset()),
        Glance("\x1b]0;x\x07", "Today", (), {}, frozenset()),
        Glance("", "Today", (), {"week": (Entry("", "\x1b[2J", ""),)}, frozenset()),
        Glance("", "Today", ((-5, 2, "red"),), {}, frozenset()),
        Glance("", "Today", ((0, 10**9, "red"),), {}, frozenset()),
    ],
)
def test_what_cannot_have_been_said_is_not_drawn(practised: Desk, forged: Glance) -> None:
    settings, _ = load_settings()
    file = candidates_folder() / f"{settings.candidate}.toml"
    of = stamp(file, settings, TODAY)
    keep(file, of, Glance("", "Today", ((0, 5, "red"),), {}, frozenset()))
    assert recall(settings, TODAY)
    keep(file, of, forged)
    assert recall(settings, TODAY) is None


@pytest.mark.parametrize("name", ["\0", "a" * 5000])
def test_a_name_that_no_file_can_have_is_nobody(desk: Desk, name: str) -> None:
    desk.remember(candidate=name)
    settings, _ = load_settings()
    assert settings.candidate == name
    assert recall(settings, TODAY) is None


@pytest.mark.parametrize(("key", "page"), [("question_mark", "help"), ("ctrl+p", None)])
async def test_what_was_opened_after_a_key_goes_before_it(
    practised: Desk, bank_folder: Path, slow: Slow, key: str, page: str | None
) -> None:
    await left(bank_folder)
    app = again(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        await pilot.press("enter", key)
        await wait_until(pilot, lambda: app.screen is not app.home)
        opened = app.screen
        slow.gate.set()
        await wait_until(pilot, lambda: app.home.seen)
        await pilot.pause(0.1)
        assert app.screen is opened
        assert getattr(opened, "PAGE", None) == page
        assert app.running is None


async def test_help_opened_before_the_figures_are_there_stays(
    practised: Desk, bank_folder: Path
) -> None:
    await left(bank_folder)
    app = ExamprepApp(open_desk=lambda: Desk.open([bank_folder]), today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.home.seen)
        seen_first, app.home.seen = app.home.seen, None  # the figures are on their way
        await pilot.press("enter", "ctrl+p")
        await wait_until(pilot, lambda: app.screen is not app.home)
        opened = app.screen
        assert seen_first
        app.home.fill()
        await wait_until(pilot, lambda: app.home.seen)
        await pilot.pause(0.1)
        assert app.screen is opened


async def test_a_key_never_starts_the_questions_of_who_was_here_before(
    practised: Desk, bank_folder: Path
) -> None:
    app = ExamprepApp(open_desk=lambda: Desk.open([bank_folder]), today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.home.seen)
        before = app.home.seen
        app.desk.enroll("Ana", "ptce-2026", None)
        app.seated()
        app.home.action_today()
        page = await on_page(pilot, "question")
        assert app.home.seen.name == "Ana"
        names = [slot.item for slot in page.attempt.slots]
        assert names == list(app.home.seen.choice.names)
        assert names != list(before.choice.names)


async def test_a_key_is_forgotten_where_the_figures_cannot_be_had(
    practised: Desk, bank_folder: Path, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    await left(bank_folder)
    app, look = again(slow), home._look

    def refused(*_: object) -> None:
        raise UnreadableFile("the disk is gone")

    monkeypatch.setattr(home, "_look", refused)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        await pilot.press("enter")
        slow.gate.set()
        await wait_until(pilot, lambda: status(app) == "the disk is gone")
        monkeypatch.setattr(home, "_look", look)
        app.home.fill()
        await wait_until(pilot, lambda: app.home.seen)
        await pilot.pause(0.1)
        assert app.screen is app.home


async def test_what_another_window_wrote_is_not_said_to_be_known(
    practised: Desk, hands: Hands, bank_folder: Path
) -> None:
    app = ExamprepApp(open_desk=lambda: Desk.open([bank_folder]), today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.home.seen)
        taken(practised, hands, [True])  # in another window
        known = app.home.seen
        app.home.fill()
        await wait_until(pilot, lambda: app.home.seen is not known)
    settings, _ = load_settings()
    assert recall(settings, TODAY) is None


async def test_the_end_of_a_quiz_is_told_to_the_next_start(
    practised: Desk, bank_folder: Path, slow: Slow
) -> None:
    await left(bank_folder)
    app = ExamprepApp(open_desk=lambda: Desk.open([bank_folder]), today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.home.seen)
        known = app.home.drawn
        await pilot.press("enter")
        await on_page(pilot, "question")
        await pilot.press("1", "enter", "e", "e")
        await on_page(pilot, "results")
        await wait_until(pilot, lambda: app.home.drawn != known)
        said = app.home.drawn
    app = again(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "home")
        assert app.home.drawn == said
        slow.gate.set()


async def test_a_key_between_the_banks_and_the_figures_is_kept(
    practised: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, gate = home._look, threading.Event()

    def slowly(*given: object) -> object:
        gate.wait(PATIENCE)
        return look(*given)

    monkeypatch.setattr(home, "_look", slowly)
    app = ExamprepApp(open_desk=lambda: practised, today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.ready)
        assert READING in seen(app)
        await pilot.press("enter")
        gate.set()
        await on_page(pilot, "question")


async def test_what_is_there_already_is_not_written_again(
    practised: Desk, bank_folder: Path
) -> None:
    await left(bank_folder)
    (file,) = (cache_folder() / "home").iterdir()
    before = file.stat()
    await left(bank_folder)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
