"""The server: only our own pages get to the app, and nothing else is there to get."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
from aiohttp import ClientResponse, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer

from examprep.cli import main
from examprep.progress.candidates import Candidates
from examprep.web.pages import COOKIE
from examprep.web.seats import Seats
from examprep.web.server import AppServer, Serving

CODE, ENTRY = "kitty7", "a-long-token"
Client = TestClient


async def made(*, code: str, entry: str = "", idle: float = 60, most: int = 2) -> AppServer:
    tokens = count()
    seats = Seats(code, most, lambda: f"token-{next(tokens)}")
    return AppServer(Serving(frozenset(), idle, entry), seats)


async def opened(server: AppServer) -> Client:
    client = TestClient(TestServer(server.application()))
    await client.start_server()
    hosts = frozenset({f"127.0.0.1:{client.port}"})
    server.serving = Serving(hosts, server.serving.idle, server.serving.entry)
    return client


@pytest.fixture
async def room() -> AsyncIterator[Client]:
    client = await opened(await made(code=CODE))
    yield client
    await client.close()


def own(client: Client) -> dict[str, str]:
    return {"Origin": f"http://127.0.0.1:{client.port}"}


async def join(client: Client, name: str = "Maria", code: str = CODE) -> ClientResponse:
    form = {"name": name, "code": code}
    return await client.post("/join", data=form, headers=own(client), allow_redirects=False)


async def test_the_door_asks_for_name_and_code(room: Client) -> None:
    page = await (await room.get("/")).text()
    assert 'name="code"' in page
    assert "terminal" not in page
    assert (await join(room)).status == 303
    assert "Opening examprep for Maria" in await (await room.get("/")).text()


async def test_who_is_refused_is_told_why_and_keeps_the_name_typed(room: Client) -> None:
    answer = await join(room, 'Ann "<script>"', "wrong")
    page = await answer.text()
    assert answer.status == 403
    assert "This is not the code" in page
    assert "<script>" not in page.replace("<script src", "")
    assert 'value="Ann &quot;&lt;script&gt;&quot;"' in page
    assert COOKIE not in answer.cookies


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
async def test_another_sites_page_gets_neither_in_nor_to_the_app(
    room: Client, origin: str | None
) -> None:
    headers = {"Origin": origin} if origin else {}
    form = {"name": "Maria", "code": CODE}
    assert (await room.post("/join", data=form, headers=headers)).status == 403
    await join(room)
    with pytest.raises(WSServerHandshakeError) as caught:
        await room.ws_connect("/ws", headers=headers)
    assert caught.value.status == 403


async def test_a_name_that_is_not_ours_is_refused(room: Client) -> None:
    answer = await room.get("/", headers={"Host": "evil.example"})
    assert answer.status == 403


async def test_without_a_seat_there_is_no_app(room: Client) -> None:
    with pytest.raises(WSServerHandshakeError) as caught:
        await room.ws_connect("/ws", headers=own(room))
    assert caught.value.status == 403


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/../server.py", "/static/%2e%2e/server.py", "/static/server.py",
     "/download/x", "/etc/passwd", "/static/js/textual.js"],
)  # fmt: skip
async def test_nothing_else_can_be_reached(room: Client, path: str) -> None:
    answer = await room.get(path)
    assert answer.status == 404
    assert "import" not in await answer.text()


async def test_pages_bring_everything_from_here(room: Client) -> None:
    await join(room)
    for path in ("/", "/static/page.css", "/static/page.js"):
        text = await (await room.get(path)).text()
        assert "http://" not in text.replace(own(room)["Origin"], "")
        assert "https://" not in text
    for name in ("textual.js", "xterm.css", "mono.ttf", "page.js", "page.css"):
        assert (await room.get(f"/static/{name}")).status == 200
    policy = (await room.get("/")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


async def test_alone_only_the_address_with_its_token_opens_the_app() -> None:
    client = await opened(await made(code="", entry=ENTRY))
    try:
        assert (await client.get("/")).status == 403
        assert (await client.get("/?entry=wrong")).status == 403
        answer = await client.get(f"/?entry={ENTRY}", allow_redirects=False)
        assert answer.status == 303
        cookie = answer.cookies[COOKIE]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert "terminal" in await (await client.get("/")).text()
    finally:
        await client.close()


async def bytes_with(socket: object, wanted: bytes) -> bytes:
    """Read the app's pictures until one holds some words; a test that waits for ever times out."""
    seen = b""
    async for message in socket:  # type: ignore[attr-defined]
        if message.type is WSMsgType.BINARY:
            seen += message.data
        if wanted in seen:
            return seen
    raise AssertionError(seen[-2000:])


async def test_a_candidate_has_a_file_of_their_own_and_no_way_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXAMPREP_HOME", str(tmp_path))
    client = await opened(await made(code=CODE))
    try:
        await join(client)
        socket = await client.ws_connect("/ws?width=100&height=30", headers=own(client))
        await bytes_with(socket, b"Exam date")
        await socket.send_str("no JSON")  # what is not of our page does no harm
        await socket.send_json(["resize", {"width": "x" * 40, "height": -1}])
        await socket.send_json(["stdin", "\r"])
        await socket.send_json(["stdin", "\r"])
        seen = await bytes_with(socket, b"questions for you")
        assert b"users" not in seen
        await socket.close()
        names = [one.name for one in Candidates(tmp_path / "data" / "candidates").list()[0]]
        assert names == ["Maria"]
    finally:
        await client.close()


async def test_a_second_tab_takes_over_from_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXAMPREP_HOME", str(tmp_path))
    server = await made(code=CODE)
    client = await opened(server)
    try:
        await join(client)
        first = await client.ws_connect("/ws", headers=own(client))
        await bytes_with(first, b"Welcome")
        second = await client.ws_connect("/ws", headers=own(client))
        await bytes_with(second, b"Welcome")
        async for _ in first:
            pass
        assert first.closed
        assert server.seats.working == 1
        await second.close()
    finally:
        await client.close()


async def test_a_tab_that_nobody_touches_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXAMPREP_HOME", str(tmp_path))
    client = await opened(await made(code=CODE, idle=0.2))
    try:
        await join(client)
        socket = await client.ws_connect("/ws", headers=own(client))
        async for _ in socket:
            pass
        assert socket.closed
    finally:
        await client.close()


def test_a_code_that_is_too_short_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--code", "abc"]) == 2
    assert "at least 6 characters" in capsys.readouterr().err
