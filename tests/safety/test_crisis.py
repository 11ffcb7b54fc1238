"""The helplines: complete entries, one way to ask for them, and words that promise nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import phonenumbers
import pytest

from bot.safety.crisis import BUTTONS, WORDS_OTHER, WORDS_SELF, Helpline, countries, helplines

EVERY = [line for country in countries() for line in helplines(country).helplines]


def test_many_countries() -> None:
    assert len(countries()) >= 25
    assert {"US", "GB", "IE", "CA", "AU", "NZ", "IN", "DE", "FR"} <= set(countries())


UNLISTED = {("GR", "1018"), ("PH", "1553")}
"""Short numbers that the telephone library's tables lack."""


@pytest.mark.parametrize("line", EVERY, ids=lambda line: f"{line.country} {line.number}")
def test_an_entry_is_whole(line: Helpline) -> None:
    assert line.country in phonenumbers.SUPPORTED_REGIONS
    assert line.service
    assert line.hours in ("", "24/7")
    assert line.source.startswith("https://")
    assert line.reviewed_on <= datetime.now(tz=UTC).date()
    number = phonenumbers.parse(line.number.lstrip("*"), line.country)
    short = phonenumbers.is_possible_short_number_for_region(number, line.country)
    assert short or phonenumbers.is_valid_number(number) or (line.country, line.number) in UNLISTED


def test_a_number_stands_once_in_a_country() -> None:
    assert len({(line.country, line.number) for line in EVERY}) == len(EVERY)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [("us", ["988"]), (" GB ", ["116 123"]), ("UK", ["116 123"]), ("BE", ["1813", "0800 32 123"])],
)
def test_a_country_is_found(asked: str, numbers: list[str]) -> None:
    assert [line.number for line in helplines(asked).helplines] == numbers


@pytest.mark.parametrize("asked", [None, "", "XX", "United Kingdom", "116 123"])
def test_any_other_country_has_the_directory(asked: str | None) -> None:
    assert helplines(asked).helplines == ()
    assert str(helplines(asked).elsewhere) == "Find A Helpline: https://findahelpline.com"


def test_a_line_reads_well() -> None:
    assert str(helplines("IE").helplines[0]) == "Samaritans: 116 123 (24/7)"
    assert str(helplines("LU").helplines[0]) == "SOS Détresse: 454545"


def test_the_words_claim_nothing() -> None:
    for words in (WORDS_SELF, WORDS_OTHER):
        assert words.startswith("I'm a bot and can't assess this")
        assert "emergency services" in words
        assert "!" not in words
        assert not {"promise", "monitor", "diagnosis", "how would you", "method"} & set(words.lower().split())
    assert all(len(label) <= 80 for label in BUTTONS.values())
