"""The limits on what a bot sends that are met most often; each breach is Discord's 400."""

from __future__ import annotations

from collections.abc import Iterable

from tests.wire.api import ApiError, invalid_form
from tests.wire.payloads import V2, component_texts, walk
from tests.wire.world import Payload

AUTO_ARCHIVE = {60, 1440, 4320, 10080}
EMBED_PARTS = {"title": 256, "description": 4096}


def check_message(message: Payload) -> None:
    """A whole message, after an edit was laid over it."""
    if message["flags"] & V2:
        check_v2(message)
    elif len(message["content"]) > 2000:
        raise invalid_form("Must be 2000 or fewer in length.")
    elif len(message["components"]) > 5:
        raise invalid_form("At most 5 rows of components.")
    if not any(message.get(part) for part in ("content", "embeds", "components", "attachments", "poll")):
        raise ApiError(400, 50006, "Cannot send an empty message")
    check_embeds(message["embeds"])
    check_ids(message["components"])


def check_v2(message: Payload) -> None:
    if message["content"] or message["embeds"]:
        raise invalid_form("The content and embeds fields cannot be used with MessageFlags.IS_COMPONENTS_V2.")
    if len(walk(message["components"])) > 40:
        raise invalid_form("At most 40 components.")
    if sum(map(len, component_texts(message["components"]))) > 4000:
        raise invalid_form("Components displayable text size exceeds maximum size of 4000")


def check_embeds(embeds: list[Payload]) -> None:
    total = 0
    for embed in embeds:
        fields = embed.get("fields") or []
        parts = [embed.get(part) or "" for part in EMBED_PARTS]
        parts += [f["name"] for f in fields] + [f["value"] for f in fields]
        parts.append((embed.get("footer") or {}).get("text") or "")
        total += sum(map(len, parts))
        too_long = any(len(embed.get(part) or "") > limit for part, limit in EMBED_PARTS.items())
        if too_long or len(fields) > 25 or any(len(f["value"]) > 1024 or not f["value"] for f in fields):
            raise invalid_form("An embed's part is too long.")
    if len(embeds) > 10 or total > 6000:
        raise invalid_form("Embed size exceeds maximum size of 6000")


def check_ids(components: list[Payload]) -> None:
    """Every custom_id once, and none longer than 100."""
    ids = [item["custom_id"] for item in walk(components) if item.get("custom_id")]
    if len(ids) != len(set(ids)):
        raise invalid_form("Component custom id cannot be duplicated")
    if any(len(custom_id) > 100 for custom_id in ids):
        raise invalid_form("custom_id: Must be between 1 and 100 in length.")


def check_modal(modal: Payload) -> None:
    if not 1 <= len(modal.get("title") or "") <= 45:
        raise invalid_form("title: Must be between 1 and 45 in length.")
    if not 1 <= len(modal.get("components") or []) <= 5:
        raise invalid_form("components: Must be between 1 and 5 in length.")
    check_ids(modal["components"])


def check_thread(name: object, auto_archive: object, tags: Iterable[object] = ()) -> None:
    if not isinstance(name, str) or not 1 <= len(name) <= 100:
        raise invalid_form("name: Must be between 1 and 100 in length.")
    if auto_archive is not None and auto_archive not in AUTO_ARCHIVE:
        raise invalid_form("auto_archive_duration: Value must be one of (60, 1440, 4320, 10080).")
    if len(list(tags)) > 5:
        raise invalid_form("applied_tags: Must be 5 or fewer in length.")
