"""QTI 3.0, which is only read: its items are those of QTI 2 under other names.

The grammar is that of 1EdTech (https://www.imsglobal.org/spec/qti/v3p0/impl).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from examprep.exchange.format import Format
from examprep.exchange.formats.qti2_reading import read
from examprep.exchange.formats.qti_package import holds
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Skipped

_ITEM, _TEST = "qti-assessment-item", "qti-assessment-test"
_TYPES = re.compile(r"imsqti_item_xmlv3")


def _recognises(given: Given) -> bool:
    return holds(given, (_ITEM,), _TYPES)


def _read(given: Given) -> Iterator[Question | Skipped]:
    return read(given, _ITEM, _TEST)


FORMAT = Format("qti3", "QTI 3.0", (".zip", ".xml"), _recognises, _read)
