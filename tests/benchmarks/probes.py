"""Small programs that the benchmarks run as processes of their own, with clean memory."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import rtoml


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def saving(path: str, rounds: str) -> dict[str, float]:
    """Save responses (append, fsync, fold) beside a bare append and fsync, in turn; seconds."""
    from examprep.progress.blocks import Block, render
    from examprep.progress.record import Record

    record = Record.open(Path(path))
    begun = {"id": record.journal.new_id(), "at": datetime.now(UTC), "kind": "quiz"}
    opening = Block("attempt", begun | {"slots": [["bank/q-0", 0]] * int(rounds)})
    record.absorb(record.write([opening]), [opening])
    bare = os.open(f"{path}.bare", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    ours, theirs = [], []
    for number in range(int(rounds)):
        fields = {"id": record.journal.new_id(), "at": datetime.now(UTC), "attempt": opening.id}
        told = {"slot": number, "chose": [1], "credit": 1.0, "seconds": 4.0, "clock": float(number)}
        block = Block("response", fields | told)
        text = render(block)
        start = time.perf_counter()
        os.write(bare, text)
        os.fsync(bare)
        middle = time.perf_counter()
        record.absorb(record.write([block]), [block])
        theirs.append(middle - start)
        ours.append(time.perf_counter() - middle)
    return {"ours": _median(ours), "bare": _median(theirs)}


def loading(path: str) -> dict[str, float]:
    """Load a history without and with its snapshot, beside rtoml's bare parse; seconds."""
    from examprep.progress import snapshot
    from examprep.progress.record import Record

    file = Path(path)
    bare, cold, warm = [], [], []
    for _ in range(3):
        snapshot.snapshot_path(file).unlink(missing_ok=True)
        gc.collect()
        start = time.perf_counter()
        parsed = rtoml.loads(file.read_text())
        bare.append(time.perf_counter() - start)
        del parsed
        gc.collect()
        start = time.perf_counter()
        Record.open(file)
        cold.append(time.perf_counter() - start)
        gc.collect()
        start = time.perf_counter()
        Record.open(file)
        warm.append(time.perf_counter() - start)
    return {"bare": min(bare), "cold": min(cold), "warm": min(warm)}


def reading(folder: str) -> dict[str, float]:
    """Read a bank the first time and again, beside rtoml's bare parse; seconds."""
    import shutil

    from examprep.banks.library import Library
    from examprep.places import cache_folder

    bare, first, later = [], [], []
    for _ in range(2):
        shutil.rmtree(cache_folder(), ignore_errors=True)
        gc.collect()
        start = time.perf_counter()
        parsed = [rtoml.loads(file.read_text()) for file in sorted(Path(folder).rglob("*.toml"))]
        bare.append(time.perf_counter() - start)
        del parsed
        gc.collect()
        start = time.perf_counter()
        Library.open([Path(folder)]).catalogue()
        first.append(time.perf_counter() - start)
        gc.collect()
        start = time.perf_counter()
        Library.open([Path(folder)]).catalogue()
        later.append(time.perf_counter() - start)
    return {"bare": min(bare), "first": min(first), "later": min(later)}


def choosing(folder: str, path: str) -> dict[str, float]:
    """Fold a history into a learner, keep and load it, and choose 20 of all items.

    Seconds of CPU; of choosing the first time, and the median of those that follow.
    """
    import numpy as np  # noqa: F401 - what is imported once is not what choosing costs

    from examprep.banks.library import Library
    from examprep.desk.knowing import _keep, _load, caught_up, syllabus_of
    from examprep.exams.outlines import outline
    from examprep.learning.choice import Pool
    from examprep.learning.foryou import When, for_you
    from examprep.learning.learner import DAY, Learner
    from examprep.progress.record import Record

    library = Library.open([Path(folder)])
    syllabus = syllabus_of(library, outline("ptce-2026"))
    file, log = Path(path), Record.open(Path(path)).state.log
    start = time.process_time()
    learner = caught_up(Learner(syllabus), log)
    folded = time.process_time() - start
    _keep(learner, log, file)
    library.catalogue()
    start = time.process_time()
    syllabus = syllabus_of(library, outline("ptce-2026"))
    learner = _load(syllabus, log, file)
    assert learner
    assert syllabus.grouped
    loaded = time.process_time() - start
    now = learner.until / DAY + 2.0
    times, pool = [], Pool(syllabus.names)
    for seed in range(9):
        start = time.process_time()
        for_you(learner, pool, 20, When(now, now + 30.0, now - 30.0), seed)
        times.append(time.process_time() - start)
    return {
        "folded": folded,
        "loaded": loaded,
        "cold": times[0],
        "later": _median(times[1:]),
        "responses": float(len(log)),
        "items": float(len(syllabus.names)),
    }


