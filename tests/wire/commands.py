"""What a client does between typing a command and sending it: find it, check it, write it down."""

from __future__ import annotations

from typing import Any

import discord

from tests.wire.entities import Resolver
from tests.wire.world import DM, Payload, World

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, NUMBER, FILE = 3, 4, 5, 10, 11
ENTITIES = {6, 7, 8, 9}
SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
PLAIN: dict[int, Any] = {
    STRING: str,
    INTEGER: int,
    BOOLEAN: bool,
    NUMBER: (int, float),
}


def find(world: World, name: str, kind: int, guild_id: int | None) -> Payload:
    """A registered command; a name that is not offered is a test's mistake or the bot's fault."""
    offered = world.commands[None] + world.commands.get(guild_id, []) if guild_id else world.commands[None]
    for command in offered:
        if command["name"] == name and command["type"] == kind:
            return command
    raise AssertionError(f"no command {name!r}; there are {sorted(c['name'] for c in offered)}")


def check_allowed(command: Payload, bits: int, channel: Payload) -> None:
    """What a client hides: commands of other contexts, and those that need a permission the member lacks."""
    context = 1 if channel["type"] == DM else 0
    contexts = command.get("contexts")
    if contexts is not None and context not in contexts:
        raise AssertionError(f"/{command['name']} is not offered here (contexts {contexts})")
    needed = command.get("default_member_permissions")
    if context == 0 and needed is not None:
        wanted = int(needed) or discord.Permissions.administrator.flag
        if bits & wanted != wanted:
            raise AssertionError(f"/{command['name']} is not offered to this member")


def slash(resolver: Resolver, command: Payload, path: list[str], given: Payload, focus: str = "") -> Payload:
    """The data of a slash command, or of an autocomplete when an option has the focus."""
    leaf = descend(command, path)
    options = leaf.get("options") or []
    known = {option["name"]: option for option in options}
    if unknown := set(given) - set(known):
        raise AssertionError(f"/{' '.join([command['name'], *path])} has no option {sorted(unknown)}")
    missing = [name for name, option in known.items() if option.get("required") and name not in given]
    if missing and not focus:
        raise AssertionError(f"/{' '.join([command['name'], *path])} needs {missing}")
    values = [value_of(resolver, known[name], value, focus) for name, value in given.items()]
    node: list[Payload] = values
    kinds = [GROUP, SUBCOMMAND] if len(path) == 2 else [SUBCOMMAND] * len(path)
    for kind, name in reversed(list(zip(kinds, path, strict=True))):
        node = [{"type": kind, "name": name, "options": node}]
    data = {"id": command["id"], "name": command["name"], "type": SLASH, "options": node}
    return data | ({"resolved": resolver.resolved} if resolver.resolved else {})


def descend(command: Payload, path: list[str]) -> Payload:
    node = command
    for name in path:
        children = [o for o in node.get("options") or [] if o["type"] in (SUBCOMMAND, GROUP)]
        found = next((child for child in children if child["name"] == name), None)
        assert found, f"/{command['name']} has no {name!r}; there are {[c['name'] for c in children]}"
        node = found
    return node


def value_of(resolver: Resolver, option: Payload, value: Any, focus: str) -> Payload:
    written: Payload = {"name": option["name"], "type": option["type"]}
    if option["name"] == focus:
        return written | {"value": value, "focused": True}
    if option["type"] in ENTITIES:
        return written | {"value": resolver.entity(value)}
    if option["type"] == FILE:
        return written | {"value": resolver.file(*value)}
    if choices := option.get("choices"):
        by_name = {choice["name"]: choice["value"] for choice in choices}
        value = by_name.get(value, value)
        assert value in by_name.values(), f"{option['name']}: {value!r} is none of {sorted(by_name)}"
    assert isinstance(value, PLAIN[option["type"]]), f"{option['name']} does not take {value!r}"
    size = len(value) if option["type"] == STRING else value
    low, high = ("min_length", "max_length") if option["type"] == STRING else ("min_value", "max_value")
    assert option.get(low, size) <= size <= option.get(high, size), (
        f"{option['name']}: {value!r} is out of range"
    )
    return written | {"value": value}
