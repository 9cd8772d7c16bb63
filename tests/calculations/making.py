"""Makers of templates for tests; every part has a plain default."""

from __future__ import annotations

from typing import Any

from examprep.calculations.preparing import prepared
from examprep.calculations.recipe import Given, Let, Recipe, Writing, WrittenMistake
from examprep.calculations.template import Template

VOLUME = Given("volume", ("250", "500", "1000"), unit="mL")
TIME = Given("time", start="4", stop="12", step="1/2", unit="h")
DROPS = Given("set", ("10", "15", "20", "60"), unit="gtt/mL")
LEFT_OUT = WrittenMistake("volume / time", "Left out.", "drop-factor", "mL/h")
PER_HOUR = WrittenMistake("volume * set / time", "Per hour.", "hours-minutes", "gtt/h")
PER_MINUTE = WrittenMistake("volume / time", "mL per minute.", "drop-factor", "mL/min")
RECIPE = {"given", "let", "require", "chain", "proportion", "few"}


def writing(**parts: Any) -> Writing:
    """Write a drip rate, or another template where parts say so."""
    recipe = {name: value for name, value in parts.items() if name in RECIPE}
    rest = {name: value for name, value in parts.items() if name not in RECIPE}
    defaults: dict[str, Any] = {
        "name": "demo/drip",
        "stem": "Infuse {volume} over {time} through {set}. How many gtt/min?",
        "answer": "volume * set / time",
        "unit": "gtt/min",
        "steps": ("{volume} \u00d7 {set} / {time:min} = {result}",),
        "mistakes": (LEFT_OUT, PER_HOUR, PER_MINUTE),
    }
    if "answer" in rest:
        defaults |= {"stem": "How much?", "unit": "", "steps": (), "mistakes": ()}
    return Writing(
        **(defaults | rest), recipe=Recipe(**({"given": (VOLUME, TIME, DROPS)} | recipe))
    )


def template(**parts: Any) -> Template:
    """Make a template ready that has no faults."""
    made, faults = prepared(writing(**parts))
    assert made is not None, faults
    return made


def faults(**parts: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """Give what is wrong with a template."""
    made, found = prepared(writing(**parts))
    assert (made is None) == bool(found)
    return found


def let(name: str, value: str, unit: str = "", places: int | None = None) -> Let:
    """Name a value on the way."""
    return Let(name, value, unit, places)
