"""How names grow over their neighbours and spread through a story."""

from __future__ import annotations

from collections.abc import Sequence

from bot.masking import cues
from bot.masking.lexicon import FIRST, LAST
from bot.masking.names.context import stands_free
from bot.masking.names.guess import MASK, Guess
from bot.masking.tokens import Token, Words
from bot.masking.typos import is_typo


def phrases(tokens: Words, guesses: list[Guess]) -> None:
    """Two or more capitals in a row inside a sentence are a name, whatever the words (``the Tarn
    Telescope``).
    """
    for at in tokens.capitals:
        if not at or tokens[at].gap != " ":
            continue
        left, right = tokens[at - 1], tokens[at]
        if right.gap == " " and not left.tail and _loose(left) and _loose(right) and not left.initial:
            for guess in guesses[at - 1 : at + 1]:
                if -1.0 < guess.score < MASK:
                    guess.score, guess.rule = MASK, "capitals in a row"
        elif (
            right.gap == " "
            and left.initial
            and left.rank == 0
            and left.capital
            and right.capital
            and not right.kept
            and -1.0 < guesses[at - 1].score < MASK
        ):
            guesses[at - 1].score = MASK


def _loose(token: Token) -> bool:
    return (
        token.case == "T"
        and not token.kept
        and not token.covered
        and token.low not in cues.STOP | cues.TITLES
        and len(token.low) > 2
    )


_BRIDGES = cues.PARTICLES | {"of", "the", "for"}


def grow(tokens: Words, guesses: list[Guess]) -> None:
    """A name takes in the capitals beside it, the particles between, and in lower case a surname after it."""
    for at in range(1, len(tokens)):
        if (guesses[at].score >= MASK) == (guesses[at - 1].score >= MASK):
            continue
        left, right = tokens[at - 1], tokens[at]
        if (
            right.gap not in (" ", "-", ". ")
            or left.tail
            or right.covered
            or left.covered
            or "P" in (left.case, right.case)
        ):
            continue
        if right.gap == ". " and not (len(left.text) == 1 or right.gap == "-"):
            continue
        if guesses[at - 1].score >= MASK > guesses[at].score and _continues(tokens, at, guesses[at - 1]):
            _adopt(guesses[at], guesses[at - 1])
        elif guesses[at].score >= MASK > guesses[at - 1].score and _begins(tokens, at):
            _adopt(guesses[at - 1], guesses[at])
    for at in tokens.at(_BRIDGES):
        if 0 < at < len(tokens) - 1:
            _bridge(tokens, guesses, at)


def _continues(tokens: Sequence[Token], at: int, guess: Guess) -> bool:
    left, right = tokens[at - 1], tokens[at]
    if len(right.text) == 1 and right.gap == " ":
        closed = at + 1 == len(tokens) or tokens[at + 1].gap.startswith(".")
        return guess.kind == "PERSON" and bool(left.flags & FIRST) and closed and right.text not in "aiI"
    if right.gap == "-" and right.capital and left.capital and right.low not in cues.STOP:
        return True
    if right.capital or right.case == "U":
        surname = guess.kind == "PERSON" and right.alone and right.flags & LAST and right.capital
        return (
            not (right.kept and right.low not in cues.COMPANY_HEADS and not surname)
            and right.low not in cues.STOP
            and (right.case != "U" or (len(right.text) < 3 and right.gap == "-"))
        )
    if right.gap == "-":
        return left.capital and right.rank == 0
    if (
        left.case == "l"
        and left.rank == 0
        and right.low in cues.COMPANY_HEADS
        and guess.kind in ("COMPANY", "OTHER")
    ):
        return True
    if (
        left.case == "l"
        and guess.kind == "PERSON"
        and left.flags & FIRST
        and right.flags & LAST
        and right.rank > 1
        and right.low not in cues.STOP
    ):
        return stands_free(tokens, at)
    return (
        left.case == "l"
        and guess.kind == "PERSON"
        and right.case == "l"
        and not right.kept
        and (
            (right.rank in (0, 6) and bool(right.flags & (LAST | FIRST)))
            or (right.rank == 0 and not is_typo(right.low))
        )
    )


_OPENERS = frozenset(cues.ROLES) | cues.TITLES | cues.PEOPLE | {"is", "was", "the"}


