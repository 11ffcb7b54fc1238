"""The router: each press finds its handler, each failure is answered in private, what was typed comes back."""

from __future__ import annotations

from typing import Any
from unittest.mock import MagicMock, create_autospec

import discord
import pytest

from bot.errors import UserError
from bot.ui import Router, chosen, on, typed


class Shelf:
    """A cog with one control."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.heard = error, [""]

    @on("open")
    async def open(self, _interaction: Any, key: str) -> None:
        self.heard.append(key)
        if self.error is not None:
            raise self.error


def interaction(custom_id: str, **data: Any) -> Any:
    """A press, or a modal where components are given."""
    made = MagicMock(spec=discord.Interaction)
    made.response = create_autospec(discord.InteractionResponse, instance=True)
    kinds = discord.InteractionType
    made.type = kinds.modal_submit if "components" in data else kinds.component
    made.data = {"custom_id": custom_id, **data}
    made.message = None
    made.response.is_done.side_effect = lambda: bool(made.response.defer.await_count)
    return made


def said(made: Any) -> tuple[str, list[str]]:
    shown = made.edit_original_response.await_args.kwargs
    return shown["content"], [file.fp.read().decode() for file in shown["attachments"]]


def form(**fields: str) -> list[dict[str, Any]]:
    return [{"type": 18, "component": {"custom_id": name, "value": text}} for name, text in fields.items()]


async def test_a_press_finds_its_handler() -> None:
    shelf, router = Shelf(), Router()
    router.add(shelf)
    await router.dispatch(interaction("v1:open:K7Q2"))
    await router.dispatch(interaction("v1:open:"))
    assert shelf.heard == ["", "K7Q2", ""]


@pytest.mark.parametrize("custom_id", ["v0:open:K7Q2", "v1:shut:K7Q2", "", "open", "::::", "v1:"])
async def test_a_control_from_another_time_is_answered(custom_id: str) -> None:
    shelf, router = Shelf(), Router()
    router.add(shelf)
    made = interaction(custom_id)
    await router.dispatch(made)
    assert "from another time" in said(made)[0]
    made.response.defer.assert_awaited_once_with(ephemeral=True, thinking=True)
    assert shelf.heard == [""]


async def test_commands_pass_by() -> None:
    made = interaction("v1:open:")
    made.type = discord.InteractionType.application_command
    await Router().dispatch(made)
    made.edit_original_response.assert_not_awaited()


async def test_what_a_member_may_read_is_said_as_it_is() -> None:
    router = Router()
    router.add(Shelf(UserError("Somebody was faster.")))
    made = interaction("v1:open:")
    await router.dispatch(made)
    assert said(made) == ("Somebody was faster.", [])


async def test_anything_else_has_a_code_that_the_log_knows(caplog: pytest.LogCaptureFixture) -> None:
    router = Router("https://example.org/help")
    router.add(Shelf(ValueError("private words")))
    made = interaction("v1:open:")
    await router.dispatch(made)
    text, _ = said(made)
    code = text.split("`")[1]
    assert code in caplog.text
    assert "private words" not in caplog.text + text
    assert "https://example.org/help" in text
    assert text.endswith("Nothing was lost; please try again.")


@pytest.mark.parametrize("error", [UserError("It is gone."), OSError("disk")])
async def test_what_was_typed_comes_back_as_a_file(error: Exception) -> None:
    router = Router()
    router.add(Shelf(error))
    made = interaction("v1:open:", components=form(story="Precious words.", role=""))
    await router.dispatch(made)
    text, files = said(made)
    assert files == ["story:\nPrecious words."]
    assert "What you typed is in the file below" in text


def test_two_handlers_of_one_name_are_a_mistake() -> None:
    router = Router()
    router.add(Shelf())
    with pytest.raises(ValueError, match="two handlers for open"):
        router.add(Shelf())


def test_typed_reads_texts_and_choices_in_labels_and_rows() -> None:
    rows = [
        {"type": 18, "component": {"custom_id": "story", "value": "a"}},
        {"type": 18, "component": {"custom_id": "stage", "values": ["final", "offer"]}},
        {"type": 1, "components": [{"custom_id": "old", "value": "b"}]},
        {"type": 10},
    ]
    assert typed(interaction("v1:x:", components=rows)) == {"story": "a", "stage": "final,offer", "old": "b"}
    assert chosen(interaction("v1:x:", values=["1", "2"])) == ["1", "2"]
