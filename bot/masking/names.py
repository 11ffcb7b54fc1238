"""Names: of people first, then of employers, places and things. Evidence is added up word by word.

Each word starts from what the lists and its capital say (``_base``); the words around it add to that (``_cues``); names
then grow over their neighbours and spread through the story. What reaches ``MASK`` goes, what reaches ``OFFER`` is
offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.masking import cues, lexicon
from bot.masking.found import Found
from bot.masking.lexicon import FIRST, LAST, PLACE, PROPER
from bot.masking.tokens import Token
from bot.masking.typos import is_made_of_words, is_typo

MASK, OFFER = 0.6, -2.5


@dataclass(slots=True)
class Guess:
    """What is thought of one word: how strongly, as what, and why."""

    score: float
    kind: str = "OTHER"
    label: str = "name"
    rule: str = "unusual word"
    sure: bool = False
    """Whether a cue, and not the word alone, says what kind it is."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the author writes: it decides what a capital is worth."""

    lower: bool
    upper: bool
    latin: bool


def find(tokens: Sequence[Token]) -> Iterator[Found]:
    """Names among the words that no earlier layer covered."""
    style = _style(tokens)
    guesses = [_guess(tokens, at, style) for at in range(len(tokens))]
    _phrases(tokens, guesses)
    _grow(tokens, guesses)
    _pair(tokens, guesses)
    _grow(tokens, guesses)
    _spread(tokens, guesses, style)
    yield from _joined(tokens, guesses)


def _style(tokens: Sequence[Token]) -> Style:
    words = [t for t in tokens if t.case != "P" and t.text[0].isalpha()]
    starts = [t for t in words if t.initial]
    lower = sum(t.case == "l" for t in starts)
    upper = sum(t.case == "U" and len(t.text) > 3 for t in words)
    return Style(
        lower=lower * 2 > len(starts),
        upper=upper * 2 > sum(len(t.text) > 3 for t in words) > 3,
        latin=sum(t.low.isascii() for t in words) * 2 > len(words),
    )


def _guess(tokens: Sequence[Token], at: int, style: Style) -> Guess:
    token = tokens[at]
    if token.case == "P" or token.covered or not token.text[0].isalpha():
        return Guess(-9.0)
    if len(token.text) == 1:
        return _letter(tokens, at)
    score = _base(token, style)
    if token.kept and (token.case == "U" or not token.flags & (FIRST | LAST) or token.low in cues.STOP):
        score = -9.0
    elif token.kept and token.capital and token.low in cues.MONTHS_AND_DAYS:
        score = -9.0 if at and tokens[at - 1].low in _BEFORE_MONTHS else -1.0
    if score < -5:
        return Guess(score)
    guess = Guess(score)
    _describe(token, guess)
    if not token.kept or token.alone:
        _cues(tokens, at, guess)
    if token.kept and token.low not in cues.MONTHS_AND_DAYS:
        guess.score -= 5.0 if not token.flags & FIRST else 3.5 if token.low in lexicon.tools() else 2.2
    elif guess.score < 4.5 and not guess.sure and _among_tools(tokens, at):
        guess.score -= 1.0 if token.flags & (FIRST | LAST) else 2.5
    return guess


