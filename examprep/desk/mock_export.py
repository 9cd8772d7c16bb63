"""The score report of a mock exam as Markdown, and as one page to print that needs no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from examprep.attempts.report import Entry, points
from examprep.banks.item import Item
from examprep.dates import local
from examprep.days import short
from examprep.desk.notes import dated, standard_words
from examprep.desk.scored import MockReport
from examprep.exams.outlines import numbered
from examprep.exams.scoring import Part
from examprep.files import replace_bytes
from examprep.learning.outlook import interval_words, short_interval
from examprep.places import reports_folder
from examprep.text import percent, plural, printable, time_in_words
from examprep.words import tr

_LONGEST_TITLE, _LONGEST_ID = 60, 40
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #bbb; }
.bar { display: inline-block; height: .7rem; background: #2b5f8a; }
.below { color: #8a3b00; } .wrong { break-inside: avoid; margin: 1.2rem 0; }
.note { color: #555; } ol { padding-left: 1.4rem; }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #16191d; }
  .bar { background: #7fb2dd; } .below { color: #ffb27a; } .note { color: #aaa; } }
@media print { body { margin: 0; max-width: none; color: #000; background: #fff; } }
"""


def area_name(part: Part) -> str:
    """Name an area or a domain of a report."""
    return numbered(part.id, part.title)


def short_chance(done: MockReport) -> str:
    """Write a chance in few signs, where there are enough questions to tell."""
    return short_interval(done.chance) if done.enough else tr("too few")


def chance_of(done: MockReport) -> str:
    """Say the chance that a performance passes, where there are enough questions to tell."""
    return interval_words(done.chance) if done.enough else tr("too few questions to tell")


def save_report(done: MockReport) -> str:
    """Write both files into the reports' folder, and say where. Blocks.

    Raises:
        UnwritableFile: the folder cannot be written.
    """
    folder, name = reports_folder(), file_name(done)
    for ending, text in (("md", markdown(done)), ("html", html(done))):
        replace_bytes(folder / f"{name}.{ending}", text.encode())
    return tr("Saved as {name}.md and {name}.html in {folder}", name=name, folder=folder)


def file_name(done: MockReport) -> str:
    """Give the files' name without ending: day, exam, and the attempt's id, which is its own."""
    title = _safe(done.attempt.title)[:_LONGEST_TITLE].strip("-") or "mock"
    return f"{local(done.day):%Y-%m-%d}-{title}-{_safe(done.attempt.id)[:_LONGEST_ID]}"


def _safe(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def facts(done: MockReport) -> list[tuple[str, str]]:
    """Give label and text of what a report says besides its tables."""
    changes, counts = done.report.changes, done.attempt.breaks
    return [
        (
            tr("Score"),
            tr(
                "{points} of {items} scored questions",
                points=points(done.whole.credit),
                items=done.whole.items,
            ),
        ),
        (tr("Chance that this result passes"), chance_of(done)),
        (tr("Time"), time_in_words(done.attempt.clock)),
        (tr("Interrupted"), plural(counts, "time") if counts else tr("no")),
        (
            tr("Answers changed"),
            tr(
                "{count}: {to_right} to right, {to_wrong} to wrong",
                count=changes.count,
                to_right=changes.to_right,
                to_wrong=changes.to_wrong,
            ),
        ),
        (
            tr("Slow"),
            tr(
                "{questions} over twice the exam's pace",
                questions=plural(len(done.slow), "question"),
            ),
        ),
        (
            tr("Sure and wrong"),
            ", ".join(str(e.number) for e in done.report.sure_and_wrong) or tr("none"),
        ),
        (tr("Only tried out"), tried_out(done) or tr("none")),
        (tr("Study next"), ", ".join(map(area_name, done.study)) or tr("nothing stands out")),
    ]


def tried_out(done: MockReport) -> str:
    """Name the questions that count in no score."""
    numbers = [str(one.number) for one in done.report.entries if not done.sat.is_scored(one.slot)]
    return tr("questions {join}", join=", ".join(numbers)) if len(numbers) > 1 else "".join(numbers)


def markdown(done: MockReport) -> str:
    """Write the report as Markdown."""
    lines = [f"# {_plain(done.attempt.title)}, {short(local(done.day))}", ""]
    lines += [f"- **{label}**: {_plain(text)}" for label, text in facts(done)]
    lines += [
        "",
        "## Domains",
        "",
        tr("| domain | right | of | standard | |"),
        "|---|---|---|---|---|",
    ]
    lines += [_row(one.whole) for one in done.domains]
    lines += ["", "## Areas", "", tr("| area | right | of | standard | |"), "|---|---|---|---|---|"]
    lines += [_row(area) for one in done.domains for area in one.areas]
    lines += [
        "",
        f"{standard_words(done.outline)} {dated(done.outline)}".rstrip(),
        "",
        "## Missed",
        "",
    ]
    for entry in done.report.missed:
        lines += [*_missed(entry), ""]
    return "\n".join(lines) + "\n"


def _row(part: Part) -> str:
    below = "" if part.meets else tr("below the standard")
    cells = (area_name(part), points(part.credit), part.items, f"{part.standard:.1f}", below)
    return f"| {' | '.join(map(str, cells))} |"


def _missed(entry: Entry) -> Iterator[str]:
    if entry.item is None:
        yield tr("{number}. {name} is no longer in any bank.", number=entry.number, name=entry.name)
        return
    yield f"{entry.number}. {_plain(entry.item.stem)}"
    yield from _marked(entry, entry.item)
    sources = "; ".join(entry.item.sources)
    source = tr("Source: {sources}", sources=sources or tr("none given"))
    told = (entry.item.explanation, source)
    yield from (f"   - {_plain(text)}" for text in told if text)


def _marked(entry: Entry, item: Item) -> Iterator[str]:
    """Give the right option, and the one that was chosen."""
    chosen = entry.response.answer.chose if entry.response else ()
    for place, option in enumerate(item.options):
        if option.key or place in chosen:
            mark = tr("right") if option.key else tr("yours")
            yield f"   - {_plain(option.text)} ({mark}) {_plain(option.why)}".rstrip()


def _plain(text: str) -> str:
    """Keep what a bank says from being taken for markup."""
    flat = re.sub(r"([\\`*_\[\]<>|#~&])", r"\\\1", printable(" ".join(text.split())))
    return re.sub(r"^(\d*)([-+.)])(?=[\s-]|$)", r"\1\\\2", flat)


def html(done: MockReport) -> str:
    """Write the report as one page: no script, no network, light and dark, good to print."""
    body = "".join(_html_parts(done))
    title = _text(f"{done.attempt.title}, {short(local(done.day))}")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"{body}</body>\n</html>\n"
    )


