"""The page's small web server: static files and four questions, for this machine's browser alone."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.typedefs import Middleware
from simcord import Env

from try_out.previews import PAGE
from try_out.session import Session
from try_out.world import World

HOST = "127.0.0.1"
LONGEST_SKIP = 7 * 24 * 60
"""Minutes."""
FILES = {"/": "index.html", "/style.css": "style.css", "/page.js": "page.js"}
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"frame-src http://{HOST}:*; base-uri 'none'; form-action 'none'"
    ),
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def own_hosts(port: int) -> tuple[str, ...]:
    """The names under which this machine's browser may ask."""
    return (f"{HOST}:{port}", f"localhost:{port}")


def origins(port: int) -> tuple[str, ...]:
    """The same as origins."""
    return tuple(f"http://{host}" for host in own_hosts(port))


def address_of(listener: socket.socket) -> str:
    """What to open in the browser."""
    return f"http://{HOST}:{listener.getsockname()[1]}/"


@asynccontextmanager
async def serving(env: Env, world: World, listener: socket.socket) -> AsyncIterator[Session]:
    """The page for `world` on that socket, at `address_of(listener)`, with its clock ticking."""
    port = int(listener.getsockname()[1])
    session = Session(env, world, framed_by=origins(port))
    runner = web.AppRunner(application(session, port), access_log=None)
    await runner.setup()
    ticking = asyncio.create_task(session.run())
    try:
        await web.SockSite(runner, listener).start()
        yield session
    finally:
        ticking.cancel()
        await asyncio.gather(ticking, return_exceptions=True)
        await session.close()
        await runner.cleanup()


def application(session: Session, port: int) -> web.Application:
    """Everything that the page asks: `/` and its files, portraits, `/api/state`, `/api/open`, `/api/skip`."""
    answers = _Answers(session)
    app = web.Application(middlewares=[_guard(port)], client_max_size=4096)
    app.router.add_get("/api/state", answers.state)
    app.router.add_post("/api/open", answers.open)
    app.router.add_post("/api/skip", answers.skip)
    app.router.add_get("/faces/{person}", answers.face)
    for path in FILES:
        app.router.add_get(path, answers.file)
    return app


def _guard(port: int) -> Middleware:
    """Refuse a foreign Host (a name that was made to point here) and what another site's page sends."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if request.host not in own_hosts(port) or (origin is not None and origin not in origins(port)):
            raise web.HTTPForbidden(text="This page is for the browser on this machine.")
        if request.method == "POST" and request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="Only JSON is understood here.")
        response = await handler(request)
        response.headers.update(HEADERS)
        return response

    return guard


class _Answers:
    """One method for each question of the page."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def file(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / FILES[request.path])

    async def face(self, request: web.Request) -> web.StreamResponse:
        try:
            picture = self._session.picture(request.match_info["person"])
        except LookupError:
            raise web.HTTPNotFound from None
        return web.Response(body=picture, content_type="image/png")

    async def state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._session.state())

    async def open(self, request: web.Request) -> web.StreamResponse:
        asked = await _body(request)
        try:
            url: str | None = await self._session.open(
                str(asked["person"]), str(asked["channel"]), _zone(asked.get("zone"))
            )
        except LookupError:  # gone since the page was drawn: an answer like any other, no error
            url = None
        return web.json_response({"url": url})

    async def skip(self, request: web.Request) -> web.StreamResponse:
        minutes = (await _body(request)).get("minutes")
        if not isinstance(minutes, int) or not 0 < minutes <= LONGEST_SKIP:
            raise web.HTTPBadRequest(text="Between one minute and a week can be skipped.")
        await self._session.skip(dt.timedelta(minutes=minutes))
        return await self.state(request)


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="A JSON object is needed here.")
    return body


def _zone(name: object) -> str:
    """The browser's time zone where this machine knows it too; UTC otherwise."""
    try:
        return ZoneInfo(str(name)).key
    except (LookupError, ValueError, OSError):  # unknown, malformed, a folder of the zone database
        return "UTC"
