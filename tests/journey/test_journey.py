"""The path in words and as a picture: nothing counted, nothing divided, nothing but pixels in the file."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from PIL import Image

from bot.moments import Kind, Moment
from cogs.journey.path import LANE_OF, SHOWN, described, in_words, path_of
from cogs.journey.picture import _named, _ticks, draw, only_pixels

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MANY = [
    Moment("rejection", NOW, "They turned me down.", facts=(("stage", "final"), ("company", "Initech"))),
    Moment("letter", NOW, facts=(("company", "Crumb Street"),)),
    Moment("sent", NOW + timedelta(days=1), facts=(("company", "Crumb Street"),)),
    Moment("answered", NOW + timedelta(days=9), "Too early", facts=(("company", "Crumb Street"),)),
    Moment("task", NOW + timedelta(days=9), "You interrupted us"),
    Moment("rejection", NOW + timedelta(days=14)),
    Moment("note", NOW + timedelta(days=15), "*A walk* helped @everyone"),
    Moment("helped", NOW + timedelta(days=17), "Your second story"),
    Moment("step", NOW + timedelta(days=28), "Rehearse with Kim"),
]


def test_every_kind_of_moment_has_a_row() -> None:
    assert set(LANE_OF) == set(get_args(Kind))


def test_the_words_say_what_was_tried_answered_and_learned() -> None:
    said = in_words(path_of(MANY))
    for words in (
        "a final round",
        "a letter sent (Crumb Street)",
        "an employer's answer (Crumb Street)",
        "“You interrupted us”",
    ):
        assert words in said
    assert "They turned me down" not in said, "a no is not read out again"
    assert "a letter begun" not in said, "a letter is one stop"
    assert "@everyone" not in said


def test_a_letter_about_a_fresh_no_is_one_stop_once_it_was_sent() -> None:
    facts = (("company", "Crumb Street"),)
    path = path_of(
        [Moment("letter", NOW, facts=(*facts, ("fresh", "yes"))), Moment("sent", NOW, facts=facts)]
    )
    assert [stop.words for stop in path] == ["a letter sent (Crumb Street)"]


def test_there_is_no_rate_no_streak_no_count() -> None:
    said = in_words(path_of([*MANY, *(Moment("note", NOW + timedelta(days=at), "x") for at in range(40))]))
    shown = re.sub(r"<t:\d+:D>|“[^”]*”", "", said)
    assert not re.search(r"\d|%|streak|in a row|success|rejected|failed|!", shown), shown
    assert said.count("a note of yours") <= SHOWN
    assert len(said) <= 2000


def test_one_entry_is_a_path() -> None:
    for one in MANY:
        path = path_of([one])
        assert in_words(path).count("<t:") == 1
        assert described(path)
        assert size_of(draw(path))[0] == 1280


def test_long_words_fit_where_discord_shows_them() -> None:
    texts = [Moment(kind, NOW, "_w_*d* " * 800) for kind in ("note", "task", "helped")]
    path = path_of([*texts, Moment("sent", NOW, facts=(("company", "_C_" * 2000),))] * 30)
    assert len(in_words(path)) <= 2000
    assert in_words(path).endswith("it may have been rest."), "whole lines are left out, and not the last one"
    assert len(described(path)) <= 1024


def test_the_file_holds_pixels_and_nothing_else() -> None:
    picture = draw(path_of(MANY))
    assert {name for name, _ in chunks(picture)} <= {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
    image = Image.open(io.BytesIO(picture))
    image.load()
    assert image.info == {}
    named = _with_text(picture)
    assert b"tEXt" in named
    assert only_pixels(named) == picture


def test_it_reads_on_dark_and_on_light() -> None:
    """The ground is its own and opaque; what stands on it has a contrast of 4.5 and more (WCAG 2.2, 1.4.3)."""
    image = Image.open(io.BytesIO(draw(path_of(MANY)))).convert("RGBA")
    colours = {colour: count for count, colour in image.getcolors(1 << 20) or []}
    ground = max(colours, key=lambda colour: colours[colour])
    assert {alpha for *_, alpha in colours} == {255}
    for mark in ((0x56, 0xB4, 0xE9), (0xF0, 0xB0, 0x40), (0xE8, 0xE4, 0xDA)):
        assert (*mark, 255) in colours
        assert contrast(mark, ground[:3]) >= 4.5
    letters = image.crop((36, 110, 150, 160)).getcolors(1 << 20) or []
    assert max(contrast(colour[:3], ground[:3]) for _, colour in letters) >= 7


def test_a_stack_stays_inside_the_picture_and_a_name_is_read_below_one_mark_alone() -> None:
    image = Image.open(io.BytesIO(draw(path_of([MANY[0]] * 500)))).convert("RGB")
    rows = {y: image.crop((0, y, 1280, y + 1)).getcolors(1280) or [] for y in range(image.height)}
    blue = [y for y, colours in rows.items() if (0x56, 0xB4, 0xE9) in {colour for _, colour in colours}]
    assert 0 < blue[0] < blue[-1] < image.height - 1
    marks = [
        (0.0, 0, "an interview"),
        (0.05, 0, "a test"),
        (0.5, 0, "a note"),
        (0.5, 1, "a note"),
        (1.0, 0, "x"),
    ]
    assert [name for _, name in _named(marks)] == ["a note", "x"]
    assert list(_named([(0.5, 0, "a note"), (0.5, 1, "a step done")])) == [], "a stack of several kinds"


@pytest.mark.parametrize("days", [4, 9, 20, 60, 83, 84, 200, 365, 1500, 7000])
def test_a_few_days_or_firsts_of_months_are_named(days: int) -> None:
    ticks = _ticks(NOW, NOW + timedelta(days))
    assert 2 <= len(ticks) <= 7
    assert len({label for _, label in ticks}) == len(ticks)
    assert all(at.day == 1 for at, label in ticks if label.startswith(f"{at:%b} "))


def test_rows_that_would_be_empty_are_not_drawn() -> None:
    assert size_of(draw(path_of(MANY[:1])))[1] < size_of(draw(path_of(MANY)))[1]


def test_many_moments_at_one_instant_and_years_apart_are_drawn() -> None:
    assert draw(path_of([Moment("note", NOW, "x")] * 500))
    assert draw(path_of([Moment("note", NOW + timedelta(days=days), "x") for days in (0, 4000)]))


def chunks(picture: bytes) -> Sequence[tuple[bytes, int]]:
    found, at = [], 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        found.append((picture[at + 4 : at + 8], length))
        at += 12 + length
    return found


def _with_text(picture: bytes) -> bytes:
    body = b"tEXtAuthor\x00somebody"
    return picture[:33] + struct.pack(">I", len(body) - 4) + body + b"\x00" * 4 + picture[33:]


def size_of(picture: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(picture)).size


def contrast(one: Sequence[int], other: Sequence[int]) -> float:
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: Sequence[int]) -> float:
    parts = [value / 255 for value in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
