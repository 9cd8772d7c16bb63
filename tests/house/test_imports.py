"""What each part loads: the app's framework stays in the app, heavy libraries wait until used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "examprep"
PARTS = [
    "calculations",
    "banks",
    "exams",
    "attempts",
    "progress",
    "learning",
    "cohort",
    "exchange",
    "desk",
]
SCREEN = {"textual", "rich", "plotext", "textual_plotext"}
HEAVY = {"pydantic", "numpy", "rapidfuzz", "filelock", "sqlite3", "tomli_w"}
LOAD = """
import importlib, json, pkgutil, sys
for name in sys.argv[1:]:
    module = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), name + "."):
        importlib.import_module(found.name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded(code: str, *words: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize("part", PARTS)
def test_no_part_but_the_app_loads_a_screen_library(part: str) -> None:
    assert not loaded(LOAD, f"examprep.{part}") & SCREEN


def test_the_modules_beside_the_parts_load_no_screen_library() -> None:
    beside = [path.stem for path in PACKAGE.glob("*.py") if not path.stem.startswith("__")]
    assert beside
    assert not loaded(LOAD, *(f"examprep.{name}" for name in beside)) & (SCREEN | {"pydantic"})


@pytest.mark.parametrize("module", ["banks.library", "banks.index", "desk", "learning", "attempts"])
def test_banks_are_opened_without_what_checks_them(module: str) -> None:
    assert not loaded(LOAD, f"examprep.{module}") & (SCREEN | {"pydantic", "numpy"})


def test_every_part_is_looked_at() -> None:
    parts = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert parts == {*PARTS, "tui", "web", "cli"}


def test_the_way_to_the_first_screen_loads_nothing_heavy() -> None:
    code = "import json, sys, examprep.tui.app; print(json.dumps(sorted(sys.modules)))"
    assert not loaded(code) & (HEAVY | {"plotext", "textual_plotext"})


def test_help_loads_neither_the_app_nor_the_banks() -> None:
    code = (
        "import json, sys\nfrom examprep.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    assert not loaded(code) & (SCREEN | HEAVY | {"rtoml", "msgspec", "examprep.banks"})