def _letter(tokens: Sequence[Token], at: int) -> Guess:
    """A single capital: a person where it acts like one (``R took notes``)."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    acts = (
        following is not None
        and following.gap == " "
        and following.low in cues.SPEAKS
        and following.low not in ("is", "was", "has", "had")
    )
    if (
        token.text.isascii()
        and token.text.isupper()
        and token.text not in "AIX"
        and acts
        and token.gap in (" ", ", ", ". ", "")
    ):
        return Guess(1.5, "PERSON", "name", "initials", True)
    return Guess(-9.0)


def _base(token: Token, style: Style) -> float:
    """What the word alone says, before any cue."""
    rank, flags, case = token.rank, token.flags, token.case
    if len(token.low) == 1:
        return -6.0 if token.low.isascii() else -9.0
    if not token.low.isascii():
        return 2.5 if style.latin and len(token.low) > 1 else -9.0
    if style.upper and case == "U":
        case = "l"
    if case == "U":
        return _base_capitals(token)
    if case == "M":
        return (
            (3.5 if flags & (FIRST | LAST) else 2.2 if token.text[0].isupper() else 0.8)
            if rank in (0, 6)
            else -1.0
        )
    if case == "l":
        return _base_lower(token)
    if token.initial and not style.lower:
        return _base_initial(token)
    if token.low in cues.STOP or token.low in cues.TITLES:
        return 1.0 if flags & FIRST and token.low in _NAMES_TOO else -9.0
    if rank in (0, 6):
        return 3.5 if rank == 0 else 3.0
    if rank == 5:
        return 2.2 if flags & (FIRST | LAST | PLACE) else 1.2
    if flags & FIRST:
        return 2.1
    return 1.0 if flags & (LAST | PLACE) else 0.5 if rank > 1 else 0.0


_BEFORE_MONTHS = frozenset(
    "in by until till since from before after of last next this late early mid around during for".split()
)
_NAMES_TOO = frozenset(("will", "may", "long", "art"))


def _base_capitals(token: Token) -> float:
    if token.rank in range(1, 6) or (len(token.low) < 5 and token.text[-1].isdigit()):
        return -9.0
    if len(token.low) <= 5:
        return 1.5 if token.flags & FIRST and len(token.low) > 3 else 0.4
    return 1.8 if token.flags & (FIRST | LAST | PLACE) else 1.2


def _base_initial(token: Token) -> float:
    rank, flags = token.rank, token.flags
    if rank == 0:
        if flags & (FIRST | LAST | PLACE | PROPER):
            return 2.6
        return 0.0 if is_typo(token.low) else 2.1
    if rank >= 5:
        return (1.6 if rank == 6 else 0.0) + (0.8 if flags & (FIRST | PLACE) else 0.0)
    if flags & FIRST:
        if token.low in cues.STOP and token.low not in _NAMES_TOO:
            return -9.0
        return 0.4 if rank > 1 else -1.0
    return -9.0 if token.low in cues.STOP else -2.0 if flags & LAST else -4.0


def _base_lower(token: Token) -> float:
    rank, flags = token.rank, token.flags
    if (
        token.low in cues.STOP
        or token.low in cues.ROLES
        or token.low in cues.TITLES
        or token.low in cues.MONTHS_AND_DAYS
    ):
        return -9.0
    short = 1.0 if len(token.low) < 4 else 0.0
    if rank == 0:
        if flags & FIRST:
            return 2.1 - short
        if flags & (LAST | PLACE | PROPER):
            return (1.2 if flags & PLACE else 0.9) - short
        if is_typo(token.low) or len(token.low) < 3:
            return -2.4
        return -0.6 if is_made_of_words(token.low) else 0.85 - short / 2
    if rank == 6:
        return 0.8 - short if flags & FIRST else 0.0 if flags & (LAST | PLACE) else -2.0
    if flags & FIRST:
        return (-2.0 if token.initial else -2.3) if rank > 1 else -3.5
    if flags & LAST and rank > 1:
        return -4.9
    return -4.9 if token.low in cues.CITY_WORDS or flags & (PLACE | PROPER) else -6.0


def _describe(token: Token, guess: Guess) -> None:
    """Kind and reason from the lists alone."""
    flags = token.flags
    if not token.low.isascii():
        guess.rule = "other script"
    elif flags & FIRST:
        guess.kind, guess.rule = "PERSON", "known name"
    elif flags & PLACE and not flags & LAST:
        guess.kind, guess.label, guess.rule = "LOCATION", "place", "known place"
    elif flags & LAST:
        guess.kind, guess.rule = "PERSON", "known name"
    elif token.case == "U":
        guess.rule = "acronym"


def _cues(tokens: Sequence[Token], at: int, guess: Guess) -> None:
    """What the words before and after add; a person's cue outweighs a place's."""
    token = tokens[at]
    fit = token.case != "l" or token.rank in (0, 6) or bool(token.flags & FIRST and token.rank > 1)
    before = tokens[at - 1] if at and not token.initial else None
    person, label = (0.0, "")
    if before is not None:
        person, label = _person_before(tokens, at, before, fit)
    elif at and token.gap.strip() in (":", "(", '"', "-", "- ") and tokens[at - 1].low in cues.ROLES:
        person, label = (2.5 if fit else 0.0), cues.ROLES[tokens[at - 1].low]
    after, label_after = _person_after(tokens, at)
    if label_after and before is not None and before.low in cues.IN and token.flags & PLACE and not token.flags & FIRST:
        after, label_after = 0.0, ""
    if person + after > 1.0 or label:
        guess.kind, guess.sure, guess.rule = "PERSON", person + after > 1.5, "introduced as a person"
        guess.label = label or label_after or "name"
    if token.case == "U" and not token.flags and person + after < 2.5:
        return
    guess.score += person + after
    if (
        token.case == "l"
        and token.initial
        and token.flags & FIRST
        and token.rank in (1, 2, 3, 4)
        and after > 0.5
    ):
        guess.score += 1.6 if after >= 2 else 1.0
    if (
        token.case == "T"
        and not token.initial
        and token.gap == ", "
        and at + 1 < len(tokens)
        and tokens[at + 1].gap.startswith(",")
    ):
        guess.score += 0.6
    if before is not None and not guess.sure:
        _place_and_work(tokens, at, before, guess)


def _person_before(tokens: Sequence[Token], at: int, before: Token, fit: bool) -> tuple[float, str]:
    token, low = tokens[at], before.low
    gap = token.gap.strip()
    if low in cues.TITLES and gap in ("", "."):
        strong = low not in cues.WEAK_TITLES or (before.capital and token.capital)
        return (
            6.0
            if strong and token.low not in cues.STOP
            else 3.0
            if fit and token.rank in (0, 6)
            else 1.5
            if fit
            else 0.0
        ), _title_label(low)
    if low in cues.NAMERS and gap in ("", '"', "'"):
        return (3.0 if fit else 1.0), _role_near(tokens, at - 1)
    if low in cues.GREETINGS and gap in ("", ","):
        return (2.5 if fit else 0.5), ""
    if low in cues.ROLES and gap in ("", ",", "(", ":", "'s", '"', "-"):
        return ((2.5 if gap in ("", "(", ":") else 1.6) if fit else 0.8), cues.ROLES[low]
    if low in ("and", "&", "or") and at > 1 and _is_name(tokens[at - 2]):
        return (1.5 if fit else 0.5), ""
    if gap == "" and (low in cues.PEOPLE or (low == "to" and at > 1 and tokens[at - 2].low in cues.TOWARDS)):
        return (1.2 if fit else 0.2), ""
    return 0.0, ""


def _title_label(low: str) -> str:
    return "manager" if low in ("chef", "coach", "captain", "capt", "principal", "dean", "chief") else "name"


def _role_near(tokens: Sequence[Token], at: int) -> str:
    return next((cues.ROLES[t.low] for t in reversed(tokens[max(0, at - 4) : at]) if t.low in cues.ROLES), "")


def _is_name(token: Token) -> bool:
    return (
        token.case == "P"
        or (token.flags & FIRST and token.rank in (0, 6))
        or (token.capital and token.rank == 0)
        or token.covered
    )


def _person_after(tokens: Sequence[Token], at: int) -> tuple[float, str]:
    """What the words behind the name, behind its surname if it has one, add."""
    token, end = tokens[at], at
    while (
        end + 1 < len(tokens)
        and tokens[end + 1].gap in (" ", "-")
        and tokens[end + 1].capital
        and not tokens[end].tail
        and end - at < 3
    ):
        end += 1
    last = tokens[end]
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    fit = token.capital or token.rank in (0, 6)
    if following is None:
        return 0.0, ""
    gap, low = following.gap.strip(), following.low
    named = fit or bool(token.flags & FIRST and (token.rank > 1 or token.initial))
    if last.tail:
        return (0.8 if last.tail == "'s" and fit else 0.5 if fit and last.tail in ("'d", "'ll") else 0.0), ""
    if gap == "" and not following.initial:
        if low in cues.SAYS:
            return (
                3.0 if token.flags & FIRST and token.rank == 1 else 2.5 if fit or token.rank > 1 else 2.0
            ), ""
        if low in ("is", "was", "has", "had"):
            return (1.0 if fit or token.flags & FIRST else 0.0), ""
        if low in cues.SPEAKS or (low.endswith("ed") and following.rank):
            if token.low in cues.MONTHS_AND_DAYS:
                return 0.8, ""
            return (
                2.0 if token.flags & FIRST and token.capital else 1.3 if fit or token.flags & FIRST else 0.0
            ), ""
        if low in cues.SUFFIX_TITLES:
            return 2.5, ""
        if low == "who":
            return (1.7 if named else 0.0), ""
        if low in ("in", "at", "on", "the", "my") and named:
            for later in tokens[end + 2 : end + 5]:
                if later.low in cues.ROLES or later.low in _TEAMS:
                    return (2.0 if low in ("the", "my") else 1.0), cues.ROLES.get(later.low, "")
        if low == "from" and end + 2 < len(tokens) and tokens[end + 2].low in cues.ROLES | _TEAMS:
            return 2.0, cues.ROLES.get(tokens[end + 2].low, "")
        if low in ("and", "&") and end + 2 < len(tokens) and _is_name(tokens[end + 2]):
            return (1.2 if token.flags & FIRST or fit else 0.0), ""
    if gap in (",", "(", "-", '"') or gap.startswith(","):
        if low == "who":
            return (1.7 if named else 0.0), ""
        for later in tokens[end + 1 : end + 4]:
            if later.low in cues.ROLES and later.case != "P":
                return (2.0 if named else 0.0), cues.ROLES[later.low]
            if later is not following and later.gap != " ":
                break
    return 0.0, ""


_TEAMS = dict.fromkeys(
    "training finance sales legal accounts marketing product design engineering ops operations accounting it payroll admin support the their".split(),
    "name",
)


def _place_and_work(tokens: Sequence[Token], at: int, before: Token, guess: Guess) -> None:
    token, low = tokens[at], before.low
    plain = token.gap == " "
    near = {t.low for t in tokens[max(0, at - 5) : at]}
    placed = bool(token.flags & PLACE)
    word = token.case == "l" and token.rank in range(1, 6)
    moves = low in ("in", "near", "outside") or (low in cues.IN and bool(near & cues.MOVES))
    if (
        plain
        and word
        and moves
        and (token.low in cues.CITY_WORDS or (placed and token.flags & PROPER and token.rank > 1))
        and _free(tokens, at)
    ):
        guess.score, guess.kind, guess.label, guess.rule, guess.sure = (
            2.1,
            "LOCATION",
            "place",
            "after a word of place",
            not token.kept,
        )
        return
    if not plain or word:
        return
    place = (2.0 if placed else 0.8) if low in cues.PLACE_BEFORE or (low in cues.IN and moves) else 0.0
    employed = low in cues.AT_COMPANY and (
        bool(near & cues.WORK) or low in ("at", "joined", "joining", "ex", "left")
    )
    if token.flags & FIRST and place:
        place = min(place, 0.3) if not placed else place
    if place and (placed or not employed):
        guess.score += place
        if placed or not token.flags & (FIRST | LAST):
            guess.kind, guess.label, guess.rule, guess.sure = (
                "LOCATION",
                "place",
                "after a word of place",
                placed,
            )
    elif employed:
        guess.score += 1.6
        if not token.flags & FIRST or (token.rank == 0 and not token.flags & LAST):
            guess.kind, guess.label, guess.rule = "COMPANY", "company", "introduced as an employer"
            if near & cues.STUDIED:
                guess.kind, guess.label = "SCHOOL", "school"
    elif near & cues.STUDIED and token.case == "U" and plain and low in ("in", "at", "from"):
        guess.score += 2.0
        guess.kind, guess.label, guess.rule, guess.sure = "SCHOOL", "school", "introduced as a school", True


def _free(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun follows that the word could belong to."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.gap.strip() != "" or following.low in cues.STOP


def _among_tools(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word stands in a list of tools, or before a word such as ``certificate``."""
    known = lexicon.tools()
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.gap == " " and after.low in _TECHNICAL:
        return True
    if (
        before is not None
        and tokens[at].gap.strip() in (",", "/", "+", "&", ";")
        and before.kept
        and before.low in known
    ):
        return True
    if (
        after is not None
        and after.gap.strip() in (",", "/", "+", "&", ";")
        and after.kept
        and after.low in known
    ):
        return True
    joined = (
        before is not None
        and before.low in ("and", "or", "plus", "vs", "versus", "over")
        and at > 1
        and tokens[at - 2]
    )
    return bool(joined and joined.kept and joined.low in known)


