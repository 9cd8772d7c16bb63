"""The one way in which tests wait for the screen: on a named condition, without sleeping."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

MOST_TURNS = 500


async def wait_until(pilot: Pilot[object], condition: Callable[[], object]) -> None:
    """Let the app work until the condition holds; fail where it never does."""
    for _ in range(MOST_TURNS):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"this never came true: {condition}")
