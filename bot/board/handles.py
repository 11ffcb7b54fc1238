"""Handles: the names that posts carry instead of their authors."""

from __future__ import annotations

import secrets

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
DIGITS = "23456789"


def new_handle(pairs: int = 2) -> str:
    """A random handle such as ``K7Q2``: no vowels, so no words; nothing that looks like something else."""
    return "".join(secrets.choice(LETTERS) + secrets.choice(DIGITS) for _ in range(pairs))


def read_handle(typed: str) -> str:
    """The handle that somebody typed, however they wrote it: ``#k7q2`` is ``K7Q2``."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS + DIGITS)
