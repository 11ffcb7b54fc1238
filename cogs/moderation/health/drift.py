"""Permission drift: what changed on a server is noticed, told to moderators once, and forgotten when it is mended.

A trouble is known by its code, the same whether Discord's gateway told of it or a send failed because of it. The
codes that moderators were told of stand in the server's row until nothing finds them any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot import outbox
from bot.errors import report
from bot.servers import ServerSettings, get_server
from cogs.moderation.told import codes_of, told_row

if TYPE_CHECKING:
    from bot.app import Onward


class Drift(commands.Cog):
    """Listens to what changes on servers."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    async def look(self, guild: discord.Guild) -> None:
        """Tell moderators of what is wrong now and was not before; let what was mended be tried again."""
        async with self.bot.database.begin() as session:
            server = await get_server(session, guild.id)
        if server is None:
            return
        seen = {str(channel_id) for channel_id in _channels(server)}
        current = {found.code for found in await self.bot.health.findings(guild) if found.code}
        async with self.bot.database.begin() as session:
            row = await told_row(session, guild.id)
            if row is None:
                return
            told = codes_of(row)
            failures = set((await outbox.stuck(session, guild.id)).values())
            current |= {code for code in failures & told if code.partition(":")[2] not in seen}
            row.told = ",".join(sorted(told & current))
            for code in current - told:
                await outbox.request(
                    session, "notice", f"{guild.id}:{code}", due=self.bot.clock.now(), guild_id=guild.id
                )
        if told - current:
            await self.bot.mended(guild.id)
        if current - told:
            self.bot.hurry()

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._safely(channel.guild, channel.id)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, _before: object, channel: discord.abc.GuildChannel) -> None:
        await self._safely(channel.guild, channel.id)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        await self._safely(role.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, role: discord.Role) -> None:
        server = await self._safely(role.guild)
        if server is None or role.id != server.moderator_role_id or role.name == before.name:
            return
        async with self.bot.database.begin() as session:
            subject = f"{role.guild.id}:role-renamed:{role.id}"
            await outbox.request(session, "notice", subject, due=self.bot.clock.now(), guild_id=role.guild.id)
        self.bot.hurry()

    @commands.Cog.listener()
    async def on_member_update(self, _before: object, member: discord.Member) -> None:
        if member == member.guild.me:
            await self._safely(member.guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """What changed while the bot was away."""
        for guild in self.bot.guilds:
            await self._safely(guild)

    async def _safely(self, guild: discord.Guild, channel_id: int | None = None) -> ServerSettings | None:
        """Look, if it can concern the set-up; a fault here stops nothing else."""
        try:
            async with self.bot.database.begin() as session:
                server = await get_server(session, guild.id)
            if server is not None and (channel_id is None or channel_id in _channels(server)):
                await self.look(guild)
        except Exception as error:
            report(error, "a change on a server")
            return None
        return server


def _channels(server: ServerSettings) -> set[int | None]:
    return {
        server.board_channel_id,
        server.review_channel_id,
        server.log_channel_id,
        server.prompts_channel_id,
    }
