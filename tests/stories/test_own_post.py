"""Whoever gives feedback on their own post, or votes for it, cannot be told from anybody else: not by the words, not by
what appears, and not by how long it takes, because the same work is done."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from simcord import MemberActor
from sqlalchemy import event

from bot.servers import get_server, save_server
from tests.support.stage import IDEA, Stage

pytestmark = pytest.mark.usefixtures("quiet")

Traces = dict[str, tuple[Any, ...]]


@contextmanager
def statements(stage: Stage) -> Iterator[list[tuple[str, str]]]:
    """What is said to the database, commits among it, each with the kind of task that says it."""
    said: list[tuple[str, str]] = []
    engine = stage.bot.database.engine.sync_engine

    def task() -> str:
        current = asyncio.current_task()
        return re.sub(r"\d+", "N", current.get_name()) if current else ""

    def execute(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        said.append((task(), statement))

    def commit(_connection: Any) -> None:
        said.append((task(), "COMMIT"))

    def rollback(_connection: Any) -> None:
        said.append((task(), "ROLLBACK"))

    heard = {"before_cursor_execute": execute, "commit": commit, "rollback": rollback}
    for name, hear in heard.items():
        event.listen(engine, name, hear)
    try:
        yield said
    finally:
        for name, hear in heard.items():
            event.remove(engine, name, hear)


def shape(value: Any) -> Any:
    """The form of a body: which keys, how many of what, and every word; ids and handles are told apart from nothing."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    if isinstance(value, str):
        value = re.sub(r"\b(?:[BCDFGHJKLMNPQRSTVWXZ][2-9]){2,}\b", "HANDLE", value)
        value = re.sub(r"(v1:draft-[a-z-]+|v1:feedback-[a-z]+):[\w-]+", r"\1:DRAFT", value)
        return re.sub(r"\b\d{6,}\b", "N", value)
    return value


async def test_the_same_work_is_done_for_the_author_and_for_others(ready: Stage) -> None:
    handle = await ready.publish(ready.ana, "Turned down by Initech.", company="Initech")
    async with ready.bot.database.begin() as session:
        server = await get_server(session, ready.guild.id)
        assert server is not None
        await save_server(session, replace(server, feedback_per_post=1))
    both: tuple[Traces, Traces] = {}, {}
    for member, traces in zip((ready.ana, ready.chi), both, strict=True):
        await act(ready, member, handle, traces)
    author, other = both
    assert list(author) == list(other)
    for name, trace in author.items():
        assert trace == other[name], name
        # So that the comparison cannot be one of nothing with nothing:
        assert trace[0], f"{name}: no statement was seen"
        assert trace[2], f"{name}: no call was seen"


async def act(stage: Stage, member: MemberActor, handle: str, traces: Traces) -> None:
    """Every way to give feedback and to vote, until the limit refuses; what each of them left behind."""

    async def trace(name: str, do: Callable[[], Awaitable[Any]]) -> Any:
        before = len(stage.requests())
        with statements(stage) as said:
            done = await do()
        own = [text for task, text in said if "discord.py" in task or "CommandTree" in task]
        calls = [
            (call["method"], re.sub(r"\d{6,}|(?<=/)[\w.-]{20,}", "N", call["path"]), shape(call["json"]))
            for call in stage.requests()[before:]
        ]
        traces[name] = own, Counter(text for _, text in said), calls, shape(stage.heard(done))
        return done

    def message() -> Any:
        return stage.message(handle)

    typed = {"like": "Was it Initech? I like it.", "idea": IDEA}
    form = await trace("button", lambda: member.click(message(), label="Give feedback"))
    await trace("command", lambda: member.slash(stage.general, "feedback give", post=handle))
    await trace("menu", lambda: member.context_menu(stage.board, "Give feedback", message()))
    preview = await trace("form", lambda: member.submit_modal(form, typed))
    await trace("sure", lambda: member.click(preview.response, label="Appear at once"))
    await trace("post", lambda: member.click(preview.response, label="Post"))
    await trace("refused", lambda: member.click(message(), label="Give feedback"))
    await trace("vote", lambda: member.click(message(), label="Me too"))
    await trace("back", lambda: member.click(message(), label="Me too"))
    await trace("mine", lambda: member.slash(stage.general, "feedback mine"))
    await stage.approve(stage.handle_in(preview))
    await trace("appears", lambda: appears(stage))
    await trace("mine after", lambda: member.slash(stage.general, "feedback mine"))


async def appears(stage: Stage) -> Any:
    """The feedback appears in the thread; what its author is told of it is not this member's to see."""
    await stage.released()
    return await stage.kit.slash(stage.general, "feedback guide")
