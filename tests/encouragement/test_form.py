"""The form of the prompts: all that are here keep to it, and each rule sees what it is there for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cogs.encouragement import form
from cogs.encouragement.prompts import Prompt, load


def test_every_prompt_is_in_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert form.main() == 0, capsys.readouterr().out
    assert capsys.readouterr().out == f"{len(load())} prompts, all in form.\n"


def test_there_are_as_many_as_were_wanted() -> None:
    prompts = load().values()
    assert len(prompts) >= 140
    assert all(len(prompt.validate.split()) <= 15 for prompt in prompts)
    assert all(len(prompt.reframe.split()) <= 25 and prompt.minutes <= 15 for prompt in prompts)
    assert {"week", "month", "later"} <= {phase for prompt in prompts for phase in prompt.phase}


def one(**changes: object) -> Prompt:
    return replace(load()["unknown-week-night"], **changes)  # type: ignore[arg-type]  # fields by name


def first_day(**changes: object) -> Prompt:
    return replace(load()["unknown-day-stings"], **changes)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("prompt", "problem"),
    [
        (one(validate="At least they wrote."), "says “at least”"),
        (one(step="Trust the process."), "says “trust the process”"),
        (one(step="You should write it down."), "says “you should”"),
        (one(validate="What a day!"), "has an exclamation mark"),
        (one(validate="What a day 🌧."), "has an exclamation mark"),
        (one(reframe="They had no evidence."), "claims something without a hedge"),
        (first_day(rest="Write down what happened."), "gives the first day something to do: “write”"),
        (first_day(rest="Learn from it."), "gives the first day something to do: “learn”"),
        (one(reframe="Organisational considerations might predominantly determine circumstances."), "reads at"),
        (one(step="close the file."), "does not begin as a sentence"),
        (one(step="Close the file"), "does not end as a sentence"),
        (one(minutes=0), "its step has no minutes"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_each_rule_sees_its_fault(prompt: Prompt, problem: str) -> None:
    found = form.problems([prompt])
    assert any(problem in line and prompt.id in line for line in found), found


def test_what_says_the_same_is_found() -> None:
    base = load()["unknown-week-night"]
    reworded = replace(base, id="twin", validate="No reason was given, so your mind keeps offering a few.")
    found = form.problems([base, reworded])
    assert any("twin and unknown-week-night are too alike" in line for line in found)
    shuffled = replace(
        base, id="twin", validate=base.step, reframe=f"Perhaps {base.validate.lower()}", step=base.reframe
    )
    found = form.problems([base, shuffled])
    assert any("twin and unknown-week-night say the same" in line for line in found)


def test_an_empty_cell_and_a_thin_set_are_found() -> None:
    found = form.problems([one()])
    assert "there are 1 prompts; 120 is the least" in found
    assert "nothing for closed in the phase day" in found
    assert "too little for the feeling sad" in found
    assert "too little for the stage final" in found
    assert "too little for the situation ghosted" in found
    assert "nothing for unknown in the phase week" not in found
    without = [prompt for prompt in load().values() if prompt.id != "silence-day-cushion"]
    assert form.problems(without) == ["too little for the stage silence"], "nothing for its first day"


def test_a_template_is_heard() -> None:
    same = [one(id=f"same-{number}", validate=f"That hurts on day {number}.") for number in range(4)]
    assert "4 times validate begins with “that hurts”" in form.problems(same)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        # 4.71 * 21 / 6 + 0.5 * 6 - 21.43, and 4.71 * 30 / 2 + 0.5 * 2 - 21.43
        ("The mail came on a Tuesday.", -1.945),
        ("Unquestionably incomprehensible.", 50.22),
    ],
)
def test_the_reading_level_is_the_published_formula(text: str, level: float) -> None:
    assert form.reading_level(text) == pytest.approx(level, abs=0.01)
