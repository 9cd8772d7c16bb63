"""What the formats of this folder's sheet and text tests hold of an item, by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from examprep.exchange.format import Choices
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.exchange.registry import format_named

CHOICES = Choices("Bank", "bank", topics={"topic/of-it": "Topic"})
BARE = ("kind", "stem", "options", "pairs", "answer", "round")


def read(name: str, data: str | bytes, ending: str = ".txt") -> list[Question | Skipped]:
    reader = format_named(name).read
    assert reader
    whole = data.encode() if isinstance(data, str) else data
    return list(reader(Given(Path(f"given{ending}"), whole)))


def questions(name: str, data: str | bytes, ending: str = ".txt") -> list[Question]:
    found = read(name, data, ending)
    for one in found:
        assert isinstance(one, Question), one
    return [one for one in found if isinstance(one, Question)]


def one(name: str, data: str | bytes, ending: str = ".txt") -> Question:
    (found,) = questions(name, data, ending)
    return found


def whys(name: str, data: str | bytes, ending: str = ".txt") -> list[str]:
    return [one.why for one in read(name, data, ending) if isinstance(one, Skipped)]


def keys(raw: Raw) -> list[str]:
    return [option["text"] for option in raw["options"] if option.get("key")]


def bare(raw: Raw) -> Raw:
    """Give of an item what a format without explanations holds."""
    found = {key: raw[key] for key in BARE if raw.get(key) and raw[key] != "choice"}
    for key in ("options", "pairs"):
        if key in found:
            found[key] = [{k: v for k, v in one.items() if k != "why"} for one in found[key]]
    return found


def flat(value: Any) -> Any:
    """Give texts on one line, as formats of lines hold them."""
    if isinstance(value, dict):
        return {key: flat(one) for key, one in value.items()}
    if isinstance(value, list):
        return [flat(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value
