"""Prompts in channels: weekdays as people type them, clocks that change, never the same twice in a row, good words."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.errors import StartupError, UserError
from cogs.encouragement import form
from cogs.encouragement.channels.schedule import Schedule, read_weekdays
from cogs.encouragement.channels.themes import LONGEST, find, next_words, themes

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("Mon, Thu", (0, 3)), ("tuesdays", (1,)), ("weekdays", (0, 1, 2, 3, 4)),
     ("sat and sun", (5, 6)), ("Fri/Wed", (2, 4))],
)  # fmt: skip
def test_weekdays_are_read_as_people_type_them(typed: str, days: tuple[int, ...]) -> None:
    assert read_weekdays(typed) == days


@pytest.mark.parametrize("typed", ["", "t", "someday", "25:00", ",,,", "Mon, Blursday", "x" * 4000])
def test_days_that_are_none_are_one_sentence(typed: str) -> None:
    with pytest.raises(UserError, match=r"Nothing changed\.") as refused:
        read_weekdays(typed)
    assert len(str(refused.value)) < 130


def test_the_hour_is_that_of_the_zone_when_the_clocks_change() -> None:
    one = Schedule("s", 1, 2, (4,), time(18), "Europe/Berlin", "interviews", MONDAY)
    one = one.scheduled(datetime(2026, 10, 22, tzinfo=UTC))
    found = []
    for _ in range(2):
        found.append(f"{one.due.astimezone(UTC):%d %b %H:%M}")
        one = one.after_posting("x", one.due + timedelta(seconds=3))
    assert found == ["23 Oct 16:00", "30 Oct 17:00"]


def test_every_one_of_a_theme_comes_before_any_comes_again_and_never_twice_in_a_row() -> None:
    for theme in themes().values():
        shown: list[str] = []
        for _ in range(4 * len(theme.words)):
            shown.append(next_words(theme, shown, shown[-1:], "s").id)
        size = len(theme.words)
        assert all(len(set(shown[at : at + size])) == size for at in range(0, len(shown), size))
        assert all(before != after for before, after in pairwise(shown))


def test_what_another_schedule_showed_there_just_now_does_not_come() -> None:
    theme = themes()["waiting"]
    for words in theme.words:
        assert next_words(theme, [], {words.id}, "s").id != words.id


def test_the_words_are_in_form() -> None:
    every = [one for theme in themes().values() for one in theme.words]
    assert len(every) == 30
    for one in every:
        assert find(one.id) == one
        assert one.ask.endswith("?")
        assert one.say.endswith(".")
        assert form.reading_level(f"{one.say} {one.ask}") < 10
        for phrase in form.words()["forbidden"]:
            assert phrase not in f"{one.say} {one.ask}".casefold(), one.id


def theme(*words: str) -> str:
    return f'[[theme]]\nid = "x"\nname = "X"\nwords = [{", ".join(words)}]'


def words(words_id: str, say: str = "A.") -> str:
    return f'{{ id = "{words_id}", say = "{say}", ask = "B?" }}'


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("", "line 1: it holds no themes"),
        ("# nothing\n[[theme]]", "line 2: id is missing"),
        ("theme = 3", "line 1: it holds no themes"),
        (theme(words("one-a")), "line 1: it needs 2 words"),
        (theme(words("a b c"), words("one-b")), "line 1: a b c is no id"),
        (theme(words("one-a"), words("one-a")), "line 1: two have the same id"),
        (
            theme(words("one-a", "a" * (LONGEST["say"] + 1)), words("one-b")),
            "line 1: one-a: say has 1 to 200",
        ),
        (theme(words("one-a", "Cheer up!"), words("one-b")), "line 1: one-a: say has 1 to 200"),
    ],
)
def test_a_broken_file_is_named_at_the_start(tmp_path: Path, broken: str, said: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "channels.toml").write_text(broken)
    with pytest.raises(StartupError, match=f"channels.toml, {said}"):
        themes("en", tmp_path)
