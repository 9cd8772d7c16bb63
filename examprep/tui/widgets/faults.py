"""Problems with files, as lines that editors can jump to, each with its hint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from examprep.problems import Problem
from examprep.text import printable
from examprep.tui.widgets.hanging import Entry

_ORDER = {"error": 0, "warning": 1, "info": 2}
_SIGNS = {"error": "\u2717", "warning": "!", "info": "\u00b7"}
_STYLES = {"error": "$error bold", "warning": "$warning bold", "info": "$quiet"}


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Put errors first, each severity by file and line; the same problem comes once."""
    return sorted(
        dict.fromkeys(problems), key=lambda one: (_ORDER[one.severity], str(one.path), one.line)
    )


def fault_entries(problems: Iterable[Problem]) -> tuple[Entry, ...]:
    """Give each problem as `path:line: severity: message`, its hint on lines of its own."""
    return tuple(entry for problem in sorted_problems(problems) for entry in _entries(problem))


def _entries(problem: Problem) -> list[Entry]:
    line = shown(str(replace(problem, hint="")))
    entries = [Entry(_SIGNS[problem.severity], line, _STYLES[problem.severity])]
    if problem.hint:
        entries.append(Entry("", f"\u2192 {shown(problem.hint)}"))
    return [*entries, Entry("", "")]


def shown(text: str) -> str:
    """Give a text that any terminal can show: a file's name may hold bytes that are no text."""
    return printable(text.encode("utf-8", "replace").decode())
