"""From what a test passes (a person, a channel, a file) to ids and an interaction's "resolved" part."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any

from tests.wire.api import Upload
from tests.wire.payloads import attachment, member_payload, user_payload
from tests.wire.permissions import in_channel
from tests.wire.world import Payload, User, World

if TYPE_CHECKING:
    from tests.wire.people import Person


class Resolver:
    """Collects the objects behind the ids of one interaction."""

    def __init__(self, world: World, person: Person) -> None:
        self.world, self.person = world, person
        self.resolved: Payload = {}

    def file(self, name: str, data: bytes) -> str:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        described = attachment(self.world, Upload("file", name, kind, data))
        self._put("attachments", described["id"], described)
        return str(described["id"])

    def entity(self, value: Any) -> str:
        """The id of a person, user, role or channel."""
        user = value if isinstance(value, User) else getattr(value, "user", None)
        if user is not None:
            return self._user(user)
        if "type" in value:
            bits = in_channel(self.world, self.person.user.id, value)
            self._put("channels", value["id"], value | {"permissions": str(bits)})
        else:
            self._put("roles", value["id"], value)
        return str(value["id"])

    def message(self, message: Payload) -> str:
        self._put("messages", message["id"], message)
        return str(message["id"])

    def _user(self, user: User) -> str:
        self._put("users", str(user.id), user_payload(user))
        guild = self.person.guild
        if user.id in guild.members:
            self._put("members", str(user.id), member_payload(guild.members[user.id], with_user=False))
        return str(user.id)

    def _put(self, kind: str, key: str, payload: Payload) -> None:
        self.resolved.setdefault(kind, {})[key] = payload
