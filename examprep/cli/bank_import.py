"""`examprep bank import`: questions of other programs become a bank, or go into one."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examprep.cli.output import line, print_json, say
from examprep.errors import ExamprepError, UnreadableFile, UsageFault
from examprep.text import plural
from examprep.words import msg, tr

if TYPE_CHECKING:
    from examprep.exchange.format import Reader
    from examprep.exchange.given import Given
    from examprep.exchange.importing import Import, Importer, Row
    from examprep.exchange.keeping import Heading
    from examprep.exchange.question import Question, Skipped

_PROBLEMS = 1
_LISTED = 20
_FEW = 3
_STEP = 100
_STATUSES = (msg("new"), msg("updated"), msg("unchanged"), msg("skipped"))


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    from examprep.exchange.registry import names

    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=tr("files to read"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="BANK",
        help=tr("the folder of the bank: a new one, or one to bring up to date"),
    )  # fmt: skip
    parser.add_argument(
        "--from", dest="format", choices=names(), metavar="FORMAT",
        help=tr("the format, where it is not found out: {names}", names=", ".join(names())),
    )  # fmt: skip
    _configure_head(parser)
    parser.add_argument(
        "--area", action="append", default=[], metavar="AREA",
        help=tr(
            "outline area of the questions that name none, such as ptce-2026:2.2; may be repeated"
        ),
    )  # fmt: skip
    parser.add_argument(
        "--source", action="append", default=[], metavar="TEXT",
        help=tr("source of the questions that name none, such as '21 CFR 1306'; may be repeated"),
    )  # fmt: skip
    parser.add_argument(
        "--topic", default="imported", metavar="ID", help=tr("for questions with no category")
    )
    parser.add_argument(
        "--cards", action="store_true",
        help=tr(
            "make questions of flash cards too, with wrong options from other cards of the deck"
        ),
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true", help=tr("say what would be done, no more")
    )
    parser.add_argument(
        "--all", action="store_true", help=tr("list every question, not the first few")
    )


def _configure_head(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--title", default="", help=tr("the title of a new bank"))
    parser.add_argument(
        "--licence", default="", help=tr("the licence of a new bank, if you may give it")
    )
    parser.add_argument(
        "--author", action="append", default=[], metavar="NAME",
        help=tr("who wrote the questions, for a new bank; again for more people"),
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Read all files, write the bank, say what became of every question."""
    from examprep.exchange.importing import Importer
    from examprep.exchange.keeping import target, write_bank
    from examprep.exchange.naming import TOPIC

    if not TOPIC.fullmatch(args.topic):
        words = tr("--topic {topic}: a topic has small letters, digits, - and /", topic=args.topic)
        raise ExamprepError(words)
    place = target(args.output)
    importer = Importer(place.raws, place.topics, args.topic, _common(args))
    broken = _read_all(args, importer)
    found = importer.found
    if (found.added or found.changed) and not args.dry_run:
        file = args.files[0].stem if len(args.files) == 1 else "imported"
        write_bank(place, found, _heading(args, new=place.bank is None), file)
    _report(args, found, broken)
    return _PROBLEMS if broken or found.counts()["skipped"] or not found.rows else 0


def _common(args: argparse.Namespace) -> dict[str, list[str]]:
    """Give what all questions of the files have in common; never a day on which it was checked.

    Raises:
        UsageFault: an area is in no outline.
    """
    from examprep.banks.faults import nearest
    from examprep.exams.outlines import known_areas

    known = known_areas() if args.area else frozenset()
    unknown = next((area for area in args.area if area not in known), "")
    if unknown:
        hint = nearest(unknown, known) or tr("see examprep bank coverage ptce")
        raise UsageFault(
            tr("--area {area}: no outline has this area ({hint})", area=unknown, hint=hint)
        )
    found = {"areas": args.area, "sources": args.source}
    return {key: values for key, values in found.items() if values}


def _heading(args: argparse.Namespace, *, new: bool) -> Heading:
    """Give the head of a new bank; that of one which is there stays as its authors wrote it."""
    from examprep.exchange.keeping import Heading

    given = [f"--{name}" for name in ("title", "licence", "author") if getattr(args, name)]
    if given and not new:
        words = tr(
            "{bank} has a head already, so {options} changed nothing",
            bank=args.output,
            options=tr(" and ").join(given),
        )
        say(words)
    title = args.title or args.output.name.replace("-", " ").capitalize()
    return Heading(title, args.licence, tuple(args.author))


