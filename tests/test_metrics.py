"""Health and metrics: what a machine is told about the bot, and that none of it is about a person."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from bot.board.drafts import Drafts
from bot.errors import StartupError, report
from bot.metrics import Metrics, MetricsServer
from bot.outbox import request
from bot.settings import Settings, parse_address
from tests.support.stage import Stage
from tests.wire.onward import Harbour, share
from tests.wire.server import WireServer

SAMPLE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)


@pytest.fixture
async def server(ready: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[MetricsServer]:
    assert ready.bot.metrics is not None
    monkeypatch.setattr("bot.metrics.server.FRESH", 0.0)
    made = MetricsServer(ready.bot, ready.bot.metrics, ready.bot.database, ready.bot.clock)
    yield made
    await made.stop()


def value(metrics: bytes, name: str, *labels: str) -> float:
    """The sum of the samples of that name whose labels have all of these."""
    found = [
        float(number)
        for sample, given, number in SAMPLE.findall(metrics.decode())
        if sample == name and all(label in given for label in labels)
    ]
    return sum(found)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("", None),
        ("off", None),
        ("on", ("127.0.0.1", 9464)),
        ("8000", ("127.0.0.1", 8000)),
        ("0.0.0.0:9464", ("0.0.0.0", 9464)),  # noqa: S104  what an operator may say
        ("[::1]:9464", ("::1", 9464)),
    ],
)
def test_the_address_is_on_the_loopback_unless_said_otherwise(given: str, meant: Any) -> None:
    assert parse_address(given) == meant


@pytest.mark.parametrize("given", ["yes", "70000", "host:", "a b:1", ":9464"])
def test_an_address_that_is_none(given: str) -> None:
    with pytest.raises(ValueError, match="ONWARD_METRICS is a port"):
        parse_address(given)


def test_without_the_setting_nothing_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONWARD_METRICS", raising=False)
    assert Settings(_env_file=None).metrics_address is None  # type: ignore[call-arg]  # pydantic's own


async def test_interactions_are_counted_by_how_they_ended(
    ready: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ready.bot.metrics is not None
    count = ready.bot.metrics.text
    await ready.share(ready.ana)
    assert value(count(), "onward_interactions_total", 'name="rejection share"', 'outcome="done"') == 1
    assert value(count(), "onward_interactions_total", 'name="write"', 'outcome="done"') == 1
    await ready.ana.slash(ready.general, "feedback give", post="ZZZZ")
    assert value(count(), "onward_interactions_total", 'name="feedback give"', 'outcome="refused"') == 1

    async def fails(*_: object) -> None:
        raise RuntimeError("a member's words")

    monkeypatch.setattr(Drafts, "write", fails)
    await ready.share(ready.ben)
    assert value(count(), "onward_interactions_total", 'name="write"', 'outcome="failed"') == 1
    assert value(count(), "onward_failures_total", 'where="write"', 'error="RuntimeError"') == 1
    assert value(count(), "onward_database_seconds_count") > 10


async def test_no_label_holds_an_id_or_a_text(ready: Stage) -> None:
    assert ready.bot.metrics is not None
    handle = await ready.publish(ready.ana)
    await ready.feedback(ready.ben, handle, "you stayed calm when they asked about the gap.")
    told = ready.bot.metrics.text().decode()
    labels = {label for _, given, _ in SAMPLE.findall(told) for label in re.findall(r'="([^"]*)"', given)}
    assert len(labels) > 10
    assert [label for label in labels if handle in label or re.search(r"\d{5}", label)] == []


async def test_ready_and_not(ready: Stage, server: MetricsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await server.look() == (True, True, True)
    async with ready.bot.database.begin() as session:
        await request(session, "board.sync", "1", due=ready.clock.now() - timedelta(minutes=4))
    assert (await server.look()).outbox
    async with ready.bot.database.begin() as session:
        await request(session, "board.sync", "1", due=ready.clock.now() - timedelta(minutes=6))
    assert await server.look() == (True, True, False)
    assert ready.bot.metrics is not None
    told = ready.bot.metrics.text()
    assert value(told, "onward_outbox_due", 'kind="board.sync"') == 1
    assert 355 < value(told, "onward_outbox_oldest_seconds") < 365
    assert value(told, "onward_ready") == 0
    monkeypatch.setattr(ready.bot, "is_ready", lambda: False)
    assert not (await server.look()).gateway
    async with ready.bot.database.begin() as session:
        await session.execute(text("DELETE FROM outbox"))


async def test_a_database_that_does_not_answer(
    ready: Stage, server: MetricsServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.metrics.server.PATIENCE", 0.05)

    async def hangs() -> bool:
        await asyncio.Event().wait()
        return True

    monkeypatch.setattr(server, "_ask_outbox", hangs)
    assert await server.look() == (True, False, False)
    assert "TimeoutError" in caplog.text


async def test_a_taken_port_is_said(ready: Stage, server: MetricsServer) -> None:
    port = await server.start("127.0.0.1", 0)
    assert ready.bot.metrics is not None
    other = MetricsServer(ready.bot, ready.bot.metrics, ready.bot.database, ready.bot.clock)
    with pytest.raises(StartupError, match=r"cannot be used .*: choose another port"):
        await other.start("127.0.0.1", port)


def test_many_bots_in_a_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.ended("help", "done")
    assert value(other.text(), "onward_interactions_total") == 0
    report(ValueError(), "nobody listens")
    assert value(one.text(), "onward_failures_total") == 0


async def test_a_real_process_tells(tmp_path: Any) -> None:
    """Over real HTTP: not ready before it is connected, then ready; acknowledgements are timed."""
    async with WireServer() as discord, aiohttp.ClientSession() as session:
        harbour = Harbour.make(discord, tmp_path)
        ada = discord.person(harbour.guild, "Ada")
        await harbour.configure()
        async with harbour.running(ONWARD_METRICS="39464") as bot:

            async def ask(path: str) -> tuple[int, str]:
                async with session.get(f"http://127.0.0.1:39464/{path}") as answer:
                    return answer.status, await answer.text()

            assert await ask("healthz") == (200, "ok\n")
            assert (await ask("readyz"))[0] in (200, 503)
            await share(ada)
            await harbour.until_published()
            for _ in range(100):
                status, told = await ask("readyz")
                if status == 200:
                    break
                await asyncio.sleep(0.1)
            assert (status, '"ready": true' in told) == (200, True)
            _, metrics = await ask("metrics")
            found = metrics.encode()
            assert value(found, "onward_acknowledgement_seconds_count") == 3
            assert 0 < value(found, "onward_acknowledgement_seconds_sum") < 9
            assert value(found, "onward_discord_requests_total", 'status="200"') > 3
            assert value(found, "onward_ready") == 1
            assert str(ada.id) not in metrics
            assert "unexpected" not in bot.output
