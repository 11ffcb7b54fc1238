"""The forms in which a name the author told us is written by those who would rather not write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

from bot.masking import cues
from bot.masking.lexicon import rank
from bot.masking.tokens import Token

_LEET = str.maketrans("013457$@€£¥!+|", "oieastsaelyitl")
_LINKING = frozenset("del du des di do da dos das der van von for in".split())
"""Small words that first letters leave out: STL, Société de Transport du Lac."""
_SIGNS = "$@€£¥!+|"
_SIGN = re.compile(r"[$@€£¥!+|](?=[^\W_])")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SHORT = {
    "lil": "little", "mt": "mount", "st": "saint", "intl": "international", "natl": "national", "univ": "university",
    "hosp": "hospital", "bros": "brothers", "ctr": "center", "mfg": "manufacturing", "svcs": "services", "ft": "fort",
}  # fmt: skip
"""Short forms of words in names of employers."""
_STARRED = re.compile(r"(?<![\w*])[^\W\d_][\w*]{0,20}\*[\w*]{0,20}[^\W_](?![\w*])")


@dataclass(frozen=True, slots=True)
class Name:
    """One thing the author named, cut into folded words."""

    words: tuple[str, ...]
    kind: str
    rule: str
    label: str
    key: str
    everywhere: bool = False
    """Typed in answer to a question: goes wherever it stands, common word or not."""

    whole: bool = False
    """Said in other words (``yard forty four``): a part of it is none."""
    squashed: str = ""
    """The words without anything between them."""
    runs: frozenset[str] = frozenset()
    """The same as in a hashtag, also with the small words between them: ``tealandsons``."""
    initials: frozenset[str] = frozenset()
    """The ways to write it by first letters."""

    @classmethod
    def of(
        cls, words: tuple[str, ...], kind: str, rule: str, label: str, key: str, everywhere: bool = False
    ) -> Name:
        """The name with its derived forms."""
        squashed = "".join(words)
        written = key.replace("&", " and ") if kind == "COMPANY" else ""
        whole = "".join(re.findall(r"[^\W_]+", written))
        runs = frozenset(run for run in (squashed, whole) if len(run) > 5)
        return cls(words, kind, rule, label, key, everywhere, False, squashed, runs, _initials(words, key))


def _initials(words: tuple[str, ...], written: str) -> frozenset[str]:
    """First letters, short words whole or not (``OKTV``), and the small words between them or not (``UoL``)."""
    forms = {""}
    for word in words:
        forms = {form + part for form in forms for part in {word[0], word if len(word) < 4 else word[0]}}
    if "&" in written or " and " in written:
        first, rest = words[0][0], "".join(w[0] for w in words[1:])
        forms |= {f"{first}n{rest}", f"{first}and{rest}"}
    whole = re.findall(r"[^\W\d_]+", written)
    if len(whole) > len(words) > 1:
        forms.add("".join(word[0] for word in whole))
    core = [word for word in words if word not in _LINKING]
    if 1 < len(core) < len(words):
        forms.add("".join(word[0] for word in core))
    return frozenset(forms) if len(words) > 1 else frozenset()


def counted(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The name with figures in words (``yard forty four``, ``three m``) or number words in figures (``7-eleven``)."""
    choices: list[list[tuple[str, ...]]] = []
    for word in words[:3]:
        number = re.fullmatch(r"(\d{1,2})([a-z]*)", word)
        choices.append([(word,)])
        if number:
            spoken, rest = _spoken(int(number[1])), tuple(filter(None, [number[2]]))
            choices[-1] += [("".join(spoken), *rest), (*spoken, *rest)]
        elif word in _ONES and len(words) > 1:
            choices[-1].append((str(_ONES.index(word)),))
    forms = [tuple(chain(*form, words[3:])) for form in product(*choices)]
    if not (len(words) == 1 and words[0].isdecimal()):  # "24" is a name, "twenty-four" a number
        yield from dict.fromkeys(form for form in forms if form != words)


