"""Asking the moderators of a server to reach out: only after a yes, and then with the member's name."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord
from sqlalchemy import delete, select

from bot import outbox, ui
from bot.access import Moderator, moderates
from bot.care import screens
from bot.care.tables import ReachRow
from bot.db import Person, place
from bot.errors import UserError
from bot.outbox import CannotSend, Job
from bot.safety.crisis import helplines
from bot.servers import ServerSettings, get_server
from bot.tell import standing
from bot.ui import control_id, on
from bot.words import t

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
REACH = "care.reach"
TAKEN = "care.taken"
GONE = "care.gone"
"""Jobs of the outbox: tell the moderators; let what they were told say that one of them writes, or nothing more, as the
member has erased it all, or nobody took it for so long. Their subject is the request's id."""
KEPT = timedelta(days=7)
"""After this a request that nobody took is forgotten, and can be made anew."""


class Reach:
    """The controls of such a request, and its sender."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    @on("care-reach")
    async def ask(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        await self._admit(interaction)
        text, view = screens.consent_screen()
        await ui.answer(interaction, text, view=view)

    @on("care-reach-no")
    async def no(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        await ui.answer(interaction, t("All right. Nobody was told anything. `/help-now` is always there."))

    @on("care-reach-yes")
    async def yes(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        is_new = await self._store(await self._admit(interaction), interaction.user.id)
        self.bot.hurry()
        text = t("I am telling them now.") if is_new else t("They have been asked already.")
        text += t(" Make sure that your DMs are open for this server. For somebody right now: `/help-now`.")
        await ui.answer(interaction, text, view=ui.View(screens.people_button()))

    @moderates("care-taken")
    async def taken(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        """A moderator says that they will write; the request is forgotten."""
        async with self.bot.database.begin() as session:
            found = select(ReachRow).where(ReachRow.id == key, ReachRow.guild_id == moderator.guild_id)
            row = await session.scalar(found.with_for_update())
            if row is None:
                raise UserError(
                    t(
                        "This was taken already, or taken back. If it was you who took it, and I did not answer you: "
                        "please write to them."
                    )
                )
            await session.delete(row)
            await outbox.withdraw(session, REACH, key)
            await outbox.withdraw(session, GONE, key)
            await outbox.request(session, TAKEN, key, due=self.bot.clock.now(), guild_id=moderator.guild_id)
        self.bot.hurry()
        await ui.answer(interaction, t("Thank you. You write to them; their name stays where you pressed."))

    async def settle(self, job: Job) -> None:
        """What the moderators were told keeps the name, for whoever writes, and says that one of them does; or loses
        the name and the button."""
        async with self.bot.database.begin() as session:
            server = await get_server(session, job.guild_id) if job.guild_id else None
        card = await self._card(server, job.subject) if server else None
        if card is None:
            return
        if job.kind == GONE:
            text = t("Somebody asked for a person here, more than seven days ago, or has taken that back.")
        else:
            named = re.search(r"<@\d+>", card.content)
            text = t(
                "{member} asked for somebody to reach out. One of you writes to them.",
                member=named[0] if named else t("A member"),
            )
        await card.edit(content=text, view=None, allowed_mentions=discord.AllowedMentions.none())

    async def _card(self, server: ServerSettings, key: str) -> discord.Message | None:
        """Where the moderators were told."""
        for channel in self._channels(server):
            there = self.bot.get_partial_messageable(channel.id)
            if found := await standing(there, control_id("care-taken", key)):
                return found
        return None

    async def send(self, job: Job) -> None:
        """Tell the moderators; nothing where it was taken back, or told before."""
        async with self.bot.database.begin() as session:
            row = await session.get(ReachRow, job.subject)
            if row is None:
                return
            member_id = self.bot.vault.open(row.member, place(ReachRow.member, row.id))
            server = await get_server(session, row.guild_id)
        if server is None:
            raise CannotSend("not-set-up")
        text = t(
            "**Somebody asks for a person.** <@{member}> would like one of you to write to them. They agreed that you "
            "see their name; what they wrote was not kept, and I cannot tell you more.\nYou need not be a counsellor: "
            "say hello, ask how they are, listen. People who are trained for it: <{directory}>. If somebody is in "
            "danger, local emergency services.",
            member=member_id,
            directory=helplines(None).elsewhere.address,
        )
        if job.tried_since is not None and await self._card(server, job.subject):
            return
        # A name goes where members cannot read it, or waits until there is such a place again.
        channel = next(filter(_is_private, self._channels(server)), None)
        if channel is None:
            raise CannotSend(f"no-access:{server.log_channel_id or server.review_channel_id}")
        await self.bot.get_partial_messageable(channel.id).send(
            text,
            view=ui.View(ui.button(t("I write to them"), "care-taken", job.subject)),
            nonce=f"reach-{job.id}",
            allowed_mentions=discord.AllowedMentions.none(),
        )

    async def _store(self, guild_id: int, user_id: int) -> bool:
        """Keep the request and ask the outbox; False where one is open already."""
        now = self.bot.clock.now()
        digest = self._digest(guild_id, user_id)
        async with self.bot.database.begin() as session:
            await session.execute(delete(ReachRow).where(ReachRow.expires_at <= now))
            if await session.scalar(select(ReachRow.id).where(ReachRow.member_digest == digest)):
                return False
            key = secrets.token_urlsafe(9)
            sealed = self.bot.vault.seal(str(user_id), place(ReachRow.member, key))
            row = ReachRow(
                id=key, guild_id=guild_id, member_digest=digest, member=sealed, expires_at=now + KEPT
            )
            session.add(row)
            await outbox.request(session, REACH, key, due=now, guild_id=guild_id)
            await outbox.request(session, GONE, key, due=now + KEPT, guild_id=guild_id)
            return True

    async def _admit(self, interaction: Interaction) -> int:
        """The server, if its moderators can be told; UserError where everybody would read it, or there is no place."""
        if interaction.guild_id is None:
            raise UserError(t("That works in a server, not in a DM. `/help-now` has people to talk to."))
        async with self.bot.database.begin() as session:
            server = await get_server(session, interaction.guild_id)
        found = self._channels(server) if server else []
        if not found:
            raise UserError(
                t(
                    "The moderators of this server have no channel that I can write in. People to talk to: `/help-now`."
                )
            )
        if not any(map(_is_private, found)):
            raise UserError(
                t(
                    "Everybody on this server can read where I would tell the moderators, so I do not. Please write to "
                    "one of them yourself, if you like. People to talk to: `/help-now`."
                )
            )
        return interaction.guild_id

    def _channels(self, server: ServerSettings) -> list[discord.abc.GuildChannel]:
        """Where the bot can write to the moderators, the channel for notices first: nobody shall wait for an answer to
        what cannot be said."""
        ids = (server.log_channel_id, server.review_channel_id)
        found = (self.bot.get_channel(one) for one in ids if one is not None)
        return [one for one in found if isinstance(one, discord.abc.GuildChannel) and _may_write(one)]

    def _digest(self, guild_id: int, user_id: int) -> bytes:
        return self.bot.vault.digest("reach", guild_id, user_id)


async def erase_requests(bot: Any, who: Person) -> None:
    """Forget a member's requests, and take their name from what moderators were told."""
    async with bot.database.begin() as session:
        mine = ReachRow.member_digest.in_(who.digests("reach"))
        for row in (await session.scalars(select(ReachRow).where(mine))).all():
            await session.delete(row)
            await outbox.withdraw(session, REACH, row.id)
            await outbox.request(session, GONE, row.id, due=bot.clock.now(), guild_id=row.guild_id)


def _may_write(channel: discord.abc.GuildChannel) -> bool:
    held = channel.permissions_for(channel.guild.me)
    return held.view_channel and held.send_messages


def _is_private(channel: discord.abc.GuildChannel) -> bool:
    return not channel.permissions_for(channel.guild.default_role).view_channel
