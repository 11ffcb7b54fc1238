"""`/help` names only what is there, and only what the reader may use."""

from __future__ import annotations

from cogs.help.views import MEMBERS, MODERATORS, help_words

MEMBERS_OWN = {name for commands in MEMBERS.values() for name in commands}


def test_members_read_nothing_of_moderation() -> None:
    said = help_words(
        MEMBERS_OWN | set(MODERATORS), moderates=False, is_set_up=True, in_server=True, support=""
    )
    assert "`/rejection share`" in said
    assert "/mod" not in said
    assert "`/help-now`" in said


def test_moderators_read_both_and_it_fits_one_message() -> None:
    known = MEMBERS_OWN | set(MODERATORS)
    said = help_words(known, moderates=True, is_set_up=False, in_server=True, support="https://example.org")
    assert all(f"`/{name}`" in said for name in known)
    assert "`/mod setup` does that" in said
    assert "https://example.org" in said
    assert len(said) <= 2000


def test_a_command_that_is_not_there_is_not_named() -> None:
    said = help_words({"letter new"}, moderates=True, is_set_up=True, in_server=False, support="")
    assert "`/letter new`" in said
    assert "/rejection" not in said
    assert "For others" not in said
