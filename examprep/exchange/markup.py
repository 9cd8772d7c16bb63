"""HTML of strangers turned into plain text, with what was lost by name; and plain text into HTML.

Questions are shown in a terminal: text, line breaks and pictures' names are what remains.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote

_APART = "\0"  # stands for an empty line until all others are gone
# What begins and ends with a line of its own, and what is written for it.
_BLOCKS = dict.fromkeys((
    "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "pre", "section", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
), "\n") | {"p": f"\n{_APART}\n"}  # fmt: skip
_STYLED = frozenset(("b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "mark"))
_DROPPED = frozenset((
    "script", "style", "iframe", "object", "embed", "applet", "audio", "video", "svg", "canvas",
    "math",
))  # fmt: skip
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RAISABLE, _LOWERABLE = frozenset("0123456789+-=()n"), frozenset("0123456789+-=()")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d*);")
_LIST_DEPTH = 20
_DECLARED = re.compile(r"<[!?][^<>]*>")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,4000}>)")


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without markup, what was lost, and the names of its pictures."""

    text: str
    lost: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


def is_html(text: str) -> bool:
    """Tell whether a text holds tags or entities of HTML."""
    return _TAG.search(text) is not None


class _Stripper(HTMLParser):
    """Collects text; every loss is noted once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: dict[str, None] = {}
        self.pictures: list[str] = []
        self._hidden = 0
        self._lists: list[int] = []
        self._script: list[tuple[str, int]] = []
        self._links: list[str] = []
        self._cell = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Begin a block, a list, a cell; note what will be lost."""
        if tag in _DROPPED:
            self._hidden += 1
            self.lost[f"<{tag}> was left out"] = None
        elif not self._hidden:
            self._inline(tag, dict(attrs))

    def _inline(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "img":
            self._picture(attrs)
        elif tag in {"sup", "sub"}:
            self._script.append((tag, len(self.parts)))
        elif tag == "a":
            self._links.append(attrs.get("href") or "")
        elif tag in _STYLED:
            self.lost["bold, italics or the like"] = None
        else:
            self._block(tag, _first(attrs.get("start") or ""))

    def _block(self, tag: str, start: int) -> None:
        if tag in _BLOCKS:
            self.parts.append(_BLOCKS[tag])
        if tag in {"td", "th"}:
            self._cell += 1
            self.parts.append(" | " if self._cell > 1 else "")
        elif tag in {"ol", "ul"}:
            self._lists = [*self._lists[:_LIST_DEPTH], start if tag == "ol" else -1]
        elif tag == "li":
            self._bullet()
        elif tag in {"tr", "table"}:
            self._row(tag)

    def _row(self, tag: str) -> None:
        self._cell = 0
        if tag == "table":
            self.lost["a table, written as lines"] = None

    def _bullet(self) -> None:
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            self.parts.append(f"{self._lists[-1]}. ")
        else:
            self.parts.append("- ")

    def handle_endtag(self, tag: str) -> None:
        """End a block; write a raised or lowered text, and a link's address."""
        if tag in _DROPPED:
            self._hidden = max(0, self._hidden - 1)
        elif not self._hidden:
            self._end(tag)

    def _end(self, tag: str) -> None:
        if tag in {"sup", "sub"}:
            self._end_script(tag)
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS and tag != "br":
            self.parts.append(_BLOCKS[tag])
            if tag in {"ol", "ul"} and self._lists:
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        """Take text, with its white space as HTML shows it."""
        if not self._hidden:
            self.parts.append(_SPACES.sub(" ", data))

    def _end_script(self, tag: str) -> None:
        if not self._script or self._script[-1][0] != tag:
            return
        _, start = self._script.pop()
        text = "".join(self.parts[start:]).strip()
        del self.parts[start:]
        table, able = (_RAISED, _RAISABLE) if tag == "sup" else (_LOWERED, _LOWERABLE)
        if text and set(text) <= able:
            self.parts.append(text.translate(table))
        elif text:
            self.parts.append(f"^{text}" if tag == "sup" else f"_{text}")
            self.lost["raised or lowered text, written with ^ or _"] = None

    def _end_link(self) -> None:
        address = self._links.pop() if self._links else ""
        if address.startswith(("http://", "https://")) and address not in "".join(self.parts[-3:]):
            self.parts.append(f" ({address})")

    def _picture(self, attrs: dict[str, str | None]) -> None:
        source = attrs.get("src") or ""
        embedded = source.startswith("data:")
        name = "" if embedded else PurePosixPath(unquote(source).partition("?")[0]).name
        words = (attrs.get("alt") or "").strip()
        self.parts.append(f"[picture: {name or words or 'without a name'}]")
        self.lost["a picture, named in the text"] = None
        if name:
            self.pictures.append(name)


def _first(start: str) -> int:
    """Give the number before the first one of a list."""
    return int(start) - 1 if re.fullmatch("[1-9][0-9]{0,5}", start.strip()) else 0


def plain(text: str) -> Plain:
    """Turn HTML into plain text; what is broken in it is taken as a browser would."""
    stripper = _Stripper()
    stripper.feed(_tidied(text.replace(_APART, "")))
    stripper.close()
    lines = [_SPACES.sub(" ", line).strip() for line in "".join(stripper.parts).split("\n")]
    joined = "\n".join(line for line in lines if line)
    joined = re.sub(f"(?:\n*{_APART}\n*)+", "\n\n", joined).replace("\xa0", " ").strip()
    return Plain(joined, tuple(stripper.lost), tuple(stripper.pictures))


def _tidied(text: str) -> str:
    """Leave out comments and declarations, and write as text what only looks like a tag.

    The parser of Python takes minutes for a field of unfinished tags (CVE-2025-6069).
    """
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + len("-->")
    whole = "".join([*kept, text[at:]]).replace("<![CDATA[", "").replace("]]>", "")
    return _NO_TAG.sub("&lt;", _DECLARED.sub("", whole))


def to_html(text: str) -> str:
    """Write plain text as HTML; each line break becomes `<br>`."""
    return html.escape(text, quote=False).replace("\n", "<br>")
