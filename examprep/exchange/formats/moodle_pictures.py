"""The pictures in a Moodle XML file: taken out of their base64, each under a name of its own."""

from __future__ import annotations

import binascii
from base64 import b64decode
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from examprep.archives import unsafe_name
from examprep.exchange.formats.moodle_texts import Texts

_LARGEST = 20 * 1_048_576


class Pictures:
    """Gives files names that no other file of the import has, unless it is the very same."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, element: Any, files: dict[str, bytes], texts: Texts) -> dict[str, str]:
        """Put the files of a question into `files`; give the names that were changed."""
        renamed: dict[str, str] = {}
        for one in element.iter("file"):
            self._keep(one.get("name") or "", one.text or "", files, texts, renamed)
        old = (element.findtext("image") or "").strip()
        if old and element.find("image_base64") is not None:
            self._keep(old, element.findtext("image_base64") or "", files, texts, renamed)
        return renamed

    def _keep(
        self, given: str, text: str, files: dict[str, bytes], texts: Texts, renamed: dict[str, str]
    ) -> None:
        name = given.strip()
        base, data = PurePosixPath(unquote(name)).name, _decoded(text)
        wrong = unsafe_name(base) or _unfit(data)
        if wrong:
            texts.note(f"a file left out: {wrong}")
            return
        fresh = self._free(base, data)
        files[fresh] = data
        if {fresh, base, name} != {name}:
            renamed |= {name: quote(fresh), quote(name): quote(fresh)}

    def _free(self, name: str, data: bytes) -> str:
        path, count, found = PurePosixPath(name), 1, name
        digest = hash(data)
        while self._taken.setdefault(found.casefold(), digest) != digest:
            count += 1
            found = f"{path.stem}-{count}{path.suffix}"
        return found


def _decoded(text: str) -> bytes:
    try:
        return b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _unfit(data: bytes) -> str:
    if len(data) > _LARGEST:
        return "it is too large"
    return "" if data else "it is empty or damaged"
