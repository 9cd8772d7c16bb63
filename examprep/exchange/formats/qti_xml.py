"""XML of strangers as small trees, one question at a time: no namespaces, no entities, no bombs.

A file of many questions never stands in memory as a tree: only the elements that are asked for
are built, and each goes as soon as it has been read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from html.entities import html5
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import DefusedXMLParser

from examprep.errors import UnreadableFile
from examprep.exchange.given import Given

DEEPEST = 120
LINE = "line"  # the attribute that holds an element's line; XML has its own of this name nowhere
WHERE = "category"  # and what was heard of its place, as it is in no QTI either
_CHUNK = 1 << 16
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_NAMED = {name.rstrip(";"): text for name, text in html5.items() if name.endswith(";")}


class Heard(Protocol):
    """Called where an element outside of what is built begins or ends, with its text at the end."""

    @property
    def category(self) -> str:
        """Say where the element stands that has just been built."""

    def __call__(self, name: str, attributes: dict[str, str], text: str | None) -> None:
        """Take note of it; `text` is None at the beginning."""


class _Builder:
    """Builds the elements of the names in `wanted`; tells `heard` of all others."""

    def __init__(self, wanted: Collection[str], heard: Heard | None) -> None:
        self.done: list[Element] = []
        self.line: Callable[[], int] = lambda: 0
        self._wanted, self._heard = wanted, heard
        self._open: list[Element] = []
        self._outside: list[tuple[str, dict[str, str]]] = []
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        name = local(tag)
        plain = {local(key): value for key, value in attributes.items()} if attributes else {}
        if len(self._open) + len(self._outside) > DEEPEST:
            raise ValueError("its elements are nested too deeply")
        if self._open or name in self._wanted:
            self._flush()
            one = Element(name, plain)
            if self._open:
                self._open[-1].append(one)
            else:
                one.set(LINE, str(self.line()))
            self._open.append(one)
            return
        self._text.clear()
        self._outside.append((name, plain))
        if self._heard:
            self._heard(name, plain, None)

    def data(self, text: str) -> None:
        """Take a piece of text."""
        self._text.append(text)

    def end(self, _: str) -> None:
        """End an element."""
        if self._open:
            self._flush()
            one = self._open.pop()
            if not self._open:
                one.set(WHERE, self._heard.category if self._heard else "")
                self.done.append(one)
            return
        name, plain = self._outside.pop()
        if self._heard:
            self._heard(name, plain, "".join(self._text))
        self._text.clear()

    def _flush(self) -> None:
        if not self._text or not self._open:
            self._text.clear()
            return
        text = "".join(self._text)
        self._text.clear()
        one = self._open[-1]
        if len(one):
            one[-1].tail = (one[-1].tail or "") + text
        else:
            one.text = (one.text or "") + text

    def close(self) -> None:
        """End the file."""


@lru_cache(4096)
def local(tag: str) -> str:
    """Give a name without its namespace."""
    return tag.rpartition("}")[2]


def elements(
    data: bytes, name: str, wanted: Collection[str], heard: Heard | None = None
) -> Iterator[Element]:
    """Read a file and give each element of the names in `wanted`, in order.

    `name` is how the file is called where it has faults. The outermost wanted element is given;
    what stands within it stays its child.

    Raises:
        UnreadableFile: it is no XML, holds entities of its own, or is nested too deeply.
    """
    builder = _Builder(wanted, heard)
    sound, encoding = _sound(data, name)
    try:
        parser = DefusedXMLParser(target=builder, encoding=encoding)
        parser.entity.update(_NAMED)
        builder.line = lambda: int(parser.parser.CurrentLineNumber)
        for start in range(0, len(sound), _CHUNK):
            parser.feed(sound[start : start + _CHUNK])
            yield from builder.done
            builder.done.clear()
        parser.close()
    except ParseError as error:
        yield from builder.done
        said = str(error).partition(":")[0]
        where = f"{name}: line {error.position[0]}"
        raise UnreadableFile(f"{where}: it is no sound XML ({said})") from error
    except (ValueError, LookupError) as error:  # defusedxml's own, and encodings nobody knows
        words = str(error) if str(error).startswith("its ") else "its XML has entities of its own"
        words = "its encoding is unknown" if isinstance(error, LookupError) else words
        raise UnreadableFile(f"{name}: line {builder.line()}: {words}") from error
    yield from builder.done


def _sound(data: bytes, name: str) -> tuple[bytes, str | None]:
    """Give the bytes to parse, and their encoding where the file says the wrong one or none."""
    if b"\0" in data[:400]:
        return _recoded(data, name)
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _DECLARED.search(data[:400])
    if declared and declared[1].lower().replace(b"_", b"-") not in {b"utf-8", b"utf8", b"utf-16"}:
        return data, None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _recoded(data, name)
    return _undeclared(data), "utf-8"


def _undeclared(data: bytes) -> bytes:
    """Leave out the declaration, once the encoding is known: some programs write it wrongly."""
    end = data.find(b"?>", 0, 400) if data.startswith(b"<?xml ") else -1
    return data[end + 2 :] if end >= 0 else data


def _recoded(data: bytes, name: str) -> tuple[bytes, str]:
    text = Given(Path(name), data).text
    return _undeclared(text.lstrip("\ufeff").encode("utf-8", "replace")), "utf-8"


def first(one: Element, *names: str) -> Element | None:
    """Give the first element of one of these names within another, itself included."""
    return next((found for found in one.iter() if found.tag in names), None)


def every(one: Element, *names: str) -> Iterator[Element]:
    """Give all elements of these names within another, itself included, in order."""
    return (found for found in one.iter() if found.tag in names)


def words(one: Element | None) -> str:
    """Give the text of an element and all within it, without the spaces around it."""
    return "" if one is None else "".join(one.itertext()).strip()
