"""The banks and topics of a quiz to be: how many questions each brings, and which are marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from examprep.desk.choosing import changed_since, due_names
from examprep.desk.desk import Desk
from examprep.desk.keeping import kept_for_mocks
from examprep.desk.selection import above, brought, deciding
from examprep.exams.outlines import outline
from examprep.learning.choice import Mode, fits
from examprep.text import plural
from examprep.words import tr

MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Topic:
    """A line that can be marked: a bank, or a topic inside one; `bank` is the bank's id.

    `questions` is what marking this line alone draws from. A bank draws what the exam asks of
    it, so its topics, each marked for itself, may have more: `inside` is what they have
    together. `share` is how much of a line comes with its bank, 0 to 1.
    """

    name: str
    title: str
    questions: int
    bank: str
    inside: int = 0
    share: float = 1.0

    @property
    def whole_bank(self) -> bool:
        """Tell whether this is a bank."""
        return self.name == self.bank

    def holds(self, other: Topic) -> bool:
        """Tell whether another line stands under this one."""
        return self.name != other.name and self.name in above(other.name)


def topics_of(desk: Desk, mode: Mode = "mixed") -> list[Topic]:
    """List the banks that have questions, each followed by its topics, as a mode asks them."""
    titles = {bank.id: bank.title for bank in desk.library.banks()}
    exam = deciding(desk.exam, mode)
    kept, catalogue = kept_for_mocks(desk, exam), desk.library.catalogue()
    free = [name not in kept for name in catalogue.names]
    topics = list(compress(catalogue.topics, free))
    comes = list(compress(brought(desk.library, frozenset(titles), exam), free))
    fitting = _fitting(desk, list(compress(catalogue.names, free)), mode)
    every, with_bank = _counted(topics), _counted(compress(topics, comes))
    alone = _counted(compress(topics, fitting))
    of_bank = _counted(compress(topics, map(min, comes, fitting)))
    lines: dict[str, list[Topic]] = {}
    for bank, topic, title, _ in desk.library.topics():
        name = f"{bank}:{topic}"
        head = Topic(bank, titles[bank], of_bank[bank], bank, alone[bank], 1.0)
        share = with_bank[name] / max(1, every[name])
        line = Topic(name, title, alone[name], bank, alone[name], share)
        lines.setdefault(bank, [head]).append(line)
    return [line for under in lines.values() for line in under]


def drawn_from(desk: Desk, topics: Sequence[str], mode: Mode) -> int:
    """Count the questions that a mode draws from, of what is named."""
    return sum(_fitting(desk, desk.pool(topics, mode).names, mode))


def _fitting(desk: Desk, names: Sequence[str], mode: Mode) -> list[bool]:
    if mode == "due":
        ready = due_names(desk)
        return [name in ready for name in names]
    history = desk.record.state.history() if desk.record else {}
    changed = changed_since(desk) if desk.record else ()
    return [fits(mode, None if name in changed else history.get(name)) for name in names]


def _counted(topics: Iterable[str]) -> Counter[str]:
    """Count items by topic, by all topics over it, and by bank."""
    found = Counter[str]()
    for topic, count in Counter(topics).items():
        found.update(dict.fromkeys(above(topic), count))
    return found


def part(line: Topic, lines: Sequence[Topic], marked: Collection[str]) -> float:
    """Tell how much of a line comes with what is marked: 0 none, 1 all, else some."""
    if (above(line.name) - {line.bank} | {line.name}) & set(marked):
        return 1.0
    if line.bank in marked:
        return line.share
    under = [part(one, (), marked) for one in lines if one.bank == line.bank and line.holds(one)]
    whole = line.whole_bank and all(under)
    return 1.0 if whole else 0.5 * any(under)


def toggled(marked: frozenset[str], line: Topic, lines: Sequence[Topic]) -> frozenset[str]:
    """Mark a line, or take its mark away.

    What came with its bank can be taken out too: the other topics that came at least by half
    are then marked in the bank's place.
    """
    comes, over = part(line, lines, marked), (above(line.name) & marked) - {line.name}
    own = {line.name} | {one.name for one in lines if line.holds(one)}
    if not comes or (comes < 1 and not over):
        return marked - own | {line.name}
    return marked - own - over | _others(line, lines, marked, over)


def _others(
    line: Topic, lines: Sequence[Topic], marked: frozenset[str], over: set[str]
) -> set[str]:
    """Name what came beside a line with the marks over it."""
    came = [one for one in lines if above(one.name) & over and part(one, lines, marked) >= MOSTLY]
    return {one.name for one in came if not (one.holds(line) or line.holds(one))} - {line.name}


def named(lines: Sequence[Topic], marked: Collection[str]) -> tuple[str, ...]:
    """Name what is marked; a bank of which all comes topic by topic is named as one."""
    whole = {
        line.bank
        for line in lines
        if line.whole_bank and part(line, lines, marked) == 1 and line.questions == line.inside
    }
    names = (line.bank if line.bank in whole else line.name for line in lines)
    return tuple(dict.fromkeys(name for name in names if name in {*marked, *whole}))


def marks_line(lines: Sequence[Topic], marked: Collection[str], desk: Desk, mode: Mode) -> str:
    """Say what is marked; of none and of banks, whose questions come of them."""
    exam = outline(desk.exam).name
    if not marked:
        kept = len(kept_for_mocks(desk, deciding(desk.exam, mode)))
        every = len(desk.pool((), mode).names) + kept == desk.library.count()
        return tr(
            "Topics: {part}. Space marks those you want.",
            part=tr("all") if every else tr("all the {exam} asks", exam=exam),
        )
    banks = [line for line in lines if line.whole_bank and line.name in marked]
    asked = (
        tr(" (what the {exam} asks)", exam=exam)
        if any(one.questions < one.inside for one in banks)
        else ""
    )
    counts = ((len(banks), "bank", asked), (len(marked) - len(banks), "topic", ""))
    return tr(
        "Marked: {counts}",
        counts=", ".join(plural(count, noun) + end for count, noun, end in counts if count),
    )
