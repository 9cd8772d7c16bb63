"""`examprep readiness`: how likely a pass is, what holds it down, and how it is computed."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

from examprep.cli.sitting_down import seated, today_of

if TYPE_CHECKING:
    from examprep.desk.prospect import Foretold, Prospect
    from examprep.learning.outlook import DomainOutlook, Outlook
    from examprep.learning.topic_gain import TopicGain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--user", metavar="NAME", default="", help="the candidate")
    parser.add_argument("--json", action="store_true", help="print JSON")


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

    out = [f"{found.exam.name}: {telling.headline(found)}"]
    if found.outlook.enough:
        out += ["", *telling.meaning(found)]
        holding = [*telling.holding_lines(found)]
        out += ["", "Holding you down" if holding else "Every domain is at the standard.", *holding]
    out += ["", "By domain", *(telling.domain_line(found, one) for one in found.outlook.domains)]
    out += ["", "Would gain most, in points of the exam's score", *telling.most_lines(found)]
    return [*out, "", "How it is computed", *telling.HOW, "", *telling.borne_out(mocks)]


def facts(found: Prospect, mocks: tuple[Foretold, ...]) -> dict[str, Any]:
    """Give the outlook as plain values; chances and shares from 0 to 1, not rounded."""
    seen = found.outlook
    return {
        "exam": found.exam.id,
        "date": found.day.isoformat() if found.day else None,
        "enough": seen.enough,
        "first_answers": seen.firsts,
        "outlook": _chance(seen) if seen.enough else None,
        "domains": [_domain(found, one) for one in seen.domains],
        "would_gain_most": [_gain(*one) for one in found.most],
        "mocks": [_mock(one) for one in mocks],
    }


def _chance(seen: Outlook) -> dict[str, Any]:
    found = seen.chance
    return {"verdict": seen.verdict, "chance": found.value, "low": found.low, "high": found.high}


def _gain(title: str, one: TopicGain) -> dict[str, Any]:
    return {"topic": one.topic, "title": title, "points": one.points, "questions": one.questions}


def _mock(one: Foretold) -> dict[str, Any]:
    interval = {"foretold": one.share, "low": one.low, "high": one.high}
    return {"title": one.mock.title, "got": one.got} | interval


def _domain(found: Prospect, one: DomainOutlook) -> dict[str, Any]:
    return {
        "id": found.exam.domains[one.domain].id,
        "title": found.exam.domains[one.domain].title,
        "share": one.share,
        "low": one.low,
        "high": one.high,
        "points_short": one.lost,
        "first_answers": one.firsts,
    }
