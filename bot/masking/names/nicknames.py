"""People by less than a name: nicknames, a first name and a letter, a title and a letter, initials in copy."""

from __future__ import annotations

from collections.abc import Sequence

from bot.masking import cues
from bot.masking.lexicon import FIRST
from bot.masking.names.guess import MASK, OFFER, Guess
from bot.masking.tokens import Token

_BIG = frozenset("big wee young old little lil auld tall fat mad crazy lucky long tiny".split())
_CHAT_LETTERS = frozenset("aiurnbckxwyeozv")
_MANAGES = frozenset("runs owns manages heads leads chairs".split())
_DESK = frozenset(
    "office hr agency desk panel team floor kitchen crewing union finance payroll reception shop".split()
)
_BEFORE_LETTER = frozenset("called named nicknamed name only gave me just as signed".split())
_BY = (
    ("goes", "by"),
    ("go", "by"),
    ("went", "by"),
    ("known", "as"),
    ("nicknamed", "him"),
    ("nicknamed", "her"),
)
_NEVER = cues.STOP | cues.MONTHS_AND_DAYS
_THEM = frozenset("me him her them us".split())
_LAST_BEFORE = _THEM | {"by", "as"}
_ALSO_VERBS = frozenset(
    "rose mark chase bob grant jack rob sue drew bill wade skip chip pat hope dawn".split()
)


def nicknames(tokens: Sequence[Token], guesses: list[Guess]) -> None:
    """Raise the words that stand for a person by the words right around them."""
    for at, token in enumerate(tokens):
        if token.case == "P" or token.covered or not token.text[0].isalpha():
            continue
        if (
            token.dull
            and len(token.text) > 1
            and token.rank < 3
            and (not at or tokens[at - 1].low not in _LAST_BEFORE)
        ):
            continue
        before = tokens[at - 1] if at else None
        if before is not None and (_called(tokens, at) or _big(before, token)):
            _raise(guesses[at], MASK + 1, _label(tokens, at), "nickname")
        elif len(token.text) == 1:
            if before is not None and _letter(tokens, at, before):
                _raise(guesses[at], MASK, _label(tokens, at), "initials")
        elif before is not None and _copied(token, before):
            _raise(guesses[at], MASK, _label(tokens, at), "initials")
        elif _with_letter(tokens, at):
            _raise(guesses[at], MASK + 1, _label(tokens, at), "name and letter")
            _raise(guesses[at + 1], MASK + 1, _label(tokens, at), "name and letter")
        elif token.case == "l" and token.flags & FIRST and token.low not in cues.STOP:
            _word(tokens, at, guesses[at], _label(tokens, at))


def _raise(guess: Guess, score: float, label: str, rule: str) -> None:
    if guess.score < score:
        guess.score, guess.kind, guess.label, guess.rule, guess.sure = score, "PERSON", label, rule, True


def _label(tokens: Sequence[Token], at: int) -> str:
    near = (cues.ROLES.get(t.low) for t in reversed(tokens[max(0, at - 4) : at]))
    return next((label for label in near if label), "name")


def _called(tokens: Sequence[Token], at: int) -> bool:
    """``goes by skeeter``, ``known as Moose``, ``everyone calls me kiki``, ``they call him Tex``."""
    if tokens[at - 1].low not in _LAST_BEFORE:
        return False
    token, lows = tokens[at], tuple(t.low for t in tokens[max(0, at - 2) : at])
    never = token.low in _NEVER or token.low.endswith("ly")
    if never or token.gap.strip() not in ("", '"', "'", ":"):
        return False
    by = lows in _BY
    named = lows == ("goes", "by") and token.rank > 1 and at + 1 < len(tokens) and tokens[at + 1].gap == ", "
    odd = token.case in "TM" or token.rank in (0, 4, 5, 6) or '"' in token.gap or named
    calls = len(lows) == 2 and lows[0] in ("calls", "call", "called") and lows[1] in _THEM
    if not by and not calls:
        return False
    return odd and not (token.kept and token.case == "l") and (by or token.case in "TM" or lows[0] == "calls")


