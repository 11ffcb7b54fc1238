"""What nobody told us and no shape gives away: how likely each word that is left is to identify somebody.

The models of weigh.py say how likely. From ``MASKED`` on a word is replaced, from ``OFFERED`` on it is offered; what is
one thing goes together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from bot.masking import cues, weigh
from bot.masking.features import Sheet
from bot.masking.found import Found
from bot.masking.labels import DOUBTFUL, named
from bot.masking.lexicon import FIRST
from bot.masking.tokens import Token, Words

MASKED, OFFERED = 0.38, 0.03
SHORT, MASKED_SHORT = 40, 0.23
"""A text of so few words says too little to be doubted much."""
SURE, DRAWN = 0.5, 0.15
"""A word met again goes along with one so sure; a neighbour in the same row goes if it is at least so likely."""
_LOOSE = frozenset(("MONEY", "DATE", "ID", "PRODUCT"))
_JOINTS = frozenset((" ", "-", ".", "/", "'", "_", ". ", " & ", ",", ":", " - "))
_WITHIN = frozenset(" -./_:,")
"""What can stand between the parts of one number or one word."""
_LED = cues.TITLES | cues.ROLES.keys()
_BRIDGES = frozenset("and & of de la du da the y to n".split())


def find(tokens: Words, finds: Sequence[Found], own: Set[str], offering: bool = True) -> list[Found]:
    """The finds so far, those of a shape that may be doubted judged anew, and what else is masked or offered; what is
    offered may be left out where nothing is masked and ``offering`` is false.
    """
    doubtful = loose(tokens, finds)
    sheet = Sheet(tokens, doubtful, own)
    opinion = weigh.Opinion(sheet)
    chances = opinion.chances
    if len(tokens) <= SHORT:
        lifted = [at for at, p in chances.items() if p >= MASKED_SHORT and not sheet.is_number[at]]
        chances.update({at: max(MASKED, chances[at]) for at in lifted})
    firm = [f for f in finds if f.type not in _LOOSE]
    likely = max(chances.values(), default=0.0) >= MASKED or any(_is_first_name(tokens[at]) for at in chances)
    if not offering and not likely:
        return firm
    _share(tokens, chances)
    judged = list(_judged(tokens, doubtful, chances))
    starts = {f.start for f in judged}
    taken = {at for at, f in doubtful.items() if f.start in starts}
    left = {at: p for at, p in chances.items() if p >= OFFERED and at not in taken}
    return [*firm, *judged, *_groups(tokens, left, opinion.kinds(sorted(left)))]


def loose(tokens: Words, finds: Iterable[Found]) -> dict[int, Found]:
    """Token to the find of a shape it lies in, of those the model may doubt."""
    return by_token(tokens, [f for f in finds if f.type in _LOOSE])


def _share(tokens: Words, chances: dict[int, float]) -> None:
    """Parts of one number, or of one word with hyphens, go together, and so does a word in a row with a name or met
    again as one; a first name with a capital inside a sentence goes in any case; a title before a name stays.
    """
    places = sorted(chances)
    sure: dict[str, float] = {}
    for at in places:
        if chances[at] >= SURE:
            sure[tokens[at].low] = max(sure.get(tokens[at].low, 0.0), chances[at])
    for at in places:
        token = tokens[at]
        if token.low in sure and not token.rank and len(token.low) > 1 and token.text[0].isalpha():
            chances[at] = sure[token.low]
        if _is_first_name(token):
            chances[at] = max(chances[at], MASKED)
    for row, step in ((places, 1), (places[::-1], -1)):
        for at in row:
            other = at + step
            if (
                chances[at] < OFFERED
                or not 0 <= other < len(tokens)
                or tokens[other].covered
                or tokens[other].case == "P"
            ):
                continue
            left, right = (at, other) if step > 0 else (other, at)
            pair = tokens[left], tokens[right]
            if _one(*pair) and (other in chances or (tokens[right].gap == "-" and tokens[other].case == "T")):
                chances[at] = chances[other] = max(chances[at], chances.get(other, 0.0))
            elif chances[at] >= MASKED > chances.get(other, 0.0) >= DRAWN and _row(*pair):
                chances[other] = MASKED
    for at in places:
        token = tokens[at]
        if token.low in _LED and at + 1 < len(tokens):
            after = tokens[at + 1]
            named = after.covered or after.case in "PTM" or after.low in cues.TITLES
            if after.gap in (" ", ". ") and named:
                chances[at] = 0.0


def _is_first_name(token: Token) -> bool:
    return token.case == "T" and bool(token.flags & FIRST) and not (token.rank or token.kept or token.initial)


def _row(before: Token, after: Token) -> bool:
    """Whether two words stand in one row, written alike."""
    if after.gap != " " or before.tail or after.initial:
        return False
    return (
        before.text[0].isalpha() and after.text[0].isalpha() and (before.case == "l") == (after.case == "l")
    )


def _one(before: Token, after: Token) -> bool:
    """Whether two words are parts of one number or one word."""
    if before.tail or after.gap not in _WITHIN:
        return False
    if after.gap == " " and before.low in cues.NUMBER_WORDS:
        return after.low in cues.NUMBER_WORDS
    figures = before.text[0].isdigit(), after.text[0].isdigit()
    if after.gap == " ":
        return all(figures) and len(after.text) == 3 and len(before.text) < 4
    return figures[0] == figures[1] or after.gap in ("-", "/", "_")


def by_token(tokens: Words, finds: Iterable[Found]) -> dict[int, Found]:
    """Token to the find it lies in."""
    return {at: find for find in finds for at in tokens.inside(find.start, find.end)}


def _judged(tokens: Words, inside: Mapping[int, Found], chances: Mapping[int, float]) -> Iterator[Found]:
    """Finds of a shape as the model sees them: sure, to be offered, or nothing. ``inside``: word to find. What is said
    in the same words is the same thing.
    """
    words: defaultdict[Found, list[int]] = defaultdict(list)
    for at, find in inside.items():
        words[find].append(at)
    best: defaultdict[tuple[str, ...], float] = defaultdict(float)
    said = {find: (find.type, *(tokens[at].low for at in places)) for find, places in words.items()}
    for find, places in words.items():
        counting = [at for at in places if find.type == "PRODUCT" or telling(tokens[at])]
        chance = max((chances.get(at, 0.0) for at in counting), default=0.0)
        chance = chance or max(chances.get(at, 0.0) for at in places)
        best[said[find]] = max(best[said[find]], chance)
    for find in words:
        p = best[said[find]]
        if p >= MASKED:
            yield find._replace(action="mask", confidence=round(p, 2))
        elif p >= OFFERED:
            yield find._replace(action="suggest", confidence=round(p, 2))


def _groups(tokens: Words, left: Mapping[int, float], kinds: Mapping[int, Sequence[int]]) -> Iterator[Found]:
    """Neighbouring words of one fate as one find; a small word between two of them goes with them."""
    done = -1
    for at in sorted(left):
        if at <= done:
            continue
        masked = left[at] >= MASKED
        end = at
        while True:
            step = end + 1
            if step + 1 < len(tokens) and step not in left and _bridges(tokens, step, left, masked):
                step += 1
            if (
                step in left
                and (left[step] >= MASKED) == masked
                and _together(tokens[step - 1], tokens[step])
            ):
                end = step
            else:
                break
        votes = kinds[at]
        if end > at:
            votes = [
                sum(votes)
                for votes in zip(*(kinds[i] for i in range(at, end + 1) if i in kinds), strict=True)
            ]
        kind = weigh.KINDS[votes.index(max(votes))]
        done = end
        if kind == "MONEY":
            spoken = [i for i in range(at, end + 1) if telling(tokens[i])]
            if not spoken:
                continue
            at, end = spoken[0], spoken[-1]
        words = tokens[at : end + 1]
        rule, label, kind = named(tokens, at, end, kind)
        sure = max(left[i] for i in range(at, end + 1) if i in left)
        full = kind == "PERSON" and sum(w.low not in cues.PARTICLES for w in words) > 1
        yield Found(
            words[0].start,
            words[-1].end,
            kind,
            rule if masked or kind in ("MONEY", "DATE", "ID") else DOUBTFUL,
            round(sure, 2),
            label,
            action="mask" if masked else "suggest",
            fixed=masked and full,
        )


def telling(token: Token) -> bool:
    """Whether the word of an amount or a date says how much or which day."""
    return token.low in cues.NUMBER_WORDS or any(map(str.isdigit, token.text))


def _bridges(tokens: Sequence[Token], at: int, left: Mapping[int, float], masked: bool) -> bool:
    """Whether a small word stands between two of one fate, both with capitals or both numbers."""
    ends = tokens[at - 1], tokens[at + 1]
    if at + 1 not in left or (left[at + 1] >= MASKED) != masked or tokens[at].low not in _BRIDGES:
        return False
    if not tokens[at].gap.isspace() or not ends[1].gap.isspace() or tokens[at].covered:
        return False
    numbers = all(t.low in cues.NUMBER_WORDS for t in ends)
    return numbers or (tokens[at].low != "and" and all(t.case in "TM" for t in ends))


def _together(before: Token, after: Token) -> bool:
    """Whether two words that share a fate are one thing."""
    if after.gap not in _JOINTS or before.tail:
        return False
    figures = before.text[0].isdigit(), after.text[0].isdigit()
    if after.gap == " ":
        spoken = before.low in cues.NUMBER_WORDS, after.low in cues.NUMBER_WORDS
        if any(figures) or any(spoken):
            return all(spoken) or (all(figures) and len(after.text) == 3)
        small = before.gap == "-" or before.low in _BRIDGES or after.low in _BRIDGES | cues.PARTICLES
        return small or (before.case == "l") == (after.case == "l")
    return after.gap not in (". ", ",", ":", " - ") or all(figures)
