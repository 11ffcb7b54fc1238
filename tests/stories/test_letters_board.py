"""Letters and the board: asking peers about a masked letter, taking up what they say, the offer after a rejection."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.board.post import State
from bot.db import Base
from cogs.letters.tables import LetterReplyRow, LetterRow, LetterVersionRow
from tests.support.letters import Desk, days_pass, desk_of, letters_of, newest, written
from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")


async def opened(stage: Stage) -> Desk:
    """Ana's letter, shown to her alone on the server."""
    shown = await stage.ana.slash(stage.general, "letter open", draft=await newest(stage))
    return desk_of(stage, shown=shown)


async def asked(stage: Stage) -> str:
    """A letter of Ana's that peers can see; its handle."""
    await written(stage, valued="how Tunde Adeyemi showed me the oven, tunde@crumb.example")
    preview = await (await opened(stage)).press("Ask peers")
    shown = preview.response.embeds[0].to_dict()
    for hidden in ("Crumb Street", "Roe", "Rowan", "Ashby", "Adeyemi", "tunde@"):
        assert hidden not in str(shown), "masked in full before anybody decides anything"
    await stage.ana.click(preview.response, label="Show the role")
    assert "Night Baker" in str(preview.response.embeds[0].fields)
    await stage.ana.click(preview.response, label="Hide the role")
    await stage.ana.click(preview.response, label="Post")
    handle = stage.handle_in(preview)
    await stage.approve(handle)
    await stage.released()
    return handle


async def test_peers_see_a_masked_letter_and_nothing_links_it(ready: Stage) -> None:
    handle = await asked(ready)
    message = ready.message(handle)
    assert message is not None
    public = str(message.embeds[0].to_dict())
    assert "A letter, for a second look" in public
    assert "[company]" in public
    assert "Crumb" not in public
    letter = (await letters_of(ready).all(ready.ana.id))[0]
    assert handle not in letter.dump()


async def test_a_change_in_the_preview_is_masked_like_the_letter(ready: Stage) -> None:
    await written(ready)
    preview = await (await opened(ready)).press("Ask peers")
    form = await ready.ana.click(preview.response, label="Edit")
    await ready.ana.submit_modal(
        form, {"story": "Dear Rowan, I was glad to be at crumb street as a night baker."}
    )
    shown = str(preview.response.embeds[0].to_dict())
    assert "crumb street" not in shown.lower()
    assert "Rowan" not in shown
    await ready.ana.click(preview.response, label="Show the company")
    assert "Crumb Street" in str(preview.response.embeds[0].fields)


async def test_what_a_peer_suggests_becomes_a_version(ready: Stage) -> None:
    handle = await asked(ready)
    preview = await ready.feedback(
        ready.ben, handle, "It sounds like you.", "What if you asked one thing only?"
    )
    await ready.ben.click(preview.response, label="Post")
    answer = ready.handle_in(preview)
    await ready.approve(answer)
    await ready.released()
    desk = await opened(ready)
    offered = desk_of(ready, shown=await desk.press("Ask peers"))
    assert "What peers wrote about your letters here" in offered.text()
    assert "What if you asked one thing only?" in offered.text()
    one = desk_of(ready, shown=await offered.choose(answer))
    assert "What if you asked one thing only?" in one.text()
    form = await one.press("Work it in by hand")
    assert "What if you asked one thing only?" in str(form.modal)
    shown = await offered.submit(
        form, {"body": "Dear Ms Roe,\n\nOne question about the Night Baker role only."}
    )
    assert "One question about the Night Baker role only." in ready.text_of(shown)
    _, versions = await letters_of(ready).versions(ready.ana.id, await newest(ready))
    assert [version.how for version in versions] == ["a peer's suggestion", "from your answers"]


async def test_in_a_dm_peers_are_out_of_reach(ready: Stage) -> None:
    desk = await written(ready)
    assert "Peers are on a server" in ready.heard(await desk.press("Ask peers"))


async def test_a_letter_is_offered_once_after_a_day(ready: Stage) -> None:
    await ready.publish(ready.ana)
    await days_pass(ready, hours=22)
    assert not any("I can write a short letter" in text for text in ready.dms(ready.ana))
    await days_pass(ready, days=2)
    await ready.restart()
    await days_pass(ready, days=3)
    assert sum("I can write a short letter" in text for text in ready.dms(ready.ana)) == 1
    assert ready.dms(ready.ben) == []
    desk = desk_of(ready)
    await desk.press("Begin a letter")
    assert "What happened?" in desk.text()


