"""Put this folder on PYTHONPATH and any discord.py process talks to the server named in WIRE_URL instead.

Python imports `sitecustomize` before the program; the two addresses are changed when discord.py is imported,
so the program itself stays as it is. WIRE_BACKOFF says how many seconds it waits between two attempts to connect.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

WIRE_URL = os.environ.get("WIRE_URL", "")
WIRE_BACKOFF = os.environ.get("WIRE_BACKOFF", "")


def redirect_rest(module: ModuleType) -> None:
    module.Route.BASE = f"{WIRE_URL}/api/v10"


def redirect_gateway(module: ModuleType) -> None:
    module.DiscordWebSocket.DEFAULT_GATEWAY = module.yarl.URL(f"{WIRE_URL.replace('http', 'ws', 1)}/gateway/")


def wait_always_as_long(module: ModuleType) -> None:
    if WIRE_BACKOFF:
        module.ExponentialBackoff.delay = lambda _: float(WIRE_BACKOFF)


CHANGES: dict[str, Callable[[ModuleType], None]] = {
    "discord.http": redirect_rest,
    "discord.gateway": redirect_gateway,
    "discord.backoff": wait_always_as_long,
}


class Redirect(MetaPathFinder):
    """Finds these modules as usual and changes each right after it was executed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        change = CHANGES.get(name)
        spec = PathFinder.find_spec(name, path, target) if change else None
        if spec is None or spec.loader is None or change is None:
            return None
        execute = spec.loader.exec_module

        def execute_and_change(module: ModuleType) -> None:
            execute(module)
            change(module)

        spec.loader.exec_module = execute_and_change  # type: ignore[method-assign]  # one module's own loader
        return spec


if WIRE_URL:
    sys.meta_path.insert(0, Redirect())
