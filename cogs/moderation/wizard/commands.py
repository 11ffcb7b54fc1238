"""`/mod setup`: guided, saved only when complete and tested."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import discord
from discord import ChannelType, SelectDefaultValue, SelectDefaultValueType, SelectOption
from discord import ui as dui

from bot import ui
from bot.access import Moderator, moderates, moderator_of, subcommand
from bot.board.drafts import Draft
from bot.board.ui import member_of
from bot.errors import UserError
from bot.servers import ServerSettings, get_server, save_server
from bot.ui.controls import control_id
from bot.words import t
from cogs.moderation.wizard.limits import LIMITS, PAGES, limits_form, limits_of
from cogs.moderation.wizard.trial import Trial, try_channels

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
TEXT_OR_FORUM = [ChannelType.text, ChannelType.forum]
TEXT = [ChannelType.text]

CHANNELS = {
    "board": ("Board", "where posts appear; a text channel or a forum", TEXT_OR_FORUM),
    "review": ("Review", "where posts wait for moderators; only they should see it", TEXT),
    "log": ("Notices (optional)", "where I say that something needs you; else in the review channel", TEXT),
    "prompts": ("Prompts (optional)", "where scheduled prompts appear, if you ever want some", TEXT),
}
CHOICES = {
    "review_on": (
        "Review",
        {"yes": "A moderator reads every post first", "no": "Posts appear without review"},
    ),
    "release": (
        "Release",
        {
            "15": "At a random moment within 15 minutes",
            "5": "At a random moment within 5 minutes",
            "60": "At a random moment within an hour",
            "0": "At once (easier to guess who wrote it)",
        },
    ),
    "retention": (
        "Author link",
        {
            "30": "Destroyed 30 days after the last activity",
            "7": "Destroyed 7 days after the last activity",
            "60": "Destroyed 60 days after the last activity",
            "90": "Destroyed 90 days after the last activity",
        },
    ),
}
DEFAULTS = {"review_on": "yes", "release": "15", "retention": "30"}
PURPOSE = "setup"


class Setup:
    """The guided set-up. What was chosen is kept as a draft, so that it survives a timeout or a restart."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    @subcommand("setup", "Choose channels, role and rules; tested before they are saved")
    async def begin(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        guild_id = (await moderator_of(self.bot, interaction)).guild_id
        draft = await self.bot.drafts.find(member_of(interaction), PURPOSE)
        async with self.bot.database.begin() as session:
            saved = await get_server(session, guild_id)
        fields = draft.fields if draft else _fields_of(saved)
        await self._show(interaction, fields, is_saved=saved is not None and draft is None)

    @moderates("setup-choose")
    async def choose(self, interaction: Interaction, name: str, _moderator: Moderator) -> None:
        draft = await self._draft(interaction)
        fields = {**draft, name: ",".join(ui.chosen(interaction))}
        await self.bot.drafts.keep(member_of(interaction), PURPOSE, fields)
        await self._show(interaction, fields)

    @moderates("setup-limits", opens_form=True)
    async def limits(self, interaction: Interaction, page: str, _moderator: Moderator) -> None:
        """A second page, of feedback or of posts: a form with limits."""
        await interaction.response.send_modal(limits_form(page, await self._draft(interaction)))

    @moderates("setup-limited")
    async def limited(self, interaction: Interaction, _key: str, _moderator: Moderator) -> None:
        typed = ui.typed(interaction)
        chosen = {name: typed[name] for name in LIMITS if typed.get(name, "").isdecimal()}
        fields = {**await self._draft(interaction), **chosen}
        await self.bot.drafts.keep(member_of(interaction), PURPOSE, fields)
        await self._show(interaction, fields)

    @moderates("setup-save")
    async def save(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        fields = await self._draft(interaction)
        settings = await self._settings(interaction, fields)
        trials = await try_channels(self.bot, settings)
        if not all(trial.passed for trial in trials):
            await self._show(interaction, fields, trials=trials)
            return
        async with self.bot.database.begin() as session:
            await save_server(session, settings)
            await self.bot.audit.record(session, moderator.guild_id, moderator.user_id, "setup")
        draft = await self.bot.drafts.find(member_of(interaction), PURPOSE)
        if draft is not None:
            await self.bot.drafts.discard(member_of(interaction), draft.id)
        await self.bot.mended(settings.guild_id)
        await ui.answer(interaction, view=_done(trials, settings.moderator_role_id))

    async def _draft(self, interaction: Interaction) -> dict[str, str]:
        member = member_of(interaction)
        draft: Draft | None = await self.bot.drafts.find(member, PURPOSE)
        if draft is not None:
            return dict(draft.fields)
        async with self.bot.database.begin() as session:
            return _fields_of(await get_server(session, member.guild_id))

    async def _settings(self, interaction: Interaction, fields: Mapping[str, str]) -> ServerSettings:
        missing = [t(CHANNELS[name][0]) for name in ("board", "review") if not fields.get(name)]
        if missing:
            raise UserError(t("Still to choose: {names}. Nothing was saved yet.", names=", ".join(missing)))
        if fields["board"] == fields["review"]:
            raise UserError(t("Board and review must be two channels. Nothing was saved yet."))
        board = self.bot.get_channel(int(fields["board"]))
        values = {**DEFAULTS, **fields}
        limits: dict[str, Any] = {name: int(value) for name, value in limits_of(None).items()}
        limits |= {name: int(fields[name]) for name in LIMITS if fields.get(name)}
        return ServerSettings(
            guild_id=member_of(interaction).guild_id,
            board_channel_id=int(fields["board"]),
            board_is_forum=isinstance(board, discord.ForumChannel),
            review_channel_id=int(fields["review"]),
            log_channel_id=int(fields["log"]) if fields.get("log") else None,
            prompts_channel_id=int(fields["prompts"]) if fields.get("prompts") else None,
            moderator_role_id=int(fields["role"]) if fields.get("role") else None,
            review=values["review_on"] == "yes",
            release_minutes=int(values["release"]),
            retention_days=int(values["retention"]),
            **limits,
        )

    async def _show(
        self,
        interaction: Interaction,
        fields: Mapping[str, str],
        *,
        is_saved: bool = False,
        trials: list[Trial] | None = None,
    ) -> None:
        await ui.answer(interaction, view=_panel(fields, is_saved=is_saved, trials=trials or []))


def _fields_of(saved: ServerSettings | None) -> dict[str, str]:
    if saved is None:
        return dict(DEFAULTS)
    ids = {
        "board": saved.board_channel_id,
        "review": saved.review_channel_id,
        "log": saved.log_channel_id,
        "prompts": saved.prompts_channel_id,
        "role": saved.moderator_role_id,
    }
    return {name: str(value) for name, value in ids.items() if value} | {
        "review_on": "yes" if saved.review else "no",
        "release": str(saved.release_minutes),
        "retention": str(saved.retention_days),
        **limits_of(saved),
    }


def _panel(fields: Mapping[str, str], *, is_saved: bool, trials: list[Trial]) -> ui.Panel:
    state = (
        t("This is how it is set up now.")
        if is_saved
        else t("Nothing is saved before you press `Test and save`.")
    )
    items: list[dui.Item[Any]] = [dui.TextDisplay(t("### Set up Onward\n{state}", state=state))]
    for name, (title, purpose, types) in CHANNELS.items():
        items.append(dui.TextDisplay(t("**{title}** – {purpose}", title=t(title), purpose=t(purpose))))
        channel = dui.ChannelSelect[Any](
            custom_id=control_id("setup-choose", name),
            channel_types=types,
            placeholder=t("Choose a channel"),
            min_values=0,
            required=False,
            default_values=_default(fields.get(name), SelectDefaultValueType.channel),
        )
        items.append(dui.ActionRow(channel))
    items.append(
        dui.TextDisplay(
            t("**Moderators (optional)** – a role that may moderate beside those with Manage Server")
        )
    )
    role = dui.RoleSelect[Any](
        custom_id=control_id("setup-choose", "role"),
        placeholder=t("Choose a role"),
        min_values=0,
        required=False,
        default_values=_default(fields.get("role"), SelectDefaultValueType.role),
    )
    items += [
        dui.ActionRow(role),
        dui.TextDisplay(t("**Rules** – review, release and how long a post knows its author")),
    ]
    for name, (title, options) in CHOICES.items():
        chosen = fields.get(name, DEFAULTS[name])
        shown = [
            SelectOption(label=t(text), value=value, default=value == chosen)
            for value, text in options.items()
        ]
        items.append(dui.ActionRow(ui.select("setup-choose", name, shown, placeholder=t(title))))
    if trials:
        items.append(
            dui.TextDisplay(
                t("**Not saved yet.**\n{trials}", trials="\n".join(trial.words for trial in trials))
            )
        )
    save = ui.button(t("Test and save"), "setup-save", style=discord.ButtonStyle.success)
    limits = [ui.button(t(title), "setup-limits", page) for page, title in PAGES.items()]
    return ui.Panel(*items, dui.ActionRow(save, *limits))


def _done(trials: list[Trial], role_id: int | None) -> ui.Panel:
    lines = [t("### Saved"), *(trial.words for trial in trials)]
    lines.append(t("Members can use `/rejection share` now. `/mod queue` shows what waits for you."))
    if role_id is not None:
        lines.append(
            t(
                "<@&{role}> can use the cards in the review channel. To let them use `/mod` too, allow it for that "
                "role: Server Settings, Integrations, Onward.",
                role=role_id,
            )
        )
    return ui.Panel(dui.TextDisplay("\n".join(lines)))


def _default(chosen: str | None, kind: SelectDefaultValueType) -> list[SelectDefaultValue]:
    return [SelectDefaultValue(id=int(chosen), type=kind)] if chosen else []
