"""Learn ``bot/safety/data/hints.tsv``: how much each word, each pair and each order of kinds speaks for a verdict.

From the cases of the tests, the sayings written out, half of them beside a sentence of an ordinary story, and the
sentences of such stories, which say what does not count. Needs scikit-learn, which the bot does not: ``pip install
scikit-learn``, then run this from the project: some minutes. ``--halves`` writes nothing and prints what is seen of
each half of ``screen_many_cases`` by weights learned without it. The thirds that were held back are left out, here as
in every rule.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.safety import hints  # noqa: E402  the path is set above
from bot.safety.reading import read  # noqa: E402
from bot.safety.rules import lexicon  # noqa: E402
from bot.safety.screen import SURE, screen  # noqa: E402
from tests.safety.cases import Case, composed, false_alarms, load, nights, ordinary_stories, recall  # noqa: E402
from tests.safety.sayings import written_out  # noqa: E402

FILES = (
    "screen_dev_cases",
    "screen_cases",
    "screen_indirect_cases",
    "screen_fresh_cases",
    "screen_later_cases",
    "screen_stranger_cases",
    "screen_told_cases",
    "screen_twin_cases",
)
MANY = "screen_many_cases"
THIRD_HELD_BACK = ("screen_cases", "screen_indirect_cases")
SMALLEST = 0.6
"""Of the largest weight of a row: rows below it are dropped, and the rest is learned again without them."""
STRENGTH = 60.0
ORDINARY, SAID = 0.3, 0.1
"""What an ordinary sentence, and a saying written out, weigh beside a case: there are many, and they are much alike."""

Example = tuple[str, frozenset[str], float]


def example(verdict: str, text: str, weight: float = 1.0) -> Example:
    return verdict, frozenset(hints.features(read(text, lexicon()).text)), weight


def ordinary() -> list[str]:
    """Stories of rejections and letters in which nobody is in danger: each sentence, each two that follow one another,
    and each short text as a whole."""
    shown = tomllib.loads((ROOT / "try_out" / "stories.toml").read_text("utf-8"))
    texts = [*ordinary_stories(), *nights(), *_texts(shown), *composed()]
    parts = []
    for text in texts:
        sentences = re.split(r"(?<=[.!?])\s+", text)
        parts += [*sentences, *(" ".join(two) for two in pairwise(sentences))]
    return [text for text in dict.fromkeys([*texts, *parts]) if 4 < len(text.split()) <= hints.LONGEST]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def examples() -> list[Example]:
    """All that is learned from but the many cases, which are learned from by halves as well."""
    ordinary_ones = ordinary()
    draw = random.Random(0)  # noqa: S311  the same each time
    beside = [text for text in ordinary_ones if len(text.split()) < 14]
    said = [example("clear", text, ORDINARY) for text in ordinary_ones]
    for verdict, sentence in written_out():
        around = [sentence, *([draw.choice(beside)] if draw.random() < 0.5 else [])]
        draw.shuffle(around)
        said.append(example(verdict, ". ".join(around), SAID))
    cases = [
        case for name in FILES for case in load(name) if not (name in THIRD_HELD_BACK and case.held_back)
    ]
    return [*said, *of(cases)]


def of(cases: Sequence[Case]) -> list[Example]:
    return [example(case.accepted[0], case.text) for case in cases if len(case.accepted) == 1]


def learned(known: Sequence[Example]) -> dict[str, str]:
    """The rows of the file: weights in hundredths for each verdict; the empty one is what every text begins with."""
    seen = Counter(feature for _, found, _ in known for feature in found)
    kept = {feature for feature, times in seen.items() if times > 1}
    names, model = _fitted(known, kept)
    kept = {name for name, row in zip(names, model.coef_.T, strict=True) if abs(row).max() >= SMALLEST}
    names, model = _fitted(known, kept)
    order = [list(model.classes_).index(name) for name in hints.LEARNED]
    rows = [("", model.intercept_), *zip(names, model.coef_.T, strict=True)]
    return {name: " ".join(str(round(row[at] * hints.SCALE)) for at in order) for name, row in rows}


def _fitted(known: Sequence[Example], kept: set[str]) -> tuple[list[str], LogisticRegression]:
    vectors = DictVectorizer()
    weighed = [found & kept for _, found, _ in known]
    table = vectors.fit_transform([dict.fromkeys(found, 1 / hints.divisor(len(found))) for found in weighed])
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(table, [verdict for verdict, *_ in known], sample_weight=[weight for *_, weight in known])
    return list(vectors.get_feature_names_out()), model


def halves() -> None:
    """What is seen of each half by weights that know only the other."""
    many, rest = load(MANY), examples()
    for held in (True, False):
        rows = learned([*rest, *of([case for case in many if case.in_first_half != held])])
        hints._shelves = cache(partial(hints.shelved, rows.items()))  # type: ignore[assignment]
        hints._weight.cache_clear()
        unseen = [case for case in many if case.in_first_half == held]
        for name, verdict in {"words and rules": _screened, "words alone": _words}.items():
            shares = {label: round(recall(unseen, label, verdict), 3) for label in hints.RISKS}
            print(name, shares, "false alarms", round(false_alarms(unseen, verdict), 3))


def _screened(text: str) -> str:
    return screen(text).verdict


def _words(text: str) -> str:
    found = hints.hint(read(text, lexicon()).text)
    return found.name if found.amount >= SURE else "clear"


def main() -> None:
    if "--halves" in sys.argv:
        return halves()
    known = [*examples(), *of(load(MANY))]
    rows = learned(known)
    target = ROOT / "bot" / "safety" / "data" / "hints.tsv"
    target.write_text("".join(f"{name}\t{weights}\n" for name, weights in rows.items()), encoding="utf-8")
    print(f"{len(known)} texts, {len(rows) - 1} rows")
    return None


if __name__ == "__main__":
    main()
