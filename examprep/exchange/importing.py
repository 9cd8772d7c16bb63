"""Foreign questions become items of a bank: ids, topics, what stays of an older version.

Nothing is dropped in silence: every question that was read ends as a row that says what became
of it. No file is written here (`examprep.exchange.keeping` does).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from examprep.archives import unsafe_name
from examprep.banks.keyprint import key_print
from examprep.banks.models import check
from examprep.exchange.matching import Known
from examprep.exchange.naming import ID, TOPIC, meaning, slug, text_id, topic_slug
from examprep.exchange.question import Question, Raw, Skipped

Status = Literal["new", "updated", "unchanged", "skipped"]
TOPIC_ID, TOPIC_TITLE = "imported", "Imported"
_VARIANT = re.compile(r"(.+)\.v\d+")
_SHORT = 60
_SHARED = ("topic", "areas", "sources", "enemies")
# Titles that other programs make up themselves; as ids they would tie history to a place.
_SAYS_NOTHING = re.compile(
    r"(q|question|item|quiz|untitled|multiple.choice)?[\W_]*\d*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one question; `notes` say what was changed, or why it was skipped."""

    file: str
    place: str
    id: str
    status: Status
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Import:
    """Everything that was read: the items to write by id, new topics, pictures, and the rows."""

    added: dict[str, Raw] = field(default_factory=dict)
    changed: dict[str, Raw] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def counts(self) -> Counter[str]:
        """Count the rows by status."""
        return Counter(row.status for row in self.rows)


class Importer:
    """Takes questions one by one and files them into a bank that may have items already."""

    def __init__(
        self,
        known: dict[str, Raw] | None = None,
        topics: dict[str, str] | None = None,
        topic: str = "",
        common: Raw | None = None,
    ) -> None:
        """Begin with a bank's items and topics.

        `topic` is that of questions that name none; `common` is what all questions of the file
        have in common, such as their source: an item that has the key already keeps its own.
        """
        self.found = Import(topics=dict(topics or {}))
        self._known = Known(known or {})
        self._topic = topic
        self._common = common or {}
        self._seen: dict[str, str] = {}
        self._coming: set[str] = set()

    def take_all(self, file: str, several: Sequence[Question | Skipped]) -> None:
        """File the questions of a file; one that asks what an item asks is that item.

        A question that only reads nearly like it does not take its id, wherever it stands.
        """
        exact = (self._known.same(one.raw) for one in several if isinstance(one, Question))
        self._coming = set(filter(None, exact))
        for one in several:
            self.take(file, one)

    def take(self, file: str, one: Question | Skipped) -> None:
        """File one question, or note why it is left out."""
        if isinstance(one, Skipped):
            kind = f"{one.kind}: " if one.kind else ""
            self._row(file, one.place, _short(one.name), "skipped", (f"{kind}{one.why}",))
            return
        raw = _without_empty(one.raw)
        number, notes = self._id(raw, one.title)
        if not number:
            self._row(file, one.place, _short(str(raw.get("stem", ""))), "skipped", tuple(notes))
            return
        raw = {**raw, "id": number}
        if number not in self._known.raws or raw.get("topic") or one.category:
            raw["topic"] = self._topic_of(raw, one.category)
        base = _VARIANT.fullmatch(number)
        if base and "given" in self._known.raws.get(base[1], {}):
            words = f"a drawn question of the template {base[1]}, which stays as it is"
            self._row(file, one.place, number, "skipped", (words,))
            return
        self._keep(file, one, raw, [*one.notes, *notes])

    def _keep(self, file: str, one: Question, raw: Raw, notes: list[str]) -> None:
        number = raw["id"]
        old = self._known.raws.get(number)
        fresh, more = updated(old, raw) if old else (raw, [])
        fresh = {**self._common, **fresh}
        faults = check(fresh)
        if faults:
            self._row(file, one.place, number, "skipped", _in_words(faults, fresh))
            return
        self._seen[number] = f"{file} {one.place}"
        notes += self._pictures(one.files)
        if old is None:
            self.found.added[number] = fresh
            self._row(file, one.place, number, "new", tuple(notes))
        elif old == fresh:
            self._row(file, one.place, number, "unchanged", tuple(notes))
        else:
            self.found.changed[number] = fresh
            self._row(file, one.place, number, "updated", (*notes, *more))

    def _row(
        self, file: str, place: str, number: str, status: Status, notes: tuple[str, ...]
    ) -> None:
        self.found.rows.append(Row(file, place, number, status, notes))

    def _id(self, raw: Raw, title: str) -> tuple[str, list[str]]:
        """Give the item's id: its own, its title's, that of a known item that asks the same."""
        own = str(raw.get("id", ""))
        if ID.fullmatch(own):
            return self._unique(own, raw)
        same = self._known.same(raw)
        if same:
            return self._unique(same, raw)
        named = self._named(title, raw)
        if named:
            return named, []
        twin = self._known.nearly(raw)
        if twin and twin not in self._seen and twin not in self._coming:
            return twin, [f"taken for {twin}, which reads nearly alike"]
        return self._unique(text_id(raw), raw)

    def _named(self, title: str, raw: Raw) -> str:
        """Make an id of a title; empty where it says nothing or is another question's."""
        named = "" if _SAYS_NOTHING.fullmatch(title.strip()) else slug(title)
        taken = named in self._seen or named in self._coming
        free = named and not taken and self._known.may_be(named, raw)
        return named if free else ""

    def _pictures(self, files: Mapping[str, bytes]) -> list[str]:
        """Keep pictures by their names; say which have none that can be kept."""
        notes = []
        for name, data in files.items():
            if unsafe_name(name) or "/" in name:
                notes.append(f"the picture {name[:40]} cannot be kept under its name: left out")
            elif self.found.files.setdefault(name, data) != data:
                notes.append(f"another picture is called {name[:40]} too: this one left out")
        return notes

    def _unique(self, number: str, raw: Raw) -> tuple[str, list[str]]:
        first = self._seen.get(number)
        if first is None:
            return number, []
        filed = self.found.added.get(number) or self.found.changed.get(number)
        filed = filed or self._known.raws.get(number, {})
        if meaning(filed) == meaning(raw):
            return "", [_twice(filed, raw, first)]
        count = 2
        while f"{number[:60]}-{count}" in self._seen:
            count += 1
        fresh = f"{number[:60]}-{count}"
        return fresh, [f"named {fresh}, for {first} has the id {number}"]

    def _topic_of(self, raw: Raw, category: str) -> str:
        """Give the id of the topic; one that the bank does not have yet is added to it."""
        own = str(raw.get("topic", ""))
        title = category.rsplit("/", 1)[-1].strip()
        if TOPIC.fullmatch(own):
            self.found.topics.setdefault(own, title or own)
            return own
        for number, known in self.found.topics.items():
            if title and known.casefold() == title.casefold():
                return number
        made = topic_slug(category)
        number = made or self._topic or TOPIC_ID
        self.found.topics.setdefault(number, title if made else TOPIC_TITLE)
        return number


