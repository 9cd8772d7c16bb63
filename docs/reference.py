"""Write what of the documentation is said in the code already: the keys and the bank format.

Run `python docs/reference.py`; it writes docs/keys.md and docs/bank-format.md. A test fails while
one of them is behind the code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
Schema = Mapping[str, Any]
KINDS = {
    "ChoiceItem": "One best answer",
    "MultipleItem": "Choose all that apply",
    "OrderItem": "Put in order",
    "MatchItem": "Match",
    "NumericItem": "A typed number",
    "TemplateItem": "A calculation with numbers drawn anew",
}
KEYS_HEAD = """\
# Keys

Written from the app's own table of commands by `python docs/reference.py`. In the app `?` shows the
keys of the page you are on, and `^P` (Ctrl and P) finds every command by its name. Capital letters
and small ones do the same. Everything can be clicked, and nothing has to be.

Where a question has numbered answers, the digit chooses one. The arrows move the cursor.
"""
BANK_HEAD = """\
# Bank format

Written from the schema that `examprep bank check` uses, by `python docs/reference.py`. How a
question is written well is told in [writing-banks.md](writing-banks.md) and
[CONTRIBUTING.md](../CONTRIBUTING.md); `examprep bank schema` gives the same as JSON Schema, with
which many editors check a file while you type.

A bank is a folder: `bank.toml` holds the head, every other `.toml` file holds questions as
`[[item]]` tables. One file with both is a bank too. Files are TOML 1.0, in UTF-8. A key that is not
listed here is an error, so that a slip of the finger is found.
"""


def keys() -> str:
    """Give docs/keys.md: a table for each page."""
    from examprep.tui.calculator_keys import CALCULATOR
    from examprep.tui.commands import COMMANDS
    from examprep.tui.titles import TITLES

    parts = [KEYS_HEAD]
    for page, commands in COMMANDS.items():
        rows = [(one.key, one.help) for one in commands]
        parts.append(f"## {TITLES[page]}\n\n{table(('key', 'what it does'), rows)}")
    rows = [(one.key, one.help) for one in CALCULATOR]
    parts.append(f"## Calculator\n\n{table(('key', 'what it does'), rows)}")
    return "\n".join(parts)


def bank_format() -> str:
    """Give docs/bank-format.md: the head, what every kind has, each kind, and their parts."""
    from pydantic import TypeAdapter

    from examprep.banks.editor_schema import schema
    from examprep.banks.models import Head

    whole = schema()
    needed = TypeAdapter(Head).json_schema()["required"]
    defs = dict(whole["$defs"])
    head = {name: one for name, one in whole["properties"].items() if name != "item"}
    parts = [BANK_HEAD, f"## The head\n\n{_fields(head, needed)}"]
    common = _common([defs[name] for name in KINDS])
    first = defs[next(iter(KINDS))]
    shared = {name: first["properties"][name] for name in common}
    parts.append(f"## Every question\n\n{_fields(shared, first['required'])}")
    for name, title in KINDS.items():
        parts.append(_section(title, defs.pop(name), common))
    parts += [_section(name, one, ()) for name, one in sorted(defs.items())]
    return "\n".join(parts)


def _common(kinds: list[Schema]) -> list[str]:
    """Give the keys that all kinds have, in the order of the first."""
    return [
        name
        for name in kinds[0]["properties"]
        if name != "kind" and all(name in one["properties"] for one in kinds)
    ]


def _section(title: str, one: Schema, without: list[str] | tuple[str, ...]) -> str:
    said = one.get("description", "")
    rows = {name: field for name, field in one.get("properties", {}).items() if name not in without}
    return f"## {title}\n\n{said}\n\n{_fields(rows, one.get('required', ()))}"


def _fields(fields: Mapping[str, Schema], required: Any) -> str:
    rows = [
        (f"`{name}`", "yes" if name in required else "", kind_of(one), one.get("description", ""))
        for name, one in fields.items()
    ]
    return table(("key", "needed", "value", "what it is"), rows)


def kind_of(one: Schema) -> str:
    """Say in a few words what a value may be."""
    if "$ref" in one:
        name = one["$ref"].rpartition("/")[2]
        return f"a table: [{name}](#{name.casefold()})"
    if "const" in one:
        return f'`"{one["const"]}"`'
    if "enum" in one:
        return " or ".join(f"`{value}`" for value in one["enum"])
    if "anyOf" in one:
        return " or ".join(dict.fromkeys(kind_of(each) for each in one["anyOf"]))
    return _plain_kind(one)


def _plain_kind(one: Schema) -> str:
    kind = one.get("type", "")
    if kind == "array":
        return f"list of: {kind_of(one['items'])}" if "items" in one else "list"
    if kind == "object":
        inner = [*one.get("patternProperties", {}).values(), one.get("additionalProperties")]
        values = [kind_of(each) for each in inner if isinstance(each, dict)]
        return " ".join(["table", *(f"of {value}" for value in values[:1])])
    if one.get("format") == "date":
        return "date, such as 2026-11-23"
    words = {"string": "text", "integer": "whole number", "boolean": "`true` or `false`"}
    return f"{words.get(str(kind), str(kind))}{_limits(one)}"


def _limits(one: Schema) -> str:
    low, high = one.get("minimum"), one.get("maximum")
    if low is not None and high is not None:
        return f", {low} to {high}" if low != high else f", {low}"
    return f", up to {one['maxLength']:,} signs" if one.get("maxLength", 10**6) < 10**4 else ""


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    return "\n".join(_lines(heads, rows)) + "\n"


def _lines(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


WRITTEN = {"keys.md": keys, "bank-format.md": bank_format}


def main() -> None:
    """Write the pages."""
    for name, page in WRITTEN.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
