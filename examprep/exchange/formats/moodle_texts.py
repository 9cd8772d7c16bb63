"""Texts and names as Moodle has them: its formats, its category paths, ids and tags of our own."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from examprep.exchange.markup import is_html, plain
from examprep.exchange.naming import ID, TOPIC
from examprep.exchange.question import Raw

OWN = "examprep:"
_TOPIC, _AREA = "topic:", "area:"
_TAG = re.compile(r"[^\[\]<>`\\,\x00-\x1f\x7f]{1,50}")
_LATEX = re.compile(r"\$\$|\\\(|\\\[|\\[a-z]{3,12}\{")
_MARKDOWN = re.compile(r"\*\*|__|`|^#{1,6} |\]\(", re.MULTILINE)
_MARKED = re.compile(r"[<&]")
_ROOTS = re.compile(r"\$[a-z]+\$|top", re.IGNORECASE)
_SLASH = "\0"


class Texts:
    """Turns texts into plain ones, and gathers what that lost, each loss once."""

    def __init__(self) -> None:
        self.lost: dict[str, None] = {}

    def note(self, words: str) -> None:
        """Keep a note."""
        self.lost[words] = None

    def plain(self, text: str, form: str) -> str:
        """Give a text without markup; `form` is plain, html, markdown or moodle."""
        if _LATEX.search(text):
            self.note("formulas in LaTeX, left as they were typed")
        if form == "markdown" and _MARKDOWN.search(text):
            self.note("Markdown, left as it was typed")
        if form == "html":
            return self._html(text) if _MARKED.search(text) else " ".join(text.split())
        return self._html(text) if form != "plain" and is_html(text) else text.strip()

    def _html(self, text: str) -> str:
        found = plain(text)
        self.lost.update(dict.fromkeys(found.lost))
        return found.text


def category_path(text: str) -> str:
    """Turn a category of Moodle into a path; `//` is a slash within a name there."""
    parts = [part.replace(_SLASH, "-").strip() for part in text.replace("//", _SLASH).split("/")]
    while parts and (not parts[0] or _ROOTS.fullmatch(parts[0])):
        parts.pop(0)
    return "/".join(part for part in parts if part)


def category_text(*names: str) -> str:
    """Write a category of Moodle."""
    flat = (" ".join(name.split()).replace("/", "//") for name in names)
    return "/".join(["$course$", "top", *flat])


def own_values(number: str, tags: Sequence[str]) -> Raw:
    """Read an id, a topic and areas that examprep wrote; nothing of anybody else's."""
    own = number.strip().removeprefix(OWN)
    if own == number.strip() or not ID.fullmatch(own):
        return {}
    found: Raw = {"id": own}
    for tag in tags:
        topic = tag.removeprefix(_TOPIC)
        if topic != tag and TOPIC.fullmatch(topic):
            found["topic"] = topic
        elif tag.startswith(_AREA):
            found.setdefault("areas", []).append(tag.removeprefix(_AREA))
    return found


def held_by_tags(raw: Raw) -> Collection[str]:
    """Name the keys that the ID number and tags hold whole.

    Moodle cuts a tag after fifty characters and refuses some of them.
    """
    fit = {
        "topic": _fits(_TOPIC + raw["topic"]),
        "areas": all(_fits(_AREA + one) for one in raw.get("areas", ())),
    }
    return ("id", *(key for key, fits in fit.items() if fits))


def _fits(tag: str) -> bool:
    return _TAG.fullmatch(tag) is not None and tag == " ".join(tag.split()) and tag[-1] != ":"


def tags_of(raw: Raw) -> list[str]:
    """Give an item's topic and areas as tags, as far as tags can hold them."""
    held = held_by_tags(raw)
    topics = [_TOPIC + raw["topic"]] if "topic" in held else []
    return topics + ([_AREA + one for one in raw.get("areas", ())] if "areas" in held else [])


def foreign_tags(tags: Sequence[str], own: Raw) -> str:
    """Note the tags that are not ours; empty where there are none."""
    prefixes = (_TOPIC, _AREA) if own else ("\0",)
    others = [tag for tag in tags if not tag.startswith(prefixes)]
    return f"tags left out: {', '.join(others)[:80]}" if others else ""
