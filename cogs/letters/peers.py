"""A letter shown to peers, masked, as its own kind of post; what they suggest can become a version.

No letter knows of a post, and no post of a letter: an author's own posts are found through the board.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.drafts import Kind
from bot.board.post import Content, Post, State
from bot.board.ui import Look, member_of, post_buttons
from bot.errors import UserError
from bot.safety.neutral import harmless
from bot.ui import on
from bot.words import t
from cogs.letters.letter import LONGEST_TEXT, Letter, looked_over
from cogs.letters.replies import Screen, begin, in_dm, show
from cogs.letters.screening import intercepted
from cogs.letters.service import Letters

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
KIND = "letter"


class LetterKind:
    """A letter that peers may look over."""

    kind = Kind(KIND, texts=("story",), on_request=("company", "role"))
    has_thread = True

    def form(self, fields: Mapping[str, str]) -> tuple[str, list[dui.Label[Any]]]:
        hint = t("Names, company and contacts are masked in the preview.")
        return t("Ask peers about a letter"), [
            ui.field(t("The letter"), "story", fields.get("story"), hint=hint)
        ]

    def look(self, content: Content, handle: str, parent: Post | None) -> Look:
        facts = {
            t("Would help"): t("What lands well, and one thing you would change"),
            t("Company"): content.facts.get("company", ""),
            t("Role"): content.facts.get("role", ""),
        }
        return Look(
            title=t("A letter, for a second look"),
            facts={name: value for name, value in facts.items() if value},
            footer=t("{handle} · posted without a name", handle=handle),
        )

    def buttons(self, post: Post, me_too: int) -> list[dui.Item[Any]]:
        return post_buttons(post, me_too)


class PeerButtons:
    """Asking peers, and taking up what they suggest."""

    def __init__(self, bot: Onward, letters: Letters) -> None:
        self.bot = bot
        self._letters = letters

    @on("letter-peers")
    async def ask(self, interaction: Interaction, key: str) -> None:
        """What peers said so far, and the masked preview of a new post."""
        await begin(interaction, fresh=True)
        letter = await self._letters.get(interaction.user.id, key)
        if in_dm(interaction):
            raise UserError(
                t(
                    "Peers are on a server: use `/letter open` there, and press `Ask peers` again. Only you see it."
                )
            )
        suggestions = await self._suggestions(interaction)
        if suggestions:
            await show(interaction, _suggested(letter, suggestions))
        else:
            await self._preview(interaction, letter)

    @on("letter-peers-new")
    async def ask_anew(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        await self._preview(interaction, await self._letters.get(interaction.user.id, key))

    @on("letter-peers-take")
    async def take(self, interaction: Interaction, key: str) -> None:
        """Open the text beside one suggestion; what is saved becomes a version."""
        letter = await self._letters.get(interaction.user.id, key)
        handle = ui.chosen(interaction)[0]
        said = next(
            (words for post, words in await self._suggestions(interaction) if post.handle == handle), None
        )
        if said is None:
            raise UserError(t("That suggestion is not there any more. Your letter is as it was."))
        await interaction.response.send_modal(
            ui.Modal(
                t("Take up a suggestion"),
                "letter-peers-taken",
                letter.id,
                dui.TextDisplay(harmless(said)[:1500]),
                ui.field(t("Text"), "body", letter.body, most=LONGEST_TEXT),
            )
        )

    @on("letter-peers-taken")
    async def taken(self, interaction: Interaction, key: str) -> None:
        from cogs.letters import views

        body = ui.typed(interaction).get("body", "")
        if await intercepted(self.bot, interaction, body):
            return
        await begin(interaction)
        how = t("a peer's suggestion")
        letter = await self._letters.rewrite(interaction.user.id, key, body, how=how)
        await show(interaction, views.draft(await looked_over(letter), typing=False))

    async def _preview(self, interaction: Interaction, letter: Letter) -> None:
        """The desk's own preview, with everything masked that can be: the author may change nothing but more of it."""
        if not letter.body:
            raise UserError(t("There is no text yet. `/letter open` goes on with it."))
        member = member_of(interaction)
        fields = {"story": letter.body, "company": letter.company, "role": letter.role}
        preview = await self.bot.drafts.write(member, KIND, fields, anew=True)
        people = tuple(
            name for name in (letter.answers.get("sender"), letter.answers.get("recipient")) if name
        )
        await self.bot.drafts.decide(member, preview.draft.id, lambda _: {"also": people})
        preview = await self.bot.drafts.decide(
            member, preview.draft.id, lambda now: {"accepted": tuple(span.key for span in now.suggested)}
        )
        await self.bot.desk.show(interaction, preview)

    async def _suggestions(self, interaction: Interaction) -> Sequence[tuple[Post, str]]:
        """What peers wrote under the member's letters on this server, the newest first."""
        member = member_of(interaction)
        store = self.bot.board.store
        found: list[tuple[Post, str]] = []
        async with self.bot.database.begin() as session:
            for post in await store.by_author(session, member.guild_id, member.user_id):
                if post.kind == KIND and post.state is State.PUBLISHED:
                    replies = await store.replies(session, post.id)
                    found += [
                        (one, _said(one.content)) for one in replies if one.content and one.kind == "feedback"
                    ]
        published = [(post, words) for post, words in found if post.state is State.PUBLISHED]
        return sorted(published, key=lambda one: one[0].submitted_at, reverse=True)[:25]


def _said(content: Content) -> str:
    return "\n".join(part for part in (content.facts.get("idea", ""), content.text) if part)


def _suggested(letter: Letter, suggestions: Sequence[tuple[Post, str]]) -> Screen:
    options = [
        SelectOption(label=" ".join(words.split())[:100] or "–", value=post.handle, description=post.handle)
        for post, words in suggestions
    ]
    text = t(
        "What peers wrote about your letters here. Choose one to work it in; what you save is a new version."
    )
    return Screen(
        text,
        view=ui.View(
            ui.select("letter-peers-take", letter.id, options, placeholder=t("Work one in"), row=0),
            ui.button(t("Show them this letter"), "letter-peers-new", letter.id, row=1),
            ui.button(t("Back to the letter"), "letter-show", letter.id, row=1),
        ),
    )
