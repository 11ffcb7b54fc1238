"""The bot beside a bare one: start-up, memory, throughput and acknowledgement, as real processes.

    python -m benchmarks.bench [--rounds N] [--write]

The bots take turns (A-B-A-B); the table shows the median over the rounds, and the median of each round's
ratio. Nothing is sent over a network: the figures are the bots' own, without Discord's distance. `--write`
keeps the table as benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.measure import AT_ONCE, Idle, Usage, measure_idle, measure_usage
from benchmarks.targets import TARGETS, Target

RESULTS = Path(__file__).with_name("RESULTS.md")
MANY = 1000


@dataclass(frozen=True)
class Turn:
    """All figures of one bot in one round."""

    usage: Usage
    alone: Idle
    many: Idle


@dataclass(frozen=True)
class Row:
    """One line of the table; `aim` is kept when the comparison is at most it (at least it, if `at_least`)."""

    title: str
    figure: Callable[[Turn], float]
    unit: str
    aim: float | None = None
    at_least: bool = False
    difference: bool = False

    def compare(self, bare: Turn, ours: Turn) -> float:
        a, b = self.figure(bare), self.figure(ours)
        return b - a if self.difference else b / a

    def kept(self, value: float) -> str:
        if self.aim is None:
            return ""
        sign, met = ("≥", value >= self.aim) if self.at_least else ("≤", value <= self.aim)
        return f"{sign} {self.shown(self.aim)}: {'kept' if met else 'missed'}"

    def shown(self, value: float) -> str:
        return f"{value:+.0f} {self.unit}" if self.difference else f"{value:.2f} ×"


ROWS = (
    Row("start to first answer", lambda t: t.alone.start_seconds, "s"),
    Row(f"the same, on {MANY:,} servers", lambda t: t.many.start_seconds, "s"),
    Row("memory, idle", lambda t: t.alone.resident_mib, "MiB", aim=40, difference=True),
    Row(f"memory, idle, on {MANY:,} servers", lambda t: t.many.resident_mib, "MiB", aim=40, difference=True),
    Row("acknowledged, one at a time, p50", lambda t: t.usage.low_p50, "ms", aim=1.5),
    Row("acknowledged, one at a time, p99", lambda t: t.usage.low_p99, "ms"),
    Row(f"acknowledged, {AT_ONCE} at a time, p50", lambda t: t.usage.busy_p50, "ms"),
    Row(f"acknowledged, {AT_ONCE} at a time, p99", lambda t: t.usage.busy_p99, "ms"),
    Row(f"interactions, {AT_ONCE} at a time", lambda t: t.usage.per_second, "/s", aim=0.6, at_least=True),
    Row("processor time of an interaction", lambda t: t.usage.cpu, "ms"),
)


async def take_turn(target: Target) -> Turn:
    return Turn(await measure_usage(target), await measure_idle(target, 1), await measure_idle(target, MANY))


async def run(targets: Sequence[Target], rounds: int) -> list[list[Turn]]:
    """The turns of each target; within a round they follow each other."""
    turns: list[list[Turn]] = [[] for _ in targets]
    for number in range(rounds):
        for target, own in zip(targets, turns, strict=True):
            print(f"round {number + 1} of {rounds}: {target.name}", flush=True)
            own.append(await take_turn(target))
    return turns


def table(targets: Sequence[Target], turns: list[list[Turn]]) -> str:
    """Markdown: a line a figure, a column a bot, and how the second compares with the first."""
    heads = ["", *(target.name for target in targets), "compared", "aim"]
    lines = [heads, ["---", *["---:"] * (len(targets) + 1), "---"]]
    for row in ROWS:
        cells = [f"{median(map(row.figure, own)):,.4g} {row.unit}" for own in turns]
        compared = median(row.compare(a, b) for a, b in zip(*turns, strict=True))
        lines.append([row.title, *cells, row.shown(compared), row.kept(compared)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def conditions(rounds: int) -> str:
    parts = [
        f"{os.cpu_count()} cores",
        f"Python {platform.python_version()}",
        f"discord.py {version('discord.py')}",
    ]
    return f"Measured on {datetime.now(UTC):%Y-%m-%d} in {rounds} rounds: {', '.join(parts)}, SQLite."


def main() -> None:
    """Measure, print, and with --write keep the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--rounds", type=int, default=3, metavar="N", help="how often each bot is measured (3)"
    )
    parser.add_argument("--write", action="store_true", help="keep the table as benchmarks/RESULTS.md")
    options = parser.parse_args()
    turns = asyncio.run(run(TARGETS, options.rounds))
    text = f"{table(TARGETS, turns)}\n\n{conditions(options.rounds)}\n"
    print(f"\n{text}")
    if options.write:
        RESULTS.write_text(f"# The bot beside a bare one\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
