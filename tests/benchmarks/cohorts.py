"""The whole report of a simulated class beside the bare parallel parse of the same files."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.terminal import environment, python
from tests.benchmarks.worlds import write_bank, write_class

# People, responses each, and whether there are drills and mock exams among the quizzes.
Size = tuple[int, int, bool]
CLASSES: list[Size] = [(1_000, 5_000, False), (1_000, 5_000, True), (10_000, 1_000, False)]
ITEMS = 3_000
ROUNDS = 2
_EVERY = 0.05
"""Seconds between two looks at the memory of a process and its children."""


@dataclass(frozen=True)
class Run:
    """One process with its children: seconds by the wall and of CPU, megabytes at most."""

    wall: float
    cpu: float
    mb: float


@dataclass(frozen=True)
class Measured:
    """The sums of all rounds for the bare parse and the first run, and a typical second run."""

    bare: Run
    first: Run
    second: Run


def size_of(text: str) -> Size:
    """Read a size as it is written: 1000x5000, with an m behind it for a mixed one."""
    people, _, responses = text.removesuffix("m").partition("x")
    return int(people), int(responses), text.endswith("m")


def reports(folder: Path, size: Size, scale: int) -> Iterator[tuple[str, float, float, str]]:
    """Give the rows of one class: what, its budget, the ratio and the bare figures."""
    people, responses, mixed = max(1, size[0] // scale), *size[1:]
    home = folder / f"class-{people}-{responses}-{mixed}"
    write_bank(home / "data" / "banks", "measured", ITEMS)
    found = measure(home, write_class(home / "files", people, responses, ITEMS, mixed=mixed))
    shutil.rmtree(home)
    bare, first, second = found.bare, found.first, found.second
    each = f"{first.wall / ROUNDS:.1f} s, bare parallel parse {bare.wall / ROUNDS:.1f} s"
    what = f"report of {people:,} x {responses:,}{', mixed' * mixed}"
    yield what, 2.0, first.wall / bare.wall, f"{each}, CPU {first.cpu / bare.cpu:.2f}"
    again = f"{second.wall:.2f} s; of the bare parse {second.wall * ROUNDS / bare.wall:.3f}"
    yield "the same again with nothing new", 0.05, second.wall * ROUNDS / first.wall, again
    yield "memory of it, all processes, of 2 GB", 1.0, first.mb / 2048, f"{first.mb:.0f} MB"


def measure(home: Path, files: Path) -> Measured:
    """Measure the report of a class; the bare parse and the first run take turns."""
    report = python("-m", "examprep", "cohort", "report", str(files))
    parse = python("-m", "tests.benchmarks.probes", "parsing", str(files))
    empty = home / "empty"
    empty.mkdir(parents=True, exist_ok=True)
    _run([*report[:-1], str(empty)], home)  # the index of the banks is made once, not measured
    bare, first = [], []
    for _ in range(ROUNDS):
        bare.append(_run(parse, home))
        for name in ("cohort", "reports"):
            shutil.rmtree(home / "cache" / name, ignore_errors=True)
        first.append(_run(report, home))
    again = [_run(report, home) for _ in range(3)]
    return Measured(_together(bare), _together(first), _typical(again))


def _together(runs: list[Run]) -> Run:
    return Run(sum(r.wall for r in runs), sum(r.cpu for r in runs), max(r.mb for r in runs))


def _typical(runs: list[Run]) -> Run:
    wall, cpu = (statistics.median(getattr(r, name) for r in runs) for name in ("wall", "cpu"))
    return Run(wall, cpu, max(r.mb for r in runs))


def _run(command: list[str], home: Path) -> Run:
    start, spent = time.perf_counter(), _cpu()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment(str(home)), stdout=quiet, stderr=quiet)
    over, most = threading.Event(), [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, over, most))
    watch.start()
    process.wait()
    wall = time.perf_counter() - start
    over.set()
    watch.join()
    return Run(wall, _cpu() - spent, most[0])


def _cpu() -> float:
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _watch(pid: int, over: threading.Event, most: list[float]) -> None:
    while not over.wait(_EVERY):
        most[0] = max(most[0], _memory(pid))


def _memory(pid: int) -> float:
    """Give the resident megabytes of a process and all its children; 0 where it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        tasks = [*Path(f"/proc/{pid}/task").iterdir()]
        children = [one for task in tasks for one in (task / "children").read_text().split()]
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20 + sum(map(_memory, map(int, children)))
