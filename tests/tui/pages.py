"""Ways to the pages, and what stands on them as plain text."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Static

from examprep.tui.app import ExamprepApp
from examprep.tui.pages import Page
from examprep.tui.screens.base import PageScreen
from tests.tui.wait import wait_until


async def on_page(pilot: Pilot[int], page: Page) -> PageScreen:
    """Wait until a page is on top and drawn."""
    app = pilot.app
    await wait_until(pilot, lambda: isinstance(app.screen, PageScreen) and page == app.screen.PAGE)
    await pilot.pause()
    assert isinstance(app.screen, PageScreen)
    return app.screen


async def open_page(pilot: Pilot[int], page: Page) -> PageScreen:
    """Open a page once the desk is there."""
    app = pilot.app
    assert isinstance(app, ExamprepApp)
    await wait_until(pilot, lambda: app.ready)
    app.show(page)
    return await on_page(pilot, page)


def status(app: ExamprepApp) -> str:
    """Give what the line above the keys says."""
    line = app.screen.query_one("#status", Static)
    return str(line.render()) if line.display else ""


def seen(app: ExamprepApp) -> str:
    """Give the whole screen as text, as wide as the terminal."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)
