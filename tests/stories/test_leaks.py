"""The search that every story ends with finds a leak wherever one is planted."""

from __future__ import annotations

import base64
import io
import logging
from collections.abc import Awaitable, Callable

import discord
import pytest
from sqlalchemy import text

from tests.support.everything import leaks_of, written_log
from tests.support.stage import STORY, Stage, staged

REASON = "Please take the name of the street out of it."
REPORT = "I think that I know who this is about."
Plant = Callable[[Stage, str], Awaitable[None]]


async def played(stage: Stage) -> str:
    """A story with everything that is private in it: a mask, a decline with its reason, a report; the handle."""
    await stage.set_up(release="0")
    handle = await stage.post(stage.ana, company="Initech")
    await stage.approve(handle)
    await stage.decline(await stage.post(stage.ben, "They never wrote back to me."), REASON)
    form = await stage.chi.click(stage.message(handle), label="Report")
    await stage.chi.submit_modal(form, {"reason": REPORT})
    await stage.later(seconds=6)
    return handle


async def row(stage: Stage, value: str) -> None:
    async with stage.bot.database.begin() as session:
        await session.execute(
            text("INSERT INTO meta (name, value) VALUES ('planted', :value)"), {"value": value}
        )


async def erased_row(stage: Stage, value: str) -> None:
    await row(stage, value)
    async with stage.bot.database.begin() as session:
        await session.execute(text("DELETE FROM meta WHERE name = 'planted'"))


async def own_log(stage: Stage, value: str) -> None:
    logging.getLogger("onward.board").debug("%s shared something", value)


async def log_of_library(stage: Stage, value: str) -> None:
    logging.getLogger("discord.client").info("%s shared something", value)


async def in_metrics(stage: Stage, value: str) -> None:
    assert stage.bot.metrics is not None
    stage.bot.metrics.ended(value, "done")


def board(stage: Stage) -> discord.PartialMessageable:
    return stage.bot.get_partial_messageable(stage.board.id, guild_id=stage.guild.id)


async def content(stage: Stage, value: str) -> None:
    await board(stage).send(f"Somebody ({value}) shared something")


async def footer(stage: Stage, value: str) -> None:
    await board(stage).send(embed=discord.Embed(description="A story").set_footer(text=value))


async def nonce(stage: Stage, value: str) -> None:
    await board(stage).send("A story", nonce=value)


async def custom_id(stage: Stage, value: str) -> None:
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Report", custom_id=f"v1:report:{value}"))
    view.stop()
    await board(stage).send("A story", view=view)


async def file_name(stage: Stage, value: str) -> None:
    await board(stage).send(file=discord.File(io.BytesIO(b"a picture"), f"{value}.png"))


async def thread_name(stage: Stage, value: str) -> None:
    message = await board(stage).send("A story")
    await message.create_thread(name=value)


async def audit_reason(stage: Stage, value: str) -> None:
    await stage.bot.http.delete_channel(stage.board.threads[0].id, reason=value)


async def message_to_a_moderator(stage: Stage, value: str) -> None:
    moderator = await stage.bot.create_dm(discord.Object(stage.mo.id))
    await moderator.send(f"{value} wrote it")


async def card(stage: Stage, value: str) -> None:
    await stage.bot.get_partial_messageable(stage.review.id).send(f"{value} wrote it")


AS_WRITTEN: dict[str, Callable[[Stage], str]] = {
    "decimal": lambda stage: str(stage.ana.id),
    "hexadecimal": lambda stage: f"{stage.ana.id:x}",
    "base64": lambda stage: base64.urlsafe_b64encode(str(stage.ana.id).encode()).decode().rstrip("="),
    "reversed": lambda stage: str(stage.ana.id)[::-1],
    "name": lambda _stage: "anaquistgard",
    "shown name": lambda _stage: "Ana Quistgard",
    "story": lambda _stage: STORY,
    "company": lambda _stage: "Initech",
    "address": lambda _stage: "ana@mail.example",
    "reason": lambda _stage: REASON,
    "report": lambda _stage: REPORT,
}
PLANTS: list[tuple[Plant, str]] = [
    (row, "decimal"),
    (row, "reason"),
    (row, "report"),
    (erased_row, "story"),
    (own_log, "story"),
    (own_log, "base64"),
    (log_of_library, "shown name"),
    (in_metrics, "decimal"),
    (in_metrics, "shown name"),
    (content, "company"),
    (content, "reason"),
    (content, "report"),
    (footer, "reversed"),
    (nonce, "hexadecimal"),
    (custom_id, "base64"),
    (file_name, "name"),
    (thread_name, "address"),
    (audit_reason, "decimal"),
    (message_to_a_moderator, "name"),
    (card, "company"),
    (card, "reversed"),
]


@pytest.mark.parametrize(("plant", "form"), PLANTS)
@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_what_is_planted_is_found(plant: Plant, form: str, migrated_url: str) -> None:
    assert len(await found_after(migrated_url, plant, form)) > 0


@pytest.mark.parametrize("migrated_url", ["postgres"], indirect=True)
async def test_what_is_planted_is_found_in_the_larger_database(migrated_url: str) -> None:
    assert len(await found_after(migrated_url, row, "reversed")) > 0


async def found_after(url: str, plant: Plant, form: str) -> list[str]:
    """What the search finds when a story, in which it finds nothing, goes on with something planted."""
    async with staged(url) as stage:
        with written_log() as lines:
            await played(stage)
            assert leaks_of(stage, "\n".join(lines)) == []
            await plant(stage, AS_WRITTEN[form](stage))
        return leaks_of(stage, "\n".join(lines))
