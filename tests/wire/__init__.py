"""A small Discord on the loopback interface: real HTTP, a real gateway websocket, and people who use it.

A bot runs against it as an ordinary process. `WireServer` is the place to start, `Person` is how a test acts.
"""

from __future__ import annotations

from tests.wire.people import Person
from tests.wire.process import BotProcess
from tests.wire.server import WireServer
from tests.wire.world import World

__all__ = ["BotProcess", "Person", "WireServer", "World"]
