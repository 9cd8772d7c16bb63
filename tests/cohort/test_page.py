"""The page: well formed, safe, without network, and with the report's own figures."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from examprep.banks.item import Option
from examprep.cohort import words
from examprep.cohort.page import LISTED, MAPPED, page
from examprep.cohort.report import Assigned, Period, Report, report
from examprep.cohort.rows import by_need, grid_words, group_row, person_row, question_row
from examprep.cohort.table import Table
from examprep.problems import Problem
from tests.cohort.crowds import TODAY, people, simulated, subject, table
from tests.cohort.test_report import ITEMS, NAMES, OVER

VOID = {"meta", "rect", "br", "link", "img", "hr", "input"}
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\u202e'


class Page(HTMLParser):
    """Reads a page: its tags in balance, its tables, its texts and its attributes."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.ids: list[str] = []
        self._caption = ""
        self._row: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self._row = []
        if tag in {"td", "th"}:
            self._row.append("")
        if tag == "caption":
            self._caption = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag
        if tag == "tr":
            self.tables.setdefault(self._caption, []).append(self._row)

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["caption"]:
            self._caption += data
        elif self.open and self.open[-1] in {"td", "th"}:
            self._row[-1] += data


def read(found: Report) -> tuple[str, Page]:
    source = page(found)
    parsed = Page(source)
    assert parsed.open == []
    return source, parsed


def crowd() -> Table:
    """Give a class with some who answered little, and a question whose key is wrong."""
    rows = simulated(50, 220, seed=6)
    here = rows.item == 7
    able = np.bincount(rows.person, rows.credit) > 0.67 * 220
    chose = np.where(here, np.where(able[rows.person], 2, 1), rows.chose).astype(np.uint8)
    credit = np.where(here, 0.0, rows.credit).astype(np.float32)
    return replace(rows, chose=chose, credit=credit)


@pytest.fixture(scope="module")
def found() -> Report:
    problems = [Problem(Path("old.toml"), 3, "error", "is not a text file")]
    done = [Assigned("Week 1", TODAY, "Person 0001", "done", 0.8, late=True)]
    return report(crowd(), OVER, ITEMS, Period(TODAY), problems, done)


def test_every_figure_is_the_reports(found: Report) -> None:
    source, parsed = read(found)
    shown = {tuple(row) for rows in parsed.tables.values() for row in rows}
    for kind in (found.domains, found.areas, found.topics):
        assert {group_row(one) for one in kind} <= shown
    assert {person_row(one) for one in found.standings} <= shown
    flagged = [one for one in found.questions if one.flags]
    assert {question_row(one) for one in flagged[:LISTED]} <= shown
    for label, told in words.in_short(found):
        assert f"<dt>{label}</dt><dd>{told}</dd>" in source
    for place in by_need(found)[:MAPPED]:
        for heat in (found.heat, found.heat_domains):
            cells = zip(heat.shares[place], heat.answers[place], strict=True)
            row = (found.standings[place].name, *(grid_words(*cell) for cell in cells))
            assert row in shown


def test_the_bars_are_as_long_as_the_figures(found: Report) -> None:
    source, parsed = read(found)
    first = found.to_teach[0]
    assert f'width="{100 * first.share:.2f}" height="8"' in source
    assert f'x="{100 * first.low:.2f}" y="5"' in source
    drawn = [value for tag, name, value in parsed.attributes if tag == "rect" and name == "class"]
    assert set(drawn) >= {"rail", "bar", "low", "reach", "mark"}


def test_a_suspect_key_stands_with_its_evidence(found: Report) -> None:
    first = found.suspects[0]
    assert first.name == NAMES[7]
    source, parsed = read(found)
    assert words.doubt_words(first) in source
    rows = parsed.tables[first.name]
    assert len(rows) == 5
    assert rows[1][0] == "A. key (key)"
    assert int(rows[3][2]) == first.options[2].count


def test_every_picture_has_its_table_and_its_name(found: Report) -> None:
    source, parsed = read(found)
    figures = source.split("<figure>")[1:]
    assert len(figures) >= 6
    for one in figures:
        body = one.split("</figure>")[0]
        assert "<figcaption>" in body
        assert "<details>" in body
        assert "<caption>" in body
        assert 'role="img" aria-label="' in body
    assert len(parsed.ids) == len(set(parsed.ids))
    links = [value[1:] for tag, name, value in parsed.attributes if (tag, name) == ("a", "href")]
    assert set(links) <= set(parsed.ids)
    assert parsed.tags.count("h1") == 1
    assert parsed.tags.count("main") == 1


