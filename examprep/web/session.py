"""One app behind one tab: its process, started without a shell, and ended in good order."""

from __future__ import annotations

import asyncio
import os
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

from textual_serve.app_service import AppService

from examprep.program import own_command

SEAT = "EXAMPREP_SEAT"
_SECONDS = 10.0


class SeatedApp(AppService):
    """The app of one seat; textual-serve speaks with it, we start and end it.

    `seat` is the candidate's name; empty is whoever uses this machine.
    """

    seat: str = ""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the app by its own path: no shell reads a word of it."""
        environment = self._build_environment(width=width, height=height)
        environment.pop(SEAT, None)
        if self.seat:
            environment[SEAT] = self.seat
        self._process = process = await asyncio.create_subprocess_exec(
            *own_command(), "app",
            stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment,
        )  # fmt: skip
        self._stdin = process.stdin
        return process

    async def stop(self) -> None:
        """End the app as a closed window does: its clock stops, everything is saved."""
        process, task = self._process, self._task
        if process is None or task is None:
            return
        self._task = None
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        if os.name == "posix":
            with suppress(ProcessLookupError):
                process.terminate()
        else:
            await self.send_meta({"type": "quit"})
        try:
            await asyncio.wait_for(asyncio.gather(task, process.wait()), _SECONDS)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        self.stdin.close()
        with suppress(ConnectionError):
            await self.stdin.wait_closed()
