"""The pages of a printed test as HTML: one file each, nothing from the network, made for paper."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from pathlib import Path

from examprep.exchange.paper import Asked, Version

_STYLE = Path(__file__).with_name("paper.css")
_WIDE = 6
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title><style>
{style}</style></head><body>
{body}
</body></html>
"""


def pages(version: Version) -> Iterator[tuple[str, str]]:
    """Give the pages of a version by what stands behind their name."""
    yield "", _page(version, "", _test(version), names=True)
    yield "-answer-sheet", _page(version, "Answer sheet", _sheet(version), names=True)
    yield "-key", _page(version, "Key", _key(version), names=False)
    yield "-rationales", _page(version, "Rationales", _rationales(version), names=False)


def _text(text: str) -> str:
    return html.escape(text)


def _page(version: Version, what: str, body: Iterable[str], *, names: bool) -> str:
    about = " \u00b7 ".join(part for part in (what, version.label) if part)
    fill = (
        '<p class="fill"><span>Name</span><span class="short">Date</span>'
        '<span class="short">Score</span></p>'
    )
    head = (
        f'<header class="head"><h1>{_text(version.title)}</h1><p class="about">'
        f"<span>{_text(about)}</span><span>{version.count}</span></p>"
        f"{fill if names else ''}</header>"
    )
    title = " \u00b7 ".join(part for part in (version.title, about) if part)
    style = _STYLE.read_text(encoding="utf-8")
    return _PAGE.format(title=_text(title), style=style, body="\n".join([head, *body]))


def _question(one: Asked, inner: Iterable[str], kind: str = "q") -> str:
    return f'<section class="{kind}"><b>{one.number}.</b><div>{"".join(inner)}</div></section>'


def _test(version: Version) -> Iterator[str]:
    for one in version.asked:
        yield _question(one, _asked(one))


def _asked(one: Asked) -> Iterator[str]:
    yield f'<p class="text">{_text(one.item.stem)}</p>'
    if one.how:
        yield f'<p class="how">{one.how}</p>'
    if one.item.kind == "numeric":
        yield f"<p>{_number(one)}</p>"
        return
    options = _list((f"{letter}.", text) for letter, text in one.choices)
    if one.item.pairs:
        gap = '<span><span class="blank small"></span>'
        lefts = (
            f'<li>{gap} {n}.</span><span class="text">{_text(pair.left)}</span></li>'
            for n, pair in enumerate(one.item.pairs, 1)
        )
        options = f'<ul class="options">{"".join(lefts)}</ul>{options}'
        yield f'<div class="pairs">{options}</div>'
        return
    yield options
    if one.item.kind == "order":
        yield '<p>Order: <span class="blank wide"></span></p>'


def _number(one: Asked) -> str:
    """Give the line to write a number on, with its unit where people write it."""
    line, unit = '<span class="blank"></span>', _text(one.unit)
    return f"{unit} {line}" if unit == "$" else f"{line} {unit}"


def _list(rows: Iterable[tuple[str, str]]) -> str:
    lines = (
        f'<li><span>{mark}</span><span class="text">{_text(text)}</span></li>'
        for mark, text in rows
    )
    return f'<ul class="options">{"".join(lines)}</ul>'


def _sheet(version: Version) -> Iterator[str]:
    wide = any(len(one.choices) > _WIDE and not one.item.pairs for one in version.asked)
    yield f'<div class="sheet{" wide" if wide else ""}">'
    for one in version.asked:
        yield f"<p><b>{one.number}.</b>{''.join(_places(one))}</p>"
    yield "</div>"


def _places(one: Asked) -> Iterator[str]:
    kind = one.item.kind
    if kind == "match":
        line = '<span class="blank small"></span></span>'
        slots = (f'<span class="slot">{n} {line}' for n in range(1, len(one.item.pairs) + 1))
        yield f'<span class="slots">{"".join(slots)}</span>'
    elif kind in {"numeric", "order"}:
        yield f'<span class="slots">{_number(one)}</span>'
    else:
        for letter, _ in one.choices:
            yield f'<span class="bubble">{letter}</span>'


def _key(version: Version) -> Iterator[str]:
    yield '<div class="key">'
    for one in version.asked:
        yield f"<p><b>{one.number}.</b><span>{_text(one.key)}</span></p>"
    yield "</div>"


def _rationales(version: Version) -> Iterator[str]:
    for one in version.asked:
        yield _question(one, _rationale(one), "q long")


def _rationale(one: Asked) -> Iterator[str]:
    item = one.item
    yield f'<p class="text">{_text(item.stem)}</p><p><strong>{_text(one.key)}</strong></p>'
    rows = [
        f'<li><span>{mark}.</span><span class="text"><span class="{"right" if right else "wrong"}">'
        f"{_text(text)}</span>{_text(f': {why}' if why else '')}</span></li>"
        for mark, text, why, right in one.reasons()
    ]
    if rows:
        yield f'<ul class="why">{"".join(rows)}</ul>'
    for text in (*item.steps, item.explanation):
        if text:
            yield f'<p class="text">{_text(text)}</p>'
    small = [*item.sources, *([f"checked {item.verified}"] if item.verified else []), item.id]
    about = _text(" \u00b7 ".join(small))
    yield f'<p class="small">{about}</p>'
