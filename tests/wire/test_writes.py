"""A read-only file system but for the data folder is enough: a running bot opens nothing else to write."""

from __future__ import annotations

from pathlib import Path

from tests.wire.onward import RUN, Harbour, share
from tests.wire.people import Person
from tests.wire.process import BotProcess

WATCHED = """
import os, runpy, sys

def heard(event, given):
    if event == "open":
        path, flags = given[0], given[2]
        if isinstance(path, str) and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            print("WRITES", os.path.abspath(path), flush=True)
    elif event in ("os.mkdir", "os.rename", "os.remove", "os.symlink"):
        print("WRITES", os.path.abspath(str(given[0])), flush=True)
    elif event == "sqlite3.connect":
        print("WRITES", os.path.abspath(str(given[0])), flush=True)

sys.addaudithook(heard)
sys.argv = ["bot", "run"]
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""


def written(bot: BotProcess) -> set[Path]:
    lines = [line.partition("WRITES ") for line in bot.output.splitlines()]
    return {Path(path) for _, found, path in lines if found and not path.startswith("/dev/")}


async def test_a_running_bot_writes_its_data_folder_alone(harbour: Harbour, ada: Person) -> None:
    assert RUN == ("-m", "bot", "run"), "what is watched below"
    await harbour.configure()
    env = harbour.env | {"PYTHONDONTWRITEBYTECODE": "1", "ONWARD_METRICS": "39465"}
    async with BotProcess(harbour.server, "-c", WATCHED, env=env, cwd=harbour.data) as bot:
        await share(ada)
        await harbour.until_published()
        assert await bot.terminate() == 0
        places = written(bot)
    assert harbour.data / "onward.sqlite3" in places, "the watch works"
    assert [path for path in places if harbour.data not in {path, *path.parents}] == []
