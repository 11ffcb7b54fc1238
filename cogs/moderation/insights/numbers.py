"""From counts of people to what a community may see of them. Pure.

At least 25 people for a month to be told of at all, 5 for a number, 11 for a number of two things together, 20 for a
percentage; everything rounded to 5. What a month says is made once, when it is over, and never again.

What people keep for themselves is told only of those who let it count, if they are 25 by themselves, and never where
it is true of nearly all of them: then a number would tell of each. What is worked out further (a median, an interval)
is worked out from the rounded numbers, so that it tells nothing that they do not.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

REPORT, SINGLE, CROSSED, SHARE = 25, 5, 11, 20
STEP = 5
CROSS = " & "
"""Between the values of two measures that are counted together."""

Counts = Mapping[tuple[str, str], int]
"""People by measure and value; ("people", "") is everybody."""
EVERYBODY = ("people", "")
COUNTING = ("counting", "")
"""Those of them who let what they keep for themselves count."""
SHARES = {
    "silence": (("stage", "silence"), EVERYBODY),
    "helped": (("feedback", "helped"), ("feedback", "any")),
    "answered": (("letter", "answered"), ("letter", "sent")),
}
ONLY_SHARES = {("feedback", "helped"), ("letter", "answered")}
"""Told as a share of the others or not at all: beside them, a number would say that it was nearly everybody."""
Z = 1.96
"""Of an interval that holds in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Report:
    """What may be shown of a month: numbers by measure and value, shares in percent by name."""

    people: int
    numbers: Mapping[str, Mapping[str, int]]
    shares: Mapping[str, int]
    counting: int = 0
    """People who let what they keep for themselves count; 0 where they are too few."""

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, dumped: str) -> Report:
        return cls(**json.loads(dumped))


def report(counts: Counts, own: Collection[str] = ()) -> Report | None:
    """The report of a month; None where there are too few people for one. ``own``: the measures made of what people
    keep for themselves."""
    people, counting = counts.get(EVERYBODY, 0), counts.get(COUNTING, 0)
    if people < REPORT:
        return None
    numbers: dict[str, dict[str, int]] = {}
    for (measure, value), count in sorted(counts.items()):
        if (measure, value) in {EVERYBODY, COUNTING} | ONLY_SHARES:
            continue
        most = _most(measure, value, counts, own)
        if (CROSSED if CROSS in measure else SINGLE) <= count <= most:
            numbers.setdefault(measure, {})[value] = rounded(count)
    shares = {}
    for name, ((measure, part), whole) in SHARES.items():
        share = _share(counts.get((measure, part), 0), counts.get(whole, 0))
        is_told = measure not in own or whole[1] in numbers.get(measure, {})
        if share is not None and is_told:
            shares[name] = share
    return Report(rounded(people), numbers, shares, rounded(counting) if counting >= REPORT else 0)


def _most(measure: str, value: str, counts: Counts, own: Collection[str]) -> int:
    """Above this, a number would be true of nearly all whom it could be true of. What was shared is no secret; of what
    people keep for themselves, so many may not be left out that each of the others is known: on the board everybody
    sees who came how far, so that goes for each stage by itself, too."""
    parts = measure.split(CROSS)
    if set(parts).isdisjoint(own):
        return counts.get(EVERYBODY, 0)
    counting = counts.get(COUNTING, 0)
    if counting < REPORT:
        return 0
    wholes = (
        [counts.get(pair, 0) for pair in zip(parts, value.split(CROSS), strict=True)]
        if len(parts) > 1
        else []
    )
    return min([counting, *wholes]) - SINGLE


def interval(share: int, whole: int) -> tuple[int, int]:
    """Where a share in percent would lie in 95 of 100 such months (Wilson 1927), outwards to 5. Of rounded numbers."""
    p, z2 = share / 100, Z * Z / whole
    middle, reach = p + z2 / 2, Z * math.sqrt(p * (1 - p) / whole + z2 / (4 * whole))
    low, high = (100 * (middle + sign * reach) / (1 + z2) for sign in (-1, 1))
    return math.floor(low / STEP) * STEP, math.ceil(high / STEP) * STEP


def rounded(count: int) -> int:
    """To the nearest 5."""
    return (2 * count + STEP) // (2 * STEP) * STEP


def _share(part: int, whole: int) -> int | None:
    """Percent, rounded to 5; None where either side of it is too few people."""
    if whole < SHARE or part < SINGLE or whole - part < SINGLE:
        return None
    return rounded(round(100 * part / whole))


def median_value(numbers: Mapping[str, int], order: list[str]) -> str | None:
    """The value in whose middle the middle of all lies; None where too few are known."""
    if sum(numbers.values()) < SHARE:
        return None
    seen, half = 0, sum(numbers.values()) / 2
    for value in order:
        seen += numbers.get(value, 0)
        if seen >= half:
            return value
    return None
