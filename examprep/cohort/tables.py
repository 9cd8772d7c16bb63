"""The report's tables as CSV, with a dictionary of their columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from examprep.cohort import handed_in
from examprep.cohort.people import Standing
from examprep.cohort.questions import Question
from examprep.cohort.report import Report
from examprep.cohort.spread import cell
from examprep.cohort.topics import Group
from examprep.cohort.words import calendar_words

_GROUPS = {
    "kind": "domain, area or topic",
    "id": "its name in the outline or the bank",
    "title": "what it is called",
    "weight": "the part of the exam that its questions stand for, 0 to 1",
    "items": "questions that the banks have",
    "people": "people who gave first answers",
    "answers": "first answers",
    "share": "share right of first answers, 0 to 1; empty for fewer than five people",
    "low": "lower end of its 80 % interval",
    "high": "upper end of its 80 % interval",
    "repeats": "answers to questions seen before",
    "repeated": "share right of those, 0 to 1",
    "judged": "people with five first answers or more",
    "below": "share of those below the standard, 0 to 1",
    "lost": "percent points of the exam that the cohort is below the standard",
    "now": "share of average questions that the class would get right now; areas have none",
    "now_low": "lower end of its 80 % interval",
    "now_high": "upper end of its 80 % interval",
}
_PEOPLE = {
    "key": "the candidate's id",
    "name": "the candidate's name",
    "exam_day": "the day of the exam",
    "answers": "answers in the period",
    "firsts": "first answers in the period that were no rapid guesses",
    "days": "days with an answer in the period",
    "last": "day of the last answer",
    "stopped": "no answer for 14 days while the exam is ahead",
    "chance": "chance to pass, 0 to 1; empty below the gate",
    "chance_low": "lower end of its 80 % interval",
    "chance_high": "upper end of its 80 % interval",
    "verdict": "likely, leaning, open or not yet",
    "missing": "first answers missing before a chance is shown",
    "change": "share of the exam gained in three weeks, -1 to 1",
    "change_low": "lower end of its 90 % interval",
    "change_high": "upper end of its 90 % interval",
    "damaged": "the file is damaged, so nothing is said of what was not done",
}
_QUESTIONS = {
    "name": "the question, as `bank/id`",
    "topic": "its topic",
    "n": "first answers that were no rapid guesses",
    "facility": "share right: the mean credit, 0 to 1; from 10 answers on",
    "low": "lower end of its 95 % interval",
    "high": "upper end of its 95 % interval",
    "r": "how its credit goes with the rest of the score (corrected point-biserial), -1 to 1",
    "r_se": "its standard error",
    "r_shrunk": "r drawn to .25, as few answers say little",
    "discrimination": "Moodle's discrimination index: r in percent",
    "efficiency": "r as a part of the most that was possible, percent (Moodle)",
    "upper_lower": "share right of the best 27 % less that of the weakest; from 50 answers on",
    "weight": "the part of the differences in score that comes of it, percent (Moodle)",
    "negative": "credit goes down as the whole score goes up",
    "guess": "what blind guesses would score, 0 to 1",
    "seconds": "median time",
    "distractors": "distractors that 5 % or more chose; from 50 answers on",
    "distractor_efficiency": "that as a share of all distractors",
    "difficulty": "how hard it is, in logits: 0 for the just-competent; from 10 answers on",
    "difficulty_sd": "its standard deviation",
    "doubt": "probability that the key is not fine",
    "verdict": "fine, wrong, two or noise",
    "flags": "flags raised",
    "reported": "people who reported it since its fact was looked up",
}
_HEAT = {
    "person": "the candidate's id",
    "kind": "domain or area",
    "id": "the group",
    "answers": "first answers",
    "share": "share right, 0 to 1; empty for fewer than five answers",
}
_FILES = {
    "groups.csv": ("One row for each domain, area and topic.", _GROUPS),
    "people.csv": ("One row for each person.", _PEOPLE),
    "questions.csv": ("One row for each question that was answered.", _QUESTIONS),
    "people-groups.csv": ("One row for each person and domain or area with answers.", _HEAT),
    "assignments.csv": (handed_in.ABOUT, handed_in.MEANINGS),
}


def csv_files(found: Report) -> dict[str, str]:
    """Give the text of each file, by its name; `tables.md` says what the columns mean."""
    groups = [*found.domains, *found.areas, *found.topics]
    rows = {
        "groups.csv": map(_group, groups),
        "people.csv": map(_person, found.standings),
        "questions.csv": map(_question, found.questions),
        "people-groups.csv": _heat(found),
        "assignments.csv": handed_in.rows(found.assignments),
    }
    files = {name: _csv(_FILES[name][1], values) for name, values in rows.items()}
    return files | {"tables.md": f"{dictionary()}\n{calendar_words(found)}\n"}


def dictionary() -> str:
    """Give the data dictionary as Markdown."""
    parts = ["# Data dictionary\n"]
    for name, (about, columns) in _FILES.items():
        lines = "".join(f"| `{column}` | {text} |\n" for column, text in columns.items())
        parts.append(f"\n## {name}\n\n{about}\n\n| column | meaning |\n|---|---|\n{lines}")
    return "".join(parts)


def _csv(columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return out.getvalue()


def _plain(value: Any) -> Any:
    """Write a value as it stands in a table: a number is no formula, even one below 0."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.6g}"
    return value if isinstance(value, int) and not isinstance(value, bool) else cell(value)


def _group(one: Group) -> list[Any]:
    return [getattr(one, name) for name in _GROUPS]


def _person(one: Standing) -> list[Any]:
    parts = {"chance": one.chance, "change": one.change}
    return [_part(one, name, parts) for name in _PEOPLE]


def _part(one: Standing, name: str, parts: dict[str, Any]) -> Any:
    """Give a figure of a person, or of what stands under the first word of its name."""
    head, _, end = name.partition("_")
    if head not in parts:
        return getattr(one, name)
    middle = {"chance": "value", "change": "by"}[head]
    return getattr(parts[head], end or middle, None)


def _question(one: Question) -> list[Any]:
    flags = " ".join(flag.kind for flag in one.flags)
    known = {field.name for field in fields(one)} - {"flags"}
    return [getattr(one, name) if name in known else flags for name in _QUESTIONS]


def _heat(found: Report) -> Iterator[list[Any]]:
    for heat in (found.heat_domains, found.heat):
        for one, counts, shares in zip(found.standings, heat.answers, heat.shares, strict=True):
            for name, count, share in zip(heat.ids, counts, shares, strict=True):
                if count:
                    yield [one.key, heat.kind, name, count, share]
