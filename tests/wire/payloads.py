"""How Discord writes down users, members, servers, channels and messages."""

from __future__ import annotations

import re
from typing import Any

from tests.wire.api import Upload
from tests.wire.world import THREADS, Guild, Membership, Payload, User, World, now

EPHEMERAL, V2, HAS_THREAD = 1 << 6, 1 << 15, 1 << 5


def user_payload(user: User) -> Payload:
    return {
        "id": str(user.id),
        "username": user.name,
        "global_name": None if user.bot else user.name,
        "discriminator": "0",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
    }


def member_payload(member: Membership, *, with_user: bool = True) -> Payload:
    payload: Payload = {
        "roles": [str(role) for role in member.roles],
        "nick": member.nick,
        "avatar": None,
        "joined_at": member.joined_at,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }
    return payload | {"user": user_payload(member.user)} if with_user else payload


def guild_payload(world: World, guild: Guild) -> Payload:
    """The server without its channels and members, as REST gives it."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "icon": None,
        "description": None,
        "roles": list(guild.roles.values()),
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY"],
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 2,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "max_members": 500_000,
        "approximate_member_count": len(guild.members),
    }


def guild_create(world: World, guild: Guild) -> Payload:
    """The gateway's description of a server: without the members intent, the bot is the only member in it."""
    channels = guild.channels.values()
    return guild_payload(world, guild) | {
        "joined_at": guild.members[world.bot.id].joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_payload(guild.members[world.bot.id])],
        "channels": [c for c in channels if c["type"] not in THREADS],
        "threads": [c for c in channels if c["type"] in THREADS and not c["thread_metadata"]["archived"]],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def component_texts(components: Any) -> list[str]:
    """Every text display's words, in order."""
    found: list[str] = []
    for item in walk(components):
        if item.get("type") == 10:
            found.append(str(item.get("content", "")))
    return found


def walk(components: Any) -> list[Payload]:
    """All components, however deep: rows, sections with their accessory, containers, labels."""
    found: list[Payload] = []
    for item in components if isinstance(components, list) else [components]:
        if isinstance(item, dict):
            found.append(item)
            for key in ("components", "component", "accessory"):
                if item.get(key):
                    found += walk(item[key])
    return found


def text_of(message: Payload) -> str:
    """All that can be read in a message, one piece a line: content, embeds, text displays, file names."""
    pieces = [message["content"], *component_texts(message["components"])]
    for embed in message["embeds"]:
        pieces += [embed.get("title", ""), embed.get("description", "")]
        pieces += [f"{f['name']}: {f['value']}" for f in embed.get("fields", [])]
        pieces.append(embed.get("footer", {}).get("text", ""))
    pieces += [attachment["filename"] for attachment in message["attachments"]]
    return "\n".join(piece for piece in pieces if piece)


def store_files(world: World, body: Payload, files: list[Upload], before: list[Payload]) -> list[Payload]:
    """The attachments after a create or an edit: what the body keeps of `before`, then the uploads."""
    listed = body.get("attachments")
    entries = {str(entry.get("id")): entry for entry in listed or []}
    kept = before if listed is None else [a for a in before if a["id"] in entries]
    described = [entries.get(str(index), {}).get("description") for index in range(len(files))]
    return kept + [attachment(world, f, description=d) for f, d in zip(files, described, strict=True)]


def attachment(world: World, upload: Upload, **extra: Any) -> Payload:
    """Keep an upload and describe it; its address is served by this server."""
    file_id = world.next_id()
    world.files[file_id] = upload.data
    url = f"{world.base_url}/attachments/{file_id}/{upload.filename}"
    return {
        "id": str(file_id),
        "filename": upload.filename,
        "size": len(upload.data),
        "content_type": upload.content_type,
        "url": url,
        "proxy_url": url,
    } | {key: value for key, value in extra.items() if value is not None}


def message_payload(world: World, channel: Payload, author: User, body: Payload, **extra: Any) -> Payload:
    """A new message of `body`'s content, not stored yet; `extra` overrides any field."""
    message: Payload = {
        "id": str(world.next_id()),
        "channel_id": channel["id"],
        "author": user_payload(author),
        "content": body.get("content") or "",
        "timestamp": now(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": body.get("embeds") or [],
        "components": body.get("components") or [],
        "pinned": False,
        "type": 0,
        "flags": body.get("flags") or 0,
    }
    message |= pings(world, message, body.get("allowed_mentions"))
    return message | extra


def pings(world: World, message: Payload, allowed: Payload | None) -> Payload:
    """Whom a message would really notify, after `allowed_mentions`."""
    text = "\n".join([message["content"], *component_texts(message["components"])])
    parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or ())
    named = {key: set(map(str, (allowed or {}).get(key) or ())) for key in ("users", "roles")}
    users = [u for u in re.findall(r"<@!?(\d+)>", text) if "users" in parse or u in named["users"]]
    roles = [r for r in re.findall(r"<@&(\d+)>", text) if "roles" in parse or r in named["roles"]]
    return {
        "mentions": [user_payload(world.users[int(u)]) for u in users if int(u) in world.users],
        "mention_roles": roles,
        "mention_everyone": "everyone" in parse and bool(re.search(r"@(everyone|here)", text)),
    }
