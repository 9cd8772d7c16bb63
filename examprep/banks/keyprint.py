"""What an item's key comes to, in 16 bits: a mended typo leaves it, another key does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

NO_PRINT = 0
_WORDS = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")


def key_print(raw: dict[str, Any]) -> int:
    """Give the print of a checked `[[item]]` table, 1 to 65,535.

    Of each word only its first letter counts, and every number: `recieve` mended leaves the
    print as it is, while 30 days turned into 90 or the key moved to another option changes it. A
    key said in other words counts as another one: to ask it anew does no harm.
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
    """Give first letters and whole numbers of a text."""
    words = _WORDS.findall(text.casefold())
    return " ".join(word if word[0].isdigit() else word[0] for word in words)
