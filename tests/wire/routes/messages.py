"""Messages in channels: create (with enforced nonces), read, edit, delete, pin, react."""

from __future__ import annotations

import time

from tests.wire.api import ApiError, Call, invalid_form, route, unknown
from tests.wire.limits import check_message
from tests.wire.payloads import message_payload, store_files
from tests.wire.permissions import require
from tests.wire.routes.channels import seen
from tests.wire.world import CATEGORY, DM, FORUM, THREADS, Payload, World, now

EDITABLE = ("content", "embeds", "components", "flags")


@route("POST", "/channels/{channel}/messages")
def create_message(call: Call, channel: int) -> Payload:
    world, body = call.world, call.body
    found = seen(world, channel)
    may_write(world, found, body, bool(call.files))
    repeated = nonce_seen(world, body)
    if repeated is not None:
        return repeated
    message = message_payload(world, found, world.bot, body, nonce=body.get("nonce"))
    message["attachments"] = store_files(world, body, call.files, [])
    if reference := body.get("message_reference"):
        message |= {"type": 19, "message_reference": reference | {"channel_id": str(channel)}}
    check_message(message)
    keep(world, found, message)
    return message


def may_write(world: World, channel: Payload, body: Payload, files: bool) -> None:
    if channel["type"] == DM:
        if not world.users[int(channel["recipients"][0]["id"])].dms_open:
            raise ApiError(403, 50007, "Cannot send messages to this user")
        return
    if channel["type"] in (CATEGORY, FORUM):
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    if channel["type"] in THREADS:
        require(world, channel, send_messages_in_threads=True)
        if channel["thread_metadata"]["locked"]:
            require(world, channel, manage_threads=True)
    else:
        require(world, channel, send_messages=True)
    require(world, channel, embed_links=bool(body.get("embeds")), attach_files=files)


def nonce_seen(world: World, body: Payload) -> Payload | None:
    """The message that this enforced nonce made within the window; deleted since, it is Unknown Message."""
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > 25:
        raise invalid_form("nonce: Must be 25 or fewer in length.")
    if nonce is None or not body.get("enforce_nonce"):
        return None
    made, channel, message = world.nonces.get((world.bot.id, str(nonce)), (float("-inf"), 0, 0))
    if time.monotonic() - made > world.nonce_window:
        return None
    if message not in world.messages.get(channel, {}):
        raise unknown("Message")
    return world.messages[channel][message]


def keep(world: World, channel: Payload, message: Payload) -> None:
    """Store a message and tell the gateway; a message wakes an archived thread."""
    message_id, channel_id = int(message["id"]), int(channel["id"])
    world.messages[channel_id][message_id] = message
    channel["last_message_id"] = message["id"]
    if message.get("nonce") is not None:
        key = (int(message["author"]["id"]), str(message["nonce"]))
        world.nonces[key] = (time.monotonic(), channel_id, message_id)
    if channel["type"] in THREADS:
        channel["message_count"] += 1
        if channel["thread_metadata"]["archived"]:
            channel["thread_metadata"]["archived"] = False
            world.emit("THREAD_UPDATE", channel, channel["guild_id"])
    announce(world, channel, "MESSAGE_CREATE", message)


def announce(world: World, channel: Payload, event: str, message: Payload) -> None:
    guild = channel.get("guild_id")
    world.emit(event, message | ({"guild_id": guild} if guild else {}), guild)


def find(world: World, channel: int, message: int) -> tuple[Payload, Payload]:
    found = seen(world, channel)
    if message not in world.messages[channel]:
        raise unknown("Message")
    return found, world.messages[channel][message]


