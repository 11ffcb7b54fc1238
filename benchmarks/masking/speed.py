"""Time the anonymizer: stories of 1,500 characters, short ones, and hostile texts of 4,000 and 8,000.

    python -m benchmarks.masking.speed

Processor time of one core. Beside the milliseconds stands what the same processor takes for a loop that never changes,
so that figures of two machines, or of one in a fast and in a slow hour, can be compared.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable, Sequence

from benchmarks.masking.cases import ROOT
from bot.masking import mask

CASES = ROOT / "tests/masking/dev_cases.jsonl"
HOSTILE = (
    "$1 ", "$1,000 ", "12/10 ", "1.5 k ", "ref 1.5 ", "R _ 1AA ", "a.b.c ", "a@b.co ", "dot-", "Day-", "1-", "AB-1 ",
    "07700 900123 ", "five hundred ", "0ct0ber ", "J o h n ", "John Smith ", "[a] ", "[", "a", "⅓ ", "ﷺ", "\u200b",
)  # fmt: skip
LONG, ROUNDS = 1500, 15


def main() -> None:
    """Print what there is to time."""
    stories = [json.loads(line)["text"] for line in CASES.read_text("utf-8").splitlines()]
    loop = best(yardstick, 30)
    print(f"yardstick: {loop:.2f} ms")
    for name, texts in (("1,500 characters of stories", joined(stories)), ("single stories", stories)):
        median = timed(texts)
        print(f"{name}: median {median:.2f} ms, {median / loop:.2f} times the yardstick")
    worst = sorted(
        ((best(lambda unit=unit: mask(unit * (4000 // len(unit))), 2), unit) for unit in HOSTILE),
        reverse=True,
    )
    print(
        "hostile texts of 4,000 characters, the slowest: "
        + ", ".join(f"{u!r} {ms:.0f} ms" for ms, u in worst[:6])
    )
    for _, unit in worst[:3]:
        twice = best(lambda unit=unit: mask(unit * (8000 // len(unit))), 2) / best(
            lambda unit=unit: mask(unit * (4000 // len(unit))), 2
        )
        print(f"{unit!r}: twice as long takes {twice:.1f} times as long")


def joined(stories: Sequence[str]) -> list[str]:
    """Twenty texts put together from stories in an order that is always the same."""
    order, texts = random.Random(3), []
    for _ in range(20):
        texts.append("\n".join(order.sample(stories, len(stories)))[:LONG])
    return texts


def timed(texts: Sequence[str]) -> float:
    """The median over the texts of the best of some rounds, in milliseconds."""
    for text in texts:
        mask(text)
    times = [[once(lambda text=text: mask(text)) for text in texts] for _ in range(ROUNDS)]
    return statistics.median(min(column) for column in zip(*times, strict=True))


def yardstick() -> object:
    """What never changes: a few thousand steps of Python over words and numbers."""
    found: dict[str, int] = {}
    for number in range(5000):
        word = f"w{number % 97}"
        found[word] = found.get(word, 0) + len(word) * number
    return found


def best(call: Callable[[], object], rounds: int) -> float:
    """The least of some rounds, in milliseconds."""
    return min(once(call) for _ in range(rounds))


def once(call: Callable[[], object]) -> float:
    """Processor time of a call, in milliseconds."""
    began = time.process_time_ns()
    call()
    return (time.process_time_ns() - began) / 1e6


if __name__ == "__main__":
    main()
