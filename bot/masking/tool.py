"""The filter ``mask`` of the command line: one story a line in, the masked story out."""

from __future__ import annotations

from typing import Any

from bot.filters import text_of
from bot.masking.engine import mask
from bot.masking.model import Known

_SHOWN = ("start", "end", "type", "rule", "confidence", "action", "replacement")


def mask_line(record: dict[str, Any]) -> dict[str, Any]:
    """``masked``, ``masked_all`` and ``spans`` of one record; ValueError with a sentence for a bad one."""
    text = text_of(record)
    fields = record.get("fields") or {}
    if not isinstance(fields, dict):
        raise ValueError('"fields" must be an object')
    author = record.get("author") or []
    if not isinstance(author, list) or not all(isinstance(name, str) for name in author):
        raise ValueError('"author" must be a list of strings')
    told = {
        name: text_of(fields, name) if fields.get(name) is not None else ""
        for name in ("company", "role", "stage")
    }
    result = mask(text, Known(told["company"], told["role"], told["stage"], author=tuple(author)))
    spans = [{name: getattr(span, name) for name in _SHOWN} for span in result.spans]
    return {"masked": result.masked, "masked_all": result.masked_all, "spans": spans}
