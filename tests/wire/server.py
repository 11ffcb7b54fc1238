"""The server: REST under /api/v10, files, and the gateway, on one loopback port."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
import time
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote

import discord
from aiohttp import web

import tests.wire.routes  # noqa: F401  (importing it registers the routes)
from tests.wire.api import ROUTES, ApiError, Call, Handler, Upload, unauthorized
from tests.wire.faults import LOST, Fault, Faults
from tests.wire.gateway import Gateway
from tests.wire.interactions import Interactions
from tests.wire.people import Person
from tests.wire.world import Guild, Payload, World

API = "/api/v10"
WITHOUT_TOKEN = ("/interactions/", "/webhooks/")


class WireServer:
    """`async with WireServer() as server:` listens; `calls` logs every REST call, also to `log` if given.

    A log line has "method", "path", "query", "json", "multipart", "reason", "status" and "seconds".
    """

    def __init__(self, world: World | None = None, log: Path | None = None) -> None:
        self.world = world or World()
        self.interactions = Interactions(self.world)
        self.gateway = Gateway(self.world)
        self.faults = Faults()
        self.calls: list[Payload] = []
        self._log = log
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        for method, template, handler in ROUTES:
            app.router.add_route(method, API + template, self._endpoint(handler))
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_get("/attachments/{file}/{name}", self._file)
        app.router.add_route("*", "/{path:.*}", self._endpoint(nowhere))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.world.base_url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.faults.clear()
        await self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    # what a test needs

    def person(self, guild: Guild, name: str, *roles: Payload, channel: Payload | None = None) -> Person:
        """Someone in a server, who acts in `channel`: the server's first text channel unless said."""
        user = self.world.user(name)
        self.world.join(guild, user, *(int(role["id"]) for role in roles))
        first = next((c for c in guild.channels.values() if c["type"] == 0), None)
        return Person(self, user, guild, channel or first)

    def moderator(self, guild: Guild, name: str) -> Person:
        role = self.world.role(guild, "Moderators", discord.Permissions(manage_guild=True))
        return self.person(guild, name, role)

    def called(self, method: str, path: str) -> list[Payload]:
        """The logged calls with this method whose path contains this regular expression."""
        return [c for c in self.calls if c["method"] == method and re.search(path, c["path"])]

    @property
    def unserved(self) -> list[str]:
        """Routes that the bot called and this Discord does not have."""
        return [f"{c['method']} {c['path']}" for c in self.calls if c.get("unserved")]

    # carrying out calls

    def _endpoint(self, handler: Handler) -> Any:
        async def endpoint(request: web.Request) -> web.StreamResponse:
            call = await self._read(request)
            started = time.perf_counter()
            response = await self._carry_out(request, call, handler)
            self._record(call, response.status, handler, time.perf_counter() - started)
            return response

        return endpoint

    async def _read(self, request: web.Request) -> Call:
        reason = request.headers.get("X-Audit-Log-Reason")
        call = Call(
            self.world,
            self.interactions,
            request.method,
            request.path.removeprefix(API),
            dict(request.query),
            reason=unquote(reason) if reason else None,
        )
        if request.content_type.startswith("multipart/"):
            call.multipart = True
            for name, value in (await request.post()).items():
                if isinstance(value, web.FileField):
                    data = await asyncio.to_thread(value.file.read)
                    call.files.append(Upload(name, value.filename, value.content_type, data))
                elif name == "payload_json" and isinstance(value, str):
                    call.json = json.loads(value)
        elif request.can_read_body and (raw := await request.read()):
            call.json = json.loads(raw)
        return call

    async def _carry_out(self, request: web.Request, call: Call, handler: Handler) -> web.StreamResponse:
        fault = self.faults.take(call.method, call.path)
        try:
            if fault is not None and not fault.after:
                await fault.wait()
                if fault.status is not None:
                    return failed(request, fault)
            if not (call.path.startswith(WITHOUT_TOKEN) or self._authorized(request)):
                raise unauthorized()
            ids = {k: int(v) if v.isdigit() else v for k, v in request.match_info.items()}
            result = handler(call, **ids)
            if inspect.isawaitable(result):
                result = await result
            response = answered(200 if result is not None else 204, result)
        except ApiError as error:
            response = answered(error.status, error.payload())
        if fault is not None and fault.after:
            self.world.touch()
            await fault.wait()
            if fault.status is not None:
                return failed(request, fault)
        return response

    def _authorized(self, request: web.Request) -> bool:
        return request.headers.get("Authorization") == f"Bot {self.world.token}"

    def _record(self, call: Call, status: int, handler: Handler, seconds: float) -> None:
        entry: Payload = {
            "method": call.method,
            "path": call.path,
            "query": call.query,
            "json": call.json,
            "multipart": call.multipart,
            "reason": call.reason,
            "status": status,
            "seconds": round(seconds, 6),
        }
        if handler is nowhere:
            entry["unserved"] = True
        self.calls.append(entry)
        if self._log is not None:
            with self._log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self.world.touch()

    async def _file(self, request: web.Request) -> web.Response:
        data = self.world.files.get(int(request.match_info["file"]))
        return web.Response(body=data) if data is not None else web.Response(status=404)


def nowhere(call: Call, path: str = "") -> None:
    raise ApiError(404, 0, "404: Not Found")


def answered(status: int, payload: Any, headers: dict[str, str] | None = None) -> web.Response:
    """discord.py reads JSON only under this exact content type."""
    if status == 204:
        return web.Response(status=204)
    return web.Response(
        status=status, body=json.dumps(payload).encode(), content_type="application/json", headers=headers
    )


def failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.status == LOST:
        if request.transport is not None:
            request.transport.close()
        return web.Response(status=499)
    if fault.status == 429:
        body = {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": False}
        headers = {"Via": "1.1 wire", "Retry-After": str(fault.retry_after), "X-RateLimit-Scope": "shared"}
        return answered(429, body, headers)
    body = {"message": "fault on purpose", "code": fault.code}
    return answered(fault.status or 500, body)
