"""SimCord's private switches, all of them, in this one module.

SimCord is Discord in memory: servers, members, clicks and a clock that moves only when told to. What it does
not offer in public (its own start date, a short wait between polls, two clicks at one instant, the status of
every answer) is switched here, and checked against the one version it was written for.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial, wraps
from importlib.metadata import version
from inspect import unwrap
from types import MethodType
from typing import Any, cast
from weakref import WeakKeyDictionary

import discord
from discord.ext.tasks import Loop
from simcord._clock import Clock
from simcord.backend import Backend
from simcord.backend.errors import BackendError
from simcord.backend.models import Message
from simcord.enums import MessageType
from simcord.env import Env
from simcord.http import FakeHTTPClient, FakeWebhookAdapter, router

SUPPORTED = "3.2.1"
BOT_NAME = "Onward"
IDLE = 0.001
"""Seconds between two looks at whether the bot has come to rest. SimCord's own 0.05 add up."""

ErrorSink = Callable[[BaseException], None]

if version("simcord") != SUPPORTED:
    raise ImportError(
        f"try_out/simulator.py uses private parts of simcord {SUPPORTED}; {version('simcord')} is installed. "
        f"Install simcord=={SUPPORTED}, or read its changes and adapt that file."
    )


class _Backend(Backend):
    """Discord announces a new thread in its channel only where it hangs on an older message or on none; the
    bot opens its threads at once. SimCord announces each of them. And at Discord the thread of a forum post
    has the id of the message that it starts with; SimCord gives out two."""

    _forum_starter: int | None = None

    def create_forum_post(self, forum_id: int, name: str, starter: Message, **options: Any) -> Any:
        self._forum_starter = starter.id
        try:
            return super().create_forum_post(forum_id, name, starter, **options)
        finally:
            self._forum_starter = None

    def create_thread(self, parent_id: int, name: str, owner_id: int, **options: Any) -> Any:
        if self._forum_starter is not None:
            options["message_id"] = self._forum_starter
        return super().create_thread(parent_id, name, owner_id, **options)

    def create_system_message(
        self, channel_id: int, message_type: MessageType, author_id: int, **options: Any
    ) -> Message:
        origin = options.get("referenced_message_id")
        if message_type == MessageType.THREAD_CREATED and origin is not None:
            return self.get_message(channel_id, origin)
        return super().create_system_message(channel_id, message_type, author_id, **options)


class _Environment(Env):
    """An `Env` that starts when told, polls quickly, hands errors on and closes a bot that is gone."""

    def __init__(
        self, bot: discord.Client, started_at: dt.datetime, on_error: ErrorSink | None, **options: Any
    ) -> None:
        super().__init__(bot, check_errors=False, **options)
        clock = Clock()
        clock._epoch = started_at.astimezone(dt.UTC)
        self.backend = _Backend(clock=clock)
        self.backend.bot_user.name = BOT_NAME
        self._on_error = on_error

    async def settle(self, timeout: float | None = None, idle: float = IDLE) -> None:  # noqa: ASYNC109
        await super().settle(timeout, idle)

    async def _settle_internal(
        self,
        *,
        timeout: float | None = None,  # noqa: ASYNC109
        idle: float = IDLE,
        **options: Any,
    ) -> None:
        """Waits `settle_timeout` at least: SimCord gives a starting bot 5 s, which a busy machine may exceed."""
        patience = None if timeout is None else max(timeout, self.settle_timeout)
        await super()._settle_internal(timeout=patience, idle=idle, **options)

    def _record_error(self, error: BaseException) -> None:
        known = id(error) in self._error_ids
        super()._record_error(error)
        if self._on_error is not None and not known:
            self._on_error(error)

    async def _detach_bot(self) -> None:
        """Stop the bot's tasks, then let it close what it holds, as the end of a process would."""
        await super()._detach_bot()
        await self.bot.close()


def new_environment(
    bot: discord.Client, *, started_at: dt.datetime | None = None, on_error: ErrorSink | None = None
) -> Env:
    """A Discord around `bot`, not started yet: `await env.start()`; at the end `await env.shutdown()`, which
    closes the bot.

    The virtual clock begins at `started_at` (aware; default: now). Each exception that leaves the bot's
    handlers goes once to `on_error`, also those that the bot answered kindly; `env.errors` collects them all.
    """
    sharded = isinstance(bot, discord.AutoShardedClient) and bot.shard_count is None
    return _Environment(
        bot, started_at or dt.datetime.now(dt.UTC), on_error, shard_count=1 if sharded else None
    )


@asynccontextmanager
async def simulation(
    bot: discord.Client, *, started_at: dt.datetime | None = None, on_error: ErrorSink | None = None
) -> AsyncIterator[Env]:
    """`new_environment`, started, with discord.py's own clock following it; shut down at the end."""
    env = new_environment(bot, started_at=started_at, on_error=on_error)
    await env.start()
    try:
        with env.time_context():
            yield env
    finally:
        await env.shutdown()


