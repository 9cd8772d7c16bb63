"""Colors: readable in every theme, and never the only sign."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from examprep.settings import Settings
from examprep.tui import themes
from examprep.tui.themes import THEMES, TITLES

TEXT = ("foreground", "quiet", "primary", "success", "error", "warning")
GROUNDS = ("background", "panel", "focus")
LEAST = 4.5
FOLDER = Path(themes.__file__).parent


def color_of(theme: Theme, name: str) -> Color:
    """Give a color as the style sheets see it."""
    return Color.parse({**theme.to_color_system().generate(), **theme.variables}[name])


def brightness(color: Color) -> float:
    """Give the relative luminance of WCAG 2."""
    parts = (part / 255 for part in (color.r, color.g, color.b))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Give the contrast of WCAG 2, 1 to 21."""
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_text_can_be_read(theme: Theme, ground: str, text: str) -> None:
    assert contrast(color_of(theme, text), color_of(theme, ground)) >= LEAST


@pytest.mark.parametrize("text", TEXT)
def test_high_contrast_is_higher(text: str) -> None:
    theme = next(theme for theme in THEMES if TITLES[theme.name] == "High contrast")
    assert contrast(color_of(theme, text), color_of(theme, "background")) >= 7


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast(Color.parse("#fff"), Color.parse("#000")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


def test_every_theme_has_the_same_names_and_a_title() -> None:
    assert len({frozenset(theme.variables) for theme in THEMES}) == 1
    assert {theme.name for theme in THEMES} == set(TITLES)
    assert Settings().theme in TITLES


def test_one_accent_color() -> None:
    for theme in THEMES:
        assert theme.primary == theme.accent == theme.secondary


def test_no_color_is_written_anywhere_but_in_the_themes() -> None:
    for path in [*FOLDER.rglob("*.tcss"), *FOLDER.rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        if path.name != "themes.py":
            assert not re.search(r"#[0-9a-fA-F]{6}\b|rgb\(|ansi_", text), path.name
