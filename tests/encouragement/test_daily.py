"""When the next prompt may come: never two on a day, never four in seven days, never in quiet hours, never late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from cogs.encouragement.daily.wish import LATE, Quiet, Wish

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def wish(now: datetime = MONDAY, **wanted: object) -> Wish:
    asked = {"per_week": 3, "at": time(18), "zone": "Europe/Berlin", "quiet": Quiet(), **wanted}
    return Wish("w", 1).begun(now, **asked)  # type: ignore[arg-type]  # the names above


def due(one: Wish) -> str:
    assert one.due is not None
    return f"{one.due.astimezone(UTC):%a %d %b %H:%M}"


def after(one: Wish, times: int) -> list[str]:
    """The due times, as UTC, of so many prompts that all arrive on time and are all reacted to."""
    found = []
    for _ in range(times):
        found.append(due(one))
        assert one.due is not None
        one = one.after_sending(one.due).heard(one.due)
    return found


def test_three_a_week_have_a_day_between_them() -> None:
    assert after(wish(), 4) == [
        "Mon 23 Nov 17:00",
        "Wed 25 Nov 17:00",
        "Fri 27 Nov 17:00",
        "Mon 30 Nov 17:00",
    ]


def test_two_and_one_a_week() -> None:
    assert after(wish(per_week=2), 3) == ["Tue 24 Nov 17:00", "Fri 27 Nov 17:00", "Tue 01 Dec 17:00"]
    assert after(wish(per_week=1), 2) == ["Wed 25 Nov 17:00", "Wed 02 Dec 17:00"]


def test_the_hour_stays_the_members_own_when_the_clocks_change() -> None:
    october = datetime(2026, 10, 22, 9, 0, tzinfo=UTC)
    assert after(wish(october), 2) == ["Fri 23 Oct 16:00", "Mon 26 Oct 17:00"]
    march = datetime(2026, 3, 26, 9, 0, tzinfo=UTC)
    assert after(wish(march), 4) == [
        "Fri 27 Mar 17:00",
        "Mon 30 Mar 16:00",
        "Wed 01 Apr 16:00",
        "Fri 03 Apr 16:00",
    ]


def test_an_hour_that_the_clocks_skip_or_repeat_comes_once() -> None:
    """In Cairo the clocks go forward at midnight on a Friday; in Azores' Sunday nights nothing is planned."""
    night = {"at": time(0, 30), "quiet": Quiet(time(9), time(17)), "zone": "Africa/Cairo"}
    spring = datetime(2026, 4, 23, 9, 0, tzinfo=UTC)
    assert after(wish(spring, **night), 2) == ["Thu 23 Apr 22:30", "Sun 26 Apr 21:30"], (
        "1:30 there, as there is no 0:30"
    )
    autumn = datetime(2026, 10, 29, 9, 0, tzinfo=UTC)
    late = {**night, "at": time(23, 30)}
    found = after(wish(autumn, **late), 3)
    assert found == ["Fri 30 Oct 21:30", "Mon 02 Nov 21:30", "Wed 04 Nov 21:30"]


def test_quiet_hours_run_over_midnight() -> None:
    quiet = Quiet()
    assert [hour for hour in range(24) if quiet.holds(time(hour))] == [*range(9), *range(20, 24)]
    assert not any(Quiet(time(0), time(0)).holds(time(hour)) for hour in range(24))
    assert [hour for hour in range(24) if Quiet(time(9), time(17)).holds(time(hour))] == list(range(9, 17))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("20:00-09:00", "20:00–09:00"),
        ("8 pm to 9 am", "20:00–09:00"),
        ("22–7", "22:00–07:00"),
        ("none", "none"),
    ],
)
def test_quiet_hours_are_read_as_people_type_them(typed: str, shown: str) -> None:
    assert str(Quiet.read(typed)) == shown


