"""Members who have done everything that leaves a trace, and the search for what is left of one of them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from simcord import MemberActor
from sqlalchemy import LargeBinary, select

from bot.backup import sqlite
from bot.db import Database, Sealed, persons, place
from bot.vault import SealBroken, Vault
from tests.support.everything import database_bytes
from tests.support.leaks import Leak, Secret, find_leaks
from tests.support.letters import written
from tests.support.stage import Stage

STORY = "Turned down at Initech, zebrafish were on the whiteboard."
REPLY = "Thank you, the quokka helped."
DECLINED = "Rejected again, by a walrus this time."
DRAFT = "Half a story about a pelican."
LIKE = "I like how the ocelot sleeps."
IDEA = "you ask them about the axolotl?"
REASON = "This names a capybara that I know."
TEXTS = ("zebrafish", "quokka", "walrus", "pelican", "ocelot", "axolotl", "capybara", "Crumb Street")
"""A word of each text that Ana wrote; nobody else says it."""


@dataclass
class Life:
    """The handles of what a member has on the board."""

    post: str
    reply: str
    declined: str
    given: str
    others: dict[str, str] = field(default_factory=dict)


async def lived(stage: Stage) -> Life:
    """Ana posts, answers, is declined, drafts, gives feedback, reports, presses and writes a letter; Ben and Chi have
    a post each, give feedback to Ana and press, too."""
    ana, ben, chi = stage.ana, stage.ben, stage.chi
    bens, chis = await stage.publish(ben, "No from a bank."), await stage.publish(chi, "No from a school.")
    post = await stage.publish(ana, STORY, company="Initech")
    reply = await stage.answer(ana, post, REPLY)
    declined = await stage.post(ana, DECLINED)
    await stage.later(seconds=10)
    await stage.approve(reply)
    await stage.decline(declined, "Please say it without the animal.")
    given = await give(stage, ana, bens, LIKE, IDEA)
    bens_given = await give(stage, ben, post, "I like your courage.", "you rest first?")
    for member, handle in ((ana, bens), (chi, bens), (ben, post), (chi, post)):
        await member.click(stage.message(handle), label="Me too")
    form = await ana.click(stage.message(chis), label="Report")
    await ana.submit_modal(form, {"reason": REASON})
    await stage.share(ana, DRAFT)
    await written(stage)
    await stage.released()
    return Life(post, reply, declined, given, {"ben": bens, "chi": chis, "ben's feedback": bens_given})


async def give(stage: Stage, member: MemberActor, handle: str, like: str, idea: str) -> str:
    preview = await stage.feedback(member, handle, like, idea)
    await member.click(preview.response, label="Post")
    given = stage.handle_in(preview)
    await stage.approve(given)
    await stage.released()
    return given


def secrets_of(member: MemberActor) -> dict[str, Secret]:
    """What tells of a member: their id, their names, and what only they wrote."""
    names = {"name": member.user.name, "shown name": member.user.global_name or member.user.name}
    return {"id": member.id, **names, **{f"text {word}": word for word in TEXTS}}


def everything_in(stage: Stage) -> bytes:
    """The database as a thief has it (the file and its log too, and a backup made now), and as one who has the keys:
    every sealed value opened."""
    with ThreadPoolExecutor(1) as thread:  # the caller's loop is running
        opened = thread.submit(asyncio.run, _opened(stage.url, stage.bot.vault)).result()
    return b"\n".join([database_bytes(stage.url), opened])


def left_of(stage: Stage, secrets: dict[str, Secret]) -> list[Leak]:
    return find_leaks(everything_in(stage), secrets)


async def _opened(url: str, vault: Vault) -> bytes:
    database = Database(url)
    found: list[bytes] = []
    try:
        async with database.begin() as session:
            for row in persons.declared().values():
                for one in await session.scalars(select(row)):
                    found += _texts(one, vault)
        if database.file is not None:  # and a backup, as `python -m bot backup` writes it
            copy = database.file.with_name("copy.sqlite3")
            await sqlite.write(database, copy)
            found.append(copy.read_bytes().replace(bytes(64), b""))
            copy.unlink()
    finally:
        await database.close()
    return b"\n".join(found)


def _texts(row: Any, vault: Vault) -> Iterator[bytes]:
    key = "/".join(str(getattr(row, column.key)) for column in row.__table__.primary_key)
    for column in row.__table__.columns:
        value = getattr(row, column.key)
        if isinstance(column.type, Sealed) and value is not None:
            with contextlib.suppress(SealBroken):
                yield vault.open(value, place(getattr(type(row), column.key), key)).encode()
        elif isinstance(column.type, LargeBinary) and value is not None:
            yield value
