"""Note types of others that are multiple-choice questions already.

- "AllInOne (kprim, mc, sc)" of the add-on Multiple Choice for Anki
  (https://github.com/zjosua/anki-mc): `Q_1` to `Q_5` and `Answers` such as `1 0 0 1`.
- Types with a field for each option and one that names the right one.
- A front that ends in lines `A) ...`, `B) ...` and a back that begins with the letter or the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from examprep.exchange.formats.anki_note import Note, Texts
from examprep.exchange.question import Question, Raw, Skipped

_AIO = (
    "Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Q_4", "Q_5",
    "Answers", "Sources", "Extra 1",
)  # fmt: skip
_AIO_OPTION = re.compile(r"Q_\d{1,2}")
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
_MOST = 20


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
    if not stem:
        return note.skipped("it has no question")
    if len(options) > _MOST or any(key >= len(options) for key in keys) or not keys:
        return note.skipped("none of its options is named as the right one")
    if several is False and len(keys) > 1:
        return note.skipped(f"one option is to be chosen, but {len(keys)} are right")
    table: list[Raw] = [
        {"text": text, "key": True} if place in keys else {"text": text}
        for place, text in enumerate(options)
    ]
    raw: Raw = {"stem": stem, "options": table, **(more or {})}
    notes = list(texts.notes)
    if len(keys) > 1:
        raw["kind"] = "multiple"
    elif several:
        notes.append("several could be chosen, one is right: asked as a single best answer")
    return Question(raw, note.place, "", note.category, tuple(notes), texts.files)


def _all_in_one(note: Note, texts: Texts) -> Question | Skipped | None:
    named = note.by_name()
    if "Answers" not in named and len(note.fields) >= len(_AIO):  # a text file has no names
        named = dict(zip(_AIO, note.fields, strict=False))
    places = [name for name in named if _AIO_OPTION.fullmatch(name)]
    if not places or "Answers" not in named or "Question" not in named:
        return None
    kind = next((text for name, text in named.items() if name.startswith("QType")), _SINGLE).strip()
    marks = texts.plain(named["Answers"]).split()
    options = [text for name in places if (text := texts.plain(named[name]))]
    if len(marks) < len(options) or set(marks) - {"0", "1"}:
        return note.skipped("its field Answers does not say 1 or 0 for each option")
    keys = [place for place in range(len(options)) if marks[place] == "1"]
    if kind == _KPRIM and len(keys) in {0, len(options)}:
        return note.skipped("kprim: all its statements are right, or none is", "kprim")
    more = {"explanation": texts.plain(named.get("Extra 1", ""))}
    source = " ".join(texts.plain(named.get("Sources", "")).split())
    stem = texts.plain(named["Question"])
    title = texts.plain(named.get("Title", ""))
    if kind == _KPRIM:
        texts.lost["kprim, asked as a choice of the right statements"] = None
    if title:
        texts.lost[f"its title was left out: {title[:40]}"] = None
    several = kind in {_KPRIM, _SEVERAL}
    raw = more | ({"sources": [source]} if source else {})
    return _made(note, texts, stem, options, keys, several=several, more=raw)


def _by_fields(note: Note, texts: Texts) -> Question | Skipped | None:
    """Read a type with a field for each option."""
    filled = {name.strip(): text for name, text in note.by_name().items() if text.strip()}
    stem = next((name for name in filled if _STEM.fullmatch(name)), "")
    key = next((name for name in filled if _KEY.fullmatch(name)), "")
    if not stem or not key:
        return None
    marked = {m[1].upper(): name for name in filled if (m := _OPTION.fullmatch(name))}
    wrong = [name for name in filled if _WRONG.fullmatch(name)]
    if len(marked) < 2 and not wrong:  # noqa: PLR2004 - one option is no choice
        return None
    more = _more(filled, texts)
    right = texts.plain(filled[key])
    if len(marked) < 2:  # noqa: PLR2004
        options = [right, *(texts.plain(filled[name]) for name in wrong)]
        return _made(note, texts, texts.plain(filled[stem]), options, [0], more=more)
    options = [texts.plain(filled[name]) for name in marked.values()]
    keys, rest = _named(right, list(marked), options)
    if rest:
        more["explanation"] = "\n".join(part for part in (rest, more.get("explanation")) if part)
    return _made(note, texts, texts.plain(filled[stem]), options, keys, more=more)


def _more(filled: dict[str, str], texts: Texts) -> Raw:
    told = [texts.plain(text) for name, text in filled.items() if _MORE.fullmatch(name)]
    sources = [
        line.strip()
        for name, text in filled.items()
        if _SOURCES.fullmatch(name)
        for line in texts.plain(text).split("\n")
        if line.strip()
    ]
    return {"explanation": "\n".join(told), "sources": sources}


def _by_lines(note: Note, texts: Texts) -> Question | Skipped | None:
    """Read a front with lines of options and a back that names one."""
    filled = [text for text in note.fields if text.strip()]
    if len(filled) < 2:  # noqa: PLR2004 - front and back
        return None
    front = texts.plain(filled[0])
    stem, marks, options = _split(front)
    if len(options) < 2:  # noqa: PLR2004
        return None
    keys, rest = _named(texts.plain(filled[1]), marks, options)
    if not keys:
        return note.skipped("its front has options, but its back names none of them")
    told = [rest, *(texts.plain(text) for text in filled[2:])]
    more = {"explanation": "\n".join(part for part in told if part)}
    return _made(note, texts, stem, options, keys, more=more)


def _split(front: str) -> tuple[str, list[str], list[str]]:
    """Divide a front into stem, letters and options; they must run from A or 1."""
    lines = front.split("\n")
    for start, line in enumerate(lines):
        match = _LINE.fullmatch(line.strip())
        if match and match[1].upper() in {"A", "1"} and start:
            break
    else:
        return front, [], []
    marks: list[str] = []
    options: list[list[str]] = []
    for line in lines[start:]:
        match = _LINE.fullmatch(line.strip())
        if match and (not marks or ord(match[1].upper()) == ord(marks[-1]) + 1):
            marks.append(match[1].upper())
            options.append([match[2].strip()])
        elif line.strip():
            options[-1].append(line.strip())
    return "\n".join(lines[:start]).strip(), marks, ["\n".join(parts) for parts in options]


def _named(back: str, marks: list[str], options: list[str]) -> tuple[list[int], str]:
    """Find the options that a back names by letter or by text; give also what it says beside."""
    first, _, rest = back.strip().partition("\n")
    said = _SAID.match(first)
    words = first[said.end() :] if said else first
    whole = [place for place, text in enumerate(options) if text.casefold() == words.casefold()]
    if len(whole) == 1:
        return whole, rest.strip()
    match = _LETTERS.match(words)
    if match:
        letters = [letter.upper() for letter in re.findall(r"\b[A-Ia-i1-9]\b", match[1])]
        keys = [marks.index(letter) for letter in letters if letter in marks]
        after = words[match.end() :].strip()
        if keys and len(keys) == len(letters):
            if len(keys) == 1 and after.casefold() == options[keys[0]].casefold():
                after = ""
            return sorted(set(keys)), "\n".join(part for part in (after, rest.strip()) if part)
    return [], ""
