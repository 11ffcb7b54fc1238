"""What a client does with buttons, selects and modals: find the one meant, refuse what Discord refuses."""

from __future__ import annotations

from typing import Any

from tests.wire.entities import Resolver
from tests.wire.payloads import text_of, walk
from tests.wire.world import Payload

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, TEXT_DISPLAY, LABEL = 1, 2, 3, 4, 10, 18
ENTITY_SELECTS = {5, 6, 7, 8}
SELECTS = {STRING_SELECT} | ENTITY_SELECTS
UPLOAD, RADIO, CHECKS, CHECK = 19, 21, 22, 23
LINK = 5


def find(message: Payload, what: str, types: set[int]) -> Payload:
    """The one component with this custom_id, label or placeholder; "" means the only one there is."""
    candidates = [c for c in walk(message["components"]) if c["type"] in types and c.get("style") != LINK]
    found = [c for c in candidates if not what or what in names(c)]
    if len(found) != 1:
        offered = [sorted(names(c)) for c in candidates]
        raise AssertionError(
            f"{len(found)} components are {what!r}; there are {offered} in:\n{text_of(message)}"
        )
    assert not found[0].get("disabled"), f"{what!r} is disabled"
    return found[0]


def names(component: Payload) -> set[str]:
    emoji = (component.get("emoji") or {}).get("name")
    label = component.get("label")
    found = {component.get("custom_id"), label, component.get("placeholder"), emoji}
    return {name for name in found if name}


def buttons(message: Payload) -> list[str]:
    """The labels of all buttons, in order."""
    found = [c for c in walk(message["components"]) if c["type"] == BUTTON]
    return [c.get("label") or (c.get("emoji") or {}).get("name") or "" for c in found]


def chosen(component: Payload, values: Any, resolver: Resolver) -> list[str]:
    """The values of a select or a checkbox group; options may be named by value or by label."""
    wanted = list(values) if isinstance(values, (list, tuple)) else [values]
    if component["type"] in ENTITY_SELECTS:
        result = [resolver.entity(value) for value in wanted]
    else:
        result = [option_of(component, str(value)) for value in wanted]
    required = component.get("required", True)
    low = component.get("min_values", 1) if required or result else 0
    high = component.get(
        "max_values", len(component.get("options") or ()) if component["type"] == CHECKS else 1
    )
    assert low <= len(result) <= high, f"{component['custom_id']} takes {low} to {high} values"
    return result


def option_of(component: Payload, wanted: str) -> str:
    by_label = {option["label"]: str(option["value"]) for option in component["options"]}
    value = by_label.get(wanted, wanted)
    assert value in by_label.values(), f"{component['custom_id']}: {wanted!r} is none of {by_label}"
    return value


def fill(modal: Payload, given: dict[str, Any], resolver: Resolver) -> list[Payload]:
    """The components of a modal's submit; fields are named by custom_id or by label.

    A field that is not given keeps what the modal proposes; a required one without that fails.
    """
    left = dict(given)
    result = [_fill_item(item, left, resolver) for item in modal["components"]]
    assert not left, f"the modal {modal['title']!r} has no field {sorted(left)}"
    return result


def _fill_item(item: Payload, left: dict[str, Any], resolver: Resolver) -> Payload:
    base: Payload = {"type": item["type"], "id": item.get("id", 0)}
    if item["type"] == LABEL:
        return base | {"component": _fill_field(item["component"], item["label"], left, resolver)}
    if item["type"] == ROW:
        fields = [_fill_field(child, child.get("label", ""), left, resolver) for child in item["components"]]
        return base | {"components": fields}
    return base


def _fill_field(field: Payload, label: str, left: dict[str, Any], resolver: Resolver) -> Payload:
    kind, name = field["type"], field["custom_id"]
    key = name if name in left else label
    is_given = key in left
    value = left.pop(key, None)
    written: Payload = {"type": kind, "id": field.get("id", 0), "custom_id": name}
    if kind == TEXT_INPUT:
        return written | {"value": _text(field, label, value if is_given else field.get("value") or "")}
    if kind == CHECK:
        return written | {"value": bool(value if is_given else field.get("default", False))}
    if kind == RADIO:
        picked = [option_of(field, value)] if is_given else proposed(field)
        assert picked or not field.get("required", True), f"{label!r} is required"
        return written | {"value": picked[0] if picked else None}
    if kind == UPLOAD:
        files = [resolver.file(*file) for file in value or ()]
        assert files or not field.get("required", True), f"{label!r} is required"
        return written | {"values": files}
    return written | {"values": chosen(field, value if is_given else proposed(field), resolver)}


def proposed(field: Payload) -> list[str]:
    return [str(option["value"]) for option in field.get("options") or () if option.get("default")]


def _text(field: Payload, label: str, text: str) -> str:
    required, low, high = (
        field.get("required", True),
        field.get("min_length") or 0,
        field.get("max_length", 4000),
    )
    assert text or not required, f"{label!r} is required"
    assert not text or low <= len(text) <= high, f"{label!r} takes {low} to {high} characters"
    return text
