"""Names: of people first, then of employers, places and things. Evidence is added up word by word.

Each word starts from what the lists and its capital say (``base``); the words around it add to that
(``context``, ``persons``); names then grow over their neighbours and spread through the story (``growth``).
What reaches ``MASK`` goes, what reaches ``OFFER`` is offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.masking import cues, lexicon
from bot.masking.found import Found
from bot.masking.lexicon import FIRST, LAST
from bot.masking.names.asides import asides
from bot.masking.names.base import base, describe
from bot.masking.names.context import add_cues, among_tools, letter
from bot.masking.names.growth import grow, pair, phrases, spread
from bot.masking.names.guess import MASK, OFFER, Guess, Style, style_of
from bot.masking.names.nicknames import nicknames
from bot.masking.names.runs import complete
from bot.masking.tokens import Token, Words


def think(tokens: Words) -> list[Guess]:
    """What is thought of each word that no earlier layer covered."""
    style = style_of(tokens)
    guesses = [Guess(-6.0) if token.dull else _guess(tokens, at, style) for at, token in enumerate(tokens)]
    nicknames(tokens, guesses)
    asides(tokens, guesses, style)
    phrases(tokens, guesses)
    grow(tokens, guesses)
    pair(tokens, guesses)
    grow(tokens, guesses)
    spread(tokens, guesses)
    complete(tokens, guesses)
    return guesses


def found(tokens: Words, guesses: list[Guess]) -> list[Found]:
    """The names, of one word or several, that the guesses make."""
    return list(_joined(tokens, guesses))


_BEFORE_MONTHS = frozenset(
    "in by until till since from before after of last next this late early mid around during for".split()
)


def _guess(tokens: Sequence[Token], at: int, style: Style) -> Guess:
    token = tokens[at]
    if token.case == "P" or token.covered or not token.text[0].isalpha():
        return Guess(-9.0)
    if len(token.text) == 1:
        return letter(tokens, at)
    score = base(token, style)
    if token.kept and (
        not token.alone or token.case == "U" or not token.flags & (FIRST | LAST) or token.low in cues.STOP
    ):
        score = -3.75 if token.alone and token.case == "T" and token.rank == 0 else -9.0
        before = tokens[at - 1].low if at and not token.initial else ""
        if token.capital and token.low in cues.CITY_WORDS and not token.initial:
            return Guess(1.5 if before in cues.IN else OFFER, "LOCATION", "place", "known place", True)
    elif token.kept and token.capital and token.low in cues.MONTHS_AND_DAYS:
        score = -9.0 if at and tokens[at - 1].low in _BEFORE_MONTHS else -1.0
    if score < -5:
        return Guess(score)
    guess = Guess(score)
    describe(token, guess)
    if not token.kept or token.alone:
        add_cues(tokens, at, guess)
    if token.of_kind:
        guess.score -= 1.5 if guess.sure else 5.0
    elif token.kept and token.low not in cues.MONTHS_AND_DAYS and token.flags & (FIRST | LAST):
        guess.score -= 5.0 if not token.flags & FIRST else 3.5 if token.low in lexicon.tools() else 2.2
    elif guess.score < 4.5 and not guess.sure and among_tools(tokens, at):
        guess.score -= 1.0 if token.flags & (FIRST | LAST) else 2.5
    return guess


def _joined(tokens: Sequence[Token], guesses: list[Guess]) -> Iterator[Found]:
    """Neighbouring words of one name as one find."""
    done = 0
    for at in [at for at, guess in enumerate(guesses) if guess.score >= OFFER]:
        guess = guesses[at]
        if at < done or tokens[at].covered:
            continue
        end = at
        masked = guess.score >= MASK
        while (
            end + 1 < len(tokens)
            and (guesses[end + 1].score >= MASK) == masked
            and guesses[end + 1].score >= OFFER
            and tokens[end + 1].gap in (" ", "-", ". ", "'", ' "', '" ', " & ")
            and not tokens[end].tail
            and not (tokens[end + 1].initial and tokens[end + 1].gap != "-")
            and not tokens[end + 1].covered
        ):
            end += 1
        yield _found(tokens[at : end + 1], guesses[at : end + 1], masked)
        done = end + 1


def _found(words: Sequence[Token], guesses: Sequence[Guess], masked: bool) -> Found:
    best = max(guesses, key=lambda g: (g.sure, g.label != "name", g.score))
    kind, label, rule = best.kind, best.label, best.rule
    last = words[-1].low
    if len(words) > 1 and last in cues.COMPANY_HEADS and words[-1].case != "l":
        kind, label, rule = (
            ("SCHOOL", "school", "ends like a school")
            if last in cues.SCHOOL_HEADS
            else ("COMPANY", "company", "ends like an employer")
        )
    full = masked and kind == "PERSON" and sum(w.low not in cues.PARTICLES for w in words) > 1
    confidence = round(min(0.98, 0.5 + 0.1 * max(g.score for g in guesses)) if masked else 0.4, 2)
    return Found(
        words[0].start,
        words[-1].end,
        kind,
        rule,
        confidence,
        label,
        action="mask" if masked else "suggest",
        fixed=full,
    )
