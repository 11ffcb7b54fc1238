"""Who the bot is, where its gateway is, and its commands."""

from __future__ import annotations

from typing import Any

from tests.wire.api import ApiError, Call, invalid_form, route, unknown
from tests.wire.payloads import user_payload
from tests.wire.world import Payload, World

LIMITS = {1: 100, 2: 15, 3: 15}


def application(world: World) -> Payload:
    owner = user_payload(next(iter(world.users.values())))
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": owner,
        "team": None,
        "flags": 0,
        "install_params": {"scopes": ["bot", "applications.commands"], "permissions": "0"},
    }


@route("GET", "/users/@me")
def me(call: Call) -> Payload:
    return user_payload(call.world.bot) | {"mfa_enabled": True, "verified": True, "email": None, "flags": 0}


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
@route("PATCH", "/applications/@me")
def application_me(call: Call) -> Payload:
    return application(call.world)


@route("GET", "/gateway/bot")
def gateway(call: Call) -> Payload:
    limit = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
    shards = call.world.recommended_shards
    return {"url": gateway_url(call.world), "shards": shards, "session_start_limit": limit}


def gateway_url(world: World) -> str:
    return world.base_url.replace("http", "ws", 1) + "/gateway/"


@route("GET", "/users/{user}")
def user(call: Call, user: int) -> Payload:
    if user not in call.world.users:
        raise unknown("User")
    return user_payload(call.world.users[user])


@route("POST", "/users/@me/channels")
def open_dm(call: Call) -> Payload:
    """The channel always opens; whether a message arrives is decided when one is sent."""
    recipient = call.world.users.get(int(call.body["recipient_id"]))
    if recipient is None:
        raise ApiError(400, 50033, "Invalid Recipient(s)")
    if recipient.bot:
        raise ApiError(403, 50007, "Cannot send messages to this user")
    return call.world.dm(recipient)


@route("GET", "/users/@me/guilds")
def my_guilds(call: Call) -> list[Payload]:
    return [{"id": str(g.id), "name": g.name, "icon": None} for g in call.world.guilds.values()]


@route("DELETE", "/users/@me/guilds/{guild}")
def leave_guild(call: Call, guild: int) -> None:
    call.world.guilds[guild].members.pop(call.world.bot.id, None)
    call.world.emit("GUILD_DELETE", {"id": str(guild)}, guild)


# commands: of the application everywhere (guild None), or of one server


@route("GET", "/applications/{app}/commands")
@route("GET", "/applications/{app}/guilds/{guild}/commands")
def list_commands(call: Call, app: int, guild: int | None = None) -> list[Payload]:
    return call.world.commands.get(guild, [])


@route("PUT", "/applications/{app}/commands")
@route("PUT", "/applications/{app}/guilds/{guild}/commands")
def sync_commands(call: Call, app: int, guild: int | None = None) -> list[Payload]:
    """Replace them all; a command that keeps its name and type keeps its id."""
    ids = {(c["name"], c["type"]): c["id"] for c in call.world.commands.get(guild, [])}
    commands = [register(call.world, command, ids, guild) for command in call.json]
    for kind, limit in LIMITS.items():
        if sum(1 for c in commands if c["type"] == kind) > limit:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({limit}).")
    call.world.commands[guild] = commands
    return commands


@route("POST", "/applications/{app}/commands")
@route("POST", "/applications/{app}/guilds/{guild}/commands")
def upsert_command(call: Call, app: int, guild: int | None = None) -> Payload:
    known = call.world.commands.setdefault(guild, [])
    ids = {(c["name"], c["type"]): c["id"] for c in known}
    command = register(call.world, call.body, ids, guild)
    known[:] = [c for c in known if c["id"] != command["id"]] + [command]
    return command


@route("DELETE", "/applications/{app}/commands/{command}")
def delete_command(call: Call, app: int, command: int) -> None:
    known = call.world.commands[None]
    if all(int(c["id"]) != command for c in known):
        raise unknown("application command")
    known[:] = [c for c in known if int(c["id"]) != command]


@route("GET", "/applications/{app}/guilds/{guild}/commands/permissions")
def command_permissions(call: Call, app: int, guild: int) -> list[Payload]:
    return []


def register(world: World, command: Payload, ids: dict[tuple[str, int], str], guild: int | None) -> Payload:
    kind = command.get("type") or 1
    if kind == 1 and not 1 <= len(command.get("description") or "") <= 100:
        raise invalid_form(f"{command.get('name')}: description: Must be between 1 and 100 in length.")
    known: dict[str, Any] = {
        "id": ids.get((command["name"], kind)) or str(world.next_id()),
        "application_id": str(world.application_id),
        "version": str(world.next_id()),
        "type": kind,
        "description": "",
        "default_member_permissions": None,
        "nsfw": False,
        "options": [],
    }
    return known | command | ({"guild_id": str(guild)} if guild is not None else {})
