"""Zones as people name them, times as they type them, clocks that skip an hour or show it twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.errors import UserError
from bot.zones import instant, read_time, read_zone, suggest

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        (" america/new_york ", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("utc", "UTC"),
        ("nyc", "America/New_York"),
        ("Kathmandu", "Asia/Kathmandu"),
        ("Germany", "Europe/Berlin"),
        ("norway", "Europe/Berlin"),
    ],
)
def test_a_zone_is_read_by_its_city_or_its_name(typed: str, zone: str) -> None:
    assert read_zone(typed) == zone


@pytest.mark.parametrize("typed", ["", "Atlantis", "25:00", "Europe/", "Etc/../../passwd", "\x00", "é" * 300])
def test_an_unknown_zone_is_one_clear_sentence(typed: str) -> None:
    with pytest.raises(UserError, match="I do not know that timezone"):
        read_zone(typed)


@pytest.mark.parametrize("typed", ["14:30", "9 am", "it is 14:30 here", "United States", "Brazil"])
def test_what_fits_several_zones_is_not_guessed(typed: str) -> None:
    with pytest.raises(UserError, match=r"Several time zones fit that\. .* Nothing changed\."):
        read_zone(typed)


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [("18:30", 18, 30), ("7", 7, 0), ("7.05", 7, 5), ("6:30 pm", 18, 30), ("12am", 0, 0), ("12 PM", 12, 0),
     ("00:00", 0, 0)],
)  # fmt: skip
def test_a_time_is_read_as_people_type_it(typed: str, hour: int, minute: int) -> None:
    assert read_time(typed) == time(hour, minute)


@pytest.mark.parametrize(
    "typed", ["25:00", "24:00", "7:60", "noon", "", "13 pm", "0am", "-1", "1e3", "9" * 4000]
)
def test_a_time_that_no_clock_shows_is_one_clear_sentence(typed: str) -> None:
    with pytest.raises(UserError, match="as a time of day") as refused:
        read_time(typed)
    assert len(str(refused.value)) < 140


def test_typing_a_time_offers_the_zones_where_it_is_that_time_now() -> None:
    found = dict(suggest("17:30", NOON))
    assert found
    assert "Asia/Kolkata" in found.values()
    assert all(" 17:30 " in label for label in found)
    assert suggest("25:00", NOON) == []
    for said in ("it is 17:30 here", "It’s 5:30 pm here now", "17:30 now", "it is 17.30"):
        assert dict(suggest(said, NOON)) == found, said
    assert "Europe/Istanbul" in dict(suggest("Istanbul", NOON)).values()
    midnight = datetime(2026, 11, 23, 23, 58, tzinfo=UTC)
    assert "UTC" in dict(suggest("00:00", midnight)).values(), "two minutes apart, over midnight"


@pytest.mark.parametrize(
    ("typed", "first"),
    [("berl", "Europe/Berlin"), ("germany", "Europe/Berlin"), ("kolk", "Asia/Kolkata"), ("france", "Europe/Paris"),
     ("14", "Europe/Berlin")],
)  # fmt: skip
def test_typing_a_name_offers_cities_first_then_countries(typed: str, first: str) -> None:
    now = NOON.replace(hour=13, minute=20)
    assert suggest(typed, now)[0][1] == first


@pytest.mark.parametrize("typed", ["", "a", "e", "1", "12", "zzz", "\x00"])
def test_never_more_or_longer_than_discord_takes(typed: str) -> None:
    found = suggest(typed, NOON)
    assert len(found) <= 25
    assert all(1 <= len(label) <= 100 for label, _ in found)
    assert len({name for _, name in found}) == len(found)


def test_an_hour_that_the_clocks_skip_is_read_with_the_offset_before_the_gap() -> None:
    at = instant(date(2026, 3, 29), time(2, 30), "Europe/Berlin").astimezone(UTC)
    assert at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "3:30 there"


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    at = instant(date(2026, 10, 25), time(2, 30), "Europe/Berlin").astimezone(UTC)
    assert at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
