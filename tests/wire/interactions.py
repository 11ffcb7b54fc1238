"""Interactions in flight: what was sent to the bot, when it was acknowledged, and what is seen of it."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass, field

from tests.wire.api import ApiError, unknown
from tests.wire.payloads import EPHEMERAL, member_payload, text_of, user_payload
from tests.wire.permissions import in_channel
from tests.wire.world import DM, Payload, User, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
FIRST_ANSWER_WITHIN, TOKEN_LIVES = 3.0, 900.0


@dataclass(slots=True)
class Interaction:
    """One thing a person did and all that came back; messages are live: edits show up in them."""

    id: int
    token: str
    kind: int
    user: User
    channel: Payload
    source: Payload | None = None
    sent_at: float = field(default_factory=time.perf_counter)
    ack_seconds: float | None = None
    answer_type: int | None = None
    original: Payload | None = None
    followups: list[Payload] = field(default_factory=list)
    modal: Payload | None = None
    choices: list[Payload] = field(default_factory=list)
    deferred_flags: int | None = None
    changes: int = 0
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def messages(self) -> list[Payload]:
        """What the person sees because of this, oldest first, deleted ones left out."""
        shown = [self.original] if self.original else []
        return [m for m in shown + self.followups if not m.get("deleted")]

    @property
    def text(self) -> str:
        return "\n".join(text_of(message) for message in self.messages)

    @property
    def message(self) -> Payload:
        """The newest message that is seen."""
        assert self.messages, f"nothing was answered (acknowledged: {self.answer_type})"
        return self.messages[-1]

    @property
    def ephemeral(self) -> bool:
        """Whether nobody else sees any of it."""
        return all(message["flags"] & EPHEMERAL for message in self.messages)

    def check_alive(self, token: str) -> None:
        """Raise what Discord answers to a wrong, late or second first answer."""
        age = time.perf_counter() - self.sent_at
        if token != self.token or (self.answer_type is None and age > FIRST_ANSWER_WITHIN):
            raise unknown("Interaction")
        if self.answer_type is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")


class Interactions:
    """All interactions by id and by token, and the ephemeral messages, which no channel lists."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.by_id: dict[int, Interaction] = {}
        self.by_token: dict[str, Interaction] = {}

    def start(
        self, kind: int, user: User, channel: Payload, data: Payload, source: Payload | None = None
    ) -> Interaction:
        """Send INTERACTION_CREATE and return what will become of it."""
        world = self.world
        interaction = Interaction(world.next_id(), secrets.token_urlsafe(48), kind, user, channel, source)
        self.by_id[interaction.id] = self.by_token[interaction.token] = interaction
        payload = self._payload(interaction, data)
        interaction.sent_at = time.perf_counter()
        world.emit("INTERACTION_CREATE", payload, channel.get("guild_id"))
        return interaction

    def _payload(self, interaction: Interaction, data: Payload) -> Payload:
        world, user, channel = self.world, interaction.user, interaction.channel
        payload: Payload = {
            "id": str(interaction.id),
            "application_id": str(world.application_id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": channel["id"],
            "channel": channel | {"permissions": str(in_channel(world, user.id, channel))},
            "locale": user.locale,
            "entitlements": [],
            "authorizing_integration_owners": {"0": channel.get("guild_id", "0")},
            "context": 1 if channel["type"] == DM else 0,
            "attachment_size_limit": 10 * 1024 * 1024,
            "app_permissions": str(in_channel(world, world.bot.id, channel)),
        }
        if interaction.source is not None:
            payload["message"] = {k: v for k, v in interaction.source.items() if k != "deleted"}
        guild = world.guild_of(channel)
        if guild is None:
            return payload | {"user": user_payload(user)}
        member = member_payload(guild.members[user.id])
        return payload | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": member | {"permissions": str(in_channel(world, user.id, channel))},
        }

    def find(self, token: str) -> Interaction:
        """The interaction whose follow-up webhook this token is."""
        interaction = self.by_token.get(token)
        if interaction is None or interaction.answer_type is None:
            raise unknown("Webhook")
        if time.perf_counter() - interaction.sent_at > TOKEN_LIVES:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return interaction
