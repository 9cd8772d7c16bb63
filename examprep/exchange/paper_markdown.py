"""The pages of a printed test as Markdown, for word processors and wikis."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.exchange.markdown import to_markdown
from examprep.exchange.paper import Asked, Version

_LINE = "\\_" * 12
_BREAK = "<br />"


def pages(version: Version) -> Iterator[tuple[str, str]]:
    """Give the pages of a version by what stands behind their name."""
    names = f"Name: {_LINE * 2}  Date: {_LINE}\n"
    yield "", _page(version, "", [names, *_test(version)])
    yield "-answer-sheet", _page(version, "Answer sheet", [names, *_sheet(version)])
    yield "-key", _page(version, "Key", _key(version))
    yield "-rationales", _page(version, "Rationales", _rationales(version))


def _page(version: Version, what: str, parts: list[str] | Iterator[str]) -> str:
    about = " \u00b7 ".join(part for part in (what, version.label, version.count) if part)
    return "\n".join([f"# {_flat(version.title)}\n", f"{about}\n", *parts])


def _flat(text: str) -> str:
    """Write a text on one line."""
    return to_markdown(text, _BREAK).replace("\n\n", _BREAK * 2)


def _test(version: Version) -> Iterator[str]:
    for one in version.asked:
        yield f"**{one.number}.** {to_markdown(one.item.stem)}\n"
        yield "\n".join(_asked(one)) + "\n"


def _asked(one: Asked) -> Iterator[str]:
    if one.how:
        yield f"*{one.how}*\n"
    for number, pair in enumerate(one.item.pairs, 1):
        yield f"- \\_\\_\\_ {number}: {_flat(pair.left)}"
    if one.item.pairs:
        yield ""
    for letter, text in one.choices:
        yield f"- **{letter}**  {_flat(text)}"
    if one.item.kind in {"numeric", "order"}:
        yield f"\nAnswer: {_LINE} {to_markdown(one.unit)}".rstrip()


def _sheet(version: Version) -> Iterator[str]:
    yield "| Question | Answer |\n|---|---|"
    for one in version.asked:
        if one.item.pairs:
            places = "  ".join(f"{n} \\_\\_\\_" for n in range(1, len(one.item.pairs) + 1))
        elif one.item.kind in {"numeric", "order"}:
            places = f"{_LINE} {_flat(one.unit)}"
        else:
            places = "  ".join(f"( ) {letter}" for letter, _ in one.choices)
        yield f"| {one.number} | {places.rstrip()} |"
    yield ""


def _key(version: Version) -> Iterator[str]:
    yield "| Question | Key | Id |\n|---|---|---|"
    for one in version.asked:
        yield f"| {one.number} | {_flat(one.key)} | {_flat(one.item.id)} |"
    yield ""


def _rationales(version: Version) -> Iterator[str]:
    for one in version.asked:
        yield f"**{one.number}.** {to_markdown(one.item.stem)}\n"
        yield f"Key: **{_flat(one.key)}**\n"
        rows = [f"- {_reason(*row)}" for row in one.reasons()]
        if rows:
            yield "\n".join(rows) + "\n"
        for text in (*one.item.steps, one.item.explanation):
            if text:
                yield to_markdown(text) + "\n"
        if one.item.sources:
            yield f"Sources: {_flat('; '.join(one.item.sources))}\n"


def _reason(mark: str, text: str, why: str, right: bool) -> str:  # noqa: FBT001 - a row, unpacked
    shown = f"**{_flat(text)}**" if right else _flat(text)
    return f"{mark}: {shown}{f': {_flat(why)}' if why else ''}"
