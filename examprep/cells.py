"""Cells of spreadsheets: a text of strangers must not turn into a formula, nor a date into a day.

A text that a spreadsheet could take for a formula is written with an apostrophe before it, and
`unguarded` gives back exactly what `guarded` was given.
"""

from __future__ import annotations

import re

# What starts a formula in a spreadsheet, the wide forms that some of them take for it too, and the
# apostrophes that were there before.
_FORMULA = re.compile("['\\s]*[=+\\-@|%\uff1d\uff0b\uff0d\uff20]")
# Where semicolons, tabs or lines part fields, what follows one is the start of a field. (A bound,
# for a text of nothing but tabs would be looked through once for each of them.)
_INNER = re.compile("([;\\t\\n])(?=['\\s]{0,99}[=+\\-@|%\uff1d\uff0b\uff0d\uff20])")
_INNER_GUARDED = re.compile("([;\\t\\n])'(?=['\\s]{0,99}[=+\\-@|%\uff1d\uff0b\uff0d\uff20])")


def guarded(text: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula, whatever parts its fields."""
    inner = _INNER.sub("\\1'", text)
    return f"'{inner}" if _FORMULA.match(text) else inner


def unguarded(text: str) -> str:
    """Give back the text that `guarded` was given."""
    if "'" not in text:
        return text
    bare = text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
    return _INNER_GUARDED.sub("\\1", bare)
