"""Train bot/masking/data/weights.txt, the model behind what is offered, on the stories with known answers.

    python scripts/train_masking_weights.py [--without NAME]

Reads tests/masking/dev_cases.jsonl and benchmarks/masking/written/*.jsonl. ``--without voices`` leaves one file
out and writes nothing: it prints how the model does on that file, which it has then not seen.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.masking.run import measure  # noqa: E402 (needs the path above)
from bot.masking import engine, weigh  # noqa: E402 (needs the path above)
from bot.masking.model import Known  # noqa: E402 (needs the path above)
from bot.masking.tool import mask_line  # noqa: E402 (needs the path above)

FILES = [
    ROOT / "tests/masking/dev_cases.jsonl",
    *sorted((ROOT / "benchmarks/masking/written").glob("*.jsonl")),
]
EPOCHS, RATE, DECAY, PRECIOUS = 12, 0.25, 0.001, 3.0
"""``PRECIOUS``: how much more a missed name weighs than a word offered in vain."""
Row = tuple[list[str], bool]
Story = tuple[list[Row], list[Row], list[Row]]


def main() -> None:
    """Train on all files and write, or on all but one and report."""
    without = sys.argv[sys.argv.index("--without") + 1] if "--without" in sys.argv else ""
    stories = {path.stem: list(map(rows, cases(path))) for path in FILES}
    seen = [story for name, each in stories.items() if name != without for story in each]
    learned = learn(seen)
    if without:
        report(learned, [case for path in FILES if path.stem == without for case in cases(path)])
        return
    lines = ["# Feature and weight times 100; made by scripts/train_masking_weights.py."]
    for question, table in learned.items():
        lines.append(f"[{question}]")
        lines += [f"{feature}\t{round(100 * w)}" for feature, w in sorted(table.items()) if abs(w) >= 0.02]
    weigh.WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} weights, {weigh.WEIGHTS.stat().st_size} bytes")


def learn(stories: list[Story]) -> dict[str, dict[str, float]]:
    """The weights for both questions."""
    left, taken, tools = ([row for story in stories for row in story[part]] for part in range(3))
    return {"offer": train(left + taken), "doubt": train(left + taken + tools + tools)}


def cases(path: Path) -> Iterator[dict[str, Any]]:
    """The stories of one file."""
    return map(json.loads, path.read_text("utf-8").splitlines())


def rows(case: dict[str, Any]) -> Story:
    """The words of a story the rules left open; those they took rightly, as if they had not; and the unknown
    words that must stay, as if no list knew them.
    """
    told = case["fields"]
    plain, masks, seen = engine.look(case["text"], Known(told["company"], told["role"], told["stage"]))
    engine.cover(seen.tokens, masks)
    source = [plain.source(t.start, t.end) for t in seen.tokens]
    gold = [
        next((i for i, s in enumerate(case["spans"]) if s["start"] < b and s["end"] > a), -1)
        for a, b in source
    ]
    neutral = [any(n["start"] < b and n["end"] > a for n in case.get("neutral", ())) for a, b in source]
    offers = [f for f in seen.finds if f.action == "suggest"]
    sheet = weigh.Sheet(seen.tokens, seen.guesses, offers)
    left = [(sheet.features(at), gold[at] >= 0) for at in sheet.candidates() if not neutral[at]]
    taken: list[Row] = []
    for number in range(len(case["spans"])):
        inside = [at for at, token in enumerate(seen.tokens) if gold[at] == number and token.covered]
        for at in inside:
            seen.tokens[at].covered = False
        bare = weigh.Sheet(seen.tokens, seen.guesses, ())
        taken += [(bare.features(at, ruled=False), True) for at in bare.candidates() if at in inside]
        for at in inside:
            seen.tokens[at].covered = True
    tools: list[Row] = []
    for at, token in enumerate(seen.tokens):
        if gold[at] < 0 and not neutral[at] and (token.kept or token.covered):
            tools += _as_unknown(seen, at)
    return left, taken, tools


def _as_unknown(seen: engine.Seen, at: int) -> list[Row]:
    """A tool that must stay, or a word replaced wrongly, as it would look if no list knew it."""
    token = seen.tokens[at]
    before = token.kept, token.alone, token.covered
    token.kept = token.alone = token.covered = False
    unknown = token.case != "P" and weigh.unsure(token)
    bare = weigh.Sheet(seen.tokens, seen.guesses, ()) if unknown else None
    rows = [(bare.features(at, ruled=False), False)] if bare else []
    token.kept, token.alone, token.covered = before
    return rows


def train(data: list[Row]) -> dict[str, float]:
    """Logistic regression by stochastic descent, steps shrinking with each feature's history."""
    common = Counter(f for features, _ in data for f in features)
    data = [([f for f in features if common[f] > 1], answer) for features, answer in data]
    weights: defaultdict[str, float] = defaultdict(float)
    history: defaultdict[str, float] = defaultdict(float)
    order = random.Random(1)  # noqa: S311 (a reproducible order, no secret)
    for _ in range(EPOCHS):
        order.shuffle(data)
        for features, answer in data:
            total = sum(weights[f] for f in features)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - answer) * (
                PRECIOUS if answer else 1.0
            )
            for f in features:
                slope = error + DECAY * weights[f]
                history[f] += slope * slope
                weights[f] -= RATE * slope / math.sqrt(history[f] + 1)
    return weights


def report(learned: dict[str, dict[str, float]], unseen: list[dict[str, Any]]) -> None:
    """The scorer's rates on stories that the weights have not seen."""
    weigh.weights().clear()
    weigh.weights().update(learned)
    outputs = [mask_line(case) for case in unseen]
    for mode in ("masked", "masked_all"):
        rates = measure(unseen, [output[mode] for output in outputs], mode)
        print(mode, {name: round(rate, 1) for name, rate in rates.items()})


if __name__ == "__main__":
    main()
