"""What a REST route is: a function from one call to a payload, or an error with Discord's own number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.wire.world import Payload, World

if TYPE_CHECKING:
    from tests.wire.interactions import Interactions

Handler = Callable[..., Any]


class ApiError(Exception):
    """An answer that is no success: HTTP status, Discord's error code and its sentence."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status, self.code, self.message = status, code, message

    def payload(self) -> Payload:
        return {"code": self.code, "message": self.message}


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def unknown(thing: str) -> ApiError:
    """404 with the number that Discord gives this kind of thing."""
    codes = {
        "Channel": 10003,
        "Guild": 10004,
        "Member": 10007,
        "Message": 10008,
        "Role": 10011,
        "User": 10013,
        "Webhook": 10015,
        "Interaction": 10062,
        "application command": 10063,
    }
    return ApiError(404, codes[thing], f"Unknown {thing}")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def invalid_form(message: str = "Invalid Form Body") -> ApiError:
    return ApiError(400, 50035, message)


@dataclass(slots=True)
class Upload:
    """A file of a multipart call; `field_name` is `files[0]` and so on."""

    field_name: str
    filename: str
    content_type: str
    data: bytes


@dataclass(slots=True)
class Call:
    """One REST call, read but not yet carried out."""

    world: World
    interactions: Interactions
    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    json: Any = None
    files: list[Upload] = field(default_factory=list)
    multipart: bool = False
    reason: str | None = None

    @property
    def body(self) -> Payload:
        """The JSON object that was sent."""
        if not isinstance(self.json, dict):
            raise invalid_form()
        return self.json


ROUTES: list[tuple[str, str, Handler]] = []


def route(method: str, template: str) -> Callable[[Handler], Handler]:
    """Register a handler; `{names}` of the template arrive as keywords, as numbers where they are numbers."""

    def register(handler: Handler) -> Handler:
        ROUTES.append((method, template, handler))
        return handler

    return register
