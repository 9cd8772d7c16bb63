"""Aiken: one line of stem, options `A.` or `A)`, and `ANSWER: B`.

The grammar is Moodle's (https://docs.moodle.org/en/Aiken_format): nothing but stem, options and
one key. What others make of it is read too: stems of several lines, no empty line between
questions, several letters, a line `Feedback:` after the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from examprep.exchange.format import Choices, Format, Output, Told
from examprep.exchange.given import Given
from examprep.exchange.question import Question, Raw, Skipped
from examprep.text import plural

_OPTION = re.compile(r"([A-Z])[.)][ \t]+(\S.*)")
_CLOSE = re.compile(r"([A-Z])[.)](\S.*)")
_ANSWER = re.compile(r"ANSWERS?[ \t]*:(.*)", re.IGNORECASE)
_KEY = re.compile(r"([A-Z](?:[ \t]*(?:,|and|&)[ \t]*[A-Z])*)(?:[.)].*)?", re.IGNORECASE)
_FEEDBACK = re.compile(r"(?:feedback|explanation|rationale)[ \t]*:(.*)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:question[ \t]+)?\d{1,4}[.):][ \t]+(?=\S)", re.IGNORECASE)
_SHORT, _MOST = 60, 9
_HELD = {"stem", "options", "kind"}


def _recognises(given: Given) -> bool:
    if given.is_zip:
        return False
    lines = [line.strip() for line in given.opening.split("\n")]
    answers = any(_keyed(line) for line in lines)
    return answers and any(_OPTION.fullmatch(line) or _CLOSE.fullmatch(line) for line in lines)


def _keyed(line: str) -> bool:
    answer = _ANSWER.fullmatch(line)
    return bool(answer and _KEY.fullmatch(answer[1].strip()))


class _Block:
    """The lines of one question, until its answer."""

    def __init__(self) -> None:
        self.line = 0
        self.stem: list[str] = []
        self.options: list[tuple[str, str]] = []
        self._gap = False

    def take(self, number: int, line: str) -> bool:
        """Take one line that is no answer; tell whether it belongs to this question."""
        if not line:
            self._gap = bool(self.options)
            return True
        option = self._option(line)
        if not option and self._gap:
            return False  # a new stem begins: the answer of this question is missing
        self._gap = False
        self.line = self.line or number
        if option:
            self.options.append((option[1], option[2]))
        elif self.options:
            self.options[-1] = (self.options[-1][0], f"{self.options[-1][1]}\n{line}")
        else:
            self.stem.append(line)
        return True

    def _option(self, line: str) -> re.Match[str] | None:
        """Read an option; the first must be A, so that a line "E. coli is" belongs to the stem.

        With no space after its letter, it must be the next one.
        """
        found = _OPTION.fullmatch(line)
        if found and (self.options or found[1] == "A"):
            return found
        found = _CLOSE.fullmatch(line)
        wanted = chr(ord("A") + len(self.options))
        return found if found and found[1] == wanted and self.stem else None

    def end(self, answer: str | None) -> Question | Skipped:
        """Make the question, given what stands behind `ANSWER:`."""
        place, name = f"line {self.line}", " ".join(self.stem)[:_SHORT]
        letters = _letters(answer)
        why = self._fault(answer, letters)
        if why:
            return Skipped(place, why, name)
        options = [_option(text, key=letter in letters) for letter, text in self.options]
        stem = "\n".join(self.stem)
        bare = _NUMBER.sub("", stem, count=1) if _NUMBER.match(stem) else stem
        raw: Raw = {"stem": bare, "options": options}
        if len(letters) > 1:
            raw["kind"] = "multiple"
        found = "".join(letter for letter, _ in self.options)
        notes = {
            "the number in front of it left out": bare != stem,
            f"its options have the letters {found}": found != "ABCDEFGHI"[: len(found)],
        }
        return Question(raw, place, notes=tuple(said for said, is_so in notes.items() if is_so))

    def _fault(self, answer: str | None, letters: set[str]) -> str:
        if not self.stem:
            return "it has no question above its options"
        if answer is None:
            return "it has no line ANSWER:"
        return self._unfit(answer, letters)

    def _unfit(self, answer: str, letters: set[str]) -> str:
        found = [letter for letter, _ in self.options]
        missing = sorted(letters - set(found))
        if not letters:
            return f"its answer is {answer.strip()[:20] or 'empty'}; write a letter: ANSWER: B"
        if missing:
            return f"the answer is {missing[0]}, but no option has it"
        if len(set(found)) != len(found):
            return "two of its options have the same letter"
        if not 1 < len(found) <= _MOST:
            return f"{plural(len(found), 'option')}; from 2 to {_MOST} are read"
        return ""


def _letters(answer: str | None) -> set[str]:
    key = _KEY.fullmatch((answer or "").strip())
    return set(re.findall(r"\b[A-Z]\b", key[1].upper())) if key else set()


def _option(text: str, *, key: bool) -> Raw:
    return {"text": text, "key": True} if key else {"text": text}


def _read(given: Given) -> Iterator[Question | Skipped]:
    """Give each question once the next begins: feedback may stand after its answer."""
    done: Question | Skipped | None = None
    for one in _parts(given.text):
        if isinstance(one, str):
            done = _explained(done, one)
            continue
        if done:
            yield done
        done = one
    if done:
        yield done


def _parts(text: str) -> Iterator[Question | Skipped | str]:
    """Give questions as their answers end them, and the feedback that stands between."""
    block, explains = _Block(), False
    for number, given in enumerate(text.split("\n"), 1):
        line = given.strip().lstrip("\ufeff")
        answer, feedback = _ANSWER.fullmatch(line), _FEEDBACK.fullmatch(line)
        explains = _explains(line, begun=explains, within=bool(block.line))
        if explains:  # it goes on up to an empty line
            yield feedback[1].strip() if feedback else line
        elif answer:
            block.line = block.line or number
            yield block.end(answer[1])
            block = _Block()
        elif not block.take(number, line):
            yield block.end(None)
            block = _Block()
            block.take(number, line)
    if block.line:
        yield block.end(None)


def _explains(line: str, *, begun: bool, within: bool) -> bool:
    """Tell whether a line is feedback: it has its label, or goes on with it."""
    if _FEEDBACK.fullmatch(line):
        return not within
    return begun and bool(line) and not _ANSWER.fullmatch(line)


def _explained(one: Question | Skipped | None, text: str) -> Question | Skipped | None:
    if not isinstance(one, Question) or not text:
        return one
    before = one.raw.get("explanation")
    return replace(one, raw={**one.raw, "explanation": f"{before}\n{text}" if before else text})


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