@pytest.mark.parametrize("typed", ["", "late", "25:00-09:00", "9", "-", "20:00", "9-" * 2000])
def test_quiet_hours_that_make_no_sense_are_one_sentence(typed: str) -> None:
    if typed == "-":
        assert str(Quiet.read(typed)) == "none"
        return
    with pytest.raises(UserError) as refused:
        Quiet.read(typed)
    assert "Nothing changed." in str(refused.value)
    assert len(str(refused.value)) < 140


def test_an_hour_within_the_quiet_ones_is_refused() -> None:
    with pytest.raises(UserError, match=r"07:00 is in your quiet hours \(20:00–09:00\)"):
        wish(at=time(7))


def test_after_two_without_an_answer_every_second_one_is_left_out() -> None:
    one, found = wish(), []
    for _ in range(4):
        found.append(due(one))
        assert one.due is not None
        one = one.after_sending(one.due)
    assert found == ["Mon 23 Nov 17:00", "Wed 25 Nov 17:00", "Mon 30 Nov 17:00", "Fri 04 Dec 17:00"]
    assert one.is_ignored
    again = one.heard(MONDAY + timedelta(days=12))
    assert not again.is_ignored
    assert due(again) == "Mon 07 Dec 17:00", "one reaction brings the old rhythm back"


def test_what_is_late_or_fell_into_the_quiet_hours_is_left_out() -> None:
    one = wish(at=time(19, 45))
    assert one.due is not None
    assert not one.is_missed(one.due + timedelta(minutes=10))
    assert one.is_missed(one.due + timedelta(minutes=20)), "that is 20:05 there"
    early = wish()
    assert early.due is not None
    assert early.is_missed(early.due + LATE + timedelta(seconds=1))


def test_stopping_and_beginning_again_does_not_give_more() -> None:
    one = wish()
    assert one.due is not None
    one = one.after_sending(one.due).stopped()
    assert one.due is None
    again = one.begun(
        MONDAY + timedelta(hours=8, minutes=30), per_week=3, at=time(19), zone="UTC", quiet=Quiet()
    )
    assert due(again) == "Wed 25 Nov 19:00", "not a second one on the same day"


def test_what_is_kept_is_what_was_asked_for() -> None:
    one = replace(wish(), sent=(MONDAY,), paused_until=MONDAY, unheard=2, count=7, ended="you")
    assert Wish.load("w", one.dump()) == one


def test_another_zone_gives_no_second_one_on_a_day() -> None:
    """A morning in Apia is the afternoon before in New York."""
    one = wish(at=time(10), zone="Pacific/Apia")
    while due(one) != "Tue 24 Nov 21:00":  # Wednesday, 10:00 there
        assert one.due is not None
        one = one.after_sending(one.due)
    assert one.due is not None
    moved = one.after_sending(one.due).begun(
        one.due, per_week=2, at=time(18), zone="America/New_York", quiet=Quiet()
    )
    assert due(moved) == "Fri 27 Nov 23:00", "not two hours later, on Tuesday at 18:00 there"


ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Pacific/Apia", "Australia/Lord_Howe"]
)


@settings(max_examples=60, deadline=None)
@given(
    begin=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)),
    changes=st.lists(
        st.tuples(st.integers(1, 3), st.integers(9, 19), ZONES, st.integers(0, 90), st.booleans()),
        max_size=25,
    ),
)
def test_whatever_members_change_there_is_one_a_day_and_three_in_seven_days(
    begin: datetime, changes: list[tuple[int, int, str, int, bool]]
) -> None:
    one, now, sent = Wish("w", 1), begin, []
    for per_week, hour, zone, wait, reacts in changes:
        one = one.begun(now, per_week=per_week, at=time(hour), zone=zone, quiet=Quiet())
        until = now + timedelta(hours=wait)
        while one.due is not None and one.due <= until:
            now = one.due
            assert not one.quiet.holds(one.local(now).time())
            today = one.local(now).date()
            days = [one.local(at).date() for at in sent]
            assert today not in days
            assert sum((today - day).days < 7 for day in days) < 3
            sent.append(now)
            one = one.after_sending(now)
            one = one.heard(now) if reacts else one
        now = until
