"""The parts of the file format that only templates have, and their way into plain values.

Importing this costs as much as pydantic does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from examprep.banks.faults import Fault
from examprep.calculations.given import is_number
from examprep.calculations.slips import SLIPS

STRICT = ConfigDict(strict=True, extra="forbid")
Formula = Annotated[str, Field(min_length=1, max_length=400, pattern=r"\S")]
UnitText = Annotated[str, Field(max_length=40)]
Name = Annotated[str, Field(max_length=31, pattern=r"^[a-z][a-z0-9_]*$")]
Rounding = Literal["half-up", "down", "up", "syringe"]
AnswerShow = Literal["date", "clock", "ratio"]
Show = Literal["value", "roman", "clock", "clock12", "date", "words", "fraction", "ratio"]
SlipKind = Annotated[
    str, Field(max_length=40, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=list(SLIPS))
]
Value = int | Annotated[float, Field(allow_inf_nan=False)] | str | date
Values = Annotated[list[Value], Field(min_length=1, max_length=500)]
RECIPE_KEYS = frozenset({"given", "let", "require", "chain", "proportion", "few"})


def about(text: str) -> Any:
    """Describe a key for the JSON Schema."""
    return Field(description=text)


@with_config(STRICT)
class Given(TypedDict):
    """What a name may be: one of a list, a step of a range, or a column of rows."""

    pick: NotRequired[Annotated[Values, about("One of these is drawn.")]]
    from_: NotRequired[Annotated[Value, about("Where the range begins.")]]
    to: NotRequired[Annotated[Value, about("Where the range ends, which may be drawn too.")]]
    step: NotRequired[Annotated[Value, about("From one value to the next.")]]
    unit: NotRequired[Annotated[UnitText, about("What it is in, such as mg.")]]
    show: NotRequired[Annotated[Show, about("Another way to write it, such as date.")]]
    columns: NotRequired[
        Annotated[
            list[Name], Field(min_length=1, max_length=8), about("Names of what is drawn together.")
        ]
    ]
    units: NotRequired[
        Annotated[
            list[UnitText], Field(min_length=1, max_length=8), about("The unit of each column.")
        ]
    ]
    rows: NotRequired[
        Annotated[
            list[list[Value]], Field(min_length=1, max_length=500), about("One of these is drawn.")
        ]
    ]


# `from` is a word of Python, so the class body above cannot name it.
Given.__annotations__["from"] = Given.__annotations__.pop("from_")


@with_config(STRICT)
class Let(TypedDict):
    """A value on the way to the answer; with `round` it is rounded in its unit."""

    value: Annotated[Formula, about("A formula over what stands before it.")]
    unit: NotRequired[Annotated[UnitText, about("The unit in which it is rounded.")]]
    round: NotRequired[Annotated[int, Field(ge=0, le=9), about("To so many decimals.")]]


def _exact(value: Value) -> str:
    """Write a value of a bank as text: decimals as they were typed, days by their number."""
    if isinstance(value, date):
        return str(value.toordinal())
    return f"{Decimal(repr(value)):f}" if isinstance(value, float) else str(value)


def _is_number(value: Value) -> bool:
    return not isinstance(value, str) or is_number(value)


_RANGE = {"from": "start", "to": "stop", "step": "step"}
_AS_IT_IS = ("unit", "show", "columns", "units")


def _given(name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a `Given`: numbers as texts, days as their number."""
    fields: dict[str, Any] = {"name": name, **{key: raw[key] for key in _AS_IT_IS if key in raw}}
    fields |= {field: _exact(raw[key]) for key, field in _RANGE.items() if key in raw}
    fields["rows"] = [[*map(_exact, row)] for row in raw.get("rows", ())]
    pick = raw.get("pick", ())
    fields["pick"] = [*map(_exact, pick)]
    fields["words"] = "unit" not in raw and not all(map(_is_number, pick))
    if any(isinstance(value, date) for value in (raw.get("from"), *pick)):
        fields |= {"unit": "days", "show": raw.get("show", "date")}
    return fields


def _lets(raw: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for name, value in raw.items():
        yield {"name": name, **(value if isinstance(value, dict) else {"value": value})}


def recipe_fields(raw: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give the recipe of a template's table; None for an item with fixed numbers."""
    if "given" not in raw:
        return None
    return {
        "given": [_given(name, given) for name, given in raw["given"].items()],
        "let": list(_lets(raw.get("let", {}))),
        **{key: raw[key] for key in ("require", "chain", "proportion", "few") if key in raw},
    }


def given_faults(raw: Mapping[str, Any]) -> list[Fault]:
    """Find givens that say nothing, or two things at once."""
    found: list[Fault] = []
    for name, given in raw["given"].items():
        ways = [way for way in ("pick", "from", "rows") if way in given]
        if len(ways) != 1 or ("from" in given) != ("to" in given):
            hint = "`pick = [...]`, `from` and `to`, or `columns` and `rows`"
            found.append((("given", name), f"given {name} must be drawn in one way", hint))
        elif "rows" in given and "columns" not in given:
            found.append((("given", name), f"given {name} has rows without columns", ""))
    return found
