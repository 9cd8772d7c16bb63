"""An IMS content package: which of its files hold questions, in what order, and its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from examprep.archives import Archive
from examprep.errors import UnreadableFile
from examprep.exchange.formats.qti_xml import elements, every
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped

MANIFEST = "imsmanifest.xml"
_ENDINGS = (".xml", ".qti", ".dat")
_PEEK = 4096
_LARGEST_PEEKED = 8 << 20
_MOST_PEEKED = 100
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z][\w.-]*)[\s/>]")
_BARE = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>", re.DOTALL)
_LARGEST_PICTURE = 32 << 20
_SHORT = 60


def root_of(given: Given) -> str:
    """Give the name of a file's outermost element; empty where it is no XML."""
    opening = _BARE.sub("", given.opening[:_PEEK]).lstrip()
    found = _ROOT.match(opening)
    return found[1] if found else ""


def _root_within(archive: Archive, name: str) -> str:
    try:
        data = archive.read(name)
    except UnreadableFile:
        return ""
    return root_of(Given(archive.path, data[: 4 * _PEEK]))


def holds(given: Given, roots: Iterable[str], types: re.Pattern[str]) -> bool:
    """Tell whether a file or package has questions: by its root, or its manifest's types."""
    asked = set(roots)
    if not given.is_zip:
        return root_of(given) in asked
    archive = given.archive
    if MANIFEST in archive and archive.size(MANIFEST) < _LARGEST_PEEKED:
        text = Given(archive.path, archive.read(MANIFEST)[: 1 << 20]).opening
        if types.search(text):
            return True
    names = [name for name in archive.names() if name.lower().endswith(_ENDINGS)]
    small = [name for name in names if archive.size(name) < _LARGEST_PEEKED][:_MOST_PEEKED]
    return any(_root_within(archive, name) in asked for name in small)


@dataclass(slots=True)
class Package:
    """An open package: its manifest, its documents in order, and its pictures by name."""

    archive: Archive
    pictures: dict[str, str] = field(default_factory=dict)
    _order: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, given: Given) -> Package:
        """Open a package; a broken manifest is as good as none."""
        found = cls(given.archive)
        for name in found.archive.names():
            found.pictures.setdefault(PurePosixPath(name).name.casefold(), name)
        if MANIFEST in found.archive:
            found._order = list(_hrefs(found.archive))
        return found

    def documents(self) -> list[str]:
        """List the files that may hold questions: first as the manifest names them."""
        names = [name for name in self._order if name in self.archive]
        names += [name for name in self.archive.names() if name.lower().endswith(_ENDINGS)]
        return [name for name in dict.fromkeys(names) if name != MANIFEST]

    def files(self, names: Iterable[str]) -> tuple[dict[str, bytes], list[str]]:
        """Give pictures by name, and a note for each that is not in the package."""
        found: dict[str, bytes] = {}
        notes = []
        for name in names:
            member = self.pictures.get(name.casefold())
            if member is None:
                notes.append(f"the picture {name} is not in the file")
            elif self.archive.size(member) > _LARGEST_PICTURE:
                notes.append(f"the picture {name} is too large")
            else:
                try:
                    found[name] = self.archive.read(member)
                except UnreadableFile:
                    notes.append(f"the picture {name} is damaged")
        return found, notes


def _hrefs(archive: Archive) -> Iterator[str]:
    try:
        for one in elements(archive.read(MANIFEST), MANIFEST, {"resource"}):
            for part in every(one, "resource", "file"):
                if part.get("href"):
                    yield resolved("", part.get("href", ""))
    except UnreadableFile:
        return


def resolved(base: str, href: str) -> str:
    """Give the member that an address within `base` means."""
    parts: list[str] = [] if href.startswith("/") else list(PurePosixPath(base).parent.parts)
    for part in unquote(href).replace("\\", "/").split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def title_part(title: str) -> str:
    """Make a title a part of a category: it holds no slash."""
    return " ".join(title.replace("/", " - ").split())


def sections(test: Element) -> Iterator[tuple[str, str]]:
    """Give the address of each item of an `assessmentTest`, with its category."""
    stack = [(test, title_part(test.get("title", "")))]
    while stack:
        one, path = stack.pop()
        deeper = []
        for part in one:
            if part.tag == "assessmentItemRef":
                yield part.get("href", ""), path
            elif part.tag in {"testPart", "assessmentSection"}:
                name = title_part(part.get("title", ""))
                known = not name or name == path.rpartition("/")[2]
                deeper.append((part, path if known else f"{path}/{name}".lstrip("/")))
        stack += reversed(deeper)


def placed(one: Question | Skipped, name: str, package: Package | None) -> Question | Skipped:
    """Say in which file of a package a question stands, and give it its pictures."""
    short = name if len(name) <= _SHORT else f"...{name[3 - _SHORT :]}"
    place = f"{short}, {one.place}" if short and one.place else short or one.place
    if isinstance(one, Skipped):
        return replace(one, place=place)
    if package is None:
        notes = [f"the picture {picture} is not in the file" for picture in one.files]
        return replace(one, place=place, files={}, notes=(*one.notes, *notes))
    files, notes = package.files(one.files)
    return replace(one, place=place, files=files, notes=(*one.notes, *notes))
