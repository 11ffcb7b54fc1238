"""Names that a turn of phrase gives away: ``Hyun-woo``, ``X himself``, ``theirs is X``, ``you people from X``."""

from __future__ import annotations

from collections.abc import Sequence

from bot.masking import cues
from bot.masking.lexicon import FIRST, LAST, PLACE, tools
from bot.masking.names.guess import MASK, Guess, Style
from bot.masking.tokens import Token, Words

_SECOND = frozenset(
    (
        "woo ju jin min hee ho young hyun soo su ah won joon jun hwan seok hoon kyung mi na rin yeon bin ling "
        "mei wei ming ying hua fang jie yu ting xin chen hui ping sik chul hye eun kyu beom jae gyu ri rae "
        "yun seo hyeon jeong jung jong hyung gu sung seung tae dong il yi qi hong bo lin yan lan qing feng "
        "long mae may ann lou rae jo lynn sue beth kate marie rose grace lee jean claude pierre paul luc marc "
        "anne louise erik olof henrik petter kari"
    ).split()
)
_FOLK = frozenset(
    (
        "people guys lot folks crowd person someone somebody friend team girl guy candidate kids lads boys "
        "bloke chap"
    ).split()
)
_SELF = frozenset(("himself", "herself", "themself"))
_FIRMS = frozenset("company startup employer firm agency client union shop".split())
_DEGREES = frozenset(
    "ma msc ba bsc mba phd meng beng llb llm mfa bfa mphil pgce degree diploma alumni grad".split()
)
_TRAINED = cues.STUDIED | {"trained", "qualified", "enrolled", "lectured"}
_OWN = frozenset("my his her their a an the your our".split())
_SITES = frozenset(
    "site office plant campus branch hub depot store warehouse clinic factory location lab".split()
)
_CLOSED = frozenset("before until till since when because after".split())
_LETTER_TITLES = frozenset("mr mrs ms miss dr prof mx sir".split())
_PETS = frozenset(word for word, label in cues.ROLES.items() if label == "pet")
_NEVER = cues.STOP | cues.MONTHS_AND_DAYS | cues.ROLES.keys() | cues.TITLES | cues.SPEAKS


def asides(tokens: Words, guesses: list[Guess], style: Style) -> None:
    """Raise the words that the words right around them make a person, an employer or a place."""
    for at in tokens.joined:
        _hyphened(tokens, guesses, at)
        _quoted(tokens, guesses, at)
    for at in tokens.capitals:
        token = tokens[at]
        if not token.covered and token.low not in _NEVER and token.text[0].isalpha():
            _capital(tokens, at, guesses[at], style)
            _studied(tokens, guesses, at)
    for at in tokens.at(_LETTER_TITLES):
        letter = tokens[at + 1] if at + 1 < len(tokens) else None
        single = (
            letter is not None and len(letter.text) == 1 and letter.case == "l" and letter.low not in "aiu"
        )
        if letter is not None and single and letter.gap in (" ", ". "):
            _raise(guesses[at + 1], "PERSON", "name", "initials")
    for at in tokens.at(_CLOSED):
        employer = tokens[at - 1]
        if at < 2 or employer.case != "l" or employer.rank not in (0, 6) or tokens[at - 2].low != "at":
            continue
        if not (employer.kept or employer.covered or employer.gap.strip() or tokens[at].gap != " "):
            _raise(guesses[at - 1], "COMPANY", "company", "introduced as an employer")


def _hyphened(tokens: Sequence[Token], guesses: list[Guess], at: int) -> None:
    """``Hyun-woo``, ``Lars-erik``: a short capitalised word and a usual second half of a given name."""
    if not at or tokens[at].gap != "-" or tokens[at].covered or tokens[at - 1].covered:
        return
    first, second = tokens[at - 1], tokens[at]
    if first.case != "T" or first.kept or second.low not in _SECOND or first.low in _NEVER:
        return
    if first.rank in (0, 5, 6) or first.flags & FIRST:
        _raise(guesses[at - 1], "PERSON", "name", "known name")
        _raise(guesses[at], "PERSON", "name", "known name", MASK)


def _quoted(tokens: Sequence[Token], guesses: list[Guess], at: int) -> None:
    """``PATRICIA "PATTY" OYELARAN``: a word in quotation marks between two names."""
    if not at or at + 1 >= len(tokens) or tokens[at].gap != ' "' or tokens[at + 1].gap != '" ':
        return
    token, before, after = tokens[at], tokens[at - 1], tokens[at + 1]
    named = (guesses[at - 1].score >= MASK or before.flags & FIRST) and before.low not in _NEVER
    shaped = before.case in "TU" and after.case in "TU" and token.case in "TUl" and not token.covered
    if named and shaped and after.low not in _NEVER and not token.low.endswith("ly"):
        _raise(guesses[at], "PERSON", "name", "nickname")


