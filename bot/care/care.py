"""Answering before anything else happens: a text that speaks of a crisis, threatens or insults goes nowhere."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from sqlalchemy.exc import SQLAlchemyError

from bot import ui
from bot.care import paper, screens
from bot.care.reach import GONE, REACH, TAKEN, Reach
from bot.care.reading import Reader
from bot.errors import UserError, report
from bot.safety.crisis import BUTTONS, country_of
from bot.safety.screen import Name, screen
from bot.ui import on
from bot.ui.router import Screened, resume
from bot.words import t

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
Reopen = Callable[[Interaction, str, Mapping[str, str]], Awaitable[None]]
log = logging.getLogger("onward.care")
READ = "read"
REST = timedelta(hours=1)
COMMAND = "command"
"""What stands in the place of a form's name where a command's words were held back."""


class Care:
    """The gate before every form, every command's words and every message in a DM; and what its answers offer."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot
        self.reader = Reader(bot.vault, bot.clock)
        self.reach = Reach(bot)
        self.reopen: dict[str, Reopen] = {}
        """A form's name to who can open it again, filled with what was typed."""
        self._resting: dict[int, datetime] = {}
        self._warming: asyncio.Task[object] | None = None

    def begin(self) -> None:
        """Stand before everybody else who hears of forms and messages."""
        self.bot.router.gate = self.gate
        self.bot.dms.add(self.intercepts_message)
        self.bot.router.add(self)
        self.bot.router.add(self.reach)
        self.bot.outbox.register(REACH, self.reach.send)
        self.bot.outbox.register(TAKEN, self.reach.settle)
        self.bot.outbox.register(GONE, self.reach.settle)
        for name in ("write", "write-anew"):
            self.reopen[name] = partial(self._write_again, name)
        self._warming = asyncio.create_task(asyncio.to_thread(screen, "I killed the interview."))

    async def gate(self, interaction: Interaction, name: str, key: str, screened: Screened) -> bool:
        """The router's gate: a form is read as a whole before anybody hears of it."""
        texts = _texts_of(interaction)
        if await self._stops(interaction, texts, screened, f"{name}.{key}", ui.typed(interaction)):
            return True
        interaction.extras[READ] = True
        return False

    async def intercepts(self, interaction: Interaction, *texts: str) -> bool:
        """True when the member was answered: store and send nothing. For texts that came by no form."""
        if interaction.extras.get(READ):
            return False
        fields = {str(at): text for at, text in enumerate(texts)}
        return await self._stops(interaction, list(texts), "all", f"{COMMAND}.", fields)

    async def intercepts_command(self, interaction: Interaction, screened: Screened) -> bool:
        """The same for what was typed into a command's options."""
        fields = _options_of(interaction)
        return await self._stops(interaction, list(fields.values()), screened, f"{COMMAND}.", fields)

    async def intercepts_message(self, message: discord.Message) -> bool:
        """The same for a message in a DM; the member's own words stay where they wrote them.

        After such an answer nothing there is taken for an answer to anything else for an hour, or until they say so.
        """
        user_id = message.author.id
        verdict = await self.reader.verdict(user_id, [message.content], "all")
        # Whoever writes for themselves alone may be angry there; a crisis is answered in any case.
        if verdict in ("threat", "abuse") and await self.bot.dms.is_private(user_id):
            verdict = "clear"
        if verdict == "clear":
            return await self._rests(message)
        if verdict.startswith("crisis"):
            self._resting[user_id] = self.bot.clock.now() + REST
        before = await self._stilled(user_id, verdict)
        kept_at = t("What you wrote stands above, in your own message; delete it there if you like.")
        controls = self._controls(verdict, f"{before}.m.{message.id}", in_server=False, again=False)
        said: dict[str, Any] = {
            "content": screens.answer_words(verdict, "", kept_at=kept_at),
            "view": controls,
            "nonce": f"care-{message.id}",  # where it had arrived all the same, it is not said twice
            "allowed_mentions": discord.AllowedMentions.none(),
        }
        try:
            await message.reply(**said, mention_author=False)
        except ui.UNREACHED as error:  # deleted meanwhile, or the connection broke: answer all the same
            log.warning("a reply in a DM did not arrive: %s", type(error).__name__)
            await message.channel.send(**said)
        return True

    @on("care-meant")
    async def meant(self, interaction: Interaction, key: str) -> None:
        """They meant something else: their text goes on as though nothing had happened."""
        before, kind, rest = key.split(".", 2)
        user_id = interaction.user.id
        async with self.bot.database.begin() as session:
            await self.bot.quiet.put(session, user_id, _until(before))
        self.bot.dispatch("care_meant_otherwise", user_id)
        if kind == "m":
            await self._hear_again(interaction, int(rest))
            return
        fields = await _handed_back(interaction)
        self.reader.meant_otherwise(user_id, list(fields.values()))
        if kind == COMMAND:
            await ui.acknowledge(interaction)
            text = t("All right. Type the command once more: I take it as it is.")
            await ui.answer(interaction, text, files=[paper.file(fields)])
            return
        resume(interaction, kind, rest, fields)
        await self.bot.router.dispatch(interaction)

    @on("care-change")
    async def change(self, interaction: Interaction, key: str) -> None:
        """Open the form again with what was typed."""
        name, _, rest = key.partition(".")
        reopen = self.reopen.get(name)
        if reopen is None:
            raise UserError(t("Open the form again where you found it. What you typed is in the file above."))
        await reopen(interaction, rest, await _handed_back(interaction))

    @on("care-people")
    async def people(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        text, view = screens.people_screen(country_of(str(interaction.locale)))
        await ui.answer(interaction, text, view=view)

    @on("care-country")
    async def country(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        text, view = screens.people_screen(next(iter(ui.chosen(interaction)), None))
        await ui.answer(interaction, text, view=view)

    async def _stops(
        self,
        interaction: Interaction,
        texts: list[str],
        screened: Screened,
        key: str,
        fields: Mapping[str, str],
    ) -> bool:
        verdict = await self.reader.verdict(interaction.user.id, texts, screened)
        if verdict == "clear":
            return False
        await ui.acknowledge(interaction, fresh=True)
        before = await self._stilled(interaction.user.id, verdict)
        name = key.partition(".")[0]
        controls = self._controls(
            verdict,
            f"{before}.{key}",
            in_server=interaction.guild_id is not None,
            again=name in self.reopen,
        )
        kept_at = t("What you typed is in the file, for you alone.")
        text = screens.answer_words(verdict, str(interaction.locale), kept_at=kept_at)
        await ui.answer(interaction, text, view=controls, files=[paper.file(fields)])
        return True

    def _controls(self, verdict: Name, key: str, *, in_server: bool, again: bool) -> ui.View:
        before, _, form = key.partition(".")
        if not verdict.startswith("crisis"):
            change = [ui.button(t("Change it"), "care-change", form)] if again else []
            return ui.View(*change, screens.people_button())
        reach = [screens.reach_button()] if in_server and verdict == "crisis_self" else []
        words = t(BUTTONS["meant"]) if verdict == "crisis_self" else t("Go on with what I wrote")
        return ui.View(screens.people_button(), *reach, ui.button(words, "care-meant", f"{before}.{form}"))

    async def _stilled(self, user_id: int, verdict: Name) -> str:
        """Still prompts and reminders where somebody may be in a crisis; until when they were stilled before."""
        before: datetime | None = None
        try:
            async with self.bot.database.begin() as session:
                before = await self.bot.quiet.until(session, user_id)
                if verdict == "crisis_self":
                    until = self.bot.clock.now() + timedelta(days=screens.STILLED_DAYS)
                    await self.bot.quiet.still(session, user_id, until)
        except SQLAlchemyError as error:  # whom to call is said also where the database is away
            report(error, "stilling prompts and reminders")
        if verdict == "crisis_self":
            self.bot.dispatch("care_answered", user_id)
        return f"{int(before.timestamp()):x}" if before else ""

    async def _rests(self, message: discord.Message) -> bool:
        """True, and answered, while somebody was just pointed to people to talk to."""
        until = self._resting.pop(message.author.id, None)
        if until is None or until <= self.bot.clock.now():
            return False
        self._resting[message.author.id] = until
        go_on = ui.button(t("Go on where I was"), "care-go-on")
        await message.channel.send(
            t(
                "I have set everything else aside for now; it is kept. I am only a bot, and I cannot listen the way a "
                "person can. These can:\n{people}",
                people=screens.people_lines(""),
            ),
            view=ui.View(screens.people_button(), go_on),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        return True

    @on("care-go-on")
    async def go_on(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        self._resting.pop(interaction.user.id, None)
        await ui.answer(interaction, t("All right. Your next message is taken as an answer again."))

    async def _write_again(
        self, name: str, interaction: Interaction, purpose: str, fields: Mapping[str, str]
    ) -> None:
        await self.bot.desk.write(interaction, purpose, fields, name=name)

    async def _hear_again(self, interaction: Interaction, message_id: int) -> None:
        """A message in a DM is taken as it is."""
        await interaction.response.defer()
        assert interaction.channel is not None  # noqa: S101  a press stands in a channel
        message = await interaction.channel.fetch_message(message_id)  # type: ignore[union-attr]  # a DM
        if message.author.id == interaction.user.id:
            self._resting.pop(interaction.user.id, None)
            self.reader.meant_otherwise(interaction.user.id, [message.content])
            await self.bot.dms.hear(message)


def _texts_of(interaction: Interaction) -> list[str]:
    """What was typed into a form's text fields, without what was chosen in it."""
    data: Mapping[str, Any] = dict(interaction.data or {})
    texts = []
    for row in data.get("components", ()):
        inner = row.get("component")
        for item in [inner] if inner else row.get("components", ()):
            if isinstance(item.get("value"), str) and item["value"]:
                texts.append(item["value"])
    return texts


def _options_of(interaction: Interaction) -> dict[str, str]:
    """What was typed into the options of a command, by their names."""
    found: dict[str, str] = {}
    data: dict[str, Any] = dict(interaction.data or {})
    left: list[Any] = list(data.get("options", ()))
    while left:
        option = left.pop()
        left += option.get("options", ())
        if option.get("type") == discord.AppCommandOptionType.string.value:
            found[option["name"]] = str(option.get("value", ""))
    return found


async def _handed_back(interaction: Interaction) -> dict[str, str]:
    """The fields from the file under the answer; UserError where they cannot be read there."""
    files = interaction.message.attachments if interaction.message else []
    try:
        fields = paper.read((await files[0].read()).decode()) if files else {}
    except (discord.HTTPException, UnicodeDecodeError):
        fields = {}
    if not fields:
        raise UserError(
            t(
                "I could not read your file back. Your words are still in it: please copy them into the form again."
            )
        )
    return fields


def _until(before: str) -> datetime | None:
    return datetime.fromtimestamp(int(before, 16), UTC) if before else None
