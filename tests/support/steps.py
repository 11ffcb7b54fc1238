"""What people do to a post, step by step, with what must be true afterwards, however often the bot died."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

import discord
from simcord import ChannelHandle, MemberActor
from sqlalchemy import func, select

from bot.board.post import Content, Post, State
from bot.board.tables import PostRow
from tests.support.faults import EVERY_INSTANT, trapped
from tests.support.stage import Stage, custom_ids
from try_out.simulator import skip

LEASE = dt.timedelta(seconds=61)
"""After this, what a dead process had claimed is free again."""


class Step:
    """Something that a person does to a post: what stands before it, the act itself, and what must be true
    after it, however the bot died."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def prepare(self) -> None:
        """What stands before it; nothing, unless a step says so."""

    async def act(self) -> None:
        """The act itself."""

    async def check(self) -> None:
        """What must be true afterwards."""

    async def press(self, member: MemberActor, message: Any, label: str) -> None:
        """Press a button, if it is still there."""
        if label in [item.get("label") for item in buttons(self.stage, message)]:
            await member.click(message, label=label)

    async def press_approve(self, handle: str) -> None:
        if self.stage.has_card(handle):
            await self.stage.approve(handle)

    def cards(self, handle: str) -> list[discord.Message]:
        """What stands about a post in the review channel."""
        return [message for message in self.stage.review.history() if f"**{handle}**" in message.content]

    async def work(self) -> None:
        """Let the new process take over what the dead one had claimed, and finish it."""
        await skip(self.stage.env, LEASE, LEASE)
        await self.stage.later(seconds=11)

    async def own(self) -> dict[str, Post]:
        stage = self.stage
        async with stage.bot.database.begin() as session:
            posts = await stage.bot.board.store.by_author(session, stage.guild.id, stage.ana.id)
        return {post.handle: post for post in posts}

    def public(self, handle: str) -> list[discord.Message]:
        """Every message of the whole server, the review channel apart, that carries the handle."""
        board, forum = self.stage.board, self.stage.forum
        places: list[ChannelHandle] = [board, *board.threads, *forum.threads]
        return [found for place in places for found in self.stage.messages(handle, place)]

    def threads(self, handle: str) -> list[ChannelHandle]:
        both = [*self.stage.board.threads, *self.stage.forum.threads]
        return [thread for thread in both if (thread.name or "").startswith(handle)]

    async def published(self, text: str = "They turned me down.", parent: str = "") -> str:
        """A post of Ana's that stands on the board, or in the thread of another; the handle."""
        board, server = self.stage.bot.board, self.stage.guild.id
        async with self.stage.bot.database.begin() as session:
            settings = await board.server(session, server)
            post = await board.submit(
                session,
                settings,
                kind="reply" if parent else "rejection",
                author_id=self.stage.ana.id,
                content=Content(text),
                glossary={},
                parent_id=(await board.find(session, server, parent)).id if parent else None,
            )
        await self.stage.bot.review.approve(server, post.handle, by=self.stage.mo.id)
        await self.stage.later(seconds=6)
        assert len(self.public(post.handle)) == 1
        return post.handle

    async def reply_preview(self, handle: str) -> Any:
        form = await self.stage.ana.click(
            await self.stage.mine(self.stage.ana, handle), label="Answer in the thread"
        )
        return await self.stage.ana.submit_modal(form, {"story": "Thank you, that helps."})

    async def check_published(self, handle: str, *, has_thread: bool = True) -> None:
        assert len(self.public(handle)) == 1
        assert len(self.threads(handle)) == has_thread
        assert (await self.own())[handle].state is State.PUBLISHED
        assert not any(custom_ids(card) for card in self.cards(handle))

    async def rows(self) -> int:
        """How many posts the database holds, the deleted among them."""
        async with self.stage.bot.database.begin() as session:
            return await session.scalar(select(func.count()).select_from(PostRow)) or 0


async def die_everywhere(step: Step, stride: int = 1) -> int:
    """Play a step again and again; each time the bot dies `stride` instants later, and starts again. How often it
    died."""
    deaths = 0
    for after in (False, True) if EVERY_INSTANT else (True,):
        for number in count(1, 1 if EVERY_INSTANT else stride):
            await step.prepare()
            with trapped(step.stage, number, after=after) as trap:
                await step.act()
            await step.stage.restart()
            try:
                await step.check()
            except BaseException as failure:
                failure.add_note(f"The bot died {trap.where or 'nowhere'}")
                raise
            if not trap.sprung:
                break
            deaths += 1
    return deaths


def buttons(stage: Stage, message: Any) -> list[Any]:
    stored = stage.env.backend.get_message(message.channel_id, message.id)
    return [item for row in stored.components for item in row.get("components", ())]
