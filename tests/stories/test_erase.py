"""`/privacy erase`: what goes and what stays is said before, one step does it, and nothing is left to be found."""

from __future__ import annotations

import pytest
from simcord.results import InteractionResult

from bot.board.post import State
from tests.support.lives import Life, left_of, lived, secrets_of
from tests.support.stage import Stage, custom_ids

pytestmark = pytest.mark.usefixtures("quiet")


async def erase(stage: Stage, *, keep: bool = False, here: bool = False) -> InteractionResult:
    """Ana erases everything; the last screen."""
    shown = await stage.ana.slash(stage.general, "privacy erase")
    if here:
        await stage.ana.select(shown.response, ["here"], custom_id="v1:privacy-where:all")
    if keep:
        key = "here" if here else "all"
        await stage.ana.select(shown.response, ["keep"], custom_id=f"v1:privacy-posts:{key}")
    await stage.ana.click(shown.response, label="Erase for good")
    return shown


async def states(stage: Stage) -> dict[str, State]:
    async with stage.bot.database.begin() as session:
        return {
            post.handle: post.state
            for member in (stage.ben, stage.chi)
            for post in await stage.bot.board.store.by_author(session, stage.guild.id, member.id)
        }


async def test_what_goes_and_what_stays_is_said_before(ready: Stage) -> None:
    await lived(ready)
    shown = await ready.ana.slash(ready.general, "privacy erase")
    said = ready.text_of(shown)
    assert "**Goes for good:**" in said
    assert "your letters: **1**" in said
    assert "Your posts are taken down, with the answers under them." in said
    assert "Backups that the operator made before this" in said
    await ready.ana.select(shown.response, ["keep"], custom_id="v1:privacy-posts:all")
    said = ready.text_of(shown)
    assert "stays there without any link to you" in said
    await ready.ana.select(shown.response, ["here"], custom_id="v1:privacy-where:all-keep")
    said = ready.text_of(shown)
    assert "on this server" in said
    assert "your letters" not in said
    await ready.ana.click(shown.response, label="Keep everything")
    assert "What I keep about you" in ready.text_of(shown)
    assert "your posts, answers and feedback: **4**" in ready.text_of(shown)


async def test_everything_is_gone(ready: Stage) -> None:
    life = await lived(ready)
    secrets = secrets_of(ready.ana)
    found = {leak.name for leak in left_of(ready, secrets)}
    assert {"id", *(name for name in secrets if name.startswith("text"))} <= found, (
        "the search finds it before"
    )
    shown = await erase(ready)
    assert ready.text_of(shown).startswith("**Done.**")
    assert left_of(ready, secrets) == []
    await ready.later(seconds=20)
    for handle in (life.post, life.reply, life.given):
        assert ready.message(handle) is None
    assert "Nothing. There is no trace of you here." in ready.text_of(
        await ready.ana.slash(ready.general, "privacy show")
    )
    assert left_of(ready, secrets) == []
    await others_are_as_they_were(ready, life, with_thread=False)


async def test_posts_may_stay_without_any_link(ready: Stage) -> None:
    life = await lived(ready)
    await erase(ready, keep=True)
    await ready.later(seconds=20)
    message = ready.message(life.post)
    assert message is not None
    assert "zebrafish" in str(message.embeds[0].description)
    secrets = {name: value for name, value in secrets_of(ready.ana).items() if not name.startswith("text")}
    assert left_of(ready, {**secrets, "masked": "initech", "declined": "walrus", "draft": "pelican"}) == []
    mine = await ready.ana.slash(ready.general, "rejection mine")
    assert "You have no posts here." in ready.text_of(mine)
    await others_are_as_they_were(ready, life, with_thread=True)


async def others_are_as_they_were(stage: Stage, life: Life, *, with_thread: bool) -> None:
    """Nobody else lost a post, a thread or a press; what hung on a post that went, went with it."""
    known = await states(stage)
    assert known[life.others["ben"]] is State.PUBLISHED
    assert known[life.others["chi"]] is State.PUBLISHED
    assert (known.get(life.others["ben's feedback"]) is State.PUBLISHED) is with_thread
    for handle in (life.others["ben"], life.others["chi"]):
        assert stage.message(handle) is not None
        assert stage.thread(handle) is not None
    async with stage.bot.database.begin() as session:
        bens = await stage.bot.board.find(session, stage.guild.id, life.others["ben"])
        assert await stage.bot.board.store.me_too(session, bens.id) == 1, "Chi's press is counted, Ana's not"
    shown = await stage.ben.slash(stage.general, "privacy show")
    assert "your posts, answers and feedback" in stage.text_of(shown)
    assert any("give-feedback" in name for name in custom_ids(stage.message(life.others["ben"])))
