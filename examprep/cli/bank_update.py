"""`examprep bank update`: added banks brought up to date from where they came."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from examprep.cli.bank_add import absolute, installed_row, named, tell_left, today
from examprep.cli.output import line, print_json, say
from examprep.errors import ExamprepError, UsageFault
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.banks.difference import Difference, Kind
    from examprep.banks.installing import Installed

_PROBLEMS = 1
_WORDS: dict[Kind, str] = {
    "added": tr("new"),
    "removed": tr("gone"),
    "key": tr("with another key"),
    "text": tr("with another text"),
    "moved": tr("moved"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help=tr("these banks; without one, all added")
    )
    parser.add_argument(
        "--from", dest="source", metavar="SOURCE", help=tr("another place to take it")
    )
    parser.add_argument("--force", action="store_true", help=tr("take an older version too"))


def run(args: argparse.Namespace) -> int:
    """Update each bank; one that cannot be does not keep the others from it."""
    from examprep.banks.ledger import added

    every = added()
    ids = args.ids or sorted(every)
    if args.source and len(ids) != 1:
        raise UsageFault(tr("--from needs the id of one bank"))
    if not ids:
        say(tr("no bank was added here (examprep bank add SOURCE)"))
    done = []
    for number in ids:
        source = args.source or every.get(number, "")
        done += _tried(number, source, force=args.force)
    _tell_all(done, as_json=args.json)
    return 0 if len(done) == len(ids) else _PROBLEMS


def _tell_all(done: list[Installed], *, as_json: bool) -> None:
    if as_json:
        print_json([installed_row(one) for one in done])
        return
    from examprep.banks.ledger import added

    sources = added()  # as they are after the update
    for one in done:
        _tell(one, sources[one.bank.bank.id])


def _tried(number: str, source: str, *, force: bool) -> list[Installed]:
    """Update one bank; say why where it cannot be."""
    try:
        return [_update(number, source, force=force)]
    except ExamprepError as error:
        say(f"{number}: {str(error).removeprefix(f'{number}: ')}")
        return []


def _update(number: str, source: str, *, force: bool) -> Installed:
    from examprep.banks.fetching import fetched
    from examprep.banks.installing import install, only_bank

    if not source:
        raise ExamprepError(_why_not(number))
    place = absolute(source)
    with fetched(place) as banks:
        return install(only_bank(banks, number), place, today(), update=True, force=force)


def _why_not(number: str) -> str:
    """Say why a bank of which the library keeps nothing cannot be updated."""
    from examprep.banks.installing import is_shipped, placed

    if is_shipped(number):
        return tr("it comes with examprep and is updated with it")
    if placed(number):
        return tr("where it came from is not known: name it with --from")
    return tr("no bank {number} was added here (examprep bank list)", number=number)


def _tell(one: Installed, source: str) -> None:
    if one.change is None or not one.change:
        print(line(tr("{bank} is as in {source}", bank=named(one.bank), source=source)))
        say(tr("nothing to do; a newer file of it is taken with --from FILE"))
        return
    words = tr(
        "{bank}, before {version}: {changes}",
        bank=named(one.bank),
        version=one.before,
        changes=_counted(one.change),
    )
    print(line(words))
    for item in one.change.of("key"):
        before, after = item.keys
        words = tr("key changed from {before} to {after}", before=before, after=after)
        print(line(f"  {item.id}: {words}"))
    if one.change.of("key"):
        say(tr("answers to a key that was changed no longer count; they stay in your progress"))
    tell_left(one)


def _counted(change: Difference) -> str:
    counts = [(len(change.of(kind)), words) for kind, words in _WORDS.items()]
    told = [f"{count:,} {words}" for count, words in counts if count]
    return ", ".join(told) or tr("only its head changed")
