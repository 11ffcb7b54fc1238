"""Controls hold no state: nothing is stored by discord.py, ids are short, versioned and opaque."""

from __future__ import annotations

import ast
from pathlib import Path

import discord

from bot import ui
from bot.board.handles import new_handle
from bot.ui.controls import VERSION, control_id

ROOT = Path(__file__).parents[2]


def test_an_id_says_version_name_and_key() -> None:
    assert control_id("give-feedback", "K7Q2") == f"{VERSION}:give-feedback:K7Q2"


async def test_what_is_sent_is_finished_before_so_that_nothing_is_stored() -> None:
    for made in (ui.View(), ui.Panel(), ui.Modal("Title", "name", "key")):
        assert made.is_finished()
        assert made.timeout is None


def test_a_select_allows_no_more_than_it_offers() -> None:
    options = [discord.SelectOption(label=letter) for letter in "ab"]
    assert ui.select("pick", "", options, placeholder="Pick", least=0, most=25).max_values == 2


def test_a_field_holds_what_was_typed_before() -> None:
    made = ui.field("What happened", "story", "once more", most=100, required=False)
    box = made.component
    assert isinstance(box, discord.ui.TextInput)
    assert (box.default, box.max_length, box.required, box.custom_id) == ("once more", 100, False, "story")


def names(call: str) -> set[str]:
    """The first text in every call of that name, or decorator, in the bot's and the features' code."""
    found = set()
    for folder in ("bot", "cogs"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and call == (
                    getattr(node.func, "id", None) or getattr(node.func, "attr", "")
                ):
                    at = 1 if call in {"button", "Modal"} else 0
                    if len(node.args) > at and isinstance(text := getattr(node.args[at], "value", None), str):
                        found.add(text)
    return found


def test_a_field_never_cuts_what_stands_there_already() -> None:
    box = ui.field("Text", "text", "x" * 1700, most=1500).component
    assert isinstance(box, discord.ui.TextInput)
    assert (len(box.default or ""), box.max_length) == (1700, 1700)
    longest = ui.field("Text", "text", "x" * 5000, most=1500).component
    assert isinstance(longest, discord.ui.TextInput)
    assert longest.max_length == 4000


def test_every_control_has_somebody_who_hears_of_it() -> None:
    heard = names("on") | names("moderates")
    shown = names("button") | names("Modal") | {name for name in names("select") if "-" in name}
    assert len(shown) > 10
    assert shown - heard == set()


def test_ids_fit_discords_limit() -> None:
    longest = max((*names("on"), *names("Modal")), key=len)
    assert len(control_id(longest, f"rejection/{new_handle(6)}/edit")) <= 100
