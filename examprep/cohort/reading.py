"""Reading one progress file of a stranger into a part: whatever it is, one line says so."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from examprep.cohort.part import Fault, Part
from examprep.cohort.taken import taken_in
from examprep.errors import ExamprepError, NewerFormat
from examprep.files import MEBIBYTE
from examprep.heap import collector_off
from examprep.problems import problem_of
from examprep.progress.blocks import split
from examprep.progress.candidates import NAME_LENGTH, folded, tidy
from examprep.progress.goal import Goal
from examprep.progress.head import Head, check_head
from examprep.progress.lean import fold_lean
from examprep.progress.loaded import Fields, Loaded, read_blocks
from examprep.progress.log import Log
from examprep.progress.sharing import is_anonymous
from examprep.text import HIDDEN, plural, printable
from examprep.words import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from examprep.progress.state import CandidateState

LIMIT = 32 * MEBIBYTE
"""A file of 100,000 responses has 20 MB."""
MOST_BLOCKS = 300_000
LONGEST = 200
_ASK = tr("ask for the file again: examprep progress share -o FILE")
_DAMAGED = tr("the rest counts, but the person is not judged by it; {ask}", ask=_ASK)
TOO_MUCH = tr("is too deep or too large to be read")
_HERE = Path("-")


def part_of(data: bytes) -> Part:
    """Read the bytes of a file; what cannot be used comes out as a part with its fault."""
    try:
        with collector_off():
            return _read(data)
    except NewerFormat as error:
        return _unusable(error, tr("update examprep to use it"))
    except ExamprepError as error:
        return _unusable(error, _ASK)
    except (MemoryError, RecursionError):
        return Part(fault=Fault("error", TOO_MUCH, _ASK))


def _unusable(error: ExamprepError, hint: str) -> Part:
    problem = problem_of(_HERE, printable(str(error)))
    message = problem.message.partition("; ")[0]  # what the candidate should do stands behind it
    return Part(fault=Fault("error", message[:LONGEST], hint, problem.line))


def _read(data: bytes) -> Part:
    if _is_assignment(data):
        return Part()  # nobody's file, and nothing wrong with it
    refused = _refused(data)
    if refused:
        return Part(fault=Fault("error", refused, _ASK))
    from examprep.cohort.summing import summed  # numpy comes with it

    loaded, state = summed(_HERE, data) or (read_blocks(_HERE, data), None)
    sealed = state is not None
    state = state or fold_lean(loaded.head, loaded.pairs())
    openings = loaded.blocks.get("attempt", [])
    part = _about(check_head(_HERE, loaded.head), state.goal)
    part.names = _short(state.log.names)
    part.sittings = _sittings(openings, state, part.key)
    part.columns, part.exposures = _by_time(state.log)
    part.taken = taken_in(state, (("attempt", one) for one in openings))
    part.damaged = bool(loaded.problems)
    part.reported = [*_reported(loaded)]
    part.fault = _fault_of(loaded, state, 0 if sealed else _edited(data))
    return part


def _about(head: Head, goal: Goal | None) -> Part:
    """Begin a part with whose it is."""
    nameless = is_anonymous(head)
    # What an id was made of is not in the file: nobody may set themselves apart by a time.
    group = folded(head.name) if nameless else f"{folded(head.name)}\n{head.created.isoformat()}"
    key = head.name if nameless else blake2b(_bytes(group), digest_size=6).hexdigest()
    name = key if nameless else tidy(head.name)[:NAME_LENGTH] or key
    exam = printable(goal.exam)[:LONGEST] if goal else ""
    return Part(group, key, name, exam, goal.date.toordinal() if goal and goal.date else 0)


def _short(names: list[str]) -> list[str]:
    """Make names of strangers short and plain; nearly all are already."""
    plain = not HIDDEN.search("".join(names)) and max(map(len, names), default=0) <= LONGEST
    return names if plain else [printable(name)[:LONGEST] for name in names]


def _is_assignment(data: bytes) -> bool:
    """Tell whether it is what `assign new` writes: instructors keep it beside the class's files."""
    head = data[:4096].partition(b"\n[[")[0]
    return b'\nassignment = "' in head and b"\ncandidate = " not in head


def _refused(data: bytes) -> str:
    """Say why a file is not even tried."""
    if not data.strip():
        return tr("is empty")
    if b"\0" in data[:4096]:
        return tr("is not a text file")
    if data.count(b"\n[[") > MOST_BLOCKS:
        return tr("has more than {most:,} entries", most=MOST_BLOCKS)
    return ""


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _edited(data: bytes) -> int:
    return sum(block.state == "edited" for block in split(data)[1])


def _fault_of(loaded: Loaded, state: CandidateState, edited: int) -> Fault | None:
    """Give the first thing that is wrong with a file that can be used, the others counted."""
    faults = [
        Fault(one.severity, printable(one.message)[:LONGEST], _DAMAGED, one.line)
        for one in loaded.problems
    ]
    if edited:
        entries = plural(edited, "entry", "entries")
        words = tr("{entries} edited by hand and counted all the same", entries=entries)
        faults.append(Fault("warning", words, tr("compare with the candidate's own file")))
    if state.skipped:
        entries = plural(state.skipped, "entry", "entries")
        words = tr("{entries} left out that make no sense", entries=entries)
        faults.append(Fault("warning", words, tr("see examprep progress check")))
    if not faults:
        return None
    faults[0].more = len(faults) - 1
    return faults[0]


def _reported(loaded: Loaded) -> Iterator[tuple[str, int]]:
    """Name what was reported, with the day; the reason is left out of what has no names."""
    for fields in loaded.blocks.get("report", ()):
        item = fields.get("item")
        if type(item) is str and item:
            yield printable(item)[:LONGEST], fields["at"].toordinal()


def _sittings(attempts: list[Fields], state: CandidateState, key: str) -> list[str]:
    """Give `kind:hash` of each attempt in the log."""
    openings: dict[str, Fields] = {}
    for fields in attempts:
        openings.setdefault(fields["id"], fields)
    return [_form(openings[name], key) for name in state.log.attempts]


def _form(opening: Fields, key: str) -> str:
    """Name a form by its items in their order; a drill, which has none, by whose it is."""
    kind = str(opening["kind"])
    told = f"{key} {opening['id']}" if kind == "drill" else _told(opening)
    return f"{kind}:{blake2b(_bytes(told), digest_size=8).hexdigest()}"


def _told(opening: Fields) -> str:
    return "\n".join(str(name) for name, _ in opening["slots"])


def _by_time(log: Log) -> tuple[list[memoryview], memoryview]:
    """Give the columns of a log by time, and how often each item had come by then."""
    import numpy as np

    columns = [np.frombuffer(column, column.typecode) for column in log.columns]
    items, at = columns[0], columns[1]
    if len(at) and bool(np.any(at[1:] < at[:-1])):
        order = np.argsort(at, kind="stable")
        columns = [column[order] for column in columns]
        items = columns[0]
    made = [memoryview(column.tobytes()) for column in columns]
    return made, memoryview(exposures(items).tobytes())


def exposures(items: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Count for each place from 1 how often its item has stood there up to it."""
    import numpy as np

    order = np.argsort(items, kind="stable")
    ordered = items[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(items)])
    counts = np.arange(len(items)) - np.repeat(starts, np.diff(np.r_[starts, len(items)]))
    found = np.empty(len(items), np.int32)
    found[order] = counts + 1
    return found
