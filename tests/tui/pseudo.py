"""Walks through the main pages in a made-up language, and prints what stands on them as JSON.

A process of its own: texts are looked up while modules are imported. Run by test_translation.
"""

from __future__ import annotations

import asyncio
import json
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from textual.pilot import Pilot

from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.tui.app import ExamprepApp
from tests.tui.pages import on_page, open_page, seen
from tests.tui.wait import wait_until

SIGNS = str.maketrans("aeiouyncsgdlrtAEIOUYNCSGDLRT", "àéîôûÿñçšğďłřťÀÉÎÔÛŸÑÇŠĞĎŁŘŤ")


def accented(text: str) -> str:
    """Put accents on a text, but not on the names of its values."""
    parts, depth, name = [], 0, ""
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        inside = depth > 0 or sign == "}"
        name = name + sign if inside else ""
        parts.append(sign if inside else sign.translate(SIGNS))
    return "".join(parts)


def machine_object(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Write a compiled catalog (GNU gettext, .mo) of keys and texts."""
    rows = sorted((one.encode(), two.encode()) for one, two in pairs)
    start = 28 + 16 * len(rows)
    tables: list[list[tuple[int, int]]] = [[], []]
    body = b""
    for column in (0, 1):
        for row in rows:
            tables[column].append((len(row[column]), start + len(body)))
            body += row[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    return head + b"".join(struct.pack("<2I", *one) for table in tables for one in table) + body


async def _walk(banks: Path) -> dict[str, str]:
    pages = {}
    app = ExamprepApp(open_desk=lambda: Desk.open([banks]))
    async with app.run_test(size=(110, 40)) as pilot:
        welcome = await on_page(pilot, "welcome")
        await wait_until(pilot, lambda: welcome.focused is not None)
        pages["welcome"] = seen(app)
        await pilot.press(*"1234", "enter", "enter", "enter")
        await on_page(pilot, "home")
        await wait_until(pilot, lambda: app.home.seen is not None)
        pages["home"] = seen(app)
        pages |= await _quiz(app, pilot)
        await pilot.press("escape")
        await on_page(pilot, "home")
        await pilot.pause()
        pages["home again"] = seen(app)
        for page in ("settings", "mocks", "charts", "cohort", "plan"):
            await open_page(pilot, page)
            await pilot.pause()
            pages[page] = seen(app)
        await pilot.press("question_mark")
        lines = (await on_page(pilot, "help")).query_one("#column").children
        pages["help"] = "\n".join(str(one.render()) for one in lines if one.id != "where")
    return pages


async def _quiz(app: ExamprepApp, pilot: Pilot[int]) -> dict[str, str]:
    pages = {}
    app.start(Plan(kind="quiz", count=3, seed=4, topics=("small:law",), mode="random"))
    await on_page(pilot, "question")
    pages["question"] = seen(app)
    await pilot.press("1", "enter", "e", "e")
    results = await on_page(pilot, "results")
    await wait_until(pilot, lambda: "\u2713" in seen(app) or "\u2717" in seen(app))
    assert results.here
    pages["results"] = seen(app)
    return pages


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_walk(Path(sys.argv[1])))))
