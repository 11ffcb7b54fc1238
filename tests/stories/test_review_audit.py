"""The audit as moderators see it: every action stands in it, nobody's authorship does."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from bot.audit.words import ACTIONS, GROUPS
from tests.stories.test_queue import fill
from tests.support.leaks import find_leaks
from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")


async def actions(stage: Stage, handle: str = "") -> list[tuple[str, int | None, str]]:
    async with stage.bot.database.begin() as session:
        found = await stage.bot.audit.entries(session, stage.guild.id, handle=handle)
    return [(entry.action, entry.moderator_id, entry.reason) for entry in reversed(found)]


async def test_every_decision_stands_in_it_with_who_made_it(ready: Stage) -> None:
    mo, kit = ready.mo.id, ready.kit.id
    assert await actions(ready) == [("setup", ready.owner.id, "")]
    handle = await ready.post(ready.ana)
    await ready.kit.click(ready.card(handle), label="Hold")
    form = await ready.kit.click(ready.card(handle), label="Mask more")
    await ready.kit.submit_modal(form, {"words": "round"})
    await ready.later(seconds=10)
    await ready.approve(handle)
    await ready.released()
    report = await ready.ben.click(ready.message(handle), label="Report")
    await ready.ben.submit_modal(report, {"reason": "It is too sad."})
    await ready.carded()
    shown = await ready.kit.slash(ready.general, "mod reports")
    await ready.kit.click(shown.response, label="Dismiss")
    await ready.mo.slash(ready.general, "mod remove", post=handle, reason="It was asked for.")
    assert await actions(ready, handle) == [
        ("hold", kit, ""),
        ("mask", kit, ""),
        ("approve", mo, ""),
        ("report-dismiss", kit, ""),
        ("remove", mo, "It was asked for."),
    ]
    second = await ready.post(ready.ben, "They never wrote to me.")
    await ready.decline(second, "It names a team.")
    assert await actions(ready, second) == [("decline", mo, "It names a team.")]


async def test_what_was_refused_stands_not_in_it(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.approve(handle)
    before = await actions(ready)
    await ready.mo.slash(ready.general, "mod remove", post="Z9Z9")
    form = await ready.ana.slash(ready.general, "rejection mine")
    assert form.response is not None
    assert await actions(ready) == before


async def test_a_page_says_who_did_what_when_and_why(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.decline(handle, "It names *a team*.")
    shown = await ready.mo.slash(ready.general, "mod audit")
    words = ready.text_of(shown)
    assert "**Audit** · 2 entries\n" in words
    assert f"<@{ready.mo.id}> declined **{handle}** – It names \\*a team\\*." in words
    assert f"<@{ready.owner.id}> changed the set-up" in words
    about = await ready.mo.slash(ready.general, "mod audit", post=handle)
    assert "**Audit** · one entry\n" in ready.text_of(about)
    by_owner = await ready.mo.slash(ready.general, "mod audit", moderator=ready.owner)
    assert "changed the set-up" in ready.text_of(by_owner)
    assert "declined" not in ready.text_of(by_owner).split("Everything")[0]
    await ready.mo.select(by_owner.response, ["reports"], custom_id=f"v1:audit-show:0.all..{ready.owner.id}")
    assert "The audit holds nothing of that kind." in ready.text_of(by_owner)


async def test_five_hundred_entries_are_pages(ready: Stage) -> None:
    async with ready.bot.database.begin() as session:
        for n in range(500):
            await ready.bot.audit.record(session, ready.guild.id, ready.kit.id, "hold", f"K{n}")
    shown = await ready.mo.slash(ready.general, "mod audit")
    assert "501 entries · page 1 of 42" in ready.text_of(shown)
    assert "held **K499**" in ready.text_of(shown)
    await ready.mo.click(shown.response, label="Older")
    assert "page 2 of 42" in ready.text_of(shown)
    assert "held **K487**" in ready.text_of(shown)
    await ready.mo.select(shown.response, ["settings"], custom_id="v1:audit-show:0.all..")
    assert "**Audit** · one entry\n" in ready.text_of(shown)


async def test_the_file_holds_settings_and_audit_and_no_author(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.decline(handle, "It names a team.")
    answered = await ready.mo.slash(ready.general, "mod export")
    assert "Keep the file to yourself" in ready.heard(answered)
    [file] = ready.files_of(answered)
    made = json.loads(file)
    assert made["settings"]["board_channel_id"] == str(ready.board.id)
    assert [entry["action"] for entry in made["audit"]] == ["setup", "decline", "export"]
    assert made["audit"][1]["post"] == handle
    assert made["audit"][1]["moderator"] == str(ready.mo.id)
    assert made["newest"]["number"] == 3
    async with ready.bot.database.begin() as session:
        assert (3, made["newest"]["link"]) == await ready.bot.audit.newest(session, ready.guild.id)
    assert find_leaks(file.encode(), {"id": ready.ana.id, "name": ready.ana.name}) == []


async def test_an_action_and_its_entry_happen_both_or_neither(
    ready: Stage, monkeypatch: pytest.MonkeyPatch, trouble: None
) -> None:
    [handle] = await fill(ready, 1)
    queue = await ready.mo.slash(ready.general, "mod queue")

    async def broken(*_args: object, **_options: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(type(ready.bot.audit), "record", broken)
        await ready.mo.click(queue.response, label="Approve")
    async with ready.bot.database.begin() as session:
        state = await session.scalar(text("SELECT state FROM posts"))
    assert state == "waiting"
    assert await actions(ready, handle) == []


def test_every_action_has_words_and_a_place_in_one_filter() -> None:
    grouped = [action for group in GROUPS.values() for action in group]
    assert sorted(grouped) == sorted(ACTIONS)
