"""What `doctor` looks at: whether prompts, questions and words can be read, and which of them did harm."""

from __future__ import annotations

from collections.abc import Sequence

from bot.checks import Finding, Ground, State
from bot.errors import StartupError
from cogs.encouragement.brought import dark_words
from cogs.encouragement.channels.themes import themes
from cogs.encouragement.prompts import load
from cogs.encouragement.questions import questions
from cogs.encouragement.rated import first_words
from cogs.encouragement.store import RatingStore

WHAT = "prompts"


async def prompts_check(ground: Ground) -> Sequence[Finding]:
    """One line on the files, and one on prompts that nobody is shown any more, if there are any."""
    try:
        prompts = load()
        questions(), themes(), dark_words()
    except StartupError as problem:
        return [Finding(WHAT, State.BAD, str(problem))]
    found = [Finding(WHAT, State.GOOD, f"{len(prompts)} can be read")]
    async with ground.database.begin() as session:
        retired = await RatingStore(ground.vault).retired(session)
    gone = [prompt_id for prompt_id in retired if first_words(prompt_id)]
    if gone:
        found.append(
            Finding(
                WHAT,
                State.LOOK,
                f"worse for more than a tenth of those who rated them, so shown to nobody: {', '.join(gone)}",
                "Rewrite them under new ids in cogs/encouragement/content/en.",
            )
        )
    return found
