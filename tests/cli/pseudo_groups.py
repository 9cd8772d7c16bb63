"""Says the commands for banks, classes and serving in a made-up language; prints them as JSON.

A process of its own: texts are looked up while modules are imported. Run by
test_translated_groups.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

from examprep.banks.library import Library
from examprep.web.pages import app_page, join_page
from tests.cli.pseudo_lines import told
from tests.cohort.handed import file_for, sat
from tests.progress.logs import START

HELP = (
    *("doctor", "serve", "completion", "assign", "assign new", "assign take", "cohort"),
    *("cohort report", "bank", "bank check", "bank diff", "bank import", "bank watch"),
)
TYPED = (
    "doctor",
    "serve --port 99999",
    "serve --seats 0",
    "bank show nope",
    "bank check zork.toml",
    "bank check nope",
    "bank dedupe zork.toml",
    "bank diff zork.toml other.toml",
    "bank update",
    "bank new fresh --kinds nope",
    "bank new fresh",
    "bank pack zork.toml -o zork.zip",
    "bank add zork.toml",
    "bank update zork",
    "bank remove zork",
    "assign list",
    "assign new -o maria.toml",
    "assign new -o maria.toml --topic zork:frob -n 2 --title Zork",
    "assign verify maria.toml",
    "assign report maria.toml class",
    "cohort list",
    "cohort add zork class",
    "cohort report zork",
    "cohort report zork --html zork.html",
    "cohort remove zork",
)


def _only_these_banks() -> None:
    """Leave the shipped banks out: their titles are English, and data."""
    opened = Library.open
    Library.open = lambda *_, **more: opened([Path("banks")], **more)  # type: ignore[method-assign]


def _write_class(folder: Path) -> None:
    folder.mkdir()
    for number in range(6):
        blocks = sat(number, quizzes=2, items=40).blocks
        created = START + timedelta(minutes=number)
        (folder / f"z-{number}.toml").write_bytes(file_for("Zork", *blocks, created=created))
    (folder / "zork.toml").write_bytes(b"\0")


def _pages() -> dict[str, str]:
    _only_these_banks()
    _write_class(Path("class"))
    pages = {f"{command} --help": told(f"{command} --help") for command in HELP}
    pages |= {typed: told(typed) for typed in TYPED}
    pages["report"] = Path("zork.html").read_text(encoding="utf-8")
    pages["door"] = join_page(asks=True)
    pages["frame"] = app_page("Zork", "zork")
    return pages


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    sys.stdout.write(json.dumps(_pages()))
