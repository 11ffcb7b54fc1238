"""The small server that a visitor comes into: its channels, its people."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, RoleHandle
from simcord.backend.cdn import CDN_BASE

from try_out.faces import arrow, portrait

SERVER = "Career community"
MEMBERS = ("Ana", "Ben", "Chi", "Mo")
PICTURE = "picture"
"""What stands for an avatar's hash."""


@dataclass(frozen=True)
class World:
    """Handles on the server and on everyone in it."""

    guild: GuildHandle
    moderators: RoleHandle
    general: ChannelHandle
    board: ChannelHandle
    mod_room: ChannelHandle
    ana: MemberActor
    ben: MemberActor
    chi: MemberActor
    mo: MemberActor
    pictures: dict[int, bytes]
    """PNG by user id, the bot's among them."""

    @property
    def assets(self) -> dict[str, tuple[str, bytes]]:
        """The pictures under the addresses where Discord's client looks for them."""
        return {
            f"{CDN_BASE}/avatars/{user}/{PICTURE}.png": (f"{user}.png", png)
            for user, png in self.pictures.items()
        }


def build_world(env: Env) -> World:
    """The server "Career community" as it is before Onward is set up: three members and the moderator Mo."""
    guild = env.create_guild(SERVER)
    moderators = guild.create_role(
        "Moderators",
        permissions=discord.Permissions(manage_guild=True, manage_messages=True, manage_threads=True),
    )
    hidden = discord.PermissionOverwrite(view_channel=False)
    shown = discord.PermissionOverwrite(view_channel=True)
    assert guild.me is not None
    ana, ben, chi, mo = (
        _member(env, guild, name, *([moderators] if name == "Mo" else [])) for name in MEMBERS
    )
    env.backend.bot_user.avatar = PICTURE
    pictures = {
        actor.id: portrait(name[0], i)
        for i, (name, actor) in enumerate(zip(MEMBERS, (ana, ben, chi, mo), strict=True))
    }
    return World(
        guild=guild,
        moderators=moderators,
        general=guild.create_text_channel("general", topic="Say hello, ask, answer"),
        board=guild.create_text_channel(
            "rejections", topic="Told without names. Type /rejection share in any channel"
        ),
        mod_room=guild.create_text_channel(
            "moderators",
            topic="What waits for review, and what members report",
            overwrites={guild.default_role: hidden, moderators: shown, guild.me: shown},
        ),
        ana=ana,
        ben=ben,
        chi=chi,
        mo=mo,
        pictures=pictures | {env.backend.bot_user.id: arrow()},
    )


def _member(env: Env, guild: GuildHandle, name: str, *roles: RoleHandle) -> MemberActor:
    return guild.add_member(env.create_user(name.lower(), global_name=name, avatar=PICTURE), roles=roles)
