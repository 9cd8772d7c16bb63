"""Files damaged in many small ways: a reader names what is wrong, and never breaks."""

from __future__ import annotations

import os
import random
import time
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from examprep.archives import pack
from examprep.errors import ExamprepError
from examprep.exchange.given import Given
from examprep.exchange.importing import Importer
from examprep.exchange.registry import format_named

COUNT = int(os.environ.get("EXAMPREP_MUTATIONS", "5000"))
_TOKENS = (b"\0", b"\xff\xfe", b'"', b"<", b">", b"&", b"{", b"}", b"\n", b"\t", b"\\", b"9" * 30)


def mutant(data: bytes, source: random.Random, tokens: Sequence[bytes] = ()) -> bytes:
    """Damage bytes in one to four places."""
    whole = bytearray(data)
    for _ in range(source.randint(1, 4)):
        place = source.randrange(len(whole) + 1)
        end = min(len(whole), place + source.choice((1, 1, 4, 40, 400)))
        match source.randrange(7):
            case 0:
                del whole[place:end]
            case 1:
                whole[place:place] = whole[place:end]
            case 2:
                whole[place:place] = source.choice((*_TOKENS, *tokens))
            case 3:
                whole[place:end] = bytes(source.randrange(256) for _ in range(end - place))
            case 4 if place < len(whole):
                whole[place] ^= 1 << source.randrange(8)
            case 5:
                del whole[place:]
            case _:
                other = source.randrange(len(whole) + 1)
                whole[place:end] = whole[other : other + end - place]
    return bytes(whole)


def zip_mutant(data: bytes, source: random.Random) -> bytes:
    """Damage a zip archive as a whole, or one of its files, or put one under another name."""
    if source.random() < 0.2:
        return mutant(data, source)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    place = source.randrange(len(members))
    name, inner = members[place]
    if source.random() < 0.1:
        members[place] = (source.choice(("../x", "a\\b", "media", name.upper(), "CON")), inner)
    else:
        members[place] = (name, mutant(inner, source))
    return pack(dict(members).items())


def mutants(
    data: bytes, count: int, seed: int = 1, tokens: Sequence[bytes] = ()
) -> Iterator[bytes]:
    source = random.Random(seed)
    for _ in range(count):
        whole = data.startswith(b"PK")
        yield zip_mutant(data, source) if whole else mutant(data, source, tokens)


def survives(name: str, data: bytes, folder: Path, *, cards: bool = False) -> float:
    """Read a damaged file to its end; give the seconds. Only errors with a clear line may come."""
    read = format_named(name).read
    assert read
    given = Given(folder / "damaged", data, cards=cards)
    importer = Importer()
    begun = time.perf_counter()
    words = ""
    try:
        for one in read(given):
            importer.take("damaged", one)
    except ExamprepError as error:
        words = str(error)
    assert not words or words.startswith(f"{given.path}: ")
    assert "\n" not in words
    for row in importer.found.rows:
        assert row.status != "skipped" or row.notes
    return time.perf_counter() - begun
