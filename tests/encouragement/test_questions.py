"""The questions of the journal: four ways that were tried, one at a time, and a broken file stops the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import StartupError
from cogs.encouragement.questions import WAYS, next_question, questions

GOOD = '[[question]]\nid = "one"\nway = "values"\nfirst_day = true\ntext = "What matters?"\n'


def test_each_way_of_writing_has_questions_and_the_first_day_asks_for_no_plan() -> None:
    assert {one.way for one in questions().values()} == set(WAYS)
    assert not any(one.first_day for one in questions().values() if one.way == "if_then")
    assert len({one.text for one in questions().values()}) == len(questions())


@pytest.mark.parametrize("first_day", [True, False])
def test_none_is_asked_twice_before_all_were_and_then_the_oldest(first_day: bool) -> None:
    seen: list[str] = []
    fitting = [one for one in questions().values() if one.first_day or not first_day]
    for _ in fitting:
        seen.append(next_question(seen, "s", first_day=first_day).id)
    assert sorted(seen) == sorted(one.id for one in fitting)
    assert next_question(seen, "s", first_day=first_day).id == seen[0]
    assert next_question([], "s", first_day=first_day) == next_question([], "s", first_day=first_day)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "it holds no questions"),
        ("question = 3", 1, "it holds no questions"),
        (GOOD + "\n" + GOOD, 7, "a second question is called one"),
        (GOOD + GOOD.replace('way = "values"\n', ""), 6, "way is missing"),
        (GOOD.replace("values", "shouting"), 1, "a question has a way that is known"),
        (GOOD.replace("matters?", "matters? " * 20), 1, "a question has a way that is known"),
        (GOOD.replace('"one"', '"one'), 2, "illegal character"),
    ],
)
def test_a_start_names_the_file_and_the_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "questions.toml").write_text(text, "utf-8")
    with pytest.raises(StartupError) as caught:
        questions("en", tmp_path)
    assert f"questions.toml, line {line}: {words}" in str(caught.value)


def test_a_file_that_is_gone_is_one_sentence_too(tmp_path: Path) -> None:
    with pytest.raises(StartupError, match=r"questions\.toml cannot be read: put it back\.$"):
        questions("en", tmp_path)
