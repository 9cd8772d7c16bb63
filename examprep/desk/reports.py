"""Reporting a question: one that is asked, or one that is read in a result or a bank."""

from __future__ import annotations

from examprep.desk.desk import Desk
from examprep.desk.selection import versions
from examprep.errors import NotAllowed
from examprep.progress.reports import Report, report_block
from examprep.progress.sitting import Sitting
from examprep.words import tr


def report_slot(sitting: Sitting, slot: int, text: str) -> None:
    """Note what is wrong with a question that is asked; it waits to be saved with the answers."""
    attempt, name = sitting.attempt, sitting.record.journal.new_id()
    asked = attempt.slots[slot]
    version = asked.version or attempt.versions.get(asked.item.partition("/")[0], "")
    told = Report(name, sitting.times.now(), asked.item, asked.seed, version, text)
    sitting.post(report_block(told))


def report(desk: Desk, item: str, seed: int, text: str) -> None:
    """Keep a line about a question in the candidate's file. Blocks.

    Raises:
        NotAllowed: nobody is at the desk.
        UnwritableFile: it could not be kept.
    """
    if desk.record is None:
        raise NotAllowed(tr("Nobody is at the desk to keep the report."))
    record, version = desk.record, versions(desk.library).get(item.partition("/")[0], "")
    told = Report(record.journal.new_id(), desk.times.now(), item, seed, version, text)
    blocks = [report_block(told)]
    record.absorb(record.write(blocks), blocks)
