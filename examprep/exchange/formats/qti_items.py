"""Choices of QTI, of whatever version, as items of a bank."""

from __future__ import annotations

from examprep.exchange.question import Raw

Made = tuple[Raw, list[str]] | str
"""The keys of an item and notes, or why it cannot be one."""


def options(labels: dict[str, str], keys: set[str], notes: list[str], *, several: bool) -> Made:
    """Make a choice, or a choice of several, of options by ident and the idents of the keys."""
    raw: Raw = {
        "options": [
            {"text": text, "key": True, "ident": ident}
            if ident in keys
            else {"text": text, "ident": ident}
            for ident, text in labels.items()
        ]
    }
    if len(keys) > 1 and not several:
        return f"{len(keys)} options are fully right, but one may be chosen"
    if several and len(keys) > 1:
        if len(keys) == len(labels):
            return "every option is right"
        return {"kind": "multiple", **raw}, notes
    if several:
        notes.append("several may be chosen, but one is right: it is a single best answer now")
    return raw, notes
