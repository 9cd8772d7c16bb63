"""Sharing: a copy of a progress file for somebody else, with a name or without.

What comes out is a progress file like any other, each block sealed anew. Without a name only
what is listed here is copied: an unknown key or kind may hold anything, so it stays behind.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import pbkdf2_hmac

from examprep.calculations.units import is_known
from examprep.dates import MONTHS
from examprep.progress.blocks import Block, render
from examprep.progress.candidates import folded, tidy
from examprep.progress.check import KINDS
from examprep.progress.head import FORMAT, Head, render_head
from examprep.progress.loaded import Fields, Loaded
from examprep.words import msg, tr

ANONYMOUS = "anon-"
# So slow that an instructor who guesses at names and dates is kept busy.
ROUNDS = 200_000
_ID, _TOKEN = 12, 10
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ALIAS = re.compile(rf"{ANONYMOUS}[{_LETTERS}]{{{_ID}}}")
# What may be typed besides numbers and units; any other word may be a name.
_SAID = frozenset(
    [
        *("am", "pm", "noon", "midnight", "in", "to", "per", "and", "of"),
        *("st", "nd", "rd", "th", "sept"),
        *(name.casefold()[:length] for name in MONTHS for length in (3, 9)),
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_OF_SLOT = ("slot", "of", "takes", "sure", "clock")
# What stays of each kind of block, besides its id, time and attempt; nothing of it is free text.
FIELDS: dict[str, tuple[str, ...]] = {
    "goal": ("exam", "date"),
    "attempt": (
        *("kind", "slots", "versions", "key_prints", "seconds", "topics"),
        *("outline", "areas", "pretest", "extra", "assignment"),
    ),
    "response": (*_OF_SLOT, "chose", "typed", "credit", "seconds", "mistake"),
    "mark": (*_OF_SLOT, "flag", "struck", "lit"),
    "undo": _OF_SLOT,
    "extend": ("item", "seed", "version", "key_print", "clock"),
    "pause": ("clock",),
    "resume": ("clock",),
    "finish": ("reason", "knew", "clock"),
    "report": ("item", "seed", "version"),
}
# What a block of each kind tells of its candidate.
_TELLS = {
    "goal": msg("your exam, and its date if you set one"),
    "attempt": msg("each quiz: when it began, what it was, and which questions it asked"),
    "response": msg(
        "each answer: when, what you chose or typed, whether it was right, how long it took, "
        "and how sure you were if you said so"
    ),
    "mark": msg("what you flagged, struck out or highlighted"),
    "undo": msg("which answers you took back"),
    "extend": msg("the questions that a drill went on with"),
    "note": msg("your notes of mock exams"),
    "result": msg("how your real exam went"),
    "pause": msg("when you paused and went on"),
    "resume": msg("when you paused and went on"),
    "finish": msg("how each quiz ended"),
    "report": msg("which questions you reported"),
}
_NAMES_BLOCKS = ("id", "attempt", "of", "takes")
Pair = tuple[str, Fields]


@dataclass(frozen=True)
class Alias:
    """Who a candidate is in one class, and what their blocks are called there.

    The same name, creation time and class code give the same alias on every machine; another
    class code gives one that has nothing in common with it.
    """

    name: str
    created: datetime
    code: str

    @cached_property
    def _key(self) -> bytes:
        code = folded(tidy(self.code)).encode()
        moment = self.created.astimezone(UTC).isoformat()
        return pbkdf2_hmac("sha256", f"{folded(self.name)}\0{moment}".encode(), code, ROUNDS)

    @property
    def id(self) -> str:
        """Give the id that stands in the place of the name."""
        return f"{ANONYMOUS}{self._short('candidate', _ID)}"

    def of_block(self, name: str) -> str:
        """Give the id of a block: its writer is hidden too, its running number stays."""
        token, _, number = name.rpartition("-")
        if token and number.isascii() and number.isdecimal():
            return f"{self._short(token, _TOKEN)}-{number}"
        return self._short(name, _TOKEN)

    def _short(self, text: str, length: int) -> str:
        digest = hmac.digest(self._key, text.encode("utf-8", "replace"), "sha256")
        return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:length])


@dataclass(frozen=True)
class Share:
    """What is handed over: its bytes, and what can be said of it before it is written."""

    data: bytes
    name: str
    blocks: int
    responses: int
    first: datetime | None
    last: datetime | None
    fields: dict[str, tuple[str, ...]]
    left_out: dict[str, int]


def share(loaded: Loaded, head: Head, code: str | None = None) -> Share:
    """Make the file that is handed over; with a class code, one without a name.

    Of two blocks of one id both are kept, as they stand. What TOML of one line cannot hold is
    left out.
    """
    alias = None if code is None else Alias(head.name, head.created, code)
    name = alias.id if alias else head.name
    pieces, fields, left_out = [], dict[str, dict[str, None]](), dict[str, int]()
    moments = []
    for kind, given in loaded.pairs():
        kept = _kept(kind, given, alias)
        if not kept:
            left_out[kind] = left_out.get(kind, 0) + 1
            continue
        pieces.append(render(Block(kind, kept)))
        fields.setdefault(kind, {}).update(dict.fromkeys(kept))
        moments += [kept["at"]] if kind == "response" else []
    return Share(
        b"".join([_head(head, alias), *pieces]),
        name,
        len(pieces),
        len(moments),
        min(moments, default=None),
        max(moments, default=None),
        {kind: tuple(keys) for kind, keys in fields.items()},
        left_out,
    )


def _head(head: Head, alias: Alias | None) -> bytes:
    """Write the head; without a name, no creation time either: it would give the name away."""
    if alias:
        return render_head({"format": FORMAT, "candidate": alias.id, "anonymous": True})
    return render_head(head.fields)


def _kept(kind: str, fields: Fields, alias: Alias | None) -> Fields:
    """Give what is copied of a block; nothing where it stays behind as a whole."""
    if kind not in (FIELDS if alias else KINDS):
        return {}
    sound = fields if _can_stand(fields) else _sound(fields)
    if "id" not in sound or "at" not in sound:
        return {}
    return _without_names(kind, sound, alias) if alias else sound


def _sound(fields: Fields) -> Fields:
    """Give what a block can be written with: a hand may have put nested tables into it."""
    return {key: value for key, value in fields.items() if _can_stand({key: value})}


def _without_names(kind: str, fields: Fields, alias: Alias) -> Fields:
    known = {"id", "at", "attempt", *FIELDS[kind]}
    kept = {
        key: alias.of_block(value) if key in _NAMES_BLOCKS and isinstance(value, str) else value
        for key, value in fields.items()
        if key in known
    }
    return kept | ({"typed": _plain(str(kept["typed"]))} if "typed" in kept else {})


def _plain(typed: str) -> str:
    """Leave words out of what was typed in the place of a number, but for units and dates."""
    return _WORD.sub(lambda word: word[0] if _is_plain(word[0]) else "\u2026", typed)


def _is_plain(word: str) -> bool:
    return len(word) == 1 or word.casefold() in _SAID or is_known(word)


def _can_stand(fields: Fields) -> bool:
    with suppress(TypeError, OverflowError):
        render(Block("", fields))
        return True
    return False


def is_anonymous(head: Head) -> bool:
    """Tell whether a file was shared without a name, under an id as `Alias` gives it."""
    return head.fields.get("anonymous") is True and _ALIAS.fullmatch(head.name) is not None


def described(made: Share) -> Iterator[str]:
    """Say in lines what is handed over."""
    from examprep.dates import local
    from examprep.days import short
    from examprep.text import plural

    when = ""
    if made.first and made.last:
        days = dict.fromkeys((short(local(made.first)), short(local(made.last))))
        when = ", " + tr(" to ").join(days)
    yield tr("handed over: {answers}{when}", answers=plural(made.responses, "answer"), when=when)
    yield from dict.fromkeys(f"  {_plainly(kind, keys)}" for kind, keys in made.fields.items())
    for kind, count in made.left_out.items():
        yield tr("  left out: {blocks}", blocks=plural(count, kind))


def _plainly(kind: str, keys: Sequence[str]) -> str:
    told, wrote = tr(_TELLS[kind]), kind == "report" and "text" in keys
    return tr("{told}, and what you wrote", told=told) if wrote else told
