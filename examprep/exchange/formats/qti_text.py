"""Texts of QTI: `material` of 1.2 and XHTML of 2.x become plain text, and plain text XHTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

from examprep.exchange.markup import is_html, plain, to_html
from examprep.exchange.question import Raw

_TEXTS = {"mattext", "matemtext", "mat_formattedtext", "localizable_mattext"}
_MEDIA = {"matimage", "matapplication"}
_OTHERS = {"mataudio": "sound", "matvideo": "a film", "matapplet": "a program"}
_KEPT = ("src", "alt", "href")
# HTML that was written as text: only tags that nobody writes of for their own sake.
_ESCAPED = re.compile(
    r"</?(?:p|div|br|span|em|strong|sub|sup|ul|ol|li|img|table|tr|td|font|a)\b[^<>]*>",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESPONDUS = "%%LINKPATH%%"
BLANK = "____"
_PICTURES = ("image/", "application/octet-stream", "")


@dataclass(slots=True)
class Texts:
    """Turns markup into text; what was lost and which pictures are named is kept for one item.

    With `own` the file is examprep's: a text without markup is taken as it stands.
    """

    own: bool = False
    lost: dict[str, None] = field(default_factory=dict)
    pictures: dict[str, None] = field(default_factory=dict)

    def html(self, text: str) -> str:
        """Turn HTML into text."""
        found = plain(text if self.own else text.replace(_RESPONDUS, ""))
        self.lost.update(dict.fromkeys(found.lost))
        self.pictures.update(dict.fromkeys(found.pictures))
        return found.text

    def material(self, ones: Iterable[Element]) -> str:
        """Give the text of `material` elements and what holds them, one a line."""
        parts = [self._piece(part) for one in ones for part in one.iter()]
        return "\n".join(part for part in parts if part)

    def _piece(self, one: Element) -> str:
        if one.tag in _TEXTS:
            return self._text(one)
        if one.tag in _MEDIA and one.get("uri"):
            kind = one.get("imagtype") or one.get("apptype") or ""
            if kind.startswith(_PICTURES):
                return self.html(f'<img src="{escape(one.get("uri", ""))}">')
        if one.tag in _MEDIA:
            self.lost["a picture within the text was left out"] = None
        elif one.tag in _OTHERS:
            self.lost[f"{_OTHERS[one.tag]} was left out"] = None
        return ""

    def _text(self, one: Element) -> str:
        if len(one):  # text/xhtml: the markup is XML itself
            return self.html(markup(one))
        text = one.text or ""
        kind = (one.get("texttype") or one.get("type") or "").lower()
        if "html" in kind or (not self.own and is_html(text)):
            return self.html(text)
        return text.strip()

    def xhtml(self, one: Element, put: Callable[[Element], str | None] | None = None) -> str:
        """Give the text of XHTML; `put` gives what stands for an element, None for itself."""
        return self.html(markup(one, put, escaped=not self.own))


def markup(
    one: Element,
    put: Callable[[Element], str | None] | None = None,
    *,
    escaped: bool = True,
) -> str:
    """Write what stands within an element as HTML; its depth is bounded by the reader."""
    parts = [_words(one.text, escaped=escaped)]
    for child in one:
        said = put(child) if put else None
        parts.append(_tagged(child, put, escaped=escaped) if said is None else said)
        parts.append(_words(child.tail, escaped=escaped))
    return "".join(parts)


def _words(text: str | None, *, escaped: bool) -> str:
    """Write text; tags that an author's program escaped are taken as tags."""
    if not text:
        return ""
    return text if escaped and _ESCAPED.search(text) else escape(text, quote=False)


def _tagged(one: Element, put: Callable[[Element], str | None] | None, *, escaped: bool) -> str:
    if one.tag == "object" and one.get("type", "image/").startswith("image/"):
        return f'<img src="{escape(one.get("data", ""))}">'
    name = str(one.tag)
    kept = "".join(f' {key}="{escape(one.get(key, ""))}"' for key in _KEPT if one.get(key))
    if name in {"br", "img", "hr"}:
        return f"<{name}{kept}>"
    return f"<{name}{kept}>{markup(one, put, escaped=escaped)}</{name}>"


def xml(text: str) -> str:
    """Escape text for XML; what XML cannot hold becomes U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", text)).replace("\r", "&#13;")


def paragraphs(text: str) -> str:
    """Write plain text as XHTML: a paragraph for each part between empty lines."""
    parts = (_FORBIDDEN.sub("\ufffd", part) for part in text.strip().split("\n\n"))
    return "".join(f"<p>{_spaced(to_html(part)).replace('<br>', '<br/>')}</p>" for part in parts)


def _spaced(text: str) -> str:
    return text.replace("  ", "\xa0 ")


def survives(text: str) -> bool:
    """Tell whether a text comes back the same when it is written as XHTML."""
    return plain(paragraphs(text)).text == text.strip() and not _FORBIDDEN.search(text)


def joined(*parts: str) -> str:
    """Join parts of an explanation, each once, with an empty line between them."""
    return "\n\n".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def clean(raw: Raw) -> bool:
    """Tell whether XML can hold every text of an item."""
    texts = [raw.get("stem", ""), raw.get("explanation", "")]
    for key in ("options", "pairs", "mistake"):
        texts += [str(text) for one in raw.get(key, ()) for text in one.values()]
    texts += [str(text) for key in ("steps", "sources", "areas") for text in raw.get(key, ())]
    return not any(_FORBIDDEN.search(text) for text in texts)
