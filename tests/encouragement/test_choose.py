"""The choice of a prompt: nothing untrue, nothing twice before its time, the same for the same seed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reasons import REASONS
from cogs.encouragement.choose import choose, eligible
from cogs.encouragement.prompts import FEELINGS, PHASES, SITUATIONS, STAGES, load

ALL = load()


def wishes(*, without: str = "") -> st.SearchStrategy[dict[str, str]]:
    named = {
        "reason": REASONS, "phase": PHASES, "feeling": FEELINGS, "stage": STAGES, "situation": SITUATIONS,
    }  # fmt: skip
    return st.fixed_dictionaries(
        {
            name: st.sampled_from(["", *(value for value in values if value != without)])
            for name, values in named.items()
        }
    )


@given(wishes(), st.integers())
def test_whatever_is_asked_something_is_said_and_nothing_untrue(asked: dict[str, str], seed: int) -> None:
    prompt = choose(ALL.values(), [], **asked, seed=seed)
    assert prompt is not None
    for name, value in asked.items():
        tag = getattr(prompt, name)
        assert not tag or value in tag or (name == "phase" and not value and "day" not in tag)
    assert prompt.is_rest == (asked["phase"] == "day")
    assert prompt == choose(ALL.values(), [], **asked, seed=seed)


@given(wishes(), st.integers())
def test_none_comes_twice_before_the_set_is_through(asked: dict[str, str], seed: int) -> None:
    fitting = eligible(ALL.values(), **asked)
    seen: list[str] = []
    for _ in fitting:
        prompt = choose(ALL.values(), seen, **asked, seed=seed)
        assert prompt is not None
        assert prompt.id not in seen
        seen.append(prompt.id)
    again = choose(ALL.values(), seen, **asked, seed=seed)
    assert again is not None
    assert again.id == seen[0], "then what was shown longest ago"


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("phase", PHASES)
def test_what_fits_best_comes_first(reason: str, phase: str) -> None:
    for seed in range(5):
        prompt = choose(ALL.values(), [], reason=reason, phase=phase, seed=seed)
        assert prompt is not None
        assert (reason in prompt.reason, phase in prompt.phase) == (True, True)


def test_other_seeds_choose_otherwise() -> None:
    chosen = {choose(ALL.values(), [], phase="later", seed=seed) for seed in range(40)}
    assert len(chosen) > 3


@given(wishes(without="hopeless"))
def test_whoever_feels_hopeless_is_told_what_was_written_for_that(asked: dict[str, str]) -> None:
    found = eligible(ALL.values(), **{**asked, "feeling": "hopeless"})
    assert found
    assert all(prompt.feeling == {"hopeless"} for prompt in found)
    rest = eligible(ALL.values(), **asked)
    assert not any("hopeless" in prompt.feeling for prompt in rest)


def test_nothing_to_choose_from_is_said() -> None:
    assert choose([], []) is None
