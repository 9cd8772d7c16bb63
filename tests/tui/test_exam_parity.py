"""A whole PTCE through the app and through plain lines: the same answers, the same report."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from examprep.cli import main
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.desk.scored import MockReport, mock_reports
from examprep.exams.blueprint import Blueprint
from examprep.exams.outlines import outline
from examprep.tui.app import ExamprepApp
from tests.tui.conftest import TODAY
from tests.tui.pages import on_page
from tests.tui.wait import wait_until

pytestmark = pytest.mark.torture  # ninety questions twice take a while
SEED = 11
PLAN = Plan("exam", seed=SEED, blueprint=Blueprint(outline("ptce-2026")))
DIGITS = ["1234"[n * n % 4 if n % 3 else n % 4] for n in range(90)]


def report_of(name: str) -> MockReport:
    desk = Desk.open()
    desk.admit(name)
    (done,) = mock_reports(desk)
    desk.library.close()
    return done


def told(done: MockReport) -> tuple[object, ...]:
    """Give what a report says, without the times of the two sittings."""
    entries = [(one.name, one.outcome, one.flag) for one in done.report.entries]
    return entries, done.domains, done.chance, done.study, done.report.changes


async def test_app_and_lines_give_the_same_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = ExamprepApp(plan=replace(PLAN), user="Ann", today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_page(pilot, "lobby")
        await pilot.press("enter")
        await on_page(pilot, "exam")
        for number, digit in enumerate(DIGITS):
            await pilot.press(digit, *(["f"] if number % 9 == 0 else []), "right")
        await on_page(pilot, "review")
        await pilot.press("e", "e")
        await on_page(pilot, "score")
        await wait_until(pilot, lambda: app.desk.record and app.desk.record.state.finished)
    lines = []
    for number, digit in enumerate(DIGITS):
        lines += [*(["flag"] if number % 9 == 0 else []), digit]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*lines, "finish"]) + "\n"))
    assert main(["exam", "ptce", "--plain", "--user", "Bob", "--seed", str(SEED)]) == 0
    ann, bob = report_of("Ann"), report_of("Bob")
    assert len(ann.report.entries) == 90
    assert ann.whole.items == 80
    assert told(ann) == told(bob)
    assert f"Score: {ann.whole.credit:g} of 80 scored questions" in capsys.readouterr().out
