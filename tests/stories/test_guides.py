"""The guides say what there is: every command in them is one, and every command is in one of them."""

from __future__ import annotations

import re

import discord
import pytest

from bot.__main__ import parser
from tests.house.files import ROOT
from tests.support.stage import Stage

GUIDES = ("members", "moderators", "operators", "threat-model")
COMMAND = re.compile(r"`/([a-z-]+(?: [a-z-]+){0,2})(?![\w/.-])")
ON_THE_LINE = re.compile(
    r"(?:python -m bot|`)\s*((?:keys|db|backup|restore|doctor|invite|try|run)(?: [a-z]+)?)\b"
)
ADDRESSES = {"healthz", "readyz", "metrics"}


def text_of(*names: str) -> str:
    return "\n".join((ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in names)


def commands(stage: Stage) -> set[str]:
    """What can be typed: every command that is no group."""
    found = stage.bot.tree.walk_commands(type=discord.AppCommandType.chat_input)
    return {one.qualified_name for one in found if isinstance(one, discord.app_commands.Command)}


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_guides_and_commands_agree(ready: Stage) -> None:
    there = commands(ready)
    assert len(there) > 20
    known = there | {one.split(" ")[0] for one in there} | ADDRESSES
    named = {found.strip() for found in COMMAND.findall(text_of(*GUIDES))}
    assert named - known == set(), "in the guides, and no command"
    assert there - named == set(), "a command that no guide tells of"
    readme = {found.strip() for found in COMMAND.findall((ROOT / "README.md").read_text("utf-8"))}
    groups = {" ".join(one.split(" ")[:length]) for one in there for length in (1, 2)}
    assert readme - groups == set(), "in the README, and no command"
    assert {one.split(" ")[0] for one in there} == {one.split(" ")[0] for one in readme}


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_buttons_under_a_post_are_those_of_the_guide(ready: Stage) -> None:
    message = ready.message(await ready.publish(ready.ana))
    assert message is not None
    labels = [item.label for row in message.components for item in getattr(row, "children", ())]
    for label in labels:
        assert f"`{label}`" in text_of("members")


def test_every_picture_is_shown_somewhere_and_made_by_the_script() -> None:
    shown = "\n".join(path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    script = (ROOT / "scripts" / "make_pictures.py").read_text("utf-8")
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert f"pictures/{picture.name}" in shown, picture.name
        assert picture.stem in script, picture.name


def test_what_operators_type_is_there() -> None:
    typed = set(ON_THE_LINE.findall(text_of("operators")))
    assert {"keys rotate", "backup", "doctor"} <= typed
    names = next(action for action in parser()._actions if action.dest == "command").choices
    assert names is not None
    assert {one.split(" ")[0] for one in typed} <= set(names)
