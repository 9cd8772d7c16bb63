"""Files of a class, as candidates hand them over."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from examprep.progress.blocks import Block
from examprep.progress.head import new_head
from tests.progress.logs import START
from tests.progress.logs import Log as Blocks
from tests.progress.making import file_of


def sat(seed: int, quizzes: int = 2, items: int = 4, writer: str = "") -> Blocks:
    """Give the blocks of a candidate who finished some quizzes of the same items."""
    drawn, log = random.Random(seed), Blocks(writer=writer or f"w{seed:05}")
    log.goal("ptce-2026")
    for _ in range(quizzes):
        quiz = log.begin("quiz", items)
        for slot in range(items):
            credit = float(drawn.random() < 0.7)
            log.respond(quiz, slot, credit, 10.0 * slot, drawn.choice([None, "sure", "guess"]))
        log.finish(quiz, 10.0 * items)
    return log


def file_for(name: str, *blocks: Block, created: datetime = START) -> bytes:
    return file_of(*blocks, head=new_head(name, created))


def write_class(folder: Path, count: int = 3, quizzes: int = 2) -> Path:
    """Write a file for each of so many candidates."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        created = START + timedelta(minutes=number)
        data = file_for(f"Candidate {number}", *sat(number, quizzes).blocks, created=created)
        (folder / f"c-{number:05}.toml").write_bytes(data)
    return folder
