"""Ids and topics for what comes in: the foreign file's own, or made from its names and texts."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

from examprep.exchange.question import Raw

ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
TOPIC = re.compile(r"[a-z0-9][a-z0-9._/-]{0,127}")
_LONGEST = 48


def slug(text: str, longest: int = _LONGEST) -> str:
    """Make an id of a text: small letters, digits and dashes; empty where none is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].rstrip("-")


def topic_slug(category: str) -> str:
    """Make the id of a topic of a category's path."""
    parts = (slug(part) for part in category.split("/"))
    return "/".join(part for part in parts if part)[:128].rstrip("/-")


def text_id(raw: Raw) -> str:
    """Make an id of what a question asks: the same text gives the same id on every machine."""
    digest = blake2b(meaning(raw).encode(), digest_size=5).hexdigest()
    return f"q-{digest}"


def meaning(raw: Raw) -> str:
    """Give the words of a question's stem and options, without case, signs and spaces."""
    parts = [raw.get("stem", "")]
    parts += sorted(option.get("text", "") for option in raw.get("options", ()))
    parts += sorted(f"{pair.get('left')}={pair.get('right')}" for pair in raw.get("pairs", ()))
    return "\n".join(" ".join(re.findall(r"\w+", part.casefold())) for part in parts)