@route("GET", "/channels/{channel}/messages")
def history(call: Call, channel: int) -> list[Payload]:
    """Newest first; without Read Message History nothing is there."""
    found = seen(call.world, channel)
    try:
        require(call.world, found, read_message_history=True)
    except ApiError:
        return []
    messages = call.world.in_channel(channel)
    limit = int(call.query.get("limit", 50))
    if "after" in call.query:
        later = [m for m in messages if int(m["id"]) > int(call.query["after"])]
        return later[:limit][::-1]
    if "around" in call.query:
        middle = int(call.query["around"])
        nearest = sorted(messages, key=lambda m: abs(int(m["id"]) - middle))[:limit]
        return sorted(nearest, key=lambda m: int(m["id"]), reverse=True)
    before = int(call.query.get("before", 2**63))
    return [m for m in messages if int(m["id"]) < before][::-1][:limit]


@route("GET", "/channels/{channel}/messages/{message}")
def get_message(call: Call, channel: int, message: int) -> Payload:
    require(call.world, seen(call.world, channel), read_message_history=True)
    return find(call.world, channel, message)[1]


@route("PATCH", "/channels/{channel}/messages/{message}")
def edit_message(call: Call, channel: int, message: int) -> Payload:
    world = call.world
    found, old = find(world, channel, message)
    if old["author"]["id"] != str(world.bot.id):
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    if found["type"] in THREADS and found["thread_metadata"]["archived"]:
        raise ApiError(400, 50083, "Thread is archived")
    apply_edit(call, old)
    announce(world, found, "MESSAGE_UPDATE", old)
    return old


def apply_edit(call: Call, message: Payload) -> None:
    """Lay the body over the message in place, after a check of the whole; null clears."""
    body = call.body
    changed = message | {key: body[key] or type(message[key])() for key in EDITABLE if key in body}
    changed["attachments"] = store_files(call.world, body, call.files, message["attachments"])
    changed["edited_timestamp"] = now()
    check_message(changed)
    message.update(changed)


@route("DELETE", "/channels/{channel}/messages/{message}")
def delete_message(call: Call, channel: int, message: int) -> None:
    found, old = find(call.world, channel, message)
    if old["author"]["id"] != str(call.world.bot.id):
        require(call.world, found, manage_messages=True)
    remove_message(call.world, found, message)


def remove_message(world: World, channel: Payload, message: int) -> None:
    world.messages[int(channel["id"])].pop(message)["deleted"] = True
    guild = channel.get("guild_id")
    payload = {"id": str(message), "channel_id": channel["id"]} | ({"guild_id": guild} if guild else {})
    world.emit("MESSAGE_DELETE", payload, guild)


@route("POST", "/channels/{channel}/messages/bulk-delete")
def bulk_delete(call: Call, channel: int) -> None:
    found = seen(call.world, channel)
    require(call.world, found, manage_messages=True)
    for message in map(int, call.body["messages"]):
        if message in call.world.messages[channel]:
            remove_message(call.world, found, message)


@route("GET", "/channels/{channel}/pins")
@route("GET", "/channels/{channel}/messages/pins")
def pins(call: Call, channel: int) -> Payload:
    seen(call.world, channel)
    pinned = [m for m in call.world.in_channel(channel) if m["pinned"]]
    return {"items": [{"pinned_at": m["timestamp"], "message": m} for m in pinned], "has_more": False}


@route("PUT", "/channels/{channel}/messages/pins/{message}")
@route("DELETE", "/channels/{channel}/messages/pins/{message}")
@route("PUT", "/channels/{channel}/pins/{message}")
@route("DELETE", "/channels/{channel}/pins/{message}")
def pin(call: Call, channel: int, message: int) -> None:
    found, old = find(call.world, channel, message)
    require(call.world, found, pin_messages=True)
    old["pinned"] = call.method == "PUT"
    announce(call.world, found, "MESSAGE_UPDATE", old)


@route("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
@route("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
def react(call: Call, channel: int, message: int, emoji: str) -> None:
    found, old = find(call.world, channel, message)
    require(call.world, found, read_message_history=True, add_reactions=call.method == "PUT")
    others = [r for r in old.get("reactions", []) if r["emoji"]["name"] != emoji]
    own = {"count": 1, "me": True, "emoji": {"id": None, "name": emoji}}
    old["reactions"] = [*others, own] if call.method == "PUT" else others
