"""The sizes of the house: small modules, small functions, few branches, everything typed."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "examprep"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BRANCHES = (
    ast.If,
    ast.For,
    ast.While,
    ast.AsyncFor,
    ast.ExceptHandler,
    ast.IfExp,
    ast.BoolOp,
    ast.comprehension,
    ast.match_case,
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def nodes(kinds: tuple[type, ...] | type) -> Iterator[tuple[str, ast.AST]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kinds):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}", node


def length(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1


def offenders(kinds: tuple[type, ...] | type, measure, limit: int) -> list[str]:
    return [where for where, node in nodes(kinds) if measure(node) > limit]


def test_modules_have_at_most_300_lines() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert [str(path) for path, count in lines.items() if count > 300] == []


def test_functions_are_short() -> None:
    assert offenders(FUNCTIONS, length, 40) == []
    lengths = sorted(length(node) for _, node in nodes(FUNCTIONS))
    assert statistics.mean(lengths) <= 10
    assert lengths[int(0.95 * len(lengths))] <= 25


def test_functions_branch_little() -> None:
    def branches(node: ast.AST) -> int:
        return 1 + sum(isinstance(part, BRANCHES) for part in ast.walk(node))

    assert offenders(FUNCTIONS, branches, 8) == []


def test_classes_are_small() -> None:
    def methods(node: ast.ClassDef) -> int:
        return sum(isinstance(part, FUNCTIONS) for part in node.body)

    assert offenders(ast.ClassDef, length, 200) == []
    assert offenders(ast.ClassDef, methods, 20) == []


def test_handlers_only_translate() -> None:
    handlers = [
        (where, length(node))
        for where, node in nodes(FUNCTIONS)
        if re.match(r"_?on_[a-z]|action_|watch_", node.name)
    ]
    assert [where for where, lines in handlers if lines > 15] == []
    assert statistics.mean(lines for _, lines in handlers) <= 6


def test_everything_public_says_what_it_is() -> None:
    silent = [
        where
        for where, node in nodes((*FUNCTIONS, ast.ClassDef))
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_fault_is_caught_wholesale() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "BaseException"
                assert caught not in {"Exception", "BaseException"}, f"{path}:{node.lineno}"


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "raise NotImplementedError"])
def test_nothing_is_left_for_later(word: str) -> None:
    assert [path.name for path in MODULES if re.search(rf"\b{word}\b", path.read_text())] == []


def test_no_message_shouts() -> None:
    shouting = re.compile(r"[A-Za-z]{2,}!(?:\s|$)")
    for path in [*PACKAGE.glob("tui/**/*.py"), *PACKAGE.glob("cli/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not shouting.search(node.value), f"{path}:{node.lineno}"
