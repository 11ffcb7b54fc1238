"""How long a post may be, as Discord counts it once nothing that was typed can be markup any more."""

from __future__ import annotations

from bot.board.post import Content
from bot.safety.neutral import harmless

FRAME = 4096
"""Characters in one embed's text; a longer post takes two."""
MESSAGE = 5400
"""Discord shows 6000 characters over all embeds of a message; the rest is for titles, fields and footer."""
FACT = 1024
"""Characters in one field."""
FORM = 4000
"""Characters that a form can hold: what is longer once it is masked could not be edited any more."""
TORN = 200
"""How many characters at the end of a frame may go to the next one, so that no word is torn."""


def frames(text: str) -> list[str]:
    """The text in one or two frames, each harmless by itself; to be asked only where it is not too long."""
    shown = harmless(text)
    if len(shown) <= FRAME:
        return [shown]
    # Cut before it is made harmless: a cut behind a backslash would set free what the backslash holds.
    cut = FRAME
    while (excess := len(harmless(text[:cut])) - FRAME) > 0:
        cut -= (excess + 1) // 2
    space = max(text.rfind(" ", cut - TORN, cut), text.rfind("\n", cut - TORN, cut))
    cut = space if space > 0 else cut
    return [harmless(text[:cut]), harmless(text[cut:])]


def too_long(content: Content) -> int:
    """By how many characters a post is too long for one message; 0 when it fits."""
    excess = [sum(map(len, frames(content.text))) - MESSAGE, len(content.text) - FORM]
    excess += [len(harmless(value)) - FACT for value in content.facts.values()]
    return max(0, *excess)
