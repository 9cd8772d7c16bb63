"""The documentation says what the program does: written pages, links, pictures and commands."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from examprep.cli import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
MORE = {"--help", "--version"}


def heads(text: str) -> set[str]:
    """Give the anchors of a page, as the common viewers make them."""
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.casefold()).replace(" ", "-") for head in found}


@pytest.mark.parametrize("name", ["keys.md", "bank-format.md"])
def test_what_is_written_from_the_code_is_up_to_date(name: str) -> None:
    written = runpy.run_path(str(ROOT / "docs" / "reference.py"))["WRITTEN"]
    told = "run `python docs/reference.py`"
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == written[name](), told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if target.startswith(("http:", "https:")):
            continue
        if not there.exists() or (anchor and anchor not in heads(there.read_text("utf-8"))):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    code = re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL)
    named = {word for part in code for word in re.findall(r"\bexamprep ([a-z][a-z-]+)\b", part)}
    assert named <= set(COMMANDS) | {"learner"}


def test_every_page_is_reached_from_the_readme() -> None:
    reached = {ROOT / "README.md"}
    for _ in PAGES:
        for page in list(reached):
            links = re.findall(r"\]\(([^)#\s]+\.md)", page.read_text(encoding="utf-8"))
            reached |= {(page.parent / link).resolve() for link in links}
    assert set(PAGES) - reached == set()


def test_what_is_said_of_the_chance_is_what_the_code_has() -> None:
    from examprep.learning.outlook import LEAST_FIRSTS, LEAST_IN_DOMAIN, POINTS

    text = (ROOT / "docs" / "readiness.md").read_text(encoding="utf-8")
    assert f"only after {LEAST_FIRSTS} first answers with {LEAST_IN_DOMAIN} in each domain" in text
    assert f"in steps of {POINTS} points" in text


def test_what_is_said_of_the_settings_is_what_the_code_takes() -> None:
    from examprep.locales import STYLES

    text = (ROOT / "docs" / "faq.md").read_text(encoding="utf-8")
    assert all(f"`{style}`" in text for style in STYLES)
