"""`/mod words`: words, phrases and patterns that hold a post for review; tried on a sample before they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption
from discord.ext import commands

from bot import ui
from bot.access import Moderator, moderates, moderator_of, subcommand
from bot.board.ui import member_of
from bot.errors import UserError
from bot.safety.neutral import harmless
from bot.safety.patterns import LONGEST, is_pattern
from bot.words import t
from cogs.moderation.words.service import Trial, WordRules

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
PURPOSE = "words"
PAGE = 25


class Words(commands.Cog):
    """Adding, seeing and removing a server's rules."""

    def __init__(self, bot: Onward, rules: WordRules) -> None:
        self.bot = bot
        self._rules = rules
        bot.mod.join(self, words=t("Words that hold a post for review"))

    @subcommand("words add", "A word, phrase or pattern that holds a post; you try it first")
    async def add(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(_form(""))

    @subcommand("words list", "The words and patterns that hold a post here")
    async def list(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        rules = await self._rules.rules(moderator.guild_id)
        await ui.answer(interaction, _listed(rules))

    @subcommand("words remove", "Let a word or pattern hold posts no longer")
    async def remove(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._choose(interaction, await moderator_of(self.bot, interaction), 0)

    @moderates("words-change", opens_form=True)
    async def change(self, interaction: Interaction, _key: str, _moderator: Moderator) -> None:
        fields = await self._kept(interaction)
        await interaction.response.send_modal(_form(fields["rule"]))

    @moderates("words-added", screened="no")
    async def added(self, interaction: Interaction, _key: str, _moderator: Moderator) -> None:
        """Try the rule, and show what it finds; nothing is saved yet."""
        typed = ui.typed(interaction)
        rule, sample = typed.get("rule", ""), typed.get("sample", "")
        trial = self._rules.trial(rule, sample)
        await self.bot.drafts.keep(member_of(interaction), PURPOSE, {"rule": trial.rule})
        await ui.answer(interaction, _tried(trial), view=_decide())

    @moderates("words-save")
    async def save(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        fields = await self._kept(interaction)
        await self._rules.add(moderator.guild_id, moderator.user_id, fields["rule"])
        await self._forget(interaction)
        text = t(
            "Saved: {rule}. From now on a post, answer or feedback with it waits for you in `/mod queue`.",
            rule=_shown(fields["rule"]),
        )
        await ui.answer(interaction, text)

    @moderates("words-leave")
    async def leave(self, interaction: Interaction, _key: str, _moderator: Moderator) -> None:
        await self._forget(interaction)
        await ui.answer(interaction, t("Left as it was. Nothing was saved."))

    @moderates("words-page")
    async def page(self, interaction: Interaction, page: str, moderator: Moderator) -> None:
        await self._choose(interaction, moderator, int(page) if page.isdecimal() else 0)

    @moderates("words-removed")
    async def removed(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        gone = await self._rules.remove(moderator.guild_id, moderator.user_id, ui.chosen(interaction))
        if not gone:
            raise UserError(t("Another moderator has removed that already. Nothing else was done."))
        text = t(
            "Removed: {rules}. What it holds already stays in the queue.", rules=", ".join(map(_shown, gone))
        )
        await ui.answer(interaction, text[:2000])

    async def _choose(self, interaction: Interaction, moderator: Moderator, page: int) -> None:
        rules = await self._rules.rules(moderator.guild_id)
        if not rules:
            await ui.answer(interaction, _listed(rules))
            return
        pages = -(-len(rules) // PAGE)
        page = min(page, pages - 1)
        options = [
            SelectOption(label=rule[:100], value=key)
            for key, rule in list(rules.items())[page * PAGE : (page + 1) * PAGE]
        ]
        items: list[Any] = [
            ui.select("words-removed", "", options, placeholder=t("Remove these"), most=PAGE, row=0)
        ]
        if pages > 1:
            items.append(ui.button(t("Next"), "words-page", str((page + 1) % pages), row=1))
        text = t("Which of these shall hold posts no longer?")
        if pages > 1:
            text += t(" Page {at} of {pages}.", at=page + 1, pages=pages)
        await ui.answer(interaction, text, view=ui.View(*items))

    async def _kept(self, interaction: Interaction) -> dict[str, str]:
        draft = await self.bot.drafts.find(member_of(interaction), PURPOSE)
        if draft is None:
            raise UserError(t("That rule was saved or left already. `/mod words add` begins another."))
        return dict(draft.fields)

    async def _forget(self, interaction: Interaction) -> None:
        draft = await self.bot.drafts.find(member_of(interaction), PURPOSE)
        if draft is not None:
            await self.bot.drafts.discard(member_of(interaction), draft.id)


def _form(rule: str) -> ui.Modal:
    what = ui.field(
        t("Word, phrase or pattern"),
        "rule",
        rule,
        hint=t("scam* is any word that begins so. /buy\\s+now/ is a regular expression."),
        most=LONGEST + 2,
        lines=False,
    )
    text = ui.field(
        t("Try it on"),
        "sample",
        hint=t("A text that it should find, or should not. It is not kept."),
        most=1000,
        required=False,
    )
    return ui.Modal(t("Hold posts with this"), "words-added", "", what, text)


def _tried(trial: Trial) -> str:
    lines = [t("**Nothing is saved yet.** Rule: {rule}", rule=_shown(trial.rule))]
    if trial.found:
        pieces = ", ".join(f"**{harmless(piece[:60])}**" for piece in trial.found[:10])
        lines.append(t("In your sample it finds {pieces}: such a post would wait for you.", pieces=pieces))
    elif trial.has_sample:
        lines.append(t("In your sample it finds nothing: such a post would not be held by it."))
    else:
        lines.append(t("You gave no sample. `Change it` lets you try one."))
    lines.append(
        t(
            "-# It deletes nothing: a moderator reads the post and decides. Its author is not told which word. Whoever "
            "gives feedback is told which of their own words it was, and can choose others first."
        )
    )
    return "\n".join(lines)


def _decide() -> ui.View:
    return ui.View(
        ui.button(t("Save"), "words-save", style=discord.ButtonStyle.success),
        ui.button(t("Change it"), "words-change"),
        ui.button(t("Leave it"), "words-leave"),
    )


def _listed(rules: dict[str, str]) -> str:
    if not rules:
        return t("No word holds a post here. `/mod words add` adds one.")
    shown = [f"- {_shown(rule)}" + (t(" (pattern)") if is_pattern(rule) else "") for rule in rules.values()]
    text = t("**Posts with these wait for you** ({count})\n", count=len(shown))
    fitting = [line for at, line in enumerate(shown) if len("\n".join(shown[: at + 1])) < 1800]
    if len(fitting) < len(shown):
        fitting.append(t("and {count} more; `/mod words remove` shows all", count=len(shown) - len(fitting)))
    return text + "\n".join(fitting)


def _shown(rule: str) -> str:
    """A rule as code, in which nothing can ping or break out."""
    quote = "\N{MODIFIER LETTER GRAVE ACCENT}"
    return f"`{rule.replace('`', quote)}`"
