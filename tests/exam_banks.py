"""A bank that has a few items of every area of an exam, for tests of mock exams."""

from __future__ import annotations

from pathlib import Path

from examprep.exams.outlines import outline

HEAD = """\
format = 1
id = "mock"
title = "For mock exams"
version = "1.0.0"
licence = "CC-BY-4.0"
authors = ["Tester"]
language = "en-US"

[topics]
"all" = "All areas"
"""
ITEM = """
[[item]]
id = "q-{n}"
topic = "all"
areas = ["{area}"]
stem = "Item {n} of area {area}: which of these four words is right?"
options = [
  {{ text = "right {n}", key = true, why = "It is." }},
  {{ text = "early {n}", why = "It is early." }},
  {{ text = "late {n}", why = "It is late." }},
  {{ text = "never {n}", why = "It is never." }},
]
explanation = "The rule of item {n}."
sources = ["Rule book, page {n}"]
verified = 2026-11-01
angoff = {angoff}
"""


def write_exam_bank(folder: Path, exam: str = "ptce-2026", each: int = 3) -> Path:
    """Write a bank with so many items of each area, and give the folder of banks."""
    bank = folder / "mock"
    bank.mkdir(parents=True, exist_ok=True)
    (bank / "bank.toml").write_text(HEAD, encoding="utf-8")
    areas = [f"{exam}:{area}" for domain in outline(exam).domains for area in domain.areas]
    made = (
        ITEM.format(n=n * each + turn, area=area, angoff=60 + n % 30)
        for n, area in enumerate(areas)
        for turn in range(each)
    )
    (bank / "items.toml").write_text("".join(made), encoding="utf-8")
    return folder
