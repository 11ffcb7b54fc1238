"""A member's copy: everything of theirs as a zip, read page by page and written off the event loop.

``docs/export.md`` describes what is in it, ``docs/export.schema.json`` its JSON.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any

from bot.db import Held, Person, persons
from bot.feature import Feature, features
from bot.periods import Periods
from bot.retention import kept_words
from bot.words import t
from cogs.privacy.archive import Archive, Part, Table

if TYPE_CHECKING:
    from bot.app import Onward

__all__ = ["Part", "of"]

AT_A_TIME = 200
"""Records handed to the writer at once."""


async def of(bot: Onward, who: Person) -> AsyncIterator[Part]:
    """The copy, in as many parts as Discord needs it to be, each as soon as it is full; one does for most people."""
    archive = await asyncio.to_thread(Archive, bot.clock.now())
    for feature in features():
        async for table, batch in _batches(bot, feature, who):
            for part in await asyncio.to_thread(archive.add, _declared(table, bot.settings.periods), batch):
                yield part
        if feature.files is not None:
            async for name, content in feature.files(bot, who):
                for part in await asyncio.to_thread(archive.file, name, content):
                    yield part
    for part in await asyncio.to_thread(archive.finish):
        yield part


async def _batches(
    bot: Onward, feature: Feature, who: Person
) -> AsyncIterator[tuple[str, list[dict[str, Any]]]]:
    """A feature's records, some of one table at a time."""
    batch: list[dict[str, Any]] = []
    current = ""
    async for table, record in _records(bot, feature, who):
        if batch and (table != current or len(batch) == AT_A_TIME):
            yield current, batch
            batch = []
        current = table
        batch.append(dict(record))
    if batch:
        yield current, batch


async def _records(
    bot: Onward, feature: Feature, who: Person
) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    if feature.export is not None:
        async for table, record in feature.export(bot, who):
            yield table, record
        return
    for table in feature.tables:
        async for record in persons.rows_of(bot.database, persons.declared()[table], who):
            yield table, record


def _declared(table: str, periods: Periods) -> Table:
    """What the copy says of a table before its records; UserError is nobody's fault here, so a name alone will do."""
    row = persons.declared().get(table)
    held = persons.held(row) if row is not None else Held(t("something else"), readers="", kept="")
    title, _, _ = held.what.partition(":")
    return Table(
        name=re.sub(r"\W+", "_", table),
        title=t(title),
        what=t(held.what),
        readers=t(held.readers),
        kept=kept_words(held, periods),
    )
