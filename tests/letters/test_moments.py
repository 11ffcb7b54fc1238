"""What letters tell of a member's way: whether a no is fresh, and nothing of an answer that is hidden."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.reasons import Why
from cogs.letters.letter import Letter, Reply, State
from cogs.letters.moments import is_fresh, letters_of
from cogs.letters.service import Letters
from tests.support.letters import letters_of as letters_on
from tests.support.stage import Stage

BEGUN = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "fresh"),
    [
        ("today", True),
        ("Yesterday, around noon", True),
        ("this morning", True),
        ("23 November", True),
        ("Nov 22nd, 2026", True),
        ("2026-11-23", True),
        ("22.11.2026", True),
        ("20 November", False),
        ("24 November", False),
        ("23 November 2025", False),
        ("9 May", False),
        ("last week", False),
        ("31 February", False),
        ("", False),
    ],
)
def test_a_fresh_no(said: str, fresh: bool) -> None:
    assert is_fresh(said, BEGUN) is fresh


async def test_a_hidden_answer_tells_nothing_of_itself(ready: Stage) -> None:
    letters: Letters = letters_on(ready)
    now = ready.clock.now()
    letter = Letter(
        "abc", ready.ana.id, now, now, state=State.ANSWERED, answers={"company": "Initech"}, sent_at=(now,)
    )
    why = Why.of("experience", "stated")
    assert why is not None
    reply = Reply("r1", "abc", "Too early.", now, why, paraphrase="Too early", kept="Too early.")
    hidden = Reply(
        "r2", "abc", "No.", now, why, paraphrase="No", kept="No.", hidden_until=now + timedelta(hours=24)
    )
    async with letters.database.begin() as session:
        await letters.store.put(session, letter)
        await letters.store.put_reply(session, reply)
        await letters.store.put_reply(session, hidden)
    found = await letters_of(letters)(ready.ana.id)
    assert sorted((one.kind, one.text, one.why == why) for one in found) == [
        ("answered", "", False), ("answered", "Too early", True), ("letter", "", False), ("sent", "", False),
        ("task", "Too early.", True),
    ]  # fmt: skip
    assert all(one.fact("company") == "Initech" for one in found)
    assert await letters_of(letters)(ready.ben.id) == []