_TECHNICAL = frozenset(
    "cert certs certified certification certificate exam license licence stack query queries plugin syntax script scripts ticket tickets card library "
    "machine machines test tests scale method model models software tool tools algorithm theorem diagram format file files protocol module".split()
)


def _phrases(tokens: Sequence[Token], guesses: list[Guess]) -> None:
    """Two or more capitals in a row inside a sentence are a name, whatever the words (``the Tarn Telescope``)."""
    for at in range(1, len(tokens)):
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


def _grow(tokens: Sequence[Token], guesses: list[Guess]) -> None:
    """A name takes in the capitals beside it, the particles between, and in lower case a surname after it."""
    for at in range(1, len(tokens)):
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
    for at in range(1, len(tokens) - 1):
        middle = tokens[at]
        if middle.low in cues.PARTICLES or middle.low in ("of", "the", "for"):
            _bridge(tokens, guesses, at)


def _continues(tokens: Sequence[Token], at: int, guess: Guess) -> bool:
    left, right = tokens[at - 1], tokens[at]
    if len(right.text) == 1 and right.gap == " ":
        closed = at + 1 == len(tokens) or tokens[at + 1].gap.startswith(".")
        return guess.kind == "PERSON" and bool(left.flags & FIRST) and closed and right.text not in "aiI"
    if right.capital or right.case == "U":
        surname = guess.kind == "PERSON" and right.alone and right.flags & LAST and right.capital
        return (
            not (right.kept and right.low not in cues.COMPANY_HEADS and not surname)
            and right.low not in cues.STOP
            and (right.case != "U" or len(right.text) < 3 and right.gap == "-")
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
        return _free(tokens, at)
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
    if (
        left.kept
        or left.low in cues.STOP
        or left.low in cues.TITLES
        or left.low in cues.ROLES
        or left.low in cues.GREETINGS
        or not left.capital
    ):
        return False
    if left.initial:
        return bool(left.flags & (FIRST | LAST)) or left.rank in (0, 5, 6) or right.low in cues.COMPANY_HEADS
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
    ):
        if not left.initial or left.low in cues.HEAD_OF or left.gap.endswith(("(", '"')):
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


