"""Threads: under a message, on their own, as a forum's posts; the lists of them; their members."""

from __future__ import annotations

from typing import Any

from tests.wire.api import ApiError, Call, route
from tests.wire.limits import check_message, check_thread
from tests.wire.payloads import HAS_THREAD, message_payload, store_files
from tests.wire.permissions import in_channel, require
from tests.wire.routes.channels import seen
from tests.wire.routes.messages import announce, find, keep
from tests.wire.world import FORUM, THREADS, Payload, World, now

PUBLIC, PRIVATE = 11, 12
REQUIRE_TAG = 1 << 4


def new_thread(world: World, parent: Payload, body: Payload, thread_id: int, **extra: Any) -> Payload:
    thread: Payload = {
        "id": str(thread_id),
        "guild_id": parent["guild_id"],
        "parent_id": parent["id"],
        "owner_id": str(world.bot.id),
        "type": PUBLIC,
        "name": body["name"],
        "last_message_id": None,
        "message_count": 0,
        "total_message_sent": 0,
        "member_count": 1,
        "rate_limit_per_user": body.get("rate_limit_per_user") or 0,
        "flags": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": body.get("auto_archive_duration") or 1440,
            "archive_timestamp": now(),
            "locked": False,
            "create_timestamp": now(),
        },
        "member": {"id": str(thread_id), "user_id": str(world.bot.id), "join_timestamp": now(), "flags": 1},
    }
    thread |= extra
    world.put_channel(thread)
    world.emit("THREAD_CREATE", thread | {"newly_created": True}, thread["guild_id"])
    return thread


@route("POST", "/channels/{channel}/messages/{message}/threads")
def thread_of_message(call: Call, channel: int, message: int) -> Payload:
    """A thread under a message; it has the message's id, so there can be only one."""
    found, root = find(call.world, channel, message)
    check_thread(call.body.get("name"), call.body.get("auto_archive_duration"))
    require(call.world, found, create_public_threads=True)
    if message in call.world.channels:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    thread = new_thread(call.world, found, call.body, message)
    root["flags"] |= HAS_THREAD
    root["thread"] = thread
    announce(call.world, found, "MESSAGE_UPDATE", root)
    return thread


@route("POST", "/channels/{channel}/threads")
def start_thread(call: Call, channel: int) -> Payload:
    found, body = seen(call.world, channel), call.body
    check_thread(body.get("name"), body.get("auto_archive_duration"), body.get("applied_tags") or ())
    if found["type"] == FORUM:
        return forum_post(call, found)
    kind = body.get("type") or PRIVATE
    public = kind == PUBLIC
    require(call.world, found, create_public_threads=public, create_private_threads=not public)
    return new_thread(call.world, found, body, call.world.next_id(), type=kind)


def forum_post(call: Call, forum: Payload) -> Payload:
    """A thread whose first message has the thread's own id; nonces are not looked at here."""
    world, body = call.world, call.body
    require(world, forum, send_messages=True)
    tags = [str(tag) for tag in body.get("applied_tags") or ()]
    if forum["flags"] & REQUIRE_TAG and not tags:
        raise ApiError(400, 40067, "A tag is required to create a forum post in this channel")
    message = message_payload(world, forum, world.bot, body.get("message") or {})
    message["attachments"] = store_files(world, body.get("message") or {}, call.files, [])
    check_message(message)
    thread_id = int(message["id"])
    message["channel_id"] = message["id"]
    thread = new_thread(world, forum, body, thread_id, applied_tags=tags)
    keep(world, thread, message)
    return thread | {"message": message}


@route("GET", "/guilds/{guild}/threads/active")
def active_threads(call: Call, guild: int) -> Payload:
    threads = [c for c in call.world.guilds[guild].channels.values() if c["type"] in THREADS]
    return listing(call, [t for t in threads if not t["thread_metadata"]["archived"]])


@route("GET", "/channels/{channel}/threads/archived/public")
@route("GET", "/channels/{channel}/threads/archived/private")
def archived_threads(call: Call, channel: int) -> Payload:
    """Newest archived first; `before` is a moment."""
    found = seen(call.world, channel)
    require(call.world, found, read_message_history=True)
    wanted = {PRIVATE} if call.path.endswith("private") else {10, PUBLIC}
    threads = [t for t in call.world.threads(channel) if t["type"] in wanted]
    threads = [t for t in threads if t["thread_metadata"]["archived"]]
    if before := call.query.get("before"):
        threads = [t for t in threads if t["thread_metadata"]["archive_timestamp"] < before]
    threads.sort(key=lambda t: str(t["thread_metadata"]["archive_timestamp"]), reverse=True)
    return listing(call, threads)


def listing(call: Call, threads: list[Payload]) -> Payload:
    visible = [t for t in threads if in_channel(call.world, call.world.bot.id, t)]
    limit = int(call.query.get("limit", 50))
    members = [t["member"] for t in visible[:limit] if "member" in t]
    return {"threads": visible[:limit], "members": members, "has_more": len(visible) > limit}


@route("GET", "/channels/{channel}/thread-members")
def thread_members(call: Call, channel: int) -> list[Payload]:
    return list(seen(call.world, channel).get("members", []))


@route("PUT", "/channels/{channel}/thread-members/{user}")
@route("DELETE", "/channels/{channel}/thread-members/{user}")
def change_thread_member(call: Call, channel: int, user: int | str) -> None:
    thread = seen(call.world, channel)
    user_id = str(call.world.bot.id if user == "@me" else user)
    others = [m for m in thread.get("members", []) if m["user_id"] != user_id]
    entry = {"id": thread["id"], "user_id": user_id, "join_timestamp": now(), "flags": 0}
    thread["members"] = [*others, entry] if call.method == "PUT" else others