def _begins(tokens: Sequence[Token], at: int) -> bool:
    left, right = tokens[at - 1], tokens[at]
    if left.case == "l" and right.case == "l":
        before = tokens[at - 2] if at > 1 else None
        opens = left.initial or before is None or left.gap != " " or before.low in _OPENERS
        return (
            opens
            and bool(left.flags & FIRST)
            and left.low not in cues.STOP
            and (right.rank == 0 or bool(right.flags & LAST))
        )
    if not right.capital:
        return False
    if left.kept and left.flags & FIRST and right.gap == " " and right.rank == 0 and left.case == "T":
        return not left.initial or bool(right.flags & LAST)
    if (
        left.kept
        or left.low in cues.STOP
        or left.low in cues.TITLES
        or left.low in cues.ROLES
        or left.low in cues.GREETINGS
        or not left.capital
    ):
        return False
    if right.gap == "-" and len(left.text) > 2:
        return True
    if left.initial:
        return (
            bool(left.flags & (FIRST | LAST)) or left.rank in (0, 4, 5, 6) or right.low in cues.COMPANY_HEADS
        )
    return True


def _bridge(tokens: Sequence[Token], guesses: list[Guess], at: int) -> None:
    before, after = guesses[at - 1], guesses[at + 1]
    left, middle, right = tokens[at - 1 : at + 2]
    if (
        left.tail
        or not right.capital
        or left.covered
        or right.covered
        or (middle.gap, right.gap) not in ((" ", " "), ("-", " "), (" ", "-"), ("-", "-"))
    ):
        return
    name = middle.low in cues.PARTICLES - {"y", "o", "e", "a", "al"} or (
        middle.low in ("y", "e", "al") and before.kind == "PERSON"
    )
    if name and before.score >= MASK and left.capital and right.low not in cues.STOP and not right.kept:
        _adopt(guesses[at], before)
        if after.score < MASK:
            _adopt(after, before)
    elif name and after.score >= MASK and middle.capital and not middle.initial:
        _adopt(guesses[at], after)
    elif (
        middle.low == "of"
        and after.score >= MASK
        and left.capital
        and not left.kept
        and left.low not in cues.STOP | cues.ROLES.keys()
        and (not left.initial or left.low in cues.HEAD_OF or left.gap.endswith(("(", '"')))
    ):
        _adopt(guesses[at], after)
        _adopt(before, after)


def _adopt(weak: Guess, strong: Guess) -> None:
    weak.score, weak.kind, weak.label, weak.rule, weak.sure = (
        max(strong.score, MASK),
        strong.kind,
        strong.label,
        strong.rule,
        strong.sure,
    )


def pair(tokens: Words, guesses: list[Guess]) -> None:
    """``Anna and Bo``: what stands beside a name, joined by ``and`` or a comma, and could be one, is one."""
    for at in (at + 1 for at in tokens.places.get("and", ()) if 0 < at < len(tokens) - 1):
        first, link, second = tokens[at - 2], tokens[at - 1], tokens[at]
        if link.gap != " " or second.gap != " " or first.tail:
            continue
        one, two = guesses[at - 2], guesses[at]
        for strong, weak, token in ((one, two, second), (two, one, first)):
            could = (
                token.flags & FIRST
                and (token.capital or token.rank > 1)
                and token.low not in cues.STOP
                and not token.covered
            )
            if strong.score >= MASK > weak.score and strong.kind == "PERSON" and could and not token.kept:
                weak.score, weak.kind, weak.rule, weak.label = MASK, "PERSON", "beside a name", "name"


def spread(tokens: Words, guesses: list[Guess]) -> None:
    """A name found once goes everywhere: in any case if it is no word, with a capital if it is one."""
    found: dict[str, Guess] = {}
    for token, guess in zip(tokens, guesses, strict=True):
        if (
            guess.score >= MASK
            and len(token.low) > 1
            and token.low not in cues.STOP
            and token.low not in cues.PARTICLES
            and token.low not in cues.COMPANY_HEADS
        ):
            known = found.get(token.low)
            if known is None or (guess.sure and not known.sure):
                found[token.low] = guess
    for low, known in found.items():
        plural = [at for at in tokens.places.get(f"{low}s", ()) if tokens[at].rank in (0, 6)]
        for at in (*tokens.places.get(low, ()), *(plural if f"{low}s" not in found else ())):
            token, guess = tokens[at], guesses[at]
            if token.covered or (token.kept and (token.case == "l" or _attribute(tokens, at))):
                continue
            shouted = token.case == "U" and known.sure and token.rank > 1
            if token.rank in (0, 6) or token.capital or shouted:
                guess.score = max(guess.score, known.score)
                if not guess.sure:
                    guess.kind, guess.label, guess.rule = known.kind, known.label, known.rule


def _attribute(tokens: Sequence[Token], at: int) -> bool:
    """``a Christian thing``: a word that must stay, with an article before it and a noun behind."""
    before = tokens[at - 1].low if at else ""
    noun = at + 1 < len(tokens) and tokens[at + 1].gap == " " and tokens[at + 1].low not in cues.STOP
    return noun and before in ("a", "an", "the", "my", "our", "very", "no", "any", "not")
