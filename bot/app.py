"""The bot: discord.py's client with Onward's services, its start and its stop."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot import outbox
from bot.access import mod_group
from bot.audit import Audit
from bot.board.board import Board
from bot.board.drafts import Drafts
from bot.board.review import Review
from bot.board.sender import board_senders
from bot.board.ui import Desk, Kinds, PostKind
from bot.care import Care
from bot.clock import Clock
from bot.db import Database, Session, meta
from bot.dms import DirectMessages
from bot.errors import UserError, report
from bot.feature import features
from bot.health import Health
from bot.insights import Insights
from bot.leaving import Leaving, rests
from bot.masking import mask
from bot.moments import Moments
from bot.outbox import Dispatcher, Job
from bot.outbox.dispatcher import GRACE
from bot.outbox.queue import hurry
from bot.quiet import Quiet
from bot.settings import Settings
from bot.ui import Router
from bot.vault import Vault
from bot.words import t

if TYPE_CHECKING:
    from bot.metrics import Metrics

log = logging.getLogger("onward")

PERMISSIONS = {
    "view_channel": "to see the channels that the set-up names",
    "send_messages": "to publish posts, and cards for moderators",
    "send_messages_in_threads": "to bring answers into a post's thread",
    "create_public_threads": "to open a thread for each post",
    "manage_threads": "to close a thread when its author asks, and to delete it with its post",
    "embed_links": "to frame a post, so that nothing in it can look like the bot's own words",
    "read_message_history": "to find a post again after a failure instead of publishing it twice",
}
"""Exactly what Onward needs on a server, and why."""

MEMBERS_TASKS = {"CommandTree-invoker", "discord.py: on_interaction", "discord.py: on_message"}
"""What discord.py calls the tasks that work on what a member did."""


class Onward(commands.AutoShardedBot):
    """One bot: real Discord, the simulated one and the tests all run this class."""

    def __init__(self, settings: Settings, database: Database, vault: Vault, clock: Clock) -> None:
        shards = settings.own_shards
        # A bot that never speaks need not warn that it could not.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        self.metrics = metrics_of(settings)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            shard_ids=shards.ids if shards else None,  # type: ignore[arg-type]  # None is its default
            shard_count=shards.of if shards else None,
            http_trace=self.metrics.trace() if self.metrics else None,  # type: ignore[arg-type]  # None is its default
        )
        self.settings = settings
        self.database = database
        self.vault = vault
        self.clock = clock
        self.router = Router(settings.support, self.metrics.ended if self.metrics else None)
        if self.metrics is not None:
            self.metrics.listen(database)
        self.audit = Audit(vault, clock)
        self.board = Board(database, vault, clock, settings.periods)
        self.review = Review(database, self.board, self.audit, clock)
        self.drafts = Drafts(database, vault, clock, self.board)
        self.dms = DirectMessages()
        self.mod = mod_group(self)
        self.health = Health()
        self.moments = Moments()
        self.insights = Insights()
        self.kinds: Kinds = {}
        self.desk = Desk(self)
        self.quiet = Quiet(vault, clock)
        self.care = Care(self)
        self.outbox = Dispatcher(database, clock, self._tell_moderators)
        for kind, send in board_senders(self, database, self.board, self.kinds, clock).items():
            self.outbox.register(kind, send)
        self._passes: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Lock()
        self._warming: asyncio.Task[object] | None = None

    async def setup_hook(self) -> None:
        self._warming = asyncio.create_task(asyncio.to_thread(mask, "Anna rang."))  # reads the masker's lists
        self.care.begin()
        Leaving(self).begin()
        self.router.add(self.desk)
        self.tree.add_command(self.mod)
        for feature in features():
            if feature.setup is not None:
                await feature.setup(self)
        await self._sync_commands()
        self._beat.start()

    async def add_cog(self, cog: commands.Cog, /, **options: Any) -> None:
        """Add a cog, and let the router hear the controls that its methods were marked for."""
        await super().add_cog(cog, **options)
        self.router.add(cog)

    def add_kind(self, kind: PostKind) -> None:
        """Let the board know a kind of post."""
        self.kinds[kind.kind.name] = kind
        self.drafts.kinds[kind.kind.name] = kind.kind

    def hurry(self, at: datetime | None = None) -> None:
        """Something is due at once, or at that instant: do not wait for the next beat if it is now."""
        if at is not None and at > self.clock.now():
            return
        task = asyncio.create_task(self._pass())
        self._passes.add(task)
        task.add_done_callback(self._passes.discard)

    async def mended(self, guild_id: int) -> None:
        """Something on a server may work again: try what failed there."""
        async with self.database.begin() as session:
            await hurry(session, guild_id, self.clock.now())
        self.hurry()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if self.metrics is not None:
            self.metrics.arrived(interaction)
        await self.router.dispatch(interaction)

    async def on_app_command_completion(
        self,
        _interaction: discord.Interaction,
        command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        self.router.ended(command.qualified_name, "done")

    async def on_message(self, message: discord.Message, /) -> None:
        if message.guild is None and not message.author.bot:
            await self.dms.hear(message)

    async def on_guild_channel_update(self, _before: object, after: discord.abc.GuildChannel) -> None:
        await self.mended(after.guild.id)

    async def on_guild_role_update(self, _before: object, after: discord.Role) -> None:
        await self.mended(after.guild.id)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        error = sys.exc_info()[1]
        if error is not None:
            report(error, event_method)

    async def close(self) -> None:
        """Finish what is under way, then leave Discord and the database; whoever asks waits for the end of it."""
        async with self._closing:
            self._beat.cancel()
            await asyncio.gather(self.outbox.stop(), members_answered())
            await super().close()
            if self.metrics is not None:
                self.metrics.leave()
            await self.database.close()

    @tasks.loop(seconds=5)
    async def _beat(self) -> None:
        await self._pass()

    @_beat.before_loop
    async def _until_ready(self) -> None:
        await self.wait_until_ready()

    async def _pass(self) -> None:
        try:
            await self.outbox.run_due()
        except Exception as error:  # a database that is away for a while; the next beat tries again
            report(error, "outbox")

    async def _sync_commands(self) -> None:
        """Tell Discord the command tree, but only when it is another one than last time (200 a day are allowed)."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        digest = hashlib.sha256(
            json.dumps([self.application_id, payload], sort_keys=True).encode()
        ).hexdigest()
        async with self.database.begin() as session:
            known = await meta.get(session, "commands")
        if known != digest:
            await self.tree.sync()
            async with self.database.begin() as session:
                await meta.put(session, "commands", digest)

    async def _tell_moderators(self, session: Session, job: Job, failure: str) -> None:
        if job.guild_id is not None and not await rests(session, job.guild_id):
            subject = f"{job.guild_id}:{failure}"[:64]
            await outbox.request(session, "notice", subject, due=self.clock.now(), guild_id=job.guild_id)


