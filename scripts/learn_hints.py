"""Learn ``bot/safety/data/hints.tsv`` from the cases of the tests: how much each word, and each two in a row, speaks
of a crisis; ordinary stories say what does not. Needs scikit-learn, which the bot does not: ``pip install
scikit-learn``, then run this from the project.

The thirds that were held back are left out, here as in every rule. Run it again when cases are added, and read the
figures of ``tests/safety/test_screen.py`` before and after.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.safety.hints import LEARNED, LONGEST, features  # noqa: E402  the path is set above
from bot.safety.reading import read  # noqa: E402
from bot.safety.rules import lexicon  # noqa: E402
from tests.safety.cases import load, ordinary_stories  # noqa: E402

FILES = (
    "screen_dev_cases",
    "screen_cases",
    "screen_indirect_cases",
    "screen_fresh_cases",
    "screen_later_cases",
)
THIRD_HELD_BACK = ("screen_cases", "screen_indirect_cases")
SMALLEST = 0.02


def ordinary() -> list[str]:
    """Stories of rejections in which nobody is in danger: each sentence, and each short story as a whole."""
    shown = tomllib.loads((ROOT / "try_out" / "stories.toml").read_text("utf-8"))
    texts = [*ordinary_stories(), *_texts(shown)]
    parts = [part for text in texts for part in re.split(r"(?<=[.!?]) ", text)]
    return [text for text in dict.fromkeys([*texts, *parts]) if 4 < len(text.split()) <= LONGEST]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def main() -> None:
    cases = [
        (case.accepted[0], features(read(case.text, lexicon()).text))
        for name in FILES
        for case in load(name)
        if len(case.accepted) == 1 and not (name in THIRD_HELD_BACK and case.held_back)
    ]
    cases += [("clear", features(read(text, lexicon()).text)) for text in ordinary()]
    seen = Counter(feature for _, found in cases for feature in found)
    vectors = DictVectorizer()
    table = vectors.fit_transform(
        [{feature: 1 for feature in found if seen[feature] > 1} for _, found in cases]
    )
    model = LogisticRegression(C=0.3, max_iter=5000, class_weight="balanced")
    model.fit(table, [label for label, _ in cases])
    order = [list(model.classes_).index(name) for name in LEARNED]
    lines = ["\t".join(["", *(f"{model.intercept_[at]:.2f}" for at in order)])]
    for at, feature in enumerate(vectors.get_feature_names_out()):
        weights = [model.coef_[row][at] for row in order]
        if max(map(abs, weights)) >= SMALLEST:
            lines.append("\t".join([feature, *(f"{weight:.2f}" for weight in weights)]))
    target = ROOT / "bot" / "safety" / "data" / "hints.tsv"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(cases)} cases, {len(lines) - 1} words and pairs")


if __name__ == "__main__":
    main()
