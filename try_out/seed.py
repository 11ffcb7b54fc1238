"""What happened in the server before the visitor came, played through the bot by its members."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import discord
from simcord import ChannelHandle, Env, MemberActor

from bot.ui.controls import control_id
from try_out.simulator import skip
from try_out.world import World

STORIES = Path(__file__).with_name("stories.toml")
MASK_ALL = "Mask all that may identify"
TYPED, CHOSEN = ("story", "company", "role"), ("stage", "help")
STRIDE = dt.timedelta(minutes=3)
CARDED = dt.timedelta(minutes=7)
"""A little more than the longest time after which moderators see what waits for them."""
RELEASE = dt.timedelta(minutes=18)
"""A little more than the longest release delay that the set-up proposes."""


def _stories() -> list[dict[str, Any]]:
    stories: list[dict[str, Any]] = tomllib.loads(STORIES.read_text(encoding="utf-8"))["story"]
    return sorted(stories, key=lambda story: -story["hours_ago"])


def history() -> dt.timedelta:
    """How long before the visit the simulated clock has to start, so that all of it has happened."""
    return dt.timedelta(hours=_stories()[0]["hours_ago"] + 1)


async def seed(env: Env, world: World) -> None:
    """Set Onward up, let members share and moderators approve; afterwards it is `history()` later."""
    opening = env.now() + history()
    members = {actor.user.global_name: actor for actor in (world.ana, world.ben, world.chi)}
    await world.mo.send(world.general, "Welcome. Onward is here now: type `/` to see what it can do for you.")
    await set_up(world)
    for story in _stories():
        await _until(env, opening - dt.timedelta(hours=story["hours_ago"]))
        form = await members[story["author"]].slash(world.general, "rejection share")
        typed = {name: story[name] for name in TYPED if name in story}
        await _post(env, world, members[story["author"]], form, typed | {n: [story[n]] for n in CHOSEN})
        for feedback in story.get("feedback", ()):
            peer = members[feedback["author"]]
            form = await peer.click(_with_button(world.board, "Give feedback"), label="Give feedback")
            await _post(env, world, peer, form, {n: feedback[n] for n in ("like", "idea") if n in feedback})
    await _until(env, opening)
    _forget_private_answers(env)


async def set_up(world: World) -> None:
    """`/mod setup` as the moderator Mo: board, review channel and role; the other choices as proposed."""
    panel = (await world.mo.slash(world.mod_room, "mod setup")).response
    assert panel is not None
    for name, chosen in (("board", world.board), ("review", world.mod_room), ("role", world.moderators)):
        await world.mo.select(panel, [chosen], custom_id=control_id("setup-choose", name))
    await world.mo.click(panel, label="Test and save")


async def _post(env: Env, world: World, author: MemberActor, form: Any, fields: dict[str, Any]) -> None:
    """Fill in a form, post from the preview, let Mo approve, and wait until it is public."""
    preview = (await author.submit_modal(form, fields)).response
    assert preview is not None
    if _has(preview.message, MASK_ALL):
        await author.click(preview, label=MASK_ALL)
    await author.click(preview, label="Post")
    await skip(env, CARDED, STRIDE)
    await world.mo.click(_with_button(world.mod_room, "Approve"), label="Approve")
    await skip(env, RELEASE, STRIDE)


def _with_button(channel: ChannelHandle, label: str) -> discord.Message:
    """The newest message in a channel that carries that button."""
    for message in reversed(channel.history()):
        if _has(message, label):
            return message
    raise LookupError(f"no message in #{channel.name} has the button {label}")


def _has(message: discord.Message, label: str) -> bool:
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    return any(
        isinstance(item, discord.Button) and item.label == label for row in rows for item in row.children
    )


def _forget_private_answers(env: Env) -> None:
    """Ephemeral messages are gone once a client was closed, and everyone's was since then."""
    for messages in env.backend.messages.values():
        for message in [m for m in messages.values() if m.is_ephemeral]:
            del messages[message.id]


async def _until(env: Env, moment: dt.datetime) -> None:
    if moment > env.now():
        await skip(env, moment - env.now(), STRIDE)
