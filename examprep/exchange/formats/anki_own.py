"""The note type in which examprep writes its questions for Anki, and how they come back whole.

Fields, templates and style are this module's; containers (`.apkg`, text) know nothing of them.
The front shows stem and options, the back the key, reasons and sources, in light and in dark, on
a desk and on a phone. Nothing in it runs: no script.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from examprep.exchange.extras import join_extras, split_extras, with_extras
from examprep.exchange.formats.anki_note import Note
from examprep.exchange.markup import plain, to_html
from examprep.exchange.naming import ID
from examprep.exchange.question import Question, Raw, Skipped

NAME = "examprep question"
LETTERS = "ABCDEFGHI"
_LINES = ("Reasons", "Steps", "Sources", "Details")
FIELDS = (
    "Id", "Kind", "Topic", "Stem", *LETTERS, "Matches", "Key", "Unit", "Explanation", *_LINES,
)  # fmt: skip
_EVERY = frozenset((
    "sources", "verified", "expires", "areas", "angoff", "unit", "round", "rounding", "show",
    "steps", "enemies", "topic", "id", "why", "mistake",
))  # fmt: skip
_SHOWN = {
    "Reasons": frozenset({"why", "mistake"}),
    "Steps": frozenset({"steps"}),
    "Sources": frozenset({"sources"}),
}
_DETAILS = _EVERY - frozenset().union(*_SHOWN.values()) - {"id", "topic", "unit"}
_BREAK = re.compile(r"<br ?/?>")
_MATCHED = re.compile(r"(\d). (.*)")
_KINDS = frozenset({"choice", "multiple", "numeric", "order", "match"})
_AREA = re.compile(r"[a-z]+-\d{4}::\S+")

CSS = """\
.card { font: 18px/1.45 system-ui, sans-serif; text-align: left; color: #1b1f24;
  background: #ffffff; max-width: 42em; margin: 0 auto; padding: 0.8em; }
.mobile .card, .card.mobile { font-size: 16px; padding: 0.4em; }
.deck { color: #59636e; font-size: 0.8em; margin-bottom: 0.6em; }
.option { display: flex; gap: 0.6em; margin: 0.45em 0; padding: 0.35em 0.6em;
  border: 1px solid #d0d7de; border-radius: 6px; overflow-wrap: anywhere; }
.letter { font-weight: 600; }
.key { font-weight: 600; margin: 0.6em 0; }
.more { margin: 0.7em 0; overflow-wrap: anywhere; }
.small { color: #59636e; font-size: 0.8em; }
.nightMode .card, .night_mode .card, .card.nightMode, .card.night_mode {
  color: #e6e8eb; background: #16191d; }
.nightMode .option, .night_mode .option { border-color: #3d444d; }
.nightMode .deck, .night_mode .deck, .nightMode .small, .night_mode .small { color: #a3acb6; }
"""
CSS += ",\n".join(f".right.{kind}.{c} .{c}" for kind in ("choice", "multiple") for c in LETTERS)
CSS += " { border: 2px solid #1a7f37; }\n"

_OPTIONS = "".join(
    f'{{{{#{c}}}}}<div class="option {c}"><span class="letter">{c}</span>'
    f"<span>{{{{{c}}}}}</span></div>{{{{/{c}}}}}\n"
    for c in LETTERS
)
_QUESTION = f"""\
<div class="deck">{{{{Subdeck}}}}</div>
<div class="stem">{{{{Stem}}}}</div>
{_OPTIONS}{{{{#Matches}}}}<div class="more">{{{{Matches}}}}</div>{{{{/Matches}}}}
{{{{#Unit}}}}<div class="small">Answer in {{{{Unit}}}}</div>{{{{/Unit}}}}
"""
FRONT = f'<div class="{{{{Kind}}}}">\n{_QUESTION}</div>\n'
BACK = (
    f'<div class="right {{{{Kind}}}} {{{{Key}}}}">\n{_QUESTION}</div>\n<hr id="answer">\n'
    '<div class="key">Answer: {{Key}} {{Unit}}</div>\n'
    + "".join(
        f'{{{{#{name}}}}}<div class="more">{{{{{name}}}}}</div>{{{{/{name}}}}}\n'
        for name in ("Explanation", "Steps", "Reasons")
    )
    + "".join(
        f'{{{{#{name}}}}}<div class="small">{{{{{name}}}}}</div>{{{{/{name}}}}}\n'
        for name in ("Sources", "Details")
    )
)


def fields_of(raw: Raw) -> list[str]:
    """Write an item as the fields of a note, in HTML."""
    kind = raw.get("kind", "choice")
    shown, key, matches = _shown(raw, kind)
    found = {name: str(raw.get(name.lower(), "")) for name in ("Id", "Topic", "Stem", "Unit")}
    found |= {"Kind": kind, "Key": key, "Matches": matches}
    found |= dict(zip(LETTERS, (one.get("text") or one["left"] for one in shown), strict=False))
    found["Explanation"] = raw.get("explanation", "")
    bare = {name: value for name, value in raw.items() if name not in {"explanation", "pairs"}}
    bare["options"] = shown
    for name, keys in (*_SHOWN.items(), ("Details", _DETAILS)):
        found[name] = with_extras(bare, _EVERY - keys)
    return [to_html(found.get(name, "")) for name in FIELDS]


def _shown(raw: Raw, kind: str) -> tuple[Sequence[Raw], str, str]:
    """Give options as the front shows them, the key, and for pairs the right sides by number.

    Steps to order and right sides stand in alphabetical order, which gives nothing away.
    """
    if kind == "numeric":
        return (), raw["answer"], ""
    if kind == "match":
        return raw["pairs"], *_matched(raw["pairs"])
    options = raw["options"]
    if kind == "order":
        order = sorted(range(len(options)), key=lambda place: options[place]["text"])
        key = " ".join(LETTERS[order.index(place)] for place in range(len(options)))
        return [options[place] for place in order], key, ""
    return options, " ".join(_letters(options)), ""


def _letters(options: Sequence[Raw]) -> Iterator[str]:
    """Give the letters of the keys."""
    for letter, option in zip(LETTERS, options, strict=False):
        if option.get("key"):
            yield letter


def _matched(pairs: Sequence[Raw]) -> tuple[str, str]:
    """Give the key of pairs, such as `A2 B1 C3`, and the right sides by number."""
    rights = sorted(pair["right"] for pair in pairs)
    places = (rights.index(pair["right"]) + 1 for pair in pairs)
    key = " ".join(f"{c}{place}" for c, place in zip(LETTERS, places, strict=False))
    return key, "\n".join(f"{n}. {_one_line(right)}" for n, right in enumerate(rights, 1))


def _one_line(text: str) -> str:
    return " \u23ce ".join(text.split("\n"))


def is_own(note: Note) -> bool:
    """Tell whether a note is one that examprep wrote; Anki may have added to its type's name."""
    if not note.model.startswith(NAME):
        return False
    return len(note.fields) >= len(FIELDS) and note.names[: len(FIELDS)] == FIELDS


def looks_own(names: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether fields are those of a note of ours, by their names or by what they hold."""
    if len(row) < len(FIELDS):
        return False
    named = tuple(names[: len(FIELDS)]) == FIELDS
    return named or (ID.fullmatch(row[0]) is not None and row[1] in _KINDS)


def tags_of(raw: Raw) -> list[str]:
    """Give the tags of a note: one for each area, with Anki's own levels."""
    tags = [area.replace(":", "::") for area in raw.get("areas", ()) if not re.search(r"\s", area)]
    return ["examprep", *tags]


class _Fields:
    """The fields of a note of ours as text; what was added in Anki's editor is made plain."""

    def __init__(self, note: Note) -> None:
        self._fields = note.by_name()
        self.lost: dict[str, None] = {}

    def __getitem__(self, name: str) -> str:
        field = self._fields.get(name, "")
        bare = _BREAK.sub("\n", field)
        if "<" not in bare:
            return html.unescape(bare.replace("&nbsp;", " ")).strip()
        found = plain(field)
        self.lost.update(dict.fromkeys(found.lost))
        return found.text

    def lettered(self) -> Iterator[tuple[str, str]]:
        """Give options or left sides with their letters."""
        for letter in LETTERS:
            text = self[letter]
            if text:
                yield letter, text


def question_of(note: Note) -> Question | Skipped:
    """Read a note of ours back, whatever was changed in Anki."""
    if not note.html:
        words = "Anki wrote it without HTML, which loses its lines; export it with HTML ticked"
        return note.skipped(words)
    fields = _Fields(note)
    kind = fields["Kind"]
    raw: Raw = {"id": fields["Id"], "topic": fields["Topic"], "stem": fields["Stem"], "kind": kind}
    key = fields["Key"].upper().replace(",", " ").split()
    body, why = _body(kind, fields, key)
    if why:
        return note.skipped(why)
    raw |= body
    notes = _join(raw, fields)
    if kind == "choice":
        del raw["kind"]
    elif kind == "order":
        raw["options"] = list(map(raw["options"].__getitem__, map(LETTERS.index, key)))
    if not raw.get("areas"):
        raw["areas"] = [tag.replace("::", ":", 1) for tag in note.tags if _AREA.fullmatch(tag)]
    return Question(raw, note.place, "", note.category, (*fields.lost, *notes))


def _join(raw: Raw, fields: _Fields) -> list[str]:
    """Put explanation, reasons and the like to the item; what is no line of ours is explanation."""
    over = []
    for name in _LINES:
        rest, _ = split_extras(fields[name])
        over += [rest] if rest else []
        join_extras(raw, fields[name].removeprefix(rest) if rest else fields[name])
    raw.pop("explanation", None)
    text = "\n".join(part for part in (fields["Explanation"], *over) if part)
    if text:
        raw["explanation"] = text
    return ["lines added in Anki stand under the explanation"] if over else []


def _body(kind: str, fields: _Fields, key: list[str]) -> tuple[dict[str, Any], str]:
    """Give options, pairs or answer of an item; or why there are none."""
    if kind == "numeric":
        return {"answer": fields["Key"], "unit": fields["Unit"]}, ""
    shown = dict(fields.lettered())
    if "".join(shown) != LETTERS[: len(shown)]:
        return {}, "an option is empty between others"
    if kind == "match":
        return _pairs(fields, shown, key)
    if kind not in _KINDS:
        return {}, f"its field Kind is {kind[:20]}, which examprep does not know"
    return _options(kind, shown, key)


def _options(kind: str, shown: dict[str, str], key: list[str]) -> tuple[dict[str, Any], str]:
    if not key or not shown.keys() >= set(key):
        said = " ".join(key)[:20] or "empty"
        return {}, f"its field Key is {said}, but no option has that letter"
    if kind != "order":
        return {"options": [_option(text, letter in key) for letter, text in shown.items()]}, ""
    whole = sorted(key) == sorted(shown)
    options = [{"text": text} for text in shown.values()]
    return {"options": options}, "" if whole else "its field Key must name every step once"


def _option(text: str, key: bool) -> Raw:  # noqa: FBT001
    return {"text": text, "key": True} if key else {"text": text}


def _pairs(fields: _Fields, shown: dict[str, str], key: list[str]) -> tuple[dict[str, Any], str]:
    lines = (_MATCHED.fullmatch(line.strip()) for line in fields["Matches"].split("\n"))
    rights = {match[1]: match[2].replace(" \u23ce ", "\n") for match in lines if match}
    sides = {part[:1]: rights.get(part[1:], "") for part in key}
    if sides.keys() != shown.keys() or not all(sides.values()):
        return {}, "its field Key does not give every left side a number of the right ones"
    return {"pairs": [{"left": left, "right": sides[c]} for c, left in shown.items()]}, ""
