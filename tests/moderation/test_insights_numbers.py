"""What a month may say, and what an attacker who asks everything can take from it about one member."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.insights import Measure
from cogs.moderation.insights.numbers import (
    COUNTING,
    CROSS,
    CROSSED,
    EVERYBODY,
    REPORT,
    SINGLE,
    STEP,
    Report,
    interval,
    median_value,
    report,
    rounded,
)
from cogs.moderation.insights.views import month_words

STAGES, REASONS, STEPS = ("final", "screen", "silence"), ("experience", "unknown"), ("day", "later")
OWN = ("reason", "letter", "step")


@dataclass(frozen=True)
class Person:
    """What somebody shared, and what they keep for themselves: told to nobody unless it ``counts``."""

    stages: frozenset[str]
    feedback: str = ""
    counts: bool = False
    reasons: frozenset[str] = frozenset()
    letter: str = ""
    step: str = ""


def community(size: int, seed: int) -> list[Person]:
    """Anybody, in any mixture: what is drawn decides how common each thing is, too."""
    chance = random.Random(seed)  # noqa: S311  a community, not a secret
    often = [chance.random() for _ in range(6)]

    def some(values: Sequence[str], at: float) -> frozenset[str]:
        return frozenset(value for value in values if chance.random() < at)

    return [
        Person(
            some(STAGES, often[0]) or frozenset({chance.choice(STAGES)}),
            chance.choice(("any", "helped")) if chance.random() < often[1] else "",
            chance.random() < often[2] ** 0.3,
            some(REASONS, often[3]),
            chance.choice(("sent", "answered")) if chance.random() < often[4] else "",
            chance.choice(STEPS) if chance.random() < often[5] else "",
        )
        for _ in range(size)
    ]


people = st.builds(community, st.integers(15, 70), st.integers(0, 1 << 32))


def counted(members: Sequence[Person]) -> Counter[tuple[str, str]]:
    """Each person once under each value, as the marks count them."""
    found: Counter[tuple[str, str]] = Counter({EVERYBODY: len(members)})
    for one in members:
        found.update({("stage", stage) for stage in one.stages})
        found.update({("feedback", "any")} if one.feedback else set())
        found.update({("feedback", "helped")} if one.feedback == "helped" else set())
        if one.counts:
            found.update({COUNTING} | {("reason", reason) for reason in one.reasons})
            found.update(
                {(f"stage{CROSS}reason", CROSS.join(pair)) for pair in product(one.stages, one.reasons)}
            )
            found.update({("letter", "sent")} if one.letter else set())
            found.update({("letter", "answered")} if one.letter == "answered" else set())
            found.update({("step", one.step)} if one.step else set())
    return found


def told_of(members: Sequence[Person]) -> Report | None:
    return report(counted(members), OWN)


def shown(told: Report | None) -> list[int]:
    """Every number that anybody could read."""
    if told is None:
        return []
    sent, share = told.numbers.get("letter", {}).get("sent"), told.shares.get("answered")
    return [
        told.people,
        told.counting,
        *(count for numbers in told.numbers.values() for count in numbers.values()),
        *told.shares.values(),
        *(interval(share, sent) if share is not None and sent else ()),
    ]


@settings(max_examples=60)
@given(people, st.integers(0, 69), st.sampled_from(["leaves", "changes", "counts", "counts no more"]))
def test_whoever_asks_everything_and_varies_one_member_subtracts_nothing(
    members: list[Person], at: int, what: str
) -> None:
    at %= len(members)
    varied = {
        "leaves": [],
        "changes": [
            Person(frozenset({"silence"}), "helped", True, frozenset({"unknown"}), "answered", "day")
        ],
        "counts": [replace(members[at], counts=True)],
        "counts no more": [replace(members[at], counts=False)],
    }[what]
    both = shown(told_of(members)) + shown(told_of([*members[:at], *varied, *members[at + 1 :]]))
    assert all(number % STEP == 0 for number in both), "no difference is one person"


@settings(max_examples=60)
@given(people)
def test_what_is_shown_fits_several_truths(members: list[Person]) -> None:
    counts = counted(members)
    told = told_of(members)
    assert (told is None) == (len(members) < REPORT)
    if told is None:
        return
    for measure, numbers in told.numbers.items():
        least = CROSSED if CROSS in measure else SINGLE
        for value, number in numbers.items():
            assert counts[measure, value] >= least
            truths = [count for count in range(least, 100) if rounded(count) == number]
            assert counts[measure, value] in truths
            assert len(truths) >= 2
    for measure, value in counts:
        if (measure, value) != EVERYBODY and counts[measure, value] < SINGLE:
            assert value not in told.numbers.get(measure, {})


@settings(max_examples=60)
@given(people, st.sampled_from(["", "everybody", "silent"]))
def test_nobody_is_known_because_it_is_true_of_all(members: list[Person], alike: str) -> None:
    """On the board everybody sees who came how far: a reason of nearly all of a stage would be the reason of each."""
    if alike:
        members = [
            replace(one, counts=True, reasons=frozenset({"unknown"}), letter="answered")
            if alike == "everybody" or "silence" in one.stages
            else one
            for one in members
        ]
    counts, told = counted(members), told_of(members)
    if told is None:
        return
    assert bool(told.counting) == (counts[COUNTING] >= REPORT)
    for measure, numbers in told.numbers.items():
        for value in numbers:
            if measure in OWN:
                assert counts[measure, value] <= counts[COUNTING] - SINGLE
            elif CROSS in measure:
                stage, reason = value.split(CROSS)
                most = min(counts["stage", stage], counts["reason", reason], counts[COUNTING])
                assert counts[measure, value] <= most - SINGLE
            assert told.counting or (measure not in OWN and CROSS not in measure)
    for name, (part, whole) in {
        "silence": (("stage", "silence"), EVERYBODY),
        "helped": (("feedback", "helped"), ("feedback", "any")),
        "answered": (("letter", "answered"), ("letter", "sent")),
    }.items():
        if name in told.shares:
            assert SINGLE <= counts[part] <= counts[whole] - SINGLE
    assert "answered" not in told.numbers.get("letter", {})


def test_letters_are_told_with_an_interval_that_the_rounded_numbers_make() -> None:
    letters = ["answered"] * 12 + ["sent"] * 19 + [""] * 9
    told = told_of(
        [Person(frozenset({"final"}), counts=True, letter=one, step="day" if one else "") for one in letters]
    )
    assert told is not None
    assert (told.counting, told.numbers["letter"], told.shares["answered"]) == (40, {"sent": 30}, 40)
    assert interval(40, 30) == (20, 60), "Wilson: 24.6 to 57.7 %"
    words = {
        name: Measure(name, name, {"day": "within a day", "sent": "", "final": ""}, of=None)
        for name in ("step",)
    }
    said = month_words("2026-11", told, words)
    assert "About 30 say that they sent a letter" in said
    assert "About 40 % of them had an answer by then; with so few, anything from 20 to 60 %" in said
    assert "a next step did so within a day" in said
    few = told_of([Person(frozenset({"final"}), counts=number < 24, letter="sent") for number in range(40)])
    assert few is not None
    assert "letter" not in few.numbers
    assert "once 25 people of a month let them count" in month_words("2026-11", few, words)


@pytest.mark.parametrize(("count", "to"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (25, 25)])
def test_rounding(count: int, to: int) -> None:
    assert rounded(count) == to


def test_a_report_is_kept_as_it_is() -> None:
    told = told_of([Person(frozenset({"final"}), "any", True, frozenset({"unknown"}))] * 30)
    assert told is not None
    assert Report.load(told.dump()) == told
    assert told.numbers["stage"] == {"final": 30}
    assert "reason" not in told.numbers, "it would be the reason of each of them"
    assert "silence" not in told.shares


def test_the_middle_is_told_of_enough_people_only() -> None:
    order = ["hour", "day", "later"]
    assert median_value({"hour": 5, "day": 10}, order) is None
    assert median_value({"hour": 5, "day": 10, "later": 10}, order) == "day"
