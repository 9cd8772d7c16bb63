"""The index of one bank in the cache folder: what was read of it, ready for the next start.

One SQLite file a bank, made whole in a temporary file and put in place by a rename, so that two
processes never see each other's work half done. It is only a cache: a missing, damaged, foreign
or older file is made again, and where nothing can be written the index lives in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from examprep import __version__, places, stash
from examprep.banks.folders import bank_files
from examprep.banks.item import Item
from examprep.banks.stored import Record, record_of
from examprep.heap import collector_off

if TYPE_CHECKING:
    import sqlite3

    from examprep.banks.reader import RawBank

_LAYOUT = f"{__version__}-8"
"""Raised with each change of this module, of the models or of their messages."""
_NOT_SURE = 2_000_000_000
"""Nanoseconds within which two changes of a file may carry the same time."""
_PACK = 16
"""Items stored in one row: fewer rows are written much faster, and few are read in vain."""
_MAKING = ".making-"
_ABANDONED = 86_400
"""Seconds after which a file that was never finished is thrown away."""
_TABLES = """
    pragma page_size = 16384; pragma cache_size = -65536;
    pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive;
    create table record (layout text, files blob, body blob);
    create table packs (n integer primary key, items blob);
    create virtual table words using fts5 (text, content = '', columnsize = 0, detail = none);
"""

Stamp = tuple[bytes, int, int]
"""A file's path, size and time of change."""


def stamps(path: Path) -> list[Stamp]:
    """List a bank's files with what shows that one of them has changed."""
    found = []
    with contextlib.suppress(OSError):
        for file in bank_files(path):
            try:
                stat = file.stat()
                found.append((os.fsencode(file), stat.st_size, stat.st_mtime_ns))
            except OSError:
                found.append((os.fsencode(file), -1, -1))
    return found


def digest(files: Iterable[Stamp]) -> bytes:
    """Give a hash of the content of all files."""
    total = hashlib.blake2b(digest_size=20)
    for name, size, _ in files:
        total.update(b"%d:%s" % (size, name))
        with contextlib.suppress(OSError), Path(os.fsdecode(name)).open("rb") as file:
            while block := file.read(1 << 20):
                total.update(block)
    return total.digest()


def _words(item: dict[str, Any]) -> str:
    texts = [item["id"], item["stem"], *[option["text"] for option in item.get("options", ())]]
    for pair in item.get("pairs", ()):
        texts += [pair["left"], pair["right"]]
    return "\n".join(texts)


def _fill(
    connection: sqlite3.Connection, files: bytes, record: Record, raw: RawBank | None
) -> None:
    from examprep.banks.models import item_fields

    encode = msgspec.msgpack.Encoder().encode
    items = raw.items if raw else []
    bank = raw.bank.id if raw else ""
    fields = [
        item_fields(item, bank) | {"key_print": record.key_print(n)} for n, item in enumerate(items)
    ]
    packs = (
        (start // _PACK, encode(fields[start : start + _PACK]))
        for start in range(0, len(items), _PACK)
    )
    connection.executescript(_TABLES)
    connection.execute("begin")
    connection.execute("insert into record values (?, ?, ?)", (_LAYOUT, files, encode(record)))
    connection.executemany("insert into packs values (?, ?)", packs)
    connection.executemany(
        "insert into words (rowid, text) values (?, ?)", enumerate(map(_words, items))
    )
    connection.execute("commit")


def _connect(where: str, *, uri: bool = False) -> sqlite3.Connection:
    import sqlite3

    # Read in a worker, used by the screens: SQLite itself is built to be shared between threads.
    return sqlite3.connect(where, isolation_level=None, check_same_thread=False, uri=uri)


@contextlib.contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """Give the name of a new file in a folder; it is gone afterwards unless it was renamed."""
    import tempfile

    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_MAKING, dir=folder)
    os.close(handle)
    path = Path(name)
    made = path.stat().st_mtime
    try:
        for old in folder.glob(f"{_MAKING}*"):
            if old.stat().st_mtime < made - _ABANDONED:
                old.unlink()
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