def _pair(tokens: Sequence[Token], guesses: list[Guess]) -> None:
    """``Anna and Bo``: what stands beside a name, joined by ``and`` or a comma, and could be one, is one."""
    for at in range(2, len(tokens)):
        first, link, second = tokens[at - 2], tokens[at - 1], tokens[at]
        if link.low not in ("and",) or link.gap != " " or second.gap != " " or first.tail:
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


def _spread(tokens: Sequence[Token], guesses: list[Guess], style: Style) -> None:
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
    for token, guess in zip(tokens, guesses, strict=True):
        if token.kept and token.case == "l":
            continue
        known = found.get(token.low) or (
            found.get(token.low[:-1]) if token.low.endswith("s") and token.rank in (0, 6) else None
        )
        if known is None or token.covered or token.case == "P":
            continue
        if token.rank in (0, 6) or token.capital:
            guess.score = max(guess.score, known.score)
            if not guess.sure:
                guess.kind, guess.label, guess.rule = known.kind, known.label, known.rule


def _joined(tokens: Sequence[Token], guesses: list[Guess]) -> Iterator[Found]:
    """Neighbouring words of one name as one find."""
    at = 0
    while at < len(tokens):
        guess = guesses[at]
        if guess.score < OFFER or tokens[at].covered:
            at += 1
            continue
        end = at
        masked = guess.score >= MASK
        while (
            end + 1 < len(tokens)
            and (guesses[end + 1].score >= MASK) == masked
            and guesses[end + 1].score >= OFFER
            and tokens[end + 1].gap in (" ", "-", ". ", "'")
            and not tokens[end].tail
            and not (tokens[end + 1].initial and tokens[end + 1].gap != "-")
            and not tokens[end + 1].covered
        ):
            end += 1
        yield _found(tokens[at : end + 1], guesses[at : end + 1], masked)
        at = end + 1


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
