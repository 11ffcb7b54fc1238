"""Train bot/masking/data/weights.npz, the models behind what is masked and offered, on stories with known answers.

    python scripts/train_masking_weights.py [--without NAME]

Reads tests/masking/dev_cases.jsonl and benchmarks/masking/written/. ``--without voices`` leaves one file out and
writes nothing: it prints how the models do on that file, which they have then not seen. Needs scikit-learn, which
nothing else here does.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-not-found, import-untyped, unused-ignore]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found, unused-ignore]

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.masking import stories  # noqa: E402 (needs the path above)
from benchmarks.masking.cases import Case, clipped, collections, masked  # noqa: E402 (needs the path above)
from benchmarks.masking.run import measure  # noqa: E402 (needs the path above)
from bot.masking import engine, tagger, traits, weigh  # noqa: E402 (needs the path above)
from bot.masking.features import Sheet  # noqa: E402 (needs the path above)
from bot.masking.lexicon import FIRST, LAST, PLACE, PROPER  # noqa: E402 (needs the path above)
from bot.masking.model import Known  # noqa: E402 (needs the path above)
from bot.masking.questions import NUMBERS, OF_TYPES, WORDS, Keys, Questions  # noqa: E402 (needs the path above)
from bot.masking.tool import mask_line  # noqa: E402 (needs the path above)

STRENGTH, STRENGTH_AGAIN, STRENGTH_TYPES = 0.15, 1.0, 0.5
"""How freely the three models may learn: the inverse of their penalty."""
LIGHT = 8
"""Hundredths below which a weight is left out."""
KEPT_FORGOTTEN, LISTED_FORGOTTEN, RETOLD = 0.3, 0.1, 2
"""Stories told again, and their clips, forget so much of the lists: members use words that no list has."""
SHORT_TOLD = 3
"""How often the single sentences of ``short`` are told: there is nothing around them to learn from."""
PARTS, CLIPS, MADE = 4, 2, 300
"""The second model learns from what the first thinks of stories it has not seen: in so many parts."""
_KIND = {"ADDRESS": "LOCATION", "EMAIL": "OTHER", "URL": "OTHER", "HANDLE": "OTHER", "PHONE": "ID"}


NEUTRAL = "neutral"
Learned = tuple[dict[int, Any], Any]
"""Key to weight, or to a row of weights, in hundredths; and the bias."""


class Story:
    """One story as the models see it: its words worth asking about, and the answers."""

    def __init__(self, case: Case, forget: random.Random | None = None) -> None:
        fields = case["fields"]
        plain, tokens, finds, own = engine.prepared(
            case["text"], Known(fields["company"], fields["role"], fields["stage"])
        )
        for token in tokens if forget else ():
            if token.kept and token.rank != 1 and forget.random() < KEPT_FORGOTTEN:
                token.kept = token.alone = False
            if token.flags and forget.random() < LISTED_FORGOTTEN:
                token.flags &= ~(FIRST | LAST | PLACE | PROPER)
                token.row = traits.row(token.text, token.low, token.case, token.rank, token.flags, token.tail)
        loose = tagger.loose(tokens, finds)
        self.sheet = Sheet(tokens, loose, own)
        self.number = self.sheet.is_number[self.sheet.places]
        answers: list[str] = []
        for at in self.sheet.places.tolist():
            start, end = plain.source(tokens[at].start, tokens[at].end)
            span: Case = next((s for s in case["spans"] if s["start"] < end and s["end"] > start), {})
            kind = span.get("type", "")
            unit = at in loose and loose[at].type in ("MONEY", "DATE") and not kind
            unit = unit or kind == "MONEY" or (kind == "DATE" and any(map(str.isdigit, span["text"])))
            neutral = any(n["start"] < end and n["end"] > start for n in case.get("neutral", ()))
            if neutral or (unit and not tagger.telling(tokens[at])):
                kind = NEUTRAL
            answers.append(kind)
        self.answers = np.array(answers, object)

    def keys(self, questions: Questions, chosen: NDArray[np.bool_]) -> Keys:
        """The answers to some questions about some of the words worth asking about, a row for each."""
        return questions.keys(self.sheet, self.sheet.places[chosen]).T


class Model:
    """A logistic regression over keys, most of which are absent from most rows."""

    def __init__(self, strength: float, least: int = 2) -> None:
        self.strength, self.least = strength, least

    def fit(
        self, keys: Sequence[Keys], answers: NDArray[Any], extra: NDArray[np.float64] | None = None
    ) -> Model:
        """Learn from rows of keys, in blocks of one width or of several, and their answers."""
        every, counts = np.unique(np.concatenate([_each_once(block) for block in keys]), return_counts=True)
        self.known = np.setdiff1d(every[counts >= self.least], [0])
        several = len(set(answers)) > 2
        self.learned = LogisticRegression(
            C=self.strength, solver="lbfgs" if several else "liblinear", max_iter=200
        )
        self.learned.fit(self._matrix(keys, extra), answers.astype(str if several else bool))
        return self

    def sums(self, keys: Keys) -> NDArray[np.float64]:
        """What the weights of each row add up to."""
        if not len(keys):
            return np.zeros(0)
        totals: NDArray[np.float64] = (
            self._matrix([keys], None) @ self.learned.coef_[0] + self.learned.intercept_[0]
        )
        return totals

    def weights(self, least: int) -> Learned:
        """The weights of at least so many hundredths, and the bias; rows of them in the order of ``weigh.KINDS``."""
        coefs, bias = self.learned.coef_, self.learned.intercept_
        if len(coefs) > 1:
            order = [list(self.learned.classes_).index(kind) for kind in weigh.KINDS]
            coefs, bias = coefs[order], bias[order]
        rounded = np.rint(100 * coefs).astype(int).T[: len(self.known)]
        strong = np.abs(rounded).max(axis=1) >= least
        rows = rounded[strong].tolist() if len(coefs) > 1 else rounded[strong, 0].tolist()
        return dict(zip(self.known[strong].tolist(), rows, strict=True)), np.rint(100 * bias).astype(int)

    def _matrix(self, keys: Sequence[Keys], extra: NDArray[np.float64] | None) -> Any:
        widths = np.concatenate([np.full(len(block), block.shape[1]) for block in keys])
        flat = np.concatenate([block.ravel() for block in keys])
        at = np.minimum(np.searchsorted(self.known, flat), len(self.known) - 1)
        hit = self.known[at] == flat
        rows = np.repeat(np.arange(len(widths)), widths)[hit]
        shape = (len(widths), len(self.known))
        matrix = csr_matrix((np.ones(len(rows)), (rows, at[hit])), shape=shape)
        return matrix if extra is None else hstack([matrix, csr_matrix(extra[:, None])], format="csr")


def _each_once(block: Keys) -> Keys:
    """The keys of a block, each once for each of its rows."""
    ordered = np.sort(block, axis=1)
    fresh = np.ones(ordered.shape, bool)
    fresh[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    return ordered[fresh]


def main() -> None:
    """Train on all files and write, or on all but one and report."""
    without = sys.argv[sys.argv.index("--without") + 1] if "--without" in sys.argv else ""
    groups = collections()
    unseen = groups.pop(without) if without else []
    groups["made"] = stories.make("development", MADE, 7)
    if without:
        weigh.WEIGHTS = Path(tempfile.mkdtemp()) / "weights.npz"
    write(learn([case for cases in groups.values() for case in cases]))
    weigh.weights.cache_clear()
    if unseen:
        outputs = [mask_line(dict(case)) for case in unseen]
        for mode in ("masked", "masked_all"):
            rates = measure(unseen, [output[mode] for output in outputs], mode)
            print(mode, {name: round(rate, 1) for name, rate in rates.items()})


def learn(cases: Sequence[Case]) -> dict[str, Model]:
    """The models, learned from whole stories, from stretches of every one, as replies are short, and from each as it
    is looked at again.
    """
    order = random.Random(5)  # noqa: S311 (a reproducible order, no secret)
    groups = [
        [
            *(Story(case) for _ in range(SHORT_TOLD if "short" in case["tags"] else 1)),
            *(Story(case, order) for _ in range(RETOLD)),
            *(Story(part, order) for _ in range(CLIPS) for part in clipped(case, order)),
            Story(masked(case, order, rounded(case))),
        ]
        for case in cases
    ]
    order.shuffle(groups)
    told = [story for group in groups for story in group]
    thought: dict[int, NDArray[np.float64]] = {}
    for part in range(PARTS):
        seen = [s for number, group in enumerate(groups) if number % PARTS != part for s in group]
        pair = first(seen, WORDS), first(seen, NUMBERS)
        for story in (s for group in groups[part::PARTS] for s in group):
            thought[id(story)] = sums(story, *pair)
    again, answers, totals = [], [], []
    for story in told:
        hundredths = thought[id(story)]
        looked, keys = weigh.again(story.sheet, np.rint(hundredths).astype(np.int64))
        clear = story.answers[looked] != NEUTRAL
        again.append(keys.T[clear])
        answers.append(story.answers[looked][clear] != "")
        totals.append(np.clip(hundredths[looked][clear], -weigh.MOST, weigh.MOST) / 100)
    return {
        "words": first(told, WORDS),
        "numbers": first(told, NUMBERS),
        "again": Model(STRENGTH_AGAIN, 3).fit(again, np.concatenate(answers), np.concatenate(totals)),
        "types": types(told),
    }


def rounded(case: Case) -> list[tuple[int, int, str]]:
    """What has the shape of pay or of a date in a story, and the words that stand for it."""
    plain, _, finds, _ = engine.prepared(case["text"], Known())
    return [(*plain.source(f.start, f.end), f.coarse) for f in finds if f.coarse]


def first(told: Iterable[Story], questions: Questions) -> Model:
    """The first model, of words or of numbers."""
    keys, answers = [], []
    for story in told:
        chosen = (story.number == (questions is NUMBERS)) & (story.answers != NEUTRAL)
        keys.append(story.keys(questions, chosen))
        answers.append(story.answers[chosen] != "")
    return Model(STRENGTH).fit(keys, np.concatenate(answers))


def sums(story: Story, words: Model, numbers: Model) -> NDArray[np.float64]:
    """What the first models think of each word of a story, in hundredths."""
    found = np.zeros(len(story.number))
    for model, questions, chosen in ((words, WORDS, ~story.number), (numbers, NUMBERS, story.number)):
        found[chosen] = 100 * model.sums(story.keys(questions, chosen))
    return found


def types(told: Iterable[Story]) -> Model:
    """The model of what kind of thing a word is; whether it is a number is a key of its own."""
    keys, answers = [], []
    for story in told:
        for number, questions in enumerate((WORDS, NUMBERS)):
            chosen = (story.number == bool(number)) & (story.answers != "") & (story.answers != NEUTRAL)
            rows = story.keys(questions, chosen)
            rows = rows if number else rows[:, OF_TYPES]
            keys.append(np.hstack([rows, np.full((len(rows), 1), number + 1, np.uint32)]))
            answers.append(np.array([_KIND.get(kind, kind) for kind in story.answers[chosen]], object))
    return Model(STRENGTH_TYPES, 3).fit(keys, np.concatenate(answers))


def write(models: Mapping[str, Model]) -> None:
    """The file of weights."""
    found: dict[int, int] = {}
    bias: dict[str, int] = {}
    for name in ("words", "numbers", "again"):
        weights, one = models[name].weights(LIGHT if name != "again" else 1)
        found |= weights
        bias[name] = int(one[0])
    bias["sum"] = round(100 * models["again"].learned.coef_[0][-1])
    kinds, base = models["types"].weights(5)
    of_sort = np.array([kinds.pop(number, [0] * len(weigh.KINDS)) for number in (1, 2)])
    table, type_table = stored(found), stored(kinds)
    np.savez_compressed(
        weigh.WEIGHTS,
        slots=table.slots,
        weights=table.weights,
        type_slots=type_table.slots,
        type_weights=type_table.weights,
        type_bias=(of_sort + base).astype(np.int16),
        bias_names=np.array(list(bias)),
        bias=np.array(list(bias.values()), np.int16),
    )
    print(f"{len(found)} + {len(kinds)} weights, {weigh.WEIGHTS.stat().st_size} bytes")


def stored(found: Mapping[int, Any]) -> weigh.KeyTable:
    """The keys in their slots, half of which or more are free."""
    keys = np.array(list(found), np.uint32)
    size = 1 << max(4, (2 * len(found)).bit_length())
    one, two = (places.tolist() for places in weigh.slots_of(keys, size))
    stands: dict[int, int] = {}  # slot to the number of a key
    for number in range(len(keys)):
        moving, slot = number, one[number]
        for _ in range(1000):
            moving, stands[slot] = stands.get(slot, -1), moving
            if moving < 0:
                break
            slot = one[moving] + two[moving] - slot
        else:
            raise ValueError("the keys do not fit: another factor is needed")
    slots, rows = list(stands), [*stands.values()]
    values = np.array(list(found.values()), np.int16)
    table = weigh.KeyTable(np.zeros(size, np.uint32), np.zeros((size, *values.shape[1:]), np.int16))
    table.slots[slots], table.weights[slots] = keys[rows], values[rows]
    return table


if __name__ == "__main__":
    main()
