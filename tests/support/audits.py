"""Answers with the audit in them name moderators, to moderators: the search for leaks knows them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tests.support.stage import Stage

READER = " reads the audit"


def audits(interactions: Iterable[Mapping[str, Any]]) -> set[int]:
    """The interactions in which somebody looked into the audit."""
    return {int(payload["id"]) for payload in interactions if _is_audit(payload.get("data") or {})}


def answers_one(stage: Stage, call: Mapping[str, Any], among: set[int]) -> bool:
    """Whether a call answers one of these interactions."""
    kind, first, *rest = [*call["path"].strip("/").split("/"), ""]
    if kind == "interactions":
        return int(first) in among
    return kind == "webhooks" and stage.env.backend.interaction_tokens.get(rest[0]) in among


def may_stand(stage: Stage, whose: int, place: str) -> bool:
    """Whether somebody's id may be there: before themselves, and in the audit the owner's and the moderators'."""
    if place.split()[0] == f"@{whose}":
        return True
    member = stage.env.backend.get_guild(stage.guild.id).members[whose]
    return place.endswith(READER) and (whose == stage.owner.id or stage.moderators.id in member.role_ids)


def _is_audit(data: Mapping[str, Any]) -> bool:
    if str(data.get("custom_id")).startswith("v1:audit-"):
        return True
    return data.get("name") == "mod" and data["options"][0]["name"] == "audit"
