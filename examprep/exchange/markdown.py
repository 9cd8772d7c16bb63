"""Markdown of strangers turned into plain text; and plain text escaped so that it stays text."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from examprep.exchange.markup import Plain, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_MARKED = re.compile(r"[\\`*_\[\]<>&!#~|$]|(?m:^(?:[ \t]*(?:[-+=]|[0-9]+[.)])| {4}|\t)| {2,}$)")
# What stands for itself: escaped signs, entities, and the ends of lines and paragraphs.
_PLAIN = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#[0-9]{1,6}|[a-z]{2,6});)|(<br />\n?)|(\n{2,})|\n")
_MATH = re.compile(r"(?<!\\)\$[^$\n]{1,400}\$")
_ESCAPED = re.compile(r"[\\`*_\[\]{}#!$]")
_LIST = re.compile(r"(?m)^([0-9]{1,9})([.)])(?=\s|$)")
_SIGN = re.compile(r"(?m)^([-+])(?=[\s=-]|$)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;", "|": "&#124;"}
_OTHER = re.compile(r"[&<>~|]|(?m:^[:=])")
_GAP = re.compile(r" (?= )|(?m:^ )")
_MOST = 20_000
# A text of one line that begins like a list is none: "2. two" must not become "1. two".
_ONE_OF_A_LIST = re.compile(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]")


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")


def from_markdown(text: str) -> Plain:
    """Turn Markdown into plain text, with what was lost by name."""
    if len(text) > _MOST:
        return Plain(text.strip())
    alone = None if "\n" in text.strip() else _ONE_OF_A_LIST.match(text.strip())
    if alone:
        rest = from_markdown(text.strip()[alone.end() :])
        return Plain(f"{alone[0]}{rest.text}", rest.lost, rest.pictures)
    if not _MARKED.search(_PLAIN.sub(_bare, text)):  # rendering costs ten times as much
        spaced = _PLAIN.sub(_itself, re.sub("[ \t]+", " ", text).strip())
        return Plain(spaced.replace("\xa0", " ").strip())
    found = plain(_renderer().render(text))
    if _MATH.search(text):
        return Plain(found.text, (*found.lost, "a formula, shown as it is written"), found.pictures)
    return found


def _bare(match: re.Match[str]) -> str:
    return "\n" if match[0].endswith("\n") else ""


def _itself(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return match[1] or html.unescape(match[2])
    return "\n\n" if match[4] else "\n" if match[3] else " "


def to_markdown(text: str, line_break: str = "<br />\n") -> str:
    """Write plain text so that Markdown shows it as it is; an empty line parts paragraphs."""
    escaped = _OTHER.sub(_entity, text)
    escaped = _ESCAPED.sub(r"\\\g<0>", escaped.replace("&#", "\0")).replace("\0", "&#")
    escaped = _SIGN.sub(r"\\\1", _LIST.sub(r"\1\\\2", escaped))
    escaped = _GAP.sub("&#160;", escaped)
    paragraphs = re.split(r"\n{2,}", escaped)
    return "\n\n".join(line_break.join(part.split("\n")) for part in paragraphs)


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0]) or f"&#{ord(match[0])};"
