"""Writes docs/data-inventory.md from what every table declares of itself (see bot/db/held.py)."""

from __future__ import annotations

from pathlib import Path

import bot.tables  # noqa: F401  so that every table is known
from bot.db import Held, Sealed, persons
from bot.feature import features
from bot.periods import Periods
from bot.retention import kept_words

FILE = Path(__file__).parents[1] / "docs" / "data-inventory.md"
HEAD = """\
# Data inventory

What Onward keeps, table by table. This page is written by `python -m scripts.write_inventory` from what each table
declares of itself in the code, as are `/privacy show` and the sweep of what has become too old. A test fails when the
page is not current, and another one when a table declares nothing. "You" is the member whom the rows are about.

*Sealed*: columns under authenticated encryption, whose key lies outside the database. Nobody but the bot's process can
read them, and through it those who are named. Days in this page are the defaults; an operator may change those of
`ONWARD_KEEP`. Whoever runs a copy of Onward holds its keys.

"""


def inventory() -> str:
    """The whole page."""
    owners = {table: feature.name for feature in features() for table in feature.tables}
    rows = persons.declared()
    about = [name for name, row in rows.items() if persons.held(row).is_about_members]
    parts = [HEAD, "## About members\n\n"]
    parts += [_section(name, rows[name], owners.get(name, "")) for name in about]
    parts.append("## About servers and the bot itself\n\n")
    parts += [_section(name, row, "") for name, row in rows.items() if name not in about]
    return "".join(parts).rstrip() + "\n"


def _section(name: str, row: persons.Row, owner: str) -> str:
    held = persons.held(row)
    sealed = [column.key for column in row.__table__.columns if isinstance(column.type, Sealed)]
    lines = [
        f"### {name}\n",
        f"{held.what[:1].upper()}{held.what[1:]}.\n",
        f"- Who can read it: {held.readers}",
        f"- How long: {kept_words(held, Periods())}",
        f"- Sealed: {', '.join(f'`{column}`' for column in sealed) or 'no column'}",
    ]
    if owner:
        lines += [f"- Shown, handed out and erased by: `{owner}`", *_erased(held)]
    return "\n".join(lines) + "\n\n"


def _erased(held: Held) -> list[str]:
    if held.stays:
        return [f"- When you erase everything: {held.stays}"]
    return ["- When you erase one server: it stays, for it belongs to none"] if held.everywhere else []


if __name__ == "__main__":
    FILE.write_text(inventory(), "utf-8")
