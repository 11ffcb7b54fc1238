"""The counters themselves, and how they hear of what happens: each by a hook that is there anyway."""

from __future__ import annotations

import logging
from collections import OrderedDict
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from sqlalchemy import event

from bot.db import Database

MOST_WAITING = 1000
"""Interactions whose acknowledgement is waited for at a time; one that is never acknowledged makes room for others."""
TO_ACKNOWLEDGE = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
"""Seconds. Discord gives three."""
TO_ASK_THE_DATABASE = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)
UNKNOWN = "unknown"


class Metrics:
    """One registry of its own for each bot."""

    def __init__(self) -> None:
        own = self.registry = CollectorRegistry()
        self._interactions = Counter(
            "onward_interactions",
            "Interactions by command or control and how they ended: done, refused with a sentence, or failed.",
            ("name", "outcome"),
            registry=own,
        )
        self._acknowledged = Histogram(
            "onward_acknowledgement_seconds",
            "From an interaction's arrival to Discord's answer to the first reply.",
            buckets=TO_ACKNOWLEDGE,
            registry=own,
        )
        self._failures = Counter(
            "onward_failures",
            "Unexpected errors by where they happened; each has a reference code in the log.",
            ("where", "error"),
            registry=own,
        )
        self._requests = Counter(
            "onward_discord_requests",
            "Requests to Discord by the status of the answer.",
            ("status",),
            registry=own,
        )
        self._statements = Histogram(
            "onward_database_seconds",
            "Statements at the database.",
            buckets=TO_ASK_THE_DATABASE,
            registry=own,
        )
        self.outbox_due = Gauge(
            "onward_outbox_due", "Jobs that are due and not done.", ("kind",), registry=own
        )
        self.outbox_failing = Gauge(
            "onward_outbox_failing", "Jobs that failed and are tried again.", registry=own
        )
        self.outbox_age = Gauge(
            "onward_outbox_oldest_seconds", "For how long the oldest due job has been due.", registry=own
        )
        self.ready = Gauge("onward_ready", "1 while gateway, database and outbox are in order.", registry=own)
        self.servers = Gauge("onward_servers", "Servers that the bot is in, in this process.", registry=own)
        ProcessCollector(registry=own)
        PlatformCollector(registry=own)
        self._arrived: OrderedDict[int, float] = OrderedDict()
        self._ear = _Ear(self._failures)

    def text(self) -> bytes:
        """Everything in Prometheus' own form."""
        return generate_latest(self.registry)

    def listen(self, database: Database) -> None:
        """Hear of errors that are reported, and of the database's time."""
        logging.getLogger("onward.errors").addHandler(self._ear)
        event.listen(database.engine.sync_engine, "before_cursor_execute", _note_begin)
        event.listen(database.engine.sync_engine, "after_cursor_execute", self._note_end)

    def leave(self) -> None:
        """Hear no more."""
        logging.getLogger("onward.errors").removeHandler(self._ear)

    def arrived(self, interaction: discord.Interaction[Any]) -> None:
        """An interaction is here; from now on its acknowledgement is late."""
        self._arrived[interaction.id] = perf_counter()
        if len(self._arrived) > MOST_WAITING:
            self._arrived.popitem(last=False)

    def ended(self, name: str, outcome: str) -> None:
        """An interaction was done, refused or failed."""
        self._interactions.labels(name or UNKNOWN, outcome).inc()

    def trace(self) -> aiohttp.TraceConfig:
        """What discord.py is given, so that its requests are counted and acknowledgements are measured."""

        async def ended(
            _session: aiohttp.ClientSession, _context: SimpleNamespace, given: aiohttp.TraceRequestEndParams
        ) -> None:
            self._requests.labels(str(given.response.status)).inc()
            parts = given.url.path.rsplit("/", 4)
            if parts[-1] == "callback" and parts[1] == "interactions":
                arrived = self._arrived.pop(int(parts[2]), None)
                if arrived is not None:
                    self._acknowledged.observe(perf_counter() - arrived)

        async def broke(
            _session: aiohttp.ClientSession,
            _context: SimpleNamespace,
            _given: aiohttp.TraceRequestExceptionParams,
        ) -> None:
            self._requests.labels("none").inc()

        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(ended)
        trace.on_request_exception.append(broke)
        return trace

    def _note_end(
        self, _connection: Any, _cursor: Any, _statement: str, _values: Any, context: Any, _many: bool
    ) -> None:
        self._statements.observe(perf_counter() - context.onward_began)


class _Ear(logging.Handler):
    """Counts what ``bot.errors.report`` logs."""

    def __init__(self, failures: Counter) -> None:
        super().__init__()
        self._failures = failures

    def emit(self, record: logging.LogRecord) -> None:
        facts = getattr(record, "facts", None)
        if facts:
            self._failures.labels(facts["where"], facts["error"]).inc()


def _note_begin(
    _connection: Any, _cursor: Any, _statement: str, _values: Any, context: Any, _many: bool
) -> None:
    context.onward_began = perf_counter()