def deck(count: str) -> dict[str, float]:
    """Do the same with as many cards in Anki's own package, FSRS on; seconds of wall time."""
    import tempfile

    from anki.collection import AddNoteRequest, Collection  # type: ignore[import-not-found]

    collection = Collection(str(Path(tempfile.mkdtemp()) / "measured.anki2"))
    collection.set_config("fsrs", True)
    kind = collection.models.by_name("Basic")
    notes = []
    for number in range(int(count)):
        note = collection.new_note(kind)
        note.fields = [f"front {number}", f"back {number}"]
        notes.append(AddNoteRequest(note=note, deck_id=1))
    collection.add_notes(notes)
    config = collection.decks.get_config(1)
    config["new"]["perDay"] = int(count)
    collection.decks.update_config(config)
    start = time.perf_counter()
    collection.sched.get_queued_cards(fetch_limit=20)
    cold = time.perf_counter() - start
    start = time.perf_counter()
    collection.sched.get_queued_cards(fetch_limit=20)
    return {"cold": cold, "later": time.perf_counter() - start}


def drawing(count: str) -> dict[str, float]:
    """Draw variants of every shipped template, with options; seconds each."""
    from examprep.banks.variants import as_choice

    medians = []
    for item in _templates():
        as_choice(item, 0)
        times = []
        for seed in range(1, int(count)):
            start = time.perf_counter()
            as_choice(item, seed)
            times.append(time.perf_counter() - start)
        medians.append(_median(times))
    return {"median": _median(medians), "worst": max(medians), "templates": float(len(medians))}


def proving(count: str) -> dict[str, float]:
    """Check every shipped template at so many variants; seconds in all."""
    from examprep.banks.variants import template_of
    from examprep.calculations.proving import prove

    items = _templates()
    start = time.perf_counter()
    for item in items:
        template, _ = template_of(item)
        if template:
            prove(template, int(count))
    return {"seconds": time.perf_counter() - start}


def _templates() -> list[Any]:
    from examprep.banks.reader import read_bank
    from examprep.places import shipped_banks

    bank, _ = read_bank(shipped_banks() / "calculations")
    return [item for item in (bank.items if bank else ()) if item.recipe]


def fuzzing(count: str) -> dict[str, float]:
    """Read and draw what strangers may write: the slowest in seconds of CPU, megabytes at most."""
    import random
    import tracemalloc
    from contextlib import suppress

    from examprep.calculations.formula import read_formula
    from examprep.errors import BadFormula
    from tests.calculations.test_fuzz import formula, fuzzed, read_and_draw

    chance, slowest = random.Random(3), {"formula": 0.0, "template": 0.0}
    for _ in range(int(count)):
        text = formula(chance)
        start = time.process_time()
        with suppress(BadFormula):
            read_formula(text)
        slowest["formula"] = max(slowest["formula"], time.process_time() - start)
    for wrote in fuzzed(int(count), 2):
        start = time.process_time()
        read_and_draw(wrote)
        slowest["template"] = max(slowest["template"], time.process_time() - start)
    tracemalloc.start()
    for wrote in fuzzed(int(count) // 10, 4):
        read_and_draw(wrote)
    return {**slowest, "mb": tracemalloc.get_traced_memory()[1] / 2**20}


def parsing(folder: str) -> dict[str, float]:
    """Parse the files of a class, in as many processes as there are; responses and all."""
    return {"tables": float(_parse_all(sorted(Path(folder).iterdir())))}


def _parse_all(paths: list[Path]) -> int:
    """Parse files in as many processes as `gather` takes, and do nothing else with them."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    chunks = [paths[start : start + 8] for start in range(0, len(paths), 8)]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        return sum(pool.map(_parse_chunk, chunks))


def _parse_chunk(paths: list[Path]) -> int:
    return sum(len(rtoml.loads(path.read_text())) for path in paths)


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
