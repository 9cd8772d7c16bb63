"""A classroom of browsers without a browser: sockets that press keys at a person's pace.

`python -m tests.benchmarks.classroom SESSIONS KEYS` prints seconds from key to repaint as JSON.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time

import aiohttp

CODE = "benchmark"
_PAUSE = 1.5  # a quick reader's time between two keys
_QUIET = 0.5
Socket = aiohttp.ClientWebSocketResponse


async def _settled(socket: Socket) -> None:
    """Wait until the app has nothing more to draw."""
    while True:
        try:
            await socket.receive(timeout=_QUIET)
        except TimeoutError:
            return


async def _opened(address: str, name: str) -> tuple[aiohttp.ClientSession, Socket]:
    session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
    headers = {"Origin": address}
    async with session.post(f"{address}/join", data={"name": name, "code": CODE}, headers=headers):
        pass
    socket = await session.ws_connect(f"{address}/ws?width=100&height=30", headers=headers)
    await socket.receive(timeout=60)
    for key in ("", "\r", "\r", "", "\r"):  # exam, date, home, the first question
        await _settled(socket)
        if key:
            await socket.send_json(["stdin", key])
    await _settled(socket)
    return session, socket


async def _work(socket: Socket, number: int, keys: int) -> list[float]:
    """Walk up and down the options; give the time of each key until something is drawn."""
    await asyncio.sleep(_PAUSE * (number % 20) / 20)
    times = []
    for turn in range(keys):
        start = time.perf_counter()
        await socket.send_json(["stdin", "\x1b[B" if turn % 2 else "\x1b[A"])
        message = await socket.receive(timeout=10)
        times.append(time.perf_counter() - start)
        assert message.type is aiohttp.WSMsgType.BINARY
        await _drain(socket, start + _PAUSE)
    return times


async def _drain(socket: Socket, until: float) -> None:
    while (left := until - time.perf_counter()) > 0:
        try:
            await socket.receive(timeout=left)
        except TimeoutError:
            return


async def _sit(address: str, number: int, keys: int, everybody: asyncio.Barrier) -> list[float]:
    """Open one session, wait for all others while it goes on being read, then work."""
    session, socket = await _opened(address, f"Candidate {number}")
    ready = asyncio.ensure_future(everybody.wait())
    while not ready.done():
        await _drain(socket, time.perf_counter() + _QUIET)
    times = await _work(socket, number, keys)
    await socket.close()
    await session.close()
    return times


async def measure(address: str, sessions: int, keys: int) -> dict[str, float]:
    """Open so many sessions, press so many keys in each, and give the quantiles in seconds."""
    everybody = asyncio.Barrier(sessions)
    found = await asyncio.gather(
        *(_sit(address, number, keys, everybody) for number in range(sessions))
    )
    times = [one for each in found for one in each]
    return {"p95": statistics.quantiles(times, n=20)[-1], "median": statistics.median(times)}


def main() -> None:
    """Serve, measure, print."""
    server = subprocess.Popen(
        [sys.executable, "-m", "examprep", "serve", "--code", CODE, "--no-open"],
        stdout=subprocess.PIPE, text=True, env=os.environ.copy(),
    )  # fmt: skip
    try:
        address = server.stdout.readline().split()[-1].rstrip("/")
        print(json.dumps(asyncio.run(measure(address, *map(int, sys.argv[1:3])))))
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    main()
