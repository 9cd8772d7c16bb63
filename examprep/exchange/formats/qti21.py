"""QTI 2.1, one item a file with a test and a manifest; 2.0 and 2.2 are read as well.

The grammar is that of IMS (https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from examprep.exchange.format import Format
from examprep.exchange.formats.qti2_reading import read
from examprep.exchange.formats.qti21_writing import write
from examprep.exchange.formats.qti_package import holds
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped

_ITEM, _TEST = "assessmentItem", "assessmentTest"
_TYPES = re.compile(r"imsqti_(?:apip)?item_xmlv2")


def _recognises(given: Given) -> bool:
    return holds(given, (_ITEM,), _TYPES)


def _read(given: Given) -> Iterator[Question | Skipped]:
    return read(given, _ITEM, _TEST)


FORMAT = Format(
    "qti21",
    "QTI 2.1",
    (".zip", ".xml"),
    _recognises,
    _read,
    write,
    ("spaces in a row at the beginning of a line",),
)
