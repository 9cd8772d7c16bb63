"""Choices of QTI, of whatever version, as items of a bank."""

from __future__ import annotations

from examprep.exchange.question import Raw

Made = tuple[Raw, list[str]] | str
"""The keys of an item and notes, or why it cannot be one."""


def options(labels: dict[str, str], keys: set[str], notes: list[str], *, several: bool) -> Made:
    """Make a choice, or a choice of several, of options by ident and the idents of the keys.

    Each option keeps its ident, under `ident`, until its feedback has been found.
    """
    made = [{"text": text, "ident": ident, "key": ident in keys} for ident, text in labels.items()]
    raw: Raw = {"options": made}
    if len(keys) == 1:
        if several:
            notes.append("several may be chosen, but one is right: it is a single best answer now")
        return raw, notes
    if not several:
        return f"{len(keys)} options are fully right, but one may be chosen"
    if len(keys) == len(labels):
        return "every option is right"
    return {"kind": "multiple", **raw}, notes


def by_ident(raw: Raw) -> dict[str, Raw]:
    """Give the options by their ident, which they lose; none where they are steps in order."""
    found: dict[str, Raw] = {}
    for option in raw.get("options", ()):
        if not option.get("key"):
            option.pop("key", None)
        if "ident" in option:
            found[option.pop("ident")] = option
    return found
