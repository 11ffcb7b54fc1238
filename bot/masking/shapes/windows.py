"""The parts of a text that a costly pattern has to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.masking.tokens import Token

REACH = 60
"""Characters on either side of a word that sets a detector off; longer than anything before or after it in a find."""


def figured(token: Token) -> bool:
    """Whether the word holds a figure or is a number in words, as in a dictated telephone number."""
    return token.text[0].isdigit() or token.text[-1].isdigit() or token.low in _DICTATED


_DICTATED = frozenset("zero oh one two three four five six seven eight nine double triple".split())


def around(text: str, tokens: Sequence[Token], wanted: Callable[[Token], bool]) -> list[tuple[int, int]]:
    """Stretches around the wanted words, widened to the next gap between words and joined where they meet."""
    stretches: list[tuple[int, int]] = []
    for token in tokens:
        if not wanted(token):
            continue
        start, end = max(0, token.start - REACH), min(len(text), token.end + REACH)
        while start and not text[start - 1].isspace() and token.start - start < 2 * REACH:
            start -= 1
        while end < len(text) and not text[end].isspace() and end - token.end < 2 * REACH:
            end += 1
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches
