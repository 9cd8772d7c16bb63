"""Makers of items, attempts, events and banks for tests; every value has a plain default."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from examprep.attempts.attempt import Attempt, begin
from examprep.attempts.events import (
    Answer,
    Extend,
    Finish,
    Mark,
    Pause,
    Reason,
    Response,
    Resume,
    Undo,
)
from examprep.attempts.slots import Kind, Slot
from examprep.banks.item import Item, Mistake, Option, Pair
from examprep.desk.desk import Desk
from examprep.desk.plan import Plan
from examprep.progress.noting import Times

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def at(clock: float) -> datetime:
    """Give the wall time of a reading of the attempt's clock; none for a clock that is no time."""
    return START + timedelta(seconds=clock) if 0 <= clock < 1e9 else START


def choice(*texts: str, key: int = 0, **more: Any) -> Item:
    """Make a single best answer item; the key stands first unless said otherwise."""
    texts = texts or ("insulin", "aspirin", "heparin", "iron")
    options = tuple(Option(text, f"About {text}.", n == key) for n, text in enumerate(texts))
    return _item("choice", options=options, **more)


def multiple(*texts: str, keys: tuple[int, ...] = (0, 1), **more: Any) -> Item:
    """Make an item with several right options."""
    texts = texts or ("gown", "gloves", "hat", "tie")
    options = tuple(Option(text, f"About {text}.", n in keys) for n, text in enumerate(texts))
    return _item("multiple", options=options, **more)


def order(*texts: str, **more: Any) -> Item:
    """Make steps to be put in order, given in the right one."""
    texts = texts or ("shoe covers", "hair cover", "hand washing", "gown")
    options = tuple(Option(text, f"About {text}.") for text in texts)
    return _item("order", options=options, **more)


def match(*pairs: tuple[str, str], **more: Any) -> Item:
    """Make pairs to be matched."""
    pairs = pairs or (("C-II", "oxycodone"), ("C-III", "ketamine"), ("C-IV", "zolpidem"))
    made = tuple(Pair(left, right, f"About {right}.") for left, right in pairs)
    return _item("match", pairs=made, **more)


def numeric(answer: str = "2.5", unit: str = "mL", places: int = 1, **more: Any) -> Item:
    """Make a number to be worked out."""
    mistakes = tuple(Mistake(wrong, why) for wrong, why in more.pop("mistakes", {}).items())
    return _item("numeric", answer=answer, unit=unit, round=places, mistakes=mistakes, **more)


def _item(kind: Any, **more: Any) -> Item:
    fields = {"bank": "demo", "id": f"{kind}-1", "topic": "basics", "stem": f"A {kind} question?"}
    return Item(**(fields | {"kind": kind, "explanation": "The rule."} | more))


EVERY_KIND = (choice(), multiple(), numeric(), order(), match())
# For each kind an answer that is wholly right, one that is wrong, and one that is none.
ANSWERS: dict[str, tuple[Answer, Answer, Answer]] = {
    "choice": (Answer((0,)), Answer((1,)), Answer(())),
    "multiple": (Answer((0, 1)), Answer((2, 3)), Answer(())),
    "numeric": (Answer(typed="2.5 mL"), Answer(typed="25 mL"), Answer(typed="much")),
    "order": (Answer((0, 1, 2, 3)), Answer((1, 2, 3, 0)), Answer((0, 1))),
    "match": (Answer((0, 1, 2)), Answer((2, 0, 1)), Answer((0, 0, 1))),
}


def attempt(kind: Kind = "tutor", count: int = 3, limit: float | None = None) -> Attempt:
    """Open an attempt on as many slots."""
    slots = [Slot(f"demo/item-{number}", 100 + number) for number in range(count)]
    return begin("k3f9aa-1", kind, slots, START, limit=limit, title="Basics")


def respond(
    slot: int, clock: float, credit: float = 1.0, chose: tuple[int, ...] = (0,), **more: Any
) -> Response:
    """Answer a slot at a reading of the clock."""
    return Response(at(clock), clock, slot, Answer(chose), credit, **({"seconds": 5.0} | more))


def mark(slot: int, clock: float, **marks: Any) -> Mark:
    """Note something on a slot."""
    return Mark(at(clock), clock, slot, **marks)


def undo(slot: int, clock: float) -> Undo:
    """Take a slot's last response back."""
    return Undo(at(clock), clock, slot)


def extend(clock: float, item: str = "demo/more", seed: int = 7) -> Extend:
    """Let a drill go on with one question more."""
    return Extend(at(clock), clock, item, seed)


def pause(clock: float) -> Pause:
    """Stop the clock."""
    return Pause(at(clock), clock)


def resume(clock: float, later: float = 600.0) -> Resume:
    """Let the clock go on, after some minutes on the wall."""
    return Resume(at(clock + later), clock)


def finish(clock: float, reason: Reason = "done") -> Finish:
    """End the attempt."""
    return Finish(at(clock), clock, reason)


