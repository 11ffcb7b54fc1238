"""The page in a real browser, around the toy bot: forums, failures, the keyboard, links, and what is new."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, async_playwright, expect
from simcord import ChannelHandle, Env

from tests.try_out.visitor import ARGUMENTS, PATIENCE, chromium
from try_out.session import TICK, Session
from try_out.world import World


@pytest.fixture
def forum(world: World) -> ChannelHandle:
    """Made before the page is served, so that nobody else is acting."""
    return world.guild.create_forum_channel("ideas")


@pytest_asyncio.fixture
async def page(forum: ChannelHandle, session: Session, address: str) -> AsyncIterator[Page]:
    expect.set_options(PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = await browser.new_page()
        await page.goto(address)
        await expect(page.locator("#frame")).not_to_have_class("waiting")
        yield page
        await browser.close()


def said(page: Page, text: str) -> Locator:
    """A text among the messages of the conversation."""
    return page.frame_locator("#frame").locator("#channel-message-list").get_by_text(text)


async def run_command(page: Page, name: str) -> None:
    frame = page.frame_locator("#frame")
    await frame.locator("#channel-composer-input").press_sequentially(f"/{name}")
    await frame.locator(".command-entry").first.click()
    await expect(frame.locator(".command-chip")).to_be_visible()
    await page.keyboard.press("Enter")


async def test_a_forum_lists_its_posts_and_opens_them(page: Page, env: Env, forum: ChannelHandle) -> None:
    await page.locator("#channels button", has_text="ideas").click()
    await expect(page.locator("#forum-empty")).to_be_visible()
    channel = env.bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    made = await channel.create_thread(name="A quiet hour", content="Who would come?")
    await made.thread.send("I would.")
    post = page.locator("#forum-posts button")
    await expect(post).to_have_text("A quiet hourWho would come?1 reply")
    await post.click()
    await expect(said(page, "I would.")).to_be_visible()
    await expect(page.locator("#forum")).to_be_hidden()


async def test_a_conversation_that_is_gone_leads_back_to_the_others(
    page: Page, env: Env, forum: ChannelHandle, session: Session
) -> None:
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    channel = env.bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    async with session.turn:
        made = [await channel.create_thread(name=name, content="Who would come?") for name in ("One", "Two")]
    await page.locator("#channels button", has_text="One").click()
    await expect(said(page, "Who would come?")).to_be_visible()
    async with session.turn:  # the page cannot learn of it before the click
        for each in made:
            await each.thread.delete()
        await page.locator("#channels button", has_text="Two").click()
    await expect(page.locator("#channels button", has_text="Two")).to_have_count(0)
    await expect(page.locator('[aria-current="page"]')).to_contain_text("general")
    before = env.now()
    await asyncio.sleep(2 * TICK)
    assert env.now() > before
    assert faults == []


async def test_a_kind_refusal_is_an_answer_and_silence_is_not(page: Page) -> None:
    frame = page.frame_locator("#frame")
    await run_command(page, "refuse")
    await expect(said(page, "That is not there any more.")).to_be_visible()
    await expect(frame.locator(".command-chip")).to_have_count(0)
    await expect(frame.locator(".onward-notice")).to_be_hidden()
    await run_command(page, "fail")
    await expect(frame.locator(".onward-notice")).to_contain_text("Onward did not answer.")


async def test_people_are_chosen_with_the_keyboard(page: Page) -> None:
    await page.get_by_role("radio", name="Ana").focus()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("radio", name="Mo")).to_be_checked()
    await expect(page.get_by_role("radio", name="Mo")).to_be_focused()
    await expect(page.get_by_role("button", name="moderators", exact=True)).to_be_visible()


async def test_what_comes_elsewhere_is_marked_until_it_is_read(
    page: Page, world: World, session: Session
) -> None:
    news = page.get_by_label("Something new")
    await expect(news).to_have_count(0)
    async with session.turn:
        await world.ben.send(world.board, "hello")
    await expect(page.locator("#channels").get_by_label("Something new")).to_have_count(1)
    await expect(page.locator("#people").get_by_label("Something new")).to_have_count(3)
    await page.locator("#channels button", has_text="rejections").click()
    await expect(page.locator("#channels").get_by_label("Something new")).to_have_count(0)


async def test_a_link_to_a_message_leads_to_its_channel(page: Page, world: World, session: Session) -> None:
    async with session.turn:
        sent = await world.ben.send(world.board, "hello")
        link = f"https://discord.com/channels/{world.guild.id}/{world.board.id}/{sent.id}"
        await world.ben.send(world.general, f"look: {link}")
    await page.frame_locator("#frame").get_by_role("link", name="Go to the message").click()
    await expect(said(page, "hello")).to_be_visible()
    await expect(page.locator('[aria-current="page"]')).to_contain_text("rejections")


async def test_everything_one_can_press_has_a_name_and_the_tools_are_gone(page: Page) -> None:
    for control in await page.locator("button, input, iframe, a").all():
        described = await control.evaluate("e => e.labels?.[0]?.innerText || e.title || e.innerText")
        assert described.strip()
    frame = page.frame_locator("#frame")
    for tool in ("End preview session", "Inspector", "Capture", "Refresh preview"):
        await expect(frame.get_by_text(tool, exact=True).first).to_be_hidden()


async def test_the_steps_can_be_put_away_and_fetched_again(page: Page) -> None:
    await page.get_by_role("button", name="Hide").click()
    await expect(page.locator("#steps")).to_be_hidden()
    await page.reload()
    await expect(page.locator("#steps")).to_be_hidden()
    await page.get_by_role("button", name="Show the three steps").click()
    await page.get_by_role("button", name="Approve it").click()
    await expect(page.get_by_role("radio", name="Mo")).to_be_checked()
    await expect(page.locator('[aria-current="page"]')).to_contain_text("moderators")
