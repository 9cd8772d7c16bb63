"""What is on the screen as pieces of text with both their colors, and how readable that is."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import Color, ColorSystem
from textual.color import Color as Shade

from examprep.tui.app import ExamprepApp

Rgb = tuple[int, int, int]
# The 16 colors as xterm, Windows Terminal (Campbell) and the Linux console show them.
XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
WINDOWS = (
    "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
)
LINUX = (
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
PALETTES = {
    name: [Shade.parse(f"#{one}").rgb for one in text.split()]
    for name, text in (("xterm", XTERM), ("windows", WINDOWS), ("linux", LINUX))
}


def brightness(color: Rgb) -> float:
    """Give the relative luminance of WCAG 2."""
    parts = (part / 255 for part in color)
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """Give the contrast of WCAG 2, 1 to 21."""
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


def pieces(app: ExamprepApp) -> Iterator[tuple[str, Color, Color, bool]]:
    """Give each piece of text on the screen with its colors, and whether it is struck out."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if segment.text.strip() and style and style.color and style.bgcolor:
                pair = (style.color, style.bgcolor)
                front, back = pair[::-1] if style.reverse else pair
                yield segment.text, front, back, bool(style.strike)


def rgb(color: Color) -> Rgb:
    """Give a color as a terminal with all colors shows it."""
    return tuple(color.get_truecolor())  # type: ignore[return-value]


def in_sixteen(color: Color, palette: list[Rgb]) -> Rgb:
    """Give a color as a terminal with 16 colors shows it."""
    number = color.downgrade(ColorSystem.STANDARD).number
    return palette[number if number is not None else 0]
