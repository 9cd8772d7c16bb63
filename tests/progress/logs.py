"""Logs of attempts for tests of folding: sessions acted out and written as blocks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from examprep.attempts.attempt import Attempt, begin
from examprep.attempts.events import (
    Answer,
    Event,
    Extend,
    Finish,
    Mark,
    Pause,
    Response,
    Resume,
    Undo,
)
from examprep.attempts.slots import Assigned, Slot
from examprep.progress.blocks import Block
from examprep.progress.codec import event_block
from examprep.progress.opening import attempt_block

ASSIGNED = (None, Assigned("week3law"), Assigned("week4law", date(2026, 12, 1)))
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass
class Log:
    """Blocks as one writer leaves them, with the attempts they tell of."""

    blocks: list[Block] = field(default_factory=list)
    number: int = 0
    writer: str = "abc123"
    minute: int = 0
    added: list[str] = field(default_factory=list)

    def name(self) -> str:
        self.number += 1
        return f"{self.writer}-{self.number}"

    def at(self) -> datetime:
        self.minute += 1
        return START + timedelta(minutes=self.minute)

    def goal(self, exam: str) -> None:
        self.blocks.append(Block("goal", {"id": self.name(), "at": self.at(), "exam": exam}))

    def begin(
        self,
        kind: str = "tutor",
        items: int = 3,
        limit: float | None = None,
        assigned: Assigned | None = None,
    ) -> Attempt:
        slots = [Slot(f"bank/q-{place}", place) for place in range(items)]
        attempt = begin(self.name(), kind, slots, self.at(), limit=limit)  # type: ignore[arg-type]
        attempt = replace(attempt, assigned=assigned)
        self.blocks.append(attempt_block(attempt))
        return attempt

    def happen(self, attempt: Attempt, event: Event) -> None:
        self.blocks.append(event_block(attempt.id, event))

    def respond(
        self,
        attempt: Attempt,
        slot: int,
        credit: float,
        clock: float,
        sure: str | None = None,
        mistake: str = "",
        *,
        of: str = "",
        takes: str = "",
    ) -> None:
        answer = Answer(chose=(slot % 4,))
        event = Response(
            self.at(),
            clock,
            slot,
            answer,
            credit,
            10.0,
            sure,
            self.name(),  # type: ignore[arg-type]
            mistake,
            of,
            takes,
        )
        self.happen(attempt, event)

    def undo(
        self, attempt: Attempt, slot: int, clock: float, of: str = "", takes: str = ""
    ) -> None:
        self.happen(attempt, Undo(self.at(), clock, slot, self.name(), of, takes))

    def extend(
        self, attempt: Attempt, clock: float, item: str = "bank/q-0", seed: int | None = None
    ) -> None:
        name = self.name()
        self.added.append(name)
        drawn = self.number if seed is None else seed
        self.happen(attempt, Extend(self.at(), clock, item, drawn, name))

    def finish(self, attempt: Attempt, clock: float, reason: str = "done") -> None:
        self.happen(attempt, Finish(self.at(), clock, reason, self.name()))  # type: ignore[arg-type]

    def pairs(self) -> list[tuple[str, dict[str, object]]]:
        return [(block.kind, block.fields) for block in self.blocks]


@st.composite
def logs(draw: st.DrawFn) -> Log:
    """Draw a log of a few attempts, with events that the rules allow and some they forbid."""
    log = Log()
    for _ in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            log.goal(draw(st.sampled_from(["ptce-2026", "cspt-2023"])))
        kind = draw(st.sampled_from(["tutor", "quiz", "review", "drill"]))
        limit, assigned = draw(st.sampled_from([None, 60.0])), draw(st.sampled_from(ASSIGNED))
        attempt = log.begin(kind, draw(st.integers(1, 4)), limit, assigned)
        clock = 0.0
        for _ in range(draw(st.integers(0, 8))):
            clock = max(0.0, clock + draw(st.sampled_from([0.0, 5.0, 20.0, -15.0])))
            log.writer = draw(st.sampled_from(["abc123", "xyz789"]))
            _any_event(draw, log, attempt, clock)
        for _ in range(draw(st.integers(0, 2))):
            log.finish(attempt, clock, draw(st.sampled_from(["done", "time", "left"])))
            _any_event(draw, log, attempt, clock)
    return log


def _any_event(draw: st.DrawFn, log: Log, attempt: Attempt, clock: float) -> None:
    slot = draw(st.integers(0, 4))
    of = draw(st.sampled_from(["", "nobody-1", *log.added[-2:]]))
    latest = [block.id for block in log.blocks[-4:] if block.kind == "response"]
    takes = draw(st.sampled_from(["", "nobody-2", *latest]))
    kind = draw(st.sampled_from(["response"] * 4 + ["mark", "undo", "extend", "pause", "resume"]))
    if kind == "response":
        sure = draw(st.sampled_from([None, "sure", "guess"]))
        mistake = draw(st.sampled_from(["", "drop-factor", "off-by-10", "No name"]))
        credit = draw(st.sampled_from([0.0, 0.5, 1.0]))
        log.respond(attempt, slot, credit, clock, sure, mistake, of=of, takes=takes)
    elif kind == "extend":
        item, seed = draw(st.sampled_from(["bank/q-0", "bank/q-4"])), draw(st.integers(0, 2))
        log.extend(attempt, clock, item, seed)
    elif kind == "undo":
        log.undo(attempt, slot, clock, of, takes)
    elif kind == "mark":
        log.happen(attempt, Mark(log.at(), clock, slot, flag=True, id=log.name(), of=of))
    else:
        turn = Pause if kind == "pause" else Resume
        log.happen(attempt, turn(log.at(), clock, log.name()))
