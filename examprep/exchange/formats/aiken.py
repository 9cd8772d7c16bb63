"""Aiken: one line of stem, options `A.` or `A)`, and `ANSWER: B`.

The grammar is Moodle's (https://docs.moodle.org/en/Aiken_format): nothing but stem, options and
one key; a stem has one line there, which is why line breaks are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from examprep.exchange.format import Choices, Format, Output, Told
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped

_OPTION = re.compile(r"\s*([A-Z])[.)]\s+(.*\S)\s*")
_ANSWER = re.compile(r"\s*ANSWER:\s*([A-Z](?:\s*,\s*[A-Z])*)\s*", re.IGNORECASE)
_SHORT = 60
_HELD = {"stem", "options", "kind"}


def _recognises(given: Given) -> bool:
    lines = given.opening.replace("\r", "\n").split("\n")
    answers = sum(_ANSWER.fullmatch(line) is not None for line in lines)
    return answers > 0 and any(_OPTION.fullmatch(line) for line in lines)


class _Block:
    """The lines of one question, until its answer."""

    def __init__(self) -> None:
        self.line = 0
        self.stem: list[str] = []
        self.options: list[tuple[str, str]] = []

    def take(self, number: int, line: str) -> None:
        """Take one line that is no answer: an option, or a part of the stem."""
        if not line.strip():
            return
        self.line = self.line or number
        option = _OPTION.fullmatch(line)
        if option and (self.stem or self.options):
            self.options.append((option[1], option[2]))
        elif self.options:  # a new stem begins: the answer of the last question is missing
            self.options[-1] = (self.options[-1][0], f"{self.options[-1][1]}\n{line.strip()}")
        else:
            self.stem.append(line.strip())

    def end(self, letters: set[str]) -> Question | Skipped:
        """Make the question, given the letters of its key."""
        place, name = f"line {self.line}", " ".join(self.stem)[:_SHORT]
        found = [letter for letter, _ in self.options]
        if not self.stem:
            return Skipped(place, "it has no question above its options", name)
        if not letters:
            return Skipped(place, "it has no line ANSWER:", name)
        missing = sorted(letters - set(found))
        if missing:
            return Skipped(place, f"the answer is {missing[0]}, but no option has it", name)
        if len(set(found)) != len(found):
            return Skipped(place, "two of its options have the same letter", name)
        options: list[Raw] = [
            {"text": text, "key": True} if letter in letters else {"text": text}
            for letter, text in self.options
        ]
        raw: Raw = {"stem": "\n".join(self.stem), "options": options}
        if len(letters) > 1:
            raw["kind"] = "multiple"
        return Question(raw, place)


def _read(given: Given) -> Iterator[Question | Skipped]:
    block = _Block()
    for number, line in enumerate(given.text.split("\n"), 1):
        answer = _ANSWER.fullmatch(line)
        if not answer:
            block.take(number, line)
            continue
        if not block.line:
            block.line = number
        yield block.end(set(re.findall(r"[A-Z]", answer[1].upper())))
        block = _Block()
    if block.line:
        yield block.end(set())


def _write(questions: Sequence[Raw], _: Choices, told: Told) -> Iterable[Output]:
    written = [text for raw in questions if (text := _written(raw, told))]
    yield Output("\n".join(written).encode())


def _written(raw: Raw, told: Told) -> str:
    if raw.get("kind", "choice") != "choice":
        told(raw["id"], f"questions of the kind {raw['kind']}")
        return ""
    for key in sorted(raw.keys() - _HELD):
        told(raw["id"], key)
    if any(option.get("why") for option in raw["options"]):
        told(raw["id"], "why")
    lines = [" ".join(raw["stem"].split())]
    for letter, option in zip("ABCDEFGHI", raw["options"], strict=False):
        lines.append(f"{letter}. {' '.join(option['text'].split())}")
        if option.get("key"):
            key = letter
    return "\n".join([*lines, f"ANSWER: {key}", ""])


FORMAT = Format(
    "aiken",
    "Aiken",
    (".txt", ".aiken"),
    _recognises,
    _read,
    _write,
    ("every kind but a single best answer", "line breaks", "all but stem, options and key"),
)