def _spoken(number: int) -> list[str]:
    if number < 20:
        return [_ONES[number]]
    return [_TENS[number // 10 - 2], *([_ONES[number % 10]] if number % 10 else [])]


def altered(tokens: Sequence[Token], at: int, name: Name) -> int:
    """Hashtags, domains, acronyms, words run together or apart, figures for letters, small misspellings."""
    token = tokens[at]
    low, squashed = token.low, name.squashed
    if len(low) > len(name.words[0]) and any(run in low for run in name.runs):
        return 1
    stem = "".join(name.words[:2])
    if len(name.words) > 1 and len(stem) > 6 and low.startswith(stem):
        return 1
    if (
        at + 1 < len(tokens)
        and len(squashed) > 5
        and len(tokens[at + 1].gap) <= 1
        and len(name.words) == 1
        and _sound(low + tokens[at + 1].low) == _sound(squashed)
    ):
        return 2
    if name.kind == "COMPANY" and (size := _acronym(tokens, at, name)):
        return size
    if (
        not low.isalpha()
        and any(c.isdigit() for c in low)
        and low.translate(_LEET) in (squashed, *name.words)
        and not low.isdigit()
    ):
        return 1
    if name.kind == "COMPANY" and len(low) > 6 and any(_within(low, word) for word in name.words):
        return 1
    if name.kind == "COMPANY" and token.rank in (0, 6) and not token.kept and len(low) > 2:
        alike = [word for word in (squashed, *name.words) if word[0] == low[0] and len(word) > 4]
        if any(_close(low, word) for word in alike if word == squashed or word not in cues.COMPANY_HEADS):
            return 1
    return 0


def _acronym(tokens: Sequence[Token], at: int, name: Name) -> int:
    """How many tokens are the name's first letters: in one word, or divided (``h&v``, ``P.H.C.F.``)."""
    token, words = tokens[at], name.words
    if len(words) < 2 or token.low[0] != words[0][0]:
        return 0
    low = token.low if token.low in name.initials else token.low.removesuffix("s")
    if low in name.initials:
        shouted = token.case in "UM" and len(low) > 1
        return int(shouted or (len(low) > 2 and token.rank in (0, 6) and not token.kept))
    unknown = token.case == "U" and not (token.rank or token.flags or token.kept)
    if unknown and len(words) > 2 and 3 < len(low) < 9 and _syllables(low, words):
        return 1
    spelled = tokens[at : at + len(words)]
    if [t.low for t in spelled] != [w[0] for w in words]:
        return 0
    return len(words) if all(t.gap.strip() in ("&", "+", ".", "/") for t in spelled[1:]) else 0


def _syllables(low: str, words: Sequence[str]) -> bool:
    """Whether the word is put together from the first letters, one to three, of each of the others: ``FEPA``."""
    if not words:
        return not low
    return any(
        low.startswith(words[0][:size]) and _syllables(low[size:], words[1:])
        for size in range(1, min(3, len(words[0])) + 1)
    )


def _within(low: str, word: str) -> bool:
    """Whether a word that is nothing but a name stands at the beginning or the end of a longer one: ``nyikacrew``."""
    return (
        len(word) > 4
        and len(low) > len(word) + 2
        and (low.startswith(word) or low.endswith(word))
        and not rank(word)
    )


def _sound(word: str) -> str:
    """Roughly how a word sounds: ``tick tock`` for TikTok."""
    return re.sub(r"(.)\1", r"\1", word.replace("ck", "k").replace("ph", "f").replace("z", "s"))


def resembles(low: str, word: str) -> bool:
    """Whether a later word of a name is meant: clipped (``fab``, ``constr``) or misspelled."""
    if len(word) > 5 and len(low) > 3 and low.endswith("s") and word.startswith(low[:-1]):
        return True  # peds for pediatrics
    if len(word) > 4 and 3 <= len(low) < len(word) and word.startswith(low) and low not in cues.STOP:
        return True
    return (
        len(word) > 3 and low[:1] == word[:1] and abs(len(low) - len(word)) < 2 and _distance(low, word) < 2
    )


def _close(low: str, word: str) -> bool:
    """Whether one slip, two in long words, makes the word of it. Same first letter, to stay careful."""
    if len(word) < 5 or abs(len(low) - len(word)) > 2 or low[:1] != word[:1] or low == word:
        return False
    return _distance(low, word) <= (1 if len(word) < 9 else 2)


def _distance(a: str, b: str) -> int:
    """Edits and swaps of neighbours between two short words."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def signed(text: str, name: Name) -> Iterator[tuple[int, int]]:
    """Stretches that spell the name with signs for some of its letters, ``M€ta``."""
    done = 0
    for match in _SIGN.finditer(text):
        start = end = match.start()
        if start < done:
            continue
        while start > done and (text[start - 1].isalnum() or text[start - 1] in _SIGNS):
            start -= 1
        while end < len(text) and (text[end].isalnum() or text[end] in _SIGNS):
            end += 1
        done = end
        word = text[start:end].rstrip("!+|")
        if len(word) > 3 and word.casefold().translate(_LEET) in (name.squashed, *name.words):
            yield start, start + len(word)


def starred(text: str, name: Name) -> Iterator[tuple[int, int]]:
    """Stretches that spell the name with stars for some of its letters."""
    for match in _STARRED.finditer(text) if "*" in text else ():
        low = match[0].casefold()
        for word in (name.squashed, *name.words):
            if (
                len(word) > 3
                and len(low) == len(word)
                and all(c in (w, "*") for c, w in zip(low, word, strict=True))
            ):
                yield match.span()
