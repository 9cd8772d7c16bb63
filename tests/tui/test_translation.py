"""A translation reaches every text of the pages that everybody sees, and English needs none."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest

from examprep import words
from examprep.archives import Archive
from examprep.attempts.attempt import begin
from examprep.calculations.answers import judge
from examprep.calculations.asked import Asked
from examprep.calculations.formula import read_formula
from examprep.calculations.quantity import read_quantity
from examprep.dates import read_date
from examprep.desk.desk import Desk
from examprep.errors import ExamprepError
from examprep.exams.outlines import OUTLINE_IDS, outline
from examprep.files import read_bytes
from examprep.progress.merge import merge
from examprep.text import plural
from examprep.words import tr
from tests.tui.conftest import CHOICE, HEAD, NUMERIC
from tests.tui.pseudo import accented, machine_object

ROOT = Path(__file__).parents[2]
HEADER = ("", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n!=1;\n")
# What a bank says, what is typed, names of exams and organizations, and names of keys.
DATA = {*re.findall(r"[A-Za-z]+", f"{HEAD} {CHOICE} {NUMERIC}"), "examprep", "zolpidem", "heparin"}
NAMES = {"insulin", "warfarin", "codeine", "digoxin", "Jan", "weeks", "min"}
EXAMS = [outline(name) for name in OUTLINE_IDS]
TITLES = [f"{exam.exam} {exam.title}" for exam in EXAMS] + [
    f"{domain.title} {' '.join(domain.areas.values())}" for exam in EXAMS for domain in exam.domains
]
OUTLINES = re.findall(r"[A-Za-z]+", " ".join(TITLES))


def catalog() -> dict[str, object]:
    return runpy.run_path(str(ROOT / "docs" / "catalog.py"))


@lru_cache(maxsize=1)
def object_of_all() -> bytes:
    """Compile the made-up translation of every text."""
    pairs = [HEADER]
    for one, text in catalog()["texts"]().items():  # type: ignore[operator]
        key = f"{one}\0{text.many}" if text.many else one
        told = f"{accented(one)}\0{accented(text.many)}" if text.many else accented(one)
        pairs.append((key, told))
    return machine_object(pairs)


def translated(home: Path, language: str = "xx") -> None:
    """Put a made-up translation of every text where the program looks for one."""
    folder = home / "data" / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "examprep.mo").write_bytes(object_of_all())


def heard(home: Path, walk: str, folder: Path) -> dict[str, str]:
    """Let a walk go through the program in the made-up language; give what was said where."""
    translated(home)
    env = os.environ | {"LANGUAGE": "xx", "LANG": "xx_XX.UTF-8", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-m", walk, str(folder)],
        capture_output=True, text=True, check=True, cwd=ROOT, env=env,
    )  # fmt: skip
    return dict(json.loads(run.stdout))


def test_no_text_of_the_main_pages_escapes_a_translation(home: Path, bank_folder: Path) -> None:
    pages, left = heard(home, "tests.tui.pseudo", bank_folder), {}
    for page, text in pages.items():
        left[page] = sorted(plain_words(text) - DATA - NAMES - set(OUTLINES))
    assert {page: found for page, found in left.items() if found} == {}
    assert "Ťîméď qûîz" in pages["results"]


def plain_words(text: str) -> set[str]:
    """Give the words of a text that no translation has touched."""
    return set(re.findall(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])", text))


@pytest.fixture
def spoken(home: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """A made-up language that the user reads."""
    translated(home)
    monkeypatch.setenv("LANGUAGE", "xx")
    words.catalog.cache_clear()
    yield
    words.catalog.cache_clear()


def test_counts_and_values_are_put_into_the_translation(spoken: object) -> None:
    assert plural(3, "question") == "3 qûéšťîôñš"
    assert plural(1, "question") == "1 qûéšťîôñ"
    assert tr("in {left} days", left=4) == "îñ 4 ďàÿš"
    assert tr("A text that no catalog has.") == "A text that no catalog has."


def test_charts_and_settings_are_told_in_the_language_of_the_user(
    spoken: object,
) -> None:
    desk = Desk.open([])
    desk.enroll("Ann", "ptce-2026", None)
    desk.library.close()
    env = os.environ | {"LANG": "xx_XX.UTF-8", "PYTHONPATH": str(ROOT)}
    told = ""
    for command in (["charts"], ["settings", "theme"]):
        run = [sys.executable, "-m", "examprep", *command]
        told += subprocess.run(run, capture_output=True, text=True, check=True, env=env).stdout
    typed = {"theme", "dark", "light", "high", "contrast"}
    assert plain_words(told) - typed - set(OUTLINES) == set()


@pytest.mark.parametrize(
    ("say", "data"),
    [
        (lambda: read_date("soon", date(2026, 11, 22)), {"Jan", "weeks"}),
        (lambda: read_date("Feb 30", date(2026, 11, 22)), set()),
        (lambda: read_bytes(Path("gone.toml")), {"gone", "toml"}),
        (lambda: Archive(Path("one.zip"), b"no zip"), {"one", "zip"}),
        (lambda: read_quantity("about five"), set()),
        (lambda: read_formula("2 +"), set()),
        (lambda: merge(b"", b"", (Path("one"), Path("two"))), {"one", "candidate", "format"}),
        (lambda: begin("one", "quiz", (), datetime(2026, 11, 22, tzinfo=UTC)), set()),
    ],
)
def test_faults_are_told_in_the_language_of_the_user(
    spoken: object, say: Callable[[], object], data: set[str]
) -> None:
    with pytest.raises(ExamprepError) as raised:
        say()
    assert plain_words(str(raised.value)) - data == set()


def test_a_wrong_number_is_told_in_the_language_of_the_user(spoken: object) -> None:
    said = judge(Asked(Fraction(5, 2), unit="mL", round=1), "25").remark
    assert said
    assert plain_words(said) == set()


def test_a_translation_that_names_another_value_is_not_used(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "data" / "locale" / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    pairs = [HEADER, ("in {left} days", "{wrong} zile")]
    (folder / "examprep.mo").write_bytes(machine_object(pairs))
    monkeypatch.setenv("LANGUAGE", "xx")
    words.catalog.cache_clear()
    assert tr("in {left} days", left=4) == "in 4 days"
    (folder / "examprep.mo").write_bytes(b"no catalog")
    words.catalog.cache_clear()
    assert tr("in {left} days", left=4) == "in 4 days"
    words.catalog.cache_clear()


@pytest.mark.parametrize("language", ["en_GB:xx", "C", "POSIX", "en"])
def test_who_reads_english_first_gets_english(
    home: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    translated(home)
    monkeypatch.setenv("LANGUAGE", language)
    words.catalog.cache_clear()
    assert words.catalog() is None
    words.catalog.cache_clear()


def test_the_template_for_translators_is_up_to_date() -> None:
    template = ROOT / "examprep" / "locale" / "examprep.pot"
    told = "run `python docs/catalog.py`"
    assert template.read_text(encoding="utf-8") == catalog()["template"](), told  # type: ignore[operator]
