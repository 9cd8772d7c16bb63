"""A class looked through in the app: what each line says, hostile names, files that change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from examprep.banks.library import Library
from examprep.cohort import words
from examprep.cohort.people import Change
from examprep.cohort.questions import Chosen, Raised
from examprep.cohort.registry import add
from examprep.cohort.report import Assigned, Report
from examprep.cohort.rows import by_need
from examprep.desk.classroom import Classroom, look
from examprep.desk.desk import Desk
from examprep.learning.readiness import Chance
from examprep.text import percent
from examprep.tui.app import ExamprepApp
from examprep.tui.screens import cohort
from examprep.tui.screens.cohort import CohortScreen
from examprep.tui.screens.cohort_lines import (
    COLUMNS,
    PEOPLE,
    QUESTIONS,
    SORTINGS,
    TOPICS,
    section_lines,
    sorted_words,
)
from examprep.tui.widgets.flat_list import FlatList
from tests.cli.test_cohort_report import write_bank
from tests.cohort.handed import file_for, sat
from tests.progress.logs import START
from tests.tui.conftest import TODAY
from tests.tui.pages import on_page, open_page, seen, status
from tests.tui.wait import wait_until

ITEMS = 60
HOSTILE = (
    "[bold]Eve[/]",
    "\x1b[31mred",
    "=1+1",
    "a\nb",
    "\u202eevil",
    "\u5f20\u4f1f" * 12,
    "e\u0301" * 40,
)


def write(folder: Path, name: str, number: int, quizzes: int = 1) -> None:
    blocks = sat(number, quizzes, items=ITEMS).blocks
    data = file_for(name, *blocks, created=START + timedelta(minutes=number))
    (folder / f"c-{number}.toml").write_bytes(data)


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "class-banks", ITEMS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "class"
    home.mkdir()
    for number in range(7):
        write(home, f"Candidate {number:02}", number)
    add("monday", [home])
    return home


@pytest.fixture
def app(banks: Path) -> ExamprepApp:
    desk = Desk.open([banks])
    desk.enroll("Maria", "ptce-2026", None)
    return ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)


@pytest.fixture
def report(banks: Path, folder: Path) -> Report:
    library = Library.open([banks])
    found = look(library, [str(folder)], TODAY).report
    library.close()
    return found


def told(monkeypatch: pytest.MonkeyPatch, found: Report) -> None:
    """Let the page show a report as it is given here."""
    monkeypatch.setattr(cohort, "look", lambda *_: Classroom(found, None, None))  # type: ignore[arg-type]


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


async def test_sections_go_round(app: ExamprepApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        places = []
        for _ in range(5):
            await pilot.press("right")
            places.append(screen.at)
        assert places == [1, 2, 3, 4, 0]
        await pilot.press("left")
        assert screen.at == 4
        await pilot.press("4")
        assert screen.at == QUESTIONS


async def test_leaving_what_is_open_stays_in_its_section(app: ExamprepApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        for key in "234":
            await pilot.press(key, "down", "enter")
            await pilot.pause()
            assert screen.opened
            assert not screen.query_one("#lines").display
            await pilot.press("escape")
            await pilot.pause()
            assert not screen.opened
            assert screen.at == int(key) - 1
            assert screen.query_one("#lines").display
        await pilot.press("escape")
        await on_page(pilot, "home")


async def test_another_section_closes_what_is_open(app: ExamprepApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("4", "enter")
        await pilot.pause()
        assert screen.opened
        await pilot.press("2")
        await pilot.pause()
        assert (screen.at, screen.opened) == (TOPICS, "")
        assert len(listed(screen)) == len(screen.found.topics) + 1


async def test_a_sorting_stays_while_others_are_looked_at(app: ExamprepApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("3", "s", "s")
        name = said(screen, "sorted")
        await pilot.press("4", "s", "3")
        assert said(screen, "sorted") == name
        await pilot.press("enter")
        await pilot.pause()
        assert said(screen, "sorted") == ""
        await pilot.press("escape")
        assert said(screen, "sorted") == name


async def test_hostile_names_are_lines_like_others(app: ExamprepApp, folder: Path) -> None:
    for number, name in enumerate(HOSTILE, 20):
        write(folder, name, number)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("3")
        assert len(listed(screen)) == 1 + 7 + len(HOSTILE)
        assert all("\x1b" not in line and "\n" not in line for line in listed(screen))
        assert any("[bold]Eve[/]" in line for line in listed(screen))
        for place in range(len(listed(screen)) - 1):
            await pilot.press("home", *["down"] * place, "enter")
            await pilot.pause()
            assert "Chance to pass" in seen(app)
            await pilot.press("escape")


async def test_files_with_problems_are_counted(app: ExamprepApp, folder: Path) -> None:
    (folder / "x.toml").write_bytes(b"\0")
    (folder / "y.toml").write_bytes(b"")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "2 files with a problem" in status(app)
        assert screen.found.people == 7


async def test_a_class_that_is_gone_is_said_and_the_app_goes_on(
    app: ExamprepApp, tmp_path: Path
) -> None:
    add("ghosts", [tmp_path / "nowhere"])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "1 file with a problem" in status(app)
        assert screen.found.people == 0
        for key in "12345":
            await pilot.press(key, "enter")
            await pilot.pause()
            assert screen.at == int(key) - 1
        while screen.opened:
            await pilot.press("escape")
        await pilot.press("escape")
        await on_page(pilot, "home")


async def test_one_person_makes_a_page_that_claims_nothing(
    app: ExamprepApp, tmp_path: Path
) -> None:
    home = tmp_path / "one"
    home.mkdir()
    write(home, "Ann", 3)
    add("one", [home])
    async with app.run_test(size=(80, 30)) as pilot:
        screen = await opened(pilot)
        text = said(screen, "short")
        assert f"Right, weighted by the outline: {words.NOT_ENOUGH}" in text
        await pilot.press("2")
        assert all(one.share is None and one.answers == 30 for one in screen.found.topics)
        assert "right" not in listed(screen)[0].split()  # there is nothing to say in it
        await pilot.press("4", "enter")
        await pilot.pause()
        assert "too few (n = 1)" in seen(app)


async def test_a_class_read_again_has_what_was_handed_in_since(
    app: ExamprepApp, folder: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert screen.found.people == 7
        await pilot.press("escape")
        await on_page(pilot, "home")
        write(folder, "Zoe", 40)
        (folder / "c-0.toml").unlink()
        write(folder, "Yan", 41)
        screen = await opened(pilot)
        assert screen.found.people == 8
        names = [one.name for one in screen.found.standings]
        assert names[-2:] == ["Yan", "Zoe"]
        assert "Candidate 00" not in names


@pytest.mark.parametrize(
    ("more", "marks"),
    [
        ({"chance": Chance(0.2, 0.1, 0.4)}, "at risk"),
        ({"change": Change(0.1, 0.02, 0.2)}, "improved"),
        ({"stopped": True}, "stopped"),
        ({"damaged": True, "chance": None}, "file damaged"),
    ],
)
async def test_what_stands_out_of_a_person_is_marked(
    app: ExamprepApp,
    folder: Path,
    report: Report,
    monkeypatch: pytest.MonkeyPatch,
    more: dict[str, object],
    marks: str,
) -> None:
    plain = replace(report.standings[0], chance=None, change=None, stopped=False, name="Ann Other")
    rest = tuple(replace(one, chance=None, change=None) for one in report.standings[1:])
    told(monkeypatch, replace(report, standings=(replace(plain, **more), *rest)))
    async with app.run_test(size=(100, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("3")
        (line,) = (line for line in listed(screen) if line.startswith("Ann Other"))
        assert marks in line
        place = listed(screen).index(line)
        await pilot.press("home", *["down"] * (place - 1), "enter")
        await pilot.pause()
        assert said(screen, "short") == "Ann Other"
        assert marks in seen(app)


async def test_the_map_starts_with_who_needs_it_most(
    app: ExamprepApp, folder: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    chances = [0.9, 0.3, None, 0.5, 0.1, 0.7, None]
    people = tuple(
        replace(one, chance=None if c is None else Chance(c, c, c))
        for one, c in zip(report.standings, chances, strict=True)
    )
    told(monkeypatch, replace(report, standings=people))
    async with app.run_test(size=(120, 24)) as pilot:
        screen = await opened(pilot)
        order = [line[:12] for line in listed(screen)[1:]]
        assert order == [f"Candidate {n:02}" for n in (4, 1, 3, 5, 0, 2, 6)]
        await pilot.press("home", "enter")
        await pilot.pause()
        assert said(screen, "short") == "Candidate 04"


async def test_a_doubted_question_tells_who_chose_what(
    app: ExamprepApp, folder: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = (
        Chosen("ten", True, 12, 0.3, (0.5, 0.3, 0.1)),
        Chosen("twenty", False, 28, 0.7, (0.5, 0.7, 0.9)),
    )
    doubted = replace(
        report.questions[5],
        doubt=0.93,
        verdict="wrong",
        suspect=1,
        options=options,
        flags=(Raised("key", 0.93, 40),),
        reported=3,
    )
    others = tuple(replace(one, doubt=0.01) for one in report.questions if one.name != doubted.name)
    told(monkeypatch, replace(report, questions=(*others, doubted)))
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await opened(pilot)
        assert "Keys to look at: 1 of" in said(screen, "short")
        await pilot.press("4")
        assert listed(screen)[1].startswith(doubted.name)
        await pilot.press("home", "enter")
        await pilot.pause()
        text = " ".join(seen(app).split())
        assert "key doubted to 93 %: another option is most likely the key" in text
        assert "reported by 3 candidates" in text
        assert "chosen by thirds, least able first: 50 %, 70 %, 90 %" in text
        assert "A. ten (key)" in text
        assert "key doubted (93 % sure, n = 40)" in text


async def test_an_assignment_names_everybody_and_the_person_has_it_too(
    app: ExamprepApp, folder: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = [("done", 1.0), ("done", 0.5), *[("not started", None)] * 4, ("open", None)]
    rows = tuple(
        Assigned("Week 3", date(2026, 11, 25), one.name, state, score, id="w3", key=one.key)
        for one, (state, score) in zip(report.standings, states, strict=True)
    )
    told(monkeypatch, replace(report, assignments=rows))
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("5")
        assert listed(screen)[1].split()[-5:] == ["1", "4", "0", "75", "%"]
        await pilot.press("enter")
        await pilot.pause()
        assert said(screen, "short") == "Week 3, due Nov 25, 2026"
        lines = [line for line in seen(app).splitlines() if "Candidate" in line]
        states_shown = ["not started"] * 4 + ["open", "done, 100 %", "done, 50 %"]
        assert len(lines) == 7
        for line, state in zip(lines, states_shown, strict=True):
            assert state in line
        await pilot.press("escape", "3")
        place = next(n for n, line in enumerate(listed(screen)) if "Candidate 01" in line)
        await pilot.press("home", *["down"] * (place - 1), "enter")
        await pilot.pause()
        assert "done, 50 %" in seen(app)


async def test_a_window_made_narrow_keeps_what_is_open(app: ExamprepApp, folder: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("4", "enter")
        await pilot.pause()
        name = screen.opened
        for size in ((44, 16), (120, 40), (60, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            assert screen.opened == name
            assert "Right:" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert max(map(len, listed(screen))) <= 60


@pytest.mark.parametrize("section", [TOPICS, PEOPLE, QUESTIONS])
def test_a_table_sorted_by_a_column_is_in_its_order(report: Report, section: int) -> None:
    every = {TOPICS: report.topics, PEOPLE: report.standings, QUESTIONS: report.questions}
    rows = every[section]
    for by, column in enumerate(SORTINGS[section]):
        names = [name for name, _ in section_lines(report, section, by, 200)][1:]
        assert len(set(names)) == len(names) == len(rows)
        known = {str(place) if section == PEOPLE else "": one for place, one in enumerate(rows)}
        if section != PEOPLE:
            known = {one.id if section == TOPICS else one.name: one for one in rows}
        values = [column.by(known[name]) for name in names]
        assert values == sorted(values)
        assert column.sorting or column.head in sorted_words(section, by)


@pytest.mark.parametrize("section", [TOPICS, PEOPLE, QUESTIONS])
def test_a_wide_table_has_the_cells_of_its_rows(report: Report, section: int) -> None:
    every = {TOPICS: report.topics, PEOPLE: report.standings, QUESTIONS: report.questions}
    lines = [str(line) for _, line in section_lines(report, section, 0, 400)]
    for column in COLUMNS[section]:
        cells = {column.cell(one) for one in every[section]}
        if cells - {words.DASH, "", "0"}:
            assert column.head in lines[0]
            for cell in cells:
                assert any(cell in line for line in lines)


def test_map_and_report_agree_cell_by_cell(report: Report) -> None:
    lines = [str(line) for _, line in section_lines(report, 0, 0, 400)][1:]
    for line, place in zip(lines, by_need(report), strict=True):
        cells = line[18:].split()
        wanted = [
            percent(share).removesuffix(" %")
            if share is not None
            else f"n{count}"
            if count
            else "\u2013"
            for share, count in zip(
                report.heat.shares[place], report.heat.answers[place], strict=True
            )
        ]
        assert cells == wanted
