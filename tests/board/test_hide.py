"""Masking more: a word that a moderator names goes everywhere in a post, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.board.hide import HIDDEN, hide, hide_in, offers
from bot.board.post import Content

words = st.text("abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("text", "named", "after"),
    [
        ("Zylotek said no. ZYLOTEK, zylotek!", ["Zylotek"], "[hidden] said no. [hidden], [hidden]!"),
        ("Zylotek's answer, from the Zyloteks.", ["Zylotek"], "[hidden]'s answer, from the [hidden]."),
        ("They met in room 4711 and 47112.", ["4711"], "They met in room [hidden] and 47112."),
        ("The gate, and how they investigate.", ["gate"], "The [hidden], and how they investigate."),
        ("Onboarding  in\nBlue Harbour.", ["blue harbour"], "Onboarding  in\n[hidden]."),
        ("At [company] they make a company proud.", ["company"], "At [company] they make a [hidden] proud."),
        ("Nothing of it.", ["Zylotek"], "Nothing of it."),
        ("Both Anna and Bob.", ["Anna", "Bob"], "Both [hidden] and [hidden]."),
        ("It cost (4k), I think.", ["4k"], "It cost ([hidden]), I think."),
        ("One. Two.", [" ", ""], "One. Two."),
        ("株式会社ゼロ turned me down", ["株式会社ゼロ"], "[hidden] turned me down"),
    ],
)
def test_what_is_named_goes_and_the_rest_stays(text: str, named: list[str], after: str) -> None:
    assert hide(text, named) == after


@given(word=words, before=words, after=words)
def test_a_word_never_stands_there_afterwards(word: str, before: str, after: str) -> None:
    text = f"{before} {word} {after}, {word.upper()}. “{word}” and {word.capitalize()}?"
    left = hide(text, [word]).replace(HIDDEN, " ").casefold()
    assert word.casefold() not in left.replace(",", " ").replace(".", " ").split()


@given(st.text(max_size=200), st.lists(words, max_size=3))
def test_hiding_twice_changes_nothing_more(text: str, named: list[str]) -> None:
    once = hide(text, named)
    assert hide(once, named) == once


def test_it_goes_from_every_part_of_a_post() -> None:
    content = Content("Zylotek again.", {"idea": "Ask Zylotek.", "stage": "final"})
    assert hide_in(content, ["zylotek"]) == Content(
        "[hidden] again.", {"idea": "Ask [hidden].", "stage": "final"}
    )


def test_words_that_may_tell_are_offered_first_and_placeholders_never() -> None:
    content = Content("At [company] I spoke with Quintessa about the Frobnicator. It was on 4 May 2026.")
    found = [word for word, _ in offers(content, 25)]
    assert "Quintessa" in found
    assert "Frobnicator" in found
    assert not any("company" in word for word in found)
    assert len(offers(Content(" ".join(f"Zed{n}x" for n in range(90))), 25)) == 25
