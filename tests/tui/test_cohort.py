"""The cohort's page: the cohorts there are, sections, sorting, a person and a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from examprep.banks.library import Library
from examprep.cohort import words
from examprep.cohort.people import Change
from examprep.cohort.registry import add, registry_path
from examprep.cohort.report import Assigned, Report
from examprep.cohort.rows import by_need
from examprep.desk.classroom import Classroom, look
from examprep.desk.desk import Desk
from examprep.text import percent
from examprep.tui.app import ExamprepApp
from examprep.tui.screens import cohort
from examprep.tui.screens.cohort import CohortScreen
from examprep.tui.screens.cohort_lines import (
    PEOPLE,
    QUESTIONS,
    SORTINGS,
    TOPICS,
    map_words,
)
from examprep.tui.widgets.flat_list import FlatList
from tests.cli.test_cohort_report import write_bank
from tests.cohort.handed import file_for, sat
from tests.progress.logs import START
from tests.tui.conftest import TODAY
from tests.tui.pages import on_page, open_page, seen, status
from tests.tui.wait import wait_until

SIZES = [(40, 12), (60, 24), (80, 24), (120, 40)]
HOSTILE = "[@click=app.bell]Eve[/]"


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "class-banks", 60)


@pytest.fixture
def home_class(tmp_path: Path) -> Path:
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(12):
        name = HOSTILE if number == 0 else f"Candidate {number:02}"
        blocks = sat(number, quizzes=1, items=60).blocks
        data = file_for(name, *blocks, created=START + timedelta(minutes=number))
        (folder / f"c-{number}.toml").write_bytes(data)
    return folder


@pytest.fixture
def app(banks: Path) -> ExamprepApp:
    desk = Desk.open([banks])
    desk.enroll("Maria", "ptce-2026", None)
    return ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)


@pytest.fixture
def report(banks: Path, home_class: Path) -> Report:
    library = Library.open([banks])
    found = look(library, [str(home_class)], TODAY).report
    library.close()
    return found


async def opened(pilot: Pilot[int]) -> CohortScreen:
    screen = await open_page(pilot, "cohort")
    assert isinstance(screen, CohortScreen)
    await wait_until(pilot, lambda: screen.found is not None)
    await pilot.pause()
    await pilot.pause()
    return screen


def said(screen: CohortScreen, part: str) -> str:
    return str(screen.query_one(f"#{part}", Static).render())


def listed(screen: CohortScreen) -> list[str]:
    return [str(option.prompt) for option in screen.query_one("#lines", FlatList).options]


async def test_without_a_cohort_it_says_how_to_make_one(app: ExamprepApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_page(pilot, "cohort")
        await wait_until(pilot, lambda: "examprep cohort add" in said(screen, "short"))
        await pilot.press("escape")
        await on_page(pilot, "home")


async def test_a_damaged_list_is_said(app: ExamprepApp) -> None:
    registry_path().parent.mkdir(parents=True, exist_ok=True)
    registry_path().write_text("cohort = 5")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot, "cohort")
        await wait_until(pilot, lambda: "damaged" in status(app))


async def test_its_key_stands_on_the_banks_page_and_several_can_be_chosen(
    app: ExamprepApp, home_class: Path
) -> None:
    add("monday", [home_class])
    add("tuesday", [home_class / "c-1.toml"])
    async with app.run_test(size=(80, 24)) as pilot:
        banks = await open_page(pilot, "banks")
        await wait_until(pilot, lambda: banks.listed.option_count > 0)
        await pilot.press("i")
        screen = await on_page(pilot, "cohort")
        await wait_until(pilot, lambda: screen.chosen == "monday")
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: screen.found is not None)
        assert screen.found.people == 1
        assert "tuesday" in seen(app).splitlines()[0]


async def test_the_figures_are_the_reports(
    app: ExamprepApp, home_class: Path, report: Report
) -> None:
    add("monday", [home_class])
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        assert screen.found == report
        for label, text in words.in_short(report):
            assert f"{label}: {text}" in said(screen, "short")
        first = report.standings[by_need(report)[0]]
        assert listed(screen)[1].startswith(first.name[:17])
        shares = [cell for cell in report.heat.shares[by_need(report)[0]] if cell is not None]
        for share in shares:
            assert percent(share).removesuffix(" %") in listed(screen)[1]
        await pilot.press("2")
        topics = "\n".join(listed(screen))
        for one in report.topics:
            (line,) = (line for line in listed(screen) if line.startswith(one.title))
            assert f" {percent(one.share)} " in line
            assert f" {words.points(one.lost)} " in line
            assert f" {one.answers:,} " in line
        assert topics.count("80 %") == 1
        await pilot.press("3")
        people = "\n".join(listed(screen))
        for one in report.standings:
            assert (words.short_chance(one) if one.chance else "not yet") in people
        await pilot.press("right")
        assert len(listed(screen)) == len(report.questions) + 1


def test_a_narrow_map_says_which_domains_its_columns_are(report: Report) -> None:
    told = map_words(report, 40)
    assert "1 Medications; 2 " in told
    assert all(title in told for title in report.heat_domains.titles)


def test_a_wide_map_says_of_which_domains_its_columns_are_areas(report: Report) -> None:
    told = map_words(report, 200)
    assert "The columns are areas of 1 Medications; 2 " in told
    assert all(title in told for title in report.heat_domains.titles)


async def test_tables_are_sorted_by_each_column(app: ExamprepApp, home_class: Path) -> None:
    add("monday", [home_class])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        for section, count in ((TOPICS, 5), (PEOPLE, 6), (QUESTIONS, 7)):
            await pilot.press(str(section + 1))
            names = []
            for _ in range(count):
                names.append(said(screen, "sorted"))
                assert len(listed(screen)) > 1
                await pilot.press("s")
            assert len(set(names)) == count
            assert said(screen, "sorted") == names[0]
            if section == PEOPLE:
                await pilot.press(*"sssss")
                shown = [line[:12] for line in listed(screen)[1:]]
                assert shown == sorted(shown, key=str.casefold)


async def test_a_person_and_a_question_open_and_close(
    app: ExamprepApp, home_class: Path, report: Report
) -> None:
    add("monday", [home_class])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("enter")
        await pilot.pause()
        first = report.standings[by_need(report)[0]]
        assert said(screen, "short") == first.name
        assert words.chance_words(first) in seen(app)
        assert "1 Medications" in seen(app)
        await pilot.press("escape", "4", "enter")
        await pilot.pause()
        text = seen(app)
        assert "Question " in text
        assert "A. right (key)" in text
        assert "n = 12" in text
        await pilot.press("escape")
        assert len(listed(screen)) == 61
        await pilot.press("escape")
        await on_page(pilot, "home")


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_every_section(
    app: ExamprepApp, home_class: Path, size: tuple[int, int]
) -> None:
    add("monday", [home_class])
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        for key in "1234":
            await pilot.press(key)
            await pilot.pause()
            assert max(map(len, listed(screen))) <= size[0]
            await pilot.press("enter")
            await pilot.pause()
            assert screen.opened
            await pilot.press("escape")
        assert screen.query_one("#column").max_scroll_x == 0


async def test_markup_in_a_name_stays_text(app: ExamprepApp, home_class: Path) -> None:
    add("monday", [home_class])
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("3")
        assert any(HOSTILE in line for line in listed(screen))


async def test_two_people_with_one_key_are_two(
    app: ExamprepApp, home_class: Path, monkeypatch: pytest.MonkeyPatch, report: Report
) -> None:
    add("monday", [home_class])
    same = tuple(replace(one, key="same") for one in report.standings)
    twice = Classroom(replace(report, standings=same), None, None)
    monkeypatch.setattr(cohort, "look", lambda *_: twice)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        for key in "13":
            await pilot.press(key)
            assert len(listed(screen)) == 13
        await pilot.press("end", "enter")
        await pilot.pause()
        assert "Chance to pass" in seen(app)


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_columns_that_matter_fit(
    app: ExamprepApp,
    home_class: Path,
    width: int,
    monkeypatch: pytest.MonkeyPatch,
    report: Report,
) -> None:
    add("monday", [home_class])
    changed = Change(0.05, -0.01, 0.11)
    people = tuple(replace(one, stopped=True, change=changed) for one in report.standings)
    room = Classroom(replace(report, standings=people), None, None)
    monkeypatch.setattr(cohort, "look", lambda *_: room)
    wide = width > 60
    async with app.run_test(size=(width, 24)) as pilot:
        screen = await opened(pilot)
        for key, heads in (
            ("2", {"costs", "right", "80 %"} | ({"n", "now"} if wide else set())),
            ("3", {"chance", "marks"} | ({"change", "last answer"} if wide else set())),
            ("4", {"doubt", "right", "n"} | ({"flags"} if wide else set())),
        ):
            await pilot.press(key)
            await pilot.pause()
            (shown,) = (line for line in seen(app).splitlines() if listed(screen)[0][:40] in line)
            assert [head for head in sorted(heads) if head not in shown] == []
            assert "\u2026" not in shown


async def test_what_is_sorted_by_is_shown_in_the_narrowest_window(
    app: ExamprepApp, home_class: Path
) -> None:
    add("monday", [home_class])
    async with app.run_test(size=(44, 16)) as pilot:
        screen = await opened(pilot)
        for key, section in (("2", TOPICS), ("3", PEOPLE), ("4", QUESTIONS)):
            await pilot.press(key)
            for column in SORTINGS[section]:
                assert column.head in listed(screen)[0]
                await pilot.press("s")


async def test_a_topic_opens(app: ExamprepApp, home_class: Path, report: Report) -> None:
    add("monday", [home_class])
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("2", "enter")
        await pilot.pause()
        first = max(report.topics, key=lambda one: one.lost)
        assert said(screen, "short") == first.title
        text = seen(app)
        assert f"Right: {words.group_words(first)}" in text
        assert f"Would be right now: {words.level_words(first)}" in text
        mine = [row for row in screen.room.at_topic(first.id) if row[1] < 0.7]
        name, share, count = min(mine, key=lambda row: row[1])
        assert any(
            name in line and percent(share) in line and str(count) in line
            for line in text.splitlines()
        )
        assert "Missed most" in text
        await pilot.press("escape")
        assert len(listed(screen)) == len(report.topics) + 1


async def test_a_question_tells_its_reasons_and_sources(app: ExamprepApp, home_class: Path) -> None:
    add("monday", [home_class])
    async with app.run_test(size=(60, 50)) as pilot:
        screen = await opened(pilot)
        item = next(iter(screen.room.items.values()))
        long = "The rule says so, and the whole of it can be read to the end of this line. " * 2
        screen.room.items[item.name] = replace(
            item,
            explanation=f"{long}END",
            sources=("21 CFR 1306.22(a)",),
            options=tuple(replace(one, why=f"why {n}") for n, one in enumerate(item.options)),
        )
        await pilot.press("4")
        screen.opened = item.name
        screen.redraw()
        await pilot.pause()
        text = seen(app)
        for told in ("why 0", "why 1", "why 2", "END", "21 CFR 1306.22(a)", "Not looked up."):
            assert told in text


async def test_assignments_are_listed_and_open(
    app: ExamprepApp, home_class: Path, monkeypatch: pytest.MonkeyPatch, report: Report
) -> None:
    add("monday", [home_class])
    states = (("done", 0.8, True), ("not started", None, True), ("open", None, False))
    done = tuple(
        Assigned("Week 3", TODAY, one.name, state, score, late=late, id="w", key=one.key)
        for one, (state, score, late) in zip(report.standings, states, strict=False)
    )
    room = Classroom(replace(report, assignments=done), None, None)
    monkeypatch.setattr(cohort, "look", lambda *_: room)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("5")
        head, row = listed(screen)
        assert head.split() == ["Assignment", "done", "open", "not", "begun", "late", "mean"]
        assert row.split()[-6:] == ["1", "1", "1", "2", "80", "%"]
        await pilot.press("enter")
        await pilot.pause()
        lines = [line for line in seen(app).splitlines() if "not started" in line or "80 %" in line]
        assert "not started, late" in lines[0]
        assert "done, 80 %, late" in lines[1]


async def test_no_assignment_is_said(app: ExamprepApp, home_class: Path) -> None:
    add("monday", [home_class])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("5")
        assert "examprep assign new" in said(screen, "short").replace("\n", " ")
