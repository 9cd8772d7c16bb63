"""Texts in the user's language, where there is a translation; in English otherwise.

The English text is the key, as in gettext. Translations are compiled catalogs,
`LANGUAGE/LC_MESSAGES/examprep.mo`, in the folder `locale` beside the candidates (for trying one
out) or in the package. Who reads English pays nothing: no file is looked for.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.errors import ExamprepError
from examprep.locales import languages

if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "examprep"
_ENGLISH = ("en", "c", "posix")
# What a translation raises that names something else than its text does.
_BAD_NAMES = (KeyError, IndexError, ValueError, AttributeError, TypeError)


def tr(text: str, /, **values: object) -> str:
    """Give a text in the user's language, with values put in for its `{names}`."""
    found = catalog()
    if found is None:
        return text.format(**values) if values else text
    told = found.gettext(text) if text else ""
    if not values:
        return told
    try:
        return told.format(**values)
    except _BAD_NAMES:
        return text.format(**values)


def tr_count(one: str, many: str, count: int) -> str:
    """Give the form of a noun that goes with a count, in the user's language."""
    found = catalog()
    if found is not None:
        with suppress(ArithmeticError):  # a rule that divides by zero
            return found.ngettext(one, many, count)
    return one if count == 1 else many


def msg(text: str, /) -> str:
    """Mark a text for the catalog that is translated only where it is shown."""
    return text


@lru_cache(maxsize=1)
def catalog() -> NullTranslations | None:
    """Give the translation for this user; None for English, and where there is none."""
    wanted = _before_english(languages())
    if not wanted:
        return None
    import gettext
    import struct

    for folder in _folders():
        try:
            return gettext.translation(DOMAIN, folder, wanted)
        except (OSError, ValueError, LookupError, struct.error):  # none there, or no catalog
            continue
    return None


def language() -> str:
    """Give the language of the texts as HTML names it: `en`, `pt-BR`; empty where not told."""
    found = catalog()
    return "en" if found is None else found.info().get("language", "").replace("_", "-")


def _before_english(names: tuple[str, ...]) -> list[str]:
    """Give the languages that the user likes better than English."""
    wanted = []
    for name in names:
        if name.casefold().replace("-", "_").partition(".")[0].partition("_")[0] in _ENGLISH:
            break
        wanted.append(name)
    return wanted


def _folders() -> list[str]:
    from examprep.places import data_folder

    packaged = Path(__file__).parent / "locale"
    try:
        return [str(data_folder() / "locale"), str(packaged)]
    except ExamprepError:  # no home folder: others say so
        return [str(packaged)]
