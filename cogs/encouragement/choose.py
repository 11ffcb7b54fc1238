"""Which prompt comes next: the one that fits best and was not shown before. Pure, and the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

from cogs.encouragement.prompts import Prompt

FIRST_DAY = "day"
WEIGHTS = {"reason": 2, "feeling": 2, "situation": 2, "stage": 1}
"""What counts how much for a fit: the stage least, since it may be known from a post rather than said now."""


def eligible(
    prompts: Iterable[Prompt],
    *,
    reason: str = "",
    phase: str = "",
    feeling: str = "",
    stage: str = "",
    situation: str = "",
) -> list[Prompt]:
    """The prompts that say nothing untrue to this person, in the order of their ids.

    A tag that a prompt carries must have been asked for; one that it does not carry fits everybody. Without a phase
    nothing of the first day comes; on the first day nothing else does. Whoever feels hopeless gets what was written
    for that alone.
    """
    asked = {"reason": reason, "feeling": feeling, "stage": stage, "situation": situation}
    found = []
    for prompt in sorted(prompts, key=lambda prompt: prompt.id):
        tags: Mapping[str, frozenset[str]] = {name: getattr(prompt, name) for name in asked}
        if any(tag and asked[name] not in tag for name, tag in tags.items()):
            continue
        if prompt.is_rest != (phase == FIRST_DAY) or (phase and prompt.phase and phase not in prompt.phase):
            continue
        if feeling == "hopeless" and "hopeless" not in prompt.feeling:
            continue
        found.append(prompt)
    return found


def choose(
    prompts: Iterable[Prompt],
    seen: Sequence[str],
    *,
    reason: str = "",
    phase: str = "",
    feeling: str = "",
    stage: str = "",
    situation: str = "",
    seed: int | str = 0,
) -> Prompt | None:
    """The next prompt; None only where none fits at all.

    ``seen``: ids shown before, the last one at the end. What was not shown yet comes first, among that what fits most
    of what was asked; by chance (``seed``) among equals. Once the set is through, what was shown longest ago comes.
    """
    asked = {"reason": reason, "feeling": feeling, "situation": situation, "stage": stage}
    fitting = eligible(prompts, reason=reason, phase=phase, feeling=feeling, stage=stage, situation=situation)
    if not fitting:
        return None
    last = {prompt_id: place for place, prompt_id in enumerate(seen)}
    fresh = [prompt for prompt in fitting if prompt.id not in last]
    if not fresh:
        return min(fitting, key=lambda prompt: last[prompt.id])

    def fit(prompt: Prompt) -> int:
        return sum(WEIGHTS[name] for name, value in asked.items() if value and value in getattr(prompt, name))

    best = max(fit(prompt) for prompt in fresh)
    chance = random.Random(f"{seed}:{len(seen)}")  # noqa: S311  a choice of words, not a secret
    return chance.choice([prompt for prompt in fresh if fit(prompt) == best])
