"""`keys rotate` and `backup` beside a bot that is another process: it goes on, and nothing is lost."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing

from bot.vault import KeyRing
from tests.wire.onward import STORY, Harbour, share, write
from tests.wire.payloads import text_of
from tests.wire.people import Person
from tests.wire.process import ROOT


async def command(harbour: Harbour, *arguments: str) -> tuple[int, str]:
    """`python -m bot …` on the same data, as an operator types it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=harbour.data,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **harbour.env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, said.decode()


async def test_a_running_bot_takes_up_the_new_key_and_a_backup_is_made_beside_it(
    harbour: Harbour, ada: Person
) -> None:
    await harbour.configure()
    async with harbour.running() as bot:
        preview = await write(ada)
        status, said = await command(harbour, "keys", "rotate")
        assert (status, "Waiting for 1 running bot(s)" in said) == (0, True), said
        status, said = await command(harbour, "backup")
        assert (status, "read from end to end" in said) == (0, True), said
        await ada.click(preview.message, "Post")
        assert STORY in text_of(await harbour.until_published()), "what was typed before the rotation"
        await share(ada, "A second one, written with the new key in use.")
        await harbour.until_published(2)
        assert "unexpected" not in bot.output
    ring = KeyRing.parse((harbour.data / "onward.keys").read_text())
    assert list(ring.sealing) == [2]
    with closing(sqlite3.connect(harbour.data / "onward.sqlite3")) as database:
        assert database.execute("SELECT DISTINCT hex(substr(content, 1, 2)) FROM posts").fetchall() == [
            ("0002",)
        ]
    async with harbour.running() as bot:
        mine = await ada.slash("rejection mine")
        assert mine.ephemeral
        assert "unexpected" not in bot.output
