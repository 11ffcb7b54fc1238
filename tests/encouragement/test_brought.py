"""What comes back of somebody's own words, when, and what never does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import StartupError
from cogs.encouragement.brought import AGAIN, RESTS, OwnWords, dark_words, is_dark, may_return, pick

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
GOOD = "I would like to work where somebody laughs at lunch."


def note(key: str = "a", text: str = GOOD, age: timedelta = timedelta(days=9)) -> OwnWords:
    return OwnWords("own-note", key, text, NOW - age)


@pytest.mark.parametrize(
    "text",
    [
        "I'm such a failure.",
        "I’m a failure, that is all.",
        "There is no point in any of this.",
        "I want to kill myself.",
        "Nobody likes me there.",
        "I hate myself for the last answer.",
        "Perhaps I should GIVE UP.",
    ],
)
def test_what_is_dark_stays_in_the_journal(text: str) -> None:
    assert is_dark(text)
    assert may_return([note(text=text)], {}, (), NOW) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: it holds no list of words called dark"),
        ("dark = []", "line 1: it holds no list of words called dark"),
        ('dark = ["despair", ""]', "line 1: it holds no list of words called dark"),
        ('# words\ndark = ["despair"', "line 2: unclosed array"),
    ],
)
def test_without_its_words_the_bot_does_not_start(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "dark.toml").write_text(text, "utf-8")
    with pytest.raises(StartupError) as caught:
        dark_words("en", tmp_path)
    assert f"dark.toml, {said}. Correct it and start again." in str(caught.value)


@pytest.mark.parametrize(
    "text", [GOOD, "The second round was fun; Mara and I talked about maps for an hour."]
)
def test_what_is_not_may_come_back(text: str) -> None:
    assert not is_dark(text)
    assert may_return([note(text=text)], {}, (), NOW) == [note(text=text)]


def test_not_before_a_day_not_twice_in_three_not_when_unwanted_not_too_little() -> None:
    assert may_return([note(age=RESTS - timedelta(minutes=1))], {}, (), NOW) == []
    assert may_return([note(age=RESTS)], {}, (), NOW) != []
    just = {"own-note.a": (NOW - AGAIN + timedelta(minutes=1)).isoformat()}
    assert may_return([note()], just, (), NOW) == []
    assert may_return([note()], {"own-note.a": (NOW - AGAIN).isoformat()}, (), NOW) != []
    assert may_return([note()], {}, ("own-note.a",), NOW) == []
    assert may_return([note(text="ok.")], {}, (), NOW) == []


def test_they_come_more_often_than_not_and_take_turns() -> None:
    words = [note(key) for key in "abc"]
    seeds = [pick(words, {}, str(seed)) for seed in range(200)]
    assert seeds.count(None) < 80
    assert {one.key for one in seeds if one} == set("abc")
    back = {"own-note.a": "2026-11-20", "own-note.b": "2026-11-01", "own-note.c": "2026-11-10"}
    assert {one.key for seed in range(50) if (one := pick(words, back, str(seed)))} == {"b"}
    assert pick([], {}, "1") is None
    assert pick(words, {}, "7") == pick(words, {}, "7")