def _big(before: Token, token: Token) -> bool:
    return (
        before.low in _BIG
        and before.case == "T"
        and not before.initial
        and token.case == "T"
        and token.gap == " "
        and not token.kept
        and token.low not in cues.STOP
    )


def _letter(tokens: Sequence[Token], at: int, before: Token) -> bool:
    """``Mrs. H.``, ``M. K.``, ``a lad who only gave me "K"``."""
    token = tokens[at]
    if not (token.text.isascii() and token.text.isupper()) or token.text in "AI":
        return False
    titled = before.low in cues.TITLES and before.case == "T" and token.gap in (" ", ". ")
    titled = titled or (before.text == "M" and token.gap == ". ")
    quoted = '"' in token.gap and before.low in _BEFORE_LETTER
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.gap == ". " and after.case == "l" and after.low in cues.SAYS:
        return True
    return titled or (quoted and at + 1 < len(tokens) and tokens[at + 1].gap.startswith('"'))


def _copied(token: Token, before: Token) -> bool:
    return (
        before.low in ("cc", "cc'd", "ccd", "fao", "attn")
        and token.case == "U"
        and len(token.text) < 4
        and token.gap in (" ", ": ")
        and token.low not in ("hr", "it", "vp", "all")
    )


def _with_letter(tokens: Sequence[Token], at: int) -> bool:
    """``Destiny R.``, ``nesta m at the desk``, ``benedita c.``: not ``Plan B``, not ``wait u said``."""
    token = tokens[at]
    if at + 1 == len(tokens) or tokens[at + 1].gap != " " or len(tokens[at + 1].text) > 1 or token.tail:
        return False
    letter = tokens[at + 1]
    closed = at + 2 == len(tokens) or tokens[at + 2].gap.strip()[:1] in (".", ",", ")", ":")
    unknown = token.rank == 0 and not token.kept and len(token.low) > 2
    if token.low in cues.STOP or not letter.text.isalpha():
        return False
    if letter.case == "T":
        dotted = at + 2 < len(tokens) and tokens[at + 2].gap.startswith(".")
        return (
            bool(token.flags & FIRST) and token.capital and (dotted or (letter.text not in "AI" and closed))
        )
    if token.case != "l" or not (unknown or (token.flags & FIRST and token.rank > 1 and not token.kept)):
        return False
    if token.flags & FIRST and token.initial and at + 2 < len(tokens):
        closed = closed or tokens[at + 2].low in cues.SAYS or tokens[at + 2].low == "from"
    return (closed or letter.low not in _CHAT_LETTERS) and letter.low not in "aiun"


def _word(tokens: Sequence[Token], at: int, guess: Guess, label: str) -> None:
    """A first name that is a word, in lower case: ``editor robin (lovely)``, ``sunny runs the floor``."""
    token = tokens[at]
    before = tokens[at - 1] if at and not token.initial else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.rank < 2 and not token.initial:
        return
    apart = after is None or after.gap.strip() != ""
    if before is not None and before.low in cues.ROLES and token.gap == " " and token.rank > 1:
        acts = after is not None and (after.low in cues.SPEAKS or after.low in _MANAGES)
        if (apart or acts) and token.low not in _ALSO_VERBS:
            _raise(guess, MASK, label, "introduced as a person")
        elif guess.score < OFFER:
            _raise(guess, OFFER, label, "introduced as a person")
    elif after is not None and not apart and (token.initial or (before is not None and before.low == "and")):
        rest = [t.low for t in tokens[at + 2 : at + 4]] or [""]
        manages = after.low in _MANAGES and rest[0] in ("the", "it", "this", "that", "hr", "a", "our")
        sits = after.low == "from" and bool(_DESK & set(rest)) and rest[0] in _DESK | {"the", "their"}
        if manages or sits:
            _raise(guess, MASK, label, "introduced as a person")
