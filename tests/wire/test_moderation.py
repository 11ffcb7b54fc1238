"""Moderators on the wire: the set-up, and two who act at once."""

from __future__ import annotations

import asyncio

import discord
import pytest

from tests.wire.onward import Harbour, share
from tests.wire.payloads import text_of
from tests.wire.people import Person
from tests.wire.world import Payload


@pytest.fixture
def ben(harbour: Harbour) -> Person:
    return harbour.server.person(harbour.guild, "Ben")


def hide(harbour: Harbour, channel: Payload) -> None:
    """Only the bot and those who may do everything see the channel."""
    view = str(discord.Permissions(view_channel=True).value)
    bot = harbour.guild.members[harbour.server.world.bot.id].roles[0]
    channel["permission_overwrites"] = [
        {"id": str(harbour.guild.id), "type": 0, "allow": "0", "deny": view},
        {"id": str(bot), "type": 0, "allow": view, "deny": "0"},
    ]


async def test_a_set_up_is_tried_for_real_then_used(harbour: Harbour, mo: Person, ada: Person) -> None:
    hide(harbour, harbour.review)
    async with harbour.running():
        refused = await ada.slash("rejection share")
        assert refused.modal is None
        assert "/mod setup" in refused.text

        panel = await mo.slash("mod setup")
        for name, value in (("board", harbour.board), ("review", harbour.review)):
            panel = await mo.select(panel.message, f"v1:setup-choose:{name}", value)
        for name, choice in (("review_on", "no"), ("release", "0")):
            panel = await mo.select(panel.message, f"v1:setup-choose:{name}", choice)
        saved = await mo.click(panel.message, "Test and save")
        assert "Saved" in saved.text
        assert saved.ephemeral
        assert harbour.published() == []
        assert harbour.threads() == []

        await share(ada)
        await harbour.until_published()


async def test_a_set_up_that_cannot_work_is_not_saved(harbour: Harbour, mo: Person, ada: Person) -> None:
    hide(harbour, harbour.review)
    harbour.review["permission_overwrites"].pop()
    async with harbour.running():
        panel = await mo.slash("mod setup")
        for name, value in (("board", harbour.board), ("review", harbour.review)):
            panel = await mo.select(panel.message, f"v1:setup-choose:{name}", value)
        tried = await mo.click(panel.message, "Test and save")
        assert "View Channel" in tried.text
        assert "/mod setup" in (await ada.slash("rejection share")).text


async def test_two_moderators_at_once_act_once(
    harbour: Harbour, mo: Person, max_: Person, ada: Person
) -> None:
    await harbour.configure(review=True)
    async with harbour.running():
        await share(ada)
        world = harbour.server.world
        await world.until(lambda: world.in_channel(harbour.review), 10, "a card")
        card = world.in_channel(harbour.review)[0]
        assert "Ada" not in text_of(card)
        answers = await asyncio.gather(mo.click(card, "Approve"), max_.click(card, "Approve"))
        told = sorted(answer.text.split(".")[0].split(":")[0] for answer in answers)
        assert told == ["Approved", "Somebody was faster"]
        await harbour.until_published()
        await world.until(lambda: not card["components"], 10, "the card cleared")
        assert len(harbour.published()) == 1


async def test_the_queue_and_its_forms_are_what_discord_accepts(
    harbour: Harbour, mo: Person, ada: Person
) -> None:
    await harbour.configure(review=True)
    async with harbour.running():
        for _ in range(4):
            await share(ada)
        world = harbour.server.world
        await world.until(lambda: len(world.in_channel(harbour.review)) == 4, 10, "four cards")
        queue = await mo.slash("mod queue")
        assert "1 of 4" in queue.text
        assert queue.ephemeral
        form = await mo.click(queue.message, "Decline")
        assert form.modal is not None
        declined = await mo.submit_modal(form, {"listed": ["topic"], "reason": ""})
        assert "Declined." in declined.text
        form = await mo.click(declined.message, "Mask more")
        masked = await mo.submit_modal(form, {"words": "somebody"})
        assert "Masked everywhere" in masked.text
        assert "somebody" not in masked.text.split("Read it once more.")[1]
        shown = await mo.slash("mod audit")
        assert "declined" in shown.text
        assert "masked more in" in shown.text
        filed = await mo.slash("mod export")
        assert "No author stands in it." in filed.text


async def test_a_report_is_answered_and_a_member_is_refused(
    harbour: Harbour, mo: Person, ada: Person, ben: Person
) -> None:
    await harbour.configure()
    async with harbour.running():
        await share(ada)
        await harbour.until_published()
        [post] = harbour.published()
        form = await ben.click(post, "Report")
        sent = await ben.submit_modal(form, {"kind": ["attack"], "reason": ""})
        assert sent.text == "Thank you. Moderators see your report, not who sent it."
        world = harbour.server.world
        await world.until(lambda: world.in_channel(harbour.review), 10, "a card")
        [card] = world.in_channel(harbour.review)
        assert "Ben" not in text_of(card)
        refused = await ben.click(card, "Remove the post")
        assert "That is for moderators of this server. Nothing was done." in refused.text
        shown = await mo.slash("mod reports")
        assert "It attacks a person or a group" in shown.text
        removed = await mo.click(shown.message, "Remove the post")
        assert "was reported and removed." in removed.text
        await world.until(lambda: not card["components"], 10, "the card answered")
        await world.until(lambda: not harbour.published(), 10, "the post gone")
