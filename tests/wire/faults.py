"""Things that go wrong on purpose: errors, rate limits, slow answers, answers that never come."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

LOST = 0  # as a status: the connection is cut instead of answering


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls that match; `reached` is set when the first of them is in it."""

    method: str
    pattern: re.Pattern[str]
    times: int
    after: bool
    status: int | None = None
    code: int = 0
    retry_after: float = 0.0
    seconds: float = 0.0
    gate: asyncio.Event | None = None
    hits: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let go of the calls that are held, and of the ones to come."""
        assert self.gate is not None, "only a hold can be released"
        self.gate.set()

    async def wait(self) -> None:
        self.reached.set()
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.gate is not None:
            await self.gate.wait()


class Faults:
    """The faults that are armed; of several that match, the oldest with hits left is taken."""

    def __init__(self) -> None:
        self._armed: list[Fault] = []

    def fail(
        self,
        method: str,
        path: str,
        status: int = 500,
        *,
        times: int = 1,
        after: bool = False,
        code: int = 0,
        retry_after: float = 0.2,
    ) -> Fault:
        """Answer with `status` (`LOST` cuts the connection), before or `after` the call took effect.

        `path` is a regular expression searched in the path below /api/v10; `retry_after` in seconds, for 429.
        """
        return self._arm(
            Fault(method, re.compile(path), times, after, status=status, code=code, retry_after=retry_after)
        )

    def delay(self, method: str, path: str, seconds: float, *, times: int = 1, after: bool = False) -> Fault:
        return self._arm(Fault(method, re.compile(path), times, after, seconds=seconds))

    def hold(self, method: str, path: str, *, times: int = 1, after: bool = False) -> Fault:
        """Keep matching calls without an answer until `release`."""
        return self._arm(Fault(method, re.compile(path), times, after, gate=asyncio.Event()))

    def clear(self) -> None:
        for fault in self._armed:
            if fault.gate is not None:
                fault.gate.set()
        self._armed.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that befalls this call, if any; counts the hit."""
        for fault in self._armed:
            if fault.hits < fault.times and fault.method == method and fault.pattern.search(path):
                fault.hits += 1
                return fault
        return None

    def _arm(self, fault: Fault) -> Fault:
        self._armed.append(fault)
        return fault
