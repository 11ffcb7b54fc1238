"""What the author told us: the company, their own names, and words they added in the preview.

These go through case, possessive, plural, hyphen, hashtag, domain, acronym, legal suffix and small
misspelling. A company
that is also a common word (Target, ramp) goes where it is the company and stays where it is the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.masking import lexicon, meant
from bot.masking.forms import SHORT, Name, altered, counted, resembles, signed, starred
from bot.masking.found import Found
from bot.masking.model import Known
from bot.masking.normalise import Normal, fold
from bot.masking.tokens import Token, Words

_LEGAL = frozenset(
    (
        "inc ltd limited llc llp plc gmbh ag corp corporation co kg sa sas bv nv oy ab srl spa pvt pty bhd"
    ).split()
)
_SMALL = frozenset("the and of for de la y und et".split())
_AT = re.compile(r"(?:\bat|@|\bwith)\s+(.+)", re.I)
_PICTURE = re.compile(" ?[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?")
"""A picture behind part of the name: ``tiger 🌙`` for Tiger Moon."""


def find(plain: Normal, tokens: Words, named: Iterable[Name]) -> Iterator[Found]:
    """Every mention of what the author named."""
    text = plain.text
    for name in named:
        done = -1
        for at in _candidates(tokens, name):
            if at <= done:
                continue
            token = tokens[at]
            size = _match(tokens, at, name) or _spelled(plain, token, name)
            if size == 1 and _second(tokens, at, name):
                size = 2
            if size:
                first, done = _underscored(tokens, at, at + size - 1)
                end = _end(tokens, done)
                picture = _PICTURE.match(text, end) if size < len(name.words) else None
                yield _found(name, tokens[first].start, picture.end() if picture else end)
            elif name.kind == "COMPANY" and token.low == name.words[0] and meant.perhaps(tokens, at):
                maybe = _found(name, token.start, token.end)
                yield maybe._replace(confidence=0.4, action="suggest", rule="perhaps the company")
        for start, end in (*starred(text, name), *signed(text, name)):
            yield _found(name, start, end)


def _spelled(plain: Normal, token: Token, name: Name) -> int:
    """Whether the word was written letter by letter, ``b-o-l-t``: then it is meant, common word or not."""
    if len(token.low) < 3 or token.low not in (
        name.squashed,
        *(word for word in name.words if len(word) > 3),
    ):
        return 0
    start, end = plain.source(token.start, token.end)
    return int(end - start > 2 * (token.end - token.start) - 2)


def _second(tokens: Sequence[Token], at: int, name: Name) -> bool:
    """Whether the second word of the name follows its misspelled first one."""
    if len(name.words) < 2 or at + 1 >= len(tokens):
        return False
    return (
        tokens[at].low not in name.words and tokens[at + 1].gap == " " and tokens[at + 1].low == name.words[1]
    )


def _candidates(tokens: Words, name: Name) -> Iterator[int]:
    """A quick look: where a mention of the name could begin. Most words share no beginning with any part of it."""
    letters = {word[0] for word in name.words}
    whole = name.squashed
    runs = {whole, *name.runs}
    least = min(map(len, runs))
    holding = {low for low in tokens.places if len(low) >= least and any(run in low for run in runs)}
    lows = [low for low in tokens.places if low[0] in letters or low in holding]
    for at in sorted({*(at for low in lows for at in tokens.places[low]), *tokens.figures, *tokens.figured}):
        token = tokens[at]
        low = token.low
        if low.isdigit():
            if low in name.words:
                yield at
        elif (
            token.rank in (0, 6)
            or token.case in "UM"
            or low in name.words
            or whole.startswith((low, low.replace("ck", "k")))
            or name.words[0].startswith(low[:-1])
            or low in holding
        ):
            yield at


def names(known: Known) -> Iterator[Name]:
    """What the author told us, in the forms that are looked for."""
    if company := _company(known.company):
        name = Name.of(company, "COMPANY", "known company", "company", fold(known.company).strip())
        yield name
        yield from (
            replace(name, words=words, squashed="".join(words), whole=True) for words in counted(company)
        )
    at = _AT.search(known.role)
    if at and (in_role := _company(at[1])):
        yield Name.of(in_role, "COMPANY", "known company", "company", fold(at[1]).strip())
    for written in known.author:
        words = _cut(re.sub(r"[\d_.]+", " ", written)) or _cut(written)
        if words and len("".join(words)) > 1:
            yield Name.of(words, "PERSON", "known author", "me", "author")
    for written in known.also:
        if words := _cut(written):
            yield Name.of(words, "OTHER", "known word", "hidden", fold(written).strip(), everywhere=True)


def _cut(text: str) -> tuple[str, ...]:
    return tuple(word.removesuffix("'s").replace("'", "") for word in lexicon.WORD.findall(fold(text)))[:10]


def _company(written: str) -> tuple[str, ...]:
    words = _cut(written)
    while len(words) > 1 and (words[-1] in _LEGAL or words[-1] in ("com", "s")):
        if len(words) == 2 and words[1] == "co" and lexicon.rank(words[0]):
            break  # "Kiln & Co" is more than a kiln
        words = words[:-1]
    begins = len(words) == 1 or words[:1] == ("for",)
    return tuple(w for i, w in enumerate(words) if w not in _SMALL or (i == 0 and begins)) or words


def _match(tokens: Sequence[Token], at: int, name: Name) -> int:
    """How many tokens from ``at`` on are a mention of the name; 0 for none."""
    token, words = tokens[at], name.words
    low = token.low
    if low in _SMALL and len(words) > 1 and low != words[0]:
        return 0
    size = _run(tokens, at, words)
    if name.whole:
        return size if size and _consumed(tokens, at, size, words) == len(words) else 0
    if size == 1 and low not in words and low in SHORT:
        size = 0  # "1 St.", "6 ft": short forms of other words as well
    if size > 1 or (size and len(words) > 1):
        whole = _consumed(tokens, at, size, words)
        if (
            whole == len(words)
            or (whole > 1 and name.kind == "COMPANY")
            or (whole == 1 and meant.part(tokens, at, name, words[0]))
        ):
            return size
    elif size:
        return 1 if meant.alone(tokens, at, name) else 0
    if name.everywhere and low in words and lexicon.rank(low) in (0, 5, 6):
        return 1
    if name.kind == "PERSON" and low in words[1:] and meant.part(tokens, at, name, low):
        return 1
    if name.kind == "COMPANY" and low in words[1:] and len(low) > 3 and meant.ending(tokens, at):
        return 1
    size = altered(tokens, at, name)
    return 0 if size == 2 and meant.phrase(tokens, at) else size


def _run(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> int:
    """The longest run of tokens that spells a beginning of the words, small words skipped."""
    here, matched = at, 0
    while here < len(tokens) and matched < len(words):
        low = tokens[here].low
        if (
            low == words[matched]
            or words[matched] == SHORT.get(low)
            or (matched + 1 == len(words) and low == words[matched] + "s")
            or (low + "s" == words[matched] and matched + 1 == len(words) and len(low) > 3)
        ) or (matched and tokens[here].gap in (" ", "-") and resembles(low, words[matched])):
            matched += 1
        elif not (
            matched
            and (low in _SMALL or low == "n")
            and here + 1 < len(tokens)
            and tokens[here + 1].low == words[matched]
        ):
            break
        if here > at and (len(tokens[here].gap) > 3 or tokens[here].initial):
            break
        here += 1
    return here - at if matched else 0


def _consumed(tokens: Sequence[Token], at: int, size: int, words: tuple[str, ...]) -> int:
    counted = [t for t in tokens[at : at + size] if t.low not in _SMALL or t.low == words[0]]
    return len(counted) if len(words) > 1 else size


def _underscored(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The mention with what is joined to it by underscores: a part of it gives the whole away."""
    while first and tokens[first].gap == "_" and tokens[first - 1].case != "P":
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].gap == "_" and tokens[last + 1].case != "P":
        last += 1
    return first, last


def _end(tokens: Sequence[Token], at: int) -> int:
    """The end of a mention, with a legal suffix behind it."""
    while (
        at + 1 < len(tokens)
        and tokens[at + 1].low in _LEGAL
        and tokens[at + 1].gap in (" ", ", ")
        and tokens[at + 1].case != "l"
    ):
        at += 1
    return tokens[at].end


def _found(name: Name, start: int, end: int) -> Found:
    fixed = name.kind == "PERSON" and len(name.words) > 1
    return Found(start, end, name.kind, name.rule, 0.98, name.label, fixed=fixed, key=name.key)
