"""What happened in the server before the visitor came, played through the bot by its members."""

from __future__ import annotations

from simcord import Env

from try_out.world import World


async def seed(env: Env, world: World) -> None:
    """Set Onward up and let members share; afterwards the board holds a few posts."""
    await world.ben.send(world.general, "Welcome. Type `/` to see what Onward can do.")