def write_bank(
    folder: Path, name: str = "demo", count: int = 5, topics: tuple[str, ...] = ()
) -> Path:
    """Write a bank of choice items, dealt out to its topics in turn."""
    topics = topics or ("basics",)
    heads = ", ".join(f'"{topic}" = "Title of {topic}"' for topic in topics)
    lines = [
        f'format = 1\nid = "{name}"\ntitle = "The {name} bank"\nversion = "1.0.0"',
        f"topics = {{ {heads} }}",
    ]
    lines += [
        f'[[item]]\nid = "{name}-{number:03}"\ntopic = "{topics[number % len(topics)]}"\n'
        f'stem = "Which word is number {number}?"\nexplanation = "The rule."\n'
        f'options = [{{ text = "key {number}", key = true, why = "Right." }}, '
        f'{{ text = "other {number}", why = "Wrong." }}]'
        for number in range(count)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


TEMPLATES = """\
format = 1
id = "{name}"
title = "The {name} bank"
version = "1.0.0"
[topics]
"iv-rates" = "IV rates"
"supply" = "Days supply"
"doses" = "Doses by weight"
[[item]]
id = "drip"
kind = "numeric"
topic = "iv-rates"
stem = "Infuse {{volume}} over {{time}} through a {{set}} set. How many gtt/min?"
answer = "volume * set / time"
unit = "gtt/min"
round = 0
angoff = 50
steps = ["{{time}} = {{time:min}}", "{{volume}} \u00d7 {{set}} / {{time:min}} = {{result}}"]
chain = ["volume", "set", "1[h] / 60[min]", "/time"]
explanation = "Drops a minute are the volume times the drop factor, over the minutes."
sources = ["Text book, page 1"]
verified = 2026-11-01
require = ["answer >= 10[gtt/min]", "answer <= 120[gtt/min]"]
[item.given]
volume = {{ from = 100, to = 1000, step = 5, unit = "mL" }}
time = {{ from = 3, to = 12, step = 0.5, unit = "h" }}
set = {{ pick = [10, 15, 20], unit = "gtt/mL" }}
[[item.mistake]]
answer = "volume / time"
unit = "mL/min"
kind = "drop-factor"
why = "The drop factor was left out: this is mL/min."
[[item.mistake]]
answer = "volume * set / time"
unit = "gtt/h"
kind = "hours-minutes"
why = "This is drops an hour: {{time}} is {{time:min}}."
[[item]]
id = "pump"
kind = "numeric"
topic = "iv-rates"
stem = "Infuse {{volume}} over {{time}} by pump. How many mL/h?"
answer = "volume / time"
unit = "mL/h"
round = 1
angoff = 75
explanation = "The rate is the volume over the time."
[item.given]
volume = {{ from = 100, to = 1000, step = 5, unit = "mL" }}
time = {{ from = 2, to = 12, step = 0.5, unit = "h" }}
[[item.mistake]]
answer = "volume / time"
unit = "mL/min"
kind = "hours-minutes"
why = "This is mL a minute."
[[item]]
id = "tablets"
kind = "numeric"
topic = "supply"
stem = "A patient takes {{each}} {{often}} times a day. How many days do {{total}} last?"
answer = "total / (each * often) * 1[days]"
unit = "days"
round = 0
rounding = "down"
explanation = "Divide what there is by what a day takes."
[item.given]
each = {{ pick = [1, 2, 3], unit = "tablets" }}
often = {{ pick = [2, 3, 4] }}
total = {{ from = 20, to = 180, step = 1, unit = "tablets" }}
[[item.mistake]]
answer = "total / each * 1[days]"
kind = "frequency"
why = "This forgets how often."
[[item]]
id = "weight"
kind = "numeric"
topic = "doses"
stem = "A patient of {{weight}} gets {{dose}}. How many mg is that?"
answer = "weight * dose"
unit = "mg"
round = 1
explanation = "Multiply the dose per kilogram by the weight."
[item.given]
weight = {{ from = 10, to = 90, step = 0.5, unit = "kg" }}
dose = {{ from = 1, to = 15, step = 0.25, unit = "mg/kg" }}
[[item.mistake]]
answer = "weight * dose / 2"
kind = "lb-kg"
why = "The weight was halved."
"""


def write_templates(folder: Path, name: str = "calc") -> Path:
    """Write a bank of four templates in three topics: two of IV rates, one of each other."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(TEMPLATES.format(name=name), encoding="utf-8")
    return path


class Clock:
    """Wall time and seconds that a test moves by hand."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.seconds = 0.0

    def go(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds

    @property
    def times(self) -> Times:
        """Give the two clocks that a desk takes."""
        return Times(now=lambda: self.now, monotonic=lambda: self.seconds)


def desk_at(folder: Path, name: str = "Maria", clock: Clock | None = None, **bank: Any) -> Desk:
    """Open a desk with one bank and one candidate, whose progress goes to the test's home."""
    write_bank(folder, **bank)
    desk = Desk.open([folder])
    desk.times = (clock or Clock()).times
    if name:
        desk.enroll(name, "ptce-2026", date(2027, 1, 15))
    return desk


def sit_through(desk: Desk, plan: Plan, right: Sequence[bool]) -> None:
    """Sit a quiz to its end; as many questions are answered, right or wrong, as are told."""
    sitting = desk.start(plan)
    for slot, is_right in enumerate(right):
        sitting.respond(slot, Answer((0 if is_right else 1,)))
    sitting.finish("done")
    assert sitting.save_now() == ""
