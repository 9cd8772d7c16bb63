"""Finds what a command names: banks, and topics by id, `bank:topic` or a part of the title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from examprep.banks.library import Library
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.errors import UsageFault
from examprep.text import printable
from examprep.words import tr

NEAREST = 3


def resolve(library: Library, banks: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    """Give bank ids and `bank:topic` names for what was typed; empty stands for everything.

    Raises:
        UsageFault: a bank or topic is unknown, or fits several.
    """
    titles = {bank.id: bank.title for bank in library.banks()}
    for bank in banks:
        if bank not in titles:
            raise UsageFault(_unknown("bank", bank, titles))
    if not words:
        return tuple(dict.fromkeys(banks))
    known = _within(library, banks or list(titles), titles)
    return tuple(dict.fromkeys(name for word in words for name in _find(word, known)))


def _within(library: Library, banks: Sequence[str], titles: dict[str, str]) -> dict[str, str]:
    """Give the titles of these banks and of their topics, by name."""
    topics = {f"{bank}:{topic}": title for bank, topic, title, _ in library.topics()}
    inside = {name: title for name, title in topics.items() if name.partition(":")[0] in banks}
    return {bank: titles[bank] for bank in banks} | inside


def paced(desk: Desk, plan: Plan) -> Plan:
    """Give a timed quiz with no limit the exam's pace for as many questions as it will have."""
    if plan.kind != "quiz" or plan.seconds is not None:
        return plan
    count = min(plan.count, len(desk.pool(plan.topics, plan.mode).names))
    if desk.record is not None:
        count = len(desk.choose(plan).names)
    return replace(plan, seconds=desk.pace(max(1, count)))


def _find(word: str, known: dict[str, str]) -> list[str]:
    names = {**dict.fromkeys(_parents(known), ""), **known}
    if word in names:
        return [word]
    same = [name for name in names if word and name.partition(":")[2] == word]
    return same or [_by_title(word, known)]


def _parents(names: Iterable[str]) -> set[str]:
    """Give the topics above: `law:a/b` lies under `law:a`."""
    above = set()
    for name in names:
        parts = name.split("/")
        above |= {"/".join(parts[:depth]) for depth in range(1, len(parts))}
    return above


def _by_title(word: str, known: dict[str, str]) -> str:
    wanted = " ".join(word.casefold().split())
    folded = {name: title.casefold() for name, title in known.items()}
    found = [name for name, title in folded.items() if title == wanted]
    found = found or [name for name, title in folded.items() if wanted and wanted in title]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageFault(
            tr(
                '"{word}" fits several topics: {topics}',
                word=printable(word),
                topics=", ".join(sorted(found)),
            )
        )
    raise UsageFault(_unknown("topic", word, known))


def _unknown(noun: str, word: str, known: dict[str, str]) -> str:
    """Say that there is none of that name, and give the names that come near."""
    from difflib import get_close_matches

    names: dict[str, str] = {}
    for name, title in known.items():
        names |= dict.fromkeys((title.casefold(), name.rpartition(":")[2], name), name)
    near = get_close_matches(word.casefold(), names, NEAREST, 0.6)
    nearest = ", ".join(dict.fromkeys(names[one] for one in near))
    hint = tr("nearest: {nearest}", nearest=nearest) if nearest else tr("see: examprep bank list")
    fault = (
        tr('there is no bank "{word}"', word=printable(word))
        if noun == "bank"
        else tr('there is no topic "{word}"', word=printable(word))
    )
    return f"{fault}; {hint}"
