"""People: how a test types, clicks and reads."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.wire import commands, components
from tests.wire.entities import Resolver
from tests.wire.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction
from tests.wire.payloads import message_payload, text_of
from tests.wire.permissions import in_channel
from tests.wire.routes.interactions import DEFER, DEFER_UPDATE
from tests.wire.routes.messages import keep
from tests.wire.world import DM, Guild, Payload, User

if TYPE_CHECKING:
    from tests.wire.server import WireServer

PATIENCE = 3.0  # seconds until Discord writes "The application did not respond"


class Person:
    """One member of one server. Everything they do returns what they see of the bot's answer.

    `at` is a channel, the member's own by default; `DM` (of world.py) means the bot's direct messages.
    """

    def __init__(self, server: WireServer, user: User, guild: Guild, channel: Payload | None) -> None:
        self.server, self.user, self.guild, self.channel = server, user, guild, channel

    @property
    def id(self) -> int:
        return self.user.id

    # doing

    async def slash(self, command: str, /, *, at: Payload | int | None = None, **options: Any) -> Interaction:
        """Type a command: `slash("mod block", post="K7Q2")`. Options as a client would take them."""
        place, resolver = self._place(at), Resolver(self.server.world, self)
        found, path = self._command(command, place)
        return await self._send(COMMAND, place, commands.slash(resolver, found, path, options))

    async def autocomplete(
        self,
        command: str,
        option: str,
        typed: str = "",
        /,
        *,
        at: Payload | int | None = None,
        **options: Any,
    ) -> list[Payload]:
        """The suggestions while `typed` stands in an option."""
        place, resolver = self._place(at), Resolver(self.server.world, self)
        found, path = self._command(command, place)
        data = commands.slash(resolver, found, path, options | {option: typed}, focus=option)
        return (await self._send(AUTOCOMPLETE, place, data)).choices

    async def menu(self, name: str, message: Payload) -> Interaction:
        """Choose an entry of a message's context menu."""
        place, resolver = self._place_of(message), Resolver(self.server.world, self)
        found = commands.find(self.server.world, name, commands.MESSAGE_MENU, self._guild_id(place))
        commands.check_allowed(found, in_channel(self.server.world, self.id, place), place)
        data = {"id": found["id"], "name": name, "type": commands.MESSAGE_MENU}
        data["target_id"] = resolver.message(message)
        return await self._send(COMMAND, place, data | {"resolved": resolver.resolved})

    async def click(self, message: Payload, what: str) -> Interaction:
        """Press a button, named by its label or custom_id."""
        button = components.find(message, what, {components.BUTTON})
        data = {"custom_id": button["custom_id"], "component_type": components.BUTTON}
        return await self._send(COMPONENT, self._place_of(message), data, message)

    async def select(self, message: Payload, what: str, *values: Any) -> Interaction:
        """Choose in a select, named by its placeholder or custom_id ("" for the only one)."""
        resolver = Resolver(self.server.world, self)
        field = components.find(message, what, components.SELECTS)
        data = {"custom_id": field["custom_id"], "component_type": field["type"]}
        data["values"] = components.chosen(field, values, resolver)
        data |= {"resolved": resolver.resolved} if resolver.resolved else {}
        return await self._send(COMPONENT, self._place_of(message), data, message)

    async def submit_modal(self, opened: Interaction, values: dict[str, Any]) -> Interaction:
        """Fill in and send the modal that an interaction opened; fields by label or custom_id."""
        assert opened.modal is not None, f"no modal was opened, but: {opened.text}"
        resolver = Resolver(self.server.world, self)
        data = {"custom_id": opened.modal["custom_id"]}
        data["components"] = components.fill(opened.modal, values, resolver)
        data |= {"resolved": resolver.resolved} if resolver.resolved else {}
        return await self._send(MODAL_SUBMIT, opened.channel, data, opened.source)

    def say(self, text: str, at: Payload | int | None = None, *files: tuple[str, bytes]) -> Payload:
        """Write a plain message."""
        place, resolver = self._place(at), Resolver(self.server.world, self)
        message = message_payload(self.server.world, place, self.user, {"content": text})
        for name, data in files:
            resolver.file(name, data)
        message["attachments"] = list(resolver.resolved.get("attachments", {}).values())
        keep(self.server.world, place, message)
        return message

    async def dm(self, text: str, *files: tuple[str, bytes], within: float = 5.0) -> Payload:
        """Write to the bot and return its next message there."""
        before = len(self.inbox)
        self.say(text, DM, *files)
        return await self.next_dm(before, within)

    # seeing

    @property
    def inbox(self) -> list[Payload]:
        """What the bot wrote to this person directly, oldest first."""
        world = self.server.world
        messages = world.in_channel(world.dm(self.user))
        return [m for m in messages if m["author"]["id"] == str(world.bot.id)]

    async def next_dm(self, after: int, within: float = 5.0) -> Payload:
        """The bot's direct message number `after` (counted from 0), once it is there."""
        await self.server.world.until(lambda: len(self.inbox) > after, within, "a direct message")
        return self.inbox[after]

    def sees(self, channel: Payload) -> str:
        """All that this person can read in a channel."""
        if not in_channel(self.server.world, self.id, channel):
            return ""
        return "\n".join(map(text_of, self.server.world.in_channel(channel)))

    # how

    def _place(self, at: Payload | int | None) -> Payload:
        if at == DM:
            return self.server.world.dm(self.user)
        place = self.channel if at is None else at
        assert isinstance(place, dict), f"{self.user.name} is in no channel"
        return place

    def _place_of(self, message: Payload) -> Payload:
        return self.server.world.channels[int(message["channel_id"])]

    def _guild_id(self, place: Payload) -> int | None:
        return None if place["type"] == DM else self.guild.id

    def _command(self, text: str, place: Payload) -> tuple[Payload, list[str]]:
        name, *path = text.removeprefix("/").split()
        found = commands.find(self.server.world, name, commands.SLASH, self._guild_id(place))
        commands.check_allowed(found, in_channel(self.server.world, self.id, place), place)
        return found, path

    async def _send(
        self, kind: int, place: Payload, data: Payload, source: Payload | None = None
    ) -> Interaction:
        """Send an interaction; wait for its acknowledgement and, after a deferral, for something to see."""
        world = self.server.world
        assert in_channel(world, self.id, place), f"{self.user.name} cannot see that channel"
        assert source is None or not source.get("deleted"), "that message is gone"
        sent = self.server.interactions.start(kind, self.user, place, data, source)
        try:
            await asyncio.wait_for(sent.acknowledged.wait(), PATIENCE)
        except TimeoutError:
            raise AssertionError("The application did not respond") from None
        if sent.answer_type == DEFER:
            await world.until(lambda: sent.messages, PATIENCE * 2, "an answer after the deferral")
        elif sent.answer_type == DEFER_UPDATE:
            await world.until(
                lambda: sent.changes or sent.followups, PATIENCE * 2, "a change after the deferral"
            )
        return sent
