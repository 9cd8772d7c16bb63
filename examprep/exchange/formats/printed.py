"""A test to print: the questions, an answer sheet, the key and the rationales, in versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from examprep.exchange import paper_html, paper_markdown
from examprep.exchange.format import Choices, Format, Output, Told
from examprep.exchange.given import Given
from examprep.exchange.paper import versions
from examprep.exchange.question import Raw


def _write(questions: Sequence[Raw], choices: Choices, _: Told) -> Iterable[Output]:
    for version in versions(questions, choices):
        for ending, layout in ((".html", paper_html), (".md", paper_markdown)):
            for what, text in layout.pages(version):
                yield Output(text.encode(), f"{version.suffix}{what}", ending)


def _never(_: Given) -> bool:
    return False


FORMAT = Format(
    "print",
    "Printed test",
    (".html", ".md"),
    _never,
    write=_write,
    loses=("it is only written",),
)
