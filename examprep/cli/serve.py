"""`examprep serve`: the app in a browser, on this machine or for a classroom."""

from __future__ import annotations

import argparse
import secrets
import socket
import webbrowser
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from examprep.cli.output import say
from examprep.errors import ExamprepError, UsageFault
from examprep.text import plural
from examprep.words import tr

if TYPE_CHECKING:
    from examprep.web.seats import Seats
    from examprep.web.server import Serving

LOCAL = ("127.0.0.1", "localhost", "::1")
_PORT, _PORTS = 8090, 20
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another
_CODE = 6


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS",
        help=tr("where to listen; 0.0.0.0 lets a classroom in (default: this machine alone)"),
    )  # fmt: skip
    parser.add_argument(
        "--port",
        type=int,
        default=0,
        metavar="N",
        help=tr("default: {port}, or the next free", port=_PORT),
    )
    parser.add_argument(
        "--code", default="", help=tr("the join code of a classroom (default: drawn)")
    )
    parser.add_argument(
        "--seats", type=int, default=30, metavar="N", help=tr("at most N at work at once")
    )
    parser.add_argument(
        "--idle",
        type=float,
        default=60,
        metavar="MINUTES",
        help=tr("close a tab left alone so long"),
    )
    parser.add_argument("--no-open", action="store_true", help=tr("do not open the browser"))


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C; 2 where the figures make no sense."""
    try:
        _see(args)
    except ExamprepError as error:
        say(f"examprep serve: {error}")
        return 2
    from aiohttp import web

    from examprep.web.server import AppServer

    alone = args.host in LOCAL and not args.code
    with _listening(args.host, args.port) as listening:
        port = listening.getsockname()[1]
        names = _names(args.host)
        seats = _seats(args, alone=alone)
        serving = _serving(names, port, args.idle * 60, alone=alone)
        address = f"http://{_written(names[0])}:{port}/"
        _tell(address, seats, serving, opens=alone and not args.no_open)
        application = AppServer(serving, seats).application()
        web.run_app(application, sock=listening, print=None, handle_signals=True)
    say(tr("stopped; every answer is saved"))
    return 0


def _see(args: argparse.Namespace) -> None:
    """Refuse figures that make no sense.

    Raises:
        UsageFault: one of them does not.
    """
    if not 0 <= args.port < 65_536:  # noqa: PLR2004 - the ports there are
        raise UsageFault(tr("--port: a number from 1 to 65535"))
    if args.seats < 1 or args.idle <= 0:
        raise UsageFault(tr("--seats and --idle: numbers above 0"))
    if args.code and len(args.code.strip()) < _CODE:
        words = tr("--code: at least {least} characters, so that nobody guesses it", least=_CODE)
        raise UsageFault(words)


def _listening(host: str, port: int) -> socket.socket:
    """Take the port, or the first free one.

    Raises:
        ExamprepError: none can be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    fault = ""
    for wanted in [port] if port else range(_PORT, _PORT + _PORTS):
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((host, wanted))
            made.listen()  # who comes before the server is up waits
        except OSError as error:
            made.close()
            fault = (error.strerror or str(error)).lower()
        else:
            return made
    raise ExamprepError(
        tr("cannot listen on {host}: {fault}; try another --host or --port", host=host, fault=fault)
    )


def _names(host: str) -> list[str]:
    """List the names by which this machine may be called, the best one first."""
    if host in LOCAL:
        return [host, *(name for name in LOCAL if name != host)]
    if host not in {"0.0.0.0", "::"}:  # noqa: S104 - the user asks for it
        return [host, *LOCAL]
    found = [_own_address()]
    with suppress(OSError):
        found += [socket.gethostname(), socket.getfqdn()]
    return list(dict.fromkeys([*filter(None, found), *LOCAL]))


def _own_address() -> str:
    """Find the address that others on the network reach; nothing is sent."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address kept for examples: RFC 5737
        return str(probe.getsockname()[0])
    return ""


def _written(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _seats(args: argparse.Namespace, *, alone: bool) -> Seats:
    from examprep.web.seats import Seats

    drawn = "".join(secrets.choice(_LETTERS) for _ in range(_CODE))
    code = "" if alone else args.code.strip() or drawn
    return Seats(code, args.seats, lambda: secrets.token_urlsafe(24))


def _serving(names: Iterable[str], port: int, idle: float, *, alone: bool) -> Serving:
    from examprep.web.server import Serving

    hosts = {f"{_written(name).casefold()}:{port}" for name in names}
    return Serving(frozenset(hosts), idle, secrets.token_urlsafe(24) if alone else "")


def _tell(address: str, seats: Seats, serving: Serving, *, opens: bool) -> None:
    """Print where the app is, and open it."""
    if not serving.entry:
        words = tr("Address  {address}\nCode     {code}", address=address, code=seats.code)
        print(words, flush=True)
        most = plural(seats.most, "person", "people")
        say(tr("up to {most} at once; each name has a progress file of its own here", most=most))
        words = tr(
            "names are no passwords and nothing is encrypted: use it in a network that you trust",
        )
        say(words)
    else:
        whole = f"{address}?entry={serving.entry}"
        print(whole, flush=True)
        if opens and not webbrowser.open(whole):
            say(tr("open this address in a browser"))
    say(tr("Ctrl-C stops it"))
