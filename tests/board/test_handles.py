"""Handles: short, random, no words, and read however somebody writes them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.board.handles import DIGITS, LETTERS, new_handle, read_handle

pairs = st.integers(1, 8)


@given(pairs)
def test_letters_and_digits_take_turns(count: int) -> None:
    handle = new_handle(count)
    assert len(handle) == 2 * count
    assert all(letter in LETTERS for letter in handle[::2])
    assert all(digit in DIGITS for digit in handle[1::2])


def test_no_vowel_makes_a_word_and_nothing_looks_like_something_else() -> None:
    assert not set("AEIOUY") & set(LETTERS)
    assert not set("01") & set(DIGITS)
    assert not set("IO") & set(LETTERS)


@given(pairs, st.sampled_from(["#{}", " {} ", "**{}**", "`{}`", "{}."]), st.booleans())
def test_it_is_read_however_it_is_written(count: int, written: str, lower: bool) -> None:
    handle = new_handle(count)
    assert read_handle(written.format(handle.lower() if lower else handle)) == handle


@given(st.text(max_size=40))
def test_nothing_else_comes_out_of_reading(typed: str) -> None:
    assert set(read_handle(typed)) <= set(LETTERS + DIGITS)


def test_handles_do_not_repeat_soon() -> None:
    assert len({new_handle(6) for _ in range(500)}) == 500