def _capital(tokens: Sequence[Token], at: int, guess: Guess, style: Style) -> None:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    led = before is not None and not token.initial and token.gap == " "
    if after is not None and after.low in _SELF and after.gap == " " and (not token.kept or token.alone):
        _raise(guess, "PERSON", "name", "introduced as a person")
    elif (
        token.tail == "'s"
        and after is not None
        and after.low in ("the", "our", "their")
        and token.case == "T"
    ):
        roles = [t for t in tokens[at + 2 : at + 4] if t.gap == " " and t.low in cues.ROLES]
        if roles and not token.kept:
            _raise(guess, "PERSON", cues.ROLES[roles[0].low], "introduced as a person")
    elif before is not None and before.low in _PETS and led and _is_pet(token, after):
        _raise(guess, "PERSON", "pet", "introduced as a person")
    elif token.case == "U":
        if before is not None and before.low == "union" and token.gap in (" ", ", ", " (") and not token.kept:
            _raise(guess, "COMPANY", "union", "introduced as an employer")
        elif _shouted_place(token, after, style):
            _raise(guess, "LOCATION", "place", "known place")
        elif _listed(tokens, at, after):
            _raise(guess, "PERSON", "name", "initials")
    elif led and before is not None and token.case in "TM" and (not token.kept or token.alone):
        _beside(tokens, at, guess, before, after)


def _studied(tokens: Sequence[Token], guesses: list[Guess], at: int) -> None:
    """``trained at Edge Hill``: all capitals of the row."""
    if at < 2 or tokens[at - 1].low not in ("at", "from") or tokens[at - 2].low not in _TRAINED:
        return
    for here in range(at, min(at + 3, len(tokens))):
        token = tokens[here]
        if token.gap != " " or token.case not in "TM" or token.covered or (token.kept and not token.alone):
            return
        _raise(guesses[here], "SCHOOL", "school", "introduced as a school")


def _closes(after: Token | None) -> bool:
    return after is None or after.gap.strip()[:1] in (".", ",", ";", ")", "!", "?")


def _listed(tokens: Sequence[Token], at: int, after: Token | None) -> bool:
    """``Xiomara good, DK asleep``: two or three capitals in a list of people and what they did."""
    token = tokens[at]
    if at < 2 or len(token.text) > 3 or token.gap != ", " or token.kept or token.rank or after is None:
        return False
    return tokens[at - 2].taken_as == "PERSON" and after.gap == " " and after.case == "l"


def _beside(tokens: Sequence[Token], at: int, guess: Guess, before: Token, after: Token | None) -> None:
    token = tokens[at]
    lead = tokens[at - 2].low if at > 1 else ""
    named = token.rank != 1 and (not token.kept or token.low not in tools())
    place = token.flags & PLACE
    studied = after is not None and after.gap == " " and after.low in _DEGREES and before.low in _OWN
    if studied and not token.kept and (token.rank in (0, 5, 6) or token.flags & (LAST | PLACE)):
        _raise(guess, "SCHOOL", "school", "introduced as a school")
    elif before.low == "from" and lead in _FOLK and named:
        kind = ("LOCATION", "place") if place else ("COMPANY", "company")
        _raise(guess, *kind, "introduced as an employer" if not place else "after a word of place")
    elif named and (
        (before.low in ("is", "was") and (lead in ("theirs", "ours") or (lead in _FIRMS and _closes(after))))
        or (before.low == "like" and token.tail == "'s" and not token.flags & FIRST)
    ):
        _raise(guess, "COMPANY", "company", "introduced as an employer")
    elif place and before.low in ("the", "their", "our") and _site(token, after):
        _raise(guess, "LOCATION", "place", "after a word of place")


def _site(token: Token, after: Token | None) -> bool:
    uncommon = token.rank in (0, 5, 6) or bool(token.flags & LAST)
    return uncommon and after is not None and after.gap == " " and after.low in _SITES


def _is_pet(token: Token, after: Token | None) -> bool:
    if token.kept or token.low.endswith(("ed", "ing")) or token.rank == 1:
        return False
    if after is not None and after.gap == " " and after.low in cues.SPEAKS:
        return True
    return (
        token.case == "T" or after is None or after.gap.strip() != "" or after.case != "U" or token.rank > 2
    )


def _shouted_place(token: Token, after: Token | None, style: Style) -> bool:
    """A place in capitals that is no acronym, at the end of a clause or in a text of capitals."""
    if len(token.text) < 4 or not token.flags & PLACE or token.kept or token.rank not in (0, 5, 6):
        return False
    return style.upper or after is None or after.gap.strip() != ""


def _raise(guess: Guess, kind: str, label: str, rule: str, score: float = MASK + 1) -> None:
    if guess.score < score:
        guess.score, guess.kind, guess.label, guess.rule, guess.sure = score, kind, label, rule, True
