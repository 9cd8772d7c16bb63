"""Pieces of a page: texts of strangers made safe, tables, and pictures as inline SVG.

The pictures are a few rectangles; pygal and leather draw such charts too, but with fixed colours
that know no dark mode, and pygal with a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from examprep.text import percent, printable
from examprep.words import tr

_LINE, _HEAD, _LETTER = 20, 24, 7
_EDGES = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: a share with its interval, and what is said of it; None for too few."""

    label: str
    words: str
    share: float | None
    low: float | None = None
    high: float | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Shares by row and column, and the answers they rest on; `n` alone where a share is None.

    `name` is the width of the names of rows, `cell` that of a column, in pixels.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    shares: Sequence[Sequence[float | None]]
    answers: Sequence[Sequence[int]]
    name: int = 170
    cell: int = 34


def text(words: object) -> str:
    """Make a text safe to stand in a page, as an attribute too."""
    return escape(printable(str(words)))


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table with a caption; the first cell of a row is its heading."""
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{text(row[0])}</th>'
        f"{''.join(f'<td>{text(cell)}</td>' for cell in row[1:])}</tr>\n"
        for row in rows
    )
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{text(caption)}">'
        f"<table><caption>{text(caption)}</caption><thead><tr>{head}</tr></thead>\n"
        f"<tbody>{body}</tbody></table></div>\n"
    )


def behind(summary: str, body: str) -> str:
    """Fold something away behind a line that opens it."""
    return f"<details><summary>{text(summary)}</summary>\n{body}</details>\n"


def paragraph(words: str, kind: str = "") -> str:
    """Write a paragraph."""
    return f"<p{f' class={kind}' if kind else ''}>{text(words)}</p>\n"


def section(name: str, title: str, body: str) -> str:
    """Write a section with its heading, which its name leads to."""
    return (
        f'<section id="{text(name)}" aria-labelledby="{text(name)}-head">\n'
        f'<h2 id="{text(name)}-head">{text(title)}</h2>\n{body}</section>\n'
    )


def figure(caption: str, picture: str, data: str) -> str:
    """Write a picture with its caption, and the table behind it."""
    told = behind(tr("The same as a table"), data) if data else ""
    return f"<figure>\n<figcaption>{text(caption)}</figcaption>\n{picture}{told}</figure>\n"


def legend(pairs: Sequence[tuple[str, str]]) -> str:
    """Write what the colours and lines of a picture mean: class of the sign, and its meaning."""
    parts = "".join(
        f'<li><svg viewBox="0 0 14 12" aria-hidden="true" focusable="false">{_sign(kind)}</svg>'
        f"{text(words)}</li>\n"
        for kind, words in pairs
    )
    return f'<ul class="legend">\n{parts}</ul>\n'


def _sign(kind: str) -> str:
    box = {"reach": (0, 5, 14, 2), "mark": (6, 0, 2, 12)}.get(kind, (0, 1, 14, 10))
    x, y, width, height = box
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}"/>'


def shades() -> str:
    """Write what the colours of a map mean."""
    edges = [f"{percent(edge).removesuffix(' %')}" for edge in _EDGES]
    names = [tr("below {edge} %", edge=edges[0])]
    names += [tr("{low} to {high} %", low=low, high=high) for low, high in pairwise(edges)]
    names.append(tr("{edge} % or more", edge=edges[-1]))
    signs = [(f"h{place}", name) for place, name in enumerate(names)]
    return legend([*signs, ("few", tr("too few answers; n: how many"))])


def bars(label: str, lines: Sequence[Bar], mark: float | None = None) -> str:
    """Draw shares as bars with their intervals, and a mark across all of them."""
    drawn = "".join(
        f'<span class="name">{text(one.label)}</span>{_bar(one, mark)}'
        f'<span class="told{"" if one.share is not None else " few"}">{text(one.words)}</span>\n'
        for one in lines
    )
    return f'<div class="bars" role="img" aria-label="{text(label)}">\n{drawn}</div>\n'


def _bar(one: Bar, mark: float | None) -> str:
    parts = ['<rect class="rail" x="0" y="2" width="100" height="8"/>']
    if one.share is not None:
        kind = "low" if one.strong else "bar"
        parts.append(f'<rect class="{kind}" x="0" y="2" width="{100 * one.share:.2f}" height="8"/>')
    if one.low is not None and one.high is not None:
        width = 100 * (one.high - one.low)
        parts.append(
            f'<rect class="reach" x="{100 * one.low:.2f}" y="5" width="{width:.2f}" height="2"/>'
        )
    if mark is not None:
        parts.append(
            f'<rect class="mark" x="{100 * mark - 0.2:.2f}" y="0" width="0.4" height="12"/>'
        )
    shapes = "".join(parts)
    return (
        '<svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false">{shapes}</svg>'
    )


def grid(label: str, shown: Grid) -> str:
    """Draw shares as a map of coloured cells with their numbers; too few are grey with their n."""
    width = shown.name + shown.cell * len(shown.columns)
    height = _HEAD + _LINE * len(shown.rows)
    heads = "".join(
        f'<text class="head" x="{shown.name + shown.cell * place + shown.cell // 2}" y="16">'
        f"{text(name)}</text>"
        for place, name in enumerate(shown.columns)
    )
    lines = "".join(_line(shown, place) for place in range(len(shown.rows)))
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{text(label)}">'
        f'<svg class="map" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{text(label)}">{heads}{lines}</svg></div>\n'
    )


def _line(shown: Grid, place: int) -> str:
    top, name = _HEAD + _LINE * place, shown.rows[place]
    cells = "".join(
        _cell(shown.name + shown.cell * column, shown.cell - 1, top, *figures)
        for column, figures in enumerate(
            zip(shown.shares[place], shown.answers[place], strict=True)
        )
    )
    most = shown.name // _LETTER
    short = name if len(name) <= most else f"{name[: most - 1]}\u2026"
    return f'<text class="who" x="0" y="{top + 14}">{text(short)}</text>{cells}'


def _cell(left: int, width: int, top: int, share: float | None, count: int) -> str:
    if share is None:
        kind, words = "few", f"n {count}" if count else ""
    else:
        kind, words = f"h{sum(share >= edge for edge in _EDGES)}", percent(share).removesuffix(" %")
    box = f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{_LINE - 1}"/>'
    middle = left + width / 2
    return (
        f'{box}<text class="t-{kind}" x="{middle}" y="{top + 14}">{words}</text>' if words else box
    )
