"""Answers to interactions: the callback, the original answer, follow-ups."""

from __future__ import annotations

import time
from dataclasses import replace

from tests.wire.api import Call, invalid_form, route, unknown
from tests.wire.interactions import COMMAND, MODAL_SUBMIT, Interaction
from tests.wire.limits import check_message, check_modal
from tests.wire.payloads import EPHEMERAL, message_payload, store_files, user_payload
from tests.wire.routes.messages import announce, apply_edit, keep
from tests.wire.world import Payload

PONG, MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9


@route("POST", "/interactions/{interaction}/{token}/callback")
def callback(call: Call, interaction: int, token: str) -> Payload | None:
    """The first answer; `with_response` asks for what it made."""
    found = call.interactions.by_id.get(interaction)
    if found is None:
        raise unknown("Interaction")
    found.check_alive(str(token))
    kind, data = int(call.body["type"]), call.body.get("data") or {}
    answer(replace(call, json=data), found, kind, data)
    found.answer_type = kind
    found.ack_seconds = time.perf_counter() - found.sent_at
    found.acknowledged.set()
    if call.query.get("with_response", "").lower() not in ("1", "true"):
        return None
    resource: Payload = {"type": kind}
    if kind in (MESSAGE, UPDATE) and found.original is not None:
        resource["message"] = found.original
    return {
        "interaction": {
            "id": str(found.id),
            "type": found.kind,
            "response_message_id": found.original["id"] if found.original else None,
            "response_message_loading": kind == DEFER,
            "response_message_ephemeral": bool(found.original and found.original["flags"] & EPHEMERAL),
        },
        "resource": resource,
    }


def answer(call: Call, found: Interaction, kind: int, data: Payload) -> None:
    if kind == MESSAGE:
        found.original = say(call, found)
    elif kind == DEFER:
        found.deferred_flags = int(data.get("flags") or 0)
    elif kind in (DEFER_UPDATE, UPDATE):
        if found.source is None:
            raise invalid_form("Only an interaction with a component can update a message.")
        found.original = found.source
        if kind == UPDATE:
            edit(call, found, found.original)
    elif kind == CHOICES:
        if len(data.get("choices") or []) > 25:
            raise invalid_form("choices: Must be 25 or fewer in length.")
        found.choices = data.get("choices") or []
    elif kind == MODAL:
        if found.kind == MODAL_SUBMIT:
            raise invalid_form("A modal cannot answer a modal.")
        check_modal(data)
        found.modal = data
    elif kind != PONG:
        raise invalid_form(f"Unknown callback type {kind}")


def say(call: Call, found: Interaction, flags: int | None = None) -> Payload:
    """A new message of the call's body under the interaction; an ephemeral one is in no channel's list."""
    world, body = call.world, call.body
    metadata: Payload = {"id": str(found.id), "type": found.kind, "user": user_payload(found.user)}
    metadata["authorizing_integration_owners"] = {}
    message = message_payload(
        world,
        found.channel,
        world.bot,
        body,
        type=20 if found.kind == COMMAND else 0,
        application_id=str(world.application_id),
        webhook_id=str(world.application_id),
        interaction_metadata=metadata,
    )
    if flags is not None:
        message["flags"] = message["flags"] & ~EPHEMERAL | flags & EPHEMERAL
    message["attachments"] = store_files(world, body, call.files, [])
    check_message(message)
    if not message["flags"] & EPHEMERAL:
        keep(world, found.channel, message)
    return message


def edit(call: Call, found: Interaction, message: Payload) -> None:
    """Change a message in place; an update cannot make it ephemeral or lift that."""
    was = message["flags"]
    apply_edit(call, message)
    message["flags"] = message["flags"] & ~EPHEMERAL | was & EPHEMERAL
    found.changes += 1
    if not was & EPHEMERAL:
        announce(call.world, found.channel, "MESSAGE_UPDATE", message)


def shown(call: Call, token: str, message: int | str) -> tuple[Interaction, Payload]:
    """The interaction of a token and one of its messages; `@original` is the first answer."""
    found = call.interactions.find(token)
    mine = [found.original] if found.original else []
    for candidate in mine if message == "@original" else mine + found.followups:
        if not candidate.get("deleted") and message in ("@original", int(candidate["id"])):
            return found, candidate
    raise unknown("Message")


@route("POST", "/webhooks/{app}/{token}")
def follow_up(call: Call, app: int, token: str) -> Payload:
    """One more message; after a deferral the first one takes the deferral's place and its visibility."""
    found = call.interactions.find(str(token))
    if found.deferred_flags is not None and found.original is None:
        found.original = say(call, found, found.deferred_flags)
        return found.original
    message = say(call, found)
    found.followups.append(message)
    return message


@route("GET", "/webhooks/{app}/{token}/messages/{message}")
def get_answer(call: Call, app: int, token: str, message: int | str) -> Payload:
    return shown(call, str(token), message)[1]


@route("PATCH", "/webhooks/{app}/{token}/messages/{message}")
def edit_answer(call: Call, app: int, token: str, message: int | str) -> Payload:
    found = call.interactions.find(str(token))
    if message == "@original" and found.original is None and found.deferred_flags is not None:
        found.original = say(call, found, found.deferred_flags)
        return found.original
    found, old = shown(call, str(token), message)
    edit(call, found, old)
    return old


@route("DELETE", "/webhooks/{app}/{token}/messages/{message}")
def delete_answer(call: Call, app: int, token: str, message: int | str) -> None:
    found, old = shown(call, str(token), message)
    old["deleted"] = True
    found.changes += 1
    call.world.messages.get(int(old["channel_id"]), {}).pop(int(old["id"]), None)
