"""Who may do what where: roles, then the channel's overwrites, as Discord documents it."""

from __future__ import annotations

import discord

from tests.wire.api import missing_access, missing_permissions
from tests.wire.world import DM, THREADS, Guild, Payload, World

ALL = discord.Permissions.all().value
ADMINISTRATOR = discord.Permissions.administrator.flag


def of_member(guild: Guild, user_id: int) -> int:
    """The member's permissions in the server as a whole."""
    if guild.owner_id == user_id:
        return ALL
    member = guild.members.get(user_id)
    if member is None:
        return 0
    bits = 0
    for role_id in [guild.id, *member.roles]:
        bits |= int(guild.roles[role_id]["permissions"]) if role_id in guild.roles else 0
    return ALL if bits & ADMINISTRATOR else bits


def in_channel(world: World, user_id: int, channel: Payload) -> int:
    """The member's permissions in a channel; a thread takes its parent's."""
    if channel["type"] == DM:
        return ALL
    if channel["type"] in THREADS:
        channel = world.channels[int(channel["parent_id"])]
    guild = world.guilds[int(channel["guild_id"])]
    bits = of_member(guild, user_id)
    if bits == ALL or user_id not in guild.members:
        return bits
    by_id = {int(o["id"]): (int(o["allow"]), int(o["deny"])) for o in channel["permission_overwrites"]}
    allow, deny = by_id.get(guild.id, (0, 0))
    bits = bits & ~deny | allow
    roles = [by_id[role] for role in guild.members[user_id].roles if role in by_id]
    for _, deny in roles:
        bits &= ~deny
    for allow, _ in roles:
        bits |= allow
    allow, deny = by_id.get(user_id, (0, 0))
    bits = bits & ~deny | allow
    return bits if bits & discord.Permissions.view_channel.flag else 0


def require(world: World, channel: Payload, **needed: bool) -> None:
    """Raise Discord's answer when the bot may not see the channel (50001) or lacks a permission (50013)."""
    bits = in_channel(world, world.bot.id, channel)
    if not bits & discord.Permissions.view_channel.flag:
        raise missing_access()
    wanted = discord.Permissions(**needed).value
    if bits & wanted != wanted:
        raise missing_permissions()


def require_in_guild(world: World, guild: Guild, **needed: bool) -> None:
    if world.bot.id not in guild.members:
        raise missing_access()
    wanted = discord.Permissions(**needed).value
    if of_member(guild, world.bot.id) & wanted != wanted:
        raise missing_permissions()


def top_role(guild: Guild, user_id: int) -> int:
    """The position of the member's highest role; 0 is the default role's."""
    member = guild.members.get(user_id)
    positions = (
        [guild.roles[role]["position"] for role in member.roles if role in guild.roles] if member else []
    )
    return max(positions, default=0)