def _twice(first: Raw, second: Raw, place: str) -> str:
    """Say that a question stands twice, and whether its key is the same both times."""
    known = [_keyed(one) for one in (first, second)]
    if known[0] == known[1]:
        return f"the same question stands at {place}"
    return f"the same question with another key stands at {place}, which was taken"


def _keyed(raw: Raw) -> object:
    """Give what is right, whatever the order of the options."""
    kind = raw.get("kind", "choice")
    if kind == "numeric":
        return str(raw.get("answer")), raw.get("unit")
    texts = [option["text"] for option in raw.get("options", ()) if option.get("key")]
    steps = [option["text"] for option in raw.get("options", ())] if kind == "order" else []
    return sorted(texts), steps


def _in_words(faults: Iterable[Any], raw: Raw) -> tuple[str, ...]:
    words = []
    for path, message, hint in faults:
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
        words.append(f"{where}: {message}" if where else message)
        if hint:
            words[-1] += f" ({hint})"
    stem = _short(str(raw.get("stem", "")))
    return (*words, f"question: {stem}") if stem else tuple(words)


def _without_empty(raw: Raw) -> Raw:
    return {key: value for key, value in raw.items() if value not in ("", [], None)}


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[: _SHORT - 3]}..."


def updated(old: Raw, new: Raw) -> tuple[Raw, list[str]]:
    """Put a newer version over an item; what the newer one cannot say stays as it was.

    A changed key loses the date on which the old one was checked. Gives the item and notes.
    """
    if old.get("kind", "choice") != new.get("kind", "choice"):
        kept = {key: old[key] for key in _SHARED if key in old}
        return {**kept, **new}, ["it is of another kind now; answers to the old one do not count"]
    # Decimals are asked for by the answer that goes with them.
    kept = {key: value for key, value in old.items() if key != "round" or "answer" not in new}
    fresh = {**kept, **new, **_with_reasons(old, new)}
    if _print(old) == _print(fresh):
        return fresh, []
    if fresh.get("verified") == old.get("verified"):
        fresh.pop("verified", None)
    return fresh, ["key changed: answers to the old key no longer count"]


def _with_reasons(old: Raw, new: Raw) -> Raw:
    """Give the options and pairs of the newer version, with reasons that only the older has."""
    found: Raw = {}
    for key, name in (("options", "text"), ("pairs", "left")):
        reasons = {one[name]: {"why": one["why"]} for one in old.get(key, ()) if one.get("why")}
        if key in new:
            found[key] = [{**one, **reasons.get(one.get(name), {}), **one} for one in new[key]]
    return found


def _print(raw: Raw) -> int:
    return 0 if check(raw) else key_print(raw)
