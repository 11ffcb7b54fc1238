"""A member at their letters: the newest message of the bot in the DM, what it says, and what can be pressed there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import discord
from simcord import MemberActor
from simcord.results import InteractionResult
from sqlalchemy import func, select

from cogs.letters.service import Letters
from cogs.letters.tables import LetterReplyRow, LetterRow, LetterVersionRow
from tests.support.stage import Stage, texts_in
from try_out.simulator import skip

FIRST = {
    "company": "Crumb Street",
    "role": "Night Baker",
    "recipient": "Ms Roe",
    "sender": "Rowan Ashby",
    "valued": "the way you showed me the night shift",
}
MORE = {"moment": "the question about the broken oven", "aim": "explain my work calmly",
        "question": "What would you practise first?"}  # fmt: skip


class Desk:
    """Works on one message; the newest in the DM unless another is given."""

    def __init__(self, stage: Stage, member: MemberActor, shown: Any = None) -> None:
        self.stage = stage
        self.member = member
        self.shown = shown

    @property
    def message(self) -> Any:
        if self.shown is not None:
            return self.shown.response if isinstance(self.shown, InteractionResult) else self.shown
        return list(self.member.user.dm_channel.history())[-1]

    def stored(self) -> Any:
        return self.stage.env.backend.get_message(self._channel_id, self.message.id)

    @property
    def _channel_id(self) -> int:
        return int(getattr(self.message, "channel_id", None) or self.message.channel.id)

    @property
    def _actor(self) -> Any:
        """In a DM somebody acts as a user, on a server as a member."""
        in_dm = self._channel_id == self.member.user.dm_channel.id
        return self.member.user if in_dm else self.member

    def text(self) -> str:
        stored = self.stored()
        return "\n".join([stored.content or "", *texts_in(stored.embeds), *texts_in(stored.components)])

    def letter(self) -> str:
        return "".join(str(embed.get("description", "")) for embed in self.stored().embeds)

    def files(self) -> list[str]:
        return [str(file["filename"]) for file in self.stored().attachments]

    def labels(self) -> list[str]:
        return [
            item["label"]
            for row in self.stored().components
            for item in row.get("components", ())
            if "label" in item
        ]

    def defaults(self) -> list[str]:
        """The options that are chosen beforehand."""
        return [
            option["value"]
            for row in self.stored().components
            for item in row.get("components", ())
            for option in item.get("options", ())
            if option.get("default")
        ]

    async def press(self, label: str) -> InteractionResult:
        return await self._actor.click(self.message, label=label)

    async def choose(self, *values: str) -> InteractionResult:
        """Choose in the only select of the message."""
        ids = [
            item["custom_id"]
            for row in self.stored().components
            for item in row.get("components", ())
            if item.get("options")
        ]
        return await self._actor.select(self.message, list(values), custom_id=ids[0])

    async def submit(self, form: InteractionResult, values: dict[str, Any]) -> InteractionResult:
        return await self._actor.submit_modal(form, values)

    async def forge(self, name: str, key: str) -> InteractionResult:
        """Press a button whose id was changed by hand, as a client can."""
        button = next(
            item
            for row in self.stored().components
            for item in row.get("components", ())
            if item.get("label")
        )
        button["custom_id"] = f"v1:{name}:{key}"
        return await self._actor.click(self.message, custom_id=button["custom_id"])

    async def type(self, text: str, *files: tuple[str, bytes]) -> str:
        """Write a message in the DM, perhaps with files; what the bot said to it, all of it."""
        before = len(list(self.member.user.dm_channel.history()))
        dm = self.member.user.dm_channel
        stored = self.stage.env.backend.store_attachments(dm.id, files) if files else []
        await self.member.send_dm(text, attachments=stored)
        after = list(self.member.user.dm_channel.history())
        return "\n".join(_all_text(self.stage, message) for message in after[before + 1 :])


def _all_text(stage: Stage, message: discord.Message) -> str:
    stored = stage.env.backend.get_message(message.channel.id, message.id)
    return "\n".join([stored.content or "", *texts_in(stored.embeds)])


def desk_of(stage: Stage, member: MemberActor | None = None, shown: Any = None) -> Desk:
    return Desk(stage, member or stage.ana, shown)


def letters_of(stage: Stage) -> Letters:
    """The use cases, on the stage's database."""
    return Letters(stage.bot.database, stage.bot.vault, stage.bot.clock)


async def newest(stage: Stage) -> str:
    """The id of Ana's newest letter."""
    return (await letters_of(stage).all(stage.ana.id))[0].id


async def days_pass(stage: Stage, days: int = 0, hours: int = 0) -> None:
    """Let days pass, most of them in one step."""
    if days > 1:
        await skip(stage.env, dt.timedelta(days=days - 1), dt.timedelta(days=days - 1))
        days = 1
    await skip(stage.env, dt.timedelta(days=days, hours=hours), dt.timedelta(hours=6))


async def rows(stage: Stage) -> dict[str, int]:
    """How many rows each table of letters holds."""
    tables = (LetterRow, LetterVersionRow, LetterReplyRow)
    async with stage.bot.database.begin() as session:
        return {
            table.__tablename__: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }


async def written(
    stage: Stage, member: MemberActor | None = None, variant: str = "final", **fields: str
) -> Desk:
    """A letter that stands in the DM, begun on a server and filled in by forms."""
    desk = desk_of(stage, member)
    await desk.member.slash(stage.general, "letter new")
    if "Begin another" in desk.labels():
        await desk.press("Begin another")
    await desk.choose(variant)
    await desk.submit(await desk.press("Fill in the form"), {**FIRST, **fields})
    return desk
