"""Collect the texts of the program for translators: examprep/locale/examprep.pot.

Run `python docs/catalog.py`; a test fails while the template is behind the code. With `--share` it
says instead how many of the texts in each part are collected. What counts as a text: a string
with two words or more, or a capitalized word, that is no docstring, key, style or pattern.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "examprep"
TEMPLATE = PACKAGE / "locale" / "examprep.pot"
HEAD = """\
# Texts of examprep. The English text is the key; see docs/translating.md.
msgid ""
msgstr ""
"Project-Id-Version: examprep\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
# Function, and the places of its arguments that are texts.
CALLS = {"tr": (0,), "msg": (0,), "Command": (2, 3, 4), "Word": (1,), "Column": (0, 4)}
COUNTS = {"plural": (1, 2), "tr_count": (0, 1)}


@dataclass(slots=True)
class Text:
    """One text: its form for several where it has one, and the modules that say it."""

    many: str = ""
    where: list[str] = field(default_factory=list)


def texts() -> dict[str, Text]:
    """Give every collected text, in the order of the modules."""
    found: dict[str, Text] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        for one, many in _said(ast.parse(path.read_text(encoding="utf-8"))):
            entry = found.setdefault(one, Text())
            entry.many = entry.many or many
            if name not in entry.where:
                entry.where.append(name)
    return found


def _said(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        name = _name(node)
        if isinstance(node, ast.Call) and name in CALLS:
            for place in CALLS[name]:
                yield from ((text, "") for text in _texts(node.args[place : place + 1]))
        elif isinstance(node, ast.Call) and name in COUNTS:
            one, many = COUNTS[name]
            for text in _texts(node.args[one : one + 1]):
                others = list(_texts(node.args[many : many + 1]))
                yield text, others[0] if others and others[0] else f"{text}s"


def _name(node: ast.AST) -> str:
    """Give the name of what is called."""
    function = getattr(node, "func", None)
    return str(getattr(function, "id", getattr(function, "attr", "")))


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    """Give the texts that an argument may be: it is one, or a choice between two."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _texts([node.body, node.orelse])


def template() -> str:
    """Write the template."""
    parts = [HEAD]
    for one, text in texts().items():
        lines = [f"#: {' '.join(text.where)}"]
        lines += ["#, python-brace-format"] * bool(re.search(r"\{\w*[!:]?.*?\}", one))
        lines += [f"msgid {_quoted(one)}"]
        lines += [f"msgid_plural {_quoted(text.many)}", 'msgstr[0] ""', 'msgstr[1] ""'] * bool(
            text.many
        ) or ['msgstr ""']
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(sign, escaped)
    return f'"{text}"'


def share() -> dict[str, tuple[int, int]]:
    """Count the texts of each part that are collected, and all of them."""
    inside: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for path in sorted(PACKAGE.rglob("*.py")):
        part = path.relative_to(PACKAGE).parts[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        kept = {id(node) for call in ast.walk(tree) if _collects(call) for node in ast.walk(call)}
        for node in _visible(tree):
            whole[part] += 1
            inside[part] += id(node) in kept
    return {part: (inside[part], whole[part]) for part in whole}


def _collects(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node) in CALLS | COUNTS


def _visible(tree: ast.AST) -> Iterator[ast.AST]:
    """Give the strings that look like texts, each once: an f-string is one."""
    silent = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr | ast.JoinedStr | ast.Compare | ast.AnnAssign)
        for inner in ast.walk(node.annotation if isinstance(node, ast.AnnAssign) else node)
        if inner is not node
        and (not isinstance(node, ast.Expr) or node.value is inner)
        and isinstance(inner, ast.Constant)
    }
    for node in ast.walk(tree):
        if id(node) not in silent and is_text(_words(node)):
            yield node


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values
        )
    said = node.value if isinstance(node, ast.Constant) else ""
    return re.sub(r"\{[^{}]*\}", "0", said) if isinstance(said, str) else ""


def is_text(words: str) -> bool:
    """Tell whether a string reads like something that is said to somebody."""
    if re.search(r"[\\$<>=#{}_|]|^[-.@/%]|\w\.\w+\(", words) or not re.search(
        r"[A-Za-z]{2}", words
    ):
        return False
    return bool(re.fullmatch(r"[A-Z][a-z]+", words) or re.search(r"[a-z,.:] [A-Za-z0-9]", words))


def main() -> None:
    """Write the template, or say the shares."""
    if "--share" in sys.argv:
        for part, (inside, whole) in share().items():
            print(f"{part:<14} {inside:>5} of {whole:>5}  {100 * inside // whole:>3} %")
        return
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
    print(f"{len(texts())} texts in {TEMPLATE}")


if __name__ == "__main__":
    main()
