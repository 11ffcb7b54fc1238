"""The cards of rights: complete, sourced, dated; an unknown place gets a plain answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cogs.letters.rights import countries, find, rights_screen

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "name",
    ["United Kingdom", "uk", "European Union", "EU", "USA", "Canada", "Ontario", "germany", " the UK "],
)
def test_these_places_have_cards(name: str) -> None:
    country = find(name)
    assert country is not None
    for card in country.cards:
        assert card.source
        assert card.reviewed_on <= TODAY
        assert len(card.text) < 1500


@pytest.mark.parametrize("name", countries())
def test_a_screen_says_what_it_is(name: str) -> None:
    screen = rights_screen(name, TODAY)
    assert "information, not legal advice" in screen.text
    for embed in screen.embeds:
        assert embed.fields[0].name == "Source"
        assert "Reviewed on" in str(embed.footer.text)
        assert "12 months" not in str(embed.footer.text)
    assert sum(map(len, screen.embeds)) <= 6000


def test_a_card_that_has_grown_old_says_so() -> None:
    country = find("UK")
    assert country is not None
    later = max(card.reviewed_on for card in country.cards) + timedelta(days=366)
    assert all("12 months" in str(embed.footer.text) for embed in rights_screen("UK", later).embeds)


def test_an_unknown_place_gets_a_plain_answer() -> None:
    screen = rights_screen("Atlantis", TODAY)
    assert "I have no card for that place" in screen.text
    assert not screen.embeds
    assert "United Kingdom" in screen.text
