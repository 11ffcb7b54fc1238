"""Free text is screened before it is kept or goes anywhere: whoever is in a crisis is answered first."""

from __future__ import annotations

from typing import Any

import discord


async def intercepted(bot: Any, interaction: discord.Interaction[Any], *texts: str) -> bool:
    """True when the member was answered by the care for people in a crisis; then nothing is kept."""
    care = getattr(bot, "care", None)
    return care is not None and bool(await care.intercepts(interaction, "\n".join(texts)))


async def intercepted_message(bot: Any, message: discord.Message) -> bool:
    """The same for a message in a DM."""
    care = getattr(bot, "care", None)
    return care is not None and bool(await care.intercepts_message(message))
