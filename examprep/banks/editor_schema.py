"""The JSON Schema of bank files, for editors that check TOML while it is typed."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from examprep.banks.models import ITEMS, KINDS, Head

Schema = dict[str, Any]


def schema() -> Schema:
    """Give the schema.

    The kind decides by which definition an item is checked. With `anyOf` in its place editors
    would underline the whole item and not say why; they name the key where only one applies.
    """
    inputs = [(model, "validation", TypeAdapter(model)) for model in (Head, *ITEMS.values())]
    places, definitions = TypeAdapter.json_schemas(inputs)  # type: ignore[arg-type]
    every = definitions["$defs"]
    items = {kind: places[model, "validation"] for kind, model in ITEMS.items()}
    bodies = [every[part["$ref"].rpartition("/")[2]] for part in items.values()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "examprep bank",
        "description": "bank.toml holds the head; every other file of the folder holds items.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **every["Head"]["properties"],
            "item": {"type": "array", "items": _item(items, bodies)},
        },
        "$defs": {name: part for name, part in every.items() if name != "Head"},
    }


def _item(items: dict[str, Schema], bodies: list[Schema]) -> Schema:
    """Describe an item: every key there is, for completion, and by its kind what it must have."""
    numeric = {
        "if": {"required": ["given"]},
        "then": items["template"],
        "else": items["numeric"],
    }
    by_kind = {kind: numeric if kind == "numeric" else items[kind] for kind in KINDS}
    return {
        "type": "object",
        "additionalProperties": True,  # said aloud: a strict editor takes silence for a no
        "properties": {
            **{key: _hint(part) for body in bodies for key, part in body["properties"].items()},
            "kind": {"enum": list(KINDS), "description": "choice, if it is left out."},
        },
        "allOf": [{"if": _is(kind), "then": part} for kind, part in by_kind.items()],
    }


def _is(kind: str) -> Schema:
    """Tell an item of a kind; one that names no kind is a `choice`."""
    named: Schema = {"properties": {"kind": {"const": kind}}}
    return named if kind == "choice" else named | {"required": ["kind"]}


def _hint(part: Schema) -> Schema:
    """Keep of a key what an editor shows; whether its value fits depends on the kind."""
    shown = {name: part[name] for name in ("title", "description") if name in part}
    return shown | {"additionalProperties": True}
