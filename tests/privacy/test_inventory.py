"""The inventory and the screens are what the tables declare, today."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import discord

import bot.tables  # noqa: F401  so that every table is known
from bot.db import persons
from bot.db.held import Counted
from cogs.privacy.service import Entry
from cogs.privacy.views import Choice, before_erasing, overview
from scripts.write_inventory import FILE, inventory

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)


def test_the_inventory_is_current() -> None:
    """If this fails: ``python -m scripts.write_inventory``."""
    assert FILE.read_text("utf-8") == inventory()


def test_whoever_has_something_in_every_table_sees_all_of_it() -> None:
    """A message of Discord's holds 2000 characters, and a select 25 options; nothing is cut off."""
    about = {
        name: persons.held(row)
        for name, row in persons.declared().items()
        if persons.held(row).is_about_members
    }
    entries = [
        Entry(name, held, Counted(12345, *((START, END) if held.dated else ())))
        for name, held in about.items()
    ]
    shown = overview(entries, in_server=True)
    assert "`/help-now`" in shown.text.splitlines()[-1], "the end of the last line"
    [choices] = [item for item in shown.view.children if isinstance(item, discord.ui.Select)]
    assert {option.value for option in choices.options} == set(about)
    for everywhere, keep in product((True, False), repeat=2):
        before = before_erasing(entries, Choice(everywhere=everywhere, keep=keep), in_server=True)
        assert before.text.endswith("last as long as they keep them, sealed.")


def test_it_names_every_table() -> None:
    text = inventory()
    assert all(f"### {name}\n" in text for name in persons.declared())
