"""QTI 1.2, as Canvas reads and writes it, and as Blackboard, D2L, Respondus and others do.

The grammar is that of IMS (https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html).
A bare file or a package is read; a package is written, with the metadata that Canvas asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from examprep.errors import UnreadableFile
from examprep.exchange.format import Format
from examprep.exchange.formats.qti12_item import question
from examprep.exchange.formats.qti12_writing import write
from examprep.exchange.formats.qti_package import Package, holds, placed, root_of, title_part
from examprep.exchange.formats.qti_xml import WHERE, elements
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped

_ROOT = "questestinterop"
_TYPES = re.compile(r"(?:imsqti_xmlv1|ims_qtiasiv1|x-bb-qti-)")
_TITLED = {"assessment", "section", "objectbank"}
_UNSAID = {"root_section", "main", "container_section", ""}
_CANVAS = "non_cc_assessments/"


def _recognises(given: Given) -> bool:
    return holds(given, (_ROOT,), _TYPES)


class _Titles:
    """Hears where items stand: in which assessment, bank and sections."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._label = ""

    def __call__(self, name: str, attributes: dict[str, str], text: str | None) -> None:
        if name in _TITLED and text is None:
            self._path.append(title_part(attributes.get("title", "")))
        elif name in _TITLED:
            del self._path[-1:]
        elif name == "fieldlabel" and text is not None:
            self._label = text.strip().lower()
        elif name == "fieldentry" and text and self._label == "bank_title" and self._path:
            self._path[-1] = title_part(text)

    @property
    def category(self) -> str:
        """Give the titles from the outermost, each once."""
        said = (part for part in self._path if part.lower() not in _UNSAID)
        return "/".join(dict.fromkeys(said))


def _read(given: Given) -> Iterator[Question | Skipped]:
    if not given.is_zip:
        yield from (placed(one, "", None) for one in _items(given.data, str(given.path)))
        return
    package = Package.of(given)
    read = 0
    for name in _documents(package):
        data = package.archive.read(name)
        if root_of(Given(given.path, data[:16384])) != _ROOT:
            continue
        read += 1
        try:
            for one in _items(data, name):
                yield placed(one, name, package)
        except UnreadableFile as error:
            yield Skipped(name, str(error).removeprefix(f"{name}: "))
    if not read:
        raise UnreadableFile(f"{given.path}: no file in it holds questions of QTI 1.2")


def _documents(package: Package) -> Iterator[str]:
    """Leave out what Canvas writes twice: the Common Cartridge twin of its own file."""
    names = package.documents()
    twins = {
        name.removeprefix(_CANVAS).removesuffix(".xml.qti")
        for name in names
        if name.startswith(_CANVAS)
    }
    for name in names:
        folder, _, file = name.rpartition("/")
        if not (file == "assessment_qti.xml" and folder in twins):
            yield name


def _items(data: bytes, name: str) -> Iterator[Question | Skipped]:
    titles = _Titles()
    for item in elements(data, name, {"item"}, titles):
        yield question(item, item.get(WHERE, ""))


FORMAT = Format(
    "qti12",
    "QTI 1.2 (Canvas, Blackboard, D2L)",
    (".zip", ".xml", ".qti", ".imscc", ".imscp"),
    _recognises,
    _read,
    write,
    (),
)
