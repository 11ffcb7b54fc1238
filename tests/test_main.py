"""The command line as an operator meets it: a real process, its exit status, and one sentence that says what to do."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.vault import KeyRing, Vault
from tests.wire.server import WireServer

ROOT = Path(__file__).parents[1]
REDIRECTED = os.pathsep.join([str(ROOT / "tests" / "wire" / "redirect"), str(ROOT)])


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """`python -m bot …` with nothing in its environment but these settings."""
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "ONWARD_DATA": str(folder), **settings}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder.parent,
        env=given,
        capture_output=True,
        text=True,
        timeout=60,
    )


def refused(folder: Path, *arguments: str, **settings: str) -> str:
    """The one line that a start is refused with."""
    ended = run(folder, *(arguments or ("run",)), **{"DISCORD_TOKEN": "made-up", **settings})
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout == ""
    [line] = ended.stderr.splitlines()
    return line


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def used(data: Path, sqlite_template: Path) -> Path:
    """A data folder with a database that was sealed with the key file beside it."""
    data.mkdir()
    (data / "onward.sqlite3").write_bytes(sqlite_template.read_bytes())
    ring = KeyRing.new()
    ring.write_new(data / "onward.keys")
    with closing(sqlite3.connect(data / "onward.sqlite3")) as database, database:
        rows = [(f"key:{name}", value) for name, value in Vault(ring).fingerprints.items()]
        database.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", rows)
    return data


def test_a_data_folder_that_is_a_file(data: Path) -> None:
    data.write_text("in the way")
    line = refused(data)
    assert (
        line == f"The data folder {data} cannot be written: give this user the right to, or set ONWARD_DATA."
    )


def test_a_data_folder_where_nobody_may_write(data: Path) -> None:
    line = refused(data, ONWARD_DATA="/proc/onward")
    assert line.startswith("The data folder /proc/onward cannot be written: give this user the right to")


def test_a_missing_key(used: Path) -> None:
    (used / "onward.keys").unlink()
    line = refused(used)
    assert line.startswith(
        f"The key file {used / 'onward.keys'} is missing, and this database was sealed with it:"
    )
    assert line.endswith("put the file back from your backup, or set ONWARD_KEYS.")
    assert not (used / "onward.keys").exists(), "no other key was made in its place"


def test_a_wrong_key(used: Path) -> None:
    (used / "onward.keys").unlink()
    KeyRing.new().write_new(used / "onward.keys")
    line = refused(used)
    assert line.startswith("The keys are not those that this database was sealed with:")
    assert line.endswith("put the right key file back from your backup.")


def test_a_damaged_key_file(used: Path) -> None:
    (used / "onward.keys").write_text("seal-1=AAAA\ndigest=BBBB\n")
    assert refused(used) == "The key ring has a damaged key; restore it from your backup."


def test_a_database_that_is_newer_than_the_code(used: Path) -> None:
    with closing(sqlite3.connect(used / "onward.sqlite3")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    line = refused(used)
    assert (
        line == "The database was made by a newer Onward (revision 9999): update Onward, or restore a backup."
    )


def test_a_database_file_that_is_none(data: Path) -> None:
    data.mkdir()
    (data / "onward.sqlite3").write_text("This is a letter, not a database. " * 50)
    assert refused(data).startswith("The SQLite file cannot be opened (DatabaseError): check ")


def test_a_database_server_that_is_not_there(data: Path) -> None:
    line = refused(data, DATABASE_URL="postgresql+asyncpg://nobody@127.0.0.1:9/onward")
    assert line.startswith("The database cannot be opened (")
    assert "check DATABASE_URL and that it is reachable." in line


def test_settings_that_make_no_sense(data: Path) -> None:
    assert "ONWARD_LOG is a level (debug, info, warning, error)" in refused(data, ONWARD_LOG="loud")
    assert refused(data, DATABASE_URL="my database").startswith("DATABASE_URL is no address that starts with")


def test_doctor_puts_settings_that_make_no_sense_into_its_table(data: Path) -> None:
    ended = run(data, "doctor", "--offline", ONWARD_LOG="loud", ONWARD_KEEP="drafts=0", COLUMNS="200")
    assert (ended.returncode, ended.stderr) == (1, "")
    for sentence in ("ONWARD_LOG is a level", "ONWARD_KEEP looks like drafts=14,audit=180", ".env.example"):
        assert sentence in ended.stdout
    assert "2 checks: 2 wrong" in ended.stdout
    nowhere = run(data, "doctor", "--offline", DATABASE_URL="my database", COLUMNS="200")
    assert (nowhere.returncode, nowhere.stderr) == (1, "")
    assert "DATABASE_URL is no address" in nowhere.stdout


async def test_a_wrong_token(data: Path) -> None:
    async with WireServer() as server:
        line = await asyncio.to_thread(
            refused,
            data,
            DISCORD_TOKEN="wrong",  # noqa: S106  the point of the test
            WIRE_URL=server.world.base_url,
            PYTHONPATH=REDIRECTED,
            ONWARD_LOG="warning",
        )
    assert line == "Discord refused DISCORD_TOKEN: copy it anew from the Developer Portal into .env."


def test_neither_a_token_nor_the_try_out(data: Path) -> None:
    """As on a server, whose packages are those of a bot alone."""
    (data.parent / "simcord.py").write_text("raise ModuleNotFoundError")
    path = os.pathsep.join([str(data.parent), str(ROOT)])
    line = refused(data, DISCORD_TOKEN="", PYTHONPATH=path)
    assert line.startswith("DISCORD_TOKEN is not set, and the try-out is not installed here: set the token")


def test_what_nobody_expected_is_one_line_without_its_text(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fails(*_: object) -> int:
        raise ValueError("a member's words")

    monkeypatch.setattr("bot.doctor.doctor", fails)
    assert main(["doctor"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("Onward ended with an unexpected ValueError at ")
    assert "tests/test_main.py:" in line
    assert "a member's words" not in line


def test_no_way_back_beyond_the_first_revision(used: Path) -> None:
    assert "no earlier revision" in refused(used, "db", "downgrade", "-999")


def test_keys_are_made_once_and_for_their_owner_alone(data: Path) -> None:
    made = run(data, "keys", "new")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith(f"Made {data / 'onward.keys'}. Keep a copy elsewhere")
    assert (data / "onward.keys").stat().st_mode & 0o777 == 0o600
    assert refused(data, "keys", "new") == f"{data / 'onward.keys'} exists already and was left as it is."


def test_the_database_goes_up_down_and_is_checked(data: Path) -> None:
    assert "stands at revision" in run(data, "db", "upgrade").stdout
    assert (data / "onward.sqlite3").stat().st_mode & 0o077 == 0, "its owner's alone"
    checked = run(data, "db", "check")
    assert (checked.returncode, checked.stdout) == (0, "The database and the code agree.\n")
    assert run(data, "db", "downgrade", "base").stdout == "The database stands at revision none.\n"
    empty = run(data, "db", "check")
    assert empty.returncode == 1
    assert "add_table posts" in empty.stdout.splitlines()
    assert empty.stderr == "The database and the code disagree: run `python -m bot db upgrade`.\n"


@pytest.mark.parametrize(
    "arguments", [(), ("db",), ("keys",), ("tool",), ("backup",), ("restore",), ("doctor",)]
)
def test_help_everywhere(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("usage: python -m bot")


def test_a_command_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance"])
    assert ended.value.code == 2
    assert main(["tool", "dance"]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("There is no tool dance")