async def test_who_wants_no_offer_gets_none(ready: Stage) -> None:
    await ready.publish(ready.ana)
    await days_pass(ready, days=3)
    desk = desk_of(ready)
    await desk.press("Do not offer it again")
    assert "I will not offer it again" in desk.text()
    before = ready.dms(ready.ana)
    await ready.publish(ready.ana, "Again no.")
    await days_pass(ready, days=3)
    assert ready.dms(ready.ana) == before


async def test_who_has_begun_a_letter_is_not_asked(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await written(ready)
    before = ready.dms(ready.ana)
    await days_pass(ready, days=3)
    assert ready.dms(ready.ana) == before
    async with ready.bot.database.begin() as session:
        post = await ready.bot.board.find(session, ready.guild.id, handle)
    assert post.state is State.PUBLISHED


async def test_what_was_written_is_sealed_and_what_was_deleted_is_gone_from_the_file(stage: Stage) -> None:
    private = "the cinnamon knot of the late Quillfeather"
    await written(stage, valued=private)
    desk = desk_of(stage)
    for label in ("Formal", "Brief", "I sent it", "An answer came"):
        await desk.press(label)
    await desk.submit(await desk.press("I am ready"), {"text": f"We liked {private}."})
    sealed = await payloads(stage)
    assert len(sealed) >= 5
    assert private.encode() not in await content(stage)
    await stage.ana.slash(stage.general, "letter delete", draft=await newest(stage))
    left = await content(stage)
    assert not [payload for payload in sealed if payload in left]


async def payloads(stage: Stage) -> list[bytes]:
    """Every sealed value of letters, as it stands in the database; those of the habits stay after a deletion."""
    async with stage.bot.database.begin() as session:
        return [
            payload
            for table in (LetterRow, LetterVersionRow, LetterReplyRow)
            for payload in await session.scalars(select(table.payload))
        ]


async def content(stage: Stage) -> bytes:
    """Every byte of the database: of SQLite the files, of PostgreSQL what its tables hold."""
    if stage.url.startswith("sqlite"):
        path = Path(stage.url.partition("///")[2])
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    held = b""
    async with stage.bot.database.begin() as session:
        for table in Base.metadata.sorted_tables:
            for row in await session.execute(text(f"SELECT * FROM {table.name}")):  # noqa: S608  names of our own
                held += b"".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    return held


async def test_a_suggested_line_goes_in_place_of_that_line_with_one_press(ready: Stage) -> None:
    handle = await asked(ready)
    form = await ready.ben.click(ready.message(handle), label="Give feedback")
    assert form.modal is not None
    lines = form.modal["components"][1]["component"]["options"]
    chosen = next(line for line in lines if "Thank you for" in line["label"] or "appreciate" in line["label"])
    typed = {
        "like": "It sounds like you.",
        "line": [chosen["value"]],
        "idea": "Thank you for the day at [company].",
    }
    preview = await ready.ben.submit_modal(form, typed)
    await ready.ben.click(preview.response, label="Post")
    answer = ready.handle_in(preview)
    await ready.approve(answer)
    await ready.released()
    before = (await letters_of(ready).get(ready.ana.id, await newest(ready))).body
    offered = desk_of(ready, shown=await (await opened(ready)).press("Ask peers"))
    one = desk_of(ready, shown=await offered.choose(answer))
    assert "Your line now" in one.text()
    assert "Thank you for the day at Crumb Street." in one.text()
    await one.press("Put it in")
    letter = await letters_of(ready).get(ready.ana.id, await newest(ready))
    assert "Thank you for the day at Crumb Street." in letter.body
    changed = [line for line in before.splitlines() if line not in letter.body.splitlines()]
    assert len(changed) == 1
    _, versions = await letters_of(ready).versions(ready.ana.id, letter.id)
    assert versions[0].how == "a peer's suggestion"
    posted = ready.message(handle)
    assert posted is not None
    assert "Thank you for the day" not in str(posted.embeds[0].to_dict()), "the public letter stays as it was"
