"""The server: the pages around the terminal, and the socket through which the app speaks.

Everything comes from this machine: no font, script or picture of the network. Whoever opens the
socket must come from one of our own pages and hold the cookie of a seat.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import textual_serve
from aiohttp import WSMsgType, web
from textual_serve.download_manager import DownloadManager

from examprep.web.pages import COOKIE, HEADERS, app_page, join_page
from examprep.web.seats import Refused, Seat, Seats
from examprep.web.session import SeatedApp
from examprep.words import tr

_STATIC = {
    "textual.js": ("js/textual.js", "text/javascript"),
    "xterm.css": ("css/xterm.css", "text/css"),
    "mono.ttf": ("fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
_OWN = {"page.js": "text/javascript", "page.css": "text/css"}
_LARGEST_MESSAGE = 65_536
_HEARTBEAT = 15.0
_MOST_COLUMNS, _MOST_ROWS = 500, 300
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Serving:
    """How the app is served: `hosts` are the names by which it may be called, `idle` is in seconds.

    `entry` is the token in the address that lets the one person at this machine in.
    """

    hosts: frozenset[str]
    idle: float
    entry: str = ""


class AppServer:
    """The handlers of all addresses, with the seats behind them."""

    def __init__(self, serving: Serving, seats: Seats) -> None:
        self.serving = serving
        self.seats = seats
        self._downloads = DownloadManager()
        self._running: dict[str, web.WebSocketResponse] = {}

    def application(self) -> web.Application:
        """Make the web application."""
        application = web.Application(middlewares=[self._guard], client_max_size=16_384)
        application.add_routes(
            [
                web.get("/", self.index),
                web.post("/join", self.join),
                web.get("/ws", self.socket),
                web.get("/static/{name}", static),
            ]
        )
        application.on_shutdown.append(self._close_all)
        return application

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse who calls us by another name, or comes from another site's page."""
        if request.host.casefold() not in self.serving.hosts:
            raise web.HTTPForbidden(text=tr("This address is not known here."))
        origin = request.headers.get("Origin")
        needs = request.method != "GET" or request.path == "/ws"
        if needs and urlsplit(origin or "").netloc.casefold() not in self.serving.hosts:
            raise web.HTTPForbidden(text=tr("Only a page of this server may do that."))
        response = await handler(request)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    def _seat(self, request: web.Request) -> Seat | None:
        return self.seats.of(request.cookies.get(COOKIE, ""))

    async def index(self, request: web.Request) -> web.StreamResponse:
        """Show the app to who has a seat, else the door."""
        entry = request.query.get("entry", "")
        if self.serving.entry and entry == self.serving.entry:
            return _with_cookie(web.HTTPSeeOther("/"), self.seats.sit_alone())
        seat = self._seat(request)
        if seat:
            return _html(app_page(seat.name, request.host))
        if not self.seats.code:
            words = tr("Open the address that stands in the terminal.")
            return _html(join_page(words, asks=False), status=403)
        return _html(join_page())

    async def join(self, request: web.Request) -> web.StreamResponse:
        """Let somebody in by name and code."""
        form = await request.post()
        name, code = str(form.get("name", "")), str(form.get("code", ""))
        try:
            seat = self.seats.join(name, code, request.remote or "", time.monotonic())
        except Refused as refused:
            return _html(join_page(str(refused), name), status=403)
        return _with_cookie(web.HTTPSeeOther("/"), seat)

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """Open the app for a seat, and carry keys and pictures until the tab is closed."""
        seat = self._seat(request)
        if seat is None:
            raise web.HTTPForbidden(text=tr("Join first."))
        await self._leave_old_tab(seat)
        try:
            self.seats.enter(seat)
        except Refused as refused:
            raise web.HTTPServiceUnavailable(text=str(refused)) from refused
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=_LARGEST_MESSAGE)
        try:
            await socket.prepare(request)
            self._running[seat.token] = socket
            await self._carry(request, socket, seat)
        finally:
            seat.open -= 1
            if self._running.get(seat.token) is socket:
                del self._running[seat.token]
        return socket

    async def _leave_old_tab(self, seat: Seat) -> None:
        """Close the tab that showed this seat's app: a reload comes before the old one is gone."""
        old = self._running.get(seat.token)
        if old is not None:
            await old.close(message=b"opened in another tab")
        for _ in range(200):
            if not seat.open:
                return
            await asyncio.sleep(0.05)

    async def _carry(self, request: web.Request, socket: web.WebSocketResponse, seat: Seat) -> None:
        app = SeatedApp(
            "", write_bytes=socket.send_bytes, write_str=socket.send_str,
            close=partial(_closed, socket), download_manager=self._downloads,
        )  # fmt: skip
        app.seat = seat.name
        width, height = _size(request.query.get("width"), request.query.get("height"))
        try:
            await app.start(width, height)
            await self._listen(socket, app)
        except (ConnectionResetError, asyncio.CancelledError):
            await socket.close()
        finally:
            await _to_its_end(app.stop())

    async def _listen(self, socket: web.WebSocketResponse, app: SeatedApp) -> None:
        """Carry keys until the tab is closed, or nobody has touched it for long."""
        touched = time.monotonic()
        while True:
            left = self.serving.idle - (time.monotonic() - touched)
            try:
                message = await socket.receive(timeout=max(0.0, left))
            except TimeoutError:
                await socket.close(message=b"nobody was here for a while")
                return
            if message.type is not WSMsgType.TEXT:
                return
            touched = touched if not await _handled(socket, app, message) else time.monotonic()

    async def _close_all(self, _: web.Application) -> None:
        for socket in list(self._running.values()):
            with contextlib.suppress(ConnectionResetError):
                await socket.close(message=b"the server was stopped")


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Wait for work that must be done even where whoever waits is told to stop."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


