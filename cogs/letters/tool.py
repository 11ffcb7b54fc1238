"""The command-line filters ``letter-check`` and ``letter-compose``: one record in, one record out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.filters import text_of

from .checks import check
from .composer import TONES, Fields, compose


def check_line(record: dict[str, Any]) -> dict[str, Any]:
    """``{"text", "role", "company", "tone"}``, all but the text optional, to ``{"findings"}``.

    ValueError with a sentence for a bad record.
    """
    findings = check(
        text_of(record),
        role=_optional(record, "role"),
        company=_optional(record, "company"),
        tone=_tone(record),
    )
    return {"findings": [asdict(finding) for finding in findings]}


def compose_line(record: dict[str, Any]) -> dict[str, Any]:
    """``{"variant", "tone", "fields"}`` to ``{"subject", "body"}``; ValueError with a sentence."""
    fields = {} if record.get("fields") is None else record["fields"]
    if not isinstance(fields, dict):
        raise ValueError('"fields" must be an object')
    letter = compose(text_of(record, "variant"), _tone(record), Fields.of(fields))
    return {"subject": letter.subject, "body": letter.body}


def _optional(record: dict[str, Any], name: str) -> str:
    return "" if record.get(name) is None else text_of(record, name)


def _tone(record: dict[str, Any]) -> str:
    tone = _optional(record, "tone") or "warm"
    if tone not in TONES:
        raise ValueError(f'"tone" must be one of {", ".join(TONES)}')
    return tone
