"""A stage for stories: the real bot on a real database around a simulated Discord, and people who use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from simcord import ChannelHandle, MemberActor
from simcord.backend.models import Overwrite
from simcord.results import InteractionResult

from bot.app import PERMISSIONS, Onward
from bot.db import Database
from bot.settings import Settings
from bot.vault import KeyRing, Vault
from try_out.simulator import SimulatorClock, new_environment, rest_log, restart, skip

START = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
STORY = "They turned me down after the final round at Initech. Recruiter Dana Whitfield wrote to me, ana@mail.example."
CARDED = dt.timedelta(minutes=7)
JUMP = dt.timedelta(minutes=10)
CHOICES = {"stage": ["final"], "help": ["ideas"]}
IDEA = "you ask which example stayed with them?"
"""What members suggest where a story is about something else."""


class Stage:
    """One server with a board, a review channel, three members and two moderators."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.ring = KeyRing.new()
        self.clock = SimulatorClock()
        self.errors: list[BaseException] = []
        self.bot = self._new_bot()
        self.env = new_environment(self.bot, started_at=START, on_error=self.errors.append)
        self.clock.follow(self.env)

    def _new_bot(self) -> Onward:
        settings = Settings(_env_file=None, DATABASE_URL=self.url, ONWARD_METRICS="on")  # type: ignore[call-arg]  # pydantic's own
        return Onward(settings, Database(self.url), Vault(self.ring), self.clock)

    def build(self) -> None:
        """The server and its people; each has a name that no other word contains."""
        env = self.env
        self.guild = guild = env.create_guild("Career community")
        assert guild.me is not None
        self.bot_role = next(role for role in guild.me.roles if role.managed)
        self.permit(**dict.fromkeys(PERMISSIONS, True))
        self.moderators = guild.create_role("Moderators")
        hidden, shown = (
            discord.PermissionOverwrite(view_channel=False),
            discord.PermissionOverwrite(view_channel=True),
        )
        self.board = guild.create_text_channel("rejections")
        self.forum = guild.create_forum_channel("stories")
        self.general = guild.create_text_channel("general")
        self.review = guild.create_text_channel(
            "moderators", overwrites={guild.default_role: hidden, self.moderators: shown, guild.me: shown}
        )
        self.owner = MemberActor(env, guild, guild.owner)
        self.ana = self._member("anaquistgard", "Ana Quistgard")
        self.ben = self._member("benoverwijk", "Ben Overwijk")
        self.chi = self._member("chinwendulu", "Chi Nwendulu")
        self.mo = self._member("moszymborska", "Mo Szymborska", self.moderators)
        self.kit = self._member("kitvandermeulen", "Kit Vandermeulen", self.moderators)

    def permit(self, **permissions: bool) -> None:
        """Let the bot's own role have exactly these permissions."""
        wanted = {"permissions": discord.Permissions(**permissions).value}
        self.env.backend.edit_role(self.guild.id, self.bot_role.id, wanted)

    def _member(self, name: str, shown: str, *roles: Any) -> MemberActor:
        return self.guild.add_member(self.env.create_user(name, global_name=shown), roles=roles)

    def deny(self, channel: ChannelHandle, *permissions: str) -> None:
        """Take permissions from the bot in one channel, in place of what was taken there before."""
        denied = discord.Permissions(**dict.fromkeys(permissions, True)).value
        me = self.env.backend.bot_user.id
        self.env.backend.set_overwrite(channel.id, Overwrite(me, 1, deny=denied))

    def close_dms(self, member: MemberActor) -> None:
        """From now on Discord refuses what the bot writes to this member."""
        path = f"/channels/{member.user.dm_channel.id}/messages"
        self.env.inject_error("POST", path, status=403, code=50007, times=None)

    async def set_up(
        self,
        *,
        board: ChannelHandle | None = None,
        review: bool = True,
        release: str = "15",
        **chosen: ChannelHandle,
    ) -> str:
        """What a moderator does first; the owner, because only they have Manage Server at that time.

        ``chosen`` replaces or adds channels (``review_channel``, ``log``, ``prompts``); the last screen comes back.
        """
        shown = await self.owner.slash(self.general, "mod setup")
        panel = shown.response
        for name, values in {
            "board": [board or self.board],
            "review": [chosen.pop("review_channel", self.review)],
            "role": [self.moderators],
            "review_on": ["yes" if review else "no"],
            "release": [release],
            **{name: [channel] for name, channel in chosen.items()},
        }.items():
            await self.owner.select(panel, values, custom_id=f"v1:setup-choose:{name}")
        await self.owner.click(panel, label="Test and save")
        assert "Saved" in self.text_of(shown), self.text_of(shown)
        self.allow_mod()
        return self.text_of(shown)

    def allow_mod(self) -> None:
        """What an admin does under Server Settings, Integrations: let the moderators' role use `/mod`."""
        commands = self.env.backend.visible_commands(user_id=self.owner.id, channel_id=self.general.id)
        mod = next(command for command in commands if command["name"] == "mod")
        self.guild.set_command_permissions(int(mod["id"]), {self.moderators: True})

    async def share(self, member: MemberActor, story: str = STORY, **fields: Any) -> InteractionResult:
        """Type a story into the form; what comes back is the preview."""
        shown = await member.slash(self.general, "rejection share")
        return await member.submit_modal(shown, {"story": story, **CHOICES, **fields})

    async def post(self, member: MemberActor, story: str = STORY, **fields: Any) -> str:
        """Share and post; the handle."""
        preview = await self.share(member, story, **fields)
        await member.click(preview.response, label="Post")
        if "waits for a moderator" in self.text_of(preview):
            await self.carded()
        return self.handle_in(preview)

    async def publish(self, member: MemberActor, story: str = STORY, **fields: Any) -> str:
        """Share, post, have it approved, wait for it."""
        handle = await self.post(member, story, **fields)
        await self.approve(handle)
        await self.released()
        return handle

    async def carded(self) -> None:
        """Let the longest time pass after which moderators see what waits for them."""
        await skip(self.env, CARDED, dt.timedelta(minutes=1))

    async def carded_at(self, handle: str) -> discord.Message:
        """The card of a post, once moderators see it."""
        if not self.has_card(handle):
            await self.carded()
        return self.card(handle)

    async def approve(self, handle: str) -> InteractionResult:
        return await self.mo.click(await self.carded_at(handle), label="Approve")

    async def decline(self, handle: str, reason: str) -> InteractionResult:
        asked = await self.mo.click(await self.carded_at(handle), label="Decline")
        return await self.mo.submit_modal(asked, {"reason": reason})

    async def answer(self, member: MemberActor, handle: str, text: str) -> str:
        """Answer in the thread of one's own post, and post it; the answer's own handle."""
        form = await member.click(await self.mine(member, handle), label="Answer in the thread")
        preview = await member.submit_modal(form, {"story": text})
        await member.click(preview.response, label="Post")
        return self.handle_in(preview)

    async def feedback(
        self, member: MemberActor, handle: str, like: str, idea: str = ""
    ) -> InteractionResult:
        """Write feedback from the button under a post; what comes back is the preview."""
        form = await member.click(self.message(handle), label="Give feedback")
        typed = {"like": like, "idea": idea or IDEA}
        return await member.submit_modal(form, {name: typed[name] for name in filled(form) if name in typed})

    async def mine(self, member: MemberActor, handle: str) -> Any:
        """Open one's own post in `/rejection mine`; its private message."""
        shown = await member.slash(self.general, "rejection mine")
        await member.select(shown.response, [handle], custom_id="v1:own-open:")
        return shown.response

    async def later(self, **duration: float) -> None:
        """Let time pass: minutes beat by beat, an hour and more in jumps of ten minutes."""
        wanted = dt.timedelta(**duration)
        await skip(self.env, wanted, JUMP if wanted >= dt.timedelta(hours=1) else None)

    async def released(self) -> None:
        """Let the longest release delay pass, a minute at a time."""
        await skip(self.env, dt.timedelta(minutes=16), dt.timedelta(minutes=1))

    async def restart(self) -> None:
        """A new process on the same database and Discord."""
        self.bot = self._new_bot()
        await restart(self.env, self.bot)

    def card(self, handle: str) -> discord.Message:
        """The card of a post in the review channel."""
        return next(
            message
            for message in reversed(self.review.history())
            if f"v1:approve:{handle}." in str(custom_ids(message))
        )

    def has_card(self, handle: str) -> bool:
        """Whether moderators can decide on a post at its card by now."""
        return any(f"v1:approve:{handle}." in str(custom_ids(message)) for message in self.review.history())

    def message(self, handle: str, channel: ChannelHandle | None = None) -> discord.Message | None:
        """The public message that carries a handle in its buttons."""
        found = self.messages(handle, channel)
        assert len(found) < 2, f"{handle} was published {len(found)} times"
        return found[0] if found else None

    def messages(self, handle: str, channel: ChannelHandle | None = None) -> list[discord.Message]:
        channel = channel or self.board
        return [m for m in channel.history() if any(i.endswith(f":{handle}") for i in custom_ids(m))]

    def thread(self, handle: str) -> ChannelHandle | None:
        found = [thread for thread in self.board.threads if (thread.name or "").startswith(handle)]
        assert len(found) < 2, f"{handle} has {len(found)} threads"
        return found[0] if found else None

    def handle_in(self, shown: InteractionResult) -> str:
        return self.text_of(shown).split("**")[1]

    def text_of(self, shown: Any) -> str:
        """Everything that a private answer says: content, embeds, components."""
        response = shown.response if isinstance(shown, InteractionResult) else shown
        assert response is not None, shown
        stored = self.env.backend.get_message(response.channel_id, response.id)
        return "\n".join([stored.content or "", *texts_in(stored.embeds), *texts_in(stored.components)])

    def heard(self, result: InteractionResult) -> str:
        """Everything that an interaction made the bot say to whoever caused it."""
        shown = [result.response] if result.response is not None else []
        return "\n".join(self.text_of(one) for one in [*shown, *result.followups])

    def files_of(self, result: InteractionResult) -> list[str]:
        """The text files that a private answer came with."""
        shown = [result.response] if result.response is not None else []
        urls = [file.url for one in [*shown, *result.followups] for file in one.attachments]
        return [(self.env.backend.cdn.get(url) or b"").decode() for url in urls]

    def dms(self, member: MemberActor) -> list[str]:
        """What the bot wrote to a member by DM."""
        return [message.content for message in member.user.dm_channel.history()]

    def requests(self) -> list[dict[str, Any]]:
        return rest_log(self.env)


def custom_ids(message: discord.Message) -> list[str]:
    return [str(item.custom_id) for row in message.components for item in getattr(row, "children", ())]


def texts_in(value: Any) -> Iterator[str]:
    """Every text that people read in embeds and components."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str) and name in {
                "content",
                "title",
                "description",
                "name",
                "value",
                "text",
                "label",
            }:
                yield inner
            else:
                yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def filled(form: InteractionResult) -> dict[str, str]:
    """What stands in the fields of an open modal: texts, and the options chosen beforehand."""
    assert form.modal is not None, form
    fields = {}
    for field in (row["component"] for row in form.modal["components"] if "component" in row):
        chosen = [option["value"] for option in field.get("options", ()) if option.get("default")]
        fields[field["custom_id"]] = field.get("value") or ",".join(chosen)
    return fields


@asynccontextmanager
async def staged(url: str) -> AsyncIterator[Stage]:
    stage = Stage(url)
    stage.env.settle_timeout = 30  # seconds; a busy machine is no fault
    await stage.env.start()
    try:
        stage.build()
        yield stage
    finally:
        await stage.env.shutdown()
