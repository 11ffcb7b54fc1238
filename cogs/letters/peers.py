"""A letter shown to peers, masked, as its own kind of post; what they suggest can become a version.

No letter knows of a post, and no post of a letter: an author's own posts are found through the board.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.drafts import Kind
from bot.board.lines import line_at
from bot.board.post import Content, Post, State
from bot.board.ui import Look, member_of, post_buttons
from bot.errors import UserError
from bot.masking import Known
from bot.safety.neutral import harmless
from bot.ui import on
from bot.words import t
from cogs.letters.letter import LONGEST_TEXT, Letter, looked_over
from cogs.letters.replies import Screen, begin, in_dm, show
from cogs.letters.screening import intercepted
from cogs.letters.service import Letters
from cogs.letters.suggestions import Change, Suggestion, change_of, masked_for_peers

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
        """One suggestion beside the line that it is about."""
        await begin(interaction)
        letter = await self._letters.get(interaction.user.id, key)
        one = await self._suggestion(interaction, ui.choice(interaction))
        await show(interaction, _one(letter, one, await self._change(interaction, letter, one)))

    @on("letter-peers-put")
    async def put(self, interaction: Interaction, key: str) -> None:
        """Put a suggestion in place of its line: a new version, nothing else changed."""
        from cogs.letters import views

        await begin(interaction)
        letter_id, _, handle = key.partition(".")
        letter = await self._letters.get(interaction.user.id, letter_id)
        change = await self._change(interaction, letter, await self._suggestion(interaction, handle))
        if change is None:
            raise UserError(
                t("That line has changed meanwhile. Nothing was replaced; work the suggestion in by hand.")
            )
        body = change.applied(letter.body)
        letter = await self._letters.rewrite(
            interaction.user.id, letter_id, body, how=t("a peer's suggestion")
        )
        await show(interaction, views.draft(await looked_over(letter), typing=False))

    @on("letter-peers-edit")
    async def edit(self, interaction: Interaction, key: str) -> None:
        """Open the text beside one suggestion; what is saved becomes a version."""
        letter_id, _, handle = key.partition(".")
        letter = await self._letters.get(interaction.user.id, letter_id)
        said = (await self._suggestion(interaction, handle)).words
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
        """The desk's own preview, with everything masked that names somebody: what of it stays, its author decides."""
        if not letter.body:
            raise UserError(t("There is no text yet. `/letter open` goes on with it."))
        member = member_of(interaction)
        fields = {"story": letter.body, "company": letter.company, "role": letter.role}
        preview = await self.bot.drafts.write(member, KIND, fields, anew=True)
        await self.bot.drafts.decide(member, preview.draft.id, lambda _: {"also": _people(letter)})
        preview = await self.bot.drafts.decide(
            member,
            preview.draft.id,
            lambda now: {
                "accepted": tuple(
                    sorted(
                        masked_for_peers(
                            [(one.key, now.words[one.key]) for one in now.suggested], letter.role
                        )
                    )
                )
            },
        )
        await self.bot.desk.show(interaction, preview)

    async def _suggestion(self, interaction: Interaction, handle: str) -> Suggestion:
        for one in await self._suggestions(interaction):
            if one.handle == handle:
                return one
        raise UserError(t("That suggestion is not there any more. Your letter is as it was."))

    async def _change(self, interaction: Interaction, letter: Letter, one: Suggestion) -> Change | None:
        known = Known(letter.company, letter.role, author=member_of(interaction).names, also=_people(letter))
        return await asyncio.to_thread(change_of, letter.body, one, known)

    async def _suggestions(self, interaction: Interaction) -> Sequence[Suggestion]:
        """What peers wrote under the member's letters on this server, the newest first."""
        member = member_of(interaction)
        store = self.bot.board.store
        found: list[tuple[Post, Post]] = []
        async with self.bot.database.begin() as session:
            for post in await store.by_author(session, member.guild_id, member.user_id):
                if post.kind == KIND and post.state is State.PUBLISHED:
                    found += [(post, reply) for reply in await store.replies(session, post.id)]
        published = [
            (post, one)
            for post, one in found
            if one.kind == "feedback" and one.state is State.PUBLISHED and one.content
        ]
        published.sort(key=lambda pair: pair[1].submitted_at, reverse=True)
        return [_read(post, one) for post, one in published[:25]]


def _read(post: Post, one: Post) -> Suggestion:
    facts = one.content.facts if one.content else {}
    _, line = line_at(post.content.text if post.content else "", facts.get("line", ""))
    return Suggestion(one.handle, line, facts.get("idea", ""), one.content.text if one.content else "")


def _people(letter: Letter) -> tuple[str, ...]:
    return tuple(name for name in (letter.answers.get("sender"), letter.answers.get("recipient")) if name)


def _suggested(letter: Letter, suggestions: Sequence[Suggestion]) -> Screen:
    options = [
        SelectOption(label=" ".join(one.words.split())[:100] or "–", value=one.handle, description=one.handle)
        for one in suggestions
    ]
    text = t("What peers wrote about your letters here. Choose one to look at it; nothing changes yet.")
    return Screen(
        text,
        view=ui.View(
            ui.select("letter-peers-take", letter.id, options, placeholder=t("Look at one"), row=0),
            ui.button(t("Show them this letter"), "letter-peers-new", letter.id, row=1),
            ui.button(t("Back to the letter"), "letter-show", letter.id, row=1),
        ),
    )


def _one(letter: Letter, one: Suggestion, change: Change | None) -> Screen:
    key = f"{letter.id}.{one.handle}"
    items: list[dui.Item[Any]] = []
    if change is None:
        text = quoted(one.words)
    else:
        text = t(
            "**Your line now**\n{before}\n\n**A peer would write**\n{after}",
            before=quoted(change.before),
            after=quoted(change.after),
        )
        if one.said:
            text += t("\n\n**And said**\n{said}", said=quoted(one.said))
        items.append(ui.button(t("Put it in"), "letter-peers-put", key, style=discord.ButtonStyle.success))
    items += [
        ui.button(t("Work it in by hand"), "letter-peers-edit", key),
        ui.button(t("Back to the list"), "letter-peers", letter.id),
        ui.button(t("Back to the letter"), "letter-show", letter.id),
    ]
    return Screen(text, view=ui.View(*items))


def quoted(text: str) -> str:
    """A text as a quotation of at most 600 characters."""
    short = text if len(text) <= 600 else text[:599] + "…"
    return "\n".join(f"> {line}" for line in harmless(short).splitlines())
