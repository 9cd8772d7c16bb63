"""text2qti: quizzes as Markdown, a question under its number, options under letters or boxes.

The grammar is text2qti's own (its README): a mark at the beginning of a line opens an element,
lines under it that are indented go on with it. Code that would write questions is never run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from examprep.exchange.extras import join_extras, with_extras
from examprep.exchange.format import Choices, Format, Output, Told
from examprep.exchange.formats.text2qti_elements import Element, elements
from examprep.exchange.given import Given
from examprep.exchange.markdown import from_markdown, to_markdown
from examprep.exchange.numbers import between, half_unit, number, typed
from examprep.exchange.question import Question, Raw, Skipped
from examprep.text import plural

_QUESTION = re.compile(r"(?m)^\d{1,9}\.[ \t]+\S")
_ANSWER = re.compile(r"(?m)^(?:\*[a-zA-Z]\)|\[\*\]|=|\*)[ \t]+\S|^(?:___+|\^\^\^+)\s*$")
_KEY = re.compile(r"(?m)^(?:\*[a-zA-Z]\)|\[\*\]|=)[ \t]+\S")
_OPTIONS = {"right": True, "ticked": True, "wrong": False, "unticked": False}
_SAID = frozenset(("feedback", "solution", "praise", "blame"))
_INNER = frozenset((*_OPTIONS, *_SAID, "numeric", "text", "essay", "upload"))
_MOST, _SHORT = 9, 60
_TYPED = "typed text: examprep asks numbers and options only"
_SMALLEST = "0.0001"


@dataclass(slots=True)
class _Draft:
    """A question while its elements come in."""

    element: Element
    title: str = ""
    category: str = ""
    options: list[Raw] = field(default_factory=list)
    boxes: bool = False
    feedback: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    kind: str = ""

    def see(self, one: Element) -> None:
        """Note what is out of order in how an element is written."""
        if one.loose:
            self.notes["a line that is not indented, read as going on"] = None

    def plain(self, text: str) -> str:
        """Take Markdown off; what that costs is noted."""
        found = from_markdown(text)
        self.notes |= dict.fromkeys(found.lost)
        return found.text

    def take(self, one: Element) -> None:
        """Take one element that is no question."""
        self.see(one)
        if one.name in _OPTIONS:
            key = {"key": True} if _OPTIONS[one.name] else {}
            self.options.append({"text": self.plain(one.text)} | key)
            self.boxes = self.boxes or "ticked" in one.name
        elif one.name in _SAID:
            self._hear(one)
        elif one.name == "numeric":
            self.numbers.append(one.text)
        elif one.name == "text":
            self.typed.append(one.text)
        else:
            self.kind = one.name

    def _hear(self, one: Element) -> None:
        """Take feedback: to the last option, or to the question."""
        text = self.plain(one.text)
        if one.name == "feedback" and self.options:
            before = self.options[-1].get("why")
            self.options[-1]["why"] = f"{before}\n{text}" if before else text
            return
        if one.name in {"praise", "blame"}:
            about = "right" if one.name == "praise" else "wrong"
            self.notes[f"feedback to a {about} answer, put into the explanation"] = None
        self.feedback.append(text)

    def end(self) -> Question | Skipped:
        """Make the question."""
        place = f"line {self.element.line}"
        stem = self.plain(self.element.text)
        found = self._answers()
        if isinstance(found, str):
            kind = self.kind or ("short answer" if self.typed else "")
            return Skipped(place, found, " ".join(stem.split())[:_SHORT], kind)
        raw: Raw = join_extras({"stem": stem, **found}, "\n\n".join(self.feedback))
        category = "" if "topic" in raw else self.category
        return Question(raw, place, self.title, category, tuple(self.notes))

    def _answers(self) -> Raw | str:
        if self.kind:
            return "examprep has no such kind of question"
        if bool(self.options) + len(self.numbers) + bool(self.typed) > 1:
            return "it has answers of several kinds, or several numbers"
        if self.numbers:
            return self._numeric(self.numbers[0])
        if self.options:
            return self._options()
        if len(self.typed) == 1 and number(self.typed[0]) is not None:
            return self._numeric(self.typed[0])
        return _TYPED if self.typed else "it has no answer"

    def _options(self) -> Raw | str:
        keys = sum("key" in option for option in self.options)
        if len(self.options) > _MOST:
            return f"{plural(len(self.options), 'option')}; {_MOST} is the most"
        if not keys:
            return "no option is marked as right"
        if not self.boxes or keys == 1:
            if keys > 1:
                return "several options are right, but only one may be chosen"
            if self.boxes:
                self.notes["one option is right: a single choice"] = None
            return {"options": self.options}
        return {"kind": "multiple", "options": self.options}

    def _numeric(self, text: str) -> Raw | str:
        found = _range(text) if text[:1] == "[" else _margin(text.replace("_", ""))
        if isinstance(found, str):
            return found or f"its answer {text[:40]} is no number"
        self.notes |= dict.fromkeys(found[1])
        return {"kind": "numeric", **found[0]}


def _range(text: str) -> tuple[Raw, list[str]] | str:
    low, high = (number(part) for part in (*text[1:-1].split(",")[:2], "", "")[:2])
    return between(low, high) if low is not None and high is not None else ""


def _margin(text: str) -> tuple[Raw, list[str]] | str:
    middle, _, margin = text.partition("+-")
    value, off = number(middle), number(margin.strip().rstrip("%") or "0")
    if value is None or off is None:
        return ""
    return typed(value, off * abs(value) / 100 if margin.strip().endswith("%") else off)


def _recognises(given: Given) -> bool:
    if given.is_zip:
        return False
    text = given.opening
    return bool(_QUESTION.search(text) and (_KEY.search(text) or _titled(text)))


def _titled(text: str) -> bool:
    return bool(re.search(r"(?m)^[Qq]uiz [Tt]itle:", text) and _ANSWER.search(text))


class _Quiz:
    """What stands around questions: the quiz, its groups, the title of the next one."""

    def __init__(self, said: list[str]) -> None:
        self.said = said
        self.quiz = self.title = ""
        self.group = False

    def around(self, one: Element) -> Iterator[Skipped]:
        """Take what is no part of a question."""
        if one.name == "quiz":
            self.quiz = one.text
        elif one.name == "title":
            self.title = one.text
        elif one.name in {"group", "end"}:
            self.group = one.name == "group"
        elif one.name in {"region", "stray"}:
            self.said.append(f"line {one.line}: text between questions left out: {one.text[:40]}")
        elif one.name == "code":
            yield Skipped(f"line {one.line}", "code that writes questions is never run", "", "code")
        elif one.name in {"setting", "points", "pick"}:
            words = "settings, points and picks of the quiz left out"
            self.said.extend([] if words in self.said else [words])
        else:
            why = "it stands under no question"
            yield Skipped(f"line {one.line}", why, " ".join(one.text.split())[:_SHORT])

    def draft(self, one: Element) -> _Draft:
        """Begin a question."""
        draft = _Draft(one, self.title, self.quiz)
        draft.see(one)
        if self.group:
            draft.notes["one of a group, of which a few are drawn: now asked for itself"] = None
        self.title = ""
        return draft


def _read(given: Given) -> Iterator[Question | Skipped]:
    quiz, draft = _Quiz(given.said), None
    for one in elements(given.text):
        if draft and one.name in _INNER:
            draft.take(one)
            continue
        if draft:
            yield draft.end()
        draft = quiz.draft(one) if one.name == "question" else None
        yield from () if draft else quiz.around(one)
    if draft:
        yield draft.end()


def _write(questions: Sequence[Raw], choices: Choices, told: Told) -> Iterable[Output]:
    parts = [f"Quiz title: {' '.join(choices.title.split())}\n"]
    seen: Counter[str] = Counter()
    for raw in questions:
        lines = list(_written(raw, len(parts), seen, told))
        parts += ["\n".join([*lines, ""])] if lines else []
    yield Output("\n".join(parts).encode())


def _written(raw: Raw, place: int, seen: Counter[str], told: Told) -> Iterator[str]:
    why = _unfit(raw)
    if why:
        told(raw["id"], why)
        return
    seen[raw["stem"]] += 1
    # text2qti refuses a second question of the same text.
    stem = to_markdown(raw["stem"]) + "<span></span>" * (seen[raw["stem"]] - 1)
    yield f"Title: {raw['id']}"
    yield _block(f"{place}.", stem)
    yield from _feedback(with_extras(raw, {"why"}))
    if raw.get("kind") == "numeric":
        yield f"=   {raw['answer']} +- {half_unit(raw.get('round', 0))}"
    marks = ("[*]", "[ ]") if raw.get("kind") == "multiple" else ("*{})", "{})")
    for letter, option in zip("abcdefghi", raw.get("options", ()), strict=False):
        mark = marks[not option.get("key")].format(letter)
        yield _block(mark, to_markdown(option["text"]))
        yield from _feedback(option.get("why", ""))


def _feedback(text: str) -> Iterator[str]:
    if text:
        yield _block("...", to_markdown(text))


def _unfit(raw: Raw) -> str:
    """Say what of a question text2qti has no place for; empty where it has one."""
    kind = raw.get("kind", "choice")
    if kind in {"order", "match"}:
        return f"questions of the kind {kind}"
    return "so small a number" if kind == "numeric" and not _typeable(raw) else ""


def _typeable(raw: Raw) -> bool:
    """Tell whether text2qti takes the number: what it accepts must not be nearly 0."""
    answer, off = number(raw["answer"]), number(half_unit(raw.get("round", 0)))
    least = number(_SMALLEST)
    if answer is None or off is None or least is None:
        return False
    return abs(answer - off) >= least and abs(answer + off) >= least


def _block(mark: str, text: str) -> str:
    """Write an element; lines after the first are indented to where it begins."""
    start = mark.ljust(3) + " "
    return start + text.replace("\n", "\n" + " " * len(start))


FORMAT = Format(
    "text2qti",
    "text2qti",
    (".txt", ".md"),
    _recognises,
    _read,
    _write,
    ("questions of the kinds order and match", "numbers nearer to 0 than 0.0001"),
)
