"""Finds the line on which a table or key of a TOML text stands, for placing a problem.

It reads only texts that a real parser has already accepted; no value is interpreted here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]

_TOKEN = re.compile(
    r'''(?P<space>[ \t\r]++|\#[^\n]*+)
    |(?P<newline>\n)
    |(?P<string>"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}
               |\'\'\'(?:[^']++|'{1,2}+(?!'))*+'{3,5}
               |"(?:[^"\\\n]++|\\[^\n])*+"
               |'[^'\n]*+')
    |(?P<mark>[\[\]{}=,.])
    |(?P<word>[^\s\[\]{}=,."'\#]++|.)''',
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "space":
            yield _Token(kind, match.group(), line)
        if kind in {"newline", "string"}:
            line += match.group().count("\n")


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1)
    if len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number <= sys.maxunicode else "\ufffd"
    return _ESCAPED.get(code, code)


def _name(token: _Token) -> str:
    if token.kind != "string":
        return token.text
    inner = token.text[1:-1]
    return _ESCAPE.sub(_unescape, inner) if token.text[0] == '"' else inner


@dataclass(slots=True)
class _Scanner:
    """Walks the statements of one text and notes where each path first stands."""

    tokens: list[_Token]
    at: int = 0
    lines: dict[KeyPath, int] = field(default_factory=dict)
    arrays: dict[KeyPath, int] = field(default_factory=dict)

    def peek(self) -> str:
        """Give the next token if it is a mark or a line end, else its kind."""
        if self.at >= len(self.tokens):
            return "end"
        token = self.tokens[self.at]
        return token.text if token.kind in {"mark", "newline"} else token.kind

    def scan(self) -> dict[KeyPath, int]:
        """Read every statement of the text."""
        table: KeyPath = ()
        while self.peek() != "end":
            if self.peek() == "\n":
                self.at += 1
            elif self.peek() == "[":
                table = self.header()
            else:
                self.pair(table, 0)
                self.at += self.peek() in {"]", "}", ","}  # what no valid text has here
        return self.lines

    def note(self, path: KeyPath, line: int) -> None:
        """Keep the first line seen of a path."""
        self.lines.setdefault(path, line)

    def names(self, stops: str) -> list[_Token]:
        """Read the parts of a dotted key up to one of the stops."""
        found = []
        while self.peek() not in {"end", "\n", *stops}:
            token = self.tokens[self.at]
            if token.kind != "mark":
                found.append(token)
            self.at += 1
        return found

    def header(self) -> KeyPath:
        """Read `[a.b]` or `[[a.b]]` and give the path that its keys stand under."""
        line = self.tokens[self.at].line
        self.at += 1
        many = self.peek() == "["
        self.at += many
        path: KeyPath = ()
        names = self.names("]")
        for number, token in enumerate(names, 1):
            path = (*path, _name(token))
            self.note(path, line)
            if many and number == len(names):
                self.arrays[path] = self.arrays.get(path, -1) + 1
            if path in self.arrays:
                path = (*path, self.arrays[path])
                self.note(path, line)
        while self.peek() == "]":
            self.at += 1
        return path

    def pair(self, table: KeyPath, depth: int) -> None:
        """Read `a.b = value`."""
        path = table
        for token in self.names("=,}"):
            path = (*path, _name(token))
            self.note(path, token.line)
        if self.peek() != "=":
            self.at += self.peek() not in {"end", "}"}
            return
        self.at += 1
        self.value(path, depth)

    def value(self, path: KeyPath, depth: int) -> None:
        """Read one value, going into arrays and inline tables."""
        opening = self.peek()
        if opening not in {"[", "{"} or depth > _DEEPEST:
            while self.peek() not in {"end", "\n", ",", "]", "}"}:
                self.at += 1
            return
        self.at += 1
        closing, number = "]" if opening == "[" else "}", 0
        while self.peek() not in {"end", closing}:
            before = self.at
            if self.peek() in {"\n", ","}:
                self.at += 1
            elif opening == "{":
                self.pair(path, depth + 1)
            else:
                self.note((*path, number), self.tokens[self.at].line)
                self.value((*path, number), depth + 1)
                number += 1
            self.at += self.at == before
        self.at += 1


def locate(text: str) -> dict[KeyPath, int]:
    """Map every table, key and array entry of a TOML text to its line, counted from 1.

    A path is made of names and, inside arrays, of numbers from 0: `("item", 2, "options", 0)`.
    Texts with faults give what can be found; nothing is raised.
    """
    return _Scanner(list(_tokens(text))).scan()


def nearest_line(lines: dict[KeyPath, int], path: KeyPath, otherwise: int = 1) -> int:
    """Give the line of a path, or of the nearest table around it."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return otherwise


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Give line and text, with its `#`, of every comment of a TOML text."""
    line = 1
    for match in _TOKEN.finditer(text):
        if match.group().startswith("#"):
            yield line, match.group()
        line += match.group().count("\n")
