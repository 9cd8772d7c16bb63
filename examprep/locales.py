"""What the machine says of its user's language and region. No clock, no files, no libraries.

The environment is asked in the order of POSIX; Windows, which sets none of it, is asked by name.
"""

from __future__ import annotations

import locale
import os
import re
from functools import lru_cache
from typing import Literal

Style = Literal["us", "world", "iso"]
STYLES: tuple[Style, ...] = ("us", "world", "iso")
# Where English dates begin with the month (Unicode CLDR, medium dates of en-XX), and where a
# date begins with its year whatever the language.
_MONTH_FIRST = {"", "US", "CA", "PH", "PR", "GU", "VI", "AS", "MP", "UM", "FM", "MH", "PW"}
_YEAR_FIRST = {"CN", "HU", "JP", "KR", "LT", "SE", "TW"}


def region_of(name: str) -> str:
    """Give the region of a locale's name: `DE` of `de_DE.UTF-8`; empty for none."""
    found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?[-_]([A-Za-z]{2})(?![A-Za-z])", name)
    return found[1].upper() if found else ""


@lru_cache(maxsize=8)
def style_of(name: str) -> Style:
    """Give the way of writing dates of a locale; a name without a region writes as in the US."""
    region = region_of(name)
    if region in _YEAR_FIRST:
        return "iso"
    return "us" if region in _MONTH_FIRST else "world"


def time_locale() -> str:
    """Give the name of the locale that dates and times follow on this machine."""
    return _first("LC_ALL", "LC_TIME", "LANG") or _windows(locale.getlocale()[0] or "")


def languages() -> tuple[str, ...]:
    """Give the languages that the user reads, the best first, as names of locales."""
    said = os.environ.get("LANGUAGE", "") or _first("LC_ALL", "LC_MESSAGES", "LANG")
    return tuple(filter(None, (said or locale.getlocale()[0] or "").split(":")))


def _first(*names: str) -> str:
    return next(filter(None, (os.environ.get(name, "") for name in names)), "")


@lru_cache(maxsize=8)
def _windows(name: str) -> str:
    """Turn a name like `German_Germany` into one like `de_DE`; others stay."""
    return locale.normalize(name).partition(".")[0]
