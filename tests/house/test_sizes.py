"""The sizes of the house: small modules, small functions, few branches, everything typed."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

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
    def translates(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        decorated = any(ast.unparse(one).startswith("on(") for one in node.decorator_list)
        return decorated or bool(re.match(r"_?on_[a-z]|action_|watch_", node.name))

    handlers = [(where, length(node)) for where, node in nodes(FUNCTIONS) if translates(node)]
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


def test_every_function_is_typed() -> None:
    def untyped(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        spec = node.args
        named = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]
        bare = [arg for arg in named if not arg.annotation and arg.arg not in {"self", "cls"}]
        return node.returns is None or bool(bare)

    assert [where for where, node in nodes(FUNCTIONS) if untyped(node)] == []


def imported(path: Path) -> set[str]:
    """Give what a module imports when it is loaded, with every name it may take from there."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_two_thirds_of_the_lines_know_no_screen() -> None:
    names = {
        path: ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in MODULES
    }
    imports = {names[path].removesuffix(".__init__"): imported(path) for path in MODULES}
    lines = {
        names[path].removesuffix(".__init__"): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
    }
    bound = {
        name for name, wanted in imports.items() if any(w.startswith("textual") for w in wanted)
    }
    while more := {name for name, wanted in imports.items() if wanted & bound} - bound:
        bound |= more
    free = sum(count for name, count in lines.items() if name not in bound)
    assert free / sum(lines.values()) >= 0.65


def test_there_are_nine_lines_of_test_for_ten_of_code() -> None:
    tests = sorted(PACKAGE.with_name("tests").rglob("*.py"))
    code, proof = (
        sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
        for paths in (MODULES, tests)
    )
    assert proof >= 0.9 * code