async def _closed(socket: web.WebSocketResponse) -> None:
    await socket.close()


async def _handled(socket: web.WebSocketResponse, app: SeatedApp, message: object) -> bool:
    """Do what a message of the page says; tell whether a person did something."""
    try:
        kind, value = message.json()[:2]  # type: ignore[attr-defined]
        if kind == "stdin":
            await app.send_bytes(str(value).encode())
        elif kind == "resize":
            await app.set_terminal_size(*_size(value["width"], value["height"]))
        elif kind == "ping":
            await socket.send_json(["pong", value])
        elif kind in {"blur", "focus"}:
            await (app.blur() if kind == "blur" else app.focus())
    except (ValueError, TypeError, KeyError, IndexError):
        return False  # not of our page: passed over
    return bool(kind == "stdin")


def _size(width: object, height: object) -> tuple[int, int]:
    """Give columns and rows that a terminal can have."""

    def _of(value: object, otherwise: int, most: int) -> int:
        text = str(value)
        return min(most, max(1, int(text))) if text.isascii() and text.isdecimal() else otherwise

    return _of(width, 80, _MOST_COLUMNS), _of(height, 24, _MOST_ROWS)


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")


def _with_cookie(response: web.HTTPException, seat: Seat) -> web.StreamResponse:
    answer = web.Response(status=response.status, headers={"Location": "/"})
    answer.set_cookie(COOKIE, seat.token, httponly=True, samesite="Strict", path="/")
    return answer


async def static(request: web.Request) -> web.StreamResponse:
    """Give one of the few files that the pages need; no folder is ever listed."""
    name = request.match_info["name"]
    if name in _OWN:
        data = files("examprep.web").joinpath("page", name).read_bytes()
        return web.Response(body=data, content_type=_OWN[name])
    if name not in _STATIC:
        raise web.HTTPNotFound(text=tr("There is nothing here."))
    path, kind = _STATIC[name]
    place = Path(textual_serve.__file__).parent / "static" / path
    return web.Response(
        body=place.read_bytes(), content_type=kind, headers={"Cache-Control": "max-age=86400"}
    )
