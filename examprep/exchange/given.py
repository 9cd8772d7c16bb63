"""A file that was given to be read: its bytes, its text in whatever encoding, its archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from examprep.archives import Archive
from examprep.errors import UnreadableFile
from examprep.files import MEBIBYTE, read_bytes

LARGEST = 512 * MEBIBYTE
_BEGINNING = 65_536
_ZIP = b"PK\x03\x04"
_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_NAMES = {"utf-16": "UTF-16", "utf-32": "UTF-32", "cp1252": "Windows-1252", "latin-1": "Latin-1"}
_MOST_ZEROS = 0.3


@dataclass(slots=False)
class Given:
    """One file of a stranger.

    `name` is how people call it: the file's name, or `archive.zip: member`.
    """

    path: Path
    data: bytes
    name: str = ""
    said: list[str] = field(default_factory=list)
    """What was noticed on reading, such as an encoding that is not UTF-8."""
    cards: bool = False
    """Whether flash cards are wanted as questions, with wrong options from other cards."""

    @classmethod
    def load(cls, path: Path) -> Given:
        """Read a file.

        Raises:
            UnreadableFile: it is missing, no regular file or larger than allowed.
        """
        return cls(path, read_bytes(path, LARGEST), path.name)

    @property
    def beginning(self) -> bytes:
        """Give the first 64 KB."""
        return self.data[:_BEGINNING]

    @property
    def is_zip(self) -> bool:
        """Tell whether the file is a zip archive."""
        return self.data.startswith(_ZIP)

    @cached_property
    def archive(self) -> Archive:
        """Open the file as a zip archive.

        Raises:
            UnreadableFile: it is none, or breaks a rule of `examprep.archives`.
        """
        return Archive(self.path, self.data)

    @cached_property
    def encoding(self) -> str:
        """Tell in which encoding the text stands, by its mark or by what can be decoded."""
        for mark, encoding in _BOMS.items():
            if self.data.startswith(mark):
                return encoding
        sample = self.beginning
        for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
            if len(sample) > 1 and sample[first::2].count(0) > _MOST_ZEROS * len(sample):
                return encoding
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError:
            return _single_byte(self.data)
        return "utf-8"

    @cached_property
    def text(self) -> str:
        r"""Give the text with `\n` at the ends of lines; says where it was not UTF-8.

        Raises:
            UnreadableFile: it is no text.
        """
        try:
            text = self.data.decode(self.encoding)
        except UnicodeDecodeError as error:
            raise UnreadableFile(f"{self.path}: it is no text, or it is damaged") from error
        if "\0" in text:
            raise UnreadableFile(f"{self.path}: it is no text: it holds NUL characters")
        name = _NAMES.get(self.encoding.removesuffix("-le").removesuffix("-be"))
        if name:
            self.said.append(f"read as {name}")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def opening(self) -> str:
        """Give the beginning of the text, as well as it can be read; for telling formats apart."""
        text = self.beginning.decode(self.encoding, "replace").lstrip("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")


def _single_byte(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"
