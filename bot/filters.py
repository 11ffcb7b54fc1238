"""Filters of the command line: JSON lines in, JSON lines out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TextIO

Record = dict[str, Any]
Filter = Callable[[Record], Record]
"""Takes one decoded line, returns what to print beside its ``id``; raises ValueError with a sentence."""


def run_filter(work: Filter, lines: Iterable[str], out: TextIO) -> int:
    """Print one answer per non-empty line; a bad line answers with ``error`` and makes the status 1."""
    status = 0
    for line in lines:
        if not line.strip():
            continue
        answer = _answer(work, line)
        if "error" in answer:
            status = 1
        out.write(json.dumps(answer) + "\n")
        out.flush()
    return status


def text_of(record: Record, name: str = "text") -> str:
    """The string under ``name``; ValueError where it is missing, no string, or no valid Unicode."""
    value = record.get(name)
    if not isinstance(value, str):
        raise ValueError(f'"{name}" must be a string')
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(f'"{name}" holds a lone surrogate, which is no valid text') from None
    return value


def _answer(work: Filter, line: str) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "this line is not valid JSON"}
    if not isinstance(record, dict):
        return {"id": None, "error": "a line must hold one JSON object"}
    name = record.get("id")
    try:
        return {"id": name, **work(record)}
    except ValueError as problem:
        return {"id": name, "error": str(problem)}
