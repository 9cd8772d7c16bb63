"""Two processes at once, and a process killed at random moments."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from examprep.progress.blocks import split
from examprep.progress.journal import Journal
from tests.progress.making import START, ids

APPEND = """
import itertools, sys
from datetime import UTC, datetime
from pathlib import Path
from examprep.progress.blocks import Block
from examprep.progress.journal import Journal
journal = Journal.open(Path(sys.argv[1]))
for number in itertools.islice(itertools.count(), int(sys.argv[2])):
    fields = {"id": journal.new_id(), "at": datetime.now(UTC), "typed": "ä" * (number % 3000)}
    journal.append([Block("response", fields)])
    print(fields["id"], flush=True)
"""


def appending(path: Path, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", APPEND, str(path), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.torture
@pytest.mark.parametrize("count", [500])
def test_two_processes_lose_nothing_of_each_other(tmp_path: Path, count: int) -> None:
    path = Journal.create(tmp_path / "maria.toml", "Maria", START).path
    processes = [appending(path, count) for _ in range(2)]
    printed = [process.communicate()[0].split() for process in processes]
    found = ids(Journal.open(path))
    assert sorted(found) == sorted([*printed[0], *printed[1]])
    assert len(found) == 2 * count
    for mine in printed:
        assert [name for name in found if name in set(mine)] == mine
    assert {block.state for block in split(path.read_bytes())[1]} == {"whole"}


@pytest.mark.torture
def test_every_acknowledged_block_survives_a_kill(tmp_path: Path) -> None:
    path = Journal.create(tmp_path / "maria.toml", "Maria", START).path
    draw = random.Random(20261122)
    printed: list[str] = []
    for _ in range(100):
        process = appending(path, 10**6)
        assert process.stdout is not None
        printed.append(process.stdout.readline().strip())
        try:
            process.wait(draw.random() * 0.1)
        except subprocess.TimeoutExpired:
            process.kill()
        lines = process.communicate()[0].splitlines(keepends=True)
        printed += [line.strip() for line in lines if line.endswith("\n")]
        assert set(printed) <= set(ids(Journal.open(path)))
    assert len(printed) > 300
    Journal.open(path).append([])
    assert {block.state for block in split(path.read_bytes())[1]} == {"whole"}
