"""The score report as files: the same figures in both, nothing of a bank taken for markup."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from examprep.attempts.report import points
from examprep.banks.item import Option
from examprep.desk.mock_export import (
    chance_of,
    facts,
    file_name,
    html,
    markdown,
    save_report,
    short_chance,
)
from examprep.desk.scored import MockReport, mock_report
from examprep.errors import UnwritableFile
from examprep.exams.outlines import numbered
from examprep.learning.readiness import Chance
from examprep.places import reports_folder
from tests.desk.test_scored import answers, items_for, sat_mock, sum_up, sure
from tests.factories import choice

AREAS = ("duties", "laws", "safety", "calculations", "laws")
# What an attribute of the page may be named: none of them loads anything.
HARMLESS = {"lang", "charset", "name", "content", "class", "style", "aria-hidden"}
HOSTILE = (
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    "<!-- <b>bold</b>",
    '" onload="alert(1)" \' x',
    "![picture](http://example.com/x.png)",
    "[link](javascript:alert(1))",
    "<http://example.com/x>",
    "[x]: http://example.com/x",
    "**bold** *leaning* __bold__ _leaning_",
    "`code` and ```more```",
    "# a head",
    "a | b | c",
    "> quoted",
    "\\<b> back\\slash \\",
    "line\n\n# head\n\n<div>",
    "- 5 degrees",
    "+ 5 degrees",
    "1. a list",
    "2) a list",
    "---",
    "~~struck~~",
    "3 &lt; 5 &amp; 7 &copy;",
)


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"comment {data}")

    @property
    def text(self) -> str:
        return squeezed("".join(self.texts))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def _tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def shapes(text: str) -> list[str]:
    """Give what a Markdown text is made of; marks that only escape a character are text."""
    return [one.type for one in _tokens(text) if one.type not in {"text", "text_special"}]


def shown(text: str) -> str:
    """Give the words that a Markdown text shows."""
    return squeezed("".join(one.content for one in _tokens(text) if one.type == "text"))


def report_of(text: str = "plain", title: str = "ExCPT mock 1") -> MockReport:
    """Sum up a mock exam in which a bank says some text wherever it can."""
    done = sat_mock(AREAS, [sure(1, "sure"), *answers(1, 0, 1)], pretest=(2,), title=title)
    options = (Option(text, text, key=True), Option(text, text))
    items = {
        name: replace(choice(), id=item.id, stem=text, options=options, explanation=text)
        for name, item in items_for(done).items()
    }
    return mock_report(done, {n: replace(item, sources=(text, text)) for n, item in items.items()})


def test_both_files_hold_the_same_facts() -> None:
    done = report_of()
    page, text = Page(html(done)).text, markdown(done)
    assert facts(done)[0] == ("Score", "1 of 4 scored questions")
    for label, value in facts(done):
        assert f"- **{label}**: {value}" in text
        assert f"{label}{value}" in page
    assert ("Sure and wrong", "2") in facts(done)


def test_both_files_hold_the_same_figures_for_each_domain_and_area() -> None:
    done = report_of()
    page, text = Page(html(done)).text, markdown(done)
    parts = [part for one in done.domains for part in (one.whole, *one.areas)]
    assert len(parts) == 5 + 4 - 1
    for part in parts:
        name, right = numbered(part.id, part.title), points(part.credit)
        below = "" if part.meets else "below the standard"
        assert f"| {name} | {right} | {part.items} | {part.standard:.1f} | {below} |" in text
        row = rf"{re.escape(name)}{right} of {part.items}{part.standard:.1f} \d+ %"
        assert re.search(f"{row} {below}".rstrip(), page)
    assert text.count("below the standard") == page.count("below the standard") > 0


def test_both_files_name_the_same_missed_questions() -> None:
    done = report_of("A word of the bank")
    page, text = Page(html(done)).text, markdown(done)
    missed = [entry.number for entry in done.report.missed]
    assert missed == [2, 4, 5]
    assert [int(n) for n in re.findall(r"^(\d+)\. A word", text, re.MULTILINE)] == missed
    assert [int(n) for n in re.findall(r"(\d+)\. A word", page)] == missed
    assert page.count("(yours)") == text.count("(yours)") == 1
    assert page.count("(right)") == text.count("(right)") == len(missed)
    assert f"Missed: {len(missed)}" in page


def test_a_question_that_is_gone_is_told_in_both() -> None:
    done = mock_report(sat_mock(("laws",), answers(0)), {})
    for text in (markdown(done), Page(html(done)).text):
        assert "1. demo/q-0 is no longer in any bank." in text


@pytest.mark.parametrize(
    ("chance", "words", "short"),
    [
        (Chance(0.732, 0.588, 0.999), "about 75 % (60 to over 95 %)", "75 % (60 to >95)"),
        (Chance(0.0, 0.0, 0.004), "under 5 %", "<5 %"),
    ],
)
def test_the_chance_is_rounded_to_five_points_and_never_sure(
    chance: Chance, words: str, short: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MockReport, "enough", True)
    done = replace(report_of(), chance=chance)
    assert (chance_of(done), short_chance(done)) == (words, short)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_bank_becomes_a_tag_or_script(text: str) -> None:
    page, plain = Page(html(report_of(text))), Page(html(report_of()))
    assert page.tags == plain.tags
    assert page.attributes == plain.attributes
    assert page.text.count(squeezed(text)) == plain.text.count("plain")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_bank_becomes_markdown(text: str) -> None:
    found, plain = markdown(report_of(text)), markdown(report_of())
    assert shapes(found) == shapes(plain)
    assert shown(found).count(squeezed(text)) == shown(plain).count("plain")


def test_a_title_from_a_hand_edited_file_is_text_too() -> None:
    title = "<script>x</script> **a** # b"
    page = Page(html(report_of(title=title)))
    assert page.tags == Page(html(report_of())).tags
    assert page.text.count(title) == 2
    assert shapes(markdown(report_of(title=title))) == shapes(markdown(report_of()))


@pytest.mark.parametrize("write", [html, markdown])
def test_no_control_character_of_a_bank_is_written(write: Callable[[MockReport], str]) -> None:
    hostile = "red \x1b[31m turned \u202e hidden \u200e\x07"
    text = write(report_of(hostile, title=hostile))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u202e]", text)
    assert "\ufffd" in text


def test_the_page_loads_nothing_from_any_address() -> None:
    text = html(report_of("http://example.com/x.png url(http://example.com/y.css)"))
    page = Page(text)
    assert {name for name, _ in page.attributes} <= HARMLESS
    assert not {"script", "link", "img", "iframe", "base", "object", "a"} & {*page.tags}
    styles = " ".join(str(value) for name, value in page.attributes if name == "style")
    (sheet,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    assert not re.search(r"url\(|@import|//", sheet + styles)
    assert "http-equiv" not in text


def test_the_page_fits_light_dark_and_paper() -> None:
    text = html(report_of())
    assert text.startswith("<!doctype html>")
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "C:\\x\\y", "", "\u2026", "CON", "a\x00b", "M\u00fcller: a/1", ".hidden"],
)
def test_a_file_name_has_only_plain_characters(title: str) -> None:
    name = file_name(report_of(title=title))
    assert re.fullmatch(r"2026-11-22-[a-z0-9]+(-[a-z0-9]+)*", name)


def test_a_file_name_says_day_exam_and_number() -> None:
    assert file_name(report_of()).startswith("2026-11-22-excpt-mock-1")
    title = "ExCPT mock 2, quarter"
    assert file_name(report_of(title=title)).startswith("2026-11-22-excpt-mock-2-quarter")


def test_saving_writes_both_files_and_says_where() -> None:
    done = report_of()
    words, name = save_report(done), file_name(done)
    folder = reports_folder()
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.html", f"{name}.md"]
    assert (folder / f"{name}.md").read_text(encoding="utf-8") == markdown(done)
    assert (folder / f"{name}.html").read_text(encoding="utf-8") == html(done)
    assert str(folder) in words
    assert save_report(done) == words


def test_saving_where_no_file_can_be_written_says_so(home: Path) -> None:
    home.mkdir()
    (home / "reports").write_text("in the way", encoding="utf-8")
    with pytest.raises(UnwritableFile, match="cannot be written"):
        save_report(report_of())


def test_a_very_long_title_can_still_be_saved() -> None:
    assert "Saved as" in save_report(report_of(title="mock " * 200))


def test_the_first_mocks_of_two_candidates_on_one_day_are_two_reports() -> None:
    maria = report_of()
    ana = replace(maria, attempt=replace(maria.attempt, id="b7c2de-1"))
    save_report(maria)
    save_report(ana)
    assert len(list(reports_folder().glob("*.md"))) == 2


def test_the_day_is_that_of_the_candidates_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """An evening in Chicago is the next day in UTC already."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone cannot be set here")
    monkeypatch.setenv("TZ", "CST6")
    time.tzset()
    try:
        done = report_of()
        evening = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
        done = replace(done, attempt=replace(done.attempt, started=evening))
        told = (file_name(done), markdown(done).splitlines()[0], Page(html(done)).text)
        assert "2026-11-22" in told[0]
        assert ["Nov 22, 2026" in text for text in told[1:]] == [True] * 2
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_item_without_explanation_and_sources_leaves_no_empty_line() -> None:
    done = sat_mock(("laws",), answers(0))
    items = {name: replace(item, explanation="") for name, item in items_for(done).items()}
    found = mock_report(done, items)
    assert not re.search(r"^\s*-\s*$|Source:\s*$", markdown(found), re.MULTILINE)
    assert not re.search(r"<li>\W*</li>|Source:\s*<", html(found))


def test_a_mock_without_any_answer_can_be_written() -> None:
    done = sum_up(sat_mock(AREAS))
    assert f"Missed: {len(AREAS)}" in html(done)
    assert "0 of 5 scored questions" in markdown(done)


def test_a_translation_brings_no_tag_into_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Page(html(report_of())).tags
    monkeypatch.setattr(
        "examprep.desk.mock_export.tr", lambda text, **values: f"<b>{text.format(**values)}"
    )
    assert Page(html(report_of())).tags == plain
