"""The answers of a sealed progress file, read straight into columns, with no table for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from examprep.progress.log import NO_CHOICE, SURE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

ANSWER = b"response]]"
BETWEEN = b"\n\n[["
# As `progress.sealed` has it, but that nothing optional is there and empty.
_TEXT = r'"([^"\\\x00-\x1f\x7f]+)"\n'
_WHOLE, _REAL = r"(?:0|[1-9]\d{0,8})", r"((?:0|[1-9]\d{0,8})\.\d{1,17})\n"
_ROW = re.compile(
    rf"(?:\A|\n\n\[\[)response\]\]\nid = {_TEXT}"
    r"at = (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?)Z\n"
    rf"attempt = {_TEXT}slot = ({_WHOLE})\n(?:of = {_TEXT})?"
    rf"(?:typed = {_TEXT}|chose = \[((?:{_WHOLE}(?:, {_WHOLE})*)?)\]\n)"
    rf"credit = {_REAL}seconds = {_REAL}(?:mistake = {_TEXT})?(?:takes = {_TEXT})?"
    rf"(?:sure = {_TEXT})?clock = {_REAL}#= [0-9a-f]{{8}}(?=\n\n\[\[|\Z)",
    re.ASCII,
)
_SAID = {word: place for place, word in enumerate(SURE)}
_NAMES = ("of", "typed", "chose", "credit", "seconds", "mistake", "takes", "sure", "clock")
_NUMBERS = frozenset(("credit", "seconds", "clock"))
_EXACT = 2**53
"""From here on a float does not hold every microsecond."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of a file, one row each, in its order.

    `place` is that of the block among all blocks; `at` is in seconds since 1970 UTC; `of` and
    `takes` are empty for none; `said` and `chose` are as a log keeps them, `rows` as they stand.
    """

    place: Ints
    names: Sequence[str]
    attempts: Sequence[str]
    of: Sequence[str]
    takes: Sequence[str]
    slot: Ints
    at: Floats
    credit: Floats
    seconds: Floats
    clock: Floats
    said: NDArray[np.uint8]
    chose: NDArray[np.uint8]
    rows: Sequence[Sequence[str]]

    def __len__(self) -> int:
        return len(self.rows)

    def fields(self, row: int) -> dict[str, Any]:
        """Give the fields of one answer, as TOML would."""
        name, at, attempt, slot, *more = self.rows[row]
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
        fields = {"id": name, "at": moment, "attempt": attempt, "slot": int(slot)}
        told = dict(zip(_NAMES, more, strict=True))
        for key, text in told.items():
            if key == "chose" and not told["typed"]:
                fields[key] = [*map(int, filter(None, text.split(", ")))]
            elif text and key != "chose":
                fields[key] = float(text) if key in _NUMBERS else text
        return fields


def read_answers(pieces: Sequence[bytes]) -> Answers | None:
    """Read the answers among the blocks of a file; None where one is written otherwise.

    Args:
        pieces: the blocks, each without the two brackets at its start.
    """
    place = [number for number, piece in enumerate(pieces) if piece.startswith(ANSWER)]
    try:
        rows = _ROW.findall(BETWEEN.join([pieces[number] for number in place]).decode())
        return _columns(place, rows) if rows and len(rows) == len(place) else None
    except ValueError:  # no UTF-8, or no day there is
        return None


def _columns(place: list[int], rows: list[tuple[str, ...]]) -> Answers | None:
    names, at, attempts, slot, of, _, chose, credit, seconds, _, takes, sure, clock = zip(
        *rows, strict=True
    )
    moments = np.array(at, "datetime64[us]").astype(np.int64)
    if int(np.abs(moments).max()) >= _EXACT:
        return None
    return Answers(
        place=np.array(place),
        names=names,
        attempts=attempts,
        of=of,
        takes=takes,
        slot=np.array([*map(int, slot)]),
        at=moments / 1e6,
        credit=_floats(credit),
        seconds=_floats(seconds),
        clock=_floats(clock),
        said=_coded(sure, {word: _SAID.get(word, 0) for word in {*sure}}),
        chose=_coded(chose, {text: _only(text) for text in {*chose}}),
        rows=rows,
    )


def _floats(texts: Sequence[str]) -> Floats:
    return np.array([*map(float, texts)])


def _coded(texts: Iterable[str], codes: Mapping[str, int]) -> NDArray[np.uint8]:
    return np.array([*map(codes.__getitem__, texts)], np.uint8)


def _only(text: str) -> int:
    """Give the only position that was chosen, as `progress.log.chosen` does."""
    return min(NO_CHOICE, int(text)) if text.isdigit() else NO_CHOICE
