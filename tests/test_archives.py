"""Archives of strangers: nothing of them leads out, grows without end or hides."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.archives import Archive, Limits, pack, unsafe_name
from examprep.errors import UnreadableFile

PATH = Path("strange.zip")


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", how) as archive:
        for name, data in members:
            entry = zipfile.ZipInfo(name)
            entry.filename = name
            entry.compress_type = how
            archive.writestr(entry, data)
    return whole.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../up.toml", "/etc/passwd", "a/../../b", "a//b", "./a", "c:evil.toml", "a\\b.toml", "CON",
        "nul.toml", "folder/COM1.txt", "end. ", "dot.", "x" * 300, "a\x1b[31m.toml",
        "\u202egpj.exe", "what?.toml",
    ],
)  # fmt: skip
def test_names_that_lead_out_or_mean_devices_are_refused(name: str) -> None:
    assert unsafe_name(name)
    with pytest.raises(UnreadableFile, match="name"):
        Archive(PATH, zipped((name, b"x")))


@pytest.mark.parametrize("name", ["bank.toml", "pictures/a b.png", "Ä/größe.toml", "con-a.toml"])
def test_names_of_files_are_taken(name: str) -> None:
    assert Archive(PATH, zipped((name, b"x"))).read(name) == b"x"


def test_names_that_differ_in_case_only_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="case"):
        Archive(PATH, zipped(("a.toml", b"1"), ("A.TOML", b"2")))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableFile, match="tightly"):
        Archive(PATH, zipped(("bank.toml", b"0" * 20_000_000)))


def test_sizes_and_counts_are_capped() -> None:
    two = zipped(("a", b"12"), ("b", b"34"))
    with pytest.raises(UnreadableFile, match="2 files"):
        Archive(PATH, two, Limits(members=1))
    with pytest.raises(UnreadableFile, match="larger"):
        Archive(PATH, two, Limits(member=1))
    with pytest.raises(UnreadableFile, match="larger"):
        Archive(PATH, two, Limits(whole=3))


def test_a_member_larger_than_it_says_is_never_read_whole() -> None:
    data = bytearray(zipped(("a", b"x" * 1000), how=zipfile.ZIP_STORED))
    archive = Archive(PATH, bytes(data))
    archive._members["a"].file_size = 10
    with pytest.raises(UnreadableFile, match=r"size|damaged"):
        archive.read("a")


def test_links_and_locked_files_are_refused() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UnreadableFile, match="link"):
        Archive(PATH, whole.getvalue())
    data = bytearray(zipped(("a", b"x")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        Archive(PATH, bytes(data))


def test_no_archive_is_one_clear_line() -> None:
    for data in (b"", b"PK\x03\x04", b"hello"):
        with pytest.raises(UnreadableFile, match=r"strange\.zip: it is no zip archive"):
            Archive(PATH, data)


def test_a_damaged_member_is_named() -> None:
    data = bytearray(zipped(("a.toml", b"hello hello hello hello")))
    data[data.index(b"a.toml") + 10] ^= 0xFF
    with pytest.raises(UnreadableFile, match=r"a\.toml"):
        Archive(PATH, bytes(data)).read("a.toml")


@given(st.binary(max_size=200), st.integers(0, 300), st.integers(0, 255))
def test_whatever_is_changed_in_one_nothing_else_is_raised(
    body: bytes, place: int, byte: int
) -> None:
    data = bytearray(zipped(("bank.toml", body), ("items.toml", b"x")))
    data[place % len(data)] = byte
    try:
        archive = Archive(PATH, bytes(data))
        for name in archive.names():
            assert not unsafe_name(name)
            archive.read(name)
    except UnreadableFile as error:
        assert "\n" not in str(error)  # noqa: PT017 - any error will do, if it is one line


def test_packing_gives_the_same_bytes() -> None:
    members = [("bank.toml", b"a = 1\n"), ("pictures/x.png", b"\x89PNG")]
    assert pack(members) == pack(members)
    archive = Archive(PATH, pack(members))
    assert [(name, archive.read(name)) for name in archive.names()] == members