class SimulatorClock:
    """The clock that a simulated bot asks. It is made before the environment: `follow` joins them."""

    def __init__(self, env: Env | None = None) -> None:
        self._env = env

    def follow(self, env: Env) -> None:
        """From now on, tell the time of `env`."""
        self._env = env

    def now(self) -> dt.datetime:
        """The virtual time, aware, in UTC; the machine's own while no environment is followed."""
        return self._env.now() if self._env is not None else dt.datetime.now(dt.UTC)


async def restart(env: Env, new_bot: discord.Client) -> None:
    """Replace the running bot by `new_bot` over the same Discord, as after a crash: messages, members,
    commands and the clock stay. The old bot is stopped and closed before the new one logs in."""
    if new_bot is env.bot:
        raise ValueError("restart needs a new instance: the running one is closed first")
    await env.restart_bot(new_bot)


async def together(env: Env, *actions: partial[Any]) -> list[Any]:
    """Let several people act at one instant; their results in order, exceptions among them and not raised.

    An action is a person's bound method with its arguments: `partial(mo.click, message, label="Hold")`.
    Every one of them reaches the bot before the bot can answer any.
    """
    env._begin_operation("together")  # nobody else may act or turn the clock meanwhile
    try:
        return await asyncio.gather(*(_unguarded(action)() for action in actions), return_exceptions=True)
    finally:
        env._end_operation()


def _unguarded(action: partial[Any]) -> partial[Any]:
    """The same action without SimCord's check that only one runs at a time."""
    method = cast(MethodType, action.func)
    return partial(unwrap(method), method.__self__, *action.args, **action.keywords)


async def skip(env: Env, duration: dt.timedelta, stride: dt.timedelta | None = None) -> None:
    """Let virtual time pass; every timer on the way runs at its instant. TimeoutError if the bot never rests.

    With a `stride` the clock jumps by that much at a time: what was due in between comes late by less than a
    stride, and a loop that would have run many times runs once. Over days that saves minutes of waiting.
    """
    target = env.now() + duration
    while (before := env.now()) < target:
        if stride is not None:
            await _jump(env, min(stride, target - before))
            continue
        try:
            await env.advance_time((target - before).total_seconds())
        except TimeoutError:  # SimCord gives up after five real seconds and keeps what was reached
            if env.now() == before:
                raise


async def _jump(env: Env, distance: dt.timedelta) -> None:
    env._begin_operation("jump")
    env._advancing = True  # no timer may also fire by the real clock
    try:
        env._move_clock(env._virtual_time + distance.total_seconds())
        await env._settle_internal()
    finally:
        env._advancing = False
        env._end_operation()


_rest: WeakKeyDictionary[Backend, list[dict[str, Any]]] = WeakKeyDictionary()
_dispatch = router.dispatch


def _recorded_dispatch(backend: Backend, method: str, path: str, **call: Any) -> Any:
    """SimCord's router, with a note of the answer's status, which its own record lacks."""
    line = {
        "method": method,
        "path": path,
        "query": dict(call.get("params") or {}),
        "json": call.get("json"),
        "multipart": bool(call.get("files")),
        "reason": call.get("reason"),
        "status": 200,
    }
    try:
        answer = _dispatch(backend, method, path, **call)
    except BackendError as error:
        line["status"] = error.status
        raise
    finally:
        # The router's record holds a copy of the body, taken before discord.py could reuse it.
        line["json"] = backend.http_requests[-1].json
        _rest.setdefault(backend, []).append(line)
    return answer


router.dispatch = _recorded_dispatch


def rest_log(env: Env) -> list[dict[str, Any]]:
    """Every REST call the bot made, in order; `json` is the body (of a multipart call its payload_json),
    `status` is 200 for any success."""
    return [dict(line) for line in _rest.get(env.backend, [])]


# Below: where SimCord or a loop of discord.py does otherwise than it would on Discord.


def _yielding(request: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """A REST call that gives way once, as every real one does; SimCord's own let nobody in between."""

    @wraps(request)
    async def yielding(*args: Any, **call: Any) -> Any:
        await asyncio.sleep(0)
        return await request(*args, **call)

    return yielding


for _transport in (FakeHTTPClient, FakeWebhookAdapter):
    setattr(_transport, "request", _yielding(_transport.request))  # noqa: B010 - a patch, and meant as one


_require_channel_permissions = router.RequestContext.require_channel_permissions


def _as_discord_asks(ctx: router.RequestContext, channel_id: int, *names: str) -> Any:
    """Editing and deleting a thread wants Manage Threads; SimCord asks for Manage Channels all the same."""
    if "manage_channels" in names and ctx.backend.get_channel(channel_id).is_thread:
        names = tuple("manage_threads" if name == "manage_channels" else name for name in names)
    return _require_channel_permissions(ctx, channel_id, *names)


setattr(router.RequestContext, "require_channel_permissions", _as_discord_asks)  # noqa: B010 - likewise


_next_time = Loop._get_next_sleep_time


def _left_behind(loop: Loop[Any], now: dt.datetime = discord.utils.MISSING) -> dt.datetime:
    """When a loop runs next: one that a jump left behind goes on from now, not once for each beat missed."""
    planned, moment = _next_time(loop, now), discord.utils.utcnow()
    if loop._is_relative_time() and planned < moment:
        planned += moment - loop._last_iteration
    return planned


setattr(Loop, "_get_next_sleep_time", _left_behind)  # noqa: B010 - likewise
