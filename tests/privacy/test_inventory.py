"""The inventory is what the tables declare, today."""

from __future__ import annotations

import bot.tables  # noqa: F401  so that every table is known
from bot.db import persons
from scripts.write_inventory import FILE, inventory


def test_the_inventory_is_current() -> None:
    """If this fails: ``python -m scripts.write_inventory``."""
    assert FILE.read_text("utf-8") == inventory()


def test_it_names_every_table() -> None:
    text = inventory()
    assert all(f"### {name}\n" in text for name in persons.declared())
