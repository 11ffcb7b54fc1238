"""The gateway: identify, resume, heartbeats, and every event to the shard and intents it belongs to."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire.payloads import guild_create, member_payload, user_payload
from tests.wire.routes.applications import gateway_url
from tests.wire.world import Payload, World

HELLO, HEARTBEAT_ACK, RECONNECT, INVALID_SESSION = 10, 11, 7, 9
GUILDS, GUILD_MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT
HEARTBEAT_MS = 41_250


@dataclass(slots=True)
class Session:
    """One shard's session; it outlives its websocket, so that it can be resumed."""

    id: str
    shard: int
    shards: int
    intents: int
    socket: web.WebSocketResponse | None = None
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=2000))
    queue: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    def push(self, event: str, payload: Any) -> None:
        self.sequence += 1
        text = json.dumps({"op": 0, "t": event, "s": self.sequence, "d": payload})
        self.sent.append((self.sequence, text))
        if self.socket is not None:
            self.queue.put_nowait(text)

    def wants(self, event: str, guild_id: int | None) -> bool:
        if guild_id is None and self.shard != 0:
            return False
        if guild_id is not None and (guild_id >> 22) % self.shards != self.shard:
            return False
        if event.startswith("MESSAGE_"):
            return bool(self.intents & (DIRECT_MESSAGES if guild_id is None else GUILD_MESSAGES))
        if event.startswith("GUILD_MEMBER_"):
            return bool(self.intents & GUILD_MEMBERS)
        if event.startswith(("GUILD_", "CHANNEL_", "THREAD_")):
            return bool(self.intents & GUILDS)
        return True


class Gateway:
    """All sessions of the one bot that this Discord knows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions: dict[str, Session] = {}
        self.identifies = 0
        self.resumes = 0
        self.is_away = False
        """Whether it lets nobody in."""
        world.listeners.append(self._dispatch)

    @property
    def connected(self) -> list[Session]:
        return [s for s in self.sessions.values() if s.socket is not None]

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """One websocket, from hello to close."""
        if self.is_away:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        hello = {"heartbeat_interval": HEARTBEAT_MS, "_trace": []}
        await socket.send_json({"op": HELLO, "d": hello, "s": None, "t": None})
        session: Session | None = None
        writer: asyncio.Task[None] | None = None
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    continue
                frame = json.loads(message.data)
                if frame["op"] in (2, 6):
                    session = await self._open(socket, frame)
                    if session is not None:
                        writer = asyncio.create_task(self._write(session, socket))
                        self.world.touch()
                else:
                    await self._answer(socket, session, frame)
        finally:
            if writer is not None:
                writer.cancel()
            if session is not None and session.socket is socket:
                session.socket = None
            self.world.touch()
        return socket

    async def _open(self, socket: web.WebSocketResponse, frame: Payload) -> Session | None:
        data = frame["d"]
        if data["token"] != self.world.token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        if frame["op"] == 6:
            return await self._resume(socket, data)
        if data["intents"] & PRIVILEGED:
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        return self._identify(socket, data)

    def _identify(self, socket: web.WebSocketResponse, data: Payload) -> Session:
        shard, shards = data.get("shard") or (0, 1)
        for old in [s for s in self.sessions.values() if s.shard == shard]:
            del self.sessions[old.id]
        session = Session(secrets.token_hex(16), shard, shards, data["intents"], socket)
        self.sessions[session.id] = session
        self.identifies += 1
        world = self.world
        mine = [g for g in world.guilds.values() if world.bot.id in g.members]
        mine = [g for g in mine if (g.id >> 22) % shards == shard]
        ready = {
            "v": 10,
            "user": user_payload(world.bot) | {"verified": True, "mfa_enabled": True, "flags": 0},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
            "session_id": session.id,
            "resume_gateway_url": gateway_url(world),
            "shard": [shard, shards],
            "application": {"id": str(world.application_id), "flags": 0},
        }
        session.push("READY", ready)
        for guild in mine if session.intents & GUILDS else ():
            session.push("GUILD_CREATE", guild_create(world, guild))
        return session

    async def _resume(self, socket: web.WebSocketResponse, data: Payload) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None:
            await socket.send_json({"op": INVALID_SESSION, "d": False})
            return None
        self.resumes += 1
        session.queue = asyncio.Queue()
        for sequence, text in session.sent:
            if sequence > (data["seq"] or 0):
                session.queue.put_nowait(text)
        session.socket = socket
        session.push("RESUMED", {"_trace": []})
        return session

    async def _write(self, session: Session, socket: web.WebSocketResponse) -> None:
        queue = session.queue
        while not socket.closed:
            await socket.send_str(await queue.get())

    async def _answer(self, socket: web.WebSocketResponse, session: Session | None, frame: Payload) -> None:
        if frame["op"] == 1:
            await socket.send_json({"op": HEARTBEAT_ACK, "d": None})
        elif frame["op"] == 8 and session is not None:
            session.push("GUILD_MEMBERS_CHUNK", self._chunk(frame["d"]))

    def _chunk(self, data: Payload) -> Payload:
        """The members that were asked for by id, or all of them whose name starts with the query."""
        guild = self.world.guilds[int(data["guild_id"])]
        wanted = {int(user) for user in data.get("user_ids") or ()}
        prefix = (data.get("query") or "").lower()
        found = [m for m in guild.members.values() if m.user.id in wanted or not wanted]
        members = [member_payload(m) for m in found if m.user.name.lower().startswith(prefix)]
        chunk = {"guild_id": str(guild.id), "members": members, "chunk_index": 0, "chunk_count": 1}
        return chunk | {"not_found": [], "nonce": data.get("nonce")}

    def _dispatch(self, event: str, payload: Payload, guild_id: int | None) -> None:
        for session in self.sessions.values():
            if session.wants(event, guild_id):
                session.push(event, self._redacted(session, event, payload, guild_id))

    def _redacted(self, session: Session, event: str, payload: Payload, guild_id: int | None) -> Payload:
        """A server's messages come without their content, except the bot's own and those that mention it."""
        if guild_id is None or not event.startswith("MESSAGE_") or "author" not in payload:
            return payload
        bot = str(self.world.bot.id)
        if payload["author"]["id"] == bot or any(user["id"] == bot for user in payload["mentions"]):
            return payload
        return payload | {"content": "", "embeds": [], "attachments": [], "components": []}

    # what can befall a connection

    async def drop(self, code: int = 1001) -> None:
        """Cut every websocket; the sessions stay, so a client may resume."""
        for session in self.connected:
            if session.socket is not None:
                await session.socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        for session in self.connected:
            if session.socket is not None:
                await session.socket.send_json({"op": RECONNECT, "d": None})

    async def invalidate(self) -> None:
        """End every session: the client must identify again."""
        for session in self.connected:
            self.sessions.pop(session.id)
            if session.socket is not None:
                await session.socket.send_json({"op": INVALID_SESSION, "d": False})
