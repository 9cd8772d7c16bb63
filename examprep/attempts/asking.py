"""How a kind of attempt asks an item: as it is, a template with numbers, or with four options."""

from __future__ import annotations

from examprep.attempts.slots import Rules
from examprep.banks.item import Item
from examprep.banks.variants import as_choice, variant


def asked_item(item: Item, seed: int, rules: Rules) -> Item:
    """Give the item of a slot as the rules of its attempt ask it."""
    return as_choice(item, seed) if rules.options else variant(item, seed)
