"""Servers, their roles and members."""

from __future__ import annotations

from tests.wire.api import Call, missing_access, missing_permissions, route, unknown
from tests.wire.payloads import guild_payload, member_payload
from tests.wire.permissions import require_in_guild, top_role
from tests.wire.world import Guild, Membership, Payload


def joined(call: Call, guild: int) -> Guild:
    found = call.world.guilds.get(guild)
    if found is None:
        raise unknown("Guild")
    if call.world.bot.id not in found.members:
        raise missing_access()
    return found


def member_of(call: Call, guild: int, user: int | str) -> tuple[Guild, Membership]:
    found = joined(call, guild)
    user_id = call.world.bot.id if user == "@me" else int(user)
    if user_id not in found.members:
        raise unknown("Member")
    return found, found.members[user_id]


@route("GET", "/guilds/{guild}")
def get_guild(call: Call, guild: int) -> Payload:
    return guild_payload(call.world, joined(call, guild))


@route("GET", "/guilds/{guild}/roles")
def roles(call: Call, guild: int) -> list[Payload]:
    return list(joined(call, guild).roles.values())


@route("GET", "/guilds/{guild}/members/{user}")
def get_member(call: Call, guild: int, user: int | str) -> Payload:
    return member_payload(member_of(call, guild, user)[1])


@route("PUT", "/guilds/{guild}/members/{user}/roles/{role}")
@route("DELETE", "/guilds/{guild}/members/{user}/roles/{role}")
def change_role(call: Call, guild: int, user: int, role: int) -> None:
    """Manage Roles, and a role below the bot's own highest."""
    found, member = member_of(call, guild, user)
    require_in_guild(call.world, found, manage_roles=True)
    if role not in found.roles:
        raise unknown("Role")
    if found.roles[role]["position"] >= top_role(found, call.world.bot.id):
        raise missing_permissions()
    others = [held for held in member.roles if held != role]
    member.roles = [*others, role] if call.method == "PUT" else others
    payload = member_payload(member) | {"guild_id": str(guild)}
    call.world.emit("GUILD_MEMBER_UPDATE", payload, guild)


@route("GET", "/guilds/{guild}/audit-logs")
def audit_log(call: Call, guild: int) -> Payload:
    require_in_guild(call.world, joined(call, guild), view_audit_log=True)
    return {"audit_log_entries": [], "users": [], "webhooks": [], "integrations": [], "threads": []}
