"""The last layer: how likely a word that is left is to give somebody away, by a small model trained on stories.

Each word is described by its shape, the lists, what the rules thought of it and the words around it; each such
feature has a weight (data/weights.txt, made by scripts/train_masking_weights.py), and the sum is a probability.
What reaches ``OFFERED`` is offered, never replaced by itself: rules can be explained, weights cannot. An unknown word
with a capital that the rules would replace for nothing but being unknown is only offered if the model doubts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp

from bot.masking import cues
from bot.masking.found import Found
from bot.masking.lexicon import DATA, FIRST, LAST, PLACE, PROPER
from bot.masking.names.guess import MASK, OFFER, Guess
from bot.masking.tokens import Token

WEIGHTS = DATA / "weights.txt"
OFFERED, DOUBTED = 0.08, 0.38
DOUBTFUL = "perhaps a name"
_JOINTS = frozenset((" ", "-", ".", "/", "'", "_", ". ", " & "))
_OWN = frozenset(
    "a an the i you he she it we they me him her us them my your his its our their this that these those who "
    "what which when where why how and or but so if as than then because while of in on at to for from with by "
    "about into over after before until till since under between through during without within near around is "
    "was are were be been being am do did does have has had will would can could should may might must not no "
    "yes just only very too also still again even never always all some any each every both more most other "
    "another new old big first last next one two three said says say told asked wrote called rang texted "
    "emailed phoned got get went go came come left sent gave took made knew met saw mr mrs ms dr named".split()
)
"""Words that are told apart as neighbours; all others only by what kind of word they are."""
_LISTS = (
    ("role", cues.ROLES),
    ("title", cues.TITLES),
    ("head", cues.COMPANY_HEADS),
    ("work", cues.WORK),
    ("city", cues.CITY_WORDS),
    ("part", cues.PARTICLES),
    ("month", cues.MONTHS_AND_DAYS),
)


def find(tokens: Sequence[Token], guesses: Sequence[Guess], offers: Sequence[Found]) -> Iterator[Found]:
    """What to offer among the words no find covers; ``offers`` are the rules' own, taken whole if likely."""
    sheet = Sheet(tokens, guesses, offers)
    chosen = {at: p for at in sheet.candidates() if (p := sheet.chance(at)) >= OFFERED}
    done: set[Found] = set()
    at = 0
    while at < len(tokens):
        if at not in chosen:
            at += 1
            continue
        offer = sheet.offers.get(at)
        if offer is not None:
            if offer not in done:
                done.add(offer)
                yield offer
            at += 1
            continue
        end = at
        while end + 1 in chosen and end + 1 not in sheet.offers and _together(tokens[end], tokens[end + 1]):
            end += 1
        yield _found(tokens[at : end + 1], guesses[at : end + 1], max(chosen[i] for i in range(at, end + 1)))
        at = end + 1


def doubt(tokens: Sequence[Token], guesses: list[Guess]) -> None:
    """Take back to an offer what only its capital made a name, where the words around it speak of a tool."""
    weak = [
        at for at, (t, g) in enumerate(zip(tokens, guesses, strict=True)) if g.score >= MASK and unsure(t, g)
    ]
    if not weak:
        return
    sheet = Sheet(tokens, guesses, (), guessed=True)
    chances: dict[str, float] = {}
    for at in weak:
        low = tokens[at].low
        chances[low] = max(chances.get(low, 0.0), likely(sheet.features(at, ruled=False), "doubt"))
    for at in weak:
        if chances[tokens[at].low] < DOUBTED:
            guesses[at].score, guesses[at].rule = OFFER, DOUBTFUL


def unsure(token: Token, guess: Guess | None = None) -> bool:
    """Whether nothing but a capital and our not knowing it makes a name of the word."""
    unknown = token.case in "TM" and token.rank == 0 and len(token.low) > 2 and token.low.isascii()
    unknown = unknown and not token.flags & (FIRST | LAST | PLACE)
    return unknown and not token.covered and not (guess is not None and guess.sure)


def likely(features: Sequence[str], question: str = "offer") -> float:
    """The probability that the word so described identifies."""
    table = weights()[question]
    return 1 / (1 + exp(-max(-30.0, min(30.0, sum([table[f] for f in features if f in table])))))


