"""Train bot/masking/data/weights.txt, the models behind what is masked and offered, on stories with known answers.

    python scripts/train_masking_weights.py [--without NAME]

Reads tests/masking/dev_cases.jsonl and benchmarks/masking/written/. ``--without voices`` leaves one file out and
writes nothing: it prints how the models do on that file, which they have then not seen. Needs scikit-learn, which
nothing else here does.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from scipy.sparse import csr_matrix  # type: ignore[import-not-found, import-untyped, unused-ignore]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found, unused-ignore]

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.masking import stories  # noqa: E402 (needs the path above)
from benchmarks.masking.cases import Case, clipped, collections  # noqa: E402 (needs the path above)
from benchmarks.masking.run import measure  # noqa: E402 (needs the path above)
from bot.masking import engine, tagger, weigh  # noqa: E402 (needs the path above)
from bot.masking.features import NUMBER_KEYS, WORD_KEYS, Sheet  # noqa: E402 (needs the path above)
from bot.masking.lexicon import FIRST, LAST, PLACE, PROPER  # noqa: E402 (needs the path above)
from bot.masking.model import Known  # noqa: E402 (needs the path above)
from bot.masking.tool import mask_line  # noqa: E402 (needs the path above)

STRENGTH, STRENGTH_AGAIN, STRENGTH_TYPES = 0.3, 1.0, 0.5
"""How freely the three models may learn: the inverse of their penalty."""
LIGHT = 8
"""Hundredths below which a weight is left out."""
KEPT_FORGOTTEN, LISTED_FORGOTTEN, RETOLD = 0.3, 0.1, 2
"""Stories told again, and their clips, forget so much of the lists: members use words that no list has."""
SHORT_TOLD = 2
"""How often the single sentences of ``short`` are told: there is nothing around them to learn from."""
PARTS, CLIPS, MADE = 4, 2, 300
"""The second model learns from what the first thinks of stories it has not seen: in so many parts."""
_KIND = {"ADDRESS": "LOCATION", "EMAIL": "OTHER", "URL": "OTHER", "HANDLE": "OTHER", "PHONE": "ID"}


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
        loose = tagger.loose(tokens, finds)
        self.sheet = Sheet(tokens, loose, own)
        self.rows: list[tuple[int, bool, list[str], list[str]]] = []
        self.answers: list[str] = []
        for at in self.sheet.candidates():
            start, end = plain.source(tokens[at].start, tokens[at].end)
            span: Case = next((s for s in case["spans"] if s["start"] < end and s["end"] > start), {})
            kind = span.get("type", "")
            unit = at in loose and loose[at].type in ("MONEY", "DATE") and not kind
            unit = unit or kind == "MONEY" or (kind == "DATE" and any(map(str.isdigit, span["text"])))
            neutral = any(n["start"] < end and n["end"] > start for n in case.get("neutral", ()))
            if neutral or (unit and not tagger.telling(tokens[at])):
                kind = "neutral"
            self.rows.append((at, self.sheet.is_number(at), *self.sheet.describe(at)))
            self.answers.append(kind)


class Model:
    """A logistic regression over named features, most of which are absent from most rows."""

    def __init__(self, strength: float, least: int = 2) -> None:
        self.strength, self.least = strength, least
        self.place: dict[str, int] = {}

    def fit(
        self, rows: Sequence[Sequence[str]], answers: Sequence[Any], extra: Sequence[float] = ()
    ) -> Model:
        """Learn from rows of features and their answers."""
        common = Counter(f for row in rows for f in set(row))
        self.place = {f: i for i, f in enumerate(sorted(f for f, n in common.items() if n >= self.least))}
        several = len(set(answers)) > 2
        solver = "lbfgs" if several else "liblinear"
        self.learned = LogisticRegression(C=self.strength, solver=solver, max_iter=200)
        self.learned.fit(self._matrix(rows, extra), answers)
        return self

    def sums(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """What the weights of each row add up to."""
        if not rows:
            return []
        return list(self._matrix(rows, ()) @ self.learned.coef_[0] + self.learned.intercept_[0])

    def _matrix(self, rows: Sequence[Sequence[str]], extra: Sequence[float]) -> Any:
        columns: list[int] = []
        values: list[float] = []
        ends = [0]
        for number, row in enumerate(rows):
            here = sorted({self.place[f] for f in row if f in self.place})
            columns += here
            values += [1.0] * len(here)
            if extra:
                columns.append(len(self.place))
                values.append(extra[number])
            ends.append(len(columns))
        return csr_matrix((values, columns, ends), shape=(len(rows), len(self.place) + bool(extra)))


def main() -> None:
    """Train on all files and write, or on all but one and report."""
    without = sys.argv[sys.argv.index("--without") + 1] if "--without" in sys.argv else ""
    groups = collections()
    unseen = groups.pop(without, [])
    groups["made"] = stories.make("development", MADE, 7)
    learned = learn([case for cases in groups.values() for case in cases])
    lines = list(written(learned))
    if without:
        weigh.weights.cache_clear()
        weigh.WEIGHTS = Path(f"/tmp/weights-without-{without}.txt")  # noqa: S108 (a report's own scratch)
    weigh.WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} weights, {weigh.WEIGHTS.stat().st_size} bytes")
    if unseen:
        outputs = [mask_line(dict(case)) for case in unseen]
        for mode in ("masked", "masked_all"):
            rates = measure(unseen, [output[mode] for output in outputs], mode)
            print(mode, {name: round(rate, 1) for name, rate in rates.items()})


def learn(cases: Sequence[Case]) -> dict[str, Any]:
    """The models, learned from whole stories and from stretches of every one, as replies are short."""
    order = random.Random(5)  # noqa: S311 (a reproducible order, no secret)
    groups = [
        [
            *(Story(case) for _ in range(SHORT_TOLD if "short" in case["tags"] else 1)),
            *(Story(case, order) for _ in range(RETOLD)),
            *(Story(part, order) for _ in range(CLIPS) for part in clipped(case, order)),
        ]
        for case in cases
    ]
    order.shuffle(groups)
    models: dict[str, Any] = {}
    stories = [story for group in groups for story in group]
    thought: dict[int, dict[int, float]] = {}
    for part in range(PARTS):
        seen = [s for number, group in enumerate(groups) if number % PARTS != part for s in group]
        pair = {number: first(seen, number) for number in (False, True)}
        for story in (s for group in groups[part::PARTS] for s in group):
            thought[id(story)] = sums(story, pair)
    models["words"], models["numbers"] = first(stories, False), first(stories, True)
    again, answers, totals = [], [], []
    for story in stories:
        keys = dict(weigh.second(story.sheet, thought[id(story)]))
        for (at, *_), answer in zip(story.rows, story.answers, strict=True):
            if answer != "neutral" and at in keys:
                again.append(keys[at])
                answers.append(bool(answer))
                totals.append(max(-9.0, min(9.0, thought[id(story)][at])))
    models["again"] = Model(STRENGTH_AGAIN, 3).fit(again, answers, totals)
    named = [
        (typed(number, keys, more), _KIND.get(answer, answer))
        for story in stories
        for (_, number, keys, more), answer in zip(story.rows, story.answers, strict=True)
        if answer not in ("", "neutral")
    ]
    models["types"] = Model(STRENGTH_TYPES, 3).fit([row for row, _ in named], [kind for _, kind in named])
    return models


def first(stories: Iterable[Story], number: bool) -> Model:
    """The first model, of words or of numbers."""
    rows, answers = [], []
    for story in stories:
        for (_, is_number, keys, more), answer in zip(story.rows, story.answers, strict=True):
            if is_number == number and answer != "neutral":
                rows.append(flat(keys, more))
                answers.append(bool(answer))
    return Model(STRENGTH).fit(rows, answers)


def flat(keys: Sequence[str], more: Sequence[str]) -> list[str]:
    """The keys with their places before them."""
    return [*(f"{i} {key}" for i, key in enumerate(keys)), *(f"{len(keys)} {key}" for key in more)]


def typed(number: bool, keys: Sequence[str], more: Sequence[str]) -> list[str]:
    """What the model of types sees of a description."""
    chosen = range(NUMBER_KEYS) if number else weigh.TYPE_KEYS
    return [*(f"{'#' if number else ''}{i} {keys[i]}" for i in chosen), *more, "#" if number else "w"]


def sums(story: Story, pair: dict[bool, Model]) -> dict[int, float]:
    """What the first models think of each word of a story."""
    found: dict[int, float] = {}
    for number, model in pair.items():
        rows = [(at, flat(keys, more)) for at, is_number, keys, more in story.rows if is_number == number]
        found.update(zip([at for at, _ in rows], model.sums([row for _, row in rows]), strict=True))
    return {at: found[at] for at, *_ in story.rows}


def written(models: dict[str, Any]) -> Iterator[str]:
    """The lines of the file of weights."""
    yield "# Made by scripts/train_masking_weights.py: a key and its weight times 100."
    for name in ("words", "numbers"):
        model, last = models[name], WORD_KEYS if name == "words" else NUMBER_KEYS
        tables: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for feature, column in model.place.items():
            if abs(weight := round(100 * model.learned.coef_[0][column])) >= LIGHT:
                where, _, key = feature.partition(" ")
                tables[int(where)][key] = weight
        tables[last]["bias"] = round(100 * model.learned.intercept_[0])
        for where in sorted(tables):
            yield f"[{name} {where}]"
            yield from (f"{key}\t{weight}" for key, weight in sorted(tables[where].items()))
    model = models["again"]
    yield "[again]"
    yield f"bias\t{round(100 * model.learned.intercept_[0])}"
    yield f"sum\t{round(100 * model.learned.coef_[0][-1])}"
    for feature, column in sorted(model.place.items()):
        if weight := round(100 * model.learned.coef_[0][column]):
            yield f"{feature}\t{weight}"
    model = models["types"]
    yield "[types]"
    order = [list(model.learned.classes_).index(kind) for kind in weigh.KINDS]
    for feature, column in sorted(model.place.items()):
        row = [round(100 * model.learned.coef_[place][column]) for place in order]
        if max(map(abs, row)) > 4:
            yield f"{feature}\t{' '.join(map(str, row))}"


if __name__ == "__main__":
    main()
