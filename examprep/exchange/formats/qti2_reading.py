"""Reads files and packages of QTI 2 and 3: which of a package are items, and of which test."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from examprep.errors import UnreadableFile
from examprep.exchange.formats.qti2_item import question, renamed
from examprep.exchange.formats.qti_package import Package, placed, resolved, root_of, sections
from examprep.exchange.formats.qti_xml import LINE, elements
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped

_PEEK = 16_384


def read(given: Given, item: str, test: str) -> Iterator[Question | Skipped]:
    """Read all items of a file or package; `item` and `test` are the names of their roots."""
    if not given.is_zip:
        for one in elements(given.data, str(given.path), {item}):
            yield placed(question(renamed(one), ""), f"line {one.get(LINE)}", None)
        return
    package = Package.of(given)
    tests, items = _sorted(package, given, item, test)
    if not items:
        raise UnreadableFile(f"{given.path}: no file in it is an item of this version of QTI")
    where = dict(_tests(package, tests, test))
    order = [name for name in where if name in items]
    for name in dict.fromkeys([*order, *items]):
        yield from _items(package, name, item, where.get(name, ""))


def _sorted(
    package: Package, given: Given, item: str, test: str
) -> tuple[list[str], dict[str, None]]:
    """Tell the package's tests and items apart."""
    tests: list[str] = []
    items: dict[str, None] = {}
    for name in package.documents():
        if not name.lower().endswith((".xml", ".qti")):
            continue
        root = root_of(Given(given.path, package.archive.read(name)[:_PEEK]))
        if root == item:
            items[name] = None
        elif root == test:
            tests.append(name)
    return tests, items


def _tests(package: Package, names: list[str], root: str) -> Iterator[tuple[str, str]]:
    """Give each item of a test with the titles of the test and its sections."""
    for name in names:
        try:
            found: list[Element] = list(elements(package.archive.read(name), name, {root}))
        except UnreadableFile:  # the items are read all the same, without their category
            continue
        for one in found:
            for href, path in sections(renamed(one)):
                yield resolved(name, href), path


def _items(package: Package, name: str, root: str, category: str) -> Iterator[Question | Skipped]:
    try:
        for one in elements(package.archive.read(name), name, {root}):
            yield placed(question(renamed(one), category), name, package)
    except UnreadableFile as error:
        yield Skipped(name, str(error).removeprefix(f"{name}: "))
