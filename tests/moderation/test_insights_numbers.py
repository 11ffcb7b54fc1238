"""What a month may say, and what an attacker who asks everything can take from it about one member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.moderation.insights.numbers import (
    CROSS,
    CROSSED,
    EVERYBODY,
    REPORT,
    SINGLE,
    STEP,
    Report,
    median_value,
    report,
    rounded,
)

STAGES, REASONS = ("final", "screen", "silence"), ("experience", "unknown")
Person = tuple[frozenset[str], frozenset[str], str]
"""Stages, reasons, and whether they got feedback and it helped."""

people = st.lists(
    st.tuples(
        st.frozensets(st.sampled_from(STAGES), min_size=1),
        st.frozensets(st.sampled_from(REASONS)),
        st.sampled_from(["", "any", "helped"]),
    ),
    min_size=15,
    max_size=60,
)


def counted(members: Sequence[Person]) -> Counter[tuple[str, str]]:
    """Each person once under each value, as the marks count them."""
    found: Counter[tuple[str, str]] = Counter({EVERYBODY: len(members)})
    for stages, reasons, feedback in members:
        found.update({("stage", stage) for stage in stages} | {("reason", reason) for reason in reasons})
        found.update({(f"stage{CROSS}reason", CROSS.join(pair)) for pair in product(stages, reasons)})
        found.update({("feedback", "any")} if feedback else set())
        found.update({("feedback", "helped")} if feedback == "helped" else set())
    return found


def shown(told: Report | None) -> list[int]:
    """Every number that anybody could read."""
    if told is None:
        return []
    return [
        told.people,
        *(count for numbers in told.numbers.values() for count in numbers.values()),
        *told.shares.values(),
    ]


@settings(max_examples=60)
@given(people, st.integers(0, 59), st.booleans())
def test_whoever_asks_everything_and_varies_one_member_subtracts_nothing(
    members: list[Person], at: int, leaves: bool
) -> None:
    at %= len(members)
    other: Person = (frozenset({"silence"}), frozenset(), "helped")
    varied = members[:at] + ([] if leaves else [other]) + members[at + 1 :]
    both = shown(report(counted(members))) + shown(report(counted(varied)))
    assert all(number % STEP == 0 for number in both)
    assert {(one - two) % STEP for one in both for two in both} <= {0}, "no difference is one person"


@settings(max_examples=40)
@given(people)
def test_what_is_shown_fits_several_truths(members: list[Person]) -> None:
    counts = counted(members)
    told = report(counts)
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


@settings(max_examples=40)
@given(people)
def test_no_share_says_of_somebody_that_they_are_all_or_none(members: list[Person]) -> None:
    counts = counted(members)
    told = report(counts)
    shares = told.shares if told else {}
    if "silence" in shares:
        assert SINGLE <= counts["stage", "silence"] <= len(members) - SINGLE
    if "helped" in shares:
        assert SINGLE <= counts["feedback", "helped"] <= counts["feedback", "any"] - SINGLE


@pytest.mark.parametrize(("count", "to"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (25, 25)])
def test_rounding(count: int, to: int) -> None:
    assert rounded(count) == to


def test_a_report_is_kept_as_it_is() -> None:
    told = report(counted([(frozenset({"final"}), frozenset({"unknown"}), "any")] * 30))
    assert told is not None
    assert Report.load(told.dump()) == told
    assert told.numbers["stage"] == {"final": 30}
    assert "silence" not in told.shares


def test_the_middle_is_told_of_enough_people_only() -> None:
    order = ["hour", "day", "later"]
    assert median_value({"hour": 5, "day": 10}, order) is None
    assert median_value({"hour": 5, "day": 10, "later": 10}, order) == "day"
