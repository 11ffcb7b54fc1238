"""What `doctor` finds: the form of a finding, and what a check is given to look at.

A check looks and changes nothing. It runs without Discord, beside a bot that may be running, and never says what
members wrote or who they are.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.clock import Clock
from bot.db import Database
from bot.settings import Settings
from bot.vault import Vault


class State(StrEnum):
    """How it stands; only ``BAD`` makes `doctor` fail."""

    GOOD = "ok"
    UNKNOWN = "not checked"
    LOOK = "look"
    BAD = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `doctor`: what was looked at, how it stands, what was seen, and what to do about it."""

    what: str
    state: State
    seen: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a check may look at: an open database at the code's schema, and the keys it was sealed with."""

    settings: Settings
    database: Database
    vault: Vault
    clock: Clock


Check = Callable[[Ground], Awaitable[Sequence[Finding]]]
"""Looks at something of a feature's own: ``Feature(…, checks=(audit_chain,))``."""
