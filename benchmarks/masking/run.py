"""Score the anonymizer on made stories: development, held-back and clean, side by side.

    python -m benchmarks.masking.run [COUNT] [--show development] [--write]

Before the held-back stories are scored, the names that only their locales brought are taken out of the
lists, so that the figure is that of names nobody listed. ``--show`` prints what went wrong in one half
(never in the held-back one).
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.masking import stories
from bot.masking import lexicon
from bot.masking.normalise import fold
from bot.masking.tool import mask_line
from tests.masking import scoring

TABLE = Path(__file__).parent / "results.md"
LIMITS = {
    "masked": {"leak": 5.0, "words": 1.5, "keep": 3.0},
    "masked_all": {"leak_plain": 1.0, "leak": 2.0, "words": 6.0},
}


def main() -> None:
    """Print, or write, one table over all halves."""
    numbers = [a for a in sys.argv[1:] if a.isdigit()]
    count = int(numbers[0]) if numbers else 550
    show = sys.argv[sys.argv.index("--show") + 1] if "--show" in sys.argv else ""
    dev = [json.loads(line) for line in Path("tests/masking/dev_cases.jsonl").read_text("utf-8").splitlines()]
    halves = {"cases": dev, "clean": stories.clean(), "development": stories.make("development", count, 1)}
    rows = [report(name, cases, show == name) for name, cases in halves.items()]
    removed = forget_heldback()
    rows.append(report("heldback", stories.make("heldback", count, 2), False))
    table = "\n".join(
        [
            _HEAD,
            *rows,
            "",
            f"{removed} names known only from the held-back locales were taken out of the lists for the "
            f"last row.",
        ]
    )
    print(table)
    if "--write" in sys.argv:
        TABLE.write_text(
            "# The anonymizer on made stories\n\n`python -m benchmarks.masking.run --write`\n\n"
            + table
            + "\n",
            "utf-8",
        )


_HEAD = (
    "| stories | spans | leak | plain | hard | keep lost | words lost | after suggestions: leak | plain | "
    "words lost | median ms of processor |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|"
)


def report(name: str, cases: list[dict[str, Any]], show: bool) -> str:
    """One row of the table; prints the faults as well if asked."""
    outputs, times = [], []
    for case in cases:
        began = time.process_time()
        outputs.append(mask_line(case))
        times.append(time.process_time() - began)
    automatic, accepted = (
        measure(cases, [o[mode] for o in outputs], mode, show) for mode in ("masked", "masked_all")
    )
    cells = [automatic[k] for k in ("leak", "plain", "hard", "keep", "words")] + [
        accepted[k] for k in ("leak", "plain", "words")
    ]
    return (
        f"| {name} ({len(cases)}) | {automatic['spans']:.0f} | "
        + " | ".join(f"{c:.2f} %" for c in cells)
        + f" | {1000 * statistics.median(times):.1f} |"
    )


def measure(
    cases: list[dict[str, Any]], outputs: list[str], mode: str, show: bool = False
) -> dict[str, float]:
    """The scorer's rates in per cent."""
    labels = scoring.labels_of(list(zip(outputs, (c["text"] for c in cases), strict=True)))
    count = dict.fromkeys(
        "spans leak plain plain_leak hard hard_leak keep keep_lost words words_lost".split(), 0
    )
    for case, out in zip(cases, outputs, strict=True):
        leaked, lost_keep, lost, plain, tokens = scoring.score_one(case, out, labels)
        for number, span in enumerate(case["spans"]):
            kind = "hard" if span.get("hard") else "plain"
            count["spans"] += 1
            count[kind] += 1
            count["leak"] += number in leaked
            count[f"{kind}_leak"] += number in leaked
            if show and number in leaked:
                print(
                    mode,
                    "LEAK",
                    case["id"],
                    span["type"],
                    repr(span["text"]),
                    leaked[number],
                    "|",
                    case["text"][max(0, span["start"] - 30) : span["end"] + 20].replace("\n", " "),
                )
        if show and lost:
            print(mode, "LOST", case["id"], [tokens[i][0] for i in lost])
        count["keep"] += len(case["keep"])
        count["keep_lost"] += len(lost_keep)
        count["words"] += len(plain)
        count["words_lost"] += len(lost)
    share = lambda a, b: 100 * count[a] / max(1, count[b])  # noqa: E731 (four uses, one line)
    return {
        "spans": count["spans"],
        "leak": share("leak", "spans"),
        "plain": share("plain_leak", "plain"),
        "hard": share("hard_leak", "hard"),
        "keep": share("keep_lost", "keep"),
        "words": share("words_lost", "words"),
    }


def forget_heldback() -> int:
    """Take out of the lists the names that only the held-back locales have; returns how many."""
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for locale in stories.HELDBACK_LOCALES + stories.DEVELOPMENT_LOCALES:
        faker = stories.Faker(locale)
        faker.seed_instance(7)
        for _ in range(1500):
            words = fold(f"{faker.first_name()} {faker.last_name()}").replace("-", " ").split()
            names[locale in stories.HELDBACK_LOCALES].update(words)
    shelves = lexicon.shelves()
    only = {n for n in names[True] - names[False] if lexicon.flags(n) and not lexicon.entry(n) & 7}
    for name in only:
        shelf = lexicon.shelf_of(name)
        shelves[shelf] = re.sub(rf"\n{re.escape(name)}\t.", "", shelves[shelf], flags=re.DOTALL)
    return len(only)


if __name__ == "__main__":
    main()