class BankIndex:
    """The index of one bank, opened; made first if there is none that fits its files.

    Without `keep` nothing is written: what has to be made is made in memory.
    """

    def __init__(self, path: Path, folder: Path | None = None, *, keep: bool = True) -> None:
        self._connection: sqlite3.Connection | None = None
        self._keep = keep
        self.path = path
        name = f"{stash.name_for(path)}.sqlite"
        self.file = (folder or places.cache_folder() / "banks") / name
        self._decode = msgspec.msgpack.Decoder(list[Item]).decode
        self._numbers: dict[str, int] = {}
        self.record = self._open() or self._make()

    def _open(self) -> Record | None:
        """Give the stored record if it was made from the files as they are now."""
        import sqlite3

        try:
            made = self.file.stat().st_mtime_ns
            self._connection = _connect(f"{self.file.absolute().as_uri()}?mode=ro", uri=True)
            layout, files, body = self._connection.execute("select * from record").fetchone()
            if layout == _LAYOUT and self._fresh(files, made):
                return msgspec.msgpack.decode(body, type=Record)
        except (OSError, sqlite3.Error, msgspec.MsgspecError, TypeError, ValueError):
            pass  # missing, damaged or foreign: made again
        self.close()
        return None

    def _fresh(self, files: bytes, made: int) -> bool:
        stored, content = msgspec.msgpack.decode(files, type=tuple[list[Stamp], bytes])
        now = stamps(self.path)
        newest = max((stamp[2] for stamp in now), default=0)
        if stored == now and newest < made - _NOT_SURE:
            return True
        if digest(now) != content:
            return False
        self._restamp(msgspec.msgpack.encode((now, content)))
        return True

    def _restamp(self, files: bytes) -> None:
        """Note that files only look changed, so that the next start need not hash them."""
        import sqlite3

        if not self._keep:
            return
        with contextlib.suppress(sqlite3.Error, OSError):
            connection = _connect(f"{self.file.absolute().as_uri()}?mode=rw", uri=True)
            with contextlib.closing(connection):
                connection.execute("update record set files = ?", (files,))
            os.utime(self.file)

    def _make(self) -> Record:
        """Read the bank's files and store what came out."""
        from examprep.banks.reader import read_tables

        self.close()
        now = stamps(self.path)
        files = msgspec.msgpack.encode((now, digest(now)))
        with collector_off():
            raw, problems = read_tables(self.path)
            record = record_of(raw, problems)
            self._store(files, record, raw)
            del raw
        return record

    def _store(self, files: bytes, record: Record, raw: RawBank | None) -> None:
        import sqlite3

        if not self._keep:
            self._connection = _connect(":memory:")
            _fill(self._connection, files, record, raw)
            return
        try:
            with _temporary(self.file.parent) as temporary:
                with contextlib.closing(_connect(str(temporary))) as connection:
                    _fill(connection, files, record, raw)
                with temporary.open("rb+") as file:
                    os.fsync(file.fileno())
                temporary.replace(self.file)
            self._connection = _connect(f"{self.file.absolute().as_uri()}?mode=ro", uri=True)
        except (OSError, sqlite3.Error):
            self._connection = _connect(":memory:")
            _fill(self._connection, files, record, raw)

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def items(self, ids: list[str]) -> list[Item]:
        """Give the items that the bank has of these ids, in no certain order."""
        if not self._numbers:
            self._numbers = {name: number for number, name in enumerate(self.record.ids)}
        numbers = {self._numbers[name] for name in ids if name in self._numbers}
        return self._mended(lambda: self._read(numbers))

    def search(self, words: str, limit: int) -> list[Item]:
        """Find the items that hold every word, or a word beginning with it."""
        terms = " ".join(f'"{word}"*' for word in re.findall(r"[^\W_]+", words))
        return self._mended(lambda: self._read(self._matches(terms, limit))) if terms else []

    def _mended(self, read: Callable[[], list[Item]]) -> list[Item]:
        """Read items; if the file turns out to be damaged, make it again and read once more."""
        import sqlite3

        try:
            return read()
        except (sqlite3.Error, msgspec.MsgspecError, ValueError):
            self.record = self._make()
            self._numbers = {}
            return read()

    def _matches(self, terms: str, limit: int) -> set[int]:
        query = "select rowid from words where words match ? order by rank limit ?"
        return {number for (number,) in self._rows(query, (terms, limit))}

    def _read(self, numbers: set[int]) -> list[Item]:
        found = []
        query = "select items from packs where n = ?"
        for pack in sorted({number // _PACK for number in numbers}):
            ((blob,),) = self._rows(query, (pack,))
            first = pack * _PACK
            found += [item for n, item in enumerate(self._decode(blob), first) if n in numbers]
        return found

    def _rows(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall() if self._connection else []
