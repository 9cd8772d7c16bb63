"""Large banks and long histories to measure with, made once per run."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from examprep.progress.blocks import Block, render
from examprep.progress.head import new_head
from examprep.progress.journal import Journal

START = datetime(2026, 1, 1, tzinfo=UTC)
PER_QUIZ = 20
_HEAD = """format = 1
id = "{bank}"
title = "Measured"
version = "1.0.0"
licence = "CC0-1.0"
authors = ["nobody"]
language = "en-US"

[topics]
"""
_ITEM = """
[[item]]
id = "q-{n:06}"
topic = "topic-{topic}"
areas = ["ptce-2026:{area}"]
stem = "A patient brings prescription number {n} for drug {word}. What should the technician do?"
options = [
  {{ text = "Fill it as written {n}", why = "The {word} needs a second look before that." }},
  {{ text = "Ask the pharmacist about {word}", key = true, why = "The pharmacist decides." }},
  {{ text = "Send it back by mail {n}", why = "That only delays the {word} for the patient." }},
  {{ text = "Count the tablets twice {word}", why = "Counting does not answer the question." }},
]
explanation = "The rule for {word} says that the pharmacist is asked first. Here it is number {n}."
sources = ["21 CFR 1306.22(a)"]
verified = 2026-11-22
angoff = 65
"""
_SYLLABLES = ("ba", "co", "di", "fu", "ge", "lo", "mi", "nu", "pra", "sta", "tri", "vo")


def write_bank(folder: Path, bank: str, items: int, *, topics: int = 40) -> Path:
    """Write a bank of so many items, 500 to a file."""
    drawn = random.Random(items)
    home = folder / bank
    home.mkdir(parents=True, exist_ok=True)
    names = "".join(f'"topic-{n}" = "Topic {n}"\n' for n in range(topics))
    (home / "bank.toml").write_text(_HEAD.format(bank=bank) + names)
    for first in range(0, items, 500):
        texts = [
            _ITEM.format(
                n=n,
                topic=n % topics,
                area=f"{1 + n % 4}.{1 + n % 4}",
                word="".join(drawn.choices(_SYLLABLES, k=4)),
            )
            for n in range(first, min(first + 500, items))
        ]
        (home / f"part-{first:06}.toml").write_text("".join(texts))
    return home


def write_history(path: Path, bank: str, items: int, responses: int, *, drills=False) -> Path:
    """Write a progress file of finished quizzes, or drills, with so many responses."""
    Journal.create(path, "Maria", START)
    drawn, number, at = random.Random(responses), 0, START
    write_one = _write_drill if drills else _write_quiz
    with path.open("ab") as file:
        for _ in range(responses // PER_QUIZ):
            number, at = write_one(file.write, drawn, bank, items, number, at)
        os.fsync(file.fileno())
    return path


def write_class(
    folder: Path, people: int, responses: int, items: int = 3_000, *, mixed: bool = False
) -> Path:
    """Write the progress files of a class: the same length each, no two alike.

    Mixed ones have a drill in every third place, and a marked mock exam in every fifth other.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for person in range(people):
        path, drawn, number, at = folder / f"p-{person:05}.toml", random.Random(person), 0, START
        pieces = [new_head(f"Person {person}", START + timedelta(minutes=person))]
        for place in range(responses // PER_QUIZ):
            write_one = _kind_of(place) if mixed else _write_quiz
            number, at = write_one(pieces.append, drawn, "measured", items, number, at)
        path.write_bytes(b"".join(pieces))
    return folder


def _kind_of(place):
    if place % 3 == 0:
        return _write_drill
    return _write_mock if place % 5 == 0 else _write_quiz


def _write_mock(write, drawn, bank, items, number, at):
    """Write a short mock exam, one of five questions marked and one answer changed."""
    mock = f"abc123-{number + 1}"
    slots = [
        [f"{bank}/q-{drawn.randrange(items):06}", drawn.getrandbits(31)] for _ in range(PER_QUIZ)
    ]
    head = {"id": mock, "at": at, "kind": "exam", "title": "Mock", "slots": slots}
    head |= {"versions": [[bank, "1.0.0"]], "seconds": 1500.0, "outline": "ptce-2026"}
    write(render(Block("attempt", head | {"areas": ["1.1"] * PER_QUIZ, "pretest": [3, 11]})))
    number += 1
    for slot in (*range(PER_QUIZ), 2):
        at, number = at + timedelta(seconds=30), number + 1
        write(_response(drawn, f"abc123-{number}", at, mock, slot))
        if slot % 5 == 0:
            number += 1
            mark = {"id": f"abc123-{number}", "at": at, "attempt": mock, "slot": slot}
            mark |= {"flag": True, "struck": [2], "clock": 30.0 * (slot + 1)}
            write(render(Block("mark", mark)))
    write(_end(f"abc123-{number + 1}", at, mock))
    return number + 1, at + timedelta(minutes=5)


def _write_quiz(write, drawn, bank, items, number, at):
    quiz = f"abc123-{number + 1}"
    slots = [
        [f"{bank}/q-{drawn.randrange(items):06}", drawn.getrandbits(31)] for _ in range(PER_QUIZ)
    ]
    head = {"id": quiz, "at": at, "kind": "quiz", "title": "", "slots": slots}
    write(render(Block("attempt", head | {"versions": [[bank, "1.0.0"]], "seconds": 1500.0})))
    for slot in range(PER_QUIZ):
        at += timedelta(seconds=30)
        write(_response(drawn, f"abc123-{number + 2 + slot}", at, quiz, slot))
    number += PER_QUIZ + 2
    write(_end(f"abc123-{number}", at, quiz))
    return number, at + timedelta(minutes=5)


def _write_drill(write, drawn, bank, items, number, at):
    drill, of = f"abc123-{number + 1}", ""
    head = {"id": drill, "at": at, "kind": "drill", "title": "", "slots": [[f"{bank}/q-000000", 7]]}
    write(render(Block("attempt", head | {"versions": [[bank, "1.0.0"]]})))
    for slot in range(PER_QUIZ):
        at += timedelta(seconds=30)
        write(_response(drawn, f"abc123-{number + 2 + 2 * slot}", at, drill, slot, of))
        of = f"abc123-{number + 3 + 2 * slot}"
        asked = {"item": f"{bank}/q-{drawn.randrange(items):06}", "seed": drawn.getrandbits(31)}
        more = {"id": of, "at": at, "attempt": drill} | asked | {"clock": 30.0 * (slot + 1)}
        write(render(Block("extend", more)))
    number += 2 * PER_QUIZ + 2
    write(_end(f"abc123-{number}", at, drill))
    return number, at + timedelta(minutes=5)


def _response(drawn, name, at, attempt, slot, of=""):
    fields = {"id": name, "at": at, "attempt": attempt, "slot": slot} | ({"of": of} if of else {})
    credit = float(drawn.random() < 0.7)
    told = {"chose": [drawn.randrange(4)], "credit": credit, "seconds": 30.0}
    return render(Block("response", fields | told | {"clock": 30.0 * (slot + 1)}))


def _end(name, at, attempt):
    end = {"id": name, "at": at, "attempt": attempt, "reason": "done", "clock": 600.0}
    return render(Block("finish", end))
