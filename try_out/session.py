"""What the page shows and does: the people, what each of them sees, and the passing of time."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from simcord import ChannelHandle, Env, MemberActor, UserHandle
from simcord.backend.access import can_access_channel
from simcord.backend.models import Channel, Message
from simcord.enums import ChannelType

from try_out.previews import LivePreview
from try_out.simulator import skip
from try_out.world import World

log = logging.getLogger("onward.try_out")

TICK = 0.5
"""Seconds between two moves of the clock while nobody acts."""
SHORTEST_STRIDE = dt.timedelta(seconds=15)
EXCERPT = 160
KINDS = {ChannelType.TEXT: "text", ChannelType.NEWS: "text", ChannelType.FORUM: "forum"}


@dataclass(frozen=True)
class Person:
    """Somebody whom the visitor can be."""

    actor: MemberActor
    role: str

    @property
    def id(self) -> str:
        return str(self.actor.id)

    @property
    def name(self) -> str:
        return self.actor.user.global_name or self.actor.name


class Session:
    """One visit: it owns the turn-taking between clicks, the clock and the pages that are open."""

    def __init__(self, env: Env, world: World, framed_by: tuple[str, ...]) -> None:
        self._env = env
        self._world = world
        people = [Person(actor, "member") for actor in (world.ana, world.ben, world.chi)]
        self._people = {person.id: person for person in [*people, Person(world.mo, "moderator")]}
        self._framed_by = framed_by
        self.turn = asyncio.Lock()
        """Held by whoever acts or lets time pass: SimCord takes one thing at a time."""
        self._previews: dict[tuple[str, int], LivePreview] = {}
        self._open = AsyncExitStack()
        self._published = len(env.backend.transcript)
        # How far the virtual clock is ahead of the real one; grows by what is skipped.
        self._lead = env.now().timestamp() - time.time()
        self.started = str(env.backend.snowflake())
        """All that is newer than this id happened during the visit."""

    def state(self) -> dict[str, Any]:
        """The virtual time, and for each person the channels, threads and the DM that they see, in order."""
        people = [
            {"id": p.id, "name": p.name, "role": p.role, "channels": self._channels(p)}
            for p in self._people.values()
        ]
        return {"now": self._env.now().isoformat(), "started": self.started, "people": people}

    def _channels(self, person: Person) -> list[dict[str, Any]]:
        shown = []
        for channel in self._visible(person):
            stored = self._env.backend.get_channel(channel.id)
            messages = self._messages(person, stored)
            entry: dict[str, Any] = {
                "id": str(channel.id),
                "name": channel.name or "Onward",
                "kind": "thread" if stored.is_thread else KINDS.get(ChannelType(stored.type), "dm"),
                "last": str(messages[-1].id) if messages else "0",
            }
            if stored.is_thread:
                starter = self._starter(stored)
                entry |= {
                    "parent": str(stored.parent_id),
                    "excerpt": _excerpt(starter) if starter else "",
                    "replies": len([m for m in messages if m is not starter]),
                }
            shown.append(entry)
        return shown

    def _visible(self, person: Person) -> list[ChannelHandle]:
        """Each channel followed by its threads, the newest first; at the end the DM."""
        channels = []
        for channel in person.actor.guild.channels.values():
            if self._env.backend.get_channel(channel.id).type in KINDS:
                channels += [channel, *sorted(channel.threads, key=lambda thread: -thread.id)]
        visible = [c for c in channels if can_access_channel(self._env, c.id, person.actor, history=True)]
        return [*visible, person.actor.user.dm_channel]

    def _messages(self, person: Person, channel: Channel) -> list[Message]:
        stored = self._env.backend.messages.get(channel.id, {}).values()
        return sorted((m for m in stored if m.visible_to(person.actor.id)), key=lambda m: m.id)

    def picture(self, person_id: str) -> bytes:
        """That person's portrait, a PNG. LookupError for nobody."""
        return self._world.pictures[self._people[person_id].actor.id]

    def _starter(self, thread: Channel) -> Message | None:
        """The message that a thread hangs on: in its channel, or, in a forum, its own first."""
        own = self._env.backend.messages.get(thread.id, {})
        above = self._env.backend.messages.get(thread.parent_id or 0, {})
        return above.get(thread.id) or (own[min(own)] if own else None)

    async def open(self, person_id: str, channel_id: str, zone: str) -> str:
        """The address of a channel as that person sees it. LookupError if they do not see it."""
        person = self._people[person_id]
        channel = {str(c.id): c for c in self._visible(person)}[channel_id]
        key = (person_id, channel.id)
        async with self.turn:
            if key not in self._previews:
                viewer: MemberActor | UserHandle = person.actor if channel.guild else person.actor.user
                preview = LivePreview(
                    self._env,
                    channel,
                    viewer,
                    turn=self.turn,
                    framed_by=self._framed_by,
                    zone=zone,
                    assets=self._world.assets,
                )
                self._previews[key] = await self._open.enter_async_context(preview)
            else:
                await self._previews[key].refresh()
        return self._previews[key].url

    async def skip(self, duration: dt.timedelta) -> None:
        """Go ahead in time; what was due on the way has happened when this returns."""
        async with self.turn:
            self._lead += duration.total_seconds()
            await self._catch_up(stride=max(SHORTEST_STRIDE, duration / 300))

    async def run(self) -> None:
        """Let the virtual clock follow the real one, and show in the open pages what happens by itself."""
        while True:
            await asyncio.sleep(TICK)
            async with self.turn:
                try:
                    await self._catch_up()
                except TimeoutError as error:
                    log.warning("The bot is still busy: %s", error)

    async def _catch_up(self, stride: dt.timedelta | None = None) -> None:
        behind = time.time() + self._lead - self._env.now().timestamp()
        if behind > 0:
            await skip(self._env, dt.timedelta(seconds=behind), stride)
        # Each event and each call lands in the transcript: while it stays as it is, so do the pages.
        if len(self._env.backend.transcript) != self._published:
            self._published = len(self._env.backend.transcript)
            for preview in self._previews.values():
                if preview.is_watched:
                    await preview.refresh()

    async def close(self) -> None:
        """Close the pages that are open."""
        await self._open.aclose()


def _excerpt(message: Message) -> str:
    """The first words of a message, also of one made of components."""
    texts = [
        message.content,
        *_texts(message.components),
        *(e.get("description") or "" for e in message.embeds),
    ]
    whole = " ".join(" ".join(texts).split())
    return whole if len(whole) <= EXCERPT else whole[: EXCERPT - 1].rstrip() + "…"


def _texts(components: list[dict[str, Any]]) -> list[str]:
    found = []
    for component in components:
        if isinstance(text := component.get("content"), str):
            found.append(text)
        found += _texts(component.get("components") or [])
    return found