@cache
def weights() -> dict[str, dict[str, float]]:
    """Feature to weight, for each of the two questions: what to ``offer`` and what to ``doubt``."""
    tables: dict[str, dict[str, float]] = {"offer": {}, "doubt": {}}
    table = tables["offer"]
    for line in WEIGHTS.read_text("utf-8").splitlines():
        if line.startswith("["):
            table = tables[line.strip("[]")]
        elif line[:2] != "# ":
            feature, weight = line.rsplit("\t", 1)
            table[feature] = float(weight) / 100
    return tables


class Sheet:
    """One story as the model sees it."""

    def __init__(
        self,
        tokens: Sequence[Token],
        guesses: Sequence[Guess],
        offers: Sequence[Found],
        guessed: bool = False,
    ) -> None:
        """With ``guessed``, what the rules are about to replace counts as replaced."""
        self.tokens, self.guesses = tokens, guesses
        self.kinds = [_kind(token) for token in tokens]
        if guessed:
            self.kinds = ["M" if g.score >= MASK else k for k, g in zip(self.kinds, guesses, strict=True)]
        self.offers = _by_token(tokens, offers)
        starts = [t for t in tokens if t.initial and t.case in "lTUM"]
        self.style = "L" if sum(t.case == "l" for t in starts) * 2 > len(starts) else "N"
        self.cases: dict[str, str] = {}
        for token in tokens:
            if token.case not in self.cases.get(token.low, ""):
                self.cases[token.low] = self.cases.get(token.low, "") + token.case

    def candidates(self) -> Iterator[int]:
        """The words worth asking about: not the commonest in lower case, unless they are names too."""
        for at, token in enumerate(self.tokens):
            if token.covered or token.case == "P":
                continue
            if token.low in cues.TITLES and at + 1 < len(self.tokens) and self.tokens[at + 1].covered:
                continue
            plain = token.case == "l" and token.rank in (1, 2) and not token.flags & FIRST
            opens = token.initial and token.rank == 1 and not token.flags & FIRST
            plain = plain or opens or (token.case == "l" and token.low in cues.STOP)
            if not plain or at in self.offers:
                yield at

    def chance(self, at: int) -> float:
        """How likely the word identifies; what was doubted is offered in any case."""
        found = likely(self.features(at))
        return max(found, OFFERED) if self.guesses[at].rule == DOUBTFUL else found

    def features(self, at: int, ruled: bool = True) -> list[str]:
        """What there is to say about a word; without ``ruled``, nothing of what the rules thought."""
        token = self.tokens[at]
        own = self._number(at) if token.text[0].isdigit() else self._word(at, ruled)
        if ruled and at in self.offers:
            own.append("h" + self.offers[at].rule)
        return own

    def _around(self, at: int) -> tuple[str, str, str, str, str, str]:
        kinds, tokens = self.kinds, self.tokens
        more = at + 1 < len(tokens)
        return (
            kinds[at - 1] if at else "^",
            kinds[at + 1] if more else "$",
            kinds[at - 2] if at > 1 else "^",
            kinds[at + 2] if at + 2 < len(tokens) else "$",
            _mark(tokens[at].gap),
            _mark(tokens[at + 1].gap) if more else "$",
        )

    def _number(self, at: int) -> list[str]:
        text = self.tokens[at].text
        before, after, before2, after2, gap, behind = self._around(at)
        shape = "".join("9" if c.isdigit() else "a" for c in text)[:6]
        own = [
            "#", "#" + shape, "#p" + before, "#n" + after, "#g" + gap + behind, "#pp" + before2,
            "#nn" + after2, "#pn" + before + "|" + behind,
        ]  # fmt: skip
        if text.isdecimal():
            value = int(text)
            year = 1900 <= value <= 2100
            own.append(
                "#v"
                + ("y" if year else "d" if value < 13 else "D" if value < 32 else "h" if value < 100 else "H")
            )
        if at + 1 < len(self.tokens) and self.kinds[at + 1] != "NUM":
            own.append("#w" + ("s" if self.tokens[at + 1].low.endswith("s") else "o") + behind)
        return own

    def _word(self, at: int, ruled: bool) -> list[str]:
        token, guess = self.tokens[at], self.guesses[at]
        before, after, before2, after2, gap, behind = self._around(at)
        case, rank, low = token.case, token.rank, token.low
        shape = case + "I" if token.initial else case
        listed = f"{token.flags & (FIRST | LAST | PLACE | PROPER)}"
        kept = "" if not token.kept else "k" if token.alone else "K"
        kind = case + ("w" if rank in (1, 2) else "u" if rank in (3, 4, 5) else "x")
        own = [
            "w", "c" + shape + self.style, f"r{shape}{rank}{kept}", "f" + shape + listed,
            f"fr{shape}{listed}.{rank}{kept}", "p" + kind + before, "n" + kind + after,
            "g" + kind + gap + behind, "pp" + case + before2, "nn" + case + after2, "P" + before + "|" + gap,
            "N" + after + "|" + behind, f"l{min(len(low), 9)}{case}",
        ]  # fmt: skip
        if ruled and guess.score > -6:
            score = max(-6.0, min(5.0, guess.score))
            own += [f"s{round(score * 2)}", f"S{kept}{round(score)}", "k" + guess.kind + guess.rule]
        elif ruled:
            own.append("sX")
        cases = self.cases[low]
        if case != "l" and "l" in cases:
            own.append("twl" + shape)
        if case == "l" and "T" in cases:
            own.append("twT")
        if token.tail:
            own.append("t" + token.tail + kind)
        if low in cues.STOP:
            own.append("stop" + case)
        own += [name + shape for name, words in _LISTS if low in words]
        if len(low) > 3:
            own.append("e" + low[-2:] + kind)
        return own


