"""A desk with a small bank and one candidate, and the app on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from examprep.desk.desk import Desk
from examprep.progress.noting import Times
from examprep.tui.app import ExamprepApp

TODAY = date(2026, 11, 22)
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HEAD = """\
format = 1
id = "small"
title = "Small bank"
version = "1.2.0"
licence = "CC-BY-4.0"
authors = ["Tester"]
language = "en-US"

[topics]
"law" = "Law and rules"
"doses" = "Doses and numbers"
"""
CHOICE = """
[[item]]
id = "law-{n}"
topic = "law"
stem = "Question {n} about refills [@click=app.bell]press[/] of {word}?"
options = [
  {{ text = "right {n}", key = true, why = "Because of rule {n}." }},
  {{ text = "early {n}", why = "This forgets the date." }},
  {{ text = "late {n}", why = "This forgets the count." }},
  {{ text = "never {n}", why = "This forgets the patient." }},
]
explanation = "The rule of case {n}."
sources = ["21 CFR 1306.22(a)"]
verified = 2026-11-01
"""
NUMERIC = """
[[item]]
id = "dose-{n}"
kind = "numeric"
topic = "doses"
stem = "How many mL hold {n} mg at 2 mg per mL?"
answer = "{half}"
unit = "mL"
round = 1
steps = ["{n} mg / (2 mg/mL) = {half} mL"]
explanation = "Divide the dose by the strength."
sources = ["USP 1160"]
verified = 2026-11-01
[[item.mistake]]
answer = "{double}"
why = "This multiplies."
"""
WORDS = ("zolpidem", "heparin", "insulin", "warfarin", "codeine", "digoxin")


class Hands:
    """Two clocks that a test moves by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def move(self, seconds: float) -> None:
        self.seconds += seconds

    @property
    def times(self) -> Times:
        return Times(
            now=lambda: START + timedelta(seconds=self.seconds), monotonic=lambda: self.seconds
        )


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def bank_folder(tmp_path: Path) -> Path:
    """A folder with one bank: six single-best-answer items and two with numbers."""
    folder = tmp_path / "banks" / "small"
    folder.mkdir(parents=True)
    (folder / "bank.toml").write_text(HEAD, encoding="utf-8")
    law = "".join(CHOICE.format(n=n, word=word) for n, word in enumerate(WORDS, 1))
    doses = "".join(NUMERIC.format(n=n, half=n / 2, double=n * 2) for n in (3, 5))
    (folder / "items.toml").write_text(law + doses, encoding="utf-8")
    return folder.parent


@pytest.fixture
def desk(bank_folder: Path, hands: Hands) -> Desk:
    """A desk with Maria at it, who has done nothing yet."""
    desk = Desk.open([bank_folder])
    desk.times = hands.times
    desk.enroll("Maria", "ptce-2026", None)
    return desk


@pytest.fixture
def app(desk: Desk) -> ExamprepApp:
    return ExamprepApp(open_desk=lambda: desk, today=lambda: TODAY)
