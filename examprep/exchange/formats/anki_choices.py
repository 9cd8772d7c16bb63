"""Note types of others that are multiple-choice questions already.

- "AllInOne (kprim, mc, sc)" of the add-on Multiple Choice for Anki
  (https://github.com/zjosua/anki-mc): `Q_1` to `Q_5` and `Answers` such as `1 0 0 1`.
- Types with a field for each option and one that names the right one.
- A front that ends in lines `A) ...`, `B) ...` and a back that begins with the letter or the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from examprep.exchange.formats.anki_note import Note, Texts
from examprep.exchange.question import Question, Raw, Skipped

_AIO = (
    "Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Q_4", "Q_5",
    "Answers", "Sources", "Extra 1",
)  # fmt: skip
_AIO_OPTION = re.compile(r"Q_\d{1,2}")
_AIO_KIND = re.compile(r"QType.*")
_KPRIM, _SEVERAL, _SINGLE = "0", "1", "2"
_STEM = re.compile(r"question|stem|front|prompt|text|item", re.IGNORECASE)
_OPTION = re.compile(
    r"(?:(?:option|choice|alternative|answer|ans|opt|possible answer)[ _.-]{0,2})?([a-i]|[1-9])",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"(?:wrong|incorrect|false|distractor)[ _-]?(?:answer|option)?[ _-]?\d?", re.IGNORECASE
)
_KEY = re.compile(
    r"(?:correct|right)[ _-]?(?:answers?|options?|choices?)?|answers?|solution|key|answer key",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"explanation|rationale|extra|notes?|remarks?|feedback|comment|extra \d", re.IGNORECASE
)
_SOURCES = re.compile(r"sources?|references?", re.IGNORECASE)
_LINE = re.compile(r"\(?([A-Ia-i1-9])[).:]\s+(\S.*)")
_SAID = re.compile(
    r"(?:the )?(?:correct |right )?(?:answers?|ans|key)(?: is| are)?\s?[:=-]?\s+", re.IGNORECASE
)
_LETTERS = re.compile(r"\(?([A-Ia-i1-9](?:(?:,\s?|\s?&\s?|\s?and\s)[A-Ia-i1-9])*)(?:[).:]|$)\s*")
_FEWEST, _MOST = 2, 9


def choice_of(note: Note, texts: Texts) -> Question | Skipped | None:
    """Read a note as a multiple-choice question; None where it is none."""
    if note.model.startswith("AllInOne") or "Answers" in note.names:
        found = _all_in_one(note, texts)
        if found is not None:
            return found
    return _by_fields(note, texts) or _by_lines(note, texts)


def _made(
    note: Note,
    texts: Texts,
    stem: str,
    options: Sequence[str],
    keys: Sequence[int],
    *,
    several: bool | None = None,
    more: Raw | None = None,
) -> Question | Skipped:
    """Make a question; `several` says whether many may be chosen, None that the keys tell."""
    why = _unfit(stem, options, keys, several=several)
    if why:
        return note.skipped(why)
    raw: Raw = {"stem": stem, "options": list(_table(options, keys)), **(more or {})}
    notes = list(texts.notes)
    if len(keys) > 1:
        raw["kind"] = "multiple"
    elif several:
        notes.append("several could be chosen, one is right: asked as a single best answer")
    return Question(raw, note.place, "", note.category, tuple(notes), texts.files)


def _unfit(stem: str, options: Sequence[str], keys: Sequence[int], *, several: bool | None) -> str:
    if not stem:
        return "it has no question"
    if not keys or max(keys) >= len(options):
        return "none of its options is named as the right one"
    if several is False and len(keys) > 1:
        return f"one option is to be chosen, but {len(keys)} are right"
    return f"{len(options)} options; 9 is the most" if len(options) > _MOST else ""


def _table(options: Sequence[str], keys: Sequence[int]) -> Iterator[Raw]:
    for place, text in enumerate(options):
        yield {"text": text, "key": True} if place in keys else {"text": text}


def _all_in_one(note: Note, texts: Texts) -> Question | Skipped | None:
    named = note.by_name()
    if "Answers" not in named and len(note.fields) >= len(_AIO):  # a text file has no names
        named = dict(zip(_AIO, note.fields, strict=False))
    places = list(filter(_AIO_OPTION.fullmatch, named))
    if not places or not named.keys() >= {"Answers", "Question"}:
        return None
    made = {name: texts.plain(text) for name, text in named.items()}
    kind = made.get(_named_like(_AIO_KIND, made), _SINGLE)
    marks = made["Answers"].split()
    options = _to_the_last([made[name] for name in places])
    keys, why = _marked(marks, options, kind)
    if why:
        return note.skipped(why)
    more = _all_in_one_more(made, texts, kind)
    several = kind in {_KPRIM, _SEVERAL}
    return _made(note, texts, made["Question"], options, keys, several=several, more=more)


def _to_the_last(options: list[str]) -> list[str]:
    """Leave out the empty options at the end."""
    while options and not options[-1]:
        options.pop()
    return options


def _marked(marks: Sequence[str], options: Sequence[str], kind: str) -> tuple[list[int], str]:
    """Find the keys in marks such as `1 0 0 1`; or say what is wrong with them."""
    count = len(options)
    if not all(options):  # which mark is whose cannot be told then
        return [], "an option is empty between others"
    if len(marks) < count or not {"0", "1"} >= set(marks) or "1" in marks[count:]:
        return [], "its field Answers does not say 1 or 0 for each option"
    keys = [place for place, mark in enumerate(marks[:count]) if mark == "1"]
    if kind == _KPRIM and len(keys) in {0, count}:
        return [], "kprim: all its statements are right, or none is"
    return keys, ""


def _all_in_one_more(made: dict[str, str], texts: Texts, kind: str) -> Raw:
    """Give explanation and sources; its title has no place in an item."""
    if kind == _KPRIM:
        texts.lost["kprim, asked as a choice of the right statements"] = None
    if made.get("Title"):
        texts.lost[f"its title was left out: {made['Title'][:40]}"] = None
    return {"explanation": made.get("Extra 1", ""), "sources": _lines(made.get("Sources", ""))}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _by_fields(note: Note, texts: Texts) -> Question | Skipped | None:
    """Read a type with a field for each option."""
    filled = {name.strip(): text for name, text in note.by_name().items() if text.strip()}
    stem, key = _named_like(_STEM, filled), _named_like(_KEY, filled)
    if not stem or not key:
        return None
    more = _more(filled, texts)
    options, keys, rest = _options(filled, key, texts)
    if len(options) < _FEWEST:
        return None
    more["explanation"] = _joined(rest, more["explanation"])
    _note_others(filled, stem, key, texts)
    return _made(note, texts, texts.plain(filled[stem]), options, keys, more=more)


def _note_others(filled: dict[str, str], stem: str, key: str, texts: Texts) -> None:
    """Note the fields that have no place in an item."""
    read = (_OPTION, _WRONG, _MORE, _SOURCES)
    for name in filled.keys() - {stem, key}:
        if not any(pattern.fullmatch(name) for pattern in read):
            texts.lost[f"its field {name[:40]} was left out"] = None


def _options(
    filled: dict[str, str], key: str, texts: Texts
) -> tuple[list[str], Sequence[int], str]:
    """Give options, which are right, and what the key says beside."""
    right = texts.plain(filled[key])
    marked = {mark[1].upper(): name for name in filled if (mark := _OPTION.fullmatch(name))}
    if len(marked) < _FEWEST:
        wrong = filter(_WRONG.fullmatch, filled)
        return [right, *(texts.plain(filled[name]) for name in wrong)], [0], ""
    options = [texts.plain(filled[name]) for name in marked.values()]
    return options, *_named(right, list(marked), options)


def _named_like(pattern: re.Pattern[str], names: Iterable[str]) -> str:
    return next((name for name in names if pattern.fullmatch(name)), "")


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _more(filled: dict[str, str], texts: Texts) -> Raw:
    told = (texts.plain(text) for name, text in filled.items() if _MORE.fullmatch(name))
    sources = (texts.plain(text) for name, text in filled.items() if _SOURCES.fullmatch(name))
    return {"explanation": _joined(*told), "sources": _lines(_joined(*sources))}


def _by_lines(note: Note, texts: Texts) -> Question | Skipped | None:
    """Read a front with lines of options and a back that names one."""
    filled = [text for text in note.fields if text.strip()]
    if len(filled) < _FEWEST:
        return None
    stem, marks, options = _split(texts.plain(filled[0]))
    if len(options) < _FEWEST:
        return None
    keys, rest = _named(texts.plain(filled[1]), marks, options)
    if not keys:
        return note.skipped("its front has options, but its back names none of them")
    more = {"explanation": _joined(rest, *map(texts.plain, filled[2:]))}
    return _made(note, texts, stem, options, keys, more=more)


def _split(front: str) -> tuple[str, list[str], list[str]]:
    """Divide a front into stem, letters and options; they must run from A or 1."""
    marks: list[str] = []
    parts: list[list[str]] = [[]]
    for line in front.split("\n"):
        match = _LINE.fullmatch(line.strip())
        if match and _follows(match[1].upper(), marks, parts[0]):
            marks.append(match[1].upper())
            parts.append([match[2].strip()])
        else:
            parts[-1].append(line.strip())
    stem, *options = ("\n".join(lines).strip() for lines in parts)
    return stem, marks, options


def _follows(mark: str, marks: Sequence[str], stem: Sequence[str]) -> bool:
    """Tell whether a letter is the next one; the first must have a question above it."""
    if not marks:
        return mark in {"A", "1"} and bool(stem)
    return ord(mark) == ord(marks[-1]) + 1


def _named(back: str, marks: list[str], options: list[str]) -> tuple[list[int], str]:
    """Find the options that a back names by letter or by text; give also what it says beside."""
    first, _, rest = back.strip().partition("\n")
    words = _SAID.sub("", first, count=1) if _SAID.match(first) else first
    small = [text.casefold() for text in options]
    whole = [place for place, text in enumerate(small) if text == words.casefold()]
    keys, after = _lettered(words, marks)
    if len(whole) == 1:
        return _agreed(whole, [] if after else keys), rest.strip()
    if not keys or after.casefold() in {*small} - {small[keys[0]]}:
        return [], ""
    return keys, _joined(after.removeprefix(options[keys[0]]).strip(), rest.strip())


def _agreed(named: list[int], lettered: list[int]) -> list[int]:
    """Give none where a letter stands for one option and is the text of another."""
    return named if lettered in ([], named) else []


def _lettered(words: str, marks: list[str]) -> tuple[list[int], str]:
    """Find the options whose letters a text begins with, and what stands behind them."""
    match = _LETTERS.match(words)
    letters = re.findall(r"\b[A-I1-9]\b", match[1].upper() if match else "")
    if not match or not letters or not set(letters) <= set(marks):
        return [], ""
    return sorted(set(map(marks.index, letters))), words[match.end() :].strip()
