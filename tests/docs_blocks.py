"""The blocks of code in the documentation, so that tests can run what people are told to type."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
README = DOCS.parent / "README.md"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What a line of a block says about its command stands behind two spaces or more.
_REMARK = re.compile(r"\s{2,}\S.*$")


def blocks(path: Path, language: str = "") -> list[str]:
    """Give the texts of the blocks in a language; without one, those that name none."""
    text = path.read_text(encoding="utf-8")
    return [match[2] for match in _BLOCK.finditer(text) if match[1] == language]


def commands(text: str) -> Iterator[list[str]]:
    """Give the words of each command of examprep in a block, without `examprep` itself."""
    for row in text.splitlines():
        words = shlex.split(_REMARK.sub("", row), comments=True)
        if words[:1] == ["examprep"]:
            yield words[1 : words.index(">") if ">" in words else None]


def section(path: Path, title: str) -> list[list[str]]:
    """Give all commands that stand under a heading, up to the next one."""
    text = path.read_text(encoding="utf-8")
    body = text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    return [one for match in _BLOCK.finditer(body) for one in commands(match[2])]
