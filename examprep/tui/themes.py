"""The themes, as data: one accent color, green and red for right and wrong only."""

from __future__ import annotations

from textual.theme import Theme

from examprep.settings import THEME_TITLES

# `quiet` is for what may be ignored, `line` for what separates.
DARK = Theme(
    name="examprep-dark",
    primary="#7db8d8",
    accent="#7db8d8",
    secondary="#7db8d8",
    foreground="#dfe3e8",
    background="#15181c",
    surface="#15181c",
    panel="#1e2328",
    success="#86c995",
    error="#ee9488",
    warning="#e0bd74",
    dark=True,
    variables={"quiet": "#98a2ad", "line": "#39424b", "focus": "#24313b"},
)
LIGHT = Theme(
    name="examprep-light",
    primary="#13608c",
    accent="#13608c",
    secondary="#13608c",
    foreground="#1d242b",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#f0eee9",
    success="#1f6b35",
    error="#a72a20",
    warning="#7d5400",
    dark=False,
    variables={"quiet": "#5a646e", "line": "#cbc8c0", "focus": "#e3ebf0"},
)
CONTRAST = Theme(
    name="examprep-contrast",
    primary="#ffff66",
    accent="#ffff66",
    secondary="#ffff66",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#7dff9b",
    error="#ffb3ab",
    warning="#ffe08a",
    dark=True,
    variables={"quiet": "#e0e0e0", "line": "#a0a0a0", "focus": "#333300"},
)
THEMES = (DARK, LIGHT, CONTRAST)
TITLES = THEME_TITLES
# For terminals with 16 colors: each is one of them, as they are numbered in the Linux console, so
# that none is rounded to one that cannot be read.
DARK_16 = Theme(
    name="examprep-dark-16",
    primary="#55ffff",
    accent="#55ffff",
    secondary="#55ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#55ff55",
    error="#ff5555",
    warning="#ffff55",
    dark=True,
    variables={"quiet": "#aaaaaa", "line": "#555555", "focus": "#000000"},
)
LIGHT_16 = Theme(
    name="examprep-light-16",
    primary="#0000aa",
    accent="#0000aa",
    secondary="#0000aa",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#ffffff",
    success="#0000aa",  # no green of the 16 can be read on white; sign and word tell right
    error="#aa0000",
    warning="#aa00aa",
    dark=False,
    variables={"quiet": "#000000", "line": "#aaaaaa", "focus": "#ffffff"},
)
SIXTEEN = {DARK.name: DARK_16, LIGHT.name: LIGHT_16, CONTRAST.name: DARK_16}