async def members_answered() -> None:
    """Wait a little for members whose interactions and messages are being worked on."""
    under_way = [
        task
        for task in asyncio.all_tasks()
        if task.get_name() in MEMBERS_TASKS and task is not asyncio.current_task()
    ]
    if under_way:
        await asyncio.wait(under_way, timeout=GRACE)


def metrics_of(settings: Settings) -> Metrics | None:
    """Counters where somebody asked for them; otherwise their library is not even loaded."""
    if settings.metrics_address is None:
        return None
    from bot.metrics import Metrics

    return Metrics()


class Tree(app_commands.CommandTree[Onward]):
    """The command tree; what goes wrong in a command is answered where everything else is."""

    async def interaction_check(self, interaction: discord.Interaction[Onward], /) -> bool:
        """Words typed into a command's options are read first, as those of a form are."""
        if interaction.type is not discord.InteractionType.application_command:
            return True
        extras = getattr(interaction.command, "extras", {})
        care = interaction.client.care
        if not await care.intercepts_command(interaction, extras.get("screened", "all")):
            return True
        if interaction.command is not None:
            interaction.client.router.ended(interaction.command.qualified_name, "done")
        return False

    async def on_error(
        self, interaction: discord.Interaction[Onward], error: app_commands.AppCommandError, /
    ) -> None:
        cause: Exception = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(error, app_commands.CheckFailure):
            cause = UserError(t("That is for moderators of this server."))
        command = interaction.command.qualified_name if interaction.command else "a command"
        await interaction.client.router.failed(interaction, cause, command)
