"""No free text gets past the gate: forms, commands' words, messages in a DM; and what is handed back is whole."""

from __future__ import annotations

import ast
from typing import Any
from unittest.mock import AsyncMock, MagicMock, create_autospec

import discord
import pytest
from discord import app_commands
from hypothesis import given
from hypothesis import strategies as st

from bot.care import paper
from bot.ui.router import Screened
from tests.house.files import ROOT
from tests.support.stage import Stage

CRISIS = "I want to kill myself."
QUOTING = {
    "report-reason": "whoever reports an insult has to be able to quote it",
    "block-form": "why somebody is blocked quotes what they wrote",
    "report-block": "the same",
    "mod block": "the same, typed into the command",
    "decline-reason": "why a post is declined quotes what stands in it",
    "remove-reason": "the same",
    "mod remove": "the same, typed into the command",
    "reflect-written": "a journal that nobody else ever reads: anger may be written down there",
    "channel-reflected": "the same journal, begun under a question",
    "plan-write": "a plan for its writer alone may hold what an employer wrote",
    "letter-replied": "an employer's reply stands as it came; its insults are the reader's to sort out",
}
"""Forms in which threats and insults are somebody else's words: read for a crisis alone."""
UNREAD = {
    "mask-words": "words of a post, named to be masked in it; nothing of them is shown to anybody",
    "words-added": "the words that a server does not want are what the form asks for",
}


def submitted(custom_id: str, **fields: str) -> Any:
    """A form that was sent off, as the router is given it."""
    made = MagicMock(spec=discord.Interaction)
    made.response = create_autospec(discord.InteractionResponse, instance=True)
    made.response.is_done.side_effect = lambda: bool(made.response.defer.await_count)
    made.type = discord.InteractionType.modal_submit
    rows = [
        {"type": 18, "component": {"type": 4, "custom_id": name, "value": text}}
        for name, text in fields.items()
    ]
    made.data = {"custom_id": custom_id, "components": rows}
    made.message, made.extras, made.guild_id = None, {}, 1
    made.user = MagicMock(spec=discord.Member, id=77)
    made.locale = "en-GB"
    return made


async def test_no_handler_hears_of_a_form_that_speaks_of_a_crisis(stage: Stage) -> None:
    router, reached = stage.bot.router, AsyncMock(spec=lambda interaction, key: None)
    read = router.screening()
    assert len(read) > 50
    for name, screened in read.items():
        router._handlers[name] = reached, screened
        made = submitted(f"v1:{name}:K7Q2", anything=CRISIS)
        await router.dispatch(made)
        if name not in UNREAD:
            said = made.edit_original_response.await_args.kwargs["content"]
            assert "what you wrote matters" in said, name
    assert reached.await_count == len([name for name in read if read[name] == "no"])


async def test_what_is_read_less_strictly_has_a_reason(stage: Stage) -> None:
    read = stage.bot.router.screening()
    by_kind: dict[Screened, set[str]] = {"crisis": set(), "no": set()}
    for name, screened in read.items():
        by_kind.get(screened, set()).add(name)
    assert by_kind["crisis"] <= QUOTING.keys()
    assert by_kind["no"] <= UNREAD.keys()


async def test_the_words_of_every_command_are_read(stage: Stage) -> None:
    commands = [one for one in stage.bot.tree.walk_commands() if isinstance(one, app_commands.Command)]
    typed = {
        one.qualified_name: one.extras.get("screened", "all")
        for one in commands
        if any(
            option.type is discord.AppCommandOptionType.string and not option.choices
            for option in one.parameters
        )
    }
    assert len(typed) > 3
    assert {name for name, screened in typed.items() if screened == "crisis"} <= QUOTING.keys()
    assert {name for name, screened in typed.items() if screened == "no"} <= UNREAD.keys()


async def test_the_gate_stands_before_everybody_who_hears_a_dm(stage: Stage) -> None:
    assert stage.bot.dms._hearers[0] == stage.bot.care.intercepts_message


def calls() -> dict[str, set[str]]:
    """Names that are called, subclassed or defined in the bot's and the features' code: to their files."""
    found: dict[str, set[str]] = {}
    for folder in ("bot", "cogs"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                name = ""
                if isinstance(node, ast.Call):
                    name = ast.unparse(node.func)
                elif isinstance(node, ast.ClassDef):
                    found.setdefault(f"class({','.join(map(ast.unparse, node.bases))})", set()).add(file.name)
                elif isinstance(node, ast.AsyncFunctionDef):
                    name = f"def {node.name}"
                if name:
                    found.setdefault(name, set()).add(f"{file.parent.name}/{file.name}")
    return found


def test_texts_come_in_through_no_other_door() -> None:
    found = calls()
    assert {name for name in found if name.startswith("class(") and "Modal" in name} == {"class(ui.Modal)"}
    assert found["class(ui.Modal)"] == {"controls.py"}, "forms are described, not heard by discord.py"
    for door in (
        "def on_submit",
        "def on_message_edit",
        "self.bot.wait_for",
        "bot.wait_for",
        "self.wait_for",
    ):
        assert door not in found, door
    assert found["def on_message"] == {"bot/app.py"}
    assert "app_commands.CommandTree" not in found


@given(
    st.dictionaries(
        st.from_regex(r"\A[a-z][a-z0-9_.-]{0,20}\Z"), st.text(min_size=1, max_size=300), max_size=5
    )
)
def test_what_is_handed_back_is_read_back_whole(fields: dict[str, str]) -> None:
    kept = {name: text.replace("\u2063", "") for name, text in fields.items()}
    assert paper.read(paper.written(fields)) == {name: text for name, text in kept.items() if text}


@pytest.mark.parametrize("other", ["", "story:\nmine", "\u2063story:\nmine", "\ufeff"])
def test_a_file_of_somebody_else_holds_nothing(other: str) -> None:
    assert paper.read(other) == {}
