"""Stopping the bot at any instant, as a power cut would: at a chosen statement, commit or call to Discord.

What dying before a call leaves is what dying after the one before it leaves, and a statement has no effect before its
commit. So the instants that differ are those after each commit and each call. With ONWARD_EVERY_INSTANT set, the
bot dies before and after each of them, and before each statement, too.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from simcord.http import router

from tests.support.stage import Stage

STATEMENTS = ("do_execute", "do_executemany", "do_execute_no_params")
COMMIT = "do_commit"
"""Where SQLAlchemy's dialects talk to the database."""
EVERY_INSTANT = bool(os.environ.get("ONWARD_EVERY_INSTANT"))


class Stopped(BaseException):
    """The process ends here. No ``except Exception`` may keep it alive."""


class Trap:
    """Ends one process at its ``number``-th step, before it, or after it took effect; a dead process does
    nothing more: every later statement, commit and call fails, too."""

    def __init__(self, number: int, *, after: bool) -> None:
        self.where = ""
        self._number = number
        self._after = after
        self._seen = 0

    @property
    def sprung(self) -> bool:
        return bool(self.where)

    @contextmanager
    def step(self, what: str, *, takes_effect: bool) -> Iterator[None]:
        if self.sprung:
            raise Stopped(f"dead since {self.where}")
        counts = takes_effect or (EVERY_INSTANT and not self._after)
        self._seen += counts
        is_here = counts and self._seen == self._number
        if is_here and not self._after:
            self._spring("before", what)
        yield
        if is_here:
            self._spring("after", what)
        if self.sprung:  # meanwhile, at a step of another task
            raise Stopped(f"dead since {self.where}")

    def _spring(self, when: str, what: str) -> None:
        self.where = f"{when} step {self._number}: {what}"
        raise Stopped(self.where)


@contextmanager
def trapped(stage: Stage, number: int, *, after: bool) -> Iterator[Trap]:
    """Let the bot that is running now die at its ``number``-th step from here; restart it after this block."""
    trap = Trap(number, after=after)
    dialect = stage.bot.database.engine.sync_engine.dialect
    for name in (*STATEMENTS, COMMIT):
        setattr(dialect, name, _in_step(trap, getattr(dialect, name), takes_effect=name == COMMIT))
    original = router.dispatch

    def dispatch(backend: Any, method: str, path: str, **call: Any) -> Any:
        with trap.step(f"{method} {path}", takes_effect=True):
            return original(backend, method, path, **call)

    router.dispatch = dispatch
    try:
        yield trap
    finally:
        router.dispatch = original
        for error in stage.env.errors:  # what died lets go of its cursors, and with them of its locks
            traceback.clear_frames(error.__traceback__)


def _in_step(trap: Trap, work: Callable[..., Any], *, takes_effect: bool) -> Callable[..., Any]:
    def traced(*args: Any, **options: Any) -> Any:
        statement = next((argument for argument in args if isinstance(argument, str)), "COMMIT")
        with trap.step(" ".join(statement.split())[:60], takes_effect=takes_effect):
            return work(*args, **options)

    return traced
