"""Results of real exams: noted once, and said in words."""

from __future__ import annotations

from examprep.desk.desk import Desk
from examprep.errors import ExamprepError
from examprep.exams.outlines import EVERY_ID, outline
from examprep.progress.real import RealResult
from examprep.words import tr


def note_result(desk: Desk, result: RealResult) -> None:
    """Keep the result of a real exam. Blocks.

    Raises:
        ExamprepError: it is noted already, or could not be written.
    """
    record = desk.open_record()
    if result in record.state.results:
        raise ExamprepError(tr("This result is noted already."))
    record.add_result(result, desk.times.now())


def exam_of(result: RealResult) -> str:
    """Name the exam."""
    return outline(result.exam).name if result.exam in EVERY_ID else result.exam


def passed_words(result: RealResult) -> str:
    """Say how it went."""
    return tr("passed") if result.passed else tr("not passed")
