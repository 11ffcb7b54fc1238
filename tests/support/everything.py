"""Everything that a story left behind (database, log, calls to Discord), searched for what must not stand in it:
the id and names of every member, and what they typed in private."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import discord
import pytest
from simcord.backend.models import ResponseKind
from sqlalchemy import Select, inspect, literal_column, select, table
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.logs import JsonLines
from tests.support.audits import READER, answers_one, audits, may_stand
from tests.support.leaks import SHORTEST, Secret, find_leaks
from tests.support.stage import Stage

EVERYONE, MODERATORS = "everyone", "moderators"
DATABASE, LOG, METRICS = "database", "log", "metrics"
EPHEMERAL = discord.MessageFlags.ephemeral.flag
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
BEGINNING = 24
"""So many characters of a private text are looked for: enough to be no chance, and a cut text is found, too."""
LEVELS = {"": logging.WARNING, "onward": logging.DEBUG, "discord": logging.INFO}


class Typed(NamedTuple):
    """One text field of a form that a member sent off."""

    user_id: int
    form: str
    field: str
    text: str


@contextmanager
def searched(stage: Stage) -> Iterator[None]:
    """Fail when what happened in this block left a secret where it must not stand."""
    with written_log() as log:
        yield
    leaks = leaks_of(stage, "\n".join(log))
    assert not leaks, leaks


@pytest.fixture(autouse=True)
def nothing_leaks(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Search every story that is played on the stage, when it is over."""
    if "stage" not in request.fixturenames:
        yield
        return
    caplog.handler.setLevel(logging.WARNING)  # what the search reads beyond that is no concern of the story
    with searched(request.getfixturevalue("stage")):
        yield


def leaks_of(stage: Stage, log: str) -> list[str]:
    """Where a secret stands in the stage's database, in this log, or in what others could see at Discord."""
    people = {label: value for _, label, value in _people(stage)}
    typed = list(_typed(stage))
    places = _calls(stage)
    hidden: dict[str, dict[str, Secret]] = {
        place: {label: value for whose, label, value in _people(stage) if not may_stand(stage, whose, place)}
        for place in (EVERYONE, MODERATORS, *places)  # what goes to one member alone may hold their own name
    }
    for _, label, _ in (one for one in _people(stage) if one[0] in _agreed(stage)):
        hidden[MODERATORS].pop(label)
    for label in _signed(stage):
        hidden[EVERYONE].pop(label)
        hidden[MODERATORS].pop(label)
    hidden[EVERYONE].update(_never_shown(typed, "decline-reason", "report-reason"))
    hidden[MODERATORS].update(_never_shown(typed, "decline-reason"))
    for place in (EVERYONE, MODERATORS):
        hidden[place].update(_masked(stage, typed))
    places[LOG] = log.encode()
    places[METRICS] = stage.bot.metrics.text() if stage.bot.metrics else b""
    places[DATABASE] = database_bytes(stage.url)
    hidden[LOG] = hidden[METRICS] = hidden[DATABASE] = people | _beginnings(typed)
    return [
        f"{leak.name} stands in {place!r} as {leak.form!r}: …{around(found, leak.offset)!r}…"
        for place, found in places.items()
        for leak in find_leaks(found, hidden[place])
    ]


def around(found: bytes, offset: int) -> bytes:
    return found[max(0, offset - 40) : offset + 60]


@contextmanager
def written_log() -> Iterator[list[str]]:
    """The lines of the log as an operator would read them, at the most talkative level they may choose."""
    lines: list[str] = []
    handler = _Collecting(lines)
    before = {name: logging.getLogger(name).level for name in LEVELS}
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)
    logging.getLogger().addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(handler)
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


