"""Prompts that did harm are shown to nobody any more, and to moderators as something to look at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import discord

from bot.health import Finding
from bot.words import t
from cogs.encouragement.rated import first_words
from cogs.encouragement.service import Encouragement

SHOWN = 5


def retired_prompts(service: Encouragement) -> Callable[[discord.Guild], Awaitable[Sequence[Finding]]]:
    """A check of `/mod health`. Figures are totals over all servers, rounded; nobody's rating can be read from them."""

    async def check(_guild: discord.Guild) -> Sequence[Finding]:
        gone = await service.retired()
        lines = [
            t(
                "“{words}” ({id}): about {share} % said that it made things worse.",
                words=first_words(prompt_id),
                id=prompt_id,
                share=max(share, 10),
            )
            for prompt_id, share in list(gone.items())[:SHOWN]
        ]
        if not lines:
            return []
        more = t(" And {count} more.", count=len(gone) - SHOWN) if len(gone) > SHOWN else ""
        head = t("Prompts that nobody is shown any more, for whoever runs this bot to rewrite: ")
        return [Finding(head + " ".join(lines) + more, good=False)]

    return check
