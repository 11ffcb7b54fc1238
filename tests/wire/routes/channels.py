"""Channels themselves: reading, making, changing, deleting, who may see them."""

from __future__ import annotations

from tests.wire.api import ApiError, Call, missing_access, route, unknown
from tests.wire.permissions import in_channel, require, require_in_guild
from tests.wire.world import DM, FORUM, TEXT, THREADS, Payload, World, now

CHANGEABLE = (
    "name",
    "topic",
    "nsfw",
    "parent_id",
    "rate_limit_per_user",
    "position",
    "permission_overwrites",
)


def seen(world: World, channel: int) -> Payload:
    """The channel, or 404 when there is none and 403 when the bot may not see it."""
    found = world.channels.get(channel)
    if found is None:
        raise unknown("Channel")
    guild = world.guild_of(found)
    if guild is not None and world.bot.id not in guild.members:
        raise missing_access()
    if not in_channel(world, world.bot.id, found):
        raise missing_access()
    return found


@route("GET", "/channels/{channel}")
def get_channel(call: Call, channel: int) -> Payload:
    return seen(call.world, channel)


@route("GET", "/guilds/{guild}/channels")
def guild_channels(call: Call, guild: int) -> list[Payload]:
    if guild not in call.world.guilds:
        raise unknown("Guild")
    found = call.world.guilds[guild].channels.values()
    return [c for c in found if c["type"] not in THREADS]


@route("POST", "/guilds/{guild}/channels")
def create_channel(call: Call, guild: int) -> Payload:
    world, body = call.world, call.body
    require_in_guild(world, world.guilds[guild], manage_channels=True)
    kind = body.get("type") or TEXT
    extra = {key: body[key] for key in CHANGEABLE if body.get(key) is not None and key != "name"}
    if kind == FORUM:
        extra["available_tags"] = tagged(world, body.get("available_tags") or [])
    channel = world.channel(world.guilds[guild], body["name"], kind=kind, channel_id=world.next_id(), **extra)
    world.emit("CHANNEL_CREATE", channel, guild)
    return channel


@route("PATCH", "/channels/{channel}")
def edit_channel(call: Call, channel: int) -> Payload:
    found = seen(call.world, channel)
    if found["type"] in THREADS:
        return edit_thread(call, found)
    require(call.world, found, manage_channels=True)
    found |= {key: call.body[key] for key in CHANGEABLE if key in call.body}
    if "available_tags" in call.body:
        found["available_tags"] = tagged(call.world, call.body["available_tags"])
    call.world.emit("CHANNEL_UPDATE", found, found["guild_id"])
    return found


def edit_thread(call: Call, thread: Payload) -> Payload:
    """Own threads may be renamed, tagged and archived without Manage Threads; locked ones only with it."""
    metadata, body = thread["thread_metadata"], call.body
    own = thread["owner_id"] == str(call.world.bot.id)
    if not own or metadata["locked"] or "locked" in body:
        require(call.world, thread, manage_threads=True)
    if metadata["archived"] and body.get("archived") is not False:
        raise ApiError(400, 50083, "Thread is archived")
    for key in ("name", "rate_limit_per_user", "applied_tags", "flags"):
        if key in body:
            thread[key] = body[key]
    for key in ("archived", "locked", "auto_archive_duration", "invitable"):
        if key in body:
            metadata[key] = body[key]
    if "archived" in body:
        metadata["archive_timestamp"] = now()
    call.world.emit("THREAD_UPDATE", thread, thread["guild_id"])
    return thread


@route("DELETE", "/channels/{channel}")
def delete_channel(call: Call, channel: int) -> Payload:
    found = seen(call.world, channel)
    if found["type"] in THREADS:
        require(call.world, found, manage_threads=True)
    elif found["type"] != DM:
        require(call.world, found, manage_channels=True)
    remove_channel(call.world, channel)
    return found


def remove_channel(world: World, channel: int) -> None:
    """Take a channel away, with its threads, and tell the gateway."""
    found = world.channels[channel]
    threads = [] if found["type"] in THREADS or "guild_id" not in found else world.threads(found)
    for gone in [*threads, found]:
        world.drop_channel(gone)
    if found["type"] in THREADS:
        keys = ("id", "guild_id", "parent_id", "type")
        world.emit("THREAD_DELETE", {key: found[key] for key in keys}, found["guild_id"])
        return
    world.emit("CHANNEL_DELETE", found, found.get("guild_id"))


@route("PUT", "/channels/{channel}/permissions/{target}")
def put_overwrite(call: Call, channel: int, target: int) -> None:
    found = seen(call.world, channel)
    require(call.world, found, manage_roles=True)
    entry = {"id": str(target), "type": call.body["type"]}
    entry |= {side: str(call.body.get(side) or 0) for side in ("allow", "deny")}
    others = [o for o in found["permission_overwrites"] if o["id"] != str(target)]
    found["permission_overwrites"] = [*others, entry]
    call.world.emit("CHANNEL_UPDATE", found, found["guild_id"])


@route("DELETE", "/channels/{channel}/permissions/{target}")
def delete_overwrite(call: Call, channel: int, target: int) -> None:
    found = seen(call.world, channel)
    require(call.world, found, manage_roles=True)
    found["permission_overwrites"] = [o for o in found["permission_overwrites"] if o["id"] != str(target)]
    call.world.emit("CHANNEL_UPDATE", found, found["guild_id"])


@route("POST", "/channels/{channel}/typing")
def typing(call: Call, channel: int) -> None:
    require(call.world, seen(call.world, channel))


def tagged(world: World, tags: list[Payload]) -> list[Payload]:
    """Forum tags, each with an id."""
    blank = {"moderated": False, "emoji_id": None, "emoji_name": None}
    return [blank | tag | {"id": str(tag.get("id") or world.next_id())} for tag in tags]
