"""Problems that say the same of many questions, told in one line with the first few places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from examprep.problems import Problem
from examprep.text import plural

FEW = 3
# Counts differ from question to question; what stands in backquotes is a word of the bank itself.
_COUNTS = re.compile(r"`[^`]*`|\d+(?:\.\d+)?")
_PART = re.compile(r"^(option|pair|mistake) \d+")
_A = {"option": "an option", "pair": "a pair", "mistake": "a mistake"}


def told(problems: Iterable[Problem]) -> list[str]:
    """Give a line for each problem, and one for all that say the same of more than a few.

    Each line is `path:line: severity: message`; the one of many stands at the first of them.
    """
    groups: defaultdict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.severity, shape(problem.message), problem.item and "item"].append(problem)
    places: list[tuple[str, int, int, str]] = []
    for group in groups.values():
        many = len({one.item for one in group}) > FEW
        for one in [_of_many(group)] if many else group:
            places.append((str(one.path), one.line, len(places), str(one)))
    return [words for *_, words in sorted(places)]


def shape(message: str) -> str:
    """Give what a message has in common with its like: no counts, no number of an option."""
    words = _PART.sub(lambda found: _A[found[1]], message)
    return _COUNTS.sub(lambda found: found[0] if found[0][0] == "`" else "N", words)


def _of_many(group: Sequence[Problem]) -> Problem:
    """Make one problem of many: the first, with the number of questions and the next places."""
    first = group[0]
    items = list({one.item: one for one in reversed(group)}.values())[::-1]
    same = all(one.message == first.message for one in group)
    message = first.message if same else shape(first.message)
    others = ", ".join(_place(one, first) for one in items[1:FEW])
    more = f"{first.item}, {others} and {len(items) - FEW:,} more"
    hint = first.hint if all(one.hint == first.hint for one in group) else ""
    return replace(
        first, item="", message=f"{plural(len(items), 'question')}: {message}: {more}", hint=hint
    )


def _place(problem: Problem, first: Problem) -> str:
    """Name an item with its line, and its file where that is another one."""
    if problem.path == first.path:
        return f"{problem.item} (line {problem.line})"
    return f"{problem.item} ({problem.path.name}:{problem.line})"