def test_the_class_is_named_and_charts_say_what_they_show(found: Report) -> None:
    source = page(found, 'Tuesday <b>"class"')
    assert "<title>Tuesday &lt;b&gt;&quot;class&quot;, PTCE: report of" in source
    assert "<h1>Tuesday &lt;b&gt;" in source
    figures = source.split("<figure>")[1:]
    assert all('<ul class="legend">' in one.split("</figure>")[0] for one in figures)
    first = found.to_teach[0]
    assert f"{words.group_words(first)}; costs {words.points(first.lost)} points" in source
    style = source.partition("<style>")[2].partition("</style>")[0]
    signs = set(re.findall('rect class="([a-z0-9]+)"', source))
    assert all(f".{sign} {{ fill" in style or f".{sign} {{" in style for sign in signs)


def test_words_of_the_trade_are_explained(found: Report) -> None:
    source, _ = read(found)
    assert source.index("corrected point-biserial") < source.index("Most answered questions")
    assert "also called facility" in source
    assert words.calendar_words(found) in source


def test_whose_file_is_damaged_is_named(found: Report) -> None:
    rows = crowd()
    rows = replace(rows, people=[replace(rows.people[0], damaged=True), *rows.people[1:]])
    hurt = report(rows, OVER, ITEMS, Period(TODAY))
    source, _ = read(hurt)
    name = hurt.standings[0].name
    assert f"File damaged, not judged: {name}. Ask for it again." in source
    assert hurt.standings[0] not in {*hurt.at_risk, *hurt.below_even, *hurt.stopped}
    assert hurt.firsts == found.firsts


def test_there_is_no_script_and_no_network(found: Report) -> None:
    source, parsed = read(found)
    assert not re.search(r"https?:|//|url\(|@import|javascript:", source)
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(parsed.tags)
    assert not [name for _, name, _ in parsed.attributes if name.startswith("on")]
    assert not [name for _, name, _ in parsed.attributes if name in {"src", "style"}]
    assert 'lang="en"' in source
    assert "prefers-color-scheme: dark" in source
    assert "@media print" in source


def test_hostile_names_and_titles_stay_text() -> None:
    over = replace(subject(), titles=dict.fromkeys(OVER.syllabus.topic_names, EVIL))
    rows = crowd()
    rows = replace(rows, people=[replace(one, name=EVIL, key=EVIL) for one in rows.people])
    item = ITEMS[NAMES[7]]
    bad = replace(item, stem=EVIL, options=tuple(Option(EVIL, key=n == 0) for n in range(4)))
    found = report(
        rows,
        over,
        {**ITEMS, NAMES[7]: bad},
        Period(TODAY),
        [Problem(Path("x.toml"), 0, "error", EVIL)],
        [Assigned(EVIL, TODAY, EVIL, EVIL)],
    )
    source, parsed = read(found)
    assert not {"script", "img"} & set(parsed.tags)
    assert not [name for _, name, _ in parsed.attributes if name.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", source)
    assert source.count("&lt;script&gt;") > 50


def test_a_long_class_is_cut_and_says_so() -> None:
    found = report(simulated(LISTED + 30, 20), OVER, ITEMS, Period(TODAY))
    source, parsed = read(found)
    assert len(parsed.tables["People"]) <= 2 * (LISTED + 1)
    assert f"The first {LISTED}" in source
    assert f"And {LISTED + 30 - MAPPED} more people not drawn." in source


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_small_class_makes_a_page_that_claims_nothing(count: int) -> None:
    rows = simulated(count, 12) if count else table([], people(0), [])
    source, parsed = read(report(rows, OVER, ITEMS, Period(TODAY)))
    assert "not enough answers yet in every domain" in source
    told = [row[1] for caption in ("Domains", "Areas") for row in parsed.tables[caption][1:]]
    assert all(one.startswith("too few people (") for one in told)


def test_it_is_the_same_each_time(found: Report) -> None:
    assert page(found) == page(found)
