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
            self._keep((one.get("name") or "").strip(), one.text or "", files, texts, renamed)
        old, data = element.find("image"), element.find("image_base64")
        if old is not None and data is not None and (old.text or "").strip():
            self._keep((old.text or "").strip(), data.text or "", files, texts, renamed)
        return renamed

    def _keep(
        self, name: str, text: str, files: dict[str, bytes], texts: Texts, renamed: dict[str, str]
    ) -> None:
        try:
            data = b64decode("".join(text.split()), validate=True)
        except (binascii.Error, ValueError):
            data = b""
        base = PurePosixPath(unquote(name)).name
        wrong = unsafe_name(base)
        if not data:
            wrong = wrong or "it is empty or damaged"
        elif len(data) > _LARGEST:
            wrong = wrong or "it is too large"
        if wrong:
            texts.note(f"a file left out: {wrong}")
            return
        fresh = self._free(base, data)
        files[fresh] = data
        if fresh != base or name != base:
            renamed |= {name: quote(fresh), quote(name): quote(fresh)}

    def _free(self, name: str, data: bytes) -> str:
        path, count, found = PurePosixPath(name), 1, name
        digest = hash(data)
        while self._taken.setdefault(found.casefold(), digest) != digest:
            count += 1
            found = f"{path.stem}-{count}{path.suffix}"
        return found
