"""Reasons for declining: each has what its author needs, and fits where it is shown."""

from __future__ import annotations

import pytest

from cogs.moderation.queue.declining import Reason, reason_words, reasons
from cogs.moderation.reports.kinds import kind_words, kinds


@pytest.mark.parametrize("reason", reasons(), ids=lambda reason: reason.name)
def test_a_reason_fits_its_list_and_its_message(reason: Reason) -> None:
    assert 0 < len(reason.choice) <= 100
    assert reason.author.endswith(".")
    assert "!" not in reason.author + reason.choice
    assert len(reason.author) + 500 < 1800, "with words of one's own it still fits one message"


def test_the_list_fits_a_select_and_no_two_have_one_name() -> None:
    assert len({reason.name for reason in reasons()}) == len(reasons()) <= 25
    assert len(kinds()) <= 25
    assert all(len(words) <= 100 for words in kinds().values())


def test_the_author_reads_the_listed_reason_then_the_moderators_words() -> None:
    [first, *_] = reasons()
    assert reason_words(first.name, " And this. ") == f"{first.author}\n\nAnd this."
    assert reason_words(first.name, "") == first.author
    assert reason_words("", "Only this.") == "Only this."
    assert reason_words("no such", " ") == ""


def test_a_kind_from_another_time_is_something_else() -> None:
    assert kind_words("no such") == kind_words("other")
