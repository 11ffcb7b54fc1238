"""What this Discord knows: users, servers, channels, messages. No HTTP and no websocket in here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import discord

Payload = dict[str, Any]
Listener = Callable[[str, Payload, "int | None"], None]
T = TypeVar("T")

DISCORD_EPOCH = 1_420_070_400_000  # milliseconds; every snowflake counts from here
TOKEN = "wire.token.for-tests"  # noqa: S105  (opens nothing but this server)
TEXT, DM, CATEGORY, FORUM = 0, 1, 4, 15
THREADS = {10, 11, 12}
BOT_PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    create_public_threads=True,
    send_messages_in_threads=True,
    manage_threads=True,
)
EVERYONE_PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    create_public_threads=True,
    send_messages_in_threads=True,
    add_reactions=True,
    use_application_commands=True,
)


def now() -> str:
    """This moment as Discord writes it."""
    return datetime.now(UTC).isoformat()


@dataclass
class User:
    """An account; `dms_open` is its "allow direct messages" switch."""

    id: int
    name: str
    bot: bool = False
    dms_open: bool = True
    locale: str = "en-US"


@dataclass
class Membership:
    """One user in one server."""

    user: User
    roles: list[int] = field(default_factory=list)
    nick: str | None = None
    joined_at: str = "2024-01-01T00:00:00+00:00"


@dataclass
class Guild:
    """One server; its channels and threads are also in `World.channels`."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Payload] = field(default_factory=dict)
    members: dict[int, Membership] = field(default_factory=dict)
    channels: dict[int, Payload] = field(default_factory=dict)


class World:
    """All state, the clock of snowflakes, and one stream of events for whoever listens (the gateway)."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Payload] = {}
        self.messages: dict[int, dict[int, Payload]] = {}
        self.dms: dict[int, Payload] = {}
        self.files: dict[int, bytes] = {}
        self.commands: dict[int | None, list[Payload]] = {None: []}
        self.nonces: dict[tuple[int, str], tuple[float, int, int]] = {}
        self.nonce_window = 300.0
        self.base_url = ""
        self.recommended_shards = 1
        self.listeners: list[Listener] = []
        self._changed = asyncio.Event()
        self._last_id = 0
        self._old_ids = 900_000_000_000_000_000 >> 22
        self.bot = self.user("Onward", bot=True)
        self.application_id = self.bot.id

    # ids

    def next_id(self) -> int:
        """A snowflake of this moment, unique and increasing."""
        moment = (int(time.time() * 1000) - DISCORD_EPOCH) << 22
        self._last_id = max(moment, self._last_id + 1)
        return self._last_id

    def old_id(self) -> int:
        """A snowflake of long ago; each in a millisecond of its own, so that servers spread over shards."""
        self._old_ids += 1
        return self._old_ids << 22

    # things that were there before the bot

    def user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.old_id(), name, bot=bot)
        self.users[user.id] = user
        return user

    def guild(self, name: str, *, bot_permissions: discord.Permissions = BOT_PERMISSIONS) -> Guild:
        """A server with an owner, the default role and the bot in it with a role of its own."""
        guild = Guild(self.old_id(), name, self.user(f"{name}'s owner").id)
        self.guilds[guild.id] = guild
        self.role(guild, "@everyone", EVERYONE_PERMISSIONS, role_id=guild.id)
        self.join(guild, self.users[guild.owner_id])
        managed = self.role(guild, self.bot.name, bot_permissions)
        managed["managed"], managed["tags"] = True, {"bot_id": str(self.bot.id)}
        self.join(guild, self.bot, int(managed["id"]))
        return guild

    def role(
        self, guild: Guild, name: str, permissions: discord.Permissions, *, role_id: int | None = None
    ) -> Payload:
        role: Payload = {
            "id": str(role_id or self.old_id()),
            "name": name,
            "permissions": str(permissions.value),
            "position": len(guild.roles),
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        guild.roles[int(role["id"])] = role
        return role

    def join(self, guild: Guild, user: User, *roles: int) -> Membership:
        guild.members[user.id] = Membership(user, list(roles))
        return guild.members[user.id]

    def channel(
        self, guild: Guild, name: str, *, kind: int = TEXT, channel_id: int | None = None, **extra: Any
    ) -> Payload:
        """A channel of a server, as Discord describes it; `extra` overrides any field."""
        channel: Payload = {
            "id": str(channel_id or self.old_id()),
            "guild_id": str(guild.id),
            "type": kind,
            "name": name,
            "position": len(guild.channels),
            "permission_overwrites": [],
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "last_message_id": None,
            "flags": 0,
        }
        if kind == FORUM:
            channel |= {"available_tags": [], "default_reaction_emoji": None, "default_sort_order": None}
            channel |= {"default_forum_layout": 0, "default_thread_rate_limit_per_user": 0}
        channel |= extra
        self.put_channel(channel)
        return channel

    def put_channel(self, channel: Payload) -> None:
        channel_id, guild = int(channel["id"]), self.guild_of(channel)
        self.channels[channel_id] = channel
        self.messages.setdefault(channel_id, {})
        if guild is not None:
            guild.channels[channel_id] = channel

    def drop_channel(self, channel: Payload) -> None:
        channel_id, guild = int(channel["id"]), self.guild_of(channel)
        self.channels.pop(channel_id, None)
        self.messages.pop(channel_id, None)
        if guild is not None:
            guild.channels.pop(channel_id, None)

    def dm(self, user: User) -> Payload:
        """The direct channel between the bot and a user, made on first use."""
        if user.id in self.dms:
            return self.dms[user.id]
        recipient = {"id": str(user.id), "username": user.name, "discriminator": "0", "avatar": None}
        channel = {"id": str(self.old_id()), "type": DM, "recipients": [recipient], "last_message_id": None}
        self.put_channel(channel)
        self.dms[user.id] = channel
        return channel

    # looking

    def guild_of(self, channel: Payload) -> Guild | None:
        return self.guilds[int(channel["guild_id"])] if "guild_id" in channel else None

    def threads(self, parent: Payload | int) -> list[Payload]:
        """The threads under a channel, archived ones too, oldest first."""
        parent = self.channels[parent] if isinstance(parent, int) else parent
        guild = self.guilds[int(parent["guild_id"])]
        return [c for c in guild.channels.values() if c["type"] in THREADS and c["parent_id"] == parent["id"]]

    def in_channel(self, channel: Payload | int) -> list[Payload]:
        """The channel's messages, oldest first."""
        return list(self.messages[channel if isinstance(channel, int) else int(channel["id"])].values())

    # happenings

    def emit(self, event: str, payload: Payload, guild_id: int | str | None = None) -> None:
        for listener in self.listeners:
            listener(event, payload, int(guild_id) if guild_id is not None else None)
        self.touch()

    def touch(self) -> None:
        """Wake everyone who waits in `until`."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, look: Callable[[], T], within: float = 20.0, what: str = "") -> T:
        """The first truthy thing `look` returns; looked at again after everything that happens here."""
        try:
            async with asyncio.timeout(within):
                while not (found := look()):
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"{what or 'what was waited for'} did not happen in {within:g} s") from None
        return found
