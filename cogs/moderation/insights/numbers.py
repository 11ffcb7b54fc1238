"""From counts of people to what a community may see of them. Pure.

At least 25 people for a month to be told of at all, 5 for a number, 11 for a number of two things together, 20 for a
percentage; everything rounded to 5. What a month says is made once, when it is over, and never again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

REPORT, SINGLE, CROSSED, SHARE = 25, 5, 11, 20
STEP = 5
CROSS = " & "
"""Between the values of two measures that are counted together."""

Counts = Mapping[tuple[str, str], int]
"""People by measure and value; ("people", "") is everybody."""
EVERYBODY = ("people", "")


@dataclass(frozen=True, slots=True)
class Report:
    """What may be shown of a month: numbers by measure and value, shares in percent by name."""

    people: int
    numbers: Mapping[str, Mapping[str, int]]
    shares: Mapping[str, int]

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, dumped: str) -> Report:
        return cls(**json.loads(dumped))


def report(counts: Counts) -> Report | None:
    """The report of a month; None where there are too few people for one."""
    people = counts.get(EVERYBODY, 0)
    if people < REPORT:
        return None
    numbers: dict[str, dict[str, int]] = {}
    for (measure, value), count in sorted(counts.items()):
        if (measure, value) != EVERYBODY and count >= (CROSSED if CROSS in measure else SINGLE):
            numbers.setdefault(measure, {})[value] = rounded(count)
    shares = {
        "silence": _share(counts.get(("stage", "silence"), 0), people),
        "helped": _share(counts.get(("feedback", "helped"), 0), counts.get(("feedback", "any"), 0)),
    }
    return Report(
        rounded(people), numbers, {name: share for name, share in shares.items() if share is not None}
    )


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