def _kind(token: Token) -> str:
    """What a word is as a neighbour: itself, if it is one of few, or the kind of word."""
    low = token.low
    if token.case == "P" or token.covered:
        return "M"
    if low in _OWN:
        return low
    if low in cues.TITLES:
        return "TITLE"
    if low in cues.ROLES:
        return "ROLE"
    if low in cues.SPEAKS:
        return "SAYS" if low in cues.SAYS else "SPEAKS"
    if low in cues.MONTHS_AND_DAYS:
        return "MONTH"
    if token.text[0].isdigit():
        return "NUM"
    if low in cues.STOP:
        return "STOP"
    if low in cues.WORK:
        return "WORK"
    capital = "l" if token.case == "l" else "T"
    if low in cues.COMPANY_HEADS:
        return "HEAD" + capital
    if token.kept:
        return "K" + capital
    return f"{token.case}{min(token.rank, 4)}"


def _mark(gap: str) -> str:
    """What stands between two words, in a character or two."""
    if gap == " ":
        return "_"
    if "\n" in gap:
        return "n"
    bare = gap.strip()
    if not bare:
        return "_" if gap else "0"
    return bare if len(bare) == 1 else bare[0] + "+"


def _by_token(tokens: Sequence[Token], offers: Sequence[Found]) -> dict[int, Found]:
    found: dict[int, Found] = {}
    at = 0
    for offer in sorted(offers, key=lambda f: f.start):
        while at < len(tokens) and tokens[at].end <= offer.start:
            at += 1
        here = at
        while here < len(tokens) and tokens[here].start < offer.end:
            found[here] = offer
            here += 1
    return found


def _together(left: Token, right: Token) -> bool:
    """Whether two words that are offered are offered as one."""
    if right.gap not in _JOINTS or left.tail:
        return False
    figures = left.text[0].isdigit(), right.text[0].isdigit()
    if right.gap == " ":
        return not any(figures) and (left.case == "l") == (right.case == "l")
    return right.gap != ". " or all(figures)


def _found(words: Sequence[Token], guesses: Sequence[Guess], probability: float) -> Found:
    best = max(guesses, key=lambda g: (g.sure, g.label != "name", g.score))
    kind, label, rule = best.kind, best.label, best.rule
    if words[0].text[0].isdigit():
        kind, label, rule = "ID", "number", "maybe number"
    elif best.score <= -6 or (kind == "OTHER" and rule == "unusual word"):
        rule = DOUBTFUL
    return Found(words[0].start, words[-1].end, kind, rule, round(probability, 2), label, action="suggest")