class _Collecting(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


def database_bytes(url: str) -> bytes:
    """Every row of every table; of SQLite also the file and its log, with what was deleted from them."""
    with ThreadPoolExecutor(1) as thread:  # the caller's loop may be running
        rows = thread.submit(asyncio.run, _rows(url)).result()
    path = make_url(url).database or ""
    files = [Path(path), Path(f"{path}-wal")] if url.startswith("sqlite") else []
    blank = bytes(64)  # most of a small database's pages
    return b"\n".join([rows, *(file.read_bytes().replace(blank, b"") for file in files if file.exists())])


async def _rows(url: str) -> bytes:
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
            everything: list[Select[Any]] = [
                select(literal_column("*")).select_from(table(name)) for name in tables
            ]
            found = [row for query in everything for row in await connection.execute(query)]
    finally:
        await engine.dispose()
    return b"\n".join(
        value if isinstance(value, bytes) else str(value).encode() for row in found for value in row
    )


def _people(stage: Stage) -> Iterator[tuple[int, str, Secret]]:
    """Whose (an id), what in words, and the id or name itself, of every member but the bot."""
    backend = stage.env.backend
    for user_id, member in backend.get_guild(stage.guild.id).members.items():
        user = backend.get_user(user_id)
        if user_id == backend.bot_user.id:
            continue
        yield user_id, f"the id of {user.name}", user_id
        for name in {user.name, user.global_name, member.nick}:
            if name is not None and len(name) >= SHORTEST:
                yield user_id, f"the name {name}", name


def _calls(stage: Stage) -> dict[str, bytes]:
    """What the bot sent to Discord, by who could see it: everyone, the moderators, or one member (``@id``)."""
    seen: dict[str, list[str]] = defaultdict(list)
    pressed, read = _pressed_in_private(stage), audits(_interactions(stage))
    for call in stage.requests():
        audience = _audience(stage, call, pressed)
        if audience is not None and answers_one(stage, call, read):
            audience += READER
        if audience is not None:
            path = "" if audience.startswith("@") else call["path"]
            line = [path, call["query"], call["json"], call["reason"]]
            seen[audience].append(json.dumps(line, ensure_ascii=False, default=str))
    return {audience: "\n".join(lines).encode() for audience, lines in seen.items()}


def _audience(stage: Stage, call: Mapping[str, Any], pressed: set[int]) -> str | None:
    """Who could see a call's body; None: Discord alone reads it. ``pressed``: see ``_pressed_in_private``."""
    parts = call["path"].strip("/").split("/")
    if call["path"] == "/users/@me/channels":
        return None
    if parts[0] == "interactions":
        return _of_interaction(stage, stage.env.backend.interactions.get(int(parts[1])), pressed)
    if parts[0] == "webhooks" and parts[2] in stage.env.backend.interaction_tokens:
        if len(parts) == 3 and not int((call["json"] or {}).get("flags") or 0) & EPHEMERAL:
            return EVERYONE
        token = stage.env.backend.interaction_tokens[parts[2]]
        return _of_interaction(stage, stage.env.backend.interactions[token], pressed)
    if parts[0] != "channels":
        return EVERYONE
    channel_id = int(parts[1])
    for user_id, dm_id in stage.env.backend.dm_channels.items():
        if dm_id == channel_id:
            return f"@{user_id}"
    return MODERATORS if channel_id == stage.review.id else EVERYONE


def _of_interaction(stage: Stage, record: Any, pressed: set[int]) -> str:
    if record is None or not record.responded:
        return EVERYONE
    private = record.ephemeral or record.response_kind in (ResponseKind.MODAL, ResponseKind.AUTOCOMPLETE)
    if private or record.id in pressed or record.guild_id is None:
        return f"@{record.user_id}"
    return MODERATORS if record.channel_id == stage.review.id else EVERYONE


def _pressed_in_private(stage: Stage) -> set[int]:
    """The interactions with a message that only the one who pressed could see."""
    return {
        int(payload["id"])
        for payload in _interactions(stage)
        if int(payload.get("message", {}).get("flags") or 0) & EPHEMERAL
    }


def _interactions(stage: Stage) -> Iterator[Mapping[str, Any]]:
    """Every interaction of the story, as the bot received it."""
    for _, name, payload in stage.env.backend.transcript:
        if name == "INTERACTION_CREATE" and payload is not None:
            yield payload


def _who_did_what(stage: Stage) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for payload in _interactions(stage):
        user = payload["member"]["user"] if "member" in payload else payload["user"]
        yield int(user["id"]), payload.get("data") or {}


def _agreed(stage: Stage) -> set[int]:
    """Who said yes when they were asked whether moderators may have their name."""
    return {
        user_id
        for user_id, data in _who_did_what(stage)
        if str(data.get("custom_id")).startswith("v1:care-reach-yes")
    }


def _signed(stage: Stage) -> set[str]:
    """The shown names of those who chose to sign what they gave; their id and their user name stay secret."""
    shown = {
        user_id: label for user_id, label, value in _people(stage) if value == _display_name(stage, user_id)
    }
    return {
        shown[user_id]
        for user_id, data in _who_did_what(stage)
        if str(data.get("custom_id")).startswith("v1:feedback-sign") and user_id in shown
    }


def _display_name(stage: Stage, user_id: int) -> str:
    user = stage.env.backend.get_user(user_id)
    return stage.env.backend.get_guild(stage.guild.id).members[user_id].nick or user.global_name or user.name


def _typed(stage: Stage) -> Iterator[Typed]:
    for user_id, data in _who_did_what(stage):
        for row in data.get("components", ()):
            item: dict[str, Any] = row.get("component") or next(iter(row.get("components", ())), {})
            if item.get("value"):
                yield Typed(user_id, str(data.get("custom_id")), item["custom_id"], item["value"])


def _beginnings(typed: list[Typed]) -> dict[str, Secret]:
    """The beginning of everything typed into a form: nothing of it may stand in the open."""
    return {
        f"what {one.form} was told ({number})": one.text[:BEGINNING]
        for number, one in enumerate(typed)
        if len(one.text) >= BEGINNING / 2
    }


def _never_shown(typed: list[Typed], *forms: str) -> dict[str, Secret]:
    return {
        f"the text of {one.form} ({number})": one.text[:BEGINNING]
        for number, one in enumerate(typed)
        if one.form.split(":")[1] in forms and len(one.text) >= BEGINNING / 2
    }


def _masked(stage: Stage, typed: list[Typed]) -> dict[str, Secret]:
    """Mail addresses, and what the author named to be masked, unless they took that back."""
    decided = {
        user_id
        for user_id, data in _who_did_what(stage)
        if str(data.get("custom_id")).startswith(("v1:draft-company", "v1:draft-role", "v1:draft-undo"))
    }
    secrets: dict[str, Secret] = {}
    for one in typed:
        if not one.form.startswith("v1:write") or one.user_id in decided:
            continue
        named = [one.text] if one.field in ("company", "role") else EMAIL.findall(one.text)
        secrets |= {f"the {one.field} {name!r}": name for name in named if len(name) >= SHORTEST}
    return secrets
