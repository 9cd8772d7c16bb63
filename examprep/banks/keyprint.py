"""What an item's key comes to, in 16 bits: a mended typo leaves it, another key does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

NO_PRINT = 0
_WORDS = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[<>\u2264\u2265%\u2212\u00b0+=\u00d7/-]")
_SHORT = 4
_VOWELS = frozenset("aeiouy")


def key_print(raw: dict[str, Any]) -> int:
    """Give the print of a checked `[[item]]` table, 1 to 65,535.

    Of a long word only the first letter counts and which consonants it has: `recieve` or `refiled`
    mended leaves the print as it is, while 30 days turned into 90, mg into mcg, hydralazine into
    hydroxyzine, or the key moved to another option changes it. A key said in other words counts as
    another one: to ask it anew does no harm.
    """
    text = "\n".join(_soundings(raw))
    return 1 + int.from_bytes(blake2b(text.encode(), digest_size=4).digest(), "big") % 0xFFFF


def _soundings(raw: dict[str, Any]) -> Iterable[str]:
    kind = raw.get("kind", "choice")
    yield kind
    if kind == "numeric":
        # A formula is exact, and so are units and the places asked for.
        yield from (str(raw.get(part, "")) for part in ("answer", "unit", "round", "rounding"))
    elif kind == "match":
        yield from (f"{_sound(pair['left'])}={_sound(pair['right'])}" for pair in raw["pairs"])
    else:
        every = enumerate(raw["options"])
        keyed = ((n, one) for n, one in every if kind == "order" or one.get("key"))
        yield from (f"{place} {_sound(option['text'])}" for place, option in keyed)


def _sound(text: str) -> str:
    """Give numbers, signs and short words of a text, and the skeletons of its long words."""
    return " ".join(map(_skeleton, _WORDS.findall(text.casefold())))


def _skeleton(word: str) -> str:
    if len(word) <= _SHORT or word[0].isdigit():
        return word
    return word[0] + "".join(sorted({*word} - _VOWELS))
