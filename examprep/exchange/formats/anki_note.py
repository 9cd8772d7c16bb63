"""One note of Anki as other modules see it: named fields, deck, tags; and its texts made plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from examprep.exchange.markup import is_html, plain
from examprep.exchange.question import Skipped

Media = Callable[[str], bytes | None]
"""Gives a picture by its name, where the file holds it."""

_SOUND = re.compile(r"\[sound:([^\]\n]{1,200})\]")
_SPOKEN = re.compile(r"\[anki:tts[^\]\n]{0,200}\]([^\[]{0,10000})\[/anki:tts\]")
_FORMULA = re.compile(r"\\\(|\\\[|\[latex\]|\[\$\$?\]|<anki-mathjax", re.IGNORECASE)
_PICTURE = re.compile(r"\[picture: ([^\]\n]*)\]")
_SHORT = 60
# Tags that Anki and its add-ons set themselves; as a topic they say nothing.
_OWN_TAGS = frozenset({"leech", "marked", "examprep"})


@dataclass(frozen=True, slots=True)
class Note:
    """A note: `names` and `fields` go together, `deck` has its parts divided by `::`."""

    place: str
    model: str
    names: tuple[str, ...]
    fields: tuple[str, ...]
    html: bool = True
    deck: str = ""
    tags: tuple[str, ...] = ()

    def by_name(self) -> dict[str, str]:
        """Give the fields by their names."""
        return dict(zip(self.names, self.fields, strict=False))

    @property
    def category(self) -> str:
        """Give the deck as a path with `/`; without a deck, the first tag that means something."""
        if self.deck and self.deck.casefold() != "default":
            return _path(self.deck)
        mean = (tag for tag in self.tags if tag.casefold() not in _OWN_TAGS)
        return _path(next(mean, "").replace("_", " "))

    def skipped(self, why: str, kind: str = "") -> Skipped:
        """Say why this note is left out."""
        first = next((text for text in self.fields if text.strip()), "")[:1000]
        flat = " ".join((plain(first).text if self.html else first).split())
        return Skipped(self.place, why, flat[:_SHORT], kind or self.model)


def _path(name: str) -> str:
    parts = (part.strip().replace("/", "-") for part in name.split("::"))
    return "/".join(part for part in parts if part)


def no_picture(_: str) -> bytes | None:
    """Give no picture: the file is text only."""
    return None


class Texts:
    """Makes the fields of one note plain; collects what was lost and which pictures it names."""

    def __init__(self, note: Note, media: Media) -> None:
        self._html = note.html
        self._media = media
        self._made: dict[str, str] = {}
        self.lost: dict[str, None] = {}
        self.files: dict[str, bytes] = {}

    def plain(self, field: str) -> str:
        """Give a field as plain text."""
        if field not in self._made:
            self._made[field] = self._plain(field)
        return self._made[field]

    def _plain(self, field: str) -> str:
        text = _SPOKEN.sub(r"\1", _SOUND.sub(self._no_sound, field))
        if _FORMULA.search(text):
            self.lost["a formula, kept as LaTeX"] = None
        if not self._html or not is_html(text):
            return "\n".join(line.strip() for line in text.split("\n")).strip()
        found = plain(text)
        self.lost.update(dict.fromkeys(found.lost))
        self._take(found.pictures)
        return found.text

    def _no_sound(self, match: re.Match[str]) -> str:
        self.lost[f"a sound was left out: {match[1]}"] = None
        return ""

    def _take(self, names: Iterable[str]) -> None:
        for name in names:
            data = self._media(unquote(name))
            if data is None:
                self.lost[f"the picture {name} is not in the file, or damaged"] = None
            else:
                self.files[name] = data

    @property
    def notes(self) -> tuple[str, ...]:
        """List what was changed or lost, in short clauses."""
        return tuple(self.lost)


def only_picture(text: str) -> bool:
    """Tell whether a text is nothing but pictures."""
    return bool(text) and not _PICTURE.sub("", text).strip()
