"""`examprep readiness`: how likely a pass is, what holds it down, and how it is computed."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

from examprep.cli.sitting_down import seated, today_of
from examprep.text import percent
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.desk.prospect import Foretold, Prospect
    from examprep.learning.outlook import DomainOutlook, Outlook


_CHANCE = ("verdict", "chance", "low", "high")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--user", metavar="NAME", default="", help=tr("the candidate"))
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: argparse.Namespace) -> int:
    """Print the outlook."""
    from examprep.desk.prospect import foretold, prospect

    desk = seated(args.user)
    with closing(desk.library):
        found, mocks = prospect(desk, today_of(desk)), foretold(desk)
    if args.json:
        print(json.dumps(facts(found, mocks), indent=2, ensure_ascii=False))
    else:
        print("\n".join(lines(found, mocks)))
    return 0


def lines(found: Prospect, mocks: tuple[Foretold, ...]) -> list[str]:
    """Give the outlook in lines."""
    from examprep.desk import telling
    from examprep.learning.calibration import TENTHS

    out = [f"{found.exam.name}: {telling.headline(found)}"]
    if found.outlook.enough:
        out += ["", *telling.meaning(found)]
        holding = [*telling.holding_lines(found)]
        out += [
            "",
            tr("Holding you down") if holding else tr("Every domain is at the standard."),
            *holding,
        ]
    out += [
        "",
        tr("By domain"),
        *(telling.domain_line(found, one) for one in found.outlook.domains),
    ]
    out += ["", tr("Would gain most, in points of the exam's score"), *telling.most_lines(found)]
    out += [
        "",
        tr("How it is computed"),
        *telling.HOW,
        "",
        tr("How far to trust it"),
        telling.TRIED,
    ]
    out += [
        tr(
            "told {foretold:>4}  passed {passed:>4}",
            foretold=percent(one.foretold),
            passed=percent(one.passed),
        )
        for one in TENTHS
    ]
    return [*out, telling.ELSE, *telling.borne_out(mocks)]


def facts(found: Prospect, mocks: tuple[Foretold, ...]) -> dict[str, Any]:
    """Give the outlook as plain values; chances and shares from 0 to 1, not rounded."""
    seen = found.outlook
    return {
        "exam": found.exam.id,
        "date": found.day.isoformat() if found.day else None,
        "enough": seen.enough,
        **(_chance(seen) if seen.enough else dict.fromkeys(_CHANCE)),
        "first_answers": seen.firsts,
        "domains": [_domain(found, one) for one in seen.domains],
        "would_gain_most": [
            {"topic": one.topic, "title": title, "points": one.points, "questions": one.questions}
            for title, one in found.most
        ],
        "mocks": [
            {"title": one.mock.title, "foretold": one.share, "low": one.low, "high": one.high}
            | {"got": one.got}
            for one in mocks
        ],
    }


def _chance(seen: Outlook) -> dict[str, Any]:
    chance = seen.chance
    return dict(zip(_CHANCE, (seen.verdict, chance.value, chance.low, chance.high), strict=True))


def _domain(found: Prospect, one: DomainOutlook) -> dict[str, Any]:
    domain = found.exam.domains[one.domain]
    return {
        "id": domain.id,
        "title": domain.title,
        "share": one.share,
        "low": one.low,
        "high": one.high,
        "points_short": one.lost,
        "first_answers": one.firsts,
    }
