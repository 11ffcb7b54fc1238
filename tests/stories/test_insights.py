"""`/mod insights`: nothing before there is enough, then a month in words and a picture, for moderators alone."""

from __future__ import annotations

from cogs.moderation.insights.numbers import Report
from cogs.moderation.insights.store import InsightStore
from tests.support.stage import Stage


async def test_a_small_community_is_told_why_there_is_nothing(ready: Stage) -> None:
    await ready.publish(ready.ana)
    shown = await ready.mo.slash(ready.general, "mod insights")
    assert "at least 25 people" in ready.heard(shown)
    assert "mod insights" not in ready.ana.available_commands(ready.general)


async def test_a_month_is_words_and_a_picture(ready: Stage) -> None:
    told = Report(40, {"stage": {"final": 20, "silence": 15}, "feedback": {"any": 25}}, {"silence": 40})
    async with ready.bot.database.begin() as session:
        store = InsightStore(ready.bot.vault)
        await store.close(session, ready.guild.id, "2026-10", told)
        await store.close(session, ready.guild.id, "2026-09", None)
    await ready.restart()
    shown = await ready.mo.slash(ready.general, "mod insights")
    said = ready.heard(shown)
    assert "October 2026" in said
    assert "About 40 people" in said
    assert "About 40 % never got an answer" in said
    assert "Final round 20" in said
    (picture,) = shown.response.attachments
    assert picture.filename == "insights-2026-10.png"
    assert "Final round 20" in (picture.description or "")
    await ready.mo.select(shown.response, ["2026-09"], custom_id="v1:insights-month:")
    assert "Fewer than 25 people" in ready.text_of(shown)