def _read_all(args: argparse.Namespace, importer: Importer) -> list[str]:
    """Feed every question to the importer; give a line for each file that cannot be read."""
    from examprep.exchange.given import Given

    broken: list[str] = []
    with _progress() as step:
        for path in args.files:
            try:
                given = Given.load(path)
                given.cards = args.cards
                several: list[Question | Skipped] = []
                try:
                    for one in _reader(given, args.format)(given):
                        several.append(one)
                        if len(several) % _STEP == 0:
                            step(f"{path.name}: {plural(len(several), 'question')}")
                finally:
                    importer.take_all(path.name, several)
                for words in given.said:
                    say(f"{path}: {words}")
            except UnreadableFile as error:
                broken.append(str(error))
    return broken


def _reader(given: Given, name: str | None) -> Reader:
    from examprep.exchange.registry import format_named, readable, recognised

    found = format_named(name) if name else recognised(given)
    if found is None:
        known = ", ".join(readable())
        words = tr("its format is not known; name it with --from ({known})", known=known)
        raise UnreadableFile(f"{given.path}: {words}")
    if found.read is None:
        known = ", ".join(readable())
        raise UsageFault(
            tr("{format} is only written; read are {known}", format=found.title, known=known)
        )
    return found.read


@contextmanager
def _progress() -> Iterator[Any]:
    """Show how far it is from the first moment, where a person sees it."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(tr("reading"))
        yield lambda words: bar.update(task, description=escape(line(words)))


def _report(args: argparse.Namespace, found: Import, broken: list[str]) -> None:
    for words in broken:
        say(words)
    if args.json:
        rows, bank = list(map(asdict, found.rows)), str(args.output)
        print_json({"bank": bank, "counts": found.counts(), "rows": rows, "broken": broken})
        return
    told = list(map(_told, found.rows)) if args.all else list(_grouped(found.rows))
    shown = len(told) if args.all else _LISTED
    for words in told[:shown]:
        print(words)
    if len(told) > shown:
        rest = plural(len(told) - shown, "more line")
        print(tr("... and {lines} (--all lists every question)", lines=rest))
    say(_summary(args, found))


def _grouped(rows: Iterable[Row]) -> Iterator[str]:
    """Tell the rows that have notes; many with the same ones are told as one."""
    alike: dict[tuple[str, str, tuple[str, ...]], list[Row]] = {}
    for row in rows:
        if row.notes:
            alike.setdefault((row.file, row.status, row.notes), []).append(row)
    for (file, status, notes), group in alike.items():
        if len(group) <= _FEW:
            yield from map(_told, group)
            continue
        first, last = group[0].place, group[-1].place
        count = plural(len(group), "question")
        place = tr("{first} to {last}", first=first, last=last)
        yield line(f"{file}: {place}: {count} {tr(status)}: {'; '.join(notes)}")


def _told(row: Row) -> str:
    notes = f": {'; '.join(row.notes)}" if row.notes else ""
    name = f" {row.id}" if row.id else ""
    return line(f"{row.file}: {row.place}: {tr(row.status)}{name}{notes}")


def _summary(args: argparse.Namespace, found: Import) -> str:
    counts = found.counts()
    changed = sum(row.status != "skipped" and bool(row.notes) for row in found.rows)
    done = ", ".join(f"{counts[one]:,} {tr(one)}" for one in _STATUSES)
    words = tr("{questions} read: {done}", questions=plural(len(found.rows), "question"), done=done)
    if changed:
        words = tr(
            "{words}; {changed:,} of those taken differ from the file, as listed",
            words=words,
            changed=changed,
        )
    if args.dry_run:
        return tr("{words}. Nothing was written (--dry-run).", words=words)
    if not found.added and not found.changed:
        return tr("{words}. Nothing to write.", words=words)
    place = shlex.quote(str(args.output))
    return tr(
        "{words}. Written to {bank}. Next: examprep bank check {place}",
        words=words,
        bank=args.output,
        place=place,
    )
