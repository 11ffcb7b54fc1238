"""The preview in words and controls: what was masked and why, what may still identify, when it appears."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.drafts import Draft, Preview
from bot.board.post import Post, State
from bot.board.ui.look import Extras, state_words
from bot.masking import Span, explain
from bot.safety.neutral import harmless
from bot.servers import ServerSettings
from bot.words import t

LISTED = 8
"""How many masks the preview explains in words; the select lists up to 25."""
OPTIONS = 25
NAMED = 3
"""How many words that a server's moderators read first are named to whoever wrote them."""


def preview_words(preview: Preview, extras: Extras) -> str:
    lines = [t("**Only you see this. Below is exactly what others will see.**"), *extras.advice]
    undone = set(preview.draft.undone)
    masked = [span for span in preview.masked if span.fixed or span.key not in undone]
    if masked:
        told = [f"{_word(preview, span)} → {span.replacement} · {explain(span)}" for span in masked]
        lines.append(t("**Masked**\n- ") + _listed(told, "\n- ", room=800) + "\n")
    elif not preview.suggested:
        lines.append(t("**Masked:** nothing. I found no name, company, place or contact."))
    open_ = [span for span in preview.suggested if span.key not in preview.draft.accepted]
    if open_:
        told = [_word(preview, span) for span in open_]
        lines.append(t("**May still identify you:** ") + _listed(told, " · ", room=400))
    if preview.parent is not None and not preview.draft.is_edit:
        lines.append(
            t(
                "A name that is masked in the post as well reads as it does there, such as [interviewer], once a "
                "moderator has let it pass."
            )
        )
    lines.append(t("**Is a person, company or place still in there?** Press `Mask more` and type it."))
    lines.append(t("**Appears:** {when}", when=_when(preview.draft, preview.server)))
    lines.append(
        extras.promise
        or t(
            "-# Nobody on this server learns who wrote it, moderators included. Whoever runs the bot holds the key and "
            "could open the seal. Your style and rare facts can still give you away."
        )
    )
    return "\n".join(lines)


def _listed(told: Sequence[str], between: str, *, room: int) -> str:
    """As many as fit into ``room`` characters, so that what follows is never cut off, and how many more there are."""
    shown: list[str] = []
    for words in told[:LISTED]:
        if len(between.join([*shown, words])) > room:
            break
        shown.append(words)
    left = len(told) - len(shown)
    return between.join([*shown, t("and {count} more", count=left)] if left else shown)


def _when(draft: Draft, server: ServerSettings) -> str:
    if draft.is_edit:
        return (
            t("after a moderator has read the change.") if server.review else t("at once, marked as edited.")
        )
    review = t("after a moderator has read it, ") if server.review else ""
    if server.paused:
        return review + t("when moderators, who have paused publication here, let it go on.")
    if draft.at_once or not server.release_minutes:
        return review + t("at once.")
    return review + t(
        "at a random moment within {minutes} minutes, so that nobody can tell it by who was online.",
        minutes=server.release_minutes,
    )


def reword_words(words: Sequence[str]) -> str:
    """What somebody reads who may say it otherwise: their own words, where they are few. Nobody who tries out a list
    of words learns which of them the server's moderators have on theirs."""
    head = t("**It is not posted yet.** Moderators here like to read some words before everybody does, ")
    if len(words) > NAMED:
        head += t("and several are in it.")
    else:
        named = ", ".join(f"“{harmless(word.strip()[:60])}”" for word in words)
        head += t("and in yours that is {words}.", words=named)
    return head + t(
        " That need not be anything bad. You can say it in other words; as it is, a moderator reads it first."
    )


def reword_controls(draft: Draft) -> ui.View:
    return ui.View(
        ui.button(t("Other words"), "draft-edit", draft.id, style=discord.ButtonStyle.primary),
        ui.button(t("Leave it as it is"), "draft-as-it-is", draft.id),
        ui.button(t("Discard"), "draft-discard", draft.id),
    )


def too_long_words(excess: int) -> str:
    return t(
        "**Only you see this. It is about {excess} characters too long for one message.** "
        "Nothing is lost: press `Edit` and shorten it a little.",
        excess=excess,
    )


def posted_words(post: Post, draft: Draft, listed: str) -> str:
    if draft.is_edit:
        return t("Saved. **{handle}**: {state}.", handle=post.handle, state=state_words(post))
    next_steps = t("`{command}` shows it; there you can change or delete it.", command=listed)
    if post.state is State.WAITING:
        return t("Sent. **{handle}** waits for a moderator. {next}", handle=post.handle, next=next_steps)
    if post.release_at is None:
        waits = t("Moderators have paused publication here: it appears when they go on.")
        return t(
            "Sent. **{handle}** is kept. {waits} {next}", handle=post.handle, waits=waits, next=next_steps
        )
    at = int(post.release_at.timestamp())
    return t("Sent. **{handle}** appears at <t:{at}:t>. {next}", handle=post.handle, at=at, next=next_steps)


def preview_controls(preview: Preview, extras: Extras, *, can_post: bool) -> ui.View:
    draft = preview.draft
    open_ = [span for span in preview.suggested if span.key not in draft.accepted]
    items: list[dui.Item[Any]] = [
        ui.button(
            t("Save") if draft.is_edit else t("Post"),
            "draft-post",
            draft.id,
            style=discord.ButtonStyle.success,
            disabled=not can_post,
            row=0,
        ),
        ui.button(t("Edit"), "draft-edit", draft.id, row=0),
        ui.button(t("Discard"), "draft-discard", draft.id, row=0),
    ]
    if open_:
        items.append(ui.button(t("Mask all of these"), "draft-all", draft.id, row=0))
    items.append(ui.button(t("Mask more"), "draft-also", draft.id, row=0))
    if preview.suggested:
        options = _options(preview, preview.suggested, set(draft.accepted))
        items.append(
            ui.select(
                "draft-accept",
                draft.id,
                options,
                placeholder=t("Mask these too"),
                least=0,
                most=OPTIONS,
                row=1,
            )
        )
    undoable = [span for span in preview.masked if not span.fixed]
    if undoable:
        options = _options(preview, undoable, set(draft.undone))
        items.append(
            ui.select(
                "draft-undo",
                draft.id,
                options,
                placeholder=t("Undo a mask: leave these as they are"),
                least=0,
                most=OPTIONS,
                row=2,
            )
        )
    if preview.server.release_minutes and not draft.is_edit:
        text = t("Appear at a random moment") if draft.at_once else t("Appear at once")
        items.append(ui.button(text, "draft-when", draft.id, row=3))
    for name in ("company", "role"):
        if draft.fields.get(name):
            shown = name in draft.shown
            text = t("Hide the {name}", name=name) if shown else t("Show the {name}", name=name)
            items.append(ui.button(text, f"draft-{name}", draft.id, row=3))
    return ui.View(*items, *extras.items)


def _options(preview: Preview, spans: Sequence[Span], taken: set[str]) -> list[SelectOption]:
    return [
        SelectOption(
            label=preview.words[span.key].strip()[:100] or "–",
            value=_short(span.key),
            description=f"{span.replacement} · {explain(span)}"[:100],
            default=span.key in taken,
        )
        for span in spans[:OPTIONS]
    ]


def keys_of(spans: Sequence[Span], values: Sequence[str]) -> tuple[str, ...]:
    return tuple(span.key for span in spans if _short(span.key) in values)


def _short(key: str) -> str:
    """A key as a select's value, which may have 100 characters at most."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _word(preview: Preview, span: Span) -> str:
    return f"“{harmless(preview.words[span.key][:40])}”"
