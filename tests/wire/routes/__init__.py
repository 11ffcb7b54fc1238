"""The REST routes, by kind of thing; importing this package registers them all."""

from __future__ import annotations

from tests.wire.routes import applications, channels, guilds, interactions, messages, threads

__all__ = ["applications", "channels", "guilds", "interactions", "messages", "threads"]
