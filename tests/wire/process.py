"""A bot as a real process that talks to a WireServer without knowing it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from tests.wire.server import WireServer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
INHERITED = ("PATH", "HOME", "LANG", "VIRTUAL_ENV", "TMPDIR")


class BotProcess:
    """`async with BotProcess(server, "-m", "bot", "run") as bot:` starts it and waits until it is connected.

    The environment is bare: only what a Python needs, the token, the redirection, and `env`.
    """

    def __init__(
        self, server: WireServer, *arguments: str, env: dict[str, str] | None = None, cwd: Path = ROOT
    ) -> None:
        self.server, self.arguments, self.cwd = server, arguments, cwd
        self.env = {name: os.environ[name] for name in INHERITED if name in os.environ}
        self.env |= {
            "PYTHONPATH": os.pathsep.join([str(HERE / "redirect"), str(ROOT)]),
            "PYTHONUNBUFFERED": "1",
            "WIRE_URL": server.world.base_url,
            "DISCORD_TOKEN": server.world.token,
        } | (env or {})
        self._lines: list[str] = []
        self.started_at = 0.0
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        await self.connected()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        await self.wait()
        if kind is not None:
            print(self.output)  # pytest shows it under a test that failed

    @property
    def output(self) -> str:
        """What it has printed since it was started, both streams."""
        return "".join(self._lines)

    @property
    def pid(self) -> int:
        assert self._process is not None, "not started"
        return self._process.pid

    async def start(self) -> None:
        """Start the process; returns at once."""
        self._lines, self.started_at = [], time.perf_counter()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self.arguments,
            cwd=self.cwd,
            env=self.env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._reader = asyncio.create_task(self._read(self._process))

    async def connected(self, within: float = 60.0) -> None:
        """Wait until the process has identified on the gateway; fails with its output if it ends instead."""
        before = self.server.gateway.identifies

        def ready() -> bool:
            assert self._process is not None, "not started"
            assert self._process.returncode is None, f"it ended:\n{self.output}"
            return self.server.gateway.identifies > before and bool(self.server.gateway.connected)

        await self.server.world.until(ready, within, f"identifying (so far: {self.output})")

    async def wait(self, within: float = 10.0) -> int:
        """Its exit status, once it has ended."""
        assert self._process is not None, "not started"
        status = await asyncio.wait_for(self._process.wait(), within)
        if self._reader is not None:
            await self._reader
        return status

    async def kill(self) -> None:
        """kill -9: no goodbye of any kind."""
        assert self._process is not None, "not started"
        self._process.kill()
        await self.wait()

    async def terminate(self, within: float = 10.0) -> int:
        """SIGTERM; the exit status."""
        assert self._process is not None, "not started"
        self._process.send_signal(signal.SIGTERM)
        return await self.wait(within)

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None, "started with a pipe"
        while line := await process.stdout.readline():
            self._lines.append(line.decode(errors="replace"))
            self.server.world.touch()
        await process.wait()
        self.server.world.touch()
