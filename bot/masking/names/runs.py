"""What completes a name that is known in part: the capitals in its row, the list it stands in, its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.masking import cues
from bot.masking.lexicon import FIRST, PLACE
from bot.masking.names.guess import MASK, Guess
from bot.masking.tokens import Token, Words

_NEVER = cues.ROLES.keys() | cues.TITLES | cues.WORK | cues.MONTHS_AND_DAYS | cues.GREETINGS
_LINKS = frozenset("and n & und y et e or plus".split())
_AFFIXES = frozenset(
    "based like ish style led owned run born bred wide made level side time ready friendly only free era type "
    "area approved certified trained heavy first related specific facing backed adjacent branded".split()
)
_ROW = frozenset((" ", "-", " & "))
_NUMBER = re.compile(r"\d{1,5}[A-Za-z]?|[IVX]{2,4}|[A-Z]\d{1,2}")


def complete(tokens: Words, guesses: list[Guess]) -> None:
    """Names completed by their row of capitals, then by lists of names, then by a number behind them."""
    for start, end in _rows(tokens):
        _row(tokens, guesses, start, end)
    links = [at + 1 for at in tokens.at(_LINKS) if at + 1 < len(tokens)]
    for at in sorted({*tokens.joined, *links}):
        if at:
            _quoted(tokens, guesses, at)
            _hyphen(tokens, guesses, at)
            _listed(tokens, guesses, at)
    for at in sorted({*tokens.figures, *tokens.odd}):
        if at:
            _numbered(tokens, guesses, at)


def _taken(token: Token, guess: Guess) -> bool:
    return token.covered or (token.case != "P" and guess.score >= MASK)


def _rows(tokens: Words) -> Iterator[tuple[int, int]]:
    """Capitals in a row inside one sentence; ``of`` and ``&`` may stand between two of them."""
    done = 0
    for start in tokens.capitals:
        if start < done:
            continue
        end = start + 1
        while end < len(tokens) and tokens[end].gap in _ROW and not tokens[end - 1].tail:
            small = tokens[end].low == "of" and end + 1 < len(tokens)
            if tokens[end].case not in "TMU" and not (small and tokens[end + 1].case in "TMU"):
                break
            end += 1
        done = end
        if end - start > 1:
            yield start, end


def _row(tokens: Sequence[Token], guesses: list[Guess], start: int, end: int) -> None:
    """An employer, place or thing takes the rest of its row; a person only what stands between two parts."""
    sure = [at for at in range(start, end) if _taken(tokens[at], guesses[at])]
    if not sure:
        return
    kind = tokens[sure[0]].taken_as or guesses[sure[0]].kind
    inside = [at for at in range(sure[0], sure[-1]) if at not in sure]
    if kind in ("COMPANY", "SCHOOL", "PRODUCT", "OTHER", "LOCATION"):
        left, right = sure[0] - 1, sure[-1] + 1
        while right < end and _may_belong(tokens[right], False):
            inside.append(right)
            right += 1
        while left >= start:
            step = 2 if tokens[left].low == "of" else 1
            head = left - step + 1
            council = step == 1 and tokens[left + 1].low in cues.HEAD_OF and tokens[head].rank > 1
            council = (
                council
                and tokens[head].low not in cues.SPEAKS
                and not tokens[head].low.endswith(("ed", "ing", "ly"))
            )
            if head < start or not _may_belong(tokens[head], head == start and not council):
                break
            if (step == 2 or kind == "LOCATION") and tokens[head].low not in cues.HEAD_OF:
                break
            inside += range(head, left + 1)
            left = head - 1
    for at in inside:
        if not tokens[at].covered and tokens[at].case != "P":
            guess = guesses[at]
            guess.score, guess.kind, guess.rule, guess.sure = MASK, kind, "capitals in a row", False


def _may_belong(token: Token, first: bool) -> bool:
    if token.case != "T" or token.low in cues.STOP or token.low in _NEVER or (token.kept and not token.alone):
        return False
    if first and token.initial:
        return token.low in cues.HEAD_OF or token.rank in (0, 5, 6)
    return len(token.low) > 2 and not (token.kept and token.rank == 0 and not token.flags & PLACE)


def _quoted(tokens: Sequence[Token], guesses: list[Guess], at: int) -> None:
    """``Winthrop "Win" Aldersey``: what is quoted between the parts of a name is one."""
    if at + 1 == len(tokens) or tokens[at].gap.strip() not in ('"', "'", "(") or not tokens[at].capital:
        return
    if tokens[at + 1].gap.strip() not in ('"', "'", ")"):
        return
    left, right = guesses[at - 1], guesses[at + 1]
    if min(left.score, right.score) >= MASK and left.kind == "PERSON" and tokens[at + 1].capital:
        _adopt(guesses[at], left)


def _hyphen(tokens: Sequence[Token], guesses: list[Guess], at: int) -> None:
    """``ellie-mae``: the other half of a lower-case name."""
    left, right = tokens[at - 1], tokens[at]
    if right.gap != "-" or right.case != "l" or left.case != "l" or right.low in _AFFIXES | cues.STOP:
        return
    known = guesses[at - 1].score >= MASK > guesses[at].score and guesses[at - 1].kind == "PERSON"
    if known and (right.flags & FIRST or right.rank == 0):
        _adopt(guesses[at], guesses[at - 1])


def _listed(tokens: Sequence[Token], guesses: list[Guess], at: int) -> None:
    """``Rose, Lily and Iris``, ``boon n syafiqah``: beside a person in a list stands a person."""
    if at < 2 and tokens[at].gap.strip() != ",":
        return
    other = at - 2 if at > 1 and tokens[at - 1].low in _LINKS and tokens[at].gap == " " else at - 1
    if other == at - 1 and tokens[at].gap != ", ":
        return
    if other == at - 2 and tokens[at - 1].gap.strip() not in ("", ","):
        return
    for strong, weak in ((other, at), (at, other)):
        token = tokens[weak]
        if guesses[strong].score < MASK or guesses[strong].kind != "PERSON" or tokens[strong].covered:
            continue
        if _taken(token, guesses[weak]) or token.kept or token.low in cues.STOP | _NEVER or token.tail:
            continue
        cased = token.case == "T" and tokens[strong].case == "T"
        lower = token.case == "l" and tokens[strong].case == "l" and other == at - 2
        if (cased and token.flags & FIRST) or (
            lower and (token.rank == 0 or (token.flags & FIRST and token.rank > 1))
        ):
            _adopt(guesses[weak], guesses[strong])


def _numbered(tokens: Sequence[Token], guesses: list[Guess], at: int) -> None:
    """``Akti Miaouli 81,``, ``Hollow Tram II``: the number behind a place or thing, where nothing is counted."""
    left, right = tokens[at - 1], tokens[at]
    if (
        right.gap not in (" ", ", ")
        or right.covered
        or not left.capital
        or left.tail
        or not _NUMBER.fullmatch(right.text)
    ):
        return
    closed = at + 1 == len(tokens) or tokens[at + 1].gap.strip()[:1] in (".", ",", ")", ";", ":", "?", "!")
    guess = guesses[at - 1]
    if guess.score >= MASK and guess.kind == "PERSON" and right.text in _GENERATIONS:
        _adopt(guesses[at], guess)
    named = guess.score >= MASK and guess.kind in ("LOCATION", "OTHER", "PRODUCT", "COMPANY")
    if closed and named and (right.gap == " " or len(right.text) > 3) and not _year(right.text):
        _adopt(guesses[at], guess)


_GENERATIONS = frozenset(("II", "III", "IV", "Jr", "Sr"))


def _year(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("19", "20")


def _adopt(weak: Guess, strong: Guess) -> None:
    weak.score, weak.kind, weak.label, weak.rule, weak.sure = (
        MASK,
        strong.kind,
        strong.label,
        "beside a name",
        False,
    )
