"""`examprep bank pack`: a bank as one archive to hand on."""

from __future__ import annotations

import argparse
from pathlib import Path

from examprep.cli.output import line, print_json, say
from examprep.errors import ExamprepError
from examprep.text import plural
from examprep.words import tr


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "bank", metavar="BANK", help=tr("a bank: a folder, a file or an installed id")
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help=tr("default: ID-VERSION.zip")
    )
    parser.add_argument("--force", action="store_true", help=tr("replace a file that is there"))


def run(args: argparse.Namespace) -> int:
    """Write the archive: the same bytes for the same bank on every machine."""
    from examprep.banks.packing import packed, read_packed
    from examprep.cli.banks_named import writable_place
    from examprep.files import replace_bytes

    bank = read_packed(writable_place(args.bank))
    head = bank.bank
    out = args.output or Path(f"{head.id}-{head.version}.zip")
    if out.exists() and not args.force:
        raise ExamprepError(
            tr("{out}: there is a file of this name (--force replaces it)", out=out)
        )
    data, found = packed(bank)
    replace_bytes(out, data, shared=True)
    if args.json:
        print_json({"file": str(out), "files": sorted(found.files), "left": list(found.left)})
        return 0
    questions, files = plural(len(bank.items), "question"), plural(len(found.files), "file")
    words = tr("{questions} in {files}", questions=questions, files=files)
    print(line(f"{out}: {head.id} {head.version}, {words}, {len(data) / 1024:,.0f} KB"))
    if found.left:
        say(tr("left out, as no part of a bank: {files}", files=", ".join(found.left[:10])))
    say(tr("whoever gets it: examprep bank add {name}", name=out.name))
    return 0