def _html_parts(done: MockReport) -> Iterator[str]:
    rows = "".join(f"<tr><th>{_text(a)}</th><td>{_text(b)}</td></tr>" for a, b in facts(done))
    yield f"<table>{rows}</table>\n"
    yield _table(tr("Domain"), [one.whole for one in done.domains])
    yield _table(tr("Area"), [area for one in done.domains for area in one.areas])
    words = f"{standard_words(done.outline)} {dated(done.outline)}".rstrip()
    yield f'<p class="note">{_text(words)}</p>\n'
    yield _pace(done)
    yield f"<h2>{_text(tr('Missed: {count}', count=len(done.report.missed)))}</h2>\n"
    yield from (_html_missed(entry) for entry in done.report.missed)


def _table(head: str, parts: list[Part]) -> str:
    titles = (head, tr("Right"), tr("Standard"), tr("Share"))
    heads = "".join(f"<th>{_text(one)}</th>" for one in titles)
    return f"<table><tr>{heads}</tr>{''.join(map(_cells, parts))}</table>\n"


def _cells(part: Part) -> str:
    """Write the row of one part."""
    score = tr("{points} of {items}", points=points(part.credit), items=part.items)
    below = "" if part.meets else f" <span class=below>{_text(tr('below the standard'))}</span>"
    return (
        f"<tr><td>{_text(area_name(part))}</td><td>{_text(score)}"
        f"</td><td>{part.standard:.1f}</td><td>{_bar(part.share)} {percent(part.share)}"
        f"{below}</td></tr>"
    )


def _bar(share: float) -> str:
    return f'<span class="bar" style="width:{8 * share:.2f}rem" aria-hidden="true"></span>'


def _pace(done: MockReport) -> str:
    most = max((block.seconds for block in done.pace), default=0.0) or 1.0
    places = (tr("{low} to {high}", low=one.first, high=one.last) for one in done.pace)
    rows = "".join(
        f"<tr><td>{_text(place)}</td><td>{_bar(one.seconds / most)} {one.seconds:.0f} s</td></tr>"
        for place, one in zip(places, done.pace, strict=True)
    )
    gives = done.outline.seconds_per_item * done.sat.extra
    head = tr("Time a question (the exam gives {gives:.0f} s)", gives=gives)
    heads = f"<th>{_text(tr('Questions'))}</th><th>{_text(head)}</th>"
    return f"<table><tr>{heads}</tr>{rows}</table>\n"


def _html_missed(entry: Entry) -> str:
    first, *rest = list(_missed(entry))
    shown = "".join(f"<li>{_text(_unmarked(line))}</li>" for line in rest)
    return f'<div class="wrong"><p>{_text(_unmarked(first))}</p><ul>{shown}</ul></div>\n'


def _unmarked(line: str) -> str:
    return re.sub(r"\\(.)", r"\1", line.strip().removeprefix("- "))


def _text(text: str) -> str:
    return escape(printable(text))
